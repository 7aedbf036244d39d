/* The stage sweep, from options to result, what the usual telling claims about
   learning rates, untested where that rate did not run, and as a command. */
#include "stages/sweep.h"

#include "base/utf8.h"
#include "lesson/wording.h"
#include "stages/sweep_show.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_automatic(const struct sweep_options *options)
{
    return strcmp(options->rates, "auto") == 0;
}

/* --lr auto: times critical, from far too small to far too large. */
enum { PROPOSED = 7 };
static const double proposed[PROPOSED] = {0.001, 0.01, 0.1, 0.5, 0.9, 1.1, 2.0};

static bool propose(struct sweep *r, struct fault *fault)
{
    bool good = true;

    for (int i = 0; good && i < PROPOSED; i++)
        good = training_rate(&r->training, proposed[i], &r->rows[i].lr, fault);
    return good;
}

/* One row for every rate, still without results. */
static bool make_rows(struct sweep *r, struct fault *fault)
{
    bool automatic = is_automatic(r->options);
    const char *rates = r->options->rates;
    size_t n = automatic ? PROPOSED : 1;

    for (const char *c = rates; *c != '\0'; c++)
        n += *c == ',';
    r->rows = calloc(n, sizeof *r->rows);
    if (!r->rows)
        return fault_memory(fault, (double)n * (double)sizeof *r->rows,
                            "this many rates");
    r->n = r->training.rates = n;
    if (automatic)
        return propose(r, fault);
    for (struct sweep_row *row = r->rows; rates; row++)
        rates = opt_next(rates, &row->lr);
    return true;
}

static double leaves(const struct training *t, const struct sweep_row *row)
{
    const struct bowl *bowl = &t->trained;

    if (bowl->momentum == 0.0)
        return 100.0 * (1.0 - row->lr * bowl->steep);
    int side = bowl_side(row->lr, bowl->steep, bowl->momentum);
    return (side < 0 ? -100.0 : 100.0) * num_exp(row->forecast.steep_shrink);
}

static bool open(void *result, const void *options, bool pictures,
                 struct fault *fault)
{
    struct sweep *r = result;
    const struct sweep_options *o = r->options = options;
    struct training *t = &r->training;

    t->rates = 1; /* has rates of its own */
    if (!training_open(t, &o->training, false, fault) || !make_rows(r, fault))
        return false;
    r->fastest = 2.0 / (t->trained.steep + t->trained.flat);
    r->distance =
        t->trained.condition > 1.0 ? 2.0 * forecast_fastest(&t->trained) : 1.0;
    for (size_t i = 0; i < r->n; i++) {
        struct sweep_row *row = &r->rows[i];
        row->forecast = forecast_make(&t->trained, &t->start, row->lr);
        row->leaves = leaves(t, row);
        row->foretold = training_foretold(t);
        row->diverges =
            row->foretold &&
            forecast_diverges(&row->forecast, (double)o->training.rule.epochs);
        if (pictures && i < SWEEP_DRAWN &&
            !training_sketch(&row->sketch, fault))
            return false;
    }
    return true;
}

/* How many diverged; the lowest loss of those that learned at a rate up to the
   critical one; of those as low it is the first. */
static void find_best(struct sweep *r)
{
    double least = HUGE_VAL;

    r->best = r->n;
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        double loss = row->loss;
        bool stable = row->lr <= r->training.trained.critical || !row->foretold;
        r->gone += row->diverged;
        if (row->diverged || !stable ||
            !(num_fall(row->judge.first, loss) > 1e-7) ||
            loss > least * (1.0 + 1e-12))
            continue;
        r->alone = loss < least * (1.0 - 1e-12) &&
                   !(r->best < r->n && training_rounding(&r->training, least));
        r->best = r->alone || r->best == r->n ? i : r->best;
        least = fmin(least, loss);
    }
}

/* Notes the slope after the first steps. */
struct marker {
    struct line_watch watch; /* first: this is one */
    const struct dataset *set;
    double *early; /* (SWEEP_EARLY) */
};

