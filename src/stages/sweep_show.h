/* sweep_show.h -- what a sweep shows. */
#ifndef STAGES_SWEEP_SHOW_H
#define STAGES_SWEEP_SHOW_H

#include "stages/sweep.h"

/* What every rate will do, before it does. */
void sweep_show_forecast(const struct sweep *r, struct sheet *sheet);

/* What it did, a row a rate.  where: of TABLE_TERMINAL ... */
void sweep_show_results(const struct sweep *r, struct sheet *sheet,
                        unsigned where);

/* What became of each rate, in words. */
void sweep_show_words(const struct sweep *r, struct sheet *sheet);

/* The pictures, where they are wanted: the curves side by side; the first steps
   in the bowl. */
bool sweep_draw(const struct sweep *r, struct sheet *sheet,
                struct fault *fault);

#endif
