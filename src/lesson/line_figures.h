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

/* The cut through the bowl in which the steps are seen best: through the start,
   in the steep direction, or where all are alike to the best line. */
struct line_cut {
    struct line start, way; /* way: of any length */
    bool slope;             /* is the slope the coordinate, or the intercept? */
    double from, to;
};
struct line_cut line_figures_cut(const struct training *t);

/* The loss of the line on the cut at this coordinate. */
double line_figures_wall(const struct training *t, const struct line_cut *cut,
                         double at);

/* Some epochs beside each other: the line among the data, and its place on the
   cut. */
void line_figures_strip(struct figure *f, const struct training *t);

#endif
