/* The exercises of the course. */
#include "guide/exercises.h"

#include "stages/bigram_command.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"

#include "trainloop/num.h"

#include <math.h>
#include <string.h>

/* What a goal measures of a result r. */
#define MEASURE(name, type, x)             \
    static double name(const void *result) \
    {                                      \
        const struct type *r = result;     \
        return x;                          \
    }

/* The best line of the data. */
MEASURE(data_slope, data, r->bowl.best.slope)
MEASURE(data_intercept, data, r->bowl.best.intercept)

/* Its standard error, with n - 2 in the variance of the noise; NaN: there is
   none. */
static double data_chance(const void *result)
{
    const struct bowl *b = &((const struct data *)result)->bowl;
    double n = (double)((const struct data *)result)->set.train.n;
    double far = b->x_mean / b->x_deviation;

    return n > 2.0 ? sqrt(b->floor / (n - 2.0) * (1.0 + far * far))
                   : (double)NAN;
}

/* Of a run that fits a line: its result begins with a struct training.  One
   that diverged has no numbers. */
static double unless_diverged(const struct training *t, double x)
{
    return judge_diverged(&t->fit.judge) ? (double)NAN : x;
}
#define OF_LINE(name, x) MEASURE(name, training, unless_diverged(r, x))

OF_LINE(slope, r->line.slope)
OF_LINE(intercept, r->line.intercept)
OF_LINE(typical, sqrt(r->fit.last.loss))
OF_LINE(above, 100.0 * (r->fit.last.loss / r->bowl.floor - 1.0)) /* per cent */
OF_LINE(epochs, (double)r->fit.judge.steps)
OF_LINE(stopped, r->fit.judge.verdict == JUDGE_STOPPED)

/* Of a run over scaled x: does a step go past the bottom; end before it? */
OF_LINE(passes_by,
        r->options->standardize && r->fit.judge.lr * r->trained.steep > 1.0)
OF_LINE(falls_short,
        r->options->standardize && r->fit.judge.lr * r->trained.steep < 1.0)

/* What the stop rule asked for at the end, in per cent of the floor. */
OF_LINE(asked, 100.0 * r->fit.judge.wanted / r->bowl.floor)

/* The mean absolute errors of a line. */
MEASURE(error_seen, generalize,
        unless_diverged(&r->training, r->test.mae_train))
MEASURE(error_unseen, generalize, unless_diverged(&r->training, r->test.mae))

MEASURE(rates, sweep, (double)r->n)

/* How many rates lower the loss by less than 1 %, on one side; step past the
   best line, and come nearer; diverge. */
static double barely(const void *result)
{
    const struct sweep *r = result;
    double n = 0.0;

    for (size_t i = 0; i < r->n; i++) {
        double fall = num_fall(r->rows[i].judge.first, r->rows[i].loss);
        n += !r->rows[i].diverged && r->rows[i].leaves > 0.0 && fall > 0.0 &&
             fall < 1.0;
    }
    return n;
}

static double past(const void *result)
{
    const struct sweep *r = result;
    double n = 0.0;

    for (size_t i = 0; i < r->n; i++)
        n += !r->rows[i].diverged && r->rows[i].leaves < 0.0 &&
             r->rows[i].leaves > -100.0;
    return n;
}

static double diverged(const void *result)
{
    const struct sweep *r = result;
    double n = 0.0;

    for (size_t i = 0; i < r->n; i++)
        n += r->rows[i].diverged;
    return n;
}

/* By how many per cent the lowest rate that diverges is above the highest one
   that does not. */
static double apart(const void *result)
{
    const struct sweep *r = result;
    double low = 0.0, high = HUGE_VAL;

    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].diverged)
            high = fmin(high, r->rows[i].lr);
        else
            low = fmax(low, r->rows[i].lr);
    return low > 0.0 && high < HUGE_VAL ? 100.0 * (high / low - 1.0)
                                        : (double)NAN;
}

/* Of the two rates that `explode` fixes, where both have run. */
MEASURE(small_stays, sweep, !r->rows[0].diverged)
MEASURE(large_explodes, sweep, r->n == 2 && r->rows[1].diverged)

