/* opt_help.h -- the help page of a command. */
#ifndef TEXT_OPT_HELP_H
#define TEXT_OPT_HELP_H

#include "text/opt.h"

/* Usage, purpose, examples, and every option with its default. */
void opt_help(const struct command *command, FILE *out);

#endif
