/*
 * model.h -- what all model files have in common: lines of text, a head,
 * a body by the kind of the model, and `end`.
 *
 *     trainloop-model 1
 *     kind linreg
 *     written-by trainloop 0.1.0
 *     ...
 *     end
 */
#ifndef BASE_MODEL_H
#define BASE_MODEL_H

#include "trainloop/fault.h"

#include <stddef.h>
#include <stdio.h>

struct model_reader {
    FILE *file;
    const char *name;
    struct fault *fault;
    long number;   /* of the line                                    */
    char *text;    /* the line, without its end; "?" if no model could
                      hold it                                        */
    size_t length; /* of text                                        */
    size_t room;
    char kind[20];
};

void model_write_head(FILE *out, const char *kind, const char *version);

/* Opens the file ("-": standard input) and reads the head; kind says what
   follows.  Faults name file and line. */
bool model_open(struct model_reader *r, const char *name, struct fault *fault);
void model_close(struct model_reader *r); /* safe at any time */

/* Is it of this kind?  Else a fault. */
bool model_check_kind(struct model_reader *r, const char *kind);

/* The next line, as r->text; false: no memory for it, a fault. */
bool model_line(struct model_reader *r);

/* The next line is "KEY value": returns the value, or NULL and a fault. */
char *model_value(struct model_reader *r, const char *key);

/* The same for a number in [low, high], a whole one if `whole`. */
bool model_number(struct model_reader *r, const char *key, double low,
                  double high, bool whole, double *x);

/* Cuts the next word off a line: moves *at behind it; "" at the end. */
char *model_word(char **at);

/* The line is not what was wanted.  Returns false. */
bool model_wrong(struct model_reader *r, const char *wanted);

/* Reads `end`, after which nothing may follow. */
bool model_end(struct model_reader *r);

#endif
