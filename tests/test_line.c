/* The line: the fast pass against its plain twin, the gradient against finite
   differences, the loop against its four steps, scaling there and back, the
   bowl against closed forms. */
#include "test.h"

#include "trainloop/bowl.h"
#include "trainloop/fit_line.h"
#include "trainloop/num.h"
#include "trainloop/rng.h"

enum { MOST = 20001 };
static double x[MOST], y[MOST], scratch[MOST];

static void fill(size_t n)
{
    struct rng rng;

    rng_seed(&rng, 1234);
    for (size_t i = 0; i < n; i++) {
        x[i] = rng_uniform(&rng, -20.0, 150.0);
        y[i] = 2500.0 * x[i] + 15000.0 + 12000.0 * rng_normal(&rng);
    }
}

/* The plain twin of line_gradient, as one would write it first: three passes,
   one for each sum. */
static struct gradient twin_gradient(const struct line *line,
                                     const struct points *points)
{
    size_t n = points->n;
    struct gradient g;

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - line_predict(line, points->x[i]);
        scratch[i] = error * error;
    }
    g.loss = num_mean(scratch, n);

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - line_predict(line, points->x[i]);
        scratch[i] = points->x[i] * error;
    }
    g.d_slope = -2.0 * num_mean(scratch, n);

    for (size_t i = 0; i < n; i++)
        scratch[i] = points->y[i] - line_predict(line, points->x[i]);
    g.d_intercept = -2.0 * num_mean(scratch, n);
    return g;
}

/* The same bits at every size where the order of additions changes. */
static void twins(void)
{
    static const size_t sizes[] = {
        1,   2,   7,   8,   9,    15,   16,   17,   127,   128,   129,
        130, 136, 255, 257, 1000, 8191, 8192, 8193, 16384, 16400, 20001};
    struct line line = {2400.5, -31.25};

    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        struct points points = {x, y, .n = sizes[k]};
        struct gradient fast = line_gradient(&line, &points);
        struct gradient plain = twin_gradient(&line, &points);
        CHECK_SAME(fast.loss, plain.loss);
        CHECK_SAME(fast.d_slope, plain.d_slope);
        CHECK_SAME(fast.d_intercept, plain.d_intercept);
    }
}

/* The loss is quadratic: central differences are exact up to rounding. */
static void gradient(void)
{
    struct points points = {x, y, .n = 500};
    struct line line = {1234.5, 678.0}, more = line, less = line;
    struct gradient g = line_gradient(&line, &points);

    more.slope += 1.0, less.slope -= 1.0;
    double slope = (line_gradient(&more, &points).loss -
                    line_gradient(&less, &points).loss) /
                   2.0;
    CHECK_NEAR(g.d_slope / slope, 1.0, 1e-7);
    more = less = line;
    more.intercept += 8.0, less.intercept -= 8.0;
    double intercept = (line_gradient(&more, &points).loss -
                        line_gradient(&less, &points).loss) /
                       16.0;
    CHECK_NEAR(g.d_intercept / intercept, 1.0, 1e-6);

    line_descend(&line, &g, 0.5);
    CHECK_SAME(line.slope, 1234.5 - 0.5 * g.d_slope);
    CHECK_SAME(line.intercept, 678.0 - 0.5 * g.d_intercept);
}

/* A line over scaled x predicts what its unscaled form predicts over x, and
   its gradient is the unscaled one's. */
static void scaling(void)
{
    double center = 60.0, scale = 40.0;
    struct line scaled = {7.0, 3.0};
    struct line line = line_unscale(&scaled, center, scale);
    struct line again = line_scale(&line, center, scale);
    struct points raw = {x, y, .n = 100}, points = {scratch, y, .n = 100};

    for (size_t i = 0; i < raw.n; i++)
        scratch[i] = (x[i] - center) / scale;
    CHECK_NEAR(again.slope, 7.0, 1e-12);
    CHECK_NEAR(again.intercept, 3.0, 1e-12);
    CHECK_NEAR(line_predict(&line, x[5]), line_predict(&scaled, scratch[5]),
               1e-9);
    struct gradient there = line_gradient(&scaled, &points);
    struct gradient back = line_unscale_gradient(&there, center, scale);
    struct gradient direct = line_gradient(&line, &raw);
    CHECK_NEAR(back.d_slope / direct.d_slope, 1.0, 1e-12);
    CHECK_NEAR(back.d_intercept / direct.d_intercept, 1.0, 1e-12);
}

static void worst(void)
{
    static const double a[] = {0.0, 1.0, 2.0}, b[] = {1.0, -4.0, 2.5};
    struct points points = {a, b, .n = 3};
    struct line zero = {0.0, 0.0}, odd = {NAN, 0.0};

    CHECK_SAME(line_worst(&zero, &points), 4.0);
    CHECK(isnan(line_worst(&odd, &points)));
    CHECK(isnan(
        line_worst(&zero, &(struct points){a, (double[]){1, NAN, 2}, .n = 3})));
}

