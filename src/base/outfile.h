/* outfile.h -- a file that appears whole or not at all. */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include "trainloop/fault.h"

#include <stdio.h>

/* All zeros is one that is not open. */
struct outfile {
    FILE *file;       /* write here; NULL: not open */
    const char *name; /* as the user gave it        */
    char *temporary;  /* owned; NULL: `name` itself is written (/dev/...) */
};

/* Opens NAME.tmp beside NAME, which must be a writable file or not exist yet.
   Fault: also a NAME.tmp that is there, for it is somebody else's. */
bool outfile_open(struct outfile *out, const char *name, struct fault *fault);

/* Closes: the file is whole, under its temporary name.  Fault: a write failed,
   the file is removed. */
bool outfile_finish(struct outfile *out, struct fault *fault);

/* Finishes and renames.  Fault: the old file is as it was. */
bool outfile_commit(struct outfile *out, struct fault *fault);

/* Closes and removes what was not committed; safe at any time. */
void outfile_discard(struct outfile *out);

#endif
