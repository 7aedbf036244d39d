/*
 * The training loop of a straight line takes four steps, an epoch each time
 * round: predict, measure the loss, find the gradient, update.  Here they are.
 */
#include "trainloop/linreg.h"

#include "trainloop/num.h"

#include <math.h>

/* 1. Predict. */
double linreg_predict(const struct line *line, double x)
{
    return line->slope * x + line->intercept;
}

/* 2. Measure the loss; 3. find the gradient. */
struct linreg_gradient linreg_gradient_plain(const struct line *line,
                                             const struct points *points,
                                             double *scratch)
{
    size_t n = points->n;
    double count = (double)n;
    struct linreg_gradient g;

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - linreg_predict(line, points->x[i]);
        scratch[i] = error * error;
    }
    g.loss = num_sum(scratch, n) / count;

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - linreg_predict(line, points->x[i]);
        scratch[i] = points->x[i] * error;
    }
    g.d_slope = -2.0 * (num_sum(scratch, n) / count);

    for (size_t i = 0; i < n; i++)
        scratch[i] = points->y[i] - linreg_predict(line, points->x[i]);
    g.d_intercept = -2.0 * (num_sum(scratch, n) / count);
    return g;
}

/* 4. Update. */
void linreg_descend(struct line *line, const struct linreg_gradient *g,
                    double lr)
{
    line->slope -= lr * g->d_slope;
    line->intercept -= lr * g->d_intercept;
}

/* The loop itself is in src/lesson/cmd_linreg.c; linreg_gradient, which does
   steps 1 to 3 in one pass over the data, is in linreg_pass.c. */

struct line linreg_unscale(const struct line *line, double center, double scale)
{
    struct line original;

    original.slope = line->slope / scale;
    original.intercept = line->intercept - original.slope * center;
    return original;
}

struct line linreg_scale(const struct line *line, double center, double scale)
{
    struct line scaled;

    scaled.slope = line->slope * scale;
    scaled.intercept = line->intercept + line->slope * center;
    return scaled;
}

struct linreg_gradient linreg_unscale_gradient(const struct linreg_gradient *g,
                                               double center, double scale)
{
    struct linreg_gradient original = *g;

    original.d_slope = g->d_slope * scale + g->d_intercept * center;
    return original;
}

static double loss_at(double slope, double intercept,
                      const struct points *points)
{
    struct line line = {slope, intercept};

    return linreg_gradient(&line, points).loss;
}

struct linreg_gradient linreg_gradient_central(const struct line *line,
                                               const struct points *points,
                                               const struct line *h)
{
    double slope = line->slope, intercept = line->intercept;
    struct linreg_gradient g = {.loss = loss_at(slope, intercept, points)};

    g.d_slope = (loss_at(slope + h->slope, intercept, points) -
                 loss_at(slope - h->slope, intercept, points)) /
                (2.0 * h->slope);
    g.d_intercept = (loss_at(slope, intercept + h->intercept, points) -
                     loss_at(slope, intercept - h->intercept, points)) /
                    (2.0 * h->intercept);
    return g;
}

double linreg_mean_error(const struct line *line, const struct points *points)
{
    double error[NUM_CHUNK], sum = 0.0;

    for (size_t from = 0; from < points->n; from += NUM_CHUNK) {
        size_t left = points->n - from;
        size_t k = left < NUM_CHUNK ? left : NUM_CHUNK;
        for (size_t i = 0; i < k; i++)
            error[i] = fabs(points->y[from + i] -
                            linreg_predict(line, points->x[from + i]));
        sum += num_sum(error, k);
    }
    return sum / (double)points->n;
}

double linreg_worst(const struct line *line, const struct points *points)
{
    double worst = 0.0;

    for (size_t i = 0; i < points->n; i++) {
        double error = fabs(points->y[i] - linreg_predict(line, points->x[i]));
        if (error != error)
            return error;
        if (error > worst)
            worst = error;
    }
    return worst;
}
