/*
 * What the usual telling claims about learning rates, judged from the runs.  A
 * claim about one rate is untested where that rate did not run.
 */
#include "stages/sweep_claims.h"

#include "lesson/wording.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

/* The run at the rate that a claim is about; NULL: there is none, and the claim
   is untested. */
static const struct sweep_row *find_rate(const struct sweep *sweep, double lr,
                                         struct finding *f)
{
    char why[60];

    for (size_t i = 0; i < sweep->n; i++)
        if (sweep->rows[i].lr == lr)
            return &sweep->rows[i];
    snprintf(why, sizeof why, "needs --lr %s", decimal_format(lr).text);
    finding_untested(f, why);
    return NULL;
}

/* The same for a claim that is false where the run diverged; NULL also then. */
static const struct sweep_row *find_end(const struct sweep *sweep, double lr,
                                        struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, lr, f);

    if (!row || !judge_diverged(&row->judge))
        return row;
    finding_judge(f, false, (double)NAN, "it diverges");
    return NULL;
}

static void small_barely(const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_end(sweep, 1e-10, f);

    if (!row)
        return;
    double fall = num_fall(row->judge.first, row->judge.last);
    finding_judge(f, fall < 1.0, fall, "%.2f %% less loss", fall);
}

static void small_slope(const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_end(sweep, 1e-10, f);

    if (row && sweep->training.set.has_truth)
        finding_judge(f, fabs(row->line.slope - 2.5) <= 0.25, row->line.slope,
                      "%s", number_plain(row->line.slope, 1).text);
    else if (row)
        finding_untested(f, "needs prices in euros, that is, no --data");
}

static void right_rate(const struct sweep *sweep, struct finding *f)
{
    const struct bowl *bowl = &sweep->training.bowl;
    const struct sweep_row *row = find_end(sweep, 1e-7, f);

    if (!row)
        return;
    double loss = row->judge.last, times = loss / bowl->floor;
    bool near = loss <= 1.1 * bowl->floor || loss <= bowl->rounding;
    if (bowl->floor > 0.0)
        finding_judge(f, near, times, "%s times the floor",
                      number_short(times).text);
    else
        finding_judge(f, near, loss, "loss %s, the floor is 0",
                      number_short(loss).text);
}

static void large_explodes(const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_rate(sweep, 1e-4, f);

    if (!row)
        return;
    double times = row->lr / sweep->training.trained.critical;
    bool best = row == &sweep->rows[sweep_best(sweep)] && sweep->n > 1;
    if (judge_diverged(&row->judge))
        finding_judge(f, true, times, "%s times above critical",
                      number_short(times).text);
    else
        finding_judge(f, false, times, "%s, %s of critical",
                      best ? "the best of all" : "it completes",
                      number_short(times).text);
}

static void millions(const struct sweep *sweep, struct finding *f)
{
    const struct sweep_row *row = find_end(sweep, 1e-10, f);

    if (!row)
        return;
    double epochs = 1.0 / (row->lr * sweep->training.trained.steep);
    finding_judge(f, epochs > 1e5, epochs,
                  "%s to shrink the steep error to 37 %%",
                  wording_epochs(epochs).text);
}

static void critical_decides(const struct sweep *sweep, struct finding *f)
{
    const struct bowl *bowl = &sweep->training.trained;
    size_t right = 0, short_runs = 0;
    bool rounding = false;

    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        bool diverged = judge_diverged(&row->judge);
        right += diverged == row->diverges;
        short_runs += !diverged && row->lr > bowl->critical;
        rounding = rounding || (diverged != row->diverges &&
                                row->forecast.steep <= bowl->rounding);
    }
    finding_judge(f, right == sweep->n, (double)right,
                  "%.0f of %.0f as foretold%s", (double)right, (double)sweep->n,
                  rounding     ? "; at the floor rounding decides"
                  : short_runs ? "; above it with too few epochs to show"
                               : "");
}

static const struct {
    const char *id, *claim;
    void (*judge)(const struct sweep *sweep, struct finding *f);
    bool ours;
} claims[] = {
    {"small-barely", .judge = small_barely,
     .claim = "1e-10 barely moves (under 1 %)"},
    {"small-slope", .judge = small_slope,
     .claim = "1e-10 brings the slope to about 2.5"},
    {"right-rate", .judge = right_rate,
     .claim = "1e-7 is just right (10 % above the floor)"},
    {"large-explodes", .judge = large_explodes, .claim = "1e-4 explodes"},
    {"millions", .judge = millions,
     .claim = "at 1e-10 it would take millions of epochs"},
    {"critical-decides", .judge = critical_decides, .ours = true,
     .claim = "a run diverges exactly above the critical rate"},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int sweep_claims(const void *result, struct finding *findings)
{
    const struct sweep *sweep = result;
    for (int i = 0; i < CLAIMS; i++) {
        findings[i] = (struct finding){.id = claims[i].id,
                                       .claim = claims[i].claim,
                                       .ours = claims[i].ours};
        claims[i].judge(sweep, &findings[i]);
    }
    return CLAIMS;
}
