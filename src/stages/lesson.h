/* lesson.h -- the stages of the course, for the table of commands in main. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "text/opt.h"
#include "text/report.h"

/* Their names, as a choice. */
#define LESSON_STAGES "data|linreg|sweep|early-stop|generalize|bigram"

extern const struct command command_data;
extern const struct command command_linreg;
extern const struct command command_sweep;
extern const struct command command_early_stop;
extern const struct command command_generalize;
extern const struct command command_bigram;

/*
 * Runs a stage as its command does.  With a page the stage writes its part of
 * it, figures, tables, claims, text, and nothing to out; without, page is
 * NULL.
 */
typedef int stage_run(int argc, char **argv, FILE *out, struct report *page,
                      struct fault *fault);
extern stage_run data_stage, linreg_stage, sweep_stage, early_stop_stage,
    generalize_stage, bigram_stage;

#endif
