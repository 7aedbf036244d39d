/* What a sweep shows. */
#include "stages/sweep_show.h"

#include "lesson/wording.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

static const char *plural(double epochs)
{
    return epochs < 1.5 ? "" : "s";
}

/* Epochs as a whole number; "infinitely many". */
static struct number whole(double epochs)
{
    return epochs < 1e15 ? number_group(epochs, 0) : wording_epochs(epochs);
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
static void show_fastest(struct sheet *sheet, const struct training *t)
{
    const struct bowl *bowl = &t->trained;
    double lr = 2.0 / (bowl->steep + bowl->flat);
    double epochs = forecast_fastest(bowl);

    if (!bowl->unique || !(bowl->critical > 0.0))
        return;
    sheet_why(sheet,
              "The curvature (eigenvalue) is %.7g in the steep direction, "
              "%.5g in the flat one%s.\n",
              bowl->steep, bowl->flat, wording_slow(t));
    sheet_why(sheet,
              "A step multiplies what is missing in a direction by 1 - rate "
              "* curvature; beyond -1 it grows.\nNo fixed rate is faster "
              "than %s: it takes 99 %% off in both directions in %s epoch%s.\n",
              number_below(lr, 6).text, whole(epochs).text, plural(epochs));
}

/* Where a diverging rate passes 1e20, or when the others have arrived. */
static struct number fate(const struct forecast *f)
{
    double passed = forecast_overflow(f), arrived = forecast_arrival(f);
    struct number n = {"never"};

    if (passed == 0.0)
        snprintf(n.text, sizeof n.text, "too big from the start");
    else if (isfinite(passed))
        snprintf(n.text, sizeof n.text, "passes %.2g at epoch %.36s",
                 judge_limit(forecast_loss(f, 0.0)),
                 number_group(passed, 1).text);
    else if (isfinite(arrived))
        snprintf(n.text, sizeof n.text, "after %.36s epoch%s",
                 whole(arrived).text, plural(arrived));
    return n;
}

static const struct column foretold[] = {
    {.title = "rate", .width = 10, .style = COLUMN_EXACT},
    {.title = "x critical", .width = 11, .style = COLUMN_SHORT},
    {.title = "verdict", .width = -9, .style = COLUMN_WORD},
    {.title = "last loss", .width = 15, .style = COLUMN_SHORT},
    {.title = "99 % off in both directions",
     .width = -1,
     .gap = 2,
     .style = COLUMN_WORD},
};

void sweep_show_forecast(const struct sweep *sweep, struct sheet *sheet)
{
    const struct training *t = &sweep->training;
    double last = (double)(t->options->epochs - 1);
    struct table table = {.level = SHEET_WHY,
                          .columns = foretold,
                          .n = 5,
                          .where = TABLE_TERMINAL};

    wording_critical(sheet, t);
    sheet_why(sheet, "\n");
    wording_condition(sheet, t);
    wording_unique(sheet, SHEET_WHY, t);
    show_fastest(sheet, t);
    sheet_why(sheet, "\nForetold\n");
    sheet_head(sheet, &table);
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        const struct forecast *f = &row->forecast;
        double loss = forecast_loss(f, last);
        bool known = loss <= judge_limit(forecast_loss(f, 0.0));
        sheet_row(
            sheet, &table,
            (struct cell[]){{.x = row->lr},
                            {.x = row->lr / t->trained.critical},
                            {.text = row->diverges ? "diverges" : "completes"},
                            {.x = loss, .text = known ? NULL : "-"},
                            {.text = fate(f).text}});
    }
    sheet_end(sheet, &table);
}

static const char *outcome(bool diverged)
{
    return diverged ? "diverged" : "completed";
}

static void show_row(struct sheet *sheet, const struct table *table,
                     const struct sweep_row *row)
{
    const struct judge *judge = &row->judge;
    const struct line *line = &row->line;
    bool diverged = judge_diverged(judge);

    sheet_row(sheet, table,
              (struct cell[]){
                  {.x = row->lr},
                  {.text = outcome(diverged)},
                  {.x = (double)judge->steps},
                  {.x = judge->last},
                  {.text = narrow(sqrt(judge->last), 0).text},
                  {line->slope, narrow(line->slope, 1).text, NULL},
                  {line->intercept, narrow(line->intercept, 1).text, NULL},
                  {.x = num_fall(judge->first, judge->last),
                   .text = diverged ? "-" : NULL},
                  {.text = outcome(row->diverges)},
              });
}

