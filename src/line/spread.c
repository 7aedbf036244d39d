/* Points seen from their centre. */
#include "line/spread.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <math.h>

/* The range of a column, and its mean. */
static double find_range(const double *x, size_t n, double *low, double *high)
{
    *low = *high = x[0];
    for (size_t i = 1; i < n; i++) {
        *low = x[i] < *low ? x[i] : *low;
        *high = x[i] > *high ? x[i] : *high;
    }
    /* what rounding would make of a constant's mean is not a spread */
    return *low == *high ? *low : num_mean(x, n);
}

/* The power of two that brings the greatest distance from the mean near 1. */
static double unit(double low, double high)
{
    int exponent = 0;

    frexp(high / 2.0 - low / 2.0, &exponent);
    return ldexp(1.0, exponent < -1000 ? 1000 : -exponent);
}

struct spread_centre spread_centre(const struct points *p)
{
    struct spread_centre c = {.points = p};

    c.x_mean = find_range(p->x, p->n, &c.x_low, &c.x_high);
    c.y_mean = find_range(p->y, p->n, &c.y_low, &c.y_high);
    c.x_unit = unit(c.x_low, c.x_high);
    c.y_unit = unit(c.y_low, c.y_high);
    return c;
}

/* A block's sums, not means. */
static void products(const void *data, size_t from, size_t n, double *sum)
{
    const struct spread_centre *c = data;
    double term[FOLD_SUMS][FOLD_BLOCK]; /* in the order of struct spread */

    for (size_t i = 0; i < n; i++) {
        double x = (c->points->x[from + i] - c->x_mean) * c->x_unit;
        double y = (c->points->y[from + i] - c->y_mean) * c->y_unit;
        if (c->slope != 0.0)
            y -= c->slope * x;
        term[0][i] = x;
        term[1][i] = y;
        term[2][i] = x * x;
        term[3][i] = x * y;
        term[4][i] = y * y;
    }
    for (size_t k = 0; k < FOLD_SUMS; k++)
        sum[k] = num_sum(term[k], n);
}

struct spread spread_find(const struct spread_centre *c)
{
    struct fold fold = {FOLD_SUMS, products, c};
    double sum[FOLD_SUMS], n = (double)c->points->n;

    fold_sum(&fold, 0, c->points->n, sum);
    return (struct spread){sum[0] / n, sum[1] / n, sum[2] / n, sum[3] / n,
                           sum[4] / n};
}
