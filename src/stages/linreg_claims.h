/* linreg_claims.h -- what the usual telling claims about linreg, judged from
   the run. */
#ifndef STAGES_LINREG_CLAIMS_H
#define STAGES_LINREG_CLAIMS_H

#include "lesson/finding.h"
#include "stages/linreg.h"

/* For a struct stage; result: struct linreg.  Returns how many there are. */
int linreg_claims(const void *result, struct finding *findings);

#endif
