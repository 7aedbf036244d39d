/* bigram_texts.h -- the texts of the next-word lesson, part of the program. */
#ifndef STAGES_BIGRAM_TEXTS_H
#define STAGES_BIGRAM_TEXTS_H

struct bigram_text {
    const char *name, *text;
    const char *const (*expected)[2]; /* pairs the lesson looks for */
    int n_expected;
};

extern const struct bigram_text bigram_texts_five;  /* the lesson    */
extern const struct bigram_text bigram_texts_eight; /* the challenge */

#endif
