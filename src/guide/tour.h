/* tour.h -- the command tour: all stages in order, a question for each. */
#ifndef GUIDE_TOUR_H
#define GUIDE_TOUR_H
#include "text/opt.h"
extern const struct command tour_command;
#endif
