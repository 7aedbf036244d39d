/* early_stop_show.h -- what early-stop says of its end: the best epoch, and
   what going on would have brought. */
#ifndef STAGES_EARLY_STOP_SHOW_H
#define STAGES_EARLY_STOP_SHOW_H

#include "stages/early_stop.h"

/* The result as one row of CSV. */
void early_stop_show_row(const struct early_stop *r, struct sheet *sheet);

void early_stop_show_after(const struct early_stop *r, struct sheet *sheet);

#endif
