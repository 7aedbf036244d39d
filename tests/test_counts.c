/* Which word follows which, counted by hand. */
#include "test.h"

#include "trainloop/counts.h"
#include "trainloop/ledger.h"
#include "trainloop/num.h"

#include <stdlib.h>

static uint32_t token[1000];

/* Tokens of a text, and how many pairs there are in it. */
static struct corpus text(uint32_t V, size_t n)
{
    struct corpus c = {.words.n = V, .token = token, .n = n};
    struct pair pair;

    for (size_t at = 0; corpus_next(token, n, &at, &pair);)
        c.pairs++;
    return c;
}

static const uint32_t few[] = {0, 2, 0, 1, 0, 1, 0, WORD_UNKNOWN, 2, WORD_END};

static void counted(const struct counts *c)
{
    CHECK(c->V == 4 && c->pairs == 6 && c->different == 4);
    CHECK(counts_seen(c, 0) == 3 && counts_seen(c, 1) == 2);
    CHECK(counts_seen(c, 2) == 1 && counts_seen(c, 3) == 0);
    CHECK(counts_of(c, (struct pair){0, 1}) == 2);
    CHECK(counts_of(c, (struct pair){1, 0}) == 2);
    CHECK(counts_of(c, (struct pair){0, 3}) == 0);
    CHECK(counts_of(c, (struct pair){3, 0}) == 0);
    CHECK_SAME(counts_share(c, (struct pair){0, 2}), 1.0 / 3.0);
    CHECK_SAME(counts_share(c, (struct pair){0, 0}), 0.0);
    CHECK_SAME(counts_share(c, (struct pair){3, 0}), 0.0);
    CHECK(counts_most(c, 0) == 1 && counts_most(c, 1) == 0);
    CHECK(counts_most(c, 2) == 0 && counts_most(c, 3) == 3);
    double floor = 2.0 * num_log(1.5) + num_log(3.0);
    CHECK_NEAR(counts_floor(c), floor / 6.0, 1e-15);
    for (uint32_t w = 0; w < 4; w++) /* slots are in rows */
        for (uint32_t i = c->first[w]; i < c->first[w + 1]; i++)
            CHECK(c->word[i] == w);
    for (size_t i = 0; i < 6; i++) { /* and the pairs in their order */
        CHECK(c->word[c->order[i]] == few[i]);
        CHECK(c->next[c->order[i]] == few[i + 1]);
    }
}

/* Slots: those known before, in their order, then those of the text. */
static void slots(void)
{
    static uint32_t first[] = {0, 2, 3, 4, 4}, next[] = {3, 1, 2, 2};
    static const struct sparse known = {first, next, NULL, NULL}, none = {0};
    static const uint32_t row0[] = {3, 1, 2}, row1[] = {2, 0};
    static const uint64_t count0[] = {0, 2, 1}, count1[] = {0, 2};
    struct fault fault = {0};
    struct counts c;

    memcpy(token, few, sizeof few);
    struct corpus corpus = text(4, sizeof few / sizeof few[0]);
    if (!CHECK(counts_make(&c, &corpus, &none, &fault)))
        return;
    counted(&c);
    CHECK(c.first[4] == 4 && counts_row(&c, 0).n == 2);
    CHECK(counts_row(&c, 0).next[0] == 2 && counts_row(&c, 0).next[1] == 1);
    counts_free(&c);
    if (!CHECK(counts_make(&c, &corpus, &known, &fault)))
        return;
    counted(&c);
    struct counts_row row = counts_row(&c, 0);
    CHECK(row.n == 3 && memcmp(row.next, row0, sizeof row0) == 0);
    CHECK(memcmp(row.count, count0, sizeof count0) == 0);
    row = counts_row(&c, 1);
    CHECK(row.n == 2 && memcmp(row.next, row1, sizeof row1) == 0);
    CHECK(memcmp(row.count, count1, sizeof count1) == 0);
    CHECK(counts_row(&c, 2).n == 2 && counts_row(&c, 3).n == 0);
    counts_free(&c);
}

/* A longer text beside a plain matrix of counts. */
static void matrix(void)
{
    enum { V = 20 };
    static uint32_t count[V][V], seen[V];
    size_t different = 0, n = sizeof token / sizeof token[0];
    double floor = 0.0;
    struct fault fault = {0};
    struct counts c;

    for (uint32_t i = 0, x = 1; i < n; i++) {
        x = (x * 1103u + 12345u) % 65536u;
        token[i] = x % 11 == 0 ? WORD_END : x / 64 % V * (x / 2048) / 32;
    }
    for (size_t i = 0; i + 1 < n; i++)
        if (token[i] != WORD_END && token[i + 1] != WORD_END) {
            count[token[i]][token[i + 1]]++;
            seen[token[i]]++;
        }
    struct corpus corpus = text(V, n);
    if (!CHECK(counts_make(&c, &corpus, NULL, &fault)))
        return;
    for (uint32_t a = 0; a < V; a++) {
        CHECK(counts_seen(&c, a) == seen[a]);
        for (uint32_t b = 0; b < V; b++) {
            CHECK(counts_of(&c, (struct pair){a, b}) == count[a][b]);
            CHECK(count[a][b] <=
                  counts_of(&c, (struct pair){a, counts_most(&c, a)}));
            different += count[a][b] > 0;
            if (count[a][b] > 0)
                floor -= count[a][b] * num_log((double)count[a][b] / seen[a]);
        }
    }
    CHECK(different > 50 && c.different == different);
    CHECK_NEAR(counts_floor(&c), floor / (double)c.pairs, 1e-14);
    counts_free(&c);
}

static void nothing(void)
{
    struct counts c = {0};
    struct fault fault = {0};

    CHECK(c.different == 0);
    CHECK_SAME(counts_floor(&c), 0.0);
    counts_free(&c);
    token[0] = 2;
    struct corpus corpus = text(3, 1);
    CHECK(counts_make(&c, &corpus, NULL, &fault) && c.first[3] == 0);
    CHECK_SAME(counts_floor(&c), 0.0);
    counts_free(&c);
    counts_free(&c);
    /* more pairs than a slot has numbers for: refused before any memory */
    corpus.pairs = UINT32_MAX;
    CHECK(!counts_make(&c, &corpus, NULL, &fault));
    CHECK(fault.kind == FAULT_INTERNAL && !c.first && c.V == 0);
}

/* Pairs that come again and again take the room of one. */
static void test_ledger(void)
{
    struct ledger t = {0};
    struct fault fault = {0};
    uint64_t sum = 0;

    for (uint32_t i = 0; i < 100000; i++)
        if (!ledger_add(&t, (struct pair){i % 7, i % 5}, 1, &fault))
            break;
    for (size_t i = 0; i < t.n; i++)
        sum += t.row[i].count;
    CHECK(t.pairs == 100000 && sum == 100000);
    CHECK(t.room <= 2048);
    ledger_free(&t);
}

int main(void)
{
    slots();
    matrix();
    nothing();
    test_ledger();
    return test_end();
}
