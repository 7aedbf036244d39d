/* The questions of the tour, and their answers from the runs. */
#include "guide/tour.h"
#include "stages/bigram_run.h"
#include "stages/generalize.h"
#include "stages/sweep.h"
#include "text/number.h"

#include <math.h>

/* The run of a stage as the lesson has it; the caller closes it. */
static bool train(struct linreg_run *run, const struct linreg_options *o,
                  struct report *nothing, struct fault *fault)
{
    *nothing = (struct report){.silent = true};
    *run = (struct linreg_run){.report = nothing};
    if (!linreg_run_open(run, o, fault))
        return false;
    linreg_run_train(run);
    return true;
}

/* Is the line that made the data the one that fits them best? */
static bool answer_data(struct tour_result *result, struct fault *fault)
{
    struct data_options o = DATA_DEFAULTS;
    struct dataset set = {0};

    if (!problem_open(&set, &o, fault))
        return false;
    struct bowl bowl = bowl_measure(&set.train);
    struct line truth = {set.truth.slope, set.truth.intercept};
    double loss = line_gradient(&truth, &set.train).loss;
    result->right = loss > bowl.floor;
    snprintf(result->found, sizeof result->found,
             "the true line loses %.40s, the best one %.40s",
             number_short(loss).text, number_short(bowl.floor).text);
    points_free(&set);
    return true;
}

/* How far has the intercept come? */
static bool answer_linreg(struct tour_result *result, struct fault *fault)
{
    struct linreg_options o = {
        .data = DATA_DEFAULTS, .lr = 1e-7, .epochs = 200};
    struct linreg_run run;
    struct report nothing;
    bool good = train(&run, &o, &nothing, fault);

    if (good) {
        double found = linreg_run_line(&run).intercept;
        double part = found / run.set.truth.intercept;
        result->right = fabs(1.0 - part) <= 0.1    ? 0
                        : part > 0.3 && part < 0.7 ? 1
                        : fabs(part) < 0.01        ? 2
                                                   : -1;
        snprintf(result->found, sizeof result->found,
                 "it is %.1f: %.2f %% of the way; the bowl is %.40s times "
                 "steeper across than along",
                 found, 100.0 * part, number_short(run.bowl.condition).text);
    }
    linreg_run_close(&run);
    return good;
}

/* What does 1e-4 do? */
static bool answer_sweep(struct tour_result *result, struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_options o = {
        .data = DATA_DEFAULTS, .rates = SWEEP_RATES, .epochs = 200};
    struct linreg_run run = {.report = &nothing};
    struct finding findings[SWEEP_CLAIMS];
    struct sweep sweep = {0};
    bool good = sweep_run(&run, &sweep, &o, false, findings, fault);

    result->right = -1;
    for (size_t i = 0; good && i < sweep.n; i++) {
        const struct judge *t = &sweep.rows[i].judge;
        if (sweep.rows[i].lr != 1e-4)
            continue;
        result->right = judge_diverged(t) ? 0 : sweep_best(&sweep) == i ? 2 : 1;
        snprintf(result->found, sizeof result->found,
                 "1e-4 is %.2f of the critical rate; its last loss is %.40s",
                 1e-4 / run.trained.critical, number_short(t->last).text);
    }
    sweep_free(&sweep);
    linreg_run_close(&run);
    return good;
}

/* Does patience fire? */
static bool answer_early_stop(struct tour_result *result, struct fault *fault)
{
    struct linreg_options o = {.data = DATA_DEFAULTS,
                               .lr = 1e-7,
                               .epochs = 5000,
                               .patience = 20,
                               .min_delta = {100.0, 0.0}};
    struct linreg_run run;
    struct report nothing;
    bool good = train(&run, &o, &nothing, fault);
    const struct judge *t = &run.judge;

    if (good) {
        result->right = t->verdict != JUDGE_STOPPED ? 2 : t->epoch >= 1000;
        snprintf(result->found, sizeof result->found,
                 "it ran %.0f epochs; the loss is %.1f %% above the floor",
                 (double)t->measured,
                 100.0 * (run.final.loss / run.bowl.floor - 1.0));
    }
    linreg_run_close(&run);
    return good;
}

/* Is the higher error on unseen data more than chance? */
static bool answer_generalize(struct tour_result *result, struct fault *fault)
{
    struct linreg_options o = {.data = DATA_DEFAULTS,
                               .lr = 1e-7,
                               .epochs = 5000,
                               .patience = 20,
                               .min_delta = {100.0, 0.0},
                               .test_seed = 99};
    struct report nothing = {.silent = true};
    struct linreg_run run = {.report = &nothing};
    struct test test = {0};
    bool good = linreg_run_open(&run, &o, fault) &&
                generalize_prepare(&run, &test, fault);

    if (good) {
        linreg_run_train(&run);
        generalize_score(&run, &test);
        result->right = !generalize_is_outside(&test.band, test.mae);
        snprintf(
            result->found, sizeof result->found,
            "EUR %.24s; chance alone makes it %.24s to %.24s, 19 times of "
            "20",
            number_short(test.mae).text,
            number_short(fmax(0.0, test.band.mean - 2.0 * test.band.deviation))
                .text,
            number_short(test.band.mean + 2.0 * test.band.deviation).text);
    }
    linreg_run_close(&run);
    return good;
}

