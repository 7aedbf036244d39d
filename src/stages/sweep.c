/* The stage sweep, from options to result, and what the usual telling claims
   about learning rates: untested where that rate did not run. */
#include "stages/sweep.h"

#include "lesson/wording.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool sweep_automatic(const struct sweep_options *options)
{
    return strcmp(options->rates, "auto") == 0;
}

/* --lr auto: times critical, from far too small to far too large. */
enum { PROPOSED = 7 };
static const double proposed[PROPOSED] = {0.001, 0.01, 0.1, 0.5, 0.9, 1.1, 2.0};

/* The rates are cut to three digits, so that they can be typed again. */
static bool propose(struct sweep *r, struct fault *fault)
{
    const struct training *t = &r->training;
    double critical = t->trained.critical;

    if (!(critical > 1e-300))
        return fault_say(
            fault, t->options->data.file ? FAULT_FILE : FAULT_USAGE,
            "Divide it by a power of ten, or make the --range smaller",
            "'%.40s' is too big: no rate is stable that '--lr auto' could "
            "propose",
            t->set.x_name);
    for (int i = 0; i < PROPOSED; i++) {
        r->rows[i].asked = proposed[i];
        decimal_parse(number_below(proposed[i] * critical, 3).text,
                      &r->rows[i].lr);
    }
    return true;
}

/* One row for every rate, still without results. */
static bool make_rows(struct sweep *r, struct fault *fault)
{
    bool automatic = sweep_automatic(r->options);
    const char *rates = r->options->rates;
    size_t n = automatic ? PROPOSED : 1;

    for (const char *c = rates; *c != '\0'; c++)
        n += *c == ',';
    r->rows = calloc(n, sizeof *r->rows);
    if (!r->rows)
        return fault_memory(fault, (double)n * (double)sizeof *r->rows,
                            "this many rates");
    r->n = n;
    if (automatic)
        return propose(r, fault);
    for (struct sweep_row *row = r->rows; rates; row++) {
        rates = opt_next(rates, &row->lr);
        row->asked = row->lr;
    }
    return true;
}

bool sweep_open(void *result, const void *options, bool pictures,
                struct fault *fault)
{
    struct sweep *r = result;
    const struct sweep_options *o = r->options = options;
    struct training *t = &r->training;

    if (!training_open(t, &o->training, false, fault) || !make_rows(r, fault))
        return false;
    for (size_t i = 0; i < r->n; i++) {
        struct sweep_row *row = &r->rows[i];
        row->forecast = forecast_make(&t->trained, &t->start, row->lr);
        row->diverges =
            forecast_diverges(&row->forecast, (double)o->training.rule.epochs);
        if (pictures && i < SWEEP_DRAWN &&
            !training_sketch(&row->sketch, fault))
            return false;
    }
    return true;
}

bool sweep_train(void *result, struct audience *audience, struct fault *fault)
{
    struct sweep *r = result;
    struct training *t = &r->training;

    (void)fault;
    if (audience)
        progress_start(&audience->progress, "epoch",
                       r->n * t->options->rule.epochs, (double)t->set.train.n,
                       audience->quiet);
    for (size_t i = 0; i < r->n; i++) {
        struct sweep_row *row = &r->rows[i];
        t->lr = row->lr;
        t->sketch = row->sketch;
        training_run(t, audience, false, NULL);
        row->sketch = t->sketch;
        t->sketch = (struct sketch){0};
        row->judge = t->fit.judge;
        row->line = training_line(t);
        row->left = forecast_make(&t->trained, &t->fit.line, row->lr);
        if (audience && audience->interrupted)
            row->diverges =
                forecast_diverges(&row->forecast, (double)row->judge.measured);
        if (audience && *audience->stop)
            r->n = i + 1; /* the others have no result */
    }
    return true;
}

void sweep_close(void *result)
{
    struct sweep *r = result;

    for (size_t i = 0; i < r->n; i++)
        training_forget(&r->rows[i].sketch);
    free(r->rows);
    training_close(&r->training);
}

