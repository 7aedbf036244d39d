/* Records of a CSV file. */
#include "base/csv.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a byte is, or what closed a field, where it was no byte. */
enum { CSV_END = -1, CSV_FAULT = -2 };

static const char what_was_read[] = "what was read of this file";

static int refuse(struct csv *csv, uint64_t line, const char *what,
                  const char *cure)
{
    fault_say(csv->fault, FAULT_FILE, cure, "%s:%.0f: %s", csv->name,
              (double)line, what);
    return CSV_FAULT;
}

bool csv_complain(struct csv *csv, const char *what)
{
    return refuse(csv, csv->line, what, csv->cure) != CSV_FAULT;
}

/* The next byte without taking it. */
static int peek(struct csv *csv)
{
    if (csv->at == csv->filled) {
        csv->at = 0;
        csv->filled = input_read(&csv->input, csv->buffer, sizeof csv->buffer);
        if (input_failed(&csv->input, csv->open, csv->fault))
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

static bool put(struct csv *csv, int c)
{
    if (csv->used == csv->room &&
        !array_room(&csv->text, &csv->room, csv->used + 1, 1, what_was_read,
                    csv->fault))
        return false;
    csv->text[csv->used++] = (char)c;
    return true;
}

/* What a byte does wrong where it stands, if anything. */
static const char *fault_of(int c, bool quoted, bool open)
{
    return c == 0         ? "a NUL byte: this is not a text file"
           : c == CSV_END ? "a quote that opens on this line is never closed"
           : open         ? NULL
           : quoted       ? "text after a closing quote"
           : c == '"'     ? "a quote inside a field"
           : c == '\r'    ? "a carriage return without line feed"
                          : NULL;
}

/* Returns what closed the field. */
static int read_field(struct csv *csv)
{
    static const char cure[] = "Save the table as plain CSV, in UTF-8 text; "
                               "a quote inside quotes is written twice: \"\"";
    uint64_t line = csv->breaks + 1;
    bool quoted = peek(csv) == '"', open = quoted;

    if (!array_room(&csv->field, &csv->field_room, csv->fields + 1,
                    sizeof *csv->field, what_was_read, csv->fault))
        return CSV_FAULT;
    csv->field[csv->fields++] = csv->used;
    csv->at += quoted;
    for (;;) {
        int c = take(csv);
        if (open && c == '"') { /* the end, or the first of two */
            c = take(csv);
            open = c == '"';
        }
        if (c == CSV_FAULT)
            return c;
        if (!open && (c == ',' || c == '\n' || c == CSV_END))
            return put(csv, 0) ? c : CSV_FAULT;
        const char *odd = fault_of(c, quoted, open);
        if (c == CSV_END)
            return refuse(csv, line, odd, csv->cure);
        if (odd)
            return refuse(csv, csv->breaks + 1, odd, cure);
        if (!put(csv, c))
            return CSV_FAULT;
    }
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

bool csv_row(struct csv *csv, size_t width)
{
    if (!csv_record(csv))
        return false;
    if (csv->fields != width && !csv_blank(csv))
        return fault_say(csv->fault, FAULT_FILE,
                         csv->fields < width
                             ? "Fill in what is missing, or leave the row out"
                             : "A field that contains ',' needs quotes around "
                               "it",
                         "%s:%.0f: %lu column%s, but the rows above have %lu",
                         csv->name, (double)csv->line,
                         (unsigned long)csv->fields,
                         csv->fields == 1 ? "" : "s", (unsigned long)width);
    if (!csv_blank(csv))
        return true;
    while (csv_record(csv))
        if (!csv_blank(csv))
            return csv_complain(csv, "a row after an empty line");
    return false;
}

bool csv_lacks(struct csv *csv, const char *name, bool header)
{
    enum { MOST = 300 };
    char list[MOST + 200] = "";
    size_t used = 0, k = 0;

    for (; header && k < csv->fields && used < MOST; k++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                 k ? ", " : ": ",
                                 utf8_word(csv_field(csv, k), 40, 0).text);
    fault_set(csv->fault, FAULT_FILE, "'%s' has no column '%s'", csv->name,
              utf8_word(name, 60, 0).text);
    return fault_hint(csv->fault, "It has %lu column%s%s%s",
                      (unsigned long)csv->fields, csv->fields == 1 ? "" : "s",
                      list, k < csv->fields && header ? ", ..." : "");
}

struct csv *csv_open(const char *name, const char *open, const char *cure,
                     struct fault *fault)
{
    struct csv *csv = calloc(1, sizeof *csv);

    if (!csv) {
        fault_memory(fault, (double)sizeof *csv, "the CSV reader");
        return NULL;
    }
    csv->open = open; /* one by one: a struct csv is too big for the stack */
    csv->cure = cure;
    csv->fault = fault;
    if (!input_open(&csv->input, name, open, fault) || peek(csv) == CSV_FAULT) {
        csv_close(csv);
        return NULL;
    }
    csv->name = csv->input.name;
    if (csv->filled >= 3 && memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3; /* the byte-order mark of UTF-8 */
    return csv;
}

void csv_close(struct csv *csv)
{
    if (!csv)
        return;
    input_close(&csv->input);
    free(csv->text);
    free(csv->field);
    free(csv);
}
