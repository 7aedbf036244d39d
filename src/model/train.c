/* The judge: the only stop rule, the only divergence test, the only
   best-so-far. */
#include "trainloop/train.h"

#include "trainloop/num.h"

#include <math.h>

double train_limit(double first)
{
    return fmax(1e20, 1e9 * first);
}

bool train_grown(double first, double last, double rounding)
{
    /* written so that a NaN would fall on the failing side */
    return !(last <= first + 1e-6 * first || last <= rounding);
}

/* The run comes to its end without a loss that was too big. */
static void finish(struct train *t, enum train_verdict verdict)
{
    bool grown = train_grown(t->first, t->last, t->rule.rounding);

    t->verdict = grown && !t->rule.by_example ? TRAIN_GREW : verdict;
}

void train_start(struct train *t, const struct train_rule *rule)
{
    *t = (struct train){.rule = *rule, .lr = rule->lr};
}

/* x^n by squares: the same bits whatever came before. */
static double power(double x, uint64_t n)
{
    double result = 1.0;

    while (n > 0) {
        if (n % 2 == 1)
            result *= x;
        n /= 2;
        x *= x;
    }
    return result;
}

/* The rate of the epoch under way. */
static void decay(struct train *t)
{
    const struct train_rule *rule = &t->rule;

    if (rule->decay > 0.0)
        t->lr = fmax(rule->lr * power(rule->decay, rule->before + t->epoch + 1),
                     fmin(rule->min_lr, rule->lr));
}

bool train_next(struct train *t)
{
    if (t->verdict != TRAIN_RUNNING)
        return false;
    if (t->measured < t->rule.epochs) {
        t->epoch = t->measured;
        decay(t);
        return true;
    }
    finish(t, TRAIN_COMPLETED);
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

/* The stop rule's memory: the best so far, what the next loss must improve on,
   and for how long none has. */
static void watch(struct train *t, double watched)
{
    bool first = t->measured == 0;

    if (first || watched < t->best) {
        t->best = watched;
        t->best_epoch = t->epoch;
    }
    t->wanted = t->rule.min_delta + t->rule.min_percent / 100.0 * t->best;
    t->gain = first ? 0.0 : t->reference - watched;
    if (first || t->gain > t->wanted) {
        t->reference = watched;
        t->waited = 0;
    } else {
        t->waited++;
    }
}

bool train_record(struct train *t, double loss, double watched)
{
    const struct train_rule *rule = &t->rule;

    if (t->measured == 0) {
        t->first = loss;
        t->limit = rule->by_example ? HUGE_VAL : train_limit(loss);
    } else {
        compare(t, loss);
    }
    watch(t, watched);
    t->last = loss;
    t->measured++;
    if (!(isfinite(loss) && loss <= t->limit)) {
        t->verdict = TRAIN_OVERFLOW;
    } else if (rule->patience > 0 && t->waited >= rule->patience &&
               t->steps >= rule->min_epochs) {
        finish(t, TRAIN_STOPPED);
    } else {
        t->steps++;
    }
    return t->verdict == TRAIN_RUNNING;
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
