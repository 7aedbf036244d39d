/* generalize.h -- the stage generalize: the trained line on rows that it has
   never seen, and what chance makes of its error there. */
#ifndef STAGES_GENERALIZE_H
#define STAGES_GENERALIZE_H

#include "lesson/training.h"

#include "trainloop/band.h"

struct generalize_options {
    struct training_options training; /* first */
    uint64_t draws, test_seed; /* of made data: test sets, the first's seed */
};

/* The mean absolute errors of a line on many test sets, in bins of half a
   deviation, from 3 below the band's mean on; the last holds all from there on.
 */
enum { GENERALIZE_BINS = 16 };
struct draws {
    uint64_t bin[GENERALIZE_BINS];
    uint64_t outside; /* more than two deviations away */
    double sum, least, most;
};

enum { GENERALIZE_UNSEEN = 5 };
extern const double generalize_unseen[GENERALIZE_UNSEEN]; /* square metres */

/* The test set, the held-out rows or the five above, and the error there. */
struct test {
    double x[GENERALIZE_UNSEEN], y[GENERALIZE_UNSEEN];
    struct points points; /* x as trained on, as in the dataset           */
    int beyond;           /* how many of the five the training's x leaves out */
    double mae_train, mae; /* mean absolute errors of the learned line     */
    double mse;            /* its mean squared error                       */
    struct band band;      /* of `mae`, if nothing but chance is in it     */
    double low, high;      /* mean - 2 deviations, at least 0; mean + 2    */
    bool underfits;        /* mae_train is beyond the noise, too           */
};

struct generalize {
    struct training training; /* first: see lesson/training.h */
    const struct generalize_options *options;
    struct test test;
    struct problem_line lines[TRAINING_LINES + 1]; /* training_lines, scored */
    struct draws draws, true_draws; /* --draws: of the learned, the true line */
};

/* For a struct stage: data, yardsticks, start, test set; the loop, then the
   scores, and those of --draws unless the run diverged; the claims.  Faults: no
   rows to score on, a seed or a price too big. */
bool generalize_open(void *result, const void *options, bool pictures,
                     struct fault *fault);
bool generalize_train(void *result, struct audience *audience,
                      struct fault *fault);
int generalize_claims(const void *result, struct finding *findings);

/* The scores alone, of the line that the training has come to. */
void generalize_score(struct generalize *r);

/* Is an error more than two deviations from what chance makes it? */
bool generalize_is_outside(const struct band *band, double error);

/* The lower end of a bin of the draws, in the unit of y. */
double generalize_edge(const struct band *band, int bin);

#endif
