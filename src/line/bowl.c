/* The yardsticks beside every loss, from the data alone. */
#include "trainloop/bowl.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>

enum { CENTRED = 1024 }; /* points whose products are summed at a time */

/* Means of the products of dx = (x - x_mean) x_unit and dy, likewise. */
struct spread {
    double x_unit, y_unit; /* powers of two: they cost no digit */
    double xx, xy, yy;
    double x_rest; /* what x_mean lacks to the mean of x        */
};

/* The first pass over a column: its range, and its mean in num_sum's order. */
static double find_range(const double *x, size_t n, double *low, double *high)
{
    double sum = 0.0;

    *low = *high = x[0];
    for (size_t from = 0; from < n; from += FOLD_CHUNK) {
        size_t k = n - from < FOLD_CHUNK ? n - from : FOLD_CHUNK;
        for (size_t i = from; i < from + k; i++) {
            *low = x[i] < *low ? x[i] : *low;
            *high = x[i] > *high ? x[i] : *high;
        }
        sum += num_sum(x + from, k);
    }
    /* what rounding would make of a constant's mean is not a spread */
    return *low == *high ? *low : sum / (double)n;
}

/* The power of two that brings the greatest distance from the mean near 1. */
static double unit(double low, double high)
{
    int exponent = 0;

    frexp(high / 2.0 - low / 2.0, &exponent);
    return ldexp(1.0, exponent < -1000 ? 1000 : -exponent);
}

/* The second pass: the mean of each product, corrected for what rounding left
   of the means of dx and dy themselves. */
static void find_spread(struct bowl *b, struct spread *s,
                        const struct points *points)
{
    double xx[CENTRED], xy[CENTRED], yy[CENTRED], dx[CENTRED], dy[CENTRED];
    double n = (double)points->n, x = 0.0, y = 0.0;

    s->xx = s->xy = s->yy = 0.0;
    for (size_t from = 0; from < points->n; from += CENTRED) {
        size_t k = points->n - from < CENTRED ? points->n - from : CENTRED;
        for (size_t i = 0; i < k; i++) {
            dx[i] = (points->x[from + i] - b->x_mean) * s->x_unit;
            dy[i] = (points->y[from + i] - b->y_mean) * s->y_unit;
            xx[i] = dx[i] * dx[i];
            xy[i] = dx[i] * dy[i];
            yy[i] = dy[i] * dy[i];
        }
        s->xx += num_sum(xx, k);
        s->xy += num_sum(xy, k);
        s->yy += num_sum(yy, k);
        x += num_sum(dx, k);
        y += num_sum(dy, k);
    }
    x /= n, y /= n;
    s->x_rest = x / s->x_unit;
    s->xx = s->xx / n - x * x;
    s->xy = s->xy / n - x * y;
    s->yy = s->yy / n - y * y;
}

/* The third pass: the loss of the best line, each error taken from the centre
   of the data, where nothing cancels.  slope is in the units of the spread.
   What may be rounding counts as 0: the line is perfect. */
static double find_floor(const struct bowl *b, const struct spread *s,
                         double slope, const struct points *points)
{
    double square[CENTRED], sum = 0.0;

    for (size_t from = 0; from < points->n; from += CENTRED) {
        size_t k = points->n - from < CENTRED ? points->n - from : CENTRED;
        for (size_t i = 0; i < k; i++) {
            double dx = (points->x[from + i] - b->x_mean) * s->x_unit;
            double dy = (points->y[from + i] - b->y_mean) * s->y_unit;
            double error = dy - slope * dx;
            square[i] = error * error;
        }
        sum += num_sum(square, k);
    }
    double floor = sum / (double)points->n / s->y_unit / s->y_unit;
    return floor <= b->rounding ? 0.0 : floor;
}

/* sqrt(x^2 + y^2); a power of two keeps the squares in range. */
static double length(double x, double y)
{
    int exponent = 0;

    frexp(fmax(fabs(x), fabs(y)), &exponent);
    x = ldexp(x, -exponent);
    y = ldexp(y, -exponent);
    return ldexp(sqrt(x * x + y * y), exponent);
}

