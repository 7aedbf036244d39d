/* moments_file.h -- sums of rows that an engine, or `data`, wrote. */
#ifndef LESSON_MOMENTS_FILE_H
#define LESSON_MOMENTS_FILE_H

#include "text/report.h"

#include "trainloop/moments.h"
#include "trainloop/seal.h"

/*
 * Reads CSV with the columns n mean_x mean_y var_x cov_xy var_y, and perhaps
 * min_x max_x min_y max_y, in any order, for a header names them.  A row is a
 * part of the rows; parts are merged.  A header may come again, so that files
 * may follow one another.  Faults name the line: a column that is missing,
 * unknown or there twice; no number; what moments_wrong finds; no row at all.
 */
bool moments_file_read(struct moments *m, const char *name, struct seal *read,
                       struct fault *fault);

/* Writes them so that they can be read, with the range where it is known.
   Fault: moments_wrong. */
bool moments_file_write(struct report *out, const struct moments *m,
                        struct fault *fault);

#endif
