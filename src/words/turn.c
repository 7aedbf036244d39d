/*
 * Many examples of a long row at a time.
 *
 * Between two examples that want it, a word's u goes u -> u exp(-c u), with c =
 * lr / s of each example: the same map for all words of the row.  So a whole
 * turn multiplies every small u by one smooth function g(u), near 1 / (1 + C u)
 * with C the sum of all c.  A polynomial of degree 9 is g on (0, top], if C top
 * is at most 1 / 8: with t = 2 u / top - 1 its Chebyshev coefficients fall by a
 * factor of 34 each, so what it leaves out is below 34^-10 = 5e-16.
 *
 * - The turn is taken by ten numbers, the Chebyshev nodes of (0, top], instead
 *   of by all u.  A sum of u g(u) over the row is a sum over the nodes, with
 *   weights that come from the row's Chebyshev moments, the sums of u T_r(t):
 *   that gives s after each example.
 * - At the end g is known at the nodes; the polynomial through them moves all
 * u.
 * - The words that are wanted, the rest, and each u above `top` go one by one.
 *
 * A turn costs what six examples cost by themselves, and what its own words do.
 */
#include "words/turn.h"

#include "trainloop/num.h"

#include <string.h>

enum {
    NODES = 10,
    LANES = 4, /* sums side by side; arrays end with 0s up to so many */
    FULL = NODES + LANES - NODES % LANES,
    MOST = 512,   /* examples of a turn in a very long row               */
    SINGLE = 640, /* words that go one by one, at most                  */
    SHORT = 160   /* slots of a row below which a turn does not pay      */
};

/* cos(pi * (j + 1/2) / 10): where T_10 is 0. */
static const double node[NODES] = {0.98768834059513773,  0.89100652418836786,
                                   0.70710678118654752,  0.45399049973954675,
                                   0.15643446504023087,  -0.15643446504023087,
                                   -0.45399049973954675, -0.70710678118654752,
                                   -0.89100652418836786, -0.98768834059513773};

struct turn {
    struct row *row;
    double top; /* no small u is above                                     */
    double x[FULL], at[NODES]; /* the nodes as they move; as they began    */
    double weight[FULL];       /* a sum over small u is one of weight * x  */
    uint32_t slot[SINGLE];     /* the words that go one by one ...         */
    double u[SINGLE + LANES], of[SINGLE + LANES]; /* ... their u; how many
                                                     words each is         */
    size_t single;
};

/* T_0 .. T_9 at t. */
static void chebyshev(double t, double value[NODES])
{
    value[0] = 1.0;
    value[1] = t;
    for (int r = 2; r < NODES; r++)
        value[r] = 2.0 * t * value[r - 1] - value[r - 2];
}

/* Takes a word out of the row: it goes by itself. */
static bool take_single(struct turn *turn, size_t k, double of)
{
    struct row *row = turn->row;

    if (row->place[k] > 0)
        return true;
    if (turn->single == SINGLE)
        return false;
    turn->slot[turn->single] = (uint32_t)k;
    turn->of[turn->single] = of;
    turn->u[turn->single] = row->u[k];
    row->place[k] = (uint32_t)++turn->single;
    return true;
}

/* The rest, the words that are wanted, the great ones: are they few enough? */
static bool take_singles(struct turn *turn, const uint32_t *wanted,
                         uint32_t first, size_t n)
{
    struct row *row = turn->row;
    bool good = take_single(turn, row->slots, row->more + 1.0);

    for (size_t i = 0; good && i < n; i++)
        good = take_single(turn, wanted[i] - first, 1.0);
    for (size_t b = 0; good && b < row->size; b += ROW_BLOCK)
        if (row->bound[b / ROW_BLOCK] > turn->top)
            for (size_t k = b; good && k < row->size && k < b + ROW_BLOCK; k++)
                good = row->u[k] <= turn->top || take_single(turn, k, 1.0);
    for (size_t q = 0; good && q < turn->single; q++)
        row->u[turn->slot[q]] = 0.0;
    return good;
}

/* And puts them back. */
static void put_singles(struct turn *turn, bool moved)
{
    for (size_t q = 0; q < turn->single; q++) {
        turn->row->place[turn->slot[q]] = 0;
        if (moved)
            turn->row->u[turn->slot[q]] = turn->u[q];
    }
}

/* moment[r]: the sum of u T_r(t) over the row, two lanes a sum. */
static void find_moments(const struct row *row, double top,
                         double moment[NODES])
{
    double m[NODES][2] = {{0.0}}, scale = 2.0 / top;

    for (size_t i = 0; i < row->size; i += 2)
        for (size_t k = 0; k < 2; k++) {
            double u = row->u[i + k], t = scale * u - 1.0, twice = t + t;
            double before = u, now = t * u;
            m[0][k] += before;
            m[1][k] += now;
            for (int r = 2; r < NODES; r += 2) {
                before = twice * now - before;
                m[r][k] += before;
                now = twice * before - now;
                m[r + 1][k] += now;
            }
        }
    for (int r = 0; r < NODES; r++)
        moment[r] = m[r][0] + m[r][1];
}

