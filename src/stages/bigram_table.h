/* bigram_table.h -- the table of a run that learns words, row by row as it goes
   on. */
#ifndef STAGES_BIGRAM_TABLE_H
#define STAGES_BIGRAM_TABLE_H

#include "stages/bigram_run.h"

/* Watches a run: titles and start, --trace before an epoch that has a row, the
   row, and below it the words after the one that was asked for. */
struct bigram_table_watch {
    struct words_watch watch; /* first: this is one                      */
    struct bigram_run *run;   /* its scores have scratch for the trace   */
    struct sheet *sheet;
    uint64_t next;  /* epoch of the next row                   */
    double running; /* mean loss on the way of the epoch before */
};
struct bigram_table_watch bigram_table_watch(struct bigram_run *run,
                                             struct sheet *sheet);

#endif
