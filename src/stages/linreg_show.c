/* What every stage that fits a line shows. */
#include "stages/linreg_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

/* A loss, and its root beside it. */
void linreg_show_loss(const struct linreg_run *run, const char *before,
                      double loss, const char *after)
{

    report_print(run->report, "%s%s (%s)%s", before, number_short(loss).text,
                 problem_root(&run->set, loss).text, after);
}

/* "lr 1e-07   200 epochs"; of a sweep "4 rates   200 epochs each". */
static void print_plan(const struct linreg_run *run, const char *rates)
{
    const struct linreg_options *o = run->options;
    double epochs = (double)o->epochs;

    if (rates)
        report_print(run->report, "%s   %.0f epoch%s each\n", rates, epochs,
                     o->epochs == 1 ? "" : "s");
    else
        report_print(run->report, "lr %s   %s%.0f epoch%s\n",
                     decimal_format(o->lr).text,
                     o->patience > 0 ? "at most " : "", epochs,
                     o->epochs == 1 ? "" : "s");
}

/* The stop rule in a sentence. */
static void print_rule(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    bool percent = o->min_delta[1] > 0.0;

    report_print(run->report,
                 "stops after %.0f epoch%s running whose %sloss improves by no "
                 "more than %s%s",
                 (double)o->patience, o->patience == 1 ? "" : "s",
                 run->set.held.n > 0 ? "held-out " : "",
                 decimal_format(o->min_delta[percent]).text,
                 percent ? " % of the best" : "");
    if (o->min_epochs > 0)
        report_print(run->report, ", not before epoch %.0f",
                     (double)o->min_epochs);
    report_print(run->report, "\n");
}

void linreg_show_head(const struct linreg_run *run, const char *rates)
{
    const struct linreg_options *o = run->options;
    const struct dataset *set = &run->set;

    if (o->quiet)
        return;
    problem_head(run->report, set, &o->data);
    report_print(run->report, "   %.40s = slope * %.40s + intercept   ",
                 set->y_name, set->x_name);
    print_plan(run, rates);
    report_print(run->report, "baseline (mean %.40s) ", set->y_name);
    linreg_show_loss(run, "", run->bowl.baseline,
                     "   loss and its root, if one always predicts it\n");
    linreg_show_loss(run, "floor (best line) ", run->bowl.floor,
                     "   no line does better\n");
    problem_columns(run->report, set);
    if (set->held.n > 0)
        report_print(run->report, "%.0f rows held out, %.0f to train on\n",
                     (double)set->held.n, (double)set->train.n);
    if (o->standardize)
        report_print(run->report,
                     "%.40s is scaled to mean 0, deviation 1: the condition "
                     "number falls from %s to %s;\n"
                     "slope and intercept are shown unscaled\n",
                     set->x_name, number_short(run->bowl.condition).text,
                     number_short(run->trained.condition).text);
    if (o->names.load)
        report_print(run->report, "goes on from %s, %.0f epochs old\n",
                     o->names.load, run->loaded_epochs);
    if (o->patience > 0)
        print_rule(run);
    report_print(run->report, "\n");
}

void linreg_show_note(const struct linreg_run *run)
{
    if (run->options->quiet)
        return;
    report_print(run->report,
                 "loss is measured before the step, slope and intercept "
                 "after it%s\n",
                 run->judge.steps < run->judge.measured
                     ? ";\nin the last row no step was taken any more"
                     : "");
}

/* Why it stopped, or that the cap did. */
void linreg_show_ending(const struct linreg_run *run)
{
    const struct judge *t = &run->judge;

    if (t->verdict == JUDGE_STOPPED)
        report_print(run->report,
                     "Stopped by the rule at epoch %.0f: the last improvement "
                     "by more than that was at epoch %.0f\n",
                     (double)t->epoch, (double)(t->epoch - t->waited));
    else if (t->verdict == JUDGE_COMPLETED)
        report_print(
            run->report,
            "The cap of %.0f epoch%s ended the run, not the rule: "
            "the last improvement by more than that was at epoch %.0f\n",
            (double)t->measured, t->measured == 1 ? "" : "s",
            (double)(t->epoch - t->waited));
}

