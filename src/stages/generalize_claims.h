/* generalize_claims.h -- what the usual telling claims about generalize, judged
   from the run. */
#ifndef STAGES_GENERALIZE_CLAIMS_H
#define STAGES_GENERALIZE_CLAIMS_H

#include "lesson/finding.h"
#include "stages/generalize.h"

/* Returns how many findings there are. */
int generalize_claims(const struct generalize *r, struct finding *findings);

#endif
