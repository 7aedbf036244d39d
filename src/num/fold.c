/* In a file of its own: a compiler that sees fold_lanes beside the loop that
   fills the lanes (as with link-time optimisation) halves the loop's speed. */
#include "trainloop/fold.h"

double fold_lanes(const double r[FOLD_LANES])
{
    return ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
}

/* At most FOLD_CHUNK terms: eight calls deep. */
static void halves(const struct fold *fold, size_t from, size_t n, double *sum)
{
    size_t half = n / 2 - n / 2 % FOLD_LANES;
    double back[FOLD_SUMS];

    if (n <= FOLD_BLOCK) {
        fold->block(fold->data, from, n, sum);
        return;
    }
    halves(fold, from, half, sum);
    halves(fold, from + half, n - half, back);
    for (size_t k = 0; k < fold->sums; k++)
        sum[k] += back[k];
}

void fold_sum(const struct fold *fold, size_t from, size_t n, double *sum)
{
    double chunk[FOLD_SUMS];

    for (size_t k = 0; k < fold->sums; k++)
        sum[k] = 0.0;
    for (; n > 0; n -= n < FOLD_CHUNK ? n : FOLD_CHUNK, from += FOLD_CHUNK) {
        halves(fold, from, n < FOLD_CHUNK ? n : FOLD_CHUNK, chunk);
        for (size_t k = 0; k < fold->sums; k++)
            sum[k] += chunk[k];
    }
}
