/* plot.h -- a figure in text: plain ASCII, for any terminal. */
#ifndef TEXT_PLOT_H
#define TEXT_PLOT_H

#include "text/figure.h"
#include "text/report.h"

enum {
    PLOT_WIDTH_LEAST = 40,
    PLOT_WIDTH_MOST = 400,
    PLOT_HEIGHT_LEAST = 5,
    PLOT_HEIGHT_MOST = 200
};

/* Draws a closed figure: title, scale, settings, what was left
   out; so many columns, labels of the axis among them, and so many rows; what
   each sign means; the note. */
void plot_print(struct report *out, const struct figure *f, int width,
                int height);

#endif
