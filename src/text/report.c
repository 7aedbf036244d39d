/* How results are written. */
#include "text/report.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { HOLD = 1 << 24 };

void report_vprint(struct report *report, const char *format, va_list arguments)
{
    va_list again;

    if (!report || report->silent)
        return;
    va_copy(again, arguments);
    if (report->hold) {
        int length = vsnprintf(NULL, 0, format, again);
        size_t size = (size_t)length + 1, need = report->used + size;
        if (length >= 0 && need <= HOLD &&
            array_room(&report->held, &report->room, need, 1, "", NULL)) {
            vsnprintf(report->held + report->used, size, format, arguments);
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
    const char *quote = strpbrk(word, ",\"\r\n") ? "\"" : "";

    report_print(report, "%s", quote);
    for (; *word; word++)
        report_print(report, *word == '"' ? "\"\"" : "%c", *word);
    report_print(report, "%s", quote);
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
    static const char *const escaped[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};

    for (int length; *text != '\0'; text += length > 0 ? length : 1) {
        unsigned char c = (unsigned char)*text;
        length = character(text);
        if (c <= '>' && escaped[c])
            report_print(report, "%s", escaped[c]);
        else if (length == 0)
            report_print(report, "?");
        else
            report_print(report, "%.*s", length, text);
    }
}
