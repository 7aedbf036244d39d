/* axis.h -- from numbers to places in a picture: the scale, its ends, and the
   ticks with their labels, for plot.h and svg.h alike. */
#ifndef TEXT_AXIS_H
#define TEXT_AXIS_H

#include <stdbool.h>

enum axis_scale { AXIS_LINEAR, AXIS_LOG };

enum { AXIS_TICKS = 24, AXIS_LABEL = 32 };

struct tick {
    double value;
    char label[AXIS_LABEL]; /* "2,500", "6e10" */
};

struct axis {
    enum axis_scale scale;
    double low, high;             /* what is at 0 and at 1 */
    struct tick tick[AXIS_TICKS]; /* upwards               */
    int ticks;
    int width; /* of the widest label, in characters; 0: no ticks */
};

/* A number beyond this is as good as infinite for a picture; one below this as
   good as 0 on a log scale. */
#define AXIS_MOST 4e307
#define AXIS_LEAST 1e-306

/* Has x a place on an axis of this scale? */
bool axis_takes(enum axis_scale scale, double x);

/* An axis from low to high, both of which it takes, in any order, with about
   `wanted` >= 1 ticks at 1, 2 or 5 times a power of ten, or at powers alone.
   Where low and high are nearly the same, there is room around them.  tight:
   the ends stay as they are; else they move out to the next tick. */
void axis_fit(struct axis *axis, enum axis_scale scale, double low, double high,
              int wanted, bool tight);

/* 0 at the low end, 1 at the high end.  The axis takes x. */
double axis_place(const struct axis *axis, double x);

#endif
