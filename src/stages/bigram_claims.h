/* bigram_claims.h -- what the usual telling claims about bigram, judged from
   the run. */
#ifndef STAGES_BIGRAM_CLAIMS_H
#define STAGES_BIGRAM_CLAIMS_H

#include "lesson/finding.h"
#include "stages/bigram_run.h"

/* Returns how many findings there are. */
int bigram_claims(const struct bigram_run *run, struct finding *findings);

#endif
