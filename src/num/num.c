/* Sums in NumPy's order; exp and log from + - * / and exact steps (frexp,
   ldexp, the bits of a double), which IEEE 754 fixes to the last bit on every
   machine, as no C library does for its own. */
#include "trainloop/num.h"

#include "trainloop/fold.h"

#include <float.h>
#include <math.h>
#include <string.h>

#if FLT_EVAL_METHOD == 2 || FLT_EVAL_METHOD < 0
#error "doubles must be rounded to double: on 32-bit x86 use SSE2"
#endif

/* ---- Sums ---- */

/* For a fold. */
static void sum_block(const void *data, size_t from, size_t n, double *sum)
{
    const double *x = (const double *)data + from;
    double r[FOLD_LANES];
    size_t whole = n - n % FOLD_LANES, i;

    *sum = 0.0;
    if (n >= FOLD_LANES) {
        for (size_t lane = 0; lane < FOLD_LANES; lane++)
            r[lane] = x[lane];
        for (i = FOLD_LANES; i < whole; i += FOLD_LANES)
            for (size_t lane = 0; lane < FOLD_LANES; lane++)
                r[lane] += x[i + lane];
        *sum = fold_lanes(r);
    }
    for (i = whole; i < n; i++)
        *sum += x[i];
}

double num_sum(const double *x, size_t n)
{
    struct fold fold = {1, sum_block, x};
    double sum;

    if (n == 0)
        return 0.0; /* x may be NULL */
    if (n <= FOLD_BLOCK)
        sum_block(x, 0, n, &sum); /* the usual case: at once */
    else
        fold_sum(&fold, 0, n, &sum);
    return 0.0 + sum; /* -0.0 becomes 0.0, as in NumPy */
}

/* ---- Statistics ---- */

double num_mean(const double *x, size_t n)
{
    return num_sum(x, n) / (double)n;
}

struct column {
    const double *x;
    double mean;
};

static void squares(const void *data, size_t from, size_t n, double *sum)
{
    const struct column *c = data;
    double square[FOLD_BLOCK];

    for (size_t i = 0; i < n; i++) {
        double off = c->x[from + i] - c->mean;
        square[i] = off * off;
    }
    sum_block(square, 0, n, sum);
}

double num_deviation(const double *x, size_t n, double mean)
{
    struct column column = {x, mean};
    struct fold fold = {1, squares, &column};
    double sum;

    fold_sum(&fold, 0, n, &sum);
    return sqrt(sum / (double)n);
}

/* ---- exp and log ---- */

/* ln 2 in two parts: the first has 32 bits, so that a whole number below 2^21
   times it is exact. */
static const double ln2_high = 6.93147180369123816490e-01;
static const double ln2_low = 1.90821492927058770002e-10;

/* 2^k (e + lost) below the normal range, rounded once and not twice: beside
   a number so large that its last place is where 2^-1074 will be. */
static double subnormal(double e, double lost, int k)
{
    double large = ldexp(1.0, -1022 - k);
    double sum = large + e;

    sum += (e - (sum - large)) + lost;
    return ldexp(sum - large, k);
}

/*
 * x = k ln 2 + r with |r| <= ln 2 / 2, and exp x = 2^k exp r, by the series
 * exp r = 1 + r + r^2/2! + ... + r^14/14! (the rest is below 2^-62): *e + *lost
 * is exp r, and *k is k as the last bits of a double, 1.5 * 2^52 above it.
 * For |x| < 1000.  No branch, so that a loop of it is taken two by two.
 */
static inline void series(double x, double *k, double *e, double *lost)
{
    const double above = 6755399441055744.0;
    *k = x * 1.44269504088896338700 + above;
    double whole = *k - above;
    double high = x - whole * ln2_high; /* exact */
    double low = whole * ln2_low;
    double r = high - low;
    /* 2/3! r + 2/4! r^2 + ...: odd and even terms side by side */
    double r2 = r * r, odd = 2.0 / 6227020800.0, even = 2.0 / 87178291200.0;
    odd = 2.0 / 39916800.0 + r2 * odd;
    even = 2.0 / 479001600.0 + r2 * even;
    odd = 2.0 / 362880.0 + r2 * odd;
    even = 2.0 / 3628800.0 + r2 * even;
    odd = 2.0 / 5040.0 + r2 * odd;
    even = 2.0 / 40320.0 + r2 * even;
    odd = 2.0 / 120.0 + r2 * odd;
    even = 2.0 / 720.0 + r2 * even;
    odd = 2.0 / 6.0 + r2 * odd;
    even = 2.0 / 24.0 + r2 * even;
    double tail = r * (odd + r * even);
    /* The sum of the large terms, and what rounding took from r, from r^2/2
       (with the first half of r's digits the square is exact) and from it. */
    double near = (double)(float)r, far = r - near;
    double sum = 1.0 + r;
    double half = near * near / 2.0;
    *e = sum + half;
    *lost = ((high - r) - low) * sum + (r - (sum - 1.0));
    *lost += half - (*e - sum) + far * (near + r) / 2.0;
    *lost += r2 / 2.0 * tail;
}

/* exp x for -700 <= x <= 709: k goes straight into the exponent's bits. */
static inline double exp_inside(double x)
{
    double k, e, lost;
    uint64_t bits, power;

    series(x, &k, &e, &lost);
    e += lost;
    memcpy(&bits, &e, sizeof bits);
    memcpy(&power, &k, sizeof power);
    bits += power << 52;
    memcpy(&e, &bits, sizeof e);
    return e;
}

