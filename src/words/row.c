/* One row of scores, example by example. */
#include "words/row.h"

#include "base/array.h"
#include "words/turn.h"

#include "trainloop/num.h"

#include <stdlib.h>
#include <string.h>

/*
 * What u can hold.  It begins between exp(-SPREAD) and 1.  A step with x =
 * lr * p below 1 multiplies it by exp(-x) > 1 / (1 + 2 x), so 1 / u grows by
 * less than 2 lr / s; after any other step u is at least s * exp(-lr) / lr.
 * So while s is between LEAST and MOST, 2^32 steps at a rate up to RATE leave
 * u above 1e-180, s / u below 1e280 and (lr / s)^4 below 1e289: doubles do.
 */
static const double SPREAD = 400.0, RATE = 100.0, LEAST = 1e-70, MOST = 1e100;

/* x = lr * p below which the short series will do, and the long one. */
static const double LITTLE = 1.0 / 512, SMALL = NUM_SMALL;

/* u of the row, from its scores. */
static void load(struct row *row, const double *score, double rest)
{
    bool rests = row->more >= 0.0;
    double *u = row->u, peak = rests ? rest : score[0], low = peak;

    for (size_t k = 0; k < row->slots; k++) {
        peak = score[k] > peak ? score[k] : peak;
        low = score[k] < low ? score[k] : low;
    }
    row->peak = peak;
    row->spread = peak - low;
    num_exps(u, score, row->slots, peak);
    memset(u + row->slots, 0, (row->size - row->slots) * sizeof *u);
    if (rests)
        u[row->slots] = num_exp(rest - peak);
    row->sum = num_sum(u, row->size) + row->more * u[row->slots];
    for (size_t k = 0; k < row->size; k += ROW_BLOCK)
        row->bound[k / ROW_BLOCK] = 1.0;
}

/* And back. */
static void store(const struct row *row, double *score, double *rest)
{
    for (size_t k = 0; k < row->slots; k++)
        score[k] = row->peak + num_log(row->u[k]);
    if (row->more >= 0.0)
        *rest = row->peak + num_log(row->u[row->slots]);
}

/*
 * The three that follow: u[k] *= exp(-c * u[k]), then sum[k % 8] += u[k].
 * u: (n), n a multiple of 8.  Each sum runs in the order of k, no matter how a
 * row is cut; eight let the compiler take several u at a time.
 *
 * This one for c * u[k] < LITTLE: it leaves out x^5/5! and on, below 2^-51.
 */
static void shrink_little(double *u, size_t n, double c, double sum[ROW_LANES])
{
    double r[ROW_LANES];

    memcpy(r, sum, sizeof r); /* the compiler sees that it is not u */
    for (size_t i = 0; i < n; i += ROW_LANES)
        for (size_t k = 0; k < ROW_LANES; k++) {
            double v = u[i + k];
            v *= row_factor(v, c);
            u[i + k] = v;
            r[k] += v;
        }
    memcpy(sum, r, sizeof r);
}

/* For any c.  bound: no u is greater.  Returns the greatest that is left. */
static double shrink_much(double *u, size_t n, double c, double bound,
                          double sum[ROW_LANES])
{
    double max[ROW_LANES] = {0.0};

    if (c * bound < SMALL)
        for (size_t k = 0; k < n; k++)
            u[k] *= num_exp_minus(c * u[k]);
    else
        for (size_t k = 0; k < n; k++) {
            double x = c * u[k];
            u[k] *= x < SMALL ? num_exp_minus(x) : num_exp(-x);
        }
    for (size_t i = 0; i < n; i += ROW_LANES)
        for (size_t k = 0; k < ROW_LANES; k++) {
            double v = u[i + k];
            sum[k] += v;
            max[k] = v > max[k] ? v : max[k];
        }
    for (size_t k = 1; k < ROW_LANES; k++)
        max[0] = max[k] > max[0] ? max[k] : max[0];
    return max[0];
}

/* The whole row; runs of blocks in which all is little at once.  Returns the
   sum of all u, which is not below any of them. */
