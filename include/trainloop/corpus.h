/*
 * corpus.h -- the data of the next-word lesson: a text as numbered words, line
 * by line, and the pairs of neighbours in it.
 */
#ifndef TRAINLOOP_CORPUS_H
#define TRAINLOOP_CORPUS_H

#include "trainloop/fault.h"

#include <stddef.h>
#include <stdint.h>

/* What a word is: bytes between blanks, or a run of letters (a-z, A-Z folded
   to them), digits, apostrophes and bytes above 127. */
enum corpus_tokens { CORPUS_SPACE, CORPUS_WORDS };

/* Numbers that are no word: the end of a line, a word not in the vocabulary. */
#define CORPUS_END UINT32_MAX
#define CORPUS_UNKNOWN (UINT32_MAX - 1)

/* The words and their numbers (ids), 0 to n - 1 in the order they came.  All
   zeros is a valid empty one. */
struct vocabulary {
    uint32_t n;
    char *text;      /* the words, each closed by NUL, in order of id      */
    uint32_t *start; /* (n) where each begins in text                      */
    uint32_t *table; /* (1 << bits) hash table: id + 1, or 0               */
    size_t used, room, starts; /* bytes of text; room for bytes, for words */
    int bits;
};

/* The id of a word of so many bytes, or CORPUS_UNKNOWN. */
uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length);

/* The same, giving a word that is new the next id.  CORPUS_END: a fault, no
   memory. */
uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault);

const char *vocabulary_word(const struct vocabulary *v, uint32_t id);
void vocabulary_free(struct vocabulary *v);

/* Two neighbours in a line. */
struct pair {
    uint32_t word, next;
};

/* Owns what it points to.  All zeros is a valid empty one. */
struct corpus {
    struct vocabulary words;
    uint32_t *token; /* (n) ids; CORPUS_END closes every line           */
    size_t n;
    uint32_t *held; /* (n_held) likewise, the lines kept from training */
    size_t n_held;
    size_t lines, held_lines; /* lines with at least one word           */
    size_t pairs, held_pairs; /* neighbours that are both known         */
    size_t held_unknown;      /* held-out neighbours that are not       */
};

/*
 * Reads a text file ("-": standard input), 4 bytes of memory a word and the
 * vocabulary.  LF ends a line; a CR is a blank.  Faults name file and line: a
 * NUL byte, no pair of words in any line, no memory.
 */
bool corpus_read(struct corpus *corpus, const char *name,
                 enum corpus_tokens kind, struct fault *fault);

/* The same from memory; the faults name it as a file. */
bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, enum corpus_tokens kind,
                  struct fault *fault);

/*
 * Keeps round(part * lines) lines, at least one, away from training: those
 * that come first in permutation(lines) of a stream of its own from `seed`;
 * both parts stay in the order of the text, and `lines` counts those left to
 * train on.  Unless the words are kept, the vocabulary is made again from the
 * training lines, and a held-out word that it lacks becomes CORPUS_UNKNOWN.
 * part: in (0, 1); once for a corpus.  Faults: nothing, or no pair, would be
 * left to train on; the corpus is empty then.
 */
bool corpus_hold_out(struct corpus *corpus, double part, uint32_t seed,
                     bool keep_words, struct fault *fault);

/* Gives the words the ids that they have in `words`, which the corpus then
   owns (and `words` is empty); those that it lacks become CORPUS_UNKNOWN, and
   there may be no known pair left.  Fault: no memory; both are empty then. */
bool corpus_adopt(struct corpus *corpus, struct vocabulary *words,
                  struct fault *fault);

/*
 * Walks over the pairs of known neighbours in order: *at, 0 at first, moves
 * on; false at the end.  tokens: (n).
 */
bool corpus_next(const uint32_t *tokens, size_t n, size_t *at,
                 struct pair *pair);

void corpus_free(struct corpus *corpus);

#endif
