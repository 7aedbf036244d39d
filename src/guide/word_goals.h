/* word_goals.h -- the goals of the stages that learn words. */
#ifndef GUIDE_WORD_GOALS_H
#define GUIDE_WORD_GOALS_H

#include "guide/goals.h"

extern const struct goals word_goals_bigram, word_goals_challenge;

/* The row --load, which trains nothing; its offset is in struct
   frame_options. */
extern const struct opt word_goals_load_row[];

#endif
