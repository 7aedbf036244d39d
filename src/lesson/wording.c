/* What every stage that fits a line says of its run. */
#include "lesson/wording.h"

#include "base/utf8.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

struct number wording_delta(const struct rule *rule, const char *unit)
{
    bool percent = rule->min_delta.percent > 0.0;
    double least = percent ? rule->min_delta.percent : rule->min_delta.amount;
    struct number n;

    return *number_say(&n, "%s%s", decimal_format(least).text,
                       percent ? " % of the best" : unit);
}

/* The unit of a loss, behind its number. */
static const char *unit_of(const struct training *t)
{
    return t->set.has_truth ? " squared EUR" : "";
}

void wording_rule(struct sheet *sheet, const struct rule *rule,
                  const char *which, const char *unit)
{
    bool least = rule->min_delta.amount > 0.0 || rule->min_delta.percent > 0.0;

    sheet_tell(sheet,
               ". Stop after %s (patience) without an improvement: a %s%sloss"
               "%s%s",
               number_count((double)rule->patience, "epoch").text,
               least ? "" : "lower ", which, least ? " lower by over " : "",
               least ? wording_delta(rule, unit).text : "");
    if (rule->min_epochs > 0)
        sheet_tell(sheet, ", not before epoch %.0f", (double)rule->min_epochs);
    sheet_tell(sheet, "; at most %s.\n",
               number_count((double)rule->epochs, "epoch").text);
}

/* "lr 1e-07, 200 epochs", "4 learning rates, 200 epochs each", the rule. */
static void say_plan(struct sheet *sheet, const struct training *t)
{
    const struct rule *rule = &t->options->rule;
    double epochs = (double)rule->epochs, rates = (double)t->rates;

    if (t->rates > 0)
        sheet_tell(sheet, "%s", number_count(rates, "learning rate").text);
    else
        sheet_tell(sheet, "lr %s%s", decimal_format(t->lr).text,
                   rule->lr > 0.0 ? "" : ", half the critical rate");
    sheet_tell(sheet, "%s", wording_descent(t).text);
    if (rule->patience > 0)
        wording_rule(sheet, rule, t->set.held.n > 0 ? "held-out " : "",
                     unit_of(t));
    else
        sheet_tell(sheet, ", %.0f epoch%s%s\n", epochs, number_plural(epochs),
                   t->rates > 1 ? " each" : "");
}

struct number wording_descent(const struct training *t)
{
    double momentum = t->options->momentum;
    struct number n = {""};

    if (momentum > 0.0)
        number_say(&n, ", momentum %s", decimal_format(momentum).text);
    if (isnan(t->options->init[0])) {
        struct number before = n;
        number_say(&n, "%s, random start", before.text);
    }
    if (t->options->batch > 0) {
        struct number before = n;
        number_say(&n, "%s, batch %.0f", before.text,
                   (double)t->options->batch);
    }
    return n;
}

void wording_head(const void *result, struct sheet *sheet)
{
    const struct training *t = result;
    const struct training_options *o = t->options;
    const struct dataset *set = &t->set;
    struct utf8_word x = utf8_word(set->x_name, 40, 0);
    struct utf8_word y = utf8_word(set->y_name, 40, 0);

    problem_say(sheet, set, &o->data);
    sheet_tell(sheet, ": ");
    if (o->standardize)
        sheet_tell(sheet, "%s scaled to mean 0, deviation 1; ", x.text);
    else if (o->rule.patience == 0 && t->rates == 0 && o->rule.lr > 0.0)
        sheet_tell(sheet, "%s = slope * %s + intercept, ", y.text, x.text);
    say_plan(sheet, t);
    problem_say_columns(sheet, set);
    if (set->held.n > 0)
        sheet_tell(sheet, "%s held out, %.0f to train on\n",
                   number_count((double)set->held.n, "row").text,
                   (double)set->train.n);
    if (o->data.frame.names.load)
        sheet_tell(sheet, "continues from %s, trained for %s\n",
                   o->data.frame.names.load,
                   number_count(t->loaded_epochs, "epoch").text);
}

void wording_note(struct sheet *sheet, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    bool rule = judge->rule.patience > 0;

    if (rule)
        sheet_result(sheet, "fell by: in this epoch; waited: epochs since the "
                            "last improvement\n");
    sheet_say(sheet, rule ? SHEET_WHY : SHEET_RESULT,
              "loss%s before the step; slope and intercept after it%s%s\n",
              t->set.has_truth ? " in squared EUR," : "",
              t->options->standardize ? ", unscaled" : "",
              judge->steps < judge->measured ? "; the last row took no step"
                                             : "");
}

