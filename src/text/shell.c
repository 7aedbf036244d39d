/* Words of a command. */
#include "text/shell.h"

#include <ctype.h>
#include <string.h>

void shell_word(struct report *report, const char *word)
{
    bool plain = *word != '\0';

    for (const char *c = word; *c != '\0'; c++)
        plain =
            plain && ((unsigned char)*c >= 0x80 || isalnum((unsigned char)*c) ||
                      strchr("_./,:=@%+-", *c));
    report_print(report, plain ? " " : " '");
    for (const char *c = word; *c != '\0'; c++)
        report_print(report, *c == '\'' ? "'\\''" : "%c", *c);
    report_print(report, plain ? "" : "'");
}

void shell_option(struct report *report, const char *option, const char *word)
{
    if (!word)
        return;
    report_print(report, " %s", option);
    shell_word(report, word);
}

int shell_split(char *line, char **at, int most)
{
    int n = 0;

    for (char *to = line; *line != '\0' && n < most; *to++ = '\0') {
        bool quoted = false;
        at[n++] = to;
        for (; *line != '\0' && (quoted || *line != ' '); line++)
            if (*line == '\'')
                quoted = !quoted;
            else
                *to++ = *line == '\\' && !quoted ? *++line : *line;
        line += strspn(line, " ");
    }
    return n;
}
