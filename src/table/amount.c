/* Numbers as people write them. */
#include "table/amount.h"

#include "trainloop/decimal.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* How a number is written. */
struct shape {
    const char *digits, *end; /* end: of digits and exponent */
    bool minus;
    char currency[4], group[4]; /* "": none                    */
    bool percent, large;        /* large: four digits or more, no groups */
    char mark;    /* the last of '.' and ',' among the digits, or 0 ... */
    bool groups;  /* ... which may stand before a group of three        */
    bool certain; /* ... and does: it stands there twice                */
};

/* Bytes of a mark out of a list of them, the longest first; else 0. */
static size_t one_of(const char *text, const char *const *marks)
{
    for (; *marks; marks++)
        if (*text == **marks && strncmp(text, *marks, strlen(*marks)) == 0)
            return strlen(*marks);
    return 0;
}

/* NBSP, its narrow sister, and a blank. */
#define BLANKS "\xC2\xA0", "\xE2\x80\xAF", " "

static const char *skip_blanks(const char *s)
{
    static const char *const blanks[] = {BLANKS, NULL};

    while (one_of(s, blanks) > 0)
        s += one_of(s, blanks);
    return s;
}

/* Bytes of a currency sign: $, U+00A2 to U+00A5, U+20A0 to U+20CF. */
static size_t currency(const char *s)
{
    unsigned char a = (unsigned char)s[0];
    unsigned char b = a ? (unsigned char)s[1] : 0;

    if (a == 0xC2)
        return b >= 0xA2 && b <= 0xA5 ? 2 : 0;
    if (a == 0xE2)
        return (b == 0x82 && (unsigned char)s[2] >= 0xA0) ||
                       (b == 0x83 && (unsigned char)s[2] <= 0x8F &&
                        (unsigned char)s[2] >= 0x80)
                   ? 3
                   : 0;
    return a == '$';
}

static const char *read_currency(struct shape *shape, const char *s)
{
    size_t n = currency(s);

    if (n == 0 || *shape->currency)
        return s;
    memcpy(shape->currency, s, n);
    return s + n;
}

static const char *skip_digits(const char *s)
{
    while (*s >= '0' && *s <= '9')
        s++;
    return s;
}

/* Digits with marks among them.  False: they are in no order. */
static bool read_digits(struct shape *shape)
{
    static const char *const marks[] = {BLANKS, "'", ",", ".", NULL};
    const char *s = skip_digits(shape->digits), *last = NULL;
    size_t first = (size_t)(s - shape->digits), n, size = 0, run = 0;
    bool three = first >= 1 && first <= 3 && *shape->digits != '0';

    while ((n = one_of(s, marks)) > 0) {
        const char *end = skip_digits(s + n);
        if (end == s + n && *s != '.') /* what follows is no digit */
            break;
        if (last && (run != 3 || (*shape->group && /* it is before a group */
                                  strncmp(shape->group, last, size) != 0)))
            return false;
        if (last)
            memcpy(shape->group, last, size);
        last = s, size = n, run = (size_t)(end - s) - n;
        s = end;
    }
    shape->end = s;
    bool same = last && *shape->group && *shape->group == *last;
    bool decimal = last && (*last == '.' || *last == ',') && !same;
    if (decimal)
        shape->mark = *last;
    else if (last && *shape->group && !same)
        return false; /* groups of two kinds */
    else if (last)
        memcpy(shape->group, last, size);
    shape->certain = same;
    shape->large = first > 3;
    shape->groups = decimal && !*shape->group && three && run == 3;
    return (!*shape->group || (three && (decimal || run == 3))) &&
           (first > 0 || run > 0);
}

/* Passes over a sign; the minus may be U+2212, as in print. */
static const char *read_sign(struct shape *shape, const char *s)
{
    bool minus = *s == '-', printed = strncmp(s, "\xE2\x88\x92", 3) == 0;

    shape->minus = minus || printed;
    return s + (printed ? 3 : minus || *s == '+');
}

/* Is the text a number of some kind? */
static bool read_shape(struct shape *shape, const char *text)
{
    const char *s = skip_blanks(text);

    *shape = (struct shape){0};
    const char *start = s;
    s = read_sign(shape, s);
    bool sign = s > start;
    s = skip_blanks(read_currency(shape, s));
    if (!sign)
        s = read_sign(shape, s);
    shape->digits = s;
    if (!read_digits(shape))
        return false;
    s = shape->end;
    if (*s == 'e' || *s == 'E') {
        s += 1 + (s[1] == '-' || s[1] == '+');
        if (skip_digits(s) == s)
            return false;
        shape->end = s = skip_digits(s);
    }
    s = skip_blanks(s);
    shape->percent = *s == '%' && !*shape->currency;
    s = shape->percent ? s + 1 : read_currency(shape, s);
    return *skip_blanks(s) == '\0';
}

char amount_point(const char *text, bool *number)
{
    struct shape shape;

    *number = read_shape(&shape, text);
    if (!*number)
        return 0;
    if (shape.mark && !shape.groups)
        return shape.mark;
    if (shape.mark == ',')
        return '?';
    if (shape.certain && *shape.group == ',')
        return '.';
    if (shape.certain && *shape.group == '.')
        return ',';
    return 0;
}

