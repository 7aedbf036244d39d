/*
 * book.h -- the second model for a whole book: bigram.h from zero start, with
 * memory and work that grow with the pairs that occur, not with V * V.
 *
 * The words that never follow a word all begin with the same score in its row,
 * and every example takes the same step on each of them: they stay equal.  So
 * a row holds one score for every word that does follow (a slot) and a single
 * one, with their number, for all the rest.
 *
 * Rows do not touch each other: the shuffled pairs may be taken row by row,
 * in shuffled order inside the row.  The losses are the same, added up in
 * another order.
 */
#ifndef TRAINLOOP_BOOK_H
#define TRAINLOOP_BOOK_H

#include "trainloop/corpus.h"
#include "trainloop/rng.h"

/* Owns the scores, and the training pairs as numbers of slots; needs no
   corpus once it is made.  All zeros is a valid empty one.  A pair takes 12
   bytes, a slot 20 (28 once book_keep was called), a word 28. */
struct book {
    uint32_t V;
    size_t pairs; /* to train on                                         */

    /* Slots, row after row; S = first[V].  Row w: first[w] to before
       first[w + 1]. */
    uint32_t *first; /* (V + 1)                                          */
    uint32_t *word;  /* (S) whose row it is                              */
    uint32_t *next;  /* (S) the word that follows                        */
    uint32_t *count; /* (S) how often it does, in training               */
    double *score;   /* (S)                                              */
    double *rest;    /* (V) the score of every other word in the row     */

    /* Training pairs, each as its slot.  In the last array row w has
       lead[w] to before lead[w + 1]. */
    uint32_t *order;    /* (pairs) in the order of the text              */
    uint32_t *shuffled; /* (pairs) in the order of the epoch             */
    uint32_t *lead;     /* (V + 1)                                       */
    uint32_t *by_row;   /* (pairs) in the order of the epoch, row by row */

    double *kept;                  /* (S + V) scores and rest, or NULL   */
    double *u, *bound, *row_total; /* scratch, see book.c                */
    uint32_t *cursor;              /* (V) scratch                        */
};

/* What a saved model says of one pair. */
struct book_entry {
    uint32_t word, next;
    double score;
};

/*
 * Slots for the pairs of the entries, in their order, then for those of the
 * corpus, in order of first appearance.  A slot that is in no entry starts at
 * its row's rest.  entries: (n_entries), words below V, finite scores; of two
 * for the same pair the later holds.  rest: (V), finite; NULL: all 0.
 * Fault: no memory, more than 2^32 - 2 pairs; the book is empty then.
 */
bool book_make(struct book *book, const struct corpus *corpus,
               const struct book_entry *entries, size_t n_entries,
               const double *rest, struct fault *fault);

/*
 * One epoch, as bigram_epoch takes it: the same shuffle from the same rng, for
 * every example the loss -ln p[next], p = softmax(row), before the update
 * row[k] -= lr * (p[k] - (k == next)).  Returns the mean of the losses, never
 * negative; 0 if there is no pair.  lr: >= 0, meant for rates up to 100 (a
 * greater one is right too, but slow).
 *
 * A step is exact to some units in the last place, so the losses are the
 * plain twin's but for rounding: from zero start within 1e-12 of them after
 * 50 epochs, 1e-11 after thousands.  (At rates of 10 and more, scores that
 * begin far apart magnify a last place until it shows; in the twin as well.)
 */
double book_epoch(struct book *book, double lr, struct rng *rng);

/* How far an epoch is; all zeros is its beginning. */
struct book_part {
    size_t examples; /* done, of book->pairs                 */
    double work;     /* scores moved for them, of book_work  */
    double loss;     /* the sum of their losses              */
};

/*
 * The same in parts: the shuffle, then a part at a time while the return is
 * true; false: nothing was left.  A part moves about `most` scores: whole rows,
 * or some examples of a longer one (whose digits are those of one part but for
 * rounding).  most: > 0.
 */
void book_shuffle(struct book *book, struct rng *rng);
bool book_train(struct book *book, double lr, double most,
                struct book_part *part);

/* The scores that an epoch moves: for each example those of its row, and what
   takes as long besides. */
double book_work(const struct book *book);

/* The mean loss of the training pairs with the scores as they are; 0 if there
   is no pair. */
double book_loss(const struct book *book);

/* The same for the pairs in other text with the same vocabulary.  tokens: (n)
   as in a corpus; 0 if no pair in it is known.  Uses the book's scratch. */
double book_held_loss(struct book *book, const uint32_t *tokens, size_t n);

/* The conditional entropy of the training pairs, the floor of their loss: what
   the counted frequencies themselves lose; 0 if there is no pair. */
double book_entropy(const struct book *book);

/* The slots of a row, and what is equal for all other words. */
struct book_slots {
    uint32_t n;
    const uint32_t *next, *count; /* (n) */
    const double *score;          /* (n) */
    uint32_t others;              /* V - n words ... */
    double rest;                  /* ... with this score, if any */
};

/* word: below V, here and below.  Valid until the book is freed. */
struct book_slots book_slots(const struct book *book, uint32_t word);

/* z[k] = score of k after the word.  z: (V). */
void book_row(const struct book *book, uint32_t word, double *z);

double book_score(const struct book *book, uint32_t word, uint32_t next);

/* Log-sum-exp of a row, so that p[k] = exp(score of k - total); the work grows
   with the slots only. */
double book_total(const struct book *book, uint32_t word);

/* How many training pairs the word leads. */
uint32_t book_seen(const struct book *book, uint32_t word);

/* Remembers all scores; a second time in place of the first.  Fault: no
   memory; what was there stays as it was. */
bool book_keep(struct book *book, struct fault *fault);

/* Takes the remembered scores back.  Without any, nothing happens. */
void book_restore(struct book *book);

void book_free(struct book *book);

#endif
