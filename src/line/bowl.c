/* The yardsticks beside every loss, from the data alone. */
#include "trainloop/bowl.h"

#include "line/spread.h"

#include "trainloop/moments.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>

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

/* A line adds up several roundings, and a run ends where half a digit of a
   parameter is more than its step: some hundred places of y.  inf is none. */
static double rounding(double place)
{
    return fmin(1e4 * place * place, DBL_MAX);
}

/* What is not known of sums is NaN: ranges, where they were not given. */
static struct bowl measure_sums(const struct moments *m)
{
    double far = fmax(fabs(m->min_y), fabs(m->max_y)); /* NaN: if both are */

    if (isnan(far))
        far = fabs(m->mean_y) + 10.0 * sqrt(m->var_y);
    struct bowl b = {.x_low = m->min_x,
                     .x_high = m->max_x,
                     .x_mean = m->mean_x,
                     .y_low = m->min_y,
                     .y_high = m->max_y,
                     .y_mean = m->mean_y,
                     .x_deviation = sqrt(m->var_x),
                     .baseline = m->var_y,
                     .floor = m->floor,
                     .rounding = rounding(4.0 * DBL_EPSILON * far),
                     .best.slope = m->slope,
                     .unique = m->var_x > 0.0};

    b.best.intercept = m->mean_y - m->slope * m->mean_x;
    find_eigenvalues(&b, 0.0);
    return b;
}

struct bowl bowl_measure(const struct points *points)
{
    if (points->sums)
        return measure_sums(points->sums);
    struct spread_centre c = spread_centre(points);
    struct spread s = spread_find(&c);
    double variance = s.xx - s.x * s.x; /* rounding left a rest of the means */
    double place = 4.0 * DBL_EPSILON * fmax(fabs(c.y_low), fabs(c.y_high));
    struct bowl b = {.x_low = c.x_low,
                     .x_high = c.x_high,
                     .x_mean = c.x_mean,
                     .y_low = c.y_low,
                     .y_high = c.y_high,
                     .y_mean = c.y_mean,
                     .rounding = rounding(place),
                     .unique = c.x_high > c.x_low};

    c.slope = b.unique ? (s.xy - s.x * s.y) / variance : 0.0;
    b.best.slope = c.slope * c.x_unit / c.y_unit;
    b.best.intercept = b.y_mean - b.best.slope * b.x_mean;
    b.baseline = (s.yy - s.y * s.y) / c.y_unit / c.y_unit;
    /* from the centre, where nothing cancels; what may be rounding is 0 */
    double floor = spread_find(&c).yy;
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
