/* What a sweep shows, and what it has to say about the lesson's claims. */
#include "sweep.h"

#include "trainloop/num.h"

#include <math.h>

/* Epochs as a whole number; "infinitely many". */
static char *whole(char text[REPORT_NUMBER], double epochs)
{
    return epochs < 1e15 ? report_group(text, epochs, 0)
                         : linreg_show_epochs(text, epochs);
}

/* Any size in ten columns. */
static char *narrow(char text[REPORT_NUMBER], double x, int decimals)
{
    if (!(fabs(x) < 1e6) && isfinite(x))
        snprintf(text, REPORT_NUMBER, "%.4g", x);
    else if (x != 0.0 && fabs(x) < 0.1)
        snprintf(text, REPORT_NUMBER, "%.3g", x);
    else
        report_group(text, x, decimals);
    return text;
}

/* The rate that treats both directions alike, which is the best one rate can
   do. */
static void show_fastest(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = 2.0 / (bowl->steep + bowl->flat);
    double epochs = forecast_fastest(bowl);
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

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
                 report_below(a, lr, 6), whole(b, epochs),
                 epochs < 1.5 ? "" : "s");
}

/* Where a diverging rate passes 1e20, or when the others have arrived. */
static void print_fate(const struct linreg_run *run, const struct forecast *f)
{
    double passed = forecast_overflow(f), arrived = forecast_arrival(f);
    char text[REPORT_NUMBER];

    if (passed == 0.0)
        report_print(run->report, "too big from the start\n");
    else if (isfinite(passed))
        report_print(run->report, "passes %.2g at epoch %s\n",
                     train_limit(forecast_loss(f, 0.0)),
                     report_group(text, passed, 1));
    else if (isfinite(arrived))
        report_print(run->report, "after %s epoch%s\n", whole(text, arrived),
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
        char rate[NUM_TEXT], times[REPORT_NUMBER], text[REPORT_NUMBER];
        bool known = loss <= train_limit(forecast_loss(f, 0.0));
        report_print(
            run->report, "%10s %11s %-9s %15s  ",
            num_format(rate, sweep->rows[i].lr),
            report_short(times, sweep->rows[i].lr / run->trained.critical),
            sweep->rows[i].diverges ? "diverges" : "completes",
            known ? report_short(text, loss) : "-");
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
        const struct train *t = &row->judge;
        char text[6][REPORT_NUMBER];
        num_format(text[0], row->lr);
        report_short(text[1], t->last);
        narrow(text[2], sqrt(t->last), 0);
        narrow(text[3], row->line.slope, 1);
        narrow(text[4], row->line.intercept, 1);
        snprintf(text[5], sizeof text[5], "%.2f",
                 train_fall(t->first, t->last));
        report_print(run->report, "%10s %-9s %6.0f %14s %9s %10s %10s %6s\n",
                     text[0], train_diverged(t) ? "diverged" : "completed",
                     (double)t->steps, text[1], text[2], text[3], text[4],
                     train_diverged(t) ? "-" : text[5]);
    }
    if (!run->options->quiet)
        report_print(run->report, "loss is measured before the last step, "
                                  "slope and intercept after it\n");
}

size_t sweep_best(const struct sweep *sweep)
{
    size_t best = sweep->n;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct train *t = &sweep->rows[i].judge;
        if (!train_diverged(t) &&
            (best == sweep->n || t->last < sweep->rows[best].judge.last))
            best = i;
    }
    return best;
}

static void diverging_words(const struct linreg_run *run,
                            const struct sweep_row *row)
{
    const struct train *t = &row->judge;
    double passed = forecast_overflow(&row->forecast);
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (t->verdict == TRAIN_OVERFLOW && t->steps == 0) {
        report_print(run->report, "the first loss is too big already\n");
        return;
    }
    report_print(run->report, "%s: every step, the error grows %s times",
                 t->verdict == TRAIN_GREW ? "diverges" : "explodes",
                 report_group(a, num_exp(row->forecast.steep_shrink), 4));
    report_print(run->report, ", the loss %s times",
                 report_group(b, num_exp(2.0 * row->forecast.steep_shrink), 4));
    if (t->verdict == TRAIN_OVERFLOW && isfinite(passed))
        report_print(run->report, "; the end foretold for %s, found at %.0f",
                     report_group(b, passed, 1), (double)t->epoch);
    report_print(run->report, "\n");
}

