/*
 * tour.h -- the questions of the tour: one a stage, about what surprises there.
 * tour_questions.c has them, and finds the answers by running the stage;
 * cmd_tour.c asks.
 */
#ifndef GUIDE_TOUR_H
#define GUIDE_TOUR_H

#include "trainloop/fault.h"

enum { TOUR_QUESTIONS = 7, TOUR_CHOICES = 3 };

/* What the run says: which choice is right, and what was measured. */
struct tour_result {
    int right; /* 0 for a) ...; -1: none of them, in this run */
    char found[160];
};

struct tour_question {
    const char *stage, *ask;
    const char *choices[TOUR_CHOICES]; /* NULL: there are fewer */
    const char *hint;
    const char *command; /* what is run and shown, without "trainloop" */
    bool (*answer)(struct tour_result *result, struct fault *fault);
    const char *why, *change; /* change: a command to try */
};

extern const struct tour_question tour_questions[TOUR_QUESTIONS];

#endif
