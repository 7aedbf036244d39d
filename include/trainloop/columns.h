/* columns.h -- the data of the regression from a table. */
#ifndef TRAINLOOP_COLUMNS_H
#define TRAINLOOP_COLUMNS_H

#include "trainloop/points.h"

/* Reads two columns of a CSV file (RFC 4180; "-": standard input).  The first
   record is a header if no field of it is a number.  x and y name a column or
   give its number from 1; NULL: the first numeric one that is not the other.
   All pairs are for training.  On a fault, which names file, line and column,
   the set is empty. */
bool columns_read(struct dataset *set, const char *name, const char *x,
                  const char *y, struct fault *fault);

#endif
