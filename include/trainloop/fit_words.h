/* fit_words.h -- the loop of the next-word lesson, and how others watch it. */
#ifndef TRAINLOOP_FIT_WORDS_H
#define TRAINLOOP_FIT_WORDS_H

#include "trainloop/judge.h"
#include "trainloop/scores.h"

/* A run, so far; its scores are in `scores`. */
struct fit_words {
    struct judge judge;            /* when it ended, and how             */
    double running;                /* mean loss on the way, before steps */
    double start_loss, start_held; /* with the scores fixed: before ...  */
    double loss, held;             /* ... and after the latest epoch     */
};

enum words_when {
    WORDS_START, /* nothing was trained yet                      */
    WORDS_BEGIN, /* an epoch begins; its rate is fit->judge.lr   */
    WORDS_PART,  /* in the middle of it                          */
    WORDS_EPOCH  /* it is done and judged                        */
};

/* What a watcher is shown. */
struct words_moment {
    enum words_when when;
    const struct fit_words *fit;
    uint64_t epoch; /* the one under way or done, from 1; START: 0 */
    double share;   /* PART: of the epoch that is done, else 0     */
};

struct words_watch {
    void (*see)(struct words_watch *watch, const struct words_moment *moment);
    struct words_watch *next; /* or NULL */
};

/* Trains the scores in place by the rule, which watches the held-out loss if
   pairs are held out, else the running loss; scores_keep at its best epoch, if
   none before was better; the start is one where pairs are held out.
   watch: NULL, or the first of a list; watchers change nothing. */
struct fit_words fit_words(struct scores *scores, const struct rule *rule,
                           struct rng *rng, struct words_watch *watch);

#endif
