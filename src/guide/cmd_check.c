/* check: test a run of yours against a stage's goals. */
#include "../lesson/generalize.h"
#include "check.h"
#include "guide.h"

#include <string.h>

enum { STAGES = CHECK_LINE_STAGES + CHECK_WORDS_STAGES };

static const struct check_stage *stage_at(int i)
{
    return i < CHECK_LINE_STAGES ? &check_line_stages[i]
                                 : &check_words_stages[i - CHECK_LINE_STAGES];
}

/* The stage that is named, wherever it stands, but not as the value of an
   option; NULL: none is. */
static const struct check_stage *look_for(int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        for (int k = 0; k < STAGES; k++)
            if (strcmp(argv[i], stage_at(k)->name) == 0 &&
                (i == 0 || !opt_takes_next(&command_check, argv[i - 1])))
                return stage_at(k);
    return NULL;
}

/* The options are those of the stage. */
static bool narrow(struct command *command, int argc, char **argv)
{
    const struct check_stage *stage = look_for(argc, argv);

    if (stage) {
        command->words = stage->name;
        command->groups = stage->groups;
        command->n_groups = stage->n_groups;
        command->defaults = stage->defaults;
    }
    return stage != NULL;
}

/* Just one stage must be named, and it must be one. */
static bool refuse(const struct opt_words *given, struct fault *fault)
{
    const char *word = given->n > 0 ? given->at[0] : "";

    fault_set(fault, FAULT_USAGE,
              given->n == 0  ? "which stage is to be checked?"
              : given->n > 1 ? "one stage at a time, got '%.60s' and more"
                             : "unknown stage '%.60s'",
              word);
    return opt_hint_choice(fault, command_check.choices,
                           given->n == 1 ? word : "");
}

/* Options of the stage that show or keep the run are none of check's. */
static bool refuse_shown(const struct check_stage *stage,
                         const struct command *own, int argc, char **argv,
                         struct fault *fault)
{
    const struct command *whole = stage->command;

    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        int length = (int)strcspn(argv[i], "=");
        if (!opt_known(whole, argv[i]) || opt_known(own, argv[i]) ||
            (i > 0 && opt_takes_next(whole, argv[i - 1])))
            continue;
        fault_set(fault, FAULT_USAGE, "'%.*s' is no option of check", length,
                  argv[i]);
        return fault_hint(fault,
                          "It changes what 'trainloop %s' shows or keeps, "
                          "not what is learned",
                          whole->name);
    }
    return true;
}

/* A question, and on a line of its own the command that leads on. */
static void print_hint(struct report *report, const char *hint)
{
    const char *command = strstr(hint, " trainloop ");

    report_print(report, "      hint: %.*s\n",
                 (int)(command ? (size_t)(command - hint) : strlen(hint)),
                 hint);
    if (command)
        report_print(report, "      see: %s\n", command + 1);
}

/* A line for every goal, and below an open one where to look.  Returns how
   many are open. */
static int print_goals(struct report *report, const struct goal *goals, int n,
                       bool hints)
{
    int open = 0;

    for (int i = 0; i < n; i++) {
        open += !goals[i].met;
        report_print(report, "%-4s  %-46s %s\n", goals[i].met ? "ok" : "open",
                     goals[i].wanted, goals[i].found);
        if (!goals[i].met && hints)
            print_hint(report, goals[i].hint);
    }
    report_print(report, "%d of %d goals met\n", n - open, n);
    return open;
}

static int cmd_check(int argc, char **argv, FILE *out, struct fault *fault)
{
    const struct check_stage *stage = look_for(argc, argv);
    struct command command = command_check;
    struct report report = {.file = out};
    struct check_options o;
    struct goal goals[GOALS];

    narrow(&command, argc, argv);
    if ((stage && !refuse_shown(stage, &command, argc, argv, fault)) ||
        !opt_parse(&command, argc, argv, &o, fault))
        return FAULT_USAGE;
    if (!stage || o.stage.n != 1) {
        refuse(&o.stage, fault);
        return FAULT_USAGE;
    }
    report.silent = o.quiet;
    int n = stage->run(&o, &report, goals, fault);
    report.silent = false;
    if (n == 0)
        return (int)fault->kind;
    return print_goals(&report, goals, n, !o.quiet) > 0;
}

/* For help: the options of all stages, and the defaults that they share. */
static const struct check_options defaults = {
    .line = {.data = DATA_DEFAULTS,
             .patience = 20,
             .min_delta = {100.0, 0.0},
             .test_seed = 99},
    .words = BIGRAM_DEFAULTS(0),
};
static const struct opt_group groups[] = {
    {"Options of linreg, sweep, early-stop, generalize", data_rows, DATA_ROWS,
     offsetof(struct check_options, line.data)},
    {NULL, linreg_train_rows, TRAIN_ROWS - 1,
     offsetof(struct check_options, line)},
    {NULL, linreg_stop_rows, STOP_ROWS, offsetof(struct check_options, line)},
    {NULL, &generalize_test_rows[1], 1, offsetof(struct check_options, line)},
    {NULL, &check_line_load, 1, offsetof(struct check_options, line)},
    {"Options of bigram, challenge", bigram_rows, BIGRAM_RUN_ROWS - 1,
     offsetof(struct check_options, words)},
    {NULL, &check_words_load, 1, offsetof(struct check_options, words)},
    {"Of all", &check_quiet, 1, 0},
};

const struct command command_check = {
    .name = "check",
    .run = cmd_check,
    .summary = "test a run of yours against a stage's goals",
    .about = "Runs a stage with your settings, or takes the model of --load, "
             "and says which\nof its goals are met. The challenge is bigram "
             "on eight other sentences. Options\nand defaults are those of "
             "the stage: trainloop help check STAGE.",
    .examples = "  trainloop check sweep\n"
                "  trainloop check generalize --lr 1e-6\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "STAGE",
    .words_at = offsetof(struct check_options, stage),
    .choices = "linreg|sweep|early-stop|generalize|bigram|challenge",
    .narrow = narrow,
};
