/* linreg.h -- the stage linreg: fit price = slope * sqm + intercept. */
#ifndef STAGES_LINREG_H
#define STAGES_LINREG_H

#include "lesson/training.h"

struct linreg_options {
    struct training_options training; /* first */
    uint64_t trace;                   /* rows of one epoch in detail */
    bool stages, journey, check_gradient;
};

/* What the run was like after so many epochs. */
struct linreg_mark {
    uint64_t epoch;
    double loss;
    struct line line; /* over x as it came */
};

/* The losses of a part of the run, before the steps of its epochs `from` and
   `to` - 1, and after that one; NaN where the run did not come there. */
struct linreg_part {
    uint64_t from, to;
    double first, last, after;
};

/* A parameter's gradient by its formula and by differences of the loss, and how
   far these are apart, also as a part of the greatest it could be. */
struct linreg_slope {
    double formula, central, apart, part;
};

struct linreg_check {
    struct line line; /* over x as trained on */
    double loss;      /* not finite: nothing is to be compared */
    struct linreg_slope slope, intercept;
};

/* The first step, with the numbers of the first row, over x as trained on. */
struct linreg_step {
    double x, y, predicted, error; /* error: y - predicted              */
    double part;                   /* of the row in the slope's gradient:
                                      -2 * x * error, before the mean   */
    struct gradient g;             /* over all rows                     */
    struct line before, after;
};

enum { LINREG_MARKS = 64, LINREG_PARTS = 5 };

struct linreg {
    struct training training; /* first; options: a struct linreg_options */
    struct linreg_mark journey[LINREG_MARKS]; /* (n) epochs 0 1 5 10 25 50 100
                    150, then 250 500 1000 2500 ..., and the last */
    int n;
    struct linreg_part part[LINREG_PARTS];
    double early; /* the loss after 25 steps; NaN as in a part                */
    double tenth; /* loss after a tenth of the epochs; NaN as in a part       */
    double share; /* of the fall of the loss, from the start to the end, what
                     the first 50 epochs, or steps, brought, in per cent; NaN
                     if it did not fall or there were not more                */
    struct linreg_step first;
    struct fit_line twin; /* --init random: the same run from 0, 0            */
    struct linreg_check check[2]; /* --check-gradient: at the start, the end  */
};

extern const struct stage linreg_stage;

#endif
