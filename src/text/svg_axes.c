/* A figure between two axes, as SVG. */
#include "text/svg_draw.h"

#include <math.h>
#include <string.h>

/* The field between the axes, in units of the picture. */
struct frame {
    double left, top, width, height;
};

enum { WIDTH = 400, FIELD = 200, LEGEND = 18, LONGEST = 48 };

/* Is the series one of the list above the field, not named inside it? */
static bool is_listed(const struct series *s)
{
    return *s->name && s->n > 0 && s->look != LOOK_LEVEL &&
           s->look != LOOK_UPRIGHT;
}

/* Where the next entry of the list goes; moves on. */
struct cursor {
    double x, y;
};

static struct cursor next_entry(struct cursor *at, const struct series *s)
{
    double letters = fmin(LONGEST, (double)strlen(s->name));
    double width = 40.0 + SVG_LETTER * letters;

    if (at->x > 12.0 && at->x + width > WIDTH) {
        at->x = 12.0;
        at->y += LEGEND;
    }
    struct cursor place = *at;
    at->x += width;
    return place;
}

static struct frame frame_of(const struct figure *f)
{
    struct frame frame = {.top = 56.0, .height = FIELD};
    struct cursor at = {12.0, 58.0};
    size_t widest = 1;

    for (int i = 0; i < f->n; i++)
        if (is_listed(&f->series[i])) {
            next_entry(&at, &f->series[i]);
            frame.top = at.y + 14.0;
        }
    for (int i = 0; i < f->y.ticks; i++)
        if (strlen(f->y.tick[i].label) > widest)
            widest = strlen(f->y.tick[i].label);
    frame.left = 34.0 + SVG_LETTER * (double)widest;
    frame.width = WIDTH - 18.0 - frame.left;
    return frame;
}

struct svg_size svg_axes_size(const struct figure *f)
{
    struct frame frame = frame_of(f);

    return (struct svg_size){WIDTH, floor(frame.top + frame.height + 50.0)};
}

static bool is_inside(double place)
{
    return place >= 0.0 && place <= 1.0;
}

static double to_x(const struct frame *frame, double place)
{
    return frame->left + place * frame->width;
}

static double to_y(const struct frame *frame, double place)
{
    return frame->top + (1.0 - place) * frame->height;
}

static void print_line(struct report *report, const char *class, double x1,
                       double y1, double x2, double y2)
{
    report_print(report, "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2f\"/>\n",
                 class, x1, y1, x2, y2);
}

static void print_axes(struct report *report, const struct figure *f,
                       const struct frame *frame)
{
    double left = frame->left, bottom = frame->top + frame->height;
    double right = left + frame->width, free = -1e9;
    char text[FIGURE_NAME];

    report_print(report, "<path class=\"a\" d=\"M%.2f %.2fV%.2fH%.2f\"/>\n",
                 left, frame->top, bottom, right);
    for (int i = 0; i < f->y.ticks; i++) {
        const struct tick *tick = &f->y.tick[i];
        double y = to_y(frame, axis_place(&f->y, tick->value));
        print_line(report, "g", left, y, right, y);
        svg_label(report, left - 6.0, y + 4.0, "m", "end", tick->label);
    }
    for (int i = 0; i < f->x.ticks; i++) {
        const struct tick *tick = &f->x.tick[i];
        double x = to_x(frame, axis_place(&f->x, tick->value));
        double half = SVG_LETTER / 2.0 * (double)strlen(tick->label);
        double middle = fmin(x, WIDTH - 4.0 - half);
        print_line(report, "a", x, bottom, x, bottom + 4.0);
        if (middle - half < free)
            continue;
        svg_label(report, middle, bottom + 18.0, "m", "middle", tick->label);
        free = middle + half + 6.0;
    }
    svg_short(text, f->x_label, (int)(frame->width / SVG_LETTER));
    svg_label(report, left + frame->width / 2.0, bottom + 38.0, "m", "middle",
              text);
    svg_short(text, f->y_label, (int)(frame->height / SVG_LETTER));
    report_print(report,
                 "<text transform=\"translate(16 %.2f) rotate(-90)\" "
                 "class=\"m\" text-anchor=\"middle\">",
                 frame->top + frame->height / 2.0);
    report_markup(report, text);
    report_print(report, "</text>\n");
}

/* At most FIGURE_SHOWN points of a line: the first, the last, and of each piece
   the least and the greatest, in their order.  kept: (FIGURE_SHOWN). */
static size_t thin(const struct series *s, size_t *kept)
{
    enum { PIECES = FIGURE_SHOWN / 2 - 1 };
    size_t each = s->n > FIGURE_SHOWN ? (s->n + PIECES - 1) / PIECES : 1, n = 0;

    if (s->n == 0)
        return 0;
    kept[n++] = 0;
    for (size_t i = 0; i < s->n; i += each) {
        size_t least = i, most = i;
        for (size_t k = i; k < i + each && k < s->n; k++) {
            least = s->y[k] < s->y[least] ? k : least;
            most = s->y[k] > s->y[most] ? k : most;
        }
        size_t ends[2] = {least < most ? least : most,
                          least < most ? most : least};
        for (int k = 0; k < 2; k++)
            if (ends[k] > kept[n - 1])
                kept[n++] = ends[k];
    }
    if (kept[n - 1] < s->n - 1)
        kept[n++] = s->n - 1;
    return n;
}

