/*
 * exp and log from + - * / and the exact functions floor, frexp and ldexp:
 * IEEE 754 fixes every one of these to the last bit, so the results are the
 * same on every machine, which no C library promises for its own.
 */
#include "trainloop/num.h"

#include <float.h>
#include <math.h>

#if FLT_EVAL_METHOD == 2 || FLT_EVAL_METHOD < 0
#error "doubles must be rounded to double: on 32-bit x86 use SSE2"
#endif

/* ln 2 in two parts: the first has 32 bits, so that a whole number below
   2^21 times it is exact; the second is what is missing. */
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
 * exp r = 1 + r + r^2/2! + ... + r^14/14! (the rest is below 2^-62).
 */
double num_exp(double x)
{
    if (x != x)
        return x;
    if (x > 709.782712893383973096)
        return HUGE_VAL;
    if (x < -746.0)
        return 0.0;
    double k = floor(x * 1.44269504088896338700 + 0.5);
    double high = x - k * ln2_high; /* exact */
    double low = k * ln2_low;
    double r = high - low;
    double tail = 0.0;
    for (int i = 14; i > 2; i--) /* 1/3! r + 1/4! r^2 + ..., from behind */
        tail = r / i * (1.0 + tail);
    /* The sum of the large terms, and what rounding took from r, from r^2/2
       (with the first half of r's digits the square is exact) and from it. */
    double near = (double)(float)r, far = r - near;
    double sum = 1.0 + r;
    double lost = ((high - r) - low) * sum + (r - (sum - 1.0));
    double half = near * near / 2.0;
    double e = sum + half;
    lost += half - (e - sum) + far * (near + r) / 2.0;
    lost += r * r / 2.0 * tail;
    if (k < -1022.0 || (k == -1022.0 && e < 1.0))
        return subnormal(e, lost, (int)k);
    return ldexp(e + lost, (int)k);
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
    double tail = 0.0;
    for (int i = 25; i > 1; i -= 2) /* s^2/3 + s^4/5 + ..., from behind */
        tail = s2 * (1.0 / i + tail);
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
