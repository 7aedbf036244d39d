/*
 * The four steps of the first lesson, for a straight line: predict, measure
 * the loss, find the gradient, update.  The loop around them is in fit_line.c.
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

static inline double miss(const struct task *task, size_t i)
{
    return task->y[i] - line_predict(&task->line, task->x[i]);
}

/* The sums of error^2, x * error and error over n <= FOLD_BLOCK points. */
static void sum_block(const void *data, size_t from, size_t n, double *sum)
{
    const struct task all = *(const struct task *)data;
    const struct task task = {all.line, all.x + from, all.y + from};
    double square[FOLD_LANES], product[FOLD_LANES], error[FOLD_LANES];
    size_t whole = n - n % FOLD_LANES;

    sum[0] = sum[1] = sum[2] = 0.0;
    if (whole > 0) {
        for (size_t lane = 0; lane < FOLD_LANES; lane += 2) {
            double s[2] = {0.0, 0.0}, p[2] = {0.0, 0.0}, t[2] = {0.0, 0.0};
            for (size_t i = lane; i < whole; i += FOLD_LANES)
                for (size_t k = 0; k < 2; k++) {
                    double e = miss(&task, i + k);
                    s[k] += e * e;
                    p[k] += task.x[i + k] * e;
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
        double e = miss(&task, i);
        sum[0] += e * e;
        sum[1] += task.x[i] * e;
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

double line_loss(const struct line *line, const struct points *points)
{
    return line_gradient(line, points).loss;
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
    return line_loss(&(struct line){slope, intercept}, points);
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

static void sum_sizes(const void *data, size_t from, size_t n, double *sum)
{
    double size[FOLD_BLOCK];

    for (size_t i = 0; i < n; i++)
        size[i] = fabs(miss(data, from + i));
    *sum = num_sum(size, n);
}

double line_mean_error(const struct line *line, const struct points *points)
{
    struct task task = {*line, points->x, points->y};
    struct fold fold = {1, sum_sizes, &task};
    double sum;

    fold_sum(&fold, 0, points->n, &sum);
    return sum / (double)points->n;
}

double line_worst(const struct line *line, const struct points *points)
{
    struct task task = {*line, points->x, points->y};
    double worst = 0.0;

    for (size_t i = 0; i < points->n; i++) {
        double error = fabs(miss(&task, i));
        if (error != error)
            return error;
        worst = error > worst ? error : worst;
    }
    return worst;
}
