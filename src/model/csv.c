/* points_read: two columns of a CSV file. */
#include "trainloop/num.h"
#include "trainloop/points.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What closed a field, where it was not ',' or '\n'. */
enum { CSV_END = -1, CSV_FAULT = -2 };

/* A reader, and the record it has read last. */
struct csv {
    FILE *file;
    const char *name;
    struct fault *fault;
    long line;   /* the line that the record began on */
    long breaks; /* line ends read so far             */
    char *text;  /* the fields, a NUL after each      */
    size_t used, room;
    size_t *field; /* where in text each field begins  */
    size_t fields, field_room;
    size_t at, filled; /* in buffer */
    unsigned char buffer[1 << 16];
};

/* Twice the room, for items of `size` bytes; false: memory is out. */
static bool grow(struct csv *csv, void *array, size_t *room, size_t size)
{
    void **items = array, *more = NULL;
    size_t wanted = *room ? 2 * *room : 64;

    if (wanted <= SIZE_MAX / size && wanted > *room)
        more = realloc(*items, wanted * size);
    if (!more)
        return fault_memory(csv->fault, (double)wanted * (double)size,
                            "this file");
    *items = more;
    *room = wanted;
    return true;
}

static bool complain(struct csv *csv, const char *what)
{
    fault_set(csv->fault, FAULT_FILE, "%s:%ld: %s", csv->name, csv->line, what);
    return fault_hint(csv->fault, "Correct the file there: a header, then rows "
                                  "such as 75,190208");
}

/* The next byte without taking it, or CSV_END. */
static int peek(struct csv *csv)
{
    if (csv->at == csv->filled) {
        csv->at = 0;
        csv->filled = fread(csv->buffer, 1, sizeof csv->buffer, csv->file);
        if (csv->filled == 0)
            return CSV_END;
    }
    return csv->buffer[csv->at];
}

/* The next byte; CR LF counts as LF. */
static int take(struct csv *csv)
{
    int c = peek(csv);

    if (c == CSV_END)
        return c;
    csv->at++;
    if (c == '\r' && peek(csv) == '\n') {
        csv->at++;
        c = '\n';
    }
    csv->breaks += c == '\n';
    return c;
}

static bool put(struct csv *csv, int c)
{
    if (csv->used == csv->room) {
        void *text = csv->text;
        if (!grow(csv, &text, &csv->room, 1))
            return false;
        csv->text = text;
    }
    csv->text[csv->used++] = (char)c;
    return true;
}

/* The inside of a quoted field; returns what follows its closing quote. */
static int read_quoted(struct csv *csv)
{
    for (;;) {
        int c = take(csv);
        if (c == CSV_END) {
            complain(csv, "a quote that opens on this line is never closed");
            return CSV_FAULT;
        }
        if (c == '"') {
            c = take(csv);
            if (c == ',' || c == '\n' || c == CSV_END)
                return c;
            if (c != '"') {
                complain(csv, "text after a closing quote");
                fault_hint(csv->fault, "Inside quotes a quote is written "
                                       "twice: \"\"");
                return CSV_FAULT;
            }
        }
        if (c == 0) {
            complain(csv, "a NUL byte: this is not a text file");
            return CSV_FAULT;
        }
        if (!put(csv, c))
            return CSV_FAULT;
    }
}

static int read_plain(struct csv *csv)
{
    for (;;) {
        int c = take(csv);
        if (c == ',' || c == '\n' || c == CSV_END)
            return c;
        if (c == '"' || c == '\r' || c == 0) {
            complain(csv, c == '"'    ? "a quote inside a field"
                          : c == '\r' ? "a carriage return without line feed"
                                      : "a NUL byte: this is not a text file");
            fault_hint(csv->fault,
                       "Save the table as plain CSV, in UTF-8 text");
            return CSV_FAULT;
        }
        if (!put(csv, c))
            return CSV_FAULT;
    }
}

/* Returns what closed the field. */
static int read_field(struct csv *csv)
{
    if (csv->fields == csv->field_room) {
        void *field = csv->field;
        if (!grow(csv, &field, &csv->field_room, sizeof *csv->field))
            return CSV_FAULT;
        csv->field = field;
    }
    csv->field[csv->fields++] = csv->used;
    int end;
    if (peek(csv) == '"') {
        take(csv);
        end = read_quoted(csv);
    } else {
        end = read_plain(csv);
    }
    return end == CSV_FAULT || put(csv, 0) ? end : CSV_FAULT;
}

static void complain_reading(struct csv *csv)
{
    fault_set(csv->fault, FAULT_FILE, "cannot read '%s': %s", csv->name,
              strerror(errno));
    fault_hint(csv->fault, "Give --data the name of a CSV file");
}

