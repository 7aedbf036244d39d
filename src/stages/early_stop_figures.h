/* early_stop_figures.h -- the pictures of early-stop. */
#ifndef STAGES_EARLY_STOP_FIGURES_H
#define STAGES_EARLY_STOP_FIGURES_H

#include "stages/early_stop.h"

/* The loss with what the rule waited for, what the rule sees, the lines, and
   where there is a valley the path.  scale: of the first.  Returns how many. */
enum { EARLY_STOP_FIGURES = 4 };
int early_stop_figures(struct figure f[EARLY_STOP_FIGURES],
                       const struct early_stop *r, enum axis_scale scale);

#endif
