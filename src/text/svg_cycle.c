/* A cycle of steps, as SVG. */
#include "text/svg_cycle.h"

#include <math.h>

/* Of the picture; the middle of the circle and its radii; a step's box. */
enum { WIDTH = 400, HEIGHT = 340 };
static const double middle[2] = {200.0, 186.0}, radius[2] = {136.0, 122.0};
static const double box[2] = {136.0, 46.0};

struct svg_size svg_cycle_size(void)
{
    return (struct svg_size){WIDTH, HEIGHT};
}

/* Where the step's box has its middle: corners of a regular pentagon, from the
   top on, clockwise. */
static void find_step(int i, double at[2])
{
    static const double corners[CYCLE_STEPS][2] = {{0, -1},
                                                   {0.951057, -0.309017},
                                                   {0.587785, 0.809017},
                                                   {-0.587785, 0.809017},
                                                   {-0.951057, -0.309017}};

    for (int k = 0; k < 2; k++)
        at[k] = middle[k] + radius[k] * corners[i][k];
}

/* From a box to the next one; the arrow ends where that begins. */
static void print_arrow(struct report *report, const double from[2],
                        const double to[2])
{
    double dx = to[0] - from[0], dy = to[1] - from[1];
    double length = sqrt(dx * dx + dy * dy);
    double part = fmin(fabs(dx) > 0.0 ? (box[0] / 2.0 + 8.0) / fabs(dx) : 9,
                       fabs(dy) > 0.0 ? (box[1] / 2.0 + 8.0) / fabs(dy) : 9);
    double x = to[0] - dx * part, y = to[1] - dy * part;

    dx *= 7.0 / length, dy *= 7.0 / length;
    report_print(report,
                 "<path class=\"s s0\" d=\"M%.2f %.2fL%.2f %.2fM%.2f "
                 "%.2fL%.2f %.2fL%.2f %.2f\"/>\n",
                 from[0], from[1], x, y, x - dx - dy, y - dy + dx, x, y,
                 x - dx + dy, y - dy - dx);
}

/* A box on paper, so that no arrow shows through, and its two lines. */
static void print_step(struct report *report, const struct cycle *c, int i)
{
    double at[2], left, top;

    find_step(i, at);
    left = at[0] - box[0] / 2.0, top = at[1] - box[1] / 2.0;
    report_print(report,
                 "<rect class=\"p\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                 "height=\"%.2f\"/><rect class=\"a\" x=\"%.2f\" "
                 "y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" rx=\"6\"/>\n",
                 left, top, box[0], box[1], left, top, box[0], box[1]);
    svg_draw_label(report, at[0], at[1] - 5.0, "t", "middle",
                   svg_draw_short(c->step[i], 20).text);
    svg_draw_label(report, at[0], at[1] + 13.0, "m", "middle",
                   svg_draw_short(c->words[i], 20).text);
}

void svg_cycle(struct report *report, const struct figure *f)
{
    svg_draw_heading(report, f, WIDTH);
    for (int i = 0; i < CYCLE_STEPS; i++) {
        double from[2], to[2];
        find_step(i, from);
        find_step((i + 1) % CYCLE_STEPS, to);
        print_arrow(report, from, to);
    }
    for (int i = 0; i < CYCLE_STEPS; i++)
        print_step(report, &f->cycle, i);
}
