/* split.h -- a line cut into the words of a command. */
#ifndef GUIDE_SPLIT_H
#define GUIDE_SPLIT_H

/* Cuts a line at its blanks, in place; at: the words, at most so many.
   Returns how many there are. */
int split_words(char *line, char **at, int most);

#endif
