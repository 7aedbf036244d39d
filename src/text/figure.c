/* A picture as data. */
#include "text/figure.h"

#include "base/utf8.h"
#include "text/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void figure_start(struct figure *f, const char *title, const char *x_label,
                  const char *y_label)
{
    *f = (struct figure){0};
    snprintf(f->title, sizeof f->title, "%s", title);
    figure_name(f->x_label, x_label);
    figure_name(f->y_label, y_label);
}

void figure_note(struct figure *f, const char *format, ...)
{
    size_t used = strlen(f->note);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(f->note + used, sizeof f->note - used, format, arguments);
    va_end(arguments);
}

static void say_missing(struct figure *f, const char *format, ...)
    FAULT_PRINTF(2, 3);

/* Adds to what is said of all that is left out. */
static void say_missing(struct figure *f, const char *format, ...)
{
    size_t used = strlen(f->missing);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(f->missing + used, sizeof f->missing - used, format, arguments);
    va_end(arguments);
}

/* A point of a curve: "2.3278 at epoch 0". */
static void note_moment(struct figure *f, struct moment m)
{
    if (fabs(m.y) < 1000.0)
        figure_note(f, "%.5g", m.y);
    else
        figure_note(f, "%s", number_short(m.y).text);
    figure_note(f, " at epoch %s", number_group(m.x, 0).text);
}

void figure_note_curve(struct figure *f, const char *name,
                       const struct curve *curve)
{
    figure_note(f, "%s%.100s: ", f->note[0] ? "\n" : "", name);
    if (curve->taken == 0) {
        figure_note(f, "no point is finite.");
        return;
    }
    note_moment(f, curve->first);
    figure_note(f, ", ");
    note_moment(f, curve->last);
    figure_note(f, ", lowest ");
    note_moment(f, curve->lowest);
    figure_note(f, ".");
}

/* '?' for control characters, but for line ends where they are allowed. */
static void clean(char *text, bool lines)
{
    for (; *text != '\0'; text++)
        if (utf8_is_control(*text) && !(lines && *text == '\n'))
            *text = '?';
}

