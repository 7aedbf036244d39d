/* line_figures.h -- figures of a run that fits a line, for several stages. */
#ifndef LESSON_LINE_FIGURES_H
#define LESSON_LINE_FIGURES_H

#include "lesson/training.h"

/* The settings below the title: data, rate where `rate`, scaling. */
void line_figures_settings(struct figure *f, const struct training *t,
                           bool rate);

/* The typical error, epoch by epoch, on the scale that the sheet asks for or
   the run needs; the points, and the lines. */
void line_figures_loss(struct figure *f, const struct training *t,
                       const struct sheet *sheet);
void line_figures_lines(struct figure *f, const struct training *t,
                        enum axis_scale scale);

/* The path of the run over the contours of the loss, left out where the bowl
   has no single bottom, or no numbers for it; scaled: over (x - mean) /
   deviation.  For a run over x as it came, the path on the scaled plane is
   foretold; one over scaled x is carried over. */
void line_figures_path(struct figure *f, const struct training *t, bool scaled);

#endif
