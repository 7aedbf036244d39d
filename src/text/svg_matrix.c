/* A matrix of numbers, as SVG. */
#include "text/svg_matrix.h"

#include <math.h>
#include <string.h>

enum { CELL = 46, ROW = 26, HEAD = 78, SIDE = 96 };

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
                     SVG_MATRIX_SHADE * fabs(value) / most);
        snprintf(number, sizeof number, fabs(value) < 9.995 ? "%+.2f" : "%+.3g",
                 value);
        if (fabs(value) < 0.005)
            strcpy(number, "0");
        svg_draw_label(report, x + CELL / 2.0, y + 17.0, "t", "middle", number);
    }
}

void svg_matrix(struct report *report, const struct figure *f)
{
    const struct matrix *m = &f->matrix;
    double most = greatest(m);
    char legend[120];

    svg_draw_heading(report, f, svg_matrix_size(f).width);
    for (int i = 0; i < m->n; i++) {
        double y = HEAD + (double)ROW * i;
        svg_draw_label(report, SIDE + CELL * (i + 0.5), HEAD - 8.0, "t",
                       "middle", svg_draw_short(m->name[i], 6).text);
        svg_draw_label(report, SIDE - 8.0, y + 17.0, "t", "end",
                       svg_draw_short(m->name[i], 12).text);
        if (m->blank[i])
            print_hatching(report, m, y);
        else
            print_cells(report, m, i, most, y);
    }
    snprintf(legend, sizeof legend,
             "colours from -%.2f to +%.2f; hatched: never trained", most, most);
    svg_draw_label(report, 12.0, HEAD + (double)ROW * m->n + 24.0, "m", "start",
                   legend);
}
