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
    return v->text + v->node[id].start;
}

static uint64_t turn_left(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = turn_left(v[1], 13) ^ v[0];
    v[3] = turn_left(v[3], 16) ^ v[2];
    v[2] += v[1];
    v[0] = turn_left(v[0], 32) + v[3];
    v[1] = turn_left(v[1], 17) ^ v[2];
    v[3] = turn_left(v[3], 21) ^ v[0];
    v[2] = turn_left(v[2], 32);
}

/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012)
   with the key 0, as Python's hash() with PYTHONHASHSEED=0. */
static uint64_t sip(const char *word, size_t length)
{
    uint64_t v[4] = {0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261,
                     0x7465646279746573};
    size_t i = 0;

    for (bool last = false; !last;) {
        last = length - i < 8;
        uint64_t block = last ? (uint64_t)(length & 0xFF) << 56 : 0;
        size_t n = last ? length - i : 8;
        for (size_t k = 0; k < n; k++)
            block |= (uint64_t)(unsigned char)word[i++] << 8 * k;
        v[3] ^= block;
        sip_round(v);
        v[0] ^= block;
    }
    v[2] ^= 0xFF;
    for (int k = 0; k < 3; k++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/*
 * Where the word is, or where it belongs: a slot of the table or the child of a
 * word; 0 where it is new.  Words of one slot are a tree, in which the other
 * bits of the hash show the way.  So whoever looks for words that make it slow
 * has to find hashes that agree in k bits for every path of k steps.
 *
 * The table has a slot or more for each word.  Words of 2^32 bytes in all are
 * fewer than 2^31, so bits is at most 31.
 */
static uint32_t *find(const struct vocabulary *v, const char *word,
                      size_t length)
{
    uint64_t hash = sip(word, length);
    uint32_t *at = &v->table[hash >> (64 - v->bits)];

    for (; *at != 0; hash >>= 1) {
        struct vocabulary_node *node = &v->node[*at - 1];
        const char *known = v->text + node->start;
        if (strncmp(known, word, length) == 0 && known[length] == '\0')
            break;
        at = &node->child[hash & 1];
    }
    return at;
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length)
{
    if (v->n == 0)
        return WORD_UNKNOWN;
    uint32_t at = *find(v, word, length);
    return at != 0 ? at - 1 : WORD_UNKNOWN;
}

static const char what[] = "what was read of this text";

/* Twice the slots and room for as many words. */
static bool widen(struct vocabulary *v, struct fault *fault)
{
    int bits = v->bits ? v->bits + 1 : FIRST_BITS;
    size_t size = (size_t)1 << bits;

    if (!array_room(&v->node, &v->nodes, size, sizeof *v->node, what, fault))
        return false;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table)
        return fault_memory(fault, (double)size * sizeof *table,
                            "the table of the words");
    free(v->table);
    v->table = table;
    v->bits = bits;
    for (uint32_t id = 0; id < v->n; id++) {
        const char *word = vocabulary_word(v, id);
        memset(v->node[id].child, 0, sizeof v->node[id].child);
        *find(v, word, strlen(word)) = id + 1;
    }
    return true;
}

/* A start has 32 bits; a word takes two bytes of text, so that the ids stay
   below WORD_UNKNOWN as well. */
uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault)
{
    if ((!v->table || v->n >> v->bits != 0) && !widen(v, fault))
        return WORD_END;
    uint32_t *at = find(v, word, length);
    if (*at != 0)
        return *at - 1;
    if (length >= UINT32_MAX - v->used) {
        fault_say(fault, FAULT_INTERNAL,
                  "Use a smaller text, or one with more blanks in it",
                  "the different words of this text take more than 4 GB");
        return WORD_END;
    }
    if (!array_room(&v->text, &v->room, v->used + length + 1, 1, what, fault))
        return WORD_END;
    v->node[v->n] = (struct vocabulary_node){.start = (uint32_t)v->used};
    memcpy(v->text + v->used, word, length);
    v->text[v->used + length] = '\0';
    v->used += length + 1;
    *at = ++v->n;
    return v->n - 1;
}

void vocabulary_free(struct vocabulary *v)
{
    free(v->text);
    free(v->node);
    free(v->table);
    *v = (struct vocabulary){0};
}
