/* check.h -- the command check: a run of yours against a stage's goals. */
#ifndef GUIDE_CHECK_H
#define GUIDE_CHECK_H
#include "text/opt.h"
extern const struct command check_command;
#endif
