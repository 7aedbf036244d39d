/* Words as a shell reads them. */
#include "base/shell.h"

#include <stdio.h>
#include <string.h>

bool shell_is_plain(const char *word)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./,:=@%+-";
    const char *c = word;

    while (*c != '\0' && ((unsigned char)*c >= 0x80 || strchr(signs, *c)))
        c++;
    return *c == '\0' && c > word;
}

struct shell_file shell_file(const char *name)
{
    struct shell_file file;
    const char *quote = name && shell_is_plain(name) ? "" : "'";
    size_t n = (size_t)snprintf(file.text, SHELL_FILE, "%s%s", quote,
                                name && *name == '-' ? "./" : "");

    for (const char *c = name; c && *c != '\0' && n + 6 < SHELL_FILE; c++)
        n += (size_t)snprintf(file.text + n, 5, "%.*s", *c == '\'' ? 4 : 1,
                              *c == '\'' ? "'\\''" : c);
    if (name && n + 6 < SHELL_FILE)
        strcpy(file.text + n, quote);
    else
        strcpy(file.text, "FILE");
    return file;
}
