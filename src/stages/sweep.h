/* sweep.h -- the stage sweep: several learning rates, what was predicted for
   each, and what happened. */
#ifndef STAGES_SWEEP_H
#define STAGES_SWEEP_H

#include "lesson/training.h"

#include "trainloop/forecast.h"

struct sweep_options {
    struct training_options training; /* first; without lr */
    const char *rates;                /* an OPT_LIST      */
};

enum { SWEEP_EARLY = 3 };

struct sweep_row {
    double lr;
    double leaves; /* what a step, with momentum in the long run, leaves of the
                      distance in the steep direction, in per cent; below 0: on
                      the other side */
    double early[SWEEP_EARLY]; /* the slope after 1, 2, 3 steps; NaN: none */
    struct forecast forecast;  /* from the start                      */
    bool foretold;             /* it has a forecast, that is, no batches */
    bool diverges;             /* the forecast's verdict, or false     */
    struct judge judge;        /* what happened, ...                  */
    bool diverged;             /* ... in a word, and where it stands  */
    bool steep_done; /* 99 % of the distance in the steep direction are */
    bool chance;     /* ... other than predicted, by rounding: it
                        began in the place of the steep direction */
    enum training_state state;
    struct line line;     /* over x as it came, after the last step, */
    double loss;          /* ... and its loss                        */
    struct forecast left; /* from there: what is above the floor     */
    struct sketch sketch; /* where there are pictures of it          */
};

/* So many of the rates are in the pictures. */
enum { SWEEP_DRAWN = 8 };

struct sweep {
    struct training training; /* first: see lesson/training.h */
    const struct sweep_options *options;
    struct sweep_row *rows; /* (n) */
    size_t n;
    bool cut;        /* interrupted: the rates that are left have no row */
    size_t best;     /* the row that learned, at a rate up to the critical one,
                        and ended lowest; n: none */
    bool alone;      /* no other ended as low */
    double gone;     /* how many diverged     */
    double fastest;  /* the rate that shrinks both directions alike, ... */
    double distance; /* ... and the epochs for 99 % of their distances */
};

extern const struct stage sweep_stage;

/* The row --lr with a list; its offset is in struct sweep_options. */
extern const struct opt sweep_rates_row[];

#endif
