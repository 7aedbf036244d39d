/* lesson.h -- the stages of the course, for the table of commands in main. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "../text/opt.h"

extern const struct command command_data;
extern const struct command command_linreg;
extern const struct command command_sweep;
extern const struct command command_early_stop;
extern const struct command command_generalize;
extern const struct command command_bigram;

#endif
