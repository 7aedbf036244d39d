/* guide.h -- what goes with the course, for the table of commands in main. */
#ifndef GUIDE_GUIDE_H
#define GUIDE_GUIDE_H

#include "text/opt.h"

extern const struct command command_tour;
extern const struct command command_check;
extern const struct command command_predict;
extern const struct command command_explain;
extern const struct command command_plot;
extern const struct command command_report;

extern const struct command command_completion;
extern const struct command command_man;

/* All commands, in the order of the list that help prints; the last ones, whose
   group is empty, are in its line of others. */
struct guide_row {
    const char *group; /* begins a group of the list, else NULL */
    const struct command *command;
};
extern const struct guide_row guide_command[];
extern const int guide_commands;

/* Cuts a line at its blanks, in place; at: the words, at most so many.
   Returns how many there are. */
int guide_split(char *line, char **at, int most);

#endif
