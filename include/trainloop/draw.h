/* draw.h -- words drawn one after another, each as likely after the last as
   the scores have it. */
#ifndef TRAINLOOP_DRAW_H
#define TRAINLOOP_DRAW_H

#include "trainloop/scores.h"

/* Scores must outlive it.  All zeros is a valid empty one.  In a book a slot
   takes 4 bytes. */
struct draw {
    const struct scores *scores;
    uint32_t *slot; /* (S) of each row, by their next words; NULL: dense */
};

/* Fault: no memory. */
bool draw_make(struct draw *draw, const struct scores *scores,
               struct fault *fault);

/* The word of scores_predict and num_draw, to the bit; in a book the work
   grows with the slots of the row, and with V / 128.  u: in [0, 1). */
uint32_t draw_next(const struct draw *draw, uint32_t word, double u);

void draw_free(struct draw *draw);

#endif
