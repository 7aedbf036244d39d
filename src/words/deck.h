/* deck.h -- a row's examples in random order, where only their counts are
   known. */
#ifndef WORDS_DECK_H
#define WORDS_DECK_H

#include "trainloop/counts.h"
#include "trainloop/rng.h"

/* Cards of n kinds, so many of each.  All zeros is a valid empty one. */
struct deck {
    uint64_t *tree; /* (room) sums of counts: P. Fenwick, "A new data structure
                       for cumulative frequency tables", 1994 */
    uint32_t n, room;
    uint64_t left; /* cards that were not drawn yet */
};

/* For rows of so many slots at most.  Fault: no memory. */
bool deck_make(struct deck *deck, uint32_t slots, struct fault *fault);

/* All cards of a row. */
void deck_fill(struct deck *deck, struct counts_row row);

/* Takes a card, each that is left as likely as any other, so that every order
   of all is.  Returns its slot in the row.  left: above 0. */
uint32_t deck_draw(struct deck *deck, struct rng *rng);

void deck_free(struct deck *deck);

#endif