/* What a rate that completed has come to, and what holds it up. */
static void completed_words(const struct linreg_run *run,
                            const struct sweep_row *row)
{
    double fall = train_fall(row->judge.first, row->judge.last);
    double steps = row->lr * run->trained.steep;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (linreg_run_at_floor(run, row->judge.last))
        report_print(run->report, "arrived, %s\n",
                     linreg_show_above(a, run, row->judge.last));
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
            linreg_show_epochs(a, bowl_epochs(row->lr, run->trained.steep)));
    else
        report_print(
            run->report,
            "%s, %s: the slow direction takes %s epochs to 37 %%\n",
            forecast_flat(&row->left) ? "a plateau" : "on its way",
            linreg_show_above(a, run, row->judge.last),
            linreg_show_epochs(b, bowl_epochs(row->lr, run->trained.flat)));
}

void sweep_show_words(const struct linreg_run *run, const struct sweep *sweep)
{
    size_t best = sweep_best(sweep);

    report_print(run->report, "\n");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        char rate[NUM_TEXT];
        report_print(run->report, "%10s %s%s", num_format(rate, row->lr),
                     i == best && sweep->n > 1 ? "best of all; " : "",
                     train_diverged(&row->judge) == row->diverges
                         ? ""
                         : "not as foretold; ");
        if (train_diverged(&row->judge))
            diverging_words(run, row);
        else
            completed_words(run, row);
    }
}

/* The row of a rate that a claim is about, or NULL and "not tested". */
static const struct sweep_row *find_rate(const struct sweep *sweep, double lr,
                                         struct finding *f)
{
    char rate[NUM_TEXT], why[60];

    for (size_t i = 0; i < sweep->n; i++)
        if (sweep->rows[i].lr == lr)
            return &sweep->rows[i];
    snprintf(why, sizeof why, "needs --lr %s", num_format(rate, lr));
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
    double fall = train_fall(row->judge.first, row->judge.last);
    if (train_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else
        claims_judge(f, fall < 1.0, "%.2f %% less loss", fall);
}

static void slope_of_2_5(const struct linreg_run *run,
                         const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-10, f);
    char text[REPORT_NUMBER];

    if (row && train_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else if (row && run->set.has_truth)
        claims_judge(f, fabs(row->line.slope - 2.5) <= 0.25, "%s",
                     report_plain(text, row->line.slope, 1));
    else if (row)
        claims_untested(f, "needs prices in euros, that is, no --data");
}

static void just_right(const struct linreg_run *run, const struct sweep *sweep,
                       struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-7, f);
    char text[REPORT_NUMBER];

    if (!row)
        return;
    double loss = row->judge.last, floor = run->bowl.floor;
    bool near = loss <= 1.1 * floor || loss <= run->bowl.rounding;
    if (train_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else if (floor > 0.0)
        claims_judge(f, near, "%s times the floor",
                     report_short(text, loss / floor));
    else
        claims_judge(f, near, "loss %s, the floor is 0",
                     report_short(text, loss));
}

static void explodes(const struct linreg_run *run, const struct sweep *sweep,
                     struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-4, f);
    size_t best = sweep_best(sweep);
    char text[REPORT_NUMBER];

    if (row && train_diverged(&row->judge))
        claims_judge(f, true, "%s times above critical",
                     report_short(text, row->lr / run->trained.critical));
    else if (row)
        claims_judge(f, false, "%s, %s of critical",
                     row == &sweep->rows[best] && sweep->n > 1
                         ? "the best of all"
                         : "it completes",
                     report_short(text, row->lr / run->trained.critical));
}

static void takes_millions(const struct linreg_run *run,
                           const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-10, f);
    char text[REPORT_NUMBER];

    if (!row)
        return;
    double epochs = 1.0 / (row->lr * run->trained.steep);
    if (train_diverged(&row->judge))
        claims_judge(f, false, "it diverges");
    else
        claims_judge(f, epochs > 1e5, "%s to shrink the steep error to 37 %%",
                     linreg_show_epochs(text, epochs));
}

static void as_foretold(const struct linreg_run *run, const struct sweep *sweep,
                        struct finding *f)
{
    size_t right = 0, short_runs = 0;
    bool rounding = false;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        bool diverged = train_diverged(&row->judge);
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
