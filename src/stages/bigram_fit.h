/* bigram_fit.h -- the training of the stage bigram, who watches it, and what
   the claims come to. */
#ifndef STAGES_BIGRAM_FIT_H
#define STAGES_BIGRAM_FIT_H

#include "stages/bigram_run.h"

/* The loop alone.  audience NULL: nobody looks; else it gets its table, its
   history and its progress. */
void bigram_fit(struct bigram_run *run, struct audience *audience);

/* For a struct stage: the loop; with --decay then its twin, the same run at a
   constant rate.  result: struct bigram_run. */
bool bigram_fit_train(void *result, struct audience *audience,
                      struct fault *fault);

/* For a struct stage: the claims; returns how many there are. */
int bigram_fit_judge(const void *result, struct finding *findings);

#endif
