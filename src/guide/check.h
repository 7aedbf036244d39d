/*
 * check.h -- the goals of the stages, for the command check: check_line.c has
 * those that fit a line, check_words.c those that learn words.
 */
#ifndef GUIDE_CHECK_H
#define GUIDE_CHECK_H

#include "stages/bigram_run.h"
#include "stages/lesson.h"
#include "stages/linreg_run.h"

/* Of any stage; each has the options that its command has rows for. */
struct check_options {
    struct linreg_options line;
    struct bigram_options words;
    struct opt_words stage;
    bool quiet;
};

/* Where to look, and a command that shows it, without "trainloop", or NULL. */
struct hint {
    const char *text, *see;
};

/* A goal, how near the run came to it, and where to look if it is open. */
struct goal {
    const char *wanted;
    struct hint hint;
    bool met;
    char found[80];
};

enum { GOALS = 4, CHECK_LINE_STAGES = 4, CHECK_WORDS_STAGES = 2 };

struct check_stage {
    const char *name, *page;       /* "linreg", "check linreg" */
    const struct command *command; /* that runs it and shows it */
    const struct opt_group *groups;
    int n_groups;
    const struct check_options *defaults;

    /* Runs the stage, or looks at the model of --load; says what it learns
       from.  Returns how many goals there are, 0 with a fault. */
    int (*run)(const struct check_options *o, struct report *report,
               struct goal goals[GOALS], struct fault *fault);
};

/* --load of either kind: nothing is trained then. */
extern const struct opt check_line_load, check_words_load;
extern const struct opt check_quiet; /* its offset is in check_options */
extern const struct check_stage check_line_stages[CHECK_LINE_STAGES];
extern const struct check_stage check_words_stages[CHECK_WORDS_STAGES];

#endif
