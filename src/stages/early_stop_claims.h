/* early_stop_claims.h -- what the usual telling claims about early-stop, judged
   from the run. */
#ifndef STAGES_EARLY_STOP_CLAIMS_H
#define STAGES_EARLY_STOP_CLAIMS_H

#include "lesson/finding.h"
#include "stages/early_stop.h"

/* For a struct stage; result: struct early_stop.  Returns how many there are.
 */
int early_stop_claims(const void *result, struct finding *findings);

#endif
