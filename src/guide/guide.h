/* guide.h -- what goes with the course, for the table of commands in main. */
#ifndef GUIDE_GUIDE_H
#define GUIDE_GUIDE_H

#include "../text/opt.h"

extern const struct command command_check;
extern const struct command command_predict;
extern const struct command command_plot;
extern const struct command command_report;

#endif
