/*
 * test.h -- the ruler of the unit tests.  A test is a program: it checks,
 * says what failed and where, and returns 1 if anything did.
 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifndef DBL_TRUE_MIN /* tcc's float.h is older than C11 */
#define DBL_TRUE_MIN 4.9406564584124654e-324
#endif

static int test_checks, test_failures;

/* The condition must hold; its text is the message. */
#define CHECK(condition) test_check((condition), __FILE__, __LINE__, #condition)

/* |a - b| <= bound; a NaN fails. */
#define CHECK_NEAR(a, b, bound) test_near((a), (b), (bound), __FILE__, __LINE__)

/* The same double to the last bit, or both NaN. */
#define CHECK_SAME(a, b) test_same((a), (b), __FILE__, __LINE__)

#define CHECK_TEXT(a, b) test_text((a), (b), __FILE__, __LINE__)

static inline bool test_check(bool good, const char *file, int line,
                              const char *text)
{
    test_checks++;
    if (!good) {
        test_failures++;
        printf("%s:%d: failed: %s\n", file, line, text);
    }
    return good;
}

static inline bool test_near(double a, double b, double bound, const char *file,
                             int line)
{
    char text[120];

    snprintf(text, sizeof text, "%.17g is not within %g of %.17g", a, bound, b);
    return test_check(fabs(a - b) <= bound, file, line, text);
}

static inline uint64_t test_bits(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double test_double(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline bool test_same(double a, double b, const char *file, int line)
{
    char text[120];

    snprintf(text, sizeof text, "%.17g is not %.17g to the bit", a, b);
    return test_check((a != a && b != b) || test_bits(a) == test_bits(b), file,
                      line, text);
}

static inline bool test_text(const char *a, const char *b, const char *file,
                             int line)
{
    char text[400];

    snprintf(text, sizeof text, "'%.150s' is not '%.150s'", a, b);
    return test_check(strcmp(a, b) == 0, file, line, text);
}

/* Ends main: the count, and the exit status. */
static inline int test_end(void)
{
    printf("%d checks, %d failed\n", test_checks, test_failures);
    return test_failures > 0 || test_checks == 0;
}

#endif
