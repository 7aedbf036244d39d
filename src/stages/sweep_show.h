/* sweep_show.h -- what sweep shows of its result. */
#ifndef STAGES_SWEEP_SHOW_H
#define STAGES_SWEEP_SHOW_H

#include "text/sheet.h"

/* For a struct stage, result is a struct sweep: what every rate will do, before
   it does; what it did, its pictures, and what became of each in words. */
void sweep_head(const void *result, struct sheet *sheet);
bool sweep_show(const void *result, struct sheet *sheet, struct fault *fault);

#endif
