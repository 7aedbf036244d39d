/* A figure in text. */
#include "text/plot.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Cells between the axes, row 0 at the top. */
struct canvas {
    const struct figure *f;
    int columns, rows;
    char cell[PLOT_HEIGHT_MOST][PLOT_WIDTH_MOST];
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

static void mark(struct canvas *c, const double place[2], char sign)
{
    c->cell[to_row(c, place[1])][to_column(c, place[0])] = sign;
}

/* Marks one end, and every column on the way to the other. */
static void join(struct canvas *c, double a[2], double b[2], char sign)
{
    if (!figure_clip(a, b))
        return;
    int from = to_column(c, a[0]), to = to_column(c, b[0]);
    int step = from < to ? 1 : -1;
    mark(c, a, sign);
    mark(c, b, sign);
    for (int column = from + step; column * step < to * step; column += step) {
        double x = (double)column / (c->columns - 1);
        double part = (x - a[0]) / (b[0] - a[0]);
        double place[2] = {x, a[1] + part * (b[1] - a[1])};
        mark(c, place, sign);
    }
}

static void draw_line(struct canvas *c, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        double a[2], b[2];
        figure_place(c->f, s, i > 0 ? i - 1 : 0, a);
        figure_place(c->f, s, i, b);
        join(c, a, b, s->sign);
    }
}

static void draw_points(struct canvas *c, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        double a[2], b[2];
        figure_place(c->f, s, i, a);
        memcpy(b, a, sizeof b);
        join(c, a, b, s->sign);
    }
}

/* Columns of characters, up to half a row above the height. */
static void draw_bars(struct canvas *c, const struct series *s)
{
    for (int column = 0; column < c->columns; column++) {
        double part = (column + 0.5) / c->columns;
        for (size_t i = 0; i < s->n; i++)
            if (part >= axis_place(&c->f->x, s->x[i]) &&
                part < axis_place(&c->f->x, s->x[i + 1]) && s->y[i] > 0.0)
                for (int row = to_row(c, axis_place(&c->f->y, s->y[i]));
                     row < c->rows; row++)
                    c->cell[row][column] = s->sign;
    }
}

static void draw_level(struct canvas *c, const struct series *s)
{
    double place = s->n > 0 ? axis_place(&c->f->y, s->y[0]) : -1.0;

    if (place >= 0.0 && place <= 1.0)
        memset(c->cell[to_row(c, place)], s->sign, (size_t)c->columns);
}

/* A line up; of a band both edges. */
static void draw_upright(struct canvas *c, const struct series *s)
{
    for (size_t i = 0; i < s->n; i++) {
        double place = axis_place(&c->f->x, s->x[i]);
        for (int row = 0; place >= 0.0 && place <= 1.0 && row < c->rows; row++)
            c->cell[row][to_column(c, place)] = s->sign;
    }
}

static void draw(struct canvas *c, const struct series *s)
{
    switch (s->look) {
    case LOOK_LINE:
    case LOOK_CONTOUR:
        draw_line(c, s);
        break;
    case LOOK_POINTS:
        draw_points(c, s);
        break;
    case LOOK_LEVEL:
        draw_level(c, s);
        break;
    case LOOK_UPRIGHT:
    case LOOK_BAND:
        draw_upright(c, s);
        break;
    case LOOK_BARS:
        draw_bars(c, s);
        break;
    }
}

/* Writes the name of a level into its line, where nothing else is. */
static void name_level(struct canvas *c, const struct series *s)
{
    char label[FIGURE_NAME + 2];
    int length = snprintf(label, sizeof label, " %s ", s->name);
    double place = s->n > 0 ? axis_place(&c->f->y, s->y[0]) : -1.0;

    if (!(place >= 0.0 && place <= 1.0))
        return;
    char *row = c->cell[to_row(c, place)];
    for (int at = c->columns - length - 2; at > 1; at--) {
        int k = 0;
        while (k < length && row[at + k] == s->sign)
            k++;
        if (k == length) {
            memcpy(row + at, label, (size_t)length);
            return;
        }
    }
}

