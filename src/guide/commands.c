/* The table of commands: what there is to type. */
#include "guide/guide.h"
#include "stages/lesson.h"

#include <string.h>

const struct guide_row guide_command[] = {
    {"Stages, in lesson order", &command_data},
    {NULL, &command_linreg},
    {NULL, &command_sweep},
    {NULL, &command_early_stop},
    {NULL, &command_generalize},
    {NULL, &command_bigram},
    {"Guides", &command_tour},
    {NULL, &command_check},
    {NULL, &command_explain},
    {"Files", &command_predict},
    {NULL, &command_plot},
    {NULL, &command_report},
    {"", &command_completion},
    {"", &command_man},
};
const int guide_commands = sizeof guide_command / sizeof guide_command[0];

int guide_split(char *line, char **at, int most)
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
