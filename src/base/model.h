/* model.h -- what all model files have in common: a head (format, kind,
   writer), lines "KEY value", and `end`. */
#ifndef BASE_MODEL_H
#define BASE_MODEL_H

#include "base/input.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct model_reader {
    struct input input;
    const char *name; /* as the user gave it */
    struct fault *fault;
    uint64_t number; /* of the line */
    char *text;      /* the line without its end; "?" where a byte is NUL */
    size_t room;
    char kind[20];
    int format; /* 1 to 3 */
};

void model_write_head(FILE *out, int format, const char *kind,
                      const char *version);

/* Opens the file ("-": standard input) and reads the head; kind says what
   follows.  Faults name file and line. */
bool model_open(struct model_reader *r, const char *name, struct fault *fault);
void model_close(struct model_reader *r); /* safe at any time, and twice */

/* Fault: it is of another kind. */
bool model_check_kind(struct model_reader *r, const char *kind);

/* Reads the next line, "" at the end of the file. */
bool model_line(struct model_reader *r);

/* Reads "KEY value": the value, or NULL and a fault. */
char *model_value(struct model_reader *r, const char *key);

/* Cuts the next word off a line: moves *at behind it; "" at the end. */
char *model_word(char **at);

/* Reads `end`, after which nothing may follow. */
bool model_end(struct model_reader *r);

/* Fault, unless there is one already: the line is not what was wanted. */
bool model_wrong(struct model_reader *r, const char *wanted);

/* What counts up ends there, for who writes as for who reads: 2^53 epochs; as
   many random numbers as are passed over within a minute. */
#define MODEL_COUNT 9007199254740992.0
#define MODEL_DRAWS 1e11

/* Can a model that has `used` of `most` be saved after epochs of `each`, at
   most?  Fault, of which `what` there are too many: it could not be read. */
bool model_has_room(double used, double epochs, double each, double most,
                    const char *what, struct fault *fault);

/* A line "KEY number": a double in [low, high], and where the model has it. */
struct model_number {
    const char *key;
    size_t offset;
    double low, high;
    bool whole;
};
/* tables of them, closed by {0} */
void model_write_numbers(FILE *out, const struct model_number *number,
                         const void *model);
bool model_read_numbers(struct model_reader *r,
                        const struct model_number *number, void *model);

#endif
