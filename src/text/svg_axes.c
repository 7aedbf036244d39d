/* A figure between two axes, as SVG. */
#include "text/svg_axes.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { NAMES = 2 * FIGURE_SERIES };

/* The field between the axes of a figure, in units of the picture. */
struct field {
    struct report *out;
    const struct figure *f;
    double left, top, width, height;
    double taken[NAMES][4]; /* boxes of names: left, top, width, height */
    int names;
    size_t at; /* the point a path has come to, ... */
    bool down; /* ... and whether the pen is there  */
};

enum { LEFT = 12, FIELD = 200, LEGEND = 19, LONGEST = 46, ARROWS = 13 };

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
    int stride = axis_stride(across, SVG_LETTER / in->width);

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
        if (axis_shows(across, stride, i))
            svg_label(in->out, middle, bottom + 18.0, "m", "middle",
                      tick->label);
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

/* A dot; styles differ by its shape, too: diamond, circle, square, triangle,
   the first four filled, the others hollow. */
static void print_dot(struct report *out, const struct series *s, double x,
                      double y, double size)
{
    const double n = 1.4 * size, w = 2.0 * size;
    int shape = s->style % 4;

    report_print(out, "<%s class=\"", shape == 1 ? "circle" : "path");
    report_print(out, s->style < 4 ? "f%d\" " : "p o s%d\" ", s->style);
    if (shape == 1) {
        report_print(out, "cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\"/>\n", x, y, size);
        return;
    }
    report_print(out, "d=\"M%.2f %.2f", x, y);
    if (shape == 0)
        report_print(out, "m0 %.2fl%.2f %.2fl%.2f %.2fl%.2f %.2fz", -n, n, n,
                     -n, n, -n, -n);
    else if (shape == 2)
        report_print(out, "m%.2f %.2fh%.2fv%.2fh%.2fz", -size, -size, w, w, -w);
    else
        report_print(out, "m0 %.2fl%.2f %.2fh%.2fz", -n, n, 2.4 * size,
                     -2.0 * n);
    report_print(out, "\"/>\n");
}

/* The head of an arrow that ends at (x, y) after this way. */
static void print_head(struct report *out, double x, double y, double dx,
                       double dy)
{
    double length = sqrt(dx * dx + dy * dy), unit = 5.0 / length;

    if (!(length > 9.0))
        return;
    dx *= unit;
    dy *= unit;
    report_print(out, "M%.2f %.2fL%.2f %.2fL%.2f %.2f", x - dx - 0.6 * dy,
                 y - dy + 0.6 * dx, x, y, x - dx + 0.6 * dy, y - dy - 0.6 * dx);
}

enum { MANY = 250, CROWD = 200 }; /* points of a path, of a cloud */

