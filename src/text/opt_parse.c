/* From a command line to the options of a command. */
#include "text/opt_parse.h"

#include "base/array.h"
#include "base/near.h"
#include "base/utf8.h"

#include "trainloop/decimal.h"

#include <stdlib.h>
#include <string.h>

/* What is quoted of a word: whole characters. */
static struct number shown(const char *word)
{
    struct number n;

    return *number_say(&n, "%.*s", (int)utf8_cut(word, 100), word);
}

/* A parse under way. */
struct parse {
    const struct command *command;
    char **argv;
    int argc, at; /* the next argument is argv[at] */
    void *options;
    struct opt_row row; /* the option that is read now */
    struct fault *fault;
    const struct opt **seen; /* (n_seen) the rows given, each once; owned */
    int n_seen;
};

/* Bytes of a pasted dash in front of text, or 0: U+2010 to U+2015, U+2212. */
static int long_dash(const char *text)
{
    bool hyphen = strncmp(text, "\xE2\x80", 2) == 0 && text[2] >= '\x90' &&
                  text[2] <= '\x95';

    return hyphen || strncmp(text, "\xE2\x88\x92", 3) == 0 ? 3 : 0;
}

/* The option that a wrong one is nearest to, one that it begins with before one
   that is two letters away; or NULL. */
static const char *suggest(const struct command *command, const char *word)
{
    const char *best = NULL, *begin = NULL, *known;
    char hyphens[NEAR_WORD + 8];
    struct opt_row row = {0};

    while (*word == '-' || long_dash(word))
        word += *word == '-' ? 1 : long_dash(word);
    int length = (int)strcspn(word, "="), most = NEAR_WORD;
    snprintf(hyphens, sizeof hyphens, "--%.*s", length < most ? length : most,
             word);
    while (opt_walk(command, &row))
        for (int k = 0; (known = opt_name(row.o, k)); k++) {
            if (near_distance(hyphens, known) < length)
                best = near_best(hyphens, known, best);
            if (strncmp(hyphens, known, strlen(known)) == 0)
                begin = known;
        }
    return best && begin && near_distance(hyphens, best) > 1 ? begin : best;
}

/* Is it this option, perhaps with a value behind '='? */
static bool is(const char *word, const char *name)
{
    size_t length = strlen(name);

    return strncmp(word, name, length) == 0 && strchr("=", word[length]);
}

/* What is no option, and stands where no word can: behind "--" (stray) or
   before it. */
static bool unknown(struct parse *p, const char *word, bool stray)
{
    static const char *const inputs[] = {"--data", "--text"};
    const struct opt *last = p->n_seen > 0 ? p->seen[p->n_seen - 1] : NULL;
    const char *meant = suggest(p->command, word), *name = p->command->name;
    bool dash = !stray && long_dash(word) > 0;
    bool option = dash || (!stray && word[0] == '-');
    struct number w = shown(word);
    double x;

    fault_set(p->fault, FAULT_USAGE,
              dash     ? "'%s' begins with a long dash, not with '-'"
              : option ? "unknown option '%s'"
                       : "unexpected word '%s'",
              w.text);
    if (stray)
        return fault_hint(
            p->fault, "Nothing may follow '--' here: trainloop help %s", name);
    if (is(word, "--moments"))
        return fault_hint(p->fault, "The commands data, linreg, sweep and "
                                    "early-stop take it; others need rows");
    if (meant && !is(word, "--momentum")) /* whose slip is no --moments */
        return fault_hint(p->fault, "Did you mean '%s'?", meant);
    for (int i = 0; i < 2 && !option; i++)
        if (strpbrk(word, "./") && opt_find(p->command, inputs[i]).o)
            return fault_hint(p->fault, "Did you mean '%s %s'?", inputs[i],
                              w.text);
    if (!option && last && last->kind == OPT_MAYBE &&
        opt_choice(last->value, word) >= 0)
        return fault_hint(p->fault, "Did you mean '%s=%s'?", last->name,
                          w.text);
    if (!option && last && last->kind == OPT_LIST &&
        decimal_parse(word, &x) == DECIMAL_OK)
        return fault_hint(p->fault,
                          "Join the numbers of %s with commas, without blanks",
                          last->name);
    return fault_hint(p->fault, "Its options: trainloop help %s", name);
}

/* A value that an option takes whose preset is none; NULL: what it is called.
 */
static const char *sample(const struct opt *o)
{
    if (o->needs) /* alone it would be refused */
        return NULL;
    switch (o->kind) {
    case OPT_PART:
        return "0.2";
    case OPT_COUNT:
    case OPT_REAL:
    case OPT_POSITIVE:
        return o->max > 0.0 && o->max < 5.0 ? NULL : "5";
    default:
        return NULL;
    }
}

/* The hint that shows how an option is typed. */
static bool give_example(struct parse *p)
{
    const struct opt *o = p->row.o;
    struct number preset = opt_default(p->command, &p->row);
    bool joined = o->kind == OPT_PAIR || o->kind == OPT_LIST;

    if (o->kind == OPT_MAYBE)
        return fault_hint(p->fault, "Write %s, or %s=%s", o->name, o->name,
                          o->value);
    if (preset.text[0] == '\0' || strcmp(preset.text, "0") == 0) {
        const char *value = sample(o);
        return fault_hint(p->fault,
                          value ? "For example: %s %s" : "Write %s %s", o->name,
                          value ? value : o->value);
    }
    return fault_hint(p->fault, "For example: %s %s%s", o->name, preset.text,
                      joined ? ", without a blank" : "");
}

