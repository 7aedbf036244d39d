/* Numbers as text: one way to write them, one way to read them. */
#include "trainloop/num.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *num_format(char text[NUM_TEXT], double x)
{
    if (x != x)
        return strcpy(text, "nan");
    if (!isfinite(x))
        return strcpy(text, x > 0 ? "inf" : "-inf");
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, NUM_TEXT, "%.*g", digits, x);
        if (strtod(text, NULL) == x)
            break;
    }
    return text;
}

static const char *skip_digits(const char *s)
{
    while (*s >= '0' && *s <= '9')
        s++;
    return s;
}

static const char *skip_sign(const char *s)
{
    return *s == '+' || *s == '-' ? s + 1 : s;
}

/* Is all of s an exponent: nothing, or e, a sign, digits? */
static bool exponent(const char *s)
{
    if (*s == '\0')
        return true;
    if (*s != 'e' && *s != 'E')
        return false;
    s = skip_sign(s + 1);
    return *s != '\0' && *skip_digits(s) == '\0';
}

/* strtod alone would also take hexadecimal, nan, and blanks in front. */
enum num_status num_parse(const char *text, double *x)
{
    const char *whole = skip_sign(text);
    const char *point = skip_digits(whole);
    const char *end = point;

    if (*text == '\0')
        return NUM_EMPTY;
    if (*point == ',' && skip_digits(point + 1) > point + 1 &&
        exponent(skip_digits(point + 1)))
        return NUM_COMMA;
    if (*point == '.')
        end = skip_digits(point + 1);
    bool digits = point > whole || end > point + 1;
    if (!digits || !exponent(end))
        return NUM_WORD;
    double value = strtod(text, NULL);
    if (!isfinite(value))
        return NUM_TOO_BIG;
    *x = value;
    return NUM_OK;
}
