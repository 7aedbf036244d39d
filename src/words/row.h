/*
 * row.h -- the loop of bigram.c for one row of scores and many examples.
 *
 * Let u[k] = exp(score[k] - peak) with one peak for the whole row, s their
 * sum.  Then p[k] = u[k] / s, the loss is log(s / u[next]), and the update
 *
 *     score[k] -= lr * (p[k] - (k == next))
 *
 * is a product: u[k] *= exp(-lr * p[k]), and u[next] *= exp(lr) on top.  A row
 * becomes u when its examples begin and scores again when they end, so nothing
 * drifts.
 */
#ifndef WORDS_ROW_H
#define WORDS_ROW_H

#include "trainloop/fold.h"

#include <stdbool.h>
#include <stdint.h>

enum { ROW_LANES = FOLD_LANES, ROW_BLOCK = 2 * ROW_LANES };

/* One row while it is trained; all but the arrays is row_train's. */
struct row {
    double *u;       /* (size) the slots, one of the rest, then 0s       */
    double *bound;   /* (size / ROW_BLOCK, up) no u of the block is more */
    uint32_t *place; /* (size) 0s, for turn.c                            */
    size_t slots, size;
    double more;   /* words of the rest beside the one that is in u;
                      -1: there is no rest, and u is 0 in its place */
    double peak;   /* the score whose u is 1                            */
    double sum;    /* of all u                                          */
    double spread; /* greatest score less the smallest                  */
};

/* exp(-c u) for c u up to ROW_LITTLE: without x^5/5! and on, below 2^-51. */
#define ROW_LITTLE (1.0 / 512)
static inline double row_factor(double u, double c)
{
    double c2 = c * c / 2.0, c3 = c2 * c / 3.0, c4 = c3 * c / 4.0;

    return (((c4 * u - c3) * u + c2) * u - c) * u + 1.0;
}

/* Room for a row of up to so many slots; NULL: no memory. */
struct row *row_make(size_t slots);
void row_free(struct row *row);

/* The scores of a row: (n) of the words that have a slot, and one that all of
   the `others` share, which are never wanted; it is unused if there are 0. */
struct row_scores {
    double *score, *rest;
    size_t n;
    double others;
};

/* The four steps for n examples in their order; the word that is wanted has
   slot wanted[i] - first.  Returns the sum of their losses, each >= 0.  lr: >=
   0; above 100 it is right, but slow. */
double row_train(struct row *row, const struct row_scores *scores,
                 const uint32_t *wanted, uint32_t first, size_t n, double lr);

#endif
