/* The book against its plain twin, on texts where both fit: losses, scores
   and random numbers; rows of every length; scores and rates far out; what is
   saved. */
#include "test.h"

#include "trainloop/bigram.h"
#include "trainloop/book.h"
#include "trainloop/num.h"
#include "trainloop/rng.h"

#include <stdlib.h>

enum { MOST = 4000 };

/* A corpus of made-up tokens, and its pairs found here. */
static uint32_t token[MOST];
static struct pair pairs[MOST], scratch[MOST];
static double z[MOST], p[MOST];

static bool known(uint32_t id)
{
    return id != WORD_END && id != WORD_UNKNOWN;
}

static struct corpus corpus(uint32_t V, size_t n)
{
    struct corpus c = {.words.n = V, .token = token, .n = n};

    for (size_t i = 0; i + 1 < n; i++)
        if (known(token[i]) && known(token[i + 1]))
            pairs[c.pairs++] = (struct pair){token[i], token[i + 1]};
    return c;
}

/* Words as in a language, the first the most frequent, in lines. */
static struct corpus text(uint32_t V, size_t n, uint32_t seed)
{
    struct rng rng;

    rng_seed(&rng, seed);
    for (size_t i = 0; i < n; i++) {
        double r = rng_double(&rng);
        token[i] = (uint32_t)(V * r * r * r);
        if (i % 10 == 9)
            token[i] = rng_interval(&rng, 4) ? WORD_END : WORD_UNKNOWN;
    }
    return corpus(V, n);
}

/* Both models of the same pairs, and two copies of the same stream. */
struct twins {
    struct counts counts;
    struct book book;
    struct bigram plain;
    struct rng rng, same;
    size_t n;
};

static bool twins_make(struct twins *t, const struct corpus *c,
                       const struct sparse *start)
{
    struct fault fault = {0};
    uint32_t V = c->words.n;

    *t = (struct twins){.n = (size_t)c->pairs};
    rng_seed(&t->rng, 42);
    t->same = t->rng;
    if (!CHECK(counts_make(&t->counts, c, start, &fault)) ||
        !CHECK(book_make(&t->book, &t->counts, start, &fault)) ||
        !CHECK(bigram_make(&t->plain, V, &fault)))
        return false;
    for (uint32_t w = 0; start && w < V; w++) {
        double *row = t->plain.w + (size_t)w * V;
        for (uint32_t k = 0; k < V; k++)
            row[k] = start->rest[w];
        for (uint32_t i = start->first[w]; i < start->first[w + 1]; i++)
            row[start->next[i]] = start->score[i];
    }
    return true;
}

static void twins_free(struct twins *t)
{
    book_free(&t->book);
    counts_free(&t->counts);
    bigram_free(&t->plain);
}

/* An epoch of the book, and one of its twin; means of the losses. */
static double book_epoch(struct book *book, double lr, struct rng *rng)
{
    struct part part = {0};

    book_shuffle(book, rng);
    while (book_train(book, lr, HUGE_VAL, &part))
        ;
    return part.examples > 0 ? part.loss / (double)part.examples : 0.0;
}

static double plain_epoch(struct twins *t, double lr)
{
    memcpy(scratch, pairs, t->n * sizeof *pairs);
    rng_shuffle(&t->same, scratch, t->n, sizeof *scratch);
    return bigram_train(&t->plain, scratch, t->n, lr, p) / (double)t->n;
}

/* Apart by rounding only, of a few thousand steps. */
static const double TIGHT = 2e-13;

/* Within bound, or that part of b. */
static void near(double a, double b, double bound)
{
    CHECK_NEAR(a, b, bound * (fabs(b) > 1.0 ? fabs(b) : 1.0));
}

