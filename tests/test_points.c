/* The data: made, read, split and scaled. */
#include "test.h"

#include "trainloop/columns.h"
#include "trainloop/rng.h"

static const char file_name[] = "test_points.csv";

static bool read_bytes(struct dataset *set, const char *bytes, size_t n,
                       const char *x, const char *y, struct fault *fault)
{
    FILE *file = fopen(file_name, "wb");

    *fault = (struct fault){0};
    if (!CHECK(file != NULL))
        return false;
    fwrite(bytes, 1, n, file);
    fclose(file);
    bool good = columns_read(set, file_name, x, y, fault);
    remove(file_name);
    return good;
}

static bool read_text(struct dataset *set, const char *text, const char *x,
                      const char *y)
{
    struct fault fault;

    if (read_bytes(set, text, strlen(text), x, y, &fault))
        return true;
    printf("fault: %s\n", fault.text);
    return false;
}

/* Two rows, (1, 2) and (3, 4), however they are written. */
static void same_table(const char *text, const char *x, const char *y)
{
    struct dataset set;

    if (!CHECK(read_text(&set, text, x, y)))
        return;
    CHECK(set.train.n == 2 && set.held.n == 0 && !set.has_truth);
    CHECK_SAME(set.train.x[0], 1.0);
    CHECK_SAME(set.train.y[0], 2.0);
    CHECK_SAME(set.train.x[1], 3.0);
    CHECK_SAME(set.train.y[1], 4.0);
    points_free(&set);
    points_free(&set);
    CHECK(set.train.n == 0 && set.x == NULL);
}

static void tables(void)
{
    same_table("a,b\n1,2\n3,4\n", NULL, NULL);
    same_table("a,b\n1,2\n3,4", NULL, NULL);
    same_table("a,b\r\n1,2\r\n3,4\r\n", NULL, NULL);
    same_table("\xEF\xBB\xBF"
               "a,b\n1,2\n3,4\n",
               "a", "b");
    same_table("1,2\n3,4\n", NULL, NULL);
    same_table("1,2\n3,4\n\n\n", "1", "2");
    same_table("\"a\",\"b\"\n\"1\",2\n3,\"4\"\n", NULL, NULL);
    same_table("\"a,\"\"\nx\",b\n1,2\n3,4\n", "a,\"\nx", NULL);
    same_table("id,a,b\nq,1,2\nr,3,4\n", NULL, NULL);
    same_table("b,a\n2,1\n4,3\n", "a", NULL);
    same_table("b,a\n2,1\n4,3\n", NULL, "b");
    same_table("b,a\n2,1\n4,3\n", "2", "1");
    same_table("a,b\n 1 ,\t2\n3, 4\n", NULL, NULL);
}

static void names(void)
{
    struct dataset set;

    if (CHECK(read_text(&set, "area,price\n1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "area");
        CHECK_TEXT(set.y_name, "price");
        points_free(&set);
    }
    if (CHECK(read_text(&set, "a\x1b[2J,\"b\nc\"\n1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "a?[2J");
        CHECK_TEXT(set.y_name, "b?c");
        points_free(&set);
    }
    if (CHECK(read_text(&set, "1,2\n", NULL, NULL))) {
        CHECK_TEXT(set.x_name, "column 1");
        CHECK_TEXT(set.y_name, "column 2");
        points_free(&set);
    }
}

/* What a text file of a test script cannot hold. */
static void bytes(void)
{
    static const char nul[] = "a,b\n1,2\n3\0,4\n";
    struct dataset set;
    struct fault fault;

    CHECK(!read_bytes(&set, nul, sizeof nul - 1, NULL, NULL, &fault));
    CHECK(strstr(fault.text, "test_points.csv:3: a NUL byte") != NULL);
    CHECK(fault.kind == FAULT_FILE && set.x == NULL);
    CHECK(!read_bytes(&set, "a\x1b[31m,b\nx,y\n", 14, NULL, NULL, &fault));
    CHECK(strchr(fault.text, '\x1b') == NULL);
}

/* Many rows, so that the columns grow; a long field, so that the record does.
 */
static void grows(void)
{
    FILE *file = fopen(file_name, "wb");
    struct dataset set;
    struct fault fault = {0};

    if (!CHECK(file != NULL))
        return;
    fprintf(file, "note,x,y\n");
    for (int i = 0; i < 5000; i++)
        fprintf(file, "%0*d#,%d,%d.5\n", i % 700 + 1, i, i, -i);
    fclose(file);
    if (CHECK(columns_read(&set, file_name, NULL, NULL, &fault))) {
        CHECK(set.train.n == 5000);
        CHECK_SAME(set.train.x[4999], 4999.0);
        CHECK_SAME(set.train.y[4999], -4999.5);
        points_free(&set);
    }
    remove(file_name);
}

static const struct truth truth = {2500.0, 15000.0, 12000.0, 30.0, 150.0};

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

    if (!CHECK(read_text(&set, "1,5\n2,6\n3,7\n4,8\n", NULL, NULL)))
        return;
    CHECK(points_standardize(&set, &fault));
    CHECK_SAME(set.center, 2.5);
    CHECK_NEAR(set.scale, sqrt(1.25), 1e-15);
    CHECK_NEAR(set.train.x[0], -1.5 / sqrt(1.25), 1e-15);
    CHECK_NEAR(points_original(&set, set.train.x[3]), 4.0, 1e-15);
    points_free(&set);
    CHECK(read_text(&set, "7,5\n7,6\n", NULL, NULL));
    CHECK(!points_standardize(&set, &fault) && fault.kind == FAULT_FILE);
    points_free(&set);
}

/* Prices of given x: the noise of numpy.random.seed(99), randn(5) * 12000. */
static void priced(void)
{
    static const double x[] = {50, 75, 95, 110, 140};
    static const double rounded[] = {138292, 227187, 255899, 305958, 363145};
    struct truth lesson = {2500.0, 15000.0, 12000.0, 0.0, 0.0};
    double y[5];

    points_price(&lesson, x, y, 5, 99);
    for (int i = 0; i < 5; i++)
        CHECK_NEAR(y[i], rounded[i], 0.5);
}

int main(void)
{
    tables();
    names();
    bytes();
    grows();
    made();
    held();
    standardized();
    priced();
    return test_end();
}
