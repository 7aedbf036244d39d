/* Sums of rows: as exact as those of Python's fractions (reference/moments.py),
   loss and gradient those of the rows, what cannot be. */
#include "test.h"

#include "trainloop/bowl.h"
#include "trainloop/moments.h"
#include "trainloop/rng.h"

enum { MOST = 5000 };
static double x[MOST], y[MOST];

/* y = 2500 x + 15000 and noise, for x from `low` on, `wide` wide. */
static struct points make(size_t n, double low, double wide, double noise)
{
    struct rng rng;

    rng_seed(&rng, 7);
    for (size_t i = 0; i < n; i++) {
        x[i] = rng_uniform(&rng, low, low + wide);
        y[i] = 2500.0 * x[i] + 15000.0 + noise * rng_normal(&rng);
    }
    return (struct points){x, y, .n = n};
}

static void near(double found, double wanted, double part)
{
    CHECK_NEAR(found / wanted, 1.0, part);
}

/* The rows below the header, merged; how many they are. */
static int read_golden(const char *name, struct moments *m)
{
    FILE *file = fopen(name, "r");
    struct moments part = {0};
    int rows = 0;

    if (!CHECK(file && fscanf(file, "%*s") == 0))
        return 0;
    while (fscanf(file, "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &part.n,
                  &part.mean_x, &part.mean_y, &part.var_x, &part.cov_xy,
                  &part.var_y, &part.min_x, &part.max_x, &part.min_y,
                  &part.max_y) == 10)
        *m = rows++ == 0 ? part : moments_merge(m, &part);
    fclose(file);
    return rows;
}

static void check_same(const struct moments *a, const struct moments *b)
{
    CHECK_SAME(a->n, b->n);
    near(a->mean_x, b->mean_x, 1e-14);
    near(a->mean_y, b->mean_y, 1e-14);
    near(a->var_x, b->var_x, 1e-14);
    near(a->cov_xy, b->cov_xy, 1e-14);
    near(a->var_y, b->var_y, 1e-14);
    CHECK_SAME(a->min_x, b->min_x);
    CHECK_SAME(a->max_x, b->max_x);
    CHECK_SAME(a->min_y, b->min_y);
    CHECK_SAME(a->max_y, b->max_y);
}

static void golden(void)
{
    static const struct truth truth = {
        {2500.0, 15000.0}, 12000.0, 30.0, 150.0, 0.0};
    struct moments whole = {0}, parts = {0}, mine;
    struct dataset set;
    struct fault fault = {0};

    CHECK(read_golden("golden/moments_42.csv", &whole) == 1);
    CHECK(read_golden("golden/moments_42_parts.csv", &parts) == 3);
    if (CHECK(points_make(&set, &truth, 20, 42, &fault))) {
        mine = moments_measure(&set.train);
        check_same(&mine, &whole);
        check_same(&parts, &whole);
    }
    points_free(&set);
    CHECK(read_golden("golden/moments_sacramento.csv", &whole) == 1);
    CHECK(read_golden("golden/moments_sacramento_parts.csv", &parts) == 7);
    check_same(&parts, &whole);
}

/* Loss, gradient and bowl of the rows, here and there. */
static void compare(struct points rows, double part)
{
    struct moments m = moments_measure(&rows);
    struct points sums = {.sums = &m};
    struct bowl a = bowl_measure(&rows), b = bowl_measure(&sums);

    CHECK_SAME(points_count(&sums), points_count(&rows));
    CHECK(!moments_wrong(&m) && a.unique == b.unique);
    near(b.steep, a.steep, 1e-14);
    near(b.flat, a.flat, part);
    near(b.x_deviation, a.x_deviation, part);
    near(b.best.slope, a.best.slope, part);
    near(b.baseline, a.baseline, part);
    near(b.floor, a.floor, part);
    near(b.rounding, a.rounding, 1e-15);
    for (int k = -3; k <= 3; k++) {
        struct line line = {a.best.slope + 7.0 * k,
                            a.best.intercept - 99.0 * k};
        struct gradient g = line_gradient(&line, &sums);
        struct gradient r = line_gradient(&line, &rows);
        double size = 2.0 * sqrt(r.loss);
        near(g.loss, r.loss, part);
        CHECK_NEAR(g.d_slope, r.d_slope, part * size * fabs(m.max_x));
        CHECK_NEAR(g.d_intercept, r.d_intercept, part * size);
    }
}

/* From sums about the means the digits are those of the rows; the plain sums
   would have lost 12 of 16 near 1e6. */
