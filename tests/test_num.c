/* Sums, exp, log and softmax against golden/num_*.txt, which reference/num.py
   made with NumPy and with 60 digits. */
#include "test.h"

#include "trainloop/num.h"
#include "trainloop/rng.h"

#include <float.h>
#include <inttypes.h>

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
    const double zeros[] = {-0.0, -0.0, -0.0, -0.0, -0.0, -0.0, -0.0, -0.0};

    CHECK_SAME(num_sum(NULL, 0), 0.0);
    CHECK_SAME(num_sum(&(double){-0.0}, 1), 0.0); /* as NumPy 1.24 */
    CHECK_SAME(num_sum(zeros, 8), 0.0);
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

/* The mean and the spread of 1, 2, ..., n; a mean that is given; squares that
   overflow. */
static void test_statistics(void)
{
    static const size_t sizes[] = {1, 2, 7, 128, 129, 8192, 8193, 100000};
    double x[9001];

    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        size_t n = sizes[k];
        double mean = ((double)n + 1.0) / 2.0;
        for (size_t i = 0; i < n; i++)
            terms[i] = (double)i + 1.0;
        CHECK_SAME(num_mean(terms, n), mean);
        CHECK_NEAR(num_deviation(terms, n, mean),
                   sqrt(((double)n * (double)n - 1.0) / 12.0),
                   4.0 * DBL_EPSILON * mean);
    }
    CHECK_SAME(num_deviation((double[]){3.0, 3.0}, 2, 0.0), 3.0);
    CHECK_SAME(num_deviation((double[]){1e200, -1e200}, 2, 0.0), infinity);
    CHECK_SAME(num_deviation((double[]){1.0, NAN}, 2, 0.0), NAN);

    struct rng rng; /* the mean square is summed as num_sum sums it */
    rng_seed(&rng, 4);
    for (size_t i = 0; i < 9001; i++) {
        x[i] = rng_uniform(&rng, -1.0, 1.0);
        terms[i] = (x[i] - 0.125) * (x[i] - 0.125);
    }
    for (size_t n = 1; n <= 9001; n += 500)
        CHECK_SAME(num_deviation(x, n, 0.125), sqrt(num_mean(terms, n)));
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

    CHECK_SAME(num_max(NULL, 0), -infinity);
    CHECK_SAME(num_log_sum_exp(NULL, 0), -infinity);
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        if (!CHECK_SAME(num_log_sum_exp(odd[i], 3), want[i]))
            printf("  case %zu: %g %g %g\n", i, odd[i][0], odd[i][1],
                   odd[i][2]);
}

/* How far got is from the true value, in ulp.  That value is the double want
   and `rest` ulp more, so an error of 0.51 is told from one of 0.61. */
static double error(double got, double want, double rest)
{
    if (got == want) /* both may be infinite */
        return fabs(rest);
    double size = fabs(want);
    return fabs((got - want) / (nextafter(size, infinity) - size) - rest);
}

static void test_ulp_golden(const char *path, double (*function)(double))
{
    FILE *file = fopen(path, "r");
    uint64_t x, y;
    int rest, fields, lines = 0, equal = 0;
    double worst = 0.0;

    if (!CHECK(file != NULL))
        return;
    while ((fields = fscanf(file, "%" SCNx64 " %" SCNx64 " %d", &x, &y,
                            &rest)) == 3) {
        double want = test_double(y), got = function(test_double(x));
        double off = error(got, want, rest / 1000.0);
        if (!CHECK(off < 0.6))
            printf("  at %.17g: %.17g instead of %.17g\n", test_double(x), got,
                   want);
        worst = off > worst ? off : worst;
        equal += test_bits(got) == y;
        lines++;
    }
    CHECK(fields == EOF); /* no line was cut short */
    CHECK(lines > 1000);
    CHECK(equal >= 0.995 * lines);
    printf("%s: %d of %d equal, worst %.3f ulp\n", path, equal, lines, worst);
    fclose(file);
}

static void test_exp_special(void)
{
    CHECK_SAME(num_exp(0.0), 1.0);
    CHECK_SAME(num_exp(-0.0), 1.0);
    CHECK_SAME(num_exp(infinity), infinity);
    CHECK_SAME(num_exp(-infinity), 0.0);
    CHECK_SAME(num_exp(NAN), NAN);
    CHECK_SAME(num_exp(DBL_MAX), infinity);
    CHECK_SAME(num_exp(-DBL_MAX), 0.0);
    CHECK_SAME(num_exp(DBL_TRUE_MIN), 1.0);
    CHECK_SAME(num_exp(-DBL_TRUE_MIN), 1.0);

    double last = 709.78271289338397; /* the greatest x that fits */
    CHECK(num_exp(last) <= DBL_MAX);
    CHECK_SAME(num_exp(nextafter(last, infinity)), infinity);
    last = -708.39641853226408; /* the least x with a normal result */
    CHECK(num_exp(last) >= DBL_MIN);
    CHECK(num_exp(nextafter(last, -infinity)) < DBL_MIN);
    last = -745.13321910194111; /* the least x that is not rounded to 0 */
    CHECK_SAME(num_exp(last), DBL_TRUE_MIN);
    CHECK_SAME(num_exp(nextafter(last, -infinity)), 0.0);
}

static void test_log_special(void)
{
    CHECK_SAME(num_log(1.0), 0.0);
    CHECK_SAME(num_log(0.0), -infinity);
    CHECK_SAME(num_log(-0.0), -infinity);
    CHECK_SAME(num_log(infinity), infinity);
    CHECK_SAME(num_log(NAN), NAN);
    CHECK_SAME(num_log(-1.0), NAN);
    CHECK_SAME(num_log(-DBL_TRUE_MIN), NAN);
    CHECK_SAME(num_log(-DBL_MAX), NAN);
    CHECK_SAME(num_log(-infinity), NAN);
}

