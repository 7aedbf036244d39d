/* Draws from a row of a book, most of whose words have one and the same
   probability: a softmax and num_draw with all that is equal done at once. */
#include "trainloop/draw.h"

#include "base/array.h"

#include "trainloop/fold.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>

/* Slots by next word and then, in that order, by row: a counting sort twice.
   by_next: (S), at: (V) zeros. */
static void sort(const struct counts *c, uint32_t *slot, uint32_t *by_next,
                 uint32_t *at)
{
    uint32_t S = c->first[c->V], sum = 0;

    for (uint32_t i = 0; i < S; i++)
        at[c->next[i]]++;
    for (uint32_t w = 0; w < c->V; w++) {
        uint32_t n = at[w];
        at[w] = sum;
        sum += n;
    }
    for (uint32_t i = 0; i < S; i++)
        by_next[at[c->next[i]]++] = i;
    for (uint32_t w = 0; w < c->V; w++)
        at[w] = c->first[w];
    for (uint32_t i = 0; i < S; i++)
        slot[at[c->word[by_next[i]]]++] = by_next[i];
}

bool draw_make(struct draw *draw, const struct scores *scores,
               struct fault *fault)
{
    const struct counts *c = scores->counts;
    size_t V = c->V, S = c->first[V];

    *draw = (struct draw){.scores = scores};
    if (scores->dense)
        return true;
    uint32_t *scratch = array_zeros(S + V, sizeof *scratch);
    draw->slot = array_zeros(S, sizeof *draw->slot);
    bool good = scratch && draw->slot;
    if (good)
        sort(c, draw->slot, scratch, scratch + S);
    else
        draw_free(draw);
    free(scratch);
    return good ||
           fault_memory(fault, 8.0 * (double)S + 4.0 * (double)V, "the words");
}

/* e = exp(score - max) of a row: some by slot, all others are `rest`. */
struct terms {
    const uint32_t *slot, *next; /* (n), next: of a slot */
    const double *e;             /* (n) */
    size_t n;
    size_t *at;         /* the first slot that was not summed yet */
    double rest, block; /* one, and a sum of FOLD_BLOCK of them */
};

/* For a fold. */
static void sum_block(const void *data, size_t from, size_t n, double *sum)
{
    const struct terms *t = data;
    double e[FOLD_BLOCK];
    size_t i = *t->at;

    if (n == FOLD_BLOCK && (i == t->n || t->next[t->slot[i]] >= from + n)) {
        *sum = t->block;
        return;
    }
    for (size_t k = 0; k < n; k++)
        e[k] = t->rest;
    for (; i < t->n && t->next[t->slot[i]] < from + n; i++)
        e[t->next[t->slot[i]] - from] = t->e[i];
    *t->at = i;
    *sum = num_sum(e, n);
}

/* Sums all terms as num_sum does. */
static double sum_terms(const struct terms *terms, uint32_t V)
{
    double rests[FOLD_BLOCK], sum;
    size_t at = 0;
    struct terms t = *terms;
    const struct fold fold = {1, sum_block, &t};

    for (size_t k = 0; k < FOLD_BLOCK; k++)
        rests[k] = t.rest;
    t.block = num_sum(rests, FOLD_BLOCK);
    t.at = &at;
    fold_sum(&fold, 0, V, &sum);
    return sum;
}

/* num_draw of them, divided by their sum. */
static uint32_t draw_term(const struct terms *t, double sum, uint32_t V,
                          double u)
{
    double rest = t->rest / sum;
    uint32_t word = 0; /* all before are passed */

    for (size_t i = 0; i < t->n; i++) {
        uint32_t next = t->next[t->slot[i]];
        size_t gap = next - word, k = num_pass(&u, rest, gap);
        if (k < gap)
            return word + (uint32_t)k;
        if (!(u >= t->e[i] / sum))
            return next;
        u -= t->e[i] / sum;
        word = next + 1;
    }
    word += (uint32_t)num_pass(&u, rest, V - word);
    return word < V ? word : V - 1;
}

uint32_t draw_next(const struct draw *draw, uint32_t word, double u)
{
    const struct scores *s = draw->scores;
    const struct counts *c = s->counts;
    const struct sparse *sparse = &s->book.sparse;
    double *e = s->p, rest;

    if (!draw->slot) {
        scores_predict(s, word, s->p);
        return (uint32_t)num_draw(s->p, c->V, u);
    }
    struct terms t = {.slot = draw->slot + c->first[word],
                      .next = c->next,
                      .e = e,
                      .n = counts_row(c, word).n};
    for (size_t i = 0; i < t.n; i++)
        e[i] = sparse->score[t.slot[i]];
    double max = num_max(e, t.n);
    rest = sparse->rest[word];
    if (t.n < c->V && !(rest <= max))
        max = rest;
    num_exps(e, e, t.n, max);
    t.rest = num_exp(rest - max);
    return draw_term(&t, sum_terms(&t, c->V), c->V, u);
}

void draw_free(struct draw *draw)
{
    free(draw->slot);
    *draw = (struct draw){0};
}