struct number wording_end(const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double epoch = (double)judge->epoch, cap = (double)judge->measured;
    struct number n = {""};

    if (judge->verdict == JUDGE_STOPPED)
        number_say(&n, "The rule stopped the run at epoch %.0f.", epoch);
    else if (judge->verdict == JUDGE_COMPLETED)
        number_say(&n, "The cap of %.0f epoch%s ended the run, not the rule.",
                   cap, number_plural(cap));
    return n;
}

void wording_ending(struct sheet *sheet, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double better = (double)judge->improved;
    struct number least = wording_delta(&judge->rule, unit_of(t));
    const char *which = t->set.held.n > 0 ? "held-out " : "";

    if (*wording_end(t).text == '\0')
        return;
    if (!(better > 0.0) && judge->waited > judge->epoch)
        sheet_why(sheet,
                  "No epoch of this run improved the %sloss by more "
                  "than %s.\n",
                  which, least.text);
    else if (better > 0.0)
        sheet_why(sheet,
                  "The %sloss last improved by more than %s at epoch "
                  "%.0f.\n",
                  which, least.text, better);
    else
        sheet_why(sheet,
                  "No epoch's %sloss is below the first by more than "
                  "%s.\n",
                  which, least.text);
}

struct number wording_above(const struct training *t, double loss)
{
    double floor = t->bowl.floor, above = 100.0 * ((loss - floor) / floor);
    struct number n = {"less than 0.01 % above the floor"};

    if (!(above < 0.01) && training_rounding(t, loss))
        number_say(&n, "nothing but rounding above the floor");
    else if (!(floor > 0.0) || isinf(above))
        number_say(&n, "loss %s, the floor is %s", number_short(loss).text,
                   number_short(floor).text);
    else if (!(above < 0.01))
        number_say(&n, "%s %% above the floor", number_short(above).text);
    return n;
}

struct number wording_percent(double x)
{
    struct number n = {"less than 0.01 %"};

    if (x > 99.9 && x <= 100.0) /* there is always a rest */
        number_say(&n, "more than 99.9 %%");
    else if (!(x < 0.01))
        number_say(&n, "%.3g %%", x);
    return n;
}

struct number wording_share(double x)
{
    struct number n;

    return *number_say(&n,
                       x < 0.05       ? "less than 0.1 %%"
                       : !(x < 99.95) ? "more than 99.9 %%"
                                      : "%.1f %%",
                       x);
}

void wording_errors(struct sheet *sheet, struct table table,
                    enum column_style style, const struct training *t,
                    const struct points *p, size_t most)
{
    int x_decimals = problem_decimals(&t->set, &t->bowl, 0);
    int decimals = problem_decimals(&t->set, &t->bowl, 1);
    const struct column columns[] = {
        {t->set.x_name, .width = 10, .style = style, .decimals = x_decimals},
        {"actual", .width = 12, .decimals = decimals},
        {"predicted", .width = 12, .decimals = decimals},
        {"error", .width = 12, .style = COLUMN_SIGNED, .decimals = decimals},
        {"squared", .width = 18, .decimals = 2 * decimals},
    };

    table.columns = columns;
    table.ruled = true;
    sheet_head(sheet, &table);
    for (size_t i = 0; i < p->n && i < most; i++) {
        double x = points_original(&t->set, p->x[i]), y = p->y[i];
        double predicted = line_predict(&t->fit.line, p->x[i]);
        double error = y - predicted, squared = error * error;
        sheet_numbers(sheet, &table, NULL,
                      (double[]){x, y, predicted, error, squared});
    }
    sheet_end(sheet, &table);
}

struct number wording_epochs(const struct training *t, double lr, bool flat)
{
    const struct bowl *bowl = &t->trained;

    return wording_time(
        forecast_epochs(bowl, lr, flat ? bowl->flat : bowl->steep));
}

struct number wording_time(double epochs)
{
    struct number n = {"infinitely many epochs"};

    epochs = fmax(1.0, ceil(epochs));
    if (!isinf(epochs))
        number_say(&n, "%s epoch%s",
                   epochs < 1e15 ? number_group(epochs, 0).text
                                 : number_short(epochs).text,
                   number_plural(epochs));
    return n;
}

struct number wording_part(double ratio)
{
    struct number n = number_short(ratio);

