/*
 * training.h -- a line that is trained on a problem: what the stages linreg,
 * sweep, early-stop and generalize have in common.
 */
#ifndef LESSON_TRAINING_H
#define LESSON_TRAINING_H

#include "lesson/problem.h"
#include "text/curve.h"

#include "trainloop/fit_line.h"
#include "trainloop/forecast.h"

struct training_options {
    struct problem_options data; /* first */
    struct rule rule; /* min_delta: an amount and 0, or 0 and per cent;
                         lr 0: half the critical rate                  */
    double holdout, init[2];
    double momentum;
    uint64_t batch;         /* rows a step; 0: all */
    struct opt_every every; /* rows of the table */
    bool standardize;
};

/* --lr; --epochs, and from TRAINING_START on --init --standardize; --holdout;
   --every; --patience --min-delta --min-epochs; --momentum --batch.  Their
   offsets are in struct training_options. */
enum { TRAINING_START = 1 };
extern const struct opt training_rate_row[], training_rows[],
    training_holdout_row[], training_every_row[], training_stop_rows[],
    training_descent_rows[];

enum { SKETCH_LINES = 5 };

/* What a run remembers for its pictures, over x as it came.  All zeros
   remembers nothing. */
struct sketch {
    bool on;                  /* somebody wants pictures                      */
    struct curve error, held; /* typical errors, by epoch                    */
    struct curve waited; /* epochs since the stop rule saw the loss improve  */
    struct trail path;   /* (slope, intercept)                           */
    struct trail walls;  /* (slope, loss)                                */
    struct sketch_line {
        uint64_t epoch;
        struct line line;
        double loss;
    } line[SKETCH_LINES]; /* (lines): as it was after 0, 1, 10, 50, 100 epochs
                           */
    int lines;
};

bool training_sketch(struct sketch *sketch, struct fault *fault);
void training_forget(struct sketch *sketch);

/* Where a run stands at its end.  Every verdict, caption, claim and goal asks
   this; what ended the run is the verdict of its judge. */
enum training_state {
    TRAINING_DIVERGED,
    TRAINING_UNKNOWN,  /* the numbers are too big to say                      */
    TRAINING_ROUNDING, /* at the floor; nothing but rounding goes on          */
    TRAINING_UNSTABLE, /* the rate is above critical, the loss has not grown  */
    TRAINING_AT_FLOOR, /* within 1 % of the floor                             */
    TRAINING_STOPPED,  /* early: the rule ended it, but the loss still fell   */
    TRAINING_LEARNING, /* the loss still fell when the run ended */
    TRAINING_SWINGS,   /* with momentum: it was lower, or is about to rise    */
    TRAINING_PLATEAU,  /* flat; most of the rest is in the flat direction     */
    TRAINING_OVERSHOT, /* flat; the steep direction jumps to and fro          */
    TRAINING_TOO_SLOW, /* flat; even the steep direction hardly moves         */
    TRAINING_BATCHES   /* above the floor, in batches: nothing is foretold    */
};

/* A parameter that is far from the best line's where the loss is near. */
enum training_far { TRAINING_NEITHER, TRAINING_SLOPE, TRAINING_INTERCEPT };

/* The same in numbers. */
struct training_end {
    enum training_state state;
    enum training_far far; /* near the floor, but for more than 10 % of it    */
    double way;   /* how much of its way to the best line the slope has come,
                     from 0 to 100 %; NaN where it is no such part           */
    double apart; /* typical error, of the best line's; NaN where that is 0  */
    bool stands_in; /* the slope is off to make up for a slow intercept      */
    bool worse;     /* than always the mean                                  */
    double slower;  /* how many times smaller the rate is than the critical one
                     */
};

