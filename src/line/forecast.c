/* What a run will do, before it runs: the closed form of its loss curve. */
#include "trainloop/forecast.h"

#include "trainloop/judge.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>

/*
 * The line's distance from the best one, by two numbers that need no intercept
 * at x = 0, perhaps far outside the data: the difference of the slopes, and of
 * the predictions at the mean of x.  The half Hessian has the eigenvalues g and
 * l, g * l is the variance of x, (c, s) is the steep direction.  Put into
 * c * d_slope + s * d_intercept, and into -s * d_slope + c * d_intercept for
 * the flat one, all that would cancel does.
 */
struct forecast forecast_on(const struct bowl *bowl, const struct line *line,
                            const struct line *velocity, double lr)
{
    double g = bowl->steep / 2.0, l = bowl->flat / 2.0;
    double c = bowl->flat_way.intercept, s = -bowl->flat_way.slope;
    double slope = line->slope - bowl->best.slope;
    double middle = line_predict(line, bowl->x_mean) - bowl->y_mean;
    double steep = middle * s + slope * l * c;
    double flat = middle * c - slope * g * s;
    double pushed = c * velocity->slope + s * velocity->intercept;
    double along = c * velocity->intercept - s * velocity->slope;

    return (struct forecast){
        .floor = bowl->floor,
        .steep = g * steep * steep,
        .flat = l > 0.0 ? l * flat * flat : 0.0,
        .steep_shrink = bowl_shrink(lr, bowl->steep, bowl->momentum),
        .flat_shrink = bowl_shrink(lr, bowl->flat, bowl->momentum),
        .rounding = bowl->rounding,
        .momentum = bowl->momentum,
        .stable = lr <= bowl->critical,
        .mode = {{sqrt(g) * steep, sqrt(g) * lr * pushed, lr * bowl->steep},
                 {sqrt(l) * flat, sqrt(l) * lr * along, lr * bowl->flat}},
    };
}

struct forecast forecast_make(const struct bowl *bowl, const struct line *line,
                              double lr)
{
    return forecast_on(bowl, line, &(struct line){0.0, 0.0}, lr);
}

/* The distance after k steps, by the powers of two of the step's matrix. */
static double mode_after(const struct forecast_mode *mode, double momentum,
                         double k)
{
    double d = mode->distance, p = mode->push, s = mode->step;
    double m[2][2] = {{1.0 - s, -momentum}, {s, momentum}};

    if (d == 0.0 && p == 0.0)
        return 0.0;
    for (k = floor(k); k >= 1.0;) {
        double half = floor(k / 2.0);
        if (2.0 * half != k) {
            double from = d;
            d = m[0][0] * from + m[0][1] * p;
            p = m[1][0] * from + m[1][1] * p;
        }
        double a = m[0][0], b = m[0][1], c = m[1][0], e = m[1][1];
        m[0][0] = a * a + b * c;
        m[0][1] = b * (a + e);
        m[1][0] = c * (a + e);
        m[1][1] = e * e + b * c;
        k = half;
    }
    return d == d ? d : HUGE_VAL; /* the difference of two that overflowed */
}

/* What k steps leave of a part of the loss; a part that is 0 stays 0. */
static double left(double part, double shrink, double k)
{
    return part > 0.0 && k > 0.0 ? part * num_exp(2.0 * k * shrink) : part;
}

double forecast_above(const struct forecast *f, double k)
{
    if (f->momentum > 0.0 && k > 0.0) {
        double steep = mode_after(&f->mode[0], f->momentum, k);
        double flat = mode_after(&f->mode[1], f->momentum, k);
        return steep * steep + flat * flat;
    }
    return left(f->steep, f->steep_shrink, k) +
           left(f->flat, f->flat_shrink, k);
}

double forecast_loss(const struct forecast *f, double k)
{
    return f->floor + forecast_above(f, k);
}

/* What k steps leave of a distance along a direction: its sign changes with
   every step that goes too far. */
static double rest(const struct bowl *bowl, double distance, double lr,
                   double eigenvalue, double k)
{
    struct forecast_mode mode = {distance, 0.0, lr * eigenvalue};

    if (bowl->momentum > 0.0)
        return mode_after(&mode, bowl->momentum, k);
    bool beyond = lr * eigenvalue > 1.0 && floor(k / 2.0) * 2.0 != k;
    double shrink = bowl_shrink(lr, eigenvalue, 0.0);
    double size = left(fabs(distance), shrink, k / 2.0);

    return beyond == (distance < 0.0) ? size : -size;
}

struct line forecast_line(const struct bowl *bowl, const struct line *line,
                          double lr, double k)
{
    double v = bowl->flat_way.slope, w = bowl->flat_way.intercept;
    double slope = line->slope - bowl->best.slope;
    double intercept = line->intercept - bowl->best.intercept;
    double steep = slope * w - intercept * v, flat = slope * v + intercept * w;

    return bowl_line(bowl, rest(bowl, steep, lr, bowl->steep, k),
                     rest(bowl, flat, lr, bowl->flat, k));
}

