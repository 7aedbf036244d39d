/* step_picture.h -- the points, and the line before and after, in a few rows.
 */
#ifndef GUIDE_STEP_PICTURE_H
#define GUIDE_STEP_PICTURE_H

#include "guide/screen.h"

#include "trainloop/bowl.h"

enum { STEP_PICTURE_MOST = 7, STEP_PICTURE_LEAST = 3 };

struct step_picture {
    const struct dataset *set;
    const struct line *before, *after; /* over x as trained on     */
    uint64_t steps;                    /* between them, 1 at first */
    const struct points *watched;      /* its first; NULL: the first of all */
    int rows, columns, margin;         /* margin: of the labels of y */
    double low[2], high[2];            /* of x as it came, of y */
};

/* With as many rows as there can be.  The bowl is that of x as it came. */
struct step_picture step_picture_make(const struct dataset *set,
                                      const struct bowl *bowl,
                                      const struct line *before,
                                      const struct line *after);

/* Are two lines in different places anywhere?  Is any of a line to be seen? */
bool step_picture_differ(const struct step_picture *picture,
                         const struct line *a, const struct line *b);
bool step_picture_sees(const struct step_picture *picture,
                       const struct line *line);

/* What the signs mean, and from where to where the picture goes. */
struct screen_text step_picture_legend(const struct step_picture *picture);

void step_picture_show(const struct step_picture *picture, struct report *out);

#endif