size_t sweep_best(const struct sweep *r)
{
    size_t best = r->n;

    for (size_t i = 0; i < r->n; i++) {
        const struct judge *judge = &r->rows[i].judge;
        if (!judge_diverged(judge) &&
            (best == r->n || judge->last < r->rows[best].judge.last))
            best = i;
    }
    return best;
}

/* The run at the rate that a claim is about; NULL: there is none, and the claim
   is untested. */
static const struct sweep_row *find_rate(const struct sweep *r, double lr,
                                         struct finding *f)
{
    char why[60];

    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].lr == lr)
            return &r->rows[i];
    snprintf(why, sizeof why, "needs --lr %s", decimal_format(lr).text);
    finding_untested(f, why);
    return NULL;
}

/* The same for a claim that is false where the run diverged; NULL also then. */
static const struct sweep_row *find_end(const struct sweep *r, double lr,
                                        struct finding *f)
{
    const struct sweep_row *row = find_rate(r, lr, f);

    if (!row || !judge_diverged(&row->judge))
        return row;
    finding_judge(f, false, (double)NAN, "it diverges");
    return NULL;
}

static void small_barely(const void *result, struct finding *f)
{
    const struct sweep_row *row = find_end(result, 1e-10, f);
    double fall = row ? num_fall(row->judge.first, row->judge.last) : 0.0;

    if (row)
        finding_judge(f, fall < 1.0, fall, "%.2f %% less loss", fall);
}

static void small_slope(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct sweep_row *row = find_end(r, 1e-10, f);

    if (row && r->training.set.has_truth)
        finding_judge(f, fabs(row->line.slope - 2.5) <= 0.25, row->line.slope,
                      "%s", number_plain(row->line.slope, 1).text);
    else if (row)
        finding_untested(f, "needs prices in euros, that is, no --data");
}

static void right_rate(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct bowl *bowl = &r->training.bowl;
    const struct sweep_row *row = find_end(r, 1e-7, f);

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

static void large_explodes(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct sweep_row *row = find_rate(r, 1e-4, f);

    if (!row)
        return;
    double times = row->lr / r->training.trained.critical;
    bool best = row == &r->rows[sweep_best(r)] && r->n > 1;
    if (judge_diverged(&row->judge))
        finding_judge(f, true, times, "%s times above critical",
                      number_short(times).text);
    else
        finding_judge(f, false, times, "%s, %s of critical",
                      best ? "the best of all" : "it completes",
                      number_short(times).text);
}

static void millions(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    double epochs = 1.0 / (1e-10 * r->training.trained.steep);

    if (find_end(r, 1e-10, f))
        finding_judge(f, epochs > 1e5, epochs,
                      "%s to shrink the steep error to 37 %%",
                      wording_epochs(epochs).text);
}

static void critical_decides(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct bowl *bowl = &r->training.trained;
    double n = (double)r->n, right = 0.0;
    bool too_short = false, rounding = false;

    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        bool diverged = judge_diverged(&row->judge);
        if (diverged == row->diverges)
            right++;
        else if (row->forecast.steep <= bowl->rounding)
            rounding = true;
        if (!diverged && row->lr > bowl->critical)
            too_short = true;
    }
    finding_judge(f, right == n, right, "%.0f of %.0f as foretold%s", right, n,
                  rounding    ? "; at the floor rounding decides"
                  : too_short ? "; above it with too few epochs to show"
                              : "");
}

int sweep_claims(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"small-barely", "1e-10 barely moves (under 1 %)",
         .judge = small_barely},
        {"small-slope", "1e-10 brings the slope to about 2.5",
         .judge = small_slope},
        {"right-rate", "1e-7 is just right (10 % above the floor)",
         .judge = right_rate},
        {"large-explodes", "1e-4 explodes", .judge = large_explodes},
        {"millions", "at 1e-10 it would take millions of epochs",
         .judge = millions},
        {"critical-decides", "a run diverges exactly above the critical rate",
         .judge = critical_decides, .ours = true},
    };

    return finding_claims(claims, 6, result, findings);
}
