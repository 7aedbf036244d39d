/* Numbers for people. */
#include "text/number.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct number *number_say(struct number *n, const char *format, ...)
{
    va_list arguments;

    n->text[0] = '\0';
    va_start(arguments, format);
    vsnprintf(n->text, sizeof n->text, format, arguments);
    va_end(arguments);
    return n;
}

struct number number_group(double x, int decimals)
{
    char plain[NUMBER_TEXT];
    struct number n;

    if (!isfinite(x)) /* has one spelling everywhere */
        return *number_say(&n, "%s", decimal_format(x).text);
    if (fabs(x) >= 1e24)
        return *number_say(&n, "%.6e", x);
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

struct number number_seen(double x, int decimals)
{
    struct number n = number_group(x, decimals);

    if (x != 0.0 && isfinite(x) && !strpbrk(n.text, "123456789"))
        number_say(&n, "%.3g", x);
    return n;
}

struct number number_plain(double x, int decimals)
{
    struct number n;

    if (!isfinite(x))
        return number_group(x, 0);
    if (fabs(x) >= 1e12 || (fabs(x) < 0.1 && x != 0.0))
        return *number_say(&n, "%.6g", x);
    return *number_say(&n, "%.*f", decimals, x);
}

struct number number_below(double x, int digits)
{
    struct number n, exact;

    number_say(&exact, "%.17e", x);
    const char *exponent = strchr(exact.text, 'e');

    if (!exponent) /* inf, nan */
        return number_group(x, 0);
    return *number_say(&n, "%.*s%s", digits + 1, exact.text, exponent);
}

struct number number_short(double x)
{
    double size = fabs(x);
    struct number n;

    if (size < 1e15 && (size >= 0.01 || x == 0.0))
        return number_group(x, size >= 99.5 || x == 0.0 ? 0
                               : size >= 9.95           ? 1
                               : size >= 0.995          ? 2
                               : size >= 0.0995         ? 3
                                                        : 4);
    return isfinite(x) ? *number_say(&n, "%.3g", x) : number_group(x, 0);
}

struct number number_count(double n, const char *noun)
{
    struct number text;

    return *number_say(&text, "%s %s%s", number_group(n, 0).text, noun,
                       number_plural(n));
}

const char *number_plural(double x)
{
    return x > 0.5 && x < 1.5 ? "" : "s"; /* 0.5 is shown as 0 */
}
