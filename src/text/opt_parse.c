/* From a command line to the options of a command. */
#include "text/opt_parse.h"

#include "base/array.h"
#include "text/near.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = NEAR_WORD, SHOWN = 100 }; /* bytes of a name; of a value quoted */

/* A parse under way. */
struct parse {
    const struct command *command;
    char **argv;
    int argc, at; /* the next argument is argv[at] */
    void *options;
    struct opt_row row; /* the option that is read now, and its value in ... */
    void *value;        /* ... options                                       */
    struct fault *fault;
    const struct opt **seen; /* (n_seen) the rows given, each once; owned */
    size_t n_seen, room;
};

/* Bytes of a pasted dash in front of text, or 0: U+2010 to U+2015, U+2212. */
static int long_dash(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    bool dash =
        c[0] == 0xE2 && ((c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x95) ||
                         (c[1] == 0x88 && c[2] == 0x92));

    return dash ? 3 : 0;
}

/* The option that a wrong one is nearest to, or NULL.  name: no value. */
static const char *suggest(const struct command *command, const char *name)
{
    const char *best = NULL, *known;
    int least = WORD;
    char hyphens[WORD + 8];
    struct opt_row row = {0};

    while (*name == '-' || long_dash(name))
        name += *name == '-' ? 1 : long_dash(name);
    snprintf(hyphens, sizeof hyphens, "--%.*s", WORD, name);
    for (char *c = hyphens; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    if (*name == '\0')
        return NULL;
    while (opt_walk(command, &row))
        for (int k = 0; (known = opt_name(row.o, k)); k++) {
            int d = near_distance(hyphens, known);
            if (d < least && d < (int)strlen(name) &&
                near_match(hyphens, known)) {
                least = d;
                best = known;
            }
        }
    return best;
}

/* The hint for what is no option and stands where no word can. */
static bool explain(struct parse *p, const char *word)
{
    static const char *const inputs[] = {"--data", "--text"};
    const struct opt *last = p->n_seen > 0 ? p->seen[p->n_seen - 1] : NULL;
    double x;

    for (int i = 0; i < 2; i++)
        if (strpbrk(word, "./") && opt_known(p->command, inputs[i]))
            return fault_hint(p->fault, "Did you mean '%s %.*s'?", inputs[i],
                              SHOWN, word);
    if (last && last->kind == OPT_MAYBE && opt_choice(last->value, word) >= 0)
        return fault_hint(p->fault, "Did you mean '%s=%.*s'?", last->name,
                          SHOWN, word);
    if (last && last->kind == OPT_LIST && decimal_parse(word, &x) == DECIMAL_OK)
        return fault_hint(p->fault,
                          "Join the numbers of %s with commas, without blanks",
                          last->name);
    return fault_hint(p->fault, "Its options: trainloop help %s",
                      p->command->name);
}

static bool unknown(struct parse *p, const char *word)
{
    char name[WORD + 1];
    bool dash = long_dash(word) > 0, option = word[0] == '-' || dash;

    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *meant = suggest(p->command, name);
    fault_set(p->fault, FAULT_USAGE,
              dash     ? "'%.*s' begins with a long dash, not with '-'"
              : option ? "unknown option '%.*s'"
                       : "unexpected word '%.*s'",
              SHOWN, word);
    if (meant)
        return fault_hint(p->fault, "Did you mean '%s'?", meant);
    if (option)
        return fault_hint(p->fault, "Its options: trainloop help %s",
                          p->command->name);
    return explain(p, word);
}

/* The hint that shows how an option is typed. */
static bool give_example(struct parse *p)
{
    const struct opt *o = p->row.o;
    struct opt_preset preset = opt_default(p->command, &p->row);

    if (o->kind == OPT_MAYBE)
        return fault_hint(p->fault, "Write %s, or %s=%s", o->name, o->name,
                          o->value);
    if (preset.text[0] == '\0' || strcmp(preset.text, "0") == 0)
        return fault_hint(p->fault, "Write %s %s", o->name, o->value);
    return fault_hint(
        p->fault, "For example: %s %s%s", o->name, preset.text,
        o->kind == OPT_PAIR || o->kind == OPT_LIST ? ", without a blank" : "");
}

/* Three digits behind a comma are thousands, not decimals: "12,000". */
static bool is_grouped(const char *text)
{
    const char *comma = strchr(text, ',');

    return comma && strspn(comma + 1, "0123456789") == 3;
}

static bool is_whole(const struct opt *o)
{
    return o->kind == OPT_COUNT || o->kind == OPT_EVERY;
}

/* Says what an option needs, and what it got instead. */
static bool refuse(struct parse *p, const char *wanted, const char *got)
{
    const struct opt *o = p->row.o;
    double x;

    fault_set(p->fault, FAULT_USAGE, "'%s' needs %s, got '%.*s'", o->name,
              wanted, SHOWN, got);
    for (const char *c = got; *c != '\0'; c++)
        if (long_dash(c))
            return fault_hint(p->fault,
                              c == got ? "It begins with a long dash: type a "
                                         "plain '-'"
                                       : "There is a long dash in it: type a "
                                         "plain '-'");
    if (o->kind == OPT_PART && strchr(got, '%'))
        return fault_hint(p->fault, "Write a part: 0.2 for 20 %%");
    if (o->kind == OPT_DELTA && strchr(got, ','))
        return fault_hint(p->fault, "Write the decimal point as '.', for "
                                    "example 0.1 or 0.1%%");
    if (decimal_parse(got, &x) == DECIMAL_COMMA && o->kind != OPT_PAIR &&
        o->kind != OPT_LIST)
        return fault_hint(p->fault, is_whole(o) || is_grouped(got)
                                        ? "Write the number without a comma"
                                        : "Write the decimal point as '.', for "
                                          "example 1.5 or 1e-7");
    return give_example(p);
}

/* The greatest value of an option, DBL_MAX where there is none. */
static double greatest(const struct opt *o)
{
    return o->max != 0.0 ? o->max : is_whole(o) ? 1e12 : DBL_MAX;
}

static void describe(char *text, size_t size, const struct opt *o)
{
    double most = greatest(o);
    const char *kind = is_whole(o) ? "a whole number" : "a number";
    struct decimal low = decimal_format(o->min), high = decimal_format(most);

    if (most == 1e12)
        strcpy(high.text, "1e12"); /* nobody counts so many zeros */
    if (o->kind == OPT_PART)
        snprintf(text, size, "a part from 0 to below 1, such as 0.2");
    else if (o->kind == OPT_POSITIVE)
        snprintf(text, size, "a number greater than 0%s%s",
                 most < DBL_MAX ? " and at most " : "",
                 most < DBL_MAX ? high.text : "");
    else if (most < DBL_MAX)
        snprintf(text, size, "%s from %s to %s%s", kind, low.text, high.text,
                 o->kind == OPT_EVERY ? ", or pow2" : "");
    else if (o->min > -DBL_MAX)
        snprintf(text, size, "a number not below %s", low.text);
    else
        snprintf(text, size, "a number");
}

static bool in_range(const struct opt *o, double x)
{
    if (o->kind == OPT_PART)
        return x >= 0.0 && x < 1.0;
    if (o->kind == OPT_POSITIVE)
        return x > 0.0 && x <= greatest(o);
    return x >= o->min && x <= greatest(o) && (!is_whole(o) || x == floor(x));
}

static bool parse_number(struct parse *p, const char *text)
{
    const struct opt *o = p->row.o;
    char wanted[120];
    double x;

    if (o->kind == OPT_EVERY && strcmp(text, "pow2") == 0) {
        x = 0.0;
    } else if (decimal_parse(text, &x) != DECIMAL_OK || !in_range(o, x)) {
        describe(wanted, sizeof wanted, o);
        return refuse(p, wanted, text);
    }
    if (o->kind == OPT_EVERY)
        memcpy(p->value, &(struct opt_every){(uint64_t)x, true},
               sizeof(struct opt_every));
    else if (o->kind == OPT_COUNT)
        memcpy(p->value, &(uint64_t){(uint64_t)x}, sizeof(uint64_t));
    else
        memcpy(p->value, &x, sizeof x);
    return true;
}

/* "A,B" */
static bool parse_pair(struct parse *p, const char *text)
{
    double pair[2] = {(double)NAN, (double)NAN};
    const char *rest = opt_next(text, &pair[0]);

    if (!rest || isnan(pair[0]) || decimal_parse(rest, &pair[1]) != DECIMAL_OK)
        return refuse(p, "two numbers A,B", text);
    memcpy(p->value, pair, sizeof pair);
    return true;
}

/* "A,B,C" or "auto" */
static bool parse_list(struct parse *p, const char *text)
{
    const char *at = strcmp(text, "auto") == 0 ? NULL : text;
    double x;

    memcpy(p->value, &text, sizeof text);
    while (at) {
        at = opt_next(at, &x);
        if (!(x > 0.0 && x <= greatest(p->row.o)))
            return refuse(p, "numbers greater than 0, or auto", text);
    }
    return true;
}

/* "X" or "X%" */
static bool parse_delta(struct parse *p, const char *text)
{
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    char number[WORD + 1];
    double delta[2] = {0.0, 0.0};

    snprintf(number, sizeof number, "%.*s", (int)length - percent, text);
    if (length > WORD || decimal_parse(number, &delta[percent]) != DECIMAL_OK ||
        !(delta[percent] >= 0.0 && delta[percent] <= greatest(p->row.o)))
        return refuse(p, "a number not below 0, or per cent as in 0.1%", text);
    memcpy(p->value, delta, sizeof delta);
    return true;
}

/* One of the words between the bars; text NULL: a MAYBE by itself. */
static bool parse_choice(struct parse *p, const char *text)
{
    const struct opt *o = p->row.o;
    int k = text ? opt_choice(o->value, text) : -1;
    int choice = o->kind == OPT_MAYBE ? k + 2 : k;

    memcpy(p->value, &choice, sizeof choice);
    if (k >= 0 || !text)
        return true;
    refuse(p, o->value, text);
    return o->kind == OPT_CHOICE && long_dash(text) == 0 &&
           opt_hint_choice(p->fault, o->value, text);
}

static bool parse_flag(struct parse *p, const char *text)
{
    const char *name = p->row.o->name;

    memcpy(p->value, &(bool){true}, sizeof(bool));
    if (!text)
        return true;
    fault_set(p->fault, FAULT_USAGE, "'%s' takes no value, got '%.*s'", name,
              SHOWN, text);
    return fault_hint(p->fault, "Write just %s", name);
}

static bool parse_value(struct parse *p, const char *text)
{
    switch (p->row.o->kind) {
    case OPT_FLAG:
        return parse_flag(p, text);
    case OPT_PAIR:
        return parse_pair(p, text);
    case OPT_LIST:
        return parse_list(p, text);
    case OPT_DELTA:
        return parse_delta(p, text);
    case OPT_CHOICE:
    case OPT_MAYBE:
        return parse_choice(p, text);
    case OPT_TEXT:
        memcpy(p->value, &text, sizeof text);
        return *text != '\0' || refuse(p, "a name", text);
    default:
        return parse_number(p, text);
    }
}

/* The value of an option in the next argument; NULL: there is none. */
static const char *take_next(struct parse *p)
{
    const char *next = p->at < p->argc ? p->argv[p->at++] : NULL;

    if (next && !opt_known(p->command, next))
        return next;
    fault_set(p->fault, FAULT_USAGE,
              next ? "'%s' needs a value, %s, but '%.*s' follows"
                   : "'%s' needs a value, %s",
              p->row.o->name, p->row.o->value, SHOWN, next);
    give_example(p);
    return NULL;
}

/* Notes that an option was given. */
static bool note(struct parse *p, const struct opt *o)
{
    for (size_t k = 0; k < p->n_seen; k++)
        if (p->seen[k] == o)
            return true;
    if (!array_room(&p->seen, &p->room, p->n_seen + 1, sizeof(struct opt *)))
        return fault_memory(p->fault, (double)p->n_seen * sizeof(struct opt *),
                            "the command line");
    p->seen[p->n_seen++] = o;
    return true;
}

static bool parse_option(struct parse *p, const char *word)
{
    size_t length = strcspn(word, "=");
    const char *text = word[length] == '=' ? word + length + 1 : NULL;

    if (!opt_find(p->command, word, length, &p->row))
        return unknown(p, word);
    if (!note(p, p->row.o))
        return false;
    p->value = (char *)p->options + p->row.at;
    if (!text && opt_takes_next(p->command, word)) {
        text = take_next(p);
        if (!text)
            return false;
    }
    return parse_value(p, text);
}

/* Is `name` one of the words of a list such as "--load --data"? */
static bool listed(const char *list, const char *name)
{
    size_t length = strlen(name);

    for (; list && (list = strstr(list, name)); list += length)
        if (list[length] == '\0' || list[length] == ' ')
            return true;
    return false;
}

/* Options that exclude or need each other. */
static bool check_company(struct parse *p)
{
    for (size_t i = 0; i < p->n_seen; i++) {
        const struct opt *o = p->seen[i];
        bool found = !o->needs;
        for (size_t k = 0; k < p->n_seen; k++) {
            found = found || listed(o->needs, p->seen[k]->name);
            if (!listed(o->clash, p->seen[k]->name))
                continue;
            fault_set(p->fault, FAULT_USAGE, "'%s' cannot be used with '%s'",
                      o->name, p->seen[k]->name);
            return fault_hint(p->fault, "Leave out one of the two");
        }
        if (!found) {
            fault_set(p->fault, FAULT_USAGE, "'%s' has no use without '%s'",
                      o->name, o->needs);
            return fault_hint(p->fault, "Add %s, or leave out %s", o->needs,
                              o->name);
        }
    }
    return true;
}

/* Behind "--" nothing is an option any more. */
static bool stray(struct parse *p, const char *word)
{
    fault_set(p->fault, FAULT_USAGE, "unexpected word '%.*s'", SHOWN, word);
    return fault_hint(p->fault,
                      "Nothing may follow '--' here: trainloop help %s",
                      p->command->name);
}

/* A negative number is no option. */
static bool is_word(const char *word)
{
    double x;

    return (word[0] != '-' && !long_dash(word)) || strcmp(word, "-") == 0 ||
           decimal_parse(word, &x) == DECIMAL_OK;
}

static bool parse_all(struct parse *p)
{
    const struct command *command = p->command;
    struct opt_words words = {p->argv, 0};
    bool plain = false; /* behind "--" */

    if (command->size > 0)
        memcpy(p->options, command->defaults, command->size);
    while (p->at < p->argc) {
        char *word = p->argv[p->at++];
        if (!plain && strcmp(word, "--") == 0)
            plain = true;
        else if (command->words && (plain || is_word(word)))
            p->argv[words.n++] = word; /* a place that was read already */
        else if (plain ? !stray(p, word) : !parse_option(p, word))
            return false;
    }
    if (command->words)
        memcpy((char *)p->options + command->words_at, &words, sizeof words);
    return check_company(p);
}

bool opt_parse(const struct command *command, int argc, char **argv,
               void *options, struct fault *fault)
{
    struct parse p = {.command = command,
                      .argc = argc,
                      .argv = argv,
                      .options = options,
                      .fault = fault};
    bool good = parse_all(&p);

    free(p.seen);
    return good;
}
