/* The goals of the stages that fit a line. */
#include "guide/line_goals.h"

#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"

#include <math.h>
#include <string.h>

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

/* What a line is to come to: the truth, of real data the best line. */
static struct line aim(const struct training *t)
{
    return t->set.has_truth ? t->set.truth.line : t->bowl.best;
}

/* Is a parameter within some part of what it is to come to? */
static void judge_near(const struct training *t, struct finding *goal,
                       double found, double there, double part)
{
    finding_judge(goal, fabs(found - there) <= part * fabs(there), found,
                  "%.30s, %s %.30s", number_plain(found, 1).text,
                  t->set.has_truth ? "true" : "best line",
                  number_plain(there, 1).text);
}

/* A command that is shown has the lesson's data: for others it needs their
   options.  Returns n. */
static int keep_data(const struct training *t, struct finding *goals, int n)
{
    for (int i = 0; i < n && !problem_is_lesson(&t->options->data); i++)
        if (goals[i].see && strncmp(goals[i].see, "explain", 7) != 0)
            goals[i].see = NULL;
    return n;
}

static const char elsewhere[] = "start elsewhere, or take other data";

/* What counts for all goals of a run: it had nothing to learn, which meets
   none; its rate was too high, or the numbers were; it is at the bottom; or x
   was scaled, which counts from goal `scaled` on.  Returns n. */
static int hint_at_run(const struct training *t, struct finding *goals, int n,
                       int scaled)
{
    const struct judge *judge = &t->fit.judge;
    const char *high = t->lr > t->trained.critical && judge->measured > 0
                           ? "the rate is too high: it is above the critical "
                             "one"
                       : judge_diverged(judge)
                           ? "the run diverged: the numbers are too big"
                           : NULL;

    bool nothing = judge->measured > 0 && training_untested(t, goals, n);
    bool done = training_rounding(t, t->fit.last.loss);

    for (int i = 0; i < n; i++)
        if (nothing)
            goals_hint(&goals[i], elsewhere, NULL);
        else if (done)
            goals_hint(&goals[i],
                       "the loss is at its floor: no line does "
                       "better on these data",
                       "data");
        else if (high)
            goals_hint(&goals[i], high, "explain critical rate");
        else if (i >= scaled && t->options->standardize)
            goals_hint(&goals[i],
                       "x is scaled now, and the critical rate is another one",
                       "sweep --standardize --lr auto");
    return keep_data(t, goals, n);
}

static void take_generalize(void *result)
{
    training_take(result);
    generalize_score(result);
}

static const struct finding linreg_goals[] = {
    {"below-baseline", .claim = "the loss below the baseline"},
    {"slope-5", .claim = "the slope within 5 %"},
    {"intercept-20", .claim = "the intercept within 20 %"},
};

/* A slow run: of a model nothing is known of it; where the rate is nearly as
   high as it may be, more epochs are left. */
static void hint_at_speed(const struct training *t, struct finding *goal)
{
    bool model = t->fit.judge.measured == 0;
    bool far = !model && t->lr < 0.1 * t->trained.critical;

    goals_hint(goal,
               model ? "was it trained for long enough?"
               : far ? "is the rate far below the critical one, or are the "
                       "epochs too few?"
                     : "are the epochs too few?",
               far ? "sweep" : NULL);
}

static int judge_linreg(const void *result, struct finding *goals)
{
    const struct training *t = result;
    struct line line = t->line, there = aim(t);
    double loss = t->fit.last.loss, baseline = t->bowl.baseline;

    memcpy(goals, linreg_goals, sizeof linreg_goals);
    for (int i = 0; i < 3; i++)
        hint_at_speed(t, &goals[i]);
    finding_judge(&goals[0], loss < baseline, loss, "%.30s, baseline %.30s",
                  number_short(loss).text, number_short(baseline).text);
    judge_near(t, &goals[1], line.slope, there.slope, 0.05);
    judge_near(t, &goals[2], line.intercept, there.intercept, 0.2);
    if (training_rounding(t, baseline))
        goals_hint(&goals[0], "on these data no line is better than the mean",
                   NULL);
    if (t->bowl.flat_way.intercept > 0.9)
        goals_hint(&goals[2],
                   "it lies in the flat direction: what makes the bowl round?",
                   "explain condition number");
    return hint_at_run(t, goals, 3, 1);
}

