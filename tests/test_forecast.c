/* The closed form beside the run: every loss, every fate, hard data. */
#include "test.h"

#include "trainloop/descent.h"
#include "trainloop/forecast.h"
#include "trainloop/judge.h"

#include <stdlib.h>

/* The greatest difference between forecast and run, as a part of the loss, or
   of `least` times the first loss where that is more. */
static double differ(const struct points *points, struct line line, double lr,
                     uint64_t epochs, double least)
{
    struct bowl bowl = bowl_measure(points);
    struct forecast f = forecast_make(&bowl, &line, lr);
    double worst = 0.0, first = line_gradient(&line, points).loss;

    for (uint64_t k = 0; k <= epochs; k++) {
        struct gradient g = line_gradient(&line, points);
        double d = fabs(forecast_loss(&f, (double)k) - g.loss) /
                   fmax(g.loss, least * first);
        if (!(d <= worst))
            worst = d;
        if (worst != worst)
            return worst;
        line_descend(&line, &g, lr);
    }
    return worst;
}

/* What the judge says of the run; *at is the last epoch measured. */
static bool diverges(const struct points *points, struct line line,
                     const struct rule *rule, uint64_t *at)
{
    struct judge t;

    judge_start(&t, rule);
    while (judge_next(&t)) {
        struct gradient g = line_gradient(&line, points);
        if (judge_record(&t, g.loss, g.loss))
            line_descend(&line, &g, t.lr);
    }
    *at = t.epoch;
    return judge_diverged(&t);
}

static struct dataset make(uint32_t seed, uint64_t n)
{
    struct truth truth = {{2500.0, 15000.0}, 12000.0, 30.0, 150.0, 0.0};
    struct dataset set;
    struct fault fault = {0};

    if (!points_make(&set, &truth, n, seed, &fault))
        abort();
    return set;
}

/* A thousand epochs to 1e-12. */
static void curves(void)
{
    static const double rates[] = {1e-15, 1e-10, 1e-7, 1e-5, 1e-4, 1.17e-4};
    struct fault fault = {0};
    struct line start = {0.0, 0.0}, other = {4000.0, -9000.0};

    for (int i = 0; i < 6; i++) {
        struct dataset set = make(42, 20);
        CHECK_NEAR(differ(&set.train, start, rates[i], 1000, 0.0), 0.0, 1e-12);
        CHECK_NEAR(differ(&set.train, other, rates[i], 1000, 0.0), 0.0, 1e-12);
        points_free(&set);
        set = make(7, 5000);
        CHECK_NEAR(differ(&set.train, start, rates[i], 1000, 0.0), 0.0, 1e-12);
        CHECK(points_standardize(&set, &fault));
        CHECK_NEAR(differ(&set.train, start, 1e3 * rates[i], 1000, 0.0), 0.0,
                   1e-12);
        points_free(&set);
    }
}

/* The figures of the lesson. */
static void lesson(void)
{
    struct dataset set = make(42, 20);
    struct bowl bowl = bowl_measure(&set.train);
    struct line start = {0.0, 0.0};
    struct forecast f = forecast_make(&bowl, &start, 1.3e-4);

    CHECK_NEAR(bowl.steep, 17016.16, 0.005);
    CHECK_NEAR(bowl.flat, 0.30444, 0.000005);
    CHECK_NEAR(forecast_overflow(&f), 55.3, 0.05);
    f = forecast_make(&bowl, &start, 1e-3);
    CHECK_NEAR(forecast_overflow(&f), 3.8, 0.05);
    f = forecast_make(&bowl, &start, 1.2e-4);
    CHECK_NEAR(exp(2.0 * f.steep_shrink), 1.0856, 0.00005);
    CHECK(ceil(forecast_overflow(&f)) == 259.0);
    CHECK(forecast_diverges(&f, 200.0) && !forecast_diverges(&f, 1.0));
    f = forecast_make(&bowl, &start, 1e-4);
    CHECK_NEAR(forecast_arrival(&f), 75632.0, 0.5);
    CHECK(isinf(forecast_overflow(&f)));
    f = forecast_make(&bowl, &start, 2.0 / (bowl.steep + bowl.flat));
    CHECK_NEAR(forecast_arrival(&f), 64349.0, 0.5);
    CHECK_NEAR(forecast_fastest(&bowl), 64349.0, 0.5);
    f = forecast_make(&bowl, &start, 1e-7);
    CHECK_NEAR(forecast_arrival(&f), 75.6e6, 0.05e6);
    CHECK(points_standardize(&set, &(struct fault){0}));
    bowl = bowl_measure(&set.train);
    f = forecast_make(&bowl, &start, 0.5);
    CHECK_SAME(forecast_arrival(&f), 1.0);
    /* a round bowl: all of the excess grows by 1.44, not a half of it */
    f = forecast_make(&bowl, &start, 1.1);
    double all = log((1e20 - f.floor) / (f.steep + f.flat)) / log(1.44);
    CHECK_NEAR(forecast_overflow(&f), all, 1e-9);
    CHECK_NEAR(all, 58.33, 0.005);
    points_free(&set);
}

