/* step_prompt.h -- what one types at the prompt of step. */
#ifndef GUIDE_STEP_PROMPT_H
#define GUIDE_STEP_PROMPT_H

#include "guide/walk.h"

/* Shows the screen, asks, obeys, until there is no input or somebody has
   enough.  The walk has made its first move.  Fault: no memory. */
void step_prompt(struct walk *walk, struct report *out, struct fault *fault);

#endif
