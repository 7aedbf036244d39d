/* A figure in text. */
#include "text/plot.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* A row of cells between the axes, row 0 at the top: the picture is drawn row
   by row. */
struct canvas {
    const struct figure *f;
    int columns, rows, row;
    struct cell {
        const char *at; /* a character of UTF-8 */
        int bytes;
    } cell[PLOT_WIDTH_MOST];
    /* signs, by character: that were drawn, that nothing hid everywhere */
    bool drawn[128], seen[128];
};

/* The cell of a place in [0, 1]. */
static int to_column(const struct canvas *c, double place)
{
    return (int)floor(place * (c->columns - 1) + 0.5);
}

static int to_row(const struct canvas *c, double place)
{
    return c->rows - 1 - (int)floor(place * (c->rows - 1) + 0.5);
}

static void mark(struct canvas *c, int column, const char *sign)
{
    c->cell[column] = (struct cell){sign, 1};
    c->drawn[*sign & 127] = true;
}

/* Marks a place, if it is in the row. */
static void mark_place(struct canvas *c, double x, double y, const char *sign)
{
    if (to_row(c, y) == c->row)
        mark(c, to_column(c, x), sign);
}

/* Marks both ends, and every column on the way, where they are in the row. */
static void join(struct canvas *c, double a[2], double b[2], const char *sign)
{
    if (!figure_clip(a, b) || c->row < to_row(c, fmax(a[1], b[1])) ||
        c->row > to_row(c, fmin(a[1], b[1])))
        return;
    int from = to_column(c, a[0]), to = to_column(c, b[0]);
    int step = from < to ? 1 : -1;
    if (a[0] == b[0])
        mark(c, from, sign);
    mark_place(c, a[0], a[1], sign);
    mark_place(c, b[0], b[1], sign);
    for (int column = from + step; column * step < to * step; column += step) {
        double x = (double)column / (c->columns - 1);
        double part = (x - a[0]) / (b[0] - a[0]);
        mark_place(c, x, a[1] + part * (b[1] - a[1]), sign);
    }
}

/* Points, each joined with itself or, in a line, with the one before it, but
   not over a gap. */
static void draw_points(struct canvas *c, const struct series *s)
{
    bool joined = s->look != LOOK_POINTS;

    for (size_t i = 0; i < s->n; i++) {
        double a[2], b[2];
        if (isnan(s->y[i]))
            continue;
        figure_place(c->f, s,
                     joined && i > 0 && !isnan(s->y[i - 1]) ? i - 1 : i, a);
        figure_place(c->f, s, i, b);
        join(c, a, b, &s->sign);
    }
}

/* Columns of characters, up to half a row above the height. */
static void draw_bars(struct canvas *c, const struct series *s)
{
    for (int column = 0; column < c->columns; column++) {
        double part = (column + 0.5) / c->columns;
        for (size_t i = 0; i < s->n; i++)
            if (part >= axis_place(&c->f->x, s->x[i]) &&
                part < axis_place(&c->f->x, s->x[i + 1]) && s->y[i] > 0.0 &&
                c->row >= to_row(c, axis_place(&c->f->y, s->y[i])))
                mark(c, column, &s->sign);
    }
}

/* Is this row that of a level? */
static bool is_at(const struct canvas *c, const struct series *s)
{
    double place = s->n > 0 ? axis_place(&c->f->y, s->y[0]) : -1.0;

    return place >= 0.0 && place <= 1.0 && to_row(c, place) == c->row;
}

static void draw_level(struct canvas *c, const struct series *s)
{
    for (int column = 0; is_at(c, s) && column < c->columns; column++)
        mark(c, column, &s->sign);
}

/* A line up; of a band both edges. */
static void draw_upright(struct canvas *c, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        double place = axis_place(&c->f->x, s->x[i]);
        if (place >= 0.0 && place <= 1.0)
            mark(c, to_column(c, place), &s->sign);
    }
}

static void (*const draw[])(struct canvas *, const struct series *) = {
    [LOOK_LINE] = draw_points,     [LOOK_CONTOUR] = draw_points,
    [LOOK_POINTS] = draw_points,   [LOOK_LEVEL] = draw_level,
    [LOOK_UPRIGHT] = draw_upright, [LOOK_BAND] = draw_upright,
    [LOOK_BARS] = draw_bars,
};

