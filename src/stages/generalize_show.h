/* generalize_show.h -- what generalize shows of its result. */
#ifndef STAGES_GENERALIZE_SHOW_H
#define STAGES_GENERALIZE_SHOW_H

#include "text/sheet.h"

/* For a struct stage: result is a struct generalize. */
bool generalize_show(const void *result, struct sheet *sheet,
                     struct fault *fault);

#endif
