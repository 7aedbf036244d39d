/* visit.h -- the command tour: all stages in order, a question for each. */
#ifndef GUIDE_VISIT_H
#define GUIDE_VISIT_H
#include "text/opt.h"
extern const struct command visit_command;
#endif
