/* The judge: the only stop rule, the only divergence test, the only
   best-so-far. */
#include "trainloop/judge.h"

#include "trainloop/num.h"

#include <float.h>
#include <math.h>

double judge_limit(double first)
{
    return fmax(1e20, 1e9 * first);
}

bool judge_grown(double first, double last, double rounding)
{
    /* written so that a NaN would fall on the failing side */
    return !(last <= first + 1e-6 * first ||
             sqrt(last) <= sqrt(first) + sqrt(rounding));
}

/* The run has come to its end, and no loss was too big: has this one grown? */
static void finish(struct judge *judge, double loss)
{
    const struct rule *rule = &judge->rule;

    if (!rule->by_example && !(loss <= rule->harmless) &&
        judge_grown(judge->first, loss, rule->rounding))
        judge->verdict = JUDGE_GREW;
}

void judge_start(struct judge *judge, const struct rule *rule)
{
    const struct judge_memory *memory = &rule->memory;
    bool known = memory->known > 0.0;

    *judge = (struct judge){.rule = *rule,
                            .lr = rule->lr,
                            .before = known ? memory->best : HUGE_VAL,
                            .reference = memory->reference,
                            .waited = (uint64_t)memory->waited};
}

void judge_begin(struct judge *judge, double watched)
{
    if (judge->before == HUGE_VAL && isfinite(watched))
        judge->before = judge->reference = watched;
}

bool judge_next(struct judge *judge)
{
    const struct rule *rule = &judge->rule;

    if (judge->verdict != JUDGE_RUNNING)
        return false;
    if (judge->measured >= rule->epochs) {
        judge->verdict =
            judge->interrupted ? JUDGE_INTERRUPTED : JUDGE_COMPLETED;
        return false;
    }
    judge->epoch = judge->measured;
    if (rule->decay > 0.0)
        judge->lr = fmax(
            rule->lr * num_power(rule->decay, rule->before + judge->epoch + 1),
            fmin(rule->min_lr, rule->lr));
    return true;
}

/* Differences below a thousand-millionth are rounding, not learning. */
static void compare(struct judge *judge, double loss)
{
    double change = loss - judge->last;

    if (fabs(change) < 1e-9 * judge->last || loss == judge->last ||
        fmax(loss, judge->last) <= judge->rule.rounding)
        judge->level++;
    else if (change < 0.0)
        judge->falls++;
}

/* How much an improvement on a loss must exceed: min_delta of it. */
static double least(const struct rule *rule, double loss)
{
    return rule->min_delta.amount + rule->min_delta.percent / 100.0 * loss;
}

/* The stop rule's memory: the best so far, what the next loss must improve on,
   and for how long none has.  NaN is worse than every number. */
static void watch(struct judge *judge, double watched)
{
    bool first = judge->measured == 0;

    if (watched != watched)
        watched = HUGE_VAL;
    if (first || watched < judge->best) {
        judge->best = watched;
        judge->best_epoch = judge->measured;
    }
    first = first && judge->before == HUGE_VAL; /* nothing to improve on */
    judge->wanted = least(&judge->rule, fmin(judge->best, judge->before));
    judge->gain = first ? 0.0 : judge->reference - watched;
    judge->waited++;
    if (first || judge->gain > judge->wanted) {
        judge->reference = watched;
        judge->improved = judge->measured;
        judge->waited = 0;
    }
}

bool judge_record(struct judge *judge, double loss, double watched)
{
    const struct rule *rule = &judge->rule;

    if (judge->measured == 0) {
        judge->first = loss;
        judge->limit = rule->by_example
                           ? HUGE_VAL
                           : fmax(judge_limit(loss), rule->harmless);
    } else {
        compare(judge, loss);
    }
    watch(judge, watched);
    judge->last = loss;
    judge->measured++;
    if (!(isfinite(loss) && loss <= judge->limit)) {
        judge->verdict = JUDGE_OVERFLOW;
    } else if (rule->patience > 0 && judge->waited >= rule->patience &&
               judge->steps + rule->by_example >= rule->min_epochs) {
        judge->verdict = JUDGE_STOPPED;
        finish(judge, loss);
    } else {
        judge->steps++;
        if (rule->stop && *rule->stop && judge->measured < rule->epochs) {
            judge->interrupted = true;
            judge->rule.epochs = judge->measured;
        }
    }
    return judge->verdict == JUDGE_RUNNING;
}

void judge_close(struct judge *judge, double loss, double watched)
{
    compare(judge, loss);
    if (watched < judge->best) {
        judge->best = watched;
        judge->best_epoch = judge->measured;
    }
    if (judge->reference - watched > least(&judge->rule, judge->best))
        judge->improved = judge->measured;
    if (!isfinite(loss)) {
        judge->verdict = JUDGE_OVERFLOW;
        judge->epoch = judge->measured;
        judge->last = loss;
    } else {
        finish(judge, loss);
    }
}

bool judge_beats_memory(const struct judge *judge)
{
    return judge->rule.memory.known == 0.0 ||
           judge->best < judge->rule.memory.best;
}

struct judge_memory judge_remember(const struct judge *judge, double best,
                                   double epoch, double last)
{
    struct judge_memory memory = judge->rule.memory;
    bool stopped = judge->verdict == JUDGE_STOPPED;

    if (memory.known == 0.0 || best < memory.best) {
        memory.epoch = epoch;
        memory.best = fmin(best, DBL_MAX);
    }
    memory.known = 1.0;
    memory.reference = fmin(judge->reference, DBL_MAX);
    memory.waited = stopped ? 0.0 : (double)judge->waited;
    memory.last = fmin(last, DBL_MAX);
    return memory;
}

bool judge_is_best(const struct judge *judge)
{
    return judge->measured == judge->best_epoch + 1;
}

bool judge_diverged(const struct judge *judge)
{
    return judge->verdict == JUDGE_OVERFLOW || judge->verdict == JUDGE_GREW;
}
