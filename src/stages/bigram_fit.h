/* bigram_fit.h -- the training of the stage bigram, who watches it, and what
   the claims come to. */
#ifndef STAGES_BIGRAM_FIT_H
#define STAGES_BIGRAM_FIT_H

#include "stages/bigram_run.h"

/* For a struct stage, result: struct bigram_run.  The loop, and what is to be
   seen at its end; with --decay then its twin, the same run at a constant rate.
   audience NULL: nobody looks.  The claims; returns how many there are. */
bool bigram_fit(void *result, struct audience *audience, struct fault *fault);
int bigram_fit_judge(const void *result, struct finding *findings);

/* The verdict in words: "converged: 1.71 % of the way to the floor is left". */
struct number bigram_fit_ending(const struct bigram_run *run);

#endif
