/* How results are written. */
#include "text/report.h"

#include "text/number.h"

#include "trainloop/decimal.h"
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

void report_vprint(struct report *report, const char *format, va_list arguments)
{
    va_list again;

    if (report->silent)
        return;
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
}

void report_print(struct report *report, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report_vprint(report, format, arguments);
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

/* The length of the character at c, 0 where there is none that XML allows. */
static int character(const char *c)
{
    int length = utf8_length(c);

    if (length == 1 && *c != '\n' && utf8_is_control(*c))
        return 0;
    if ((length == 2 && memcmp(c, "\xC2\xA0", 2) < 0) || /* C1 controls */
        (length == 3 && (memcmp(c, "\xEF\xBF\xBE", 3) == 0 ||
                         memcmp(c, "\xEF\xBF\xBF", 3) == 0)))
        return 0;
    return length;
}

void report_markup(struct report *report, const char *text)
{
    while (*text != '\0') {
        int length = character(text);
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

void old_head(const struct old_table *table)
{
    int width = 48;
    int used = -1;

    if (table->format == OLD_TABLE_PAGE)
        report_print(table->report, "<tr>");
    for (int i = 0; i < table->n; i++) {
        const struct old_column *column = &table->columns[i];
        if (table->format == OLD_TABLE_PAGE) {
            print_cell(table->report, "th", column->title);
        } else if (table->format == OLD_TABLE_CSV) {
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
    if (table->format == OLD_TABLE_TEXT)
        report_print(table->report, "\n%.*s", width, rule);
    report_print(table->report,
                 table->format == OLD_TABLE_PAGE ? "</tr>\n" : "\n");
}

void old_row(const struct old_table *table, const double *values)
{
    for (int i = 0; i < table->n; i++) {
        const struct old_column *column = &table->columns[i];
        char text[NUMBER_TEXT + 1] = "+";
        if (table->format == OLD_TABLE_CSV) {
            report_print(table->report, "%s%s", i ? "," : "",
                         decimal_format(values[i]).text);
            continue;
        }
        if (table->format == OLD_TABLE_PAGE)
            report_print(table->report, i ? "" : "<tr>");
        if (column->style == OLD_PLAIN && fabs(values[i]) < 1e24) {
            snprintf(text, sizeof text, "%.*f", column->decimals, values[i]);
        } else {
            bool plus = column->style == OLD_SIGNED && values[i] > 0.0;
            strcpy(text + plus, number_group(values[i], column->decimals).text);
        }
        if (table->format == OLD_TABLE_PAGE)
            print_cell(table->report, "td", text);
        else
            report_print(table->report, "%s%*s", i ? " " : "", column->width,
                         text);
    }
    report_print(table->report,
                 table->format == OLD_TABLE_PAGE ? "</tr>\n" : "\n");
}
