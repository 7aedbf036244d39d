/* early_stop.h -- the stage early-stop: train until the loss improves no more,
   and foretell what going on would have brought. */
#ifndef STAGES_EARLY_STOP_H
#define STAGES_EARLY_STOP_H

#include "lesson/training.h"

#include "trainloop/forecast.h"

enum { MORE_EPOCHS = 5000 }; /* epochs that going on would take */

/* What is foretold, from training.left, is NaN where the numbers are too big
   for it. */
struct early_stop {
    struct training training;  /* first: see lesson/training.h */
    enum training_state state; /* where the run has ended                    */
    bool floor;     /* that is, at the floor                                 */
    bool flat;      /* the next FORECAST_WINDOW epochs take less than 0.1 % */
    double next;    /* per cent of the loss that they would take off         */
    double gain;    /* per cent of the gap to the floor that the next
                       MORE_EPOCHS would; below 0: they would widen it   */
    bool risen;     /* the held-out loss has, since it was lowest            */
    double saved;   /* epochs that were left when the run ended ...          */
    double bargain; /* ... and what they would take off, as `next` ...       */
    bool raises;    /* ... or lead up to: judge_grown                        */
    struct fit_line twin; /* with batches: the same run with patience 1     */
};

extern const struct stage early_stop_stage; /* of struct training_options */

#endif
