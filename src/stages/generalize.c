/* The stage generalize, from options to result, what the usual telling claims
   about it, and as a command. */
#include "stages/generalize.h"

#include "lesson/wording.h"
#include "stages/generalize_show.h"

#include <math.h>

enum { UNSEEN = GENERALIZE_UNSEEN, BINS = GENERALIZE_BINS };
enum { WIDE = 2 }; /* deviations that chance may make */
enum { FEW = 4 };  /* of fewer rows two parameters leave no spread to tell by */
enum { SURE = 8 }; /* and of fewer than these none to call a gap too large by */

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
    test->points = (struct points){test->scaled, test->y, .n = UNSEEN};
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

/* What chance makes of the mean of n errors; nothing where none is known. */
static struct band chance(const struct training *t, const struct test *test,
                          double n)
{
    if (test->noise)
        return band_of_noise(t->set.truth.noise, n);
    if (test->exact || t->set.train.n < FEW)
        return (struct band){0};
    return band_of_errors(test->mae_train, t->fit.last.loss, n);
}

/* What chance has to do with the gap between the errors, in words. */
static const char *cause(const struct test *test)
{
    if (test->score == SCORE_WORSE)
        return "more than chance explains";
    if (test->score != SCORE_LIKE)
        return "";
    return test->apart >= -test->chance ? "chance explains that"
                                        : "no sign of memorising";
}

/* Through how many different rows a line can go that goes through all: 1 or 2;
   else 3. */
static int count_different(const struct points *p)
{
    size_t second = 0;

    for (size_t i = 1; i < p->n; i++)
        if (p->x[i] == p->x[0] && p->y[i] == p->y[0])
            continue;
        else if (second == 0 && p->x[i] != p->x[0])
            second = i;
        else if (second == 0 || p->x[i] != p->x[second] ||
                 p->y[i] != p->y[second])
            return 3;
    return second > 0 ? 2 : 1;
}

/* The rows that can be memorised, in words. */
static struct number rows_of(double different, double n)
{
    struct number text;

    return *number_say(&text,
                       different == n    ? "%.0f row%s"
                       : different > 1.0 ? "%.0f different row%s"
                                         : "%.0f row%s, all alike",
                       different > 1.0 ? different : n,
                       number_plural(different > 1.0 ? different : n));
}

/* Is the test error rounding?  It grows with the distance from what was trained
   on. */
static bool is_rounding(const struct bowl *bowl, const struct test *test)
{
    struct bowl seen = bowl_measure(&test->points);
    double far = fmax(bowl->x_mean - seen.x_low, seen.x_high - bowl->x_mean);

    far = bowl->unique ? fmax(0.0, far) / bowl->x_deviation : 0.0;
    return test->mae <= sqrt(bowl->rounding) * (1.0 + far);
}

/* The one rule of the test error: of so many points. */
static void judge_score(const struct training *t, struct test *test,
                        double error, uint64_t tried)
{
    size_t n = t->set.train.n;
    struct band least =
        test->noise ? band_of_noise(t->set.truth.noise, (double)n)
                    : band_of_errors(test->mae_best, t->bowl.floor, (double)n);
    struct band like = chance(t, test, band_between(n, tried));

    like.mean = test->mae_train;
    test->apart = error - test->mae_train;
    if (fabs(test->apart) <= 1e-8 * test->mae_train)
        test->apart = 0.0; /* a smaller spread would not be seen */
    test->chance = WIDE * like.deviation;
    test->distance = band_distance(&like, test->mae_train + test->apart);
    test->different = count_different(&t->set.train);
    test->rows = rows_of(test->different, (double)n);
    test->score =
        test->exact && is_rounding(&t->trained, test) ? SCORE_ROUNDING
        : test->different <= 2                        ? SCORE_MEMORISED
        : !test->noise && !test->exact && test->apart > 0.0 &&
                (n < FEW || (n < SURE && test->distance > WIDE + 1e-9))
            ? SCORE_FEW
        : test->distance <= WIDE + 1e-9 ? SCORE_LIKE
                                        : SCORE_WORSE;
    test->cause = cause(test);
    test->bent = test->noise && t->set.truth.curve != 0.0 &&
                 training_at_floor(t, t->fit.last.loss) &&
                 band_distance(&least, test->mae_best) > WIDE &&
                 band_distance(&least, test->mae_train) > WIDE;
    /* a floor of 0 is left by rounding, too: that is no lack of training; nor,
       where no noise is known, is an error on rows that can be memorised */
    test->underfits = (test->noise || test->score != SCORE_MEMORISED) &&
                      (test->bent || !training_at_floor(t, t->fit.last.loss)) &&
                      t->fit.last.loss > 1e-12 * t->bowl.baseline &&
                      band_distance(&least, test->mae_train) > WIDE;
}

