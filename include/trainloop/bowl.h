/*
 * bowl.h -- how good is good: what the data alone say about the training.
 *
 * The mean squared error of a line is a quadratic bowl over (slope, intercept),
 * with the same second derivatives (Hessian) everywhere:
 *     2 * [ mean(x^2)  mean(x) ]
 *         [ mean(x)    1       ].
 * Along either eigenvector a step multiplies the distance from the bottom by
 * 1 - lr * eigenvalue: a rate above 2 / (greatest eigenvalue) diverges, and the
 * ratio of the two, the condition number, says how much slower the slow
 * direction is than the fast one.
 */
#ifndef TRAINLOOP_BOWL_H
#define TRAINLOOP_BOWL_H

#include "trainloop/line.h"

struct bowl {
    double x_low, x_high, x_mean;
    double y_low, y_high, y_mean;
    double x_deviation;   /* sqrt(mean((x - x_mean)^2))                    */
    double baseline;      /* loss of always predicting y_mean              */
    double floor;         /* loss of the best line                         */
    double rounding;      /* a loss up to this may be rounding alone       */
    struct line best;     /* least squares; slope 0 where x is constant    */
    bool unique;          /* false: x is constant, many lines are best     */
    double steep, flat;   /* eigenvalues; flat = 0 where x is constant     */
    double critical;      /* 2 / steep: the greatest rate that may go well */
    double condition;     /* steep / flat, inf where x is constant         */
    struct line flat_way; /* the flat direction: an eigenvector of length 1,
                             intercept >= 0; the steep one is at right angles,
                             (slope: intercept, intercept: -slope)          */
};

/* Measures the bowl of the points, n >= 1, in four passes, in a unit near the
   spread of the data: neither 1e-200 nor 1e200 leaves the range of doubles. */
struct bowl bowl_measure(const struct points *points);

/* The bowl over (x - center) / scale, from the bowl over x: no pass. */
struct bowl bowl_scale(const struct bowl *bowl, double center, double scale);

/* The line at these distances from the best one along both directions. */
struct line bowl_line(const struct bowl *bowl, double steep, double flat);

/* A line whose loss is `above` >= 0 the floor: on an ellipse around the best
   line, its half axes sqrt(2 above / eigenvalue).  u from -1 to 1 runs over one
   half, `far` over the other one backwards, by way of the circle's
   ((1 - u^2) / (1 + u^2), 2u / (1 + u^2)).  The bowl is unique. */
struct line bowl_contour(const struct bowl *bowl, double above, double u,
                         bool far);

/* ln |1 - lr * eigenvalue|, what a step adds to the ln of the distance. */
double bowl_shrink(double lr, double eigenvalue);

/* After how many epochs 1 % of the distance is left; inf: it does not
   shrink. */
double bowl_epochs(double lr, double eigenvalue);

#endif
