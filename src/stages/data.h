/* data.h -- the stage data: apartments whose true formula is known, or the rows
   of a CSV file, and how good a line can be. */
#ifndef STAGES_DATA_H
#define STAGES_DATA_H

#include "lesson/problem.h"

struct data {
    const struct problem_options *options;
    struct dataset set;
    struct bowl bowl;
    double true_loss; /* of the line that made them, where there is one */
    bool bent;        /* no line made them: true_loss is the formula's,
                         and no line comes near it                      */
    bool learnable;   /* the best line is better than the mean, ...     */
    bool moved;       /* ... is not the true one; both but for rounding */
};

extern const struct stage data_stage;

#endif
