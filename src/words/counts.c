/* Which word follows which: a counting sort of the pairs by their word, then a
   slot for each different one. */
#include "trainloop/counts.h"

#include "base/array.h"

#include "trainloop/num.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* order: as yet the next word of every pair; by_row: the numbers of the pairs,
   row by row; first: as yet where in by_row a row is. */
static void sort_pairs(struct counts *c, const struct corpus *corpus,
                       uint32_t *by_row)
{
    struct pair pair;
    size_t n = 0;

    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);) {
        assert(pair.word < c->V && pair.next < c->V);
        c->lead[pair.word + 1]++;
        c->order[n++] = pair.next;
    }
    assert(n == c->pairs);
    for (uint32_t w = 0; w < c->V; w++)
        c->lead[w + 1] += c->lead[w];
    for (uint32_t w = 0; w < c->V; w++)
        c->first[w] = (uint32_t)c->lead[w];
    n = 0;
    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);)
        by_row[c->first[pair.word]++] = (uint32_t)n++;
}

/* Puts in the place of every next word its slot, an old or a new one.  latest:
   (V) zeros; for each word one more than its last slot, in whatever row. */
static void number_slots(struct counts *c, const struct sparse *known,
                         const uint32_t *by_row, uint32_t *latest)
{
    uint32_t slots = 0;

    for (uint32_t w = 0; w < c->V; w++) {
        c->first[w] = slots;
        uint32_t end = counts_first(known, w + 1);
        for (uint32_t i = counts_first(known, w); i < end; i++)
            latest[known->next[i]] = ++slots;
        for (uint64_t i = c->lead[w]; i < c->lead[w + 1]; i++) {
            uint32_t *pair = &c->order[by_row[i]], *slot = &latest[*pair];
            if (*slot <= c->first[w])
                *slot = ++slots;
            *pair = *slot - 1;
        }
    }
    c->first[c->V] = slots;
}

static void fill_slots(struct counts *c, const struct corpus *corpus,
                       const struct sparse *known)
{
    size_t n = 0;
    struct pair pair;

    for (uint32_t w = 0; w < c->V; w++) {
        uint32_t slot = c->first[w], end = counts_first(known, w + 1);
        for (uint32_t i = counts_first(known, w); i < end; i++, slot++) {
            c->word[slot] = w;
            c->next[slot] = known->next[i];
        }
    }
    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);) {
        uint32_t slot = c->order[n++];
        c->word[slot] = pair.word;
        c->next[slot] = pair.next;
        c->different += c->count[slot]++ == 0;
    }
}

/* Rooms for words, and for slots; after a fault they are to be freed. */
static bool make_words(struct counts *c, struct fault *fault)
{
    c->first = array_zeros((size_t)c->V + 1, sizeof *c->first);
    c->lead = array_zeros((size_t)c->V + 1, sizeof *c->lead);
    return (c->first && c->lead) ||
           fault_memory(fault, 12.0 * c->V, "the counted words");
}

static bool make_slots(struct counts *c, size_t S, struct fault *fault)
{
    c->word = array_zeros(2 * S, sizeof *c->word);
    c->count = array_zeros(S, sizeof *c->count);
    if (c->word)
        c->next = c->word + S;
    return (c->word && c->count) ||
           fault_memory(fault, 16.0 * (double)S, "the counted pairs");
}

bool counts_make(struct counts *c, const struct corpus *corpus,
                 const struct sparse *known, struct fault *fault)
{
    uint32_t V = corpus->words.n;
    size_t S = counts_first(known, V), n = (size_t)corpus->pairs;
    bool few = n + S < COUNTS_NONE; /* else the numbers of slots end */
    uint32_t *by_row = few ? array_zeros(n + V, sizeof *by_row) : NULL;

    *c = (struct counts){.V = V, .pairs = n};
    c->order = few ? array_zeros(n, sizeof *c->order) : NULL;
    bool good = (by_row && c->order) ||
                fault_memory(fault, 8.0 * (double)n, "the pairs of words");
    good = good && make_words(c, fault);
    if (good) {
        sort_pairs(c, corpus, by_row);
        number_slots(c, known, by_row, by_row + n);
        good = make_slots(c, c->first[V], fault);
    }
    if (good)
        fill_slots(c, corpus, known);
    else
        counts_free(c);
    free(by_row);
    return good;
}