void figure_name(char name[FIGURE_NAME], const char *text)
{
    snprintf(name, FIGURE_NAME, "%.*s", (int)utf8_cut(text, FIGURE_NAME - 1),
             text);
    clean(name, false);
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

/* A new series with room for n points; NULL: there is none. */
static struct series *add(struct figure *f, enum look look, const char *name,
                          char sign, size_t n)
{
    struct series *s = &f->series[f->n];

    if (f->n < FIGURE_SERIES)
        s->x = malloc((n + 1) * 2 * sizeof *s->x);
    if (f->n == FIGURE_SERIES || !s->x) {
        f->failed = true;
        return NULL;
    }
    f->n++;
    s->y = s->x + n + 1;
    s->look = look;
    s->sign = sign;
    s->style = style_of(sign);
    figure_name(s->name, name);
    return s;
}

void figure_widen(struct figure *f, int axis, double x)
{
    double *range = f->range[axis];

    if (!axis_takes(axis == 1 ? f->y.scale : AXIS_LINEAR, x))
        return;
    range[0] = f->ranged[axis] ? fmin(range[0], x) : x;
    range[1] = f->ranged[axis] ? fmax(range[1], x) : x;
    f->ranged[axis] = true;
}

/* What is added makes the axes wider, unless they are a window. */
static void reach(struct figure *f, int axis, double x)
{
    if (!f->window)
        figure_widen(f, axis, x);
}

/* Has a point a place?  If not it is counted, where it is data. */
static bool has_place(struct figure *f, bool data, double x, double y)
{
    if (!axis_takes(AXIS_LINEAR, x) || !axis_takes(AXIS_LINEAR, y)) {
        f->lost += data;
        return false;
    }
    if (!axis_takes(f->y.scale, y)) {
        f->below += data;
        return false;
    }
    if (data && y > 0.0)
        f->least = f->least > 0.0 ? fmin(f->least, y) : y;
    return true;
}

/* Adds a point that has a place to a series that has room. */
static void put(struct figure *f, struct series *s, double x, double y)
{
    s->x[s->n] = x;
    s->y[s->n++] = y;
    if (s->look == LOOK_CONTOUR)
        return;
    reach(f, 0, x);
    reach(f, 1, y);
}

static struct series *add_points(struct figure *f, enum look look,
                                 const char *name, char sign, const double *x,
                                 const double *y, size_t n)
{
    struct series *s = add(f, look, name, sign, n);

    for (size_t i = 0; s && i < n; i++)
        if (has_place(f, look == LOOK_POINTS, x[i], y[i]))
            put(f, s, x[i], y[i]);
    return s;
}

void figure_line(struct figure *f, const char *name, char sign, const double *x,
                 const double *y, size_t n)
{
    add_points(f, LOOK_LINE, name, sign, x, y, n);
}

void figure_contour(struct figure *f, const char *name, const double *x,
                    const double *y, size_t n)
{
    add_points(f, LOOK_CONTOUR, name, ',', x, y, n);
}

void figure_curve(struct figure *f, const char *name, char sign,
                  const struct curve *curve)
{
    struct series *s = add(f, LOOK_LINE, name, sign, CURVE_POINTS);

    if (!s)
        return;
    size_t n = curve_points(curve, s->x, s->y);
    for (size_t i = 0; i < n; i++) /* in place: never more than are read */
        if (has_place(f, false, s->x[i], s->y[i]))
            put(f, s, s->x[i], s->y[i]);
    /* counted when they came, not as buckets */
    f->below += f->y.scale == AXIS_LOG ? curve->below : 0;
    f->lost += curve->lost;
    f->by_step = true;
}

void figure_trail(struct figure *f, const char *name, char sign,
                  const struct trail *trail)
{
    struct series *s = add(f, LOOK_LINE, name, sign, trail->n + 1);

    for (size_t i = 0; s && i <= trail->n && trail->n > 0; i++) {
        bool end = i == trail->n;
        double x = end ? trail->end.x : trail->x[i];
        double y = end ? trail->end.y : trail->y[i];
        if (has_place(f, false, x, y))
            put(f, s, x, y);
    }
}

enum { PIECES = FIGURE_SHOWN / 4 };

/* Keeps, of the points that are kept, the least and greatest y in each of some
   pieces of the x axis, and every so many-th.  kept: (n); piece: (PIECES). */
static void thin(const double *x, const double *y, size_t n, bool *kept,
                 size_t places, struct thin *piece)
{
    size_t each = places / (FIGURE_SHOWN / 2) + 1, k = 0;
    double low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < n; i++)
        if (kept[i]) {
            low = fmin(low, x[i]);
            high = fmax(high, x[i]);
        }
    for (size_t i = 0; i < n; i++) {
        if (!kept[i])
            continue;
        double part = (x[i] - low) / (high - low);
        thin_take(&piece[part > 0.0 ? (size_t)(part * (PIECES - 1)) : 0],
                  (struct moment){(double)i, y[i]});
        kept[i] = k++ % each == 0;
    }
    for (int i = 0; i < PIECES; i++)
        for (int end = 0; end < 2 && piece[i].any; end++)
            kept[(size_t)thin_end(&piece[i], end).x] = true;
}

void figure_cloud(struct figure *f, const char *name, char sign,
                  const double *x, const double *y, size_t n)
{
    if (n <= FIGURE_SHOWN) {
        add_points(f, LOOK_POINTS, name, sign, x, y, n);
        return;
    }
    struct series *s = add(f, LOOK_POINTS, name, sign, FIGURE_SHOWN);
    bool *kept = calloc(n, sizeof *kept);
    struct thin *piece = calloc(PIECES, sizeof *piece);
    size_t places = 0;

    f->failed = f->failed || !kept || !piece;
    for (size_t i = 0; !f->failed && i < n; i++) {
        kept[i] = has_place(f, true, x[i], y[i]);
        places += kept[i];
    }
    if (!f->failed && places > FIGURE_SHOWN)
        thin(x, y, n, kept, places, piece);
    for (size_t i = 0; !f->failed && i < n; i++)
        if (kept[i])
            put(f, s, x[i], y[i]);
    if (!f->failed) {
        f->given += places;
        f->shown += s->n;
    }
    free(kept);
    free(piece);
}

