/* vocabulary.h -- words and their numbers (ids), from 0 as they came. */
#ifndef TRAINLOOP_VOCABULARY_H
#define TRAINLOOP_VOCABULARY_H

#include "trainloop/fault.h"

#include <stddef.h>
#include <stdint.h>

/* Numbers that are no word: the end of a line, a word not known. */
#define WORD_END UINT32_MAX
#define WORD_UNKNOWN (UINT32_MAX - 1)

/* All zeros is a valid empty one. */
struct vocabulary {
    uint32_t n;
    char *text; /* the words, each closed by NUL, in order of id      */
    struct vocabulary_node {
        uint32_t start;    /* where the word begins in text */
        uint32_t child[2]; /* id + 1, or 0 */
    } * node;              /* (n) */
    uint32_t *table;       /* (1 << bits) hash table of trees: id + 1, or 0 */
    size_t used, room, nodes; /* bytes of text; room for bytes, words */
    int bits;
};

/* The word as text.  id: below n. */
const char *vocabulary_word(const struct vocabulary *v, uint32_t id);

/* The id of a word of so many bytes, none of them NUL; or WORD_UNKNOWN. */
uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length);

/* The same, giving a word that is new the next id.  WORD_END: a fault, no
   memory, or more than 4 GB of words. */
uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault);

void vocabulary_free(struct vocabulary *v);

#endif
