/*
 * report.h -- how results are written: text that may be held back, numbers
 * for people, and rows as a table or as CSV.
 */
#ifndef TEXT_REPORT_H
#define TEXT_REPORT_H

#include "trainloop/fault.h"

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

/* Lets go what is held; whether it arrived, the stream knows. */
void report_release(struct report *report);

void report_free(struct report *report);

/* Room for a number in any of the forms below. */
enum { REPORT_NUMBER = 64 };

/* x with `decimals` places, at most 15, and a comma between thousands; from
   1e24 on, where that is no longer readable, as 1.234567e+24.  Returns text. */
char *report_group(char text[REPORT_NUMBER], double x, int decimals);

/* As report_group without the commas, from 1e12 on as 1.23457e+12; six digits
   also below 0.1, where `decimals` may show nothing. */
char *report_plain(char text[REPORT_NUMBER], double x, int decimals);

/* x > 0 with so many significant digits, cut off and not rounded: what is
   printed is never above x.  Returns text. */
char *report_below(char text[REPORT_NUMBER], double x, int digits);

/* Any x for a sentence: grouped where that is short, else as 1.2e+34. */
char *report_short(char text[REPORT_NUMBER], double x);

/* A word for a person: at most `most` (<= 60) characters of UTF-8, '?' for
   control characters, blanks up to `width` columns, behind it, or before it
   where width is negative.  report_print(r, "%s", report_word(w, 20, 0).text)
 */
struct report_word {
    char text[320];
};
struct report_word report_word(const char *word, int most, int width);

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

enum column_style {
    COLUMN_GROUPED, /* 2,500.0  */
    COLUMN_PLAIN,   /* 2500.0   */
    COLUMN_SIGNED   /* +2,500.0 */
};

struct column {
    const char *title;
    int width; /* this and the rest are for text: CSV has every digit */
    int decimals;
    enum column_style style;
};

enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_PAGE /* HTML */ };

struct table {
    struct report *report;
    enum table_format format;
    const struct column *columns;
    int n;
};

/* Titles, and in text a rule below them; of a page the rows alone, to stand
   between page_table and page_table_end. */
void table_head(const struct table *table);

/* values: (n).  CSV has every digit, text and page have the column's. */
void table_row(const struct table *table, const double *values);

#endif
