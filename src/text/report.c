/* How results are written. */
#include "report.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { HOLD = 1 << 24 };

/* Makes room for `more` bytes; false: not to be held any longer. */
static bool make_room(struct report *report, size_t more)
{
    size_t room = report->room ? report->room : 4096;
    char *held;

    if (report->used + more > HOLD)
        return false;
    while (room < report->used + more)
        room *= 2;
    if (room == report->room)
        return true;
    held = realloc(report->held, room);
    if (!held)
        return false;
    report->held = held;
    report->room = room;
    return true;
}

void report_print(struct report *report, const char *format, ...)
{
    va_list arguments, again;

    if (report->silent)
        return;
    va_start(arguments, format);
    va_copy(again, arguments);
    if (report->hold) {
        int length = vsnprintf(NULL, 0, format, again);
        if (length >= 0 && make_room(report, (size_t)length + 1)) {
            vsnprintf(report->held + report->used, (size_t)length + 1, format,
                      arguments);
            report->used += (size_t)length;
        } else if (report->file) {
            report_release(report);
        } else {
            report_free(report);
            report->silent = true;
        }
    }
    if (!report->hold)
        vfprintf(report->file, format, arguments);
    va_end(again);
    va_end(arguments);
}

void report_release(struct report *report)
{
    if (report->used > 0)
        fwrite(report->held, 1, report->used, report->file);
    report->used = 0;
    report->hold = false;
}

void report_free(struct report *report)
{
    free(report->held);
    report->held = NULL;
    report->used = report->room = 0;
}

char *report_group(char text[REPORT_NUMBER], double x, int decimals)
{
    char plain[REPORT_NUMBER];

    if (!isfinite(x))
        return num_format(text, x);
    if (fabs(x) >= 1e24) {
        snprintf(text, REPORT_NUMBER, "%.6e", x);
        return text;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, x);
    const char *from = plain;
    char *to = text;
    if (*from == '-' && !strpbrk(plain, "123456789"))
        from++; /* a zero has no sign */
    else if (*from == '-')
        *to++ = *from++;
    for (size_t left = strcspn(from, "."); left > 0; left--) {
        *to++ = *from++;
        if (left > 1 && left % 3 == 1)
            *to++ = ',';
    }
    strcpy(to, from);
    return text;
}

char *report_plain(char text[REPORT_NUMBER], double x, int decimals)
{
    if (!isfinite(x))
        return num_format(text, x);
    if (fabs(x) >= 1e12 || (fabs(x) < 0.1 && x != 0.0))
        snprintf(text, REPORT_NUMBER, "%.6g", x);
    else
        snprintf(text, REPORT_NUMBER, "%.*f", decimals, x);
    return text;
}

char *report_below(char text[REPORT_NUMBER], double x, int digits)
{
    char exact[40];
    char *exponent;

    if (!isfinite(x))
        return num_format(text, x);
    snprintf(exact, sizeof exact, "%.17e", x);
    exponent = strchr(exact, 'e');
    sprintf(text, "%.*s%s", digits + 1, exact, exponent ? exponent : "");
    return text;
}

char *report_short(char text[REPORT_NUMBER], double x)
{
    if (fabs(x) < 1e15 && (fabs(x) >= 99.5 || x == 0.0))
        return report_group(text, x, 0);
    if (fabs(x) < 1e15 && fabs(x) >= 0.01)
        return report_group(text, x, fabs(x) >= 9.95 ? 1 : 2);
    snprintf(text, REPORT_NUMBER, "%.3g", x);
    return isfinite(x) ? text : num_format(text, x);
}

/* Does a byte begin a character of UTF-8? */
static bool begins(char c)
{
    return ((unsigned char)c & 0xC0U) != 0x80U;
}

struct report_word report_word(const char *word, int most, int width)
{
    struct report_word shown;
    int columns = 0, used = 0, cut = 0, before;

    for (; cut < 4 * most && word[cut] != '\0'; cut++) {
        if (begins(word[cut]) && columns == most)
            break;
        columns += begins(word[cut]);
    }
    before = width < 0 && -width > columns ? -width - columns : 0;
    while (used < before)
        shown.text[used++] = ' ';
    for (int i = 0; i < cut; i++) {
        bool control = (unsigned char)word[i] < ' ' || word[i] == 127;
        shown.text[used++] = word[i];
        if (control)
            shown.text[used - 1] = '?';
    }
    for (; columns < width; columns++)
        shown.text[used++] = ' ';
    shown.text[used] = '\0';
    return shown;
}

