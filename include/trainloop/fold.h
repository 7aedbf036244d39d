/*
 * fold.h -- the pieces of the order in which NumPy adds, for a loop that sums
 * several things at once (num_sum tells the whole order).
 */
#ifndef TRAINLOOP_FOLD_H
#define TRAINLOOP_FOLD_H

#include <stddef.h>

enum { FOLD_LANES = 8, FOLD_BLOCK = 128, FOLD_CHUNK = 8192 };

/* ((r0+r1)+(r2+r3)) + ((r4+r5)+(r6+r7)).  r: (8). */
double fold_lanes(const double r[FOLD_LANES]);

/* Where a run of n > 128 terms is cut: n / 2 rounded down to 8s. */
size_t fold_half(size_t n);

#endif