static void see(struct line_watch *watch, const struct line_moment *m)
{
    struct marker *marker = (struct marker *)watch;
    const struct dataset *set = marker->set;

    if (m->steps >= 1 && m->steps <= SWEEP_EARLY)
        marker->early[m->steps - 1] =
            line_unscale(&m->line, set->center, set->scale).slope;
}

static bool train(void *result, struct audience *audience, struct fault *fault)
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
        struct marker marker = {{.see = see}, &t->set, row->early};
        for (int k = 0; k < SWEEP_EARLY; k++)
            row->early[k] = (double)NAN;
        t->lr = row->lr;
        t->sketch = row->sketch;
        training_run(t, audience, false, &marker.watch);
        row->sketch = t->sketch;
        t->sketch = (struct sketch){0};
        row->judge = t->fit.judge;
        row->diverged = judge_diverged(&row->judge);
        row->line = t->line;
        row->loss = t->fit.last.loss;
        row->left = t->left;
        row->state = t->end.state;
        row->steep_done = row->left.steep <= 1e-4 * row->forecast.steep;
        if (audience && audience->interrupted && row->foretold)
            row->diverges =
                forecast_diverges(&row->forecast, (double)row->judge.measured);
        row->chance = row->foretold && row->diverged != row->diverges &&
                      row->lr > t->trained.critical &&
                      row->forecast.steep <= t->trained.rounding;
        if (audience && *audience->stop) {
            r->cut = true;
            r->n = i + 1; /* the others have no result */
        }
    }
    find_best(r);
    return true;
}

static void close(void *result)
{
    struct sweep *r = result;

    for (size_t i = 0; i < r->n; i++)
        training_forget(&r->rows[i].sketch);
    free(r->rows);
    training_close(&r->training);
}

/* The run at the rate that a claim is about; NULL: there is none, and the claim
   is untested. */
static const struct sweep_row *find_rate(const struct sweep *r, double lr,
                                         struct finding *f)
{
    char why[60];

    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].lr == lr)
            return !r->rows[i].diverged && training_untested(&r->training, f, 1)
                       ? NULL
                       : &r->rows[i];
    snprintf(why, sizeof why, "needs --lr %s", decimal_format(lr).text);
    finding_untested(f, r->cut ? "the run was interrupted" : why);
    return NULL;
}

/* The same for a claim that is false where the run diverged; NULL also then. */
static const struct sweep_row *find_end(const struct sweep *r, double lr,
                                        struct finding *f)
{
    const struct sweep_row *row = find_rate(r, lr, f);

    if (!row || !row->diverged)
        return row;
    finding_judge(f, false, (double)NAN, "it diverges");
    return NULL;
}

static void small_barely(const void *result, struct finding *f)
{
    const struct sweep_row *row = find_end(result, 1e-10, f);
    double fall = row ? num_fall(row->judge.first, row->loss) : 0.0;

    if (row)
        finding_judge(f, fall < 1.0, fall, "%.2f %% %s loss", fabs(fall),
                      fall >= 0.0 ? "less" : "more");
}

static void small_slope(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct sweep_row *row = find_end(r, 1e-10, f);

    if (row && r->training.set.has_truth)
        finding_judge(f, fabs(row->line.slope - 2.5) <= 0.25, row->line.slope,
                      "%s", number_plain(row->line.slope, 1).text);
    else if (row)
        finding_untested(f, "needs prices in euros, that is, made data");
}

static void right_rate(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct bowl *bowl = &r->training.bowl;
    const struct sweep_row *row = find_end(r, 1e-7, f);

    if (!row)
        return;
    double loss = row->loss, floor = bowl->floor;
    finding_judge(f, loss <= 1.1 * floor || loss <= bowl->rounding,
                  floor > 0.0 ? loss / floor : loss, "%s",
                  wording_above(&r->training, loss).text);
}

