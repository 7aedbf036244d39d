/* The help page of a command. */
#include "text/opt_help.h"

#include "text/opt_value.h"

/* "-q, --quiet" or "--lr RATE", then the words, a long alias, the default. */
static void print_option(const struct command *command,
                         const struct opt_row *row, FILE *out)
{
    const struct opt *o = row->o;
    struct number preset = opt_value_default(command, row);
    bool letter = o->alias && o->alias[1] != '-';
    bool longer = o->alias && !letter;
    char left[80];

    snprintf(left, sizeof left,
             o->kind == OPT_MAYBE ? "%s%s%s%s[=%s]" : "%s%s%s%s%s",
             letter ? o->alias : "", letter ? ", " : "", o->name,
             o->value && o->kind != OPT_MAYBE ? " " : "",
             o->value ? o->value : "");
    fprintf(out, "  %-19s %s%s%s", left, o->help, longer ? "; or " : "",
            longer ? o->alias : "");
    fprintf(out, *preset.text ? " (%s)\n" : "%s\n", preset.text);
}

void opt_help(const struct command *command, FILE *out)
{
    struct opt_row row = {0};

    fprintf(out, "Usage: trainloop %s%s%s [OPTION]...\n\n%s\n\nExamples\n%s",
            command->name, command->words && *command->words ? " " : "",
            command->words ? command->words : "", command->about,
            command->examples);
    while (opt_walk(command, &row)) {
        const char *title = command->groups[row.group].title;
        if (row.i == 0 && title)
            fprintf(out, "\n%s%s\n", title,
                    row.group == 0 ? " (defaults in brackets)" : "");
        print_option(command, &row, out);
    }
    fprintf(out, "%s  %-19s %s\n", command->groups ? "" : "\nOptions\n",
            "-h, --help", "this page");
}
