/* What a sweep shows, and what it has to say about the lesson's claims. */
#include "stages/sweep.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

/* Epochs as a whole number; "infinitely many". */
static struct number whole(double epochs)
{
    return epochs < 1e15 ? number_group(epochs, 0) : linreg_show_epochs(epochs);
}

/* Any size in ten columns. */
static struct number narrow(double x, int decimals)
{
    struct number n;

    if (isfinite(x) && fabs(x) < 1e6 && (x == 0.0 || fabs(x) >= 0.1))
        return number_group(x, decimals);
    if (!isfinite(x))
        return number_group(x, 0);
    snprintf(n.text, sizeof n.text, fabs(x) < 1e6 ? "%.3g" : "%.4g", x);
    return n;
}

/* The rate that treats both directions alike, which is the best one rate can
   do. */
static void show_fastest(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = 2.0 / (bowl->steep + bowl->flat);
    double epochs = forecast_fastest(bowl);

    if (!bowl->unique || !(bowl->critical > 0.0))
        return;
    report_print(run->report,
                 "The curvature (eigenvalue) is %.7g in the steep direction, "
                 "%.5g in the flat one%s.\n",
                 bowl->steep, bowl->flat, linreg_show_slow(run));
    report_print(run->report,
                 "A step multiplies what is missing in a direction by 1 - rate "
                 "* curvature; beyond -1 it grows.\nNo fixed rate is faster "
                 "than %s: it takes 99 %% off in both directions in %s "
                 "epoch%s.\n",
                 number_below(lr, 6).text, whole(epochs).text,
                 epochs < 1.5 ? "" : "s");
}

/* Where a diverging rate passes 1e20, or when the others have arrived. */
static void print_fate(const struct linreg_run *run, const struct forecast *f)
{
    double passed = forecast_overflow(f), arrived = forecast_arrival(f);

    if (passed == 0.0)
        report_print(run->report, "too big from the start\n");
    else if (isfinite(passed))
        report_print(run->report, "passes %.2g at epoch %s\n",
                     judge_limit(forecast_loss(f, 0.0)),
                     number_group(passed, 1).text);
    else if (isfinite(arrived))
        report_print(run->report, "after %s epoch%s\n", whole(arrived).text,
                     arrived < 1.5 ? "" : "s");
    else
        report_print(run->report, "never\n");
}

void sweep_show_forecast(const struct linreg_run *run,
                         const struct sweep *sweep)
{
    double last = (double)(run->options->epochs - 1);

    linreg_show_critical(run);
    report_print(run->report, "\n");
    linreg_show_condition(run);
    linreg_show_unique(run);
    show_fastest(run);
    report_print(run->report, "\nForetold\n%10s %11s %-9s %15s  %s\n", "rate",
                 "x critical", "verdict", "last loss",
                 "99 % off in both directions");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct forecast *f = &sweep->rows[i].forecast;
        double loss = forecast_loss(f, last);
        bool known = loss <= judge_limit(forecast_loss(f, 0.0));
        report_print(
            run->report, "%10s %11s %-9s %15s  ",
            decimal_format(sweep->rows[i].lr).text,
            number_short(sweep->rows[i].lr / run->trained.critical).text,
            sweep->rows[i].diverges ? "diverges" : "completes",
            known ? number_short(loss).text : "-");
        print_fate(run, f);
    }
}

