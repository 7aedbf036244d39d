/* svg.h -- pieces of SVG 1.1: colours and style, text, and the figures that
   have no axes. */
#ifndef TEXT_SVG_H
#define TEXT_SVG_H

#include "text/figure.h"
#include "text/report.h"

/* Colours of light and of dark pages, "#rrggbb". */
struct svg_theme {
    const char *paper, *text, *lesser;
    const char *series[FIGURE_STYLES];
};
extern const struct svg_theme svg_light, svg_dark;

/* The rules that colour figures by a theme; all rules, for light and dark, once
   in a document. */
void svg_theme_rules(struct report *out, const struct svg_theme *theme);
void svg_style(struct report *out);

/* Width of a character of the usual 14 units, on average and a little more. */
#define SVG_LETTER 7.8

/* The share of the greatest value's colour in the cell of a matrix. */
#define SVG_SHADE 0.4

enum { SVG_WIDTH = 400 }; /* of most figures */

struct svg_size {
    double width, height;
};

/* Classes of text: "t" plain, "m" lesser, "b" bold; anchor "start" ... */
void svg_label(struct report *out, double x, double y, const char *class,
               const char *anchor, const char *text);

/* A text in at most `most` > 2 characters, ".." at its end where it is cut. */
struct svg_short {
    char text[FIGURE_NAME];
};
struct svg_short svg_short(const char *text, int most);

/* A text from the base line y on, in lines of at most so many letters.  Returns
   where the next one would stand. */
double svg_lines(struct report *out, const char *text, double y,
                 const char *class, int letters);

/* Title, scale and settings at the top of a figure of this width.  Returns the
   lowest base line. */
double svg_heading(struct report *out, const struct figure *f, double width);

/* The inside of the <svg> of a figure with a matrix or a cycle; out NULL: only
   measured.  Return its size. */
struct svg_size svg_matrix(struct report *out, const struct figure *f);
struct svg_size svg_cycle(struct report *out, const struct figure *f);

#endif
