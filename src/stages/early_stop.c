/* The stage early-stop, from options to result, and as a command. */
#include "stages/early_stop.h"

#include "lesson/line_figures.h"
#include "lesson/wording.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

static const struct training_options preset = {
    PRESET_DATA, .rule = {.lr = PRESET_LR, .epochs = PRESET_CAP, PRESET_STOP}};

/* The run, and what would follow if it went on from where it ended. */
static bool train(void *result, struct audience *audience, struct fault *fault)
{
    struct early_stop *r = result;
    struct training *t = &r->training;

    (void)fault;
    training_run(t, audience, true, NULL);
    double now = t->fit.last.loss;
    r->on = forecast_make(&t->trained, &t->fit.line, t->lr);
    r->flat = forecast_flat(&r->on);
    r->at_floor = training_at_floor(t, now);
    r->next = num_fall(now, forecast_loss(&r->on, FORECAST_WINDOW));
    double gap = forecast_above(&r->on, 0.0);
    r->gain = 100.0 * (gap - forecast_above(&r->on, EARLY_STOP_MORE)) / gap;
    r->saved = (double)(t->options->rule.epochs - t->fit.judge.steps);
    r->then = forecast_loss(&r->on, r->saved);
    r->bargain = num_fall(now, r->then);
    return true;
}

static void rule_stops(const void *result, struct finding *f)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double epoch = (double)judge->epoch, cap = (double)judge->measured;

    if (judge->verdict == JUDGE_STOPPED)
        finding_judge(f, true, epoch, "at epoch %.0f", epoch);
    else if (judge_diverged(judge))
        finding_judge(f, false, (double)NAN, "the run diverged");
    else if (judge->verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, false, cap, "the cap of %.0f epochs did", cap);
}

static void flat_is_optimum(const void *result, struct finding *f)
{
    const struct early_stop *r = result;
    double loss = r->training.fit.last.loss;

    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (!r->at_floor && !r->flat)
        finding_untested(f, "the loss is not flat yet: needs more --epochs");
    else
        finding_judge(f, r->at_floor, loss, "%s",
                      wording_above(&r->training, loss).text);
}

static void waste(const void *result, struct finding *f)
{
    const struct early_stop *r = result;

    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (r->at_floor)
        finding_judge(f, true, r->gain, "it is at the floor");
    else if (!isfinite(r->gain))
        finding_untested(f, "needs smaller numbers");
    else
        finding_judge(f, r->gain < 1.0, r->gain,
                      "%d more win %s of the gap, %s", EARLY_STOP_MORE,
                      wording_percent(r->gain).text,
                      number_short(forecast_above(&r->on, 0.0)).text);
}

static int judge(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"rule-stops", "the rule stops the run", .judge = rule_stops},
        {"flat-is-optimum", "when the loss is flat it is at the optimum",
         .judge = flat_is_optimum},
        {"waste", "going on would be a waste", .judge = waste},
        {0},
    };

    return finding_claims(claims, result, findings);
}

/* Where the rule stopped the run, and the epochs for which it had waited; of a
   run that it did not stop, where the cap did. */
static void add_window(struct figure *f, const struct judge *judge)
{
    double end = (double)judge->epoch, waited = (double)judge->waited;
    double cap = (double)judge->measured;

    if (judge->verdict == JUDGE_STOPPED) {
        figure_add(f, LOOK_BAND, ':', (double[]){end - waited, end}, NULL, 2,
                   "waited %.0f epoch%s", waited, number_plural(waited));
        figure_add(f, LOOK_UPRIGHT, '|', &end, NULL, 1, "stopped at %.0f", end);
    } else if (judge->verdict == JUDGE_COMPLETED) {
        figure_add(f, LOOK_UPRIGHT, '|', &cap, NULL, 1, "cap, %.0f", cap);
    }
}

