/* bigram_show.h -- what bigram shows before its training, and of its result. */
#ifndef STAGES_BIGRAM_SHOW_H
#define STAGES_BIGRAM_SHOW_H

#include "stages/bigram_run.h"

/* The heading: text, yardsticks, start, plan. */
void bigram_show_head(const struct bigram_run *run, struct sheet *sheet);

/* Losses from first to last, and the one verdict. */
void bigram_show_result(const struct bigram_run *run, struct sheet *sheet);

#endif
