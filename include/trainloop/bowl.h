/*
 * bowl.h -- how good is good: what the data alone say about the training.
 *
 * The mean squared error of a line is a quadratic bowl over (slope,
 * intercept).  Its second derivatives (Hessian) are
 *     2 * [ mean(x^2)  mean(x) ]
 *         [ mean(x)    1       ],
 * the same everywhere.  A step of gradient descent multiplies the distance
 * from the bottom by 1 - lr * eigenvalue along either eigenvector; so a rate
 * above 2 / (greatest eigenvalue) diverges, and the ratio of the two
 * eigenvalues, the condition number, says how much slower the slow direction
 * is than the fast one.
 */
#ifndef TRAINLOOP_BOWL_H
#define TRAINLOOP_BOWL_H

#include "trainloop/linreg.h"

struct bowl {
    double x_low, x_high, x_mean;
    double y_low, y_high, y_mean;
    double x_deviation;    /* standard deviation, sqrt(mean((x - mean)^2))  */
    double baseline;       /* loss of always predicting y_mean              */
    double floor;          /* loss of the best line: no line does better    */
    double rounding;       /* a loss up to this may be rounding of y alone  */
    struct line best;      /* least squares; slope 0 where x is constant    */
    bool unique;           /* false: x is constant, many lines are best     */
    double steep, flat;    /* eigenvalues; flat = 0 where x is constant     */
    double critical;       /* 2 / steep: the greatest rate that may go well */
    double condition;      /* steep / flat, inf where x is constant         */
    double flat_intercept; /* share of the intercept in the flat direction:
                              its part of the eigenvector of length 1       */
};

/*
 * Measures the bowl of the points, n >= 1, in three passes.  The centred sums
 * are taken in a unit near the spread of the data, so that neither 1e-200
 * nor 1e200 leaves the range of doubles on the way.
 */
struct bowl bowl_measure(const struct points *points);

/* How many epochs at rate lr divide a distance along a direction with this
   eigenvalue by e: -1 / ln |1 - lr * eigenvalue|.  inf: it does not shrink. */
double bowl_epochs(double lr, double eigenvalue);

#endif
