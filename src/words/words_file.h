/* words_file.h -- a next-word model, out of a file whose head was read. */
#ifndef WORDS_WORDS_FILE_H
#define WORDS_WORDS_FILE_H

#include "base/model.h"

#include "trainloop/words_file.h"

/* As words_file_load. */
bool words_file_read(struct words_model *model, struct model_reader *r);

#endif
