/*
 * outcome.h -- what a run of a line has come to: the learned line beside those
 * that it is measured by, and the insight.
 */
#ifndef LESSON_OUTCOME_H
#define LESSON_OUTCOME_H

#include "lesson/training.h"

/* Slope, intercept and typical error of the learned line, of always predicting
   the mean where it is asked for, of the best line. */
void outcome_show(struct sheet *sheet, const struct training *t, bool mean);

/* One or two sentences about where the run has ended, and why there; nothing
   where its numbers do not say it.  more: a sentence behind them, or "". */
void outcome_say(struct sheet *sheet, const struct training *t,
                 const char *more);

#endif
