/* The goals of the stages that fit a line. */
#include "guide/line_goals.h"

#include "stages/early_stop.h"
#include "stages/early_stop_command.h"
#include "stages/generalize.h"
#include "stages/generalize_command.h"
#include "stages/linreg.h"
#include "stages/linreg_command.h"
#include "stages/sweep.h"
#include "stages/sweep_command.h"

#include <math.h>

/* Of any result that begins with a struct training. */
static void show_data(const void *result, struct sheet *sheet)
{
    const struct training *t = result;

    problem_say(sheet, &t->set, &t->options->data);
    sheet_why(sheet, "   baseline %s, floor %s\n%s\n",
              number_short(t->bowl.baseline).text,
              number_short(t->bowl.floor).text,
              t->set.has_truth ? "slope in EUR per sqm, intercept and "
                                 "errors in EUR, loss in squared EUR\n"
                               : "");
}

/* Is a parameter within some per cent of its truth, of real data of the best
   line's? */
static void judge_parameter(const struct training *t, struct finding *goal,
                            const char *wanted, bool slope, double percent)
{
    bool known = t->set.has_truth;
    struct line line = training_line(t), aim = t->bowl.best;

    if (known)
        aim = (struct line){t->set.truth.slope, t->set.truth.intercept};
    double found = slope ? line.slope : line.intercept;
    double there = slope ? aim.slope : aim.intercept;
    goals_judge(goal, wanted,
                fabs(found - there) <= percent / 100.0 * fabs(there),
                "%.30s, %s %.30s", number_plain(found, 1).text,
                known ? "true" : "best line", number_plain(there, 1).text);
}

/* The loss, and what it is held against. */
static void judge_loss(const struct training *t, struct finding *goal,
                       const char *wanted, bool met, const char *name,
                       double beside)
{
    goals_judge(goal, wanted, met, "%.30s, %s %.30s",
                number_short(t->fit.last.loss).text, name,
                number_short(beside).text);
}

static void hint_at_scale(struct finding *goal)
{
    goals_hint(goal, "x is scaled now, and the critical rate is another one",
               "sweep --standardize --lr auto");
}

/* After a run that diverged there is only one hint. */
static int mind_divergence(const struct training *t, struct finding *goals,
                           int n)
{
    for (int i = 0; i < n && judge_diverged(&t->fit.judge); i++)
        goals_hint(&goals[i], "the run diverged: the rate is too high",
                   "explain critical rate");
    return n;
}

static bool learn_linreg(void *result, struct fault *fault)
{
    struct linreg *r = result;

    if (!r->training.frame->names.load)
        return linreg_train(r, NULL, fault);
    training_take(&r->training);
    return true;
}

static int judge_linreg(const void *result, struct finding *goals)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    const char *slow = "is the rate far below the critical one, "
                       "or are the epochs too few?";

    judge_loss(t, &goals[0], "the loss below the baseline",
               t->fit.last.loss < t->bowl.baseline, "baseline",
               t->bowl.baseline);
    goals_hint(&goals[0], slow, "sweep");
    judge_parameter(t, &goals[1], "the slope within 5 %", true, 5.0);
    goals_hint(&goals[1], "how far below the critical rate is this one?",
               "sweep");
    judge_parameter(t, &goals[2], "the intercept within 20 %", false, 20.0);
    goals_hint(&goals[2], slow, "sweep");
    if (t->bowl.flat_way.intercept > 0.9)
        goals_hint(&goals[2],
                   "it lies in the flat direction: what makes the bowl round?",
                   "explain condition number");
    if (t->options->standardize) {
        hint_at_scale(&goals[1]);
        hint_at_scale(&goals[2]);
    }
    return mind_divergence(t, goals, 3);
}

static bool learn_sweep(void *result, struct fault *fault)
{
    return sweep_train(result, NULL, fault);
}

