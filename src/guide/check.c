/* check: test a run of yours against a stage's goals. */
#include "guide/check.h"

#include "guide/line_goals.h"
#include "guide/word_goals.h"
#include "stages/bigram_run.h"
#include "stages/generalize.h"
#include "stages/generalize_command.h"
#include "text/opt_parse.h"
#include "text/sheet.h"

#include <stdlib.h>
#include <string.h>

/* In the order of the command's choices. */
static const struct goals *const all[] = {
    &line_goals_linreg,     &line_goals_sweep,  &line_goals_early_stop,
    &line_goals_generalize, &word_goals_bigram, &word_goals_challenge};
enum { ALL = sizeof all / sizeof all[0] };

/* Is word i the value of the option before it, of check or of any stage? */
static bool is_value(char **argv, int i)
{
    bool value = i > 0 && opt_takes_next(&check_command, argv[i - 1]);

    for (int k = 0; k < ALL && i > 0; k++)
        value = value || opt_takes_next(&all[k]->stage->command, argv[i - 1]);
    return value;
}

/* The first word that is no option and no value; NULL: there is none. */
static const char *first_word(int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        if (argv[i][0] != '-' && argv[i][0] != '\0' && !is_value(argv, i))
            return argv[i];
    return NULL;
}

/* Which stage is named, wherever it stands, at *place; -1: none is. */
static int find_stage(int argc, char **argv, int *place)
{
    for (int i = 0; i < argc; i++) {
        int k = opt_choice(check_command.choices, argv[i]);
        if (k >= 0 && !is_value(argv, i)) {
            *place = i;
            return k;
        }
    }
    return -1;
}

/* The options are those of the stage. */
static bool narrow(struct command *command, int argc, char **argv)
{
    int place, k = find_stage(argc, argv, &place);

    if (k < 0)
        return false;
    const struct goals *goals = all[k];
    const struct command *stage = &goals->stage->command;
    command->name = goals->page;
    command->words = NULL;
    command->about = "Runs the stage with your settings, and says which of "
                     "its goals are met.";
    command->groups = goals->groups;
    command->defaults = goals->defaults ? goals->defaults : stage->defaults;
    command->size = stage->size;
    return true;
}

/* What else the stage can do is nothing for check. */
static bool refuse_others(const struct command *stage,
                          const struct command *own, int argc, char **argv,
                          struct fault *fault)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (opt_known(stage, argv[i]) && !opt_known(own, argv[i])) {
            fault_set(fault, FAULT_USAGE, "'%.*s' is no option of check",
                      (int)strcspn(argv[i], "="), argv[i]);
            return fault_hint(fault,
                              "'trainloop %s' has it; check judges one run",
                              stage->name);
        }
    return true;
}

/* A line for every goal, and below an open one where to look. */
static void show_goals(struct sheet *sheet, const struct finding *f, int n)
{
    for (int i = 0; i < n; i++) {
        bool met = f[i].verdict == FINDING_TRUE;
        sheet_result(sheet, "%-4s  %-46s %s\n", met ? "ok" : "open", f[i].claim,
                     f[i].reason);
        if (met)
            continue;
        sheet_why(sheet, "      hint: %s\n", f[i].hint);
        if (f[i].see)
            sheet_why(sheet, "      see: trainloop %s\n", f[i].see);
    }
    sheet_result(sheet, "%d of %d goals met\n", n - finding_false(f, n), n);
}

/* Runs stage k, or takes the model of --load, and judges: are goals open? */
static bool run_stage(int k, const void *options, void *result, FILE *out,
                      struct fault *fault)
{
    const struct goals *goals = all[k];
    const struct frame_options *o = options;
    struct report report = {.file = out};
    struct sheet sheet = {.text = &report,
                          .levels = o->quiet ? SHEET_RESULT : SHEET_ALL};
    struct finding f[FINDING_MOST];

    if (!goals->stage->open(result, options, false, fault))
        return false;
    if (o->names.load)
        goals->take(result);
    else if (!(goals->train ? goals->train : goals->stage->train)(result, NULL,
                                                                  fault))
        return false;
    goals->show(result, &sheet);
    int n = goals->judge(result, f);
    bool open = finding_false(f, n) > 0;
    show_goals(&sheet, f, n);
    if (open)
        sheet_why(&sheet, "\nWhat you can change: trainloop help %s\n",
                  goals->page);
    else
        sheet_why(&sheet, "\nNext: trainloop %s\n",
                  k + 1 < ALL ? all[k + 1]->page : "report");
    return open;
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct command command = check_command;
    char **argv = call->argv;
    int argc = call->argc, place, k = find_stage(argc, argv, &place);

    if (k < 0) {
        const char *word = first_word(argc, argv);
        fault_set(fault, FAULT_USAGE,
                  word ? "unknown stage '%.60s'"
                       : "which stage is to be checked?",
                  word);
        opt_hint_choice(fault, command.choices, word ? word : "");
        return FAULT_USAGE;
    }
    narrow(&command, argc, argv);
    const char *name = argv[place];
    for (argc--; place < argc; place++)
        argv[place] = argv[place + 1];
    const struct stage *stage = all[k]->stage;
    void *options = calloc(1, command.size), *result = calloc(1, stage->size);
    bool open = false;
    if (!options || !result) {
        fault_memory(fault, (double)stage->size, "the result");
    } else if (refuse_others(&stage->command, &command, argc, argv, fault) &&
               opt_parse(&command, argc, argv, options, fault)) {
        open = run_stage(k, options, result, call->out, fault);
        stage->close(result);
    } else if (first_word(argc, argv)) {
        fault_set(fault, FAULT_USAGE,
                  "one stage at a time, got '%.60s' and more", name);
        opt_hint_choice(fault, check_command.choices, "");
    }
    free(options);
    free(result);
    return fault->kind != FAULT_NONE ? (int)fault->kind : open;
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

static const struct opt_group groups[] = {
    {"Options of linreg, sweep, early-stop, generalize", problem_rows,
     .base = offsetof(struct every, line.training.data)},
    {.rows = training_rows, .n = TRAINING_HOLDOUT},
    {"Of linreg, early-stop, generalize", training_rows + TRAINING_HOLDOUT,
     .n = 1},
    {.rows = line_goals_load_row},
    {"Of early-stop, generalize", .rows = training_stop_rows},
    {"Of generalize", generalize_rows + GENERALIZE_TEST_SEED, .n = 1},
    {"Options of bigram, challenge", bigram_run_rows,
     .base = offsetof(struct every, words)},
    {.rows = word_goals_load_row},
    {"Of all", .rows = goals_quiet_row},
    {0},
};

const struct command check_command = {
    .name = "check",
    .run = run,
    .summary = "test a run of yours against a stage's goals",
    .about = "Runs a stage with your settings, or takes the model of --load, "
             "and says which\nof its goals are met. The challenge is bigram "
             "on eight other sentences. Options\nand defaults are those of "
             "the stage: trainloop help check STAGE.",
    .examples = "  trainloop check sweep\n"
                "  trainloop check generalize --lr 1e-6\n",
    .groups = groups,
    .defaults = &preset,
    .size = sizeof preset,
    .words = "STAGE",
    .choices = "linreg|sweep|early-stop|generalize|bigram|challenge",
    .narrow = narrow,
};
