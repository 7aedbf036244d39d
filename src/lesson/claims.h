/*
 * claims.h -- what the usual telling says, judged in the run on the screen.
 */
#ifndef LESSON_CLAIMS_H
#define LESSON_CLAIMS_H

#include "text/report.h"

enum claim_verdict { CLAIM_HOLDS, CLAIM_FAILS, CLAIM_UNTESTED };

/* A claim and what a run has to say about it. */
struct finding {
    bool ours; /* "We add"; else the lesson says it */
    const char *claim;
    enum claim_verdict verdict;
    char measured[120]; /* the number, and the reason in a few words */
};

/* In how many runs a claim held, failed, was not tested. */
struct tally {
    struct finding finding; /* the first run's */
    int count[3];
};

/* Sets verdict and measured value (as printf). */
void claims_judge(struct finding *f, bool holds, const char *format, ...)
    FAULT_PRINTF(3, 4);

/* What the run cannot decide, and what would. */
void claims_untested(struct finding *f, const char *why);

void claims_print(struct report *report, const struct finding *findings, int n);

/* The same as tables of a page. */
void claims_page(struct report *page, const struct finding *findings, int n);

/* How many of them fail. */
int claims_failing(const struct finding *findings, int n);

void claims_count(struct tally *tallies, const struct finding *findings, int n);

/* Did a claim fail in any of the runs? */
bool claims_tally_failing(const struct tally *tallies, int n);
void claims_print_tally(struct report *report, const struct tally *tallies,
                        int n);

#endif
