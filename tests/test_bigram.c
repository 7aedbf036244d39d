/* The plain model beside NumPy: losses and scores of every epoch. */
#include "test.h"

#include "trainloop/bigram.h"
#include "trainloop/num.h"

#include <stdlib.h>

enum { V_MOST = 64, PAIRS = 2000 };

/* The next line of the golden file as doubles; how many there are. */
static int numbers(FILE *file, double *x, int most)
{
    static char line[4096];
    int n = 0;

    if (!fgets(line, sizeof line, file))
        return 0;
    for (char *at = strtok(line, " \n"); at && n < most;
         at = strtok(NULL, " \n"))
        x[n++] = strtod(at, NULL);
    return n;
}

static double entropy(const struct pair *pairs, size_t n, uint32_t V)
{
    static double count[V_MOST][V_MOST], seen[V_MOST];
    double sum = 0.0;

    memset(count, 0, sizeof count);
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < n; i++) {
        count[pairs[i].word][pairs[i].next]++;
        seen[pairs[i].word]++;
    }
    for (uint32_t a = 0; a < V; a++)
        for (uint32_t b = 0; b < V; b++)
            if (count[a][b] > 0)
                sum -= count[a][b] * num_log(count[a][b] / seen[a]);
    return sum / (double)n;
}

/* One run of the file; false at its end. */
static bool run(FILE *file)
{
    static struct pair pairs[PAIRS], scratch[PAIRS];
    double x[V_MOST] = {0.0}, p[V_MOST];
    unsigned long V, n, epochs, seed;
    double lr;
    struct bigram model;
    struct fault fault = {0};
    struct rng rng;

    if (fscanf(file, "run %lu %lu %lf %lu %lu\n", &V, &n, &lr, &epochs,
               &seed) != 5)
        return false;
    if (!CHECK(V <= V_MOST && n <= PAIRS))
        return false;
    for (size_t i = 0; i < n; i++)
        if (CHECK(numbers(file, x, 2) == 2))
            pairs[i] = (struct pair){(uint32_t)x[0], (uint32_t)x[1]};
    CHECK(numbers(file, x, 1) == 1);
    double floor = x[0];
    CHECK_NEAR(entropy(pairs, n, (uint32_t)V), floor, 1e-14);

    CHECK(bigram_make(&model, (uint32_t)V, &fault));
    rng_seed(&rng, (uint32_t)seed);
    bigram_randomize(&model, &rng);
    for (unsigned long k = 0; k < epochs; k++) {
        memcpy(scratch, pairs, n * sizeof *pairs); /* an epoch, in two parts */
        rng_shuffle(&rng, scratch, n, sizeof *scratch);
        double running = bigram_train(&model, scratch, n / 3, lr, p);
        running += bigram_train(&model, scratch + n / 3, n - n / 3, lr, p);
        running /= (double)n;
        double after = bigram_loss(&model, pairs, n, p);
        CHECK(numbers(file, x, 2) == 2);
        CHECK_NEAR(running / x[0], 1.0, 1e-12);
        CHECK_NEAR(after / x[1], 1.0, 1e-12);
        CHECK(after >= floor);
    }
    for (size_t row = 0; row < V; row++) {
        CHECK(numbers(file, x, (int)V) == (int)V);
        for (size_t k = 0; k < V; k++)
            CHECK_NEAR(model.w[row * V + k], x[k], 1e-11);
    }
    bigram_free(&model);
    bigram_free(&model);
    return true;
}

/* One word, one pair; scores far from zero; rates that are very large or
   tiny. */
static void extremes(void)
{
    struct pair pair = {0, 0}, two[] = {{0, 1}, {1, 0}};
    struct bigram model;
    struct fault fault = {0};
    double p[2];

    CHECK(bigram_make(&model, 1, &fault));
    CHECK_SAME(bigram_train(&model, &pair, 1, 0.1, p), 0.0);
    CHECK_SAME(bigram_loss(&model, &pair, 1, p), 0.0);
    bigram_free(&model);

    CHECK(bigram_make(&model, 2, &fault));
    CHECK_NEAR(bigram_loss(&model, two, 2, p), log(2.0), 1e-16);
    model.w[0] = 5000.0; /* after 0 comes 0, for sure; and yet comes 1 */
    CHECK_SAME(bigram_train(&model, two, 1, 1e-300, p), 5000.0);
    CHECK_SAME(model.w[0], 5000.0);
    CHECK_SAME(bigram_train(&model, two, 1, 100.0, p), 5000.0);
    CHECK_SAME(model.w[0], 4900.0);
    CHECK_SAME(model.w[1], 100.0);
    bigram_free(&model);
    CHECK(!bigram_make(&model, 4000000000U, &fault));
    CHECK(fault.kind == FAULT_INTERNAL);
}

/* The formula of the gradient against central differences of the loss. */
static void gradient(void)
{
    struct pair pair = {1, 2};
    struct bigram model;
    struct fault fault = {0};
    struct rng rng;
    double p[4], before[4];

    rng_seed(&rng, 9);
    CHECK(bigram_make(&model, 4, &fault));
    bigram_randomize(&model, &rng);
    double *row = model.w + 4;
    memcpy(before, row, sizeof before);
    bigram_train(&model, &pair, 1, 1.0, p); /* row = before - gradient */
    for (int k = 0; k < 4; k++) {
        double formula = before[k] - row[k], h = 1e-5;
        double z[4];
        memcpy(z, before, sizeof z);
        z[k] = before[k] + h;
        double high = num_log_sum_exp(z, 4) - z[2];
        z[k] = before[k] - h;
        double low = num_log_sum_exp(z, 4) - z[2];
        CHECK_NEAR(formula, (high - low) / (2.0 * h), 1e-9);
    }
    bigram_free(&model);
}

int main(void)
{
    FILE *file = fopen("golden/bigram.txt", "rb");
    int runs = 0;

    if (CHECK(file != NULL)) {
        while (run(file))
            runs++;
        fclose(file);
    }
    CHECK(runs == 7);
    extremes();
    gradient();
    return test_end();
}
