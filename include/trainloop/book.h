/*
 * book.h -- the second model for a whole book: bigram.h from zero start, with
 * memory and work that grow with the pairs that occur, not with V * V.
 *
 * The words that never follow a word all begin with the same score in its row,
 * and every example takes the same step on each of them: they stay equal.  So
 * a row holds one score for every word that does follow (a slot) and a single
 * one, with their number, for all the rest.
 *
 * Rows do not touch each other: the shuffled pairs may be taken row by row.
 * The losses are the same, added up in another order.
 */
#ifndef TRAINLOOP_BOOK_H
#define TRAINLOOP_BOOK_H

#include "trainloop/counts.h"
#include "trainloop/rng.h"

/* Owns the scores; the counts must outlive it.  All zeros is a valid empty
   one.  With the counts a pair takes 12 bytes, a slot 20, a word 20. */
struct book {
    const struct counts *counts;
    struct sparse sparse; /* its scores, with the rests behind them     */
    double work;          /* scores that an epoch moves: for each example those
                             of its row, and what takes as long besides */
    uint32_t *shuffled;   /* (pairs) slots, in the order of the epoch;  */
    uint32_t *by_row;     /* behind them (pairs) the same, row by row,  */
    uint32_t *cursor;     /* and (V) scratch                            */
    double *u, *bound;    /* for the longest row, see book.c            */
};

/*
 * Scores for the slots of the counts: those of `start`, with which these were
 * made; a slot that it lacks begins at its row's rest.  All finite; NULL
 * or all zeros: all 0.  Fault: no memory; the book is empty then.
 */
bool book_make(struct book *book, const struct counts *counts,
               const struct sparse *start, struct fault *fault);

/*
 * One epoch: the pairs shuffled, then a part at a time while the return is
 * true; false: nothing was left.  For every example the loss -ln p[next],
 * p = softmax(row), is added to part->loss, never negative, before the update
 * row[k] -= lr * (p[k] - (k == next)).  A part moves about `most` scores, of
 * book->work in all: whole rows, or some examples of a longer one (whose digits
 * are those of one part but for rounding).  most: > 0.  lr: >= 0, meant for
 * rates up to 100 (a greater one is right too, but slow).
 *
 * A step is exact to some units in the last place, so the losses are the
 * plain twin's but for rounding: from zero start within 1e-12 of them after
 * 50 epochs, 1e-11 after thousands.  (At rates of 10 and more, scores that
 * begin far apart magnify a last place until it shows; in the twin as well.)
 */
void book_shuffle(struct book *book, struct rng *rng);
bool book_train(struct book *book, double lr, double most, struct part *part);

/* The mean loss of the training pairs with the scores as they are; 0 if there
   is no pair. */
double book_loss(const struct book *book);

/* The score of a pair. */
double book_score(const struct book *book, struct pair pair);

/* Log-sum-exp of a row, so that p[k] = exp(score of k - total); the work grows
   with the slots only. */
double book_total(const struct book *book, uint32_t word);

void book_free(struct book *book);

#endif
