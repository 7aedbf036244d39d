/* The judge: the only stop rule, the only divergence test, the only
   best-so-far. */
#include "trainloop/judge.h"

#include "trainloop/num.h"

#include <math.h>

double judge_limit(double first)
{
    return fmax(1e20, 1e9 * first);
}

bool num_grown(double first, double last, double rounding)
{
    /* written so that a NaN would fall on the failing side */
    return !(last <= first + 1e-6 * first || last <= rounding);
}

/* The run comes to its end without a loss that was too big. */
static void finish(struct judge *t, enum verdict verdict)
{
    bool grown = num_grown(t->first, t->last, t->rule.rounding);

    t->verdict = grown && !t->rule.by_example ? JUDGE_GREW : verdict;
}

void judge_start(struct judge *t, const struct rule *rule)
{
    *t = (struct judge){.rule = *rule, .lr = rule->lr};
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
static void decay(struct judge *t)
{
    const struct rule *rule = &t->rule;

    if (rule->decay > 0.0)
        t->lr = fmax(rule->lr * power(rule->decay, rule->before + t->epoch + 1),
                     fmin(rule->min_lr, rule->lr));
}

bool judge_next(struct judge *t)
{
    if (t->verdict != JUDGE_RUNNING)
        return false;
    if (t->measured < t->rule.epochs) {
        t->epoch = t->measured;
        decay(t);
        return true;
    }
    finish(t, JUDGE_COMPLETED);
    return false;
}

/* Differences below a thousand-millionth are rounding, not learning. */
static void compare(struct judge *t, double loss)
{
    double change = loss - t->last;

    if (fabs(change) < 1e-9 * t->last || loss == t->last)
        t->level++;
    else if (change < 0.0)
        t->falls++;
}

/* The stop rule's memory: the best so far, what the next loss must improve on,
   and for how long none has. */
static void watch(struct judge *t, double watched)
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

bool judge_record(struct judge *t, double loss, double watched)
{
    const struct rule *rule = &t->rule;

    if (t->measured == 0) {
        t->first = loss;
        t->limit = rule->by_example ? HUGE_VAL : judge_limit(loss);
    } else {
        compare(t, loss);
    }
    watch(t, watched);
    t->last = loss;
    t->measured++;
    if (!(isfinite(loss) && loss <= t->limit)) {
        t->verdict = JUDGE_OVERFLOW;
    } else if (rule->patience > 0 && t->waited >= rule->patience &&
               t->steps >= rule->min_epochs) {
        finish(t, JUDGE_STOPPED);
    } else {
        t->steps++;
    }
    return t->verdict == JUDGE_RUNNING;
}

void judge_close(struct judge *t, double loss)
{
    compare(t, loss);
    if (!isfinite(loss)) {
        t->verdict = JUDGE_OVERFLOW;
        t->epoch = t->measured;
        t->last = loss;
    }
}

bool judge_diverged(const struct judge *t)
{
    return t->verdict == JUDGE_OVERFLOW || t->verdict == JUDGE_GREW;
}
