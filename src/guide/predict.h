/* predict.h -- the command predict: asks a saved model. */
#ifndef GUIDE_PREDICT_H
#define GUIDE_PREDICT_H
#include "text/opt.h"
extern const struct command predict_command;
#endif
