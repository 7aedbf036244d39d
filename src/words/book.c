/*
 * The loop of bigram.c where a row is long and most of it hardly moves.
 *
 * Let u[k] = exp(score[k] - peak) with one peak for the whole row, s their
 * sum.  Then p[k] = u[k] / s, the loss is log(s / u[next]), and the update
 *
 *     score[k] -= lr * (p[k] - (k == next))
 *
 * is a product: u[k] *= exp(-lr * p[k]), and u[next] *= exp(lr) on top.  For
 * nearly all k the exponent is so small that five terms of the series give
 * every digit.  Between epochs the model holds scores; a row becomes u when
 * its examples begin and scores again when they end, so nothing drifts.
 */
#include "trainloop/book.h"

#include "base/array.h"
#include "words/deck.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <stdlib.h>
#include <string.h>

enum {
    LANES = FOLD_LANES, /* running sums                 */
    BLOCK = 2 * LANES,  /* slots that share one `bound` */
    HAND = 4096         /* examples that are drawn at once */
};

/* One row while it is trained. */
struct row {
    double *u;     /* (size) the slots, then one of the rest, then 0s   */
    double *bound; /* (size / BLOCK, up) no u of the block is greater   */
    size_t slots, size;
    double more;   /* words of the rest beside the one that is in u;
                      -1: there is no rest, and u is 0 in its place     */
    double peak;   /* the score whose u is 1                            */
    double sum;    /* of all u                                          */
    double spread; /* greatest score less the smallest                  */
};

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
    for (size_t k = 0; k < row->size; k += BLOCK)
        row->bound[k / BLOCK] = 1.0;
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
static void shrink_little(double *u, size_t n, double c, double sum[LANES])
{
    double c2 = c * c / 2.0, c3 = c2 * c / 3.0, c4 = c3 * c / 4.0;
    double r[LANES];

    memcpy(r, sum, sizeof r); /* the compiler sees that it is not u */
    for (size_t i = 0; i < n; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            double v = u[i + k];
            v *= (((c4 * v - c3) * v + c2) * v - c) * v + 1.0;
            u[i + k] = v;
            r[k] += v;
        }
    memcpy(sum, r, sizeof r);
}

/* For any c.  bound: no u is greater.  Returns the greatest that is left. */
static double shrink_much(double *u, size_t n, double c, double bound,
                          double sum[LANES])
{
    double max[LANES] = {0.0};

    if (c * bound < SMALL)
        for (size_t k = 0; k < n; k++)
            u[k] *= num_exp_minus(c * u[k]);
    else
        for (size_t k = 0; k < n; k++) {
            double x = c * u[k];
            u[k] *= x < SMALL ? num_exp_minus(x) : num_exp(-x);
        }
    for (size_t i = 0; i < n; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            double v = u[i + k];
            sum[k] += v;
            max[k] = v > max[k] ? v : max[k];
        }
    for (size_t k = 1; k < LANES; k++)
        max[0] = max[k] > max[0] ? max[k] : max[0];
    return max[0];
}

/* The whole row; runs of blocks in which all is little at once.  Returns the
   sum of all u, which is not below any of them. */
static double shrink(struct row *row, double c)
{
    double sum[LANES] = {0.0};
    size_t size = row->size, from = 0, end = 0;

    while (end < size) {
        double *bound = &row->bound[end / BLOCK];
        for (; end < size && c * *bound < LITTLE; bound++)
            end += BLOCK;
        end = end < size ? end : size;
        shrink_little(row->u + from, end - from, c, sum);
        if (end == size)
            break;
        from = end;
        end = size - from < BLOCK ? size : from + BLOCK;
        *bound = shrink_much(row->u + from, end - from, c, *bound, sum);
        from = end;
    }
    return fold_lanes(sum) + row->more * row->u[row->slots];
}

/* Examples until the end or until s leaves its range; returns how many.  Adds
   their losses, one logarithm for a product of many s / u[next] >= 1.  The new
   sum is (sum - u) + u * exp(lr): sum - u is exact where u is most of it. */
