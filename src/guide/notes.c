/* A file of notes. */
#include "guide/notes.h"

#include "base/input.h"
#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

static const char heading[] = "# Notes of trainloop";

enum { LINE = 200 }; /* of a longer line the beginning counts */

/* A line without blanks at its end; ended: it has a line end.  False: there is
   none any more. */
static bool read_line(struct input *in, char line[LINE], bool *ended)
{
    size_t n = 0;
    char c = ' ';
    bool any = false;

    while (c != '\n' && input_read(in, &c, 1) == 1) {
        any = true;
        *ended = c == '\n';
        if (!*ended && n + 1 < LINE)
            line[n++] = c;
    }
    while (n > 0 && isspace((unsigned char)line[n - 1]))
        n--;
    line[n] = '\0';
    return any;
}

/* What is in it, if these are notes.  ended: it has a line end last. */
static bool read_back(struct notes *notes, bool *empty, bool *ended,
                      struct fault *fault)
{
    static const char cure[] = "Give it the name of a new file";
    const char *name = notes->file.name;
    struct input in;
    char line[LINE];

    if (!input_open(&in, name, cure, fault))
        return false;
    *empty = !read_line(&in, line, ended);
    bool good = *empty || strcmp(line, heading) == 0;
    if (!good)
        fault_say(fault, FAULT_FILE, cure,
                  "'%s' is not a file of notes: its first line is not '%s'",
                  utf8_word(name, 60, 0).text, heading);
    while (good && read_line(&in, line, ended))
        report_print(&notes->past, "%s\n", line);
    good = good && !input_failed(&in, cure, fault);
    input_close(&in);
    return good;
}

bool notes_open(struct notes *notes, const char *name, struct fault *fault)
{
    bool empty = true, ended = true;

    *notes = (struct notes){.past = {.hold = true, .raw = true}};
    if (input_is_dash(name))
        return fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                         "the screen has stdout, so '--notes' cannot be '-'");
    report_print(&notes->past, "\n");
    if (!outfile_append(&notes->file, name, fault) ||
        (notes->file.old && !read_back(notes, &empty, &ended, fault)))
        return false;
    return empty   ? notes_add(notes, fault, "%s", heading)
           : ended ? true
                   : notes_add(notes, fault, "%s", "");
}

bool notes_has(const struct notes *notes, const char *words)
{
    size_t length = strlen(words);

    for (const char *at = notes->past.held; at; at = strchr(at + 1, '\n'))
        if (strncmp(at + 1, words, length) == 0 && at[1 + length] == ' ')
            return true;
    return false;
}

bool notes_add(struct notes *notes, struct fault *fault, const char *format,
               ...)
{
    FILE *file = notes->file.file;
    char line[LINE];
    va_list arguments;

    if (!file)
        return true;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    report_print(&notes->past, "%s\n", line);
    errno = 0;
    return (fprintf(file, "%s\n", line) > 0 && fflush(file) == 0) ||
           fault_say(fault, FAULT_FILE, "Is the disk full?",
                     "cannot write to '%s': %s",
                     utf8_word(notes->file.name, 60, 0).text,
                     errno ? strerror(errno) : "writing failed");
}

void notes_close(struct notes *notes)
{
    outfile_discard(&notes->file);
    report_free(&notes->past);
}