/* A dot; styles differ by its shape, too. */
static void print_dot(struct report *report, const struct series *s, double x,
                      double y, double size)
{

    if (s->style % 3 == 1)
        report_print(report,
                     "<circle class=\"f%d\" cx=\"%.2f\" cy=\"%.2f\" "
                     "r=\"%.2f\"/>\n",
                     s->style, x, y, size);
    else
        report_print(
            report, "<path class=\"f%d\" d=\"M%.2f %.2fl%.2f %.2fh%.2fz\"/>\n",
            s->style, x, y - 1.4 * size, 1.4 * size, 2.4 * size, -2.8 * size);
}

/* One path; it is taken up where the line leaves the field. */
static void print_path(struct report *report, const struct figure *f,
                       const struct frame *frame, const struct series *s,
                       const char *class)
{
    size_t kept[FIGURE_SHOWN], n = thin(s, kept);
    bool down = false;

    report_print(report, "<path class=\"%s\" d=\"", class);
    for (size_t i = 1; i < n; i++) {
        double a[2], b[2], end[2];
        figure_place(f, s, kept[i - 1], a);
        figure_place(f, s, kept[i], b);
        memcpy(end, b, sizeof end);
        if (!figure_clip(a, b)) {
            down = false;
            continue;
        }
        if (!down)
            report_print(report, "M%.2f %.2f", to_x(frame, a[0]),
                         to_y(frame, a[1]));
        report_print(report, "L%.2f %.2f", to_x(frame, b[0]),
                     to_y(frame, b[1]));
        down = b[0] == end[0] && b[1] == end[1];
    }
    report_print(report, "\"/>\n");
}

enum { DOTTED = 13 }; /* so few points of a line are seen one by one */

static void print_dots(struct report *report, const struct figure *f,
                       const struct frame *frame, const struct series *s)
{
    double size = s->look == LOOK_LINE ? 2.6
                  : s->n > 200         ? 1.6
                  : s->n > 50          ? 2.4
                                       : 3.6;

    for (size_t i = 0; i < s->n; i++) {
        double place[2];
        figure_place(f, s, i, place);
        if (is_inside(place[0]) && is_inside(place[1]))
            print_dot(report, s, to_x(frame, place[0]), to_y(frame, place[1]),
                      size);
    }
}

static void print_bars(struct report *report, const struct figure *f,
                       const struct frame *frame, const struct series *s)
{
    double base = to_y(frame, fmax(0.0, axis_place(&f->y, 0.0)));

    for (size_t i = 0; i < s->n; i++) {
        double x = to_x(frame, axis_place(&f->x, s->x[i]));
        double end = to_x(frame, axis_place(&f->x, s->x[i + 1]));
        double y = to_y(frame, axis_place(&f->y, s->y[i]));
        report_print(report,
                     "<rect class=\"f%d r\" x=\"%.2f\" y=\"%.2f\" "
                     "width=\"%.2f\" height=\"%.2f\"/>\n",
                     s->style, x, y, fmax(0.5, end - x - 1.0),
                     fmax(0.0, base - y));
    }
}

static void print_band(struct report *report, const struct figure *f,
                       const struct frame *frame, const struct series *s)
{
    double from = s->n == 2 ? axis_place(&f->x, s->x[0]) : 2.0;
    double to = s->n == 2 ? axis_place(&f->x, s->x[1]) : 2.0;

    if (from > 1.0 || to < 0.0)
        return;
    from = fmax(0.0, from);
    to = fmin(1.0, to);
    report_print(report,
                 "<rect class=\"f%d w\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                 "height=\"%.2f\"/>\n",
                 s->style, to_x(frame, from), frame->top,
                 fmax(1.0, (to - from) * frame->width), frame->height);
}

static void print_series(struct report *report, const struct figure *f,
                         const struct frame *frame, const struct series *s)
{
    char class[16];

    snprintf(class, sizeof class, "s s%d", s->style);
    switch (s->look) {
    case LOOK_LINE:
        print_path(report, f, frame, s, class);
        if (s->n != 2 && s->n <= DOTTED)
            print_dots(report, f, frame, s);
        break;
    case LOOK_POINTS:
        print_dots(report, f, frame, s);
        break;
    case LOOK_BARS:
        print_bars(report, f, frame, s);
        break;
    case LOOK_BAND:
        print_band(report, f, frame, s);
        break;
    case LOOK_CONTOUR:
        print_path(report, f, frame, s, "c");
        break;
    case LOOK_LEVEL:
    case LOOK_UPRIGHT:
        break;
    }
}

