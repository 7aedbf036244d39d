/* words.h -- the words of the course, and the commands that show them. */
#ifndef GUIDE_WORDS_H
#define GUIDE_WORDS_H

struct word {
    const char *word;    /* "mean squared error"                           */
    const char *also;    /* other names, commas between them, or NULL      */
    const char *meaning; /* two or three sentences                         */
    const char *command; /* what to type to see it, without "trainloop"    */
};

enum { WORDS = 56 };
extern const struct word words[WORDS]; /* in the order of the course */

#endif
