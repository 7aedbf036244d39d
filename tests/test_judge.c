/* The judge: every ending, the limits to the epoch, falls and level
   epochs. */
#include "test.h"

#include "trainloop/judge.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>

/* Feeds losses until the judge stops; returns how many it took. */
static int feed(struct judge *t, const double *losses, uint64_t epochs)
{
    struct rule rule = {.epochs = epochs, .lr = 0.1};
    int n = 0;

    judge_start(t, &rule);
    while (judge_next(t)) {
        bool sound = judge_record(t, losses[n], losses[n]);
        n++;
        CHECK(sound == (t->verdict == JUDGE_RUNNING));
    }
    return n;
}

static void endings(void)
{
    struct judge t;

    CHECK(feed(&t, (double[4]){5, 4, 3}, 3) == 3);
    CHECK(t.verdict == JUDGE_COMPLETED && !judge_diverged(&t));
    CHECK(t.falls == 2 && t.level == 0);
    CHECK(t.best == 3 && t.best_epoch == 2 && t.first == 5 && t.last == 3);
    judge_close(&t, 2.0, 2.0);
    CHECK(t.falls == 3);

    CHECK(feed(&t, (double[4]){5, 2, 4, 4.999}, 4) == 4);
    CHECK(t.verdict == JUDGE_COMPLETED);
    CHECK(t.best == 2 && t.best_epoch == 1 && t.falls == 1);

    CHECK(feed(&t, (double[4]){5, NAN, 1}, 3) == 2);
    CHECK(t.verdict == JUDGE_OVERFLOW && judge_diverged(&t));
    CHECK(feed(&t, (double[4]){INFINITY}, 3) == 1);
    CHECK(t.verdict == JUDGE_OVERFLOW);
    CHECK(feed(&t, (double[4]){NAN}, 1) == 1);
    CHECK(t.verdict == JUDGE_OVERFLOW);
}

/* max(1e20, 1e9 * first) and a millionth. */
static void limits(void)
{
    struct judge t;

    CHECK(feed(&t, (double[4]){5, 1e20, 4}, 3) == 3);
    CHECK(feed(&t, (double[4]){5, 1.000001e20, 4}, 3) == 2);
    CHECK(feed(&t, (double[4]){1e15, 1e24, 1}, 3) == 3);
    CHECK(feed(&t, (double[4]){1e15, 1.01e24, 1}, 3) == 2);
    /* what counts is the loss after the last step, not the one before it */
    CHECK(feed(&t, (double[4]){1.0, 1.0000011}, 2) == 2);
    judge_close(&t, 1.0000009, 1.0000009);
    CHECK(t.verdict == JUDGE_COMPLETED);
    CHECK(feed(&t, (double[4]){1.0, 1.0000009}, 2) == 2);
    judge_close(&t, 1.0000011, 1.0000011);
    CHECK(t.verdict == JUDGE_GREW && judge_diverged(&t));
    CHECK(feed(&t, (double[4]){1.0, 1.0 - 1e-10, 1.0 + 1e-10, 0.5}, 4) == 4);
    CHECK(t.level == 2 && t.falls == 1);
    CHECK(feed(&t, (double[4]){0.0, 0.0}, 2) == 2);
    CHECK(t.level == 1 && t.verdict == JUDGE_COMPLETED);
}

/* Where the rule says that a loss is harmless, it neither passes a limit nor
   has it grown; but it is a number. */
static void harmless(void)
{
    struct rule rule = {.epochs = 3, .lr = 0.1, .harmless = HUGE_VAL};
    static const double losses[2][3] = {{1.0, 1e30, 2.0}, {1.0, 2.0, HUGE_VAL}};

    for (int i = 0; i < 2; i++) {
        struct judge t;
        judge_start(&t, &rule);
        for (int k = 0; judge_next(&t); k++)
            judge_record(&t, losses[i][k], losses[i][k]);
        CHECK(t.verdict == (i == 0 ? JUDGE_COMPLETED : JUDGE_OVERFLOW));
        if (i == 0) {
            judge_close(&t, 3.0, 3.0);
            CHECK(t.verdict == JUDGE_COMPLETED);
            judge_close(&t, HUGE_VAL, HUGE_VAL);
            CHECK(t.verdict == JUDGE_OVERFLOW);
        }
    }
}

