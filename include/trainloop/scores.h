/*
 * scores.h -- the model of the next word behind one face: a score for every
 * pair of words (bigram.h), or only for those that occur (book.h).
 *
 * Who asks it need not know which: `dense` is there to be shown.
 */
#ifndef TRAINLOOP_SCORES_H
#define TRAINLOOP_SCORES_H

#include "trainloop/bigram.h"
#include "trainloop/book.h"
#include "trainloop/words_file.h"

/* All zeros is a valid empty one.  The counts and the corpus must outlive it.
 */
struct scores {
    const struct counts *counts;
    const struct corpus *corpus; /* of which the held-out lines are read */
    bool dense;
    struct bigram bigram; /* where dense ...                            */
    struct pair *pairs, *shuffled; /* (counts->pairs)                   */
    struct book book;              /* ... else                          */
    size_t n;     /* how many scores: V * V, or those of slots and rests */
    double *best; /* (n) if they are to be kept                         */
    double work;  /* of an epoch, as struct part counts it               */
    double *p;    /* (V) scratch                                        */
};

/* What training begins with: random scores are dense, those that are 0 are not;
   AUTO: random up to SCORES_AUTO_MOST words. */
enum scores_init { SCORES_AUTO, SCORES_RANDOM, SCORES_ZERO };
enum { SCORES_AUTO_MOST = 2000 };

struct scores_setup {
    const struct counts *counts; /* made with saved->sparse             */
    const struct corpus *corpus;
    enum scores_init init;
    struct words_model *saved; /* NULL or all zeros; else its scores instead:
                                  a dense matrix is taken out of it     */
    struct rng *rng;           /* that random scores come from          */
    bool keep;                 /* room for scores_keep                  */
};

/* Fault: no memory; the scores are to be freed all the same. */
bool scores_make(struct scores *s, const struct scores_setup *setup,
                 struct fault *fault);

/* One epoch in parts: the pairs shuffled, then the four steps for the examples
   of a part at a time, some ten milliseconds, while the return is true; false:
   nothing was left. */
void scores_shuffle(struct scores *s, struct rng *rng);
bool scores_train(struct scores *s, double lr, struct part *part);

/* The mean loss with the scores as they are, of the training pairs and of those
   held out; 0 if there is no pair. */
double scores_loss(const struct scores *s);
double scores_held_loss(const struct scores *s);

/* Remembers the scores, if there is room (see keep), for scores_lend. */
void scores_keep(struct scores *s);

/* The scores of a row, and p = softmax of them.  z, p: (V). */
void scores_row(const struct scores *s, uint32_t word, double *z);
void scores_predict(const struct scores *s, uint32_t word, double *p);

/* Without work that grows with V in a book: the probability of each slot of the
   row, p: (slots of the row); and whether the most probable word after this
   one followed it in the training text. */
void scores_slots(const struct scores *s, uint32_t word, double *p);
bool scores_guess_followed(const struct scores *s, uint32_t word);

/* One example of an epoch, as it would go: p of the next word and the loss
   before its step, and p after it. */
struct example {
    struct pair pair;
    double p, loss, after;
};

/* The first k examples of the epoch that this rng will shuffle, on copies of
   the rows they touch: no score changes, and the rng stays.  Returns how many:
   k or all pairs, 0 without memory. */
size_t scores_trace(struct scores *s, const struct rng *rng, double lr,
                    struct example *example, size_t k);

/* Lends the scores to a model that is to be saved: with room to keep some,
   those kept last. */
void scores_lend(const struct scores *s, struct words_model *model);

void scores_free(struct scores *s);

#endif
