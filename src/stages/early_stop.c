/* The stage early-stop, from options to result. */
#include "stages/early_stop.h"

#include "trainloop/num.h"

bool early_stop_open(void *result, const void *options, bool pictures,
                     struct fault *fault)
{
    struct early_stop *r = result;
    const struct early_stop_options *o = options;

    r->options = o;
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
