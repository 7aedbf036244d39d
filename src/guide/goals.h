/*
 * goals.h -- what the command check judges: a stage, the options that count,
 * and the goals of it.
 */
#ifndef GUIDE_GOALS_H
#define GUIDE_GOALS_H

#include "lesson/frame.h"

/* Goals are findings: the claim is what is wanted, the reason what was found,
   with a hint for those that are open. */
struct goals {
    const char *page; /* of the help: "check linreg" */
    const struct stage *stage;
    const struct opt_group *groups;
    const void *defaults; /* NULL: those of the stage's command */

    /* Takes the model of --load as it is; NULL: there is no such option. */
    void (*take)(void *result);

    /* What is learned from, and how good is good. */
    void (*show)(const void *result, struct sheet *sheet);

    /* Returns how many goals there are. */
    int (*judge)(const void *result, struct finding *goals);
};

/* What to think of, and a command that shows it, or NULL. */
void goals_hint(struct finding *goal, const char *hint, const char *see);

/* --quiet and --format; their offsets are in struct frame_options. */
extern const struct opt goals_talk_rows[];

#endif
