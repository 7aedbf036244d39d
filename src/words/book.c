/*
 * The training loop of the plain twin, bigram.c, where a row is long and most
 * of it hardly moves.
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

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Making it ---- */

/* The pairs of the entries, then those of the corpus, one by one. */
struct source {
    const struct book_entry *entries;
    size_t n_entries;
    const struct corpus *corpus;
    size_t entry, token; /* where we are */
};

static bool next_pair(struct source *s, struct pair *pair)
{
    if (s->entry == s->n_entries)
        return corpus_next(s->corpus->token, s->corpus->n, &s->token, pair);
    pair->word = s->entries[s->entry].word;
    pair->next = s->entries[s->entry].next;
    s->entry++;
    return true;
}

/* Zeros: n and one more, so never none; NULL if there is no room. */
static void *array(size_t n, size_t size)
{
    return n < SIZE_MAX / 2 / size ? calloc(n + 1, size) : NULL;
}

static bool allocate_pairs(struct book *book, size_t n_entries,
                           struct fault *fault)
{
    size_t V = book->V, n = book->pairs;
    double bytes = 12.0 * (double)n + 4.0 * (double)n_entries;

    if (n + n_entries < UINT32_MAX) {
        book->order = array(n, sizeof *book->order);
        book->shuffled = array(n, sizeof *book->shuffled);
        book->by_row = array(n + n_entries, sizeof *book->by_row);
    }
    book->first = array(V, sizeof *book->first);
    book->lead = array(V, sizeof *book->lead);
    book->cursor = array(V, sizeof *book->cursor);
    book->rest = array(V, sizeof *book->rest);
    book->row_total = array(V, sizeof *book->row_total);
    return (book->order && book->shuffled && book->by_row && book->first &&
            book->lead && book->cursor && book->rest && book->row_total) ||
           fault_memory(fault, bytes + 28.0 * (double)V, "the pairs of words");
}

/* Leaves in by_row the next words of every pair, row by row, in order; row w
   ends before cursor[w]. */
static void sort_pairs(struct book *book, struct source source)
{
    uint32_t *cursor = book->cursor, start = 0;
    struct source again = source;
    struct pair pair;

    while (next_pair(&source, &pair)) {
        assert(pair.word < book->V && pair.next < book->V);
        cursor[pair.word]++;
    }
    for (uint32_t w = 0; w < book->V; w++) {
        uint32_t n = cursor[w];
        cursor[w] = start;
        start += n;
    }
    while (next_pair(&again, &pair))
        book->by_row[cursor[pair.word]++] = pair.next;
}

/* Puts in the place of every next word its slot: the one that the row has
   given it, or a new one.  Row w then begins at cursor[w].  slot: (V), the
   last slot given to each next word; one of an earlier row does not count. */
static void number_slots(struct book *book, uint32_t *slot)
{
    uint32_t slots = 0, begin = 0;

    for (uint32_t k = 0; k < book->V; k++)
        slot[k] = UINT32_MAX;
    for (uint32_t w = 0; w < book->V; w++) {
        uint32_t end = book->cursor[w];
        book->first[w] = slots;
        for (uint32_t i = begin; i < end; i++) {
            uint32_t *mine = &slot[book->by_row[i]];
            if (*mine == UINT32_MAX || *mine < book->first[w])
                *mine = slots++;
            book->by_row[i] = *mine;
        }
        book->cursor[w] = begin;
        begin = end;
    }
    book->first[book->V] = slots;
}

enum {
    LANES = FOLD_LANES, /* running sums                 */
    BLOCK = 2 * LANES   /* slots that share one `bound` */
};

/* Room for n slots and the rest, a whole number of lanes. */
static size_t padded(size_t n)
{
    return n + LANES - n % LANES;
}

