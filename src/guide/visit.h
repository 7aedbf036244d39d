/* visit.h -- the command tour: the course, step by step. */
#ifndef GUIDE_VISIT_H
#define GUIDE_VISIT_H

#include "text/opt.h"

extern const struct command visit_command;

#endif
