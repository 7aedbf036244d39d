/* line_file.h -- a trained line as a text file: its numbers by name, one a
   line, between the head and the end that all model files have. */
#ifndef TRAINLOOP_LINE_FILE_H
#define TRAINLOOP_LINE_FILE_H

#include "trainloop/judge.h"
#include "trainloop/line.h"
#include "trainloop/seal.h"

#include <stdio.h>

/* prediction = slope * (x - center) / scale + intercept: kept as trained, so
   that training goes on from the file with the same bits. */
struct line_model {
    struct line line;     /* the last, from which training goes on */
    struct line best;     /* what to predict with: where something watched the
                             best, else, when read, the last               */
    double center, scale; /* 0, 1 unless x was standardized */
    double lr;            /* of the latest run              */
    double epochs;        /* of all runs, a whole number    */
    double stepped; /* 1: with momentum or batches, and what they remember is
                       known: the velocity, over x as trained on, and the
                       stream of the shuffles, a seed and words drawn; or 0  */
    struct line velocity;
    double seed, draws;
    struct judge_memory memory; /* where something watched  */
    struct seal read;           /* of the file it was read from */
};

/* Whether the writing went well, the stream knows. */
void line_file_save(FILE *out, const struct line_model *model,
                    const char *version);

/* Reads a model, also of format 1, which has no best.  Format 3 is that of a
   model that is `stepped`.  Survives any bytes:
   every key once and in order, every number finite, nothing after `end`. Faults
   name file and line. */
bool line_file_load(struct line_model *model, const char *name,
                    struct fault *fault);

#endif