static size_t learn(struct row *row, const uint32_t *slot, uint32_t first,
                    size_t n, double lr, double *loss)
{
    double grow = num_exp(lr), product = 1.0;
    size_t i = 0;

    do {
        size_t k = slot[i] - first;
        double *u = &row->u[k], *bound = &row->bound[k / BLOCK];
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

/* Room for n slots and the rest, a whole number of lanes. */
static size_t padded(size_t n)
{
    return n + LANES - n % LANES;
}

/* n examples of one row, by their slots; returns the sum of their losses. */
static double train_row(struct book *book, uint32_t word, const uint32_t *slot,
                        size_t n, double lr)
{
    uint32_t first = book->counts->first[word];
    uint32_t slots = book->counts->first[word + 1] - first;
    double *score = book->sparse.score + first;
    double *rest = &book->sparse.rest[word];
    double loss = 0.0;
    struct row row = {.u = book->u,
                      .bound = book->bound,
                      .slots = slots,
                      .size = padded(slots),
                      .more = (double)(book->counts->V - slots) - 1.0};

    for (size_t i = 0; i < n;) {
        load(&row, score, *rest);
        if (row.spread <= SPREAD && lr <= RATE) {
            i += learn(&row, slot + i, first, n - i, lr, &loss);
            store(&row, score, rest);
        } else {
            loss += step(&row, score, rest, slot[i] - first, lr);
            i++;
        }
    }
    return loss;
}

void book_shuffle(struct book *book, struct rng *rng)
{
    const struct counts *c = book->counts;
    size_t n = c ? (size_t)c->pairs : 0;

    book->rng = rng;
    book->word = 0;
    if (book->deck)
        deck_fill(book->deck, counts_row(c, 0));
    if (book->deck || n == 0)
        return;
    memcpy(book->shuffled, c->order, n * sizeof *c->order);
    rng_shuffle(rng, book->shuffled, n, sizeof *book->shuffled);
    for (uint32_t w = 0; w < c->V; w++)
        book->cursor[w] = (uint32_t)c->lead[w];
    for (size_t i = 0; i < n; i++) {
        uint32_t slot = book->shuffled[i];
        book->by_row[book->cursor[c->word[slot]]++] = slot;
    }
}

/* What an example of the word costs, in scores. */
static double cost(const struct counts *c, uint32_t word)
{
    return 16.0 + (double)counts_row(c, word).n;
}

/* The slots of the next examples, of one row: as many as wanted, or as there
   are, or a hand. */
static const uint32_t *deal(struct book *book, const struct part *part,
                            double most, size_t *n)
{
    const struct counts *c = book->counts;
    struct deck *deck = book->deck;

    if (!deck) {
        const uint32_t *slot = book->by_row + part->examples;
        book->word = c->word[*slot];
        *n = (size_t)(c->lead[book->word + 1] - part->examples);
    } else {
        while (deck->left == 0)
            deck_fill(deck, counts_row(c, ++book->word));
        *n = deck->left < HAND ? (size_t)deck->left : HAND;
    }
    double each = cost(c, book->word);
    if (each * (double)*n > most)
        *n = most > each ? (size_t)(most / each) : 1;
    for (size_t i = 0; deck && i < *n; i++)
        book->by_row[i] = c->first[book->word] + deck_draw(deck, book->rng);
    return book->by_row + (deck ? 0 : part->examples);
}

bool book_train(struct book *book, double lr, double most, struct part *part)
{
    const struct counts *c = book->counts;
    double end = part->work + most;
    size_t n;

    if (!c || part->examples == c->pairs)
        return false;
    do {
        const uint32_t *slot = deal(book, part, most, &n);
        part->loss += train_row(book, book->word, slot, n, lr);
        part->examples += n;
        part->work += cost(c, book->word) * (double)n;
    } while (part->work < end && part->examples < c->pairs);
    return true;
}

/* Room for the order of the examples: of all, or of a hand. */
static bool make_order(struct book *book, uint32_t longest)
{
    const struct counts *c = book->counts;
    size_t n = (size_t)c->pairs;
    struct fault none;

    if (c->order) {
        book->shuffled = array_zeros(2 * n + c->V, sizeof *book->shuffled);
        if (!book->shuffled)
            return false;
        book->by_row = book->shuffled + n;
        book->cursor = book->by_row + n;
        return true;
    }
    book->deck = calloc(1, sizeof *book->deck);
    book->shuffled = book->by_row = array_zeros(HAND, sizeof *book->by_row);
    return book->deck && book->by_row && deck_make(book->deck, longest, &none);
}

/* The sums do not overflow: the counts have 4 bytes a pair that has an order,
   16 a slot, 12 a word in memory. */
bool book_make(struct book *book, const struct counts *c,
               const struct sparse *start, struct fault *fault)
{
    size_t V = c->V, S = c->first[V], longest = 0;
    double order = c->order ? 8.0 * (double)c->pairs : 4.0 * HAND;

    for (uint32_t w = 0; w < V; w++)
        if (counts_row(c, w).n > longest)
            longest = counts_row(c, w).n;
    size_t size = padded(longest);
    double *score = array_zeros(S + V, sizeof *score);
    double *u = array_zeros(size + (size + BLOCK - 1) / BLOCK, sizeof *u);
    *book = (struct book){.counts = c, .u = u};
    book->sparse.score = score;
    if (!score || !u || !make_order(book, (uint32_t)longest)) {
        book_free(book);
        return fault_memory(fault, 8.0 * (double)S + order + 12.0 * (double)V,
                            "the scores of the pairs");
    }
    book->sparse = (struct sparse){c->first, c->next, score, score + S};
    book->bound = u + size;
    for (uint32_t w = 0; w < V; w++) {
        uint32_t i = counts_first(start, w), end = counts_first(start, w + 1);
        double rest = start && start->first ? start->rest[w] : 0.0;
        book->work += cost(c, w) * (double)counts_seen(c, w);
        book->sparse.rest[w] = rest;
        for (uint32_t k = c->first[w]; k < c->first[w + 1]; k++, i++)
            score[k] = i < end ? start->score[i] : rest;
    }
    return true;
}

double book_total(const struct book *book, uint32_t word)
{
    const struct counts *c = book->counts;
    uint32_t n = counts_row(c, word).n;
    double slots = num_log_sum_exp(book->sparse.score + c->first[word], n);
    double others = num_log(c->V - n) + book->sparse.rest[word];
    double more = slots > others ? slots : others;
    double less = slots > others ? others : slots;

    return more + num_log(1.0 + num_exp(less - more)); /* ln(e^a + e^b) */
}

double book_loss(const struct book *book)
{
    const struct counts *c = book->counts;
    double sum = 0.0;

    for (uint32_t w = 0; c && w < c->V; w++) {
        double total = book_total(book, w);
        for (uint32_t i = c->first[w]; i < c->first[w + 1]; i++)
            sum += (double)c->count[i] * (total - book->sparse.score[i]);
    }
    return c && c->pairs > 0 ? sum / (double)c->pairs : 0.0;
}

double book_score(const struct book *book, struct pair pair)
{
    uint32_t slot = counts_slot(book->counts, pair);

    return slot == COUNTS_NONE ? book->sparse.rest[pair.word]
                               : book->sparse.score[slot];
}

void book_free(struct book *book)
{
    free(book->sparse.score);
    free(book->shuffled);
    free(book->u);
    if (book->deck)
        deck_free(book->deck);
    free(book->deck);
    *book = (struct book){0};
}
