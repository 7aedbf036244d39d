/* bigram_views.h -- what bigram shows of its result, and of what it has
   learned. */
#ifndef STAGES_BIGRAM_VIEWS_H
#define STAGES_BIGRAM_VIEWS_H

#include "stages/bigram_run.h"

/* For a struct stage; result: struct bigram_run.  Losses and the one verdict;
   figures: the timeline, a pattern growing to its limit, the scores, the loop;
   the words after the one that was asked for, the expected pairs; --follow,
   --patterns, --matrix, --generate, --check-gradient; as CSV all pairs of up to
   200 words, else those that occur. */
bool bigram_views(const void *result, struct sheet *sheet, struct fault *fault);

#endif
