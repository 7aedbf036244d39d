/* data_command.h -- data as a stage of the course and as a command. */
#ifndef STAGES_DATA_COMMAND_H
#define STAGES_DATA_COMMAND_H

#include "lesson/frame.h"

extern const struct stage data_stage; /* struct data(_options) */
extern const struct command data_command;

#endif
