/* What the usual telling claims about early-stop, judged from the run. */
#include "stages/early_stop_claims.h"

#include "lesson/wording.h"

#include <math.h>

static void rule_stops(const struct early_stop *r, struct finding *f)
{
    const struct judge *judge = &r->training.fit.judge;
    double epoch = (double)judge->epoch, cap = (double)judge->measured;

    if (judge->verdict == JUDGE_STOPPED)
        finding_judge(f, true, epoch, "at epoch %.0f", epoch);
    else if (judge_diverged(judge))
        finding_judge(f, false, (double)NAN, "the run diverged");
    else
        finding_judge(f, false, cap, "the cap of %.0f epochs did", cap);
}

static void flat_is_optimum(const struct early_stop *r, struct finding *f)
{
    double loss = r->training.fit.last.loss;

    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (!r->at_floor && !r->flat)
        finding_untested(f, "the loss is not flat yet: needs more --epochs");
    else
        finding_judge(f, r->at_floor, loss, "%s",
                      wording_above(&r->training, loss).text);
}

static void waste(const struct early_stop *r, struct finding *f)
{
    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (r->at_floor)
        finding_judge(f, true, r->gain, "it is at the floor");
    else if (!isfinite(r->gain))
        finding_untested(f, "needs smaller numbers");
    else
        finding_judge(f, r->gain < 1.0, r->gain,
                      "%d more win %s of the gap, %s", EARLY_STOP_MORE,
                      wording_percent(r->gain).text,
                      number_short(forecast_above(&r->on, 0.0)).text);
}

static const struct {
    const char *id, *claim;
    void (*judge)(const struct early_stop *r, struct finding *f);
} claims[] = {
    {"rule-stops", .judge = rule_stops, .claim = "the rule stops the run"},
    {"flat-is-optimum", .judge = flat_is_optimum,
     .claim = "when the loss is flat it is at the optimum"},
    {"waste", .judge = waste, .claim = "going on would be a waste"},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int early_stop_claims(const void *result, struct finding *findings)
{
    const struct early_stop *r = result;
    for (int i = 0; i < CLAIMS; i++) {
        findings[i] =
            (struct finding){.id = claims[i].id, .claim = claims[i].claim};
        claims[i].judge(r, &findings[i]);
    }
    return CLAIMS;
}
