/* bigram_fit.h -- the training of the stage bigram, who watches it, and what
   the claims come to. */
#ifndef STAGES_BIGRAM_FIT_H
#define STAGES_BIGRAM_FIT_H

#include "stages/bigram_run.h"

/* For a struct stage; result: struct bigram_run.  The loop alone; with all that
   is to be seen at its end, with --decay also its twin, the same run at a
   constant rate.  audience NULL: nobody looks; else it gets its table, its
   history and its progress. */
bool bigram_fit(void *result, struct audience *audience, struct fault *fault);
bool bigram_fit_train(void *result, struct audience *audience,
                      struct fault *fault);

/* For a struct stage: the claims; returns how many there are. */
int bigram_fit_judge(const void *result, struct finding *findings);

#endif
