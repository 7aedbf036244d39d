/*
 * rng.h -- the random numbers of numpy.random.RandomState: MT19937
 * (M. Matsumoto, T. Nishimura: Mersenne Twister, ACM TOMACS 8, 1998).  All are
 * NumPy's bit for bit but rng_normal.  A copy of the struct draws the same
 * again.
 */
#ifndef TRAINLOOP_RNG_H
#define TRAINLOOP_RNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RNG_STATE = 624 };

struct rng {
    uint32_t state[RNG_STATE];
    int used;      /* words of state given out, RNG_STATE: all of them */
    bool has_next; /* normal deviates come in pairs: is one waiting?   */
    double next;
    uint64_t drawn; /* how many words were given out since the seed */
};

/* As numpy.random.seed(seed); every 32-bit seed is good. */
void rng_seed(struct rng *rng, uint32_t seed);

/* The next 32 random bits. */
uint32_t rng_bits(struct rng *rng);

/* Passes over n words: seed, then rng_skip(drawn), is where the stream was,
   but for a normal deviate that was waiting. */
void rng_skip(struct rng *rng, uint64_t n);

/* Uniform in [0, 1), a multiple of 2^-53.  NumPy: random_sample(). */
double rng_double(struct rng *rng);

/* low + (high - low) * rng_double.  NumPy: uniform(low, high). */
double rng_uniform(struct rng *rng, double low, double high);

/* A normal deviate, mean 0, standard deviation 1, by the polar method (G.
   Marsaglia, T. Bray, SIAM Review 6, 1964).  NumPy: randn(), which takes log
   from the C library and not from num.h: one deviate in 1,000 differs (3,370
   of 3 million beside glibc 2.36), by 2 units in the last place at most. */
double rng_normal(struct rng *rng);

/* A whole number in [0, last], each as likely as the others. */
uint64_t rng_interval(struct rng *rng, uint64_t last);

/* Shuffles n items of `size` <= RNG_ITEM bytes in place, from the last down.
   NumPy: shuffle(); on 0, 1, ..., n-1 it gives permutation(n). */
enum { RNG_ITEM = 64 };
void rng_shuffle(struct rng *rng, void *items, size_t n, size_t size);

#endif
