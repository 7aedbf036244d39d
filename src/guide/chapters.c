/* The chapters of the tour. */
#include "guide/chapters.h"

#include "stages/bigram_run.h"
#include "stages/data.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"

#include <math.h>

/* ---- What a run says ---- */

/* Which option is right, and what was found, as printf. */
FAULT_PRINTF(3, 4)
static void set(struct chapters_answer *a, int right, const char *found, ...)
{
    va_list arguments;

    va_start(arguments, found);
    a->right = right;
    vsnprintf(a->found, sizeof a->found, found, arguments);
    va_end(arguments);
}

/* Do the steps get shorter? */
static void look_step(void *answer, const void *result)
{
    const struct linreg *r = result;
    const struct training *t = result;
    const struct linreg_mark *mark = r->journey, *from = &mark[r->n - 2];
    double first = mark[1].line.slope - mark[0].line.slope;
    double n = (double)(t->fit.judge.measured - from->epoch);
    double late = (t->line.slope - from->line.slope) / n;

    set(answer,
        late < 0.9 * first   ? 1
        : late > 1.1 * first ? 2
                             : 0,
        "The first step moved the slope by %.1f, the last %.0f of the table by "
        "%.1f each, on average.",
        first, n, late);
}

/* Where does the floor go, with many points? */
static void look_data(void *answer, const void *result)
{
    const struct data *r = result;
    double floor = sqrt(r->bowl.floor), noise = r->set.truth.noise;

    set(answer,
        floor < 0.5 * noise    ? 0
        : floor <= 1.1 * noise ? 1
                               : 2,
        "The floor is EUR %.40s, the standard deviation of the noise %.40s.",
        number_group(floor, 0).text, number_group(noise, 0).text);
}

/* How far has the intercept come? */
static void look_linreg(void *answer, const void *result)
{
    const struct training *t = result;
    const struct line *best = &t->bowl.best;
    double part = t->line.intercept / best->intercept;

    set(answer,
        fabs(1.0 - part) <= 0.1 ? 0
        : fabs(part) >= 0.01    ? 1
                                : 2,
        "The intercept is %.1f, that of the best line %.1f: %.2f %% of the "
        "way. The slope is %.1f, that of the best line %.1f.",
        t->line.intercept, best->intercept, 100.0 * part, t->line.slope,
        best->slope);
}

/* What does the larger of two rates do? */
static void look_sweep(void *answer, const void *result)
{
    const struct sweep *r = result;
    const struct sweep_row *small = &r->rows[0], *large = &r->rows[r->n - 1];
    double part = large->lr / r->training.trained.critical;

    if (large->diverged)
        set(answer, 0,
            "The rate %g is %.2f times the critical rate. The run was ended "
            "when the loss had grown too large.",
            large->lr, part);
    else
        set(answer, large->loss >= small->loss ? 1 : 2,
            "The rate %g is %.2f of the critical rate. The typical error is "
            "EUR %.40s at its end, and %.40s at that of the small rate.",
            large->lr, part, number_group(sqrt(large->loss), 0).text,
            number_group(sqrt(small->loss), 0).text);
}

/* Does the rule stop it, and where? */
static void look_early_stop(void *answer, const void *result)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    bool stopped = judge->verdict == JUDGE_STOPPED;

    set(answer,
        !stopped                                 ? 2
        : training_at_floor(t, t->fit.last.loss) ? 0
                                                 : 1,
        "%s ended it at epoch %.0f. The loss is %.1f %% above the floor, and "
        "the intercept is %.1f, that of the best line %.1f.",
        stopped ? "The rule" : "The cap", (double)judge->epoch,
        100.0 * (t->fit.last.loss / t->bowl.floor - 1.0), t->line.intercept,
        t->bowl.best.intercept);
}

/* Is what fits its own points good on others? */
static void look_generalize(void *answer, const void *result)
{
    const struct test *test = &((const struct generalize *)result)->test;
    bool none = test->mae <= 0.001 * test->band.mean;

    set(answer,
        none                      ? 0
        : test->mae <= test->high ? 1
                                  : 2,
        "The mean absolute error is EUR %.40s on its own, and %.40s on the "
        "unseen. Even the true formula misses by the noise: with five "
        "apartments its mean error is seldom above %.40s.",
        number_group(test->mae_train, 0).text, number_group(test->mae, 0).text,
        number_group(test->high, 0).text);
}

