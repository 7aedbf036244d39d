/*
 * marks.h -- what a regression run was like at some of its epochs: the loss
 * and the parameters it belongs to, noted on the way for views and claims.
 */
#ifndef LESSON_MARKS_H
#define LESSON_MARKS_H

#include <stdbool.h>
#include <stdint.h>

enum { MARKS_MOST = 64 };

struct mark {
    uint64_t epoch;
    bool noted;
    double loss, slope, intercept;
};

struct marks {
    struct mark mark[MARKS_MOST];
    int n, next;
};

/* Asks for an epoch; in any order, twice does no harm, before the run. */
void marks_want(struct marks *marks, uint64_t epoch);

/* Is this epoch asked for? Then the caller fills what is returned. */
struct mark *marks_note(struct marks *marks, uint64_t epoch);

/* What was noted at an epoch; NULL if the run did not come there. */
const struct mark *marks_at(const struct marks *marks, uint64_t epoch);

#endif
