/* The goals of the stages that fit a line. */
#include "guide/check.h"
#include "stages/generalize.h"
#include "stages/sweep.h"
#include "text/number.h"

#include <math.h>
#include <string.h>

/* What is learned from, and how good is good. */
static void show_data(const struct linreg_run *run, struct report *report)
{

    problem_head(report, &run->set, &run->options->data);
    report_print(report, "   baseline %s, floor %s\n%s\n",
                 number_short(run->bowl.baseline).text,
                 number_short(run->bowl.floor).text,
                 run->set.has_truth ? "slope in EUR per sqm, intercept and "
                                      "errors in EUR, loss in squared EUR\n"
                                    : "");
}

/* --load: the model as it is; else a run. */
static void learn(struct linreg_run *run)
{
    if (!run->options->names.load) {
        linreg_run_train(run);
        return;
    }
    run->line = run->start;
    run->final = line_gradient(&run->line, &run->set.train);
}

static bool train(struct linreg_run *run, const struct linreg_options *o,
                  struct fault *fault)
{
    if (!linreg_run_open(run, o, fault))
        return false;
    learn(run);
    return true;
}

/* Is a parameter within some per cent of its truth, of real data of the best
   line's? */
static void judge_parameter(const struct linreg_run *run, struct goal *goal,
                            bool slope, double percent)
{
    const struct truth *truth = &run->set.truth;
    struct line line = linreg_run_line(run), aim = run->bowl.best;

    if (run->set.has_truth)
        aim = (struct line){truth->slope, truth->intercept};
    double found = slope ? line.slope : line.intercept;
    double wanted = slope ? aim.slope : aim.intercept;
    goal->met = fabs(found - wanted) <= percent / 100.0 * fabs(wanted);
    snprintf(goal->found, sizeof goal->found, "%.30s, %s %.30s",
             number_plain(found, 1).text,
             run->set.has_truth ? "true" : "best line",
             number_plain(wanted, 1).text);
}

/* The loss, and what it is held against. */
static void show_loss(const struct linreg_run *run, struct goal *goal,
                      const char *name, double beside)
{

    snprintf(goal->found, sizeof goal->found, "%.30s, %s %.30s",
             number_short(run->final.loss).text, name,
             number_short(beside).text);
}

static const struct hint scaled_hint = {
    "x is scaled now, and the critical rate is another one",
    "sweep --standardize --lr auto"};

/* After a run that diverged there is only one hint. */
static void mind_divergence(const struct linreg_run *run, struct goal *goals,
                            int n)
{
    for (int i = 0; i < n && judge_diverged(&run->judge); i++)
        goals[i].hint = (struct hint){"the run diverged: the rate is too high",
                                      "explain critical rate"};
}

static int run_linreg(const struct check_options *o, struct report *report,
                      struct goal goals[GOALS], struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {.report = &nothing};
    bool good = train(&run, &o->line, fault);

    if (good) {
        show_data(&run, report);
        goals[0].wanted = "the loss below the baseline";
        goals[0].hint = (struct hint){"is the rate far below the critical one, "
                                      "or are the epochs too few?",
                                      "sweep"};
        show_loss(&run, &goals[0], "baseline", run.bowl.baseline);
        goals[0].met = run.final.loss < run.bowl.baseline;
        goals[1].wanted = "the slope within 5 %";
        goals[1].hint = (struct hint){
            "how far below the critical rate is this one?", "sweep"};
        judge_parameter(&run, &goals[1], true, 5.0);
        goals[2].wanted = "the intercept within 20 %";
        goals[2].hint = (struct hint){"is the rate far below the critical one, "
                                      "or are the epochs too few?",
                                      "sweep"};
        if (run.bowl.flat_way.intercept > 0.9)
            goals[2].hint = (struct hint){
                "it lies in the flat direction: what makes the bowl round?",
                "explain condition number"};
        judge_parameter(&run, &goals[2], false, 20.0);
        if (o->line.standardize)
            goals[1].hint = goals[2].hint = scaled_hint;
        mind_divergence(&run, goals, 3);
    }
    linreg_run_close(&run);
    return good ? 3 : 0;
}