/* Just below the critical rate no draw diverges, just above it all do, and
   the limit is passed in the epoch foretold, or one beside it. */
static void check_fate(const struct points *points, double times)
{
    struct bowl bowl = bowl_measure(points);
    struct line start = {0.0, 0.0};
    struct rule rule = {.epochs = 400, .lr = times * bowl.critical};
    struct forecast f = forecast_make(&bowl, &start, rule.lr);
    uint64_t at;

    CHECK(diverges(points, start, &rule, &at) == (times > 1.0));
    CHECK(forecast_diverges(&f, 400.0) == (times > 1.0));
    double passed = ceil(forecast_overflow(&f));
    if (times > 1.0 && passed < 399.0)
        CHECK_NEAR((double)at, passed, 1.0);
    else
        CHECK(at == 399);
}

static void fates(void)
{
    for (uint32_t seed = 42; seed <= 142; seed++) {
        struct dataset set = make(seed, 20);
        check_fate(&set.train, 0.9);
        check_fate(&set.train, 1.1);
        check_fate(&set.train, 0.999);
        check_fate(&set.train, 1.001);
        check_fate(&set.train, 3.0);
        points_free(&set);
    }
}

/* Wherever and however big the data are: x from 1e8 to 1e8 + 1, x of 1e-12,
   one x, two points, prices near 1e150, a million points. */
static void hard(void)
{
    static const double shifts[] = {1e8, -1e8, 0.0, 0.0, 50.0, -0.3};
    static const double units[] = {1.0, 1.0, 1e-12, 1e7, 0.0, 0.2};
    static const double prices[] = {1.0, 1e-9, 1e140};
    double x[5], y[5];

    for (int k = 0; k < 18; k++) {
        for (int i = 0; i < 5; i++) {
            x[i] = shifts[k % 6] + units[k % 6] * i / 4.0;
            y[i] = (2.0 * i + (i % 2 ? 1.0 : -1.0)) * prices[k / 6];
        }
        for (size_t n = 1; n <= 5; n += n == 2 ? 3 : 1) {
            struct points points = {x, y, .n = n};
            struct bowl bowl = bowl_measure(&points);
            double lr = 0.9 * bowl.critical;
            CHECK_NEAR(differ(&points, (struct line){0.0, 0.0}, lr, 100, 0.01),
                       0.0, 1e-12);
            check_fate(&points, 0.9);
            check_fate(&points, 1.1);
        }
    }
}

/* What overflows is foretold, too. */
static void huge(void)
{
    double x[] = {1.0, 2.0, 3.0}, y[] = {1e300, 3e300, 2e300};
    struct points points = {x, y, .n = 3};
    struct bowl bowl = bowl_measure(&points);
    struct line start = {0.0, 0.0};
    struct forecast f = forecast_make(&bowl, &start, 0.1);

    CHECK_SAME(forecast_overflow(&f), 0.0);
    CHECK(forecast_diverges(&f, 5.0));
    y[0] = 1.0, y[1] = 2.0, y[2] = 4.0;
    bowl = bowl_measure(&points);
    f = forecast_make(&bowl, &start, 1e308);
    CHECK(forecast_diverges(&f, 1.0));
    CHECK(forecast_overflow(&f) > 0.0 && forecast_overflow(&f) <= 1.0);
    y[0] = y[1] = y[2] = 5.0;
    bowl = bowl_measure(&points);
    f = forecast_make(&bowl, &start, 1e308);
    f.flat = 0.0;
    CHECK_SAME(forecast_overflow(&f), 1.0);
    y[0] = 1.0, y[1] = 2.0, y[2] = 4.0;
    x[2] = 1e100; /* its square is no overflow yet */
    bowl = bowl_measure(&points);
    CHECK_NEAR(bowl.steep / 2e200 * 3.0, 1.0, 1e-15);
    CHECK_NEAR(bowl.flat, 4.0 / 3.0, 1e-15);
    f = forecast_make(&bowl, &start, 1e-200);
    CHECK_NEAR(forecast_loss(&f, 0.0), 7.0, 1e-14);
}