int report_break(const char *text, int most)
{
    int line = (int)strcspn(text, "\n"), end = most;

    if (line <= most)
        return line;
    while (end > 0 && text[end] != ' ')
        end--;
    return end > 0 ? end : most;
}

void report_wrap(struct report *report, const char *indent, const char *text,
                 int width)
{
    while (*text != '\0') {
        int length = report_break(text, width - (int)strlen(indent));
        report_print(report, "%s%.*s\n", indent, length, text);
        text += length;
        text += *text == ' ' || *text == '\n';
    }
}

void report_csv(struct report *report, const char *word)
{
    if (!strpbrk(word, ",\"\r\n")) {
        report_print(report, "%s", word);
        return;
    }
    report_print(report, "\"");
    for (; *word; word++)
        report_print(report, *word == '"' ? "\"\"" : "%c", *word);
    report_print(report, "\"");
}

/* The length of the character of UTF-8 at c, 0 where there is none that XML
   allows. */
static int character(const unsigned char *c)
{
    unsigned long code = c[0];
    int length = c[0] < 0x80   ? 1
                 : c[0] < 0xC2 ? 0
                 : c[0] < 0xE0 ? 2
                 : c[0] < 0xF0 ? 3
                 : c[0] < 0xF5 ? 4
                               : 0;

    if (length == 1)
        return *c == '\n' || (*c >= ' ' && *c != 127);
    if (length > 1)
        code &= 0x7FUL >> length;
    for (int i = 1; i < length; i++) {
        if ((c[i] & 0xC0U) != 0x80U)
            return 0;
        code = code << 6U | (c[i] & 0x3FU);
    }
    if (code < 0xA0 || (length == 3 && code < 0x800) ||
        (length == 4 && (code < 0x10000 || code > 0x10FFFF)) ||
        (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF)
        return 0;
    return length;
}

void report_markup(struct report *report, const char *text)
{
    while (*text != '\0') {
        int length = character((const unsigned char *)text);
        if (length == 0)
            report_print(report, "?");
        else if (*text == '&')
            report_print(report, "&amp;");
        else if (*text == '<')
            report_print(report, "&lt;");
        else if (*text == '>')
            report_print(report, "&gt;");
        else if (*text == '"')
            report_print(report, "&quot;");
        else
            report_print(report, "%.*s", length, text);
        text += length > 0 ? length : 1;
    }
}

static const char rule[] = "------------------------------------------------"
                           "------------------------------------------------";

/* A cell of a page, of numbers or their title. */
static void print_cell(struct report *report, const char *tag, const char *text)
{
    report_print(report, "<%s class=\"n\">", tag);
    report_markup(report, text);
    report_print(report, "</%s>", tag);
}

void table_head(const struct table *table)
{
    int width = 48;
    int used = -1;

    if (table->format == TABLE_PAGE)
        report_print(table->report, "<tr>");
    for (int i = 0; i < table->n; i++) {
        const struct column *column = &table->columns[i];
        if (table->format == TABLE_PAGE) {
            print_cell(table->report, "th", column->title);
        } else if (table->format == TABLE_CSV) {
            report_print(table->report, i ? "," : "");
            report_csv(table->report, column->title);
        } else {
            report_print(table->report, "%s%*s", i ? " " : "", column->width,
                         column->title);
            used += column->width + 1;
        }
    }
    if (used > width)
        width = used;
    if (table->format == TABLE_TEXT)
        report_print(table->report, "\n%.*s", width, rule);
    report_print(table->report, table->format == TABLE_PAGE ? "</tr>\n" : "\n");
}

void table_row(const struct table *table, const double *values)
{
    for (int i = 0; i < table->n; i++) {
        const struct column *column = &table->columns[i];
        char text[REPORT_NUMBER + 1] = "+";
        if (table->format == TABLE_CSV) {
            report_print(table->report, "%s%s", i ? "," : "",
                         num_format(text, values[i]));
            continue;
        }
        if (table->format == TABLE_PAGE)
            report_print(table->report, i ? "" : "<tr>");
        if (column->style == COLUMN_PLAIN && fabs(values[i]) < 1e24) {
            snprintf(text, sizeof text, "%.*f", column->decimals, values[i]);
        } else {
            bool plus = column->style == COLUMN_SIGNED && values[i] > 0.0;
            report_group(text + plus, values[i], column->decimals);
        }
        if (table->format == TABLE_PAGE)
            print_cell(table->report, "td", text);
        else
            report_print(table->report, "%s%*s", i ? " " : "", column->width,
                         text);
    }
    report_print(table->report, table->format == TABLE_PAGE ? "</tr>\n" : "\n");
}
