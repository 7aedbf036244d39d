/* Sums in NumPy's order, and the softmax that stands on them. */
#include "trainloop/num.h"

#include <math.h>

static double sum_block(const double *x, size_t n)
{
    double r[NUM_LANES];
    size_t whole = n - n % NUM_LANES;
    double sum = 0.0;
    size_t i;

    if (n >= NUM_LANES) {
        for (size_t lane = 0; lane < NUM_LANES; lane++)
            r[lane] = x[lane];
        for (i = NUM_LANES; i < whole; i += NUM_LANES)
            for (size_t lane = 0; lane < NUM_LANES; lane++)
                r[lane] += x[i + lane];
        sum = num_fold(r);
    }
    for (i = whole; i < n; i++)
        sum += x[i];
    return sum;
}

static double sum_halves(const double *x, size_t n)
{
    size_t half = num_half(n);

    if (n <= NUM_BLOCK)
        return sum_block(x, n);
    double front = sum_halves(x, half); /* reads memory forwards */
    return front + sum_halves(x + half, n - half);
}

double num_sum(const double *x, size_t n)
{
    double sum = 0.0;

    for (; n > NUM_CHUNK; x += NUM_CHUNK, n -= NUM_CHUNK)
        sum += sum_halves(x, NUM_CHUNK);
    return sum + sum_halves(x, n);
}

/* The greatest of z; NaN if there is one. */
static double greatest(const double *z, size_t n)
{
    double max = -HUGE_VAL;

    for (size_t i = 0; i < n; i++) {
        if (z[i] != z[i])
            return z[i];
        if (z[i] > max)
            max = z[i];
    }
    return max;
}

double num_log_sum_exp(const double *z, size_t n)
{
    double max = greatest(z, n);
    double sum = 0.0;
    double e[NUM_BLOCK];

    if (!isfinite(max))
        return max;
    while (n > 0) {
        size_t k = n < NUM_BLOCK ? n : NUM_BLOCK;
        num_exps(e, z, k, max);
        sum += num_sum(e, k);
        z += k;
        n -= k;
    }
    return max + num_log(sum);
}

double num_max(const double *z, size_t n)
{
    double max = z[0];

    for (size_t i = 1; i < n; i++)
        max = z[i] > max ? z[i] : max;
    return max;
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
