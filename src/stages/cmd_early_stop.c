/* early-stop: stop when the loss no longer improves. */
#include "stages/lesson.h"
#include "stages/linreg_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

enum { CLAIMS = 3, MORE = 5000 }; /* epochs that going on would take */

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .names = {PICTURE_DEFAULTS},
    .lr = 1e-7,
    .epochs = 5000,
    .every = {0, false},
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
    {NULL, picture_rows, PICTURE_ROWS, AT(names)},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

/* What would follow if the run went on from where it ended. */
static struct forecast going_on(const struct linreg_run *run)
{
    return forecast_make(&run->trained, &run->line, run->lr);
}

static const char *verdict_word(const struct linreg_run *run)
{
    return judge_diverged(&run->judge)           ? "diverged"
           : run->judge.verdict == JUDGE_STOPPED ? "stopped"
                                                 : "cap";
}

/* The best is kept, whatever ended the run. */
static void show_best(const struct linreg_run *run)
{
    const struct judge *t = &run->judge;

    if (!isfinite(t->best))
        return;
    struct line best =
        line_unscale(&run->best, run->set.center, run->set.scale);

    linreg_show_loss(run,
                     run->set.held.n > 0 ? "Lowest held-out loss "
                                         : "Lowest loss measured ",
                     t->best, "");
    report_print(run->report, " at epoch %.0f: slope %s, intercept %s\n",
                 (double)t->best_epoch, number_plain(best.slope, 1).text,
                 number_plain(best.intercept, 1).text);
}

/* "0.12 %" of something, or that it is less than can be told. */
static char *percent(char text[NUMBER_TEXT], double x)
{
    if (x < 0.01)
        return strcpy(text, "less than 0.01 %");
    snprintf(text, NUMBER_TEXT, "%.3g %%", x);
    return text;
}

/* The rule saved epochs; what would they have brought? */
static void show_bargain(const struct linreg_run *run, const struct forecast *f)
{
    const struct judge *t = &run->judge;
    double saved = (double)(run->options->epochs - t->steps);
    double then = forecast_loss(f, saved);
    char a[NUMBER_TEXT];

    if (t->verdict == JUDGE_STOPPED)
        report_print(run->report,
                     "Stopping saved %.0f of %.0f epochs. They would have "
                     "taken %s off the loss, down to %s\n",
                     saved, (double)run->options->epochs,
                     percent(a, num_fall(run->final.loss, then)),
                     number_short(then).text);
}

/* The parameter that the slow direction is made of, here and in the best
   line. */
static void show_missing(const struct linreg_run *run)
{
    struct line line = linreg_run_line(run), best = run->bowl.best;
    bool intercept = fabs(run->bowl.flat_way.intercept) > 0.9;
    char a[NUMBER_TEXT], b[NUMBER_TEXT];

    if (*linreg_show_slow(run) == '\0')
        return;
    strcpy(a,
           problem_parameter(intercept ? line.intercept : line.slope, 1).text);
    strcpy(b,
           problem_parameter(intercept ? best.intercept : best.slope, 1).text);
    report_print(run->report, "The %s is %s, the best line's %s.\n",
                 intercept ? "intercept" : "slope", a, b);
}

/* Flat, and not at the floor: in which direction is the rest of the way? */
static void show_plateau(const struct linreg_run *run, const struct forecast *f)
{
    bool cure = !run->options->standardize && run->bowl.unique;

    if (f->steep > f->flat) {
        report_print(run->report,
                     "False convergence: %s.\n%s: even the fast direction "
                     "shrinks to 37 %% (1/e) only in %s epochs\n",
                     linreg_show_above(run, run->final.loss).text,
                     run->lr * run->trained.steep > 1.0
                         ? "The steps overshoot, to and fro"
                         : "The steps are too small to see",
                     linreg_show_epochs(-1.0 / f->steep_shrink).text);
        return;
    }
    report_print(
        run->report,
        "A plateau, %s: %.4g %% of that lies in the slow direction%s.\n",
        linreg_show_above(run, run->final.loss).text,
        100.0 * f->flat / (f->steep + f->flat), linreg_show_slow(run));
    show_missing(run);
    report_print(run->report,
                 "To take 99 %% of it off takes %s epochs at this rate%s\n",
                 linreg_show_epochs(forecast_arrival(f)).text,
                 cure ? " (with --standardize --lr 0.4 a few)" : "");
}

