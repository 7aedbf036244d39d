/*
 * book.h -- bigram.h for a whole book, from zero start: memory and work grow
 * with the pairs that occur, not with V * V.
 *
 * Words that never follow a word begin with the same score in its row, and
 * every example takes the same step on each: they stay equal.  So a row holds
 * a score for every word that does follow (a slot) and one for all the rest.
 * Rows do not touch each other: the shuffled pairs may be taken row by row.
 */
#ifndef TRAINLOOP_BOOK_H
#define TRAINLOOP_BOOK_H

#include "trainloop/counts.h"
#include "trainloop/rng.h"

/* Owns the scores; the counts must outlive it.  All zeros is a valid empty
   one.  A slot takes 8 bytes, a word 8, besides the counts; where these know
   the order of the pairs, a pair 8 and a word 4 more. */
struct book {
    const struct counts *counts;
    struct sparse sparse; /* its scores, with the rests behind them     */
    double work;          /* scores that an epoch moves: for each example those
                             of its row, and what takes as long besides */
    uint32_t *shuffled;   /* (pairs) slots, in the order of the epoch;  */
    uint32_t *by_row;     /* behind them (pairs) the same, row by row,  */
    uint32_t *cursor;     /* and (V) scratch                            */
    struct row *row;      /* while it is trained: for the longest one   */
    struct deck *deck;    /* where counts->order is NULL: the examples of the
                             row `word`, drawn a hand at a time into by_row */
    struct rng *rng;      /* from here */
    uint32_t word;
};

/* The scores of `start`, with which the counts were made; a slot that it lacks
   begins at its row's rest.  All finite; NULL or empty: all 0.  Fault: no
   memory; the book is empty then. */
bool book_make(struct book *book, const struct counts *c,
               const struct sparse *start, struct fault *fault);

/*
 * One epoch: the pairs shuffled, then bigram_train for the examples of a part
 * at a time while the return is true; false: nothing was left.  Losses, each
 * >= 0, are added to part->loss.  A part moves about `most` > 0 scores, of
 * book->work in all: whole rows, or some examples of a longer one.  lr: >= 0;
 * above 100 it is right, but slow.
 *
 * The losses are those of bigram.h but for rounding: from zero start within
 * 1e-12 after 50 epochs, 1e-11 after thousands.  (At rates of 10 and more,
 * scores that begin far apart magnify a last place; there as well.)
 */
void book_shuffle(struct book *book, struct rng *rng);
bool book_train(struct book *book, double lr, double most, struct part *part);

/* The mean loss with the scores as they are; 0 if there is no pair. */
double book_loss(const struct book *book);

/* The score of a pair. */
double book_score(const struct book *book, struct pair pair);

/* Log-sum-exp of a row; the work grows with its slots only. */
double book_total(const struct book *book, uint32_t word);

void book_free(struct book *book);

#endif
