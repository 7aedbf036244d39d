/* sweep_claims.h -- what the usual telling claims about learning rates, judged
   from the runs. */
#ifndef STAGES_SWEEP_CLAIMS_H
#define STAGES_SWEEP_CLAIMS_H

#include "lesson/finding.h"
#include "stages/sweep.h"

/* For a struct stage; result: struct sweep.  Returns how many there are. */
int sweep_claims(const void *result, struct finding *findings);

#endif
