/* svg.h -- figures as SVG 1.1: one file by itself, or a piece of a page.  It
   loads nothing, runs nothing, and follows the reader's choice of light or
   dark. */
#ifndef TEXT_SVG_H
#define TEXT_SVG_H

#include "text/figure.h"
#include "text/report.h"

/* The rules of style for all below, once in a document. */
void svg_style(struct report *out);

/* One closed figure as an <svg> element of a page. */
void svg_figure(struct report *out, const struct figure *f);

/* A whole file: closed figures, 1 <= n <= SVG_MOST, two beside each other, each
   with its note below it. */
enum { SVG_MOST = 8 };
void svg_file(struct report *out, const struct figure *f, int n);

/* Colours of light and of dark pages, "#rrggbb". */
struct svg_theme {
    const char *paper, *text, *lesser;
    const char *series[FIGURE_STYLES];
};
extern const struct svg_theme svg_light, svg_dark;

/* The rules that colour figures by a theme; svg_style has both. */
void svg_theme_rules(struct report *out, const struct svg_theme *theme);

#endif
