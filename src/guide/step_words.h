/* step_words.h -- single steps of the second lesson's loop. */
#ifndef GUIDE_STEP_WORDS_H
#define GUIDE_STEP_WORDS_H

#include "guide/walk.h"
#include "stages/bigram_run.h"

struct step_words {
    struct bigram_run run; /* text, vocabulary, start; nothing is trained */
    double **rows;    /* (V) of the words that were trained: (V), or NULL */
    uint32_t *taken;  /* (V) how often each was, the latest step too */
    struct rng rng;   /* for the next shuffle */
    uint64_t steps;   /* taken */
    struct move move; /* the latest one */
    uint64_t first;   /* its first step */

    /* The latest step; (V) each. */
    struct pair pair;
    double *z, *p;   /* the row's scores and probabilities before it */
    double *after;   /* the probabilities after it */
    double *e;       /* exp(z - max), ...          */
    double max, sum; /* ... and their sum          */
    double loss, loss_after;
};

/* From the options to the start.  step: all zeros.  Faults as
   bigram_run_open. */
bool step_words_open(struct step_words *step,
                     const struct bigram_options *options, struct fault *fault);

void step_words_close(struct step_words *step);

extern const struct walker step_words_walker; /* model: struct step_words */

#endif