static void losses(void)
{
    static double again[MOST];
    struct points far;

    compare(make(20, 30.0, 120.0, 12000.0), 1e-12);
    compare(make(5000, 30.0, 120.0, 12000.0), 1e-12);
    compare(make(5000, -1e3, 2e3, 1.0), 1e-2); /* floor: 5e-13 of var_y */
    far = make(MOST, 1e6, 1.0, 100.0);
    compare(far, 1e-8);
    /* where a line over the scaled x is measured, no digit is lost */
    struct moments m = moments_measure(&far);
    double scale = sqrt(m.var_x), center = m.mean_x;
    for (size_t i = 0; i < MOST; i++)
        again[i] = (x[i] - center) / scale;
    struct line line = {1.0, m.mean_y - 5.0};
    struct gradient rows =
        line_gradient(&line, &(struct points){again, y, .n = MOST});
    moments_scale(&m, center, scale);
    CHECK_SAME(m.mean_x, 0.0);
    near(m.var_x, 1.0, 1e-15);
    near(moments_gradient(&m, &line).loss, rows.loss, 1e-9);
}

/* Of two rows, of one, of constants; a line without an error. */
static void corners(void)
{
    double a[] = {1.0, 3.0}, b[] = {4.0, 10.0}, same[] = {0.1, 0.1};
    struct moments m = moments_measure(&(struct points){a, b, .n = 2});

    CHECK_SAME(m.mean_x, 2.0);
    CHECK_SAME(m.var_x, 1.0);
    CHECK_SAME(m.cov_xy, 3.0);
    CHECK_SAME(m.var_y, 9.0);
    CHECK_SAME(m.slope, 3.0);
    CHECK_SAME(m.floor, 0.0);
    struct gradient g = moments_gradient(&m, &(struct line){3.0, 1.0});
    CHECK_SAME(g.loss, 0.0);
    CHECK(g.d_slope == 0.0 && g.d_intercept == 0.0);
    m = moments_measure(&(struct points){same, b, .n = 2});
    CHECK_SAME(m.var_x, 0.0);
    CHECK_SAME(m.mean_x, 0.1);
    CHECK_SAME(m.slope, 0.0);
    CHECK_SAME(m.floor, 9.0);
    CHECK(!moments_wrong(&m));
    m = moments_measure(&(struct points){a, b, .n = 1});
    CHECK(!moments_wrong(&m) && m.n == 1.0 && m.floor == 0.0);
    for (size_t n = 2; n < 200; n++) {
        struct points exact = make(n, 30.0, 120.0, 0.0);
        CHECK_SAME(moments_measure(&exact).floor, 0.0);
    }
    /* where no range is known, ten deviations are one */
    m = (struct moments){.n = 9, .var_y = 4.0, .min_y = NAN, .max_y = NAN};
    double place = 4.0 * DBL_EPSILON * 20.0;
    near(bowl_measure(&(struct points){.sums = &m}).rounding,
         1e4 * place * place, 1e-15);
    double big[] = {-1e200, 1e200}, small[] = {1e-200, 2e-200};
    m = moments_measure(&(struct points){big, b, .n = 2});
    CHECK_TEXT(moments_wrong(&m), "mean_x or var_x is beyond all numbers");
    m = moments_measure(&(struct points){small, b, .n = 2});
    CHECK_TEXT(moments_wrong(&m), "var_x is less than min_x and max_x allow");
}

/* A range that one of two does not know is not known. */
static void merged(void)
{
    struct moments a = {1.0, 1.0, 4.0, 0.0, 0.0, 0.0,
                        1.0, 1.0, 4.0, 4.0, 0.0, 0.0};
    struct moments b = a;

    b.mean_x = b.min_x = b.max_x = 3.0;
    b.mean_y = b.min_y = b.max_y = 10.0;
    struct moments m = moments_merge(&a, &b);
    CHECK(m.n == 2.0 && m.mean_x == 2.0 && m.mean_y == 7.0);
    CHECK(m.var_x == 1.0 && m.cov_xy == 3.0 && m.var_y == 9.0);
    CHECK(m.min_x == 1.0 && m.max_x == 3.0 && m.max_y == 10.0);
    b.min_x = b.max_x = b.min_y = b.max_y = NAN;
    CHECK(isnan(moments_merge(&a, &b).min_x));
    CHECK(isnan(moments_merge(&b, &a).max_y));
    /* a trillion rows beside one */
    a.n = 1e12;
    m = moments_merge(&a, &b);
    near(m.var_x, 4e-12, 1e-11);
    near(m.mean_x - 1.0, 2e-12, 1e-3);
}

int main(void)
{
    golden();
    losses();
    corners();
    merged();
    return test_end();
}
