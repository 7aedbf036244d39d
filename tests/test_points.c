/* The data: made, split and scaled. */
#include "test.h"

#include "trainloop/points.h"
#include "trainloop/rng.h"

static const struct truth truth = {
    {2500.0, 15000.0}, 12000.0, 30.0, 150.0, 0.0};

static void made(void)
{
    struct dataset set;
    struct fault fault = {0};

    if (!CHECK(points_make(&set, &truth, 20, 42, &fault)))
        return;
    CHECK(set.train.n == 20 && set.has_truth);
    CHECK_TEXT(set.x_name, "sqm");
    CHECK_NEAR(set.train.x[0], 74.94481426, 1e-8); /* NumPy, seed 42 */
    points_free(&set);
    CHECK(!points_make(&set, &truth, UINT64_MAX, 42, &fault));
    CHECK(fault.kind == FAULT_INTERNAL && set.x == NULL);
    struct truth noiseless = truth;
    noiseless.noise = 0.0;
    if (CHECK(points_make(&set, &noiseless, 3, 1, &fault))) {
        CHECK_SAME(set.train.y[2], 2500.0 * set.train.x[2] + 15000.0);
        points_free(&set);
    }
}

/* The held-out rows are the first of a permutation by a stream of its own. */
static void held(void)
{
    struct dataset set, all;
    struct fault fault = {0};
    struct rng rng;
    size_t order[20];

    if (!CHECK(points_make(&set, &truth, 20, 9, &fault)) ||
        !CHECK(points_make(&all, &truth, 20, 9, &fault)))
        return;
    CHECK(points_hold_out(&set, 0.2, 9, &fault));
    CHECK(set.held.n == 4 && set.train.n == 16);
    for (size_t i = 0; i < 20; i++)
        order[i] = i;
    rng_seed(&rng, 9);
    rng_shuffle(&rng, order, 20, sizeof order[0]);
    for (size_t i = 0; i < 20; i++) {
        CHECK_SAME(set.x[i], all.train.x[order[i]]);
        CHECK_SAME(set.y[i], all.train.y[order[i]]);
    }
    CHECK(set.train.x == set.held.x + 4);
    points_free(&set);
    CHECK(points_make(&set, &truth, 2, 9, &fault));
    CHECK(points_hold_out(&set, 0.01, 9, &fault) && set.held.n == 1);
    points_free(&set);
    CHECK(points_make(&set, &truth, 2, 9, &fault));
    CHECK(!points_hold_out(&set, 0.9, 9, &fault));
    CHECK(fault.kind == FAULT_USAGE);
    points_free(&set);
    points_free(&all);
}

static void standardized(void)
{
    struct dataset set;
    struct fault fault = {0};

    if (!CHECK(points_make(&set, &truth, 4, 1, &fault)))
        return;
    for (int i = 0; i < 4; i++)
        set.x[i] = 7.0;
    CHECK(!points_standardize(&set, &fault) && fault.kind == FAULT_USAGE);
    CHECK_SAME(set.x[3], 7.0);
    CHECK_SAME(set.scale, 1.0);
    for (int i = 0; i < 4; i++)
        set.x[i] = i + 1.0;
    CHECK(points_standardize(&set, &fault));
    CHECK_SAME(set.center, 2.5);
    CHECK_NEAR(set.scale, sqrt(1.25), 1e-15);
    CHECK_NEAR(set.train.x[0], -1.5 / sqrt(1.25), 1e-15);
    CHECK_NEAR(points_original(&set, set.train.x[3]), 4.0, 1e-15);
    points_free(&set);
}

/* Prices of given x: the noise of numpy.random.seed(99), randn(5) * 12000. */
static void priced(void)
{
    static const double x[] = {50, 75, 95, 110, 140};
    static const double rounded[] = {138292, 227187, 255899, 305958, 363145};
    struct truth lesson = {{2500.0, 15000.0}, 12000.0, 0.0, 0.0, 0.0};
    struct rng rng;
    double y[5];

    rng_seed(&rng, 99);
    points_price(&lesson, x, y, 5, &rng);
    for (int i = 0; i < 5; i++)
        CHECK_NEAR(y[i], rounded[i], 0.5);
}

int main(void)
{
    made();
    held();
    standardized();
    priced();
    return test_end();
}
