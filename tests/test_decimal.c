/* Numbers as text, written and read. */
#include "test.h"

#include "trainloop/decimal.h"
#include "trainloop/rng.h"

#include <float.h>
#include <stdlib.h>

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
        {DBL_TRUE_MIN, "5e-324"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {NAN, "nan"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_TEXT(decimal_format(cases[i].x).text, cases[i].text);
    CHECK_TEXT(decimal_format(-(double)NAN).text, "nan");
}

/* The fewest digits that the C library reads back; %g asks for 15. */
static void slowly(double x, char text[32])
{
    int digits = fabs(x) < DBL_MIN ? 1 : 15;

    do
        snprintf(text, 32, "%.*g", digits, x);
    while (strtod(text, NULL) != x && ++digits <= 17);
}

/* Doubles of every size, of few digits, of few bits, and whole ones. */
static double draw(struct rng *rng, uint64_t i)
{
    uint64_t bits = rng_interval(rng, UINT64_MAX);

    switch (i % 4) {
    case 0:
        return test_double(bits);
    case 1:
        return (double)(bits % 100000000) / 1000.0;
    case 2:
        return ldexp((double)(bits % 2000) - 1000.0, (int)(bits >> 56) - 128);
    default:
        return ldexp((double)bits, -(int)rng_interval(rng, 100));
    }
}

/* Written and read as by the C library, whose way is the longer one. */
static void test_judged(uint64_t count)
{
    struct rng rng;
    char text[40];

    rng_seed(&rng, 5);
    for (uint64_t i = 0; i < count; i++) {
        double x = draw(&rng, i), back = 0.0;
        if (!isfinite(x))
            continue;
        slowly(x, text);
        CHECK_TEXT(decimal_format(x).text, text);
        CHECK(decimal_parse(text, &back) == DECIMAL_OK);
        CHECK_SAME(back, x);
        snprintf(text, sizeof text, "%.*e", (int)rng_interval(&rng, 20), x);
        double other = strtod(text, NULL);
        if (isfinite(other)) {
            CHECK(decimal_parse(text, &back) == DECIMAL_OK);
            CHECK_SAME(back, other);
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
static void test_parse_quick(void)
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

/* Nothing but what was asked for; the ends are part of it. */
static void test_between(void)
{
    double x = 7.0;

    CHECK(decimal_between("0.5", 0, 1, true, &x) == DECIMAL_OUTSIDE);
    CHECK(decimal_between("2", 0, 1, false, &x) == DECIMAL_OUTSIDE);
    CHECK(decimal_between("-1e-9", 0, 1, false, &x) == DECIMAL_OUTSIDE);
    CHECK(decimal_between("1e999", 0, 1, false, &x) == DECIMAL_TOO_BIG);
    CHECK(decimal_between("nan", 0, 1, false, &x) == DECIMAL_WORD);
    CHECK(decimal_between("1", NAN, 1, false, &x) == DECIMAL_OUTSIDE);
    CHECK_SAME(x, 7.0);
    CHECK(decimal_between("0", 0, 1, true, &x) == DECIMAL_OK && x == 0.0);
    CHECK(decimal_between("1.0", 0, 1, true, &x) == DECIMAL_OK && x == 1.0);
}

/* test_decimal [COUNT]: of the numbers that are judged */
int main(int argc, char **argv)
{
    test_format();
    test_judged(argc > 1 ? strtoull(argv[1], NULL, 10) : 40000);
    test_parse_good();
    test_parse_bad();
    test_parse_quick();
    test_between();
    return test_end();
}
