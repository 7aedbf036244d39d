/* seal.h -- what was in a file when it was read, to know it again under any
   other name. */
#ifndef TRAINLOOP_SEAL_H
#define TRAINLOOP_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zeros is the seal of nothing. */
struct seal {
    bool once;       /* it was no file, but a pipe: it cannot be read again */
    uint64_t length; /* bytes so far                                  */
    uint64_t hash;   /* of all whole words of eight of them           */
    uint64_t word;   /* the rest, over what is left of the word before */
};

/* Goes on with n more bytes; how they are cut into calls does not matter. */
void seal_add(struct seal *seal, const void *bytes, size_t n);

/* Different bytes have the same seal once in some 2^64 times. */
bool seal_same(const struct seal *a, const struct seal *b);

#endif
