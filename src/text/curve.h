/* curve.h -- a run as a picture needs it, in memory that does not grow. */
#ifndef TEXT_CURVE_H
#define TEXT_CURVE_H

#include "trainloop/fault.h"

#include <stddef.h>
#include <stdint.h>

struct moment {
    double x, y;
};

/* Of a piece of a curve two points; all zeros is one without a point. */
struct curve_piece {
    struct moment least, most; /* by y; of equals the first one taken */
    bool any;                  /* has it taken one?                   */
    bool gap[2];               /* in the line: before it, inside it   */
};

void curve_take(struct curve_piece *piece, struct moment m);

/* The two in the order of x: end 0, then end 1; may be the same. */
struct moment curve_end(const struct curve_piece *piece, int end);

/* Two of every piece, the first and the last, a gap before each. */
enum { CURVE_BUCKETS = 2048, CURVE_POINTS = 4 * CURVE_BUCKETS + 3 };

/* Points in the order of x, of which it keeps the least and the greatest of so
   many in a row.  All zeros: takes nothing, and may be given points. */
struct curve {
    struct curve_piece *bucket; /* (CURVE_BUCKETS), owned                    */
    uint64_t each;              /* points a piece takes                     */
    uint64_t taken;             /* points in all pieces                     */
    uint64_t lost;              /* points that are not finite               */
    uint64_t below;             /* points that a log scale has no place for */
    bool gap;                   /* there is one since the last point        */
    struct moment first, last, lowest, highest; /* of those that are finite */
};

/* Fault: no memory. */
bool curve_make(struct curve *curve, struct fault *fault);

/* A point that is not finite is counted, and leaves a gap. */
void curve_add(struct curve *curve, double x, double y);

/* No line leads from the point before to the next one. */
void curve_gap(struct curve *curve);

/* What is kept, in the order of x: x, y: (CURVE_POINTS).  Returns how many.  A
   gap is a point whose y is NaN. */
size_t curve_points(const struct curve *curve, double *x, double *y);

/* Frees what it owns and empties it; safe twice. */
void curve_free(struct curve *curve);

enum { TRAIL_HEAD = 64, TRAIL_POINTS = 960 };

/* Points of a plane, one step after the other: the first TRAIL_HEAD, and from
   there on every `stride`-th.  All zeros: as above. */
struct trail {
    double *x, *y; /* (TRAIL_POINTS + 1); one block, owned by x */
    size_t n;      /* are kept; behind them, at n, is the last one of all */
    uint64_t stride, wait; /* the next one that is kept comes after so many */
};

bool trail_make(struct trail *trail, struct fault *fault);

/* A point that is not finite is passed over. */
void trail_add(struct trail *trail, double x, double y);

void trail_free(struct trail *trail);

#endif
