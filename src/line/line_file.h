/* line_file.h -- a trained line, out of a model file whose head was read. */
#ifndef LINE_LINE_FILE_H
#define LINE_LINE_FILE_H

#include "base/model.h"

#include "trainloop/line_file.h"

/* As line_file_load. */
bool line_file_read(struct line_model *model, struct model_reader *r);

#endif
