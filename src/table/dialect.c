/* How a table is written. */
#include "table/dialect.h"

#include "base/array.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 1000, COLUMNS = 4096 };

/* So many records whose quote never closes are given up, one line each: every
   one of them has read the look to its end. */
enum { UNCLOSED = 8 };

/* Which decimal marks a record gives away. */
enum { POINT = 1, COMMA = 2, UNSURE = 4 };

/* The records of the look that are not empty, by one separator. */
struct lines {
    size_t n;
    bool cut;     /* there is but the first, and it ends behind the look */
    int unclosed; /* records that were given up; the line of the first */
    uint64_t open;
    struct record {
        uint64_t line;
        size_t width, filled; /* fields; without the empty ones at the end */
        size_t numbers, words;
        unsigned marks;
    } at[LINES];
};

/* Passes over what stands above a table: comments, empty lines, and Excel's
   sep=; whose mark it returns.  A # alone in its field is a name. */
static char skip_lead(struct csv *csv)
{
    static const char separators[] = {',', ';', '|', '\t', ':', ' '};
    char separator = 0;

    for (;;) {
        int c = csv_peek(csv);
        const char *s = (const char *)csv->buffer + csv->at;
        size_t n = csv->filled - csv->at, quote = c == '"';
        bool sep = n > quote + 4 && memcmp(s + quote, "sep=", 4) == 0 &&
                   memchr(separators, s[quote + 4], sizeof separators);
        bool name = c == '#' && n > 1 && memchr(separators, s[1], 4);
        if (sep)
            separator = s[quote + 4];
        else if (name || (c != '#' && c != '\n' && c != '\r'))
            return separator;
        csv_skip_line(csv);
    }
}

/* To where the table may begin; returns what skip_lead does. */
static char begin(struct csv *csv, char separator, uint64_t skip)
{
    csv_rewind(csv, separator, true);
    while (csv->breaks < skip && csv_peek(csv) >= 0)
        csv_skip_line(csv);
    return skip_lead(csv);
}

/* Counts what is in the record that was just read. */
static struct record count(struct csv *csv, size_t filled)
{
    struct record r = {csv->line, csv->fields, filled, 0, 0, 0};

    for (size_t k = 0; k < filled; k++) {
        const char *text = csv_field(csv, k);
        bool number;
        char mark = amount_point(text, &number);
        number = number && !(csv->separator == ' ' && *text == ',');
        r.numbers += number;
        r.words += !number && *text != '\0';
        r.marks |= mark == '.'   ? POINT
                   : mark == ',' ? COMMA
                   : mark == '?' ? UNSURE
                                 : 0;
    }
    return r;
}

size_t dialect_numbers(struct csv *csv)
{
    return count(csv, csv->fields).numbers;
}

/* Reads the look by one separator.  A line whose quotes are in no order is one
   of no fields; many that never close end it.  False: no memory. */
static bool read_lines(struct lines *lines, struct csv *csv, char separator,
                       uint64_t skip)
{
    begin(csv, separator, skip);
    lines->n = 0;
    lines->cut = false;
    lines->unclosed = 0;
    while (lines->n < LINES && !lines->cut && lines->unclosed < UNCLOSED) {
        size_t at = csv->at, filled;
        bool good = csv_record(csv);
        if (!good && csv->fault->kind == FAULT_INTERNAL)
            return false;
        if (!good && csv->fault->kind == FAULT_NONE)
            break;
        if (!good) {
            if (csv_peek(csv) < 0 && lines->unclosed++ == 0)
                lines->open = csv->line;
            *csv->fault = (struct fault){0};
            csv->at = at;
            csv->breaks = csv->line - 1;
            csv->fields = 0;
            csv_skip_line(csv);
        }
        if (csv_cut(csv) && csv_peek(csv) < 0) {
            if (lines->n > 0 || csv->fields < 2)
                break;
            csv->fields--; /* its last one is not whole */
            lines->cut = true;
        }
        filled = good ? csv_filled(csv) : 0;
        if (filled > 0 || !good)
            lines->at[lines->n++] = count(csv, filled);
    }
    return true;
}

/* Is it a row of that width, perhaps with nothing behind it? */
static bool fits(const struct record *r, size_t width)
{
    return r->width == width || (r->width > width && r->filled <= width);
}

/* The width of the run of records of one width that has most fields; one of two
   columns and two rows or more goes first.  0: there is no record. */
