/*
 * sketch.h -- what a run that fits a line remembers for its pictures, in
 * original units of x.
 */
#ifndef LESSON_SKETCH_H
#define LESSON_SKETCH_H

#include "text/curve.h"

#include "trainloop/fit_line.h"
#include "trainloop/points.h"

/* All zeros remembers nothing. */
struct sketch {
    bool on;                 /* somebody wants pictures                      */
    struct curve loss, held; /* by epoch                                     */
    struct curve gain;       /* by how much the loss watched is below the
                                reference of the stop rule, by epoch ...     */
    struct curve wanted;     /* ... and by how much it had to be             */
    struct trail path;       /* (slope, intercept)                           */
    struct trail walls;      /* (slope, loss)                                */
};

bool sketch_make(struct sketch *sketch, struct fault *fault);
void sketch_free(struct sketch *sketch);

/* Takes a moment of a run on a set. */
void sketch_add(struct sketch *sketch, const struct dataset *set,
                const struct line_moment *moment);

#endif
