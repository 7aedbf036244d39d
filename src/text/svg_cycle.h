/* svg_cycle.h -- a cycle of steps, as SVG. */
#ifndef TEXT_SVG_CYCLE_H
#define TEXT_SVG_CYCLE_H

#include "text/svg_draw.h"

struct svg_size svg_cycle_size(void);

/* What is inside the <svg> of a figure that has a cycle. */
void svg_cycle(struct report *report, const struct figure *f);

#endif
