/*
 * train.h -- the judge of a training run: when it ends, and how.
 *
 *     train_start(&t, &rule);
 *     while (train_next(&t)) {
 *         g = linreg_gradient(&line, &points);
 *         if (train_record(&t, g.loss, g.loss))
 *             linreg_descend(&line, &g, t.lr);
 *     }
 */
#ifndef TRAINLOOP_TRAIN_H
#define TRAINLOOP_TRAIN_H

#include <stdbool.h>
#include <stdint.h>

struct train_rule {
    uint64_t epochs; /* how many, >= 1 */
    double lr;       /* learning rate, > 0 */
    double rounding; /* a loss up to this may be rounding alone, >= 0 */

    /* Early stopping: an epoch improves if it watches a loss that is lower
       than the reference by more than min_delta plus min_percent of the best
       so far; then it is the new reference.  After `patience` epochs running
       that do not, and min_epochs steps, the run is over. */
    uint64_t patience;             /* 0: only the last epoch ends the run */
    double min_delta, min_percent; /* >= 0, in units of the loss; per cent */
    uint64_t min_epochs;

    /* Learning-rate decay: max(lr * decay^epoch, min_lr), never above lr,
       epoch from 1 and
       from the epochs of runs before; decay 0: the rate stays as it is. */
    double decay, min_lr;
    uint64_t before;

    /* Steps are taken for every example: a loss may rise for a while, and has
       diverged only when it is not finite. */
    bool by_example;
};

enum train_verdict {
    TRAIN_RUNNING,
    TRAIN_COMPLETED, /* all epochs done                           */
    TRAIN_STOPPED,   /* patience ran out                          */
    TRAIN_OVERFLOW,  /* a loss not finite, or above the limit     */
    TRAIN_GREW       /* came to its end, but the loss has grown   */
};

struct train {
    struct train_rule rule;
    enum train_verdict verdict;
    uint64_t epoch;     /* the epoch under way, from 0            */
    double lr;          /* its learning rate                      */
    uint64_t measured;  /* how many losses were recorded          */
    uint64_t steps;     /* after how many of them a step was due  */
    double first, last; /* the first and the latest of them       */
    double best;        /* the lowest loss watched, and its epoch */
    uint64_t best_epoch;
    double reference; /* what the next loss must improve on     */
    double gain;      /* by how much the latest did, or not ... */
    double wanted;    /* ... and how much would have counted    */
    uint64_t waited;  /* epochs since one did                   */
    double limit;     /* a loss above it has diverged           */
    uint64_t falls;   /* losses below the one before            */
    uint64_t level;   /* less than 1e-9 away from the one before */
};

void train_start(struct train *t, const struct train_rule *rule);

/* Moves on to the next epoch; false when there is none, and then the verdict
   stands. */
bool train_next(struct train *t);

/*
 * Judges the loss that the epoch measured, before its step.  False: the run is
 * over, do not step.  A loss has diverged when it is not finite or above
 * train_limit; a run also when at its end the loss has grown; only then can it
 * have been stopped early.  `watched` is the loss that early stopping and
 * `best` look at: that of the held-out rows where there are any, else `loss`.
 */
bool train_record(struct train *t, double loss, double watched);

/* The loss after the last step: compared with the one before; judged only
   for not being finite. */
void train_close(struct train *t, double loss);

bool train_diverged(const struct train *t);

/* The loss of a run that begins at `first` has diverged above this:
   max(1e20, 1e9 * first). */
double train_limit(double first);

/* Has a loss grown: by more than a millionth, and not by rounding alone? */
bool train_grown(double first, double last, double rounding);

/* What part of `from` is gone at `to`, in per cent; 0 if there was nothing. */
double train_fall(double from, double to);

/* The constant factor per epoch that leads from one loss to another; 1 if it
   began at 0. */
double train_factor(double from, double to, uint64_t epochs);

/* loss * factor^epochs, the inverse of train_factor.  factor >= 0,
   epochs > 0. */
double train_grow(double loss, double factor, uint64_t epochs);

#endif
