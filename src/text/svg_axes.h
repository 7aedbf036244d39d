/* svg_axes.h -- a figure between two axes, as SVG. */
#ifndef TEXT_SVG_AXES_H
#define TEXT_SVG_AXES_H

#include "text/svg_draw.h"

struct svg_size svg_axes_size(const struct figure *f);

/* What is inside the <svg> of a closed figure that has axes. */
void svg_axes(struct report *report, const struct figure *f);

#endif