/* One rate diverges, one comes near the floor, all do as foretold. */
static void judge_rates(const struct linreg_run *run, const struct sweep *sweep,
                        struct goal goals[GOALS])
{
    size_t best = sweep_best(sweep);
    int diverged = 0, right = 0;

    for (size_t i = 0; i < sweep->n; i++) {
        bool did = judge_diverged(&sweep->rows[i].judge);
        diverged += did;
        right += did == sweep->rows[i].diverges;
    }
    goals[0].wanted = "one of the rates diverges";
    goals[0].hint = (struct hint){"go above the critical rate", NULL};
    goals[0].met = diverged > 0;
    snprintf(goals[0].found, sizeof goals[0].found, "%d of %.0f", diverged,
             (double)sweep->n);
    goals[1].wanted = "one ends within twice the floor";
    goals[1].hint =
        (struct hint){"stay below the critical rate, but not far", NULL};
    strcpy(goals[1].found, "all diverged");
    goals[1].met = false;
    if (best < sweep->n) {
        double loss = sweep->rows[best].judge.last;
        goals[1].met =
            loss <= 2.0 * run->bowl.floor || loss <= run->bowl.rounding;
        snprintf(goals[1].found, sizeof goals[1].found, "%.30s, floor %.30s",
                 number_short(loss).text, number_short(run->bowl.floor).text);
    }
    goals[2].wanted = "every forecast is right";
    goals[2].hint = (struct hint){"which one was not?", "sweep"};
    goals[2].met = (size_t)right == sweep->n;
    snprintf(goals[2].found, sizeof goals[2].found, "%d of %.0f", right,
             (double)sweep->n);
}

static int run_sweep(const struct check_options *o, struct report *report,
                     struct goal goals[GOALS], struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {.report = &nothing};
    struct finding findings[SWEEP_CLAIMS];
    struct sweep sweep = {0};
    bool good = sweep_run(&run, &sweep, &o->line, false, findings, fault);

    if (good) {
        show_data(&run, report);
        judge_rates(&run, &sweep, goals);
    }
    sweep_free(&sweep);
    linreg_run_close(&run);
    return good ? 3 : 0;
}

static int run_early_stop(const struct check_options *o, struct report *report,
                          struct goal goals[GOALS], struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {.report = &nothing};
    bool good = train(&run, &o->line, fault);
    const struct judge *t = &run.judge;

    if (good) {
        show_data(&run, report);
        goals[0].wanted = "the loss within 1 % of the floor";
        goals[0].hint = (struct hint){"is it flat because it has arrived, or "
                                      "because the steps are small?",
                                      "explain plateau"};
        show_loss(&run, &goals[0], "floor", run.bowl.floor);
        goals[0].met = linreg_run_at_floor(&run, run.final.loss);
        goals[1].wanted = "the rule fired";
        goals[1].hint = (struct hint){
            "by how much does an epoch improve when it is nearly done?",
            "explain min-delta"};
        if (o->line.standardize && !goals[0].met)
            goals[0].hint = goals[1].hint = scaled_hint;
        goals[1].met = t->verdict == JUDGE_STOPPED;
        snprintf(goals[1].found, sizeof goals[1].found,
                 judge_diverged(t) ? "diverged at epoch %.0f"
                 : goals[1].met    ? "at epoch %.0f"
                                   : "not up to epoch %.0f",
                 (double)t->epoch);
        mind_divergence(&run, goals, 2);
    }
    linreg_run_close(&run);
    return !good ? 0 : o->line.names.load ? 1 : 2; /* a model had no rule */
}

