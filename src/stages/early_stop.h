/* early_stop.h -- the stage early-stop: train until the loss improves no more,
   and foretell what going on would have brought. */
#ifndef STAGES_EARLY_STOP_H
#define STAGES_EARLY_STOP_H

#include "lesson/training.h"

#include "trainloop/forecast.h"

enum { MORE_EPOCHS = 5000 }; /* epochs that going on would take */

/* What is foretold is NaN where the numbers are too big for it. */
struct early_stop {
    struct training training; /* first: see lesson/training.h */
    struct forecast on; /* of going on from the end, at the same rate        */
    bool flat;          /* forecast_flat                                     */
    bool at_floor;      /* training_at_floor                                 */
    double next;        /* per cent of the loss that the next FORECAST_WINDOW
                           epochs would take off it                          */
    double gain;        /* per cent of the gap to the floor that the next
                           MORE_EPOCHS would; NaN where there is no gap  */
    double saved;       /* epochs that were left when the run ended ...      */
    double then;        /* ... the loss that they would have led to ...      */
    double bargain;     /* ... and per cent of the loss that is              */
};

extern const struct stage early_stop_stage; /* of struct training_options */

#endif