/* The nodes, and weights for which sum(weight * x * f(x)) is the sum of u f(u)
   over the row, for every polynomial f of degree 9: Gauss's discrete
   orthogonality of T_r on the nodes. */
static void place_nodes(struct turn *turn)
{
    double moment[NODES], value[NODES];

    find_moments(turn->row, turn->top, moment);
    for (int j = NODES; j < FULL; j++)
        turn->x[j] = turn->weight[j] = 0.0;
    for (int j = 0; j < NODES; j++) {
        double sum = moment[0];
        chebyshev(node[j], value);
        for (int r = 1; r < NODES; r++)
            sum += 2.0 * value[r] * moment[r];
        turn->x[j] = turn->at[j] = turn->top * (1.0 + node[j]) / 2.0;
        turn->weight[j] = sum / NODES / turn->x[j];
    }
}

/* x *= exp(-c x) for n numbers, a multiple of LANES; returns the sum of weight
 * x.  most: no x is greater. */
static double shrink(double *x, const double *weight, size_t n, double c,
                     double most)
{
    double sum[LANES] = {0.0};

    if (c * most >= NUM_SMALL)
        for (size_t i = 0; i < n; i++)
            x[i] *= c * x[i] < NUM_SMALL ? num_exp_minus(c * x[i])
                                         : num_exp(-c * x[i]);
    else if (c * most > ROW_LITTLE)
        for (size_t i = 0; i < n; i++)
            x[i] *= num_exp_minus(c * x[i]);
    else
        for (size_t i = 0; i < n; i++)
            x[i] *= row_factor(x[i], c);
    for (size_t i = 0; i < n; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            sum[k] += weight[i + k] * x[i + k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* Examples until g leaves what the nodes can hold; returns how many. */
static size_t learn(struct turn *turn, const uint32_t *wanted, uint32_t first,
                    size_t n, double lr, double *loss)
{
    struct row *row = turn->row;
    double grow = num_exp(lr), product = 1.0, all = 0.0, great = 0.0, c;
    size_t i = 0, full = 0;

    for (; full < turn->single || full % LANES > 0; full++) {
        if (full >= turn->single)
            turn->u[full] = turn->of[full] = 0.0;
        great = turn->u[full] > great ? turn->u[full] : great;
    }
    do {
        double *u = &turn->u[row->place[wanted[i] - first] - 1];
        product *= row->sum / *u;
        if (product > 1e20) {
            *loss += num_log(product);
            product = 1.0;
        }
        c = lr / row->sum;
        double sum = shrink(turn->x, turn->weight, FULL, c, turn->top) +
                     shrink(turn->u, turn->of, full, c, great);
        row->sum = (sum - *u) + *u * grow;
        *u *= grow;
        great = *u > great ? *u : great;
        all += c;
        c = lr / row->sum;
        i++;
    } while (i < n && (all + c) * turn->top <= 1.0 / 8 &&
             c * turn->top <= 1.0 / TURN_LEAST / 8);
    *loss += num_log(product);
    return i;
}

/* All small u times g(u), by the polynomial through the nodes (Clenshaw). */
static void move_row(const struct turn *turn)
{
    struct row *row = turn->row;
    double d[NODES] = {0.0}, value[NODES], scale = 2.0 / turn->top;

    for (int j = 0; j < NODES; j++) {
        chebyshev(node[j], value);
        for (int r = 0; r < NODES; r++)
            d[r] += (r > 0 ? 2.0 : 1.0) / NODES * value[r] * turn->x[j] /
                    turn->at[j];
    }
    for (size_t i = 0; i < row->size; i++) {
        double u = row->u[i], t = scale * u - 1.0;
        double before = 0.0, now = d[NODES - 1];
        for (int r = NODES - 2; r > 0; r--) {
            double next = 2.0 * t * now + (d[r] - before);
            before = now;
            now = next;
        }
        row->u[i] = u * (t * now + (d[0] - before));
    }
}

/* The sum and the bounds of the row as it is now. */
static void measure(struct row *row)
{
    row->sum = num_sum(row->u, row->size) + row->more * row->u[row->slots];
    for (size_t b = 0; b < row->size; b += ROW_BLOCK) {
        double max = 0.0;
        for (size_t k = b; k < row->size && k < b + ROW_BLOCK; k++)
            max = row->u[k] > max ? row->u[k] : max;
        row->bound[b / ROW_BLOCK] = max;
    }
}

size_t turn_take(struct row *row, const uint32_t *wanted, uint32_t first,
                 size_t n, double lr, double *loss)
{
    size_t most = TURN_LEAST;
    struct turn turn;

    if (row->slots < SHORT || n < TURN_LEAST / 4 || !(lr > 0.0))
        return 0;
    while (most < MOST && most * most < 5 * row->size)
        most *= 2;
    n = n < most ? n : most;
    turn.row = row;
    turn.top = row->sum / (8.0 * lr * (double)most);
    turn.single = 0;
    bool taken = take_singles(&turn, wanted, first, n);
    if (taken) {
        place_nodes(&turn);
        n = learn(&turn, wanted, first, n, lr, loss);
        move_row(&turn);
    }
    put_singles(&turn, taken);
    if (taken)
        measure(row);
    return taken ? n : 0;
}