    if (!isfinite(ratio))
        return *number_say(&n, "-");
    return strcmp(n.text, "1.00") == 0 && ratio != 1.0
               ? *number_say(&n, "%.6f", ratio)
               : n;
}

struct number wording_rate(const struct training *t, double lr)
{
    double critical = t->trained.critical;
    bool below = lr < critical;
    double ratio = below ? critical / lr : lr / critical;
    struct number n, times = wording_part(ratio);

    if (strncmp(times.text, "1.000000", 8) == 0 || ratio == 1.0)
        return *number_say(&n, "critical, to six digits");
    return *number_say(
        &n, "%s%s %s critical", isfinite(ratio) ? times.text : "far",
        isfinite(ratio) ? " times" : "", below ? "below" : "above");
}

const char *wording_slow(const struct training *t)
{
    const struct line *way = &t->trained.flat_way;

    return t->options->standardize  ? ""
           : way->intercept > 0.9   ? ", nearly all intercept"
           : fabs(way->slope) > 0.9 ? ", nearly all slope"
                                    : "";
}

void wording_critical(struct sheet *sheet, const struct training *t, double lr)
{
    double critical = t->trained.critical;

    if (!(critical > 0.0)) {
        sheet_why(sheet, "%s is too big to say which rates are stable.\n",
                  utf8_word(t->set.x_name, 40, 0).text);
        return;
    }
    struct number rate = wording_rate(t, lr);
    if (!training_foretold(t))
        sheet_why(sheet,
                  "With all rows a step the critical rate is %s; a batch has "
                  "its own.\n",
                  number_below(critical, 6).text);
    else if (lr > 0.0)
        sheet_why(sheet, "Critical rate %s. This one is %s.",
                  number_below(critical, 6).text, rate.text);
    if (training_foretold(t) && lr > critical && *rate.text != 'c' &&
        !judge_diverged(&t->fit.judge))
        sheet_why(sheet, training_nothing(t)
                             ? "\nA run that starts at the floor stays there."
                             : "\nThe epochs are too few to show it.");
    if (training_foretold(t) && lr > 0.0)
        sheet_why(sheet, "\n");
    if (!t->bowl.unique || !isfinite(t->trained.condition))
        return;
    if (t->options->standardize)
        sheet_why(sheet, "Condition number %s, unscaled %s.\n",
                  number_short(t->trained.condition).text,
                  number_short(t->bowl.condition).text);
    else
        sheet_why(sheet,
                  "Condition number %s: the steep curvature divided by the "
                  "flat one.\n",
                  number_short(t->trained.condition).text);
}

void wording_momentum(struct sheet *sheet, const struct training *t, double lr)
{
    const struct bowl *bowl = &t->trained;
    struct bowl_pair best = bowl_fastest(bowl);
    double without = bowl_epochs(lr, bowl->flat);

    if (!(bowl->momentum > 0.0) || !bowl->unique || !isfinite(bowl->condition))
        return;
    if (lr > 0.0 && lr < bowl->critical && isfinite(without))
        sheet_why(sheet, "Without momentum the flat direction would take %s.\n",
                  wording_time(without).text);
    if (best.momentum > 0.0)
        sheet_why(
            sheet,
            "The fastest pair for this condition number: lr %s, momentum "
            "%.6f.\nIn the long run each of its steps leaves %.6f of both "
            "distances.\n",
            number_below(best.lr, 6).text, best.momentum, best.factor);
}

void wording_why(struct sheet *sheet, const struct training *t)
{
    const struct bowl *bowl = &t->trained;

    sheet_why(sheet, "\n");
    wording_critical(sheet, t, t->lr);
    if (!training_foretold(t)) {
        if (isfinite(t->running) && isfinite(t->fit.last.loss) &&
            t->fit.judge.steps > 0)
            sheet_why(sheet,
                      "Running loss of the last epoch, each batch just before "
                      "its step: %s.\nThe loss after all of them: %s.\n",
                      problem_loss(&t->set, t->running).text,
                      problem_loss(&t->set, t->fit.last.loss).text);
        return;
    }
    if (bowl->unique && t->lr < bowl->critical)
        sheet_why(sheet,
                  "99 %% of the distance to the best line is covered after\n"
                  "%s in the steep direction,\n"
                  "%s in the flat one%s.\n",
                  wording_epochs(t, t->lr, false).text,
                  wording_epochs(t, t->lr, true).text, wording_slow(t));
    wording_momentum(sheet, t, t->lr);
}
