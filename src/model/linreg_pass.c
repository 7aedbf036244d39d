/*
 * linreg_gradient: the plain twin's three sums in one pass over the data, in
 * the same order of additions (see num_sum), so with the same bits.
 *
 * Each of the three has eight running sums.  Taken two at a time they stay in
 * registers; a block is small enough to be read four times from the cache.
 * (gcc's -O3 unrolls the pair and loses it: the build gives this file -O2.)
 */
#include "trainloop/linreg.h"
#include "trainloop/num.h"

struct sums {
    double square;  /* of error^2  */
    double product; /* of x * error */
    double error;
};

static struct sums add(struct sums a, struct sums b)
{
    a.square += b.square;
    a.product += b.product;
    a.error += b.error;
    return a;
}

/* The sums of n <= NUM_BLOCK points. */
static struct sums sum_block(struct line line, const double *x, const double *y,
                             size_t n)
{
    double square[NUM_LANES], product[NUM_LANES], error[NUM_LANES];
    struct sums sums = {0.0, 0.0, 0.0};
    size_t whole = n - n % NUM_LANES;

    if (whole > 0) {
        for (size_t lane = 0; lane < NUM_LANES; lane += 2) {
            double s[2] = {0.0, 0.0}, p[2] = {0.0, 0.0}, t[2] = {0.0, 0.0};
            for (size_t i = lane; i < whole; i += NUM_LANES)
                for (size_t k = 0; k < 2; k++) {
                    double e =
                        y[i + k] - (line.slope * x[i + k] + line.intercept);
                    s[k] += e * e;
                    p[k] += x[i + k] * e;
                    t[k] += e;
                }
            for (size_t k = 0; k < 2; k++) {
                square[lane + k] = s[k];
                product[lane + k] = p[k];
                error[lane + k] = t[k];
            }
        }
        sums.square = num_fold(square);
        sums.product = num_fold(product);
        sums.error = num_fold(error);
    }
    for (size_t i = whole; i < n; i++) {
        double e = y[i] - (line.slope * x[i] + line.intercept);
        sums = add(sums, (struct sums){e * e, x[i] * e, e});
    }
    return sums;
}

/* Front first: in which order a compiler evaluates two arguments is its own
   affair, and memory read backwards comes several times slower. */
static struct sums sum_halves(struct line line, const double *x,
                              const double *y, size_t n)
{
    size_t half = num_half(n);

    if (n <= NUM_BLOCK)
        return sum_block(line, x, y, n);
    struct sums front = sum_halves(line, x, y, half);
    return add(front, sum_halves(line, x + half, y + half, n - half));
}

struct linreg_gradient linreg_gradient(const struct line *line,
                                       const struct points *points)
{
    const double *x = points->x, *y = points->y;
    double count = (double)points->n;
    struct sums sums = {0.0, 0.0, 0.0};
    size_t n = points->n;

    for (; n > NUM_CHUNK; x += NUM_CHUNK, y += NUM_CHUNK, n -= NUM_CHUNK)
        sums = add(sums, sum_halves(*line, x, y, NUM_CHUNK));
    sums = add(sums, sum_halves(*line, x, y, n));
    return (struct linreg_gradient){
        .loss = sums.square / count,
        .d_slope = -2.0 * (sums.product / count),
        .d_intercept = -2.0 * (sums.error / count),
    };
}
