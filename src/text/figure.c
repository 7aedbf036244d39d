/* A picture as data. */
#include "text/figure.h"

#include "base/utf8.h"
#include "text/number.h"

#include "trainloop/rng.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies what has room, whole characters; '?' for control characters, but for
   line ends where they are allowed. */
static void copy(char *to, size_t room, const char *text, bool lines)
{
    size_t n = utf8_cut(text, room - 1);

    memmove(to, text, n); /* settings are copied onto themselves */
    to[n] = '\0';
    utf8_clean(to, lines ? '\n' : '?');
}

void figure_name(char name[FIGURE_NAME], const char *text)
{
    copy(name, FIGURE_NAME, text, false);
}

void figure_start(struct figure *f, enum axis_scale scale, const char *name,
                  const char *x_label, const char *y_label)
{
    *f = (struct figure){
        .name = name,
        .y.scale = scale,
        .range = {{HUGE_VAL, -HUGE_VAL}, {HUGE_VAL, -HUGE_VAL}}};
    figure_title(f, "%s", name);
    figure_name(f->x_label, x_label);
    figure_name(f->y_label, y_label);
}

void figure_title(struct figure *f, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(f->title, sizeof f->title, format, arguments);
    va_end(arguments);
    copy(f->title, sizeof f->title, f->title, false);
}

void figure_leave_out(struct figure *f, const char *why)
{
    copy(f->empty, sizeof f->empty, why, false);
}

void figure_mark(struct figure *f, const char *format, ...)
{
    struct series *s = &f->series[f->n > 0 ? f->n - 1 : 0];
    char whole[2 * FIGURE_NAME];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(whole, sizeof whole, format, arguments);
    va_end(arguments);
    copy(s->mark, sizeof s->mark, whole, false);
}

void figure_panel(struct figure *f, int panel, int row)
{
    struct series *s = &f->series[f->n > 0 ? f->n - 1 : 0];

    s->panel = panel;
    s->row = row;
}

void figure_arrows(struct figure *f)
{
    f->series[f->n > 0 ? f->n - 1 : 0].arrows = true;
}

void figure_note(struct figure *f, const char *format, ...)
{
    char whole[FIGURE_NOTE];
    size_t used = strlen(f->note);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(whole, sizeof whole, format, arguments);
    va_end(arguments);
    copy(f->note + used, sizeof f->note - used, whole, true);
}

void figure_note_curve(struct figure *f, const char *name,
                       const struct curve *curve)
{
    static const char *const before[] = {"", ", ", ", lowest "};
    const struct moment *const m[] = {&curve->first, &curve->last,
                                      &curve->lowest};
    struct number x, y;

    figure_note(f, "%s%.*s: ", f->note[0] ? "\n" : "", (int)utf8_cut(name, 100),
                name);
    for (int i = 0; i < 3 && curve->taken > 0; i++) {
        if (i == 1 && m[1]->x == m[2]->x)
            continue; /* the last is the lowest */
        y = number_short(m[i]->y);
        if (fabs(m[i]->y) < 1000.0)
            number_say(&y, "%.5g", m[i]->y);
        x = number_group(m[i]->x, 0);
        if (m[i]->x != floor(m[i]->x))
            number_say(&x, "%.9g", m[i]->x);
        figure_note(f, "%s%s at epoch %s", before[i], y.text, x.text);
    }
    figure_note(f, curve->taken > 0 ? "." : "no point is finite.");
}

/* The same role has the same sign, and so the same colour, in every figure. */
static int style_of(char sign)
{
    static const char *const signs[FIGURE_STYLES] = {
        "*a:", "ob", "-cB@", ".dT%", "_es&", "xf", "+g", "#h"};

    for (int i = 0; i < FIGURE_STYLES; i++)
        if (strchr(signs[i], sign))
            return i;
    return FIGURE_STYLES - 1;
}

static bool takes(const struct figure *f, int axis, double x)
{
    return axis_takes(axis == 1 ? f->y.scale : f->x.scale, x);
}

void figure_widen(struct figure *f, int axis, double x)
{
    double *range = f->range[axis];

    if (!takes(f, axis, x))
        return;
    range[0] = fmin(range[0], x);
    range[1] = fmax(range[1], x);
}

/* Keeps of a cloud so many points, in their order (selection sampling: D. E.
   Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S). */
