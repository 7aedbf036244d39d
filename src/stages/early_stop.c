/* The stage early-stop, from options to result, and what the usual telling
   claims about it. */
#include "stages/early_stop.h"

#include "lesson/wording.h"

#include "trainloop/num.h"

#include <math.h>

const struct early_stop_options early_stop_preset = {
    .frame = FRAME_PRESET,
    .training = {PRESET_DATA, .lr = PRESET_LR, .epochs = PRESET_CAP},
    .stop = PRESET_STOP,
};

bool early_stop_open(void *result, const void *options, bool pictures,
                     struct fault *fault)
{
    struct early_stop *r = result;
    const struct early_stop_options *o = r->options = options;

    return training_open(&r->training, &o->training, &o->frame, &o->stop,
                         pictures, fault);
}

/* What would follow if the run went on from where it ended. */
static void foretell(struct early_stop *r)
{
    const struct training *t = &r->training;
    double now = t->fit.last.loss;

    r->on = forecast_make(&t->trained, &t->fit.line, t->lr);
    r->flat = forecast_flat(&r->on);
    r->at_floor = training_at_floor(t, now);
    r->next = num_fall(now, forecast_loss(&r->on, FORECAST_WINDOW));
    double gap = forecast_above(&r->on, 0.0);
    r->gain = 100.0 * (gap - forecast_above(&r->on, EARLY_STOP_MORE)) / gap;
    r->saved = (double)(t->options->epochs - t->fit.judge.steps);
    r->then = forecast_loss(&r->on, r->saved);
    r->bargain = num_fall(now, r->then);
}

bool early_stop_train(void *result, struct audience *audience,
                      struct fault *fault)
{
    struct early_stop *r = result;

    (void)fault;
    training_run(&r->training, audience, true, NULL);
    foretell(r);
    return true;
}

static void rule_stops(const void *result, struct finding *f)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double epoch = (double)judge->epoch, cap = (double)judge->measured;

    if (judge->verdict == JUDGE_STOPPED)
        finding_judge(f, true, epoch, "at epoch %.0f", epoch);
    else if (judge_diverged(judge))
        finding_judge(f, false, (double)NAN, "the run diverged");
    else
        finding_judge(f, false, cap, "the cap of %.0f epochs did", cap);
}

static void flat_is_optimum(const void *result, struct finding *f)
{
    const struct early_stop *r = result;
    double loss = r->training.fit.last.loss;

    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (!r->at_floor && !r->flat)
        finding_untested(f, "the loss is not flat yet: needs more --epochs");
    else
        finding_judge(f, r->at_floor, loss, "%s",
                      wording_above(&r->training, loss).text);
}

static void waste(const void *result, struct finding *f)
{
    const struct early_stop *r = result;

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

int early_stop_claims(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"rule-stops", "the rule stops the run", .judge = rule_stops},
        {"flat-is-optimum", "when the loss is flat it is at the optimum",
         .judge = flat_is_optimum},
        {"waste", "going on would be a waste", .judge = waste},
    };

    return finding_claims(claims, 3, result, findings);
}
