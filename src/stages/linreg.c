/* The stage linreg, from options to result, what the usual telling claims about
   it, and as a command.  What the run cannot decide is untested, with what
   would. */
#include "stages/linreg.h"

#include "lesson/wording.h"
#include "stages/linreg_show.h"

#include "trainloop/num.h"

#include <math.h>

/* The stop of the journey behind the stop k: 1, 2.5 and 5 times a power of ten,
   but for a few. */
static uint64_t next_stop(uint64_t k)
{
    uint64_t power = 1;

    while (10 * power <= k)
        power *= 10;
    return k <= 1       ? 4 * k + 1
           : k == 100   ? 150
           : k == 150   ? 250
           : k == power ? k / 2 * 5
                        : 2 * k;
}

/* Notes what views and claims look back at. */
struct marker {
    struct line_watch watch; /* first: this is one */
    struct linreg *result;
    uint64_t stop; /* the next one of the journey */
};

static void see(struct line_watch *watch, const struct line_moment *m)
{
    struct marker *marker = (struct marker *)watch;
    struct linreg *r = marker->result;
    const struct dataset *set = &r->training.set;
    uint64_t k = m->steps, epochs = m->fit->judge.rule.epochs;
    bool last = k + 1 == epochs || m->fit->judge.verdict != JUDGE_RUNNING;

    if (m->end)
        return;
    for (struct linreg_part *p = r->part; p < r->part + LINREG_PARTS; p++) {
        if (k == p->from)
            p->first = m->g.loss;
        if (k + 1 == p->to)
            p->last = m->g.loss;
    }
    if (k == epochs / 10)
        r->tenth = m->g.loss;
    if (k == 25 || k == 50)
        r->early[k / 50] = m->g.loss;
    if ((k == marker->stop || last) && r->n < LINREG_MARKS)
        r->journey[r->n++] = (struct linreg_mark){
            k, m->g.loss, line_unscale(&m->line, set->center, set->scale)};
    if (k == marker->stop)
        marker->stop = next_stop(k);
}

static struct linreg_slope compare(double formula, double central, double most)
{
    double apart = fabs(formula - central);

    return (struct linreg_slope){formula, central, apart,
                                 most > 0.0 ? apart / most : apart};
}

/* By Cauchy and Schwarz |d loss / d w| <= 2 sqrt(mean(input^2) * loss): that
   is the measure, for at the best line the gradient itself is 0. */
static struct linreg_check check_gradient(const struct training *t,
                                          const struct line *line)
{
    const struct points *p = &t->set.train;
    struct gradient g = line_gradient(line, p);
    double mean = t->trained.x_mean, deviation = t->trained.x_deviation;
    double x = sqrt(mean * mean + deviation * deviation), root = sqrt(g.loss);
    struct line h = {root / x, root};

    h.slope = h.slope > 0.0 && isfinite(h.slope) ? h.slope : 1.0;
    h.intercept = h.intercept > 0.0 ? h.intercept : 1.0;
    struct gradient c = line_gradient_central(line, p, &h);
    return (struct linreg_check){
        *line, g.loss, compare(g.d_slope, c.d_slope, 2.0 * x * root),
        compare(g.d_intercept, c.d_intercept, 2.0 * root)};
}

/* Has the loss fallen to this one, by more than rounding? */
static bool fell(const struct training *t, double loss)
{
    double first = t->fit.judge.first;

    return !training_nothing(t) && loss < first - 1e-12 * first;
}

/* What the first step is made of. */
static struct linreg_step first_step(const struct training *t)
{
    const struct points *p = &t->set.train;
    if (p->sums)
        return (struct linreg_step){0};
    struct linreg_step s = {.x = p->x[0], .y = p->y[0], .before = t->start};

    s.predicted = line_predict(&t->start, s.x);
    s.error = s.y - s.predicted;
    s.part = -2.0 * s.x * s.error;
    s.g = line_gradient(&t->start, p);
    s.after = s.before;
    line_descend(&s.after, &s.g, t->lr);
    return s;
}

