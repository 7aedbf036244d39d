/* Records of a table in text. */
#include "table/csv.h"

#include "base/array.h"
#include "base/magic.h"
#include "base/near.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a byte is, or what closed a field, where it was no byte. */
enum { CSV_END = -1, CSV_FAULT = -2 };

/* Bytes that are read at once, behind the first CSV_LOOK. */
enum { CSV_BLOCK = 1 << 16 };

const char csv_unclosed[] = "a quote that opens on this line is never closed";

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

/* Reads on where the buffer is at its end. */
static int refill(struct csv *csv)
{
    size_t room = csv->filled == 0 ? CSV_LOOK : CSV_BLOCK;

    if (csv->look)
        return CSV_END;
    csv->at = 0;
    csv->filled = input_read(&csv->input, csv->buffer, room);
    if (input_failed(&csv->input, csv->open, csv->fault))
        csv->filled = 0;
    if (csv->filled > 0)
        return csv->buffer[0];
    return csv->fault->kind == FAULT_NONE ? CSV_END : CSV_FAULT;
}

int csv_peek(struct csv *csv)
{
    return csv->at < csv->filled ? csv->buffer[csv->at] : refill(csv);
}

/* The next byte; every line end is LF. */
static int take(struct csv *csv)
{
    int c = csv_peek(csv);

    if (c < 0)
        return c;
    csv->at++;
    if (c == '\r') {
        c = '\n';
        int next = csv_peek(csv);
        if (next == CSV_FAULT)
            return next;
        csv->at += next == '\n';
    }
    csv->breaks += c == '\n';
    return c;
}

void csv_skip_line(struct csv *csv)
{
    int c;

    do
        c = take(csv);
    while (c >= 0 && c != '\n');
}

static bool put(struct csv *csv, const void *bytes, size_t n)
{
    if (n >= csv->room - csv->used &&
        !array_room(&csv->text, &csv->room, csv->used + n + 1, 1, what_was_read,
                    csv->fault))
        return false;
    memcpy(csv->text + csv->used, bytes, n);
    csv->used += n;
    return true;
}

/* Passes over blanks that are no separators; returns the byte behind them. */
static int skip_blanks(struct csv *csv)
{
    int c = csv_peek(csv);

    while (c == ' ' || (c == '\t' && csv->separator != '\t')) {
        csv->at++;
        c = csv_peek(csv);
    }
    return c;
}

/* What is inside quotes; the byte behind them. */
static int read_quoted(struct csv *csv)
{
    uint64_t line = csv->breaks + 1;

    for (csv->at++;;) {
        int c = take(csv);
        if (c == '"') { /* the end, or the first of two */
            if (csv_peek(csv) != '"')
                break;
            csv->at++;
        }
        if (c == CSV_FAULT || c == 0)
            return c;
        if (c == CSV_END)
            return refuse(csv, line, csv_unclosed, csv->cure);
        char byte = (char)c;
        if (!put(csv, &byte, 1))
            return CSV_FAULT;
    }
    int c = csv_peek(csv);
    bool apart = csv->separator == ' ' && (c == ' ' || c == '\t');
    c = apart ? c : skip_blanks(csv);
    return c < 0 || csv->ends[c]
               ? c
               : refuse(csv, csv->breaks + 1, "text after a closing quote",
                        "Inside quotes a quote is written twice: \"\"");
}

/* Any other field, in pieces; the byte behind it. */
static int read_plain(struct csv *csv)
{
    for (;;) {
        size_t to = csv->at;
        while (to < csv->filled && !csv->ends[csv->buffer[to]])
            to++;
        if (!put(csv, csv->buffer + csv->at, to - csv->at))
            return CSV_FAULT;
        csv->at = to;
        int c = csv_peek(csv);
        if (c < 0 || csv->ends[c])
            return c;
    }
}

static int no_text(struct csv *csv)
{
    return refuse(csv, csv->breaks + 1, "a NUL byte: this is not a text file",
                  "Save the table as plain CSV, in UTF-8 text");
}

/* Returns what closed the field. */
static int read_field(struct csv *csv)
{
    if (csv->fields == csv->field_room &&
        !array_room(&csv->field, &csv->field_room, csv->fields + 1,
                    sizeof *csv->field, what_was_read, csv->fault))
        return CSV_FAULT;
    csv->field[csv->fields++] = csv->used;
    int c = csv->exact ? csv_peek(csv) : skip_blanks(csv);
    c = c == '"' ? read_quoted(csv) : read_plain(csv);
    if (c == 0)
        return no_text(csv);
    if (c == CSV_FAULT || !put(csv, "", 1))
        return CSV_FAULT;
    if (csv->separator == ' ') { /* those at the end of a line are none */
        bool blank = c == ' ' || c == '\t';
        c = skip_blanks(csv);
        if (blank && c >= 0 && c != '\n' && c != '\r')
            return ' ';
    }
    return take(csv);
}

bool csv_record(struct csv *csv)
{
    int end;

    csv->used = csv->fields = 0;
    csv->line = csv->breaks + 1;
    if (csv_peek(csv) < 0)
        return false;
    do
        end = read_field(csv);
    while (end == (unsigned char)csv->separator);
    return end != CSV_FAULT;
}

/* The text without the blanks around it. */
static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        text[--n] = '\0';
    return text;
}

char *csv_field(struct csv *csv, size_t k)
{
    return trim(csv->text + csv->field[k]);
}

char *csv_verbatim(struct csv *csv, size_t k)
{
    return csv->text + csv->field[k];
}

