/* Numbers as text: one way to write them, one way to read them.  Both first try
   64 bits; where those cannot decide, the C library does, which takes ten times
   as long. */
#include "trainloop/decimal.h"

#include "base/ten.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HIDDEN = DBL_MANT_DIG - 1 }; /* bits of a double after its first one */

/* ---- Writing ---- */

enum { FEWEST = 15 }; /* digits that %g is asked for, or as many as it takes */

/* |x| = digits * 10^-k, as %g lays it out. */
static void lay_out(char *text, bool minus, uint64_t digits, int k)
{
    char reversed[20] = "";
    int n = 0;

    for (; digits % 10 == 0; digits /= 10)
        k--;
    for (; digits > 0; digits /= 10)
        reversed[n++] = (char)('0' + digits % 10);
    int e = n - 1 - k; /* |x| = d.ddd * 10^e */
    bool scientific = e < -4 || e >= (n > FEWEST ? n : FEWEST);
    int from = scientific || e > 0 ? 0 : e;
    int last = scientific || e < n ? n - 1 : e, point = scientific ? 0 : e;

    if (minus)
        *text++ = '-';
    for (int i = from; i <= last; i++) {
        *text++ = (char)(i < 0 || i >= n ? '0' : reversed[n - 1 - i]);
        if (i == (point > 0 ? point : from) && i < last)
            *text++ = '.';
    }
    *text = '\0';
    if (scientific)
        sprintf(text, "e%c%02d", e < 0 ? '-' : '+', e < 0 ? -e : e);
}

/* Rounds d, in units of 1 / one, to a multiple of `step`: *distance is what
   that changes.  False: two multiples are too near to the same distance. */
static bool round_to(uint64_t d, uint64_t one, uint64_t step, uint64_t *rounded,
                     uint64_t *distance)
{
    uint64_t unit = step * one, over = d % unit;
    bool up = over > unit / 2;

    *rounded = (d - over) / one + (up ? step : 0);
    *distance = up ? unit - over : over;
    return 2 * (*distance + TEN_ERROR) < unit;
}

/* d = x * 10^k is from 1e16 to 2e17, with 6 to 10 bits behind the point.  The
   nearest multiple of 100 will do if it is nearer to d than half a step between
   two doubles, or that of 10; a whole number always does.  Returns 0 where 64
   bits cannot tell. */
static uint64_t shortest(struct wide d, uint64_t mantissa)
{
    uint64_t one = UINT64_C(1) << -d.e, half = d.f / (2 * mantissa);
    uint64_t step = 100, rounded, distance;

    for (; step > 1; step /= 10) {
        bool sure = round_to(d.f, one, step, &rounded, &distance);
        if (distance + TEN_ERROR + 2 < half)
            return sure ? rounded : 0;
        if (distance < half + TEN_ERROR + 2)
            return 0;
    }
    return round_to(d.f, one, 1, &rounded, &distance) ? rounded : 0;
}

/* Normal numbers but powers of two, whose two steps differ. */
static bool format_quickly(double x, char *text)
{
    const uint64_t first = UINT64_C(1) << HIDDEN;
    uint64_t bits, mantissa;

    memcpy(&bits, &x, sizeof bits);
    mantissa = bits & (first - 1);
    int exponent = (int)(bits >> HIDDEN & 0x7ff) - 1075;
    if (fabs(x) < 1e15 && x == floor(x) && x != 0.0) {
        lay_out(text, x < 0.0, (uint64_t)fabs(x), 0);
        return true;
    }
    if (mantissa == 0 || exponent == -1075)
        return false;
    mantissa += first;
    /* log10(2) = 0.30103 */
    int k = 16 - (int)floor((exponent + HIDDEN) * 0.30103);
    struct wide d = ten_scale(mantissa, k);
    d.e += exponent;
    uint64_t digits = shortest(d, mantissa);
    if (digits > 0)
        lay_out(text, x < 0.0, digits, k);
    return digits > 0;
}

