/* The stage sweep, from options to result. */
#include "stages/sweep.h"

#include "text/number.h"

#include "trainloop/decimal.h"

#include <stdlib.h>
#include <string.h>

bool sweep_automatic(const struct sweep_options *options)
{
    return strcmp(options->rates, "auto") == 0;
}

/* --lr auto: times critical, from far too small to far too large. */
enum { PROPOSED = 7 };
static const double proposed[PROPOSED] = {0.001, 0.01, 0.1, 0.5, 0.9, 1.1, 2.0};

/* The rates are cut to three digits, so that they can be typed again. */
static bool propose(struct sweep *sweep, struct fault *fault)
{
    double critical = sweep->training.trained.critical;

    if (!(critical > 1e-300)) {
        fault_set(fault,
                  sweep->options->training.data.file ? FAULT_FILE : FAULT_USAGE,
                  "'%.40s' is too big: no rate is stable that '--lr auto' "
                  "could propose",
                  sweep->training.set.x_name);
        return fault_hint(fault, "Divide it by a power of ten, or make the "
                                 "--range smaller");
    }
    for (int i = 0; i < PROPOSED; i++) {
        struct sweep_row *row = &sweep->rows[i];
        row->asked = proposed[i];
        decimal_parse(number_below(proposed[i] * critical, 3).text, &row->lr);
    }
    return true;
}

/* How many numbers an OPT_LIST has. */
static size_t count_rates(const char *list)
{
    size_t n = 1;

    for (; *list != '\0'; list++)
        n += *list == ',';
    return n;
}

/* One row for every rate, still without results. */
static bool make_rows(struct sweep *sweep, struct fault *fault)
{
    const char *list = sweep->options->rates;
    bool automatic = sweep_automatic(sweep->options);
    size_t n = automatic ? PROPOSED : count_rates(list);

    sweep->rows = calloc(n, sizeof *sweep->rows);
    if (!sweep->rows)
        return fault_memory(fault, (double)n * (double)sizeof *sweep->rows,
                            "this many rates");
    sweep->n = n;
    if (automatic)
        return propose(sweep, fault);
    for (struct sweep_row *row = sweep->rows; list; row++) {
        list = opt_next(list, &row->lr);
        row->asked = row->lr;
    }
    return true;
}

/* The first rates get something to remember for their pictures. */
static bool make_sketches(struct sweep *sweep, struct fault *fault)
{
    for (size_t i = 0; i < sweep->n && i < SWEEP_DRAWN; i++)
        if (!sketch_make(&sweep->rows[i].sketch, fault))
            return false;
    return true;
}

bool sweep_open(void *result, const void *options, bool pictures,
                struct fault *fault)
{
    struct sweep *r = result;
    const struct sweep_options *o = options;
    struct training *t = &r->training;

    r->options = o;
    if (!training_open(t, &o->training, &o->frame, NULL, false, fault) ||
        !make_rows(r, fault) || (pictures && !make_sketches(r, fault)))
        return false;
    for (size_t i = 0; i < r->n; i++) {
        struct sweep_row *row = &r->rows[i];
        row->forecast = forecast_make(&t->trained, &t->start, row->lr);
        row->diverges =
            forecast_diverges(&row->forecast, (double)o->training.epochs);
    }
    return true;
}

bool sweep_train(void *result, struct audience *audience, struct fault *fault)
{
    struct sweep *r = result;
    struct training *t = &r->training;

    (void)fault;
    if (audience)
        progress_start(&audience->progress, "epoch", r->n * t->options->epochs,
                       (double)t->set.train.n, audience->quiet);
    for (size_t i = 0; i < r->n; i++) {
        struct sweep_row *row = &r->rows[i];
        t->lr = row->lr;
        t->sketch = row->sketch;
        training_run(t, audience, false, NULL);
        row->sketch = t->sketch;
        t->sketch = (struct sketch){0};
        row->judge = t->fit.judge;
        row->line = training_line(t);
        row->left = forecast_make(&t->trained, &t->fit.line, row->lr);
    }
    return true;
}

void sweep_close(void *result)
{
    struct sweep *r = result;

    for (size_t i = 0; i < r->n; i++)
        sketch_free(&r->rows[i].sketch);
    free(r->rows);
    r->rows = NULL;
    r->n = 0;
    training_close(&r->training);
}

size_t sweep_best(const struct sweep *sweep)
{
    size_t best = sweep->n;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct judge *judge = &sweep->rows[i].judge;
        if (!judge_diverged(judge) &&
            (best == sweep->n || judge->last < sweep->rows[best].judge.last))
            best = i;
    }
    return best;
}
