/* Records of a CSV file. */
#include "base/csv.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* What a byte is, or what closed a field, where it was no byte. */
enum { CSV_END = -1, CSV_FAULT = -2 };

static const char not_text[] = "a NUL byte: this is not a text file";
static const char not_closed[] =
    "a quote that opens on this line is never closed";

static int refuse(struct csv *csv, const char *what, const char *cure)
{
    fault_say(csv->fault, FAULT_FILE, cure, "%s:%ld: %s", csv->name, csv->line,
              what);
    return CSV_FAULT;
}

bool csv_complain(struct csv *csv, const char *what)
{
    return refuse(csv, what, csv->cure) != CSV_FAULT;
}

/* The next byte without taking it. */
static int peek(struct csv *csv)
{
    if (csv->at == csv->filled) {
        csv->at = 0;
        csv->filled =
            stream_read(&csv->stream, csv->buffer, sizeof csv->buffer);
        if (stream_failed(&csv->stream, csv->open, csv->fault))
            csv->filled = 0;
        if (csv->filled == 0)
            return csv->fault->kind == FAULT_NONE ? CSV_END : CSV_FAULT;
    }
    return csv->buffer[csv->at];
}

/* The next byte; CR LF counts as LF. */
static int take(struct csv *csv)
{
    int c = peek(csv);

    if (c < 0)
        return c;
    csv->at++;
    if (c == '\r') {
        int next = peek(csv);
        if (next == CSV_FAULT)
            return next;
        if (next == '\n')
            c = csv->buffer[csv->at++];
    }
    csv->breaks += c == '\n';
    return c;
}

static bool make_room(struct csv *csv, void *items, size_t *room, size_t n,
                      size_t size)
{
    return n <= *room || array_room(items, room, n, size) ||
           fault_memory(csv->fault, 2.0 * (double)*room * (double)size,
                        "what was read of this file");
}

static bool put(struct csv *csv, int c)
{
    if (!make_room(csv, &csv->text, &csv->room, csv->used + 1, 1))
        return false;
    csv->text[csv->used++] = (char)c;
    return true;
}

/* Does this close a field that is not quoted? */
static bool closes(int c)
{
    return c == ',' || c == '\n' || c < 0;
}

/* The inside of a quoted field; returns what follows its closing quote. */
static int read_quoted(struct csv *csv)
{
    int c;

    do {
        c = take(csv);
        if (c == CSV_END || c == 0)
            return refuse(csv, c == 0 ? not_text : not_closed, csv->cure);
        if (c == '"') {
            c = take(csv);
            if (closes(c))
                return c;
            if (c != '"')
                return refuse(csv, "text after a closing quote",
                              "Inside quotes a quote is written twice: \"\"");
        }
    } while (c != CSV_FAULT && put(csv, c));
    return CSV_FAULT;
}

static int read_plain(struct csv *csv)
{
    int c;

    while (!closes(c = take(csv))) {
        const char *odd = c == '"'    ? "a quote inside a field"
                          : c == '\r' ? "a carriage return without line feed"
                          : c == 0    ? not_text
                                      : NULL;
        if (odd)
            return refuse(csv, odd,
                          "Save the table as plain CSV, in UTF-8 text");
        if (!put(csv, c))
            return CSV_FAULT;
    }
    return c;
}

/* Returns what closed the field. */
static int read_field(struct csv *csv)
{
    if (!make_room(csv, &csv->field, &csv->field_room, csv->fields + 1,
                   sizeof *csv->field))
        return CSV_FAULT;
    csv->field[csv->fields++] = csv->used;
    bool quoted = peek(csv) == '"';
    csv->at += quoted;
    int end = quoted ? read_quoted(csv) : read_plain(csv);
    return end == CSV_FAULT || put(csv, 0) ? end : CSV_FAULT;
}

bool csv_record(struct csv *csv)
{
    int end = ',';

    csv->used = csv->fields = 0;
    csv->line = csv->breaks + 1;
    if (peek(csv) < 0)
        return false;
    while (end == ',')
        end = read_field(csv);
    return end != CSV_FAULT;
}

char *csv_trim(char *text)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        text[--n] = '\0';
    return text;
}

char *csv_field(struct csv *csv, size_t k)
{
    return csv_trim(csv->text + csv->field[k]);
}

size_t csv_find(struct csv *csv, const char *name)
{
    size_t k = 0;

    while (k < csv->fields && strcmp(csv_field(csv, k), name) != 0)
        k++;
    return k;
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
    const char *cure = csv->fields < width
                           ? "Fill in what is missing, or leave the row out"
                           : "A field that contains ',' needs quotes around it";

    return csv->fields == width ||
           fault_say(csv->fault, FAULT_FILE, cure,
                     "%s:%ld: %lu column%s, but the rows above have %lu",
                     csv->name, csv->line, (unsigned long)csv->fields,
                     csv->fields == 1 ? "" : "s", (unsigned long)width);
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
    struct csv *csv = calloc(1, sizeof *csv);

    if (!csv) {
        fault_memory(fault, (double)sizeof *csv, "the CSV reader");
        return NULL;
    }
    csv->open = open;
    csv->cure = cure;
    csv->fault = fault;
    if (!stream_open(&csv->stream, name, open, fault) ||
        peek(csv) == CSV_FAULT) {
        csv_close(csv);
        return NULL;
    }
    csv->name = csv->stream.name;
    if (csv->filled >= 3 && memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3; /* the byte-order mark of UTF-8 */
    return csv;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    stream_close(&csv->stream);
    free(csv->text);
    free(csv->field);
    free(csv);
}
