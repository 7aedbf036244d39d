/* magic.h -- what a file that is no text is, by its first bytes. */
#ifndef BASE_MAGIC_H
#define BASE_MAGIC_H

#include "trainloop/fault.h"

#include <stddef.h>

enum { MAGIC_BYTES = 4 };

/* What it is called; the command that makes text of it, to which the name of
   the file is added; what tables are such files, or NULL. */
struct magic {
    const char *what, *command, *tables;
};

/* first: (n) the first bytes, MAGIC_BYTES where there are so many.  NULL: it is
   nothing that is known. */
const struct magic *magic_find(const char *first, size_t n);

/* The hint that makes text of the file (NULL: of standard input) and gives it
   to a command that reads it: "gunzip -c FILE | trainloop bigram --text -",
   with FILE for a name that is too long for a message. */
bool magic_hint(const struct magic *magic, const char *file,
                const char *command, struct fault *fault);

#endif
