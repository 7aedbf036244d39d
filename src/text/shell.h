/* shell.h -- words of a command: as one would type them, and cut again. */
#ifndef TEXT_SHELL_H
#define TEXT_SHELL_H

#include "text/report.h"

/* " WORD", in quotes where a shell would split it; " --option WORD", nothing
   where word is NULL. */
void shell_word(struct report *report, const char *word);
void shell_option(struct report *report, const char *option, const char *word);

/* Cuts such words again, in place; at: (most).  Returns how many there are, at
   most so many. */
int shell_split(char *line, char **at, int most);

#endif
