/* bigram_fit.h -- the training of the stage bigram, and who watches it. */
#ifndef STAGES_BIGRAM_FIT_H
#define STAGES_BIGRAM_FIT_H

#include "stages/bigram_run.h"

/* The loop.  audience NULL: nobody looks. */
void bigram_fit(struct bigram_run *run, struct audience *audience);

/* The same run again at a constant rate, as long as this one was. */
bool bigram_fit_twin(struct bigram_run *run, struct fault *fault);

#endif