/* Writes a text from a cell on; a wide character takes two. */
static void write_text(struct canvas *c, int at, const char *text)
{
    while (*text != '\0') {
        int wide = 1;
        size_t n = utf8_bytes(text, wide);
        if (n == 0)
            n = utf8_bytes(text, ++wide);
        c->cell[at++] = (struct cell){text, (int)n};
        if (wide > 1)
            c->cell[at++] = (struct cell){"", 0};
        text += n;
    }
}

/* Writes the name of a level into its line, where nothing else is, with a
   blank before and behind it. */
static void name_level(struct canvas *c, const struct series *s)
{
    int n = utf8_width(s->name) + 2, room = 0;

    for (int at = c->columns - 3; is_at(c, s) && at > 1 && room < n; at--) {
        room = *c->cell[at].at == s->sign ? room + 1 : 0;
        if (room < n)
            continue;
        mark(c, at, " ");
        mark(c, at + n - 1, " ");
        write_text(c, at + 1, s->name);
    }
}

/* Writes what is beside a point behind it, where nothing else is. */
static void name_point(struct canvas *c, const struct series *s)
{
    double place[2];
    int n = utf8_width(s->mark);

    if (s->look != LOOK_POINTS || s->n == 0 || n == 0)
        return;
    figure_place(c->f, s, s->n - 1, place);
    int at = to_column(c, fmin(fmax(place[0], 0.0), 1.0)) + 2;
    if (place[1] < 0.0 || place[1] > 1.0 || to_row(c, place[1]) != c->row ||
        at + n > c->columns)
        return;
    for (int k = -1; k < n; k++) {
        const char *there = c->cell[at + k].at;
        if (!there || *there != ' ')
            return;
    }
    write_text(c, at, s->mark);
}

/* What is in front hides what is behind it. */
static void fill(struct canvas *c)
{
    const struct series *order[FIGURE_SERIES];
    int n = figure_order(c->f, order);

    for (int column = 0; column < c->columns; column++)
        mark(c, column, " ");
    for (int i = 0; i < n; i++)
        draw[order[i]->look](c, order[i]);
    for (int i = 0; i < c->f->n; i++)
        if (c->f->series[i].look == LOOK_LEVEL)
            name_level(c, &c->f->series[i]);
    for (int i = 0; i < c->f->n; i++)
        name_point(c, &c->f->series[i]);
    for (int i = 0; i < c->f->n; i++)
        for (int column = 0; column < c->columns; column++)
            if (c->cell[column].at == &c->f->series[i].sign)
                c->seen[c->f->series[i].sign & 127] = true;
}

/* A row behind its label; blanks at its end are nothing. */
static void print_row(struct report *out, const struct canvas *c, int margin)
{
    const struct axis *axis = &c->f->y;
    const char *label = "";
    int used = c->columns;

    for (int i = 0; i < axis->ticks; i++)
        if (to_row(c, axis_place(axis, axis->tick[i].value)) == c->row)
            label = axis->tick[i].label;
    report_print(out, "%*s %c", margin, label, *label ? '+' : '|');
    while (used > 0 && *c->cell[used - 1].at == ' ')
        used--;
    for (int column = 0; column < used; column++)
        report_print(out, "%.*s", c->cell[column].bytes, c->cell[column].at);
    report_print(out, "\n");
}

/* A line that ends in a column. */
static void print_right(struct report *out, const char *text, int column)
{
    int blanks = column - utf8_width(text);

    report_print(out, "%*s%s\n", blanks > 0 ? blanks : 0, "", text);
}

/* The axis below, its ticks, and their labels as far as they have room. */
static void print_x_axis(struct report *out, const struct canvas *c, int margin)
{
    const struct axis *axis = &c->f->x;
    char rule[PLOT_WIDTH_MOST + 1], labels[PLOT_WIDTH_MOST + AXIS_LABEL + 1];
    int free = 0, total = margin + 2 + c->columns;
    int stride = axis_stride(axis, 1.0 / c->columns);

    memset(rule, '-', sizeof rule);
    memset(labels, ' ', sizeof labels);
    for (int i = 0; i < axis->ticks; i++) {
        const struct tick *tick = &axis->tick[i];
        int column = to_column(c, axis_place(axis, tick->value));
        int length = (int)strlen(tick->label);
        int at = margin + 2 + column - length / 2;
        if (!axis_shows(axis, stride, i))
            continue;
        rule[column] = '+';
        at = at < total - length ? at : total - length;
        if (at < free)
            continue;
        memcpy(labels + at, tick->label, (size_t)length);
        free = at + length + 1;
    }
    report_print(out, "%*s +%.*s\n", margin, "", c->columns, rule);
    report_print(out, "%.*s\n", free > 0 ? free - 1 : 0, labels);
    print_right(out, c->f->x_label, total);
}

