/*
 * report.h -- how results are written: text that may be held back, numbers
 * for people, and rows as a table or as CSV.
 */
#ifndef TEXT_REPORT_H
#define TEXT_REPORT_H

#include "base/utf8.h"

#include "trainloop/fault.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Where text goes.  With `hold` it waits in memory until report_release, so
 * that a run whose files cannot be written shows nothing that looks like a
 * result.  More than 16 MB is not held: it is a stream, not a page.  Nor is
 * what finds no memory; where there is no file for it, `held` is NULL then.
 */
struct report {
    FILE *file;
    bool silent; /* prints nothing: something else has the stream */
    bool hold;
    char *held; /* owned */
    size_t used, room;
};

void report_print(struct report *report, const char *format, ...)
    FAULT_PRINTF(2, 3);
void report_vprint(struct report *report, const char *format, va_list arguments)
    FAULT_PRINTF(2, 0);

/* Lets go what is held; whether it arrived, the stream knows. */
void report_release(struct report *report);

void report_free(struct report *report);

/* How many bytes of a text go on a line of `most`: up to a line end, or to a
   blank; a longer word is cut. */
int report_break(const char *text, int most);

/* A text in lines of at most `width`, broken so, each with an indent. */
void report_wrap(struct report *report, const char *indent, const char *text,
                 int width);

/* A word as a field of CSV: in quotes where it needs them. */
void report_csv(struct report *report, const char *word);

/* Text as XML and HTML take it: & < > " escaped, '?' for control characters
   other than line ends and for bytes that are not UTF-8. */
void report_markup(struct report *report, const char *text);

enum old_style {
    OLD_GROUPED, /* 2,500.0  */
    OLD_PLAIN,   /* 2500.0   */
    OLD_SIGNED   /* +2,500.0 */
};

struct old_column {
    const char *title;
    int width; /* this and the rest are for text: CSV has every digit */
    int decimals;
    enum old_style style;
};

enum old_format { OLD_TABLE_TEXT, OLD_TABLE_CSV, OLD_TABLE_PAGE /* HTML */ };

struct old_table {
    struct report *report;
    enum old_format format;
    const struct old_column *columns;
    int n;
};

/* Titles, and in text a rule below them; of a page the rows alone, to stand
   between page_table and page_table_end. */
void old_head(const struct old_table *table);

/* values: (n).  CSV has every digit, text and page have the column's. */
void old_row(const struct old_table *table, const double *values);

#endif
