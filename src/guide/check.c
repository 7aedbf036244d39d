/* check: test a run of yours against a stage's goals. */
#include "base/utf8.h"
#include "guide/commands.h"
#include "guide/line_goals.h"
#include "guide/word_goals.h"
#include "stages/bigram_run.h"
#include "stages/generalize.h"
#include "text/opt_parse.h"
#include "text/sheet.h"

#include <stdlib.h>
#include <string.h>

/* In the order of the command's choices. */
static const struct goals *const all[] = {
    &line_goals_linreg,     &line_goals_sweep,  &line_goals_early_stop,
    &line_goals_generalize, &word_goals_bigram, &word_goals_challenge};
enum { ALL = sizeof all / sizeof all[0] };

/* The first word that is no option, no value of one of any stage's and, with
   `stages`, one of these; NULL: there is none. */
static const char *find(int argc, char **argv, const char *stages)
{
    for (int i = 0; i < argc; i++) {
        bool passed = *argv[i] == '-' || *argv[i] == '\0';
        for (int k = 0; k < ALL && i > 0; k++)
            passed =
                passed || opt_takes_next(&all[k]->stage->command, argv[i - 1]);
        if (!passed && (!stages || opt_choice(stages, argv[i]) >= 0))
            return argv[i];
    }
    return NULL;
}

/* The options are those of the stage; behind them the words, whose first is to
   be the stage's name. */
static bool narrow(struct command *command, int argc, char **argv)
{
    const char *word = find(argc, argv, command->choices);

    if (!word)
        return false;
    const struct goals *goals = all[opt_choice(command->choices, word)];
    const struct command *stage = &goals->stage->command;
    command->name = goals->page;
    command->words = "";
    command->words_at = stage->size;
    command->about = "Runs the stage with your settings, and says which of "
                     "its goals are met.";
    command->groups = goals->groups;
    command->defaults = goals->defaults ? goals->defaults : stage->defaults;
    command->size = stage->size;
    return true;
}

/* Options of the stage that check has, too, and no word but the stage's. */
static bool parse(const struct command *command, const struct call *call,
                  const struct stage *stage, void *options)
{
    struct fault *fault = call->fault;
    struct file_names *names = &((struct frame_options *)options)->names;
    struct opt_words words;
    char **at = call->argv, **end = at + call->argc;

    for (; at < end && strcmp(*at, "--") != 0; at++)
        if (opt_find(&stage->command, *at).o && !opt_find(command, *at).o) {
            fault_set(fault, FAULT_USAGE, "'%.*s' is no option of check",
                      (int)strcspn(*at, "="), *at);
            return fault_hint(fault,
                              "'trainloop %s' has it; check judges one run",
                              stage->command.name);
        }
    if (!opt_parse(command, call->argc, call->argv, options, fault))
        return false;
    memcpy(&words, (char *)options + command->words_at, sizeof words);
    if (words.n == 1)
        return files_check(names, names->csv ? "'--format' csv" : NULL,
                           fault) &&
               (!stage->check || stage->check(options, fault));
    fault_set(fault, FAULT_USAGE, "one stage at a time, got '%s' and more",
              utf8_word(words.at[0], 60, 0).text);
    return opt_hint_choice(fault, command->choices, "");
}

/* A line for every goal, and below an open one where to look; in CSV a row.
   Returns how many are open. */
static int show_goals(struct sheet *sheet, const char *exercise,
                      const struct finding *goals, int n)
{
    static const struct column columns[] = {
        {.name = "exercise", .style = COLUMN_WORD},
        {.name = "goal", .style = COLUMN_WORD},
        {.name = "met", .style = COLUMN_WORD},
        {.name = "wanted", .style = COLUMN_WORD},
        {.name = "found", .style = COLUMN_WORD},
    };
    static const struct table table = {NULL, columns, 5, .where = TABLE_CSV};
    int open = 0;

    sheet_head(sheet, &table);
    for (int i = 0; i < n; i++) {
        const struct finding *goal = &goals[i];
        bool met = goal->verdict == FINDING_TRUE;
        open += !met;
        sheet_row(sheet, &table,
                  (struct cell[]){{.text = exercise},
                                  {.text = goal->id},
                                  {.text = met ? "true" : "false"},
                                  {.text = goal->claim},
                                  {.text = goal->reason}});
        sheet_result(sheet, "%-4s  %-46s %s\n", met ? "ok" : "open",
                     goal->claim, goal->reason);
        if (!met)
            sheet_why(sheet, "      hint: %s\n", goal->hint);
        if (!met && goal->see)
            sheet_why(sheet, "      see: trainloop %s\n", goal->see);
    }
    sheet_result(sheet, "%d of %d goal%s met\n", n - open, n, number_plural(n));
    return open;
}

