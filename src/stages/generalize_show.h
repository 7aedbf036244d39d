/* generalize_show.h -- what generalize says of its scores. */
#ifndef STAGES_GENERALIZE_SHOW_H
#define STAGES_GENERALIZE_SHOW_H

#include "stages/generalize.h"

/* The rows of the test set one by one, of many the first, in a table for
   `where`. */
void generalize_show_rows(const struct generalize *r, struct sheet *sheet,
                          unsigned where);

/* As CSV; else actual and predicted, the lines compared, whether it is
   overfitting, --draws; of a run that diverged that alone. */
void generalize_show_scores(const struct generalize *r, struct sheet *sheet);

#endif