double num_exp(double x)
{
    double k, e, lost;

    if (x >= -700.0 && x <= 709.0)
        return exp_inside(x);
    if (x != x)
        return x;
    if (x > 709.782712893383973096)
        return HUGE_VAL;
    if (x < -746.0)
        return 0.0;
    series(x, &k, &e, &lost);
    k -= 6755399441055744.0;
    if (k < -1022.0 || (k == -1022.0 && e < 1.0))
        return subnormal(e, lost, (int)k);
    return ldexp(e + lost, (int)k);
}

void num_exps(double *y, const double *x, size_t n, double from)
{
    uint64_t inside = 0;

    for (size_t i = 0; i < n; i++)
        inside += fabs(x[i] - from) <= 700.0;
    if (inside < n) {
        for (size_t i = 0; i < n; i++)
            y[i] = num_exp(x[i] - from);
        return;
    }
    for (size_t i = 0; i < n; i++)
        y[i] = exp_inside(x[i] - from);
}

/*
 * x = 2^k m with m between sqrt(1/2) and sqrt(2), and log x = k ln 2 + log m,
 * by the series log m = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1).
 */
double num_log(double x)
{
    int k;

    if (!(x > 0.0))
        return x == 0.0 ? -HUGE_VAL : (double)NAN;
    if (x > DBL_MAX)
        return x;
    double m = frexp(x, &k);
    if (m < 0.70710678118654752440) {
        m *= 2.0;
        k--;
    }
    double f = m - 1.0; /* exact */
    double s = f / (2.0 + f);
    double s2 = s * s;
    double s4 = s2 * s2, a = 0.0, b = 0.0;
    for (int i = 23; i > 2; i -= 4) { /* s^2/3 + s^4/5 + ..., from behind */
        a = 1.0 / i + s4 * a;
        b = 1.0 / (i + 2) + s4 * b;
    }
    double tail = s2 * (a + s2 * b);
    /* s again, as near + far with twice the digits: products of numbers
       with 24 bits are exact, and so is what they leave of f. */
    double near = (double)(float)s;
    double d_near = (double)(float)(2.0 + f), d_far = f - (d_near - 2.0);
    double far = ((f - near * d_near) - near * d_far) / (2.0 + f);
    double whole = k * ln2_high; /* exact */
    double sum = whole + 2.0 * near;
    double lost = 2.0 * near - (sum - whole);
    return sum + (lost + (k * ln2_low + 2.0 * (far + s * tail)));
}

/* ---- What stands on them ---- */

double num_max(const double *z, size_t n)
{
    double max = -HUGE_VAL;

    for (size_t i = 0; i < n; i++) {
        if (z[i] != z[i])
            return z[i];
        max = z[i] > max ? z[i] : max;
    }
    return max;
}

double num_log_sum_exp(const double *z, size_t n)
{
    double max = num_max(z, n);
    double sum = 0.0;
    double e[FOLD_BLOCK];

    if (!isfinite(max))
        return max;
    while (n > 0) {
        size_t k = n < FOLD_BLOCK ? n : FOLD_BLOCK;
        num_exps(e, z, k, max);
        sum += num_sum(e, k);
        z += k;
        n -= k;
    }
    return max + num_log(sum);
}

double num_softmax(double *p, const double *z, size_t n)
{
    double max = num_max(z, n);
    double sum;

    num_exps(p, z, n, max);
    sum = num_sum(p, n);
    for (size_t i = 0; i < n; i++)
        p[i] /= sum;
    return max + num_log(sum);
}

double num_power(double x, uint64_t n)
{
    double result = 1.0;

    for (; n > 0; n /= 2) {
        if (n % 2 == 1)
            result *= x;
        x *= x;
    }
    return result;
}

double num_fall(double from, double to)
{
    return from > 0.0 ? 100.0 * ((from - to) / from) : 0.0;
}

double num_factor(double from, double to, uint64_t steps)
{
    double ratio = to / from;

    if (!(from > 0.0 && from <= DBL_MAX && to >= 0.0) || steps == 0)
        return 1.0;
    if (!isnormal(ratio)) /* it left the range; their logarithms do not */
        return num_exp((num_log(to) - num_log(from)) / (double)steps);
    return num_exp(num_log(ratio) / (double)steps);
}

double num_grow(double x, double factor, uint64_t steps)
{
    return x * num_exp(num_log(factor) * (double)steps);
}

size_t num_draw(const double *p, size_t n, double u)
{
    size_t k = 0;

    while (k + 1 < n && u >= p[k])
        u -= p[k++];
    return k;
}

/*
 * Between two powers of 2 all doubles are equally far apart, and each u - p is
 * rounded by the same amount: so many equal steps are one.  (The first may
 * differ, where p is half way between two multiples of what u is rounded to:
 * then u becomes an even one, and stays it.)
 */
size_t num_pass(double *u, double p, size_t n)
{
    size_t k = 0;
    int exponent;

    while (k < n && *u >= p) {
        *u -= p;
        k++;
        double next = *u - p, step = *u - next, left = (double)(n - k);
        if (step == 0.0) /* p is lost in u */
            return n;
        frexp(next, &exponent);
        double low = ldexp(0.5, exponent);
        if (!(next > low && *u < 2.0 * low))
            continue;
        double steps = floor((*u - low) / step);
        if (!(*u - steps * step > low)) /* rounded otherwise there */
            steps -= 1.0;
        steps = steps < left ? steps : left;
        *u -= steps * step;
        k += (size_t)steps;
    }
    return k;
}