static const struct finding sweep_goals[] = {
    {"diverges", "one of the rates diverges",
     .hint = "go above the critical rate"},
    {"near-floor", "one ends within twice the floor",
     .hint = "stay below the critical rate, but not far"},
    {"forecasts", "every prediction is right", .hint = "which one was not?",
     .see = "sweep"},
};

static int judge_sweep(const void *result, struct finding *goals)
{
    const struct sweep *r = result;
    const struct bowl *bowl = &r->training.bowl;
    double n = (double)r->n, diverged = 0.0, right = 0.0;
    double most = 0.0, critical = r->training.trained.critical;
    double loss = r->best < r->n ? r->rows[r->best].loss : (double)NAN;

    for (size_t i = 0; i < r->n; i++) {
        diverged += r->rows[i].diverged;
        most = fmax(most, r->rows[i].lr);
        right +=
            r->rows[i].diverged == r->rows[i].diverges || r->rows[i].chance;
    }
    memcpy(goals, sweep_goals, sizeof sweep_goals);
    if (most > critical)
        goals_hint(&goals[0], "one is above critical: are the epochs too few?",
                   NULL);
    finding_judge(&goals[0], diverged > 0.0, diverged, "%.0f of %.0f", diverged,
                  n);
    finding_judge(&goals[1],
                  loss <= 2.0 * bowl->floor || loss <= bowl->rounding, loss,
                  r->best < r->n  ? "%.30s, floor %.30s"
                  : diverged == n ? "all diverged"
                                  : "no rate below critical has learned",
                  number_short(loss).text, number_short(bowl->floor).text);
    finding_judge(&goals[2], right == n && !r->cut, right, "%.0f of %.0f%s",
                  right, n, r->cut ? ", then interrupted" : "");
    if (training_untested(&r->training, &goals[1], 1))
        goals_hint(&goals[1], elsewhere, NULL);
    for (int i = 0; i < 3 && r->cut; i++)
        goals_hint(&goals[i], "the run was interrupted: fewer epochs?", NULL);
    return keep_data(&r->training, goals, 3);
}

static const struct finding early_stop_goals[] = {
    {"at-floor", "the loss within 1 % of the floor",
     .hint = "is it flat because it has arrived, or because the steps are "
             "small?",
     .see = "explain plateau"},
    {"rule-fires", "the rule fired",
     .hint = "by how much does an epoch improve when it is nearly done?",
     .see = "explain min-delta"},
};

static int judge_early_stop(const void *result, struct finding *goals)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double loss = t->fit.last.loss, epoch = (double)judge->epoch;
    bool there = training_at_floor(t, loss);
    bool fired = judge->verdict == JUDGE_STOPPED;
    int n = t->options->data.frame.names.load ? 1 : 2; /* a model had no rule */

    memcpy(goals, early_stop_goals, sizeof early_stop_goals);
    finding_judge(&goals[0], there, loss, "%.30s, floor %.30s",
                  number_short(loss).text, number_short(t->bowl.floor).text);
    finding_judge(&goals[1], fired, epoch,
                  judge_diverged(judge) ? "diverged at epoch %.0f"
                  : fired               ? "at epoch %.0f"
                                        : "not up to epoch %.0f",
                  epoch);
    return hint_at_run(t, goals, n, there ? n : 0);
}

static const struct finding generalize_goals[] = {
    {"slope-5", "the slope within 5 %",
     .hint = "has the training come to its floor?", .see = "check early-stop"},
    {"in-band", "the error on unseen data inside the noise band",
     .hint = "is it outside in training, too?", .see = "explain underfitting"},
};

