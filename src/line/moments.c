/* Rows that somebody else has added up. */
#include "trainloop/moments.h"

#include "line/spread.h"

#include <math.h>

struct moments moments_measure(const struct points *points)
{
    struct spread_centre c = spread_centre(points);
    struct spread s = spread_find(&c);
    struct moments m = {
        .n = (double)points->n,
        /* rounding left a rest of the means */
        .mean_x = fmin(fmax(c.x_mean + s.x / c.x_unit, c.x_low), c.x_high),
        .mean_y = fmin(fmax(c.y_mean + s.y / c.y_unit, c.y_low), c.y_high),
        .var_x = (s.xx - s.x * s.x) / c.x_unit / c.x_unit,
        .cov_xy = (s.xy - s.x * s.y) / c.x_unit / c.y_unit,
        .var_y = (s.yy - s.y * s.y) / c.y_unit / c.y_unit,
        .min_x = c.x_low,
        .max_x = c.x_high,
        .min_y = c.y_low,
        .max_y = c.y_high,
    };

    moments_fit(&m);
    return m;
}

static const double slack = 1e-9;

/* A column: its mean, variance and range. */
struct column {
    double n, mean, var, low, high;
};

enum { NEGATIVE, BEYOND, ONE, ORDER, OUTSIDE, WIDE, NARROW, RIGHT };

/* What is wrong with it. */
static int judge(const struct column *c)
{
    double low = c->low, high = c->high;
    double place = slack * fmax(fabs(low), fabs(high));
    double up = high - c->mean + place, down = c->mean - low + place;
    double half = (high - low) / 2.0;

    if (!(c->var >= 0.0))
        return NEGATIVE;
    if (isinf(c->var) || isinf(c->mean))
        return BEYOND;
    if (c->n == 1.0 && c->var > 0.0)
        return ONE;
    if (isnan(low))
        return RIGHT;
    if (low > high)
        return ORDER;
    if (up < 0.0 || down < 0.0)
        return OUTSIDE;
    /* R. Bhatia, C. Davis, "A better bound on the variance", 2000 */
    if (c->var > (1.0 + slack) * up * down)
        return WIDE;
    /* the two at the ends alone */
    if (sqrt(c->var) < (1.0 - slack) * half * sqrt(2.0 / c->n) - place)
        return NARROW;
    return RIGHT;
}

const char *moments_wrong(const struct moments *m)
{
    static const char *const words[2][RIGHT + 1] = {
        {"var_x is below 0", "mean_x or var_x is beyond all numbers",
         "var_x is above 0, of one row", "min_x is above max_x",
         "mean_x is not between min_x and max_x",
         "var_x is more than min_x and max_x allow",
         "var_x is less than min_x and max_x allow", NULL},
        {"var_y is below 0", "mean_y or var_y is beyond all numbers",
         "var_y is above 0, of one row", "min_y is above max_y",
         "mean_y is not between min_y and max_y",
         "var_y is more than min_y and max_y allow",
         "var_y is less than min_y and max_y allow", NULL},
    };
    struct column x = {m->n, m->mean_x, m->var_x, m->min_x, m->max_x};
    struct column y = {m->n, m->mean_y, m->var_y, m->min_y, m->max_y};
    const char *why = words[0][judge(&x)];

    why = why ? why : words[1][judge(&y)];
    if (why)
        return why;
    /* A. L. Cauchy, H. A. Schwarz */
    if (fabs(m->cov_xy) > (1.0 + slack) * sqrt(m->var_x) * sqrt(m->var_y))
        return "cov_xy is above the root of var_x * var_y";
    return m->var_x > 0.0 && isinf(m->cov_xy / m->var_x)
               ? "cov_xy / var_x, the slope, is beyond all numbers"
               : NULL;
}

struct moments moments_merge(const struct moments *a, const struct moments *b)
{
    double n = a->n + b->n, part = b->n / n, rest = a->n / n;
    double x = b->mean_x - a->mean_x, y = b->mean_y - a->mean_y;
    struct moments m = {
        .n = n,
        .mean_x = a->mean_x + part * x,
        .mean_y = a->mean_y + part * y,
        .var_x = rest * a->var_x + part * b->var_x + rest * x * part * x,
        .cov_xy = rest * a->cov_xy + part * b->cov_xy + rest * x * part * y,
        .var_y = rest * a->var_y + part * b->var_y + rest * y * part * y,
        .min_x = a->min_x < b->min_x ? a->min_x : b->min_x,
        .max_x = a->max_x > b->max_x ? a->max_x : b->max_x,
        .min_y = a->min_y < b->min_y ? a->min_y : b->min_y,
        .max_y = a->max_y > b->max_y ? a->max_y : b->max_y,
    };

    if (isnan(a->min_x)) /* b's may be known */
        m.min_x = m.max_x = m.min_y = m.max_y = (double)NAN;
    return m;
}

void moments_fit(struct moments *m)
{
    m->slope = m->var_x > 0.0 ? m->cov_xy / m->var_x : 0.0;
    m->floor = m->var_y - m->slope * m->cov_xy;
    if (!(m->floor > 1e-14 * m->var_y))
        m->floor = 0.0;
}

struct gradient moments_gradient(const struct moments *m,
                                 const struct line *line)
{
    double off = m->slope - line->slope;
    double error = m->mean_y - (line->slope * m->mean_x + line->intercept);

    return (struct gradient){
        .loss = m->floor + m->var_x * off * off + error * error,
        .d_slope = -2.0 * (m->var_x * off + m->mean_x * error),
        .d_intercept = -2.0 * error,
    };
}

void moments_scale(struct moments *m, double center, double scale)
{
    m->mean_x = (m->mean_x - center) / scale;
    m->var_x = m->var_x / scale / scale;
    m->cov_xy /= scale;
    m->slope *= scale;
    m->min_x = (m->min_x - center) / scale;
    m->max_x = (m->max_x - center) / scale;
}