static size_t find_width(const struct lines *lines)
{
    size_t best = 0, most = 0, run = 0;
    bool was = false;

    for (size_t i = 0; i < lines->n; i++) {
        size_t width = lines->at[i].width;
        run = i > 0 && lines->at[i - 1].width == width ? run + 1 : 1;
        bool wide = width > 1 && run > 1, more = run * width >= most;
        if (width > 0 && (wide != was ? wide : more)) {
            best = width;
            most = run * width;
            was = wide;
        }
    }
    return best;
}

/* How well a separator explains the lines: what part of them has one width, and
   what part of their fields are numbers; a little also where all are words,
   half where there is but one column.  At most 1.1. */
static double score(const struct lines *lines)
{
    size_t width = find_width(lines), rows = 0, numbers = 0, words = 0;

    for (size_t i = 0; i < lines->n; i++)
        if (fits(&lines->at[i], width)) {
            rows++;
            numbers += lines->at[i].numbers;
            words += lines->at[i].words;
        }
    if (numbers + words == 0)
        return 0.0;
    return (width > 1 ? 1.0 : 0.5) * (double)rows / (double)lines->n *
           (0.1 + (double)numbers / (double)(numbers + words));
}

static bool complain(struct csv *csv, uint64_t line, const char *cure,
                     const char *what)
{
    csv->line = line;
    csv_complain(csv, what);
    return fault_hint(csv->fault, "%s", cure);
}

/* Is this separator, but for the comma, worth a try? */
static bool occurs(const struct csv *csv, char separator)
{
    return separator == ',' || memchr(csv->buffer, separator, csv->filled) ||
           (separator == ' ' && memchr(csv->buffer, '\t', csv->filled));
}

/* Finds the separator, and reads the lines by it. */
static bool find_separator(struct dialect *d, struct csv *csv,
                           struct lines *lines, const struct dialect_wish *wish)
{
    static const char known[] = {',', ';', '\t', '|', ' '};
    double best = -1.0, comma = 0.0;
    char said = begin(csv, ',', wish->skip), last = 0;
    bool search = !said && !wish->separator;

    d->separator = said;
    if (wish->separator)
        d->separator = wish->separator;
    for (size_t i = 0; i < sizeof known && search; i++) {
        if (!occurs(csv, known[i]))
            continue;
        last = known[i];
        if (!read_lines(lines, csv, last, wish->skip))
            return false;
        double found = score(lines);
        comma = i == 0 ? found : comma;
        if (last == ' ' && found == comma && found == best &&
            found > 0.6) /* of two columns or more */
            return complain(csv, lines->at[0].line,
                            "Say which: --separator , or --separator blanks",
                            "the columns may be separated by ',' or by blanks");
        if (found > best) {
            best = found;
            d->separator = last;
        }
    }
    return last == d->separator ||
           read_lines(lines, csv, d->separator, wish->skip);
}

/* Only marks that are numbers of the table say which is the decimal one. */
static void find_point(struct dialect *d, const struct lines *lines)
{
    unsigned marks = 0;

    for (size_t i = 0; i < lines->n; i++)
        if (fits(&lines->at[i], d->width))
            marks |= lines->at[i].marks;
    bool comma = marks & COMMA, point = marks & POINT, unsure = marks & UNSURE;
    bool list = d->separator == ','; /* where 1,234 has groups of three */
    d->point = '.';
    if (comma && !point && !list)
        d->point = ',';
    else if (comma || (unsure && !point && !list))
        d->point = '?';
}

/* What a field of the first row is. */
struct first {
    enum amount_status status;
    bool empty;
    double x;
};

bool dialect_is_number(const struct dialect_column *c)
{
    return c->numbers > 0 && c->others == 0;
}

/* Counts one field of the rows below the first. */
static void profile(struct dialect *d, struct csv *csv, size_t k)
{
    struct dialect_column *c = &d->column[k];
    char *text = csv_field(csv, k);
    double x;
    enum amount_status status = amount_read(text, d->point, &c->style, &x);

    if (status == AMOUNT_OK) {
        c->counts &= c->numbers == d->rows && x == floor(x) &&
                     (c->numbers == 0 || x == c->last + 1.0);
        c->years &= x >= 1500.0 && x < 2200.0 && x == floor(x);
        c->varies |= c->numbers > 0 && x != c->last;
        c->last = x;
        c->numbers++;
        return;
    }
    if (status == AMOUNT_MISSING)
        return;
    bool nearly = status != AMOUNT_WORD && status != AMOUNT_DATE;
    c->others++;
    c->dates += status == AMOUNT_DATE;
    c->almost += nearly && status != AMOUNT_NEARLY;
    if (nearly && !d->nearly.line) {
        d->nearly.line = csv->line;
        d->nearly.column = k;
        snprintf(d->nearly.text, sizeof d->nearly.text, "%.*s",
                 (int)utf8_cut(text, sizeof d->nearly.text - 1), text);
    }
}

