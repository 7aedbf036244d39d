/* Sums and softmax against golden/num_sum.txt and num_softmax.txt, which
   reference/num.py made with NumPy and with 60 digits; numbers as text. */
#include "test.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/fold.h"
#include "trainloop/num.h"
#include "trainloop/rng.h"

#include <float.h>
#include <inttypes.h>
#include <stdlib.h>

static const double infinity = HUGE_VAL;

enum { TERMS = 1000000 };
static double terms[TERMS];

static void test_sum_golden(void)
{
    FILE *file = fopen("golden/num_sum.txt", "r");
    struct rng rng;
    uint64_t n, want;
    int fields, lines = 0;

    if (!CHECK(file != NULL))
        return;
    rng_seed(&rng, 3);
    for (size_t i = 0; i < TERMS; i++)
        terms[i] = rng_uniform(&rng, -1e6, 1e6);
    while ((fields = fscanf(file, "%" SCNu64 " %" SCNx64, &n, &want)) == 2) {
        if (CHECK(n <= TERMS) &&
            !CHECK_SAME(num_sum(terms, (size_t)n), test_double(want)))
            printf("  with %" PRIu64 " terms\n", n);
        lines++;
    }
    CHECK(fields == EOF); /* no line was cut short */
    CHECK(lines > 40);
    fclose(file);
}

static void test_sum_special(void)
{
    double x[20] = {0.0};

    CHECK_SAME(num_sum(NULL, 0), 0.0);
    CHECK_SAME(num_sum(&(double){-0.0}, 1), 0.0); /* as NumPy 1.24 */
    for (size_t i = 0; i < 20; i++) {
        x[i] = infinity;
        CHECK_SAME(num_sum(x, 20), infinity);
        x[i] = NAN;
        CHECK_SAME(num_sum(x, 20), NAN);
        x[i] = 0.0;
    }
    x[3] = infinity;
    x[17] = -infinity;
    CHECK_SAME(num_sum(x, 20), NAN);
}

/* Beside 1e16 a 1 is lost, so the order of the additions shows. */
static void test_pieces(void)
{
    const double pairs[] = {1e16, 1, -1e16, 1, 0, 0, 0, 0};
    const double fours[] = {1e16, 0, 0, 0, -1e16, 0, 1, 0};
    const double both[] = {1, 2, 4, 8, 16, 32, 64, 128};
    const size_t halves[][2] = {{129, 64},  {130, 64},    {143, 64},
                                {144, 72},  {255, 120},   {256, 128},
                                {257, 128}, {8191, 4088}, {8192, 4096}};

    CHECK_SAME(fold_lanes(pairs), 0.0);
    CHECK_SAME(fold_lanes(fours), 0.0);
    CHECK_SAME(fold_lanes(both), 255.0);
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++)
        CHECK(fold_half(halves[i][0]) == halves[i][1]);
}

/* z[k] - max is rounded, by half an ulp of itself, before exp sees it; the
   rest is a few roundings.  Returns whether a case of n scores was there. */
static bool check_softmax(FILE *file, size_t n, double want)
{
    double z[512], share[512], p[512], max = -infinity;
    uint64_t score, part;

    if (!CHECK(n > 0 && n <= 512))
        return false;
    for (size_t k = 0; k < n; k++) {
        if (!CHECK(fscanf(file, "%" SCNx64 " %" SCNx64, &score, &part) == 2))
            return false;
        z[k] = test_double(score);
        share[k] = test_double(part);
        max = fmax(max, z[k]);
    }
    CHECK_NEAR(num_log_sum_exp(z, n), want, DBL_EPSILON * (4.0 + fabs(want)));
    num_softmax(p, z, n);
    for (size_t k = 0; k < n; k++)
        CHECK_NEAR(p[k], share[k],
                   DBL_EPSILON * (4.0 + max - z[k]) * share[k] + DBL_TRUE_MIN);
    CHECK_NEAR(num_sum(p, n), 1.0, DBL_EPSILON * (double)n);
    num_softmax(z, z, n);
    CHECK(memcmp(z, p, n * sizeof z[0]) == 0); /* in place: the same */
    return true;
}

static void test_softmax_golden(void)
{
    FILE *file = fopen("golden/num_softmax.txt", "r");
    uint64_t n, want;
    int fields, cases = 0;

    if (!CHECK(file != NULL))
        return;
    while ((fields = fscanf(file, "%" SCNu64 " %" SCNx64, &n, &want)) == 2 &&
           check_softmax(file, (size_t)n, test_double(want)))
        cases++;
    CHECK(fields == EOF); /* no line was cut short */
    CHECK(cases == 10);
    fclose(file);
}

