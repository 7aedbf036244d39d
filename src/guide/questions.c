/* The questions of the tour, and their answers from the results. */
#include "guide/questions.h"

#include "stages/bigram_command.h"
#include "stages/bigram_run.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"

#include <math.h>
#include <stdarg.h>

/* Which choice is right, and what was found, as printf. */
FAULT_PRINTF(3, 4)
static void set(struct answer *a, int right, const char *found, ...)
{
    va_list arguments;

    va_start(arguments, found);
    a->right = right;
    vsnprintf(a->found, sizeof a->found, found, arguments);
    va_end(arguments);
}

/* Is the line that made the data the one that fits them best? */
static void answer_data(void *answer, const void *result)
{
    const struct data *r = result;

    set(answer, r->true_loss > r->bowl.floor,
        "the true line loses %.40s, the best one %.40s",
        number_short(r->true_loss).text, number_short(r->bowl.floor).text);
}

/* How far has the intercept come? */
static void answer_linreg(void *answer, const void *result)
{
    const struct training *t = result;
    double found = t->line.intercept;
    double part = found / t->set.truth.line.intercept;
    int right = fabs(1.0 - part) <= 0.1    ? 0
                : part > 0.3 && part < 0.7 ? 1
                : fabs(part) < 0.01        ? 2
                                           : -1;

    set(answer, right,
        "it is %.1f: %.2f %% of the way; the bowl is %.40s times steeper "
        "across than along",
        found, 100.0 * part, number_short(t->bowl.condition).text);
}

/* What does 1e-4 do? */
static void answer_sweep(void *answer, const void *result)
{
    const struct sweep *r = result;
    size_t i = 0;

    while (i < r->n && r->rows[i].lr != 1e-4)
        i++;
    if (i == r->n)
        return;
    const struct judge *judge = &r->rows[i].judge;
    int right = r->rows[i].diverged ? 0 : r->best == i ? 2 : 1;
    set(answer, right,
        "1e-4 is %.2f of the critical rate; its last loss is %.40s",
        1e-4 / r->training.trained.critical, number_short(judge->last).text);
}

/* Does patience fire? */
static void answer_early_stop(void *answer, const void *result)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;

    set(answer, judge->verdict != JUDGE_STOPPED ? 2 : judge->epoch >= 1000,
        "it ran %.0f epochs; the loss is %.1f %% above the floor",
        (double)judge->measured,
        100.0 * (t->fit.last.loss / t->bowl.floor - 1.0));
}

/* Is the higher error on unseen data more than chance? */
static void answer_generalize(void *answer, const void *result)
{
    const struct test *test = &((const struct generalize *)result)->test;

    set(answer, test->score != SCORE_WORSE,
        "EUR %.24s more than in training; chance makes %.24s (a deviation)",
        number_short(test->apart).text, number_short(test->chance).text);
}

/* How high can P(cat | the) come? */
static void answer_limit(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double limit = counts_share(&r->counts, r->asked.follow);

    set(answer,
        limit > 0.99    ? 0
        : limit >= 0.34 ? 1
                        : 2,
        "%.3f after 50 epochs; counted in the text, and so the limit: %.3f",
        r->asked.followed, limit);
}

/* Does decay help? */
static void answer_decay(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double with = r->fit.loss, without = r->twin.loss;

    set(answer, fabs(with - without) < 0.01 * without ? 2 : with > without,
        "the loss is %.4f with decay and %.4f without", with, without);
}

const struct question questions[QUESTIONS] = {
    {.stage = &data_stage,
     .words = "",
     .ask = "Twenty apartments are made by price = 2500 * sqm + 15000 and "
            "noise. Is that the line with the lowest loss on these twenty?",
     .choices = {"yes, it made them", "no, another line fits them better"},
     .hint = "The noise is part of what a line is fitted to.",
     .look = answer_data,
     .why = "With so few points the noise tilts the best line a little. The "
            "true line is better on apartments that are still to come, not on "
            "these.",
     .change = "data --samples 2000"},
    {.stage = &linreg_stage,
     .words = "-q",
     .ask = "Gradient descent starts at slope 0, intercept 0. How far has the "
            "intercept come to its 15000 after 200 epochs at a rate of 1e-7?",
     .choices = {"all the way, within 10 %", "about half of the way",
                 "hardly at all, not even 1 %"},
     .hint = "The gradient of the slope is multiplied by the square metres, "
             "that of the intercept by 1.",
     .look = answer_linreg,
     .why = "The loss is a bowl, and the intercept lies in its flat direction: "
            "a rate that suits the steep one is far too small for it.",
     .change = "linreg --standardize --lr 0.5"},
    {.stage = &sweep_stage,
     .words = "-q",
     .ask = "Lessons like this one say that a rate of 1e-4 makes the loss "
            "explode. Does it, on these data?",
     .choices = {"yes, it explodes",
                 "no, but it is not the best of the four either",
                 "no, it is the best of the four"},
     .hint = "What counts is the critical rate: 2 divided by the curvature.",
     .look = answer_sweep,
     .why = "Below the critical rate the steps shrink what is missing, above "
            "it they make it grow. The critical rate is known from the data, "
            "before any run.",
     .change = "sweep --lr auto"},
    {.stage = &early_stop_stage,
     .words = "-q",
     .ask = "Training may run 5000 epochs, and stops when 20 in a row have not "
            "made the loss lower by more than 100. When does it stop?",
     .choices = {"by the rule, before epoch 1000", "by the rule, later",
                 "the rule never stops it"},
     .hint = "The loss is in squared euros: how large was it in the run "
             "before?",
     .look = answer_early_stop,
     .why = "100 squared euros are next to nothing, and the loss creeps down a "
            "valley by more than that. It looks flat, and is not at its floor.",
     .change = "early-stop --standardize --lr 0.1 --min-delta 0.1%"},
    {.stage = &generalize_stage,
     .words = "-q",
     .ask = "On five apartments that it has never seen, the line is farther "
            "off than in training. Has it overfitted?",
     .choices = {"yes: it is good at what it knows only",
                 "no: chance explains the difference"},
     .hint = "How much does the mean error of five points vary by itself?",
     .look = answer_generalize,
     .why = "Five points are very few: their mean error goes up and down by "
            "itself. And a line has two parameters; it cannot memorise twenty "
            "apartments.",
     .change = "generalize --draws 1000"},
    {.stage = &bigram_stage,
     .words = "-q --follow the,cat --epochs 50 --every 10",
     .ask = "Five sentences, and the next word is to be learned. The lesson "
            "expects 0.34 for P(cat | the), how probable 'cat' is after 'the'. "
            "Where does training bring it in the end?",
     .choices = {"nearly to 1, if it lasts long enough", "to 0.34 or more",
                 "to 0.30, where it settles"},
     .hint = "The loss is lowest where the probabilities are what is counted.",
     .look = answer_limit,
     .why = "Cross-entropy is at its floor when every probability is the "
            "counted share. A model of pairs cannot know more than the pairs.",
     .change = "bigram --epochs 300 --follow the,cat"},
    {.stage = &bigram_stage,
     .words = "-q --decay 0.95 --epochs 15",
     .ask = "Make the learning rate 5 % smaller every epoch, for 15 epochs. Is "
            "the loss then lower than at a constant rate?",
     .choices = {"yes, it is lower", "no, it is higher",
                 "there is no difference"},
     .hint = "How far can it get when the steps add up to less?",
     .look = answer_decay,
     .why = "Decay calms the jitter near the end. Here the end is far away: "
            "the rates add up to less, and so does the way.",
     .change = "bigram --epochs 15"},
};
