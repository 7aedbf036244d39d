/* bigram_figures.h -- pictures of a run that learns the next word. */
#ifndef STAGES_BIGRAM_FIGURES_H
#define STAGES_BIGRAM_FIGURES_H

#include "stages/bigram_run.h"

/* The timeline of the losses, a pattern growing to its limit, the scores, and
   the loop. */
enum { BIGRAM_FIGURES = 4 };
void bigram_figures(struct figure f[BIGRAM_FIGURES],
                    const struct bigram_run *run, enum axis_scale scale);

#endif
