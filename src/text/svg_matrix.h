/* svg_matrix.h -- a matrix of numbers, as SVG. */
#ifndef TEXT_SVG_MATRIX_H
#define TEXT_SVG_MATRIX_H

#include "text/svg_draw.h"

/* The share of the greatest value's colour in the cell behind its number. */
#define SVG_MATRIX_SHADE 0.4

struct svg_size svg_matrix_size(const struct figure *f);

/* What is inside the <svg> of a figure that has a matrix. */
void svg_matrix(struct report *report, const struct figure *f);

#endif