/* What is wrong with a value, where that is easily said; NULL: it is not. */
static const char *cure(const struct opt *o, const char *got)
{
    const char *comma = strchr(got, ',');
    double x;

    for (const char *c = got; *c != '\0'; c++)
        if (long_dash(c))
            return c == got ? "It begins with a long dash: type a plain '-'"
                            : "There is a long dash in it: type a plain '-'";
    if (o->kind == OPT_PART && strchr(got, '%'))
        return "Write a part: 0.2 for 20 %";
    if (o->kind == OPT_DELTA && comma)
        return "Write the decimal point as '.', for example 0.1 or 0.1%";
    if (!comma || decimal_parse(got, &x) != DECIMAL_COMMA ||
        o->kind == OPT_PAIR || o->kind == OPT_LIST)
        return NULL;
    /* "12,000": three digits behind a comma are thousands, not decimals */
    if (o->kind == OPT_COUNT || o->kind == OPT_EVERY ||
        strspn(comma + 1, "0123456789") == 3)
        return "Write the number without a comma";
    return "Write the decimal point as '.', for example 1.5 or 1e-7";
}

/* Says what an option needs, and what it got instead. */
static bool refuse(struct parse *p, const char *got)
{
    const struct opt *o = p->row.o;
    const char *hint = cure(o, got);

    if (o->kind == OPT_FLAG) {
        fault_set(p->fault, FAULT_USAGE, "'%s' takes no value, got '%s'",
                  o->name, shown(got).text);
        return fault_hint(p->fault, "Write just %s", o->name);
    }
    if (o->kind == OPT_CHOICE) /* the hint names what there is */
        fault_set(p->fault, FAULT_USAGE, "'%s' cannot be '%s'", o->name,
                  shown(got).text);
    else
        fault_set(p->fault, FAULT_USAGE, "'%s' needs %s, got '%s'", o->name,
                  opt_wanted(o).text, shown(got).text);
    if (o->kind == OPT_CHOICE && long_dash(got) == 0)
        return opt_hint_choice(p->fault, o->value, got);
    return hint ? fault_hint(p->fault, "%s", hint) : give_example(p);
}

static bool parse_option(struct parse *p, const char *word)
{
    const char *equals = strchr(word, '=');
    const char *text = equals ? equals + 1 : NULL;
    int k = 0;

    p->row = opt_find(p->command, word);
    const struct opt *o = p->row.o;
    if (!o)
        return unknown(p, word, false);
    while (k < p->n_seen && p->seen[k] != o)
        k++;
    p->seen[k] = o;
    p->n_seen += k == p->n_seen;
    if (opt_takes_next(p->command, word)) {
        text = p->at < p->argc ? p->argv[p->at++] : NULL;
        if (!text || opt_find(p->command, text).o) {
            fault_set(p->fault, FAULT_USAGE,
                      text ? "'%s' needs a value, %s, but '%s' follows"
                           : "'%s' needs a value, %s",
                      o->name, o->value, shown(text ? text : "").text);
            return give_example(p);
        }
    }
    return opt_read(o, text, (char *)p->options + p->row.at) ||
           refuse(p, text ? text : "");
}

/* Options that exclude or need each other. */
static bool check_company(struct parse *p)
{
    for (int i = 0; i < p->n_seen; i++)
        for (int k = 0; k < p->n_seen; k++)
            if (opt_listed(p->seen[i]->clash, p->seen[k]->name))
                return fault_say(p->fault, FAULT_USAGE,
                                 "Leave out one of the two",
                                 "'%s' cannot be used with '%s'",
                                 p->seen[i]->name, p->seen[k]->name);
    for (int i = 0; i < p->n_seen; i++) {
        const struct opt *o = p->seen[i];
        bool found = !o->needs;
        for (int k = 0; k < p->n_seen; k++)
            found = found || opt_listed(o->needs, p->seen[k]->name);
        if (!found) {
            const struct opt *first = opt_find(p->command, o->needs).o;
            bool takes = opt_takes_next(p->command, o->needs);
            fault_set(p->fault, FAULT_USAGE, "'%s' needs '%s'", o->name,
                      first->name);
            return fault_hint(p->fault, "Add %s%s%s, or leave out %s",
                              first->name, takes ? " " : "",
                              takes ? first->value : "", o->name);
        }
    }
    return true;
}

/* Was an option of the list given? */
static bool was_seen(const struct parse *p, const char *list)
{
    bool seen = false;

    for (int i = 0; i < p->n_seen && !seen; i++)
        seen = opt_listed(list, p->seen[i]->name);
    return seen;
}

/* What was not given, and has another default by the side of what was. */
static void set_others(struct parse *p)
{
    struct opt_row row = {0};

    while (opt_walk(p->command, &row))
        if (row.o->with && was_seen(p, row.o->with) &&
            !was_seen(p, row.o->name))
            opt_read(row.o, row.o->then, (char *)p->options + row.at);
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
    struct opt_words words = {argv, 0};
    bool plain = false, good = true; /* plain: behind "--" */
    struct parse p = {command,
                      argv,
                      argc,
                      .options = options,
                      .fault = fault,
                      .seen = array_zeros((size_t)argc, sizeof(struct opt *))};

    if (!p.seen)
        return fault_memory(fault, (double)argc * sizeof(struct opt *),
                            "the command line");
    if (command->size > 0)
        memcpy(options, command->defaults, command->size);
    while (good && p.at < argc) {
        char *word = argv[p.at++];
        if (!plain && strcmp(word, "--") == 0)
            plain = true;
        else if (command->words && (plain || is_word(word)))
            argv[words.n++] = word; /* a place that was read already */
        else
            good = plain ? unknown(&p, word, true) : parse_option(&p, word);
    }
    if (command->words)
        memcpy((char *)options + command->words_at, &words, sizeof words);
    good = good && check_company(&p);
    if (good)
        set_others(&p);
    free(p.seen);
    return good;
}
