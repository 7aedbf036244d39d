/*
 * The four steps of the first lesson, for a straight line: predict, measure
 * the loss, find the gradient, update.  The loop around them is fit_line.
 *
 * line_gradient takes steps 1 to 3 in one pass over the data.  Its three sums
 * run in the order of num_sum, so its bits are those of the plain twin,
 * twin.c.  Each of the three has eight running sums.  Taken two at a time they
 * stay in registers; a block is small enough to be read four times from the
 * cache.  (gcc's -O3 unrolls the pair and loses it: the build gives this file
 * -O2.)
 */
#include "trainloop/line.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <math.h>

double line_predict(const struct line *line, double x)
{
    return line->slope * x + line->intercept;
}

struct sums {
    double square;  /* of error^2  */
    double product; /* of x * error */
    double error;
};

static struct sums add(struct sums a, struct sums b)
{
    a.square += b.square;
    a.product += b.product;
    a.error += b.error;
    return a;
}

/* The sums of n <= FOLD_BLOCK points. */
static struct sums sum_block(struct line line, const double *x, const double *y,
                             size_t n)
{
    double square[FOLD_LANES], product[FOLD_LANES], error[FOLD_LANES];
    struct sums sums = {0.0, 0.0, 0.0};
    size_t whole = n - n % FOLD_LANES;

    if (whole > 0) {
        for (size_t lane = 0; lane < FOLD_LANES; lane += 2) {
            double s[2] = {0.0, 0.0}, p[2] = {0.0, 0.0}, t[2] = {0.0, 0.0};
            for (size_t i = lane; i < whole; i += FOLD_LANES)
                for (size_t k = 0; k < 2; k++) {
                    double e =
                        y[i + k] - (line.slope * x[i + k] + line.intercept);
                    s[k] += e * e;
                    p[k] += x[i + k] * e;
                    t[k] += e;
                }
            for (size_t k = 0; k < 2; k++) {
                square[lane + k] = s[k];
                product[lane + k] = p[k];
                error[lane + k] = t[k];
            }
        }
        sums.square = fold_lanes(square);
        sums.product = fold_lanes(product);
        sums.error = fold_lanes(error);
    }
    for (size_t i = whole; i < n; i++) {
        double e = y[i] - (line.slope * x[i] + line.intercept);
        sums = add(sums, (struct sums){e * e, x[i] * e, e});
    }
    return sums;
}

/* Front first: in which order a compiler evaluates two arguments is its own
   affair, and memory read backwards comes several times slower. */
static struct sums sum_halves(struct line line, const double *x,
                              const double *y, size_t n)
{
    size_t half = fold_half(n);

    if (n <= FOLD_BLOCK)
        return sum_block(line, x, y, n);
    struct sums front = sum_halves(line, x, y, half);
    return add(front, sum_halves(line, x + half, y + half, n - half));
}

struct gradient line_gradient(const struct line *line,
                              const struct points *points)
{
    const double *x = points->x, *y = points->y;
    double count = (double)points->n;
    struct sums sums = {0.0, 0.0, 0.0};
    size_t n = points->n;

    for (; n > FOLD_CHUNK; x += FOLD_CHUNK, y += FOLD_CHUNK, n -= FOLD_CHUNK)
        sums = add(sums, sum_halves(*line, x, y, FOLD_CHUNK));
    sums = add(sums, sum_halves(*line, x, y, n));
    return (struct gradient){
        .loss = sums.square / count,
        .d_slope = -2.0 * (sums.product / count),
        .d_intercept = -2.0 * (sums.error / count),
    };
}

void line_descend(struct line *line, const struct gradient *g, double lr)
{
    line->slope -= lr * g->d_slope;
    line->intercept -= lr * g->d_intercept;
}

struct line line_unscale(const struct line *line, double center, double scale)
{
    struct line original;

    original.slope = line->slope / scale;
    original.intercept = line->intercept - original.slope * center;
    return original;
}

struct line line_scale(const struct line *line, double center, double scale)
{
    struct line scaled;

    scaled.slope = line->slope * scale;
    scaled.intercept = line->intercept + line->slope * center;
    return scaled;
}

struct gradient line_unscale_gradient(const struct gradient *g, double center,
                                      double scale)
{
    struct gradient original = *g;

    original.d_slope = g->d_slope * scale + g->d_intercept * center;
    return original;
}

static double loss_at(double slope, double intercept,
                      const struct points *points)
{
    struct line line = {slope, intercept};

    return line_gradient(&line, points).loss;
}

struct gradient line_gradient_central(const struct line *line,
                                      const struct points *points,
                                      const struct line *h)
{
    double slope = line->slope, intercept = line->intercept;
    struct gradient g = {.loss = loss_at(slope, intercept, points)};

    g.d_slope = (loss_at(slope + h->slope, intercept, points) -
                 loss_at(slope - h->slope, intercept, points)) /
                (2.0 * h->slope);
    g.d_intercept = (loss_at(slope, intercept + h->intercept, points) -
                     loss_at(slope, intercept - h->intercept, points)) /
                    (2.0 * h->intercept);
    return g;
}

double line_mean_error(const struct line *line, const struct points *points)
{
    double error[FOLD_CHUNK], sum = 0.0;

    for (size_t from = 0; from < points->n; from += FOLD_CHUNK) {
        size_t left = points->n - from;
        size_t k = left < FOLD_CHUNK ? left : FOLD_CHUNK;
        for (size_t i = 0; i < k; i++)
            error[i] = fabs(points->y[from + i] -
                            line_predict(line, points->x[from + i]));
        sum += num_sum(error, k);
    }
    return sum / (double)points->n;
}

double line_worst(const struct line *line, const struct points *points)
{
    double worst = 0.0;

    for (size_t i = 0; i < points->n; i++) {
        double error = fabs(points->y[i] - line_predict(line, points->x[i]));
        if (error != error)
            return error;
        if (error > worst)
            worst = error;
    }
    return worst;
}