/* Reads the table of the look from a line on, which is kept apart; with first
   NULL it is a row as the others are. */
static bool read_columns(struct dialect *d, struct csv *csv, uint64_t from,
                         struct first *first)
{
    csv_rewind(csv, d->separator, true);
    while (csv->breaks + 1 < from)
        csv_skip_line(csv);
    for (size_t k = 0; k < d->looked; k++)
        d->column[k] = (struct dialect_column){.counts = true, .years = true};
    d->rows = 0;
    for (uint64_t n = 0; n < LINES && csv_record(csv); n++) {
        if (csv_cut(csv) && csv_peek(csv) < 0 && !d->wider)
            break;
        if (csv_filled(csv) == 0)
            continue;
        bool row = !first || csv->line > from;
        for (size_t k = 0; k < d->looked && k < csv->fields; k++)
            if (row) {
                profile(d, csv, k);
            } else {
                struct amount_style any = {0};
                first[k].empty = *csv_field(csv, k) == '\0';
                first[k].status =
                    amount_read(csv_field(csv, k), d->point, &any, &first[k].x);
            }
        d->rows += row;
    }
    bool memory = csv->fault->kind == FAULT_INTERNAL;
    if (!memory) /* anything else is told when the row is read */
        *csv->fault = (struct fault){0};
    return !memory;
}

/* How much numbers in the first row, but for its corner, look like names. */
enum like { LIKE_VALUES, LIKE_WHOLE, LIKE_COUNT, LIKE_YEARS };

static enum like number_names(const struct dialect *d,
                              const struct first *first)
{
    bool years = true, count = true, whole = true;
    size_t n = 0;
    double last = 0.0;

    for (size_t k = 1; k < d->looked; k++) {
        double x = first[k].x;
        if (first[k].status != AMOUNT_OK)
            continue;
        whole &= x == floor(x);
        years &= x >= 1500.0 && x < 2200.0 &&
                 !(d->column[k].numbers > 0 && d->column[k].years);
        count &= n == 0 || x == last + 1.0;
        last = x;
        n++;
    }
    return !whole           ? LIKE_VALUES
           : years          ? LIKE_YEARS
           : count && n > 1 ? LIKE_COUNT
                            : LIKE_WHOLE;
}

/* Is the first row a header?  Fault: it may be one. */
static bool find_header(struct dialect *d, struct csv *csv,
                        const struct first *first)
{
    size_t names = 0, numbers = 0, words = 0, over = 0, below = 0;
    bool word = false;

    for (size_t left = d->looked; left > 0; left--) { /* at last its corner */
        size_t k = left - 1;
        bool number = first[k].status == AMOUNT_OK;
        word = !number && first[k].status != AMOUNT_MISSING;
        numbers += number;
        words += word;
        bool some = d->column[k].numbers + d->column[k].almost > 0;
        below += some;
        over += word && some;
        names += word && dialect_is_number(&d->column[k]);
    }
    if (numbers == 0)
        d->header = below > 0 ? over > 0 : words > 0;
    else if (first[0].empty) /* above an index */
        d->header = number_names(d, first) != LIKE_VALUES &&
                    (d->column[0].counts || !dialect_is_number(&d->column[0]));
    else if (word) {
        enum like like = number_names(d, first);
        d->header = like == LIKE_YEARS;
        if (like == LIKE_COUNT || (!d->header && names > 0))
            return complain(csv, d->first,
                            "Say what it is: --header yes, or --header no",
                            "the first row may be names or values");
    }
    return true;
}

/* The first row of that width, behind what stands above the table: titles may
   have empty fields, too. */
