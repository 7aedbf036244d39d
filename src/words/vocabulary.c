/* Words and their numbers: a text of all words, and a hash table of it. */
#include "trainloop/vocabulary.h"

#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BITS = 10 };

const char *vocabulary_word(const struct vocabulary *v, uint32_t id)
{
    assert(id < v->n);
    return v->text + v->start[id];
}

/* The slot of the table that has the word, or the free one where it belongs.
   Half of the slots are free.  Different words of 2^32 bytes in all need fewer
   than 2^31 slots, so bits is at most 31. */
static uint32_t *find(const struct vocabulary *v, const char *word,
                      size_t length)
{
    size_t last = ((size_t)1 << v->bits) - 1;
    uint32_t hash = 0;

    /* 64-bit products, cut to 32 bits: the same on every machine */
    for (size_t i = 0; i < length; i++)
        hash =
            (uint32_t)((hash ^ (unsigned char)word[i]) * UINT64_C(0x9E3779B1));
    hash ^= hash >> 15;
    size_t slot = (uint32_t)(hash * UINT64_C(0x85EBCA6B)) >> (32 - v->bits);
    for (; v->table[slot] != 0; slot = (slot + 1) & last) {
        const char *known = v->text + v->start[v->table[slot] - 1];
        if (strncmp(known, word, length) == 0 && known[length] == '\0')
            break;
    }
    return &v->table[slot];
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length)
{
    if (v->n == 0)
        return WORD_UNKNOWN;
    uint32_t slot = *find(v, word, length);
    return slot != 0 ? slot - 1 : WORD_UNKNOWN;
}

/* A table of twice the size. */
static bool widen(struct vocabulary *v, struct fault *fault)
{
    int bits = v->bits ? v->bits + 1 : FIRST_BITS;
    size_t size = (size_t)1 << bits;
    uint32_t *table = calloc(size, sizeof *table);

    if (!table)
        return fault_memory(fault, (double)size * sizeof *table,
                            "the table of the words");
    free(v->table);
    v->table = table;
    v->bits = bits;
    for (uint32_t id = 0; id < v->n; id++) {
        const char *word = vocabulary_word(v, id);
        *find(v, word, strlen(word)) = id + 1;
    }
    return true;
}

/* A start has 32 bits; a word takes two bytes of text, so that the ids stay
   below WORD_UNKNOWN as well. */
uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault)
{
    static const char what[] = "what was read of this text";

    if (v->n >= ((size_t)1 << v->bits) / 2 && !widen(v, fault))
        return WORD_END;
    uint32_t *slot = find(v, word, length);
    if (*slot != 0)
        return *slot - 1;
    if (length >= UINT32_MAX - v->used) {
        fault_say(fault, FAULT_INTERNAL,
                  "Use a smaller text, or one with more blanks in it",
                  "the different words of this text take more than 4 GB");
        return WORD_END;
    }
    if (!array_room(&v->text, &v->room, v->used + length + 1, 1, what, fault) ||
        !array_room(&v->start, &v->starts, (size_t)v->n + 1, sizeof *v->start,
                    what, fault))
        return WORD_END;
    v->start[v->n] = (uint32_t)v->used;
    memcpy(v->text + v->used, word, length);
    v->text[v->used + length] = '\0';
    v->used += length + 1;
    *slot = ++v->n;
    return v->n - 1;
}

void vocabulary_free(struct vocabulary *v)
{
    free(v->text);
    free(v->start);
    free(v->table);
    *v = (struct vocabulary){0};
}
