/* A figure between two axes, as SVG. */
#include "text/svg_axes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* The field between the axes of a figure, in units of the picture. */
struct field {
    struct report *out;
    const struct figure *f;
    double left, top, width, height;
    double taken[2][FIGURE_SERIES]; /* heights of names, left and right */
    int names[2];
    size_t at; /* the point a path has come to, ... */
    bool down; /* ... and whether the pen is there  */
};

enum { LEFT = 12, FIELD = 200, LEGEND = 18, LONGEST = 48 };

static bool is_inside(double place)
{
    return place >= 0.0 && place <= 1.0;
}

static double to_x(const struct field *in, double place)
{
    return in->left + place * in->width;
}

static double to_y(const struct field *in, double place)
{
    return in->top + (1.0 - place) * in->height;
}

static void print_line(struct report *out, const char *class, double x1,
                       double y1, double x2, double y2)
{
    report_print(out, "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2f\"/>\n",
                 class, x1, y1, x2, y2);
}

/* Ticks at the left with lines across; ticks below, and their labels as far as
   they have room. */
static void print_ticks(const struct field *in)
{
    const struct axis *across = &in->f->x, *up = &in->f->y;
    double left = in->left, bottom = in->top + in->height;
    double free = -1e9;

    for (int i = 0; i < up->ticks; i++) {
        double y = to_y(in, axis_place(up, up->tick[i].value));
        print_line(in->out, "g", left, y, left + in->width, y);
        svg_label(in->out, left - 6.0, y + 4.0, "m", "end", up->tick[i].label);
    }
    for (int i = 0; i < across->ticks; i++) {
        const struct tick *tick = &across->tick[i];
        double x = to_x(in, axis_place(across, tick->value));
        double half = SVG_LETTER / 2.0 * (double)strlen(tick->label);
        double middle = fmin(x, SVG_WIDTH - 4.0 - half);
        print_line(in->out, "a", x, bottom, x, bottom + 4.0);
        if (middle - half < free)
            continue;
        svg_label(in->out, middle, bottom + 18.0, "m", "middle", tick->label);
        free = middle + half + 6.0;
    }
}

static void print_axes(const struct field *in)
{
    double bottom = in->top + in->height;
    int wide = (int)(in->width / SVG_LETTER);
    int high = (int)(in->height / SVG_LETTER);

    report_print(in->out, "<path class=\"a\" d=\"M%.2f %.2fV%.2fH%.2f\"/>\n",
                 in->left, in->top, bottom, in->left + in->width);
    print_ticks(in);
    svg_label(in->out, in->left + in->width / 2.0, bottom + 38.0, "m", "middle",
              svg_short(in->f->x_label, wide).text);
    report_print(in->out,
                 "<text transform=\"translate(16 %.2f) rotate(-90)\" "
                 "class=\"m\" text-anchor=\"middle\">",
                 in->top + in->height / 2.0);
    report_markup(in->out, svg_short(in->f->y_label, high).text);
    report_print(in->out, "</text>\n");
}

/* A dot; styles differ by its shape, too. */
static void print_dot(struct report *out, const struct series *s, double x,
                      double y, double size)
{
    report_print(out, "<%s class=\"f%d\" ",
                 s->style % 3 == 1 ? "circle" : "path", s->style);
    if (s->style % 3 == 1)
        report_print(out, "cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>\n", x, y, size);
    else if (s->style % 3 == 2)
        report_print(out, "d=\"M%.2f %.2fh%.2fv%.2fh%.2fz\"/>\n", x - size,
                     y - size, 2.0 * size, 2.0 * size, -2.0 * size);
    else
        report_print(out, "d=\"M%.2f %.2fl%.2f %.2fh%.2fz\"/>\n", x,
                     y - 1.4 * size, 1.4 * size, 2.4 * size, -2.8 * size);
}

/* On to point i; the path is taken up where the line leaves the field. */
static void go_on(struct field *in, const struct series *s, size_t i)
{
    double a[2], b[2];

    figure_place(in->f, s, in->at, a);
    figure_place(in->f, s, i, b);
    const double end[2] = {b[0], b[1]};
    bool seen = figure_clip(a, b);
    if (seen && !in->down)
        report_print(in->out, "M%.2f %.2f", to_x(in, a[0]), to_y(in, a[1]));
    if (seen)
        report_print(in->out, "L%.2f %.2f", to_x(in, b[0]), to_y(in, b[1]));
    in->down = seen && b[0] == end[0] && b[1] == end[1];
    in->at = i;
}

/* Behind a gap, at point i, which is a dash where the next gap follows. */
static void begin_again(struct field *in, const struct series *s, size_t i)
{
    double at[2], same[2];

    figure_place(in->f, s, i, at);
    figure_place(in->f, s, i, same);
    if (figure_clip(at, same) && (i + 1 == s->n || isnan(s->y[i + 1])))
        report_print(in->out, "M%.2f %.2fh2", to_x(in, at[0]) - 1.0,
                     to_y(in, at[1]));
    in->down = false;
    in->at = i;
}

