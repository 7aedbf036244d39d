/* stream.h -- a file to read from, or "-" for standard input. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "trainloop/fault.h"
#include "trainloop/seal.h"

#include <stdio.h>

/* All zeros is one that is not open. */
struct stream {
    FILE *file;
    const char *name; /* for messages: "standard input" for "-" */
    struct seal seal; /* of what was read so far */
};

/* Is it the name of standard input or output?  NULL is not. */
bool stream_is_dash(const char *name);

/* Opens it.  Fault: with this cure as its hint. */
bool stream_open(struct stream *s, const char *name, const char *cure,
                 struct fault *fault);

/* Reads as fread, but to the end or an error; a signal is none. */
size_t stream_read(struct stream *s, void *bytes, size_t n);

/* Did the read just made fail?  Then a fault, and true. */
bool stream_failed(const struct stream *s, const char *cure,
                   struct fault *fault);

/* Closes it, unless it is standard input; safe twice. */
void stream_close(struct stream *s);

#endif
