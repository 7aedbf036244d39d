/*
 * linreg_run.h -- a run of the stage linreg, between its three files: the
 * loop (cmd_linreg.c), the views (linreg_views.c), the claims
 * (linreg_claims.c).
 */
#ifndef LESSON_LINREG_RUN_H
#define LESSON_LINREG_RUN_H

#include "../text/outfile.h"
#include "../text/progress.h"
#include "claims.h"
#include "problem.h"

#include "trainloop/linreg_file.h"
#include "trainloop/marks.h"
#include "trainloop/train.h"

struct linreg_options {
    struct data_options data;
    double lr, holdout, init[2];
    uint64_t epochs, every, seeds, trace; /* every 0: powers of two */
    bool standardize, stages, journey, claims_only, quiet, timing;
    int format;
    const char *history, *save, *load;
};

struct linreg_run {
    const struct linreg_options *options;
    struct dataset set;
    struct bowl bowl;    /* of x as it came                          */
    struct bowl trained; /* of x as trained on: standardized, or not */
    struct line start;   /* over x as trained on ...                 */
    struct line line;    /* ... and this too                         */
    double loaded_epochs;
    struct train judge;
    struct marks marks;
    struct linreg_gradient final; /* after the last step */
    double held_loss;             /* of the held-out rows, likewise */
    struct report *report;        /* text */
    struct report *history;       /* CSV, or NULL */
};

/* The line over x as it came. */
struct line linreg_run_line(const struct linreg_run *run);

/* Views: they print to run->report. */
void linreg_view_head(const struct linreg_run *run);
void linreg_view_result(const struct linreg_run *run);
void linreg_view_why(const struct linreg_run *run);
void linreg_view_trace(const struct linreg_run *run);
void linreg_view_stages(const struct linreg_run *run);
void linreg_view_journey(const struct linreg_run *run);
void linreg_view_next(const struct linreg_run *run);

/* Ask for every epoch that a view, or a claim, looks back at. */
void linreg_claims_marks(struct marks *marks, uint64_t epochs);
void linreg_view_marks(struct marks *marks, uint64_t epochs);

/* What part of the fall of the loss, from epoch 0 to the last, the first 50
   epochs brought, in per cent; NaN if it did not fall or there were fewer. */
double linreg_claims_share(const struct linreg_run *run);

enum { LINREG_CLAIMS = 10 };
void linreg_claims(const struct linreg_run *run,
                   struct finding findings[LINREG_CLAIMS]);

#endif
