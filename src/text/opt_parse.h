/* opt_parse.h -- from a command line to the options of a command. */
#ifndef TEXT_OPT_PARSE_H
#define TEXT_OPT_PARSE_H

#include "text/opt.h"

/* Fills options, a struct of the command's size, from the defaults and the
   arguments after the command's name.  Faults name culprit and cure. */
bool opt_parse(const struct command *command, int argc, char **argv,
               void *options, struct fault *fault);

#endif