static void test_softmax_special(void)
{
    const double large[] = {1e4, -1e4, 700.0, 0.0, -DBL_MAX, DBL_MAX};
    double p[3];

    for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
        double x = large[i], z[] = {x, x, x};
        double bound = DBL_EPSILON * (1.0 + fabs(x));
        CHECK_NEAR(num_log_sum_exp(z, 3), x + log(3.0), bound);
        num_softmax(p, z, 3);
        CHECK(p[0] == 1.0 / 3.0 && p[1] == p[0] && p[2] == p[0]);
        CHECK_SAME(num_log_sum_exp(z, 1), x);
        num_softmax(p, z, 1);
        CHECK_SAME(p[0], 1.0);
    }
    num_softmax(p, (double[]){-1e4, 1e4, 1e4}, 3);
    CHECK(p[0] == 0.0 && p[1] == 0.5 && p[2] == 0.5);
}

static void test_log_sum_exp_special(void)
{
    const double odd[][3] = {{-infinity, -infinity, -infinity},
                             {-infinity, 5.0, -infinity},
                             {infinity, 1.0, -infinity},
                             {1.0, -infinity, infinity},
                             {NAN, 1.0, 2.0},
                             {2.0, NAN, 1.0},
                             {1.0, 2.0, NAN},
                             {NAN, -infinity, -infinity},
                             {-infinity, -infinity, NAN},
                             {NAN, NAN, NAN}};
    const double want[] = {-infinity, 5.0, infinity, infinity, NAN,
                           NAN,       NAN, NAN,      NAN,      NAN};

    CHECK_SAME(num_log_sum_exp(NULL, 0), -infinity);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        if (!CHECK_SAME(num_log_sum_exp(odd[i], 3), want[i]))
            printf("  case %zu: %g %g %g\n", i, odd[i][0], odd[i][1],
                   odd[i][2]);
}