static double shrink(struct row *row, double c)
{
    double sum[ROW_LANES] = {0.0};
    size_t size = row->size, from = 0, end = 0;

    while (end < size) {
        double *bound = &row->bound[end / ROW_BLOCK];
        for (; end < size && c * *bound < LITTLE; bound++)
            end += ROW_BLOCK;
        end = end < size ? end : size;
        shrink_little(row->u + from, end - from, c, sum);
        if (end == size)
            break;
        from = end;
        end = size - from < ROW_BLOCK ? size : from + ROW_BLOCK;
        *bound = shrink_much(row->u + from, end - from, c, *bound, sum);
        from = end;
    }
    return fold_lanes(sum) + row->more * row->u[row->slots];
}

/* Examples until the end or until s leaves its range; returns how many.  Adds
   their losses, one logarithm for a product of many s / u[next] >= 1.  The new
   sum is (sum - u) + u * exp(lr): sum - u is exact where u is most of it. */
static size_t learn(struct row *row, const uint32_t *wanted, uint32_t first,
                    size_t n, double lr, double *loss)
{
    double grow = num_exp(lr), product = 1.0;
    size_t i = 0;

    do {
        size_t k = wanted[i] - first;
        double *u = &row->u[k], *bound = &row->bound[k / ROW_BLOCK];
        product *= row->sum / *u;
        if (product > 1e20) {
            *loss += num_log(product);
            product = 1.0;
        }
        double sum = shrink(row, lr / row->sum);
        row->sum = (sum - *u) + *u * grow;
        *u *= grow;
        *bound = *u > *bound ? *u : *bound;
        i++;
    } while (i < n && row->sum > LEAST && row->sum < MOST);
    *loss += num_log(product);
    return i;
}

/* One example on the scores themselves, as the plain twin takes it: for rows
   whose scores are too far apart.  Returns its loss. */
static double step(const struct row *row, double *score, double *rest,
                   size_t next, double lr)
{
    double loss = row->peak + num_log(row->sum) - score[next];

    for (size_t k = 0; k < row->slots; k++)
        score[k] -= lr * (row->u[k] / row->sum - (k == next ? 1.0 : 0.0));
    if (row->more >= 0.0)
        *rest -= lr * (row->u[row->slots] / row->sum);
    return loss;
}

/* Slots and the rest, a whole number of lanes. */
static size_t padded(size_t slots)
{
    return slots + ROW_LANES - slots % ROW_LANES;
}

static size_t blocks(size_t size)
{
    return (size + ROW_BLOCK - 1) / ROW_BLOCK;
}

struct row *row_make(size_t slots)
{
    struct row *row = array_zeros(1, sizeof *row);
    size_t size = padded(slots);

    if (!row)
        return NULL;
    row->u = array_zeros(size + blocks(size), sizeof *row->u);
    row->place = array_zeros(size, sizeof *row->place);
    row->bound = row->u ? row->u + size : NULL;
    if (row->u && row->place)
        return row;
    row_free(row);
    return NULL;
}

void row_free(struct row *row)
{
    if (row) {
        free(row->u);
        free(row->place);
    }
    free(row);
}

/* Turn by turn, and one by one where a turn does not pay. */
static size_t learn_all(struct row *row, const uint32_t *wanted, uint32_t first,
                        size_t n, double lr, double *loss)
{
    size_t i = 0;

    while (i < n && row->sum > LEAST && row->sum < MOST) {
        size_t left = n - i;
        size_t taken = turn_take(row, wanted + i, first, left, lr, loss);
        if (taken < TURN_LEAST / 4 && taken < left)
            taken +=
                learn(row, wanted + i + taken, first,
                      left - taken < TURN_LEAST ? left - taken : TURN_LEAST, lr,
                      loss);
        i += taken;
    }
    return i;
}

double row_train(struct row *row, const struct row_scores *s,
                 const uint32_t *wanted, uint32_t first, size_t n, double lr)
{
    double loss = 0.0;

    row->slots = s->n;
    row->size = padded(s->n);
    row->more = s->others - 1.0;
    for (size_t i = 0; i < n;) {
        load(row, s->score, row->more < 0.0 ? 0.0 : *s->rest);
        if (row->spread <= SPREAD && lr <= RATE) {
            i += learn_all(row, wanted + i, first, n - i, lr, &loss);
            store(row, s->score, s->rest);
        } else {
            loss += step(row, s->score, s->rest, wanted[i] - first, lr);
            i++;
        }
    }
    return loss;
}
