/* check: test a run of yours against a stage's goals. */
#include "guide/check.h"
#include "guide/guide.h"
#include "stages/generalize.h"
#include "text/opt_parse.h"

#include <string.h>

enum { STAGES = CHECK_LINE_STAGES + CHECK_WORDS_STAGES };

static const struct check_stage *stage_at(int i)
{
    return i < CHECK_LINE_STAGES ? &check_line_stages[i]
                                 : &check_words_stages[i - CHECK_LINE_STAGES];
}

/* Is word i the value of the option before it, of check or of any stage? */
static bool is_value(char **argv, int i)
{
    bool value = i > 0 && opt_takes_next(&command_check, argv[i - 1]);

    for (int k = 0; k < STAGES && i > 0; k++)
        value = value || opt_takes_next(stage_at(k)->command, argv[i - 1]);
    return value;
}

/* The stage that is named, wherever it stands; NULL: none is. */
static const struct check_stage *look_for(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        int k = opt_choice(command_check.choices, argv[i]);
        if (k >= 0 && !is_value(argv, i))
            return stage_at(k);
    }
    return NULL;
}

/* The options are those of the stage. */
static bool narrow(struct command *command, int argc, char **argv)
{
    const struct check_stage *stage = look_for(argc, argv);

    if (stage) {
        command->name = stage->page;
        command->words = "";
        command->about = "Runs the stage with your settings, and says which of "
                         "its goals are met.";
        command->groups = stage->groups;
        command->n_groups = stage->n_groups;
        command->defaults = stage->defaults;
    }
    return stage != NULL;
}

/* No stage, an unknown one, or more than one. */
static int refuse(const char *word, bool more, struct fault *fault)
{
    fault_set(fault, FAULT_USAGE,
              more    ? "one stage at a time, got '%.60s' and more"
              : *word ? "unknown stage '%.60s'"
                      : "which stage is to be checked?",
              word);
    opt_hint_choice(fault, command_check.choices, more ? "" : word);
    return FAULT_USAGE;
}

/* Where no stage is named: the word that stands in its place. */
static int refuse_unnamed(int argc, char **argv, struct fault *fault)
{
    for (int i = 0; i < argc; i++)
        if (argv[i][0] != '-' && argv[i][0] != '\0' && !is_value(argv, i))
            return refuse(argv[i], false, fault);
    return refuse("", false, fault);
}

/* What else the stage can do is nothing for check. */
static bool refuse_others(const struct check_stage *stage,
                          const struct command *own, int argc, char **argv,
                          struct fault *fault)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (opt_known(stage->command, argv[i]) && !opt_known(own, argv[i])) {
            fault_set(fault, FAULT_USAGE, "'%.*s' is no option of check",
                      (int)strcspn(argv[i], "="), argv[i]);
            return fault_hint(fault,
                              "'trainloop %s' has it; check judges one run",
                              stage->command->name);
        }
    return true;
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
        if (goals[i].met || !hints)
            continue;
        report_print(report, "      hint: %s\n", goals[i].hint.text);
        if (goals[i].hint.see)
            report_print(report, "      see: trainloop %s\n",
                         goals[i].hint.see);
    }
    report_print(report, "%d of %d goals met\n", n - open, n);
    return open;
}

/* The goals of which stage come next, or what to change. */
static void print_next(struct report *report, const struct check_stage *stage,
                       bool open)
{
    int next = opt_choice(command_check.choices, stage->name) + 1;

    if (open)
        report_print(report, "\nWhat you can change: trainloop help check %s\n",
                     stage->name);
    else if (next < STAGES)
        report_print(report, "\nNext: trainloop check %s\n",
                     stage_at(next)->name);
    else
        report_print(report, "\nNext: trainloop report\n");
}

static int cmd_check(int argc, char **argv, FILE *out, struct fault *fault)
{
    const struct check_stage *stage = look_for(argc, argv);
    struct command command = command_check;
    struct report report = {.file = out};
    struct check_options o;
    struct goal goals[GOALS];

    if (!stage)
        return refuse_unnamed(argc, argv, fault);
    narrow(&command, argc, argv);
    if (!refuse_others(stage, &command, argc, argv, fault) ||
        !opt_parse(&command, argc, argv, &o, fault))
        return FAULT_USAGE;
    if (o.stage.n > 1)
        return refuse(o.stage.at[0], true, fault);
    o.line.quiet = o.words.quiet = report.silent = o.quiet;
    int n = stage->run(&o, &report, goals, fault);
    report.silent = false;
    if (n == 0)
        return (int)fault->kind;
    int open = print_goals(&report, goals, n, !o.quiet);
    report.silent = o.quiet;
    print_next(&report, stage, open > 0);
    return open > 0;
}

/* For help: the options of all stages, and the defaults that they share. */
static const struct check_options defaults = {
    .line = {.data = DATA_DEFAULTS,
             .patience = 20,
             .min_delta = {100.0, 0.0},
             .test_seed = 99},
    .words = BIGRAM_DEFAULTS(0),
};
#define LINE offsetof(struct check_options, line)
static const struct opt_group groups[] = {
    {"Options of linreg, sweep, early-stop, generalize", data_rows, DATA_ROWS,
     offsetof(struct check_options, line.data)},
    {NULL, linreg_train_rows, ROW_HOLDOUT, LINE},
    {"Of linreg, early-stop, generalize", &linreg_train_rows[ROW_HOLDOUT], 1,
     LINE},
    {NULL, &check_line_load, 1, LINE},
    {"Of early-stop, generalize", linreg_stop_rows, STOP_ROWS, LINE},
    {"Of generalize", &generalize_test_rows[1], 1, LINE},
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
