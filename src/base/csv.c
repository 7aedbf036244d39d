/* Records of a CSV file. */
#include "base/csv.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What closed a field, where it was not ',' or '\n'. */
enum { CSV_END = -1, CSV_FAULT = -2 };

bool csv_grow(struct csv *csv, void *array, size_t *room, size_t size)
{
    void **items = array, *more = NULL;
    size_t wanted = *room ? 2 * *room : 64;

    if (wanted <= SIZE_MAX / size && wanted > *room)
        more = realloc(*items, wanted * size);
    if (!more)
        return fault_memory(csv->fault, (double)wanted * (double)size,
                            "what was read of this file");
    *items = more;
    *room = wanted;
    return true;
}

bool csv_complain(struct csv *csv, const char *what)
{
    fault_set(csv->fault, FAULT_FILE, "%s:%ld: %s", csv->name, csv->line, what);
    return fault_hint(csv->fault, "%s", csv->cure);
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
        if (!csv_grow(csv, &text, &csv->room, 1))
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
            csv_complain(csv,
                         "a quote that opens on this line is never closed");
            return CSV_FAULT;
        }
        if (c == '"') {
            c = take(csv);
            if (c == ',' || c == '\n' || c == CSV_END)
                return c;
            if (c != '"') {
                csv_complain(csv, "text after a closing quote");
                fault_hint(csv->fault, "Inside quotes a quote is written "
                                       "twice: \"\"");
                return CSV_FAULT;
            }
        }
        if (c == 0) {
            csv_complain(csv, "a NUL byte: this is not a text file");
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
            csv_complain(csv, c == '"' ? "a quote inside a field"
                              : c == '\r'
                                  ? "a carriage return without line feed"
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
        if (!csv_grow(csv, &field, &csv->field_room, sizeof *csv->field))
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
    fault_hint(csv->fault, "%s", csv->open);
}

bool csv_record(struct csv *csv)
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

char *csv_field(struct csv *csv, size_t k)
{
    char *text = csv->text + csv->field[k];
    size_t length;

    text += strspn(text, " \t");
    length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        text[--length] = '\0';
    return text;
}

bool csv_blank(struct csv *csv)
{
    return csv->fields == 1 && *csv_field(csv, 0) == '\0';
}

bool csv_blank_rest(struct csv *csv)
{
    while (csv_record(csv))
        if (!csv_blank(csv))
            return csv_complain(csv, "a row after an empty line");
    return csv->fault->kind == FAULT_NONE;
}

bool csv_width(struct csv *csv, size_t width)
{
    if (csv->fields == width)
        return true;
    fault_set(csv->fault, FAULT_FILE,
              "%s:%ld: %lu column%s, but the rows above have %lu", csv->name,
              csv->line, (unsigned long)csv->fields,
              csv->fields == 1 ? "" : "s", (unsigned long)width);
    return fault_hint(csv->fault,
                      csv->fields < width
                          ? "Fill in what is missing, or leave the row out"
                          : "A field that contains ',' needs quotes around it");
}

void csv_list(struct csv *csv, bool header)
{
    char list[300] = "";
    size_t used = 0;

    for (size_t k = 0; header && k < csv->fields; k++) {
        int more = snprintf(list + used, sizeof list - used, "%s%.40s",
                            k ? ", " : ": ", csv_field(csv, k));
        if (more < 0 || used + (size_t)more >= sizeof list - 8) {
            strcpy(list + used, ", ...");
            break;
        }
        used += (size_t)more;
    }
    fault_hint(csv->fault, "It has %lu columns%s", (unsigned long)csv->fields,
               list);
}

struct csv *csv_open(const char *name, const char *open, const char *cure,
                     struct fault *fault)
{
    bool standard_input = strcmp(name, "-") == 0;
    struct csv *csv = calloc(1, sizeof *csv);

    if (!csv) {
        fault_memory(fault, (double)sizeof *csv, "the CSV reader");
        return NULL;
    }
    csv->name = standard_input ? "standard input" : name;
    csv->open = open;
    csv->cure = cure;
    csv->fault = fault;
    csv->file = standard_input ? stdin : fopen(name, "rb");
    if (!csv->file) {
        fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name,
                  strerror(errno));
        fault_hint(fault, "%s", open);
        free(csv);
        return NULL;
    }
    if (peek(csv) == 0xEF && csv->filled >= 3 &&
        memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3; /* the byte-order mark of UTF-8 */
    return csv;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    if (csv->file != stdin)
        fclose(csv->file);
    free(csv->text);
    free(csv->field);
    free(csv);
}