static bool allocate_slots(struct book *book, struct fault *fault)
{
    size_t S = book->first[book->V], longest = 0;

    for (uint32_t w = 0; w < book->V; w++) {
        size_t n = book->first[w + 1] - book->first[w];
        longest = n > longest ? n : longest;
    }
    longest = padded(longest);
    book->word = array(S, sizeof *book->word);
    book->next = array(S, sizeof *book->next);
    book->count = array(S, sizeof *book->count);
    book->score = array(S, sizeof *book->score);
    book->u = array(longest, sizeof *book->u);
    book->bound = array(longest / BLOCK + 1, sizeof *book->bound);
    return (book->word && book->next && book->count && book->score && book->u &&
            book->bound) ||
           fault_memory(fault, 20.0 * (double)S, "the scores of the pairs");
}

/* All that is known of the slots, from the pairs in order.  by_row and cursor
   say which slot each has. */
static void fill_slots(struct book *book, struct source source)
{
    size_t n = 0;
    struct pair pair;

    for (uint32_t w = 0; w < book->V; w++)
        for (uint32_t i = book->first[w]; i < book->first[w + 1]; i++)
            book->score[i] = book->rest[w];
    while (next_pair(&source, &pair)) {
        uint32_t slot = book->by_row[book->cursor[pair.word]++];
        book->word[slot] = pair.word;
        book->next[slot] = pair.next;
        if (source.token == 0) { /* still among the entries */
            book->score[slot] = source.entries[source.entry - 1].score;
            continue;
        }
        book->order[n++] = slot;
        book->count[slot]++;
        book->lead[pair.word + 1]++;
    }
    assert(n == book->pairs);
    for (uint32_t w = 0; w < book->V; w++)
        book->lead[w + 1] += book->lead[w];
}

bool book_make(struct book *book, const struct corpus *corpus,
               const struct book_entry *entries, size_t n_entries,
               const double *rest, struct fault *fault)
{
    struct source source = {entries, n_entries, corpus, 0, 0};
    uint32_t *slot = NULL;
    bool good = false;

    *book = (struct book){.V = corpus->words.n, .pairs = corpus->pairs};
    if (!allocate_pairs(book, n_entries, fault))
        goto done;
    slot = array(book->V, sizeof *slot);
    if (!slot) {
        fault_memory(fault, 4.0 * book->V, "the vocabulary");
        goto done;
    }
    sort_pairs(book, source);
    number_slots(book, slot);
    if (!allocate_slots(book, fault))
        goto done;
    for (uint32_t w = 0; w < book->V; w++)
        book->rest[w] = rest ? rest[w] : 0.0;
    fill_slots(book, source);
    good = true;
done:
    free(slot);
    if (!good)
        book_free(book);
    return good;
}

/* ---- Training it ---- */

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
static const double LITTLE = 1.0 / 512, SMALL = 1.0 / 8;

