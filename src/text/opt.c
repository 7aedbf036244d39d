/* Commands and their options, as tables. */
#include "text/opt.h"

#include "text/near.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <string.h>

bool opt_walk(const struct command *command, struct opt_row *row)
{
    int g = row->group, i = row->o ? row->i + 1 : 0;

    for (; command->groups && command->groups[g].rows; g++, i = 0) {
        const struct opt_group *group = &command->groups[g];
        const struct opt *o = &group->rows[i];
        if (o->name && (group->n == 0 || i < group->n)) {
            *row = (struct opt_row){o, g, i, group->base + o->at};
            return true;
        }
    }
    return false;
}

const char *opt_name(const struct opt *o, int k)
{
    return k == 0 ? o->name : k == 1 ? o->alias : NULL;
}

bool opt_find(const struct command *command, const char *word,
              struct opt_row *row)
{
    size_t length = strcspn(word, "=");
    const char *name;

    *row = (struct opt_row){0};
    while (opt_walk(command, row))
        for (int k = 0; (name = opt_name(row->o, k)); k++)
            if (strlen(name) == length && strncmp(name, word, length) == 0)
                return true;
    return false;
}

bool opt_known(const struct command *command, const char *word)
{
    struct opt_row row;

    return opt_find(command, word, &row);
}

bool opt_takes_next(const struct command *command, const char *word)
{
    struct opt_row row;

    return !strchr(word, '=') && opt_find(command, word, &row) &&
           row.o->kind != OPT_FLAG && row.o->kind != OPT_MAYBE;
}

/* Moves on to the next of the words between bars; NULL: there is none. */
static const char *next_choice(const char *choices)
{
    choices += strcspn(choices, "|");
    return *choices == '|' ? choices + 1 : NULL;
}

int opt_choice(const char *choices, const char *word)
{
    size_t length = strlen(word);

    for (int k = 0; choices; k++, choices = next_choice(choices))
        if (strcspn(choices, "|") == length &&
            strncmp(choices, word, length) == 0)
            return k;
    return -1;
}

bool opt_hint_choice(struct fault *fault, const char *choices, const char *word)
{
    char known[NEAR_WORD + 1], all[160] = "";

    for (; choices; choices = next_choice(choices)) {
        size_t used = strlen(all);
        snprintf(known, sizeof known, "%.*s", (int)strcspn(choices, "|"),
                 choices);
        if (near_match(word, known))
            return fault_hint(fault, "Did you mean '%s'?", known);
        snprintf(all + used, sizeof all - used, "%s%s", used > 0 ? ", " : "",
                 known);
    }
    return fault_hint(fault, "Give one of these: %s", all);
}

const char *opt_next(const char *list, double *x)
{
    char first[NEAR_WORD + 1];
    size_t length = strcspn(list, ",");

    snprintf(first, sizeof first, "%.*s", (int)length, list);
    if (length >= sizeof first || decimal_parse(first, x) != DECIMAL_OK)
        *x = (double)NAN;
    return list[length] == ',' ? list + length + 1 : NULL;
}

uint64_t opt_every_next(const struct opt_every *every, uint64_t epoch,
                        uint64_t epochs)
{
    static const uint64_t round[] = {1, 2, 5};
    uint64_t step = every->n, tens = 1;

    if (every->n == 0)
        return epoch > 0 ? 2 * epoch : 1;
    for (int i = 0; !every->given && epochs / step > 100; i++) {
        step = round[i % 3] * tens * every->n;
        tens *= i % 3 == 2 ? 10 : 1;
    }
    return epoch + step;
}

bool opt_asked(int argc, char **argv, const char *name, const char *alias)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], alias) == 0)
            return true;
    return false;
}
