/* Drawing from counts: all that is there and no more, every order as likely as
   any other, counts beyond 32 bits. */
#include "test.h"
#include "words/deck.h"

/* Every order of 2 of one kind and 3 of another, of four kinds: 10 of them. */
static void test_orders(void)
{
    enum { ROUNDS = 20000, ORDERS = 32 };
    static const uint32_t next[] = {7, 8, 9, 10};
    static const uint64_t count[] = {2, 0, 0, 3};
    static uint32_t found[ORDERS];
    struct deck deck;
    struct fault fault = {0};
    struct rng rng;
    int orders = 0;

    rng_seed(&rng, 1);
    CHECK(deck_make(&deck, 5, &fault));
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t drawn[4] = {0}, order = 0;
        deck_fill(&deck, (struct counts_row){4, next, count});
        CHECK(deck.left == 5);
        while (deck.left > 0) {
            uint32_t k = deck_draw(&deck, &rng);
            CHECK(k < 4);
            drawn[k % 4]++;
            order = 2 * order + (k == 3);
        }
        for (int k = 0; k < 4; k++)
            CHECK(drawn[k] == count[k]);
        found[order % ORDERS]++;
    }
    for (int i = 0; i < ORDERS; i++) {
        orders += found[i] > 0;
        /* 2000 expected, standard deviation 42 */
        CHECK(found[i] == 0 || (found[i] > 1800 && found[i] < 2200));
    }
    CHECK(orders == 10);
    deck_free(&deck);
}

/* A row of every length gives each slot in its turn. */
static void test_lengths(void)
{
    enum { MOST = 70 };
    static uint32_t next[MOST];
    static uint64_t count[MOST];
    struct deck deck;
    struct fault fault = {0};
    struct rng rng;

    rng_seed(&rng, 2);
    CHECK(deck_make(&deck, MOST, &fault));
    for (uint32_t k = 0; k < MOST; k++)
        count[k] = k % 5;
    for (uint32_t n = 2; n <= MOST; n++) {
        uint64_t drawn[MOST] = {0};
        deck_fill(&deck, (struct counts_row){n, next, count});
        while (deck.left > 0)
            drawn[deck_draw(&deck, &rng)]++;
        for (uint32_t k = 0; k < n; k++)
            CHECK(drawn[k] == count[k]);
    }
    deck_free(&deck);
}

static void test_huge(void)
{
    static const uint32_t next[] = {0, 1};
    static const uint64_t count[] = {UINT64_C(3000000000000),
                                     UINT64_C(1000000000000)};
    struct deck deck;
    struct fault fault = {0};
    struct rng rng;
    double first = 0.0;

    rng_seed(&rng, 3);
    CHECK(deck_make(&deck, 2, &fault));
    deck_fill(&deck, (struct counts_row){2, next, count});
    for (int i = 0; i < 10000; i++)
        first += deck_draw(&deck, &rng) == 0;
    CHECK(deck.left == UINT64_C(4000000000000) - 10000);
    CHECK_NEAR(first, 7500.0, 200.0);
    deck_free(&deck);
}

int main(void)
{
    test_orders();
    test_lengths();
    test_huge();
    return test_end();
}