static size_t find_first(const struct lines *lines, size_t width)
{
    const struct record *at = lines->at;
    size_t i = 0;

    while (i + 1 < lines->n && !fits(&at[i], width))
        i++;
    size_t end = i;
    while (end + 1 < lines->n && at[end].filled == 1 && at[end].numbers == 0 &&
           fits(&at[end + 1], width))
        end++;
    return at[end].filled > 1 ? end : i;
}

/* Has it more fields than the table, and is no sentence in front of it? */
static bool is_wide(const struct dialect *d, const struct record *r)
{
    return r->filled > d->width &&
           !(d->separator == ' ' && r->words > r->numbers);
}

/* What stands above is a title, or names for all columns but the first, as R
   writes them.  Fault: it is neither. */
static bool look_above(struct dialect *d, struct csv *csv,
                       const struct lines *lines, size_t first)
{
    const struct record *last = &lines->at[first - 1], *r = lines->at;
    const struct dialect_column *c = d->column;
    char what[120], cure[120];

    while (r < last && !is_wide(d, r))
        r++;
    bool wide = is_wide(d, r);
    bool names =
        !d->header && last->width + 1 == d->width && last->width > 0 &&
        last->numbers == 0 &&
        (d->width > 2 || (d->rows > 0 && (c->counts || !dialect_is_number(c))));
    if (d->header ? !wide : names) {
        d->unnamed = names;
        d->header = true;
        d->first = names ? last->line : d->first;
        return true;
    }
    snprintf(what, sizeof what, "%lu column%s, but the rows below have %lu",
             (unsigned long)r->width, r->width == 1 ? "" : "s",
             (unsigned long)d->width);
    snprintf(cure, sizeof cure,
             "If the table begins in line %.0f: --skip %.0f; else correct this "
             "line",
             (double)d->first, (double)d->first - 1.0);
    return complain(csv, r->line, cure, what);
}

/* All but the separator, out of the lines by it. */
static bool look(struct dialect *d, struct csv *csv, const struct lines *lines,
                 const struct dialect_wish *wish, struct first *first)
{
    size_t i = find_first(lines, d->width);

    find_point(d, lines);
    d->first = lines->at[i].line;
    uint64_t from = d->first;
    for (size_t k = 0; k < d->looked; k++)
        first[k] = (struct first){.status = AMOUNT_MISSING};
    if (!read_columns(d, csv, from, first))
        return false;
    d->header = wish->header;
    /* of a row whose numbers are beyond the look no more is asked */
    bool sure = wish->header || wish->no_header ||
                (d->width > d->looked && lines->at[i].numbers > 0);
    if (!sure && !(find_header(d, csv, first) &&
                   (i == 0 || look_above(d, csv, lines, i))))
        return false;
    return (d->header && d->first == from) || read_columns(d, csv, from, NULL);
}

bool dialect_look(struct dialect *d, struct csv *csv,
                  const struct dialect_wish *wish)
{
    struct lines *lines = malloc(sizeof *lines);
    struct first *first = NULL;
    bool good = false;

    *d = (struct dialect){0};
    if (!lines)
        fault_memory(csv->fault, sizeof *lines, "a look at the table");
    else if (find_separator(d, csv, lines, wish) && lines->n == 0)
        complain(csv, 1, "A header line and rows such as 75,190208 are needed",
                 csv->filled == 0 ? "the file is empty"
                 : csv_cut(csv)   ? "a line of more than a megabyte"
                                  : "there is no row in this file");
    else if (csv->fault->kind == FAULT_NONE && lines->unclosed == UNCLOSED)
        complain(csv, lines->open, csv->cure, csv_unclosed);
    else if (csv->fault->kind == FAULT_NONE) {
        d->width = find_width(lines);
        d->width = d->width > 0 ? d->width : 1;
        d->wider = lines->cut;
        d->looked = d->width < COLUMNS ? d->width : COLUMNS;
        d->column = array_zeros(d->looked, sizeof *d->column);
        first = array_zeros(d->looked, sizeof *first);
        good = d->column && first && look(d, csv, lines, wish, first);
        if (!d->column || !first)
            fault_memory(csv->fault,
                         (double)d->looked * (double)sizeof *d->column,
                         "a look at the columns");
    }
    free(lines);
    free(first);
    csv_rewind(csv, d->separator, false);
    while (good && csv->breaks + 1 < d->first)
        csv_skip_line(csv);
    if (!good)
        dialect_free(d);
    return good;
}

void dialect_free(struct dialect *d)
{
    free(d->column);
    *d = (struct dialect){0};
}