struct decimal decimal_format(double x)
{
    struct decimal d;
    int digits = fabs(x) < DBL_MIN ? 1 : FEWEST;

    if (x != x)
        return (struct decimal){"nan"};
    if (isinf(x) && x > 0.0)
        return (struct decimal){"inf"};
    if (isinf(x))
        return (struct decimal){"-inf"};
    if (format_quickly(x, d.text))
        return d;
    do
        snprintf(d.text, sizeof d.text, "%.*g", digits, x);
    while (strtod(d.text, NULL) != x && ++digits <= 17);
    return d;
}

/* ---- Reading ---- */

/* A number as it was written: digits * 10^power. */
struct written {
    uint64_t digits;
    int power;
    bool exact; /* all digits are there */
};

/* Takes digits, of which the first 19 that count fit; returns their end. */
static const char *take_digits(const char *s, struct written *w, bool behind)
{
    for (; *s >= '0' && *s <= '9'; s++) {
        if (w->digits >= UINT64_C(1000000000000000000))
            w->exact = false;
        else {
            w->digits = 10 * w->digits + (uint64_t)(*s - '0');
            w->power -= behind;
        }
    }
    return s;
}

static const char *skip_sign(const char *s)
{
    return *s == '+' || *s == '-' ? s + 1 : s;
}

/* Is all of s an exponent: nothing, or e, a sign, digits?  Adds it. */
static bool take_exponent(const char *s, struct written *w)
{
    struct written e = {.exact = true};

    if (*s == '\0')
        return true;
    if (*s != 'e' && *s != 'E')
        return false;
    const char *digits = skip_sign(s + 1),
               *end = take_digits(digits, &e, false);
    if (e.digits > 10000) {
        w->exact = false;
        e.digits = 0;
    }
    w->power += s[1] == '-' ? -(int)e.digits : (int)e.digits;
    return end > digits && *end == '\0';
}

/* Up to 2^53 and 1e22 both are doubles, and one operation rounds once.  Beyond,
   64 bits are rounded to 53, unless they are too near to the middle between
   two doubles. */
static bool read_quickly(const struct written *w, double *x)
{
    static const double power[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    enum { SPARE = 63 - HIDDEN, MIDDLE = 1 << (SPARE - 1) };

    if (!w->exact)
        return false;
    if (w->digits >> DBL_MANT_DIG == 0 && abs(w->power) <= 22) {
        *x = w->power < 0 ? (double)w->digits / power[-w->power]
                          : (double)w->digits * power[w->power];
        return true;
    }
    if (w->digits == 0 || abs(w->power) > TEN_MOST)
        return false;
    struct wide d = ten_scale(w->digits, w->power);
    int spare = (int)(d.f & ((1 << SPARE) - 1));
    if (abs(spare - MIDDLE) <= TEN_ERROR || d.e + 63 < DBL_MIN_EXP ||
        d.e + 64 >= DBL_MAX_EXP)
        return false;
    uint64_t bits = (d.f >> SPARE) + (spare > MIDDLE);
    *x = ldexp((double)bits, d.e + SPARE);
    return true;
}

/* strtod alone would also take hexadecimal, nan, and blanks in front. */
enum decimal_status decimal_parse(const char *text, double *x)
{
    struct written w = {.exact = true}, comma = {0};
    const char *whole = skip_sign(text);
    const char *point = take_digits(whole, &w, false);
    const char *end = point;

    if (*text == '\0')
        return DECIMAL_EMPTY;
    if (*point == ',') {
        end = take_digits(point + 1, &comma, true);
        return end > point + 1 && take_exponent(end, &comma) ? DECIMAL_COMMA
                                                             : DECIMAL_WORD;
    }
    if (*point == '.')
        end = take_digits(point + 1, &w, true);
    bool digits = point > whole || end > point + 1;
    if (!digits || !take_exponent(end, &w))
        return DECIMAL_WORD;
    double value;
    if (read_quickly(&w, &value)) {
        *x = *text == '-' ? -value : value;
        return DECIMAL_OK;
    }
    value = strtod(text, NULL);
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