/* One rate diverges, one comes near the floor, all do as foretold. */
static int judge_sweep(const void *result, struct finding *goals)
{
    const struct sweep *r = result;
    const struct bowl *bowl = &r->training.bowl;
    size_t best = sweep_best(r), diverged = 0, right = 0;
    double n = (double)r->n, loss = HUGE_VAL;

    for (size_t i = 0; i < r->n; i++) {
        bool did = judge_diverged(&r->rows[i].judge);
        diverged += did;
        right += did == r->rows[i].diverges;
    }
    goals_judge(&goals[0], "one of the rates diverges", diverged > 0,
                "%.0f of %.0f", (double)diverged, n);
    goals_hint(&goals[0], "go above the critical rate", NULL);
    if (best < r->n)
        loss = r->rows[best].judge.last;
    goals_judge(&goals[1], "one ends within twice the floor",
                loss <= 2.0 * bowl->floor || loss <= bowl->rounding,
                best < r->n ? "%.30s, floor %.30s" : "all diverged",
                number_short(loss).text, number_short(bowl->floor).text);
    goals_hint(&goals[1], "stay below the critical rate, but not far", NULL);
    goals_judge(&goals[2], "every forecast is right", right == r->n,
                "%.0f of %.0f", (double)right, n);
    goals_hint(&goals[2], "which one was not?", "sweep");
    return 3;
}

static bool learn_early_stop(void *result, struct fault *fault)
{
    struct early_stop *r = result;

    if (!r->training.frame->names.load)
        return early_stop_train(result, NULL, fault);
    training_take(&r->training);
    return true;
}

static int judge_early_stop(const void *result, struct finding *goals)
{
    const struct early_stop *r = result;
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    bool there = training_at_floor(t, t->fit.last.loss);
    bool fired = judge->verdict == JUDGE_STOPPED;

    judge_loss(t, &goals[0], "the loss within 1 % of the floor", there, "floor",
               t->bowl.floor);
    goals_hint(&goals[0],
               "is it flat because it has arrived, or because the steps are "
               "small?",
               "explain plateau");
    goals_judge(&goals[1], "the rule fired", fired,
                judge_diverged(judge) ? "diverged at epoch %.0f"
                : fired               ? "at epoch %.0f"
                                      : "not up to epoch %.0f",
                (double)judge->epoch);
    goals_hint(&goals[1],
               "by how much does an epoch improve when it is nearly done?",
               "explain min-delta");
    if (t->options->standardize && !there) {
        hint_at_scale(&goals[0]);
        hint_at_scale(&goals[1]);
    }
    mind_divergence(t, goals, 2);
    return t->frame->names.load ? 1 : 2; /* a model had no rule */
}

static bool learn_generalize(void *result, struct fault *fault)
{
    struct generalize *r = result;

    if (!r->training.frame->names.load)
        return generalize_train(result, NULL, fault);
    training_take(&r->training);
    generalize_score(r);
    return true;
}

static int judge_generalize(const void *result, struct finding *goals)
{
    const struct generalize *r = result;
    const struct test *test = &r->test;
    double two = 2.0 * test->band.deviation;

    judge_parameter(&r->training, &goals[0], "the slope within 5 %", true, 5.0);
    goals_hint(&goals[0], "has the training come to its floor?",
               "check early-stop");
    goals_judge(&goals[1], "the error on unseen data inside the noise band",
                !judge_diverged(&r->training.fit.judge) &&
                    !generalize_is_outside(&test->band, test->mae),
                "%.24s, band %.24s to %.24s", number_short(test->mae).text,
                number_short(fmax(0.0, test->band.mean - two)).text,
                number_short(test->band.mean + two).text);
    goals_hint(&goals[1], "is it outside in training, too?",
               "explain underfitting");
    return mind_divergence(&r->training, goals, 2);
}

