/* svg_axes.h -- a figure between two axes, as SVG. */
#ifndef TEXT_SVG_AXES_H
#define TEXT_SVG_AXES_H

#include "text/svg.h"

/* The inside of the <svg> of a closed figure with axes; out NULL: only
   measured.  Returns its size. */
struct svg_size svg_axes(struct report *out, const struct figure *f);

/* The same of a strip. */
struct svg_size svg_strip(struct report *out, const struct figure *f);

#endif
