/* The stage early-stop, from options to result, and as a command. */
#include "stages/early_stop.h"

#include "lesson/line_figures.h"
#include "lesson/outcome.h"
#include "lesson/wording.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

static const struct training_options preset = {
    PRESET_DATA, .rule = {.lr = PRESET_LR, .epochs = PRESET_CAP, PRESET_STOP},
    .every = {.n = PRESET_EVERY}};

/* The run, and what would follow if it went on from where it ended. */
static bool train(void *result, struct audience *audience, struct fault *fault)
{
    struct early_stop *r = result;
    struct training *t = &r->training;
    const struct forecast *left = &t->left;

    (void)fault;
    training_run(t, audience, true, NULL);
    double now = forecast_loss(left, 0.0), gap = forecast_above(left, 0.0);
    r->state = t->end.state;
    r->floor = r->state == TRAINING_ROUNDING || r->state == TRAINING_AT_FLOOR;
    r->next = num_fall(now, forecast_loss(left, FORECAST_WINDOW));
    r->flat = forecast_flat(left) && !(r->next < -1e-6); /* a rise is not */
    r->gain = 100.0 * (gap - forecast_above(left, MORE_EPOCHS)) / gap;
    r->risen =
        t->set.held.n > 0 && !judge_diverged(&t->fit.judge) &&
        judge_grown(t->fit.judge.best, t->fit.watched, t->trained.rounding);
    r->saved = (double)(t->options->rule.epochs - t->fit.judge.steps);
    double then = forecast_loss(left, r->saved);
    r->bargain = num_fall(now, then);
    r->raises = then > now * (1.0 + 1e-9) + t->trained.rounding;
    if (!training_foretold(t)) {
        struct rule impatient = t->fit.judge.rule;
        impatient.epochs = t->options->rule.epochs;
        impatient.patience = 1;
        r->twin = training_twin(t, t->start, &impatient);
    }
    return true;
}

/* "35.3 % above the floor" */
static struct number above(const struct early_stop *r)
{
    return wording_above(&r->training, r->training.fit.last.loss);
}

static void rule_stops(const void *result, struct finding *f)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double epoch = (double)judge->epoch, cap = (double)judge->measured;

    if (judge->verdict == JUDGE_OVERFLOW)
        finding_judge(f, false, (double)NAN, "the run diverged");
    else if (judge->steps < judge->measured)
        finding_judge(f, true, epoch, "at epoch %.0f%s", epoch,
                      judge_diverged(judge) ? ", diverged" : "");
    else if (judge->interrupted)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, false, cap, "the cap of %.0f epoch%s did", cap,
                      number_plural(cap));
}

static void flat_is_optimum(const void *result, struct finding *f)
{
    const struct early_stop *r = result;
    double loss = r->training.fit.last.loss;
    bool there = r->floor || (r->state == TRAINING_UNSTABLE &&
                              training_at_floor(&r->training, loss));

    if (!there && !training_foretold(&r->training))
        finding_untested(f, "with --batch nothing is predicted");
    else if (!there && !r->flat)
        finding_untested(f, "the loss is not flat yet");
    else
        finding_judge(f, there, loss, "%s", above(r).text);
}

static void waste(const void *result, struct finding *f)
{
    const struct early_stop *r = result;

    if (r->floor)
        finding_untested(f, r->state == TRAINING_ROUNDING
                                ? "at the floor: nothing is left to win"
                                : "at the floor, within 1 %");
    else if (r->training.fit.judge.interrupted)
        finding_untested(f, "the run was interrupted");
    else if (!training_foretold(&r->training))
        finding_untested(f, "with --batch nothing is predicted");
    else if (r->gain < 0.0)
        finding_judge(f, true, r->gain, "%d more epochs would raise the loss",
                      MORE_EPOCHS);
    else
        finding_judge(
            f, r->gain < 1.0, r->gain,
            "%d more epochs close %s of the gap to the "
            "floor, %s",
            MORE_EPOCHS, wording_percent(r->gain).text,
            number_short(forecast_above(&r->training.left, 0.0)).text);
}

