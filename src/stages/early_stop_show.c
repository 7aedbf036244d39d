/* What early-stop says of its end. */
#include "stages/early_stop_show.h"

#include "lesson/wording.h"

#include <math.h>

void early_stop_show_row(const struct early_stop *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {.name = "verdict", .style = COLUMN_WORD},
        {.name = "epoch"},
        {.name = "loss"},
        {.name = "slope"},
        {.name = "intercept"},
        {.name = "best_epoch"},
        {.name = "best_loss"},
    };
    static const struct table table = {
        .columns = columns, .n = 7, .where = TABLE_CSV};
    const struct judge *judge = &r->training.fit.judge;
    struct line line = training_line(&r->training);

    sheet_head(sheet, &table);
    sheet_row(
        sheet, &table,
        (struct cell[]){{.text = judge_diverged(judge)             ? "diverged"
                                 : judge->verdict == JUDGE_STOPPED ? "stopped"
                                                                   : "cap"},
                        {.x = (double)judge->epoch},
                        {.x = judge->last},
                        {.x = line.slope},
                        {.x = line.intercept},
                        {.x = (double)judge->best_epoch},
                        {.x = judge->best}});
    sheet_end(sheet, &table);
}

/* The best is kept, whatever ended the run. */
static void say_best(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    struct line best = line_unscale(&t->fit.best, t->set.center, t->set.scale);

    if (!isfinite(judge->best))
        return;
    wording_loss(sheet, SHEET_WHY, t,
                 t->set.held.n > 0 ? "Lowest held-out loss "
                                   : "Lowest loss measured ",
                 judge->best, "");
    sheet_why(sheet, " at epoch %.0f: slope %s, intercept %s\n",
              (double)judge->best_epoch, number_plain(best.slope, 1).text,
              number_plain(best.intercept, 1).text);
}

/* The parameter that the slow direction is made of, here and in the best
   line. */
static void say_missing(const struct early_stop *r, struct sheet *sheet)
{
    const struct bowl *bowl = &r->training.bowl;
    struct line line = training_line(&r->training);
    bool intercept = fabs(bowl->flat_way.intercept) > 0.9;
    double here = intercept ? line.intercept : line.slope;
    double best = intercept ? bowl->best.intercept : bowl->best.slope;

    if (*wording_slow(&r->training) != '\0')
        sheet_why(sheet, "The %s is %s, the best line's %s.\n",
                  intercept ? "intercept" : "slope",
                  problem_parameter(here, 1).text,
                  problem_parameter(best, 1).text);
}

/* Even the fast direction hardly moves. */
static void say_false_convergence(const struct early_stop *r,
                                  struct sheet *sheet)
{
    const struct training *t = &r->training;

    sheet_why(sheet,
              "False convergence: %s.\n%s: even the fast direction "
              "shrinks to 37 %% (1/e) only in %s epochs\n",
              wording_above(t, t->fit.last.loss).text,
              t->lr * t->trained.steep > 1.0 ? "The steps overshoot, to and fro"
                                             : "The steps are too small to see",
              wording_epochs(-1.0 / r->on.steep_shrink).text);
}

/* Flat, and not at the floor: in which direction is the rest of the way? */
static void say_plateau(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct forecast *on = &r->on;
    bool cure = !t->options->standardize && t->bowl.unique;

    sheet_why(sheet,
              "A plateau, %s: %.4g %% of that lies in the slow direction%s.\n",
              wording_above(t, t->fit.last.loss).text,
              100.0 * on->flat / (on->steep + on->flat), wording_slow(t));
    say_missing(r, sheet);
    sheet_why(sheet, "To take 99 %% of it off takes %s epochs at this rate%s\n",
              wording_epochs(forecast_arrival(on)).text,
              cure ? " (with --standardize --lr 0.4 a few)" : "");
}

/* Is it flat, and is it at the floor? What did the rule save? */
static void say_shape(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;

    sheet_why(sheet, "%s: %d more epochs would take %s off the loss\n",
              r->flat ? "Flat" : "Not flat yet", FORECAST_WINDOW,
              wording_percent(r->next).text);
    if (r->at_floor)
        sheet_why(sheet, "At the floor: %s\n",
                  wording_above(t, t->fit.last.loss).text);
    else if (r->flat && r->on.steep > r->on.flat)
        say_false_convergence(r, sheet);
    else if (r->flat)
        say_plateau(r, sheet);
    if (t->fit.judge.verdict == JUDGE_STOPPED)
        sheet_why(sheet,
                  "Stopping saved %.0f of %.0f epochs. They would have "
                  "taken %s off the loss, down to %s\n",
                  r->saved, (double)t->options->epochs,
                  wording_percent(r->bargain).text, number_short(r->then).text);
    if (!r->at_floor)
        sheet_why(sheet,
                  "%d more epochs at this rate would take %s off the gap to "
                  "the floor\n",
                  EARLY_STOP_MORE, wording_percent(r->gain).text);
}

void early_stop_show_after(const struct early_stop *r, struct sheet *sheet)
{
    say_best(r, sheet);
    if (judge_diverged(&r->training.fit.judge))
        return;
    sheet_why(sheet, "\n");
    if (isfinite(forecast_above(&r->on, 0.0)))
        say_shape(r, sheet);
    else
        sheet_why(sheet, "The numbers are too big to say what would follow\n");
}