static void large_explodes(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct sweep_row *row = find_rate(r, 1e-4, f);

    if (!row)
        return;
    double times = row->lr / r->training.trained.critical;
    struct number rate = wording_rate(&r->training, row->lr);
    bool best = row == &r->rows[r->best] && r->n > 1 && r->alone;
    finding_judge(f, row->diverged, times, "%s%s",
                  row->diverged ? row->foretold ? "" : "it does, "
                  : best        ? "the best of all, "
                                : "it completes, ",
                  row->foretold ? rate.text : "in batches");
}

static void millions(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    const struct sweep_row *row = find_end(r, 1e-10, f);
    const struct bowl *bowl = &r->training.trained;
    double shrink = row ? row->forecast.steep_shrink : 0.0;
    double epochs =
        row ? ceil(forecast_epochs(bowl, row->lr, bowl->steep)) : HUGE_VAL;

    if (row && !row->foretold)
        finding_untested(f, "with --batch nothing is predicted");
    else if (row && row->forecast.steep <= r->training.trained.rounding)
        finding_untested(f, "the steep direction is in its place");
    else if (row && !(shrink < 0.0))
        finding_judge(f, false, epochs, "it never gets there");
    else if (row)
        finding_judge(f, epochs >= 1e6, epochs,
                      "%s to cover 99 %% of the steep direction",
                      wording_time(epochs).text);
}

static void critical_decides(const void *result, struct finding *f)
{
    const struct sweep *r = result;
    double n = (double)r->n, right = 0.0, below = 0.0;
    bool few = false, moved = false;

    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        moved |= row->diverged;
        right += row->diverged == row->diverges;
        n -= row->chance;
        few |= !row->diverged && row->lr > r->training.trained.critical;
        below += row->diverged && row->lr < r->training.trained.critical;
    }
    if (!training_foretold(&r->training))
        finding_untested(f, "with --batch nothing is predicted");
    else if (training_nothing(&r->training) && !moved)
        (void)training_untested(&r->training, f, 1);
    else if (r->cut)
        finding_untested(f, "the run was interrupted");
    else if (forecast_overflow(&r->rows[0].forecast) == 0.0)
        finding_untested(f, "the first loss is too big already");
    else if (n < 1.0)
        finding_untested(f, "rounding alone decides");
    else
        finding_judge(f, right == n && below == 0.0, right,
                      "%.0f of %.0f as predicted%s", right, n,
                      below > 0.0 ? "; below it the first steps overshoot"
                      : few       ? "; above it with too few epochs to show"
                                  : "");
}

static int judge(const void *result, struct finding *findings)
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
        {0},
    };

    return finding_claims(claims, result, findings);
}

static const struct sweep_options preset = {
    .training = {PRESET_DATA, .rule = {.epochs = PRESET_EPOCHS}},
    .rates = PRESET_RATES,
};

#define AT(field) offsetof(struct sweep_options, field)

const struct opt sweep_rates_row[] = {
    {"--lr", .alias = "--learning-rate", .value = "RATE,...", .kind = OPT_LIST,
     .at = AT(rates), .help = "rates, or auto: 7 parts of critical",
     .with = "--data --moments", .then = "auto"},
    {0},
};

static const struct opt own_rows[] = {
    {"--seeds", .value = "N", .kind = OPT_COUNT,
     .at = AT(training.data.frame.seeds), .min = 1, .max = 1e6,
     .help = "run on N seeds: how often claims hold",
     .clash = "--data --history --timing --format"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.data.frame.names.csv),
     .help = "csv: a row for every rate"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows},
    {.rows = problem_sums_row},
    {.rows = problem_curve_row},
    {"Training", .rows = sweep_rates_row},
    {.rows = training_rows},
    {.rows = training_descent_rows},
    {"Output", .rows = own_rows},
    {.rows = frame_history_row},
    {.rows = frame_picture_rows},
    {.rows = frame_talk_rows},
    {0},
};