static void test_format(void)
{
    const struct {
        double x;
        const char *text;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {100.0, "100"},
        {0.1, "0.1"},
        {-2.5, "-2.5"},
        {1e15, "1e+15"},
        {1.0 / 3.0, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {-DBL_MIN, "-2.2250738585072014e-308"},
        {DBL_TRUE_MIN, "4.94065645841247e-324"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {NAN, "nan"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_TEXT(decimal_format(cases[i].x).text, cases[i].text);
    CHECK_TEXT(decimal_format(-(double)NAN).text, "nan");
}

/* Doubles of every size come back to the bit; fewer digits would not do. */
static void test_round_trip(void)
{
    struct rng rng;
    char text[NUMBER_TEXT], fewer[NUMBER_TEXT];

    rng_seed(&rng, 5);
    for (int i = 0; i < 20000; i++) {
        double x = test_double(rng_interval(&rng, UINT64_MAX)), back = 0.0;
        if (i % 4 == 0) /* few digits: prices, rates */
            x = (double)rng_interval(&rng, 99999999) / 1000.0;
        if (!isfinite(x))
            continue;
        strcpy(text, decimal_format(x).text);
        CHECK(strlen(text) < NUMBER_TEXT);
        CHECK(decimal_parse(text, &back) == DECIMAL_OK);
        CHECK_SAME(back, x);
        for (int digits = 15; digits < 17; digits++) {
            snprintf(fewer, sizeof fewer, "%.*g", digits, x);
            if (strcmp(fewer, text) == 0)
                break;
            CHECK(strtod(fewer, NULL) != x);
        }
    }
}

static void test_parse_good(void)
{
    static const struct {
        const char *text;
        double x;
    } cases[] = {
        {"0", 0.0},
        {"-0", -0.0},
        {"+.5", 0.5},
        {"5.", 5.0},
        {"-5.", -5.0},
        {"007", 7.0},
        {"1E-7", 1e-7},
        {"1e+3", 1000.0},
        {".5e1", 5.0},
        {"5.e-1", 0.5},
        {"1e-400", 0.0},
        {"-1e-400", -0.0},
        {"0e999", 0.0},
        {"4.9e-324", DBL_TRUE_MIN},
        {"1.7976931348623157e308", DBL_MAX},
        {"9007199254740993", 9007199254740992.0}, /* a tie: to even */
        {"9007199254740993.00000000000000000001", 9007199254740994.0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double x = NAN;
        bool good = CHECK(decimal_parse(cases[i].text, &x) == DECIMAL_OK);
        if (!CHECK_SAME(x, cases[i].x) || !good)
            printf("  reading '%s'\n", cases[i].text);
    }
}

static void test_parse_bad(void)
{
    static const char *const words[] = {
        " ",    " 1",   "1 ",   "\t1",  "1\n",   "x",        "0x10", "0x1p3",
        "nan",  "inf",  "-inf", "NAN",  "Inf",   "infinity", "1e",   "1e+",
        "1e-",  "e5",   ".e5",  "1e5x", "1e5.0", "1e5e5",    "--1",  "+-1",
        "+",    "-",    ".",    "-.",   "1.2.3", "1..2",     "1f",   "1_000",
        "1.5,", "1,",   ",",    "1,5x", "1,5,6", "1,,5",     "1;5",  "1 000",
        "- 1",  "1e 5", "1e,5", "1,e5", "1.5,2"};
    static const char *const commas[] = {"1,5", "-1,5",  "+0,25", ",5",
                                         "-,5", "1,5e3", "1,000", "1,5E-3"};
    static const char *const big[] = {"1e400", "-1e400", "1e309", "9e999999999",
                                      "1.7976931348623159e308"};
    const struct {
        enum decimal_status status;
        const char *const *texts;
        size_t n;
    } kinds[] = {{DECIMAL_EMPTY, &(const char *){""}, 1},
                 {DECIMAL_WORD, words, sizeof words / sizeof words[0]},
                 {DECIMAL_COMMA, commas, sizeof commas / sizeof commas[0]},
                 {DECIMAL_TOO_BIG, big, sizeof big / sizeof big[0]}};

    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++)
        for (size_t i = 0; i < kinds[kind].n; i++) {
            double x = 7.0;
            const char *text = kinds[kind].texts[i];
            bool good = CHECK(decimal_parse(text, &x) == kinds[kind].status);
            if (!CHECK_SAME(x, 7.0) || !good) /* left as it was */
                printf("  reading '%s'\n", text);
        }
}

/* Decimals of up to 17 digits, with a point at every place: strtod's bits. */
static void decimals(void)
{
    struct rng rng;
    char text[40];

    rng_seed(&rng, 11);
    for (int i = 0; i < 50000; i++) {
        int length = 1 + (int)rng_interval(&rng, 16), at = 0;
        int point = (int)rng_interval(&rng, (uint64_t)length + 1);
        double x = 0.0, same;
        if (i % 3 == 0)
            text[at++] = i % 2 ? '-' : '+';
        for (int k = 0; k < length; k++) {
            if (k == point)
                text[at++] = '.';
            text[at++] = (char)('0' + rng_interval(&rng, 9));
        }
        text[at] = '\0';
        same = strtod(text, NULL);
        CHECK(decimal_parse(text, &x) == DECIMAL_OK);
        CHECK_SAME(x, same);
    }
}

static void log_add(void)
{
    CHECK_NEAR(num_log_add(0.0, 0.0), log(2.0), 1e-16);
    CHECK_NEAR(num_log_add(700.0, 701.0), 701.0 + log1p(exp(-1.0)), 2e-13);
    CHECK_SAME(num_log_add(-HUGE_VAL, 3.0), 3.0);
    CHECK_SAME(num_log_add(-3.0, -HUGE_VAL), -3.0);
    CHECK_SAME(num_log_add(5.0, -800.0), 5.0);
}

static void draw(void)
{
    static const double p[] = {0.25, 0.0, 0.5, 0.25};

    CHECK(num_draw(p, 4, 0.0) == 0 && num_draw(p, 4, 0.24) == 0);
    CHECK(num_draw(p, 4, 0.25) == 2 && num_draw(p, 4, 0.74) == 2);
    CHECK(num_draw(p, 4, 0.75) == 3 && num_draw(p, 4, 1.0) == 3);
    CHECK(num_draw(p, 1, 0.99) == 0);
}

static void exp_minus(void)
{
    double worst = 0.0;

    CHECK_SAME(num_exp_minus(0.0), 1.0);
    for (double x = 1e-9; x < NUM_SMALL; x += 1e-5)
        worst = fmax(worst, fabs(num_exp_minus(x) - num_exp(-x)));
    CHECK(worst <= 4e-16);
}

int main(void)
{
    test_sum_golden();
    test_sum_special();
    test_pieces();
    test_softmax_golden();
    test_softmax_special();
    test_log_sum_exp_special();
    test_format();
    test_round_trip();
    test_parse_good();
    test_parse_bad();
    decimals();
    log_add();
    draw();
    exp_minus();
    return test_end();
}
