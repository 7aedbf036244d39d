/*
 * notes.h -- a file of notes: what somebody has done in tour and check.  Plain
 * text: a heading, then a line for everything done,
 *
 *     tour CHAPTER answered X, right|wrong
 *     tour CHAPTER skipped|revealed
 *     check NAME done with OPTIONS
 *
 * and whatever the reader writes between.  It only ever grows.
 */
#ifndef GUIDE_NOTES_H
#define GUIDE_NOTES_H

#include "base/outfile.h"
#include "text/report.h"

/* All zeros is one that is not open: it has nothing and takes nothing. */
struct notes {
    struct outfile file;
    struct report past; /* held: a line end, and all of its lines */
};

/* Opens it, new, empty, or one that goes on.  Fault: it cannot be read or
   written to; it is another file, which stays as it is. */
bool notes_open(struct notes *notes, const char *name, struct fault *fault);

/* Only reads it.  Fault: it cannot be read, or is another file. */
bool notes_read(struct notes *notes, const char *name, struct fault *fault);

/* Is there a line that begins with these words: "check edge"? */
bool notes_has(const struct notes *notes, const char *words);

/* Adds a line, as printf, which is in the file at once.  Fault: it cannot be
   written. */
bool notes_add(struct notes *notes, struct fault *fault, const char *format,
               ...) FAULT_PRINTF(3, 4);

/* Closes it; safe twice. */
void notes_close(struct notes *notes);

#endif
