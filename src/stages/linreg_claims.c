/*
 * What the usual telling claims about linreg, judged from the run.  What the
 * run cannot decide is untested, with what would decide it.
 */
#include "stages/linreg_claims.h"

#include "trainloop/num.h"

#include <math.h>

static void falls(const struct linreg *r, struct finding *f)
{
    const struct judge *judge = &r->training.fit.judge;
    double falls = (double)judge->falls, steps = (double)judge->steps;

    if (judge->level > 0)
        finding_judge(f, false, falls, "%.0f of %.0f; %.0f level, to 1e-9",
                      falls, steps, (double)judge->level);
    else
        finding_judge(f, steps > 0.0 && falls == steps, falls, "%.0f of %.0f",
                      falls, steps);
}

static void steep_start(const struct linreg *r, struct finding *f)
{
    const struct fit_line *fit = &r->training.fit;
    uint64_t tenth = r->options->training.epochs / 10;
    uint64_t rest = fit->judge.measured - tenth;
    double first = fit->judge.first, last = fit->last.loss;
    double at = linreg_loss_at(r, tenth);
    double share = 100.0 * (first - at) / (first - last);

    if (tenth == 0)
        finding_untested(f, "needs --epochs 10 or more");
    else if (!(last < first))
        finding_untested(f, "the loss did not fall");
    else
        finding_judge(f, share > 50.0, share,
                      "%.1f %% in a tenth; factor per epoch %.4f, later %.4f",
                      share, num_factor(first, at, tenth),
                      num_factor(at, last, rest));
}

static void early_90(const struct linreg *r, struct finding *f)
{
    double times = r->training.trained.critical / r->training.lr;
    double share = linreg_share(r);

    if (r->options->training.epochs <= 50)
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

static void late_tiny(const struct linreg *r, struct finding *f)
{
    double from = linreg_loss_at(r, 500), to = linreg_loss_at(r, 999);
    double fall = num_fall(from, to);

    if (r->options->training.epochs < 1000)
        finding_untested(f, "needs --epochs 1000");
    else if (from != from || to != to)
        finding_untested(f, "the run ended before");
    else if (to > from)
        finding_untested(f, "the loss did not fall");
    else
        finding_judge(f, fall < 1.0, fall, "%.1f %% of the loss at 500", fall);
}

static void slope_true(const struct linreg *r, struct finding *f)
{
    training_slope_true(&r->training, f);
}

static void intercept_true(const struct linreg *r, struct finding *f)
{
    training_intercept_true(&r->training, f);
}

static void ballpark(const struct linreg *r, struct finding *f)
{
    const struct training *t = &r->training;
    double worst = line_worst(&t->fit.line, &t->set.train);

    if (t->set.has_truth)
        finding_judge(f, worst < 100000.0, worst, "the worst is EUR %s off",
                      number_short(worst).text);
    else
        finding_untested(f, "needs prices in euros, that is, no --data");
}

static void beats_zero(const struct linreg *r, struct finding *f)
{
    const struct training *t = &r->training;
    struct line zero = {0.0, 0.0};
    double fall =
        num_fall(line_gradient(&zero, &t->set.train).loss, t->fit.last.loss);

    if (fall >= -1000.0)
        finding_judge(f, fall > 40.0, fall, "%.1f %% %s loss", fabs(fall),
                      fall >= 0.0 ? "less" : "more");
    else
        finding_judge(f, false, fall, "far more loss");
}

static void beats_mean(const struct linreg *r, struct finding *f)
{
    double baseline = r->training.bowl.baseline;
    double loss = r->training.fit.last.loss;
    bool better = loss < baseline;

    if (baseline > 0.0 && loss == 0.0)
        finding_judge(f, true, loss, "there is no loss left");
    else if (baseline > 0.0)
        finding_judge(
            f, better, loss, "%s times %s",
            number_short(better ? baseline / loss : loss / baseline).text,
            better ? "better" : "worse");
    else
        finding_untested(f, "every y is the same: the mean is perfect");
}

static void fifty_tell(const struct linreg *r, struct finding *f)
{
    const struct training *t = &r->training;
    double at = linreg_loss_at(r, 50), end = t->fit.last.loss;

    if (r->options->training.epochs <= 50) {
        finding_untested(f, "needs --epochs 51 or more");
        return;
    }
    if (judge_diverged(&t->fit.judge) || !(at > 0.0)) {
        finding_untested(f, at == 0.0 ? "nothing was left to learn"
                                      : "the run diverged");
        return;
    }
    double factor = num_factor(t->fit.judge.first, at, 50);
    double forecast = num_grow(at, factor, t->fit.judge.measured - 50);
    bool rounding = fmax(forecast, end) <= t->bowl.rounding;
    finding_judge(f, rounding || fabs(forecast - end) <= 0.1 * end, forecast,
                  "forecast %s, found %s%s", number_short(forecast).text,
                  number_short(end).text,
                  rounding ? ": both are rounding" : "");
}

static const struct {
    const char *id, *claim;
    void (*judge)(const struct linreg *linreg, struct finding *f);
    bool ours;
    bool end; /* is about the end of the run: false where there is none */
} claims[] = {
    {"falls", .judge = falls, .claim = "the loss falls every epoch"},
    {"steep-start", .judge = steep_start,
     .claim = "steep at first, then a long tail"},
    {"early-90", .judge = early_90,
     .claim = "the first 50 epochs do 90 % of the work"},
    {"late-tiny", .judge = late_tiny,
     .claim = "epochs 500 to 1000 bring less than 1 %"},
    {"slope-true", .judge = slope_true, .end = true,
     .claim = "the slope comes within 10 % of the truth"},
    {"intercept-true", .judge = intercept_true, .end = true,
     .claim = "the intercept comes within 10 % of the truth"},
    {"ballpark", .judge = ballpark, .end = true,
     .claim = "every prediction within EUR 100,000"},
    {"beats-zero", .judge = beats_zero, .end = true,
     .claim = "much better than predicting zero (by 40 %)"},
    {"fifty-tell", .judge = fifty_tell,
     .claim = "50 epochs tell how it will end (within 10 %)"},
    {"beats-mean", .judge = beats_mean, .ours = true, .end = true,
     .claim = "better than predicting the mean"},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int linreg_claims(const void *result, struct finding *findings)
{
    const struct linreg *linreg = result;
    const struct judge *judge = &linreg->training.fit.judge;

    for (int i = 0; i < CLAIMS; i++) {
        struct finding *f = &findings[i];
        *f = (struct finding){.id = claims[i].id,
                              .claim = claims[i].claim,
                              .ours = claims[i].ours};
        claims[i].judge(linreg, f);
        if (claims[i].end && f->verdict != FINDING_UNTESTED &&
            judge->verdict == JUDGE_OVERFLOW)
            finding_judge(f, false, (double)NAN, "the run diverged");
    }
    return CLAIMS;
}
