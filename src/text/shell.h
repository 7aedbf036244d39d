/* shell.h -- words of a command as one would type them. */
#ifndef TEXT_SHELL_H
#define TEXT_SHELL_H

#include "text/report.h"

/* " WORD", in quotes where a shell would split it; " --option WORD", nothing
   where word is NULL. */
void shell_word(struct report *report, const char *word);
void shell_option(struct report *report, const char *option, const char *word);

#endif
