/*
 * The plain twin of line_gradient: the same three sums in three passes, as one
 * would write them first.  A test holds the two side by side, bit for bit.
 */
#include "trainloop/twin.h"

#include "trainloop/num.h"

struct gradient twin_gradient(const struct line *line,
                              const struct points *points, double *scratch)
{
    size_t n = points->n;
    struct gradient g;

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - line_predict(line, points->x[i]);
        scratch[i] = error * error;
    }
    g.loss = num_mean(scratch, n);

    for (size_t i = 0; i < n; i++) {
        double error = points->y[i] - line_predict(line, points->x[i]);
        scratch[i] = points->x[i] * error;
    }
    g.d_slope = -2.0 * num_mean(scratch, n);

    for (size_t i = 0; i < n; i++)
        scratch[i] = points->y[i] - line_predict(line, points->x[i]);
    g.d_intercept = -2.0 * num_mean(scratch, n);
    return g;
}
