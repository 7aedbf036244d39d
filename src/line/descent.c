/* The update of the first lesson: plain, with momentum, in mini-batches. */
#include "trainloop/descent.h"

#include <stdlib.h>
#include <string.h>

bool descent_batches(struct descent *d, size_t batch, size_t n,
                     struct fault *fault)
{
    d->batch = batch;
    d->x = malloc(n * sizeof *d->x);
    d->y = malloc(n * sizeof *d->y);
    return (d->x && d->y) ||
           fault_memory(fault, 16.0 * (double)n, "the shuffled rows");
}

void descent_free(struct descent *d)
{
    free(d->x);
    free(d->y);
    d->x = d->y = NULL;
}

/* Both columns take the same exchanges. */
void descent_shuffle(struct descent *d, const struct points *train)
{
    struct rng same = d->rng;

    memcpy(d->x, train->x, train->n * sizeof *d->x);
    memcpy(d->y, train->y, train->n * sizeof *d->y);
    rng_shuffle(&same, d->x, train->n, sizeof *d->x);
    rng_shuffle(&d->rng, d->y, train->n, sizeof *d->y);
}

void descent_step(struct descent *d, struct line *line,
                  const struct gradient *g, double lr)
{
    struct line *v = &d->velocity;
    const double B = d->momentum;

    if (B == 0.0) {
        line_descend(line, g, lr);
        return;
    }
    v->slope = B * v->slope + g->d_slope;             /* 4 keep slope */
    v->intercept = B * v->intercept + g->d_intercept; /* 4 keep intercept */
    line_descend(line, &(struct gradient){g->loss, v->slope, v->intercept}, lr);
}

/* A step for every batch, the last may have fewer rows. */
static void step_by_batches(struct descent *d, struct line *line,
                            const struct points *train, double lr)
{
    descent_shuffle(d, train);
    d->running = 0.0;
    for (size_t at = 0, n; at < train->n; at += n) {
        n = train->n - at < d->batch ? train->n - at : d->batch;
        struct points few = {d->x + at, d->y + at, .n = n};
        struct gradient theirs = line_gradient(line, &few);
        descent_step(d, line, &theirs, lr);
        d->running += theirs.loss * ((double)n / (double)train->n);
    }
}

void descent_epoch(struct descent *d, struct line *line,
                   const struct gradient *g, const struct points *train,
                   double lr)
{
    if (d->batch == 0) /* one step, with the gradient of all rows */
        descent_step(d, line, g, lr);
    else
        step_by_batches(d, line, train, lr);
}