/* At the optimum the loss is rounding, which may grow; and a last step may
   still overflow. */
static void ends(void)
{
    struct rule rule = {.epochs = 2, .lr = 0.1, .rounding = 1e-20};
    struct judge t;

    judge_start(&t, &rule);
    CHECK(judge_next(&t) && judge_record(&t, 1e-22, 1e-22));
    CHECK(judge_next(&t) && judge_record(&t, 5e-21, 5e-21));
    CHECK(!judge_next(&t));
    judge_close(&t, 5e-21, 5e-21);
    CHECK(t.verdict == JUDGE_COMPLETED && t.steps == 2);
    CHECK(feed(&t, (double[4]){5, 4}, 2) == 2);
    judge_close(&t, HUGE_VAL, HUGE_VAL);
    CHECK(t.verdict == JUDGE_OVERFLOW && t.epoch == 2);
    CHECK(feed(&t, (double[4]){5, NAN}, 3) == 2 && t.steps == 1);
}

/* The stop rule by hand.  Losses: 10, then falls of 1. */
static struct judge wait(struct rule rule, const double *losses)
{
    struct judge t;
    int n = 0;

    rule.epochs = 8;
    rule.lr = 0.1;
    judge_start(&t, &rule);
    while (judge_next(&t)) {
        judge_record(&t, 5.0, losses[n]);
        n++;
    }
    return t;
}

static void patience(void)
{
    static const double falls[] = {10, 9, 8, 7, 6, 5, 4, 3};
    static const double flat[] = {10, 9, 9, 9, 9, 9, 8.5, 8.5};
    static const double back[] = {10, 9, 9.5, 8.5, 8.8, 9, 9, 9};
    struct judge t = wait((struct rule){.patience = 2}, falls);

    CHECK(t.verdict == JUDGE_COMPLETED && t.best == 3 && t.best_epoch == 7);
    t = wait((struct rule){.patience = 2, .min_delta = {0.999, 0}}, falls);
    CHECK(t.verdict == JUDGE_COMPLETED);
    /* exactly min_delta is no improvement, but two falls together are one:
       the reference stays where it was */
    t = wait((struct rule){.patience = 2, .min_delta = {1.0, 0}}, falls);
    CHECK(t.verdict == JUDGE_COMPLETED);
    t = wait((struct rule){.patience = 2, .min_delta = {2.0, 0}}, falls);
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 2 && t.steps == 2);
    CHECK(t.measured == 3 && t.best == 8 && t.best_epoch == 2);
    /* epoch 1 falls by 1: more than 10 % of the best, 9, not than 12 % */
    t = wait((struct rule){.patience = 1, .min_delta = {0.0, 10.0}}, falls);
    CHECK(t.verdict == JUDGE_COMPLETED);
    t = wait((struct rule){.patience = 1, .min_delta = {0.0, 12.0}}, falls);
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 1);
    /* counting starts at once, stopping waits */
    t = wait((struct rule){.patience = 3}, flat);
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 4 && t.best_epoch == 1);
    t = wait((struct rule){.patience = 3, .min_epochs = 5}, flat);
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 5);
    t = wait((struct rule){.patience = 3, .min_epochs = 6}, flat);
    CHECK(t.verdict == JUDGE_COMPLETED && t.waited == 1);
    /* with a step for every example, an epoch that is measured is done */
    for (uint64_t n = 3; n <= 4; n++) {
        t = wait(
            (struct rule){.patience = 1, .min_epochs = n, .by_example = true},
            flat);
        CHECK(t.verdict == JUDGE_STOPPED && t.measured == n);
    }
    t = wait((struct rule){.patience = 4}, back);
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 7);
    CHECK(t.best == 8.5 && t.best_epoch == 3 && !judge_is_best(&t));
    t = wait((struct rule){0}, falls);
    CHECK(judge_is_best(&t));
    judge_start(&t, &(struct rule){.epochs = 1});
    CHECK(!judge_is_best(&t));
    /* any loss beats a NaN, also one that came first */
    t = wait((struct rule){.patience = 3}, (double[8]){NAN, 2, 1, NAN, 1, 1});
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 5);
    CHECK(t.best == 1 && t.best_epoch == 2);
    t = wait((struct rule){.patience = 2, .min_delta = {0, 10}},
             (double[8]){NAN, NAN, NAN});
    CHECK(t.verdict == JUDGE_STOPPED && t.epoch == 2);
}