static bool train(void *result, struct audience *audience, struct fault *fault)
{
    static const uint64_t ends[] = {0, 50, 100, 200, 500, 1000};
    const double none = (double)NAN;
    struct linreg *r = result;
    struct training *t = &r->training;
    const struct linreg_options *o = (const void *)t->options;
    struct marker marker = {{.see = see}, .result = r};
    const struct judge *judge = &t->fit.judge;

    (void)fault;
    r->tenth = r->share = r->early[0] = r->early[1] = none;
    for (int i = 0; i < LINREG_PARTS; i++)
        r->part[i] = (struct linreg_part){ends[i], ends[i + 1], none, none};
    r->first = first_step(t);
    training_run(t, audience, true, &marker.watch);
    if (judge->measured > 50 && fell(t, judge->last))
        r->share = 100.0 * (judge->first - r->part[0].last) /
                   (judge->first - judge->last);
    if (isnan(o->training.init[0]))
        r->twin = training_twin(
            t,
            line_scale(&(struct line){0.0, 0.0}, t->set.center, t->set.scale),
            &t->fit.judge.rule);
    if (o->check_gradient) {
        r->check[0] = check_gradient(t, &t->start);
        r->check[1] = check_gradient(t, &t->fit.line);
    }
    return true;
}

static void falls(const void *result, struct finding *f)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double falls = (double)judge->falls, level = (double)judge->level;
    double steps = (double)judge->steps, rises = steps - falls - level;

    bool holds = rises == 0.0 && fell(t, t->fit.last.loss);
    double share = num_fall(judge->first, t->fit.last.loss);

    if (training_untested(t, f, 1))
        return;
    if (holds && falls == 0.0)
        finding_judge(f, true, falls,
                      "by less than 1e-9 a step, %.2g %% in all", share);
    else
        finding_judge(f, holds, falls,
                      "%.0f fall%s, %.0f level (to 1e-9), %.0f rise%s", falls,
                      number_plural(falls), level, rises, number_plural(rises));
}

/* Is a claim about so many epochs, or about how the loss falls, untested? */
static bool misses(const struct linreg *r, uint64_t epochs, bool falls,
                   struct finding *f)
{
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    char needs[40];

    snprintf(needs, sizeof needs, "needs --epochs %.0f or more",
             (double)epochs);
    if (training_untested(t, f, 1))
        return true;
    bool ended = judge->measured < epochs;
    const char *why = judge_diverged(judge) ? "the run diverged"
                      : judge->verdict == JUDGE_INTERRUPTED
                          ? "the run was interrupted"
                      : judge->rule.epochs < epochs    ? needs
                      : ended                          ? "the run ended before"
                      : falls && !fell(t, judge->last) ? "the loss did not fall"
                                                       : NULL;
    if (why)
        finding_untested(f, why);
    return why;
}

static void steep_start(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct fit_line *fit = &r->training.fit;
    double first = fit->judge.first, last = fit->last.loss;
    double share = 100.0 * (first - r->tenth) / (first - last);

    if (misses(r, 10, true, f))
        return;
    if (!(fabs(share - 50.0) < 50.05))
        finding_untested(f, share < 0.0 ? "the loss rose in that tenth"
                                        : "the loss rose after that tenth");
    else if (training_rounding(&r->training, r->tenth))
        finding_judge(f, true, share,
                      "it was at the floor in a tenth of the epochs");
    else
        finding_judge(f, share > 50.0, share,
                      "%s of the fall came in the first tenth of the epochs",
                      wording_share(share).text);
}

/* Of a shorter run 50 epochs are too large a part to say anything. */
enum { SHORTEST = 100 };

static void early_90(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;

    if (misses(r, SHORTEST, true, f))
        return;
    if (!(r->share < 100.05))
        finding_untested(f, "the loss rose after epoch 50");
    else
        finding_judge(f, r->share >= 90.0, r->share, "%s of it, %s%s",
                      wording_share(r->share).text,
                      training_foretold(t) ? "at a rate " : "in batches",
                      training_foretold(t) ? wording_rate(t, t->lr).text : "");
}

static void late_tiny(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct linreg_part *late = &r->part[LINREG_PARTS - 1];
    double fall = num_fall(late->first, late->last);
    bool all = r->training.fit.judge.verdict == JUDGE_INTERRUPTED &&
               r->training.fit.judge.measured >= late->to; /* of these */

    if (all ? training_untested(&r->training, f, 1)
            : misses(r, late->to, true, f))
        return;
    if (fall < -1e-7)
        finding_untested(f, "the loss rose there");
    else if (training_rounding(&r->training, late->first))
        finding_judge(f, true, 0.0, "it was at the floor by epoch 500");
    else
        finding_judge(f, fall < 1.0, fall, "%.1f %% of the loss at epoch 500",
                      fabs(fall));
}