static int judge_generalize(const void *result, struct finding *goals)
{
    const struct generalize *r = result;
    const struct training *t = &r->training;
    const struct test *test = &r->test;

    memcpy(goals, generalize_goals, sizeof generalize_goals);
    judge_near(t, &goals[0], t->line.slope, aim(t).slope, 0.05);
    /* without known noise the training errors stand for it, of the best line */
    const char *why = test->score == SCORE_MEMORISED
                          ? "2 parameters can memorise these"
                      : test->noise ? NULL
                      : !training_at_floor(t, t->fit.last.loss)
                          ? "training is not at its floor"
                      : test->score == SCORE_FEW ? "too few rows to tell"
                                                 : NULL;
    struct number error = number_short(test->mae);
    bool diverged = judge_diverged(&t->fit.judge);

    if (!t->set.has_truth)
        goals[1].claim = "the error on unseen data no more than chance";
    if (why)
        finding_judge(&goals[1], false, test->mae, "%.24s, %s", error.text,
                      why);
    else if (!t->set.has_truth)
        finding_judge(&goals[1], test->outside <= 0.0, test->mae,
                      "%.24s, chance: up to %.24s", error.text,
                      number_short(test->high).text);
    else
        finding_judge(&goals[1], !diverged && test->outside == 0.0, test->mae,
                      "%.24s, band %.24s to %.24s", error.text,
                      number_short(test->low).text,
                      number_short(test->high).text);
    return hint_at_run(t, goals, 2, 2);
}

const struct opt line_goals_load_row[] = {
    {"--load", .value = "FILE", .kind = OPT_TEXT,
     .at = offsetof(struct frame_options, names.load),
     .help = "judge a saved model, train nothing",
     .clash = "--lr --epochs --init --standardize --patience --min-delta "
              "--min-epochs"},
    {0},
};

const struct goals line_goals_linreg = {
    .page = "check linreg",
    .stage = &linreg_stage,
    .groups =
        (const struct opt_group[]){
            {"Options", .rows = problem_rows},
            {.rows = training_rate_row},
            {.rows = training_rows},
            {.rows = training_holdout_row},
            {.rows = line_goals_load_row},
            {.rows = goals_talk_rows},
            {0},
        },
    .take = training_take,
    .show = show_data,
    .judge = judge_linreg,
};

const struct goals line_goals_sweep = {
    .page = "check sweep",
    .stage = &sweep_stage,
    .groups =
        (const struct opt_group[]){
            {"Options", .rows = problem_rows},
            {.rows = sweep_rates_row},
            {.rows = training_rows},
            {.rows = goals_talk_rows},
            {0},
        },
    .show = show_data,
    .judge = judge_sweep,
};

const struct goals line_goals_early_stop = {
    .page = "check early-stop",
    .stage = &early_stop_stage,
    .groups =
        (const struct opt_group[]){
            {"Options", .rows = problem_rows},
            {.rows = training_rate_row},
            {.rows = training_rows},
            {.rows = training_holdout_row},
            {.rows = training_stop_rows},
            {.rows = line_goals_load_row},
            {.rows = goals_talk_rows},
            {0},
        },
    .take = training_take,
    .show = show_data,
    .judge = judge_early_stop,
};

const struct goals line_goals_generalize = {
    .page = "check generalize",
    .stage = &generalize_stage,
    .groups =
        (const struct opt_group[]){
            {"Options", .rows = problem_rows},
            {.rows = training_rate_row},
            {.rows = training_rows},
            {.rows = training_holdout_row},
            {.rows = training_stop_rows},
            {.rows = line_goals_load_row},
            {.rows = goals_talk_rows},
            {.rows = generalize_seed_row},
            {0},
        },
    .take = take_generalize,
    .show = show_data,
    .judge = judge_generalize,
};
