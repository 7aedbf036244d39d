/* The data that come with the program. */
#include "base/supplied.h"

#include "base/supplied_data.h" /* made by supplied.cmake */

#include <string.h>

const struct supplied *supplied_find(const char *name)
{
    static const struct supplied all[] = {
        {"homes", homes, sizeof homes - 1},
        {"sentences", sentences, sizeof sentences - 1},
        {"challenge", challenge, sizeof challenge - 1},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(name, all[i].name) == 0)
            return &all[i];
    return NULL;
}
