/* From numbers to places in a picture. */
#include "text/axis.h"

#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* digits * 10^power, correctly rounded; what is too small is 0. */
static double decimal(double digits, int power)
{
    char text[40];
    double x = HUGE_VAL;

    snprintf(text, sizeof text, "%.0fe%d", digits, power);
    decimal_parse(text, &x);
    return x;
}

/* The power of ten at or below x > 0. */
static int power_below(double x)
{
    int power = (int)floor(num_log(x) / 2.302585092994046) + 1;

    while (decimal(1.0, power) > x)
        power--;
    return power;
}

bool axis_takes(enum axis_scale scale, double x)
{
    return x <= AXIS_MOST &&
           (scale == AXIS_LOG ? x >= AXIS_LEAST : x >= -AXIS_MOST);
}

/* "6.5e10" for digits = 65, power = 9; |digits| < 1e12. */
static void write_power(char label[AXIS_LABEL], double digits, int power)
{
    char all[20];

    for (; digits != 0.0 && fmod(digits, 10.0) == 0.0; power++)
        digits /= 10.0;
    snprintf(all, sizeof all, "%.0f", fabs(digits));
    power += (int)strlen(all) - 1;
    if (digits == 0.0)
        strcpy(label, "0");
    else
        snprintf(label, AXIS_LABEL, "%s%c%s%se%d", digits < 0.0 ? "-" : "",
                 all[0], all[1] ? "." : "", all + 1, power);
}

/* A tick at digits * 10^power; as a plain number where that is short. */
static void add_tick(struct axis *axis, double digits, int power, bool plain)
{
    if (axis->ticks == AXIS_TICKS)
        return;
    struct tick *tick = &axis->tick[axis->ticks++];

    tick->value = decimal(digits, power);
    if (plain)
        snprintf(tick->label, AXIS_LABEL, "%.31s",
                 number_group(tick->value, power < 0 ? -power : 0).text);
    else
        write_power(tick->label, digits, power);
}

static const double steps[] = {1.0, 2.0, 5.0};

/* The least step of 1, 2 or 5 times a power of ten that is not below x. */
static double round_up(double x, int *power)
{
    for (*power = power_below(x);; ++*power)
        for (int i = 0; i < 3; i++)
            if (decimal(steps[i], *power) >= x)
                return steps[i];
}

/* Ticks at the multiples of one step. */
static void fit_steps(struct axis *axis, int wanted, bool tight)
{
    int power;
    double digits = round_up((axis->high - axis->low) / wanted, &power);
    double step = decimal(digits, power);
    double first = floor(axis->low / step), last = ceil(axis->high / step);
    double greatest = fmax(fabs(axis->low), fabs(axis->high));
    bool plain = greatest <= 1e6 && power >= -4;

    if (!tight) {
        if (axis->scale == AXIS_LINEAR || first > 0.0)
            axis->low = fmin(axis->low, decimal(first * digits, power));
        axis->high = fmax(axis->high, decimal(last * digits, power));
    }
    for (int i = 0; i <= (int)(last - first); i++) {
        double value = decimal((first + i) * digits, power);
        if (value >= axis->low && value <= axis->high)
            add_tick(axis, (first + i) * digits, power, plain);
    }
}

/* Ticks at powers of ten, or at 2 and 5 times a power as well. */
static void fit_powers(struct axis *axis, int wanted, bool tight, bool between)
{
    int low = power_below(axis->low), high = power_below(axis->high);
    int stride = (high - low) / wanted + 1;
    bool plain = low >= -3 && high < 6;
    double value = 0.0, from = axis->low;

    for (int k = 0; value < axis->high; k++) {
        double digits = between ? steps[k % 3] : 1.0;
        int power = low + (between ? k / 3 : k * stride);
        value = decimal(digits, power);
        if (!tight && value <= axis->low) {
            from = value;
            axis->ticks = 0;
        }
        if (value >= from && (value <= axis->high || !tight) && isfinite(value))
            add_tick(axis, digits, power, plain);
    }
    axis->low = from;
    if (!tight && isfinite(value))
        axis->high = value;
}

/* Room around what is the same, or nearly. */
static void widen(struct axis *axis)
{
    double size = fmax(fabs(axis->low), fabs(axis->high));

    if (axis->high - axis->low > 1e-9 * size && axis->high - axis->low > 1e-300)
        return;
    if (axis->scale == AXIS_LOG) {
        axis->low = fmax(axis->low / 2.0, AXIS_LEAST / 10.0);
        axis->high = fmin(axis->high * 2.0, AXIS_MOST);
    } else if (size < 1e-300) {
        axis->low = -1.0;
        axis->high = 1.0;
    } else {
        axis->low -= size / 2.0;
        axis->high += size / 2.0;
    }
}

void axis_fit(struct axis *axis, enum axis_scale scale, double low, double high,
              int wanted, bool tight)
{
    *axis = (struct axis){
        .scale = scale, .low = fmin(low, high), .high = fmax(low, high)};
    widen(axis);
    if (scale == AXIS_LOG && axis->high / axis->low >= 3.0)
        fit_powers(axis, wanted, tight, axis->high / axis->low < 30.0);
    else
        fit_steps(axis, wanted, tight);
    for (int i = 0; i < axis->ticks; i++) {
        int width = (int)strlen(axis->tick[i].label);
        axis->width = width > axis->width ? width : axis->width;
    }
}

double axis_place(const struct axis *axis, double x)
{
    double low = axis->low, high = axis->high;

    if (axis->scale == AXIS_LINEAR)
        return (x - low) / (high - low);
    return (num_log(x) - num_log(low)) / (num_log(high) - num_log(low));
}

bool axis_shows(const struct axis *axis, int stride, int i)
{
    int zero = 0;

    for (int k = 0; k < axis->ticks; k++)
        zero = axis->tick[k].value == 0.0 ? k : zero;
    return (i - zero) % stride == 0;
}

int axis_stride(const struct axis *axis, double letter)
{
    for (int stride = 1;; stride++) {
        double free = -1.0;
        bool fits = true;
        for (int i = 0; i < axis->ticks; i++) {
            const struct tick *tick = &axis->tick[i];
            double half = letter * (double)strlen(tick->label) / 2.0;
            double at = axis_place(axis, tick->value);
            if (!axis_shows(axis, stride, i))
                continue;
            fits = fits && at - half >= free;
            free = at + half + letter;
        }
        if (fits || stride >= axis->ticks)
            return stride;
    }
}
