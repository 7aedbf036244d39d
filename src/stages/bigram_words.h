/* bigram_words.h -- words that somebody asks for, in a vocabulary. */
#ifndef STAGES_BIGRAM_WORDS_H
#define STAGES_BIGRAM_WORDS_H

#include "trainloop/corpus.h"

#include <stdbool.h>

/* Finds a word of so many bytes, folded as the tokens are.  Fault: it is not
   there; begins with `option`, "'--word': " or "", and suggests one. */
bool bigram_words_find(const struct vocabulary *words,
                       enum corpus_tokens tokens, const char *option,
                       const char *word, size_t length, uint32_t *id,
                       struct fault *fault);

/* --follow A,B: where words have commas themselves, at the comma that fits. */
bool bigram_words_pair(const struct vocabulary *words,
                       enum corpus_tokens tokens, const char *follow,
                       struct pair *pair, struct fault *fault);

/* The n >= 1 most probable words, ties by id.  p: (V), top: (n); returns how
   many there are. */
int bigram_words_top(const double *p, uint32_t V, uint32_t *top, int n);

#endif
