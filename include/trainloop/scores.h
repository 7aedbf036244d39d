/* scores.h -- the model of the next word behind one face: a score for every
   pair of words (bigram.h), or only for those that occur (book.h). */
#ifndef TRAINLOOP_SCORES_H
#define TRAINLOOP_SCORES_H

#include "trainloop/bigram.h"
#include "trainloop/book.h"
#include "trainloop/words_file.h"

/* Counts and corpus must outlive it.  All zeros is a valid empty one. */
struct scores {
    const struct counts *counts;
    const struct corpus *corpus; /* of which the held-out lines are read */
    bool dense;
    struct bigram bigram; /* where dense ...                            */
    struct pair *pairs, *shuffled; /* (counts->pairs) of text and epoch */
    uint32_t *wanted; /* (pairs) the next words of the epoch, row by row, where
                         rows are long; NULL: where they are short       */
    uint32_t word;    /* whose row comes next                            */
    struct row *row;  /* while it is trained                             */
    struct book book; /* ... else                          */
    size_t n;         /* how many scores: V * V, or those of slots and rests */
    double *best;     /* (n) if they are to be kept: at first the saved best */
    double work;      /* of an epoch, as struct part counts it               */
    double *p;        /* (V) scratch                                        */
};

/* Random scores are dense, zeros are not; AUTO: random up to so many words. */
enum scores_init { SCORES_AUTO, SCORES_RANDOM, SCORES_ZERO };
enum { SCORES_AUTO_MOST = 2000 };

struct scores_setup {
    const struct counts *counts; /* made with saved->sparse             */
    const struct corpus *corpus;
    enum scores_init init;
    struct words_model *saved; /* NULL or empty; else its scores instead: a
                                  dense matrix is taken out of it, and its
                                  memory is cleared if the best are not kept */
    struct rng *rng;           /* that random scores come from          */
    bool keep;                 /* room for scores_keep                  */
};

/* Fault: no memory; the scores are to be freed all the same. */
bool scores_make(struct scores *s, const struct scores_setup *setup,
                 struct fault *fault);

/* One epoch: the pairs shuffled, then the four steps for a part at a time, some
   ten milliseconds, while the return is true; false: nothing was left. */
void scores_shuffle(struct scores *s, struct rng *rng);
bool scores_train(struct scores *s, double lr, struct part *part);

/* Example i of the epoch that was shuffled last.  i: below counts->pairs. */
struct pair scores_pair(const struct scores *s, size_t i);

/* The mean loss with the scores as they are; 0 if there is no pair. */
double scores_loss(const struct scores *s);
double scores_held_loss(const struct scores *s);

/* Remembers the scores, if there is room (see keep), for scores_lend. */
void scores_keep(struct scores *s);

/* The scores of a row, and p = softmax of them.  z, p: (V). */
void scores_row(const struct scores *s, uint32_t word, double *z);
void scores_predict(const struct scores *s, uint32_t word, double *p);

/* In a book without work that grows with V: the probability of each slot of the
   row, p: (slots); whether the most probable word followed in training. */
void scores_slots(const struct scores *s, uint32_t word, double *p);
bool scores_guess_followed(const struct scores *s, uint32_t word);

/* One example: p of the next word, the loss; p after the step. */
struct example {
    struct pair pair;
    double p, loss, after;
};

/* The first k examples of the epoch that this rng would shuffle; no score
   changes.  Returns how many: k or all pairs, 0 without memory. */
size_t scores_trace(struct scores *s, const struct rng *rng, double lr,
                    struct example *example, size_t k);

/* Lends the scores, and kept ones if there is room, to a model to be saved. */
void scores_lend(const struct scores *s, struct words_model *model);

void scores_free(struct scores *s);

#endif
