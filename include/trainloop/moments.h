/*
 * moments.h -- rows that somebody else has added up: the loss of a line, and
 * its gradient, need no more of them.  With the best line, slope s, and the
 * error e of a line w x + b at the means,
 *     loss = floor + var_x (s - w)^2 + e^2,   e = mean_y - (w mean_x + b),
 *     d loss / d w = -2 (var_x (s - w) + mean_x e),   d loss / d b = -2 e.
 * Nothing cancels, for the sums are about the means: of x near 1e6 the plain
 * sums of x^2 and x y would leave few digits.
 */
#ifndef TRAINLOOP_MOMENTS_H
#define TRAINLOOP_MOMENTS_H

#include "trainloop/line.h"

/* So many rows in all: every number up to it is a double. */
#define MOMENTS_MOST 9007199254740992.0

/* Of n rows, in the names that their columns have in a file. */
struct moments {
    double n;                          /* whole, 1 to MOMENTS_MOST         */
    double mean_x, mean_y;             /* mean(x), mean(y)                 */
    double var_x, cov_xy, var_y;       /* mean((x - mean_x)^2), mean((x -
                                          mean_x) (y - mean_y)), ...       */
    double min_x, max_x, min_y, max_y; /* NaN: not known                  */
    double slope, floor; /* of the best line: moments_fit                 */
};

/* Of the n >= 1 rows; inf or 0 where a variance leaves the range of doubles,
   which moments_wrong tells. */
struct moments moments_measure(const struct points *points);

/* What no rows could have, in words that begin with the column; NULL: nothing.
   Sums that were rounded are none: 1e-9 of them is let pass. */
const char *moments_wrong(const struct moments *m);

/* Of these rows and those together; the range, where both have it.  (T. F.
   Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm
   for computing sample variances", 1979.) */
struct moments moments_merge(const struct moments *a, const struct moments *b);

/* Finds the best line's slope, 0 where x is constant, and its loss; 0 where
   that may be rounding: up to 1e-14 of var_y. */
void moments_fit(struct moments *m);

/* Loss and gradient of a line, after moments_fit. */
struct gradient moments_gradient(const struct moments *m,
                                 const struct line *line);

/* x = (x - center) / scale, scale > 0. */
void moments_scale(struct moments *m, double center, double scale);

#endif
