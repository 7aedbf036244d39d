/* outfile.h -- a file that appears whole or not at all. */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include "trainloop/fault.h"
#include "trainloop/seal.h"

#include <stdio.h>

/* The first line of a file that grows.  No other file replaces it. */
#define OUTFILE_NOTES "# Notes of trainloop"

/* All zeros is one that is not open. */
struct outfile {
    FILE *file;       /* write here; NULL: not open */
    const char *name; /* as the user gave it        */
    char *temporary;  /* owned; NULL: `name` itself is written */
    bool old;         /* there was such a file ...  */
    bool grows;       /* ... which goes on          */
    bool left;        /* NAME.tmp was there, and is somebody else's */
};

/* Opens NAME.tmp beside NAME, or where that is there NAME.tmp2 and so on.  A
   device is written itself, and what is open already (/dev/fd/...).  Faults:
   NAME cannot be replaced; it holds notes; it is a FIFO, for which the hint is
   the option with "-". */
bool outfile_open(struct outfile *out, const char *name, const char *option,
                  struct fault *fault);

/* Opens NAME itself, to add to its end. */
bool outfile_append(struct outfile *out, const char *name, struct fault *fault);

/* Has the file to be replaced this text in its first 400 bytes?  True without a
   file, and of an empty one. */
bool outfile_had(const struct outfile *out, const char *text);

/* Fault: the file to be replaced holds what was read of the input, so that it
   is the input, or a copy. */
bool outfile_spares(const struct outfile *out, const struct seal *read,
                    const char *input, struct fault *fault);

/* Fault: two names of one file, or one is the other's temporary file.  Both
   are open, and nothing was written to `a`. */
bool outfile_differ(struct outfile *a, const struct outfile *b,
                    struct fault *fault);

/* Closes: the file is whole, under its temporary name.  Fault: a write failed,
   the file is removed. */
bool outfile_finish(struct outfile *out, struct fault *fault);

/* Finishes and renames.  Fault: the old file is as it was. */
bool outfile_commit(struct outfile *out, struct fault *fault);

/* Closes and removes what was not committed; safe at any time. */
void outfile_discard(struct outfile *out);

#endif
