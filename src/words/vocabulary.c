/* Words and their numbers: a text of all words, and a hash table of it. */
#include "trainloop/vocabulary.h"

#include "base/array.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The first table holds half as many words as it has slots, as all do. */
enum { FIRST_BITS = 10 };

static uint32_t hash_bytes(const char *text, size_t length)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < length; i++)
        hash = vocabulary_hash(hash, (unsigned char)text[i]);
    return hash;
}

/* The slot to look at first.  Different words of 2^32 bytes in all need fewer
   than 2^31 slots, so that bits is at most 31. */
static size_t first_slot(const struct vocabulary *v, uint32_t hash)
{
    hash ^= hash >> 15;
    return (uint32_t)(hash * UINT64_C(0x85EBCA6B)) >> (32 - v->bits);
}

static size_t next_slot(const struct vocabulary *v, size_t slot)
{
    return (slot + 1) & (((size_t)1 << v->bits) - 1);
}

static size_t word_length(const struct vocabulary *v, uint32_t id)
{
    size_t end = v->n - id > 1 ? v->start[id + 1] : v->used;

    return end - v->start[id] - 1;
}

const char *vocabulary_word(const struct vocabulary *v, uint32_t id)
{
    assert(id < v->n);
    return v->text + v->start[id];
}

static uint32_t find(const struct vocabulary *v, const char *word,
                     size_t length, uint32_t hash)
{
    if (v->n == 0)
        return WORD_UNKNOWN;
    size_t slot = first_slot(v, hash);
    for (; v->table[slot] != 0; slot = next_slot(v, slot)) {
        uint32_t id = v->table[slot] - 1;
        if (word_length(v, id) == length &&
            memcmp(v->text + v->start[id], word, length) == 0)
            return id;
    }
    return WORD_UNKNOWN;
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length)
{
    return find(v, word, length, hash_bytes(word, length));
}

/* Puts a word into the table, which has a free slot and lacks it. */
static void enter(struct vocabulary *v, uint32_t id, uint32_t hash)
{
    size_t slot = first_slot(v, hash);

    while (v->table[slot] != 0)
        slot = next_slot(v, slot);
    v->table[slot] = id + 1;
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
    for (uint32_t id = 0; id < v->n; id++)
        enter(v, id, hash_bytes(vocabulary_word(v, id), word_length(v, id)));
    return true;
}

/* A start has 32 bits; a word takes two bytes of text, so that the ids stay
   below WORD_UNKNOWN as well. */
bool vocabulary_room(struct vocabulary *v, size_t bytes, struct fault *fault)
{
    if (bytes > UINT32_MAX - v->used) {
        fault_set(fault, FAULT_INTERNAL,
                  "the different words of this text take more than 4 GB");
        return fault_hint(fault, "Use a smaller text, or one with more blanks "
                                 "in it");
    }
    return array_room(&v->text, &v->room, v->used + bytes, 1) ||
           fault_memory(fault, (double)v->used + (double)bytes,
                        "what was read of this text");
}

uint32_t vocabulary_take(struct vocabulary *v, size_t length, uint32_t hash,
                         struct fault *fault)
{
    uint32_t id = find(v, v->text + v->used, length, hash);

    if (id != WORD_UNKNOWN)
        return id;
    if (v->n >= ((size_t)1 << v->bits) / 2 && !widen(v, fault))
        return WORD_END;
    if (!array_room(&v->start, &v->starts, (size_t)v->n + 1,
                    sizeof *v->start)) {
        fault_memory(fault, 4.0 * v->n, "what was read of this text");
        return WORD_END;
    }
    v->text[v->used + length] = '\0';
    v->start[v->n] = (uint32_t)v->used;
    v->used += length + 1;
    enter(v, v->n, hash);
    return v->n++;
}

uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault)
{
    if (!vocabulary_room(v, length + 1, fault))
        return WORD_END;
    memcpy(v->text + v->used, word, length);
    return vocabulary_take(v, length, hash_bytes(word, length), fault);
}

void vocabulary_fit(struct vocabulary *v)
{
    array_fit(&v->text, &v->room, v->used, 1);
    array_fit(&v->start, &v->starts, v->n, sizeof *v->start);
}

void vocabulary_free(struct vocabulary *v)
{
    free(v->text);
    free(v->start);
    free(v->table);
    *v = (struct vocabulary){0};
}
