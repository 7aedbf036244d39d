/* judge.h -- the judge of a training run: when it ends, and how.  fit_line.c
   and fit_words.c show how a loop asks it. */
#ifndef TRAINLOOP_JUDGE_H
#define TRAINLOOP_JUDGE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct rule {
    uint64_t epochs; /* how many, >= 1 */
    double lr;       /* learning rate, > 0 */
    double rounding; /* a loss up to this may be rounding alone, >= 0 */

    /* Early stopping: a loss watched improves if it is lower than the reference
       by more than min_delta, an amount plus per cent of the best so far; then
       it is the new reference.  The run is over after `patience` epochs running
       without one, and min_epochs steps, or such epochs of them. */
    uint64_t patience; /* 0: only the last epoch ends the run */
    struct min_delta {
        double amount, percent; /* >= 0, in units of the loss; per cent */
    } min_delta;
    uint64_t min_epochs;

    /* Learning-rate decay: max(lr * decay^epoch, min_lr), never above lr; epoch
       counts from 1, on from the runs before.  decay 0: none. */
    double decay, min_lr;
    uint64_t before;

    /* What the judge of those runs remembered: early stopping goes on where it
       was.  All zeros: nothing. */
    struct judge_memory {
        double known;     /* 0 or 1                                   */
        double epoch;     /* of the best state, of all runs ...       */
        double best;      /* ... and its loss, the lowest watched     */
        double reference; /* as in a judge, before ...                */
        double waited;    /* ... a run goes on                        */
        double last;      /* the loss watched of the state that it goes on
                             from: another one is of another problem  */
    } memory;

    /* Steps are taken for every example: a loss may rise for a while, and has
       diverged only when it is not finite. */
    bool by_example;

    double harmless; /* a finite loss up to this is no divergence: where batches
                        make the loss jump, that of the mean; where momentum
                        overshoots at first at a stable rate, HUGE_VAL; else 0
                      */

    /* Where somebody may ask for the end: the epoch in which it is not 0 is the
       last, as if `epochs` had come.  NULL: nobody does. */
    const volatile sig_atomic_t *stop;
};

enum verdict {
    JUDGE_RUNNING,
    JUDGE_COMPLETED,   /* all epochs done                           */
    JUDGE_INTERRUPTED, /* somebody asked for the end                */
    JUDGE_STOPPED,     /* patience ran out                          */
    JUDGE_OVERFLOW,    /* a loss not finite, or above the limit     */
    JUDGE_GREW         /* came to its end, but the loss has grown   */
};

struct judge {
    struct rule rule; /* epochs: as many as there were, if interrupted */
    bool interrupted;
    enum verdict verdict;
    uint64_t epoch;     /* the epoch under way, from 0            */
    double lr;          /* its learning rate                      */
    uint64_t measured;  /* losses recorded                        */
    uint64_t steps;     /* after how many of them a step was due  */
    double first, last; /* the first and the latest of them       */
    double best;        /* the lowest loss watched, and its epoch */
    uint64_t best_epoch;
    double before;     /* the lowest watched before the run, or HUGE_VAL */
    double reference;  /* what the next loss must improve on      */
    uint64_t improved; /* the epoch that last did                 */
    double gain;       /* by how much the latest did, or not ... */
    double wanted;     /* ... and how much would have counted    */
    uint64_t waited;   /* epochs since one did                   */
    double limit;      /* a loss above it has diverged           */
    uint64_t falls;    /* losses below the one before            */
    uint64_t level;    /* less than 1e-9 away from the one before */
};

void judge_start(struct judge *judge, const struct rule *rule);

/* Before the first epoch: what is watched was measured at the start, too, and
   is the first reference, unless memory goes on or it is not finite. */
void judge_begin(struct judge *judge, double watched);

/* Moves on to the next epoch; false: there is none, the verdict stands. */
bool judge_next(struct judge *judge);

/* Judges the loss that the epoch measured, before its step; false: the run is
   over, do not step.  It has diverged when a loss is not finite or above
   judge_limit, or when it stops early and the loss has grown.  watched: what
   early stopping and `best` look at; NaN counts as inf. */
bool judge_record(struct judge *judge, double loss, double watched);

/* Was the loss watched last the lowest so far? */
bool judge_is_best(const struct judge *judge);

/* Is the best of this run lower than all before it? */
bool judge_beats_memory(const struct judge *judge);

/* What a run that goes on from this one is to know.  best: of this run, and its
   epoch, counted over all runs.  Who is stopped has waited enough: patience is
   new then.  Finite: what is beyond is DBL_MAX. */
struct judge_memory judge_remember(const struct judge *judge, double best,
                                   double epoch, double last);

/* The losses after the last step: they may be the best, of epoch `measured`;
   the run has diverged when the loss is not finite, or has grown. */
void judge_close(struct judge *judge, double loss, double watched);

bool judge_diverged(const struct judge *judge);

/* Above max(1e20, 1e9 * first), 1e20 for NaN, a loss has diverged. */
double judge_limit(double first);

/* Has a loss grown by more than a millionth and rounding?  NaN has. */
bool judge_grown(double first, double last, double rounding);

#endif