/* Reads the next record; false at the end of the file or on a fault. */
static bool read_record(struct csv *csv)
{
    int end = ',';

    csv->used = csv->fields = 0;
    csv->line = csv->breaks + 1;
    if (peek(csv) == CSV_END) {
        if (ferror(csv->file))
            complain_reading(csv);
        return false;
    }
    while (end == ',')
        end = read_field(csv);
    return end != CSV_FAULT;
}

/* Field k of the record, without the blanks around it. */
static char *field(struct csv *csv, size_t k)
{
    char *text = csv->text + csv->field[k];
    size_t length;

    text += strspn(text, " \t");
    length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        text[--length] = '\0';
    return text;
}

static bool is_blank(struct csv *csv)
{
    return csv->fields == 1 && *field(csv, 0) == '\0';
}

static bool is_number(const char *text)
{
    double x;
    enum num_status status = num_parse(text, &x);

    return status == NUM_OK || status == NUM_TOO_BIG;
}

/* Which columns are meant. */
struct wish {
    const char *name[2]; /* of x and of y; NULL: the next numeric one */
    size_t column[2];
};

/* Names the columns there are, as far as they fit. */
static void list_columns(struct csv *csv, bool header)
{
    char list[300] = "";
    size_t used = 0;

    for (size_t k = 0; header && k < csv->fields; k++) {
        int more = snprintf(list + used, sizeof list - used, "%s%.40s",
                            k ? ", " : ": ", field(csv, k));
        if (more < 0 || used + (size_t)more >= sizeof list - 8) {
            strcpy(list + used, ", ...");
            break;
        }
        used += (size_t)more;
    }
    fault_hint(csv->fault, "It has %lu columns%s", (unsigned long)csv->fields,
               list);
}

/* Finds a column by its name, else by its number from 1. */
static bool find_column(struct csv *csv, bool header, const char *name,
                        size_t *column)
{
    double number;

    for (size_t k = 0; header && k < csv->fields; k++)
        if (strcmp(field(csv, k), name) == 0) {
            *column = k;
            return true;
        }
    if (num_parse(name, &number) == NUM_OK)
        for (size_t k = 0; k < csv->fields; k++)
            if (number == (double)k + 1.0) {
                *column = k;
                return true;
            }
    fault_set(csv->fault, FAULT_FILE, "'%s' has no column '%s'", csv->name,
              name);
    list_columns(csv, header);
    return false;
}

/* Names the columns of the set by a header, or by their numbers. */
static bool name_columns(struct csv *csv, const struct wish *wish, bool header,
                         struct dataset *set)
{
    char number[2][40];
    const char *name[2];

    for (int i = 0; i < 2; i++) {
        snprintf(number[i], sizeof number[i], "column %lu",
                 (unsigned long)wish->column[i] + 1);
        name[i] = header ? field(csv, wish->column[i]) : number[i];
    }
    return points_name(set, name[0], name[1], csv->fault);
}

/* Says which field of the row is in the way. */
static bool too_few_numbers(struct csv *csv)
{
    const char *odd = "";

    for (size_t k = csv->fields; k-- > 0;)
        if (!is_number(field(csv, k)))
            odd = field(csv, k);
    fault_set(csv->fault, FAULT_FILE,
              "%s:%ld: two columns of numbers are needed, and this row has "
              "fewer%s%.60s%s",
              csv->name, csv->line, *odd ? "; not a number: '" : "", odd,
              *odd ? "'" : "");
    return fault_hint(csv->fault,
                      "Write plain numbers, without units and with '.' as the "
                      "decimal point,\nand ',' between the columns: "
                      "75.5,190208");
}

/* A table for another country: one column, full of ';' or tabs. */
static bool other_separator(struct csv *csv)
{
    const char *found = strpbrk(field(csv, 0), ";\t");

    if (csv->fields > 1 || !found)
        return false;
    fault_set(csv->fault, FAULT_FILE,
              "%s:%ld: the columns are separated by %s, not by ','", csv->name,
              csv->line, *found == ';' ? "';'" : "tabs");
    fault_hint(csv->fault, "Save the table with ',' between the columns and "
                           "'.' as the decimal point");
    return true;
}

/* Gives every column still open the next one whose field is a number. */
static bool find_numeric(struct csv *csv, struct wish *wish)
{
    for (int i = 0; i < 2; i++) {
        size_t k = 0;
        if (wish->name[i])
            continue;
        while (k < csv->fields &&
               (!is_number(field(csv, k)) ||
                ((wish->name[1 - i] || i == 1) && wish->column[1 - i] == k)))
            k++;
        if (k == csv->fields) {
            return too_few_numbers(csv);
        }
        wish->column[i] = k;
    }
    return true;
}

