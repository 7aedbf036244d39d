/* words.h -- the words of the course, and the commands that show them. */
#ifndef GUIDE_WORDS_H
#define GUIDE_WORDS_H

#include "text/report.h"

struct word {
    const char *word;    /* "mean squared error"                           */
    const char *also;    /* other names, commas between them, or ""        */
    const char *see;     /* what to type to see it, without "trainloop"    */
    const char *meaning; /* two or three sentences                         */
    const char *group;   /* begins a part of the list, else NULL           */
};

enum { WORDS = 65 };
extern const struct word words[WORDS]; /* in the order of the course */

/* A word as somebody types it, by any of its names; NULL: it is none. */
const struct word *words_find(const char *typed);

/* The word that may have been meant, or NULL. */
const struct word *words_guess(const char *typed);

/* Its names, what it means, where to see it. */
void words_print(struct report *report, const struct word *word);

#endif
