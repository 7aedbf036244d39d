/* draw.h -- pieces of SVG: text, and the figures that have no axes. */
#ifndef TEXT_DRAW_H
#define TEXT_DRAW_H

#include "text/figure.h"
#include "text/report.h"

/* Width of a character of the usual 13 units, on average and a little more. */
#define DRAW_LETTER 7.2

/* The share of the greatest value's colour in the cell of a matrix. */
#define DRAW_SHADE 0.4

enum { DRAW_WIDTH = 400 }; /* of most figures */

struct draw_size {
    double width, height;
};

/* Classes of text: "t" plain, "m" lesser, "b" bold; anchor "start" ... */
void draw_label(struct report *out, double x, double y, const char *class,
                const char *anchor, const char *text);

/* A text in at most `most` > 2 characters, ".." at its end where it is cut. */
struct draw_short {
    char text[FIGURE_NAME];
};
struct draw_short draw_short(const char *text, int most);

/* Title, scale and settings at the top of a figure of this width. */
void draw_heading(struct report *out, const struct figure *f, double width);

/* The inside of the <svg> of a figure with a matrix or a cycle.  Return its
   size. */
struct draw_size draw_matrix(struct report *out, const struct figure *f);
struct draw_size draw_cycle(struct report *out, const struct figure *f);

#endif
