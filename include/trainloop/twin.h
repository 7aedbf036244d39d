/*
 * twin.h -- line_gradient in its plainest form, for the test that compares.
 */
#ifndef TRAINLOOP_TWIN_H
#define TRAINLOOP_TWIN_H

#include "trainloop/line.h"

/* Three passes, one for each sum; the same bits.  scratch: (n). */
struct gradient twin_gradient(const struct line *line,
                              const struct points *points, double *scratch);

#endif
