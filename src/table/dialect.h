/* dialect.h -- how a table is written, by one look at its beginning: 1,000
   records, or CSV_LOOK bytes where these are fewer. */
#ifndef TABLE_DIALECT_H
#define TABLE_DIALECT_H

#include "table/amount.h"
#include "table/csv.h"

/* What the user says about it; all zeros: nothing. */
struct dialect_wish {
    char separator;
    bool header, no_header;
    uint64_t skip; /* lines */
};

/* A column, below the header. */
struct dialect_column {
    struct amount_style style;
    size_t numbers, dates, others; /* what stands in it, beside nothing    */
    size_t almost; /* of the others: numbers, but for how they are written */
    bool counts;   /* whole numbers that go up by 1, and none is missing */
    bool years;    /* whole numbers from 1500 to 2199                    */
    bool varies;   /* they are not all the same                          */
    double last;
};

struct dialect {
    char separator; /* ' ': blanks and tabs, one or many             */
    char point;     /* the decimal mark; '?': it may be either       */
    size_t width;   /* columns                                        */
    bool wider;     /* ... of a first line that is longer than the look */
    uint64_t first; /* the line of the header, or of the first row   */
    bool header;
    size_t unnamed; /* columns in front for which it has no name     */
    uint64_t rows;  /* that were looked at                           */
    struct dialect_column *column; /* (looked), of them the first */
    size_t looked;
    struct {
        uint64_t line; /* 0: there is none */
        size_t column;
        char text[64];
    } nearly; /* the first field that is nearly a number */
};

/* Are all its values numbers, as far as was looked? */
bool dialect_is_number(const struct dialect_column *column);

/* How many fields of the record that was read last are numbers. */
size_t dialect_numbers(struct csv *csv);

/* Looks, and goes to the line `first` to read the table.  Fault: it is empty,
   or may be read in two ways. */
bool dialect_look(struct dialect *d, struct csv *csv,
                  const struct dialect_wish *wish);

/* Frees and empties it; safe twice. */
void dialect_free(struct dialect *d);

#endif
