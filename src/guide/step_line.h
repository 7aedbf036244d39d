/* step_line.h -- single steps of the first lesson's loop. */
#ifndef GUIDE_STEP_LINE_H
#define GUIDE_STEP_LINE_H

#include "guide/walk.h"
#include "lesson/training.h"

struct step_line {
    struct training training; /* data, bowl, start; nothing is trained */
    double shows; /* a rate whose first step can be seen: a sixth of critical,
                     where the steep direction shrinks by a third a step; 0
                     where there is none */
    double at_start;  /* the loss there */
    uint64_t steps;   /* taken since */
    struct move move; /* the latest one, ... */
    uint64_t first;   /* ... its first step, and what it began with: over x
                         as trained on, as the lines below */
    struct line from;
    double from_loss;
    struct descent descent;    /* velocity, batches */
    size_t at;                 /* of the rows of a batch, in their order */
    struct points rows;        /* that the latest step saw, the first watched */
    struct line before, after; /* the latest step, ... */
    struct gradient g;         /* ... which was made with this, of `before`  */
    struct line was, v;        /* the velocity before and after it, or g */
    struct gradient now;       /* of `after` */
    bool diverged;             /* it took no step: a loss is too big         */
};

/* From the options to the start; lr 0: the rate that shows, which is put in
   its place.  step: all zeros.  Faults as training_open. */
bool step_line_open(struct step_line *step, struct training_options *options,
                    struct fault *fault);

void step_line_close(struct step_line *step);

extern const struct walker step_line_walker; /* model: struct step_line */

#endif