/* Is the error on the homes held out more than chance? */
static void look_homes(void *answer, const void *result)
{
    const struct test *test = &((const struct generalize *)result)->test;

    set(answer, test->score == SCORE_WORSE ? 0 : 1,
        "The mean absolute error on the homes held out is %s by %.40s. If as "
        "many others were held out again and again, chance alone would keep "
        "the difference below about %.40s in 95 of 100 times.",
        test->apart < 0.0 ? "smaller" : "larger",
        number_group(fabs(test->apart), 0).text,
        number_group(test->chance, 0).text);
}

/* Where does P(cat | the) go? */
static void look_bigram(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double limit = counts_share(&r->counts, r->asked.follow);
    double p = r->asked.followed, uniform = 1.0 / r->corpus.words.n;

    set(answer,
        p > 0.5 * (1.0 + limit)       ? 0
        : p > 0.5 * (uniform + limit) ? 1
                                      : 2,
        "It is %.3f at the end. Counted in the text, the share is %.3f.", p,
        limit);
}

/* Does it still say what never followed? */
static void look_sentences(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double before = 0.0, after = 0.0;

    for (uint32_t k = 0; k < r->corpus.words.n; k++) {
        bool never =
            counts_share(&r->counts, (struct pair){r->asked.word, k}) <= 0.0;
        before += never ? r->asked.before[k] : 0.0;
        after += never ? r->asked.after[k] : 0.0;
    }
    set(answer,
        after < 0.1 * before    ? 0
        : after <= 1.1 * before ? 1
                                : 2,
        "Together such words had a probability of %.3f before training, and "
        "have %.4f now.",
        before, after);
}

/* What does the held-out loss do? */
static void look_text(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    const struct fit_words *fit = &r->fit;
    uint64_t lowest = r->lowest.epoch;

    if (r->corpus.held_pairs == 0)
        return;
    set(answer,
        lowest == 0                    ? 2
        : lowest < fit->judge.measured ? 1
                                       : 0,
        "The loss on the lines that it learns from went from %.2f to %.2f, on "
        "those held out from %.2f to %.2f.",
        fit->start_loss, fit->loss, fit->start_held, fit->held);
}

/* ---- What a chapter says ---- */

