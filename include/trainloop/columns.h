/* columns.h -- the data of the regression from a table. */
#ifndef TRAINLOOP_COLUMNS_H
#define TRAINLOOP_COLUMNS_H

#include "trainloop/points.h"

/* Reads two columns of a CSV file (RFC 4180; LF or CRLF; a byte-order mark and
   blank lines at the end are passed over; "-" is standard input).  The first
   record is a header if none of its fields is a number.  x and y name a column
   or give its number from 1; NULL takes the first numeric column that is not
   the other one.  All pairs are for training.  On a fault, which names file,
   line and column, the set is empty. */
bool columns_read(struct dataset *set, const char *name, const char *x,
                  const char *y, struct fault *fault);

#endif
