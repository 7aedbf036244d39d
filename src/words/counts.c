/* Which word follows which: a counting sort of the pairs by their word, then a
   slot for each different one. */
#include "trainloop/counts.h"

#include "trainloop/num.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Zeros: n and one more, so never none; NULL if there is no room. */
static uint32_t *array(size_t n)
{
    return n < SIZE_MAX / 8 ? calloc(n + 1, sizeof(uint32_t)) : NULL;
}

/* What the counting needs besides. */
struct sorted {
    uint32_t *by_row; /* (pairs) row by row: next words, then their slots */
    uint32_t *cursor; /* (V) where in by_row a row is                     */
    uint32_t *slot;   /* (V) the last slot given to each next word        */
};

static bool allocate(struct counts *c, struct sorted *s, size_t known,
                     struct fault *fault)
{
    double bytes = 8.0 * (double)c->pairs + 16.0 * (double)c->V;

    if (c->pairs + known < UINT32_MAX) {
        c->order = array(c->pairs);
        s->by_row = array(c->pairs);
    }
    c->first = array(c->V);
    c->lead = array(c->V);
    s->cursor = array(c->V);
    s->slot = array(c->V);
    return (c->order && s->by_row && c->first && c->lead && s->cursor &&
            s->slot) ||
           fault_memory(fault, bytes, "the pairs of words");
}

/* Leaves in by_row the next words of all pairs, row by row, in order. */
static void sort_pairs(struct counts *c, const struct corpus *corpus,
                       struct sorted *s)
{
    struct pair pair;

    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);) {
        assert(pair.word < c->V && pair.next < c->V);
        c->lead[pair.word + 1]++;
    }
    for (uint32_t w = 0; w < c->V; w++)
        c->lead[w + 1] += c->lead[w];
    assert(c->lead[c->V] == c->pairs);
    memcpy(s->cursor, c->lead, c->V * sizeof *s->cursor);
    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);)
        s->by_row[s->cursor[pair.word]++] = pair.next;
}

/* The slots that a row has in any case, count aside. */
static struct counts_row known_row(const struct sparse *known, uint32_t w)
{
    struct counts_row row = {0};

    if (known && known->first) {
        row.n = known->first[w + 1] - known->first[w];
        row.next = known->next + known->first[w];
    }
    return row;
}

/* Puts in the place of every next word its slot: the one that the row has
   given it, or a new one.  Slots of earlier rows do not count. */
static void number_slots(struct counts *c, const struct sparse *known,
                         struct sorted *s)
{
    uint32_t slots = 0;

    for (uint32_t k = 0; k < c->V; k++)
        s->slot[k] = UINT32_MAX;
    for (uint32_t w = 0; w < c->V; w++) {
        struct counts_row old = known_row(known, w);
        c->first[w] = slots;
        for (uint32_t i = 0; i < old.n; i++)
            s->slot[old.next[i]] = slots++;
        for (uint32_t i = c->lead[w]; i < c->lead[w + 1]; i++) {
            uint32_t *mine = &s->slot[s->by_row[i]];
            if (*mine == UINT32_MAX || *mine < c->first[w])
                *mine = slots++;
            s->by_row[i] = *mine;
        }
        s->cursor[w] = c->lead[w];
    }
    c->first[c->V] = slots;
}

static void fill_slots(struct counts *c, const struct corpus *corpus,
                       const struct sparse *known, struct sorted *s)
{
    size_t n = 0;
    struct pair pair;

    for (uint32_t w = 0; w < c->V; w++) {
        struct counts_row old = known_row(known, w);
        for (uint32_t i = 0; i < old.n; i++)
            c->next[c->first[w] + i] = old.next[i];
        for (uint32_t i = c->first[w]; i < c->first[w + 1]; i++)
            c->word[i] = w;
    }
    for (size_t at = 0; corpus_next(corpus->token, corpus->n, &at, &pair);) {
        uint32_t slot = s->by_row[s->cursor[pair.word]++];
        c->next[slot] = pair.next;
        c->count[slot]++;
        c->order[n++] = slot;
    }
}

bool counts_make(struct counts *c, const struct corpus *corpus,
                 const struct sparse *known, struct fault *fault)
{
    uint32_t V = corpus->words.n;
    struct sorted s = {0};
    bool good;

    *c = (struct counts){.V = V, .pairs = corpus->pairs};
    good = allocate(c, &s, known && known->first ? known->first[V] : 0, fault);
    if (good) {
        sort_pairs(c, corpus, &s);
        number_slots(c, known, &s);
        c->word = array(c->first[V]);
        c->next = array(c->first[V]);
        c->count = array(c->first[V]);
        good = (c->word && c->next && c->count) ||
               fault_memory(fault, 12.0 * c->first[V], "the counted pairs");
    }
    if (good)
        fill_slots(c, corpus, known, &s);
    else
        counts_free(c);
    free(s.by_row);
    free(s.cursor);
    free(s.slot);
    return good;
}

struct counts_row counts_row(const struct counts *c, uint32_t word)
{
    uint32_t first = c->first[word];

    return (struct counts_row){c->first[word + 1] - first, c->next + first,
                               c->count + first};
}

uint32_t counts_seen(const struct counts *c, uint32_t word)
{
    return c->lead[word + 1] - c->lead[word];
}

uint32_t counts_of(const struct counts *c, struct pair pair)
{
    struct counts_row row = counts_row(c, pair.word);

    for (uint32_t i = 0; i < row.n; i++)
        if (row.next[i] == pair.next)
            return row.count[i];
    return 0;
}

double counts_share(const struct counts *c, struct pair pair)
{
    uint32_t seen = counts_seen(c, pair.word);

    return seen > 0 ? (double)counts_of(c, pair) / seen : 0.0;
}

uint32_t counts_most(const struct counts *c, uint32_t word)
{
    struct counts_row row = counts_row(c, word);
    uint32_t most = 0, next = word;

    for (uint32_t i = 0; i < row.n; i++)
        if (row.count[i] > most) {
            most = row.count[i];
            next = row.next[i];
        }
    return next;
}

size_t counts_different(const struct counts *c)
{
    size_t n = 0, slots = c->V > 0 ? c->first[c->V] : 0;

    for (size_t i = 0; i < slots; i++)
        n += c->count[i] > 0;
    return n;
}

double counts_floor(const struct counts *c)
{
    double sum = 0.0;

    for (uint32_t word = 0; word < c->V; word++) {
        struct counts_row row = counts_row(c, word);
        double seen = counts_seen(c, word);
        for (uint32_t i = 0; i < row.n; i++)
            if (row.count[i] > 0)
                sum += row.count[i] * num_log(seen / row.count[i]);
    }
    return c->pairs > 0 ? sum / (double)c->pairs : 0.0;
}

void counts_free(struct counts *c)
{
    free(c->first);
    free(c->word);
    free(c->next);
    free(c->count);
    free(c->order);
    free(c->lead);
    *c = (struct counts){0};
}
