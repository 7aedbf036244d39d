/* generalize_claims.h -- what the usual telling claims about generalize, judged
   from the run. */
#ifndef STAGES_GENERALIZE_CLAIMS_H
#define STAGES_GENERALIZE_CLAIMS_H

#include "lesson/finding.h"
#include "stages/generalize.h"

/* For a struct stage; result: struct generalize.  Returns how many there are.
 */
int generalize_claims(const void *result, struct finding *findings);

#endif