/* Runs stage k, or takes the model of --load, and judges: the exit status, 1 if
   goals are open. */
static int run_stage(int k, const struct call *call, void *options,
                     void *result, struct report *report)
{
    const struct goals *goals = all[k];
    const struct stage *stage = goals->stage;
    const struct frame_options *o = options;
    struct sheet sheet = {.levels = o->quiet ? SHEET_RESULT : SHEET_ALL};
    struct finding f[FINDING_MOST];
    struct sheet nowhere = {0};
    struct report warning = {.file = stderr, .width = REPORT_WIDTH};
    struct audience audience = {
        .sheet = &nowhere, .quiet = o->quiet, .stop = call->interrupted};

    *(o->names.csv ? &sheet.csv : &sheet.text) = report;
    report->width = o->names.csv ? 0 : REPORT_WIDTH;
    ((struct frame_options *)options)->asks = o->names.load != NULL;
    if (!stage->open(result, options, false, call->fault))
        return 0;
    if (stage->warn)
        stage->warn(result, &warning);
    report_free(&warning);
    call->heed(true);
    if (o->names.load)
        goals->take(result);
    else if (!stage->train(result, &audience, call->fault))
        return 0;
    call->heed(false);
    audience.sheet = &sheet;
    goals->show(result, &sheet);
    frame_interrupted(&audience);
    int n = goals->judge(result, f);
    bool open = show_goals(&sheet, strchr(goals->page, ' ') + 1, f, n) > 0;
    if (open)
        sheet_why(&sheet, "\nWhat you can change: trainloop help %s\n",
                  goals->page);
    else
        sheet_why(&sheet, "\nNext: trainloop %s\n",
                  k + 1 < ALL ? all[k + 1]->page : "report");
    return audience.interrupted ? FRAME_INTERRUPTED : open;
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct command command = check_command;
    const char *stages = command.choices;
    const char *word = find(call->argc, call->argv, stages);
    struct report report = {.file = call->out};

    if (!narrow(&command, call->argc, call->argv)) {
        word = find(call->argc, call->argv, NULL);
        word = word ? word : "";
        fault_set(fault, FAULT_USAGE,
                  *word ? "unknown stage '%s'"
                        : "which stage is to be checked?",
                  utf8_word(word, 60, 0).text);
        opt_hint_choice(fault, stages, word);
        return FAULT_USAGE;
    }
    int k = opt_choice(stages, word);
    const struct stage *stage = all[k]->stage;
    void *options = calloc(1, command.size + sizeof(struct opt_words));
    void *result = calloc(1, stage->size);
    int status = 0;
    if (!options || !result) {
        fault_memory(fault, (double)stage->size, "the result");
    } else if (parse(&command, call, stage, options)) {
        status = run_stage(k, call, options, result, &report);
        stage->close(result);
        report_free(&report);
    }
    free(options);
    free(result);
    return status;
}

/* For help: the options of all stages, and the defaults that they share. */
struct every {
    struct generalize_options line;
    struct bigram_options words;
};
static const struct every preset = {
    .line = {.training = {.data = PRESET_DATA, .rule = {PRESET_STOP}},
             .test_seed = PRESET_TEST_SEED},
    .words = BIGRAM_PRESET(NULL, 0),
};

const struct command check_command = {
    .name = "check",
    .run = run,
    .summary = "exercises: goals, judged on your runs",
    .about = "Says which goals your run meets, or your model. One stage: help "
             "check STAGE",
    .examples = "  trainloop check sweep\n"
                "  trainloop check generalize --lr 1e-6\n",
    .groups =
        (const struct opt_group[]){
            {"Options of linreg, sweep, early-stop, generalize",
             .rows = problem_rows},
            {.rows = training_rate_row},
            {.rows = training_rows},
            {"Of linreg, early-stop, generalize", .rows = training_holdout_row},
            {.rows = line_goals_load_row},
            {"Of early-stop, generalize", .rows = training_stop_rows},
            {"Of generalize", .rows = generalize_seed_row},
            {"Options of bigram, challenge", bigram_run_start_rows,
             .base = offsetof(struct every, words)},
            {.rows = bigram_run_rows, .base = offsetof(struct every, words)},
            {.rows = word_goals_load_row},
            {"Of all", .rows = goals_talk_rows},
            {0},
        },
    .defaults = &preset,
    .size = sizeof preset,
    .words = "STAGE",
    .choices = "linreg|sweep|early-stop|generalize|bigram|challenge",
    .narrow = narrow,
};