/* The class of the path of a series. */
static const char *class_of(const struct series *s)
{
    static const char *const classes[FIGURE_STYLES] = {
        "s s0", "s s1", "s s2", "s s3", "s s4", "s s5", "s s6", "s s7"};

    return s->look == LOOK_CONTOUR ? "c" : classes[s->style];
}

/* One path.  Of more than FIGURE_SHOWN points it takes the first, the last, and
   of each piece the least and the greatest. */
static void print_path(struct field *in, const struct series *s)
{
    enum { PIECES = FIGURE_SHOWN / 2 - 1 };
    size_t each = s->n > FIGURE_SHOWN ? (s->n + PIECES - 1) / PIECES : 1;

    in->at = 0;
    in->down = false;
    report_print(in->out, "<path class=\"%s\" d=\"", class_of(s));
    for (size_t i = 0; i < s->n;) {
        struct curve_piece piece = {.any = false};
        if (isnan(s->y[i])) {
            begin_again(in, s, ++i);
            continue;
        }
        for (size_t end = i + each; i < end && i < s->n && !isnan(s->y[i]); i++)
            curve_take(&piece, (struct moment){(double)i, s->y[i]});
        for (int end = 0; end < 2; end++)
            if (curve_end(&piece, end).x > (double)in->at)
                go_on(in, s, (size_t)curve_end(&piece, end).x);
    }
    if (s->n > in->at + 1)
        go_on(in, s, s->n - 1);
    report_print(in->out, "\"/>\n");
}

static void print_dots(struct field *in, const struct series *s)
{
    double cloud = s->n > 200 ? 1.6 : s->n > 50 ? 2.4 : 3.6;
    double size = s->look == LOOK_LINE ? 2.6 : cloud;

    for (size_t i = 0; i < s->n; i++) {
        double place[2];
        figure_place(in->f, s, i, place);
        if (is_inside(place[0]) && is_inside(place[1]))
            print_dot(in->out, s, to_x(in, place[0]), to_y(in, place[1]), size);
    }
}

static void print_box(const struct field *in, const struct series *s, double x,
                      double y, double width, double height)
{
    report_print(in->out,
                 "<rect class=\"f%d %c\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                 "height=\"%.2f\"/>\n",
                 s->style, s->look == LOOK_BAND ? 'w' : 'r', x, y, width,
                 height);
}

static void print_bars(struct field *in, const struct series *s)
{
    const struct axis *across = &in->f->x, *up = &in->f->y;
    double base = to_y(in, fmax(0.0, axis_place(up, 0.0)));

    for (size_t i = 0; i < s->n; i++) {
        double x = to_x(in, axis_place(across, s->x[i]));
        double y = to_y(in, axis_place(up, s->y[i]));
        double width = to_x(in, axis_place(across, s->x[i + 1])) - x - 1.0;
        print_box(in, s, x, y, fmax(0.5, width), fmax(0.0, base - y));
    }
}

static void print_band(struct field *in, const struct series *s)
{
    double a = axis_place(&in->f->x, s->x[0]);
    double b = axis_place(&in->f->x, s->x[1]);
    double from = fmax(0.0, fmin(a, b)), to = fmin(1.0, fmax(a, b));

    if (s->n == 2 && from <= to) /* both ends have a place */
        print_box(in, s, to_x(in, from), in->top,
                  fmax(1.0, (to - from) * in->width), in->height);
}

/* A line; so few points that they are seen one by one, too. */
static void print_joined(struct field *in, const struct series *s)
{
    enum { FEW = 13 };

    print_path(in, s);
    if (s->n != 2 && s->n <= FEW)
        print_dots(in, s);
}

static bool is_free(const struct field *in, int side, double y)
{
    for (int i = 0; i < in->names[side]; i++)
        if (fabs(in->taken[side][i] - y) < 14.0)
            return false;
    return true;
}

/* The height for another name on a side: y, or in steps from there. */
static double make_room(struct field *in, int side, double y, double step)
{
    while (!is_free(in, side, y))
        y += step;
    in->taken[side][in->names[side]++] = y;
    return y;
}

/* A line up.  The names of two stand on their outer sides. */
static void print_upright(struct field *in, const struct series *s)
{
    const struct figure *f = in->f;
    double place = axis_place(&f->x, s->x[0]), x = to_x(in, place);
    bool right = place < 0.6;
    bool central = place > 0.3 && place < 0.7;

    if (!is_inside(place))
        return;
    for (int i = 0; central && i < f->n; i++) {
        const struct series *o = &f->series[i];
        if (o->look == LOOK_UPRIGHT && o->n > 0 && o->x[0] != s->x[0])
            right = s->x[0] > o->x[0];
    }
    print_line(in->out, "l", x, in->top, x, in->top + in->height);
    svg_label(in->out, right ? x + 5.0 : x - 5.0,
              make_room(in, 1, in->top + 12.0, 15.0), "t e",
              right ? "start" : "end", s->name);
}

