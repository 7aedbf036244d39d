/* The stage linreg, from options to result, and what the usual telling claims
   about it.  What the run cannot decide is untested, with what would. */
#include "stages/linreg.h"

#include "trainloop/num.h"

#include <math.h>

const uint64_t linreg_part_ends[] = {0, 50, 100, 200, 500, 1000};

uint64_t linreg_next_stop(uint64_t k)
{
    uint64_t power = 10;

    if (k < 5)
        return k < 1 ? 1 : 5;
    if (k == 100)
        return 150;
    while (k >= 10 * power)
        power *= 10;
    return k < power             ? power
           : k < power / 10 * 25 ? power / 10 * 25
           : k < 5 * power       ? 5 * power
                                 : 10 * power;
}

/* Notes the epochs that views and claims look back at. */
struct marker {
    struct line_watch watch; /* first: this is one */
    struct linreg *result;
    uint64_t stop; /* the next one of the journey */
};

static void see(struct line_watch *watch, const struct line_moment *m)
{
    struct marker *marker = (struct marker *)watch;
    struct linreg *r = marker->result;
    const struct dataset *set = &r->training.set;
    uint64_t k = m->steps, epochs = m->fit->judge.rule.epochs;
    bool wanted = k == marker->stop || k == epochs / 10 || k + 1 >= epochs;

    if (k == marker->stop)
        marker->stop = linreg_next_stop(k);
    for (int i = 0; i <= LINREG_STAGES && !wanted; i++)
        wanted = k == linreg_part_ends[i] || k + 1 == linreg_part_ends[i];
    if (wanted && r->n < LINREG_MARKS)
        r->mark[r->n++] = (struct linreg_mark){
            k, m->g.loss, line_unscale(&m->line, set->center, set->scale)};
}

bool linreg_train(void *result, struct audience *audience, struct fault *fault)
{
    struct linreg *r = result;
    struct marker marker = {{.see = see}, .result = r};

    (void)fault;
    training_run(&r->training, audience, true, &marker.watch);
    return true;
}

const struct linreg_mark *linreg_at(const struct linreg *r, uint64_t k)
{
    for (int i = 0; i < r->n; i++)
        if (r->mark[i].epoch == k)
            return &r->mark[i];
    return NULL;
}

/* The loss after k updates; NaN if the run did not come there. */
static double loss_at(const struct linreg *r, uint64_t k)
{
    const struct linreg_mark *mark = linreg_at(r, k);

    return mark ? mark->loss : (double)NAN;
}

double linreg_share(const struct linreg *r)
{
    double first = r->training.fit.judge.first;
    double last = r->training.fit.judge.last;

    if (r->training.fit.judge.rule.epochs <= 50 || !(last < first))
        return (double)NAN;
    return 100.0 * (first - loss_at(r, 49)) / (first - last);
}

static void falls(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct judge *judge = &r->training.fit.judge;
    double falls = (double)judge->falls, steps = (double)judge->steps;

    if (judge->level > 0)
        finding_judge(f, false, falls, "%.0f of %.0f; %.0f level, to 1e-9",
                      falls, steps, (double)judge->level);
    else
        finding_judge(f, steps > 0.0 && falls == steps, falls, "%.0f of %.0f",
                      falls, steps);
}

static void steep_start(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct fit_line *fit = &r->training.fit;
    uint64_t tenth = r->training.fit.judge.rule.epochs / 10;
    double first = fit->judge.first, last = fit->last.loss;
    double at = loss_at(r, tenth);
    double share = 100.0 * (first - at) / (first - last);

    if (tenth == 0)
        finding_untested(f, "needs --epochs 10 or more");
    else if (!(last < first))
        finding_untested(f, "the loss did not fall");
    else if (fit->judge.verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, share > 50.0, share,
                      "%.1f %% in a tenth; factor per epoch %.4f, later %.4f",
                      share, num_factor(first, at, tenth),
                      num_factor(at, last, fit->judge.measured - tenth));
}

static void early_90(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    double times = r->training.trained.critical / r->training.lr;
    double share = linreg_share(r);

    if (r->training.fit.judge.rule.epochs <= 50)
        finding_untested(f, "needs --epochs 51 or more");
    else if (share != share)
        finding_untested(f, "the loss did not fall");
    else if (times >= 1.0)
        finding_judge(f, share >= 90.0, share,
                      "%.1f %%: the rate is %s times below critical", share,
                      number_short(times).text);
    else
        finding_judge(f, share >= 90.0, share, "%.1f %%", share);
}

