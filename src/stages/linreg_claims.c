/*
 * What the usual telling claims about linreg, judged from the run.  Each
 * judge sets the finding's verdict and measured value; what the run cannot
 * decide stays "not tested", with what would decide it.
 */
#include "stages/linreg_run.h"
#include "text/number.h"

#include "trainloop/num.h"

#include <math.h>
#include <string.h>

/* The loss after k updates; NaN if the run did not come there. */
static double loss_at(const struct linreg_run *run, uint64_t k)
{
    const struct mark *mark = marks_at(&run->marks, k);

    return mark ? mark->loss : (double)NAN;
}

static void falls_every_epoch(const struct linreg_run *run, struct finding *f)
{
    const struct judge *t = &run->judge;
    uint64_t steps = t->steps;

    if (t->level > 0)
        claims_judge(f, false, "%.0f of %.0f; %.0f level, to 1e-9",
                     (double)t->falls, (double)steps, (double)t->level);
    else
        claims_judge(f, steps > 0 && t->falls == steps, "%.0f of %.0f",
                     (double)t->falls, (double)steps);
}

static void steep_then_tail(const struct linreg_run *run, struct finding *f)
{
    uint64_t tenth = run->options->epochs / 10, rest = run->judge.measured;
    double first = run->judge.first, at = loss_at(run, tenth);

    if (tenth == 0) {
        claims_untested(f, "needs --epochs 10 or more");
        return;
    }
    if (!(run->final.loss < first)) {
        claims_untested(f, "the loss did not fall");
        return;
    }
    double share = 100.0 * (first - at) / (first - run->final.loss);
    claims_judge(f, share > 50.0,
                 "%.1f %% in a tenth; factor per epoch %.4f, later %.4f", share,
                 num_factor(first, at, tenth),
                 num_factor(at, run->final.loss, rest - tenth));
}

double linreg_claims_share(const struct linreg_run *run)
{
    double first = run->judge.first, last = run->judge.last;

    if (run->options->epochs <= 50 || !(last < first))
        return (double)NAN;
    return 100.0 * (first - loss_at(run, 49)) / (first - last);
}

static void most_in_first_50(const struct linreg_run *run, struct finding *f)
{
    double times = run->trained.critical / run->lr;
    double share = linreg_claims_share(run);

    if (run->options->epochs <= 50)
        claims_untested(f, "needs --epochs 51 or more");
    else if (share != share)
        claims_untested(f, "the loss did not fall");
    else if (times >= 1.0)
        claims_judge(f, share >= 90.0,
                     "%.1f %%: the rate is %s times below critical", share,
                     number_short(times).text);
    else
        claims_judge(f, share >= 90.0, "%.1f %%", share);
}

static void late_epochs(const struct linreg_run *run, struct finding *f)
{
    double from = loss_at(run, 500), to = loss_at(run, 999);

    if (run->options->epochs < 1000)
        claims_untested(f, "needs --epochs 1000");
    else if (from != from || to != to)
        claims_untested(f, "the run ended before");
    else if (to > from)
        claims_untested(f, "the loss did not fall");
    else
        claims_judge(f, num_fall(from, to) < 1.0, "%.1f %% of the loss at 500",
                     num_fall(from, to));
}

/* Is a parameter within 10 % of the truth? And how much of the way is it? */
static void near_truth(struct finding *f, double start, double value,
                       double truth)
{
    bool near = fabs(value - truth) <= 0.1 * fabs(truth);

    char from[NUMBER_TEXT], shown[NUMBER_TEXT];

    strcpy(from, number_plain(start, 1).text);
    strcpy(shown, number_plain(value, 1).text);
    if (start != 0.0)
        claims_judge(f, near, "from %s to %s, the truth is %.6g", from, shown,
                     truth);
    else if (!(value / truth >= 0.0 && value / truth <= 1.0))
        claims_judge(f, near, "%s, the truth is %.6g", shown, truth);
    else
        claims_judge(f, near, "%s of %.6g: %.2f %% of the way", shown, truth,
                     100.0 * value / truth);
}

void linreg_claims_slope(const struct linreg_run *run, struct finding *f)
{
    struct line start =
        line_unscale(&run->start, run->set.center, run->set.scale);

    if (run->set.has_truth)
        near_truth(f, start.slope, linreg_run_line(run).slope,
                   run->set.truth.slope);
    else
        claims_untested(f, "needs a known truth, that is, no --data");
}