/* One undoes the other: an error of 0.6 ulp in exp x is one of up to 0.6
   epsilon in its logarithm, which adds 0.6 ulp of x. */
static void test_inverse(void)
{
    for (int i = 0; i < 3830; i++) {
        double x = -708.0 + 0.37 * i;
        CHECK_NEAR(num_log(num_exp(x)), x, 0.6 * DBL_EPSILON * (1.0 + fabs(x)));
    }
    for (int k = 0; k <= 1022; k++)
        CHECK_SAME(num_log(ldexp(1.0, k)), 0.0 - num_log(ldexp(1.0, -k)));
}

static void test_rates(void)
{
    CHECK_SAME(num_power(3.0, 5), 243.0);
    CHECK_SAME(num_power(NAN, 0), 1.0);
    CHECK_SAME(num_power(0.5, 2000), 0.0);
    CHECK_SAME(num_power(-2.0, 3), -8.0);
    CHECK_SAME(num_fall(200.0, 50.0), 75.0);
    CHECK_SAME(num_fall(0.0, 50.0), 0.0);
    CHECK_NEAR(num_factor(1000.0, 1.0, 3), 0.1, 1e-15);
    CHECK_SAME(num_factor(0.0, 1.0, 3), 1.0);
    CHECK_NEAR(num_factor(1e-300, 1e300, 100), 1e6, 1e-6);
    CHECK_NEAR(num_factor(1e300, 1e-300, 100), 1e-6, 1e-18);
    CHECK_SAME(num_factor(HUGE_VAL, HUGE_VAL, 3), 1.0);
    CHECK_SAME(num_factor(HUGE_VAL, 1.0, 3), 1.0);
    CHECK_SAME(num_factor(1.0, HUGE_VAL, 3), HUGE_VAL);
    CHECK_SAME(num_factor(1.0, NAN, 3), 1.0);
    CHECK_SAME(num_factor(1.0, 0.0, 3), 0.0);
    CHECK_SAME(num_grow(5.0, 0.0, 3), 0.0);
    CHECK_NEAR(num_grow(1000.0, 0.1, 3), 1.0, 1e-12);
}

static void log_add(void)
{
    CHECK_NEAR(num_log_sum_exp((double[]){0.0, 0.0}, 2), log(2.0), 1e-16);
    CHECK_NEAR(num_log_sum_exp((double[]){700.0, 701.0}, 2),
               701.0 + log1p(exp(-1.0)), 2e-13);
    CHECK_SAME(num_log_sum_exp((double[]){-HUGE_VAL, 3.0}, 2), 3.0);
    CHECK_SAME(num_log_sum_exp((double[]){-3.0, -HUGE_VAL}, 2), -3.0);
    CHECK_SAME(num_log_sum_exp((double[]){5.0, -800.0}, 2), 5.0);
}

static void draw(void)
{
    static const double p[] = {0.25, 0.0, 0.5, 0.25};

    CHECK(num_draw(p, 4, 0.0) == 0 && num_draw(p, 4, 0.24) == 0);
    CHECK(num_draw(p, 4, 0.25) == 2 && num_draw(p, 4, 0.74) == 2);
    CHECK(num_draw(p, 4, 0.75) == 3 && num_draw(p, 4, 1.0) == 3);
    CHECK(num_draw(p, 1, 0.99) == 0);
}

/* The plain twin of num_pass. */
static size_t pass(double *u, double p, size_t n)
{
    size_t k = 0;

    for (; k < n && *u >= p; k++)
        *u -= p;
    return k;
}

/* Probabilities with few and with many digits: halves of last places too. */
static void passes(void)
{
    static const size_t n[] = {0, 1, 2, 3, 100, 3000};
    int wrong = 0, ended = 0;

    for (int i = 0; i < 20000; i++) {
        double p = ldexp(1.0 + (i % 3 > 0 ? i % 64 / 64.0 : 1.0 / (3 + i)),
                         -1 - i * 7 % 60);
        double u = ldexp(1.0 + (i % 2 > 0 ? DBL_EPSILON * i : 1.0 / (7 + i)),
                         -1 - i % 17);
        double v = u;
        size_t a = num_pass(&u, p, n[i % 6]), b = pass(&v, p, n[i % 6]);
        wrong += a != b || u != v;
        ended += a > 9 && a < n[i % 6];
    }
    CHECK(wrong == 0 && ended > 500);
    double u = 0.5, nothing = 0.0;
    CHECK(num_pass(&u, 0.0, 7) == 7 && num_pass(&u, (double)NAN, 7) == 0);
    CHECK(num_pass(&nothing, 0.0, SIZE_MAX) == SIZE_MAX);
    CHECK(num_pass(&u, 1e-18, SIZE_MAX) == SIZE_MAX && u == 0.5);
}

static void exp_minus(void)
{
    double worst = 0.0;

    CHECK_SAME(num_exp_minus(0.0), 1.0);
    for (int i = 0; 1e-9 + i * 1e-5 < NUM_SMALL; i++) {
        double x = 1e-9 + i * 1e-5;
        worst = fmax(worst, fabs(num_exp_minus(x) - num_exp(-x)));
    }
    CHECK(worst <= 4e-16);
}

int main(void)
{
    test_sum_golden();
    test_sum_special();
    test_statistics();
    test_softmax_golden();
    test_softmax_special();
    test_log_sum_exp_special();
    test_ulp_golden("golden/num_exp.txt", num_exp);
    test_ulp_golden("golden/num_log.txt", num_log);
    test_exp_special();
    test_log_special();
    test_inverse();
    test_rates();
    log_add();
    draw();
    passes();
    exp_minus();
    return test_end();
}
