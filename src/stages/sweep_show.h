/* sweep_show.h -- what a sweep shows. */
#ifndef STAGES_SWEEP_SHOW_H
#define STAGES_SWEEP_SHOW_H

#include "stages/sweep.h"

/* What every rate will do, before it does. */
void sweep_show_forecast(const struct sweep *sweep, struct sheet *sheet);

/* What it did, a row a rate.  where: of TABLE_TERMINAL ... */
void sweep_show_results(const struct sweep *sweep, struct sheet *sheet,
                        unsigned where);

/* What became of each rate, in words. */
void sweep_show_words(const struct sweep *sweep, struct sheet *sheet);

#endif
