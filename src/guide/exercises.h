/* exercises.h -- the exercises of the course: what is fixed, what is the
   learner's to choose, and the goals of a run, as a table. */
#ifndef GUIDE_EXERCISES_H
#define GUIDE_EXERCISES_H

#include "lesson/frame.h"

/* A goal: a number of the result, and from where to where it is to be. */
struct goal {
    const char *id;   /* stable, for CSV and tests                     */
    const char *what; /* "the slope"; of a question what is to be true */
    double (*measure)(const void *result); /* NaN: there is none       */
    double least, most; /* 0: no limit; both 0: a question, answered 1 or 0 */
    const char *before, *unit; /* of the number: "EUR ", " %"; or NULL */
    int decimals;
    const char *none;       /* what a NaN says; NULL: that the run diverged */
    const char *low, *high; /* what to think of below `least` (where the answer
                               is no, where there is no number), above `most` */
    double (*turn)(const void *result); /* above 0: not they, but `turned` */
    const char *turned;
};

enum { GOALS_MOST = 4 };

/* Options that are free in every exercise. */
#define OWN_OPTIONS " --notes --quiet --format"

struct exercise {
    const char *page; /* of the help: "check one-step" */
    const struct stage *stage;
    const char *title;   /* what to reach, in a few words                   */
    const char *text;    /* the task, with line ends between its lines      */
    const char *fixed;   /* options of the stage, as they are typed; ""     */
    const char *free;    /* those that are the learner's, and OWN_OPTIONS   */
    const char *begin;   /* a first try: "  trainloop check NAME --lr 1\n"    */
    const char *see;     /* a command that helps to think                   */
    const char *learned; /* what it shows, once it is done */
    const char *look;    /* what the stage needs for the same run, where that is
                            not what is fixed, or NULL                      */
    const void *defaults; /* NULL: those of the stage's command              */
    void (*take)(void *result); /* judges a model of --load, if that is free */
    struct goal goals[GOALS_MOST + 1]; /* {0} behind the last            */
};

/* From easy to hard, {0} behind the last. */
extern const struct exercise exercises[];

/* Its name without the command's: "one-step". */
const char *exercise_name(const struct exercise *exercise);

/* A number of a goal with its unit; what is wanted: the limits that decide. */
struct number exercise_shown(const struct goal *goal, double x, int decimals);
struct number exercise_wanted(const struct goal *goal);

/* What is free in it, without OWN_OPTIONS: "--lr --epochs". */
struct number exercise_free(const struct exercise *exercise);

#endif