const struct chapter chapters[CHAPTERS] = {
    {
        "step",
        "one step by hand",
        "A model is a formula with numbers in it that can change. Ours is a "
        "line: price = slope * sqm + intercept. It begins flat, at the bottom "
        "of the picture. Training moves the two numbers step by step, until "
        "the line is near the prices. Here is one step: predict; measure the "
        "loss, how wrong it is; find the gradient, which way is uphill; "
        "update: go downhill. The learning rate, lr, is how large a step is.",
        .run = "step --steps 1",
        .ask = "More such steps follow, at the same rate. Each begins at the "
               "line where the one before has ended. Does each of them move "
               "the slope as far as the first did?",
        .options =
            {{"yes, each as far as the first",
              "The errors hardly change from step to step, nor do the steps."},
             {"no, they get shorter and shorter",
              "A step is the rate times the gradient, and the gradient is made "
              "of the errors. The nearer the line comes, the smaller they are. "
              "So the steps get shorter by themselves."},
             {"no, they get longer and longer",
              "The errors grow from step to step: the rate is too large."}},
        .hint = "The gradient is made of the errors. What becomes of the "
                "errors?",
        .trial = "linreg -q --lr 2e-5 --epochs 10 --every 1",
        .look = look_step,
        .vary = "Walk on yourself. Enter makes a step. 'lr 2e-4' takes a rate "
                "that is too large: near the bottom it shows after 10 more. q "
                "brings you back here.",
        .change = "step",
    },
    {
        "data",
        "the data",
        "Nobody knows the formula of real prices. Ours were made by a known "
        "one, so we can see whether training finds it. Then noise was added to "
        "each: all that size does not explain. The typical error says how far "
        "a line is from the prices. No line has a smaller one than the best "
        "line: that is the floor.",
        .run = "data",
        .ask = "Now many more apartments are made by the same formula. What "
               "becomes of the floor, the typical error of the best line?",
        .options =
            {{"it falls to nearly nothing",
              "The points lie on the line: there is next to no noise."},
             {"it is about the standard deviation of the noise",
              "No line can know the noise, so the floor is as high as that. "
              "Where points are few, the best line fits a part of their noise, "
              "too. On few points a line looks better than it is."},
             {"it rises far above the noise",
              "A line is the wrong shape for these points."}},
        .hint = "The noise is what size does not explain. Can any line explain "
                "it?",
        .trial = "data --samples 2000",
        .look = look_data,
        .vary = "Take the noise away.",
        .change = "data --noise 0",
    },
    {
        "linreg",
        "the loop",
        "One step is not enough. The loop repeats it: predict, loss, gradient, "
        "update. One pass over all of the data is an epoch. lr is the learning "
        "rate: how large a step is. The loss is the mean of the squared "
        "errors, and its root is the typical error. Watch how far the slope "
        "comes, and how far the intercept. Common claims: what courses often "
        "say of such a run, tried on this one.",
        .run = "linreg",
        .ask = "Now it may go on for many more epochs, at the same rate. How "
               "far does the intercept come on its way to the best line's?",
        .options =
            {{"all the way, or nearly", "Both parameters had enough time."},
             {"a good part of it",
              "Its gradient is the smaller one, so it is the slower of the "
              "two."},
             {"hardly at all: less than 1 %",
              "The gradient of the slope is multiplied by the square metres, "
              "that of the intercept by 1. At one rate for both, the slope "
              "runs "
              "ahead."}},
        .hint = "How far did it come on the screen before? How many times more "
                "epochs are there now?",
        .trial = "linreg -q --epochs 2000",
        .look = look_linreg,
        .vary = "Scale the square metres, so that both parameters are equally "
                "fast. At this rate one step is enough.",
        .change = "linreg --standardize --lr 0.5",
    },
    {
        "sweep",
        "the rate",
        "Tune the rate first: it decides more than anything else. Think of the "
        "loss as a bowl. With too small a rate the way to its bottom takes "
        "forever. With too large a one, every step lands beyond the bottom, "
        "and further each time: the loss explodes, the run diverges. The "
        "border is the critical rate. It follows from the data, before any "
        "run. Here are two rates that are small.",
        .run = "sweep --lr 1e-10,1e-7",
        .ask = "Now the larger of them meets a rate that is much larger, as "
               "you see in the command. How does that run end?",
        .options =
            {{"its loss explodes",
              "Above the critical rate every step lands further away, on the "
              "other side."},
             {"with a larger typical error than at the small rate",
              "It is stable, but the steps jump to and fro."},
             {"with a smaller typical error than at the small rate",
              "Below the critical rate the steps come nearer and nearer, and "
              "small ones take very long. So look for a rate first: try some, "
              "each ten times the one before. Take one of the largest that are "
              "stable."}},
        .hint = "Is it above the critical rate? The screen before says where "
                "that is.",
        .trial = "sweep -q --lr 1e-7,1e-4",
        .look = look_sweep,
        .vary = "Double it: above the critical rate.",
        .change = "sweep --lr 1e-4,2e-4",
    },
    {
        "early-stop",
        "when to stop",
        "When is it enough? A stop rule watches the loss. It is an improvement "
        "when the loss is more than min-delta below the last improvement: "
        "small falls add up. The rule is patient for so many epochs without "
        "one, then it ends the run: early stopping. Its cap ends the run at "
        "the latest. Look at the last rows: how much does the loss still fall, "
        "and where is the intercept?",
        .run = "early-stop",
        .ask = "Now the rule asks for more: min-delta is larger, as you see in "
               "the command. Does it stop the run, and where?",
        .options =
            {{"it stops it, and the loss is at its floor, within 1 %",
              "Where nothing is left to win, the loss is flat."},
             {"it stops it, but the loss is more than 1 % above",
              "Flat is not finished. The loss lies on a plateau, for the "
              "intercept moves so slowly: its gradient is not multiplied by "
              "the square metres. A stop rule sees how the loss falls. "
              "It does not see how far the goal is."},
             {"it does not stop it", "The loss still falls by enough."}},
        .hint = "How much does the loss fall in twenty epochs near the end? "
                "Which parameter has not arrived there?",
        .trial = "early-stop -q --min-delta 1000",
        .look = look_early_stop,
        .vary = "Cure the slow intercept, and count per cent of the loss.",
        .change = "early-stop --standardize --lr 0.1 --min-delta 0.1%",
    },
    {
        "generalize",
        "unseen data",
        "A student who knows the textbook by heart solves every exercise in "
        "it. Only a new exercise shows what was understood. So a model is "
        "judged on data that it has never seen in training. The measure here "
        "is the mean absolute error: by how much it misses on average.",
        .run = "generalize",
        .ask = "Another line learns from two apartments only. It goes through "
               "both, with no error at all: it knows them by heart. How large "
               "is its mean error on the five that it has never seen?",
        .options =
            {{"nothing, as on its own two", "There is no noise in them."},
             {"what the noise of their prices explains, or less",
              "The two happened to lie near the true line. That was luck: an "
              "error of nothing on its own points says nothing about others."},
             {"more than the noise of their prices explains",
              "The line has learned the noise of its two points as if it were "
              "a rule: that is memorising. Its error on them says nothing. "
              "Only unseen data tell. The more data it learns from, the less "
              "it can memorise."}},
        .hint = "The two prices have noise, too. What does it do to a line "
                "through both?",
        .trial = "generalize -q --samples 2 --standardize --lr 0.5 --seed 3",
        .look = look_generalize,
        .vary = "Let it learn from more apartments.",
        .change = "generalize --samples 20 --standardize --lr 0.5 --seed 3",
    },
    {
        "homes",
        "real homes",
        "Now prices that nobody made: homes that were really sold. They come "
        "with the program. No true formula is known, and size explains a part "
        "of the price only. There are no new homes to test with. So some are "
        "held out: training never sees them.",
        .run = "data --data homes",
        .ask = "The line has two numbers, and learns them from most of the "
               "homes. The others are held out. Is it worse on those, by more "
               "than chance explains?",
        .options =
            {{"yes: by more than chance explains",
              "What it has learned is less true of the others. They are of "
              "another kind, or it has memorised its own."},
             {"no: not by more than that",
              "A line has two parameters: it cannot know many homes by heart. "
              "So its error on its own homes is honest. The error that is left "
              "has another reason: size is not all that makes a price."}},
        .hint = "How many numbers can a line learn? How many homes are there?",
        .trial = "generalize -q --data homes --holdout 0.2 --standardize "
                 "--lr 0.4",
        .look = look_homes,
        .vary = "See the loop on all of them.",
        .change = "linreg --data homes --standardize --lr 0.4 --epochs 60",
    },
    {
        "bigram",
        "words",
        "The same loop learns words. The model has a score for each pair of "
        "words; of the scores it makes probabilities of the next word. The "
        "loss is -ln of the probability that it gave to the word that came: "
        "probability 1 costs 0, 0.5 costs 0.69, 0.1 costs 2.30. It learns from "
        "these lines:",
        .text = "sentences",
        .run = "bigram",
        .ask = "Now it trains for many more epochs. P(cat | the) is the "
               "probability that it gives to 'cat' after 'the'. Where does it "
               "go?",
        .options =
            {{"to 1: it gets more and more certain",
              "In the text nothing else follows."},
             {"to the share that is counted in the text",
              "The loss is lowest where each probability is the counted share. "
              "The text itself is not certain after 'the', so a good model is "
              "not either. That is why the floor is above 0."},
             {"nowhere: it stays near that of a guess",
              "The steps are too small for that."}},
        .hint = "Is 'cat' the only word that follows 'the' in the lines?",
        .trial = "bigram -q --follow the,cat --epochs 50 --every 10",
        .look = look_bigram,
        .vary = "Tune the rate first: a few epochs at a larger one.",
        .change = "bigram --lr 1",
    },
    {
        "writing",
        "sentences it makes up",
        "A model of the next word can write. It draws a first word, then one "
        "that follows, by its probabilities, until a line ends. Read them: is "
        "there a pair that stands nowhere in the text, such as one word twice "
        "in a row?",
        .run = "bigram -q --generate 5",
        .ask = "Some words never follow 'the' in the text, 'sat' for one. Now "
               "it trains for many more epochs. What becomes of the "
               "probability of such words after 'the'?",
        .options =
            {{"it shrinks to less than a tenth of that at the start",
              "The counted share of what never came is 0. So nearly all pairs "
              "are those of the text. The sentences need not be: the model "
              "knows one word back, and not how the sentence began."},
             {"it stays about as it is", "It has not learned enough yet."},
             {"it grows", "It unlearns, so the rate is too large."}},
        .hint = "Probabilities go to the counted share. What is it here?",
        .trial = "bigram -q --lr 0.5 --epochs 200 --every 40 --generate 5",
        .look = look_sentences,
        .vary = "Other lines, which come with the program, too.",
        .change = "bigram -q --text challenge --lr 0.5 --epochs 30 "
                  "--generate 5",
    },
    {
        "text",
        "a text of yours",
        "Any text is good: a letter, a book, a list of names. Save it as a "
        "plain text file, and type this with its name for FILE:\n"
        "  bigram -q --text FILE --tokens words --generate 5\n"
        "Without one, take the lines that come with the program:",
        .text = "challenge",
        .run = "bigram -q --text challenge --tokens words --generate 5",
        .ask = "Now some lines are held out. Training lowers the loss on the "
               "others. What does it do to the loss on the lines held out?",
        .options =
            {{"it falls, too, to the end",
              "What it learns is true of other lines, too."},
             {"it falls at first, then it rises",
              "At first it learns what is true of all lines, then what is true "
              "of its own only: overfitting. Stop where it is lowest."},
             {"it rises from the start",
              "It learns its few lines by heart, and gets certain of them. "
              "Other lines have other pairs, and surprise it more and more: "
              "overfitting. It needs more text, not more epochs: then the "
              "loss may fall first. A stop rule that watches the held-out loss "
              "ends such a run: add --patience 3."}},
        .hint = "How many pairs do two of these lines have in common?",
        .trial = "bigram -q --text challenge --holdout 0.2 --lr 1 --seed 44",
        .look = look_text,
        .vary = "Letters instead of words: what follows which?",
        .change = "bigram -q --text challenge --tokens chars --lr 0.5 "
                  "--generate 5",
    },
};

