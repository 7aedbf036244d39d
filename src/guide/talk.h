/*
 * talk.h -- a talk at prompts: what somebody types there is a word for whoever
 * asks, a command that runs, a word that is explained, or not known.  Between
 * two prompts there are never more rows than a screen has.
 */
#ifndef GUIDE_TALK_H
#define GUIDE_TALK_H

#include "text/opt.h"
#include "text/report.h"

struct talk {
    const struct call *call;
    struct report *out;
    const char *answers; /* letters typed ahead: what is left; or NULL */
    char last[400];      /* the command that ran last */
    bool silent;         /* asks nothing: it is always Enter */
    bool over;           /* it was quit once, and always is from then on */
};

/* What was typed, as one letter. */
enum {
    TALK_ENTER = '\n',
    TALK_NEXT = 'n',
    TALK_REVEAL = 'r',
    TALK_RAN = '!',  /* a command, which has run                          */
    TALK_TOLD = 'i', /* a command that only tells something, or has failed */
    TALK_QUIT = 'q'  /* or the input has ended, or somebody interrupts */
};

/*
 * Asks until it is Enter, one of the letters of `keys`, or quit, which ends the
 * talk unless it is among the letters.  Commands are where TALK_RAN is, else
 * they run and it asks again.  help: what a question mark brings.
 */
int talk_ask(struct talk *talk, const char *prompt, const char *keys,
             const char *help);

/* Runs a command line, with or without "trainloop", and shows what it prints,
   a screen at a time; returns its exit status.  guest: is shown the stage's
   result, or NULL. */
int talk_run(struct talk *talk, const char *line, const struct guest *guest);

#endif
