/* bigram_command.h -- bigram as a stage of the course and as a command. */
#ifndef STAGES_BIGRAM_COMMAND_H
#define STAGES_BIGRAM_COMMAND_H

#include "stages/bigram_run.h"

extern const struct stage bigram_stage; /* struct bigram_run, bigram_options */

#endif