static void intercept_near(const struct linreg_run *run, struct finding *f)
{
    struct line start =
        line_unscale(&run->start, run->set.center, run->set.scale);

    if (run->set.has_truth)
        near_truth(f, start.intercept, linreg_run_line(run).intercept,
                   run->set.truth.intercept);
    else
        claims_untested(f, "needs a known truth, that is, no --data");
}

static void in_the_ballpark(const struct linreg_run *run, struct finding *f)
{
    double worst = line_worst(&run->line, &run->set.train);

    if (run->set.has_truth)
        claims_judge(f, worst < 100000.0, "the worst is EUR %s off",
                     number_short(worst).text);
    else
        claims_untested(f, "needs prices in euros, that is, no --data");
}

static void better_than_zero(const struct linreg_run *run, struct finding *f)
{
    struct line zero = {0.0, 0.0};
    double fall =
        num_fall(line_gradient(&zero, &run->set.train).loss, run->final.loss);

    if (fall >= -1000.0)
        claims_judge(f, fall > 40.0, "%.1f %% %s loss", fabs(fall),
                     fall >= 0.0 ? "less" : "more");
    else
        claims_judge(f, false, "far more loss");
}

static void better_than_mean(const struct linreg_run *run, struct finding *f)
{
    double baseline = run->bowl.baseline, loss = run->final.loss;
    bool better = loss < baseline;

    if (baseline > 0.0 && loss == 0.0)
        claims_judge(f, true, "there is no loss left");
    else if (baseline > 0.0)
        claims_judge(
            f, better, "%s times %s",
            number_short(better ? baseline / loss : loss / baseline).text,
            better ? "better" : "worse");
    else
        claims_untested(f, "every y is the same: the mean is perfect");
}

static void first_50_tell(const struct linreg_run *run, struct finding *f)
{
    double at = loss_at(run, 50), end = run->final.loss;

    if (run->options->epochs <= 50) {
        claims_untested(f, "needs --epochs 51 or more");
        return;
    }
    if (judge_diverged(&run->judge) || !(at > 0.0)) {
        claims_untested(f, at == 0.0 ? "nothing was left to learn"
                                     : "the run diverged");
        return;
    }
    double factor = num_factor(run->judge.first, at, 50);
    double forecast = num_grow(at, factor, run->judge.measured - 50);
    bool rounding = fmax(forecast, end) <= run->bowl.rounding;
    claims_judge(f, rounding || fabs(forecast - end) <= 0.1 * end,
                 "forecast %s, found %s%s", number_short(forecast).text,
                 number_short(end).text, rounding ? ": both are rounding" : "");
}

/* Asks for the epochs at which the claims look. */
void linreg_claims_marks(struct marks *marks, uint64_t epochs)
{
    static const uint64_t looked_at[] = {49, 50, 500, 999};

    for (int i = 0; i < 4; i++)
        marks_want(marks, looked_at[i]);
    marks_want(marks, epochs / 10);
}

typedef void judge_claim(const struct linreg_run *run, struct finding *f);

static const struct {
    bool ours;
    bool end; /* is about the end of the run: fails where there is none */
    const char *claim;
    judge_claim *judge;
} claims[LINREG_CLAIMS] = {
    {false, false, "the loss falls every epoch", falls_every_epoch},
    {false, false, "steep at first, then a long tail", steep_then_tail},
    {false, false, "the first 50 epochs do 90 % of the work", most_in_first_50},
    {false, false, "epochs 500 to 1000 bring less than 1 %", late_epochs},
    {false, true, "the slope comes within 10 % of the truth",
     linreg_claims_slope},
    {false, true, "the intercept comes within 10 % of the truth",
     intercept_near},
    {false, true, "every prediction within EUR 100,000", in_the_ballpark},
    {false, true, "much better than predicting zero (by 40 %)",
     better_than_zero},
    {false, false, "50 epochs tell how it will end (within 10 %)",
     first_50_tell},
    {true, true, "better than predicting the mean", better_than_mean},
};

void linreg_claims(const struct linreg_run *run,
                   struct finding findings[LINREG_CLAIMS])
{
    for (int i = 0; i < LINREG_CLAIMS; i++) {
        struct finding *f = &findings[i];
        *f = (struct finding){.ours = claims[i].ours, .claim = claims[i].claim};
        claims[i].judge(run, f);
        if (claims[i].end && f->verdict != CLAIM_UNTESTED &&
            run->judge.verdict == JUDGE_OVERFLOW)
            claims_judge(f, false, "the run diverged");
    }
}
