/* corpus.h -- a text as numbered words, line by line, and the pairs of
   neighbours in it. */
#ifndef TRAINLOOP_CORPUS_H
#define TRAINLOOP_CORPUS_H

#include "trainloop/seal.h"
#include "trainloop/vocabulary.h"

/* What a word is: bytes between blanks, or a run of letters (a-z, A-Z folded
   to them), digits, apostrophes and bytes above 127. */
enum corpus_tokens { CORPUS_SPACE, CORPUS_WORDS };

/* Two neighbours in a line. */
struct pair {
    uint32_t word, next;
};

/* Owns what it points to.  All zeros is a valid empty one. */
struct corpus {
    struct vocabulary words;
    uint32_t *token; /* (n) ids; WORD_END closes every line             */
    uint32_t *held;  /* (n_held) likewise, the lines kept from training */
    size_t n, n_held;
    size_t lines, held_lines; /* lines with at least one word           */
    size_t pairs, held_pairs; /* neighbours that are both known         */
    size_t held_unknown;      /* held-out neighbours that are not       */
    struct seal read;         /* of the file                            */
};

/* Reads a text file ("-": standard input).  LF ends a line; a CR is a blank.
   Faults name file and line: a NUL byte, no pair of words in any line. */
bool corpus_read(struct corpus *corpus, const char *name,
                 enum corpus_tokens kind, struct fault *fault);

/* The same from memory; the faults name it as a file. */
bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, enum corpus_tokens kind,
                  struct fault *fault);

/*
 * Moves round(part * lines) lines, at least one, from token to held: the first
 * of permutation(lines) from `seed`; both stay in the order of the text.
 * Unless the words are kept, the vocabulary is made again from the training
 * lines, and a held-out word that it lacks becomes WORD_UNKNOWN.  part: in
 * (0, 1); once for a corpus.  Faults: nothing, or no pair, would be left to
 * train on; the corpus is empty then.
 */
bool corpus_hold_out(struct corpus *corpus, double part, uint32_t seed,
                     bool keep_words, struct fault *fault);

/* Would that leave a pair to train on, and hold out one whose words training
   knows?  False also where there is no memory to find out. */
bool corpus_can_hold_out(const struct corpus *corpus, double part,
                         uint32_t seed);

/* Takes over `words`, which are then empty: words that they lack become
   WORD_UNKNOWN.  Fault: no memory; both are empty then. */
bool corpus_adopt(struct corpus *corpus, struct vocabulary *words,
                  struct fault *fault);

/* The next pair of known neighbours; false at the end.  *at, 0 at first, moves
   on.  tokens: (n). */
bool corpus_next(const uint32_t *tokens, size_t n, size_t *at,
                 struct pair *pair);

/* Frees the training tokens, once they are counted; all else stays. */
void corpus_forget(struct corpus *corpus);

void corpus_free(struct corpus *corpus);

#endif
