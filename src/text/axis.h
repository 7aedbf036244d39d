/* axis.h -- from numbers to places in a picture: scale, ends, ticks. */
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

/* Beyond this a number is as good as infinite in a picture; below this as good
   as 0 on a log scale. */
#define AXIS_MOST 4e307
#define AXIS_LEAST 1e-306

/* Has x a place on an axis of this scale? */
bool axis_takes(enum axis_scale scale, double x);

/* An axis from low to high, both of which it takes, in any order, with room
   around them where they are (nearly) the same.  About `wanted` >= 1 ticks: 1,
   2 or 5 times a power of ten, on a log scale whose ends are 30 times apart the
   powers alone.  Ends that are not tight move out to the next tick. */
void axis_fit(struct axis *axis, enum axis_scale scale, double low, double high,
              int wanted, bool tight);

/* Every how many-th tick is labelled, so that no two labels of letters this
   wide, part of the axis, meet; 0 is one of them; is tick i? */
int axis_stride(const struct axis *axis, double letter);
bool axis_shows(const struct axis *axis, int stride, int i);

/* 0 at the low end, 1 at the high end, beyond them below 0 or above 1.  The
   axis takes x. */
double axis_place(const struct axis *axis, double x);

#endif
