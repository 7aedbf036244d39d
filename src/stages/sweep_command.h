/* sweep_command.h -- sweep as a stage of the course and as a command. */
#ifndef STAGES_SWEEP_COMMAND_H
#define STAGES_SWEEP_COMMAND_H

#include "lesson/frame.h"

extern const struct stage sweep_stage; /* struct sweep(_options) */
extern const struct command sweep_command;

#endif
