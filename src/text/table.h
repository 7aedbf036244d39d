/* table.h -- a table as data: its columns once, for the terminal, the page and
   CSV alike, and the cells of a row. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include "text/number.h"
#include "text/report.h"

#include <stdbool.h>

enum column_style {
    COLUMN_GROUPED, /* 2,500.0                      */
    COLUMN_PLAIN,   /* 2500.0                       */
    COLUMN_SIGNED,  /* +2,500.0                     */
    COLUMN_SHORT,   /* number_short: any size       */
    COLUMN_EXACT,   /* every digit, as in CSV       */
    COLUMN_WORD     /* text                         */
};

struct column {
    const char *title; /* for people; NULL: not for them            */
    const char *name;  /* in CSV; NULL: not there                   */
    int width;         /* in the terminal; negative: words, to the left */
    int gap;           /* blanks before it, 0: one, or none at first    */
    enum column_style style;
    int decimals;
    unsigned where; /* for people: TABLE_TERMINAL, TABLE_PAGE; 0: both */
};

/* text, where there is one, is for people; x is for CSV then.  A column of
   words has text alone. */
struct cell {
    double x;
    const char *text;
    const char *class; /* on the page: "holds", "fails"; NULL: none */
};

/* What shows a table. */
enum { TABLE_TERMINAL = 1, TABLE_PAGE = 2, TABLE_CSV = 4 };

struct table {
    const char *caption; /* on the page */
    const struct column *columns;
    int n;
    unsigned where; /* of TABLE_TERMINAL ...                     */
    unsigned level; /* of the sheet; 0: the result               */
    bool ruled;     /* in the terminal: dashes below the titles  */
    bool untitled;  /* for people: no titles                     */
    int below; /* in the terminal a last word that would go beyond the width of
                  the lines goes on below, behind so many blanks; 0: none does
                */
};

/* A row, cells: (table->n), or with NULL the titles, as one of TABLE_TERMINAL
   ... has it: nothing where the table is not for that, or out is NULL. */
void table_print(struct report *out, unsigned where, const struct table *table,
                 const struct cell *cells);

/* What ends a table on the page. */
void table_page_end(struct report *out);

#endif