static bool parse_field(struct csv *csv, size_t column, const char *name,
                        double *value)
{
    const char *text = field(csv, column);
    enum num_status status = num_parse(text, value);

    if (status == NUM_OK)
        return true;
    fault_set(csv->fault, FAULT_FILE, "%s:%ld: column '%.100s': %s: '%.100s'",
              csv->name, csv->line, name,
              status == NUM_TOO_BIG ? "beyond the range of a double"
              : status == NUM_EMPTY ? "no value"
                                    : "not a number",
              text);
    if (status == NUM_COMMA)
        fault_hint(csv->fault, "Write the decimal point as '.', and thousands "
                               "without a comma");
    else if (status == NUM_EMPTY)
        fault_hint(csv->fault, "Fill it in, or leave the row out");
    else
        fault_hint(csv->fault, "Write a plain number such as 1234.5, or choose "
                               "other columns by --x and --y");
    return false;
}

/* The rows, the first of which has been read already. */
static bool read_rows(struct csv *csv, const struct wish *wish, size_t width,
                      struct dataset *set)
{
    size_t n = 0, x_room = 0, y_room = 0;

    do {
        if (is_blank(csv) && width > 1) {
            while (read_record(csv))
                if (!is_blank(csv))
                    return complain(csv, "a row after an empty line");
            break;
        }
        if (csv->fields != width) {
            fault_set(csv->fault, FAULT_FILE,
                      "%s:%ld: %lu column%s, but the rows above have %lu",
                      csv->name, csv->line, (unsigned long)csv->fields,
                      csv->fields == 1 ? "" : "s", (unsigned long)width);
            return fault_hint(csv->fault,
                              csv->fields < width
                                  ? "Fill in what is missing, or leave the "
                                    "row out"
                                  : "A field that contains ',' needs quotes "
                                    "around it");
        }
        void *x = set->x, *y = set->y;
        bool room = n < x_room || (grow(csv, &x, &x_room, sizeof *set->x) &&
                                   grow(csv, &y, &y_room, sizeof *set->y));
        set->x = x, set->y = y;
        if (!room ||
            !parse_field(csv, wish->column[0], set->x_name, &set->x[n]) ||
            !parse_field(csv, wish->column[1], set->y_name, &set->y[n]))
            return false;
        n++;
    } while (read_record(csv));
    set->train = (struct points){set->x, set->y, n};
    return csv->fault->kind == FAULT_NONE;
}

/* The head of the file: is there a header, and which columns are meant? */
static bool read_head(struct csv *csv, struct wish *wish, size_t *width,
                      struct dataset *set)
{
    bool header = true;

    if (!read_record(csv) || is_blank(csv)) {
        if (csv->fault->kind == FAULT_NONE) {
            complain(csv, csv->fields > 0 ? "the first line is empty"
                                          : "the file is empty");
            fault_hint(csv->fault, "A header line and rows such as "
                                   "75,190208 are needed");
        }
        return false;
    }
    if (other_separator(csv))
        return false;
    set->columns = *width = csv->fields;
    for (size_t k = 0; k < csv->fields; k++)
        header = header && !is_number(field(csv, k));
    for (int i = 0; i < 2; i++)
        if (wish->name[i] &&
            !find_column(csv, header, wish->name[i], &wish->column[i]))
            return false;
    if (!header)
        return find_numeric(csv, wish) && name_columns(csv, wish, false, set);

    /* Which columns are numeric is seen in the first row: the header is kept
       until then. */
    struct csv first = *csv;
    csv->text = NULL, csv->room = 0;
    csv->field = NULL, csv->field_room = 0;
    bool row = read_record(csv) && !is_blank(csv);
    if (!row && csv->fault->kind == FAULT_NONE)
        complain(csv, "there is a header, but no row below it");
    if (row && csv->fields == *width)
        row = find_numeric(csv, wish);
    if (row)
        row = name_columns(&first, wish, true, set);
    free(first.text);
    free(first.field);
    return row;
}

static bool read_file(struct csv *csv, struct wish *wish, struct dataset *set)
{
    size_t width;

    if (peek(csv) == 0xEF && csv->filled >= 3 &&
        memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3; /* the byte-order mark of UTF-8 */
    return read_head(csv, wish, &width, set) &&
           read_rows(csv, wish, width, set);
}

bool points_read(struct dataset *set, const char *name, const char *x,
                 const char *y, struct fault *fault)
{
    bool standard_input = strcmp(name, "-") == 0;
    struct wish wish = {.name = {x, y}};
    struct csv *csv = calloc(1, sizeof *csv);

    *set = (struct dataset){.scale = 1.0};
    if (!csv)
        return fault_memory(fault, (double)sizeof *csv, "the CSV reader");
    csv->name = standard_input ? "standard input" : name;
    csv->fault = fault;
    csv->file = standard_input ? stdin : fopen(name, "rb");
    if (!csv->file) {
        fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name,
                  strerror(errno));
        fault_hint(fault, "Give --data the name of a CSV file");
    } else if (!read_file(csv, &wish, set)) {
        points_free(set);
    }
    if (csv->file && !standard_input)
        fclose(csv->file);
    free(csv->text);
    free(csv->field);
    free(csv);
    return fault->kind == FAULT_NONE;
}
