/* report.h -- the command report: the whole course as one HTML page. */
#ifndef GUIDE_REPORT_H
#define GUIDE_REPORT_H
#include "text/opt.h"
extern const struct command report_command;
#endif