/* The twin has patience 1 and is else the same. */
static void patience_noise(const void *result, struct finding *f)
{
    const struct early_stop *r = result;
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge, *twin = &r->twin.judge;
    size_t rows = t->set.train.n;
    struct number batch;

    number_say(&batch,
               t->set.sums ? "needs rows: no --moments"
               : rows < 2  ? "needs more rows"
                           : "needs --batch %d",
               rows <= 5 ? (int)rows - 1 : 5);
    const char *why = training_foretold(t)            ? batch.text
                      : t->options->rule.patience < 2 ? "needs more patience"
                      : judge_diverged(judge)         ? "the run diverged"
                      : judge->interrupted ? "the run was interrupted"
                                           : NULL;

    if (why)
        finding_untested(f, why);
    else if (twin->epoch >= judge->epoch)
        finding_judge(f, false, (double)twin->epoch,
                      "patience 1 ends no sooner");
    else
        finding_judge(f, r->twin.watched > t->fit.watched, (double)twin->epoch,
                      "patience 1 ends at epoch %.0f, at %s and not %s",
                      (double)twin->epoch,
                      problem_root(&t->set, r->twin.watched).text,
                      problem_root(&t->set, t->fit.watched).text);
}

static int judge(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"rule-stops", "the rule stops the run", .judge = rule_stops},
        {"flat-is-optimum", "when the loss is flat it is at the optimum",
         .judge = flat_is_optimum},
        {"waste", "going on would be a waste", .judge = waste},
        {"patience-noise", "patience is for noisy curves",
         .judge = patience_noise},
        {0},
    };
    const struct early_stop *r = result;
    int n = finding_claims(claims, r, findings);

    for (int i = 1; i < n - 1 && r->state <= TRAINING_UNKNOWN; i++)
        finding_untested(&findings[i], r->state == TRAINING_DIVERGED
                                           ? "the run diverged"
                                           : "needs smaller numbers");
    (void)training_untested(&r->training, findings + 1,
                            training_foretold(&r->training) ? n - 2 : n - 1);
    return n;
}

/* Where the rule stopped the run, and the epochs for which it had waited; of a
   run that it did not stop, where the cap did. */
static void add_window(struct figure *f, const struct judge *judge)
{
    double end = (double)judge->epoch, waited = (double)judge->waited;
    double cap = (double)judge->measured;

    if (judge->verdict == JUDGE_STOPPED) {
        figure_add(f, LOOK_UPRIGHT, '|', &end, NULL, 1, "stopped at %.0f", end);
        figure_add(f, LOOK_BAND, ':', (double[]){fmax(end - waited, 0.0), end},
                   NULL, 2, "waited %.0f epoch%s", waited,
                   number_plural(waited));
    } else if (judge->verdict == JUDGE_COMPLETED) {
        figure_add(f, LOOK_UPRIGHT, '|', &cap, NULL, 1, "cap, %.0f", cap);
    }
}

