/* progress.h -- how far a long run is, on stderr, and how fast it was. */
#ifndef TEXT_PROGRESS_H
#define TEXT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* is counted: "epoch" */
    bool quiet;
    double examples; /* per epoch; HUGE_VAL: many, each epoch is slow */
    uint64_t epochs; /* of the whole run                             */
    uint64_t stride; /* epochs between two looks at the clock        */
    uint64_t next;   /* epoch of the next look                       */
    double clock;    /* what it showed at the last look, in seconds  */
    double passed;   /* seconds since the start; a clock set back ... */
    double spoken;   /* ... stops them for a moment                   */
    bool over;
};

void progress_start(struct progress *p, const char *what, uint64_t epochs,
                    double examples, bool quiet);

/* Call when `epoch == p->next`, or within an epoch that is slow: looks at the
   clock and, every two seconds, says epoch, loss, share done and time left, as
   h:mm:ss.  part, in [0, 1]: of the epoch that follows, which is done. */
void progress_look(struct progress *p, uint64_t epoch, double part,
                   double loss);

/* The run is over: what follows does not count as its time. */
void progress_stop(struct progress *p);

/* Says how long so many epochs took, and what that is per second. */
void progress_timing(struct progress *p, uint64_t epochs);

#endif
