/* turn.h -- many examples of a long row at a time. */
#ifndef WORDS_TURN_H
#define WORDS_TURN_H

#include "words/row.h"

/* Examples of the shortest turn: so each moves a small u by less than 1 / 512.
 */
enum { TURN_LEAST = 64 };

/* What row.c does for the first examples of (n), within rounding; their losses
   are added.  Returns how many: 0 where it would not pay. */
size_t turn_take(struct row *row, const uint32_t *wanted, uint32_t first,
                 size_t n, double lr, double *loss);

#endif
