/* walk.h -- a walk through the steps of a training, of which moves can be taken
   back: the walk is made again without them, and so comes to the same bits. */
#ifndef GUIDE_WALK_H
#define GUIDE_WALK_H

#include "text/opt.h"
#include "text/report.h"

#include "trainloop/line.h"

/* So many steps at one rate; fresh: first back to the start. */
struct move {
    uint64_t n;
    double lr;
    double momentum; /* of a line */
    uint64_t batch;  /* of a line, rows a step; 0: all */
    bool fresh;
    struct line start; /* of a line: where the walk began, or begins */
};

/* What is walked with. */
struct walker {
    /* n >= 1 steps, perhaps from the start, of which the last is the one to be
       shown; once *stop is not 0 no further one: n is then how many were taken.
       Fault: no memory. */
    bool (*move)(void *model, struct move *move,
                 const volatile sig_atomic_t *stop, struct fault *fault);

    /* How many steps are not too many at once, or at all.  NULL: any number. */
    double (*at_once)(const void *model);

    /* The screen without the prompt; more: all digits instead. */
    void (*show)(const void *model, struct report *out, bool more);

    /* A rate to try next. */
    double (*offer)(const void *model);

    /* Can it take no further step?  NULL: it always can. */
    bool (*is_over)(const void *model);

    double most; /* the greatest rate */

    /* Of a line, which has a start A,B, momentum and batches: its rows; else
       NULL. */
    size_t (*rows)(const void *model);
};

/* All zeros but the first three is one before its first move. */
struct walk {
    const struct walker *walker;
    void *model;
    const struct call *call; /* a signal ends a long move */
    struct move *moves;      /* (n) */
    size_t n, room;
};

/* A step as the latest one was: its rate, the start that it came from. */
struct move walk_latest(const struct walk *walk);

/* Makes a move.  Fault: no memory. */
bool walk_on(struct walk *walk, struct move move, struct fault *fault);

/* Takes the last move back.  There are two at least.  Fault: no memory. */
bool walk_back(struct walk *walk, struct fault *fault);

void walk_free(struct walk *walk);

#endif