/* The half Hessian [a m; m 1] has the determinant a - m^2 = variance: taken
   from there, the small eigenvalue does not come from a difference.  A rate
   near the critical one shows every last digit of the great one: x_rest. */
static void find_eigenvalues(struct bowl *b, double x_rest)
{
    double m = b->x_mean, variance = b->x_deviation * b->x_deviation;
    double a = variance + m * (m + 2.0 * x_rest);
    double greater = (a + 1.0 + length(a - 1.0, 2.0 * m)) / 2.0;
    double less = variance / greater;

    b->steep = 2.0 * greater;
    b->flat = 2.0 * less;
    b->critical = 2.0 / b->steep;
    b->condition = b->flat > 0.0 ? b->steep / b->flat : HUGE_VAL;
    /* Of the two rows of (M - less) (v, w) = 0 the longer tells the direction
       without cancellation. */
    double v = m < 0.0 ? 1.0 - less : less - 1.0, w = fabs(m);
    if (a - less > 1.0 - less) {
        v = -m;
        w = a - less;
    }
    double scale = length(v, w);
    b->flat_way.slope = scale > 0.0 ? v / scale : 1.0;
    b->flat_way.intercept = scale > 0.0 ? w / scale : 0.0;
}

struct bowl bowl_measure(const struct points *points)
{
    struct bowl b = {0};
    struct spread s;

    b.x_mean = find_range(points->x, points->n, &b.x_low, &b.x_high);
    b.y_mean = find_range(points->y, points->n, &b.y_low, &b.y_high);
    b.rounding = 4.0 * DBL_EPSILON * fmax(fabs(b.y_low), fabs(b.y_high));
    b.rounding *= b.rounding;
    s.x_unit = unit(b.x_low, b.x_high);
    s.y_unit = unit(b.y_low, b.y_high);
    find_spread(&b, &s, points);

    b.unique = b.x_high > b.x_low;
    double slope = b.unique ? s.xy / s.xx : 0.0;
    b.best.slope = slope * s.x_unit / s.y_unit;
    b.best.intercept = b.y_mean - b.best.slope * b.x_mean;
    b.baseline = s.yy / s.y_unit / s.y_unit;
    b.floor = find_floor(&b, &s, slope, points);
    b.x_deviation = b.unique ? sqrt(s.xx) / s.x_unit : 0.0;
    find_eigenvalues(&b, s.x_rest);
    return b;
}

struct bowl bowl_scale(const struct bowl *bowl, double center, double scale)
{
    struct bowl b = *bowl;

    b.x_low = (b.x_low - center) / scale;
    b.x_high = (b.x_high - center) / scale;
    b.x_mean = (b.x_mean - center) / scale;
    b.x_deviation /= scale;
    b.best = line_scale(&b.best, center, scale);
    find_eigenvalues(&b, 0.0);
    return b;
}

struct line bowl_contour(const struct bowl *bowl, double above, double u,
                         bool far)
{
    double side = far ? -1.0 : 1.0, one = 1.0 + u * u;
    double steep = side * sqrt(2.0 * above / bowl->steep) * (1.0 - u * u) / one;
    double flat = side * sqrt(2.0 * above / bowl->flat) * 2.0 * u / one;
    struct line way = bowl->flat_way;

    return (struct line){
        bowl->best.slope + steep * way.intercept + flat * way.slope,
        bowl->best.intercept - steep * way.slope + flat * way.intercept};
}

double bowl_shrink(double lr, double eigenvalue)
{
    double s = lr * eigenvalue, rest = 1.0 - s;

    if (!(s > 0.0) || s >= 0.5)
        return num_log(fabs(rest));
    if (rest == 1.0)
        return -s;
    /* what rounding took from 1 - s, it takes from the quotient, too */
    return num_log(rest) * (s / (1.0 - rest));
}

double bowl_epochs(double lr, double eigenvalue)
{
    double shrink = bowl_shrink(lr, eigenvalue);

    return shrink < 0.0 ? -1.0 / shrink : HUGE_VAL;
}