bool forecast_flat(const struct forecast *f)
{
    double now = forecast_above(f, 0.0);
    double fall = now - forecast_above(f, FORECAST_WINDOW);
    double loss = f->floor + now;

    for (int k = 1; f->momentum > 0.0 && k <= FORECAST_WINDOW; k++)
        fall = fmax(fall, fabs(now - forecast_above(f, k))); /* it swings */
    return now <= f->rounding || (loss <= DBL_MAX && fall < 0.001 * loss);
}

/* The steps after which this part alone passes the limit. */
static double passes(double part, double shrink, double limit)
{
    if (!(part > 0.0) || !(shrink > 0.0))
        return HUGE_VAL;
    if (isinf(shrink))
        return 1.0;
    return fmax(0.0, num_log(limit / part) / (2.0 * shrink));
}

/* With momentum a loss may rise and fall again: each step is looked at, far out
   each hundredth of the way; then back to the first. */
static double search(const struct forecast *f, double limit)
{
    const double far = 1e15;
    double before = 0.0, k = 1.0;

    while (k < far && forecast_loss(f, k) <= limit) {
        before = k;
        k = fmax(k + 1.0, floor(1.01 * k));
    }
    while (k < far && k - before > 1.0) {
        double middle = floor((before + k) / 2.0);
        *(forecast_loss(f, middle) <= limit ? &before : &k) = middle;
    }
    return k < far ? k : HUGE_VAL;
}

/* What the judge takes for divergence: at a stable rate momentum may overshoot
   by far, and comes back. */
static double limit_of(const struct forecast *f)
{
    return f->stable ? DBL_MAX : judge_limit(forecast_loss(f, 0.0));
}

double forecast_overflow(const struct forecast *f)
{
    double first = forecast_loss(f, 0.0), limit = limit_of(f);

    if (!(first <= limit) || isinf(first))
        return 0.0;
    if (f->momentum > 0.0)
        return search(f, limit);
    double k = fmin(passes(f->steep, f->steep_shrink, limit),
                    passes(f->flat, f->flat_shrink, limit));
    /* Both parts and the floor pass it before.  The logarithm of the loss is
       convex: from behind, Newton's steps come down to the place. */
    for (int i = 0; i < 8 && k > 0.0 && isfinite(k); i++) {
        double loss = forecast_loss(f, k);
        double steep = left(f->steep, f->steep_shrink, k);
        double flat = left(f->flat, f->flat_shrink, k);
        double grows = 2.0 * (steep * f->steep_shrink + flat * f->flat_shrink);
        if (!(loss > limit) || !isfinite(loss) || !(grows > 0.0))
            break;
        k = fmax(0.0, k - num_log(loss / limit) * loss / grows);
    }
    return k;
}

bool forecast_diverges(const struct forecast *f, double epochs)
{
    double first = forecast_loss(f, 0.0), end = forecast_loss(f, epochs);

    /* without momentum the curve has no peak inside: its ends tell */
    return !(forecast_loss(f, epochs - 1.0) <= limit_of(f)) ||
           (f->momentum > 0.0 && forecast_overflow(f) < epochs) ||
           !isfinite(end) ||
           (!f->stable && judge_grown(first, end, f->rounding));
}

/* Steps until a part of the loss has come down to a hundredth. */
static double arrival(double shrink)
{
    return shrink < 0.0 ? fmax(1.0, num_log(0.01) / (2.0 * shrink)) : HUGE_VAL;
}

double forecast_arrival(const struct forecast *f)
{
    bool both = f->flat > 0.0 || f->flat_shrink < 0.0;

    return arrival(both ? fmax(f->steep_shrink, f->flat_shrink)
                        : f->steep_shrink);
}

double forecast_epochs(const struct bowl *bowl, double lr, double eigenvalue)
{
    const double momentum = bowl->momentum, s = lr * eigenvalue;
    double rate = bowl_shrink(lr, eigenvalue, momentum);
    struct forecast_mode mode = {1.0, 0.0, s};

    if (momentum == 0.0)
        return bowl_epochs(lr, eigenvalue);
    if (!(rate < 0.0))
        return HUGE_VAL;
    /* The distance begins with 1 and 1 - s: of a pair of complex roots it is
       not above `weight` times their powers, of two real ones not by much.
       From there back to the last epoch with more than 1 %. */
    double middle = (1.0 + momentum - s) / 2.0, off = 1.0 - s - middle;
    double root = sqrt(fabs(middle * middle - momentum));
    double weight = 1.0 + (root > 0.0 ? fabs(off) / root : 1.0);
    double k = fmax(ceil(num_log(0.01 / weight) / rate), 1.0);
    double before = 0.0; /* of real roots the distance only shrinks */
    while (middle * middle >= momentum && k - before > 1.0 && k < 9e15) {
        double half = floor((before + k) / 2.0);
        if (fabs(mode_after(&mode, momentum, half)) > 0.01)
            before = half;
        else
            k = half;
    }
    /* above 2^53 a step less is no other number */
    for (int i = 0; i < 1000000 && k > 1.0 && k < 9e15; i++) {
        if (fabs(mode_after(&mode, momentum, k - 1.0)) > 0.01)
            break;
        k -= 1.0;
    }
    return k;
}

double forecast_fastest(const struct bowl *bowl)
{
    return arrival(bowl_shrink(2.0 / (bowl->condition + 1.0), 1.0, 0.0));
}