/* How much of its patience the rule has used. */
static void draw_rule(struct figure *f, const struct training *t)
{
    const struct rule *rule = &t->options->rule;
    const struct judge *judge = &t->fit.judge;
    double patience = (double)rule->patience;
    bool percent = rule->min_delta.percent > 0.0;
    struct number delta = number_short(rule->min_delta.amount);

    if (percent)
        number_say(&delta, "%s %% of it",
                   decimal_format(rule->min_delta.percent).text);

    figure_start(f, AXIS_LINEAR, "rule", "epoch", "epochs of patience used");
    if (judge->verdict == JUDGE_STOPPED)
        figure_title(f,
                     "The rule stops at epoch %.0f: %s in a row without "
                     "progress",
                     (double)judge->epoch,
                     number_count((double)judge->waited, "epoch").text);
    else
        figure_title(f,
                     "The rule does not stop the run: it waits %.0f of %s "
                     "at most",
                     t->sketch.waited.highest.y,
                     number_count(patience, "epoch").text);
    line_figures_settings(f, t, true);
    figure_widen(f, 1, 0.0);
    figure_curve(f, '*', &t->sketch.waited, "used");
    figure_add(f, LOOK_LEVEL, '-', NULL, &patience, 1, "patience %.0f",
               patience);
    add_window(f, judge);
    figure_note(f,
                "Each epoch without progress uses one epoch of patience; with "
                "progress, the counting begins again. Progress: the %sloss is "
                "lower than the reference by more than %s",
                t->set.held.n > 0 ? "held-out " : "", delta.text);
    if (rule->min_epochs > 0)
        figure_note(f, ". It stops not before epoch %.0f",
                    (double)rule->min_epochs);
    figure_note(f, ".");
}

