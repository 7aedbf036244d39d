/* Commands and their options, as tables. */
#include "text/opt.h"

#include "base/near.h"
#include "text/report.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

bool opt_listed(const char *list, const char *name)
{
    size_t length = strlen(name);

    for (; list && (list = strstr(list, name)); list += length)
        if (list[length] == '\0' || list[length] == ' ')
            return true;
    return false;
}

bool opt_walk(const struct command *command, struct opt_row *row)
{
    int g = row->group, i = row->o ? row->i + 1 : 0;

    for (; command->groups && command->groups[g].rows; g++, i = 0) {
        const struct opt_group *group = &command->groups[g];
        for (const struct opt *o = &group->rows[i]; o->name; o++, i++)
            if (!command->only || opt_listed(command->only, o->name)) {
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

struct opt_row opt_find(const struct command *command, const char *word)
{
    size_t length = strcspn(word, "= ");
    struct opt_row row = {0};
    const char *name;

    while (opt_walk(command, &row))
        for (int k = 0; (name = opt_name(row.o, k)); k++)
            if (strlen(name) == length && strncmp(name, word, length) == 0)
                return row;
    return (struct opt_row){0};
}

bool opt_takes_next(const struct command *command, const char *word)
{
    const struct opt *o = opt_find(command, word).o;

    return o && !strchr(word, '=') && o->kind != OPT_FLAG &&
           o->kind != OPT_MAYBE;
}

/* Moves on to the next of the words between bars; "": there is none. */
static const char *next_choice(const char *choices)
{
    choices += strcspn(choices, "|");
    return *choices == '|' ? choices + 1 : choices;
}

int opt_choice(const char *choices, const char *word)
{
    size_t length = strlen(word);

    for (int k = 0; *choices != '\0'; k++, choices = next_choice(choices))
        if (strcspn(choices, "|") == length &&
            strncmp(choices, word, length) == 0)
            return k;
    return -1;
}

bool opt_hint_choice(struct fault *fault, const char *choices, const char *word)
{
    char known[NEAR_WORD + 1], all[160] = "";

    for (; *choices != '\0'; choices = next_choice(choices)) {
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

static bool is_whole(const struct opt *o)
{
    return o->kind == OPT_COUNT || o->kind == OPT_EVERY;
}

/* The greatest value of an option, DBL_MAX where there is none. */
static double greatest(const struct opt *o)
{
    return o->max != 0.0 ? o->max : is_whole(o) ? 1e12 : DBL_MAX;
}

/* A number in the range of an option. */
static bool read_number(const struct opt *o, const char *text, double *x)
{
    if (decimal_parse(text, x) != DECIMAL_OK || !(*x <= greatest(o)))
        return false;
    return o->kind == OPT_POSITIVE || o->kind == OPT_RATE ? *x > 0.0
           : o->kind == OPT_PART
               ? *x >= 0.0 && *x < 1.0
               : *x >= o->min && (!is_whole(o) || *x == floor(*x));
}

static bool read_list(const struct opt *o, const char *text)
{
    const char *at = strcmp(text, "auto") == 0 ? NULL : text;
    bool good = true;
    double x;

    while (good && at) {
        at = opt_next(at, &x);
        good = x > 0.0 && x <= greatest(o);
    }
    return good;
}

static bool read_delta(const struct opt *o, const char *text, double *delta)
{
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    double *x = &delta[percent];
    char number[64];

    delta[0] = delta[1] = 0.0;
    snprintf(number, sizeof number, "%.*s", (int)(length - percent), text);
    return length < sizeof number && decimal_parse(number, x) == DECIMAL_OK &&
           *x >= 0.0 && *x <= greatest(o);
}

bool opt_read(const struct opt *o, const char *text, void *value)
{
    double x = 0.0, *pair = value;
    bool good;
    int k;

    switch (o->kind) {
    case OPT_FLAG:
        *(bool *)value = true;
        return !text;
    case OPT_COUNT:
        good = read_number(o, text, &x);
        *(uint64_t *)value = good ? (uint64_t)x : 0;
        return good;
    case OPT_EVERY:
        good = strcmp(text, "pow2") == 0 || read_number(o, text, &x);
        *(struct opt_every *)value =
            (struct opt_every){.n = good ? (uint64_t)x : 0, .given = true};
        return good;
    case OPT_PAIR:
        if (o->value && strchr(o->value, '|') &&
            strcmp(text, strchr(o->value, '|') + 1) == 0) {
            pair[0] = pair[1] = (double)NAN;
            return true;
        }
        text = opt_next(text, &pair[0]);
        return text && !isnan(pair[0]) &&
               decimal_parse(text, &pair[1]) == DECIMAL_OK;
    case OPT_DELTA:
        return read_delta(o, text, pair);
    case OPT_RATE:
        *pair = 0.0;
        return strcmp(text, "auto") == 0 || read_number(o, text, pair);
    case OPT_CHOICE:
    case OPT_MAYBE:
        k = text ? opt_choice(o->value, text) : -1;
        *(int *)value = o->kind == OPT_MAYBE ? k + 2 : k;
        return k >= 0 || !text;
    case OPT_LIST:
    case OPT_TEXT:
        *(const char **)value = text;
        return o->kind == OPT_LIST ? read_list(o, text) : *text != '\0';
    default:
        return read_number(o, text, pair);
    }
}

struct number opt_wanted(const struct opt *o)
{
    static const char *const kinds[] = {
        [OPT_PART] = "a part from 0 to below 1, such as 0.2",
        [OPT_PAIR] = "two numbers A,B",
        [OPT_LIST] = "numbers greater than 0, or auto",
        [OPT_DELTA] = "a number not below 0, or per cent as in 0.1%",
        [OPT_TEXT] = "a name",
    };
    const char *wanted = o->kind == OPT_MAYBE ? o->value : kinds[o->kind];
    double most = greatest(o);
    struct decimal low = decimal_format(o->min), high = decimal_format(most);
    bool bounded = most < DBL_MAX;
    struct number n;

    const char *other = o->kind == OPT_PAIR ? strchr(o->value, '|') : NULL;

    if (wanted)
        return *number_say(&n, "%s%s%s", wanted, other ? ", or " : "",
                           other ? other + 1 : "");
    if (most == 1e12)
        strcpy(high.text, "1e12"); /* nobody counts so many zeros */
    if (o->kind == OPT_POSITIVE || o->kind == OPT_RATE)
        return *number_say(
            &n, "a number greater than 0%s%s%s", bounded ? " and at most " : "",
            bounded ? high.text : "", o->kind == OPT_RATE ? ", or auto" : "");
    if (bounded)
        return *number_say(&n, "a %snumber from %s to %s%s",
                           is_whole(o) ? "whole " : "", low.text, high.text,
                           o->kind == OPT_EVERY ? ", or pow2" : "");
    return o->min > -DBL_MAX
               ? *number_say(&n, "a number not below %s", low.text)
               : *number_say(&n, "a number");
}

struct number opt_default(const struct command *command,
                          const struct opt_row *row)
{
    const void *value = (const char *)command->defaults + row->at;
    const double *x = value;
    const uint64_t *count = value;
    const struct opt *o = row->o;
    const char *word = o->value;
    struct number n = {""};

    switch (o->kind) {
    case OPT_FLAG:
    case OPT_MAYBE:
    case OPT_TEXT:
        return n;
    case OPT_LIST:
        return *number_say(&n, "%s", *(const char *const *)value);
    case OPT_CHOICE:
        if (*(const int *)value < 0)
            return n;
        for (int k = *(const int *)value; k > 0; k--)
            word = next_choice(word);
        return *number_say(&n, "%.*s", (int)strcspn(word, "|"), word);
    case OPT_EVERY:
    case OPT_COUNT:
        return (double)*count < o->min
                   ? n
                   : *number_say(&n, "%.0f", (double)*count);
    case OPT_PAIR:
        if (isnan(x[0]))
            return *number_say(&n, "%s", strchr(word, '|') + 1);
        return *number_say(&n, "%s,%s", decimal_format(x[0]).text,
                           decimal_format(x[1]).text);
    case OPT_DELTA:
        return *number_say(&n, "%s%s", decimal_format(x[0] + x[1]).text,
                           x[1] > 0.0 ? "%" : "");
    case OPT_RATE:
        return *number_say(&n, "%s",
                           *x > 0.0 ? decimal_format(*x).text : "auto");
    default: /* of a rate and of a part 0 is none */
        return *x == 0.0 && o->kind != OPT_REAL
                   ? n
                   : *number_say(&n, "%s", decimal_format(*x).text);
    }
}

uint64_t opt_every_next(const struct opt_every *every, uint64_t epoch,
                        uint64_t epochs)
{
    static const uint64_t round[] = {1, 2, 5};
    uint64_t step = every->n, tens = 1, last = epochs - 1;
    uint64_t most = every->most > 0 ? every->most : 12;

    if (every->n == 0)
        return epoch > 0 ? 2 * epoch : 1;
    for (int i = 0; !every->given && last / step + 1 + (last % step > 0) > most;
         i++) {
        uint64_t next = round[i % 3] * tens;
        step = next > step ? next : step;
        tens *= i % 3 == 2 ? 10 : 1;
    }
    return epoch + step;
}

bool opt_asked(const struct command *command, int argc, char **argv,
               const char *name, const char *alias)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], alias) == 0)
            return true;
        else if (command && opt_takes_next(command, argv[i]))
            i++; /* a value may be named as it likes */
    return false;
}

int opt_split(char *line, char **at, int most)
{
    int n = 0;

    for (char *to = line; *line != '\0' && n < most; *to++ = '\0') {
        char quote = '\0'; /* the one that is open */
        at[n++] = to;
        for (; *line != '\0' && (quote || *line != ' '); line++)
            if (*line == quote || (!quote && strchr("'\"", *line))) {
                quote = (char)(quote ? '\0' : *line);
            } else {
                line += *line == '\\' && !quote && line[1] != '\0';
                *to++ = *line;
            }
        line += strspn(line, " ");
    }
    return n;
}

struct number opt_with(const struct command *command, const struct opt *o)
{
    struct number n = {""};

    for (const char *list = o->with; list && *list; list += strspn(list, " ")) {
        int length = (int)strcspn(list, " ");
        struct number before = n;
        if (opt_find(command, list).o)
            number_say(&n, "%s%s%.*s", before.text, *before.text ? " or " : "",
                       length, list);
        list += length;
    }
    return n;
}

/* "-q, --quiet" or "--lr RATE", then the words, a long alias, the default. */
static void print_option(const struct command *command,
                         const struct opt_row *row, FILE *out)
{
    enum { ROOM = 80 - 22 };
    const struct opt *o = row->o;
    struct number preset = opt_default(command, row);
    bool letter = o->alias && o->alias[1] != '-';
    bool longer = o->alias && !letter;
    struct number other = opt_with(command, o);
    bool with = *other.text;
    char left[80], right[320];

    if (o->kind == OPT_EVERY)
        *preset.text = '\0'; /* rows of a long run are further apart */
    snprintf(left, sizeof left,
             o->kind == OPT_MAYBE ? "%s%s%s%s[=%s]" : "%s%s%s%s%s",
             letter ? o->alias : "", letter ? ", " : "", o->name,
             o->value && o->kind != OPT_MAYBE ? " " : "",
             o->value ? o->value : "");
    snprintf(right, sizeof right, "%s%s%s%s%s%s%s%s%s%s", o->help,
             longer ? "; or " : "", longer ? o->alias : "",
             *preset.text ? " (" : "", preset.text, with ? ", with " : "",
             other.text, with ? " " : "", with ? o->then : "",
             *preset.text ? ")" : "");
    /* what does not fit beside it stands below it */
    bool below = strlen(left) > 19 && strlen(left) + strlen(right) > 77;
    fprintf(out, "  %-19s%s", left, below ? "\n" : " ");
    for (const char *rest = right; *rest != '\0'; rest += *rest == ' ') {
        int n = report_break(rest, ROOM);
        fprintf(out, "%*s%.*s\n", rest == right && !below ? 0 : 22, "", n,
                rest);
        rest += n;
    }
}

void opt_help(const struct command *command, FILE *out)
{
    struct opt_row row = {0};
    const char *title = NULL;

    fprintf(out, "Usage: trainloop %s%s%s [OPTION]...\n\n%s\n\nExamples\n%s",
            command->name, command->words && *command->words ? " " : "",
            command->words ? command->words : "", command->about,
            command->examples);
    while (opt_walk(command, &row)) {
        const char *own = command->groups[row.group].title;
        if (!title || (own && own != title))
            fprintf(out, "\n%s%s\n", own ? own : "Options",
                    title ? "" : " (defaults in brackets)");
        title = own ? own : title ? title : "Options";
        print_option(command, &row, out);
    }
    fprintf(out, "%s  %-19s %s\n", command->groups ? "" : "\nOptions\n",
            "-h, --help", "this page");
}