/* Formula and central differences are the same but for rounding. */
static void central(void)
{
    struct points points = {x, y, .n = 1000};
    struct line line = {2.5, -40.0}, h = {0.5, 100.0};
    struct gradient g = line_gradient(&line, &points);
    struct gradient c = line_gradient_central(&line, &points, &h);

    CHECK_NEAR(c.d_slope / g.d_slope, 1.0, 1e-9);
    CHECK_NEAR(c.d_intercept / g.d_intercept, 1.0, 1e-9);
    CHECK_SAME(c.loss, g.loss);
}

static void mean_error(void)
{
    static const double a[] = {0.0, 1.0, 2.0}, b[] = {1.0, -4.0, 2.5};
    struct points points = {a, b, .n = 3};
    struct line zero = {0.0, 0.0}, odd = {NAN, 0.0};

    CHECK_SAME(line_mean_error(&zero, &points), 2.5);
    CHECK(isnan(line_mean_error(&odd, &points)));
    for (size_t i = 0; i < MOST; i++)
        scratch[i] = 3.0;
    points = (struct points){scratch, scratch, .n = MOST};
    CHECK_SAME(line_mean_error(&zero, &points), 3.0);
}

/* x = 0 1 2 3 and y = x^2: slope 3, intercept -1, floor 1; the half Hessian
   [3.5 1.5; 1.5 1] has the eigenvalues (4.5 +- sqrt(15.25)) / 2. */
static void bowl_by_hand(void)
{
    static const double a[] = {0.0, 1.0, 2.0, 3.0}, b[] = {0.0, 1.0, 4.0, 9.0};
    struct points points = {a, b, .n = 4};
    struct bowl bowl = bowl_measure(&points);

    CHECK_NEAR(bowl.best.slope, 3.0, 1e-14);
    CHECK_NEAR(bowl.best.intercept, -1.0, 1e-14);
    CHECK_NEAR(bowl.floor, 1.0, 1e-14);
    CHECK_NEAR(bowl.baseline, 12.25, 1e-14);
    CHECK_NEAR(bowl.steep, 4.5 + sqrt(15.25), 1e-14);
    CHECK_NEAR(bowl.flat, 4.5 - sqrt(15.25), 1e-14);
    CHECK_NEAR(bowl.critical, 2.0 / bowl.steep, 1e-15);
    CHECK_NEAR(bowl.condition, bowl.steep / bowl.flat, 1e-12);
    double less = bowl.flat / 2.0; /* eigenvector (1 - less, -1.5) */
    CHECK_NEAR(bowl.flat_way.intercept, 1.5 / hypot(1.0 - less, 1.5), 1e-14);
    CHECK_NEAR(bowl.flat_way.slope, (less - 1.0) / hypot(1.0 - less, 1.5),
               1e-14);
    CHECK(bowl.unique);
}

/* What comes out must not depend on where and how big the data are. */
static void bowl_hard(void)
{
    static const double shifts[] = {0.0, 1e8, -1e8, 0.0, 0.0};
    static const double units[] = {1.0, 1.0, 1.0, 1e-12, 1e150};
    double a[5], b[5];

    for (int k = 0; k < 5; k++) {
        struct points points = {a, b, .n = 5};
        for (int i = 0; i < 5; i++) {
            a[i] = shifts[k] + units[k] * i / 4.0;
            b[i] = 8.0 * i / 4.0 + (i % 2 ? 1.0 : -1.0) + shifts[k];
        }
        struct bowl bowl = bowl_measure(&points);
        CHECK_NEAR(bowl.best.slope * units[k], 8.0, 1e-12);
        CHECK_NEAR(bowl.floor, 0.96, 1e-12);
        CHECK_NEAR(bowl.x_deviation / units[k], sqrt(0.125), 1e-13);
    }
    for (int i = 0; i < 5; i++)
        a[i] = 50.0;
    struct points constant = {a, b, .n = 5};
    struct bowl bowl = bowl_measure(&constant);
    CHECK(!bowl.unique);
    CHECK_SAME(bowl.flat, 0.0);
    CHECK(isinf(bowl.condition));
    CHECK_NEAR(bowl.floor, bowl.baseline, 1e-12);
    for (int i = 0; i < 5; i++)
        b[i] = 0.1; /* five of them have a mean that is not 0.1 */
    bowl = bowl_measure(&constant);
    CHECK_SAME(bowl.baseline, 0.0);
    CHECK_SAME(bowl.floor, 0.0);
    struct points one = {a, b, .n = 1};
    CHECK_SAME(bowl_measure(&one).floor, 0.0);
}