/* All but the options is the result. */
struct training {
    const struct training_options *options;
    struct dataset set;
    struct bowl bowl;     /* of x as it came                                */
    struct bowl trained;  /* of x as trained on: standardized, or not       */
    struct line start;    /* over x as trained on                           */
    struct line from;     /* the start, and what was learned, ...           */
    struct line line;     /* ... over x as it came                          */
    double loaded_epochs; /* how old the loaded model is                    */
    struct judge_memory memory; /* its judge's, if this one watches the same */
    struct line before;     /* its best line                                  */
    struct seal loaded;     /* its file                                       */
    struct descent descent; /* as a run begins with it ...                  */
    struct line velocity;   /* ... and what it leaves, ...                  */
    double seed, draws;     /* ... the stream of the shuffles, too          */
    double lr;              /* of this run                                    */
    size_t rates;           /* of a sweep, else 0                             */
    struct fit_line fit;    /* over x as trained on                           */
    double running;         /* of its last epoch, with batches              */
    double near;            /* epochs running, up to the end, at the floor  */
    struct forecast left;   /* of going on from its end, at the same rate; with
                               batches all of it is NaN                     */
    struct training_end end;
    struct sketch sketch; /* what pictures need; all zeros: nothing is kept */
};

/* For the struct stage of such a result. */
#define TRAINING_SEALS                           \
    .data = offsetof(struct training, set.read), \
    .model = offsetof(struct training, loaded)

/* *rate: so many times the critical rate, cut to three digits, so that it can
   be typed again.  Fault: x is too big for any. */
bool training_rate(const struct training *training, double part, double *rate,
                   struct fault *fault);

/* Data, yardsticks, start, from the model of --load where there is one. result:
   begins with a struct training, all zeros; options: with a struct
   training_options.  pictures: a sketch is kept. */
bool training_open(void *result, const void *options, bool pictures,
                   struct fault *fault);

/* The loop, at training->lr.  audience NULL: nobody looks; table: its sheet
   gets the rows of the epochs; more: further watchers, or NULL. */
void training_run(struct training *training, struct audience *audience,
                  bool table, struct line_watch *more);

/* The learned line between its yardsticks: the best line, the true one where it
   is known, the mean; {0} behind them. */
enum { TRAINING_LINES = 4 };
void training_lines(const struct training *training,
                    struct problem_line lines[TRAINING_LINES + 1]);

/* Does the slope, or the intercept, come within 10 % of the truth?  For a
   struct claim of a stage whose result begins with a struct training. */
void training_slope_true(const void *result, struct finding *f);
void training_intercept_true(const void *result, struct finding *f);

/* Runs the same again, from another start or by another rule, and nobody looks:
   all of it is as it was. */
struct fit_line training_twin(const struct training *training,
                              struct line start, const struct rule *rule);

/* Is the run foretold from the data?  Batches of a part of the rows, each with
   a bowl of its own, are not. */
bool training_foretold(const struct training *training);

/* Of going on from a line, with its gradient and this velocity, at this rate:
   what is foretold, with batches all NaN. */
struct forecast training_forecast(const struct training *training,
                                  const struct line *line,
                                  const struct gradient *g,
                                  const struct line *velocity, double lr);

/* Was the loss lower before the end, in the judge's best epoch?  With held-out
   rows nobody has watched that: false. */
bool training_was_nearer(const struct training *training);

/* Is a loss within 1 % of the floor; is it at the floor but for rounding?  NaN
   is not. */
bool training_at_floor(const struct training *training, double loss);
bool training_rounding(const struct training *training, double loss);

/* Is there nothing to learn: did the run start at the floor, but for rounding?
   From within 1 % of it on, claims about learning are untested: the other one
   makes n so. */
bool training_nothing(const struct training *training);
bool training_untested(const struct training *training, struct finding *f,
                       int n);

/*
 * What a struct stage asks for, of a stage whose result begins with a struct
 * training: why the run diverged, if it did; the model, with a stop rule or
 * held-out rows the best line, too; the end.
 */
bool training_answer(const void *result, struct fault *fault);
void training_save(const void *result, FILE *out, char note[FRAME_NOTE]);
void training_close(void *result);

#endif
