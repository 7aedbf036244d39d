/* How results are written. */
#include "text/report.h"

#include "base/array.h"
#include "base/shell.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { HOLD = 1 << 24 };

static void let_go(struct report *report)
{
    if (report->used > 0)
        fwrite(report->held, 1, report->used, report->file);
    report->used = 0;
}

/* Adds to what is held; false: it goes to the file.  text NULL: there was no
   memory for it. */
static bool hold(struct report *report, const char *text, size_t size)
{
    size_t need = report->used + size + 1;

    if (!report->hold)
        return false;
    if (text && need <= HOLD &&
        array_room(&report->held, &report->room, need, 1, "", NULL)) {
        memcpy(report->held + report->used, text, size);
        report->used += size;
        report->held[report->used] = '\0';
        return true;
    }
    if (report->file) {
        let_go(report);
    } else {
        free(report->held);
        report->held = NULL;
        report->used = report->room = 0;
    }
    report->hold = false;
    return !report->file;
}

static void put(struct report *report, const char *text, size_t size)
{
    if (!hold(report, text, size) && report->file)
        fwrite(text, 1, size, report->file);
}

/* Is there a command to type here, and how long is it?  Its name tells it from
   the beginning of a message, "trainloop linreg: ". */
static size_t command_length(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";
    bool quoted = *text == '\'';
    const char *name = text + quoted + strlen("trainloop ");

    if (strncmp(text + quoted, "trainloop ", strlen("trainloop ")) != 0)
        return 0;
    const char *end = name + strspn(name, letters);
    if (end == name || !strchr(" '", *end)) /* or the end of all */
        return 0;
    return quoted ? strcspn(text + 1, "'") + 1 : strlen(text);
}

/* A word; a shell reads on where a blank is in quotes. */
static size_t word_length(const char *text, bool shell)
{
    bool quoted = false;
    size_t n = 0;

    for (; text[n] != '\0' && (quoted || text[n] != ' '); n++)
        quoted ^= shell && text[n] == '\'';
    return n;
}

/* What stays together at the beginning of a text, or of a command: a command, a
   word, an option with its value, a number with its per cent sign. */
static size_t unit_length(const char *text, bool shell)
{
    size_t length = shell ? 0 : command_length(text), from = 0;

    length += word_length(text + length, shell);
    while (strncmp(text + from, "--", 2) == 0 && text[length] == ' ') {
        from = length + strspn(text + length, " ");
        length = from + word_length(text + from, shell);
    }
    if (!shell && text[length] == ' ' && text[length + 1] == '%')
        length += 1 + word_length(text + length + 1, shell);
    return length;
}

/* Fills lines with what stays together, each line behind so many blanks; a
   command is filled with its words. */
static void fill(struct report *report, const char *text, size_t size,
                 int indent, bool command)
{
    const char *end = text + size;
    int room = report->width - indent - (command ? 2 : 0), column = 0;

    for (size_t n; text < end; text += n) {
        size_t gap = strspn(text, " ");
        const char *word = text + gap;
        n = gap + unit_length(word, command);
        n = n < (size_t)(end - text) ? n : (size_t)(end - text);
        int wide = utf8_width_of(text, n);
        if (column > 0 && column + wide > room) {
            put(report, command ? " \\\n" : "\n", command ? 3 : 1);
            for (column = 0; column < indent; column++)
                put(report, " ", 1);
            column = -(int)gap;
        } else {
            put(report, text, gap);
        }
        column += wide;
        if (!command && column > room && command_length(word) > 0)
            fill(report, word, n - gap, indent + 2, true);
        else
            put(report, word, n - gap);
    }
}

/* Lets the line under way go, in lines of the width. */
static void end_line(struct report *report, bool ends)
{
    const char *line = report->line;
    size_t indent = report->begun > 0 ? strspn(line, " ") : 0;

    if (report->begun > 0 && utf8_width(line) <= report->width) {
        put(report, line, report->begun);
    } else if (report->begun > 0) {
        put(report, line, indent);
        fill(report, line + indent, report->begun - indent, (int)indent, false);
    }
    report->begun = 0;
    if (ends)
        put(report, "\n", 1);
}

/* Adds text: as it is, or by lines. */
static void add(struct report *report, const char *text, size_t size)
{
    if (report->width == 0) {
        put(report, text, size);
        return;
    }
    while (size > 0) {
        const char *end = memchr(text, '\n', size);
        size_t n = end ? (size_t)(end - text) : size;
        if (array_room(&report->line, &report->line_room, report->begun + n + 1,
                       1, "", NULL)) {
            memcpy(report->line + report->begun, text, n);
            report->begun += n;
            report->line[report->begun] = '\0';
        } else { /* no memory: as it is */
            end_line(report, false);
            put(report, text, n);
        }
        if (end)
            end_line(report, true);
        n += end != NULL;
        text += n;
        size -= n;
    }
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
    if (text)
        add(report, text, size);
    else if (!hold(report, text, size)) /* no memory: as it is */
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

int report_width(struct report *report, int width)
{
    int before = report ? report->width : 0;

    if (report) {
        end_line(report, false);
        report->width = width;
    }
    return before;
}

void report_flush(struct report *report)
{
    if (!report || !report->file || report->hold)
        return;
    end_line(report, false);
    fflush(report->file);
}

bool report_failed(const struct report *report)
{
    return report && report->file && ferror(report->file);
}

void report_release(struct report *report)
{
    end_line(report, false);
    let_go(report);
    report->hold = false;
}

void report_free(struct report *report)
{
    free(report->held);
    free(report->line);
    report->held = report->line = NULL;
    report->used = report->room = report->begun = report->line_room = 0;
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
    report_print(report, "%s%s %s", *option ? " " : "", option,
                 !*option && *word == '-' ? "./" : "");
    print_quoted(report, shell_is_plain(word) ? "" : "'", word, "'\\''");
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