/* Where the loss has grown the run has diverged, whatever ended it. */
static void grown(void)
{
    struct rule rule = {.epochs = 9, .lr = 0.1, .patience = 2};
    struct judge t;
    double loss = 1.0;

    judge_start(&t, &rule);
    while (judge_next(&t)) {
        judge_record(&t, loss, loss);
        loss *= 2.0;
    }
    CHECK(t.verdict == JUDGE_GREW && t.epoch == 2 && t.steps == 2);
    CHECK_SAME(judge_limit(1.0), 1e20);
    CHECK_SAME(judge_limit(1e15), 1e24);
    CHECK(judge_grown(1.0, NAN, 0.0) && !judge_grown(0.0, 1e-30, 1e-29));
    CHECK(!judge_grown(1e-18, 1.01e-18, 1e-22));
    CHECK(judge_grown(1e-18, 1.1e-18, 1e-22));
}

/* max(0.1 * 0.95^epoch, 0.01), epoch from 1; a loss that grows is no
   divergence where steps are taken for every example. */
static void by_example(void)
{
    struct rule rule = {.epochs = 60,
                        .lr = 0.1,
                        .decay = 0.95,
                        .min_lr = 0.01,
                        .by_example = true};
    struct judge t;
    double sum = 0.0;

    judge_start(&t, &rule);
    for (int k = 1; judge_next(&t); k++) {
        CHECK_NEAR(t.lr, fmax(0.1 * pow(0.95, k), 0.01), 1e-16);
        sum += k <= 15 ? t.lr : 0.0;
        CHECK(judge_record(&t, 1e30 * k, 1e30 * k));
    }
    CHECK_NEAR(sum, 1.02, 0.005);
    CHECK(t.verdict == JUDGE_COMPLETED && t.measured == 60);
    rule.decay = 0.0;
    judge_start(&t, &rule);
    CHECK(judge_next(&t) && t.lr == 0.1 && judge_record(&t, 5.0, 5.0));
    CHECK(judge_next(&t) && !judge_record(&t, HUGE_VAL, HUGE_VAL));
    CHECK(t.verdict == JUDGE_OVERFLOW);
}

/* Asked to end in the third epoch of ten, of which the step is due; asked in
   the last one, or when it has ended otherwise, it makes no difference. */
static void interrupted(void)
{
    static const uint64_t asked[] = {3, 10};
    volatile sig_atomic_t stop = 0;
    struct rule rule = {.epochs = 10, .lr = 0.1, .stop = &stop};
    struct judge t;

    for (int i = 0; i < 2; i++) {
        stop = 0;
        judge_start(&t, &rule);
        while (judge_next(&t)) {
            stop = t.measured + 1 == asked[i];
            CHECK(judge_record(&t, 5.0, 5.0));
        }
        CHECK(t.verdict == (i == 0 ? JUDGE_INTERRUPTED : JUDGE_COMPLETED));
        CHECK(t.measured == asked[i] && t.steps == asked[i]);
        CHECK(t.rule.epochs == asked[i] && !judge_diverged(&t));
    }
    stop = 1;
    judge_start(&t, &rule);
    CHECK(judge_next(&t) && judge_record(&t, 1.0, 1.0) && !judge_next(&t));
    CHECK(t.verdict == JUDGE_INTERRUPTED && t.measured == 1);
    judge_start(&t, &rule);
    CHECK(judge_next(&t) && !judge_record(&t, HUGE_VAL, 1.0));
    CHECK(t.verdict == JUDGE_OVERFLOW);
}

