/* Drawing without putting back: tree[k] has the sum of the counts of the 1, 2,
   4 ... slots that end with slot k - 1. */
#include "words/deck.h"

#include "base/array.h"

#include <assert.h>
#include <stdlib.h>

bool deck_make(struct deck *deck, uint32_t slots, struct fault *fault)
{
    *deck = (struct deck){.room = slots};
    deck->tree = array_zeros((size_t)slots + 1, sizeof *deck->tree);
    return deck->tree ||
           fault_memory(fault, 8.0 * slots, "the order of the pairs");
}

/* The highest of its bits is a power of 2; the lowest is how many it sums. */
static uint32_t lowest(uint32_t k)
{
    return k & (~k + 1);
}

void deck_fill(struct deck *deck, struct counts_row row)
{
    assert(row.n <= deck->room);
    deck->n = row.n;
    deck->left = 0;
    for (uint32_t k = 1; k <= row.n; k++) {
        uint64_t sum = row.count[k - 1];
        deck->left += sum;
        for (uint32_t i = k - 1; i > k - lowest(k); i -= lowest(i))
            sum += deck->tree[i];
        deck->tree[k] = sum;
    }
}

uint32_t deck_draw(struct deck *deck, struct rng *rng)
{
    uint64_t at = rng_interval(rng, deck->left - 1);
    uint32_t k = 0, step = 1;

    while (step <= deck->n / 2)
        step *= 2;
    for (; step > 0; step /= 2) {
        if (step > deck->n - k)
            continue;
        if (deck->tree[k + step] <= at) {
            k += step;
            at -= deck->tree[k];
        } else {
            deck->tree[k + step]--; /* the card is among these */
        }
    }
    deck->left--;
    return k;
}

void deck_free(struct deck *deck)
{
    free(deck->tree);
    *deck = (struct deck){0};
}
