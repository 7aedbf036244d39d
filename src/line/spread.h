/* spread.h -- points seen from their centre: what bowl and moments are made
   of. */
#ifndef LINE_SPREAD_H
#define LINE_SPREAD_H

#include "trainloop/points.h"

/* dx = (x - x_mean) x_unit; dy, likewise, is from the line dy = slope dx on. */
struct spread_centre {
    const struct points *points;
    double x_mean, y_mean;
    double x_low, x_high, y_low, y_high; /* the range */
    double x_unit, y_unit;               /* powers of two: they cost no digit */
    double slope;
};

/* The means of dx, dy, dx^2, dx dy and dy^2. */
struct spread {
    double x, y, xx, xy, yy;
};

/* The centre of n >= 1 points, slope 0, in units near the spread of the data:
   neither 1e-200 nor 1e200 leaves the range of doubles then. */
struct spread_centre spread_centre(const struct points *points);

/* A pass over the points. */
struct spread spread_find(const struct spread_centre *centre);

#endif
