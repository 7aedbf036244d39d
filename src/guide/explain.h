/* explain.h -- the command explain: what a word of the course means. */
#ifndef GUIDE_EXPLAIN_H
#define GUIDE_EXPLAIN_H

#include "text/opt.h"

extern const struct command explain_command;

#endif
