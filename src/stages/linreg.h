/* linreg.h -- the stage linreg: fit price = slope * sqm + intercept. */
#ifndef STAGES_LINREG_H
#define STAGES_LINREG_H

#include "lesson/marks.h"
#include "lesson/training.h"

struct linreg_options {
    struct frame_options frame;
    struct training_options training;
    uint64_t trace; /* rows of one epoch in detail */
    bool stages, journey, check_gradient;
};

#define LINREG_PRESET                        \
    {                                        \
        .frame = FRAME_PRESET, .training = { \
            .data = PRESET_DATA,             \
            .lr = PRESET_LR,                 \
            .epochs = PRESET_EPOCHS,         \
            .every = {.n = PRESET_EVERY}     \
        }                                    \
    }

struct linreg {
    struct training training; /* first: see lesson/training.h */
    const struct linreg_options *options;
    struct marks marks; /* of the epochs that views and claims look back at */
};

/* For a struct stage: data, yardsticks, start; then the loop.  options: struct
   linreg_options; result: struct linreg. */
bool linreg_open(void *result, const void *options, bool pictures,
                 struct fault *fault);
bool linreg_train(void *result, struct audience *audience, struct fault *fault);

/* The parts of a run whose improvement is shown: from LINREG_STAGE(i) to before
   LINREG_STAGE(i + 1). */
enum { LINREG_STAGES = 5 };
extern const uint64_t linreg_stage_ends[LINREG_STAGES + 1];

/* The epochs of the journey: 0 1 5 10 25 50 100 150, then 250 500 1000 2500
   ...; the one that follows k. */
uint64_t linreg_next_stop(uint64_t k);

/* What part of the fall of the loss, from epoch 0 to the last, the first 50
   epochs brought, in per cent; NaN if it did not fall or there were fewer. */
double linreg_share(const struct linreg *linreg);

/* The loss after k updates; NaN if the run did not come there. */
double linreg_loss_at(const struct linreg *linreg, uint64_t k);

#endif