/* Flat is not arrived, and rounding is flat. */
static void shapes(void)
{
    struct forecast f = {.floor = 100.0, .flat = 50.0, .rounding = 1e-20};

    f.flat_shrink = -2.4e-6; /* 20 steps take 0.0048 of the 150 */
    CHECK(forecast_flat(&f));
    f.flat_shrink = -8e-5; /* 0.16 */
    CHECK(!forecast_flat(&f));
    CHECK_NEAR(forecast_above(&f, 1.0), 50.0 * exp(-1.6e-4), 1e-13);
    f.flat = 1e-21, f.floor = 0.0, f.flat_shrink = -1.0;
    CHECK(forecast_flat(&f));
    f.flat = NAN;
    CHECK(!forecast_flat(&f));
}

static void million(void)
{
    struct dataset set = make(3, 1000000);

    CHECK_NEAR(differ(&set.train, (struct line){0.0, 0.0}, 1e-5, 10, 0.0), 0.0,
               1e-12);
    points_free(&set);
}

/* Every line of a contour has the loss it says, measured on the data. */
static void contours(void)
{
    struct dataset set = make(42, 20);
    struct fault fault = {0};

    for (int round = 0; round < 2; round++) {
        struct bowl bowl = bowl_measure(&set.train);
        for (int i = 0; i <= 40; i++)
            for (int k = -3; k < 4; k++) {
                double above = bowl.floor * pow(10.0, k), u = i / 20.0 - 1.0;
                struct line near = bowl_contour(&bowl, above, u, false);
                struct line far = bowl_contour(&bowl, above, u, true);
                double loss = bowl.floor + above;
                CHECK_NEAR(line_gradient(&near, &set.train).loss, loss,
                           1e-9 * loss);
                CHECK_NEAR(line_gradient(&far, &set.train).loss, loss,
                           1e-9 * loss);
                /* across from each other, the best line between them */
                CHECK_NEAR(near.slope + far.slope, 2.0 * bowl.best.slope,
                           1e-9 * fabs(bowl.best.slope));
            }
        struct line end = bowl_contour(&bowl, 1e9, 1.0, false);
        struct line next = bowl_contour(&bowl, 1e9, -1.0, true);
        CHECK_NEAR(end.slope, next.slope, 1e-9 * fabs(end.slope));
        CHECK_NEAR(end.intercept, next.intercept, 1e-9 * fabs(end.intercept));
        CHECK(points_standardize(&set, &fault));
    }
    points_free(&set);
}

/* The line of every epoch, foretold and run. */
static void lines(void)
{
    static const double rates[] = {1e-7, 1e-5, 6e-5, 1.1e-4, 1.3e-4};
    struct dataset set = make(42, 20);
    struct bowl bowl = bowl_measure(&set.train);
    struct line start = {100.0, -700.0};

    for (int i = 0; i < 5; i++) {
        struct line line = start;
        for (int k = 0; k < 60; k++) {
            struct line told = forecast_line(&bowl, &start, rates[i], k);
            CHECK_NEAR(told.slope, line.slope, 1e-9 * fabs(line.slope));
            CHECK_NEAR(told.intercept, line.intercept,
                       1e-9 * (1000.0 + fabs(line.intercept)));
            struct gradient g = line_gradient(&line, &set.train);
            line_descend(&line, &g, rates[i]);
        }
    }
    points_free(&set);
}

/* Losses beyond the range are not rounding, and no plateau. */
static void beyond(void)
{
    double x[] = {1.0, 2.0, 3.0}, y[] = {1e170, 3e170, 2e170};
    struct points points = {x, y, .n = 3};
    struct line start = {0.0, 0.0};
    struct bowl bowl = bowl_measure(&points);
    struct forecast f = forecast_make(&bowl, &start, 0.1);

    CHECK(isinf(bowl.floor) && isfinite(bowl.rounding));
    CHECK(!forecast_flat(&f));
    for (int i = 0; i < 3; i++) /* the floor is beyond, the distance is not */
        y[i] /= 1e12;
    bowl = bowl_measure(&points);
    start = bowl.best;
    start.slope *= 1.0 + 1e-10;
    f = forecast_make(&bowl, &start, 1e-5);
    CHECK(isinf(f.floor) && isfinite(f.steep) && f.steep > f.rounding);
    CHECK(!forecast_flat(&f));
    y[1] = y[2] = y[0];
    bowl = bowl_measure(&points);
    CHECK_SAME(bowl.floor, 0.0);
}

/* The greatest difference between forecast and run with momentum, as a part of
   the loss. */
static double differ_pushed(const struct points *points, struct line line,
                            double times, double momentum)
{
    struct bowl bowl = bowl_measure(points);
    struct descent d = {.momentum = momentum};
    double worst = 0.0;

    bowl_momentum(&bowl, momentum);
    double lr = times * bowl.critical;
    struct forecast f = forecast_make(&bowl, &line, lr), half = f;
    for (int k = 0; k <= 1000; k++) {
        struct gradient g = line_gradient(&line, points);
        if (k == 400) /* going on with the velocity is as good */
            half = forecast_on(&bowl, &line, &d.velocity, lr);
        double told =
            k < 500 ? forecast_loss(&f, k) : forecast_loss(&half, k - 400);
        double off = fabs(told - g.loss) / g.loss;
        worst = off <= worst ? worst : off;
        descent_step(&d, &line, &g, lr);
    }
    return worst;
}

