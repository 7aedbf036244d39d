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

/* Whose errors are summed. */
struct task {
    struct line line;
    const double *x, *y;
};

/* The sums of error^2, x * error and error over n <= FOLD_BLOCK points. */
static void sum_block(const void *data, size_t from, size_t n, double *sum)
{
    const struct task *task = data;
    const struct line line = task->line;
    const double *x = task->x + from, *y = task->y + from;
    double square[FOLD_LANES], product[FOLD_LANES], error[FOLD_LANES];
    size_t whole = n - n % FOLD_LANES;

    sum[0] = sum[1] = sum[2] = 0.0;
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
        sum[0] = fold_lanes(square);
        sum[1] = fold_lanes(product);
        sum[2] = fold_lanes(error);
    }
    for (size_t i = whole; i < n; i++) {
        double e = y[i] - (line.slope * x[i] + line.intercept);
        sum[0] += e * e;
        sum[1] += x[i] * e;
        sum[2] += e;
    }
}

struct gradient line_gradient(const struct line *line,
                              const struct points *points)
{
    struct task task = {*line, points->x, points->y};
    struct fold fold = {3, sum_block, &task};
    double sum[3], n = (double)points->n;

    if (points->n <= FOLD_BLOCK)
        sum_block(&task, 0, points->n, sum); /* the lesson's case: at once */
    else
        fold_sum(&fold, 0, points->n, sum);
    return (struct gradient){
        .loss = sum[0] / n,
        .d_slope = -2.0 * (sum[1] / n),
        .d_intercept = -2.0 * (sum[2] / n),
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

static void sizes(const void *data, size_t from, size_t n, double *sum)
{
    const struct task *task = data;
    double size[FOLD_BLOCK];

    for (size_t i = 0; i < n; i++)
        size[i] = fabs(task->y[from + i] -
                       line_predict(&task->line, task->x[from + i]));
    *sum = num_sum(size, n);
}

double line_mean_error(const struct line *line, const struct points *points)
{
    struct task task = {*line, points->x, points->y};
    struct fold fold = {1, sizes, &task};
    double sum;

    fold_sum(&fold, 0, points->n, &sum);
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
