/* bigram_claims.h -- what the usual telling claims about bigram, judged from
   the run. */
#ifndef STAGES_BIGRAM_CLAIMS_H
#define STAGES_BIGRAM_CLAIMS_H

#include "lesson/finding.h"
#include "stages/bigram_run.h"

/* For a struct stage; result: struct bigram_run.  Returns how many there are.
 */
int bigram_claims(const void *result, struct finding *findings);

#endif