/* So many epochs of both; the losses of each, and the scores in the end. */
static void twins_train(struct twins *t, double lr, int epochs, double bound)
{
    uint32_t V = t->plain.V;

    for (int e = 0; e < epochs; e++) {
        double book = book_epoch(&t->book, lr, &t->rng);
        double plain = plain_epoch(t, lr);
        near(book, plain, bound);
        near(book_loss(&t->book), bigram_loss(&t->plain, pairs, t->n, p),
             bound);
        CHECK(book >= 0.0);
    }
    CHECK(rng_bits(&t->rng) == rng_bits(&t->same)); /* as many drawn */
    for (uint32_t w = 0; w < V; w++) {
        counts_scores(NULL, &t->book.sparse, V, w, z);
        for (uint32_t k = 0; k < V; k++) {
            near(z[k], t->plain.w[w * V + k], 10.0 * bound);
            CHECK_SAME(z[k], book_score(&t->book, (struct pair){w, k}));
        }
    }
}

static const double rates[] = {1e-300, 1e-5, 0.1, 0.5, 1.0, 10.0, 100.0, 1e3};
enum { RATES = sizeof rates / sizeof rates[0] };

static void side_by_side(void)
{
    static const struct {
        uint32_t V;
        size_t n;
        int epochs;
    } texts[] = {{2, 30, 50}, {25, 250, 50}, {120, 700, 3}, {300, 2500, 2}};
    struct twins t;

    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        for (size_t i = 0; i < RATES; i++) {
            struct corpus c = text(texts[k].V, texts[k].n, 7 + (uint32_t)i);
            if (twins_make(&t, &c, NULL))
                twins_train(&t, rates[i], texts[k].epochs, TIGHT);
            twins_free(&t);
        }
}

/* Rows of 1 to 40 slots, where lanes and blocks begin and end; with no word
   left for the rest, with one, with three. */
static void lengths(void)
{
    struct twins t;

    for (uint32_t n = 1; n <= 40; n++)
        for (uint32_t others = 0; others < 4; others += others + 1) {
            size_t at = 0;
            for (uint32_t k = 0; k < n; k++) {
                token[at++] = 0;
                token[at++] = k;
                token[at++] = WORD_END;
            }
            struct corpus c = corpus(n + others, at);
            if (twins_make(&t, &c, NULL)) {
                CHECK(counts_row(&t.counts, 0).n == n);
                twins_train(&t, others == 1 ? 5.0 : 0.3, 3, TIGHT);
            }
            twins_free(&t);
        }
}

/* One word before many others, some often, most once: turns of every length,
   with great scores that the turn wants and others that it does not. */
static void one_before_many(void)
{
    enum { OTHERS = 300 };
    struct twins t;
    struct rng rng;

    rng_seed(&rng, 8);
    for (size_t i = 0; i < RATES; i++) {
        size_t at = 0;
        for (uint32_t k = 0; at + 3 < MOST; k++) {
            double r = rng_double(&rng);
            token[at++] = 0;
            token[at++] = k < OTHERS ? k : (uint32_t)(OTHERS * r * r * r * r);
            token[at++] = WORD_END;
        }
        struct corpus c = corpus(OTHERS + 5, at);
        if (twins_make(&t, &c, NULL))
            twins_train(&t, rates[i], 4, TIGHT);
        twins_free(&t);
    }
}

/* One word: nothing to learn, the loss is 0, at every rate. */
static void one_word(void)
{
    struct twins t;

    for (size_t i = 0; i < RATES; i++)
        for (size_t n = 2; n < 30; n += 9) {
            for (size_t k = 0; k < n; k++)
                token[k] = 0;
            struct corpus c = corpus(1, n);
            if (twins_make(&t, &c, NULL)) {
                twins_train(&t, rates[i], 20, TIGHT);
                CHECK_SAME(book_epoch(&t.book, rates[i], &t.rng), 0.0);
                CHECK_SAME(book_loss(&t.book), 0.0);
            }
            twins_free(&t);
        }
}

/* Scores at any distance: within what the fast way holds, at its edge, beyond
   it; and rates that take them through it inside a row.  High up is one word
   that occurs, or all those that never do.  At great rates such a start is
   chaos: a last place changed in one score of the plain twin changes its own
   later losses by 1e-4. */
