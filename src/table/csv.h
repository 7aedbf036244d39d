/* csv.h -- records of a table in text: fields between commas or another mark,
   quotes as in RFC 4180, blanks around them; LF, CRLF or CR; a byte-order mark;
   "-" is standard input. */
#ifndef TABLE_CSV_H
#define TABLE_CSV_H

#include "base/input.h"
#include "base/shell.h"

#include <stddef.h>
#include <stdint.h>

/* What csv_rewind can go back over. */
enum { CSV_LOOK = 1 << 20 };

/* A reader, and the record it read last. */
struct csv {
    struct input input;
    const char *name;        /* the input's, for messages */
    const char *open, *cure; /* hints: see csv_open */
    struct fault *fault;
    char separator;  /* between fields; ' ': blanks and tabs, one or many */
    bool ends[256];  /* of a field without quotes? */
    uint64_t line;   /* the line that the record began on */
    uint64_t breaks; /* line ends read so far             */
    char *text;      /* the fields, a NUL after each      */
    size_t used, room;
    size_t *field; /* where in text each field begins  */
    size_t fields, field_room;
    bool exact; /* blanks around a field belong to it */
    bool lf;    /* do lines end by LF or CRLF, and not by CR alone? */
    bool look;  /* the first bytes are all there is, for now */
    size_t start, at, filled; /* in buffer */
    unsigned char buffer[CSV_LOOK];
};

/* open: the hint where the file cannot be read, cure: where it is not in order;
   both are kept, not copied.  Fields are separated by commas, until
   csv_rewind.  NULL: a fault, also where it is no text. */
struct csv *csv_open(const char *name, const char *open, const char *cure,
                     struct fault *fault);

/* Back to the first line, while no more than CSV_LOOK bytes were read.  With
   `look` these bytes are all there is, as if the file ended there. */
void csv_rewind(struct csv *csv, char separator, bool look);

/* Does the look end within the file, not at its end? */
bool csv_cut(const struct csv *csv);

/* The next byte without taking it; negative: the end of the file, or a fault.
 */
int csv_peek(struct csv *csv);

/* Goes on behind the next line end, wherever quotes stand. */
void csv_skip_line(struct csv *csv);

/* Reads the next record; false at the end of the file or on a fault. */
bool csv_record(struct csv *csv);

/* The same for a row of so many fields, without those that are empty behind
   them.  Records whose fields are all empty are passed over.  Fault: a row of
   another width. */
bool csv_row(struct csv *csv, size_t width);

/* Field k of the record, trimmed. */
char *csv_field(struct csv *csv, size_t k);

/* The same as it stands there, but for its quotes. */
char *csv_verbatim(struct csv *csv, size_t k);

/* The field of this name; csv->fields: none. */
size_t csv_find(struct csv *csv, const char *name);

/* What a command is to read where this is the input: FILE in place of standard
   input. */
struct shell_file csv_file(const struct csv *csv);

/* Room for what csv_without writes. */
enum { CSV_CURE = 2 * SHELL_FILE };

/* What to type for a table without the record that was read last; room. */
const char *csv_without(const struct csv *csv, char room[CSV_CURE]);

/* How many fields the record has without those that are empty at its end. */
size_t csv_filled(struct csv *csv);

/* Fault: what is wrong with the record. */
bool csv_complain(struct csv *csv, const char *what);

/* What is complained of where quotes are in no order. */
extern const char csv_unclosed[];

/* Fault: there is no such column.  Its hint says which may be meant, or which
   there are, by the names in the header as far as they fit. */
bool csv_lacks(struct csv *csv, const char *name, bool header);

/* Frees it all; NULL does no harm. */
void csv_close(struct csv *csv);

#endif
