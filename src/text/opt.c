/* Commands and their options, as tables. */
#include "text/opt.h"

#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <assert.h>
#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 60, SHOWN = 100 }; /* bytes compared; bytes of a value quoted */

int opt_distance(const char *a, const char *b)
{
    int row[3][WORD + 1];
    int n = (int)strlen(a), m = (int)strlen(b);
    int *above = row[0], *here = row[1], *before = row[2];

    if (n > WORD || m > WORD)
        return WORD;
    for (int j = 0; j <= m; j++)
        above[j] = before[j] = j;
    for (int i = 1; i <= n; i++) {
        here[0] = i;
        for (int j = 1; j <= m; j++) {
            int best = above[j - 1] + (a[i - 1] != b[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = here[j - 1] + 1 < best ? here[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            here[j] = best;
        }
        int *oldest = before;
        before = above, above = here, here = oldest;
    }
    return above[m];
}

bool opt_near(const char *a, const char *b)
{
    size_t longer = strlen(a) > strlen(b) ? strlen(a) : strlen(b);

    return opt_distance(a, b) <= (int)(longer < 7 ? 1 : 2) ||
           (strlen(a) > 3 && strncmp(a, b, strlen(a)) == 0);
}

bool opt_asked(int argc, char **argv, const char *name, const char *alias)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], name) == 0 || strcmp(argv[i], alias) == 0)
            return true;
    return false;
}

/* A parse under way. */
struct parse {
    const struct command *command;
    char **argv;
    int argc, at; /* the next argument is argv[at] */
    void *options;
    struct fault *fault;
    const struct opt *seen[64]; /* the rows given, each once */
    int n_seen;
};

/* Bytes of a pasted dash in front of text: U+2010 to U+2015, U+2212. */
static int long_dash(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;

    if (c[0] != 0xE2)
        return 0;
    return (c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x95) ||
                   (c[1] == 0x88 && c[2] == 0x92)
               ? 3
               : 0;
}

int opt_rows(const struct opt_group *group)
{
    int n = group->n;

    while (group->n == 0 && group->rows[n].name)
        n++;
    return n;
}

/* The row of an option by its name, of so many bytes, and its group. */
static const struct opt *find(const struct command *command, const char *name,
                              size_t length, const struct opt_group **group)
{
    for (int g = 0; g < command->n_groups; g++)
        for (int i = 0; i < opt_rows(&command->groups[g]); i++) {
            const struct opt *o = &command->groups[g].rows[i];
            const char *names[2] = {o->name, o->alias};
            for (int k = 0; k < 2; k++)
                if (names[k] && strlen(names[k]) == length &&
                    strncmp(names[k], name, length) == 0) {
                    *group = &command->groups[g];
                    return o;
                }
        }
    return NULL;
}

bool opt_known(const struct command *command, const char *word)
{
    const struct opt_group *group;

    return find(command, word, strcspn(word, "="), &group) != NULL;
}

bool opt_takes_next(const struct command *command, const char *word)
{
    const struct opt_group *group;
    const struct opt *o = find(command, word, strlen(word), &group);

    return o && o->kind != OPT_FLAG && o->kind != OPT_MAYBE;
}

int opt_choice(const char *choices, const char *word)
{
    size_t length = strlen(word);

    for (int k = 0;; k++) {
        size_t n = strcspn(choices, "|");
        if (n == length && strncmp(choices, word, n) == 0)
            return k;
        if (choices[n] == '\0')
            return -1;
        choices += n + 1;
    }
}

bool opt_hint_choice(struct fault *fault, const char *choices, const char *word)
{
    char known[WORD + 1], all[SHOWN + WORD] = "";
    size_t used = 0;

    for (;;) {
        int n = (int)strcspn(choices, "|");
        snprintf(known, sizeof known, "%.*s", n, choices);
        if (opt_near(word, known))
            return fault_hint(fault, "Did you mean '%s'?", known);
        snprintf(all + used, sizeof all - used, "%s%s", used > 0 ? ", " : "",
                 known);
        used = strlen(all);
        if (choices[n] == '\0')
            return fault_hint(fault, "Give one of these: %s", all);
        choices += n + 1;
    }
}