/* What the next epochs would have brought, in per cent of the gap to the
   floor. */
static double next_gain(const struct forecast *f)
{
    double gap = forecast_above(f, 0.0);

    return 100.0 * (gap - forecast_above(f, MORE)) / gap;
}

/* Is it flat, and is it at the floor? */
static void show_shape(const struct linreg_run *run, const struct forecast *f)
{
    double now = run->final.loss;
    bool flat = forecast_flat(f), there = linreg_run_at_floor(run, now);
    char a[NUMBER_TEXT];

    report_print(run->report, "%s: %d more epochs would take %s off the loss\n",
                 flat ? "Flat" : "Not flat yet", FORECAST_WINDOW,
                 percent(a, num_fall(now, forecast_loss(f, FORECAST_WINDOW))));
    if (there)
        report_print(run->report, "At the floor: %s\n",
                     linreg_show_above(run, now).text);
    else if (flat)
        show_plateau(run, f);
    show_bargain(run, f);
    if (!there)
        report_print(
            run->report,
            "%d more epochs at this rate would take %s off the gap to the "
            "floor\n",
            MORE, percent(a, next_gain(f)));
}

static void show_after(const struct linreg_run *run)
{
    struct forecast f = going_on(run);

    show_best(run);
    if (judge_diverged(&run->judge))
        return;
    report_print(run->report, "\n");
    if (isfinite(forecast_above(&f, 0.0)))
        show_shape(run, &f);
    else
        report_print(run->report,
                     "The numbers are too big to say what would follow\n");
}

static void claim_stops(const struct linreg_run *run, struct finding *f)
{
    const struct judge *t = &run->judge;

    if (t->verdict == JUDGE_STOPPED)
        claims_judge(f, true, "at epoch %.0f", (double)t->epoch);
    else if (judge_diverged(t))
        claims_judge(f, false, "the run diverged");
    else
        claims_judge(f, false, "the cap of %.0f epochs did",
                     (double)t->measured);
}

static void claim_optimum(const struct linreg_run *run, struct finding *f)
{
    struct forecast on = going_on(run);
    bool there = linreg_run_at_floor(run, run->final.loss);

    if (judge_diverged(&run->judge))
        claims_untested(f, "the run diverged");
    else if (!there && !forecast_flat(&on))
        claims_untested(f, "the loss is not flat yet: needs more --epochs");
    else
        claims_judge(f, there, "%s",
                     linreg_show_above(run, run->final.loss).text);
}

static void claim_waste(const struct linreg_run *run, struct finding *f)
{
    struct forecast on = going_on(run);
    double gain = next_gain(&on);
    char a[NUMBER_TEXT];

    if (judge_diverged(&run->judge))
        claims_untested(f, "the run diverged");
    else if (linreg_run_at_floor(run, run->final.loss))
        claims_judge(f, true, "it is at the floor");
    else if (!isfinite(gain))
        claims_untested(f, "needs smaller numbers");
    else
        claims_judge(f, gain < 1.0, "%d more win %s of the gap, %s", MORE,
                     percent(a, gain),
                     number_short(forecast_above(&on, 0.0)).text);
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
    const struct judge *t = &run->judge;
    struct line line = linreg_run_line(run);
    double values[] = {
        (double)t->epoch,      t->last, line.slope, line.intercept,
        (double)t->best_epoch, t->best};

    report_print(report,
                 "verdict,epoch,loss,slope,intercept,best_epoch,"
                 "best_loss\n%s",
                 verdict_word(run));
    for (int i = 0; i < 6; i++)
        report_print(report, ",%s", decimal_format(values[i]).text);
    report_print(report, "\n");
}

/* The same training, scored: real data need rows to score on. */
static void show_next(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;

    if (judge_diverged(&run->judge) || (o->data.file && run->set.train.n < 5))
        return;
    linreg_show_next(run, "generalize");
    linreg_show_training(run, &defaults);
    report_print(run->report, "%s\n",
                 o->data.file && !(o->holdout > 0.0) ? " --holdout 0.2" : "");
}

