/* The streams of rng.h against golden/num_rng.txt, which reference/num.py
   made with RandomState. */
#include "test.h"

#include "trainloop/rng.h"

#include <float.h>
#include <inttypes.h>

enum { ITEMS = 70000 };
static uint32_t items[ITEMS];

/* 0, 1, ..., n-1, shuffled. */
static void permute(struct rng *rng, size_t n)
{
    for (size_t i = 0; i < n; i++)
        items[i] = (uint32_t)i;
    rng_shuffle(rng, items, n, sizeof items[0]);
}

/* Number i of a permutation; number n is a sum that knows its order. */
static uint64_t permuted(struct rng *rng, size_t n, size_t i)
{
    uint64_t sum = 0;

    if (n > ITEMS || i > n)
        return UINT64_MAX;
    permute(rng, n);
    for (size_t k = 0; k < n; k++)
        sum += (k + 1) * (uint64_t)items[k];
    return i == n ? sum : items[i];
}

/* The next draw of a kind, as bits. */
static uint64_t draw(struct rng *rng, char kind, uint64_t last)
{
    double x;

    switch (kind) {
    case 'b':
        return rng_bits(rng);
    case 'd':
        return test_bits(rng_double(rng));
    case 'u':
        return test_bits(rng_uniform(rng, 30.0, 150.0));
    case 'n':
        return test_bits(rng_normal(rng));
    case 'm': /* mixed: one of a pair waits while a double is drawn */
        x = rng_normal(rng);
        rng_double(rng);
        return test_bits(x);
    case 'i':
        return rng_interval(rng, last);
    default:
        return UINT64_MAX;
    }
}

/* Draw number i, from 0, of a fresh stream. */
static uint64_t draw_at(char kind, uint32_t seed, uint64_t argument, size_t i)
{
    struct rng rng;

    rng_seed(&rng, seed);
    if (kind == 'p')
        return permuted(&rng, (size_t)argument, i);
    for (; i > 0; i--)
        draw(&rng, kind, argument);
    return draw(&rng, kind, argument);
}

/* NumPy's log is its C library's, so its last bit differs from num_log's now
   and then; the rest is sqrt, + - * / and whole numbers, and the same
   everywhere. */
static void test_golden(void)
{
    FILE *file = fopen("golden/num_rng.txt", "r");
    char kind[12];
    uint32_t seed;
    uint64_t argument, i, want;
    int fields, lines = 0, normal = 0, equal = 0;

    if (!CHECK(file != NULL))
        return;
    while ((fields = fscanf(file,
                            "%11s %" SCNu32 " %" SCNu64 " %" SCNu64 " %" SCNx64,
                            kind, &seed, &argument, &i, &want)) == 5) {
        uint64_t got = draw_at(*kind, seed, argument, (size_t)i);
        bool good;
        if (*kind == 'n' || *kind == 'm') {
            double x = test_double(want); /* epsilon x: 2 ulp at the most */
            good = CHECK_NEAR(test_double(got), x, DBL_EPSILON * fabs(x));
            normal++;
            equal += got == want;
        } else {
            good = CHECK(got == want);
        }
        if (!good)
            printf("  %s, seed %" PRIu32 ", draw %" PRIu64 "\n", kind, seed, i);
        lines++;
    }
    CHECK(fields == EOF); /* no line was cut short */
    CHECK(lines > 900 && normal > 200);
    CHECK(equal >= 0.99 * normal);
    printf("%d of %d normal deviates equal\n", equal, normal);
    fclose(file);
}

static void test_double_range(void)
{
    struct rng rng;

    rng_seed(&rng, 7);
    for (int i = 0; i < 10000; i++) {
        double x = rng_double(&rng), steps = ldexp(x, 53);
        CHECK(x >= 0.0 && x < 1.0 && floor(steps) == steps);
        x = rng_uniform(&rng, -3.0, -2.0);
        CHECK(x >= -3.0 && x <= -2.0);
    }
}

static void test_interval(void)
{
    struct rng rng, before;
    int seen[6] = {0};

    rng_seed(&rng, 7);
    before = rng;
    CHECK(rng_interval(&rng, 0) == 0);
    CHECK(rng_bits(&rng) == rng_bits(&before)); /* 0 took no bits */
    for (int i = 0; i < 1000; i++) {
        uint64_t face = rng_interval(&rng, 5);
        if (CHECK(face <= 5))
            seen[face]++;
    }
    for (int face = 0; face <= 5; face++)
        CHECK(seen[face] > 100);
    before = rng;
    uint64_t high = rng_bits(&before);
    CHECK(rng_interval(&rng, UINT64_MAX) == (high << 32 | rng_bits(&before)));
}

/* A copy is a second stream: what one draws does not move the other. */
static void test_copy(void)
{
    struct rng rng, copy;
    double first[9];

    rng_seed(&rng, 7);
    rng_normal(&rng); /* the second of the pair is to be copied too */
    copy = rng;
    for (int i = 0; i < 9; i++)
        first[i] = rng_normal(&rng);
    for (int i = 0; i < 9; i++)
        CHECK_SAME(rng_normal(&copy), first[i]);
    CHECK(rng_bits(&copy) == rng_bits(&rng));

    rng_normal(&rng); /* leaves one waiting, which a new seed must drop */
    rng_seed(&rng, 7);
    rng_seed(&copy, 7);
    rng_normal(&rng);
    CHECK_SAME(rng_normal(&rng), first[0]);
    CHECK(rng_bits(&copy) != rng_bits(&rng));
}

/* Items of any size go the same way, whole, and none is lost. */
static void test_shuffle(void)
{
    enum { N = 200 };
    struct rng rng;
    unsigned char small[N], large[N][RNG_ITEM];
    bool seen[N] = {false};

    for (int i = 0; i < N; i++) {
        small[i] = (unsigned char)i;
        memset(large[i], i, RNG_ITEM);
    }
    rng_seed(&rng, 7);
    permute(&rng, N);
    rng_seed(&rng, 7);
    rng_shuffle(&rng, small, N, 1);
    rng_seed(&rng, 7);
    rng_shuffle(&rng, large, N, RNG_ITEM);
    for (int i = 0; i < N; i++) {
        CHECK(small[i] == items[i]);
        CHECK(large[i][0] == items[i] && large[i][RNG_ITEM - 1] == items[i]);
        if (CHECK(items[i] < N && !seen[items[i]]))
            seen[items[i]] = true;
    }
    struct rng before = rng;
    rng_shuffle(&rng, NULL, 0, 1);
    rng_shuffle(&rng, small, 1, 1);
    CHECK(rng_bits(&rng) == rng_bits(&before)); /* nothing to be drawn */
}

/* A stream taken up again where it was left. */
static void skipping(void)
{
    struct rng rng, again;

    rng_seed(&rng, 7);
    for (int i = 0; i < 1001; i++)
        rng_normal(&rng);
    permute(&rng, 100);
    rng_interval(&rng, 99);
    rng_seed(&again, 7);
    CHECK(again.drawn == 0);
    rng_skip(&again, rng.drawn);
    CHECK(again.drawn == rng.drawn);
    for (int i = 0; i < 1000; i++)
        CHECK(rng_bits(&again) == rng_bits(&rng));
}

int main(void)
{
    test_golden();
    test_double_range();
    test_interval();
    test_copy();
    test_shuffle();
    skipping();
    return test_end();
}