/* Of a run that learns words, or of a model. */
MEASURE(words_above, bigram_run, 100.0 * (r->fit.loss / r->floor - 1.0))
MEASURE(cat_after_the, bigram_run,
        bigram_run_probability(r, bigram_run_pair(r, "the", "cat")))
MEASURE(loves_after_cat, bigram_run,
        bigram_run_probability(r, bigram_run_pair(r, "cat", "loves")))
MEASURE(running_fall, bigram_run, r->fit.judge.first - r->fit.judge.last)
MEASURE(words_stopped, bigram_run, r->fit.judge.verdict == JUDGE_STOPPED)
MEASURE(held, bigram_run, r->fit.held)
MEASURE(held_above, bigram_run, r->end.swings ? (double)NAN : r->end.above)
MEASURE(held_lowest, bigram_run, (double)r->lowest.epoch)

/* Per cent by which the training loss fell since the held-out loss was lowest;
   by which a run with decay ends below its twin without, NaN: there is none. */
MEASURE(fell_since, bigram_run, num_fall(r->lowest.loss, r->fit.loss))
MEASURE(decay_gain, bigram_run,
        r->options->rule.decay > 0.0 ? num_fall(r->twin.loss, r->fit.loss)
                                     : (double)NAN)

/* Did the loss not rise in the last three epochs; did it fall in all three? */
MEASURE(falls_on, bigram_run,
        r->past.rises == 0 || r->past.last_rise + 3 <= r->fit.judge.steps)
MEASURE(settled, bigram_run, r->fit.judge.steps >= 3 && falls_on(r) > 0.0)

/* For hints: has the held-out loss never come down to what turn-back wants, is
   it lowest at the end, does it go up and down; has a rule stopped the run
   where the training loss did not rise; is P(cat | the) on its way; has the
   rate become small; is the model a saved one? */
MEASURE(never_low, bigram_run, r->lowest.held > 1.70)
MEASURE(still_falls, bigram_run, r->lowest.epoch == r->fit.judge.steps)
MEASURE(swings, bigram_run, r->end.swings)
MEASURE(stopped_calm, bigram_run, words_stopped(r) > 0.0 && falls_on(r) > 0.0)
MEASURE(on_its_way, bigram_run, cat_after_the(r) < 0.29 && settled(r) > 0.0)
MEASURE(rate_gone, bigram_run, r->fit.judge.lr < 0.2)
MEASURE(loaded, bigram_run, r->loaded_epochs > 0.0)

/* Per cent of the way to the floor that is left where a rule has stopped. */
MEASURE(way_left, bigram_run,
        words_stopped(r) > 0.0 ? r->end.left : (double)NAN)

/* How many per cent of the best guesses are words that followed. */
static double guesses(const void *result)
{
    const struct bigram_run *r = result;
    double right = 0.0, all = 0.0;

    for (uint32_t word = 0; word < r->counts.V; word++)
        if (counts_seen(&r->counts, word) > 0) {
            right += scores_guess_followed(&r->scores, word);
            all++;
        }
    return 100.0 * right / all;
}

static void take_words(void *result)
{
    struct bigram_run *r = result;

    r->fit.loss = scores_loss(&r->scores);
}

static const struct bigram_text eight_sentences = {
    .name = "the eight sentences", .supplied = "challenge"};
static const struct bigram_options eight =
    BIGRAM_PRESET(&eight_sentences, PRESET_CHALLENGE_EPOCHS);

const char *exercise_name(const struct exercise *exercise)
{
    return strchr(exercise->page, ' ') + 1;
}

struct number exercise_free(const struct exercise *exercise)
{
    int own = (int)strlen(OWN_OPTIONS);
    struct number n;

    return *number_say(&n, "%.*s", (int)strlen(exercise->free) - own,
                       exercise->free);
}