/* Where the rule stopped the run, and the epochs for which it had waited; of a
   run that it did not stop, where the cap did. */
static void add_window(struct figure *f, const struct judge *t)
{
    double end = (double)t->epoch, waited = (double)t->waited;
    char name[FIGURE_NAME];

    if (t->verdict == JUDGE_STOPPED) {
        snprintf(name, sizeof name, "waited %.0f epoch%s", waited,
                 t->waited == 1 ? "" : "s");
        figure_band(f, name, ':', end - waited, end);
        snprintf(name, sizeof name, "stopped at %.0f", end);
        figure_upright(f, name, '|', end);
    } else if (t->verdict == JUDGE_COMPLETED) {
        snprintf(name, sizeof name, "cap, %.0f", (double)t->measured);
        figure_upright(f, name, '|', (double)t->measured);
    }
}

/* What the rule sees: by how much every epoch is better than its reference. */
static void draw_gain(struct figure *f, const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    char name[FIGURE_NAME];

    figure_start(f, "What the rule sees", "epoch", "below the reference");
    f->y.scale = AXIS_LOG;
    linreg_figure_settings(f, run, true);
    if (o->min_delta[1] > 0.0) { /* of the best so far: it falls, too */
        snprintf(name, sizeof name, "min-delta %.30s %%",
                 decimal_format(o->min_delta[1]).text);
        figure_curve(f, name, '-', &run->sketch.wanted);
    } else {
        snprintf(name, sizeof name, "min-delta %.40s",
                 number_short(o->min_delta[0]).text);
        figure_level(f, name, '-', o->min_delta[0]);
    }
    figure_curve(f, "improvement", '*', &run->sketch.gain);
    add_window(f, &run->judge);
    figure_note(f,
                "By how much the loss is below that of the last epoch that "
                "counted as better, the reference. Above min-delta the epoch "
                "counts, and the curve begins anew: hence the saw. %.0f epochs "
                "running that do not count stop the run",
                (double)o->patience);
    if (o->min_epochs > 0)
        figure_note(f, ", not before epoch %.0f", (double)o->min_epochs);
    figure_note(f, ".");
}

static bool draw(const struct linreg_run *run, struct run_files *files,
                 struct fault *fault)
{
    bool valley = linreg_run_valley(run);
    struct figure f[4];

    if (!run_files_pictures(files))
        return true;
    linreg_figure_loss(&f[0], run, run_files_scale(files->names, AXIS_LOG));
    add_window(&f[0], &run->judge);
    draw_gain(&f[1], run);
    linreg_figure_lines(&f[2], run, AXIS_LINEAR);
    if (valley)
        linreg_figure_path(&f[3], run, run->options->standardize);
    return run_files_draw(files, run->report, f, valley ? 4 : 3, fault);
}

/* All that follows the pictures. */
static void print_rest(const struct linreg_run *run,
                       const struct finding findings[CLAIMS])
{
    if (run->options->quiet)
        return;
    show_after(run);
    report_print(run->report, "\n");
    claims_print(run->report, findings, CLAIMS);
    show_next(run);
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

    if (linreg_run_sketch(&run, files, fault) &&
        linreg_run_open(&run, o, fault)) {
        linreg_show_head(&run, NULL);
        linreg_run_train(&run);
        linreg_show_timing(&run);
        judge_claims(&run, findings);
        linreg_show_note(&run);
        if (!judge_diverged(&run.judge))
            report_print(run.report, "\n");
        linreg_show_ending(&run);
        linreg_show_result(&run);
        bool drawn = draw(&run, files, fault);
        print_rest(&run, findings);
        write_csv(&run, &files->result);
        if (drawn)
            status = linreg_run_finish(&run, files, findings, CLAIMS, fault);
    }
    linreg_run_close(&run);
    return status;
}

int early_stop_stage(int argc, char **argv, FILE *out, struct report *page,
                     struct fault *fault)
{
    return linreg_run_command(&command_early_stop, run_once, argc, argv, out,
                              page, fault);
}

static int cmd_early_stop(int argc, char **argv, FILE *out, struct fault *fault)
{
    return early_stop_stage(argc, argv, out, NULL, fault);
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
