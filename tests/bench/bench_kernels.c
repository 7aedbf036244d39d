/*
 * How long the kernels take, for bench.py, which measures the same in NumPy.
 *
 *     bench_kernels N      lines "name nanoseconds" for an item of arrays of N
 *                          doubles; "read" is what merely reading 8 bytes takes
 *     bench_kernels FILE   megabytes a second of that CSV file
 *
 * The least of several repetitions.
 */
#include "trainloop/columns.h"
#include "trainloop/decimal.h"
#include "trainloop/num.h"
#include "trainloop/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5 };

struct arrays {
    double *x, *y; /* (n) */
    size_t n;
    struct rng rng;
    double result; /* so that no work is left out */
};

static double now(void)
{
    struct timespec t;

    timespec_get(&t, TIME_UTC);
    return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

/* Two equal arrays compared by the C library, half of each: n doubles are read,
   as fast as the memory gives them. */
static void run_read(struct arrays *a)
{
    size_t half = a->n / 2 * sizeof *a->x;

    a->result += memcmp(a->x, a->y, half) == 0 ? 1.0 : 0.0;
}

static void run_sum(struct arrays *a)
{
    a->result += num_sum(a->x, a->n);
}

static void run_exp(struct arrays *a)
{
    num_exps(a->y, a->x, a->n, 1.0);
}

static void run_softmax(struct arrays *a)
{
    a->result += num_softmax(a->y, a->x, a->n);
}

static void run_uniform(struct arrays *a)
{
    for (size_t i = 0; i < a->n; i++)
        a->y[i] = rng_uniform(&a->rng, 30.0, 150.0);
}

static void run_normal(struct arrays *a)
{
    for (size_t i = 0; i < a->n; i++)
        a->y[i] = rng_normal(&a->rng);
}

static void run_shuffle(struct arrays *a)
{
    rng_shuffle(&a->rng, a->y, a->n, sizeof *a->y);
}

static const struct kernel {
    const char *name;
    void (*run)(struct arrays *a);
} kernels[] = {
    {"read", run_read},       {"sum", run_sum},         {"exp", run_exp},
    {"softmax", run_softmax}, {"uniform", run_uniform}, {"normal", run_normal},
    {"shuffle", run_shuffle},
};

static int all(size_t n)
{
    struct arrays a = {.n = n};
    volatile double keep;

    a.x = malloc(n * sizeof *a.x);
    a.y = malloc(n * sizeof *a.y);
    if (!a.x || !a.y) {
        free(a.x);
        free(a.y);
        return 4;
    }
    rng_seed(&a.rng, 42);
    for (size_t i = 0; i < n; i++)
        a.y[i] = a.x[i] = rng_double(&a.rng);
    for (size_t k = 0; k < sizeof kernels / sizeof kernels[0]; k++) {
        double least = 1e18;
        for (int i = 0; i < ROUNDS; i++) {
            double start = now();
            kernels[k].run(&a);
            double took = (now() - start) / (double)n;
            least = took < least ? took : least;
        }
        printf("%s %.4f\n", kernels[k].name, least);
    }
    keep = a.result;
    free(a.x);
    free(a.y);
    return keep != keep;
}

static int csv(const char *name)
{
    double least = 1e18, bytes;
    FILE *file = fopen(name, "rb");

    if (!file || fseek(file, 0, SEEK_END) != 0)
        return 3;
    bytes = (double)ftell(file);
    fclose(file);
    for (int i = 0; i < ROUNDS; i++) {
        struct dataset set = {0};
        const struct columns_wish wish = {0};
        struct fault fault = {0};
        double start = now();
        if (!columns_read(&set, name, &wish, &fault))
            return (int)fault.kind;
        double took = now() - start;
        least = took < least ? took : least;
        points_free(&set);
    }
    printf("%.1f\n", 1e3 * bytes / least);
    return 0;
}

int main(int argc, char **argv)
{
    double n = 0.0;

    if (argc != 2)
        return 2;
    if (decimal_parse(argv[1], &n) == DECIMAL_OK)
        return all((size_t)n);
    return csv(argv[1]);
}