/* What the rule sees: by how much every epoch is better than its reference. */
static void draw_gain(struct figure *f, const struct training *t)
{
    const struct rule *rule = &t->options->rule;

    figure_start(f, AXIS_LOG, "What the rule sees", "epoch",
                 "below the reference");
    line_figures_settings(f, t, true);
    if (rule->min_delta.percent > 0.0) /* of the best so far: it falls, too */
        figure_curve(f, '-', &t->sketch.wanted, "min-delta %s %%",
                     decimal_format(rule->min_delta.percent).text);
    else
        figure_add(f, LOOK_LEVEL, '-', NULL, &rule->min_delta.amount, 1,
                   "min-delta %s", number_short(rule->min_delta.amount).text);
    figure_curve(f, '*', &t->sketch.gain, "improvement");
    add_window(f, &t->fit.judge);
    figure_note(f,
                "By how much the loss is below that of the last epoch that "
                "counted as better, the reference. Above min-delta the epoch "
                "counts, and the curve begins anew: hence the saw. %.0f epochs "
                "running that do not count stop the run",
                (double)rule->patience);
    if (rule->min_epochs > 0)
        figure_note(f, ", not before epoch %.0f", (double)rule->min_epochs);
    figure_note(f, ".");
}

static bool draw(const struct training *t, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure f[4];
    int n = 3;

    if (!sheet->draws)
        return true;
    line_figures_loss(&f[0], t, sheet_scale(sheet, AXIS_LOG));
    add_window(&f[0], &t->fit.judge);
    draw_gain(&f[1], t);
    line_figures_lines(&f[2], t, AXIS_LINEAR);
    if (line_figures_valley(t))
        line_figures_path(&f[n++], t, t->options->standardize);
    return sheet_figures(sheet, f, n, fault);
}

/* --format csv */
static void show_row(const struct training *t, struct sheet *sheet)
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
    static const struct table table = {NULL, columns, 7, .where = TABLE_CSV};
    const struct judge *judge = &t->fit.judge;
    const char *verdict = judge_diverged(judge)                 ? "diverged"
                          : judge->verdict == JUDGE_STOPPED     ? "stopped"
                          : judge->verdict == JUDGE_INTERRUPTED ? "interrupted"
                                                                : "cap";

    sheet_head(sheet, &table);
    sheet_numbers(sheet, &table, verdict,
                  (double[]){(double)judge->epoch, judge->last, t->line.slope,
                             t->line.intercept, (double)judge->best_epoch,
                             judge->best});
    sheet_end(sheet, &table);
}

/* The best is kept, whatever ended the run. */
static void say_best(const struct training *t, struct sheet *sheet)
{
    const struct judge *judge = &t->fit.judge;
    struct line best = line_unscale(&t->fit.best, t->set.center, t->set.scale);

    if (!isfinite(judge->best))
        return;
    sheet_why(sheet, "Lowest %s %s at epoch %.0f: slope %s, intercept %s\n",
              t->set.held.n > 0 ? "held-out loss" : "loss measured",
              problem_loss(&t->set, judge->best).text,
              (double)judge->best_epoch, number_plain(best.slope, 1).text,
              number_plain(best.intercept, 1).text);
}

/* Flat, and not at the floor: false convergence, where even the fast direction
   hardly moves; else in which direction is the rest of the way, and how far is
   the parameter that this one is made of? */
static void say_flat(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct forecast *on = &r->on;
    struct number above = wording_above(t, t->fit.last.loss);
    bool cure = !t->options->standardize && t->bowl.unique;
    bool intercept = t->bowl.flat_way.intercept > 0.9;
    const struct line *best = &t->bowl.best;
    double goal = intercept ? best->intercept : best->slope;
    double here = intercept ? t->line.intercept : t->line.slope;

    if (on->steep > on->flat) {
        sheet_why(sheet,
                  "False convergence: %s.\n%s: even the fast direction shrinks "
                  "to 37 %% (1/e) only in %s epochs\n",
                  above.text,
                  t->lr * t->trained.steep > 1.0
                      ? "The steps overshoot, to and fro"
                      : "The steps are too small to see",
                  wording_epochs(-1.0 / on->steep_shrink).text);
        return;
    }
    sheet_why(
        sheet, "A plateau, %s: %.4g %% of that lies in the slow direction%s.\n",
        above.text, 100.0 * on->flat / (on->steep + on->flat), wording_slow(t));
    if (*wording_slow(t) != '\0')
        sheet_why(sheet, "The %s is %s, the best line's %s.\n",
                  intercept ? "intercept" : "slope",
                  problem_parameter(here, 1).text,
                  problem_parameter(goal, 1).text);
    sheet_why(sheet, "To take 99 %% of it off takes %s epochs at this rate%s\n",
              wording_epochs(forecast_arrival(on)).text,
              cure ? " (with --standardize --lr 0.4 a few)" : "");
}

