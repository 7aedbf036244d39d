/*
 * words_file.h -- a trained next-word model as a text file.  Behind the head:
 *
 *     epochs 5
 *     lr 0.1
 *     seed 42
 *     draws 345             random numbers used so far
 *     best-states 0         or 1, and what the judge remembers
 *     tokens space
 *     unit line
 *     words 10
 *     10 5 0 the            how often it led a pair, began and ended a unit
 *     ...
 *     scores dense          V lines of V scores, or
 *     scores sparse         V lines "REST N", each with N lines "NEXT SCORE";
 *     end                   other words have the score REST
 *
 * Where there is a best state, a line of its scores follows on each dense one,
 * and its REST or SCORE ends each sparse one.  Format 1 has none of it, and no
 * unit; without a known unit a word has its first number alone.
 */
#ifndef TRAINLOOP_WORDS_FILE_H
#define TRAINLOOP_WORDS_FILE_H

#include "trainloop/counts.h"
#include "trainloop/judge.h"
#include "trainloop/seal.h"

#include <stdio.h>

/* Owns what it points to, if it was read.  All zeros is a valid empty one. */
struct words_model {
    double epochs, lr, seed, draws;
    struct corpus_rule rule;
    struct vocabulary words;   /* V of them                           */
    uint64_t *seen;            /* (V) how often each led a pair       */
    struct corpus_edge *edges; /* (V), or NULL: not known           */
    double *w;                 /* (V, V) the scores where dense; NULL */
    struct sparse sparse;      /* else                                */
    double *best; /* the best scores: (V, V), or (first[V] + V), the
                     rests behind; NULL: nothing watched         */
    struct judge_memory memory; /* known: if there is a best                */
    struct seal read;           /* of the file it was read from             */
};

/* In format 2, by lines. */
void words_file_save(FILE *out, const struct words_model *model,
                     const char *version);

/* Reads a model, also of format 1.  Survives any bytes: memory grows
   with what is there, ids and counts are in range, numbers finite, no word
   comes twice, nothing after `end`.  Faults name file and line. */
bool words_file_load(struct words_model *model, const char *name,
                     struct fault *fault);

/* What to predict with: puts the best scores, if any, where the last are. */
void words_file_take_best(struct words_model *model);

void words_file_free(struct words_model *model);

#endif
