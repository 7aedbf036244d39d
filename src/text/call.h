/* call.h -- a command on its way: what it was called with, and where its
   results go. */
#ifndef TEXT_CALL_H
#define TEXT_CALL_H

#include "trainloop/fault.h"

#include <stdio.h>

struct command;

/* All commands there are, in the order of the list that help prints. */
struct command_row {
    const char *group; /* begins a group of the list, else NULL; "": the row is
                          in the line of others */
    const struct command *command; /* NULL: the end of the table */
};

struct call {
    int argc; /* without the command's name */
    char **argv;
    FILE *out;
    struct fault *fault;
    const struct command_row *commands; /* main's table     */
    const struct command *command;      /* the one of them  */
};

#endif
