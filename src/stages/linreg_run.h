/*
 * linreg_run.h -- a run that fits a line: what the stages linreg, sweep,
 * early-stop and generalize share.
 */
#ifndef LESSON_LINREG_RUN_H
#define LESSON_LINREG_RUN_H

#include "lesson/claims.h"
#include "lesson/marks.h"
#include "lesson/problem.h"
#include "lesson/run_files.h"
#include "text/number.h"
#include "text/progress.h"

#include "trainloop/forecast.h"
#include "trainloop/judge.h"
#include "trainloop/line_file.h"

/* Every option of the four; each offers those it has a row for. */
struct linreg_options {
    struct data_options data;
    struct run_names names;
    double lr, holdout, init[2], min_delta[2];
    uint64_t epochs;
    struct opt_every every; /* a row of the table               */
    uint64_t patience;      /* 0: no early stopping             */
    uint64_t min_epochs, seeds, trace, draws, test_seed;
    bool standardize, stages, journey, check_gradient;
    bool claims_only, quiet, timing;
    int format;
    const char *rates; /* of the sweep */
};

/* Rows for them, in the order of the enums. */
enum { ROW_LR, ROW_EPOCHS, ROW_INIT, ROW_STANDARDIZE, ROW_HOLDOUT, ROW_EVERY };
enum { TRAIN_ROWS = 6, STOP_ROWS = 3, FILE_ROWS = 3, TALK_ROWS = 3 };
extern const struct opt linreg_train_rows[TRAIN_ROWS];
extern const struct opt linreg_stop_rows[STOP_ROWS]; /* patience ...       */
extern const struct opt linreg_file_rows[FILE_ROWS]; /* history save load  */
extern const struct opt linreg_talk_rows[TALK_ROWS]; /* claims-only quiet  */

/* What a run remembers for its pictures, in original units of x. */
struct linreg_sketch {
    struct curve loss, held; /* by epoch                                    */
    struct curve gain;       /* by how much the loss watched is below the
                                reference of the stop rule, by epoch ...    */
    struct curve wanted;     /* ... and by how much it had to be            */
    struct trail path;       /* (slope, intercept)                          */
    struct trail walls;      /* (slope, loss)                               */
};

bool linreg_sketch_make(struct linreg_sketch *sketch, struct fault *fault);
void linreg_sketch_free(struct linreg_sketch *sketch);

struct linreg_run {
    const struct linreg_options *options;
    double lr;
    struct dataset set;
    struct bowl bowl;    /* of x as it came                          */
    struct bowl trained; /* of x as trained on: standardized, or not */
    struct line start;   /* over x as trained on ...                 */
    struct line line;    /* ... and this too: after the last step    */
    struct line best;    /* ... and this: of the judge's best epoch  */
    double loaded_epochs;
    struct judge judge;
    struct marks marks;
    struct progress progress;
    struct linreg_sketch sketch; /* all zeros: nothing is remembered       */
    uint64_t before;             /* epochs of runs before this one, for it */
    struct gradient final;       /* after the last step                    */
    double held_loss;            /* of the held-out rows, likewise         */
    struct report *report;       /* text                                   */
    struct report *history;      /* CSV, or NULL                           */
    bool table;                  /* show the epochs                        */
};

/* Gives the run a sketch if somebody wants pictures of it. */
bool linreg_run_sketch(struct linreg_run *run, const struct run_files *files,
                       struct fault *fault);

/* Data, yardsticks, start.  `run` is all zeros but for what the caller sets
   beforehand: report, history, table, sketch (which linreg_run_close frees).
   */
bool linreg_run_open(struct linreg_run *run, const struct linreg_options *o,
                     struct fault *fault);
void linreg_run_close(struct linreg_run *run);

/* The loop, at run->lr from run->start; the judge has the verdict. */
void linreg_run_train(struct linreg_run *run);

/* Prints the claims where they stand alone, puts the files in place, says why
   a run diverged.  Returns the exit status. */
int linreg_run_finish(struct linreg_run *run, struct run_files *files,
                      const struct finding *findings, int n,
                      struct fault *fault);

