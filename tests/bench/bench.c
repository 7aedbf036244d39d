/*
 * How long an epoch takes, for bench.py, which measures the same in NumPy.
 *
 *     bench N      nanoseconds per epoch of N samples, the judge included;
 *                  from 1,000,000 on also for merely reading both columns
 *
 * The least of many repetitions, each of some milliseconds.
 */
#include "trainloop/decimal.h"
#include "trainloop/fit_line.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;

    timespec_get(&t, TIME_UTC);
    return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

/* Nanoseconds per epoch, the loop as the program has it. */
static double time_epochs(const struct points *points, uint64_t epochs)
{
    struct descent plain = {0};
    struct rule rule = {.epochs = epochs, .lr = 1e-7};
    struct points none = {0};
    double start = now();
    struct fit_line fit =
        fit_line((struct line){0.0, 0.0}, points, &none, &rule, &plain, NULL);

    return (now() - start) / (double)fit.judge.measured;
}

/* Nanoseconds to read both columns once: eight sums each, side by side. */
static double time_read(const struct points *points)
{
    double a[8] = {0.0}, b[8] = {0.0}, start = now();
    volatile double keep; /* or the compiler would see that nobody asks */

    for (size_t i = 0; i + 8 <= points->n; i += 8)
        for (size_t k = 0; k < 8; k++) {
            a[k] += points->x[i + k];
            b[k] += points->y[i + k];
        }
    double took = now() - start;
    keep = num_sum(a, 8) + num_sum(b, 8);
    return keep < HUGE_VAL ? took : HUGE_VAL;
}

int main(int argc, char **argv)
{
    struct truth truth = {{2500.0, 15000.0}, 12000.0, 30.0, 150.0, 0.0};
    double n = 20.0, epoch = 1e18, read = 1e18;
    struct dataset set;
    struct fault fault = {0};

    if (argc > 1 && decimal_parse(argv[1], &n) != DECIMAL_OK)
        return 2;
    if (!points_make(&set, &truth, (uint64_t)n, 42, &fault)) {
        fprintf(stderr, "%s\n", fault.text);
        return (int)fault.kind;
    }
    uint64_t epochs = (uint64_t)(5e6 / n) + 1;
    for (int i = 0; i < (n < 1e7 ? 20 : 5); i++) {
        double e = time_epochs(&set.train, epochs);
        double r = n < 1e6 ? read : time_read(&set.train);
        epoch = e < epoch ? e : epoch;
        read = r < read ? r : read;
    }
    printf("%.1f %.1f\n", epoch, n < 1e6 ? 0.0 : read);
    points_free(&set);
    return 0;
}
