/* The stage generalize, from options to result, and what the usual telling
   claims about it. */
#include "stages/generalize.h"

#include <math.h>

enum { UNSEEN = GENERALIZE_UNSEEN };

const double generalize_unseen[UNSEEN] = {50.0, 75.0, 95.0, 110.0, 140.0};

/* Prices the five by the truth and new noise. */
static bool price(const struct truth *truth, uint64_t seed, double y[UNSEEN],
                  struct fault *fault)
{
    struct rng rng;

    rng_seed(&rng, (uint32_t)seed);
    points_price(truth, generalize_unseen, y, UNSEEN, &rng);
    for (int i = 0; i < UNSEEN; i++)
        if (!isfinite(y[i]))
            return fault_say(
                fault, FAULT_USAGE,
                "Choose smaller values for --slope, --intercept or --noise",
                "with these settings the price of %g square metres is too big "
                "a number",
                generalize_unseen[i]);
    return true;
}

/* Are there rows to score on, and seeds enough? */
static bool check(const struct generalize_options *o, struct fault *fault)
{
    if (o->training.data.frame.names.data && !(o->training.holdout > 0.0))
        return fault_say(fault, FAULT_USAGE, "Add --holdout 0.2",
                         "'--data' needs '--holdout': rows to score on, which "
                         "the training never sees");
    return frame_seeds("--draws", o->test_seed, o->draws, fault);
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
    test->points = (struct points){test->x, test->y, UNSEEN};
    for (int i = 0; i < UNSEEN; i++) {
        double x = generalize_unseen[i];
        test->x[i] = (x - set->center) / set->scale;
        test->beyond += x < bowl->x_low || x > bowl->x_high;
    }
    return price(&set->truth, r->options->test_seed, test->y, fault);
}

bool generalize_open(void *result, const void *options, bool pictures,
                     struct fault *fault)
{
    struct generalize *r = result;
    const struct generalize_options *o = r->options = options;

    return check(o, fault) &&
           training_open(&r->training, &o->training, pictures, fault) &&
           prepare(r, fault);
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
        test->underfits = band_distance(&band, test->mae_train) > 2.0;
        test->band = band_of_noise(noise, test->points.n);
    } else {
        test->band = band_of_errors(test->mae_train, loss, test->points.n);
    }
    double two = 2.0 * test->band.deviation;
    test->low = fmax(0.0, test->band.mean - two);
    test->high = test->band.mean + two;
}

bool generalize_is_outside(const struct band *band, double error)
{
    return !(fabs(band_distance(band, error)) <= 2.0);
}

double generalize_edge(const struct band *band, int bin)
{
    return fmax(0.0, band->mean + band->deviation * (bin / 2.0 - 3.0));
}

static void count_draw(struct draws *d, const struct band *band, double error)
{
    enum { LAST = GENERALIZE_BINS - 1 };
    double at = 2.0 * (band_distance(band, error) + 3.0);
    int bin = !(at > 0.0) ? 0 : at < LAST ? (int)at : LAST;

    d->bin[bin]++;
    d->outside += generalize_is_outside(band, error);
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
    struct points plain = {generalize_unseen, y, UNSEEN};
    struct points points = {r->test.x, y, UNSEEN};
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

bool generalize_train(void *result, struct audience *audience,
                      struct fault *fault)
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

    finding_judge(f, !generalize_is_outside(&test->band, test->mae), test->mae,
                  "%s; %s: %s to %s", number_short(test->mae).text,
                  r->training.set.has_truth ? "noise alone" : "chance",
                  number_short(test->low).text, number_short(test->high).text);
}

int generalize_claims(const void *result, struct finding *findings)
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
