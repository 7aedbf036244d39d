/* The stage generalize, from options to result, what the usual telling claims
   about it, and as a command. */
#include "stages/generalize.h"

#include "lesson/wording.h"
#include "stages/generalize_show.h"

#include <math.h>

enum { UNSEEN = GENERALIZE_UNSEEN, BINS = GENERALIZE_BINS };
enum { WIDE = 2 }; /* deviations that chance may make */

static const double unseen[UNSEEN] = {50.0, 75.0, 95.0, 110.0, 140.0};

/* Prices the five by the truth and new noise. */
static bool price(const struct truth *truth, uint64_t seed, double y[UNSEEN],
                  struct fault *fault)
{
    struct rng rng;

    rng_seed(&rng, (uint32_t)seed);
    points_price(truth, unseen, y, UNSEEN, &rng);
    for (int i = 0; i < UNSEEN; i++)
        if (!isfinite(y[i]))
            return fault_say(
                fault, FAULT_USAGE,
                "Choose smaller values for --slope, --intercept or --noise",
                "with these settings the price of %g square metres is too big "
                "a number",
                unseen[i]);
    return true;
}

/* The test set, before the training. */
static bool prepare(struct generalize *r, struct fault *fault)
{
    const struct dataset *set = &r->training.set;
    const struct bowl *bowl = &r->training.bowl;
    struct test *test = &r->test;

    test->points = set->held;
    if (set->held.n > 0)
        return true;
    test->points = (struct points){test->scaled, test->y, UNSEEN};
    for (int i = 0; i < UNSEEN; i++) {
        double x = test->x[i] = unseen[i];
        test->scaled[i] = (x - set->center) / set->scale;
        test->beyond += x < bowl->x_low || x > bowl->x_high;
    }
    return price(&set->truth, r->options->test_seed, test->y, fault);
}

static bool open(void *result, const void *options, bool pictures,
                 struct fault *fault)
{
    struct generalize *r = result;
    const struct generalize_options *o = r->options = options;

    if (o->training.data.frame.names.data && !(o->training.holdout > 0.0))
        return fault_say(fault, FAULT_USAGE, "Add --holdout 0.2",
                         "'--data' needs '--holdout': rows to score on, which "
                         "the training never sees");
    return frame_seeds("--draws", o->test_seed, o->draws, fault) &&
           training_open(&r->training, &o->training, pictures, fault) &&
           prepare(r, fault);
}

static bool is_outside(double distance)
{
    return !(fabs(distance) <= WIDE);
}

void generalize_score(struct generalize *r)
{
    const struct training *t = &r->training;
    double noise = t->set.truth.noise, loss = t->fit.last.loss;
    const struct dataset *set = &t->set;
    struct test *test = &r->test;

    training_lines(t, r->lines);
    for (struct problem_line *l = r->lines; l->label; l++) {
        struct line line = line_scale(&l->line, set->center, set->scale);
        if (l == r->lines)
            line = t->fit.line; /* the same, without its rounding */
        l->score[0] = line_mean_error(&line, &set->train);
        l->score[1] = line_mean_error(&line, &test->points);
    }
    test->mae_train = r->lines[0].score[0];
    test->mae = r->lines[0].score[1];
    test->mse = line_gradient(&t->fit.line, &test->points).loss;
    if (t->set.has_truth) {
        struct band band = band_of_noise(noise, t->set.train.n);
        test->underfits = band_distance(&band, test->mae_train) > WIDE;
        test->band = band_of_noise(noise, test->points.n);
    } else {
        test->band = band_of_errors(test->mae_train, loss, test->points.n);
    }
    double mean = test->band.mean, deviation = test->band.deviation;
    test->distance = band_distance(&test->band, test->mae);
    test->outside = is_outside(test->distance);
    test->low = fmax(0.0, mean - WIDE * deviation);
    test->high = mean + WIDE * deviation;
    for (int i = 0; i <= BINS; i++)
        r->edge[i] = fmax(0.0, mean + deviation * (i / 2.0 - 3.0));
}

static void count_draw(struct draws *d, const struct band *band, double error)
{
    enum { LAST = BINS - 1 };
    double distance = band_distance(band, error);
    double at = 2.0 * (distance + 3.0);
    int bin = !(at > 0.0) ? 0 : at < LAST ? (int)at : LAST;

    d->bin[bin]++;
    d->outside += is_outside(distance);
    d->sum += error;
    d->least = fmin(d->least, error);
    d->most = fmax(d->most, error);
}

