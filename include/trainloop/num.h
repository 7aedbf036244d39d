/* num.h -- sums, statistics, exp and log that give the same bits on every
   machine; all are defined for every double. */
#ifndef TRAINLOOP_NUM_H
#define TRAINLOOP_NUM_H

#include <stddef.h>
#include <stdint.h>

#if defined __FAST_MATH__
#error "trainloop asks for NaN and counts on the order of additions"
#endif

/* Sum of x[0] ... x[n-1] in the order of fold.h, with NumPy's bits.  x: (n). */
double num_sum(const double *x, size_t n);

/* num_sum / n, NumPy's mean().  x: (n), n >= 1. */
double num_mean(const double *x, size_t n);

/* sqrt(mean((x - mean)^2)), NumPy's std() with num_mean.  x: (n), n >= 1. */
double num_deviation(const double *x, size_t n, double mean);

/* e^x, with an error below 0.6 units in the last place (ulp): +inf above
   709.7827..., subnormal below -708.39..., 0 below -745.1332... */
double num_exp(double x);

/* y[i] = num_exp(x[i] - from), faster.  x, y: (n), may be the same array. */
void num_exps(double *y, const double *x, size_t n, double from);

/* Natural logarithm, with an error below 0.6 ulp: -inf for 0, NaN below. */
double num_log(double x);

/* The greatest of z; NaN if there is one; n = 0 gives -inf.  z: (n). */
double num_max(const double *z, size_t n);

/* log(exp(z[0]) + ... + exp(z[n-1])) without overflow.  z: (n).  n = 0 gives
   -inf, a NaN or +inf itself.  Error: below one ulp plus (n / 128 + 12) *
   2^-53. */
double num_log_sum_exp(const double *z, size_t n);

/* NumPy's `e = exp(z - z.max()); p = e / e.sum()`; returns num_log_sum_exp.
   p, z: (n), may be the same array, z finite, n >= 1. */
double num_softmax(double *p, const double *z, size_t n);

/* x^n by squares; n = 0 gives 1. */
double num_power(double x, uint64_t n);

/* What part of `from` is gone at `to`, in per cent; 0 if there was nothing. */
double num_fall(double from, double to);

/* The constant factor between two amounts so many steps apart; 1 where there is
   none: from not in (0, inf), to < 0, a NaN, no steps. */
double num_factor(double from, double to, uint64_t steps);

/* x * factor^steps, the inverse of num_factor.  factor >= 0, steps > 0. */
double num_grow(double x, double factor, uint64_t steps);

/* The item that a draw falls on: the first k with p[0] + ... + p[k] > u, else
   the last.  p: (n), adding up to 1, n >= 1; u: in [0, 1). */
size_t num_draw(const double *p, size_t n, double u);

/* The same step by step, where n items in a row have the probability p: how
   many of them are passed; *u: what is left of it.  The bits are those of
   as many subtractions; the work grows with log(1 / p). */
size_t num_pass(double *u, double p, size_t n);

/* exp(-x) for x in [0, NUM_SMALL), but for x^10/10! and on, below 2^-51. */
#define NUM_SMALL (1.0 / 8)
static inline double num_exp_minus(double x)
{
    static const double f2 = 1.0 / 2, f3 = 1.0 / 6, f4 = 1.0 / 24,
                        f5 = 1.0 / 120, f6 = 1.0 / 720, f7 = 1.0 / 5040,
                        f8 = 1.0 / 40320, f9 = 1.0 / 362880;
    double far = f5 - x * (f6 - x * (f7 - x * (f8 - x * f9)));

    return 1.0 - x * (1.0 - x * (f2 - x * (f3 - x * (f4 - x * far))));
}

#endif
