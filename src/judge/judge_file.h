/* judge_file.h -- what the judge of a run remembers, in a model file: the line
   `best-states 0` or `best-states 1`, and behind a 1 its numbers. */
#ifndef JUDGE_FILE_H
#define JUDGE_FILE_H

#include "base/model.h"

#include "trainloop/judge.h"

void judge_file_write(FILE *out, const struct judge_memory *memory);

/* A file of format 1 knows nothing. */
bool judge_file_read(struct model_reader *r, struct judge_memory *memory);

#endif