void figure_bars(struct figure *f, const char *name, char sign,
                 const double *edges, const double *heights, size_t n)
{
    struct series *s = add(f, LOOK_BARS, name, sign, n);

    if (!s)
        return;
    for (size_t i = 0; i < n; i++)
        put(f, s, edges[i], heights[i]);
    s->x[s->n] = edges[n]; /* room for one more: the last edge */
    reach(f, 0, edges[n]);
    reach(f, 1, 0.0);
}

void figure_level(struct figure *f, const char *name, char sign, double y)
{
    struct series *s = add(f, LOOK_LEVEL, name, sign, 1);

    if (!s)
        return;
    if (axis_takes(f->y.scale, y)) {
        s->y[s->n++] = y;
        reach(f, 1, y);
    } else if (strlen(f->missing) < sizeof f->missing / 2) {
        say_missing(f, "%s%s",
                    f->missing[0] ? ", " : "Not on this scale: ", s->name);
    }
}

/* A series that is all height: at one x, or from one to another. */
static void add_upright(struct figure *f, enum look look, const char *name,
                        char sign, const double *x, size_t n)
{
    struct series *s = add(f, look, name, sign, n);

    for (size_t i = 0; s && i < n; i++)
        if (axis_takes(AXIS_LINEAR, x[i])) {
            s->x[s->n++] = x[i];
            reach(f, 0, x[i]);
        }
}

void figure_upright(struct figure *f, const char *name, char sign, double x)
{
    add_upright(f, LOOK_UPRIGHT, name, sign, &x, 1);
}

void figure_band(struct figure *f, const char *name, char sign, double low,
                 double high)
{
    double x[2] = {fmin(low, high), fmax(low, high)};

    add_upright(f, LOOK_BAND, name, sign, x, 2);
}

void figure_window(struct figure *f, double x_low, double x_high, double y_low,
                   double y_high)
{
    double ends[2][2] = {{x_low, x_high}, {y_low, y_high}};

    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            f->range[i][k] = fmax(-AXIS_MOST, fmin(AXIS_MOST, ends[i][k]));
    f->ranged[0] = f->ranged[1] = f->window = true;
}

/* Says what is left out, and why. */
static void count_missing(struct figure *f)
{
    static const char *const why[] = {"finite, or too big",
                                      "above 0, where a log scale begins"};
    const uint64_t n[] = {f->lost, f->below};

    for (int i = 0; i < 2; i++)
        if (n[i] > 0)
            say_missing(f, "%s%.0f value%s left out: not %s",
                        f->missing[0] ? ". " : "", (double)n[i],
                        n[i] == 1 ? "" : "s", why[i]);
    if (f->shown < f->given)
        say_missing(f, "%s%.0f of %.0f points are shown",
                    f->missing[0] ? ". " : "", (double)f->shown,
                    (double)f->given);
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

    clean(f->settings, false);
    clean(f->note, true);
    clean(f->missing, false);
    if (f->failed)
        return fault_memory(fault, (double)CURVE_POINTS * 16.0, "the picture");
    for (int i = 0; i < 2; i++)
        if (!f->ranged[i])
            f->range[i][0] = f->range[i][1] = 1.0;
    if (f->by_step && x[0] == x[1])
        x[1] += 1.0;
    if (f->by_step && x[1] - x[0] < X_TICKS)
        wanted = (int)fmax(1.0, x[1] - x[0]);
    lift(f);
    count_missing(f);
    axis_fit(&f->x, AXIS_LINEAR, x[0], x[1], wanted, f->by_step || f->window);
    axis_fit(&f->y, f->y.scale, y[0], y[1], Y_TICKS, f->window);
    return true;
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

/* The round in which a series is drawn. */
static int round_of(const struct series *s)
{
    return s->look >= LOOK_LEVEL  ? 0
           : s->look == LOOK_LINE ? 2
           : s->n > FIGURE_FEW    ? 1
                                  : 3;
}

int figure_order(const struct figure *f, const struct series **order)
{
    int n = 0;

    for (int round = 0; round < 4; round++)
        for (int i = 0; i < f->n; i++) {
            const struct series *s = &f->series[round == 3 ? i : f->n - 1 - i];
            if (round_of(s) == round)
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