static void late_tiny(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    double from = loss_at(r, 500), to = loss_at(r, 999);
    double fall = num_fall(from, to);

    if (r->training.fit.judge.rule.epochs < 1000)
        finding_untested(f, "needs --epochs 1000");
    else if (from != from || to != to)
        finding_untested(f, "the run ended before");
    else if (to > from)
        finding_untested(f, "the loss did not fall");
    else
        finding_judge(f, fall < 1.0, fall, "%.1f %% of the loss at 500", fall);
}

static void ballpark(const void *result, struct finding *f)
{
    const struct training *t = &((const struct linreg *)result)->training;
    double worst = line_worst(&t->fit.line, &t->set.train);

    if (t->set.has_truth)
        finding_judge(f, worst < 100000.0, worst, "the worst is EUR %s off",
                      number_short(worst).text);
    else
        finding_untested(f, "needs prices in euros, that is, no --data");
}

static void beats_zero(const void *result, struct finding *f)
{
    const struct training *t = &((const struct linreg *)result)->training;
    struct line zero = {0.0, 0.0};
    double all = line_gradient(&zero, &t->set.train).loss;
    double fall = num_fall(all, t->fit.last.loss);

    if (fall >= -1000.0)
        finding_judge(f, fall > 40.0, fall, "%.1f %% %s loss", fabs(fall),
                      fall >= 0.0 ? "less" : "more");
    else
        finding_judge(f, false, fall, "far more loss");
}

static void beats_mean(const void *result, struct finding *f)
{
    const struct training *t = &((const struct linreg *)result)->training;
    double mean = t->bowl.baseline, loss = t->fit.last.loss;
    bool better = loss < mean;
    double times = better ? mean / loss : loss / mean;

    if (!(mean > 0.0))
        finding_untested(f, "every y is the same: the mean is perfect");
    else if (loss == 0.0)
        finding_judge(f, true, loss, "there is no loss left");
    else
        finding_judge(f, better, loss, "%s times %s", number_short(times).text,
                      better ? "better" : "worse");
}

static void fifty_tell(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    double at = loss_at(r, 50), end = t->fit.last.loss;
    double factor = num_factor(judge->first, at, 50);
    uint64_t rest = judge->measured > 50 ? judge->measured - 50 : 0;
    double forecast = num_grow(at, factor, rest);
    bool rounding = fmax(forecast, end) <= t->bowl.rounding;

    if (judge->rule.epochs <= 50)
        finding_untested(f, "needs --epochs 51 or more");
    else if (at == 0.0)
        finding_untested(f, "nothing was left to learn");
    else if (judge_diverged(judge) || !(at > 0.0))
        finding_untested(f, "the run diverged");
    else
        finding_judge(f, rounding || fabs(forecast - end) <= 0.1 * end,
                      forecast, "forecast %s, found %s%s",
                      number_short(forecast).text, number_short(end).text,
                      rounding ? ": both are rounding" : "");
}

static const struct claim claims[] = {
    {"falls", "the loss falls every epoch", .judge = falls},
    {"steep-start", "steep at first, then a long tail", .judge = steep_start},
    {"early-90", "the first 50 epochs do 90 % of the work", .judge = early_90},
    {"late-tiny", "epochs 500 to 1000 bring less than 1 %", .judge = late_tiny},
    {"slope-true", "the slope comes within 10 % of the truth",
     .judge = training_slope_true, .end = true},
    {"intercept-true", "the intercept comes within 10 % of the truth",
     .judge = training_intercept_true, .end = true},
    {"ballpark", "every prediction within EUR 100,000", .judge = ballpark,
     .end = true},
    {"beats-zero", "much better than predicting zero (by 40 %)",
     .judge = beats_zero, .end = true},
    {"fifty-tell", "50 epochs tell how it will end (within 10 %)",
     .judge = fifty_tell},
    {"beats-mean", "better than predicting the mean", .judge = beats_mean,
     .ours = true, .end = true},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int linreg_claims(const void *result, struct finding *findings)
{
    const struct linreg *r = result;

    finding_claims(claims, CLAIMS, r, findings);
    for (int i = 0; i < CLAIMS; i++) /* where there is no end */
        if (r->training.fit.judge.verdict == JUDGE_OVERFLOW && claims[i].end &&
            findings[i].verdict != FINDING_UNTESTED)
            finding_judge(&findings[i], false, (double)NAN, "the run diverged");
    return CLAIMS;
}
