/* bigram_views.h -- what bigram shows of its result, and of what it has
   learned. */
#ifndef STAGES_BIGRAM_VIEWS_H
#define STAGES_BIGRAM_VIEWS_H

#include "stages/bigram_run.h"

/* Losses from first to last, and the one verdict. */
void bigram_views_result(const struct bigram_run *run, struct sheet *sheet);

/* The words after the one that was asked for, the expected pairs; then
   --follow, --patterns, --matrix, --generate, --check-gradient. */
void bigram_views(const struct bigram_run *run, struct sheet *sheet);

/* As CSV: all pairs of up to 200 words, else those that occur. */
void bigram_views_pairs(const struct bigram_run *run, struct sheet *sheet);

#endif