/* The state after the last step may be the best; NaN is not. */
static void best_at_end(void)
{
    struct judge t;

    CHECK(feed(&t, (double[4]){5, 4, 3}, 3) == 3);
    judge_close(&t, 2.5, (double)NAN);
    CHECK(t.best == 3 && t.best_epoch == 2);
    judge_close(&t, 2.5, 3.0); /* as good is not better */
    CHECK(t.best == 3 && t.best_epoch == 2);
    judge_close(&t, 2.5, 2.75);
    CHECK(t.best == 2.75 && t.best_epoch == 3);
}

/* A run in two, the second with the memory of the first: it ends as the one at
   once does, after epoch 5, and knows the best of before. */
static void remembered(void)
{
    static const double loss[] = {9, 7, 6.5, 6.2, 6.1, 6.05};
    struct rule rule = {
        .epochs = 6, .lr = 1.0, .patience = 3, .min_delta.amount = 1.0};
    struct judge once, a, b;

    judge_start(&once, &rule);
    for (int e = 0; judge_next(&once); e++)
        judge_record(&once, loss[e], loss[e]);
    CHECK(once.verdict == JUDGE_STOPPED && once.epoch == 4);
    rule.epochs = 3;
    judge_start(&a, &rule);
    for (int e = 0; judge_next(&a); e++)
        judge_record(&a, loss[e], loss[e]);
    struct judge_memory memory = judge_remember(&a, a.best, 3.0, 6.5);
    CHECK(memory.known == 1 && memory.best == 6.5 && memory.epoch == 3);
    CHECK(memory.reference == 7 && memory.waited == 1 && memory.last == 6.5);
    rule.memory = memory;
    judge_start(&b, &rule);
    for (int e = 3; e < 6 && judge_next(&b); e++)
        judge_record(&b, loss[e] + 0.4, loss[e] + 0.4);
    CHECK(b.verdict == JUDGE_STOPPED && b.epoch == 1 && b.waited == 3);
    CHECK(!judge_beats_memory(&b));
    memory = judge_remember(&b, 8.0, 9.0, (double)INFINITY);
    CHECK(memory.best == 6.5 && memory.epoch == 3); /* not beaten */
    CHECK(memory.waited == 0 && memory.last == DBL_MAX);
    memory = judge_remember(&b, 6.0, 9.0, 6.0);
    CHECK(memory.best == 6 && memory.epoch == 9);
    /* per cent are of the best of all runs: 0.1 of 1, not 0.95 of 9.5 */
    rule.min_delta = (struct min_delta){0.0, 10.0};
    rule.memory = (struct judge_memory){1.0, 3.0, 1.0, 10.0, 2.0, 9.5};
    judge_start(&b, &rule);
    CHECK(judge_next(&b) && judge_record(&b, 9.5, 9.5));
    CHECK(b.waited == 0 && b.wanted == 0.1 && b.gain == 0.5);
}

/* What was measured before the first epoch is the first reference, unless a
   memory goes on, or it is not finite. */
static void begun(void)
{
    struct rule rule = {
        .epochs = 9, .lr = 1.0, .patience = 3, .by_example = true};
    struct judge t;

    judge_start(&t, &rule);
    judge_begin(&t, 1.0);
    for (int e = 2; judge_next(&t); e++)
        judge_record(&t, e, e);
    CHECK(t.verdict == JUDGE_STOPPED && t.measured == 3 && t.reference == 1);
    judge_start(&t, &rule);
    judge_begin(&t, (double)NAN);
    for (int e = 2; judge_next(&t); e++)
        judge_record(&t, e, e);
    CHECK(t.verdict == JUDGE_STOPPED && t.measured == 4 && t.reference == 2);
    rule.memory = (struct judge_memory){1.0, 3.0, 5.0, 6.0, 2.0, 9.5};
    judge_start(&t, &rule);
    judge_begin(&t, 1.0);
    CHECK(t.reference == 6 && t.before == 5 && t.waited == 2);
}

int main(void)
{
    endings();
    limits();
    harmless();
    ends();
    patience();
    grown();
    by_example();
    interrupted();
    best_at_end();
    remembered();
    begun();
    return test_end();
}
