/*
 * words_file.h -- a trained next-word model as a text file.  Behind the head:
 *
 *     epochs 5
 *     lr 0.1
 *     seed 42
 *     draws 345             random numbers used so far
 *     tokens space
 *     words 10
 *     10 the                how often it led a pair, and the word
 *     ...
 *     scores dense          V lines of V scores, or
 *     scores sparse         V lines "REST N", each with N lines "NEXT SCORE";
 *     end                   other words have the score REST
 */
#ifndef TRAINLOOP_WORDS_FILE_H
#define TRAINLOOP_WORDS_FILE_H

#include "trainloop/counts.h"
#include "trainloop/seal.h"

#include <stdio.h>

struct model_reader; /* base/model.h */

/* Owns what it points to, if it was read.  All zeros is a valid empty one. */
struct words_model {
    double epochs, lr, seed, draws;
    enum corpus_tokens tokens;
    struct vocabulary words; /* V of them                           */
    uint32_t *seen;          /* (V) how often each led a pair       */
    double *w;               /* (V, V) the scores where dense; NULL */
    struct sparse sparse;    /* else                                */
    struct seal read;        /* of the file it was read from        */
};

void words_file_save(FILE *out, const struct words_model *model,
                     const char *version);

/* Reads a model, or one whose head was read.  Survives any bytes: memory grows
   with what is there, ids and counts are in range, numbers finite, no word
   comes twice, nothing after `end`.  Faults name file and line. */
bool words_file_load(struct words_model *model, const char *name,
                     struct fault *fault);
bool words_file_read(struct words_model *model, struct model_reader *r);

void words_file_free(struct words_model *model);

#endif