/* Is it one of the marks of a missing value: a word, or up to four times the
   same sign, as in *** and ---? */
static bool is_missing(const char *text)
{
    static const char *const marks[] = {"",     "na",   "n/a",  "nan", "null",
                                        "none", "#n/a", "<na>", ":",   NULL};
    char small[5];
    size_t n = strlen(text);

    if (n >= sizeof small)
        return false;
    if (*text != '\0' && strchr("?-.*", *text) &&
        strspn(text, (char[]){*text, '\0'}) == n)
        return true;
    for (size_t i = 0; i <= n; i++)
        small[i] = (char)tolower((unsigned char)text[i]);
    const char *const *mark = marks;
    while (*mark && strcmp(*mark, small) != 0)
        mark++;
    return *mark;
}

/* 1981-01-31, 31.1.1981, 1/31/81, 1981-01, perhaps with a time behind it. */
static bool is_date(const char *text)
{
    size_t run[3] = {0};
    int n = 0;
    char mark = 0;

    for (const char *s = text;; s++) {
        run[n] = (size_t)(skip_digits(s) - s);
        s += run[n];
        if (run[n] == 0 || run[n] == 3 || run[n] > 4)
            return false;
        n++;
        bool goes_on = mark ? *s == mark : *s == '-' || *s == '/' || *s == '.';
        if (n == 3 || !goes_on)
            return (*s == '\0' || *s == ' ' || *s == 'T') &&
                   (n == 3 ? run[0] == 4 || run[2] != 1
                           : n == 2 && mark == '-' && run[0] == 4);
        mark = *s;
    }
}

/* What it is that is no number. */
static enum amount_status other(const char *text)
{
    const char *s = skip_blanks(text);

    if (is_missing(s))
        return AMOUNT_MISSING;
    if (is_date(s))
        return AMOUNT_DATE;
    s += *s == '-' || *s == '+';
    if (*s != '\0' && strchr("\x80\xA2\xA3\xA4\xA5", *s) &&
        skip_digits(s + 1) > s + 1)
        return AMOUNT_FOREIGN;
    s = skip_blanks(s + currency(s));
    s += *s == '-' || *s == '+' || *s == '.' || *s == ',';
    return *s >= '0' && *s <= '9' ? AMOUNT_NEARLY : AMOUNT_WORD;
}

/* Does a number go with those before it?  Then the style knows it, too. */
static bool goes_with(struct amount_style *style, const struct shape *shape)
{
    if (!style->known) {
        memcpy(style->currency, shape->currency, sizeof style->currency);
        style->percent = shape->percent;
        style->known = true;
    }
    if (strcmp(style->currency, shape->currency) != 0 ||
        style->percent != shape->percent || (shape->large && *style->group) ||
        (*shape->group && style->large) ||
        (*shape->group && *style->group &&
         strcmp(shape->group, style->group) != 0))
        return false;
    if (*shape->group)
        memcpy(style->group, shape->group, sizeof style->group);
    style->large |= shape->large;
    return true;
}

/* Decides what the mark is.  AMOUNT_OK: it is none now, or the point. */
static enum amount_status settle(struct shape *shape, char point)
{
    char decimal = point == ',' ? ',' : '.';

    if (shape->mark == ',' && shape->groups && point == '?')
        return AMOUNT_AMBIGUOUS;
    if (*shape->group == decimal)
        return AMOUNT_NEARLY;
    if (shape->mark && shape->mark != decimal) {
        if (!shape->groups)
            return shape->mark == ',' ? AMOUNT_COMMA : AMOUNT_NEARLY;
        shape->group[0] = shape->mark;
        shape->mark = 0;
    }
    return AMOUNT_OK;
}

/* The digits alone, as decimal_parse knows them. */
static void strip(char *text, const struct shape *shape)
{
    char *to = text;

    if (shape->minus)
        *to++ = '-';
    for (const char *s = shape->digits; s < shape->end; s++)
        if (shape->mark && *s == shape->mark)
            *to++ = '.';
        else if (strchr("0123456789eE+-", *s))
            *to++ = *s;
    *to = '\0';
}

enum amount_status amount_read(char *text, char point,
                               struct amount_style *style, double *x)
{
    struct shape shape = {0};

    if (point != ',' && decimal_parse(text, x) == DECIMAL_OK) {
        shape.large = fabs(*x) >= 1000.0;
        if (!style->known || *style->currency || style->percent ||
            *style->group)
            return goes_with(style, &shape) ? AMOUNT_OK : AMOUNT_MIXED;
        style->large |= shape.large; /* as most are */
        return AMOUNT_OK;
    }
    if (!read_shape(&shape, text))
        return other(text);
    enum amount_status status = settle(&shape, point);
    if (status != AMOUNT_OK)
        return status;
    if (!goes_with(style, &shape))
        return AMOUNT_MIXED;
    strip(text, &shape);
    return decimal_parse(text, x) == DECIMAL_OK ? AMOUNT_OK : AMOUNT_TOO_BIG;
}
