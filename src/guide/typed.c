/* What somebody types at a prompt. */
#include "guide/typed.h"

#include <ctype.h>
#include <stdio.h>

bool typed_line(char *line, size_t size)
{
    size_t n = 0;
    int c = getchar();

    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = getchar())
        if (n + 1 == size)
            line[n - 1] = '!';
        else if (n > 0 || !isspace(c))
            line[n++] = (char)(c == '\0' ? '!' : isspace(c) ? ' ' : c);
    while (n > 0 && line[n - 1] == ' ')
        n--;
    line[n] = '\0';
    return true;
}

void typed_lower(char *line)
{
    for (; *line != '\0'; line++)
        *line = (char)tolower((unsigned char)*line);
}
