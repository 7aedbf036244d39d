/* line_figures.h -- figures of a run that fits a line, for several stages. */
#ifndef LESSON_LINE_FIGURES_H
#define LESSON_LINE_FIGURES_H

#include "lesson/training.h"

/* The settings below the title: data, rate where `rate`, scaling. */
void line_figures_settings(struct figure *f, const struct training *t,
                           bool rate);

/* The loss, epoch by epoch; the points, and the lines. */
void line_figures_loss(struct figure *f, const struct training *t,
                       enum axis_scale scale);
void line_figures_lines(struct figure *f, const struct training *t,
                        enum axis_scale scale);

/* Is there a valley to draw: a bowl with one bottom, and numbers for it? */
bool line_figures_valley(const struct training *t);

/* The path of the run over the contours of the loss; scaled: over (x - mean) /
   deviation.  For a run over x as it came, the path on the scaled plane is
   foretold; one over scaled x is carried over. */
void line_figures_path(struct figure *f, const struct training *t, bool scaled);

#endif
