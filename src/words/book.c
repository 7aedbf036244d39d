/* The scores of the pairs that occur, and of the rest of each row. */
#include "trainloop/book.h"

#include "base/array.h"
#include "words/row.h"

#include "trainloop/num.h"

#include <stdlib.h>
#include <string.h>

void book_shuffle(struct book *book, struct rng *rng)
{
    const struct counts *c = book->counts;
    size_t n = c ? c->pairs : 0;

    if (n == 0)
        return;
    memcpy(book->shuffled, c->order, n * sizeof *c->order);
    rng_shuffle(rng, book->shuffled, n, sizeof *book->shuffled);
    memcpy(book->cursor, c->lead, c->V * sizeof *c->lead);
    for (size_t i = 0; i < n; i++) {
        uint32_t slot = book->shuffled[i];
        book->by_row[book->cursor[c->word[slot]]++] = slot;
    }
}

/* n examples of one row, by their slots; returns the sum of their losses. */
static double train_row(struct book *book, uint32_t word, const uint32_t *slot,
                        size_t n, double lr)
{
    const struct counts *c = book->counts;
    uint32_t first = c->first[word];
    struct row_scores scores = {.score = book->sparse.score + first,
                                .rest = &book->sparse.rest[word],
                                .n = counts_row(c, word).n};

    scores.others = (double)c->V - (double)scores.n;
    return row_train(book->row, &scores, slot, first, n, lr);
}

/* What an example of the word costs, in scores. */
static double cost(const struct counts *c, uint32_t word)
{
    return 16.0 + (double)counts_row(c, word).n;
}

bool book_train(struct book *book, double lr, double most, struct part *part)
{
    const struct counts *c = book->counts;
    double end = part->work + most;

    if (!c || part->examples == c->pairs)
        return false;
    do {
        const uint32_t *slot = book->by_row + part->examples;
        uint32_t word = c->word[*slot];
        double each = cost(c, word);
        size_t n = c->lead[word + 1] - part->examples;
        if (each * (double)n > most)
            n = most > each ? (size_t)(most / each) : 1;
        part->loss += train_row(book, word, slot, n, lr);
        part->examples += n;
        part->work += each * (double)n;
    } while (part->work < end && part->examples < c->pairs);
    return true;
}

/* The sums do not overflow: the counts have 4 bytes a pair, 12 a slot, 8 a
   word in memory. */
bool book_make(struct book *book, const struct counts *c,
               const struct sparse *start, struct fault *fault)
{
    size_t V = c->V, S = c->first[V], n = c->pairs, longest = 0;

    for (uint32_t w = 0; w < V; w++)
        if (counts_row(c, w).n > longest)
            longest = counts_row(c, w).n;
    double *score = array_zeros(S + V, sizeof *score);
    struct row *row = row_make(longest);
    uint32_t *shuffled = array_zeros(2 * n + V, sizeof *shuffled);
    *book = (struct book){.counts = c, .row = row, .shuffled = shuffled};
    book->sparse.score = score;
    if (!score || !row || !shuffled) {
        book_free(book);
        return fault_memory(
            fault, 8.0 * (double)S + 8.0 * (double)n + 12.0 * (double)V,
            "the scores of the pairs");
    }
    book->sparse = (struct sparse){c->first, c->next, score, score + S};
    book->by_row = shuffled + n;
    book->cursor = book->by_row + n;
    for (uint32_t w = 0; w < V; w++) {
        uint32_t i = counts_first(start, w), end = counts_first(start, w + 1);
        double rest = start && start->first ? start->rest[w] : 0.0;
        book->work += cost(c, w) * counts_seen(c, w);
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
            sum += c->count[i] * (total - book->sparse.score[i]);
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
    row_free(book->row);
    *book = (struct book){0};
}
