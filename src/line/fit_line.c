/* The loop of the first lesson: the one that the program runs. */
#include "trainloop/fit_line.h"

static void show(struct line_watch *watch, const struct line_moment *moment)
{
    for (; watch; watch = watch->next)
        watch->see(watch, moment);
}

static double watched_loss(const struct line *line, const struct points *held,
                           double loss)
{
    return held->n > 0 ? line_loss(line, held) : loss;
}

/* After the last step: one more measurement, of what the run has come to. */
static void measure_end(struct fit_line *fit, const struct points *train,
                        const struct points *held, struct line_watch *watch)
{
    fit->last = line_gradient(&fit->line, train);
    fit->watched = watched_loss(&fit->line, held, fit->last.loss);
    if (fit->judge.steps < fit->judge.measured)
        return; /* the last epoch took no step: it has been measured */
    judge_close(&fit->judge, fit->last.loss, fit->watched);
    if (fit->judge.best_epoch == fit->judge.measured)
        fit->best = fit->line;
    show(watch, &(struct line_moment){fit, fit->judge.steps, fit->line,
                                      fit->last, fit->watched, true});
}

struct fit_line fit_line(struct line start, const struct points *train,
                         const struct points *held, const struct rule *rule,
                         struct descent *descent, struct line_watch *watch)
{
    struct fit_line fit = {.line = start, .best = start};

    judge_start(&fit.judge, rule);
    while (judge_next(&fit.judge)) {
        /* 1. predict, 2. measure the loss, 3. find the gradient */
        struct line before = fit.line;
        struct gradient g = line_gradient(&before, train);
        double watched = watched_loss(&before, held, g.loss);

        bool go_on = judge_record(&fit.judge, g.loss, watched);
        if (judge_is_best(&fit.judge))
            fit.best = before;
        if (go_on) /* 4. update */
            descent_epoch(descent, &fit.line, &g, train, fit.judge.lr);
        show(watch, &(struct line_moment){&fit, fit.judge.epoch, before, g,
                                          watched, false});
    }
    measure_end(&fit, train, held, watch);
    return fit;
}
