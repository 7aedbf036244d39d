/* bigram_fit.h -- the training of the stage bigram, and who watches it. */
#ifndef STAGES_BIGRAM_FIT_H
#define STAGES_BIGRAM_FIT_H

#include "stages/bigram_run.h"

/* For a struct stage: the loop; with --decay then its twin, the same run at a
   constant rate.  result: struct bigram_run; audience NULL: nobody looks. */
bool bigram_fit(void *result, struct audience *audience, struct fault *fault);

/* The loop alone, and nobody looks. */
void bigram_fit_alone(struct bigram_run *run);

#endif
