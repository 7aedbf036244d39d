/* counts.h -- which word follows which, and how often: a row for every word,
   with a slot for each word that follows it. */
#ifndef TRAINLOOP_COUNTS_H
#define TRAINLOOP_COUNTS_H

#include "trainloop/ledger.h"

/* Owns what it points to; needs no corpus once it is made.  All zeros is a
   valid empty one.  A slot takes 16 bytes, a word 12; a pair 4, where the
   order of the text is known. */
struct counts {
    uint32_t V;
    uint64_t pairs;   /* in all                                        */
    size_t different; /* different ones                                */
    uint32_t *first;  /* (V + 1) row w: first[w] to before first[w + 1]  */
    uint64_t *lead;   /* (V + 1) pairs led by words before w             */
    uint32_t *word;   /* (S) whose row it is, S = first[V]; behind it:   */
    uint32_t *next;   /* (S) the word that follows                       */
    uint64_t *count;  /* (S) how often it does; 0: in runs before only   */
    uint32_t *order;  /* (pairs) slots, in the order of the text; NULL:
                         they came as counts, which have none            */
};

/* Rows of scores: one for some next words, and one for all the others.  Who
   has them need not own them.  All zeros is a valid empty one. */
struct sparse {
    uint32_t *first; /* (V + 1) as above                  */
    uint32_t *next;  /* (first[V]) no word twice in a row */
    double *score;   /* (first[V])                        */
    double *rest;    /* (V) the score of all others       */
};

/* How many next words before those of the row; 0 of an empty one, or NULL. */
static inline uint32_t counts_first(const struct sparse *sparse, uint32_t word)
{
    return sparse && sparse->first ? sparse->first[word] : 0;
}

/* All scores of a row, of the matrix w: (V, V), or where that is NULL of the
   sparse ones.  z: (V). */
void counts_scores(const double *w, const struct sparse *sparse, uint32_t V,
                   uint32_t word, double *z);

/* How far an epoch over the pairs is; all zeros is its beginning. */
struct part {
    uint64_t examples; /* done, of counts->pairs                    */
    double work;       /* scores that were moved for them           */
    double loss;       /* the sum of their losses                   */
};

/* Counts the training pairs.  A row has the slots of `known`, of the same
   vocabulary (NULL or empty: none), then those of the corpus in order of first
   appearance.  Fault: no memory, more than 2^32 - 2 pairs; empty then. */
bool counts_make(struct counts *c, const struct corpus *corpus,
                 const struct sparse *known, struct fault *fault);

/* The same of pairs that are counted already, and sorted: slots in the order of
   the ids, no order of pairs.  Fault: no memory, 2^32 - 2 different pairs. */
bool counts_take(struct counts *c, const struct ledger *ledger,
                 struct fault *fault);

/* Slots of a row.  word: below V, here and below. */
struct counts_row {
    uint32_t n;
    const uint32_t *next;  /* (n) */
    const uint64_t *count; /* (n) */
};
struct counts_row counts_row(const struct counts *c, uint32_t word);

/* How many pairs the word leads. */
uint64_t counts_seen(const struct counts *c, uint32_t word);

/* The slot of the pair, or COUNTS_NONE. */
#define COUNTS_NONE UINT32_MAX
uint32_t counts_slot(const struct counts *c, struct pair pair);

/* How often the pair occurs, and as a share of all that its word leads (0 of
   none): where training settles. */
uint64_t counts_of(const struct counts *c, struct pair pair);
double counts_share(const struct counts *c, struct pair pair);

/* The word that follows most often, the first of them; the word itself where
   none does. */
uint32_t counts_most(const struct counts *c, uint32_t word);

/* The floor of the loss, -mean ln(share of a pair), the conditional entropy;
   0 if there is no pair. */
double counts_floor(const struct counts *c);

void counts_free(struct counts *c);

#endif
