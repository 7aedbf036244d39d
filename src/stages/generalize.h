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
   deviation, from 3 below the band's mean; the last holds all from there on. */
enum { GENERALIZE_BINS = 16 };
struct draws {
    uint64_t bin[GENERALIZE_BINS];
    uint64_t outside; /* more than two deviations away */
    double sum, mean, least, most;
};

enum { GENERALIZE_UNSEEN = 5 };

/* What the training error says of the test error: verdict and claim ask it. */
enum score {
    SCORE_ROUNDING,  /* both are rounding: there is nothing to compare       */
    SCORE_MEMORISED, /* no more different rows than parameters               */
    SCORE_FEW,  /* too few rows to tell what chance makes                 */
    SCORE_LIKE, /* at most two deviations above it, or below it          */
    SCORE_WORSE
};

/* The test set, the held-out rows or five of made data, and the error there.
   Where the noise is 0 or not known, chance has the spread of the training
   errors. */
struct test {
    double x[GENERALIZE_UNSEEN];      /* square metres of the five ...     */
    double scaled[GENERALIZE_UNSEEN]; /* ... as trained on                 */
    double y[GENERALIZE_UNSEEN];
    struct points points; /* x as trained on, as in the dataset           */
    int beyond;           /* how many of the five the training's x leaves out */
    double mae_train, mae; /* mean absolute errors of the learned line     */
    double mse;            /* its mean squared error                       */
    bool noise;            /* the noise is known, and more than rounding   */
    struct band band;      /* of `mae`, if nothing but chance is in it     */
    double low, high;      /* its mean - 2 deviations, at least 0; mean + 2 */
    double apart;       /* test error, with --draws their mean, - mae_train   */
    double chance;      /* two deviations of it: about 95 of 100 are within   */
    double distance;    /* how many it is                                     */
    const char *cause;  /* what chance has to do with it; "": no telling      */
    bool exact;         /* the training error is rounding               */
    int different;      /* training rows that a line can go through: 1, 2;
                           else 3 */
    struct number rows; /* of SCORE_MEMORISED: "2 rows", "2 different
                           rows", "20 rows, all alike" */
    enum score score;
    double mae_best; /* on the training rows, of the best line          */
    bool bent;       /* it underfits, and the best line does, too: the truth is
                        no line */
    bool underfits;  /* mae_train is beyond the noise, where that is not
                        known beyond mae_best, and beyond the floor     */
};

struct generalize {
    struct training training; /* first: see lesson/training.h */
    const struct generalize_options *options;
    struct test test;
    struct problem_line lines[TRAINING_LINES + 1]; /* training_lines, scored */
    struct draws draws, true_draws; /* --draws: of the learned, the true line */
    double behind; /* by how much the true line's mean is lower           */
    double edge[GENERALIZE_BINS + 1]; /* of their bins, in the unit of y      */
    double shape; /* typical error of the best line on a thousand test sets   */
};

/* Faults of its open: no rows to score on, a seed or a price too big. */
extern const struct stage generalize_stage;

/* --test-seed, of struct generalize_options. */
extern const struct opt generalize_seed_row[];

#endif