void linreg_show_unique(const struct linreg_run *run)
{
    if (!run->bowl.unique && run->set.train.n == 1)
        report_print(run->report, "One row to learn from: the slope is not "
                                  "unique, many lines are the best\n");
    else if (!run->bowl.unique)
        report_print(run->report,
                     "%.40s is the same in every row: the slope is not unique, "
                     "many lines are the best\n",
                     run->set.x_name);
}

struct number linreg_show_above(const struct linreg_run *run, double loss)
{
    double floor = run->bowl.floor, above = 100.0 * ((loss - floor) / floor);
    struct number n;

    if (floor > 0.0 && above < 0.01)
        snprintf(n.text, sizeof n.text, "less than 0.01 %% above the floor");
    else if (floor > 0.0)
        snprintf(n.text, sizeof n.text, "%.30s %% above the floor",
                 number_short(above).text);
    else
        snprintf(n.text, sizeof n.text, "%.30s above the floor, 0",
                 number_short(loss).text);
    return n;
}

/* The learned line between its yardsticks. */
void linreg_show_lines(const struct linreg_run *run)
{
    struct line line = linreg_run_line(run);
    const struct dataset *set = &run->set;
    struct line mean = {0.0, run->bowl.y_mean};
    struct line truth = {set->truth.slope, set->truth.intercept};
    struct line scaled = line_scale(&truth, set->center, set->scale);

    report_print(run->report, "\n");
    problem_line(run->report, "", set, NULL, 0.0);
    problem_line(run->report, "learned", set, &line, run->final.loss);
    problem_line(run->report, "best line", set, &run->bowl.best,
                 run->bowl.floor);
    if (set->has_truth)
        problem_line(run->report, "true line", set, &truth,
                     line_gradient(&scaled, &set->train).loss);
    problem_line(run->report, "mean", set, &mean, run->bowl.baseline);
    linreg_show_unique(run);
}

void linreg_show_result(const struct linreg_run *run)
{
    const struct dataset *set = &run->set;
    const struct judge *t = &run->judge;
    struct line line = linreg_run_line(run);

    if (t->verdict == JUDGE_OVERFLOW) {
        report_print(run->report, "\nDiverged after %.0f step%s\n",
                     (double)t->steps, t->steps == 1 ? "" : "s");
        return;
    }
    report_print(run->report, "\n%s: slope %s",
                 judge_diverged(t) ? "Diverged" : "Final",
                 number_plain(line.slope, 1).text);
    if (set->has_truth)
        report_print(run->report, " (true %s)",
                     decimal_format(set->truth.slope).text);
    report_print(run->report, ", intercept %s",
                 number_plain(line.intercept, 1).text);
    if (set->has_truth)
        report_print(run->report, " (true %s)",
                     decimal_format(set->truth.intercept).text);
    report_print(run->report, "\n");
    linreg_show_loss(run, "Loss ", t->first, " at the start,\n");
    linreg_show_loss(run, "     ", t->last,
                     t->steps == t->measured ? " at the last epoch,\n"
                                             : " at the end\n");
    if (t->steps == t->measured)
        linreg_show_loss(run, "     ", run->final.loss, " after its step\n");
    if (set->held.n > 0)
        linreg_show_loss(run, "     ", run->held_loss,
                         " on the held-out rows\n");
    linreg_show_lines(run);
}

/* A number of epochs, which may be infinite, in words. */
struct number linreg_show_epochs(double epochs)
{
    struct number n = {"infinitely many"};

    return isinf(epochs) ? n : number_short(epochs);
}

const char *linreg_show_slow(const struct linreg_run *run)
{
    if (run->options->standardize)
        return "";
    return run->trained.flat_way.intercept > 0.9     ? ", nearly all intercept"
           : fabs(run->trained.flat_way.slope) > 0.9 ? ", nearly all slope"
                                                     : "";
}

