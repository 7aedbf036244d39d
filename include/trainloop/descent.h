/* descent.h -- the fourth step of the first lesson, the update, and its two
   variations: momentum and mini-batches. */
#ifndef TRAINLOOP_DESCENT_H
#define TRAINLOOP_DESCENT_H

#include "trainloop/line.h"

/* All zeros is plain descent: one step an epoch, down the gradient of all
   rows.  A copy shares x and y. */
struct descent {
    double momentum;      /* B in [0, 1): what a step keeps of the one before,
                             v = B v + gradient, parameter -= lr * v          */
    struct line velocity; /* v, over x as trained on; at first 0, 0           */

    size_t batch;   /* rows a step, at least 1; 0: all of them             */
    struct rng rng; /* shuffles the rows, anew in every epoch              */
    double *x, *y;  /* (n) the rows as they were shuffled last             */
    double running; /* mean of the squared errors that the steps of the
                       latest epoch saw, each before its own update        */
};

/* Steps of so many of n rows, 1 <= batch <= n, in the order of NumPy's shuffle
   of the rows as they are.  descent_free in any case.  Fault: no memory. */
bool descent_batches(struct descent *descent, size_t batch, size_t n,
                     struct fault *fault);
void descent_free(struct descent *descent);

/* Shuffles the rows anew. */
void descent_shuffle(struct descent *descent, const struct points *train);

/* The updates of an epoch.  g: of the line and all rows, train->n those of
   descent_batches. */
void descent_epoch(struct descent *descent, struct line *line,
                   const struct gradient *g, const struct points *train,
                   double lr);

/* One update. */
void descent_step(struct descent *descent, struct line *line,
                  const struct gradient *g, double lr);

#endif