void sweep_show_results(const struct linreg_run *run, const struct sweep *sweep)
{
    report_print(run->report, "%s%10s %-9s %6s %14s %9s %10s %10s %6s\n",
                 run->options->quiet ? "" : "\nFound\n", "rate", "verdict",
                 "epochs", "loss", run->set.has_truth ? "root, EUR" : "root",
                 "slope", "intercept", "% less");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        const struct judge *t = &row->judge;
        char text[6][NUMBER_TEXT];
        strcpy(text[0], decimal_format(row->lr).text);
        strcpy(text[1], number_short(t->last).text);
        strcpy(text[2], narrow(sqrt(t->last), 0).text);
        strcpy(text[3], narrow(row->line.slope, 1).text);
        strcpy(text[4], narrow(row->line.intercept, 1).text);
        snprintf(text[5], sizeof text[5], "%.2f", num_fall(t->first, t->last));
        report_print(run->report, "%10s %-9s %6.0f %14s %9s %10s %10s %6s\n",
                     text[0], judge_diverged(t) ? "diverged" : "completed",
                     (double)t->steps, text[1], text[2], text[3], text[4],
                     judge_diverged(t) ? "-" : text[5]);
    }
    if (!run->options->quiet)
        report_print(run->report, "loss is measured before the last step, "
                                  "slope and intercept after it\n");
}

size_t sweep_best(const struct sweep *sweep)
{
    size_t best = sweep->n;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct judge *t = &sweep->rows[i].judge;
        if (!judge_diverged(t) &&
            (best == sweep->n || t->last < sweep->rows[best].judge.last))
            best = i;
    }
    return best;
}

static void diverging_words(const struct linreg_run *run,
                            const struct sweep_row *row)
{
    const struct judge *t = &row->judge;
    double passed = forecast_overflow(&row->forecast);

    if (t->verdict == JUDGE_OVERFLOW && t->steps == 0) {
        report_print(run->report, "the first loss is too big already\n");
        return;
    }
    report_print(run->report, "%s: every step, the error grows %s times",
                 t->verdict == JUDGE_GREW ? "diverges" : "explodes",
                 number_group(num_exp(row->forecast.steep_shrink), 4).text);
    report_print(
        run->report, ", the loss %s times",
        number_group(num_exp(2.0 * row->forecast.steep_shrink), 4).text);
    if (t->verdict == JUDGE_OVERFLOW && isfinite(passed))
        report_print(run->report, "; the end foretold for %s, found at %.0f",
                     number_group(passed, 1).text, (double)t->epoch);
    report_print(run->report, "\n");
}

/* What a rate that completed has come to, and what holds it up. */
static void completed_words(const struct linreg_run *run,
                            const struct sweep_row *row)
{
    double fall = num_fall(row->judge.first, row->judge.last);
    double steps = row->lr * run->trained.steep;

    if (linreg_run_at_floor(run, row->judge.last))
        report_print(run->report, "arrived, %s\n",
                     linreg_show_above(run, row->judge.last).text);
    else if (steps > 2.0)
        report_print(run->report, "too few epochs to show that it is above "
                                  "the critical rate\n");
    else if (row->left.steep > row->left.flat)
        report_print(
            run->report,
            "%s: the fast direction alone takes %s epochs to 37 %% "
            "(1/e)\n",
            steps > 1.0  ? "overshoots to and fro"
            : fall < 1.0 ? "hardly moves"
                         : "too slow",
            linreg_show_epochs(bowl_epochs(row->lr, run->trained.steep)).text);
    else
        report_print(
            run->report,
            "%s, %s: the slow direction takes %s epochs to 37 %%\n",
            forecast_flat(&row->left) ? "a plateau" : "on its way",
            linreg_show_above(run, row->judge.last).text,
            linreg_show_epochs(bowl_epochs(row->lr, run->trained.flat)).text);
}

void sweep_show_words(const struct linreg_run *run, const struct sweep *sweep)
{
    size_t best = sweep_best(sweep);

    report_print(run->report, "\n");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        report_print(run->report, "%10s %s%s", decimal_format(row->lr).text,
                     i == best && sweep->n > 1 ? "best of all; " : "",
                     judge_diverged(&row->judge) == row->diverges
                         ? ""
                         : "not as foretold; ");
        if (judge_diverged(&row->judge))
            diverging_words(run, row);
        else
            completed_words(run, row);
    }
}

/* The row of a rate that a claim is about, or NULL and "not tested". */
static const struct sweep_row *find_rate(const struct sweep *sweep, double lr,
                                         struct finding *f)
{
    char why[60];

