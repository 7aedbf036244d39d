/* svg_draw.h -- text in SVG: what the drawings of all figures share. */
#ifndef TEXT_SVG_DRAW_H
#define TEXT_SVG_DRAW_H

#include "text/figure.h"
#include "text/report.h"

/* Width of a character of the usual 13 units, on average and a little more. */
#define SVG_DRAW_LETTER 7.2

struct svg_size {
    double width, height;
};

/* Classes of text: "t" plain, "m" lesser, "b" bold; anchor "start" ... */
void svg_draw_label(struct report *report, double x, double y,
                    const char *class, const char *anchor, const char *text);

/* A text in at most `most` > 2 characters, the last two of them ".." where it
   is longer: svg_draw_short(text, 20).text. */
struct svg_short {
    char text[FIGURE_NAME];
};
struct svg_short svg_draw_short(const char *text, int most);

/* Title, scale and settings at the top of a figure of this width. */
void svg_draw_heading(struct report *report, const struct figure *f,
                      double width);

#endif
