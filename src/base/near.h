/* near.h -- words that were nearly typed right. */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include <stdbool.h>

/* Bytes of a word that are compared: longer ones are as far as it gets. */
enum { NEAR_WORD = 60 };

/* How many letters must change (inserted, dropped, replaced, exchanged with a
   neighbour) to make b of a; at most NEAR_WORD.  A capital is its letter. */
int near_distance(const char *a, const char *b);

/* Is b so near to a that it may have been meant: does it begin with a, or keep
   some of its letters? */
bool near_match(const char *a, const char *b);

/* Which of the two was rather meant by what was typed: known where it matches
   and is nearer than best, which may be NULL, else best. */
const char *near_best(const char *typed, const char *known, const char *best);

#endif
