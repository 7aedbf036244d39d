/* check_markup FILE...: are they well-formed, and load and run nothing? */
#include "markup.h"

#include <stdlib.h>

static bool check(const char *name)
{
    FILE *file = fopen(name, "rb");
    size_t room = 1 << 24;
    char *text = malloc(room);
    struct markup m = {0};
    bool good = file && text;

    if (good) {
        text[fread(text, 1, room - 1, file)] = '\0';
        good = markup_check(&m, text) && m.tags > 5;
        printf("%s: %d elements%s%s\n", name, m.tags, m.wrong ? ": " : "",
               m.wrong ? m.wrong : "");
        if (m.wrong)
            printf("  at byte %.0f: %.60s\n", (double)(m.at - text), m.at);
    } else {
        printf("%s: cannot be read\n", name);
    }
    free(text);
    if (file)
        fclose(file);
    return good;
}

int main(int argc, char **argv)
{
    bool good = argc > 1;

    for (int i = 1; i < argc; i++)
        good = check(argv[i]) && good;
    return !good;
}