/* clang-format off */
const struct exercise exercises[] = {
    {.page = "check more-data", .stage = &data_stage,
     .title = "find the truth behind the noise",
     .text = "The true line has slope 2500 and intercept 15000. The "
             "best line for 20\n"
             "apartments misses both: it also fits the noise. How "
             "many bring it near, and not\n"
             "by luck? Chance moves it by less than 2 standard "
             "errors in 95 of 100 draws.",
     .fixed = "", .free = "--samples" OWN_OPTIONS,
     .begin = "  trainloop check more-data --samples 40\n",
     .see = "explain noise",
     .learned = "The noise of many apartments averages out: the best line "
                "comes near the true one.",
     .goals = {{"slope", "the best slope", data_slope, 2490.0, 2510.0,
                .decimals = 1,
                .low = "Noise averages out slowly: four times as many rows "
                       "halve the standard error.",
                .high = "More rows are better on average, not every time. Go "
                        "far: think of thousands."},
               {"intercept", "the best intercept", data_intercept, 14000.0,
                16000.0, .decimals = 1,
                .low = "It needs more rows than the slope does.",
                .high = "It needs more rows than the slope does."},
               {"chance", "its standard error", data_chance, 0.0, 500.0,
                .decimals = 1, .none = "none, of 2 rows",
                .low = "Two points are always on a line. Take more.",
                .high = "So far it may be luck. Four times as many rows "
                        "halve it."}}},
    {.page = "check beat-the-mean", .stage = &linreg_stage,
     .title = "do better than always the mean price",
     .text = "After 200 epochs the line is worse than one that always says "
             "the mean price:\nEUR 88,741 is that one's typical error. The "
             "rate is 1e-7 and stays so.",
     .fixed = "", .free = "--epochs" OWN_OPTIONS,
     .begin = "  trainloop check beat-the-mean --epochs 300\n",
     .see = "linreg --plot",
     .learned = "At a small rate the loss still falls after 200 epochs: it "
                "was not at its end.",
     .goals = {{"below-mean", "the typical error", typical, 0.0, 88741.0,
                .before = "EUR ", .unit = "",
                .high = "The loss still falls when the run ends. What would "
                        "it need?"}}},
    {.page = "check one-step", .stage = &linreg_stage,
     .title = "land on the best slope in a single step",
     .text = "A step is rate * gradient. At 0,0 the gradient of the slope is "
             "-44,394,063.\nThe best slope is 2448.3. Choose the rate that "
             "goes there in one step.",
     .fixed = "--epochs 1", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check one-step --lr 1e-5\n", .see = "step",
     .learned = "The rate is the way divided by the gradient: 2448.3 / "
                "44,394,063. The intercept hardly moved, for its gradient is "
                "about 100 times smaller.",
     .goals = {{"slope", "the slope after the step", slope, 2424.0, 2473.0,
                .decimals = 1,
                .low = "The step is too short. By what factor? The rate has "
                       "the same.",
                .high = "The step is too long. By what factor? The rate has "
                        "the same."}}},
    {.page = "check arrive", .stage = &linreg_stage,
     .title = "make the intercept arrive, not only the slope",
     .text = "The slope comes soon, and the intercept hardly moves. Make "
             "both come near the\nbest line, 2448.3 and 16112.9, in at most "
             "1,000 epochs.",
     .fixed = "", .free = "--lr --epochs --standardize" OWN_OPTIONS,
     .begin = "  trainloop check arrive --lr 1e-4 --epochs 1000\n",
     .see = "explain condition number",
     .learned = "Scaled, x counts as much as the 1 of the intercept. The bowl "
                "is round, and one rate suits both.",
     .goals = {{"slope", "the slope", slope, 2326.0, 2571.0, .decimals = 1,
                .low = "It is still on its way. Is the rate far below what "
                       "is stable?",
                .high = "Too steep: does it make up for an intercept that is "
                        "missing?",
                .turn = passes_by,
                .turned = "A step goes past the bottom: take a smaller rate."},
               {"intercept", "the intercept", intercept, 15307.0, 16919.0,
                .decimals = 1,
                .low = "Which option makes x as small as the 1 that the "
                       "intercept counts? If you have it: larger steps.",
                .high = "It has gone past. Does it come back?",
                .turn = passes_by,
                .turned = "A step goes past the bottom: take a smaller rate."},
               {"epochs", "the epochs", epochs, 0.0, 1000.0,
                .high = "More epochs get there, but slowly. Change what "
                        "makes it slow."}}},
    {.page = "check round-bowl", .stage = &linreg_stage,
     .title = "reach the floor in a single step",
     .text = "With --standardize the bowl is round: every direction is "
             "equally steep, and\none rate suits all. Choose the rate that "
             "jumps to the bottom in one step.",
     .fixed = "--standardize --epochs 1", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check round-bowl --lr 0.1\n",
     .see = "explain critical rate",
     .learned = "The critical rate is 1 here. Half of it leaves nothing of "
                "the distance: 1 - 0.5 * 2 = 0.",
     .goals = {{"floor", "the loss above the floor", above, 0.0, 1.0,
                .unit = " %", .decimals = 2,
                .high = "Did the step end before the bottom, or behind it? "
                        "The intercept tells."},
               {"intercept", "the intercept", intercept, 16000.0, 16230.0,
                .decimals = 1, .low = "The step ends before the bottom.",
                .high = "The step ends behind the bottom."}}},
    {.page = "check momentum", .stage = &linreg_stage,
     .title = "make the intercept arrive without scaling x",
     .text = "Without --standardize the bowl is a long valley. Plain steps "
             "creep along it.\nLet each step keep a part of the one before, "
             "and bring both numbers near the\nbest line, 2448.3 and 16112.9, "
             "in 1,000 epochs.",
     .fixed = "--epochs 1000", .free = "--lr --momentum" OWN_OPTIONS,
     .begin = "  trainloop check momentum --lr 1e-4 --momentum 0.9\n",
     .see = "explain momentum",
     .learned = "Along the valley the steps add up, across it they cancel: "
                "momentum is the second cure of a long valley.",
     .goals = {{"slope", "the slope", slope, 2326.0, 2571.0, .decimals = 1,
                .low = "Does it still swing across the valley? Keep less of "
                       "each step.",
                .high = "Too steep: the intercept is missing, or it still "
                        "swings."},
               {"intercept", "the intercept", intercept, 15307.0, 16919.0,
                .decimals = 1,
                .low = "It creeps along the valley. Take a larger rate, or "
                       "keep more of each step.",
                .high = "It has rolled past. Keep less of each step."}}},
    {.page = "check three-fates", .stage = &sweep_stage,
     .title = "three rates with three fates",
     .text = "With --standardize other rates are good. Name three at once: "
             "one that lowers\nthe loss by less than 1 %, one that steps "
             "past the best line and still comes\nnearer, and one that "
             "explodes.",
     .fixed = "--standardize", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check three-fates --lr 0.01,0.1,0.3\n",
     .see = "sweep --standardize --lr 0.1,0.4,0.6 --more",
     .learned = "The curvature is 2 here: a step leaves 1 - 2 * rate of the "
                "distance.",
     .goals = {{"barely", "rates that barely move", barely, 1.0, 0.0,
                .low = "What would a far smaller rate do in 200 epochs?"},
               {"past", "rates that step past and come nearer", past, 1.0,
                0.0,
                .low = "The first step is to go past the best slope, and the "
                       "next ones come back: it leaves 0 to -100 %."},
               {"explodes", "rates that explode", diverged, 1.0, 0.0,
                .low = "Go above the critical rate."},
               {"three", "the rates", rates, 3.0, 3.0,
                .low = "Name three, with commas between them.",
                .high = "Three are enough: leave some out."}}},
    {.page = "check explode", .stage = &sweep_stage,
     .title = "make 1e-4 explode by choosing other apartments",
     .text = "1e-4 is often called too large, yet on these apartments it "
             "comes down. The\nrates 1e-5 and 1e-4 stay. Choose apartments "
             "on which 1e-4 explodes and 1e-5\nstill comes down.",
     .fixed = "--lr 1e-5,1e-4", .free = "--range --seed" OWN_OPTIONS,
     .begin = "  trainloop check explode --range 30,100\n",
     .see = "explain curvature",
     .learned = "The apartments make the curvature, and that makes the "
                "critical rate. A rate that is good here is too large there.",
     .goals = {{"explodes", "1e-4 explodes", large_explodes,
                .low = "The curvature is 2 times the mean of sqm * sqm: flats "
                       "twice as large make it four times as steep."},
               {"comes-down", "1e-5 comes down", small_stays,
                .low = "That is too much: the critical rate is below 1e-5 "
                       "now."}}},
    {.page = "check edge", .stage = &sweep_stage,
     .title = "find the critical rate by trying",
     .text = "Somewhere is the largest rate that does not explode. Enclose "
             "it: of at most four\nrates one explodes, and is at most 1 % "
             "above one that does not.",
     .fixed = "", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check edge --lr 1e-4,2e-4\n",
     .see = "explain critical rate",
     .learned = "Between them is 2 / curvature, 1.175e-04. You tried it out; "
                "sweep predicts it from the data.",
     .goals = {{"explodes", "rates that explode", diverged, 1.0, 0.0,
                .low = "None explodes. Take a larger one."},
               {"apart", "the gap between the two", apart, 0.0, 1.0,
                .unit = " %", .decimals = 2, .none = "not enclosed yet",
                .low = "One has to explode, and one has to come down.",
                .high = "The edge is between the two. Spread four rates over "
                        "the gap, and again over the new one."},
               {"few", "the rates", rates, 0.0, 4.0,
                .high = "Four are enough. Leave out those far away."}}},
    {.page = "check plateau", .stage = &early_stop_stage,
     .title = "stop where the loss has become flat",
     .text = "At 1e-7 the loss becomes flat 35 % above the floor, and the "
             "rule never fires: it\nstops when the loss has come down by 100 "
             "squared EUR or less in 20 epochs. Find\nthe --min-delta that "
             "ends the run on the plateau.",
     .fixed = "", .free = "--min-delta" OWN_OPTIONS,
     .begin = "  trainloop check plateau --min-delta 1e6\n",
     .see = "explain min-delta",
     .learned = "Hardly anything more is to be won at this rate, yet the "
                "loss is a third above its floor. Flat is not finished.",
     .goals = {{"stopped", "the rule stopped the run", stopped,
                .low = "The loss still falls by more than --min-delta within "
                       "20 epochs."},
               {"epochs", "the epochs", epochs, 0.0, 4500.0,
                .high = "The loss still comes down by more than --min-delta "
                        "in 20 epochs. Which amount is larger?"},
               {"flat", "the loss above the floor", above, 0.0, 36.0,
                .unit = " %", .decimals = 1,
                .high = "That was too early: the loss was not flat yet."}}},
    {.page = "check too-early", .stage = &early_stop_stage,
     .title = "fool the rule: it stops, nothing is learned",
     .text = "A rule that stops is no proof of learning. Keep patience 20 "
             "and min-delta 100.\nFind a rate at which the rule fires, and "
             "the slope is still below 1.",
     .fixed = "", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check too-early --lr 1e-9\n",
     .see = "explain early stopping",
     .learned = "The steps were too small to count. A rule cannot tell that "
                "from a line that has arrived.",
     .goals = {{"stopped", "the rule stopped the run", stopped,
                .low = "It sees improvements above 100. What makes them "
                       "smaller?"},
               {"slope", "the slope", slope, 0.0, 1.0, .decimals = 3,
                .high = "It has learned something. Learn less."}}},
    {.page = "check in-time", .stage = &early_stop_stage,
     .title = "arrive, stop, save nine tenths of the epochs",
     .text = "Of 5,000 epochs use 500 at most: the rule stops the run, the "
             "loss is within 1 %\nof the floor. No cheating with a huge "
             "--min-delta: it is at most 2 % of the\nfloor.",
     .fixed = "",
     .free = "--lr --standardize --patience --min-delta "
             "--min-epochs" OWN_OPTIONS,
     .begin = "  trainloop check in-time --lr 1e-4\n", .see = "check arrive",
     .learned = "First make it arrive, then the rule saves the rest.",
     .goals = {{"stopped", "the rule stopped the run", stopped,
                .low = "The last epoch came first. Does it arrive slowly, or "
                       "does the rule wait too long?"},
               {"floor", "the loss above the floor", above, 0.0, 1.0,
                .unit = " %", .decimals = 2,
                .high = "Flat is not the floor. What was the cure for the "
                        "intercept?"},
               {"epochs", "the epochs", epochs, 0.0, 500.0,
                .high = "Arrive sooner, or stop sooner."},
               {"sees", "--min-delta, in % of the floor", asked, 0.0,
                2.0, .unit = " %", .decimals = 3,
                .high = "Such a rule stops anything. Ask for less."}}},
    {.page = "check batches", .stage = &early_stop_stage,
     .title = "wait through the noise of mini-batches",
     .text = "Steps of 5 rows make the loss jump: with patience 20 the rule "
             "fires at epoch 32.\nLet it fire later, with the intercept at "
             "13000 or more.",
     .fixed = "--batch 5 --momentum 0.98 --lr 1e-5",
     .free = "--patience --min-delta" OWN_OPTIONS,
     .begin = "  trainloop check batches --patience 50\n",
     .see = "explain patience",
     .learned = "A noisy loss hides a slow improvement. Patience waits until "
                "it shows; min-delta says what counts as one.",
     .goals = {{"stopped", "the rule stopped the run", stopped,
                .low = "The last epoch came first. Wait less, or ask for a "
                       "larger improvement: --min-delta 1%"},
               {"intercept", "the intercept", intercept, 13000.0, 0.0,
                .decimals = 1,
                .low = "It stopped too soon: some epochs above the best are no "
                       "end. Wait longer, or ask for less."},
               {"sees", "asked for by the rule, of the floor", asked, 0.0,
                2.0, .unit = " %", .decimals = 3,
                .high = "Such a rule stops anything. Ask for less."}}},
    {.page = "check by-heart", .stage = &generalize_stage,
     .title = "let a line learn its apartments by heart",
     .text = "20 noisy apartments are never on one line. How many does a "
             "line know by heart,\nwithout any error, while it is as wrong "
             "as ever on five that it has not seen?",
     .fixed = "--standardize --lr 0.4", .free = "--samples" OWN_OPTIONS,
     .begin = "  trainloop check by-heart --samples 10\n",
     .see = "explain overfitting",
     .learned = "Two numbers meet two points, noise and all. No error in "
                "training says nothing about other apartments.",
     .goals = {{"seen", "the error in training", error_seen, 0.0, 1.0,
                .before = "EUR ", .decimals = 0,
                .high = "A line has two numbers to choose. How many points "
                        "can it meet?"},
               {"unseen", "the error on the unseen", error_unseen, 5000.0,
                0.0, .before = "EUR ",
                .low = "That is luck, or there is no noise."}}},
    {.page = "check bad-luck", .stage = &generalize_stage,
     .title = "make a good line look bad",
     .text = "In training this line misses by EUR 9,441 on average. Same "
             "line, other draws of\nfive apartments: find one on which it "
             "misses by half as much again, EUR 14,162.",
     .fixed = "", .free = "--test-seed" OWN_OPTIONS,
     .begin = "  trainloop check bad-luck --test-seed 1\n",
     .see = "generalize --draws 1000",
     .learned = "Five apartments are few: chance makes a good line look bad, "
                "or a bad one good.",
     .goals = {{"unseen", "the error on the unseen", error_unseen, 14162.0,
                0.0, .before = "EUR ",
                .low = "About one draw in 7 is so bad. Try the seeds in "
                       "turn, 1, 2, 3, and count them."}}},
    {.page = "check real-homes", .stage = &generalize_stage,
     .title = "do the same with homes that were really sold",
     .text = "Of 932 homes from Sacramento a fifth is held out. x is "
             "in square feet. Get the\n"
             "intercept near 11613, that of the best line, in 100 "
             "epochs. A rule ends the run\n"
             "when the held-out loss has not improved by 0.1 % in 20 "
             "epochs.",
     .fixed = "--data homes --holdout 0.2",
     .free = "--lr --epochs --standardize" OWN_OPTIONS,
     .begin = "  trainloop check real-homes --epochs 100\n",
     .see = "check arrive", .look = "--data homes --holdout 0.2 --lr 1e-7",
     .learned = "Square feet make the bowl as long as square metres did, and "
                "scaling cures it.",
     .goals = {{"intercept", "the intercept", intercept, 11033.0, 12193.0,
                .decimals = 1,
                .low = "You have met a bowl like this one, and what makes it "
                       "round.",
                .high = "It has gone past. Does it come back?",
                .turn = falls_short,
                .turned = "The bowl is round now. Take larger steps: the best "
                          "rate is 0.5."},
               {"epochs", "the epochs", epochs, 0.0, 100.0,
                .high = "Other steps need fewer of them."}}},
    {.page = "check longer", .stage = &bigram_stage,
     .title = "read the five sentences more often",
     .text = "After 5 epochs the loss is twice its floor. Rate 0.1 stays. "
             "Its best guesses are\nright already, but how sure is it? Read "
             "on until the loss is near the floor.\n--load judges a model "
             "that you have saved.",
     .fixed = "", .free = "--epochs --load" OWN_OPTIONS,
     .begin = "  trainloop check longer --epochs 10\n",
     .see = "bigram --plot", .take = take_words,
     .learned = "Each epoch brings the probabilities nearer to the counted "
                "shares. The floor is what the text leaves open.",
     .goals = {{"floor", "the loss above the floor", words_above, 0.0, 20.0,
                .unit = " %", .decimals = 1,
                .high = "It still falls, ever more slowly. Try several times "
                        "as many epochs.",
                .turn = loaded,
                .turned = "Go on training that model: bigram --load FILE "
                          "--save FILE. Then judge it again."}}},
    {.page = "check settle", .stage = &bigram_stage,
     .title = "let P(cat | the) settle at its limit",
     .text = "After \"the\" comes \"cat\" in 3 of 10 cases: the limit is "
             "0.300. Find a rate at\nwhich the probability is there after 20 "
             "epochs, and the loss still falls smoothly.",
     .fixed = "--epochs 20", .free = "--lr" OWN_OPTIONS,
     .begin = "  trainloop check settle --lr 0.1\n", .see = "explain limit",
     .learned = "Small steps do not arrive in time, large ones overshoot. In "
                "between it settles.",
     .goals = {{"cat", "P(cat | the)", cat_after_the, 0.29, 0.31,
                .decimals = 3,
                .low = "The steps throw it back: take smaller ones.",
                .turn = on_its_way,
                .turned = "Not there yet after 20 epochs: take larger steps.",
                .high = "Large steps overshoot: the last pairs read count "
                        "too much."},
               {"settled", "the loss fell in each of the last 3 epochs",
                settled, .low = "The loss jumps up and down: jitter."}}},
    {.page = "check overfit", .stage = &bigram_stage,
     .title = "let a model overfit",
     .text = "One sentence in five is held out. Train so long that its loss "
             "first falls, then\nends 5 % above its lowest, "
             "while the training loss goes on falling.",
     .fixed = "--holdout 0.2", .free = "--lr --epochs" OWN_OPTIONS,
     .begin = "  trainloop check overfit --epochs 20\n",
     .see = "explain overfitting",
     .learned = "What was learned late holds for the model's own sentences, "
                "and not for others.",
     .goals = {{"first-falls", "the epoch of its lowest loss", held_lowest,
                1.0, 0.0, .low = "It never fell: the steps are too large."},
               {"above", "the end above the lowest", held_above, 5.0, 0.0,
                .unit = " %", .decimals = 2, .none = "it goes up and down",
                .low = "It has not risen so far: train longer.",
                .turn = swings,
                .turned = "The last steps throw it about: take smaller ones."},
               {"training", "the training loss fell since then", fell_since,
                1.0, 0.0, .unit = " %", .decimals = 1,
                .low = "It has to go on falling after the lowest point: "
                       "take smaller steps.",
                .turn = still_falls,
                .turned = "The held-out loss still falls: train longer."}}},
    {.page = "check turn-back", .stage = &bigram_stage,
     .title = "stop it in time",
     .text = "At rate 0.5 the held-out loss is lowest, 1.6794, after a few "
             "epochs. Then it\nrises. Let a rule end the run while it is at "
             "most 1.70.",
     .fixed = "--holdout 0.2 --lr 0.5 --epochs 100",
     .free = "--patience --min-delta --min-epochs" OWN_OPTIONS,
     .begin = "  trainloop check turn-back --patience 10\n",
     .see = "explain patience",
     .learned = "The held-out loss says when to stop. The training loss fell "
                "all the time.",
     .goals = {{"stopped", "the rule stopped the run", words_stopped,
                .low = "A rule watches with --patience. It has to fire "
                       "before the last epoch."},
               {"held-out", "the held-out loss at the end", held, 0.0, 1.70,
                .decimals = 4,
                .high = "Too late: it has risen again. A smaller --patience "
                        "waits less.",
                .turn = never_low,
                .turned = "Too early: it had not been so low yet. A smaller "
                          "--min-delta, or more --patience."}}},
    {.page = "check decay", .stage = &bigram_stage,
     .title = "find where decay helps",
     .text = "At rate 2 the steps are too large: the loss ends 22 % above "
             "the floor. With\n--decay 0.8 each rate is 0.8 times the one "
             "before. Let it decay neither too fast\nnor too slowly, and end "
             "within 2 % after 40 epochs.",
     .fixed = "--lr 2 --epochs 40", .free = "--decay --min-lr" OWN_OPTIONS,
     .begin = "  trainloop check decay --decay 0.8\n",
     .see = "explain jitter",
     .learned = "Large steps at first, small ones at the end: decay pays "
                "where the rate is too large to settle.",
     .goals = {{"gain", "the loss below that without decay", decay_gain, 0.1,
                0.0, .unit = " %", .decimals = 2, .none = "no --decay given",
                .low = "Decay calms steps that are too large, or too soon."},
               {"floor", "the loss above the floor", words_above, 0.0, 2.0,
                .unit = " %", .decimals = 2,
                .high = "The rate is still large at the end. Let it shrink "
                        "faster.",
                .turn = rate_gone,
                .turned = "The rate shrank too soon. Let it shrink more "
                          "slowly: nearer to 1."}}},
    {.page = "check challenge", .stage = &bigram_stage,
     .title = "all of it, with eight other sentences",
     .text = "Eight other sentences; all options of training are "
             "yours. A rule is to end the\n"
             "run near the floor: at most 2 % of the way to it, from "
             "the first loss, is left.",
     .fixed = "",
     .free = "--lr --epochs --decay --min-lr --patience "
             "--min-delta --min-epochs" OWN_OPTIONS,
     .begin = "  trainloop check challenge --lr 0.5\n",
     .see = "explain convergence", .look = "--text challenge --epochs 8",
     .defaults = &eight,
     .learned = "Text, rate, epochs, rule: that is all of the loop. Now take "
                "a text of yours.",
     .goals = {{"guesses", "best guesses that followed", guesses, 100.0,
                100.0, .unit = " %",
                .low = "Are the scores still near where they began? Or do "
                       "the steps overshoot?"},
               {"falls", "the fall of the loss since epoch 1", running_fall,
                0.1, 0.0, .decimals = 3,
                .low = "Compare the first epoch with the last."},
               {"cat-loves", "P(loves | cat)", loves_after_cat, 0.2, 0.0,
                .decimals = 3, .low = "Its limit is 1. How far has it come?"},
               {"converged", "the way left where the rule stopped", way_left,
                0.0, 2.0, .unit = " %", .decimals = 2,
                .none = "no rule stopped it",
                .low = "A rule has to watch, and the loss has to become flat "
                       "before the last epoch.",
                .high = "The steps are too large to settle.",
                .turn = stopped_calm,
                .turned = "It stopped too early. Ask for less: a smaller "
                          "--min-delta. Or wait longer: --patience."}}},
    {0},
};
/* clang-format on */
