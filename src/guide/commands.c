/* The table of commands: what there is to type. */
#include "../lesson/lesson.h"
#include "guide.h"

const struct guide_row guide_command[] = {
    {"Stages, in lesson order", &command_data},
    {NULL, &command_linreg},
    {NULL, &command_sweep},
    {NULL, &command_early_stop},
    {NULL, &command_generalize},
    {NULL, &command_bigram},
    {"Guides", &command_check},
    {NULL, &command_explain},
    {"Files", &command_predict},
    {NULL, &command_plot},
    {NULL, &command_report},
    {"", &command_completion},
    {"", &command_man},
};
const int guide_commands = sizeof guide_command / sizeof guide_command[0];