const char chapters_remember[] =
    "What to remember\n\n"
    "- The loop is always: predict, loss, gradient, update. Then again.\n"
    "- The gradient says which way is up. The step goes the other way.\n"
    "- Tune the rate first. Too small is slow, too large explodes.\n"
    "- A flat loss is not yet a good model. Compare it with a yardstick: the "
    "floor, or a simple guess such as the mean.\n"
    "- Noise cannot be learned. What seems to learn it has memorised it.\n"
    "- To know the textbook by heart is not to understand it. Judge a model on "
    "data that it has not seen, and on many: a few say little.\n"
    "- A model of words gives back what was counted in its text.\n"
    "- What is claimed can be measured. Run it, change one thing, run it "
    "again.\n";

const char chapters_ahead[] =
    "What other methods change of the four steps\n\n"
    "Predict. A network puts many such formulas in layers, so that it can bend "
    "where a line cannot. A language model looks back at many words, not at "
    "one.\n"
    "Loss. The two that you have seen are the usual ones: squared errors for "
    "numbers, -ln of a probability for words and kinds.\n"
    "Gradient. It may be that of a few rows, a mini-batch: a quicker step, and "
    "a noisier one:\n"
    "  trainloop linreg --batch 5 --lr 1e-4\n"
    "In a network the chain rule carries the errors back, layer by layer.\n"
    "Update. With momentum a step keeps a part of the one before, as a ball "
    "that rolls:\n"
    "  trainloop linreg --lr 1e-4 --momentum 0.99 --epochs 2000\n"
    "Adam gives each parameter a rate of its own. Decay makes the steps "
    "smaller towards the end.\n\n"
    "The loop around them stays the one that you know.\n";