/* Heights at which names stand already, at the left and at the right. */
struct names {
    double y[2][FIGURE_SERIES];
    int n[2];
};

static bool is_free(const struct names *names, int side, double y)
{
    for (int i = 0; i < names->n[side]; i++)
        if (fabs(names->y[side][i] - y) < 14.0)
            return false;
    return true;
}

/* The height for another name on a side: y, or in steps from there. */
static double make_room(struct names *names, int side, double y, double step)
{
    while (!is_free(names, side, y))
        y += step;
    names->y[side][names->n[side]++] = y;
    return y;
}

/* A line up.  The names of two stand on their outer sides. */
static void print_upright(struct report *report, const struct figure *f,
                          const struct frame *frame, const struct series *s,
                          struct names *names)
{
    double place = axis_place(&f->x, s->x[0]), x = to_x(frame, place);
    int right = place < 0.6;

    for (int i = 0; i < f->n; i++)
        if (f->series[i].look == LOOK_UPRIGHT && f->series[i].n > 0 &&
            f->series[i].x[0] != s->x[0] && place > 0.3 && place < 0.7)
            right = s->x[0] > f->series[i].x[0];
    if (!is_inside(place))
        return;
    print_line(report, "l", x, frame->top, x, frame->top + frame->height);
    svg_label(report, x + (right ? 5.0 : -5.0),
              make_room(names, 1, frame->top + 12.0, 15.0), "t e",
              right ? "start" : "end", s->name);
}

/* How near the points come to a level, in the left part of the field or in the
   right, where its name would stand. */
static double nearest(const struct figure *f, double level, bool right)
{
    const double part = 0.4;
    double least = 1.0;

    for (int i = 0; i < f->n; i++) {
        const struct series *s = &f->series[i];
        for (size_t k = 0; s->look <= LOOK_POINTS && k < s->n; k++) {
            double place[2];
            figure_place(f, s, k, place);
            if (right ? place[0] > 1.0 - part : place[0] < part)
                least = fmin(least, fabs(place[1] - level));
        }
    }
    return least;
}

static void print_level(struct report *report, const struct figure *f,
                        const struct frame *frame, const struct series *s,
                        struct names *names)
{
    double place = axis_place(&f->y, s->y[0]), y = to_y(frame, place);
    int side = nearest(f, place, true) > nearest(f, place, false);
    double label = y - 5.0 < frame->top + 10.0 ? y + 14.0 : y - 5.0;

    if (!is_inside(place))
        return;
    if (!is_free(names, side, label) && is_free(names, !side, label))
        side = !side;
    label = make_room(names, side, label, -14.0);
    print_line(report, "l", frame->left, y, frame->left + frame->width, y);
    svg_label(report, frame->left + (side ? frame->width - 4.0 : 6.0), label,
              "t e", side ? "end" : "start", s->name);
}

/* Lines across and up, and their names where no other name is. */
static void print_backdrops(struct report *report, const struct figure *f,
                            const struct frame *frame)
{
    struct names names = {{{0.0}}, {0}};

    for (int i = 0; i < f->n; i++)
        if (f->series[i].look == LOOK_LEVEL && f->series[i].n > 0)
            print_level(report, f, frame, &f->series[i], &names);
    for (int i = 0; i < f->n; i++)
        if (f->series[i].look == LOOK_UPRIGHT && f->series[i].n > 0)
            print_upright(report, f, frame, &f->series[i], &names);
}

static void print_legend(struct report *report, const struct figure *f)
{
    struct cursor at = {12.0, 58.0};
    char class[16], name[FIGURE_NAME];

    for (int i = 0; i < f->n; i++) {
        const struct series *s = &f->series[i];
        if (!is_listed(s))
            continue;
        struct cursor place = next_entry(&at, s);
        double y = place.y - 4.0;
        snprintf(class, sizeof class, "s s%d", s->style);
        if (s->look == LOOK_POINTS)
            print_dot(report, s, place.x + 10.0, y, 3.6);
        else if (s->look == LOOK_LINE || s->look == LOOK_CONTOUR)
            print_line(report, s->look == LOOK_LINE ? class : "c", place.x, y,
                       place.x + 22.0, y);
        else
            report_print(report,
                         "<rect class=\"f%d%s\" x=\"%.2f\" y=\"%.2f\" "
                         "width=\"20\" height=\"10\"/>\n",
                         s->style, s->look == LOOK_BAND ? " w" : " r", place.x,
                         y - 5.0);
        svg_short(name, s->name, LONGEST);
        svg_label(report, place.x + 28.0, place.y, "t", "start", name);
    }
}

void svg_axes(struct report *report, const struct figure *f)
{
    struct frame frame = frame_of(f);
    const struct series *order[FIGURE_SERIES];
    int n = figure_order(f, order);

    svg_heading(report, f, WIDTH);
    print_legend(report, f);
    print_axes(report, f, &frame);
    for (int i = 0; i < n; i++)
        print_series(report, f, &frame, order[i]);
    print_backdrops(report, f, &frame);
}