bool counts_take(struct counts *c, const struct ledger *ledger,
                 struct fault *fault)
{
    size_t S = ledger->n;

    *c = (struct counts){
        .V = ledger->words.n, .pairs = ledger->pairs, .different = S};
    bool good = S < COUNTS_NONE ||
                fault_memory(fault, 16.0 * (double)S, "the counted pairs");
    if (!good || !make_words(c, fault) || !make_slots(c, S, fault)) {
        counts_free(c);
        return false;
    }
    for (size_t i = 0; i < S; i++) {
        const struct ledger_row *row = &ledger->row[i];
        c->word[i] = row->word;
        c->next[i] = row->next;
        c->count[i] = row->count;
        c->first[row->word + 1]++;
        c->lead[row->word + 1] += row->count;
    }
    for (uint32_t w = 0; w < c->V; w++) {
        c->first[w + 1] += c->first[w];
        c->lead[w + 1] += c->lead[w];
    }
    return true;
}

struct counts_row counts_row(const struct counts *c, uint32_t word)
{
    uint32_t first = c->first[word];

    return (struct counts_row){c->first[word + 1] - first, c->next + first,
                               c->count + first};
}

uint64_t counts_seen(const struct counts *c, uint32_t word)
{
    return c->lead[word + 1] - c->lead[word];
}

uint32_t counts_slot(const struct counts *c, struct pair pair)
{
    uint32_t end = c->first[pair.word + 1];

    for (uint32_t slot = c->first[pair.word]; slot < end; slot++)
        if (c->next[slot] == pair.next)
            return slot;
    return COUNTS_NONE;
}

uint64_t counts_of(const struct counts *c, struct pair pair)
{
    uint32_t slot = counts_slot(c, pair);

    return slot == COUNTS_NONE ? 0 : c->count[slot];
}

double counts_share(const struct counts *c, struct pair pair)
{
    uint64_t seen = counts_seen(c, pair.word);

    return seen > 0 ? (double)counts_of(c, pair) / (double)seen : 0.0;
}

uint32_t counts_most(const struct counts *c, uint32_t word)
{
    struct counts_row row = counts_row(c, word);
    uint32_t next = word;
    uint64_t most = 0;

    for (uint32_t i = 0; i < row.n; i++)
        if (row.count[i] > most) {
            most = row.count[i];
            next = row.next[i];
        }
    return next;
}

double counts_floor(const struct counts *c)
{
    double sum = 0.0;

    for (uint32_t word = 0; word < c->V; word++) {
        struct counts_row row = counts_row(c, word);
        double seen = (double)counts_seen(c, word);
        for (uint32_t i = 0; i < row.n; i++)
            if (row.count[i] > 0)
                sum +=
                    (double)row.count[i] * num_log(seen / (double)row.count[i]);
    }
    return c->pairs > 0 ? sum / (double)c->pairs : 0.0;
}

void counts_scores(const double *w, const struct sparse *sparse, uint32_t V,
                   uint32_t word, double *z)
{
    if (w) {
        memcpy(z, w + (size_t)word * V, V * sizeof *z);
        return;
    }
    for (uint32_t k = 0; k < V; k++)
        z[k] = sparse->rest[word];
    for (uint32_t i = sparse->first[word]; i < sparse->first[word + 1]; i++)
        z[sparse->next[i]] = sparse->score[i];
}

void counts_free(struct counts *c)
{
    free(c->first);
    free(c->lead);
    free(c->word);
    free(c->count);
    free(c->order);
    *c = (struct counts){0};
}