/* How fast the two directions of the bowl bring the line to the best one. */
static void print_speed(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = run->lr;

    report_print(run->report,
                 "What is missing to the best line shrinks to 37 %% (1/e) in\n"
                 "%s epochs in the fast direction,\n"
                 "%s epochs in the slow one%s.\n",
                 linreg_show_epochs(bowl_epochs(lr, bowl->steep)).text,
                 linreg_show_epochs(bowl_epochs(lr, bowl->flat)).text,
                 linreg_show_slow(run));
}

/* Near the floor in loss, far from the best line in the intercept: why? */
static void explain_gap(const struct linreg_run *run)
{
    const struct line *best = &run->bowl.best;
    struct line line = linreg_run_line(run);
    double above = -num_fall(run->bowl.floor, run->final.loss);

    if (!run->bowl.unique || !(run->bowl.floor > 0.0) || !(above < 5.0) ||
        run->trained.condition < 100.0 ||
        fabs(line.intercept - best->intercept) <= 0.1 * fabs(best->intercept))
        return;
    report_print(run->report,
                 "The loss is only %.2f %% above the floor, and yet the "
                 "intercept is %s, not %s:\n"
                 "that is the condition number %s. The flat direction hardly "
                 "shows in the loss.\n",
                 above, number_group(line.intercept, 1).text,
                 number_group(best->intercept, 1).text,
                 number_short(run->trained.condition).text);
}

void linreg_show_critical(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;

    if (!(bowl->critical > 0.0))
        report_print(run->report,
                     "%.40s is too big to say which rates are stable.\n",
                     run->set.x_name);
    else
        report_print(run->report, "Critical rate %s: higher ones diverge.",
                     number_below(bowl->critical, 6).text);
}

void linreg_show_condition(const struct linreg_run *run)
{

    if (!run->bowl.unique || !(run->trained.critical > 0.0))
        return;
    report_print(run->report, "Condition number %s",
                 number_short(run->trained.condition).text);
    if (run->options->standardize)
        report_print(run->report, ", before standardizing %s",
                     number_short(run->bowl.condition).text);
    report_print(run->report, ".\n");
}

void linreg_show_why(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = run->lr;

    report_print(run->report, "\n");
    linreg_show_critical(run);
    if (!(bowl->critical > 0.0))
        return;
    if (lr < bowl->critical)
        report_print(run->report, " This one is %s times below it.\n",
                     number_short(bowl->critical / lr).text);
    else
        report_print(run->report, " This one is %s times above it.\n",
                     number_short(lr / bowl->critical).text);
    linreg_show_condition(run);
    if (bowl->unique && lr < bowl->critical)
        print_speed(run);
    explain_gap(run);
}

void linreg_show_timing(const struct linreg_run *run)
{
    if (run->options->timing)
        progress_timing(&run->progress, run->before + run->judge.measured);
}

void linreg_show_next(const struct linreg_run *run, const char *stage)
{
    report_print(run->report, "\nNext: trainloop %s", stage);
    problem_arguments(run->report, &run->options->data);
}

void linreg_show_training(const struct linreg_run *run,
                          const struct linreg_options *preset)
{
    const struct linreg_options *o = run->options;
    bool percent = o->min_delta[1] > 0.0;

    if (o->standardize)
        report_print(run->report, " --standardize");
    problem_number(run->report, "--lr", o->lr, preset->lr);
    problem_number(run->report, "--epochs", (double)o->epochs,
                   (double)preset->epochs);
    problem_number(run->report, "--patience", (double)o->patience,
                   (double)preset->patience);
    if (percent || o->min_delta[0] != preset->min_delta[0])
        report_print(run->report, " --min-delta %s%s",
                     decimal_format(o->min_delta[percent]).text,
                     percent ? "%" : "");
    problem_number(run->report, "--min-epochs", (double)o->min_epochs, 0.0);
    problem_number(run->report, "--holdout", o->holdout, 0.0);
}
