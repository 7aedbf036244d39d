/* ledger.h -- which word follows which, and how often, gathered piece by piece:
   from texts, or from counts that somebody else made. */
#ifndef TRAINLOOP_LEDGER_H
#define TRAINLOOP_LEDGER_H

#include "trainloop/corpus.h"

/* So many pairs in all: every number up to it is a double. */
#define LEDGER_MOST 9007199254740992.0

/* A pair takes 16 bytes, a word its bytes and 21 more.  All zeros is a valid
   empty one. */
struct ledger {
    struct vocabulary words;
    struct ledger_row {
        uint32_t word, next;
        uint64_t count;
    } * row;        /* (n) */
    size_t n, room; /* a pair may come more than once, until it is sorted */
    uint64_t pairs; /* the sum of all counts */
};

/* Adds a pair of words of the vocabulary.  Fault: no memory, or more than
   LEDGER_MOST pairs in all. */
bool ledger_add(struct ledger *t, struct pair pair, uint64_t count,
                struct fault *fault);

/* Adds the words and the pairs of a text, each unit for itself; its tokens are
   forgotten, to save memory. */
bool ledger_text(struct ledger *t, struct corpus *corpus, struct fault *fault);

/* Puts words, and rows by word and next, in the order of their bytes: an id is
   a rank.  Every pair has one row then. */
bool ledger_sort(struct ledger *t, struct fault *fault);

void ledger_free(struct ledger *t);

#endif