static void thin(struct figure *f, struct series *s)
{
    struct rng rng;
    size_t n = 0;

    rng_seed(&rng, 0);
    for (size_t i = 0; n < FIGURE_SHOWN; i++)
        if (rng_double(&rng) * (double)(s->n - i) <
            (double)(FIGURE_SHOWN - n)) {
            s->x[n] = s->x[i];
            s->y[n++] = s->y[i];
        }
    f->given += s->n;
    f->shown += n;
    s->n = n;
    memmove(s->x + n, s->y, n * sizeof *s->y);
    double *less = realloc(s->x, 2 * (n + 1) * sizeof *s->x);
    s->x = less ? less : s->x;
    s->y = s->x + n;
}

/* Takes the points that have a place, and makes the axes wider, unless they are
   a window. */
static void fill(struct figure *f, struct series *s, const double *x,
                 const double *y, size_t n)
{
    bool cloud = s->look == LOOK_POINTS, bars = x && s->look == LOOK_BARS;

    for (size_t i = 0; i < n; i++) {
        struct moment m = {x ? x[i] : 1.0, y ? y[i] : 1.0};
        bool good = takes(f, 0, m.x) && axis_takes(AXIS_LINEAR, m.y);
        bool above = good && takes(f, 1, m.y);
        f->lost += cloud && !good;
        f->below += cloud && good && !above;
        bool gap = !above && !cloud && !bars;
        if (gap ? s->n == 0 || isnan(s->y[s->n - 1]) : !above && !bars)
            continue;
        s->x[s->n] = m.x;
        s->y[s->n++] = gap ? (double)NAN : m.y;
        if (cloud && m.y > 0.0)
            f->least = f->least > 0.0 ? fmin(f->least, m.y) : m.y;
    }
    if (s->n > 0 && isnan(s->y[s->n - 1]))
        s->n--;
    if (bars) /* their foot, and the last edge */
        s->x[n] = x[n];
    bool widens = !f->window && s->look != LOOK_CONTOUR;
    for (size_t i = 0; widens && i < s->n + bars; i++) {
        if (x)
            figure_widen(f, 0, s->x[i]);
        if (y)
            figure_widen(f, 1, s->y[i]);
    }
    if (cloud && s->n > FIGURE_SHOWN)
        thin(f, s);
}

void figure_add(struct figure *f, enum look look, char sign, const double *x,
                const double *y, size_t n, const char *name, ...)
{
    struct series *s = f->n < FIGURE_SERIES ? &f->series[f->n] : NULL;
    double *block = s ? calloc(n + 1, 2 * sizeof *block) : NULL;
    char whole[4 * FIGURE_NAME];
    va_list arguments;

    if (!block) {
        f->failed = true;
        return;
    }
    *s = (struct series){.look = look,
                         .sign = sign,
                         .style = style_of(sign),
                         .x = block,
                         .y = block + n + 1};
    f->n++;
    va_start(arguments, name);
    vsnprintf(whole, sizeof whole, name, arguments);
    va_end(arguments);
    figure_name(s->name, whole);
    fill(f, s, x, y, n);
}

void figure_curve(struct figure *f, char sign, const struct curve *curve,
                  const char *name, ...)
{
    double *x = malloc(sizeof *x * 2 * CURVE_POINTS);
    double *y = x ? x + CURVE_POINTS : NULL;
    char whole[4 * FIGURE_NAME];
    va_list arguments;

    va_start(arguments, name);
    vsnprintf(whole, sizeof whole, name, arguments);
    va_end(arguments);
    f->failed = f->failed || !x;
    if (x)
        figure_add(f, LOOK_LINE, sign, x, y, curve_points(curve, x, y), "%s",
                   whole);
    free(x);
    /* counted when they came, not as pieces */
    f->below += f->y.scale == AXIS_LOG ? curve->below : 0;
    f->lost += curve->lost;
    f->by_step = true;
}

void figure_window(struct figure *f, double x_low, double x_high, double y_low,
                   double y_high)
{
    double ends[2][2] = {{x_low, x_high}, {y_low, y_high}};

    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            f->range[i][k] = fmax(-AXIS_MOST, fmin(AXIS_MOST, ends[i][k]));
    f->window = true;
}

static void say_missing(struct figure *f, const char *before, const char *text)
{
    size_t used = strlen(f->missing);

    snprintf(f->missing + used, sizeof f->missing - used, "%s%s", before, text);
}

