/* ten.h -- a whole number times a power of ten, to 64 bits: what writing and
   reading a decimal number ask, before they ask the C library. */
#ifndef BASE_TEN_H
#define BASE_TEN_H

#include <stdint.h>

/* f * 2^e, with the highest bit of f set. */
struct wide {
    uint64_t f;
    int e;
};

/* m * 10^k, for m > 0 and k from -TEN_MOST to TEN_MOST; f is at most TEN_ERROR
   away from the exact value. */
enum { TEN_MOST = 350, TEN_ERROR = 6 };
struct wide ten_scale(uint64_t m, int k);

#endif
