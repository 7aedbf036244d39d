/* svg_draw.h -- what svg.c, svg_axes.c and svg_shapes.c draw with. */
#ifndef TEXT_SVG_DRAW_H
#define TEXT_SVG_DRAW_H

#include "text/svg.h"

/* Width of a character of the usual 13 units, on average and a little more. */
#define SVG_LETTER 7.2

struct svg_size {
    double width, height;
};

/* Classes of text: "t" plain, "m" lesser, "b" bold; anchor "start" ... */
void svg_label(struct report *report, double x, double y, const char *class,
               const char *anchor, const char *text);

/* The first `most` characters of a text, ".." behind them where there are more.
   Returns the text. */
const char *svg_short(char text[FIGURE_NAME], const char *from, int most);

/* Title, scale and settings at the top of a figure of this width. */
void svg_heading(struct report *report, const struct figure *f, double width);

/* How big the inside of a figure is, and the inside itself. */
struct svg_size svg_axes_size(const struct figure *f);
struct svg_size svg_matrix_size(const struct figure *f);
struct svg_size svg_cycle_size(const struct figure *f);
void svg_axes(struct report *report, const struct figure *f);
void svg_matrix(struct report *report, const struct figure *f);
void svg_cycle(struct report *report, const struct figure *f);

#endif