/* A thousand epochs of both modes to 1e-9: real roots, complex ones, both
   sides of the double one. */
static void pushed_curves(void)
{
    static const double rates[] = {1e-6, 0.001, 0.02, 0.4, 0.8, 0.97, 0.99};
    static const double momenta[] = {0.01, 0.5, 0.9, 0.99, 0.999};
    struct dataset set = make(42, 20), scaled = make(7, 300);
    struct fault fault = {0};

    CHECK(points_standardize(&scaled, &fault));
    for (int i = 0; i < 7; i++)
        for (int k = 0; k < 5; k++) {
            struct line start = {4000.0, -9000.0};
            CHECK_NEAR(differ_pushed(&set.train, start, rates[i], momenta[k]),
                       0.0, 1e-9);
            CHECK_NEAR(
                differ_pushed(&scaled.train, start, rates[i], momenta[k]), 0.0,
                1e-9);
        }
    points_free(&set);
    points_free(&scaled);
}

/* What the run of so many epochs comes to, and what was foretold of it. */
static void check_pushed(const struct points *points, double times,
                         double momentum, uint64_t epochs)
{
    struct bowl bowl = bowl_measure(points);
    struct descent d = {.momentum = momentum};
    struct line line = {0.0, 0.0};
    struct judge t;

    bowl_momentum(&bowl, momentum);
    struct rule rule = {.epochs = epochs, .lr = times * bowl.critical};
    struct forecast f = forecast_make(&bowl, &line, rule.lr);
    judge_start(&t, &rule);
    while (judge_next(&t)) {
        struct gradient g = line_gradient(&line, points);
        if (judge_record(&t, g.loss, g.loss))
            descent_step(&d, &line, &g, t.lr);
    }
    CHECK(forecast_diverges(&f, (double)epochs) == judge_diverged(&t));
    if (t.verdict == JUDGE_OVERFLOW)
        CHECK_NEAR(forecast_overflow(&f), (double)t.epoch, 0.0);
}

static void pushed_fates(void)
{
    static const double times[] = {0.01, 0.5, 0.99, 1.001, 1.01, 1.1, 3.0};

    for (uint32_t seed = 42; seed <= 72; seed++) {
        struct dataset set = make(seed, 20);
        for (int i = 0; i < 7; i++) {
            check_pushed(&set.train, times[i], 0.9, 3);
            check_pushed(&set.train, times[i], 0.9, 400);
            check_pushed(&set.train, times[i], 0.99, 40);
            check_pushed(&set.train, times[i], 0.2, 100);
            /* a peak beyond the limit, though the rate is stable */
            check_pushed(&set.train, times[i], 0.99999, 3000);
        }
        points_free(&set);
    }
}

/* The figures of the lesson, the last epoch with more than 1 % by counting. */
static void pushed_lesson(void)
{
    static const double rates[] = {1e-4, 1e-4, 2.2e-4};
    static const double wanted[3][2] = {{88, 15092}, {968, 949}, {127, 6841}};
    struct dataset set = make(42, 20);

    for (int i = 0; i < 3; i++) {
        struct bowl bowl = bowl_measure(&set.train);
        bowl_momentum(&bowl, i == 1 ? 0.99 : 0.9);
        CHECK_NEAR(bowl.critical * 1e4, i == 1 ? 2.33895 : 2.23317, 5e-6);
        CHECK_SAME(forecast_epochs(&bowl, rates[i], bowl.steep), wanted[i][0]);
        CHECK_SAME(forecast_epochs(&bowl, rates[i], bowl.flat), wanted[i][1]);
        struct bowl_pair best = bowl_fastest(&bowl);
        CHECK_NEAR(best.lr * 1e4, 2.33095, 5e-6);
        CHECK_NEAR(best.momentum, 0.983223, 5e-7);
        CHECK_NEAR(best.factor, 0.991576, 5e-7);
        bowl.momentum = best.momentum; /* both directions at its root */
        CHECK_NEAR(exp(bowl_shrink(best.lr, bowl.steep, best.momentum)),
                   best.factor, 1e-7);
        CHECK_NEAR(exp(bowl_shrink(best.lr, bowl.flat, best.momentum)),
                   best.factor, 1e-7);
    }
    points_free(&set);
}

int main(void)
{
    pushed_curves();
    pushed_fates();
    pushed_lesson();
    beyond();
    contours();
    lines();
    curves();
    lesson();
    fates();
    hard();
    huge();
    shapes();
    million();
    return test_end();
}
