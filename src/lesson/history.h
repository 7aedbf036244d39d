/*
 * history.h -- what a run wrote with --history, row by row: a CSV file with a
 * column `epoch`, mostly one `lr`, and numbers for every epoch.  inf, -inf and
 * nan are numbers here; an empty field is none.
 */
#ifndef LESSON_HISTORY_H
#define LESSON_HISTORY_H

#include "table/csv.h"

enum { HISTORY_MOST = 4, HISTORY_NAME = 40 };

struct history {
    struct csv *csv; /* owned */
    size_t width;
    size_t epoch, lr; /* columns; lr >= width: there is none    */
    int n;            /* columns that are read ...              */
    size_t column[HISTORY_MOST];
    char name[HISTORY_MOST][HISTORY_NAME]; /* ... and their names */
};

struct history_row {
    double epoch, lr;           /* lr NaN: none          */
    double value[HISTORY_MOST]; /* (n)                   */
    bool given[HISTORY_MOST];   /* (n) false: no number  */
};

/* Opens a file and finds its columns: the one that is named, or all whose names
   begin with "loss".  Faults: no file, no CSV, no such column.  history_close
   in any case. */
bool history_open(struct history *history, const char *file, const char *column,
                  struct fault *fault);

/* Reads the next row; false at the end or on a fault. */
bool history_next(struct history *history, struct history_row *row);

void history_close(struct history *history);

#endif