/* "* loss   - floor", broken where the line would be too long.  A sign that
   is nowhere to be seen is behind another, or outside; a contour that is not
   to be seen is left out. */
static void print_legend(struct report *out, const struct canvas *c, int width)
{
    int used = 0;

    for (int i = 0; i < c->f->n; i++) {
        const struct series *s = &c->f->series[i];
        const char *hidden = c->seen[s->sign & 127]    ? ""
                             : c->drawn[s->sign & 127] ? " (hidden)"
                                                       : " (off the scale)";
        int length = utf8_width(s->name) + 2 + (int)strlen(hidden);
        if (!*s->name || s->n == 0 || (s->look == LOOK_CONTOUR && *hidden))
            continue;
        bool fits = used > 0 && used + 3 + length <= width;
        const char *gap = fits ? "   " : "\n";
        report_print(out, "%s%c %s%s", used > 0 ? gap : "", s->sign, s->name,
                     hidden);
        used = fits ? used + 3 + length : length;
    }
    report_print(out, used > 0 ? "\n" : "");
}

/* A text, unless it is empty, in lines of the picture's width. */
static void print_text(struct report *out, const char *text, int width)
{
    int before = report_width(out, width);

    if (*text != '\0')
        report_print(out, "%s\n", text);
    report_width(out, before);
}

/* Rows, axis, legend. */
static void print_axes(struct report *out, struct canvas *c, int margin,
                       int width)
{
    print_right(out, c->f->y_label, margin);
    for (; c->row < c->rows; c->row++) {
        fill(c);
        print_row(out, c, margin);
    }
    print_x_axis(out, c, margin);
    print_legend(out, c, width);
}

/* Numbers in rows, as many columns as have room. */
static void print_matrix(struct report *out, const struct matrix *m, int width)
{
    enum { NAME = 8, CELL = 6 };
    int n = (width - NAME) / CELL < m->n ? (width - NAME) / CELL : m->n;

    report_print(out, "%*s", NAME, "");
    for (int k = 0; k < n; k++)
        report_print(out, " %s",
                     utf8_word(m->name[k], CELL - 1, 1 - CELL).text);
    report_print(out, "\n");
    for (int i = 0; i < m->n; i++) {
        report_print(out, "%s", utf8_word(m->name[i], NAME, NAME).text);
        for (int k = 0; k < n && !m->blank[i]; k++)
            report_print(out,
                         fabs(m->value[i][k]) < 9.995 ? " %+5.2f" : " %+5.0f",
                         m->value[i][k]);
        report_print(out, m->blank[i] ? " never trained\n" : "\n");
    }
    if (n < m->n)
        report_print(out, "%d more columns are not shown.\n", m->n - n);
}

static void print_steps(struct report *out, const struct cycle *c)
{
    for (int i = 0; i < c->n; i++)
        report_print(out, "%s %s\n", utf8_word(c->step[i], 22, 22).text,
                     c->words[i]);
}

void plot_print(struct report *out, const struct figure *f, int width,
                int height)
{
    int margin = f->y.width;
    struct canvas c = {.f = f, .columns = width - margin - 2, .rows = height};
    char scale[200];
    int before = report_width(out, 0);

    bool axes = f->matrix.n == 0 && f->cycle.n == 0;
    const char *which = figure_scale(f);
    if (axes && !*which)
        which = "linear scale";
    snprintf(scale, sizeof scale, "%s%s%s", which,
             *which && f->settings[0] ? ", " : "", f->settings);
    print_text(out, f->title, width);
    print_text(out, scale, width);
    print_text(out, f->missing, width);
    if (axes)
        print_axes(out, &c, margin, width);
    else if (f->matrix.n > 0)
        print_matrix(out, &f->matrix, width);
    else
        print_steps(out, &f->cycle);
    print_text(out, f->note, width);
    report_width(out, before);
}