    for (size_t i = 0; i < sweep->n; i++)
        if (sweep->rows[i].lr == lr)
            return &sweep->rows[i];
    snprintf(why, sizeof why, "needs --lr %s", decimal_format(lr).text);
    claims_untested(f, why);
    return NULL;
}

static void barely_moves(const struct linreg_run *run,
                         const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-10, f);

    (void)run;
    if (!row)
        return;
    double fall = num_fall(row->judge.first, row->judge.last);
    if (judge_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else
        claims_judge(f, fall < 1.0, "%.2f %% less loss", fall);
}

static void slope_of_2_5(const struct linreg_run *run,
                         const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-10, f);

    if (row && judge_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else if (row && run->set.has_truth)
        claims_judge(f, fabs(row->line.slope - 2.5) <= 0.25, "%s",
                     number_plain(row->line.slope, 1).text);
    else if (row)
        claims_untested(f, "needs prices in euros, that is, no --data");
}

static void just_right(const struct linreg_run *run, const struct sweep *sweep,
                       struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-7, f);

    if (!row)
        return;
    double loss = row->judge.last, floor = run->bowl.floor;
    bool near = loss <= 1.1 * floor || loss <= run->bowl.rounding;
    if (judge_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else if (floor > 0.0)
        claims_judge(f, near, "%s times the floor",
                     number_short(loss / floor).text);
    else
        claims_judge(f, near, "loss %s, the floor is 0",
                     number_short(loss).text);
}

static void explodes(const struct linreg_run *run, const struct sweep *sweep,
                     struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-4, f);
    size_t best = sweep_best(sweep);

    if (row && judge_diverged(&row->judge))
        claims_judge(f, true, "%s times above critical",
                     number_short(row->lr / run->trained.critical).text);
    else if (row)
        claims_judge(f, false, "%s, %s of critical",
                     row == &sweep->rows[best] && sweep->n > 1
                         ? "the best of all"
                         : "it completes",
                     number_short(row->lr / run->trained.critical).text);
}

static void takes_millions(const struct linreg_run *run,
                           const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-10, f);

    if (!row)
        return;
    double epochs = 1.0 / (row->lr * run->trained.steep);
    if (judge_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else
        claims_judge(f, epochs > 1e5, "%s to shrink the steep error to 37 %%",
                     linreg_show_epochs(epochs).text);
}

static void as_foretold(const struct linreg_run *run, const struct sweep *sweep,
                        struct finding *f)
{
    size_t right = 0, short_runs = 0;
    bool rounding = false;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        bool diverged = judge_diverged(&row->judge);
        right += diverged == row->diverges;
        short_runs += !diverged && row->lr > run->trained.critical;
        rounding = rounding || (diverged != row->diverges &&
                                row->forecast.steep <= run->trained.rounding);
    }
    claims_judge(f, right == sweep->n, "%.0f of %.0f as foretold%s",
                 (double)right, (double)sweep->n,
                 rounding     ? "; at the floor rounding decides"
                 : short_runs ? "; above it with too few epochs to show"
                              : "");
}

typedef void judge_claim(const struct linreg_run *run,
                         const struct sweep *sweep, struct finding *f);

static const struct {
    bool ours;
    const char *claim;
    judge_claim *judge;
} claims[SWEEP_CLAIMS] = {
    {false, "1e-10 barely moves (under 1 %)", barely_moves},
    {false, "1e-10 brings the slope to about 2.5", slope_of_2_5},
    {false, "1e-7 is just right (10 % above the floor)", just_right},
    {false, "1e-4 explodes", explodes},
    {false, "at 1e-10 it would take millions of epochs", takes_millions},
    {true, "a run diverges exactly above the critical rate", as_foretold},
};

void sweep_claims(const struct linreg_run *run, const struct sweep *sweep,
                  struct finding findings[SWEEP_CLAIMS])
{
    for (int i = 0; i < SWEEP_CLAIMS; i++) {
        findings[i] =
            (struct finding){.ours = claims[i].ours, .claim = claims[i].claim};
        claims[i].judge(run, sweep, &findings[i]);
    }
}
