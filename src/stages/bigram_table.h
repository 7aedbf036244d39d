/* bigram_table.h -- the losses of bigram, a row for an epoch, while it goes on;
   and what stands between the rows. */
#ifndef STAGES_BIGRAM_TABLE_H
#define STAGES_BIGRAM_TABLE_H

#include "stages/bigram_run.h"

/* The titles; a row for the start or the epoch of a moment, with its status;
   with NULL the row of the floor. */
void bigram_table_head(const struct bigram_run *run, struct sheet *sheet);
void bigram_table_row(const struct bigram_run *run, struct sheet *sheet,
                      const struct words_moment *moment, const char *status);

/* One line: the most likely words after the one looked at. */
void bigram_table_after(const struct bigram_run *run, struct sheet *sheet);

/* --trace: the n first examples of the epoch that begins. */
void bigram_table_trace(const struct bigram_run *run, struct sheet *sheet,
                        const struct example *examples, size_t n);

#endif