/* Says what is left out, and why. */
static void find_missing(struct figure *f)
{
    static const char *const why[] = {"finite, or too big",
                                      "above 0, where a log scale begins"};
    const double n[] = {(double)f->lost, (double)f->below};
    const char *said = f->missing;
    struct number text;

    for (int i = 0; i < f->n && strlen(said) < sizeof f->missing / 2; i++)
        if (f->series[i].look == LOOK_LEVEL && f->series[i].n == 0)
            say_missing(
                f, *said ? ", " : "Not on this scale: ", f->series[i].name);
    for (int i = 0; i < 2; i++) {
        number_say(&text, "%.0f value%s left out: not %s", n[i],
                   number_plural(n[i]), why[i]);
        if (n[i] > 0.0)
            say_missing(f, *said ? ". " : "", text.text);
    }
    number_say(&text, "%s of %s points are shown, drawn by lot",
               number_group((double)f->shown, 0).text,
               number_group((double)f->given, 0).text);
    if (f->shown < f->given)
        say_missing(f, *said ? ". " : "", text.text);
}

/* The low end of a log scale is above 0, whatever a window asks for. */
static void lift(struct figure *f)
{
    double *y = f->range[1];

    if (f->y.scale != AXIS_LOG || y[0] >= AXIS_LEAST)
        return;
    y[1] = fmax(y[1], 1000.0 * AXIS_LEAST);
    y[0] = f->least > 0.0 ? f->least / 1.1 : y[1] / 1000.0;
    y[0] = fmax(AXIS_LEAST, fmin(y[0], y[1]));
}

bool figure_close(struct figure *f, struct fault *fault)
{
    enum { X_TICKS = 8, Y_TICKS = 5 };
    double *x = f->range[0], *y = f->range[1];
    int wanted = X_TICKS;

    copy(f->settings, sizeof f->settings, f->settings, false);
    if (f->failed)
        return fault_memory(fault, (double)CURVE_POINTS * 16.0, "the picture");
    for (int i = 0; i < 2; i++)
        if (!(f->range[i][0] <= f->range[i][1])) /* there is nothing */
            f->range[i][0] = f->range[i][1] = 1.0;
    if (f->by_step && x[0] == x[1])
        x[1] += 1.0;
    if (f->by_step && x[1] - x[0] < X_TICKS)
        wanted = (int)fmax(1.0, x[1] - x[0]);
    lift(f);
    find_missing(f);
    axis_fit(&f->x, f->x.scale, x[0], x[1], wanted, f->by_step || f->window);
    axis_fit(&f->y, f->y.scale, y[0], y[1], Y_TICKS, f->window);
    return true;
}

const char *figure_scale(const struct figure *f)
{
    bool across = f->x.scale == AXIS_LOG, up = f->y.scale == AXIS_LOG;

    return across && up ? "log scales"
           : up         ? "log scale"
           : across     ? "log epochs"
                        : "";
}

void figure_place(const struct figure *f, const struct series *s, size_t i,
                  double place[2])
{
    const double far = 1e9; /* windows away: as good as any */

    place[0] = fmax(-far, fmin(far, axis_place(&f->x, s->x[i])));
    place[1] = fmax(-far, fmin(far, axis_place(&f->y, s->y[i])));
}

/* Liang and Barsky: the part of the way, from `from` to `to` in [0, 1], that
   is on the good side of every edge. */
bool figure_clip(double a[2], double b[2])
{
    double from = 0.0, to = 1.0;
    double start[2] = {a[0], a[1]}, way[2] = {b[0] - a[0], b[1] - a[1]};

    for (int edge = 0; edge < 4; edge++) {
        int k = edge / 2;
        double toward = edge % 2 ? way[k] : -way[k];
        double room = edge % 2 ? 1.0 - start[k] : start[k];
        if (toward > 0.0)
            to = fmin(to, room / toward);
        else if (toward < 0.0)
            from = fmax(from, room / toward);
        else if (room < 0.0)
            return false;
    }
    if (!(from <= to))
        return false;
    for (int k = 0; k < 2; k++) { /* an end that is inside stays as it is */
        a[k] = from > 0.0 ? start[k] + from * way[k] : a[k];
        b[k] = to < 1.0 ? start[k] + to * way[k] : b[k];
    }
    return true;
}

int figure_order(const struct figure *f, const struct series **order)
{
    int n = 0;

    for (int round = 0; round < 4; round++)
        for (int i = 0; i < f->n; i++) {
            const struct series *s = &f->series[round == 3 ? i : f->n - 1 - i];
            int own = s->look >= LOOK_LEVEL  ? 0
                      : s->look == LOOK_LINE ? 2
                      : s->n > FIGURE_FEW    ? 1
                                             : 3;
            if (own == round)
                order[n++] = s;
        }
    return n;
}

void figure_free(struct figure *f)
{
    for (int i = 0; i < f->n; i++)
        free(f->series[i].x);
    f->n = 0;
}
