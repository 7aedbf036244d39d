/* What a run of a line has come to. */
#include "lesson/outcome.h"

#include "lesson/wording.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <string.h>

/* "after 200 epochs". */
static struct number label(const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double steps = (double)judge->steps;
    struct number n = {"at the start"};

    if (judge_diverged(judge))
        number_say(&n, "diverged, %.0f step%s", steps, number_plural(steps));
    else if (steps > 0.0)
        number_say(&n, "after %.0f %sepoch%s", steps,
                   t->loaded_epochs > 0.0 ? "more " : "", number_plural(steps));
    return n;
}

static void show(struct sheet *sheet, const struct training *t,
                 const char *name, const struct line *line, double loss,
                 const char *note)
{
    problem_row(sheet, SHEET_RESULT, &t->set, &t->bowl, name, line, loss, note);
}

void outcome_show(struct sheet *sheet, const struct training *t, bool mean)
{
    struct number text, first = {"beyond all numbers"};
    double start = sqrt(t->fit.judge.first);

    if (isfinite(start))
        first = number_short(start);
    struct problem_line lines[TRAINING_LINES + 1];
    bool losses = problem_losses(sheet);

    problem_head(sheet, SHEET_RESULT);
    if (losses && t->fit.judge.steps > 0)
        show(sheet, t, "at the start", &t->from, t->fit.judge.first, "");
    number_say(&text, "(%s at the start)", first.text);
    show(sheet, t, label(t).text, &t->line, t->fit.last.loss, text.text);
    if (t->set.held.n > 0)
        show(
            sheet, t,
            number_say(&text, "on %s",
                       number_count((double)t->set.held.n, "held-out row").text)
                ->text,
            NULL, t->fit.watched, "");
    if ((mean && t->bowl.unique) || losses) /* else it is a best line */
        show(sheet, t, problem_mean(&t->set, 22).text, NULL, t->bowl.baseline,
             "");
    show(sheet, t, "the best line", &t->bowl.best, t->bowl.floor, "");
    training_lines(t, lines);
    if (losses && points_straight(&t->set))
        show(sheet, t, "the true formula", &lines[2].line, lines[2].score[0],
             "");
    problem_unique(sheet, SHEET_RESULT, &t->set, &t->bowl);
}

/* "16 % above the best line's", "16.2 times the best line's". */
static struct number apart(const struct training *t)
{
    double times = t->end.apart, above = 100.0 * (times - 1.0);
    struct number n;

    if (isnan(times))
        return *number_say(&n, "%s, the best line's is %s",
                           problem_root(&t->set, t->fit.last.loss).text,
                           problem_root(&t->set, t->bowl.floor).text);
    if (times >= 1e6)
        return *number_say(&n, "%.3g times the best line's", times);
    if (times >= 2.0)
        return *number_say(&n, "%s times the best line's",
                           number_short(times).text);
    if (above < 0.01)
        return *number_say(&n, "less than 0.01 %% above the best line's");
    return *number_say(&n,
                       above < 10.0 ? "%.2g %% above the best line's"
                                    : "%.0f %% above the best line's",
                       above);
}

/* How much smaller the rate is than it may be. */
static void say_slower(struct sheet *sheet, const struct training *t)
{
    sheet_tell(sheet,
               " Rates up to %s are stable; this one is %s times "
               "smaller.",
               number_below(t->trained.critical, 4).text,
               number_short(t->end.slower).text);
}

/* The loss still falls. */
static void say_learning(struct sheet *sheet, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double way = t->end.way;
    const struct bowl *bowl = &t->trained;
    bool slow = t->end.slower >= 10.0 && /* and momentum does not swing it */
                bowl_side(t->lr, bowl->steep, bowl->momentum) > 0;
    bool stopped = t->end.state == TRAINING_STOPPED;
    bool helps = judge->falls == judge->steps && !stopped;

    sheet_tell(sheet, "%s: %s%s",
               stopped ? "Stopped early"
               : slow  ? "Too slow"
                       : "Still learning",
               helps ? "every step helps, but " : "",
               !t->end.worse || !t->bowl.unique ? ""
               : helps ? "the mean, guessed each time, is still better: "
                       : "the mean, guessed each time, is better: ");
    if (!(way < 90.0))
        sheet_tell(sheet, "the typical error is %s.", apart(t).text);
    else if (way < 1.0)
        sheet_tell(sheet, "the slope is less than 1 %% of the way to the best "
                          "line.");
    else
        sheet_tell(sheet, "the slope is %s%.0f %% of the way to the best line.",
                   way < 50.0 ? "only " : "", way);
    if (slow)
        say_slower(sheet, t);
    else if (!stopped)
        sheet_tell(sheet, " More epochs bring more.");
}

/* Momentum carries the line past the best one and back. */
static void say_swinging(struct sheet *sheet, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double now = t->fit.last.loss, most = now, at = 0.0;

    sheet_tell(
        sheet,
        "Not settled yet, momentum swings the line: the typical error is %s%s.",
        apart(t).text, now > judge->first ? ", above its start" : "");
    if (training_was_nearer(t)) {
        sheet_tell(sheet, " It was nearer at epoch %.0f: %s.",
                   (double)judge->best_epoch,
                   problem_root(&t->set, judge->best).text);
        return;
    }
    for (int k = 1; k <= FORECAST_WINDOW; k++) {
        double loss = forecast_loss(&t->left, k);
        at = loss > most ? (double)judge->steps + k : at;
        most = fmax(most, loss);
    }
    sheet_tell(sheet, " Predicted for epoch %.0f: %s.", at,
               problem_root(&t->set, most).text);
}