/* On to point i; the path is taken up where the line leaves the field. */
static void go_on(struct field *in, const struct series *s, size_t i)
{
    double a[2], b[2];

    figure_place(in->f, s, in->at, a);
    figure_place(in->f, s, i, b);
    if (s->n > MANY && i + 1 < s->n && fabs(b[0] - a[0]) * in->width < 0.25 &&
        fabs(b[1] - a[1]) * in->height < 0.25)
        return; /* nobody would see it */
    const double end[2] = {b[0], b[1]};
    bool seen = figure_clip(a, b);
    if (seen && !in->down)
        report_print(in->out, "M%.2f %.2f", to_x(in, a[0]), to_y(in, a[1]));
    if (seen)
        report_print(in->out, "L%.2f %.2f", to_x(in, b[0]), to_y(in, b[1]));
    in->down = seen && b[0] == end[0] && b[1] == end[1];
    if (seen && s->arrows && i < ARROWS) {
        print_head(in->out, to_x(in, b[0]), to_y(in, b[1]),
                   (b[0] - a[0]) * in->width, (a[1] - b[1]) * in->height);
        in->down = false;
    }
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

/* Of a crowd one path of round ends, which is less to load. */
static void print_dots(struct field *in, const struct series *s)
{
    bool crowd = s->n > CROWD, small = in->f->strip && s->n > 1;
    double cloud = small ? 2.0 : s->n > 50 ? 2.4 : 3.6;
    double size = s->look == LOOK_LINE ? 2.6 : cloud;

    if (crowd)
        report_print(in->out, "<path class=\"d s%d\" d=\"", s->style);
    for (size_t i = 0; i < s->n; i++) {
        double place[2];
        figure_place(in->f, s, i, place);
        if (!is_inside(place[0]) || !is_inside(place[1]))
            continue;
        double x = to_x(in, place[0]), y = to_y(in, place[1]);
        if (crowd)
            report_print(in->out, "M%.2f %.2fh0", x, y);
        else
            print_dot(in->out, s, x, y, size);
    }
    report_print(in->out, crowd ? "\"/>\n" : "");
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

/* Is a line across, or up, behind a box: left, top, width, height? */
static bool is_ruled(const struct field *in, const double box[4])
{
    for (int i = 0; i < in->f->n; i++) {
        const struct series *s = &in->f->series[i];
        bool up = s->look == LOOK_UPRIGHT;
        if (s->n == 0 || (s->look != LOOK_LEVEL && !up))
            continue;
        double at = up ? to_x(in, axis_place(&in->f->x, s->x[0]))
                       : to_y(in, axis_place(&in->f->y, s->y[0]));
        if (at > box[!up] && at < box[!up] + box[2 + !up])
            return true;
    }
    return false;
}

/* Does a part of a curve, or a point, lie in a box? */
static bool is_drawn(const struct field *in, const double box[4])
{
    const double edge = 3.0;

    for (const struct series *s = in->f->series; s < in->f->series + in->f->n;
         s++)
        for (size_t i = 0; s->look <= LOOK_POINTS && i < s->n; i++) {
            bool first = s->look == LOOK_POINTS || i == 0 || isnan(s->y[i - 1]);
            double end[2][2];
            for (int k = 0; k < 2 && !isnan(s->y[i]); k++) {
                figure_place(in->f, s, k == 0 && !first ? i - 1 : i, end[k]);
                end[k][0] = (to_x(in, end[k][0]) - box[0] + edge) /
                            (box[2] + 2.0 * edge);
                end[k][1] = (to_y(in, end[k][1]) - box[1] + edge) /
                            (box[3] + 2.0 * edge);
            }
            if (!isnan(s->y[i]) && figure_clip(end[0], end[1]))
                return true;
        }
    return false;
}

static bool is_named(const struct field *in, const double box[4])
{
    for (int i = 0; i < in->names; i++) {
        const double *o = in->taken[i];
        if (box[0] < o[0] + o[2] && o[0] < box[0] + box[2] &&
            box[1] < o[1] + o[3] && o[1] < box[1] + box[3])
            return true;
    }
    return false;
}

/* Writes a name on one of n places in the field, each with x, the base line y,
   and which part of its width is left of x: the first where it covers neither
   what is drawn nor a name; else, if it must be somewhere, the first that is
   free of names, rather on a line across or up than on a curve. */
static void print_name(struct field *in, const char *name, const char *class,
                       double (*at)[3], int n, bool must)
{
    struct svg_short cut = svg_short(name, (int)(in->width / SVG_LETTER) - 1);
    double width = SVG_LETTER * utf8_width(cut.text) + 2.0, taken[4] = {0.0};
    const char *anchor = "start";
    int worst = must ? 3 : 1; /* the first that is as bad is too bad */

    for (int i = 0; i < n && worst > 0 && in->names < NAMES; i++) {
        double most = in->left + in->width - width - 1.0;
        double left = fmin(at[i][0] - at[i][2] * width, most);
        double box[4] = {fmax(in->left + 2.0, left), at[i][1] - 12.0, width,
                         15.0};
        int bad = is_drawn(in, box) ? 2 : is_ruled(in, box);
        if (box[1] < in->top || at[i][1] >= in->top + in->height ||
            is_named(in, box) || bad >= worst)
            continue;
        worst = bad;
        memcpy(taken, box, sizeof taken);
        anchor = at[i][2] < 0.5 ? "start" : at[i][2] > 0.5 ? "end" : "middle";
    }
    if (taken[2] == 0.0)
        return;
    memcpy(in->taken[in->names++], taken, sizeof taken);
    double part = *anchor == 's' ? 0.0 : *anchor == 'e' ? 1.0 : 0.5;
    svg_label(in->out, taken[0] + part * width, taken[1] + 12.0, class, anchor,
              cut.text);
}

enum { PLACES = 96 };

/* A line up, with its name at one side of it. */
static void print_upright(struct field *in, const struct series *s)
{
    double place = axis_place(&in->f->x, s->x[0]), x = to_x(in, place);
    double at[PLACES][3];
    int n = 0;

    if (!is_inside(place))
        return;
    for (; n < PLACES - 1 && 13.0 + 7.5 * n < in->height; n++) {
        bool right = (place < 0.6) == (n % 2 == 0);
        at[n][0] = right ? x + 5.0 : x - 5.0;
        at[n][1] = in->top + 13.0 + 7.5 * (n - n % 2);
        at[n][2] = right ? 0.0 : 1.0;
    }
    print_line(in->out, "l", x, in->top, x, in->top + in->height);
    print_name(in, s->name, "t e", at, n, true);
}

/* A line across, with its name above or below it, rather to the right. */
static void print_level(struct field *in, const struct series *s)
{
    double place = axis_place(&in->f->y, s->y[0]), y = to_y(in, place);
    double at[PLACES][3];

    if (!is_inside(place))
        return;
    for (int i = 0; i < PLACES; i++) {
        const int half = PLACES / 2;
        double part = (double)(i % half) / (half - 1);
        double far = i < half ? 0.0 : 15.0; /* rather than on a curve */
        at[i][0] = in->left + (in->width - 4.0) * (1.0 - part);
        at[i][1] = i % 2 ? y + 14.0 + far : y - 5.0 - far;
        at[i][2] = 1.0 - part;
    }
    print_line(in->out, "l", in->left, y, in->left + in->width, y);
    print_name(in, s->name, "t e", at, PLACES, true);
}

/* Of the points of a series that lie in the field at most so many, from the
   last one on, evenly, in units of the picture.  Returns how many. */
static int take_points(const struct field *in, const struct series *s,
                       double (*at)[2], int most)
{
    size_t inside = 0, seen = 0;
    double place[2];
    int n = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = s->n; i > 0; i--) {
            if (isnan(s->y[i - 1]))
                continue;
            figure_place(in->f, s, i - 1, place);
            if (!is_inside(place[0]) || !is_inside(place[1]))
                continue;
            inside += pass == 0;
            if (pass == 0 || seen++ % (inside / (size_t)most + 1) > 0)
                continue;
            at[n][0] = to_x(in, place[0]);
            at[n++][1] = to_y(in, place[1]);
        }
    return n;
}

/* What is written beside a series, in its colour: at its end to either side,
   further off where these are taken, and so on back to its begin; on a contour
   itself. */
static void print_mark(struct field *in, const struct series *s)
{
    enum { SIDES = 6, POINTS = PLACES / SIDES };
    static const double side[SIDES + 1][3] = {
        {8, 5, 0},    {-8, 5, 1},  {0, -8, .5}, {0, 18, .5},
        {0, -24, .5}, {0, 34, .5}, {0, 5, .5}};
    static const char *const class[FIGURE_STYLES] = {
        "e f0", "e f1", "e f2", "e f3", "e f4", "e f5", "e f6", "e f7"};
    bool contour = s->look == LOOK_CONTOUR;
    int sides = contour ? 1 : SIDES;
    double point[POINTS][2], at[PLACES][3];
    int n = sides * take_points(in, s, point, POINTS);

    for (int i = 0; i < n; i++) {
        const double *off = side[contour ? SIDES : i % sides];
        at[i][0] = point[i / sides][0] + off[0];
        at[i][1] = point[i / sides][1] + off[1];
        at[i][2] = off[2];
    }
    print_name(in, s->mark, contour ? "m e" : class[s->style], at, n, !contour);
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
    double letters = fmin(LONGEST, (double)utf8_width(s->name));
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

/* The names that are not written beside what they name, in a list above the
   field.  Returns where the field begins. */
static double print_list(struct report *out, const struct figure *f, double top)
{
    double at[2] = {LEFT, top + 18.0};
    bool any = false;

    for (int i = 0; i < f->n; i++) {
        const struct series *s = &f->series[i];
        bool beside = s->look == LOOK_LEVEL || s->look == LOOK_UPRIGHT ||
                      (s->mark[0] && s->look == LOOK_LINE);
        if (!*s->name || s->n == 0 || beside)
            continue;
        print_entry(out, s, at);
        any = true;
    }
    return any ? at[1] + 14.0 : top + 16.0;
}

struct svg_size svg_axes(struct report *out, const struct figure *f)
{
    const struct series *order[FIGURE_SERIES];
    struct field in = {.out = out, .f = f, .height = FIELD};
    int n = figure_order(f, order);

    in.top = print_list(out, f, svg_heading(out, f, SVG_WIDTH));
    struct svg_size size = {SVG_WIDTH, floor(in.top + in.height + 50.0)};
    if (!out) /* only measured */
        return size;
    in.left = 34.0 + SVG_LETTER * fmax(1.0, f->y.width);
    in.width = SVG_WIDTH - 18.0 - in.left;
    print_axes(&in);
    for (int i = 0; i < n; i++)
        if (order[i]->look != LOOK_LEVEL && order[i]->look != LOOK_UPRIGHT)
            print[order[i]->look](&in, order[i]);
    /* in front: levels, then what goes up, then what is written, which its
       paper goes around and not over */
    report_print(out, "<g paint-order=\"stroke\">\n");
    for (int i = 0; i < 4 * f->n; i++) {
        const struct series *s = &f->series[i % f->n];
        bool contour = s->look == LOOK_CONTOUR;
        if (s->n > 0 && i / f->n < 2 &&
            s->look == (i / f->n == 0 ? LOOK_LEVEL : LOOK_UPRIGHT))
            print[s->look](&in, s);
        if (s->n > 0 && s->mark[0] && i / f->n == (contour ? 3 : 2))
            print_mark(&in, s);
    }
    report_print(out, "</g>\n");
    return size;
}

struct svg_size svg_strip(struct report *out, const struct figure *f)
{
    enum { WIDE = 70, GAP = 6, HIGH = 88 };
    const struct series *order[FIGURE_SERIES];
    double top = svg_heading(out, f, SVG_WIDTH) + 26.0;
    struct svg_size size = {SVG_WIDTH, top + 2 * (HIGH + GAP) + 22.0};
    int n = figure_order(f, order);

    for (int k = 0; out && k < 2 * f->cycle.n; k++) {
        int panel = k / 2, row = k % 2;
        struct field in = {.out = out,
                           .f = f,
                           .left = LEFT + panel * (WIDE + GAP),
                           .top = top + row * (HIGH + GAP),
                           .width = WIDE,
                           .height = HIGH};
        report_print(out,
                     "<rect class=\"a\" x=\"%.2f\" y=\"%.2f\" width=\"%d\" "
                     "height=\"%d\"/>\n",
                     in.left, in.top, WIDE, HIGH);
        for (int i = 0; i < n; i++)
            if (order[i]->row == row &&
                (order[i]->panel == 0 || order[i]->panel == panel + 1))
                print[order[i]->look](&in, order[i]);
        const char *text =
            row == 0 ? f->cycle.step[panel] : f->cycle.words[panel];
        const char *last = strrchr(text, ' '); /* a number alone is shorter */
        bool fits = SVG_LETTER * utf8_width(text) < WIDE + GAP;
        svg_label(out, in.left + WIDE / 2.0,
                  row == 0 ? in.top - 6.0 : in.top + HIGH + 17.0, "m", "middle",
                  fits || !last ? text : last + 1);
    }
    return size;
}
