/* man.h -- the command man: the manual page. */
#ifndef GUIDE_MAN_H
#define GUIDE_MAN_H
#include "text/opt.h"
extern const struct command man_command;
#endif
