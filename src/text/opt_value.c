/* The kinds of options: how each is read, and what it needs. */
#include "text/opt_value.h"

#include "trainloop/decimal.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

static bool is_whole(const struct opt *o)
{
    return o->kind == OPT_COUNT || o->kind == OPT_EVERY;
}

/* The greatest value of an option, DBL_MAX where there is none. */
static double greatest(const struct opt *o)
{
    return o->max != 0.0 ? o->max : is_whole(o) ? 1e12 : DBL_MAX;
}

static bool read_flag(const struct opt *o, const char *text, void *value)
{
    (void)o;
    *(bool *)value = true;
    return !text;
}

static bool read_real(const struct opt *o, const char *text, void *value)
{
    double x;

    if (decimal_parse(text, &x) != DECIMAL_OK || !(x <= greatest(o)))
        return false;
    *(double *)value = x;
    return o->kind == OPT_POSITIVE ? x > 0.0
           : o->kind == OPT_PART   ? x >= 0.0 && x < 1.0
                                   : x >= o->min;
}

static bool read_count(const struct opt *o, const char *text, void *value)
{
    double x;

    if (!read_real(o, text, &x) || x != floor(x))
        return false;
    *(uint64_t *)value = (uint64_t)x;
    return true;
}

static bool read_every(const struct opt *o, const char *text, void *value)
{
    struct opt_every *every = value;

    *every = (struct opt_every){.given = true};
    return strcmp(text, "pow2") == 0 || read_count(o, text, &every->n);
}

static bool read_pair(const struct opt *o, const char *text, void *value)
{
    double *pair = value;
    const char *rest = opt_next(text, &pair[0]);

    (void)o;
    return rest && !isnan(pair[0]) &&
           decimal_parse(rest, &pair[1]) == DECIMAL_OK;
}

static bool read_list(const struct opt *o, const char *text, void *value)
{
    const char *at = strcmp(text, "auto") == 0 ? NULL : text;
    double x;

    *(const char **)value = text;
    while (at) {
        at = opt_next(at, &x);
        if (!(x > 0.0 && x <= greatest(o)))
            return false;
    }
    return true;
}

static bool read_delta(const struct opt *o, const char *text, void *value)
{
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    double *delta = value, *x = &delta[percent];
    char number[64];

    delta[0] = delta[1] = 0.0;
    if (length >= sizeof number)
        return false;
    snprintf(number, sizeof number, "%.*s", (int)length - percent, text);
    return decimal_parse(number, x) == DECIMAL_OK && *x >= 0.0 &&
           *x <= greatest(o);
}

static bool read_choice(const struct opt *o, const char *text, void *value)
{
    int k = text ? opt_choice(o->value, text) : -1;

    *(int *)value = o->kind == OPT_MAYBE ? k + 2 : k;
    return k >= 0 || !text;
}

static bool read_text(const struct opt *o, const char *text, void *value)
{
    (void)o;
    *(const char **)value = text;
    return *text != '\0';
}

static const struct kind {
    bool (*read)(const struct opt *o, const char *text, void *value);
    const char *wanted; /* NULL: a number in its range */
} kinds[] = {
    [OPT_FLAG] = {read_flag, ""},
    [OPT_REAL] = {read_real, NULL},
    [OPT_POSITIVE] = {read_real, NULL},
    [OPT_PART] = {read_real, "a part from 0 to below 1, such as 0.2"},
    [OPT_COUNT] = {read_count, NULL},
    [OPT_EVERY] = {read_every, NULL},
    [OPT_PAIR] = {read_pair, "two numbers A,B"},
    [OPT_LIST] = {read_list, "numbers greater than 0, or auto"},
    [OPT_DELTA] = {read_delta, "a number not below 0, or per cent as in 0.1%"},
    [OPT_CHOICE] = {read_choice, NULL},
    [OPT_MAYBE] = {read_choice, NULL},
    [OPT_TEXT] = {read_text, "a name"},
};

bool opt_value_read(const struct opt *o, const char *text, void *value)
{
    return kinds[o->kind].read(o, text, value);
}

struct number opt_value_wanted(const struct opt *o)
{
    struct number n;
    double most = greatest(o);
    bool choice = o->kind == OPT_CHOICE || o->kind == OPT_MAYBE;
    const char *wanted = choice ? o->value : kinds[o->kind].wanted;
    struct decimal low = decimal_format(o->min), high = decimal_format(most);

    if (wanted)
        return *number_say(&n, "%s", wanted);
    if (most == 1e12)
        strcpy(high.text, "1e12"); /* nobody counts so many zeros */
    if (o->kind == OPT_POSITIVE && most < DBL_MAX)
        return *number_say(&n, "a number greater than 0 and at most %s",
                           high.text);
    if (o->kind == OPT_POSITIVE)
        return *number_say(&n, "a number greater than 0");
    if (most < DBL_MAX)
        return *number_say(&n, "a %snumber from %s to %s%s",
                           is_whole(o) ? "whole " : "", low.text, high.text,
                           o->kind == OPT_EVERY ? ", or pow2" : "");
    return o->min > -DBL_MAX
               ? *number_say(&n, "a number not below %s", low.text)
               : *number_say(&n, "a number");
}

struct number opt_value_default(const struct command *command,
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
        for (int k = *(const int *)value; k > 0; k--) {
            word = strchr(word, '|');
            assert(word);
            word++;
        }
        return *number_say(&n, "%.*s", (int)strcspn(word, "|"), word);
    case OPT_EVERY:
        return *count == 0 ? *number_say(&n, "pow2")
                           : *number_say(&n, "%.0f", (double)*count);
    case OPT_COUNT:
        return (double)*count >= o->min
                   ? *number_say(&n, "%.0f", (double)*count)
                   : n;
    case OPT_PAIR:
        return *number_say(&n, "%s,%s", decimal_format(x[0]).text,
                           decimal_format(x[1]).text);
    case OPT_DELTA:
        return *number_say(&n, "%s%s", decimal_format(x[0] + x[1]).text,
                           x[1] > 0.0 ? "%" : "");
    default: /* of a rate and of a part 0 is none */
        return *number_say(
            &n, "%s",
            *x != 0.0 || o->kind == OPT_REAL ? decimal_format(*x).text : "");
    }
}
