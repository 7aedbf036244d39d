/* The judge: the only divergence test, the only best-so-far. */
#include "trainloop/train.h"

#include "trainloop/num.h"

#include <math.h>

void train_start(struct train *t, const struct train_rule *rule)
{
    *t = (struct train){.rule = *rule, .lr = rule->lr, .limit = 1e20};
}

bool train_next(struct train *t)
{
    if (t->verdict != TRAIN_RUNNING)
        return false;
    if (t->measured < t->rule.epochs) {
        t->epoch = t->measured;
        return true;
    }
    /* written so that a NaN would fall on the failing side */
    bool held =
        t->last <= t->first + 1e-6 * t->first || t->last <= t->rule.rounding;
    t->verdict = held ? TRAIN_COMPLETED : TRAIN_GREW;
    return false;
}

/* Differences below a thousand-millionth are rounding, not learning. */
static void compare(struct train *t, double loss)
{
    double change = loss - t->last;

    if (fabs(change) < 1e-9 * t->last || loss == t->last)
        t->level++;
    else if (change < 0.0)
        t->falls++;
}

bool train_record(struct train *t, double loss)
{
    if (t->measured == 0) {
        t->first = t->best = loss;
        if (1e9 * loss > t->limit)
            t->limit = 1e9 * loss;
    } else {
        compare(t, loss);
        if (loss < t->best) {
            t->best = loss;
            t->best_epoch = t->epoch;
        }
    }
    t->last = loss;
    t->measured++;
    if (isfinite(loss) && loss <= t->limit) {
        t->steps++;
        return true;
    }
    t->verdict = TRAIN_OVERFLOW;
    return false;
}

void train_close(struct train *t, double loss)
{
    compare(t, loss);
    if (!isfinite(loss)) {
        t->verdict = TRAIN_OVERFLOW;
        t->epoch = t->measured;
        t->last = loss;
    }
}

bool train_diverged(const struct train *t)
{
    return t->verdict == TRAIN_OVERFLOW || t->verdict == TRAIN_GREW;
}

double train_fall(double from, double to)
{
    return from > 0.0 ? 100.0 * ((from - to) / from) : 0.0;
}

double train_factor(double from, double to, uint64_t epochs)
{
    if (!(from > 0.0) || !(to >= 0.0) || epochs == 0)
        return 1.0;
    return num_exp(num_log(to / from) / (double)epochs);
}

double train_grow(double loss, double factor, uint64_t epochs)
{
    return loss * num_exp(num_log(factor) * (double)epochs);
}