void sweep_show_results(const struct sweep *sweep, struct sheet *sheet,
                        unsigned where)
{
    bool euros = sweep->training.set.has_truth;
    struct column columns[] = {
        {"rate", .name = "lr", .width = 10, .style = COLUMN_EXACT},
        {"verdict", .name = "verdict", .width = -9, .style = COLUMN_WORD},
        {"epochs", .name = "epochs", .width = 6, .style = COLUMN_PLAIN},
        {"loss", .name = "loss", .width = 14, .style = COLUMN_SHORT},
        {euros ? "root, EUR" : "root", .width = 9},
        {"slope", .name = "slope", .width = 10},
        {"intercept", .name = "intercept", .width = 10},
        {"% less", .name = "improvement_percent", .width = 6,
         .style = COLUMN_PLAIN, .decimals = 2},
        {"foretold", .name = "predicted", .style = COLUMN_WORD,
         .where = TABLE_PAGE},
    };
    struct table table = {.caption = "Every rate, foretold and found",
                          .columns = columns,
                          .n = sizeof columns / sizeof columns[0],
                          .where = where};

    sheet_head(sheet, &table);
    for (size_t i = 0; i < sweep->n; i++)
        show_row(sheet, &table, &sweep->rows[i]);
    sheet_end(sheet, &table);
}

static void diverging_words(struct sheet *sheet, const struct sweep_row *row)
{
    const struct judge *judge = &row->judge;
    double grows = row->forecast.steep_shrink;
    double passed = forecast_overflow(&row->forecast);

    if (judge->verdict == JUDGE_OVERFLOW && judge->steps == 0) {
        sheet_why(sheet, "the first loss is too big already\n");
        return;
    }
    sheet_why(sheet,
              "%s: every step, the error grows %s times, the loss %s times",
              judge->verdict == JUDGE_GREW ? "diverges" : "explodes",
              number_group(num_exp(grows), 4).text,
              number_group(num_exp(2.0 * grows), 4).text);
    if (judge->verdict == JUDGE_OVERFLOW && isfinite(passed))
        sheet_why(sheet, "; the end foretold for %s, found at %.0f",
                  number_group(passed, 1).text, (double)judge->epoch);
    sheet_why(sheet, "\n");
}

/* What a rate that completed has come to, and what holds it up. */
static void completed_words(struct sheet *sheet, const struct training *t,
                            const struct sweep_row *row)
{
    const struct bowl *bowl = &t->trained;
    double first = row->judge.first, last = row->judge.last;
    double steps = row->lr * bowl->steep;

    if (training_at_floor(t, last))
        sheet_why(sheet, "arrived, %s\n", wording_above(t, last).text);
    else if (steps > 2.0)
        sheet_why(sheet, "too few epochs to show that it is above the critical "
                         "rate\n");
    else if (row->left.steep > row->left.flat)
        sheet_why(sheet,
                  "%s: the fast direction alone takes %s epochs to 37 %% "
                  "(1/e)\n",
                  steps > 1.0                   ? "overshoots to and fro"
                  : num_fall(first, last) < 1.0 ? "hardly moves"
                                                : "too slow",
                  wording_epochs(bowl_epochs(row->lr, bowl->steep)).text);
    else
        sheet_why(sheet,
                  "%s, %s: the slow direction takes %s epochs to 37 %%\n",
                  forecast_flat(&row->left) ? "a plateau" : "on its way",
                  wording_above(t, last).text,
                  wording_epochs(bowl_epochs(row->lr, bowl->flat)).text);
}

void sweep_show_words(const struct sweep *sweep, struct sheet *sheet)
{
    size_t best = sweep_best(sweep);

    sheet_why(sheet, "\n");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        bool diverged = judge_diverged(&row->judge);
        sheet_why(sheet, "%10s %s%s", decimal_format(row->lr).text,
                  i == best && sweep->n > 1 ? "best of all; " : "",
                  diverged == row->diverges ? "" : "not as foretold; ");
        if (diverged)
            diverging_words(sheet, row);
        else
            completed_words(sheet, &sweep->training, row);
    }
}