/* Is it flat, and is it at the floor? What did the rule save? */
static void say_shape(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;

    sheet_why(sheet, "\n");
    if (!isfinite(forecast_above(&r->on, 0.0))) {
        sheet_why(sheet, "The numbers are too big to say what would follow\n");
        return;
    }
    sheet_why(sheet, "%s: %d more epochs would take %s off the loss\n",
              r->flat ? "Flat" : "Not flat yet", FORECAST_WINDOW,
              wording_percent(r->next).text);
    if (r->at_floor)
        sheet_why(sheet, "At the floor: %s\n",
                  wording_above(t, t->fit.last.loss).text);
    else if (r->flat)
        say_flat(r, sheet);
    if (t->fit.judge.verdict == JUDGE_STOPPED)
        sheet_why(sheet,
                  "Stopping saved %.0f of %.0f epochs. They would have taken "
                  "%s off the loss, down to %s\n",
                  r->saved, (double)t->options->rule.epochs,
                  wording_percent(r->bargain).text, number_short(r->then).text);
    if (!r->at_floor)
        sheet_why(sheet,
                  "%d more epochs at this rate would take %s off the gap to "
                  "the floor\n",
                  EARLY_STOP_MORE, wording_percent(r->gain).text);
}

/* The same training, scored: real data need rows to score on. */
static void next(const void *result, struct report *command)
{
    const struct training *t = result;
    const struct training_options *o = t->options;

    if (judge_diverged(&t->fit.judge) ||
        (o->data.frame.names.data && t->set.train.n < 5))
        return;
    report_print(command, " generalize");
    problem_again(command, &early_stop_stage.command, o, true);
    if (o->data.frame.names.data && !(o->holdout > 0.0))
        report_print(command, " --holdout 0.2");
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct early_stop *r = result;
    const struct training *t = &r->training;

    wording_note(sheet, t);
    if (!judge_diverged(&t->fit.judge))
        sheet_result(sheet, "\n");
    wording_ending(sheet, SHEET_RESULT, t);
    wording_result(sheet, t);
    show_row(t, sheet);
    bool drawn = draw(t, sheet, fault);
    say_best(t, sheet);
    if (!judge_diverged(&t->fit.judge))
        say_shape(r, sheet);
    return drawn;
}

#define AT(field) offsetof(struct training_options, field)

static const struct opt own_rows[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(data.frame.names.csv), .help = "csv: the result as one row"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows},
    {"Training", .rows = training_rows},
    {"When to stop", .rows = training_stop_rows},
    {"Output", .rows = frame_rows, .n = FRAME_PICTURES},
    {.rows = own_rows},
    {.rows = frame_rows + FRAME_PICTURES},
    {0},
};

const struct stage early_stop_stage = {
    .command.name = "early-stop",
    .command.run = frame_command,
    .command.summary = "stop when the loss no longer improves",
    .command.about =
        "Trains until the loss improves no more, and says whether that "
        "was the end.",
    .command.examples = "  trainloop early-stop\n"
                        "  trainloop early-stop --min-delta 1000\n"
                        "  trainloop early-stop --standardize --lr 0.1 "
                        "--min-delta 0.1%\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct early_stop),
    TRAINING_SEALS,
    .open = training_open,
    .head = wording_head,
    .train = train,
    .judge = judge,
    .show = show,
    .next = next,
    .answer = training_answer,
    .save = training_save,
    .close = training_close,
};
