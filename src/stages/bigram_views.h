/* bigram_views.h -- what bigram shows of its result, and of what it has
   learned. */
#ifndef STAGES_BIGRAM_VIEWS_H
#define STAGES_BIGRAM_VIEWS_H

#include "stages/bigram_run.h"

/* For a struct stage, result: struct bigram_run.  Losses, the one verdict, the
   figures, the words after the one asked for, what else was asked for; as CSV
   all pairs of up to 200 words, else those that occur. */
bool bigram_views(const void *result, struct sheet *sheet, struct fault *fault);

#endif
