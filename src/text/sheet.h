/* sheet.h -- one way to say things: sentences, tables and figures, each with a
   level.  The sheet shows the levels that were asked for as text, as a part of
   a page, and as CSV, wherever there is a report for it. */
#ifndef TEXT_SHEET_H
#define TEXT_SHEET_H

#include "text/figure.h"
#include "text/table.h"

/* Levels: the result, its table, the note that its columns need; what is told
   of it, the insight, what comes next; why it is so; the claims one by one; the
   views that were asked for; what is beside it, the heading, other tables.  A
   picture in text takes the place of the result and of what is beside it. */
enum {
    SHEET_RESULT = 1,
    SHEET_TELL = 2,
    SHEET_WHY = 4,
    SHEET_CLAIMS = 8,
    SHEET_VIEW = 16,
    SHEET_BESIDE = 32,
    SHEET_ALL = 63 /* of these */
};

/* All zeros is a sheet that nobody reads. */
struct sheet {
    struct report *text;   /* sentences and tables, as the terminal has them */
    struct report *page;   /* figures and tables as HTML                     */
    struct report *csv;    /* tables that have names for CSV                 */
    struct report *svg;    /* figures                                        */
    unsigned levels;       /* of SHEET_RESULT ...                            */
    int width, height;     /* of a figure in text; width 0: none             */
    bool draws;            /* does somebody want to see figures?             */
    const char *figure;    /* the only one that is wanted, by name, or NULL  */
    enum axis_scale scale; /* of the first figure, where it was asked for    */
    bool scaled;
};

/* Adds to the text, as printf: at any level; at one of these. */
void sheet_say(struct sheet *sheet, unsigned level, const char *format, ...)
    FAULT_PRINTF(3, 4);
#define sheet_result(sheet, ...) sheet_say(sheet, SHEET_RESULT, __VA_ARGS__)
#define sheet_tell(sheet, ...) sheet_say(sheet, SHEET_TELL, __VA_ARGS__)
#define sheet_why(sheet, ...) sheet_say(sheet, SHEET_WHY, __VA_ARGS__)
#define sheet_view(sheet, ...) sheet_say(sheet, SHEET_VIEW, __VA_ARGS__)

/* Titles; a row, cells: (table->n); a row of a word, unless it is NULL, and
   numbers; what ends a table.  Rows may come while a run goes on. */
void sheet_head(struct sheet *sheet, const struct table *table);
void sheet_row(struct sheet *sheet, const struct table *table,
               const struct cell *cells);
void sheet_numbers(struct sheet *sheet, const struct table *table,
                   const char *word, const double *x);
void sheet_end(struct sheet *sheet, const struct table *table);

/* n figures for sheet_figures; NULL: nobody draws, or there is no memory. */
struct figure *sheet_canvas(const struct sheet *sheet, int n,
                            struct fault *fault);

/* Closes the figures of a canvas, shows those that are wanted and have
   something to show, frees all: in text without a page the first of them, with
   an empty line to what is above it.  Fault: no memory for one of them. */
bool sheet_figures(struct sheet *sheet, struct figure *f, int n,
                   struct fault *fault);

/* The scale that was asked for, or the usual one. */
enum axis_scale sheet_scale(const struct sheet *sheet, enum axis_scale usual);

#endif
