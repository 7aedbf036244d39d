/*
 * questions.h -- the questions of the tour, about what surprises in a stage,
 * and how the result of the stage answers them.
 */
#ifndef GUIDE_QUESTIONS_H
#define GUIDE_QUESTIONS_H

#include "lesson/frame.h"

enum { QUESTIONS = 7, QUESTIONS_CHOICES = 3 };

/* What the run says: which choice is right, and what was measured. */
struct answer {
    int right; /* 0 for a) ...; -1: none of them, in this run */
    char found[160];
};

struct question {
    const char *ask;
    const char *choices[QUESTIONS_CHOICES]; /* NULL: there are fewer */
    const char *hint;
    const struct stage *stage;
    const char *words; /* behind the stage's name: what is run and shown */
    void (*look)(void *answer, const void *result); /* a struct answer */
    const char *why, *change; /* change: a command to try */
};

/* Question k is the first one about stage k of PRESET_STAGES. */
extern const struct question questions[QUESTIONS];

#endif