static void far_apart(void)
{
    static const double gaps[] = {30, 170, 399, 401, 750, 5000, 1e6};
    enum { V = 34, USED = 30, ALL = V * USED };
    static uint32_t first[V + 1], next[ALL];
    static double score[ALL], rest[V];
    static const struct sparse start = {first, next, score, rest};
    struct twins t;

    for (uint32_t w = 0; w < V; w++)
        first[w + 1] = (w + 1) * USED;
    for (size_t g = 0; g < 2 * sizeof gaps / sizeof gaps[0]; g++)
        for (size_t i = 0; i < RATES; i++) {
            struct corpus c = text(USED, 160, 3);
            c.words.n = V;
            for (uint32_t k = 0; k < ALL; k++) {
                next[k] = k % USED;
                score[k] = k % USED * 0.125;
            }
            for (uint32_t w = 0; w < V; w++) {
                rest[w] = g % 2 ? gaps[g / 2] : -1.0;
                if (g % 2 == 0)
                    score[w * USED + USED - 2] = gaps[g / 2];
            }
            if (twins_make(&t, &c, &start))
                twins_train(&t, rates[i], 3, rates[i] < 5.0 ? TIGHT : 1e-2);
            twins_free(&t);
        }
}

/* Thousands of epochs: still the twin's losses. */
static void long_run(void)
{
    struct twins t;

    for (size_t i = 0; i < RATES; i++) {
        struct corpus c = text(4, 14, 9);
        if (twins_make(&t, &c, NULL))
            twins_train(&t, rates[i], 2000, 1e-11);
        twins_free(&t);
    }
}

/* Both of a text: zero start. */
static bool open_book(struct counts *counts, struct book *book,
                      const struct corpus *c)
{
    struct fault fault = {0};

    return CHECK(counts_make(counts, c, NULL, &fault)) &&
           CHECK(book_make(book, counts, NULL, &fault));
}

/* Three epochs and two through a saved model: the same bits as five. */
static void continued(void)
{
    struct corpus c = text(50, 600, 11);
    struct counts counts, again = {0};
    struct book whole, part;
    struct fault fault = {0};
    struct rng rng, same;
    static double score[MOST];

    rng_seed(&rng, 5);
    same = rng;
    if (!open_book(&counts, &whole, &c) ||
        !CHECK(book_make(&part, &counts, NULL, &fault)))
        return;
    for (int e = 0; e < 5; e++) {
        if (e == 3) { /* with the slots, and the scores, of the first three */
            size_t S = counts.first[50];
            struct sparse saved = {counts.first, counts.next, score, score + S};
            memcpy(score, part.sparse.score, (S + 50) * sizeof *score);
            book_free(&part);
            CHECK(counts_make(&again, &c, &saved, &fault));
            CHECK(book_make(&part, &again, &saved, &fault));
        }
        CHECK_SAME(book_epoch(&whole, 0.7, &rng),
                   book_epoch(&part, 0.7, &same));
        CHECK_SAME(book_loss(&whole), book_loss(&part));
    }
    for (uint32_t w = 0; w < 50; w++)
        for (uint32_t k = 0; k < 50; k++)
            CHECK_SAME(book_score(&whole, (struct pair){w, k}),
                       book_score(&part, (struct pair){w, k}));
    CHECK(counts.first[50] == again.first[50]);
    for (uint32_t i = 0; i < counts.first[50]; i++)
        CHECK(counts.count[i] == again.count[i]);
    book_free(&whole);
    book_free(&part);
    counts_free(&counts);
    counts_free(&again);
}