static void ballpark(const void *result, struct finding *f)
{
    const struct training *t = result;
    double worst = line_worst(&t->fit.line, &t->set.train);
    double held = line_worst(&t->fit.line, &t->set.held);

    worst = held <= worst || worst != worst ? worst : held; /* NaN stays */

    if (t->set.has_truth)
        finding_judge(f, worst < 100000.0, worst, "the worst one is EUR %s off",
                      number_short(worst).text);
    else
        finding_untested(f, "needs prices in euros, that is, made data");
}

static void beats_zero(const void *result, struct finding *f)
{
    const struct training *t = result;
    struct line zero = {0.0, 0.0};
    double all = line_loss(&zero, &t->set.train);
    double fall = num_fall(all, t->fit.last.loss);

    if (all <= t->bowl.rounding)
        finding_untested(f, "every y is 0: predicting zero is perfect");
    else
        finding_judge(f, fall > 40.0, fall, "%s %s loss",
                      wording_percent(fabs(fall)).text,
                      fall >= 0.0 ? "less" : "more");
}

static void beats_mean(const void *result, struct finding *f)
{
    const struct training *t = result;
    double mean = t->bowl.baseline, loss = t->fit.last.loss;
    bool better = loss < mean;
    double times = better ? mean / loss : loss / mean;

    if (training_rounding(t, mean))
        finding_untested(f, "no line is better than the mean");
    else if (loss == 0.0 ||
             (training_rounding(t, loss) && !(t->bowl.floor > 0.0)))
        finding_judge(f, true, loss, "there is no loss left");
    else if (times < 1.005)
        finding_untested(f, "as good as the mean, to three digits");
    else
        finding_judge(f, better, loss, "%s times %s", number_short(times).text,
                      better ? "better" : "worse");
}

/* The fall of 25 epochs and that of the 25 before make a factor, which a run
   that slows down keeps: the loss after `more` epochs. */
static double extrapolate(double at_0, double at_25, double at_50,
                          uint64_t more)
{
    double before = at_0 - at_25, now = at_25 - at_50, q = now / before;
    double factor = num_factor(fabs(before), fabs(now), 25);

    if (!(q > 0.0 && q < 1.0) || more == 0)
        return at_50;
    return at_50 - now * q * (1.0 - num_grow(1.0, factor, more)) / (1.0 - q);
}

/* The twin started at 0, 0. */
static void start_matters(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    double loss = t->fit.last.loss, other = r->twin.last.loss;
    double apart = fabs(loss - other);

    if (!isnan(t->options->init[0]))
        finding_untested(f, t->options->data.frame.names.load
                                ? "needs a random start, not a model"
                                : "needs a random start: --init random");
    else if (judge_diverged(&t->fit.judge) || judge_diverged(&r->twin.judge))
        finding_untested(f, "a run diverged");
    else
        finding_judge(f, apart > 0.01 * other && apart > t->bowl.rounding, loss,
                      "typical error %s, and %s from 0, 0",
                      problem_root(&t->set, loss).text,
                      problem_root(&t->set, other).text);
}

static void fifty_tell(const void *result, struct finding *f)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    const struct judge *judge = &t->fit.judge;
    double end = t->fit.last.loss;
    double forecast = extrapolate(judge->first, r->early[0], r->early[1],
                                  judge->steps > 50 ? judge->steps - 50 : 0);
    bool rounding = fmax(fabs(forecast), end) <= t->bowl.rounding;

    if (misses(r, SHORTEST, false, f))
        return;
    if (rounding)
        finding_untested(f, "predicted and observed loss are both rounding");
    else
        finding_judge(f, fabs(forecast - end) <= 0.1 * end, forecast,
                      "typical error: predicted %s, observed %s",
                      problem_root(&t->set, fmax(forecast, 0.0)).text,
                      problem_root(&t->set, end).text);
}

static const struct claim claims[] = {
    {"falls", "the loss falls and never rises", .judge = falls},
    {"steep-start", "steep at first, then a long tail", .judge = steep_start},
    {"early-90", "the first 50 epochs do 90 % of the work", .judge = early_90},
    {"late-tiny", "epochs 500 to 1000 bring less than 1 %", .judge = late_tiny},
    {"slope-true", "the slope comes within 10 % of the truth",
     .judge = training_slope_true, .end = true},
    {"intercept-true", "the intercept comes within 10 % of the truth",
     .judge = training_intercept_true, .end = true},
    {"ballpark", "every prediction within EUR 100,000", .judge = ballpark,
     .end = true},
    {"beats-zero", "much better than predicting zero (by 40 %)",
     .judge = beats_zero, .end = true},
    {"fifty-tell", "50 epochs tell how it will end (within 10 %)",
     .judge = fifty_tell},
    {"start-matters", "the start decides how it ends (by 1 %)",
     .judge = start_matters},
    {"beats-mean", "better than predicting the mean", .judge = beats_mean,
     .ours = true, .end = true},
    {0},
};

