/* linreg_command.h -- linreg as a stage of the course and as a command. */
#ifndef STAGES_LINREG_COMMAND_H
#define STAGES_LINREG_COMMAND_H

#include "lesson/frame.h"

extern const struct stage linreg_stage; /* struct linreg(_options) */

#endif
