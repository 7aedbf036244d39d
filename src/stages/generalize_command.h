/* generalize_command.h -- generalize as a stage of the course and as a
   command. */
#ifndef STAGES_GENERALIZE_COMMAND_H
#define STAGES_GENERALIZE_COMMAND_H

#include "lesson/frame.h"

extern const struct stage generalize_stage; /* struct generalize(_options) */

/* --draws --test-seed --format, of struct generalize_options. */
enum { GENERALIZE_TEST_SEED = 1 };
extern const struct opt generalize_rows[];

#endif