const struct opt line_goals_load_row[] = {
    {.name = "--load",
     .value = "FILE",
     .kind = OPT_TEXT,
     .at = offsetof(struct frame_options, names.load),
     .help = "judge a saved model, train nothing",
     .clash = "--lr --epochs --init --standardize --patience --min-delta "
              "--min-epochs"},
    {0},
};

#define LINREG(field) offsetof(struct linreg_options, field)
#define SWEEP(field) offsetof(struct sweep_options, field)
#define STOP(field) offsetof(struct early_stop_options, field)
#define GENERALIZE(field) offsetof(struct generalize_options, field)

static const struct opt_group linreg_groups[] = {
    {.title = "Options", .rows = problem_rows, .base = LINREG(training.data)},
    {.rows = training_lr_row, .base = LINREG(training)},
    {.rows = training_rows, .base = LINREG(training)},
    {.rows = training_holdout_row, .base = LINREG(training)},
    {.rows = line_goals_load_row, .base = LINREG(frame)},
    {.rows = goals_quiet_row, .base = LINREG(frame)},
};
static const struct opt_group sweep_groups[] = {
    {.title = "Options", .rows = problem_rows, .base = SWEEP(training.data)},
    {.rows = sweep_rates_row},
    {.rows = training_rows, .base = SWEEP(training)},
    {.rows = goals_quiet_row, .base = SWEEP(frame)},
};
static const struct opt_group stop_groups[] = {
    {.title = "Options", .rows = problem_rows, .base = STOP(training.data)},
    {.rows = training_lr_row, .base = STOP(training)},
    {.rows = training_rows, .base = STOP(training)},
    {.rows = training_holdout_row, .base = STOP(training)},
    {.rows = training_stop_rows, .base = STOP(stop)},
    {.rows = line_goals_load_row, .base = STOP(frame)},
    {.rows = goals_quiet_row, .base = STOP(frame)},
};
static const struct opt_group generalize_groups[] = {
    {.title = "Options",
     .rows = problem_rows,
     .base = GENERALIZE(training.data)},
    {.rows = training_lr_row, .base = GENERALIZE(training)},
    {.rows = training_rows, .base = GENERALIZE(training)},
    {.rows = training_holdout_row, .base = GENERALIZE(training)},
    {.rows = training_stop_rows, .base = GENERALIZE(stop)},
    {.rows = line_goals_load_row, .base = GENERALIZE(frame)},
    {.rows = goals_quiet_row, .base = GENERALIZE(frame)},
    {.rows = generalize_test_seed_row},
};

#define GROUPS(name) .groups = name, .n_groups = sizeof name / sizeof name[0]

const struct goals line_goals_linreg = {
    .name = "linreg",
    .page = "check linreg",
    .stage = &linreg_stage,
    GROUPS(linreg_groups),
    .defaults = &linreg_preset,
    .size = sizeof linreg_preset,
    .learn = learn_linreg,
    .show = show_data,
    .judge = judge_linreg,
};

const struct goals line_goals_sweep = {
    .name = "sweep",
    .page = "check sweep",
    .stage = &sweep_stage,
    GROUPS(sweep_groups),
    .defaults = &sweep_preset,
    .size = sizeof sweep_preset,
    .learn = learn_sweep,
    .show = show_data,
    .judge = judge_sweep,
};

const struct goals line_goals_early_stop = {
    .name = "early-stop",
    .page = "check early-stop",
    .stage = &early_stop_stage,
    GROUPS(stop_groups),
    .defaults = &early_stop_preset,
    .size = sizeof early_stop_preset,
    .learn = learn_early_stop,
    .show = show_data,
    .judge = judge_early_stop,
};

const struct goals line_goals_generalize = {
    .name = "generalize",
    .page = "check generalize",
    .stage = &generalize_stage,
    GROUPS(generalize_groups),
    .defaults = &generalize_preset,
    .size = sizeof generalize_preset,
    .learn = learn_generalize,
    .show = show_data,
    .judge = judge_generalize,
};