/* Within 1 % of the floor. */
static void say_arrived(struct sheet *sheet, const struct training *t)
{
    struct problem_places places = problem_places_of(&t->set, &t->bowl);
    const struct line *line = &t->line, *best = &t->bowl.best;
    bool stopped = t->fit.judge.verdict == JUDGE_STOPPED;
    bool slope = t->end.far == TRAINING_SLOPE;

    sheet_tell(sheet, "%s: the typical error is %s.",
               training_at_floor(t, t->fit.judge.first)
                   ? "Near it from the start"
               : stopped ? "Converged"
                         : "Arrived",
               apart(t).text);
    if (t->end.far != TRAINING_NEITHER)
        sheet_tell(
            sheet,
            " The %s is %s and not %s, but the loss hardly shows "
            "it.",
            slope ? "slope" : "intercept",
            slope ? problem_narrow(line->slope, places.slope).text
                  : problem_narrow(line->intercept, places.intercept).text,
            slope ? problem_narrow(best->slope, places.slope).text
                  : problem_narrow(best->intercept, places.intercept).text);
}

/* The loss is flat, and not at the floor. */
static void say_flat(struct sheet *sheet, const struct training *t)
{
    const char *name = wording_slow(t);

    if (t->end.state == TRAINING_PLATEAU) {
        sheet_tell(sheet, "Flat is not finished: the typical error is %s",
                   apart(t).text);
        if (t->end.stands_in)
            sheet_tell(sheet,
                       ". A too %s slope stands in for the slow intercept; "
                       "--standardize --lr 0.4%s mends that.",
                       t->line.slope > t->bowl.best.slope ? "large" : "small",
                       t->options->momentum > 0.0 ? " --momentum 0" : "");
        else
            sheet_tell(sheet, ", because %s%s is slow.",
                       *name ? "the" : "one direction",
                       *name ? strrchr(name, ' ') : "");
    } else if (t->end.state == TRAINING_OVERSHOT) {
        sheet_tell(sheet,
                   "The steps jump to and fro across the bowl: the "
                   "typical error is %s.%s",
                   apart(t).text,
                   t->options->momentum > 0.0 ? ""
                                              : " A smaller rate jumps less.");
    } else {
        sheet_tell(sheet,
                   "Too slow: 20 more epochs would hardly change the loss.");
        say_slower(sheet, t);
    }
}

/* Above the critical rate. */
static void say_fast(struct sheet *sheet, const struct training *t)
{
    bool more = t->fit.judge.steps > 1;

    if (!training_foretold(t)) {
        sheet_tell(sheet, "Too fast for batches of %.0f: the loss has grown.",
                   (double)t->options->batch);
        return;
    }
    sheet_tell(sheet, "Too fast: rates up to %s are stable, this one is %s.%s",
               number_below(t->trained.critical, 4).text,
               decimal_format(t->lr).text,
               t->end.state == TRAINING_UNSTABLE
                   ? " The loss has not outgrown its start yet."
               : more ? " Each step overshoots by more than the one before."
                      : "");
}

/* In batches, not at the floor. */
static void say_batches(struct sheet *sheet, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    uint64_t fell = judge->falls + judge->level;
    double steps = (double)judge->steps, rises = steps - (double)fell;
    struct number n = apart(t);

    sheet_tell(sheet, "%s: the typical error is %s.",
               judge->verdict == JUDGE_STOPPED ? "Stopped early"
               : rises == 0.0                  ? "Still learning"
                                               : "The batches jitter",
               n.text);
    if (rises > 0.0)
        sheet_tell(sheet,
                   " The loss rose in %.0f of %s: each step sees only a part "
                   "of the rows.",
                   rises, number_count(steps, "epoch").text);
    else if (judge->falls == judge->steps)
        sheet_tell(sheet, " The loss fell in every epoch.");
}

static void say_state(struct sheet *sheet, const struct training *t)
{
    switch (t->end.state) {
    case TRAINING_DIVERGED:
    case TRAINING_UNSTABLE:
        say_fast(sheet, t);
        break;
    case TRAINING_ROUNDING:
        if (training_nothing(t))
            sheet_tell(sheet, "Nothing to learn: no line has a smaller typical "
                              "error than the start.");
        else
            sheet_tell(sheet, "%s: %s.",
                       t->fit.judge.verdict == JUDGE_STOPPED ? "Converged"
                                                             : "Arrived",
                       t->bowl.floor > 0.0 || t->fit.last.loss == 0.0
                           ? "no line has a smaller typical error"
                           : "what is left is rounding");
        break;
    case TRAINING_AT_FLOOR:
        say_arrived(sheet, t);
        break;
    case TRAINING_STOPPED:
    case TRAINING_LEARNING:
        say_learning(sheet, t);
        break;
    case TRAINING_SWINGS:
        say_swinging(sheet, t);
        break;
    case TRAINING_BATCHES:
        say_batches(sheet, t);
        break;
    default:
        say_flat(sheet, t);
    }
    double noise = t->set.truth.noise;
    bool bent =
        t->set.truth.curve != 0.0 && t->bowl.floor > 2.0 * noise * noise;
    if (bent && training_at_floor(t, t->fit.last.loss))
        sheet_tell(sheet, " The truth is bent: no line can follow it.");
}

void outcome_say(struct sheet *sheet, const struct training *t,
                 const char *more)
{
    double critical = t->trained.critical;
    bool known = t->end.state == TRAINING_DIVERGED
                     ? (critical > 0.0 && t->lr > critical) ||
                           (!training_foretold(t) && t->fit.judge.steps > 0)
                     : t->end.state != TRAINING_UNKNOWN;

    if (known)
        say_state(sheet, t);
    sheet_tell(sheet, "%s%s%s", known && *more != '\0' ? " " : "", more,
               known || *more != '\0' ? "\n" : "");
}
