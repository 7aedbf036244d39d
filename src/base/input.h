/* input.h -- a file to read from, "-" for standard input, or data that come
   with the program. */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include "trainloop/fault.h"
#include "trainloop/seal.h"

#include <stdio.h>

/* All zeros is one that is not open. */
struct input {
    FILE *file;                 /* NULL: not open, or bytes are given */
    const unsigned char *bytes; /* what is left of data that come with it */
    size_t left;
    const char *name; /* for messages: "standard input" for "-" */
    bool ended;       /* a terminal would go on behind its end  */
    struct seal seal; /* of what was read so far */
};

/* Is it the name of standard input or output?  NULL is not. */
bool input_is_dash(const char *name);

/* Opens it; data that come with the program where no file has their name.
   Fault: with this cure as its hint. */
bool input_open(struct input *s, const char *name, const char *cure,
                struct fault *fault);

/* Reads as fread, but to the end or an error; a signal is none. */
size_t input_read(struct input *s, void *bytes, size_t n);

/* Did the read just made fail?  Then a fault, and true. */
bool input_failed(const struct input *s, const char *cure, struct fault *fault);

/* Closes it, unless it is standard input; safe twice. */
void input_close(struct input *s);

#endif
