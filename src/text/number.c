/* Numbers for people. */
#include "text/number.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What is not finite has one spelling everywhere. */
static struct number odd(double x)
{
    struct number n;

    strcpy(n.text, decimal_format(x).text);
    return n;
}

struct number number_group(double x, int decimals)
{
    char plain[NUMBER_TEXT];
    struct number n;

    if (!isfinite(x))
        return odd(x);
    if (fabs(x) >= 1e24) {
        snprintf(n.text, sizeof n.text, "%.6e", x);
        return n;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, x);
    const char *from = plain;
    char *to = n.text;
    if (*from == '-' && !strpbrk(plain, "123456789"))
        from++; /* a zero has no sign */
    else if (*from == '-')
        *to++ = *from++;
    for (size_t left = strcspn(from, "."); left > 0; left--) {
        *to++ = *from++;
        if (left > 1 && left % 3 == 1)
            *to++ = ',';
    }
    strcpy(to, from);
    return n;
}

struct number number_plain(double x, int decimals)
{
    struct number n;

    if (!isfinite(x))
        return odd(x);
    if (fabs(x) >= 1e12 || (fabs(x) < 0.1 && x != 0.0))
        snprintf(n.text, sizeof n.text, "%.6g", x);
    else
        snprintf(n.text, sizeof n.text, "%.*f", decimals, x);
    return n;
}

struct number number_below(double x, int digits)
{
    char exact[40];
    struct number n;

    if (!isfinite(x))
        return odd(x);
    snprintf(exact, sizeof exact, "%.17e", x);
    const char *exponent = strchr(exact, 'e');
    snprintf(n.text, sizeof n.text, "%.*s%s", digits + 1, exact,
             exponent ? exponent : "");
    return n;
}

struct number number_short(double x)
{
    struct number n;

    if (fabs(x) < 1e15 && (fabs(x) >= 99.5 || x == 0.0))
        return number_group(x, 0);
    if (fabs(x) < 1e15 && fabs(x) >= 0.01)
        return number_group(x, fabs(x) >= 9.95 ? 1 : 2);
    if (!isfinite(x))
        return odd(x);
    snprintf(n.text, sizeof n.text, "%.3g", x);
    return n;
}

const char *number_plural(double x)
{
    return x >= 0.5 && x < 1.5 ? "" : "s";
}
