/* svg_file.h -- figures as SVG: one file by itself, or a piece of a page.  It
   loads nothing, runs nothing, and follows the reader's choice of light or
   dark. */
#ifndef TEXT_SVG_FILE_H
#define TEXT_SVG_FILE_H

#include "text/figure.h"
#include "text/report.h"

/* One closed figure as an <svg> element of a page. */
void svg_file_figure(struct report *out, const struct figure *f);

/* A whole file: n > 0 closed figures, two beside each other, each with its note
   below it. */
void svg_file(struct report *out, const struct figure *f, int n);

#endif
