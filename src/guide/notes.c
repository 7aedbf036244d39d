/* A file of notes. */
#include "guide/notes.h"

#include "base/input.h"
#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

static const char heading[] = OUTFILE_NOTES;

/* Is the first line the heading, but for blanks at its end?  An empty file is
   good, too.  ended: the line has an end. */
static bool read_heading(struct input *in, bool *empty, bool *ended)
{
    size_t n = 0, length = strlen(heading);
    bool same = true;
    char c;

    for (*ended = false; !*ended && input_read(in, &c, 1) == 1; n++) {
        *ended = c == '\n';
        same = same &&
               (n < length ? c == heading[n] : isspace((unsigned char)c) != 0);
    }
    *empty = n == 0;
    return *empty || (same && n >= length);
}

/* What is in it, if these are notes.  ended: it has a line end last. */
static bool read_back(struct notes *notes, const char *name, const char *cure,
                      bool *empty, bool *ended, struct fault *fault)
{
    struct input in;
    char part[200];
    size_t n;

    if (!input_open(&in, name, cure, fault))
        return false;
    bool good = read_heading(&in, empty, ended);
    if (!good)
        fault_say(fault, FAULT_FILE, cure,
                  "'%s' is not a file of notes: its first line is not '%s'",
                  utf8_word(name, 60, 0).text, heading);
    while (good && (n = input_read(&in, part, sizeof part)) > 0) {
        report_print(&notes->past, "%.*s", (int)n, part);
        *ended = part[n - 1] == '\n';
    }
    if (!*ended)
        report_print(&notes->past, "\n");
    good = good && !input_failed(&in, cure, fault);
    input_close(&in);
    return good;
}

/* All zeros, but for a line end before its first line.  A fault: no file. */
static bool begin(struct notes *notes, const char *name, struct fault *fault)
{
    *notes = (struct notes){.past = {.hold = true, .raw = true}};
    report_print(&notes->past, "\n");
    return !input_is_dash(name) ||
           fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                     "the screen has stdout, so '--notes' cannot be '-'");
}

bool notes_open(struct notes *notes, const char *name, struct fault *fault)
{
    bool empty = true, ended = true;

    if (!begin(notes, name, fault) ||
        !outfile_append(&notes->file, name, fault) ||
        (notes->file.old &&
         !read_back(notes, name, "Give it the name of a new file", &empty,
                    &ended, fault)))
        return false;
    return empty   ? notes_add(notes, fault, "%s", heading)
           : ended ? true
                   : notes_add(notes, fault, "%s", "");
}

bool notes_read(struct notes *notes, const char *name, struct fault *fault)
{
    bool empty, ended;

    return begin(notes, name, fault) &&
           read_back(notes, name, "Name a file that '--notes' has written",
                     &empty, &ended, fault);
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
    va_list arguments;

    if (!file)
        return true;
    va_start(arguments, format);
    report_vprint(&notes->past, format, arguments);
    report_print(&notes->past, "\n");
    va_end(arguments);
    errno = 0;
    va_start(arguments, format);
    bool good = vfprintf(file, format, arguments) >= 0;
    va_end(arguments);
    return (good && fputc('\n', file) != EOF && fflush(file) == 0) ||
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
