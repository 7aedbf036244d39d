/* How results are written. */
#include "text/report.h"

#include "base/array.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HOLD = 1 << 24 };

/* Adds to what is held; false: it goes to the file. */
static bool hold(struct report *report, const char *text, size_t size)
{
    size_t need = report->used + size + 1;

    if (!report->hold)
        return false;
    if (text && need <= HOLD &&
        array_room(&report->held, &report->room, need, 1, "", NULL)) {
        memcpy(report->held + report->used, text, size + 1);
        report->used += size;
        return true;
    }
    if (report->file)
        report_release(report);
    else
        report_free(report);
    report->hold = false;
    return !report->file;
}

void report_vprint(struct report *report, const char *format, va_list arguments)
{
    char room[400], *text = room;
    va_list again;

    if (!report || !(report->hold || report->file))
        return;
    va_copy(again, arguments);
    int length = vsnprintf(room, sizeof room, format, arguments);
    if (length >= (int)sizeof room && (text = malloc((size_t)length + 1)))
        vsnprintf(text, (size_t)length + 1, format, again);
    size_t size = !text         ? HOLD
                  : report->raw ? strlen(text)
                                : utf8_clean(text, '\n');
    if (!hold(report, text, size) && text)
        fwrite(text, 1, size, report->file);
    else if (!text && report->file) /* no memory: as it is */
        vfprintf(report->file, format, again);
    if (text != room)
        free(text);
    va_end(again);
}

void report_print(struct report *report, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report_vprint(report, format, arguments);
    va_end(arguments);
}

void report_flush(struct report *report)
{
    if (report && report->file && !report->hold)
        fflush(report->file);
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
    size_t line = strcspn(text, "\n"), room = utf8_bytes(text, most),
           end = room;

    if (line <= room)
        return (int)line;
    while (end > 0 && text[end] != ' ')
        end--;
    return (int)(end > 0 ? end : room);
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

/* A word, in quotes or in none; in quotes `escaped` stands for its first
   character. */
static void print_quoted(struct report *report, const char *quote,
                         const char *word, const char *escaped)
{
    char stops[] = "\n\n"; /* the second: what is escaped in quotes */
    size_t run;

    if (*quote)
        stops[1] = *escaped;

    report_print(report, "%s", quote);
    for (; word[run = strcspn(word, stops)] != '\0'; word += run + 1)
        report_print(report, "%.*s%s", (int)run, word,
                     word[run] != '\n' ? escaped
                     : report->raw     ? "\n"
                                       : "?");
    report_print(report, "%s%s", word, quote);
}

void report_csv(struct report *report, const char *word)
{
    print_quoted(report, strpbrk(word, ",\"\r\n") ? "\"" : "", word, "\"\"");
}

void report_shell(struct report *report, const char *option, const char *word)
{
    if (!word)
        return;
    bool plain = *word != '\0';
    for (const char *c = word; plain && *c != '\0'; c++)
        plain = (unsigned char)*c >= 0x80 || isalnum((unsigned char)*c) ||
                strchr("_./,:=@%+-", *c);
    report_print(report, "%s%s ", *option ? " " : "", option);
    print_quoted(report, plain ? "" : "'", word, "'\\''");
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