/* u of the row, from its scores. */
static void load(struct row *row, const double *score, double rest)
{
    double *u = row->u, low = HUGE_VAL;

    row->peak = -HUGE_VAL;
    for (size_t k = 0; k < row->slots + (row->more >= 0.0); k++) {
        double z = k < row->slots ? score[k] : rest;
        row->peak = z > row->peak ? z : row->peak;
        low = z < low ? z : low;
    }
    row->spread = row->peak - low;
    for (size_t k = 0; k < row->slots; k++)
        u[k] = num_exp(score[k] - row->peak);
    for (size_t k = row->slots; k < row->size; k++)
        u[k] = 0.0;
    if (row->more >= 0.0)
        u[row->slots] = num_exp(rest - row->peak);
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
 * The three that follow: u[k] *= exp(-c * u[k]) for all of them, then
 * sum[k % 8] += u[k].  u: (n), n a multiple of 8.  Each sum runs in the order
 * of k, no matter how a row is cut, and eight of them let the compiler take
 * several u at a time.
 *
 * The first is for c * u[k] < LITTLE: what its series leaves out, x^5/5! and
 * on, is below 2^-51.
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

/* exp(-x) for x in [0, SMALL): what it leaves out, x^10/10! and on, is below
   2^-51. */
static double exp_minus(double x)
{
    static const double f2 = 1.0 / 2, f3 = 1.0 / 6, f4 = 1.0 / 24,
                        f5 = 1.0 / 120, f6 = 1.0 / 720, f7 = 1.0 / 5040,
                        f8 = 1.0 / 40320, f9 = 1.0 / 362880;
    double far = f5 - x * (f6 - x * (f7 - x * (f8 - x * f9)));

    return 1.0 - x * (1.0 - x * (f2 - x * (f3 - x * (f4 - x * far))));
}

/* For any c.  bound: no u is greater.  Returns the greatest that is left. */
static double shrink_much(double *u, size_t n, double c, double bound,
                          double sum[LANES])
{
    double max[LANES] = {0.0};

    if (c * bound < SMALL)
        for (size_t k = 0; k < n; k++)
            u[k] *= exp_minus(c * u[k]);
    else
        for (size_t k = 0; k < n; k++) {
            double x = c * u[k];
            u[k] *= x < SMALL ? exp_minus(x) : num_exp(-x);
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

/*
 * Examples until the end or until s leaves its range; returns how many.  Adds
 * their losses: of the product of s / u[next], each of them at least 1, as
 * one logarithm will do for many.  The row's new sum is taken as (sum - u) +
 * u * exp(lr): the first term is exact where u is most of the sum.
 */
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

/* n examples of one row, by their slots; returns the sum of their losses. */
static double train_row(struct book *book, uint32_t word, const uint32_t *slot,
                        size_t n, double lr)
{
    uint32_t first = book->first[word], slots = book->first[word + 1] - first;
    double *score = book->score + first, *rest = &book->rest[word];
    double loss = 0.0;
    struct row row = {.u = book->u,
                      .bound = book->bound,
                      .slots = slots,
                      .size = padded(slots),
                      .more = (double)(book->V - slots) - 1.0};

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
    uint32_t *cursor = book->cursor;
    size_t n = book->pairs;

    if (n == 0)
        return;
    memcpy(book->shuffled, book->order, n * sizeof *book->order);
    rng_shuffle(rng, book->shuffled, n, sizeof *book->shuffled);
    memcpy(cursor, book->lead, book->V * sizeof *cursor);
    for (size_t i = 0; i < n; i++) {
        uint32_t slot = book->shuffled[i];
        book->by_row[cursor[book->word[slot]]++] = slot;
    }
}

/* What an example of the word costs, in scores. */
static double cost(const struct book *book, uint32_t word)
{
    return 16.0 + (double)(book->first[word + 1] - book->first[word]);
}

double book_work(const struct book *book)
{
    double work = 0.0;

    for (uint32_t w = 0; w < book->V; w++)
        work += cost(book, w) * book_seen(book, w);
    return work;
}

bool book_train(struct book *book, double lr, double most,
                struct book_part *part)
{
    double end = part->work + most;

    if (part->examples == book->pairs)
        return false;
    do {
        const uint32_t *slot = book->by_row + part->examples;
        uint32_t word = book->word[*slot];
        double each = cost(book, word);
        size_t n = book->lead[word + 1] - part->examples;
        if (each * (double)n > most)
            n = most > each ? (size_t)(most / each) : 1;
        part->loss += train_row(book, word, slot, n, lr);
        part->examples += n;
        part->work += each * (double)n;
    } while (part->work < end && part->examples < book->pairs);
    return true;
}

double book_epoch(struct book *book, double lr, struct rng *rng)
{
    struct book_part part = {0};

    book_shuffle(book, rng);
    while (book_train(book, lr, HUGE_VAL, &part))
        ;
    return book->pairs > 0 ? part.loss / (double)book->pairs : 0.0;
}

/* ---- Measuring and reading it ---- */

struct book_slots book_slots(const struct book *book, uint32_t word)
{
    uint32_t first = book->first[word], n = book->first[word + 1] - first;

    return (struct book_slots){.n = n,
                               .next = book->next + first,
                               .count = book->count + first,
                               .score = book->score + first,
                               .others = book->V - n,
                               .rest = book->rest[word]};
}

/* log(e^a + e^b), where one of them may be -inf. */
static double log_add(double a, double b)
{
    double high = a > b ? a : b, low = a > b ? b : a;

    return high + num_log(1.0 + num_exp(low - high));
}

/* The log-sum-exp of a whole row: the rest is so many equal terms. */
static double log_sum(const struct book_slots *row)
{
    return log_add(num_log_sum_exp(row->score, row->n),
                   num_log(row->others) + row->rest);
}

double book_total(const struct book *book, uint32_t word)
{
    struct book_slots row = book_slots(book, word);

    return log_sum(&row);
}

double book_loss(const struct book *book)
{
    double sum = 0.0;

    for (uint32_t w = 0; w < book->V; w++) {
        struct book_slots row = book_slots(book, w);
        double all = log_sum(&row);
        for (uint32_t k = 0; k < row.n; k++)
            sum += row.count[k] * (all - row.score[k]);
    }
    return book->pairs > 0 ? sum / (double)book->pairs : 0.0;
}

double book_entropy(const struct book *book)
{
    double sum = 0.0;

    for (uint32_t word = 0; word < book->V; word++) {
        struct book_slots s = book_slots(book, word);
        double seen = (double)book_seen(book, word);
        for (uint32_t i = 0; i < s.n; i++)
            if (s.count[i] > 0)
                sum += s.count[i] * num_log(seen / s.count[i]);
    }
    return book->pairs > 0 ? sum / (double)book->pairs : 0.0;
}

double book_held_loss(struct book *book, const uint32_t *tokens, size_t n)
{
    double sum = 0.0;
    size_t known = 0, at = 0;
    struct pair pair;

    for (uint32_t w = 0; w < book->V; w++) {
        struct book_slots row = book_slots(book, w);
        book->row_total[w] = log_sum(&row);
    }
    while (corpus_next(tokens, n, &at, &pair)) {
        sum +=
            book->row_total[pair.word] - book_score(book, pair.word, pair.next);
        known++;
    }
    return known > 0 ? sum / (double)known : 0.0;
}

void book_row(const struct book *book, uint32_t word, double *z)
{
    struct book_slots row = book_slots(book, word);

    for (uint32_t k = 0; k < book->V; k++)
        z[k] = row.rest;
    for (uint32_t k = 0; k < row.n; k++)
        z[row.next[k]] = row.score[k];
}

double book_score(const struct book *book, uint32_t word, uint32_t next)
{
    struct book_slots row = book_slots(book, word);

    for (uint32_t k = 0; k < row.n; k++)
        if (row.next[k] == next)
            return row.score[k];
    return row.rest;
}

uint32_t book_seen(const struct book *book, uint32_t word)
{
    return book->lead[word + 1] - book->lead[word];
}

bool book_keep(struct book *book, struct fault *fault)
{
    size_t V = book->V, S;

    if (V == 0)
        return true;
    S = book->first[V];
    if (!book->kept)
        book->kept = array(S + V, sizeof *book->kept);
    if (!book->kept)
        return fault_memory(fault, 8.0 * (double)(S + V), "the best scores");
    memcpy(book->kept, book->score, S * sizeof *book->score);
    memcpy(book->kept + S, book->rest, V * sizeof *book->rest);
    return true;
}

void book_restore(struct book *book)
{
    size_t V = book->V, S;

    if (!book->kept)
        return;
    S = book->first[V];
    memcpy(book->score, book->kept, S * sizeof *book->score);
    memcpy(book->rest, book->kept + S, V * sizeof *book->rest);
}

void book_free(struct book *book)
{
    free(book->first);
    free(book->word);
    free(book->next);
    free(book->count);
    free(book->score);
    free(book->rest);
    free(book->order);
    free(book->shuffled);
    free(book->lead);
    free(book->by_row);
    free(book->kept);
    free(book->u);
    free(book->bound);
    free(book->row_total);
    free(book->cursor);
    *book = (struct book){0};
}
