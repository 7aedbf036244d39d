/* tour.h -- the command tour: the course, step by step. */
#ifndef GUIDE_TOUR_H
#define GUIDE_TOUR_H

#include "text/opt.h"

extern const struct command tour_command;

#endif