static bool draw(const struct training *t, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure *f = sheet_canvas(sheet, 4, fault);

    if (!f)
        return !sheet->draws;
    line_figures_loss(&f[0], t, sheet);
    add_window(&f[0], &t->fit.judge);
    draw_rule(&f[1], t);
    line_figures_lines(&f[2], t, AXIS_LINEAR);
    line_figures_path(&f[3], t, t->options->standardize);
    return sheet_figures(sheet, f, 4, fault);
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
static void say_best(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    struct problem_places places = problem_places_of(&t->set, &t->bowl);
    struct line best = line_unscale(&t->fit.best, t->set.center, t->set.scale);

    if (!isfinite(judge->best) ||
        (judge->best_epoch == judge->steps && judge_beats_memory(judge) &&
         t->set.held.n == 0)) /* that is the line at the end */
        return;
    sheet_why(sheet,
              "Lowest %sloss%s: %s, at epoch %.0f.\n"
              "The slope was %s there, the intercept %s.\n",
              t->set.held.n > 0 ? "held-out " : "",
              judge_beats_memory(judge) ? "" : " in this run",
              problem_loss(&t->set, judge->best).text,
              (double)judge->best_epoch,
              problem_narrow(best.slope, places.slope).text,
              problem_narrow(best.intercept, places.intercept).text);
    if (r->risen)
        sheet_why(sheet, "Since then the held-out loss has risen to %s.\n",
                  problem_loss(&t->set, t->fit.watched).text);
}

/* Where it ended, in a word. */
static const char *end(const struct early_stop *r)
{
    const struct training *t = &r->training;
    bool stopped = t->fit.judge.verdict == JUDGE_STOPPED;

    if (r->floor)
        return stopped && !training_at_floor(t, t->fit.judge.first)
                   ? "Converged"
                   : "At the floor";
    return r->state == TRAINING_UNSTABLE   ? "Above critical, it will rise"
           : r->state == TRAINING_STOPPED  ? "Stopped early"
           : r->state == TRAINING_LEARNING ? "Still learning"
           : r->state == TRAINING_SWINGS   ? "Not settled yet"
           : r->state == TRAINING_PLATEAU  ? "A plateau"
           : r->state == TRAINING_BATCHES
               ? stopped ? "Stopped early" : "Not at the floor"
           : stopped ? "False convergence"
                     : "Not at the floor";
}

/* What the rule saved, and what that cost. */
static void say_saved(const struct early_stop *r, const char *which,
                      struct sheet *sheet)
{
    sheet_why(sheet, "Stopping saved %.0f of %.0f epochs. ", r->saved,
              (double)r->training.options->rule.epochs);
    if (r->state == TRAINING_ROUNDING)
        sheet_why(sheet, "Nothing was left to win.\n");
    else if (r->raises)
        sheet_why(sheet, "They would have raised the %sloss.\n", which);
    else
        sheet_why(sheet, "They would have lowered the %sloss by %s.\n", which,
                  wording_percent(r->bargain).text);
}

/* Where did it end, why there, and what would have followed? */
static void say_end(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct forecast *left = &t->left;
    const char *which = t->set.held.n > 0 ? "training " : "";
    bool cure = !t->options->standardize && t->bowl.unique;
    double share = 100.0 * left->flat / (left->steep + left->flat);

    if (r->state == TRAINING_UNKNOWN)
        return;
    sheet_why(sheet, "\n%s: %s.\n", end(r), above(r).text);
    if (!training_foretold(t))
        return;
    if (r->state > TRAINING_UNSTABLE)
        sheet_why(sheet, "%s%d more epochs would %s the %sloss by %s.\n",
                  r->flat    ? "Flat: "
                  : r->floor ? ""
                             : "Not flat: ",
                  FORECAST_WINDOW, r->next < -0.005 ? "raise" : "lower", which,
                  wording_percent(r->next < -0.005 ? -r->next : r->next).text);
    if (r->state == TRAINING_PLATEAU)
        sheet_why(sheet,
                  "%s%.4g %% of the gap to the floor is in the flat "
                  "direction%s.\n"
                  "To close 99 %% of the gap takes %s at this rate%s.\n",
                  share >= 99.995 ? "More than " : "", fmin(share, 99.99),
                  wording_slow(t), wording_time(forecast_arrival(left)).text,
                  !cure ? ""
                  : t->options->momentum > 0.0
                      ? ", and a few with --standardize --lr 0.4 --momentum 0"
                      : ", and a few with --standardize --lr 0.4");
    else if (r->state > TRAINING_PLATEAU)
        sheet_why(sheet,
                  "The steps %s. Even in the steep direction,\n"
                  "99 %% of the distance takes %s.\n",
                  r->state == TRAINING_OVERSHOT ? "overshoot, to and fro"
                                                : "are small",
                  wording_epochs(t, t->lr, false).text);
    if (t->fit.judge.verdict == JUDGE_STOPPED)
        say_saved(r, which, sheet);
}

/* The same training, scored: real data need rows to score on, and what is left
   may have a lower critical rate. */
static void next(const void *result, struct report *command)
{
    const struct training *t = result;
    const struct training_options *o = t->options;
    bool split = o->data.frame.names.data && !(o->holdout > 0.0);

    if (judge_diverged(&t->fit.judge) || t->set.sums ||
        (split && t->set.train.n < 5) ||
        t->lr > (split ? 0.75 : 1.0) * t->trained.critical)
        return;
    report_print(command, " generalize");
    problem_again(command, &early_stop_stage.command, o, true);
    if (split)
        report_print(command, " --holdout 0.2");
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct early_stop *r = result;
    const struct training *t = &r->training;

    wording_note(sheet, t);
    outcome_show(sheet, t, false);
    show_row(t, sheet);
    bool drawn = draw(t, sheet, fault);
    struct number both;
    say_best(r, sheet);
    if (r->state != TRAINING_DIVERGED)
        say_end(r, sheet);
    wording_ending(sheet, t);
    struct number end = wording_end(t), risen = {""};
    if (r->risen)
        number_say(&risen, "%sThe held-out loss has risen since epoch %.0f.",
                   *end.text ? " " : "", (double)t->fit.judge.best_epoch);
    number_say(&both, "%s%s", end.text, risen.text);
    outcome_say(sheet, t, both.text);
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
    {.rows = problem_sums_row},
    {.rows = problem_curve_row},
    {"Training", .rows = training_rate_row},
    {.rows = training_rows},
    {.rows = training_descent_rows},
    {.rows = training_holdout_row},
    {.rows = training_every_row},
    {"When to stop", .rows = training_stop_rows},
    {"Output", .rows = frame_history_row},
    {.rows = frame_model_rows},
    {.rows = own_rows},
    {.rows = frame_picture_rows},
    {.rows = frame_talk_rows},
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
    .figures = "loss|rule|lines|bowl",
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
