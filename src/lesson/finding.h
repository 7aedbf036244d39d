/*
 * finding.h -- what a run has to say about a sentence: a claim of the usual
 * telling, or one of the program's own.
 */
#ifndef LESSON_FINDING_H
#define LESSON_FINDING_H

#include "text/sheet.h"

enum finding_verdict { FINDING_TRUE, FINDING_FALSE, FINDING_UNTESTED };

enum { FINDING_MOST = 16 };

struct finding {
    const char *id;    /* stable, for CSV, tests and notes: "early-90"    */
    const char *claim; /* the sentence                                   */
    bool ours;         /* we add it; else the lesson says it              */
    enum finding_verdict verdict;
    double measured;  /* the number that decides; NaN: there is none     */
    char reason[140]; /* that number, and why, in a few words            */
};

/* True or false, the number that decides, and the reason (as printf). */
void finding_judge(struct finding *f, bool holds, double measured,
                   const char *format, ...) FAULT_PRINTF(4, 5);

/* What the run cannot decide, and what would. */
void finding_untested(struct finding *f, const char *why);

/* A sentence, and what judges it from a stage's result. */
struct claim {
    const char *id, *claim;
    void (*judge)(const void *result, struct finding *f);
    bool ours;
    bool end; /* it is about the end of the run */
};

/* Judges claims, {0} behind the last; returns how many. */
int finding_claims(const struct claim *claims, const void *result,
                   struct finding *f);

/* The claims: in the terminal and on the page with a heading for the lesson's
   and for ours, in CSV as id,claim,by,verdict,measured,reason.  Returns how
   many are false. */
int finding_show(struct sheet *sheet, const struct finding *f, int n);

/* "Common claims: 3 true, 6 false, 1 untested". */
struct number finding_summary(const struct finding *f, int n);

/* In how many runs a claim was true, false, untested. */
struct tally {
    struct finding finding; /* the first run's */
    int count[3];
};

void finding_count(struct tally *tallies, const struct finding *f, int n);

/* Returns how often one was false. */
int finding_show_tally(struct sheet *sheet, const struct tally *tallies, int n);

#endif
