/*
 * num.h -- sums, exp and log that give the same bits on every machine, and
 * the one way in which this program reads and writes a number.
 *
 * Nothing here allocates, prints or fails; every function is defined for
 * every double, and says below what it gives for the odd ones.
 */
#ifndef TRAINLOOP_NUM_H
#define TRAINLOOP_NUM_H

#include <stddef.h>

#if defined __FAST_MATH__
#error "trainloop asks for NaN and counts on the order of additions"
#endif

/*
 * Sum of x[0] ... x[n-1], in the order in which NumPy adds contiguous
 * doubles, so that the bits are NumPy's: plain below 8 terms, eight running
 * sums up to 128, halves up to 8,192, chunks of 8,192 from left to right
 * beyond.  x: (n).  n = 0 gives 0.  The error grows with log n up to 8,192.
 */
double num_sum(const double *x, size_t n);

/* The pieces of that order, for a loop that sums several things at once. */
enum { NUM_LANES = 8, NUM_BLOCK = 128, NUM_CHUNK = 8192 };

/* ((r0+r1)+(r2+r3)) + ((r4+r5)+(r6+r7)).  r: (8). */
double num_fold(const double r[NUM_LANES]);

/* Where a run of n > 128 terms is cut: n / 2 rounded down to 8s. */
size_t num_half(size_t n);

/*
 * e to the power x, with an error below 0.6 units in the last place (ulp).
 * exp(-inf) = 0, exp(+inf) = +inf, exp(NaN) = NaN; +inf above 709.7827...,
 * subnormal below -708.39..., 0 below -745.1332...
 */
double num_exp(double x);

/* y[i] = num_exp(x[i] - from), the same bits, faster.  x, y: (n), may be the
   same array. */
void num_exps(double *y, const double *x, size_t n, double from);

/*
 * Natural logarithm, with an error below 0.6 ulp.  log(0) = -inf,
 * log(x < 0) = NaN, log(+inf) = +inf, log(NaN) = NaN; subnormals are exact.
 */
double num_log(double x);

/* The greatest of z; z: (n), n >= 1, no NaN. */
double num_max(const double *z, size_t n);

/*
 * log(exp(z[0]) + ... + exp(z[n-1])) without overflow: the greatest score is
 * taken out first.  z: (n), each finite or -inf.  n = 0, or nothing but
 * -inf, gives -inf; a NaN or +inf gives NaN or +inf.  The error is below one
 * ulp of the result plus (n / 128 + 12) * 2^-53.
 */
double num_log_sum_exp(const double *z, size_t n);

/*
 * p[k] = exp(z[k] - max z) / sum over j of exp(z[j] - max z), as
 * NumPy's `e = exp(z - z.max()); e / e.sum()`.  p, z: (n), may be the same
 * array.  z: finite, n >= 1.  The p add up to 1 within n ulp.  Returns
 * log(exp(z[0]) + ...), as num_log_sum_exp does.
 */
double num_softmax(double *p, const double *z, size_t n);

/* Room for any number as num_format writes it, with its closing NUL. */
enum { NUM_TEXT = 32 };

/*
 * The shortest of %.15g, %.16g and %.17g that reads back as the same double;
 * "inf", "-inf" and "nan" for the rest.  Returns text.
 */
char *num_format(char text[NUM_TEXT], double x);

/* What a text was, when it was to be a number. */
enum num_status {
    NUM_OK,
    NUM_EMPTY,  /* nothing there                              */
    NUM_COMMA,  /* a decimal comma: 1,5                       */
    NUM_WORD,   /* no decimal number: a word, 0x10, nan, 1e   */
    NUM_TOO_BIG /* beyond 1.797e308                           */
};

/*
 * Reads a decimal number: a sign, digits with at most one point, an exponent.
 * The whole text must be one; hexadecimal, inf, nan and blanks are refused.
 * Correctly rounded; below 4.9e-324 it becomes 0.  *x is set on NUM_OK only.
 */
enum num_status num_parse(const char *text, double *x);

#endif
