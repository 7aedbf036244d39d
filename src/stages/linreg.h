/* linreg.h -- the stage linreg: fit price = slope * sqm + intercept. */
#ifndef STAGES_LINREG_H
#define STAGES_LINREG_H

#include "lesson/training.h"

struct linreg_options {
    struct training_options training; /* first */
    uint64_t trace;                   /* rows of one epoch in detail */
    bool stages, journey, check_gradient;
};

/* What the run was like at an epoch, before its step. */
struct linreg_mark {
    uint64_t epoch;
    double loss;
    struct line line; /* over x as it came */
};

enum { LINREG_MARKS = 64 };

struct linreg {
    struct training training; /* first; options: a struct linreg_options */
    struct linreg_mark mark[LINREG_MARKS]; /* what is looked back at */
    int n;
};

/* For a struct stage: the loop; the claims. */
bool linreg_train(void *result, struct audience *audience, struct fault *fault);
int linreg_claims(const void *result, struct finding *findings);

/* The parts of a run whose improvement is shown: from linreg_part_ends[i] to
   before linreg_part_ends[i + 1]. */
enum { LINREG_STAGES = 5 };
extern const uint64_t linreg_part_ends[LINREG_STAGES + 1];

/* The mark of epoch k: of the journey, the first and the last of a stage, a
   tenth of the run, its last two; NULL if the run did not come there. */
const struct linreg_mark *linreg_at(const struct linreg *r, uint64_t k);

/* The epochs of the journey: 0 1 5 10 25 50 100 150, then 250 500 1000 2500
   ...; the one that follows k. */
uint64_t linreg_next_stop(uint64_t k);

/* What part of the fall of the loss, from epoch 0 to the last, the first 50
   epochs brought, in per cent; NaN if it did not fall or there were fewer. */
double linreg_share(const struct linreg *r);

#endif