/* The bowl of scaled points, from the points and from the bowl. */
static void bowl_scaled(void)
{
    struct points raw = {x, y, .n = 100}, points = {scratch, y, .n = 100};
    struct bowl bowl = bowl_measure(&raw);
    struct bowl scaled = bowl_scale(&bowl, 60.0, 40.0);

    for (size_t i = 0; i < raw.n; i++)
        scratch[i] = (x[i] - 60.0) / 40.0;
    bowl = bowl_measure(&points);
    CHECK_NEAR(scaled.steep / bowl.steep, 1.0, 1e-13);
    CHECK_NEAR(scaled.flat / bowl.flat, 1.0, 1e-13);
    CHECK_NEAR(scaled.best.slope / bowl.best.slope, 1.0, 1e-12);
    CHECK_NEAR(scaled.best.intercept / bowl.best.intercept, 1.0, 1e-12);
    CHECK_NEAR(scaled.x_mean, bowl.x_mean, 1e-14);
    CHECK_NEAR(scaled.x_low, bowl.x_low, 1e-14);
    CHECK_NEAR(scaled.x_high, bowl.x_high, 1e-14);
    CHECK_NEAR(scaled.x_deviation, bowl.x_deviation, 1e-14);
    CHECK_NEAR(scaled.flat_way.slope, bowl.flat_way.slope, 1e-12);
}

static void epochs(void)
{
    for (int i = 0; i < 200; i++) {
        double s = ldexp(0.7, -i / 2) * (i % 2 ? 1.0 : 0.8);
        CHECK_NEAR(bowl_shrink(s, 1.0, 0.0) / log1p(-s), 1.0, 5e-16);
    }
    CHECK_SAME(bowl_shrink(0.75, 1.0, 0.0), log(0.25));
    CHECK_SAME(bowl_shrink(1.0, 0.0, 0.0), 0.0);
    CHECK_SAME(bowl_shrink(3.0, 1.0, 0.0), log(2.0));
    CHECK_NEAR(bowl_epochs(0.1, 5.0), log(100.0) / log(2.0), 1e-14);
    CHECK_NEAR(bowl_epochs(1e-9, 1.0), log(100.0) * (1e9 - 0.5), 1e-2);
    CHECK_NEAR(bowl_epochs(1e-20, 1.0) / 1e20, log(100.0), 1e-14);
    CHECK_SAME(bowl_epochs(0.5, 2.0), 0.0);
    CHECK(isinf(bowl_epochs(1.0, 2.5)));
    CHECK(isinf(bowl_epochs(1.0, 0.0)));
}

/* Counts what it sees, and holds it to the order of the epochs. */
struct count {
    struct line_watch watch;
    uint64_t seen, ends;
};

static void see(struct line_watch *watch, const struct line_moment *moment)
{
    struct count *count = (struct count *)watch;

    CHECK(moment->steps == count->seen++);
    CHECK_SAME(moment->g.loss,
               line_loss(&moment->line, &(struct points){x, y, .n = 100}));
    CHECK_SAME(
        moment->watched,
        line_loss(&moment->line, &(struct points){x + 100, y + 100, .n = 50}));
    count->ends += moment->end;
}

/* Ten epochs that the rule does not end, and one that diverges. */
static void fits(void)
{
    struct points train = {x, y, .n = 100}, held = {x + 100, y + 100, .n = 50};
    struct descent plain = {0};
    struct rule rule = {.epochs = 10, .lr = 1e-5};
    struct count b = {.watch = {.see = see}};
    struct count a = {.watch = {.see = see, .next = &b.watch}};
    struct line line = {0.0, 0.0};
    struct fit_line fit =
        fit_line(line, &train, &held, &rule, &plain, &a.watch);

    for (int i = 0; i < 10; i++) {
        struct gradient g = line_gradient(&line, &train);
        line_descend(&line, &g, 1e-5);
    }
    CHECK(a.seen == 11 && a.ends == 1 && b.seen == 11 && b.ends == 1);
    CHECK_SAME(fit.line.slope, line.slope);
    CHECK_SAME(fit.line.intercept, line.intercept);
    CHECK_SAME(fit.last.loss, line_loss(&line, &train));
    CHECK_SAME(fit.watched, line_loss(&line, &held));
    CHECK_SAME(line_loss(&fit.best, &held), fit.judge.best);
    CHECK_SAME(fit.best.slope, line.slope); /* also after the last step */
    CHECK(fit.judge.best_epoch == 10);
    CHECK(fit.judge.verdict == JUDGE_COMPLETED);

    rule.lr = 1.0, rule.epochs = 1000;
    a.seen = a.ends = b.seen = b.ends = 0;
    fit = fit_line(line, &train, &held, &rule, &plain, &a.watch);
    CHECK(fit.judge.verdict == JUDGE_OVERFLOW && a.ends == 0);
    CHECK(a.seen == fit.judge.measured && fit.judge.best_epoch == 0);
    CHECK_SAME(fit.best.slope, line.slope);
    CHECK_SAME(fit_line(line, &train, &(struct points){0}, &rule, &plain, NULL)
                   .watched,
               fit.last.loss);
}

int main(void)
{
    fill(MOST);
    twins();
    gradient();
    fits();
    scaling();
    worst();
    bowl_by_hand();
    bowl_hard();
    bowl_scaled();
    central();
    mean_error();
    epochs();
    return test_end();
}
