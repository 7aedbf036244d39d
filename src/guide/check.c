/* check: test a run of yours against a stage's goals. */
#include "guide/check.h"

#include "guide/line_goals.h"
#include "guide/word_goals.h"
#include "stages/bigram_run.h"
#include "stages/generalize.h"
#include "stages/sweep.h"
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
        value = value || opt_takes_next(all[k]->stage->command, argv[i - 1]);
    return value;
}

/* The place of the next word, from i on, that is no option and no value; argc:
   there is none. */
static int next_word(int argc, char **argv, int i)
{
    while (i < argc &&
           (argv[i][0] == '-' || argv[i][0] == '\0' || is_value(argv, i)))
        i++;
    return i;
}

/* The stage that is named, wherever it stands, at *place; NULL: none is. */
static const struct goals *look_for(int argc, char **argv, int *place)
{
    for (int i = 0; i < argc; i++) {
        int k = opt_choice(check_command.choices, argv[i]);
        if (k >= 0 && !is_value(argv, i)) {
            *place = i;
            return all[k];
        }
    }
    return NULL;
}

/* The options are those of the stage. */
static bool narrow(struct command *command, int argc, char **argv)
{
    int place;
    const struct goals *goals = look_for(argc, argv, &place);

    if (goals) {
        command->name = goals->page;
        command->words = NULL;
        command->about = "Runs the stage with your settings, and says which of "
                         "its goals are met.";
        command->groups = goals->groups;
        command->n_groups = goals->n_groups;
        command->defaults = goals->defaults;
        command->size = goals->size;
    }
    return goals != NULL;
}

/* No stage, an unknown one, or more than one. */
static bool refuse(const char *word, bool more, struct fault *fault)
{
    fault_set(fault, FAULT_USAGE,
              more    ? "one stage at a time, got '%.60s' and more"
              : *word ? "unknown stage '%.60s'"
                      : "which stage is to be checked?",
              word);
    return opt_hint_choice(fault, check_command.choices, more ? "" : word);
}

/* What else the stage can do is nothing for check. */
static bool refuse_others(const struct goals *goals, const struct command *own,
                          int argc, char **argv, struct fault *fault)
{
    const struct command *stage = goals->stage->command;

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

/* The goals of which stage come next, or what to change. */
static void show_next(struct sheet *sheet, const struct goals *goals, bool open)
{
    int next = opt_choice(check_command.choices, goals->name) + 1;

    if (open)
        sheet_why(sheet, "\nWhat you can change: trainloop help check %s\n",
                  goals->name);
    else
        sheet_why(sheet, "\nNext: trainloop %s%s\n",
                  next < ALL ? "check " : "report",
                  next < ALL ? all[next]->name : "");
}

/* Runs the stage, or looks at the model of --load, and judges. */
static int run_goals(const struct goals *goals, const void *options,
                     void *result, struct sheet *sheet, struct fault *fault)
{
    struct finding f[FINDING_MOST];
    int n = 0;

    if (goals->stage->open(result, options, false, fault) &&
        goals->learn(result, fault)) {
        goals->show(result, sheet);
        n = goals->judge(result, f);
        show_goals(sheet, f, n);
        show_next(sheet, goals, finding_false(f, n) > 0);
    }
    goals->stage->close(result);
    return n > 0 ? finding_false(f, n) > 0 : (int)fault->kind;
}

/* The arguments without the stage's name; NULL: no memory. */
static char **without(const struct call *call, int place, struct fault *fault)
{
    size_t n = (size_t)call->argc, before = (size_t)place;
    char **argv = malloc(n * sizeof *argv);

    if (!argv) {
        fault_memory(fault, (double)(n * sizeof *argv), "the arguments");
        return NULL;
    }
    memcpy(argv, call->argv, before * sizeof *argv);
    memcpy(argv + before, call->argv + before + 1,
           (n - before - 1) * sizeof *argv);
    return argv;
}

/* Are the options in order? Reads them. */
static bool read_options(const struct goals *goals,
                         const struct command *command, int argc, char **argv,
                         void *options, struct fault *fault)
{
    const struct stage *stage = goals->stage;

    return refuse_others(goals, command, argc, argv, fault) &&
           opt_parse(command, argc, argv, options, fault) &&
           (!stage->check || stage->check(options, fault));
}

static int run(const struct call *call)
{
    int place = next_word(call->argc, call->argv, 0);
    const char *first = place < call->argc ? call->argv[place] : "";
    const struct goals *goals = look_for(call->argc, call->argv, &place);
    struct command command = check_command;
    struct report report = {.file = call->out};
    struct sheet sheet = {.text = &report, .levels = SHEET_ALL};

    if (!goals)
        return refuse(first, false, call->fault) ? 0 : FAULT_USAGE;
    narrow(&command, call->argc, call->argv);
    char **argv = without(call, place, call->fault);
    void *options = calloc(1, goals->size);
    void *result = calloc(1, goals->stage->size);
    int argc = call->argc - 1, status = FAULT_INTERNAL;
    if (argv && (!options || !result))
        fault_memory(call->fault, (double)goals->stage->size, "the result");
    else if (argv &&
             read_options(goals, &command, argc, argv, options, call->fault)) {
        const struct frame_options *o = options;
        sheet.levels = o->quiet ? SHEET_RESULT : SHEET_ALL;
        status = run_goals(goals, options, result, &sheet, call->fault);
    } else if (argv && next_word(argc, argv, 0) < argc) {
        refuse(goals->name, true, call->fault);
    }
    free(argv);
    free(options);
    free(result);
    return call->fault->kind != FAULT_NONE ? (int)call->fault->kind : status;
}

/* For help: the options of all stages, and the defaults that they share. */
struct every {
    struct training_options line;
    struct stop_options stop;
    struct generalize_options test;
    struct bigram_options words;
    struct frame_options frame;
};
static const struct every preset = {
    .line = {.data = PRESET_DATA},
    .stop = PRESET_STOP,
    .test = {.test_seed = PRESET_TEST_SEED},
    .words = BIGRAM_PRESET(0),
};

#define AT(field) offsetof(struct every, field)

static const struct opt_group groups[] = {
    {.title = "Options of linreg, sweep, early-stop, generalize",
     .rows = problem_rows,
     .base = AT(line.data)},
    {.rows = training_lr_row, .base = AT(line)},
    {.rows = training_rows, .base = AT(line)},
    {.title = "Of linreg, early-stop, generalize",
     .rows = training_holdout_row,
     .base = AT(line)},
    {.rows = line_goals_load_row, .base = AT(frame)},
    {.title = "Of early-stop, generalize",
     .rows = training_stop_rows,
     .base = AT(stop)},
    {.title = "Of generalize",
     .rows = generalize_test_seed_row,
     .base = AT(test)},
    {.title = "Options of bigram, challenge",
     .rows = bigram_run_rows,
     .base = AT(words)},
    {.rows = word_goals_load_row, .base = AT(frame)},
    {.title = "Of all", .rows = goals_quiet_row, .base = AT(frame)},
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
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &preset,
    .size = sizeof preset,
    .words = "STAGE",
    .choices = "linreg|sweep|early-stop|generalize|bigram|challenge",
    .narrow = narrow,
};