/* Scores of a saved model where it has one, else those of its rest. */
static void started(void)
{
    static const uint32_t words[] = {0, 2, 0, 1, 0, 1, 0, WORD_UNKNOWN, 2};
    static uint32_t first[] = {0, 2, 3, 4, 4}, next[] = {3, 1, 2, 2};
    static double score[] = {7.0, 6.0, 9.0, 1.0},
                  rest[] = {0.5, -0.5, 4.0, 3.0};
    static const struct sparse start = {first, next, score, rest};
    static const double row[] = {0.5, 6.0, 0.5, 7.0};
    struct fault fault = {0};
    struct counts counts;
    struct book book;

    memcpy(token, words, sizeof words);
    struct corpus c = corpus(4, 9);
    CHECK(counts_make(&counts, &c, &start, &fault));
    CHECK(book_make(&book, &counts, &start, &fault));
    for (uint32_t k = 0; k < 4; k++)
        CHECK_SAME(book_score(&book, (struct pair){0, k}), row[k]);
    for (uint32_t i = 0; i < 3; i++) /* two that are saved, one that is not */
        CHECK_SAME(book.sparse.score[i], row[counts.next[i]]);
    CHECK_SAME(book_score(&book, (struct pair){1, 2}), 9.0);
    CHECK_SAME(book_score(&book, (struct pair){1, 0}), -0.5);
    CHECK_SAME(book_score(&book, (struct pair){3, 3}), 3.0);
    counts_scores(NULL, &book.sparse, 4, 2, z);
    CHECK(z[0] == 4.0 && z[1] == 4.0 && z[2] == 1.0 && z[3] == 4.0);
    book_free(&book);
    counts_free(&counts);
}

static void nothing(void)
{
    static uint32_t first[] = {0, 0, 1, 1}, next[] = {2};
    static double score[] = {0.25}, rest[3];
    static const struct sparse entry = {first, next, score, rest};
    struct counts counts;
    struct book book = {0};
    struct fault fault = {0};
    struct rng rng, same;

    rng_seed(&rng, 1);
    same = rng;
    book_free(&book);
    CHECK_SAME(book_epoch(&book, 1.0, &rng), 0.0);
    CHECK_SAME(book_loss(&book), 0.0);
    book_free(&book);
    token[0] = 2; /* a text without pairs: a model to be asked only */
    struct corpus c = corpus(3, 1);
    CHECK(counts_make(&counts, &c, &entry, &fault));
    CHECK(book_make(&book, &counts, &entry, &fault));
    CHECK_SAME(book_epoch(&book, 1.0, &rng), 0.0);
    CHECK_SAME(book_loss(&book), 0.0);
    CHECK_SAME(book_score(&book, (struct pair){1, 2}), 0.25);
    CHECK(rng_bits(&rng) == rng_bits(&same)); /* nothing was drawn */
    book_free(&book);
    book_free(&book);
    counts_free(&counts);
    counts_free(&counts);
}

/* An epoch in parts is the epoch: to the bit where no row is cut, else but for
   rounding. */
static void in_parts(double most, size_t least_parts, double tolerance)
{
    struct corpus c = text(50, 1000, 8);
    struct twins t;
    struct book same;
    struct part part = {0};
    struct fault fault = {0};
    size_t parts = 0;

    if (!CHECK(twins_make(&t, &c, NULL)) ||
        !CHECK(book_make(&same, &t.counts, NULL, &fault)))
        return;
    double whole = book_epoch(&t.book, 0.3, &t.rng);
    book_shuffle(&same, &t.same);
    while (book_train(&same, 0.3, most, &part))
        parts++;
    CHECK(parts >= least_parts && parts <= c.pairs);
    CHECK_SAME((double)part.examples, (double)c.pairs);
    CHECK_SAME(part.work, same.work);
    CHECK_NEAR(part.loss / (double)c.pairs / whole, 1.0, 1e-14);
    for (uint32_t w = 0; w < 50; w++)
        for (uint32_t k = 0; k < 50; k++)
            CHECK_NEAR(book_score(&same, (struct pair){w, k}),
                       book_score(&t.book, (struct pair){w, k}), tolerance);
    book_free(&same);
    twins_free(&t);
}

int main(void)
{
    side_by_side();
    lengths();
    one_before_many();
    one_word();
    far_apart();
    long_run();
    continued();
    started();
    nothing();
    in_parts(1e9, 1, 0.0);
    in_parts(16000.0, 2, 0.0);
    in_parts(100.0, 100, 1e-13);
    in_parts(1.0, 800, 1e-12);
    return test_end();
}