size_t csv_find(struct csv *csv, const char *name)
{
    size_t k = 0;

    while (k < csv->fields && strcmp(csv_field(csv, k), name) != 0)
        k++;
    return k;
}

size_t csv_filled(struct csv *csv)
{
    size_t n = csv->fields;

    while (n > 0 && *csv_field(csv, n - 1) == '\0')
        n--;
    return n;
}

bool csv_row(struct csv *csv, size_t width)
{
    do
        if (!csv_record(csv))
            return false;
    while (csv->text[csv->field[0]] == '\0' && csv_filled(csv) == 0);
    if (csv->fields > width && csv_filled(csv) <= width)
        csv->fields = width;
    if (csv->fields == width)
        return true;
    char cure[2 * CSV_CURE + 80], room[CSV_CURE];
    if (csv->fields > width)
        snprintf(cure, sizeof cure,
                 csv->separator == ' '
                     ? "A field that contains blanks needs quotes around it"
                     : "A field that contains '%c' needs quotes around it",
                 csv->separator);
    else
        snprintf(cure, sizeof cure,
                 "Fill in what is missing, or leave the row out:\n%s",
                 csv_without(csv, room));
    return fault_say(csv->fault, FAULT_FILE, cure,
                     "%s:%.0f: %lu column%s, but the table has %lu", csv->name,
                     (double)csv->line, (unsigned long)csv->fields,
                     csv->fields == 1 ? "" : "s", (unsigned long)width);
}

bool csv_lacks(struct csv *csv, const char *name, bool header)
{
    enum { MOST = 300 };
    char list[MOST + 200] = "";
    size_t used = 0, k = 0;
    const char *meant = NULL;

    for (size_t i = 0; header && i < csv->fields; i++)
        meant = near_best(name, csv_field(csv, i), meant);
    for (; header && k < csv->fields && used < MOST; k++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                 k ? ", " : ": ",
                                 utf8_word(csv_field(csv, k), 40, 0).text);
    fault_set(csv->fault, FAULT_FILE, "'%s' has no column '%s'", csv->name,
              utf8_word(name, 60, 0).text);
    if (meant)
        return fault_hint(csv->fault, "Did you mean '%s'?", meant);
    return fault_hint(csv->fault, "It has %lu column%s%s%s",
                      (unsigned long)csv->fields, csv->fields == 1 ? "" : "s",
                      list, k < csv->fields && header ? ", ..." : "");
}

void csv_rewind(struct csv *csv, char separator, bool look)
{
    csv->at = csv->start;
    csv->breaks = 0;
    csv->look = look;
    csv->separator = separator;
    memset(csv->ends, 0, sizeof csv->ends);
    csv->ends[0] = csv->ends['\n'] = csv->ends['\r'] = true;
    csv->ends[(unsigned char)separator] = true;
    if (separator == ' ')
        csv->ends['\t'] = true;
}

bool csv_cut(const struct csv *csv)
{
    return csv->filled == CSV_LOOK;
}

struct shell_file csv_file(const struct csv *csv)
{
    return shell_file(csv->input.file == stdin ? NULL : csv->name);
}

const char *csv_without(const struct csv *csv, char room[CSV_CURE])
{
    struct shell_file file = csv_file(csv);
    double from = (double)csv->line;
    char last[24] = "";

    if (csv->breaks > csv->line)
        snprintf(last, sizeof last, ",%.0f", (double)csv->breaks);
    if (csv->lf)
        snprintf(room, CSV_CURE, "sed %.0f%sd < %s > table.csv", from, last,
                 file.text);
    else /* which sed does not know as a line end */
        snprintf(room, CSV_CURE,
                 "tr '\\r' '\\n' < %s | sed %.0f%sd > table.csv", file.text,
                 from, last);
    return room;
}

/* Does it begin as a web page does? */
static bool is_page(const struct csv *csv)
{
    char start[6] = "";
    size_t n = 0;

    for (size_t i = 0; i < csv->filled && n < 5; i++)
        if (n > 0 || !strchr("\xEF\xBB\xBF \t\r\n", csv->buffer[i]))
            start[n++] = (char)tolower(csv->buffer[i]);
    return strcmp(start, "<!doc") == 0 || strcmp(start, "<html") == 0;
}

/* Is it packed, or no UTF-8, or a web page?  Its first bytes say so. */
static bool is_text(struct csv *csv)
{
    const struct magic *magic =
        magic_find((const char *)csv->buffer, csv->filled);

    if (!magic && is_page(csv))
        return fault_say(csv->fault, FAULT_FILE,
                         "Save what its link \"Raw\" or \"Download\" gives",
                         "'%s' is a web page, and no table", csv->name);
    if (!magic)
        return true;
    fault_set(csv->fault, FAULT_FILE, "'%s' is no text but %s%s%s", csv->name,
              magic->what, magic->tables ? ", " : "",
              magic->tables ? magic->tables : "");
    return magic->tables
               ? fault_hint(csv->fault, "Save the table as CSV, in UTF-8 text")
               : fault_hint(csv->fault,
                            "Make a table of it: %s < %s > table.csv",
                            magic->command, csv_file(csv).text);
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
    bool good = input_open(&csv->input, name, open, fault);
    csv->name = csv->input.name;
    if (!good || csv_peek(csv) == CSV_FAULT || !is_text(csv)) {
        csv_close(csv);
        return NULL;
    }
    csv->lf = memchr(csv->buffer, '\n', csv->filled);
    if (csv->filled >= 3 && memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->start = 3; /* the byte-order mark of UTF-8 */
    csv_rewind(csv, ',', false);
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
