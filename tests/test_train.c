/* The judge: every ending, the limits to the epoch, falls and level
   epochs. */
#include "test.h"

#include "trainloop/train.h"

/* Feeds losses until the judge stops; returns how many it took. */
static int feed(struct train *t, const double *losses, uint64_t epochs)
{
    struct train_rule rule = {.epochs = epochs, .lr = 0.1};
    int n = 0;

    train_start(t, &rule);
    while (train_next(t)) {
        bool sound = train_record(t, losses[n++]);
        CHECK(sound == (t->verdict == TRAIN_RUNNING));
    }
    return n;
}

static void endings(void)
{
    struct train t;

    CHECK(feed(&t, (double[4]){5, 4, 3}, 3) == 3);
    CHECK(t.verdict == TRAIN_COMPLETED && !train_diverged(&t));
    CHECK(t.falls == 2 && t.level == 0);
    CHECK(t.best == 3 && t.best_epoch == 2 && t.first == 5 && t.last == 3);
    train_close(&t, 2.0);
    CHECK(t.falls == 3);

    CHECK(feed(&t, (double[4]){5, 2, 4, 4.999}, 4) == 4);
    CHECK(t.verdict == TRAIN_COMPLETED);
    CHECK(t.best == 2 && t.best_epoch == 1 && t.falls == 1);

    CHECK(feed(&t, (double[4]){5, NAN, 1}, 3) == 2);
    CHECK(t.verdict == TRAIN_OVERFLOW && train_diverged(&t));
    CHECK(feed(&t, (double[4]){INFINITY}, 3) == 1);
    CHECK(t.verdict == TRAIN_OVERFLOW);
    CHECK(feed(&t, (double[4]){NAN}, 1) == 1);
    CHECK(t.verdict == TRAIN_OVERFLOW);
}

/* max(1e20, 1e9 * first) and a millionth. */
static void limits(void)
{
    struct train t;

    CHECK(feed(&t, (double[4]){5, 1e20, 4}, 3) == 3);
    CHECK(feed(&t, (double[4]){5, 1.000001e20, 4}, 3) == 2);
    CHECK(feed(&t, (double[4]){1e15, 1e24, 1}, 3) == 3);
    CHECK(feed(&t, (double[4]){1e15, 1.01e24, 1}, 3) == 2);
    CHECK(feed(&t, (double[4]){1.0, 1.0000009}, 2) == 2);
    CHECK(t.verdict == TRAIN_COMPLETED);
    CHECK(feed(&t, (double[4]){1.0, 1.0000011}, 2) == 2);
    CHECK(t.verdict == TRAIN_GREW && train_diverged(&t));
    CHECK(feed(&t, (double[4]){1.0, 1.0 - 1e-10, 1.0 + 1e-10, 0.5}, 4) == 4);
    CHECK(t.level == 2 && t.falls == 1);
    CHECK(feed(&t, (double[4]){0.0, 0.0}, 2) == 2);
    CHECK(t.level == 1 && t.verdict == TRAIN_COMPLETED);
}

/* At the optimum the loss is rounding, which may grow; and a last step may
   still overflow. */
static void ends(void)
{
    struct train_rule rule = {.epochs = 2, .lr = 0.1, .rounding = 1e-20};
    struct train t;

    train_start(&t, &rule);
    CHECK(train_next(&t) && train_record(&t, 1e-22));
    CHECK(train_next(&t) && train_record(&t, 5e-21));
    CHECK(!train_next(&t));
    CHECK(t.verdict == TRAIN_COMPLETED && t.steps == 2);
    CHECK(feed(&t, (double[4]){5, 4}, 2) == 2);
    train_close(&t, HUGE_VAL);
    CHECK(t.verdict == TRAIN_OVERFLOW && t.epoch == 2);
    CHECK(feed(&t, (double[4]){5, NAN}, 3) == 2 && t.steps == 1);
}

static void rates(void)
{
    CHECK_SAME(train_fall(200.0, 50.0), 75.0);
    CHECK_SAME(train_fall(0.0, 50.0), 0.0);
    CHECK_NEAR(train_factor(1000.0, 1.0, 3), 0.1, 1e-15);
    CHECK_SAME(train_factor(0.0, 1.0, 3), 1.0);
    CHECK_SAME(train_factor(1.0, 0.0, 3), 0.0);
    CHECK_SAME(train_grow(5.0, 0.0, 3), 0.0);
    CHECK_NEAR(train_grow(1000.0, 0.1, 3), 1.0, 1e-12);
}

int main(void)
{
    endings();
    limits();
    ends();
    rates();
    return test_end();
}