/* The scores of the line that the training has come to. */
static void score(struct generalize *r)
{
    const struct training *t = &r->training;
    const struct dataset *set = &t->set;
    struct test *test = &r->test;
    double noise = set->truth.noise;

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
    test->mae_best = r->lines[1].score[0];
    test->mse = line_loss(&t->fit.line, &test->points);
    test->exact = t->fit.last.loss <= t->bowl.rounding;
    test->noise = set->has_truth && noise * noise > t->bowl.rounding;
    if (test->noise ||
        !set->has_truth) /* noise 0: the true line has no errors */
        test->band = chance(t, test, (double)test->points.n);
    judge_score(t, test, test->mae, test->points.n);
    double mean = test->band.mean, deviation = test->band.deviation;
    test->low = fmax(0.0, mean - WIDE * deviation);
    test->high = mean + WIDE * deviation;
    for (int i = 0; i <= BINS; i++)
        r->edge[i] = fmax(0.0, mean + deviation * (i / 2.0 - 3.0));
}

/* The best line on a thousand test sets, whatever the run has learned. */
static double typical_error(const struct generalize *r)
{
    enum { SETS = 1000 };
    double y[UNSEEN], sum = 0.0;
    struct points points = {unseen, y, .n = UNSEEN};
    struct rng rng;

    for (uint64_t k = 0; k < SETS; k++) {
        rng_seed(&rng, (uint32_t)(r->options->test_seed + k));
        points_price(&r->training.set.truth, unseen, y, UNSEEN, &rng);
        sum += line_loss(&r->training.bowl.best, &points);
    }
    return sqrt(sum / SETS);
}

static void count_draw(struct draws *d, const struct band *band, double error)
{
    enum { LAST = BINS - 1 };
    double distance = band_distance(band, error);
    double at = 2.0 * (distance + 3.0);
    int bin = !(at > 0.0) ? 0 : at < LAST ? (int)at : LAST;

    d->bin[bin]++;
    d->outside += !(fabs(band_distance(band, error)) <= WIDE);
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
    struct points plain = {unseen, y, .n = UNSEEN};
    struct points points = {r->test.scaled, y, .n = UNSEEN};
    struct progress progress;

    r->draws = r->true_draws = (struct draws){.least = HUGE_VAL};
    progress_start(&progress, "draw", o->draws, UNSEEN,
                   !audience || audience->quiet);
    for (uint64_t k = 0; k < o->draws; k++) {
        if (!price(truth, o->test_seed + k, y, fault))
            return false;
        double error = line_mean_error(&r->training.fit.line, &points);
        count_draw(&r->draws, &r->test.band, error);
        for (int i = 0; i < UNSEEN && truth->curve != 0.0; i++)
            y[i] -= points_bend(truth, unseen[i]); /* the formula's errors */
        count_draw(&r->true_draws, &r->test.band,
                   line_mean_error(&truth->line, &plain));
        if (k == progress.next)
            progress_look(&progress, k, 0.0, error);
    }
    r->draws.mean = r->draws.sum / (double)o->draws;
    r->true_draws.mean = r->true_draws.sum / (double)o->draws;
    r->behind = r->draws.mean - r->true_draws.mean;
    judge_score(&r->training, &r->test, r->draws.mean, UNSEEN * o->draws);
    return true;
}

static bool train(void *result, struct audience *audience, struct fault *fault)
{
    struct generalize *r = result;

    training_run(&r->training, audience, false, NULL);
    if (audience)
        progress_stop(&audience->progress);
    score(r);
    if (r->training.set.has_truth)
        r->shape = typical_error(r);
    return judge_diverged(&r->training.fit.judge) || r->options->draws <= 1 ||
           draw_all(r, audience, fault);
}

