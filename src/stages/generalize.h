/*
 * generalize.h -- the trained line on rows it has never seen
 * (cmd_generalize.c trains and judges, generalize_show.c shows).
 */
#ifndef LESSON_GENERALIZE_H
#define LESSON_GENERALIZE_H

#include "stages/linreg_run.h"

#include "trainloop/band.h"

/* --draws and --test-seed, of struct linreg_options. */
enum { TEST_ROWS = 2 };
extern const struct opt generalize_test_rows[TEST_ROWS];

enum { UNSEEN = 5 };
extern const double generalize_unseen[UNSEEN]; /* square metres */

/* The errors of a line on many test sets. */
enum { BINS = 16 }; /* of half a deviation, from 3 deviations below on */
struct draws {
    uint64_t bin[BINS];
    uint64_t outside; /* more than two deviations away */
    double sum, least, most;
};

/* The test set: five new apartments, or the held-out rows. */
struct test {
    double x[UNSEEN], y[UNSEEN];
    struct points points;  /* x as trained on, as in the dataset          */
    struct band band;      /* of its error, if only chance is in it       */
    double mae_train, mae; /* mean absolute errors of the learned line    */
    double mse;            /* its mean squared error                      */
    struct draws draws;    /* of --draws, once they are shown             */
};

/* Are there rows to score on, and seeds enough?  Else a fault. */
bool generalize_check(const struct linreg_options *o, struct fault *fault);

/* The test set, before the training; its scores, after it. */
bool generalize_prepare(const struct linreg_run *run, struct test *test,
                        struct fault *fault);
void generalize_score(const struct linreg_run *run, struct test *test);

/* Prices the five by the truth and new noise.  Fault: too big. */
bool generalize_price(const struct linreg_run *run, uint64_t seed, double *y,
                      struct fault *fault);

/* More than two deviations from what chance makes it? */
bool generalize_is_outside(const struct band *band, double error);

/* Actual and predicted; the lines compared; is it overfitting? */
void generalize_show_rows(const struct linreg_run *run,
                          const struct test *test);
void generalize_page_rows(struct report *page, const struct linreg_run *run,
                          const struct test *test);
void generalize_show_lines(const struct linreg_run *run,
                           const struct test *test);
void generalize_show_verdict(const struct linreg_run *run,
                             const struct test *test);

/* --draws: the same scores on many test sets.  Fault: a price too big. */
bool generalize_show_draws(const struct linreg_run *run, struct test *test,
                           struct fault *fault);

/* The lower end of a bin of the draws, in the unit of y. */
double generalize_edge(const struct band *band, int bin);

/* The lines with seen and unseen points; the errors with the band of what
   chance makes of them (generalize_figures.c). */
enum { GENERALIZE_FIGURES = 2 };
void generalize_figures(struct figure f[GENERALIZE_FIGURES],
                        const struct linreg_run *run, const struct test *test,
                        enum axis_scale scale);

#endif