/* --draws: scores the learned and the true line on every test set. */
static bool draw_all(struct generalize *r, const struct audience *audience,
                     struct fault *fault)
{
    const struct generalize_options *o = r->options;
    const struct truth *truth = &r->training.set.truth;
    double y[UNSEEN];
    struct points plain = {unseen, y, UNSEEN};
    struct points points = {r->test.scaled, y, UNSEEN};
    struct progress progress;

    r->draws = r->true_draws = (struct draws){.least = HUGE_VAL};
    progress_start(&progress, "draw", o->draws, UNSEEN,
                   !audience || audience->quiet);
    for (uint64_t k = 0; k < o->draws; k++) {
        if (!price(truth, o->test_seed + k, y, fault))
            return false;
        double error = line_mean_error(&r->training.fit.line, &points);
        count_draw(&r->draws, &r->test.band, error);
        count_draw(&r->true_draws, &r->test.band,
                   line_mean_error(&truth->line, &plain));
        if (k == progress.next)
            progress_look(&progress, k, error);
    }
    return true;
}

static bool train(void *result, struct audience *audience, struct fault *fault)
{
    struct generalize *r = result;

    training_run(&r->training, audience, false, NULL);
    if (audience)
        progress_stop(&audience->progress);
    generalize_score(r);
    return judge_diverged(&r->training.fit.judge) || r->options->draws <= 1 ||
           draw_all(r, audience, fault);
}

static void test_like_training(const void *result, struct finding *f)
{
    const struct generalize *r = result;
    const struct test *test = &r->test;

    finding_judge(f, !test->outside, test->mae, "%s; %s: %s to %s",
                  number_short(test->mae).text,
                  r->training.set.has_truth ? "noise alone" : "chance",
                  number_short(test->low).text, number_short(test->high).text);
}

static int judge(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"test-like-training", "the test error is in the training's range",
         .judge = test_like_training},
        {"slope-known", "about the true slope (10 %)",
         .judge = training_slope_true},
        {0},
    };
    const struct generalize *r = result;
    int n = finding_claims(claims, r, findings);

    for (int i = 0; i < n && judge_diverged(&r->training.fit.judge); i++)
        finding_judge(&findings[i], false, (double)NAN, "the run diverged");
    return n;
}

static const struct generalize_options preset = {
    .training = {PRESET_DATA,
                 .rule = {.lr = PRESET_LR, .epochs = PRESET_CAP, PRESET_STOP}},
    .draws = 1,
    .test_seed = PRESET_TEST_SEED,
};

/* More test sets, then real data, then words. */
static void next(const void *result, struct report *command)
{
    const struct generalize *r = result;
    const struct generalize_options *o = r->options;

    if (judge_diverged(&r->training.fit.judge))
        return;
    if (o->training.data.frame.names.data || o->training.holdout > 0.0) {
        report_print(command, " bigram");
    } else if (o->draws > 1) {
        report_print(command,
                     " generalize --data data/sacramento.csv --holdout "
                     "0.2 --standardize --lr 0.1");
    } else {
        report_print(command, " generalize");
        problem_again(command, &generalize_stage.command, o, true);
        report_print(command, " --draws 1000");
    }
}

#define AT(field) offsetof(struct generalize_options, field)

const struct opt generalize_rows[] = {
    {"--draws", .value = "N", .kind = OPT_COUNT, .at = AT(draws), .min = 1,
     .max = 1e6, .help = "how many test sets, of five apartments each",
     .clash = "--data --holdout"},
    {"--test-seed", .value = "N", .kind = OPT_COUNT, .at = AT(test_seed),
     .max = 4294967295.0, .help = "seed of the test set, or of the first one",
     .clash = "--data --holdout"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.data.frame.names.csv),
     .help = "csv: the scores as two rows"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows},
    {"Training, as early-stop does it", training_rows, .n = TRAINING_EVERY},
    {.rows = training_stop_rows},
    {"Test and output", .rows = generalize_rows},
    {.rows = frame_rows, .n = FRAME_MODEL},
    {.rows = frame_rows + FRAME_PICTURES},
    {0},
};

const struct stage generalize_stage = {
    .command.name = "generalize",
    .command.run = frame_command,
    .command.summary =
        "score the trained model on apartments it has never seen",
    .command.about =
        "Trains as early-stop does, then asks: has it learned, or only "
        "memorised?",
    .command.examples = "  trainloop generalize\n"
                        "  trainloop generalize --draws 1000\n"
                        "  trainloop generalize --data data/sacramento.csv "
                        "--holdout 0.2\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct generalize),
    TRAINING_SEALS,
    .open = open,
    .head = wording_head,
    .train = train,
    .judge = judge,
    .show = generalize_show,
    .next = next,
    .answer = training_answer,
    .close = training_close,
};
