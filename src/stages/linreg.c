/* The stage linreg, from options to result. */
#include "stages/linreg.h"

#include <math.h>

const uint64_t linreg_stage_ends[LINREG_STAGES + 1] = {0,   50,  100,
                                                       200, 500, 1000};

uint64_t linreg_next_stop(uint64_t k)
{
    static const uint64_t early[] = {0, 1, 5, 10, 25, 50, 100, 150, 250};
    uint64_t power = 100;

    for (int i = 0; i < 8; i++)
        if (k == early[i])
            return early[i + 1];
    while (k >= 10 * power)
        power *= 10;
    return k == power       ? power / 10 * 25
           : k == 5 * power ? 10 * power
                            : 5 * power;
}

/* Asks for the epochs at which views and claims will look. */
static void set_marks(struct marks *marks, uint64_t epochs)
{
    static const uint64_t claimed[] = {49, 50, 500, 999};

    for (uint64_t k = 0; k < epochs; k = linreg_next_stop(k))
        marks_want(marks, k);
    for (int i = 1; i <= LINREG_STAGES; i++) {
        marks_want(marks, linreg_stage_ends[i - 1]);
        marks_want(marks, linreg_stage_ends[i] - 1);
    }
    for (int i = 0; i < 4; i++)
        marks_want(marks, claimed[i]);
    marks_want(marks, epochs / 10);
    marks_want(marks, epochs - 1);
    marks_want(marks, epochs);
}

bool linreg_open(void *result, const void *options, bool pictures,
                 struct fault *fault)
{
    struct linreg *r = result;
    const struct linreg_options *o = options;

    r->options = o;
    set_marks(&r->marks, o->training.epochs);
    return training_open(&r->training, &o->training, &o->frame, NULL, pictures,
                         fault);
}

bool linreg_train(void *result, struct audience *audience, struct fault *fault)
{
    struct linreg *r = result;
    struct line_watch *marks = marks_watch(&r->marks, &r->training.set);

    (void)fault;
    training_run(&r->training, audience, true, marks);
    return true;
}

double linreg_loss_at(const struct linreg *linreg, uint64_t k)
{
    const struct mark *mark = marks_at(&linreg->marks, k);

    return mark ? mark->loss : (double)NAN;
}

double linreg_share(const struct linreg *linreg)
{
    const struct judge *judge = &linreg->training.fit.judge;
    double first = judge->first, last = judge->last;

    if (linreg->options->training.epochs <= 50 || !(last < first))
        return (double)NAN;
    return 100.0 * (first - linreg_loss_at(linreg, 49)) / (first - last);
}
