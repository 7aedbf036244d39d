/* truth.h -- claims about the truth behind made data, for more than one stage.
 */
#ifndef LESSON_TRUTH_H
#define LESSON_TRUTH_H

#include "lesson/finding.h"
#include "lesson/training.h"

/* Is the slope, or the intercept, within 10 % of the truth?  For a struct claim
   of a stage whose result begins with a struct training. */
void truth_slope(const void *result, struct finding *f);
void truth_intercept(const void *result, struct finding *f);

#endif