static int judge(const void *result, struct finding *findings)
{
    const struct training *t = result;
    int n = finding_claims(claims, t, findings);

    for (int i = 0; i < n; i++) /* where there is no end */
        if (t->fit.judge.verdict == JUDGE_OVERFLOW && claims[i].end &&
            findings[i].verdict != FINDING_UNTESTED)
            finding_judge(&findings[i], false, (double)NAN, "the run diverged");
    return n;
}

/* The next step: real data wants its x scaled, after that why is the
   question. */
static void next(const void *result, struct report *command)
{
    const struct training *t = result;
    const struct training_options *o = t->options;
    bool scale = o->data.frame.names.data && t->bowl.unique && !o->standardize;

    if (judge_diverged(&t->fit.judge))
        return;
    report_print(command, scale ? " linreg" : " sweep");
    problem_again(command, &linreg_stage.command, o, false);
    report_print(command, "%s",
                 scale            ? " " PRESET_SCALED
                 : o->standardize ? " --standardize --lr auto"
                                  : "");
}

/* --seeds: how many runs diverged. */
static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct training *t = result;

    (void)fault;
    *(int *)sum += judge_diverged(&t->fit.judge);
    *loss = t->fit.last.loss;
    return true;
}

static void show_sum(const void *sum, const void *options, struct sheet *sheet)
{
    const struct frame_options *o = options;
    int diverged = *(const int *)sum;

    double completed = (double)o->seeds - diverged;

    sheet_result(sheet, ": %.0f run%s completed, %d diverged\n", completed,
                 number_plural(completed), diverged);
}

static const struct linreg_options preset = {
    .training = {PRESET_DATA,
                 .rule = {.epochs = PRESET_EPOCHS, .lr = PRESET_LR},
                 .every = {.n = PRESET_EVERY}},
};

#define AT(field) offsetof(struct linreg_options, field)

static const struct opt own_rows[] = {
    {"--trace", .value = "K", .kind = OPT_COUNT, .at = AT(trace),
     .help = "show one epoch in detail, K rows of it"},
    {"--stages", .kind = OPT_FLAG, .at = AT(stages),
     .help = "what each part of the run improved"},
    {"--journey", .kind = OPT_FLAG, .at = AT(journey),
     .help = "how far the slope was, and when"},
    {"--check-gradient", .kind = OPT_FLAG, .at = AT(check_gradient),
     .help = "the formulas beside differences of the loss"},
    {"--seeds", .value = "N", .kind = OPT_COUNT,
     .at = AT(training.data.frame.seeds), .min = 1, .max = 1e6,
     .help = "run on N seeds: how often claims hold",
     .clash = "--data --history --save --load --trace --stages --journey "
              "--timing --check-gradient --format"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.data.frame.names.csv),
     .help = "csv: the same as --history -"},
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
    {"What it shows, and where", .rows = own_rows},
    {.rows = frame_history_row},
    {.rows = frame_model_rows},
    {.rows = frame_picture_rows},
    {.rows = frame_talk_rows},
    {0},
};

const struct stage linreg_stage = {
    .command.name = "linreg",
    .command.run = frame_command,
    .command.summary = "learn price = slope * sqm + intercept from them",
    .command.about =
        "Trains a straight line: predict, measure the loss, find the "
        "gradient, update.",
    .command.examples = "  trainloop linreg --lr 1e-7 --epochs 200\n"
                        "  trainloop linreg --epochs 1000 --stages --journey\n"
                        "  trainloop linreg --standardize --lr 0.4\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .figures = "loss|lines|bowl|scaled|strip|loop",
    .size = sizeof(struct linreg),
    TRAINING_SEALS,
    .csv_is_history = true,
    .open = training_open,
    .head = wording_head,
    .train = train,
    .judge = judge,
    .show = linreg_show,
    .next = next,
    .answer = training_answer,
    .save = training_save,
    .close = training_close,
    .runs = "draws of the data",
    .sum_size = sizeof(int),
    .count = count,
    .show_sum = show_sum,
};
