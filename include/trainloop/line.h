/*
 * line.h -- the first model: a straight line, and the four steps by which it
 * learns.  The loop around them is fit_line.
 */
#ifndef TRAINLOOP_LINE_H
#define TRAINLOOP_LINE_H

#include "trainloop/points.h"

/* Mean squared error of a line, and how it changes with each parameter. */
struct gradient {
    double loss;        /* mean of error^2, error = y - prediction   */
    double d_slope;     /* d loss / d slope     = -2 mean(x * error) */
    double d_intercept; /* d loss / d intercept = -2 mean(error)     */
};

/* 1. The prediction at x. */
double line_predict(const struct line *line, double x);

/* 2. and 3.  Loss and gradient in one pass over the points, n >= 1.  The bits
   are NumPy's: every mean is num_sum's sum divided by n.  What overflows is inf
   or NaN, for the judge to see. */
struct gradient line_gradient(const struct line *line,
                              const struct points *points);

/* The loss alone, the same bits. */
double line_loss(const struct line *line, const struct points *points);

/* 4. One step downhill: parameter -= lr * gradient. */
void line_descend(struct line *line, const struct gradient *g, double lr);

/* The gradient without its formula: (loss(w + h) - loss(w - h)) / 2 h.  The
   loss is a parabola in either parameter, so that only rounding is between the
   two, whatever h > 0 is. */
struct gradient line_gradient_central(const struct line *line,
                                      const struct points *points,
                                      const struct line *h);

/* Mean absolute error, n >= 1, as NumPy's abs(error).mean(). */
double line_mean_error(const struct line *line, const struct points *points);

/* The greatest |error|, 0 where n = 0; NaN if an error is NaN. */
double line_worst(const struct line *line, const struct points *points);

/* A line over (x - center) / scale as a line over x, and the inverse. */
struct line line_unscale(const struct line *line, double center, double scale);
struct line line_scale(const struct line *line, double center, double scale);

/* The gradient over scaled x as that by the parameters of line_unscale's line
   (chain rule); the loss is the same. */
struct gradient line_unscale_gradient(const struct gradient *g, double center,
                                      double scale);

#endif
