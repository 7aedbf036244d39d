/* explain.h -- the command explain: what a word of the course means. */
#ifndef GUIDE_EXPLAIN_H
#define GUIDE_EXPLAIN_H

#include "text/report.h"

enum { MOST_WORDS = 160 }; /* there are no more */

struct word {
    const char *word;    /* "mean squared error"                           */
    const char *also;    /* other names, commas between them, or NULL      */
    const char *see;     /* what to type to see it, without "trainloop"    */
    const char *meaning; /* two or three sentences                         */
    const char *group;   /* begins a part of the list, else NULL           */
};

/* In the order of the list, {0} behind the last. */
extern const struct word explain_words[];

/* How long a word, or its plural, is that text begins with by any of its names,
   of which the longest counts: *word; 0: none. */
size_t explain_length(const char *text, const struct word **word);

/* The word that somebody types, by any of its names (sure), or the one that may
   have been meant; NULL: none. */
const struct word *explain_find(const char *typed, bool *sure);

/* Its names, what it means, where to see it. */
void explain_print(struct report *report, const struct word *word);

#endif
