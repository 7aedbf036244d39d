/* linreg_claims.h -- what the usual telling claims about linreg, judged from
   the run. */
#ifndef STAGES_LINREG_CLAIMS_H
#define STAGES_LINREG_CLAIMS_H

#include "lesson/finding.h"
#include "stages/linreg.h"

/* Returns how many findings there are. */
int linreg_claims(const struct linreg *linreg, struct finding *findings);

#endif