/* The option that a wrong one is nearest to, or NULL.  name: no value. */
static const char *suggest(const struct command *command, const char *name)
{
    const char *best = NULL;
    int least = WORD;
    char hyphens[WORD + 8];

    while (*name == '-' || long_dash(name))
        name += *name == '-' ? 1 : long_dash(name);
    snprintf(hyphens, sizeof hyphens, "--%.*s", WORD, name);
    for (char *c = hyphens; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    if (*name == '\0')
        return NULL;
    for (int g = 0; g < command->n_groups; g++)
        for (int i = 0; i < opt_rows(&command->groups[g]); i++) {
            const struct opt *o = &command->groups[g].rows[i];
            const char *names[2] = {o->name, o->alias};
            for (int k = 0; k < 2; k++) {
                int d = names[k] ? opt_distance(hyphens, names[k]) : WORD;
                if (d < least && d < (int)strlen(name) &&
                    opt_near(hyphens, names[k])) {
                    least = d;
                    best = names[k];
                }
            }
        }
    return best;
}

static bool unknown(struct parse *p, const char *word)
{
    char name[WORD + 1];
    bool option = word[0] == '-' || long_dash(word);

    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *meant = suggest(p->command, name);
    if (long_dash(word))
        fault_set(p->fault, FAULT_USAGE,
                  "'%.*s' begins with a long dash, not with '-'", SHOWN, word);
    else
        fault_set(p->fault, FAULT_USAGE, "%s '%.*s'",
                  option ? "unknown option" : "unexpected word", SHOWN, word);
    if (meant)
        return fault_hint(p->fault, "Did you mean '%s'?", meant);
    static const char *const inputs[] = {"--data", "--text"};
    const struct opt_group *group;
    for (int i = 0; !option && i < 2; i++)
        if (strpbrk(word, "./") &&
            find(p->command, inputs[i], strlen(inputs[i]), &group))
            return fault_hint(p->fault, "Did you mean '%s %.*s'?", inputs[i],
                              SHOWN, word);
    double x;
    const struct opt *last = p->n_seen > 0 ? p->seen[p->n_seen - 1] : NULL;
    if (!option && last && last->kind == OPT_MAYBE &&
        opt_choice(last->value, word) >= 0)
        return fault_hint(p->fault, "Did you mean '%s=%.*s'?", last->name,
                          SHOWN, word);
    if (!option && last && last->kind == OPT_LIST &&
        decimal_parse(word, &x) == DECIMAL_OK)
        return fault_hint(p->fault,
                          "Join the numbers of %s with commas, without "
                          "blanks",
                          last->name);
    return fault_hint(p->fault, "Its options: trainloop help %s",
                      p->command->name);
}

/* The word of "text|csv" that is chosen. */
static void show_choice(char *text, size_t size, const struct opt *o,
                        const void *value)
{
    const char *word = o->value;
    int choice;

    assert(word);
    memcpy(&choice, value, sizeof choice);
    while (choice-- > 0)
        word += strcspn(word, "|") + 1;
    snprintf(text, size, "%.*s", (int)strcspn(word, "|"), word);
}

char *opt_default(char *text, size_t size, const struct command *command,
                  const struct opt_group *group, const struct opt *o)
{
    const char *value = (const char *)command->defaults + group->base + o->at;
    double x[2];
    uint64_t count;

    *text = '\0';
    switch (o->kind) {
    case OPT_FLAG:
    case OPT_MAYBE:
    case OPT_TEXT:
        break;
    case OPT_LIST: {
        const char *list;
        memcpy(&list, value, sizeof list);
        snprintf(text, size, "%s", list);
        break;
    }
    case OPT_DELTA:
        memcpy(x, value, sizeof x);
        snprintf(text, size, "%s%s", decimal_format(x[0] + x[1]).text,
                 x[1] > 0.0 ? "%" : "");
        break;
    case OPT_COUNT:
    case OPT_EVERY:
        memcpy(&count, value, sizeof count);
        if ((double)count >= o->min)
            snprintf(text, size, "%.0f", (double)count);
        if (o->kind == OPT_EVERY && count == 0)
            snprintf(text, size, "pow2");
        break;
    case OPT_PAIR:
        memcpy(x, value, sizeof x);
        snprintf(text, size, "%s,%s", decimal_format(x[0]).text,
                 decimal_format(x[1]).text);
        break;
    case OPT_CHOICE:
        show_choice(text, size, o, value);
        break;
    default:
        memcpy(x, value, sizeof x[0]);
        if (x[0] != 0.0 || o->kind == OPT_REAL)
            snprintf(text, size, "%s", decimal_format(x[0]).text);
    }
    return text;
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

/* The hint that shows how an option is typed. */
static bool give_example(struct parse *p, const struct opt *o)
{
    const struct opt_group *group;
    char example[80] = "";

    if (find(p->command, o->name, strlen(o->name), &group))
        opt_default(example, sizeof example, p->command, group, o);
    if (o->kind == OPT_MAYBE)
        return fault_hint(p->fault, "Write %s, or %s=%s", o->name, o->name,
                          o->value);
    if (*example == '\0' || strcmp(example, "0") == 0)
        return fault_hint(p->fault, "Write %s %s", o->name, o->value);
    return fault_hint(
        p->fault, "For example: %s %s%s", o->name, example,
        o->kind == OPT_PAIR || o->kind == OPT_LIST ? ", without a blank" : "");
}

/* Three digits behind a comma are thousands, not decimals: "12,000". */
static bool is_grouped(const char *text)
{
    const char *comma = strchr(text, ',');

    return comma && strspn(comma + 1, "0123456789") == 3;
}

/* Says what an option needs, and what it got instead. */
static bool refuse(struct parse *p, const struct opt *o, const char *wanted,
                   const char *got)
{
    fault_set(p->fault, FAULT_USAGE, "'%s' needs %s, got '%.*s'", o->name,
              wanted, SHOWN, got);
    for (const char *c = got; *c != '\0'; c++)
        if (long_dash(c))
            return fault_hint(p->fault,
                              c == got ? "It begins with a long dash: type a "
                                         "plain '-'"
                                       : "There is a long dash in it: type a "
                                         "plain '-'");
    double x;
    if (o->kind == OPT_PART && strchr(got, '%'))
        return fault_hint(p->fault, "Write a part: 0.2 for 20 %%");
    if (o->kind == OPT_DELTA && strchr(got, ','))
        return fault_hint(p->fault, "Write the decimal point as '.', for "
                                    "example 0.1 or 0.1%%");
    bool whole =
        o->kind == OPT_COUNT || o->kind == OPT_EVERY || is_grouped(got);
    if (decimal_parse(got, &x) == DECIMAL_COMMA && o->kind != OPT_PAIR &&
        o->kind != OPT_LIST)
        return fault_hint(p->fault, whole
                                        ? "Write the number without a comma"
                                        : "Write the decimal point as '.', for "
                                          "example 1.5 or 1e-7");
    return give_example(p, o);
}

static char *describe(char *text, size_t size, const struct opt *o)
{
    char low[NUMBER_TEXT], high[NUMBER_TEXT];
    const char *kind = o->kind == OPT_COUNT || o->kind == OPT_EVERY
                           ? "a whole number"
                           : "a number";

    strcpy(low, decimal_format(o->min).text);
    strcpy(high, decimal_format(o->max).text);
    if (o->max == 1e12)
        strcpy(high, "1e12"); /* nobody counts so many zeros */
    if (o->kind == OPT_POSITIVE)
        snprintf(text, size, "a number greater than 0%s%s",
                 o->max < DBL_MAX ? " and at most " : "",
                 o->max < DBL_MAX ? high : "");
    else if (o->kind == OPT_PART)
        snprintf(text, size, "a part from 0 to below 1, such as 0.2");
    else if (o->max < DBL_MAX)
        snprintf(text, size, "%s from %s to %s%s", kind, low, high,
                 o->kind == OPT_EVERY ? ", or pow2" : "");
    else if (o->min > -DBL_MAX)
        snprintf(text, size, "a number not below %s", low);
    else
        snprintf(text, size, "a number");
    return text;
}

static bool in_range(const struct opt *o, double x)
{
    switch (o->kind) {
    case OPT_POSITIVE:
        return x > 0.0 && x <= o->max;
    case OPT_PART:
        return x >= 0.0 && x < 1.0;
    case OPT_COUNT:
    case OPT_EVERY:
        return x >= o->min && x <= o->max && x == floor(x);
    default:
        return x >= o->min && x <= o->max;
    }
}

static bool parse_number(struct parse *p, const struct opt *o, const char *text,
                         void *value)
{
    char wanted[120];
    double x;

    if (o->kind == OPT_EVERY && strcmp(text, "pow2") == 0)
        x = 0.0;
    else if (decimal_parse(text, &x) != DECIMAL_OK || !in_range(o, x))
        return refuse(p, o, describe(wanted, sizeof wanted, o), text);
    if (o->kind == OPT_EVERY) {
        struct opt_every every = {(uint64_t)x, true};
        memcpy(value, &every, sizeof every);
    } else if (o->kind == OPT_COUNT) {
        uint64_t count = (uint64_t)x;
        memcpy(value, &count, sizeof count);
    } else {
        memcpy(value, &x, sizeof x);
    }
    return true;
}

/* "A,B" */
static bool parse_pair(struct parse *p, const struct opt *o, const char *text,
                       void *value)
{
    const char *comma = strchr(text, ',');
    char first[WORD + 1];
    double pair[2];

    if (!comma || comma - text > WORD)
        return refuse(p, o, "two numbers A,B", text);
    snprintf(first, sizeof first, "%.*s", (int)(comma - text), text);
    if (decimal_parse(first, &pair[0]) != DECIMAL_OK ||
        decimal_parse(comma + 1, &pair[1]) != DECIMAL_OK)
        return refuse(p, o, "two numbers A,B", text);
    memcpy(value, pair, sizeof pair);
    return true;
}

const char *opt_next(const char *list, double *x)
{
    char first[WORD + 1];
    size_t length = strcspn(list, ",");

    snprintf(first, sizeof first, "%.*s", (int)length, list);
    if (length > WORD || decimal_parse(first, x) != DECIMAL_OK)
        *x = (double)NAN;
    return list[length] == ',' ? list + length + 1 : NULL;
}

/* "A,B,C" or "auto" */
static bool parse_list(struct parse *p, const struct opt *o, const char *text,
                       void *value)
{
    const char *at = strcmp(text, "auto") == 0 ? NULL : text;
    double x;

    memcpy(value, &text, sizeof text);
    while (at) {
        at = opt_next(at, &x);
        if (!(x > 0.0 && x <= o->max))
            return refuse(p, o, "numbers greater than 0, or auto", text);
    }
    return true;
}

/* "X" or "X%" */
static bool parse_delta(struct parse *p, const struct opt *o, const char *text,
                        void *value)
{
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    char number[WORD + 1];
    double delta[2] = {0.0, 0.0};

    snprintf(number, sizeof number, "%.*s", (int)length - percent, text);
    if (length > WORD || decimal_parse(number, &delta[percent]) != DECIMAL_OK ||
        !(delta[percent] >= 0.0 && delta[percent] <= o->max))
        return refuse(p, o, "a number not below 0, or per cent as in 0.1%",
                      text);
    memcpy(value, delta, sizeof delta);
    return true;
}

/* One of the words between the bars of o->value. */
static bool parse_choice(struct parse *p, const struct opt *o, const char *text,
                         void *value)
{
    int k = opt_choice(o->value, text);

    memcpy(value, &k, sizeof k);
    if (k >= 0)
        return true;
    refuse(p, o, o->value, text);
    return o->kind == OPT_CHOICE && long_dash(text) == 0 &&
           opt_hint_choice(p->fault, o->value, text);
}

static bool parse_value(struct parse *p, const struct opt *o, const char *text,
                        void *value)
{
    switch (o->kind) {
    case OPT_PAIR:
        return parse_pair(p, o, text, value);
    case OPT_LIST:
        return parse_list(p, o, text, value);
    case OPT_DELTA:
        return parse_delta(p, o, text, value);
    case OPT_CHOICE:
        return parse_choice(p, o, text, value);
    case OPT_TEXT:
        memcpy(value, &text, sizeof text);
        return *text != '\0' || refuse(p, o, "a name", text);
    default:
        return parse_number(p, o, text, value);
    }
}

/* An option that takes no value, or none but behind '='. */
static bool parse_flag(struct parse *p, const struct opt *o, const char *behind,
                       void *value)
{
    bool on = true;
    int choice = -1; /* 1 by itself, 2 with the first of the words */

    if (o->kind == OPT_MAYBE) {
        if (behind && !parse_choice(p, o, behind, &choice))
            return false;
        choice += 2;
        memcpy(value, &choice, sizeof choice);
        return true;
    }
    if (behind) {
        fault_set(p->fault, FAULT_USAGE, "'%s' takes no value, got '%.*s'",
                  o->name, SHOWN, behind);
        return fault_hint(p->fault, "Write just %s", o->name);
    }
    memcpy(value, &on, sizeof on);
    return true;
}

/* The value of an option, behind '=' or in the next argument. */
static const char *take_value(struct parse *p, const struct opt *o,
                              const char *behind)
{
    const struct opt_group *group;

    if (behind)
        return behind;
    if (p->at == p->argc) {
        fault_set(p->fault, FAULT_USAGE, "'%s' needs a value, %s", o->name,
                  o->value);
        give_example(p, o);
        return NULL;
    }
    const char *next = p->argv[p->at++];
    if (find(p->command, next, strcspn(next, "="), &group)) {
        fault_set(p->fault, FAULT_USAGE,
                  "'%s' needs a value, %s, but '%.*s' follows", o->name,
                  o->value, SHOWN, next);
        give_example(p, o);
        return NULL;
    }
    return next;
}

static bool parse_option(struct parse *p, const char *word)
{
    size_t length = strcspn(word, "=");
    const char *behind = word[length] == '=' ? word + length + 1 : NULL;
    const struct opt_group *group = NULL;
    const struct opt *o = find(p->command, word, length, &group);
    int k = 0;

    if (!o)
        return unknown(p, word);
    while (k < p->n_seen && p->seen[k] != o)
        k++;
    if (k == p->n_seen)
        p->seen[p->n_seen++] = o;
    char *value = (char *)p->options + group->base + o->at;
    if (o->kind == OPT_FLAG || o->kind == OPT_MAYBE)
        return parse_flag(p, o, behind, value);
    const char *text = take_value(p, o, behind);
    return text && parse_value(p, o, text, value);
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
    for (int i = 0; i < p->n_seen; i++) {
        const struct opt *o = p->seen[i];
        bool found = !o->needs;
        for (int k = 0; k < p->n_seen; k++) {
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

bool opt_parse(const struct command *command, int argc, char **argv,
               void *options, struct fault *fault)
{
    struct parse p = {.command = command,
                      .argc = argc,
                      .argv = argv,
                      .options = options,
                      .fault = fault};

    struct opt_words words = {argv, 0};
    bool plain = false; /* behind "--" */

    memcpy(options, command->defaults, command->size);
    while (p.at < argc) {
        char *word = argv[p.at++];
        if (!plain && strcmp(word, "--") == 0)
            plain = true;
        else if (command->words && (plain || is_word(word)))
            argv[words.n++] = word; /* a place that was read already */
        else if (plain || !parse_option(&p, word))
            return plain ? stray(&p, word) : false;
    }
    if (command->words)
        memcpy((char *)options + command->words_at, &words, sizeof words);
    return check_company(&p);
}

/* "-q, --quiet" or "--lr RATE", then the words, a long alias, the default. */
static void print_option(const struct command *command,
                         const struct opt_group *group, const struct opt *o,
                         FILE *out)
{
    bool letter = o->alias && o->alias[1] != '-';
    bool longer = o->alias && !letter;
    char left[80], preset[80];

    snprintf(left, sizeof left,
             o->kind == OPT_MAYBE ? "%s%s%s%s[=%s]" : "%s%s%s%s%s",
             letter ? o->alias : "", letter ? ", " : "", o->name,
             o->value && o->kind != OPT_MAYBE ? " " : "",
             o->value ? o->value : "");
    opt_default(preset, sizeof preset, command, group, o);
    fprintf(out, "  %-19s %s%s%s%s%s%s\n", left, o->help, longer ? "; or " : "",
            longer ? o->alias : "", *preset ? " (" : "", preset,
            *preset ? ")" : "");
}

void opt_help(const struct command *command, FILE *out)
{
    fprintf(out, "Usage: trainloop %s%s%s [OPTION]...\n\n%s\n\nExamples\n%s",
            command->name, command->words && *command->words ? " " : "",
            command->words ? command->words : "", command->about,
            command->examples);
    for (int g = 0; g < command->n_groups; g++) {
        const struct opt_group *group = &command->groups[g];
        if (group->title)
            fprintf(out, "\n%s%s\n", group->title,
                    g == 0 ? " (defaults in brackets)" : "");
        for (int i = 0; i < opt_rows(group); i++)
            print_option(command, group, &group->rows[i], out);
    }
    fprintf(out, "%s  %-19s %s\n", command->n_groups > 0 ? "" : "\nOptions\n",
            "-h, --help", "this page");
}
