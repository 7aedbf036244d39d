/* line_goals.h -- the goals of the stages that fit a line. */
#ifndef GUIDE_LINE_GOALS_H
#define GUIDE_LINE_GOALS_H

#include "guide/goals.h"

extern const struct goals line_goals_linreg, line_goals_sweep,
    line_goals_early_stop, line_goals_generalize;

/* The row --load, which trains nothing; its offset is in struct
   frame_options. */
extern const struct opt line_goals_load_row[];

#endif
