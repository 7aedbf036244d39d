/* fit_line.h -- the loop of the first lesson, and how others watch it. */
#ifndef TRAINLOOP_FIT_LINE_H
#define TRAINLOOP_FIT_LINE_H

#include "trainloop/descent.h"
#include "trainloop/judge.h"

/* A run that has ended. */
struct fit_line {
    struct judge judge;   /* when it ended, and how                    */
    struct line line;     /* after the last step                       */
    struct line best;     /* the line of the judge's best epoch        */
    struct gradient last; /* of `line`: its loss and gradient          */
    double watched;       /* of `line`: the loss that the rule watches */
};

/* What a watcher is shown: after the step of every epoch, and at the end,
   unless the last epoch took no step. */
struct line_moment {
    const struct fit_line *fit; /* the verdict, the line after the step */
    uint64_t steps;             /* taken before g was measured          */
    struct line line;           /* what g belongs to: before the step   */
    struct gradient g;
    double watched; /* loss of the held-out points, else g.loss */
    bool end;       /* after the last step, without one of its own */
};

struct line_watch {
    void (*see)(struct line_watch *watch, const struct line_moment *moment);
    struct line_watch *next; /* or NULL */
};

/* Trains a line, train->n >= 1.  The rule watches the loss of `held` where
   there are any.  descent: how it steps, all zeros for plain descent; at the
   end its velocity and stream are those after the last step.  watch: NULL, or
   the first of a list; watchers change nothing.  A run that diverges is a
   result: its numbers may be inf or NaN. */
struct fit_line fit_line(struct line start, const struct points *train,
                         const struct points *held, const struct rule *rule,
                         struct descent *descent, struct line_watch *watch);

#endif
