/* sweep_claims.h -- what the usual telling claims about learning rates, judged
   from the runs. */
#ifndef STAGES_SWEEP_CLAIMS_H
#define STAGES_SWEEP_CLAIMS_H

#include "lesson/finding.h"
#include "stages/sweep.h"

/* Returns how many findings there are. */
int sweep_claims(const struct sweep *sweep, struct finding *findings);

#endif
