/* The yardsticks beside every loss, from the data alone. */
#include "trainloop/bowl.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <float.h>
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

/* Points seen from their centre: dx = (x - x_mean) x_unit; dy, likewise, is
   from the line dy = slope dx on. */
struct centred {
    const struct points *points;
    double x_mean, y_mean;
    double x_unit, y_unit; /* powers of two: they cost no digit */
    double slope;
};

/* The means of dx, dy, dx^2, dx dy and dy^2; a block has their sums. */
struct spread {
    double x, y, xx, xy, yy;
};

static void products(const void *data, size_t from, size_t n, double *sum)
{
    const struct centred *c = data;
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

/* A pass over the points. */
static struct spread find_spread(const struct centred *c)
{
    struct fold fold = {FOLD_SUMS, products, c};
    double sum[FOLD_SUMS], n = (double)c->points->n;

    fold_sum(&fold, 0, c->points->n, sum);
    return (struct spread){sum[0] / n, sum[1] / n, sum[2] / n, sum[3] / n,
                           sum[4] / n};
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
    /* the rate that the eigenvalue's rounding hides counts as critical, too */
    b->critical = 2.0 * (1.0 + b->momentum) / b->steep * (1.0 + 1e-15);
    b->condition = b->flat > 0.0 ? b->steep / b->flat : HUGE_VAL;
    /* Of the two rows of (M - less) (v, w) = 0 the longer tells the direction
       without cancellation. */
    bool first = a - less > 1.0 - less;
    double v = first ? -m : m < 0.0 ? 1.0 - less : less - 1.0;
    double w = first ? a - less : fabs(m);
    double scale = length(v, w);
    b->flat_way.slope = scale > 0.0 ? v / scale : 1.0;
    b->flat_way.intercept = scale > 0.0 ? w / scale : 0.0;
}

struct bowl bowl_measure(const struct points *points)
{
    struct bowl b = {0};

    b.x_mean = find_range(points->x, points->n, &b.x_low, &b.x_high);
    b.y_mean = find_range(points->y, points->n, &b.y_low, &b.y_high);
    double place = 4.0 * DBL_EPSILON * fmax(fabs(b.y_low), fabs(b.y_high));
    /* A line adds up several roundings, and a run ends where half a digit of
       a parameter is more than its step: some hundred places.  inf is none. */
    b.rounding = fmin(1e4 * place * place, DBL_MAX);
    struct centred c = {.points = points,
                        .x_mean = b.x_mean,
                        .y_mean = b.y_mean,
                        .x_unit = unit(b.x_low, b.x_high),
                        .y_unit = unit(b.y_low, b.y_high)};
    struct spread s = find_spread(&c);
    double variance = s.xx - s.x * s.x; /* rounding left a rest of the means */

    b.unique = b.x_high > b.x_low;
    c.slope = b.unique ? (s.xy - s.x * s.y) / variance : 0.0;
    b.best.slope = c.slope * c.x_unit / c.y_unit;
    b.best.intercept = b.y_mean - b.best.slope * b.x_mean;
    b.baseline = (s.yy - s.y * s.y) / c.y_unit / c.y_unit;
    /* from the centre, where nothing cancels; what may be rounding is 0 */
    double floor = find_spread(&c).yy;
    place *= c.y_unit;
    b.floor = floor <= place * place ? 0.0 : floor / c.y_unit / c.y_unit;
    b.x_deviation = b.unique ? sqrt(variance) / c.x_unit : 0.0;
    find_eigenvalues(&b, s.x / c.x_unit);
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

struct line bowl_line(const struct bowl *b, double steep, double flat)
{
    double v = b->flat_way.slope, w = b->flat_way.intercept;

    return (struct line){b->best.slope + steep * w + flat * v,
                         b->best.intercept - steep * v + flat * w};
}

struct line bowl_contour(const struct bowl *bowl, double above, double u,
                         bool far)
{
    double side = far ? -1.0 : 1.0, one = 1.0 + u * u;
    double steep = side * sqrt(2.0 * above / bowl->steep) * (1.0 - u * u) / one;
    double flat = side * sqrt(2.0 * above / bowl->flat) * 2.0 * u / one;

    return bowl_line(bowl, steep, flat);
}

void bowl_momentum(struct bowl *bowl, double momentum)
{
    bowl->momentum = momentum;
    bowl->critical *= 1.0 + momentum;
}

struct bowl_pair bowl_fastest(const struct bowl *bowl)
{
    double root = sqrt(bowl->steep) + sqrt(bowl->flat);
    double factor = (sqrt(bowl->steep) - sqrt(bowl->flat)) / root;

    return (struct bowl_pair){4.0 / (root * root), factor * factor, factor};
}

/* ln |1 - s| */
static double shrink(double s)
{
    double rest = 1.0 - s;

    if (!(s > 0.0) || s >= 0.5)
        return num_log(fabs(rest));
    if (rest == 1.0)
        return -s;
    /* what rounding took from 1 - s, it takes from the quotient, too */
    return num_log(rest) * (s / (1.0 - rest));
}

/* The roots of r^2 = (1 + B - s) r - B: their half sum, and a fourth of the
   discriminant, below 0 where they are a pair of complex ones. */
static double roots(double s, double momentum, double *middle)
{
    *middle = (1.0 + momentum - s) / 2.0;
    return *middle * *middle - momentum;
}

double bowl_shrink(double lr, double eigenvalue, double momentum)
{
    double s = lr * eigenvalue, middle;

    if (momentum == 0.0)
        return shrink(s);
    if (s > 1.0 + momentum) /* the roots are those of this s, negative */
        s = 2.0 * (1.0 + momentum) - s;
    double square = roots(s, momentum, &middle);
    if (square < 0.0)
        return num_log(momentum) / 2.0;
    /* 1 - the greater root, without cancellation */
    return shrink(2.0 * s / (1.0 - momentum + s + 2.0 * sqrt(square)));
}

int bowl_side(double lr, double eigenvalue, double momentum)
{
    double middle, square = roots(lr * eigenvalue, momentum, &middle);

    return square < 0.0 ? 0 : middle < 0.0 ? -1 : 1;
}

double bowl_epochs(double lr, double eigenvalue)
{
    double rate = bowl_shrink(lr, eigenvalue, 0.0);

    return rate < 0.0 ? num_log(0.01) / rate : HUGE_VAL;
}
