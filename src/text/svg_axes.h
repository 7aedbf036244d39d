/* svg_axes.h -- a figure between two axes, as SVG. */
#ifndef TEXT_SVG_AXES_H
#define TEXT_SVG_AXES_H

#include "text/draw.h"

/* The inside of the <svg> of a closed figure with axes.  Returns its size. */
struct draw_size svg_axes(struct report *out, const struct figure *f);

#endif
