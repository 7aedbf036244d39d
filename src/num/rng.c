/* MT19937 and the distributions that NumPy's legacy RandomState builds on
   it.  Every draw is taken in NumPy's order. */
#include "trainloop/rng.h"

#include "trainloop/num.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void rng_seed(struct rng *rng, uint32_t seed)
{
    memset(rng, 0, sizeof *rng);
    for (uint32_t i = 0; i < RNG_STATE; i++) {
        rng->state[i] = seed;
        seed = (uint32_t)(UINT64_C(1812433253) * (seed ^ (seed >> 30)) + i + 1);
    }
    rng->used = RNG_STATE;
}

/* A word of the next state, from three of this one. */
static uint32_t twist(uint32_t here, uint32_t next, uint32_t far)
{
    uint32_t y = (here & 0x80000000U) | (next & 0x7fffffffU);

    return far ^ (y >> 1) ^ ((0U - (y & 1U)) & 0x9908b0dfU);
}

/* The whole state moves on at once, 624 words at a time. */
static void refill(struct rng *rng)
{
    enum { FAR = 397, WRAP = RNG_STATE - FAR };
    uint32_t *s = rng->state;

    for (int i = 0; i < WRAP; i++)
        s[i] = twist(s[i], s[i + 1], s[i + FAR]);
    for (int i = WRAP; i < RNG_STATE - 1; i++)
        s[i] = twist(s[i], s[i + 1], s[i - WRAP]);
    s[RNG_STATE - 1] = twist(s[RNG_STATE - 1], s[0], s[FAR - 1]);
    rng->used = 0;
}

uint32_t rng_bits(struct rng *rng)
{
    if (rng->used == RNG_STATE)
        refill(rng);
    rng->drawn++;
    uint32_t y = rng->state[rng->used++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680U;
    y ^= (y << 15) & 0xefc60000U;
    return y ^ (y >> 18);
}

void rng_skip(struct rng *rng, uint64_t n)
{
    rng->drawn += n;
    while (n > (uint64_t)(RNG_STATE - rng->used)) {
        n -= (uint64_t)(RNG_STATE - rng->used);
        refill(rng);
    }
    rng->used += (int)n;
}

double rng_double(struct rng *rng)
{
    uint32_t high = rng_bits(rng) >> 5; /* 27 bits */
    uint32_t low = rng_bits(rng) >> 6;  /* 26 bits */

    return (high * 67108864.0 + low) / 9007199254740992.0;
}

double rng_uniform(struct rng *rng, double low, double high)
{
    return low + (high - low) * rng_double(rng);
}

double rng_normal(struct rng *rng)
{
    double a, b, r2;

    if (rng->has_next) {
        rng->has_next = false;
        return rng->next;
    }
    do { /* a point in the unit circle, but not its centre */
        a = 2.0 * rng_double(rng) - 1.0;
        b = 2.0 * rng_double(rng) - 1.0;
        r2 = a * a + b * b;
    } while (!(r2 > 0.0 && r2 < 1.0));
    double f = sqrt(-2.0 * num_log(r2) / r2);
    rng->next = f * a;
    rng->has_next = true;
    return f * b;
}

uint64_t rng_interval(struct rng *rng, uint64_t last)
{
    uint64_t mask = last, draw;

    for (int shift = 1; shift < 64; shift *= 2)
        mask |= mask >> shift;
    do {
        draw = mask > UINT32_MAX ? (uint64_t)rng_bits(rng) << 32 : 0;
        if (mask > 0)
            draw |= rng_bits(rng);
        draw &= mask;
    } while (draw > last);
    return draw;
}

static inline void exchange(unsigned char *a, unsigned char *b, size_t size)
{
    unsigned char hand[RNG_ITEM];

    memcpy(hand, a, size);
    memmove(a, b, size);
    memcpy(b, hand, size);
}

void rng_shuffle(struct rng *rng, void *items, size_t n, size_t size)
{
    unsigned char *item = items;

    assert(size <= RNG_ITEM);
    for (size_t left = n; left > 1; left--) {
        unsigned char *last = item + (left - 1) * size;
        unsigned char *drawn =
            item + (size_t)rng_interval(rng, left - 1) * size;
        if (size == sizeof(uint64_t)) /* a known size is exchanged at once */
            exchange(last, drawn, sizeof(uint64_t));
        else
            exchange(last, drawn, size);
    }
}
