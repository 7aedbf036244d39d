/* thin.h -- few points that look like many: of a piece of a curve the least and
   the greatest. */
#ifndef TEXT_THIN_H
#define TEXT_THIN_H

#include <stdbool.h>

struct moment {
    double x, y;
};

/* All zeros is a piece without a point. */
struct thin {
    struct moment least, most; /* by y; of equals the first one taken */
    bool any;                  /* has it taken one?                   */
};

void thin_take(struct thin *piece, struct moment m);

/* The two in the order of x: end 0, then end 1; may be the same. */
struct moment thin_end(const struct thin *piece, int end);

#endif
