/* linreg_views.h -- what linreg shows on request, below its result. */
#ifndef STAGES_LINREG_VIEWS_H
#define STAGES_LINREG_VIEWS_H

#include "stages/linreg.h"

/* --trace, --stages, --journey, --check-gradient, those that were asked for; a
   page has the journey in any case. */
void linreg_views(const struct linreg *linreg, struct sheet *sheet);

#endif
