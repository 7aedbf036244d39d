/* early-stop: stop when the loss no longer improves. */
#include "lesson.h"
#include "linreg_run.h"

#include "trainloop/num.h"

#include <math.h>

enum { CLAIMS = 3, MORE = 5000 }; /* epochs that going on would take */

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .lr = 1e-7,
    .epochs = 5000,
    .every = 0,
    .patience = 20,
    .min_delta = {100.0, 0.0},
};

#define AT(field) offsetof(struct linreg_options, field)

static const struct opt own_rows[] = {
    {"--format", "text|csv", "csv: the result as one row", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training", linreg_train_rows, TRAIN_ROWS, 0},
    {"When to stop", linreg_stop_rows, STOP_ROWS, 0},
    {"Output", linreg_file_rows, FILE_ROWS, 0},
    {NULL, own_rows, 1, 0},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

/* What would follow if the run went on from where it ended. */
static struct forecast going_on(const struct linreg_run *run)
{
    return forecast_make(&run->trained, &run->line, run->lr);
}

/* Flat: as many more epochs as the rule waits for would take less than a
   thousandth off the loss.  The rule itself asks for an amount. */
static bool is_flat(const struct linreg_run *run, const struct forecast *f)
{
    double now = run->final.loss;
    double later = forecast_loss(f, (double)run->options->patience);

    return train_fall(now, later) < 0.1;
}

static double gap(const struct linreg_run *run)
{
    return run->final.loss - run->bowl.floor;
}

static const char *verdict_word(const struct linreg_run *run)
{
    return train_diverged(&run->judge)           ? "diverged"
           : run->judge.verdict == TRAIN_STOPPED ? "stopped"
                                                 : "cap";
}

/* The best is kept, whatever ended the run. */
static void show_best(const struct linreg_run *run)
{
    const struct train *t = &run->judge;

    if (!isfinite(t->best))
        return;
    struct line best =
        linreg_unscale(&run->best, run->set.center, run->set.scale);
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    linreg_show_loss(run,
                     run->set.held.n > 0 ? "Lowest held-out loss "
                                         : "Lowest loss measured ",
                     t->best, "");
    report_print(run->report, " at epoch %.0f: slope %s, intercept %s\n",
                 (double)t->best_epoch, report_plain(a, best.slope, 1),
                 report_plain(b, best.intercept, 1));
}

/* The rule saved epochs; what would they have brought? */
static void show_bargain(const struct linreg_run *run, const struct forecast *f)
{
    const struct train *t = &run->judge;
    double saved = (double)(run->options->epochs - t->steps);
    double then = forecast_loss(f, saved), now = run->final.loss;
    char a[REPORT_NUMBER];

    if (t->verdict != TRAIN_STOPPED)
        return;
    report_print(run->report,
                 "Stopping saved %.0f of %.0f epochs. They would have taken "
                 "%.3g %% off the loss",
                 saved, (double)run->options->epochs,
                 fmax(0.0, train_fall(now, then)));
    report_print(run->report, ", down to %s\n", report_short(a, then));
}

/* The parameter that the slow direction is made of, here and in the best
   line. */
static void show_missing(const struct linreg_run *run)
{
    struct line line = linreg_run_line(run), best = run->bowl.best;
    bool intercept = fabs(run->bowl.flat_way.intercept) > 0.9;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (*linreg_show_slow(run) == '\0')
        return;
    problem_parameter(a, intercept ? line.intercept : line.slope, 1);
    problem_parameter(b, intercept ? best.intercept : best.slope, 1);
    report_print(run->report, "The %s is %s, the best line's %s.\n",
                 intercept ? "intercept" : "slope", a, b);
}

/* Flat, and not at the floor: in which direction is the rest of the way? */
static void show_plateau(const struct linreg_run *run, const struct forecast *f)
{
    double part = 100.0 * f->flat / (f->steep + f->flat);
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (f->steep > f->flat) {
        report_print(run->report,
                     "false convergence.\nIt is flat, and %s. The steps are "
                     "too small to see: "
                     "even the fast direction shrinks to 37 %% (1/e) "
                     "only in %s epochs\n",
                     linreg_show_above(a, run, run->final.loss),
                     linreg_show_epochs(b, -1.0 / f->steep_shrink));
        return;
    }
    report_print(run->report,
                 "Flat, but a plateau %s: %.4g %% of that lies in the slow "
                 "direction%s.\n",
                 linreg_show_above(a, run, run->final.loss), part,
                 linreg_show_slow(run));
    show_missing(run);
    report_print(run->report,
                 "To take 99 %% off takes %s epochs at this rate%s\n",
                 linreg_show_epochs(b, forecast_arrival(f)),
                 run->options->standardize || !run->bowl.unique
                     ? ""
                     : "; with --standardize --lr 0.4 a few");
}

/* Is it flat, and is it at the floor? */
static void show_shape(const struct linreg_run *run, const struct forecast *f)
{
    double now = run->final.loss, patience = (double)run->options->patience;
    double fall = fmax(0.0, train_fall(now, forecast_loss(f, patience)));
    bool there = linreg_run_at_floor(run, now);
    char text[REPORT_NUMBER];

    report_print(run->report,
                 "%.0f more epochs would take %.2g %% off the loss: ", patience,
                 fall);
    if (is_flat(run, f) && !there)
        show_plateau(run, f);
    else if (there)
        report_print(run->report, "%s at the floor, %s\n",
                     is_flat(run, f) ? "flat, and" : "still falling, but",
                     linreg_show_above(text, run, now));
    else
        report_print(run->report, "not flat yet\n");
}

/* What the next epochs would have brought, in per cent of the gap. */
static double next_gain(const struct linreg_run *run, const struct forecast *f)
{
    double now = run->final.loss;

    return 100.0 * (now - forecast_loss(f, MORE)) / gap(run);
}

static void show_after(const struct linreg_run *run)
{
    struct forecast f = going_on(run);
    char text[REPORT_NUMBER];

    show_best(run);
    if (train_diverged(&run->judge))
        return;
    report_print(run->report, "\n");
    show_shape(run, &f);
    show_bargain(run, &f);
    if (!linreg_run_at_floor(run, run->final.loss))
        report_print(run->report,
                     "%d more epochs would take %s %% off the gap to the "
                     "floor\n",
                     MORE, report_short(text, next_gain(run, &f)));
}

static void claim_stops(const struct linreg_run *run, struct finding *f)
{
    const struct train *t = &run->judge;

    if (t->verdict == TRAIN_STOPPED)
        claims_judge(f, true, "at epoch %.0f", (double)t->epoch);
    else if (train_diverged(t))
        claims_judge(f, false, "the run diverged");
    else
        claims_judge(f, false, "the cap of %.0f epochs did",
                     (double)t->measured);
}

static void claim_optimum(const struct linreg_run *run, struct finding *f)
{
    struct forecast on = going_on(run);
    bool there = linreg_run_at_floor(run, run->final.loss);
    char text[REPORT_NUMBER];

    if (train_diverged(&run->judge))
        claims_untested(f, "the run diverged");
    else if (!there && !is_flat(run, &on))
        claims_untested(f, "the loss is not flat yet: needs more --epochs");
    else
        claims_judge(f, there, "%s",
                     linreg_show_above(text, run, run->final.loss));
}

static void claim_waste(const struct linreg_run *run, struct finding *f)
{
    struct forecast on = going_on(run);
    double gain = next_gain(run, &on);
    char text[REPORT_NUMBER], size[REPORT_NUMBER];

    if (train_diverged(&run->judge))
        claims_untested(f, "the run diverged");
    else if (!(gap(run) > run->bowl.rounding))
        claims_judge(f, true, "there is no gap to the floor left");
    else
        claims_judge(f, gain < 1.0, "%d more win %s %% of the gap, %s", MORE,
                     report_short(text, gain), report_short(size, gap(run)));
}

static void judge_claims(const struct linreg_run *run,
                         struct finding findings[CLAIMS])
{
    findings[0] = (struct finding){.claim = "the rule stops the run"};
    findings[1] =
        (struct finding){.claim = "when the loss is flat it is at the optimum"};
    findings[2] = (struct finding){.claim = "going on would be a waste"};
    claim_stops(run, &findings[0]);
    claim_optimum(run, &findings[1]);
    claim_waste(run, &findings[2]);
}

/* --format csv: verdict,epoch,loss,slope,intercept,best_epoch,best_loss */
static void write_csv(const struct linreg_run *run, struct report *report)
{
    const struct train *t = &run->judge;
    struct line line = linreg_run_line(run);
    double values[] = {
        (double)t->epoch,      t->last, line.slope, line.intercept,
        (double)t->best_epoch, t->best};
    char text[NUM_TEXT];

    report_print(report,
                 "verdict,epoch,loss,slope,intercept,best_epoch,"
                 "best_loss\n%s",
                 verdict_word(run));
    for (int i = 0; i < 6; i++)
        report_print(report, ",%s", num_format(text, values[i]));
    report_print(report, "\n");
}

static void print_rest(const struct linreg_run *run,
                       const struct finding findings[CLAIMS])
{
    linreg_show_note(run);
    if (!train_diverged(&run->judge))
        report_print(run->report, "\n");
    linreg_show_ending(run);
    linreg_show_result(run);
    if (run->options->quiet)
        return;
    show_after(run);
    report_print(run->report, "\n");
    claims_print(run->report, findings, CLAIMS);
    linreg_show_next(run, "generalize",
                     run->options->data.file ? " --holdout 0.2" : "");
}

static int run_once(struct linreg_options *o, struct run_files *files,
                    struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {
        .report = o->claims_only ? &nothing : &files->text,
        .history = o->names.history ? &files->rows : NULL,
        .table = true,
    };
    struct finding findings[CLAIMS];
    int status = FAULT_INTERNAL;

    if (linreg_run_open(&run, o, fault)) {
        linreg_show_head(&run, NULL);
        linreg_run_train(&run);
        judge_claims(&run, findings);
        print_rest(&run, findings);
        write_csv(&run, &files->result);
        status = linreg_run_finish(&run, files, findings, CLAIMS, fault);
    }
    linreg_run_close(&run);
    return status;
}

static int cmd_early_stop(int argc, char **argv, FILE *out, struct fault *fault)
{
    return linreg_run_command(&command_early_stop, run_once, argc, argv, out,
                              fault);
}

const struct command command_early_stop = {
    .name = "early-stop",
    .run = cmd_early_stop,
    .summary = "stop when the loss no longer improves",
    .about = "Trains until the loss improves no more, and says whether that "
             "was the end.",
    .examples = "  trainloop early-stop\n"
                "  trainloop early-stop --min-delta 1000\n"
                "  trainloop early-stop --standardize --lr 0.1 --min-delta "
                "0.1%\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
