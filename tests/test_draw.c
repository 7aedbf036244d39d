/* Draws from the slots of a row, beside a softmax of the whole row. */
#include "test.h"

#include "trainloop/draw.h"
#include "trainloop/num.h"

#include <stdlib.h>

enum { MOST = 9000, ROWS = 2 };
static uint32_t first[MOST + 1], word[ROWS * MOST], next[ROWS * MOST];
static uint64_t count[ROWS * MOST];
static double score[ROWS * MOST], rest[MOST], scratch[MOST], p[MOST];

/* V words, of which the first lead pairs, every `each` next words one, their
   slots in random order; scores up to `far` from 0. */
static void fill(uint32_t V, uint32_t each, double far, struct rng *rng)
{
    uint32_t n = 0;

    for (uint32_t w = 0; w < V; w++) {
        first[w] = n;
        for (uint32_t k = w; w < ROWS && k < V; k += 1 + rng_bits(rng) % each) {
            word[n] = w;
            next[n++] = k;
        }
        rng_shuffle(rng, next + first[w], n - first[w], sizeof *next);
        for (uint32_t i = first[w]; i < n; i++)
            score[i] = far * (rng_double(rng) - 0.5);
        rest[w] = far * (rng_double(rng) - 0.7);
    }
    first[V] = n;
}

/* Draws all over [0, 1), and where one word ends and another begins. */
static void same(uint32_t V, uint32_t each, double far, double odd)
{
    struct counts c = {
        .V = V, .first = first, .word = word, .next = next, .count = count};
    struct scores s = {.counts = &c, .p = scratch};
    struct fault fault = {0};
    struct draw draw;
    struct rng rng;
    int wrong = 0;

    rng_seed(&rng, V + each);
    fill(V, each, far, &rng);
    rest[0] = odd == 0.0 ? rest[0] : odd;
    s.book.sparse = (struct sparse){first, next, score, rest};
    if (!CHECK(draw_make(&draw, &s, &fault)))
        return;
    for (uint32_t w = 0; w < V && w < ROWS + 1; w++) {
        double sum = 0.0;
        scores_predict(&s, w, p);
        for (int k = 0; k < 80; k++) {
            double u = k == 0   ? 0.0
                       : k == 1 ? 1.0 - DBL_EPSILON / 2.0
                       : k < 50 ? sum
                                : rng_double(&rng);
            wrong += draw_next(&draw, w, u) != num_draw(p, V, u);
            sum += k < 50 && (uint32_t)k < V ? p[k] : 0.0;
        }
    }
    CHECK(wrong == 0);
    draw_free(&draw);
    draw_free(&draw);
}

/* A matrix has no slots to draw from. */
static void dense(void)
{
    static double w[] = {0.0, 1.0, 2.0, 5.0, 4.0, 3.0, 0.0, 0.0, 0.0};
    struct counts c = {.V = 3, .first = first};
    struct scores s = {.counts = &c, .dense = true, .p = scratch};
    struct fault fault = {0};
    struct draw draw;

    s.bigram = (struct bigram){3, w};
    if (!CHECK(draw_make(&draw, &s, &fault)))
        return;
    CHECK(draw_next(&draw, 0, 0.99) == 2 && draw_next(&draw, 1, 0.3) == 0);
    draw_free(&draw);
}

int main(void)
{
    static const uint32_t V[] = {1,   2,    7,    127,  128,
                                 129, 1000, 8192, 8193, MOST};

    for (size_t i = 0; i < sizeof V / sizeof V[0]; i++) {
        same(V[i], 1, 3.0, 0.0);  /* a full row for the first word */
        same(V[i], 1, 3.0, 50.0); /* which has no other words */
        same(V[i], 5, 8.0, 0.0);
        same(V[i], 700, 0.0, 0.0); /* all are equal */
        same(V[i], 700, 30.0, 0.0);
        same(V[i], 40, 2000.0, 0.0); /* some are 0 */
        same(V[i], 40, 8.0, (double)NAN);
        same(V[i], 40, 8.0, HUGE_VAL);
    }
    dense();
    return test_end();
}
