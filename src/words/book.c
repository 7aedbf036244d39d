/* The scores of the pairs that occur, and of the rest of each row. */
#include "trainloop/book.h"

#include "base/array.h"
#include "words/deck.h"
#include "words/row.h"

#include "trainloop/num.h"

#include <stdlib.h>
#include <string.h>

enum { HAND = 4096 }; /* examples that are drawn at once */

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
    double *score = array_zeros(S + V, sizeof *score);
    struct row *row = row_make(longest);
    *book = (struct book){.counts = c, .row = row};
    book->sparse.score = score;
    if (!score || !row || !make_order(book, (uint32_t)longest)) {
        book_free(book);
        return fault_memory(fault, 8.0 * (double)S + order + 12.0 * (double)V,
                            "the scores of the pairs");
    }
    book->sparse = (struct sparse){c->first, c->next, score, score + S};
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
    if (book->deck)
        deck_free(book->deck);
    free(book->deck);
    row_free(book->row);
    *book = (struct book){0};
}
