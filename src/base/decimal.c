/* Numbers as text: one way to write them, one way to read them. */
#include "trainloop/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct decimal decimal_format(double x)
{
    struct decimal d;
    int digits = 15;

    if (x != x)
        return (struct decimal){"nan"};
    if (isinf(x) && x > 0.0)
        return (struct decimal){"inf"};
    if (isinf(x))
        return (struct decimal){"-inf"};
    do
        snprintf(d.text, sizeof d.text, "%.*g", digits, x);
    while (strtod(d.text, NULL) != x && ++digits <= 17);
    return d;
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

/* The value of digits with a point among them: 15 of them and 1e15 are exact,
   so the division is the only rounding, as in strtod, and takes less time. */
enum { QUICK = 15 };

static double quick_value(const char *whole, const char *point, const char *end)
{
    static const double power[QUICK + 1] = {1e0,  1e1,  1e2,  1e3, 1e4,  1e5,
                                            1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
                                            1e12, 1e13, 1e14, 1e15};
    double digits = 0.0;

    for (const char *c = whole; c < end; c++)
        if (c != point)
            digits = 10.0 * digits + (*c - '0');
    return point < end ? digits / power[end - point - 1] : digits;
}

/* strtod alone would also take hexadecimal, nan, and blanks in front. */
enum decimal_status decimal_parse(const char *text, double *x)
{
    const char *whole = skip_sign(text);
    const char *point = skip_digits(whole);
    const char *end = point;

    if (*text == '\0')
        return DECIMAL_EMPTY;
    if (*point == ',' && skip_digits(point + 1) > point + 1 &&
        exponent(skip_digits(point + 1)))
        return DECIMAL_COMMA;
    if (*point == '.')
        end = skip_digits(point + 1);
    bool digits = point > whole || end > point + 1;
    if (!digits || !exponent(end))
        return DECIMAL_WORD;
    if (*end == '\0' && end - whole <= QUICK) {
        double size = quick_value(whole, point, end);
        *x = *text == '-' ? -size : size;
        return DECIMAL_OK;
    }
    double value = strtod(text, NULL);
    if (!isfinite(value))
        return DECIMAL_TOO_BIG;
    *x = value;
    return DECIMAL_OK;
}

enum decimal_status decimal_between(const char *text, double low, double high,
                                    bool whole, double *x)
{
    double value;
    enum decimal_status status = decimal_parse(text, &value);

    if (status != DECIMAL_OK)
        return status;
    if (!(value >= low && value <= high) || (whole && value != floor(value)))
        return DECIMAL_OUTSIDE;
    *x = value;
    return DECIMAL_OK;
}
