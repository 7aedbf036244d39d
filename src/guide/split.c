/* A line cut into the words of a command. */
#include "guide/split.h"

#include <string.h>

int split_words(char *line, char **at, int most)
{
    int n = 0;

    while (*line != '\0' && n < most) {
        at[n++] = line;
        line += strcspn(line, " ");
        while (*line == ' ')
            *line++ = '\0';
    }
    return n;
}
