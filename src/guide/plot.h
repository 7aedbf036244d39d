/* plot.h -- the command plot: draws saved histories. */
#ifndef GUIDE_PLOT_H
#define GUIDE_PLOT_H
#include "text/opt.h"
extern const struct command plot_command;
#endif