/* Where the rates or the data are the learner's own, the best goes on; without
   one, other rates are to be tried. */
static void next(const void *result, struct report *command)
{
    const struct sweep *r = result;
    const struct training_options *o = &r->options->training;
    double critical = r->training.trained.critical;
    bool own = o->standardize || o->data.frame.names.data ||
               !(critical > PRESET_LR) ||
               strcmp(r->options->rates, preset.rates) != 0;
    bool none = r->best == r->n;

    if (none && (is_automatic(r->options) || !(critical > 1e-300) ||
                 training_nothing(&r->training)))
        return;
    report_print(command, none ? " sweep" : " early-stop");
    problem_again(command, &sweep_stage.command, r->options, false);
    if (o->standardize)
        report_print(command, " --standardize");
    if (none)
        report_print(command, " --lr auto");
    else if (own && r->rows[r->best].lr != PRESET_LR)
        report_print(command, " --lr %s",
                     decimal_format(r->rows[r->best].lr).text);
}

/* --seeds: what became of every rate, and of the forecasts. */
struct fates {
    struct fate {
        double asked; /* the rate; with "auto" its part of critical */
        int diverged, right;
    } * rates; /* (n) */
    size_t n;
};

static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct sweep *r = result;
    struct fates *fates = sum;

    if (!fates->rates)
        fates->rates = calloc(r->n, sizeof *fates->rates);
    if (!fates->rates)
        return fault_memory(fault, (double)r->n * (double)sizeof *fates->rates,
                            "this many rates");
    fates->n = r->n;
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        fates->rates[i].asked =
            is_automatic(r->options) ? proposed[i] : row->lr;
        fates->rates[i].diverged += row->diverged;
        fates->rates[i].right += row->diverged == row->diverges || row->chance;
    }
    *loss = r->rows[0].judge.last;
    return true;
}

static void show_sum(const void *sum, const void *options, struct sheet *sheet)
{
    const struct sweep_options *o = options;
    const struct fates *fates = sum;
    double seeds = (double)o->training.data.frame.seeds;
    double epochs = (double)o->training.rule.epochs;
    struct column columns[] = {
        {is_automatic(o) ? "x critical" : "rate", .width = 12,
         .style = COLUMN_EXACT},
        {"completed", .width = 10, .style = COLUMN_PLAIN},
        {"diverged", .width = 10, .style = COLUMN_PLAIN},
        {"as predicted", .width = 16, .style = COLUMN_PLAIN},
    };
    struct table table = {NULL, columns, o->training.batch > 0 ? 3 : 4,
                          .where = TABLE_TERMINAL};

    sheet_result(sheet, ", %.0f epoch%s each\n\n", epochs,
                 number_plural(epochs));
    sheet_head(sheet, &table);
    for (size_t i = 0; i < fates->n; i++) {
        const struct fate *f = &fates->rates[i];
        sheet_numbers(
            sheet, &table, NULL,
            (double[]){f->asked, seeds - f->diverged, f->diverged, f->right});
    }
    sheet_end(sheet, &table);
}

static void close_sum(void *sum)
{
    free(((struct fates *)sum)->rates);
}

const struct stage sweep_stage = {
    .command.name = "sweep",
    .command.run = frame_command,
    .command.summary = "try several learning rates side by side",
    .command.about =
        "Predicts what every rate will do, runs it, and shows both.",
    .command.examples = "  trainloop sweep\n"
                        "  trainloop sweep --lr auto --epochs 1000\n"
                        "  trainloop sweep --lr 1.1e-4,1.2e-4,1.3e-4\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .figures = "curves|bowl",
    .size = sizeof(struct sweep),
    TRAINING_SEALS,
    .open = open,
    .head = sweep_head,
    .train = train,
    .judge = judge,
    .show = sweep_show,
    .next = next,
    .close = close,
    .runs = "draws of the data",
    .sum_size = sizeof(struct fates),
    .count = count,
    .show_sum = show_sum,
    .close_sum = close_sum,
};