/* What is in front hides what is behind it. */
static void fill(struct canvas *c)
{
    const struct figure *f = c->f;
    const struct series *order[FIGURE_SERIES];
    int n = figure_order(f, order);

    for (int row = 0; row < c->rows; row++)
        memset(c->cell[row], ' ', sizeof c->cell[row]);
    for (int i = 0; i < n; i++)
        draw(c, order[i]);
    for (int i = 0; i < f->n; i++)
        if (f->series[i].look == LOOK_LEVEL)
            name_level(c, &f->series[i]);
}

/* The width of the widest label. */
static int label_width(const struct axis *axis)
{
    int width = 0;

    for (int i = 0; i < axis->ticks; i++)
        width = (int)fmax(width, (double)strlen(axis->tick[i].label));
    return width;
}

/* Blanks at the end of a line are nothing. */
static void print_trimmed(struct report *report, const char *line, int length)
{
    while (length > 0 && line[length - 1] == ' ')
        length--;
    report_print(report, "%.*s\n", length, line);
}

static void print_rows(struct report *report, const struct canvas *c,
                       int margin)
{
    const struct axis *axis = &c->f->y;
    char line[PLOT_WIDTH_MOST + AXIS_LABEL + 4];

    for (int row = 0; row < c->rows; row++) {
        const char *label = "";
        for (int i = 0; i < axis->ticks; i++)
            if (to_row(c, axis_place(axis, axis->tick[i].value)) == row)
                label = axis->tick[i].label;
        int used = snprintf(line, sizeof line, "%*s %c", margin, label,
                            *label ? '+' : '|');
        memcpy(line + used, c->cell[row], (size_t)c->columns);
        print_trimmed(report, line, used + c->columns);
    }
}

/* The axis below, its ticks, and their labels as far as they have room. */
static void print_x_axis(struct report *report, const struct canvas *c,
                         int margin)
{
    const struct axis *axis = &c->f->x;
    char rule[PLOT_WIDTH_MOST + 1], labels[PLOT_WIDTH_MOST + AXIS_LABEL + 1];
    int free = 0, total = margin + 2 + c->columns;

    memset(rule, '-', sizeof rule);
    memset(labels, ' ', sizeof labels);
    for (int i = 0; i < axis->ticks; i++) {
        const struct tick *tick = &axis->tick[i];
        int column = to_column(c, axis_place(axis, tick->value));
        int length = (int)strlen(tick->label);
        int at = margin + 2 + column - length / 2;
        rule[column] = '+';
        at = at + length > total ? total - length : at;
        if (at < free)
            continue;
        memcpy(labels + at, tick->label, (size_t)length);
        free = at + length + 1;
    }
    report_print(report, "%*s +%.*s\n", margin, "", c->columns, rule);
    print_trimmed(report, labels, total);
    int at = total - (int)strlen(c->f->x_label);
    report_print(report, "%*s%s\n", at > 0 ? at : 0, "", c->f->x_label);
}

static void print_caption(struct report *report, const struct figure *f,
                          int width)
{
    char line[300];

    report_wrap(report, "", f->title, width);
    snprintf(line, sizeof line, "%s scale%s%s",
             f->y.scale == AXIS_LOG ? "log" : "linear",
             f->settings[0] ? ", " : "", f->settings);
    report_wrap(report, "", line, width);
    report_wrap(report, "", f->missing, width);
}

/* "* loss   - floor", broken where the line would be too long. */
static void print_legend(struct report *report, const struct figure *f,
                         int width)
{
    int used = 0;

    for (int i = 0; i < f->n; i++) {
        const struct series *s = &f->series[i];
        int length = (int)strlen(s->name) + 2;
        if (!*s->name || s->n == 0)
            continue;
        bool fits = used > 0 && used + 3 + length <= width;
        report_print(report, "%s%c %s",
                     fits       ? "   "
                     : used > 0 ? "\n"
                                : "",
                     s->sign, s->name);
        used = fits ? used + 3 + length : length;
    }
    report_print(report, used > 0 ? "\n" : "");
}

void plot_print(struct report *report, const struct figure *f, int width,
                int height)
{
    struct canvas c = {.f = f, .rows = height};
    int margin = label_width(&f->y);

    c.columns = width - margin - 2;
    fill(&c);
    print_caption(report, f, width);
    report_print(report, "%*s\n", margin, f->y_label);
    print_rows(report, &c, margin);
    print_x_axis(report, &c, margin);
    print_legend(report, f, width);
    report_wrap(report, "", f->note, width);
}