static void test_like_training(const void *result, struct finding *f)
{
    const struct generalize *r = result;
    const struct test *test = &r->test;

    if (judge_diverged(&r->training.fit.judge))
        finding_untested(f, "the run diverged");
    else if (test->score == SCORE_ROUNDING)
        finding_untested(f, "both errors are rounding");
    else if (test->score == SCORE_MEMORISED)
        finding_judge(f, false, test->apart,
                      "%s, 2 parameters: can be memorised", test->rows.text);
    else if (test->score == SCORE_FEW)
        finding_untested(f, "too few rows to tell what is chance");
    else if (test->apart == 0.0)
        finding_judge(f, true, 0.0, "that of training to eight digits");
    else if (test->apart < 0.0)
        finding_judge(f, true, test->apart, "%s below training's",
                      number_short(-test->apart).text);
    else
        finding_judge(f, test->score == SCORE_LIKE, test->apart,
                      "%s above training's; chance: up to %s",
                      number_short(test->apart).text,
                      number_short(test->chance).text);
}

static void right_shape(const void *result, struct finding *f)
{
    const struct generalize *r = result;
    double noise = r->training.set.truth.noise;

    if (!r->training.set.has_truth)
        finding_untested(f, "needs a known truth, that is, made data");
    else if (!r->test.noise)
        finding_untested(f, "needs noise to compare with");
    else if (!r->training.bowl.unique)
        finding_untested(f, "many lines are the best");
    else if (!isfinite(r->shape))
        finding_untested(f, "needs smaller numbers");
    else
        finding_judge(f, fabs(r->shape - noise) <= 0.1 * noise, r->shape,
                      "best line's typical error %s, the noise's %s",
                      number_short(r->shape).text, number_short(noise).text);
}

static int judge(const void *result, struct finding *findings)
{
    static const struct claim claims[] = {
        {"test-like-training", "the test error is in the training's range",
         .judge = test_like_training},
        {"slope-known", "about the true slope (10 %)",
         .judge = training_slope_true},
        {"right-shape", "a model of the right shape generalises",
         .judge = right_shape},
        {0},
    };

    const struct training *t = result;
    int n = finding_claims(claims, t, findings);

    if (t->fit.judge.verdict == JUDGE_OVERFLOW &&
        findings[1].verdict != FINDING_UNTESTED)
        finding_judge(&findings[1], false, (double)NAN, "the run diverged");
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
        report_print(command, " generalize --holdout 0.2");
    } else {
        report_print(command, " generalize");
        problem_again(command, &generalize_stage.command, o, true);
        report_print(command, " --draws 1000");
    }
}

#define AT(field) offsetof(struct generalize_options, field)

const struct opt generalize_seed_row[] = {
    {"--test-seed", .value = "N", .kind = OPT_COUNT, .at = AT(test_seed),
     .max = 4294967295.0, .help = "seed of the test set, or of the first one",
     .clash = "--data --holdout"},
    {0},
};

static const struct opt own_rows[] = {
    {"--draws", .value = "N", .kind = OPT_COUNT, .at = AT(draws), .min = 1,
     .max = 1e6, .help = "how many test sets, of five apartments each",
     .clash = "--data --holdout"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.data.frame.names.csv),
     .help = "csv: the scores as two rows"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows},
    {.rows = problem_curve_row},
    {"Training, as early-stop does it", .rows = training_rate_row},
    {.rows = training_rows},
    {.rows = training_descent_rows},
    {.rows = training_holdout_row},
    {.rows = training_stop_rows},
    {"Test and output", .rows = generalize_seed_row},
    {.rows = own_rows},
    {.rows = frame_history_row},
    {.rows = frame_picture_rows},
    {.rows = frame_talk_rows},
    {0},
};

const struct stage generalize_stage = {
    .command.name = "generalize",
    .command.run = frame_command,
    .command.summary = "score the trained line on apartments it has never seen",
    .command.about =
        "Trains as early-stop does, then asks: has it learned, or only "
        "memorised?",
    .command.examples = "  trainloop generalize\n"
                        "  trainloop generalize --draws 1000\n"
                        "  trainloop generalize --holdout 0.2\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .figures = "lines|errors",
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
