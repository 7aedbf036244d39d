/* generalize_figures.h -- the pictures of generalize. */
#ifndef STAGES_GENERALIZE_FIGURES_H
#define STAGES_GENERALIZE_FIGURES_H

#include "stages/generalize.h"

/* The lines with seen and unseen points; the errors with the band of what
   chance makes of them.  scale: of the first. */
enum { GENERALIZE_FIGURES = 2 };
void generalize_figures(struct figure f[GENERALIZE_FIGURES],
                        const struct generalize *r, enum axis_scale scale);

#endif
