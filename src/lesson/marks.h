/*
 * marks.h -- what a run that fits a line was like at some of its epochs: the
 * loss and the parameters it belongs to, noted on the way for views and claims.
 */
#ifndef LESSON_MARKS_H
#define LESSON_MARKS_H

#include "trainloop/fit_line.h"
#include "trainloop/points.h"

enum { MARKS_MOST = 64 };

struct mark {
    uint64_t epoch;
    bool noted;
    double loss;
    struct line line; /* over x as it came */
};

struct marks {
    struct line_watch watch; /* first: this is one */
    const struct dataset *set;
    struct mark mark[MARKS_MOST];
    int n, next;
};

/* Asks for an epoch; in any order, twice does no harm, before the run.  More
   than MARKS_MOST are not noted. */
void marks_want(struct marks *marks, uint64_t epoch);

/* What was noted at an epoch; NULL if the run did not come there. */
const struct mark *marks_at(const struct marks *marks, uint64_t epoch);

/* The watcher of a run on a set, which notes what was asked for. */
struct line_watch *marks_watch(struct marks *marks, const struct dataset *set);

#endif
