/*
 * sweep.h -- several rates: what was foretold of each, and what happened
 * (cmd_sweep.c runs them, sweep_show.c shows and judges them).
 */
#ifndef LESSON_SWEEP_H
#define LESSON_SWEEP_H

#include "stages/linreg_run.h"

struct sweep_row {
    double lr;
    struct forecast forecast;    /* from the start                         */
    bool diverges;               /* the forecast's verdict                 */
    struct judge judge;          /* what happened                          */
    struct line line;            /* over x as it came, after the last step */
    struct forecast left;        /* what is still above the floor          */
    int diverged, right;         /* over many seeds: how often             */
    struct linreg_sketch sketch; /* where there are pictures of it      */
};

/* So many of the rates are in the pictures. */
enum { SWEEP_DRAWN = 8 };

struct sweep {
    struct sweep_row *rows; /* (n), owned by the command */
    size_t n;
};

void sweep_show_forecast(const struct linreg_run *run,
                         const struct sweep *sweep);
void sweep_show_results(const struct linreg_run *run,
                        const struct sweep *sweep);

/* What became of each rate, in words. */
void sweep_show_words(const struct linreg_run *run, const struct sweep *sweep);

/* The rate that ended lowest, of those that did not diverge; n: none. */
size_t sweep_best(const struct sweep *sweep);

/* The curves side by side; the steps in the bowl (sweep_figures.c).  Returns
   how many figures there are, at most 2. */
int sweep_figures(struct figure f[2], const struct linreg_run *run,
                  const struct sweep *sweep, enum axis_scale scale);

/* The rates as a table of the page. */
void sweep_page_results(struct report *page, const struct linreg_run *run,
                        const struct sweep *sweep);

enum { SWEEP_CLAIMS = 6 };
void sweep_claims(const struct linreg_run *run, const struct sweep *sweep,
                  struct finding findings[SWEEP_CLAIMS]);

/* Data, forecast, runs, claims, as the options have them; pictures: remembers
   what they need.  The caller closes the run and frees the sweep. */
bool sweep_run(struct linreg_run *run, struct sweep *sweep,
               const struct linreg_options *o, bool pictures,
               struct finding findings[SWEEP_CLAIMS], struct fault *fault);
void sweep_free(struct sweep *sweep);

/* --lr with a list */
extern const struct opt sweep_rate_rows[1];
#define SWEEP_RATES "1e-10,1e-7,1e-4,2e-4"

#endif
