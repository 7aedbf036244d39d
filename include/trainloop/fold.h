/*
 * fold.h -- the order in which NumPy adds contiguous doubles.
 *
 * Up to 128 terms are a block: eight running sums, folded, then what is left of
 * n / 8 one by one.  Up to 8,192 terms are cut into halves, the front one a
 * multiple of 8, until they are blocks.  More are taken 8,192 at a time, from
 * left to right.
 */
#ifndef TRAINLOOP_FOLD_H
#define TRAINLOOP_FOLD_H

#include <stddef.h>

enum { FOLD_LANES = 8, FOLD_BLOCK = 128, FOLD_CHUNK = 8192, FOLD_SUMS = 5 };

/* ((r0+r1)+(r2+r3)) + ((r4+r5)+(r6+r7)). */
double fold_lanes(const double r[FOLD_LANES]);

/* What is to be summed: 1 to FOLD_SUMS series of terms, side by side. */
struct fold {
    size_t sums;
    /* Sums the terms from, ..., from + n - 1 of each series in a block's
       order.  1 <= n <= FOLD_BLOCK.  sum: (sums). */
    void (*block)(const void *data, size_t from, size_t n, double *sum);
    const void *data;
};

/* The same for any n >= 0, block by block from left to right. */
void fold_sum(const struct fold *fold, size_t from, size_t n, double *sum);

#endif
