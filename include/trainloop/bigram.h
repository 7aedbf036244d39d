/* bigram.h -- the second model: a row of scores for every word, one for each
   word that may follow.  p = softmax(row); the loss of a pair: -ln p[next]. */
#ifndef TRAINLOOP_BIGRAM_H
#define TRAINLOOP_BIGRAM_H

#include "trainloop/corpus.h"
#include "trainloop/rng.h"

/* Owns the scores.  All zeros is a valid empty one. */
struct bigram {
    uint32_t V;
    double *w; /* (V, V): w[word * V + next] */
};

/* All scores 0: every next word equally likely.  Fault: no memory. */
bool bigram_make(struct bigram *model, uint32_t V, struct fault *fault);

/* All scores randn() * 0.1, row by row. */
void bigram_randomize(struct bigram *model, struct rng *rng);

/* The four steps for n pairs in their order: the loss before the update, which
   is log-sum-exp of the row minus the score of next; then row[k] -= lr * (p[k]
   - (k == next)).  Returns the sum of the losses.  p: (V) scratch. */
double bigram_train(struct bigram *model, const struct pair *pairs, size_t n,
                    double lr, double *p);

/* The mean loss with the scores as they are.  n >= 1; total: (V) scratch. */
double bigram_loss(const struct bigram *model, const struct pair *pairs,
                   size_t n, double *total);

void bigram_free(struct bigram *model);

#endif
