/* completion.h -- the command completion: what a shell needs. */
#ifndef GUIDE_COMPLETION_H
#define GUIDE_COMPLETION_H
#include "text/opt.h"
extern const struct command completion_command;
#endif
