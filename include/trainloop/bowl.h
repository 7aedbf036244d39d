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
    double momentum;      /* of the descent, 0: none; see bowl_momentum    */
    double critical;      /* 2 (1 + momentum) / steep: the greatest rate that
                             may go well                                   */
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

/* From here on the bowl is that of a descent with momentum B in [0, 1), from a
   bowl of none.  Along an eigenvector, with s = lr * eigenvalue, the distance
   then obeys d(k+1) = (1 + B - s) d(k) - B d(k-1), and does not grow where the
   roots of r^2 = (1 + B - s) r - B are at most 1, that is, s <= 2 (1 + B).
   (B. T. Polyak, USSR Comput. Math. Math. Phys. 4 (5), 1964.) */
void bowl_momentum(struct bowl *bowl, double momentum);

/* The fastest rate and momentum there are for this bowl, and by what a step
   multiplies the distance in the long run, the root of the momentum. */
struct bowl_pair {
    double lr, momentum, factor;
};
struct bowl_pair bowl_fastest(const struct bowl *bowl);

/* ln |1 - lr * eigenvalue|, what a step adds to the ln of the distance; with
   momentum that of the greater root, in the long run. */
double bowl_shrink(double lr, double eigenvalue, double momentum);

/* Does the distance change its side with every step (-1), never (1), or now
   and then (0)? */
int bowl_side(double lr, double eigenvalue, double momentum);

/* After how many epochs 1 % of the distance is left, without momentum; inf: it
   does not shrink. */
double bowl_epochs(double lr, double eigenvalue);

#endif
