/* csv.h -- records of a CSV file (RFC 4180): LF or CRLF, quotes, a byte-order
   mark; "-" is standard input. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/input.h"

#include <stddef.h>
#include <stdint.h>

/* A reader, and the record it read last. */
struct csv {
    struct input input;
    const char *name;        /* the input's, for messages */
    const char *open, *cure; /* hints: see csv_open */
    struct fault *fault;
    uint64_t line;   /* the line that the record began on */
    uint64_t breaks; /* line ends read so far             */
    char *text;      /* the fields, a NUL after each      */
    size_t used, room;
    size_t *field; /* where in text each field begins  */
    size_t fields, field_room;
    size_t at, filled; /* in buffer */
    unsigned char buffer[1 << 16];
};

/* open: the hint where the file cannot be read, cure: where it is not in order;
   both are kept, not copied.  NULL: a fault. */
struct csv *csv_open(const char *name, const char *open, const char *cure,
                     struct fault *fault);

/* Reads the next record; false at the end of the file or on a fault. */
bool csv_record(struct csv *csv);

/* The same for a row of so many fields.  Empty lines end the table; fault: a
   row after them, or one of another width. */
bool csv_row(struct csv *csv, size_t width);

/* The text without the blanks around it. */
char *csv_trim(char *text);

/* Field k of the record, trimmed. */
char *csv_field(struct csv *csv, size_t k);

/* The field of this name; csv->fields: none. */
size_t csv_find(struct csv *csv, const char *name);

/* Is the record an empty line? */
bool csv_blank(struct csv *csv);

/* Fault: what is wrong with the record. */
bool csv_complain(struct csv *csv, const char *what);

/* Fault: there is no such column.  Its hint says which there are, by the names
   in the header as far as they fit. */
bool csv_lacks(struct csv *csv, const char *name, bool header);

/* Frees it all; NULL does no harm. */
void csv_close(struct csv *csv);

#endif
