/* step.h -- the command step: the loop, one update at a time. */
#ifndef GUIDE_STEP_H
#define GUIDE_STEP_H

#include "text/opt.h"

extern const struct command step_command;

#endif
