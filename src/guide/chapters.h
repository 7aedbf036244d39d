/* chapters.h -- the chapters of the tour: what they say, ask and run, and what
   the run says to it. */
#ifndef GUIDE_CHAPTERS_H
#define GUIDE_CHAPTERS_H

#include <stddef.h>

/* Their names, in order, as a choice for options. */
#define CHAPTERS_NAMES                                                   \
    "step|data|linreg|sweep|early-stop|generalize|homes|bigram|writing|" \
    "text"

enum { CHAPTERS = 10, CHAPTERS_OPTIONS = 3 };

/* What the run says: which of the options is right, and what was measured. */
struct chapters_answer {
    int right; /* -1: there is no result */
    char found[240];
};

/* Commands are without "trainloop". */
struct chapter {
    const char *name, *title;
    const char *about; /* six lines at most */
    const char *text;  /* that comes with the program, shown whole; or NULL */
    const char *run;   /* to begin with */

    /* The question, and the run that decides it. */
    const char *ask, *hint, *trial;
    struct chapters_option {
        const char *text, *why;  /* why: it is so, where the run says so */
    } options[CHAPTERS_OPTIONS]; /* text NULL: there are fewer */
    void (*look)(void *answer, const void *result); /* chapters_answer */

    const char *vary, *change; /* one thing that is changed; the command */
};

extern const struct chapter chapters[CHAPTERS];

/* What to remember, and what other methods change. */
extern const char chapters_remember[], chapters_ahead[];

#endif
