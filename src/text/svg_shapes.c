/* Figures without axes, as SVG: a matrix of numbers, and a cycle. */
#include "text/svg_draw.h"

#include <math.h>
#include <string.h>

enum { CELL = 46, ROW = 26, HEAD = 78, SIDE = 96, STEPS = 400, RISE = 320 };

struct svg_size svg_matrix_size(const struct figure *f)
{
    double width = SIDE + (double)CELL * f->matrix.n + 12.0;

    return (struct svg_size){fmax(width, 400.0),
                             HEAD + (double)ROW * f->matrix.n + 40.0};
}

/* The greatest |number| of the rows that mean something. */
static double greatest(const struct matrix *m)
{
    double most = 0.0;

    for (int i = 0; i < m->n; i++)
        for (int k = 0; k < m->n && !m->blank[i]; k++)
            most = fmax(most, fabs(m->value[i][k]));
    return most > 0.0 ? most : 1.0;
}

/* A row that says nothing: hatched from side to side. */
static void print_hatching(struct report *report, const struct matrix *m,
                           double y)
{
    report_print(report, "<path class=\"h\" d=\"");
    for (int x = SIDE; x < SIDE + CELL * m->n; x += 9)
        report_print(report, "M%d %.2fl9 %.2f", x, y + ROW - 3.0, 5.0 - ROW);
    report_print(report, "\"/>\n");
}

static void print_cells(struct report *report, const struct matrix *m, int i,
                        double most, double y)
{
    char number[32];

    for (int k = 0; k < m->n; k++) {
        double x = SIDE + (double)CELL * k, value = m->value[i][k];
        report_print(report,
                     "<rect class=\"f%d\" x=\"%.2f\" y=\"%.2f\" "
                     "width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>\n",
                     value < 0.0, x + 1.0, y + 1.0, CELL - 2, ROW - 2,
                     SVG_SHADE * fabs(value) / most);
        snprintf(number, sizeof number, fabs(value) < 9.995 ? "%+.2f" : "%+.3g",
                 value);
        if (fabs(value) < 0.005)
            strcpy(number, "0");
        svg_label(report, x + CELL / 2.0, y + 17.0, "t", "middle", number);
    }
}

void svg_matrix(struct report *report, const struct figure *f)
{
    const struct matrix *m = &f->matrix;
    double most = greatest(m);
    char text[FIGURE_NAME], legend[120];

    svg_heading(report, f, svg_matrix_size(f).width);
    for (int i = 0; i < m->n; i++) {
        double y = HEAD + (double)ROW * i;
        svg_label(report, SIDE + CELL * (i + 0.5), HEAD - 8.0, "t", "middle",
                  svg_short(text, m->name[i], 6));
        svg_label(report, SIDE - 8.0, y + 17.0, "t", "end",
                  svg_short(text, m->name[i], 12));
        if (m->blank[i])
            print_hatching(report, m, y);
        else
            print_cells(report, m, i, most, y);
    }
    snprintf(legend, sizeof legend,
             "colours from -%.2f to +%.2f; hatched: never trained", most, most);
    svg_label(report, 12.0, HEAD + (double)ROW * m->n + 24.0, "m", "start",
              legend);
}

struct svg_size svg_cycle_size(const struct figure *f)
{
    (void)f;
    return (struct svg_size){STEPS, RISE + 20.0};
}

/* Corners of a regular pentagon, from the top on, clockwise. */
static const double corners[CYCLE_STEPS][2] = {{0, -1},
                                               {0.951057, -0.309017},
                                               {0.587785, 0.809017},
                                               {-0.587785, 0.809017},
                                               {-0.951057, -0.309017}};

void svg_cycle(struct report *report, const struct figure *f)
{
    const struct cycle *c = &f->cycle;
    const double width = 136.0, height = 46.0;
    double x[CYCLE_STEPS], y[CYCLE_STEPS];
    char text[FIGURE_NAME];

    svg_heading(report, f, STEPS);
    for (int i = 0; i < CYCLE_STEPS; i++) {
        x[i] = STEPS / 2.0 + 136.0 * corners[i][0];
        y[i] = 186.0 + 122.0 * corners[i][1];
    }
    for (int i = 0; i < CYCLE_STEPS; i++) {
        int to = (i + 1) % CYCLE_STEPS;
        double dx = x[to] - x[i], dy = y[to] - y[i];
        double length = sqrt(dx * dx + dy * dy);
        /* the arrow ends where the box of the next step begins */
        double part =
            fmin(fabs(dx) > 0.0 ? (width / 2.0 + 8.0) / fabs(dx) : 9,
                 fabs(dy) > 0.0 ? (height / 2.0 + 8.0) / fabs(dy) : 9);
        double ex = x[to] - dx * part, ey = y[to] - dy * part;
        dx *= 7.0 / length, dy *= 7.0 / length;
        report_print(report,
                     "<path class=\"s s0\" d=\"M%.2f %.2fL%.2f %.2fM%.2f "
                     "%.2fL%.2f %.2fL%.2f %.2f\"/>\n",
                     x[i], y[i], ex, ey, ex - dx - dy, ey - dy + dx, ex, ey,
                     ex - dx + dy, ey - dy - dx);
    }
    for (int i = 0; i < CYCLE_STEPS; i++) {
        report_print(report,
                     "<rect class=\"p\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                     "height=\"%.2f\"/><rect class=\"a\" x=\"%.2f\" "
                     "y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" rx=\"6\"/>\n",
                     x[i] - width / 2.0, y[i] - height / 2.0, width, height,
                     x[i] - width / 2.0, y[i] - height / 2.0, width, height);
        svg_label(report, x[i], y[i] - 5.0, "t", "middle",
                  svg_short(text, c->step[i], 20));
        svg_label(report, x[i], y[i] + 13.0, "m", "middle",
                  svg_short(text, c->words[i], 20));
    }
}
