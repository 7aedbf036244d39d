/* early_stop_command.h -- early-stop as a stage of the course and as a
   command. */
#ifndef STAGES_EARLY_STOP_COMMAND_H
#define STAGES_EARLY_STOP_COMMAND_H

#include "lesson/frame.h"

extern const struct stage early_stop_stage; /* struct early_stop(_options) */

#endif