/* What a stage does once its options are parsed and its files open. */
typedef int linreg_run_stage(struct linreg_options *o, struct run_files *files,
                             struct fault *fault);

/* Parses, opens files, runs the stage, cleans up; returns the exit status.
   page: see run_files.h. */
int linreg_run_command(const struct command *command, linreg_run_stage *stage,
                       int argc, char **argv, FILE *out, struct report *page,
                       struct fault *fault);

/* The line over x as it came. */
struct line linreg_run_line(const struct linreg_run *run);

/* Is a loss within 1 % of the floor, or nothing but rounding? */
bool linreg_run_at_floor(const struct linreg_run *run, double loss);

/* What more than one stage shows (linreg_show.c).  They print to
   run->report. */
void linreg_show_head(const struct linreg_run *run, const char *rates);
void linreg_show_note(const struct linreg_run *run);
void linreg_show_loss(const struct linreg_run *run, const char *before,
                      double loss, const char *after);
void linreg_show_ending(const struct linreg_run *run); /* rule or cap */
void linreg_show_unique(const struct linreg_run *run); /* if it is not */
void linreg_show_lines(const struct linreg_run *run);
void linreg_show_result(const struct linreg_run *run);
void linreg_show_critical(const struct linreg_run *run);
void linreg_show_condition(const struct linreg_run *run);
void linreg_show_why(const struct linreg_run *run);

/* "Next: trainloop STAGE" and the options of the same data; then those of the
   same training, but for what is preset; the caller ends the line. */
void linreg_show_next(const struct linreg_run *run, const char *stage);
void linreg_show_training(const struct linreg_run *run,
                          const struct linreg_options *preset);

/* --timing: how long the training took. */
void linreg_show_timing(const struct linreg_run *run);

/* "35.3 % above the floor". */
struct number linreg_show_above(const struct linreg_run *run, double loss);

/* A number of epochs, which may be infinite, in words. */
struct number linreg_show_epochs(double epochs);

/* Where most of the flat direction's way lies: ", nearly all intercept". */
const char *linreg_show_slow(const struct linreg_run *run);

/* The scale of the loss in pictures: as asked for, else as usual, but where it
   explodes logarithmic. */
enum axis_scale linreg_run_scale(const struct linreg_run *run,
                                 enum axis_scale usual);

/* The figures that more than one stage draws (linreg_figures.c); the caller
   closes and frees them. */
void linreg_figure_loss(struct figure *f, const struct linreg_run *run,
                        enum axis_scale scale);
void linreg_figure_lines(struct figure *f, const struct linreg_run *run,
                         enum axis_scale scale);
void linreg_figure_settings(struct figure *f, const struct linreg_run *run,
                            bool rate);

/* Is there a valley to draw: a bowl with one bottom, and numbers for it? */
bool linreg_run_valley(const struct linreg_run *run);

/* The path of the run over the contours of the loss; scaled: over (x - mean) /
   deviation.  A run on the other x is drawn as it would have been. */
void linreg_figure_path(struct figure *f, const struct linreg_run *run,
                        bool scaled);

/* The views of linreg (linreg_views.c), and the epochs they look back at. */
void linreg_view_trace(const struct linreg_run *run);
void linreg_view_stages(const struct linreg_run *run);
void linreg_view_journey(const struct linreg_run *run);
void linreg_page_journey(struct report *page, const struct linreg_run *run);
void linreg_view_gradient(const struct linreg_run *run);
void linreg_view_marks(struct marks *marks, uint64_t epochs);

/* The claims of linreg (linreg_claims.c), and the epochs they look at. */
enum { LINREG_CLAIMS = 10 };
void linreg_claims(const struct linreg_run *run,
                   struct finding findings[LINREG_CLAIMS]);
void linreg_claims_marks(struct marks *marks, uint64_t epochs);

/* What part of the fall of the loss, from epoch 0 to the last, the first 50
   epochs brought, in per cent; NaN if it did not fall or there were fewer. */
double linreg_claims_share(const struct linreg_run *run);

/* Is a parameter within 10 % of its truth? */
void linreg_claims_slope(const struct linreg_run *run, struct finding *f);

#endif
