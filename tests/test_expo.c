/* num_exp and num_log against golden/num_exp.txt and num_log.txt, which
   reference/num.py made with 60 digits. */
#include "test.h"

#include "trainloop/num.h"

#include <float.h>
#include <inttypes.h>

static const double infinity = HUGE_VAL;

/* How far got is from the true value, in ulp.  That value is the double want
   and `rest` ulp more, so an error of 0.51 is told from one of 0.61. */
static double error(double got, double want, double rest)
{
    if (got == want) /* both may be infinite */
        return fabs(rest);
    double size = fabs(want);
    return fabs((got - want) / (nextafter(size, infinity) - size) - rest);
}

static void test_golden(const char *path, double (*function)(double))
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

int main(void)
{
    test_golden("golden/num_exp.txt", num_exp);
    test_golden("golden/num_log.txt", num_log);
    test_exp_special();
    test_log_special();
    test_inverse();
    return test_end();
}
