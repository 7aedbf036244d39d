/* sweep_figures.h -- pictures of a sweep. */
#ifndef STAGES_SWEEP_FIGURES_H
#define STAGES_SWEEP_FIGURES_H

#include "stages/sweep.h"

/* The curves side by side; the first steps in the bowl.  Returns how many
   figures there are, at most 2. */
int sweep_figures(struct figure f[2], const struct sweep *sweep,
                  enum axis_scale scale);

#endif
