/* linreg_show.h -- what linreg shows of its result. */
#ifndef STAGES_LINREG_SHOW_H
#define STAGES_LINREG_SHOW_H

#include "text/sheet.h"

/* For a struct stage: result is a struct linreg. */
bool linreg_show(const void *result, struct sheet *sheet, struct fault *fault);

#endif
