/* report.h -- how results are written: text that may be held back, in lines of
   a width, as a field of CSV, as a word of a command, as markup. */
#ifndef TEXT_REPORT_H
#define TEXT_REPORT_H

#include "trainloop/fault.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Where text goes.  With `hold` it waits in memory until report_release, so
   that a run whose files cannot be written shows nothing that looks like a
   result. More than 16 MB is not held: it is a stream, not a page.  Nor is what
   finds no memory; where there is no file for it, `held` is NULL then, and what
   follows is lost, too.

   A line that is broken goes on below its first word; a word that is longer
   than a line sticks out.  A command, from "trainloop" to the end of its line
   or quotation, is not broken where it fits on a line of its own; a longer one
   is so that a shell still takes it. */
struct report {
    FILE *file;
    bool hold;
    bool raw;   /* control characters are kept: no terminal will see them */
    int width;  /* longer lines are broken at blanks; 0: none is       */
    char *held; /* owned */
    size_t used, room;
    char *line; /* owned: the line under way, where it may be broken      */
    size_t begun, line_room;
};

/* The columns of a terminal. */
enum { REPORT_WIDTH = 80 };

/* As printf; a report that is NULL is nowhere. */
void report_print(struct report *report, const char *format, ...)
    FAULT_PRINTF(2, 3);
void report_vprint(struct report *report, const char *format, va_list arguments)
    FAULT_PRINTF(2, 0);

/* What is not held is seen at once, also a line under way: a prompt. */
void report_flush(struct report *report);

/* Did a write fail, as on a full disk?  Not of a report that is NULL. */
bool report_failed(const struct report *report);

/* From here on lines have this width; returns the one before, for what comes
   behind a table or a picture; 0 of a report that is NULL. */
int report_width(struct report *report, int width);

/* Lets go what is held; whether it arrived, the stream knows. */
void report_release(struct report *report);

void report_free(struct report *report);

/* How many bytes of a text go on a line of `most` > 0 characters: up to a line
   end, or to a blank; a longer word is cut. */
int report_break(const char *text, int most);

/* A word as a field of CSV: in quotes where it needs them. */
void report_csv(struct report *report, const char *word);

/* " OPTION WORD", or with "" " FILE", in quotes where a shell would split it; a
   file is no option, then; of a word that is NULL nothing. */
void report_shell(struct report *report, const char *option, const char *word);

/* Text as XML and HTML take it: & < > " escaped, '?' for control characters
   other than line ends and for bytes that are not UTF-8. */
void report_markup(struct report *report, const char *text);

#endif
