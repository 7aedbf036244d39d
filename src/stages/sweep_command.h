/* sweep_command.h -- sweep as a stage of the course and as a command. */
#ifndef STAGES_SWEEP_COMMAND_H
#define STAGES_SWEEP_COMMAND_H

#include "lesson/frame.h"

extern const struct stage sweep_stage; /* struct sweep(_options) */

/* The row --lr with a list; its offset is in struct sweep_options. */
extern const struct opt sweep_rates_row[];

#endif
