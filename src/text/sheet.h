/*
 * sheet.h -- one way to say things.
 *
 * A stage speaks to a sheet, block by block: sentences, tables and their rows,
 * figures, each with a level.  A back end makes of it what it is for: the
 * terminal's text (sheet_terminal.h), a part of a page (sheet_page.h), or the
 * data as CSV (sheet_csv.h).  A sheet shows the levels that were asked for.
 */
#ifndef TEXT_SHEET_H
#define TEXT_SHEET_H

#include "text/figure.h"
#include "text/report.h"
#include "text/table.h"

#include <stdarg.h>

/* Levels: the result and its table; why it is so, and what comes next; the
   claims; the views that were asked for. */
enum {
    SHEET_RESULT = 1,
    SHEET_WHY = 2,
    SHEET_CLAIMS = 4,
    SHEET_VIEW = 8,
    SHEET_ALL = SHEET_RESULT | SHEET_WHY | SHEET_CLAIMS | SHEET_VIEW
};

struct sheet;

struct sheet_back {
    unsigned takes; /* tables for these, of TABLE_TERMINAL ... */
    void (*say)(struct sheet *sheet, const char *format, va_list arguments)
        FAULT_PRINTF(2, 0);
    void (*head)(struct sheet *sheet, const struct table *table);
    void (*row)(struct sheet *sheet, const struct table *table,
                const struct cell *cells);
    void (*end)(struct sheet *sheet, const struct table *table);
    void (*figures)(struct sheet *sheet, const struct figure *f, int n);
};

/* All zeros is a sheet that nobody reads. */
struct sheet {
    const struct sheet_back *back;
    struct report *out;
    struct report *terminal; /* of a page: what the terminal shows    */
    struct report *svg;      /* where figures go as SVG, or NULL      */
    unsigned levels;
    int width, height;     /* of a figure in text; width 0: none            */
    bool draws;            /* does somebody want to see figures?            */
    enum axis_scale scale; /* of the first figure, where it was asked for */
    bool scaled;
};

/* Adds to the text, as printf: at any level; at one of three. */
void sheet_say(struct sheet *sheet, unsigned level, const char *format, ...)
    FAULT_PRINTF(3, 4);
void sheet_result(struct sheet *sheet, const char *format, ...)
    FAULT_PRINTF(2, 3);
void sheet_why(struct sheet *sheet, const char *format, ...) FAULT_PRINTF(2, 3);
void sheet_view(struct sheet *sheet, const char *format, ...)
    FAULT_PRINTF(2, 3);

/* Titles; a row, cells: (table->n); a row of a word, unless it is NULL, and
   numbers; what ends a table.  Rows may come while a run goes on. */
void sheet_head(struct sheet *sheet, const struct table *table);
void sheet_row(struct sheet *sheet, const struct table *table,
               const struct cell *cells);
void sheet_numbers(struct sheet *sheet, const struct table *table,
                   const char *word, const double *x);
void sheet_end(struct sheet *sheet, const struct table *table);

/* Does the sheet show tables that are for `where`? */
bool sheet_takes(const struct sheet *sheet, unsigned where);

/* Closes the figures, shows them, frees them: in text the first, below an
   empty line.  Fault: no memory for one of them. */
bool sheet_figures(struct sheet *sheet, struct figure *f, int n,
                   struct fault *fault);

/* "Next: trainloop ...", from the words behind it, which it frees. */
void sheet_next(struct sheet *sheet, struct report *words);

/* The scale that was asked for, or the usual one. */
enum axis_scale sheet_scale(const struct sheet *sheet, enum axis_scale usual);

#endif
