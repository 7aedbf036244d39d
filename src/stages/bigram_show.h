/* bigram_show.h -- what bigram shows before its training, and of its result. */
#ifndef STAGES_BIGRAM_SHOW_H
#define STAGES_BIGRAM_SHOW_H

#include "stages/bigram_run.h"

/* For a struct stage, the heading: text, yardsticks, start, plan.  result:
   struct bigram_run. */
void bigram_show_head(const void *result, struct sheet *sheet);

/* Losses from first to last, and the one verdict. */
void bigram_show_result(const struct bigram_run *run, struct sheet *sheet);

#endif