/* How near the points come to a level, in the left part of the field or in the
   right, where its name would stand. */
static double nearest(const struct figure *f, double level, bool right)
{
    const double part = 0.4;
    double least = 1.0;

    for (const struct series *s = f->series; s < f->series + f->n; s++)
        for (size_t k = 0; s->look <= LOOK_POINTS && k < s->n; k++) {
            double place[2];
            figure_place(f, s, k, place);
            if (right ? place[0] > 1.0 - part : place[0] < part)
                least = fmin(least, fabs(place[1] - level));
        }
    return least;
}

static void print_level(struct field *in, const struct series *s)
{
    double place = axis_place(&in->f->y, s->y[0]), y = to_y(in, place);
    int side = nearest(in->f, place, true) > nearest(in->f, place, false);
    double label = y - 5.0 < in->top + 10.0 ? y + 14.0 : y - 5.0;

    if (!is_inside(place))
        return;
    if (!is_free(in, side, label) && is_free(in, !side, label))
        side = !side;
    label = make_room(in, side, label, -14.0);
    print_line(in->out, "l", in->left, y, in->left + in->width, y);
    svg_label(in->out, in->left + (side ? in->width - 4.0 : 6.0), label, "t e",
              side ? "end" : "start", s->name);
}

static void (*const print[])(struct field *, const struct series *) = {
    [LOOK_LINE] = print_joined,  [LOOK_POINTS] = print_dots,
    [LOOK_LEVEL] = print_level,  [LOOK_UPRIGHT] = print_upright,
    [LOOK_BAND] = print_band,    [LOOK_BARS] = print_bars,
    [LOOK_CONTOUR] = print_path,
};

/* An entry of the list above the field: a piece of what is drawn, its name.
   Moves on to where the next one goes, in a new row where there is no room. */
static void print_entry(struct report *out, const struct series *s,
                        double at[2])
{
    double letters = fmin(LONGEST, (double)utf8_count(s->name));
    double width = 40.0 + SVG_LETTER * letters;

    if (at[0] > LEFT && at[0] + width > SVG_WIDTH) {
        at[0] = LEFT;
        at[1] += LEGEND;
    }
    double x = at[0], y = at[1] - 4.0;
    if (s->look == LOOK_POINTS)
        print_dot(out, s, x + 10.0, y, 3.6);
    else if (s->look == LOOK_LINE || s->look == LOOK_CONTOUR)
        print_line(out, class_of(s), x, y, x + 22.0, y);
    else
        report_print(out,
                     "<rect class=\"f%d %c\" x=\"%.2f\" y=\"%.2f\" "
                     "width=\"20\" height=\"10\"/>\n",
                     s->style, s->look == LOOK_BAND ? 'w' : 'r', x, y - 5.0);
    svg_label(out, x + 28.0, at[1], "t", "start",
              svg_short(s->name, LONGEST).text);
    at[0] += width;
}

struct svg_size svg_axes(struct report *out, const struct figure *f)
{
    /* what is across and up is in front, and is named inside the field; the
       other names are in the list above it */
    static const bool in_front[LOOK_CONTOUR + 1] = {
        [LOOK_LEVEL] = true, [LOOK_UPRIGHT] = true};
    const struct series *order[FIGURE_SERIES];
    struct field in = {.out = out, .f = f, .top = 56.0, .height = FIELD};
    double at[2] = {LEFT, 58.0};
    int n = figure_order(f, order);

    svg_heading(out, f, SVG_WIDTH);
    for (int i = 0; i < f->n; i++) {
        const struct series *s = &f->series[i];
        if (*s->name && s->n > 0 && !in_front[s->look]) {
            print_entry(out, s, at);
            in.top = at[1] + 14.0;
        }
    }
    struct svg_size size = {SVG_WIDTH, floor(in.top + in.height + 50.0)};
    if (!out) /* only measured */
        return size;
    in.left = 34.0 + SVG_LETTER * fmax(1.0, f->y.width);
    in.width = SVG_WIDTH - 18.0 - in.left;
    print_axes(&in);
    for (int i = 0; i < n; i++)
        if (!in_front[order[i]->look])
            print[order[i]->look](&in, order[i]);
    for (int i = 0; i < 2 * f->n; i++) { /* levels, then what goes up */
        const struct series *s = &f->series[i % f->n];
        if (s->look == (i < f->n ? LOOK_LEVEL : LOOK_UPRIGHT) && s->n > 0)
            print[s->look](&in, s);
    }
    return size;
}