static int run_generalize(const struct check_options *o, struct report *report,
                          struct goal goals[GOALS], struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {.report = &nothing};
    struct test test = {0};
    bool good = generalize_check(&o->line, fault) &&
                linreg_run_open(&run, &o->line, fault) &&
                generalize_prepare(&run, &test, fault);

    if (good) {
        learn(&run);
        generalize_score(&run, &test);
        double two = 2.0 * test.band.deviation;
        show_data(&run, report);
        goals[0].wanted = "the slope within 5 %";
        goals[0].hint = (struct hint){"has the training come to its floor?",
                                      "check early-stop"};
        judge_parameter(&run, &goals[0], true, 5.0);
        goals[1].wanted = "the error on unseen data inside the noise band";
        goals[1].hint = (struct hint){"is it outside in training, too?",
                                      "explain underfitting"};
        goals[1].met = !judge_diverged(&run.judge) &&
                       !generalize_is_outside(&test.band, test.mae);
        snprintf(goals[1].found, sizeof goals[1].found, "%.24s, band %.24s",
                 number_short(test.mae).text,
                 number_short(fmax(0.0, test.band.mean - two)).text);
        size_t used = strlen(goals[1].found);
        snprintf(goals[1].found + used, sizeof goals[1].found - used,
                 " to %.24s", number_short(test.band.mean + two).text);
        mind_divergence(&run, goals, 2);
    }
    linreg_run_close(&run);
    return good ? 2 : 0;
}

#define LINE(field) offsetof(struct check_options, line.field)
#define AT_LINE offsetof(struct check_options, line)

const struct opt check_line_load = {
    "--load",
    "FILE",
    "judge a saved model, train nothing",
    OPT_TEXT,
    offsetof(struct linreg_options, names.load),
    0,
    0,
    NULL,
    "--lr --epochs --init --standardize --patience --min-delta --min-epochs",
    NULL};

const struct opt check_quiet = {"--quiet",
                                NULL,
                                "the goals, without hints",
                                OPT_FLAG,
                                offsetof(struct check_options, quiet),
                                0,
                                0,
                                "-q",
                                NULL,
                                NULL};

static const struct opt_group linreg_groups[] = {
    {"Options", data_rows, DATA_ROWS, LINE(data)},
    {NULL, linreg_train_rows, TRAIN_ROWS - 1, AT_LINE},
    {NULL, &check_line_load, 1, AT_LINE},
    {NULL, &check_quiet, 1, 0},
};
static const struct opt_group sweep_groups[] = {
    {"Options", data_rows, DATA_ROWS, LINE(data)},
    {NULL, sweep_rate_rows, 1, AT_LINE},
    {NULL, &linreg_train_rows[ROW_EPOCHS], 3, AT_LINE},
    {NULL, &check_quiet, 1, 0},
};
static const struct opt_group stop_groups[] = {
    {"Options", data_rows, DATA_ROWS, LINE(data)},
    {NULL, linreg_train_rows, TRAIN_ROWS - 1, AT_LINE},
    {NULL, linreg_stop_rows, STOP_ROWS, AT_LINE},
    {NULL, &check_line_load, 1, AT_LINE},
    {NULL, &check_quiet, 1, 0},
    {NULL, &generalize_test_rows[1], 1, AT_LINE}, /* for generalize alone */
};

static const struct check_options linreg = {
    .line = {.data = DATA_DEFAULTS, .lr = 1e-7, .epochs = 200}};
static const struct check_options sweep = {
    .line = {.data = DATA_DEFAULTS, .rates = SWEEP_RATES, .epochs = 200}};
static const struct check_options stop = {.line = {.data = DATA_DEFAULTS,
                                                   .lr = 1e-7,
                                                   .epochs = 5000,
                                                   .patience = 20,
                                                   .min_delta = {100.0, 0.0},
                                                   .draws = 1,
                                                   .test_seed = 99}};

const struct check_stage check_line_stages[CHECK_LINE_STAGES] = {
    {"linreg", "check linreg", &command_linreg, linreg_groups, 4, &linreg,
     run_linreg},
    {"sweep", "check sweep", &command_sweep, sweep_groups, 4, &sweep,
     run_sweep},
    {"early-stop", "check early-stop", &command_early_stop, stop_groups, 5,
     &stop, run_early_stop},
    {"generalize", "check generalize", &command_generalize, stop_groups, 6,
     &stop, run_generalize},
};
