/*
 * The four steps of the first lesson, for a straight line.
 *
 * Each of line_gradient's three sums has the eight running sums of num_sum, of
 * which two at a time stay in registers; a block is read four times from the
 * cache.  (gcc's -O3 unrolls the pair and loses it: this file has -O2.)
 *
 * `trainloop step` shows the lines whose comment is a step and a name.
 */
#include "trainloop/line.h"

#include "trainloop/fold.h"
#include "trainloop/moments.h"
#include "trainloop/num.h"

#include <math.h>

/* ---- 1. Predict ---- */

double line_predict(const struct line *line, double x)
{
    return line->slope * x + line->intercept; /* 1 predict */
}

/* ---- 2. Measure the loss, 3. find the gradient ---- */

/* Whose errors are summed. */
struct task {
    struct line line;
    const double *x, *y;
};

static inline double miss(const struct task *task, size_t i)
{
    double predicted = line_predict(&task->line, task->x[i]);

    return task->y[i] - predicted; /* 2 error */
}

/* The sums of error^2, x * error and error over n <= FOLD_BLOCK points. */
static void sum_block(const void *data, size_t from, size_t n, double *sum)
{
    const struct task all = *(const struct task *)data;
    const struct task task = {all.line, all.x + from, all.y + from};
    double square[FOLD_LANES], product[FOLD_LANES], error[FOLD_LANES];
    size_t whole = n - n % FOLD_LANES;

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
    for (size_t i = whole; i < n; i++) {
        double e = miss(&task, i);
        sum[0] += e * e;         /* 2 square */
        sum[1] += task.x[i] * e; /* 3 product */
        sum[2] += e;
    }
}

struct gradient line_gradient(const struct line *line,
                              const struct points *points)
{
    struct task task = {*line, points->x, points->y};
    struct fold fold = {3, sum_block, &task};
    double sum[3], n = (double)points->n;

    if (points->sums) /* the rows were added up before */
        return moments_gradient(points->sums, line);
    if (points->n <= FOLD_BLOCK)
        sum_block(&task, 0, points->n, sum); /* the lesson's case: at once */
    else
        fold_sum(&fold, 0, points->n, sum);
    return (struct gradient){
        .loss = sum[0] / n,                 /* 2 loss */
        .d_slope = -2.0 * (sum[1] / n),     /* 3 slope */
        .d_intercept = -2.0 * (sum[2] / n), /* 3 intercept */
    };
}

double line_loss(const struct line *line, const struct points *points)
{
    return line_gradient(line, points).loss;
}

/* ---- 4. Update ---- */

void line_descend(struct line *line, const struct gradient *g, double lr)
{
    line->slope -= lr * g->d_slope;         /* 4 slope */
    line->intercept -= lr * g->d_intercept; /* 4 intercept */
}

/* ---- What else is asked of a line ---- */

struct line line_unscale(const struct line *line, double center, double scale)
{
    double slope = line->slope / scale;

    return (struct line){slope, line->intercept - slope * center};
}

struct line line_scale(const struct line *line, double center, double scale)
{
    return (struct line){line->slope * scale,
                         line->intercept + line->slope * center};
}

struct gradient line_unscale_gradient(const struct gradient *g, double center,
                                      double scale)
{
    return (struct gradient){
        g->loss, g->d_slope * scale + g->d_intercept * center, g->d_intercept};
}

/* (loss(line + h) - loss(line - h)) / 2 */
static double half_rise(struct line a, double slope, double intercept,
                        const struct points *points)
{
    struct line b = {a.slope - slope, a.intercept - intercept};

    a.slope += slope;
    a.intercept += intercept;
    return (line_loss(&a, points) - line_loss(&b, points)) / 2.0;
}

struct gradient line_gradient_central(const struct line *line,
                                      const struct points *points,
                                      const struct line *h)
{
    return (struct gradient){
        .loss = line_loss(line, points),
        .d_slope = half_rise(*line, h->slope, 0.0, points) / h->slope,
        .d_intercept =
            half_rise(*line, 0.0, h->intercept, points) / h->intercept,
    };
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

    for (size_t i = 0; i < points->n && worst == worst; i++) {
        double error = fabs(miss(&task, i));
        worst = error <= worst ? worst : error; /* NaN stays */
    }
    return worst;
}
