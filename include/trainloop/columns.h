/* columns.h -- the data of the regression from a table. */
#ifndef TRAINLOOP_COLUMNS_H
#define TRAINLOOP_COLUMNS_H

#include "trainloop/points.h"

/* What is asked of a table; all zeros: whatever is found. */
struct columns_wish {
    const char *x, *y; /* a column's name, or its number from 1 */
    char separator;    /* ' ': blanks and tabs                  */
    bool header, no_header;
    uint64_t skip; /* lines above the table */
    bool stop;     /* a missing value is a fault */
};

/* Reads two columns of a table in text ("-": standard input).  Unasked, one
   look at its first 1,000 records decides how it is written, and x and y are
   its first two columns of values; where there are not two, also one that
   counts the rows or has one value throughout, but none that is named as an
   index.  Where there is but one, or x is a date, x is the row's number from 1.
   Values are what Python's float makes of the digits.  Rows without a value in
   either column are left out.  All pairs are for training.  On a fault, which
   names file, line and column, the set is empty. */
bool columns_read(struct dataset *set, const char *name,
                  const struct columns_wish *wish, struct fault *fault);

#endif