/* How high can P(cat | the) come? */
static bool answer_limit(struct tour_result *result, struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct bigram_options o = BIGRAM_DEFAULTS(50);
    struct bigram_run run = {.own = &bigram_sentences, .report = &nothing};
    bool good = bigram_run_open(&run, &o, fault);

    if (good) {
        bigram_run_train(&run);
        struct pair pair = bigram_run_pair(&run, "the", "cat");
        double limit = counts_share(&run.counts, pair);
        scores_predict(&run.scores, pair.word, run.p);
        result->right = limit > 0.99 ? 0 : limit >= 0.34 ? 1 : 2;
        snprintf(result->found, sizeof result->found,
                 "%.3f after 50 epochs; counted in the text, and so the limit: "
                 "%.3f",
                 run.p[pair.next], limit);
    }
    bigram_run_close(&run);
    return good;
}

/* The fixed loss after 15 epochs, with decay or without. */
static bool loss_after(double decay, double *loss, struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct bigram_options o = BIGRAM_DEFAULTS(15);
    struct bigram_run run = {.own = &bigram_sentences, .report = &nothing};

    o.decay = decay;
    bool good = bigram_run_open(&run, &o, fault);
    if (good) {
        bigram_run_train(&run);
        *loss = run.fit.loss;
    }
    bigram_run_close(&run);
    return good;
}

/* Does decay help? */
static bool answer_decay(struct tour_result *result, struct fault *fault)
{
    double with, without;

    if (!loss_after(0.95, &with, fault) || !loss_after(0.0, &without, fault))
        return false;
    result->right = fabs(with - without) < 0.01 * without ? 2 : with > without;
    snprintf(result->found, sizeof result->found,
             "the loss is %.4f with decay and %.4f without", with, without);
    return true;
}

const struct tour_question tour_questions[TOUR_QUESTIONS] = {
    {"data",
     "Twenty apartments are made by price = 2500 * sqm + 15000 and noise. Is "
     "that the line with the lowest loss on these twenty?",
     {"yes, it made them", "no, another line fits them better", NULL},
     "The noise is part of what a line is fitted to.",
     "data",
     answer_data,
     "With so few points the noise tilts the best line a little. The true line "
     "is better on apartments that are still to come, not on these.",
     "data --samples 2000"},
    {"linreg",
     "Gradient descent starts at slope 0, intercept 0. How far has the "
     "intercept come to its 15000 after 200 epochs at a rate of 1e-7?",
     {"all the way, within 10 %", "about half of the way",
      "hardly at all, not even 1 %"},
     "The gradient of the slope is multiplied by the square metres, that of "
     "the "
     "intercept by 1.",
     "linreg -q",
     answer_linreg,
     "The loss is a bowl, and the intercept lies in its flat direction: a rate "
     "that suits the steep one is far too small for it.",
     "linreg --standardize --lr 0.5"},
    {"sweep",
     "Lessons like this one say that a rate of 1e-4 makes the loss explode. "
     "Does it, on these data?",
     {"yes, it explodes", "no, but it is not the best of the four either",
      "no, it is the best of the four"},
     "What counts is the critical rate: 2 divided by the curvature.",
     "sweep -q",
     answer_sweep,
     "Below the critical rate the steps shrink what is missing, above it they "
     "make it grow. The critical rate is known from the data, before any run.",
     "sweep --lr auto"},
    {"early-stop",
     "Training may run 5000 epochs, and stops when 20 in a row have not made "
     "the loss lower by more than 100. When does it stop?",
     {"by the rule, before epoch 1000", "by the rule, later",
      "the rule never stops it"},
     "The loss is in squared euros: how large was it in the run before?",
     "early-stop -q",
     answer_early_stop,
     "100 squared euros are next to nothing, and the loss creeps down a valley "
     "by more than that. It looks flat, and is not at its floor.",
     "early-stop --standardize --lr 0.1 --min-delta 0.1%"},
    {"generalize",
     "On five apartments that it has never seen, the line is farther off than "
     "in training. Has it overfitted?",
     {"yes: it is good at what it knows only",
      "no: chance explains the difference", NULL},
     "How much does the mean error of five points vary by itself?",
     "generalize -q",
     answer_generalize,
     "Five points are very few: their mean error goes up and down by itself. "
     "And "
     "a line has two parameters; it cannot memorise twenty apartments.",
     "generalize --draws 1000"},
    {"bigram",
     "Five sentences, and the next word is to be learned. The lesson expects "
     "0.34 for P(cat | the), how probable 'cat' is after 'the'. Where does "
     "training bring it in the end?",
     {"nearly to 1, if it lasts long enough", "to 0.34 or more",
      "to 0.30, where it settles"},
     "The loss is lowest where the probabilities are what is counted.",
     "bigram -q --follow the,cat --epochs 50 --every 10",
     answer_limit,
     "Cross-entropy is at its floor when every probability is the counted "
     "share. A model of pairs cannot know more than the pairs.",
     "bigram --epochs 300 --follow the,cat"},
    {"bigram",
     "Make the learning rate 5 % smaller every epoch, for 15 epochs. Is the "
     "loss then lower than at a constant rate?",
     {"yes, it is lower", "no, it is higher", "there is no difference"},
     "How far can it get when the steps add up to less?",
     "bigram -q --decay 0.95 --epochs 15",
     answer_decay,
     "Decay calms the jitter near the end. Here the end is far away: the rates "
     "add up to less, and so does the way.",
     "bigram --epochs 15"},
};
