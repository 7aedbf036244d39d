/* screen.h -- a screen of step: how many rows are left, and numbers beside the
   C that does it. */
#ifndef GUIDE_SCREEN_H
#define GUIDE_SCREEN_H

#include "text/number.h"
#include "text/report.h"

enum { SCREEN_ROWS = 23, SCREEN_COLUMNS = 80 };

struct screen {
    struct report *out;
    int rows; /* printed so far */
};

/* A text of a few rows. */
struct screen_text {
    char text[1300];
};

/* How many rows a text takes, in lines of SCREEN_COLUMNS. */
int screen_rows(const char *text);

/* As printf, in lines of at most SCREEN_COLUMNS. */
void screen_say(struct screen *screen, const char *format, ...)
    FAULT_PRINTF(2, 3);

/* As printf, with a line of C to its right; where there is no room for both,
   in the next row. */
void screen_beside(struct screen *screen, const char *code, const char *format,
                   ...) FAULT_PRINTF(3, 4);

/* " + 12", or " - 12" where x is below 0; and " - 12", or " + 12".  size: x as
   it is to be shown. */
struct number screen_plus(double x, struct number size);
struct number screen_minus(double x, struct number size);

#endif
