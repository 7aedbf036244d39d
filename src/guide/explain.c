/* explain: the words of the course, in the order in which one meets them, what
   they mean, and the commands that show them. */
#include "guide/explain.h"

#include "base/near.h"
#include "base/utf8.h"
#include "guide/commands.h"
#include "text/opt_parse.h"

#include <ctype.h>
#include <string.h>

/* Bytes of a word, characters of it that are quoted, of a line. */
enum { ASKED = 60, SHOWN = 40, COLUMNS = 76 };

const struct word explain_words[] = {
    {"model", .see = "linreg",
     "A formula with numbers in it that are not known at first. Here it is "
     "price = slope * sqm + intercept, or a table of scores for the next "
     "word. Training finds the numbers.",
     .group = "The model and its data"},
    {"parameter", .see = "linreg --journey",
     "One of the numbers in the model that training changes: the slope, the "
     "intercept, each score of the word table."},
    {"slope", .see = "linreg --plot",
     "The parameter that says how much the price grows with a square metre."},
    {"intercept", .see = "linreg --plot",
     "The parameter of the line that says what the price would be at 0 "
     "square metres: where the line meets the axis."},
    {"hyperparameter", .see = "sweep",
     "A number that you choose before training, and that training leaves "
     "alone: the learning rate, how many epochs, the patience."},
    {"feature", "input", .see = "data",
     "What the model is told about a case, here the square metres of an "
     "apartment. It is the x of the formula."},
    {"target", "label,wanted", .see = "data",
     "What the model is to predict, and what the training data tell it: the "
     "price, or the word that really came next."},
    {"sample", "row,case", .see = "data --samples 5",
     "One case of the data: here one apartment, a row of the table. More "
     "samples tell more of what they have in common."},
    {"signal", .see = "data --noise 0",
     "The part of the data that a formula can explain. In the made data it "
     "is known: it is the true line. So you can see how much of it was found."},
    {"noise", "chance", .see = "data --noise 40000",
     "All that moves the target and is not in the features. It looks like "
     "chance. No model can predict it: even the true line misses by it."},
    {"standard deviation", "deviation", .see = "data",
     "How far values usually are from their mean. Of normal noise two values "
     "in three are within one standard deviation."},
    {"seed", .see = "data --seed 7",
     "The number that starts the random numbers of a run. The same seed "
     "gives the same data, the same start and the same digits everywhere."},
    {"1e-7", "1e-07,scientific notation", .see = "linreg --lr 1e-7",
     "A short way to write 0.0000001: a 1 in the seventh place after the "
     "point. In the same way 1e6 is a million, and 2.5e-4 is 0.00025."},
    {"forward pass", "prediction,predict,predicted", .see = "linreg --trace 5",
     "The first step of the loop. It puts the features into the model, with "
     "the parameters as they are now. What comes out is the prediction.",
     .group = "The loop, and how good is good"},
    {"residual", "error", .see = "linreg --trace 5",
     "What is left over in one case: target minus prediction. Positive means "
     "that the model guessed too low."},
    {"line", "fitted line", .see = "step",
     "The model of the price lessons: price = slope * sqm + intercept. The "
     "best line is the one with the lowest loss; the true one made the data."},
    {"sqm", "square metre,sqft", .see = "data",
     "Square metres: how large an apartment is. In other data the x is "
     "something else, such as square feet."},
    {"loss", "cost", .see = "linreg --plot",
     "One number for how wrong the model is over all cases; training makes it "
     "smaller. Compare it with baseline and floor: alone it says little."},
    {"mean squared error", "mse,squared error", .see = "linreg --trace 5",
     "The loss of the price lessons: square every error and take the mean. "
     "Large misses count most. Its unit is squared euros."},
    {"root mean squared error", "rmse,root", .see = "linreg",
     "The square root of the mean squared error: the typical error."},
    {"typical error", .see = "data",
     "The root of the loss, in the unit of the data: about as large as a usual "
     "miss. So it says more than the loss does."},
    {"mean", "average", .see = "step",
     "The sum of some numbers, divided by how many they are. The loss is the "
     "mean of the squared errors of all rows."},
    {"mean absolute error", "mae", .see = "generalize",
     "The mean of the errors without their signs: how large a usual miss is. "
     "One large miss counts less here than in the squared error."},
    {"moments", "variance,covariance,sums of rows",
     .see = "data --format moments",
     "What a line has to know of its rows: how many, the means of x and y, and "
     "about these the means of the squares (variance) and of the product "
     "(covariance). A database adds them up; --moments learns from them."},
    {"baseline", .see = "data",
     "The loss of a guess that needs no model: always predict the mean "
     "price. A model that does not get below it has learned nothing of use."},
    {"floor", .see = "data",
     "The lowest loss that any setting of the parameters can reach on these "
     "data. A formula gives it for the line, counting for the words."},
    {"excess loss", "excess,gap", .see = "sweep --more",
     "The loss minus the floor: what training can still take off."},
    {"best line", "optimum", .see = "linreg",
     "The line with the lowest loss of all on the training data, computed "
     "straight from them. No training ends lower."},
    {"distance", "distance to the best line", .see = "linreg --more",
     "How far slope and intercept still are from the best line's. Each step "
     "multiplies it in each direction by one factor."},
    {"true line", "truth,true,true formula", .see = "data",
     "The line that made the data, before the noise came on top. Where there "
     "is noise, the best line is another one: it fits the noise as well."},
    {"gradient", .see = "linreg --check-gradient",
     "For every parameter, how the loss would change if it grew a little. It "
     "points uphill, so training goes the other way."},
    {"central difference", "gradient check", .see = "linreg --check-gradient",
     "The gradient by trial. Make a parameter a little larger, then a little "
     "smaller, and compare the two losses. It must agree with the formula."},
    {"update", "step", .see = "step",
     "The last of the four steps of the loop: every parameter moves a little "
     "against its gradient, by the learning rate times the gradient."},
    {"gradient descent", "training", .see = "linreg",
     "The loop itself: predict, measure the loss, find the gradient, and "
     "move every parameter a little against it. Again and again."},
    {"optimizer", .see = "linreg --trace 5",
     "The rule that makes a step of a gradient. Here it is the plain one: "
     "parameter -= learning rate * gradient."},
    {"learning rate", "lr,step size,rate", .see = "sweep",
     "The gradient is multiplied by it to give the step. If it is too small, "
     "learning takes very long. If it is too large, every step overshoots."},
    {"epoch", .see = "linreg --epochs 500",
     "One pass over all the training data. In the price lessons it is one "
     "step of the loop, in the word lesson one step for every pair of words."},
    {"claim", "common claim,untested", .see = "linreg --more",
     "What courses on this lesson often say, from general rules to single "
     "numbers. The program tries each on your run: true, false, or untested "
     "where this run cannot decide. False does not mean that the run failed."},
    {"goal", "exercise", .see = "check",
     "What a run must reach in an exercise. The command check says which "
     "goals your run meets, and gives a hint for the others."},
    {"bowl", .see = "linreg --svg bowl.svg",
     "The loss over all lines, with the slope to one side and the intercept to "
     "the other. It has one lowest point, and training goes down to it.",
     .group = "The bowl: which rates work"},
    {"direction", "flat direction,steep direction",
     .see = "linreg --svg bowl.svg",
     "A mixture of slope and intercept. In the steep direction the loss "
     "changes fast, and so does the line. In the flat one both hardly change."},
    {"eigenvalue", "curvature", .see = "sweep",
     "The curvature of the bowl in a main direction: how fast the gradient "
     "grows on the way up from the bottom. A step multiplies the distance to "
     "the bottom by 1 - rate * curvature."},
    {"critical rate", "critical,stable rate", .see = "sweep --lr auto",
     "2 divided by the largest eigenvalue, known before the run. At a higher "
     "rate the distance in the steep direction grows with every step."},
    {"observed", "forecast", .see = "sweep",
     "What a run did, beside what a formula predicted before it began. For a "
     "line with all rows in every step the two agree, up to rounding."},
    {"condition number", .see = "sweep",
     "The largest eigenvalue divided by the smallest: how uneven the bowl is. "
     "The rate must suit the steep direction, so the flat one has to wait."},
    {"momentum", "heavy ball,velocity",
     .see = "linreg --lr 1e-4 --momentum 0.99 --epochs 2000",
     "Each step keeps a part B of the one before: v = B v + gradient, then "
     "parameter -= rate * v. Along a valley the steps add up, across it they "
     "cancel. The critical rate is 1 + B times larger."},
    {"mini-batch", "batch,batches", .see = "linreg --batch 5 --lr 1e-4 --plot",
     "A few rows, whose gradient alone makes a step: many steps an epoch "
     "instead of one. Each sees only a part of the rows, so the curve of the "
     "loss jitters."},
    {"divergence", "explode,exploding,diverge,diverges,diverged",
     .see = "sweep --lr 1e-4,2e-4",
     "The loss grows instead of falling, because the steps are too large. A "
     "line has diverged when its loss is not finite, or ends above its start. "
     "A loss above both 1e20 and a billion times the first ends the run at "
     "once. A word table has diverged when a loss is not finite."},
    {"standardize", "normalize,scaling", .see = "linreg --standardize --lr 0.4",
     "Scale a feature to mean 0 and standard deviation 1 before training. "
     "For a line the bowl becomes round: one rate suits all directions."},
    {"convergence", "converged",
     .see = "early-stop --standardize --lr 0.1 --min-delta 0.1%",
     "The run has arrived: more epochs change next to nothing, and the loss "
     "is at its floor. The curve shows only the first of the two.",
     .group = "When to stop"},
    {"plateau", .see = "early-stop --plot",
     "The loss curve is flat, but the floor is below it. What is left is in "
     "the flat direction, where the steps are too small to show."},
    {"tail", "long tail", .see = "linreg --plot",
     "The late part of a loss curve, where each epoch brings little. Whether "
     "a run has one depends on its learning rate."},
    {"early stopping", .see = "early-stop --min-delta 1000",
     "End the run when the loss no longer improves. It saves epochs, and may "
     "stop on a plateau. The last parameters need not be the best: --save "
     "keeps both, and predict takes the best."},
    {"cap", "cap reached", .see = "early-stop",
     "The most epochs that a run may take. It ends a run that no rule has "
     "ended."},
    {"verdict", "completed,stopped early", .see = "early-stop",
     "How a run ended: completed, stopped early by its rule, interrupted, or "
     "diverged. That of words also says how far it has come."},
    {"patience", "waited", .see = "early-stop --patience 5",
     "The number of epochs without improvement after which early stopping "
     "ends the run. It is for curves that go up and down."},
    {"min-delta", .see = "early-stop --min-delta 1000",
     "By how much a loss must be below that of the last improvement to be the "
     "next one: small falls add up. An amount has the loss's unit. Per cent "
     "are of the best loss so far."},
    {"status", "improving,stable,falling,worse", .see = "bigram --epochs 50",
     "What became of the loss that is watched: the held-out one, or else the "
     "running one. Improving: it is below the last improvement by more than "
     "min-delta. Else it is compared with the row before. Worse: it rose by "
     "more than that. Falling: it fell by more than that. Stable: neither."},
    {"training set", .see = "generalize --holdout 0.2",
     "The cases from which the model learns. A low loss on them alone proves "
     "little: a model could have memorised them.",
     .group = "New data"},
    {"test set", "unseen", .see = "generalize --draws 1000",
     "Cases that training never sees. They show how good the model is on new "
     "ones. The error on a small test set is mostly chance."},
    {"memorising", "memorise,memorised", .see = "generalize --samples 2",
     "To learn the training cases by heart, and nothing that helps with "
     "others. A line has two parameters: it can memorise two points at most."},
    {"draw", "test draw", .see = "generalize --draws 1000",
     "One test set of many that could have been drawn. How much the error "
     "changes from draw to draw says how much of a single one is chance."},
    {"noise band", "band", .see = "generalize --draws 1000",
     "Where the error of the true line lies in about nineteen draws of twenty: "
     "two deviations to both sides of what noise makes on average."},
    {"held-out", "holdout,validation set", .see = "linreg --holdout 0.2",
     "A random part of the data that is kept from training. The model is "
     "scored on it, or early stopping watches it."},
    {"generalization", "generalises,generalise", .see = "generalize",
     "To be good on cases that were not in the training. This is what one "
     "wants: the training loss is only what one can push down."},
    {"overfitting", "overfit,overfitted",
     .see = "bigram --holdout 0.2 --lr 0.5 --epochs 30",
     "The model learns the noise of its training cases as if it were signal. "
     "Since the held-out loss was lowest it has risen, and the training loss "
     "has fallen."},
    {"underfitting", .see = "generalize --epochs 50",
     "The model has not learned what there is to learn. The error is large "
     "in training and on new cases alike."},
    {"corpus", "text", .see = "bigram",
     "The text that is learned from. No pair of words goes across the end of "
     "a line, unless you choose another unit.",
     .group = "Words"},
    {"token", "tokens", .see = "bigram --text sentences --tokens chars",
     "What a text is cut into: what stands between blanks, a word, or a "
     "character. Each different one gets a number."},
    {"unit", "paragraph", .see = "bigram --text sentences --unit paragraph",
     "What no pair goes across, as --unit says: a line, a paragraph or a "
     "sentence. An empty line ends a paragraph."},
    {"vocabulary", .see = "bigram",
     "The different words of a text, each with a number, its id. A word that "
     "is not in it cannot be predicted."},
    {"bigram", .see = "bigram --word sat",
     "Two words that follow one another. A bigram model predicts the next "
     "word from the last one alone."},
    {"pair", "example", .see = "bigram --pairs",
     "A word and the one that follows it: one example to learn from. The "
     "same pair may come many times, and every time counts."},
    {"weight", .see = "bigram --matrix",
     "Another name for a parameter, usual where there are many. In the word "
     "table every pair of words has one."},
    {"score", "logit", .see = "bigram --matrix",
     "What the model gives each possible next word before softmax makes "
     "probabilities of it. Only differences of scores matter."},
    {"exp", "ln,logarithm,log", .see = "step bigram",
     "exp(x) is e = 2.718... to the power of x: 1 for 0, and above 0 for all "
     "x. ln is the way back: ln(exp(x)) is x."},
    {"softmax", .see = "bigram --word cat --top 10",
     "Turns scores into probabilities: e to the power of each, divided by "
     "the sum of all. The highest score becomes the most probable word. It is "
     "taken off all first: that changes no probability, and keeps e's power "
     "small."},
    {"probability", "probabilities,p", .see = "bigram --word the",
     "A number from 0, never, to 1, always. Those of all next words sum to 1."},
    {"cross-entropy", .see = "bigram --trace 3",
     "The loss of the word lesson: minus the logarithm of the probability of "
     "the word that really came. It is 0 for certainty."},
    {"running loss", "running", .see = "bigram",
     "The mean of the losses of the examples, each measured just before its "
     "step. The scores improve meanwhile, so it lags behind."},
    {"loss after the epoch", "after,fixed loss", .see = "bigram",
     "The mean loss over all examples once the epoch is over, when the "
     "scores no longer change. Compare this one with the floor."},
    {"perplexity", .see = "bigram",
     "e to the power of the cross-entropy. So many equally likely words "
     "would be as hard to guess as the next one is for the model."},
    {"uniform guess", "uniform", .see = "bigram",
     "The same probability for every word, as one would guess who knows "
     "nothing. Its loss is the logarithm of the number of words."},
    {"stochastic gradient descent", "sgd", .see = "bigram --trace 3",
     "A step after each example instead of one for all of them. It learns "
     "fast but jitters: the last examples count most."},
    {"shuffle", .see = "bigram --trace 3 --seed 7",
     "A fresh random order of the examples in every epoch. None stays last."},
    {"jitter", .see = "bigram --epochs 50 --lr 0.5",
     "The small ups and downs of a number that each example moves in turn. "
     "The larger the learning rate, the wider they are."},
    {"learning-rate decay", "decay,schedule", .see = "bigram --decay 0.95",
     "To make the learning rate smaller from epoch to epoch, so that the end "
     "is calmer. If it begins too early, the run only gets slower."},
    {"limit", "counted,share", .see = "bigram --follow the,cat --epochs 50",
     "The probability that training leads to: the counted share of the pair "
     "among those with the same first word. High rates carry it past that."},
    {0},
};

/* The first `length` bytes in small letters; '-' and '_' are blanks, and there
   is one at most. */
static void plain(const char *typed, size_t length, char text[ASKED + 1])
{
    size_t n = 0;

    for (size_t i = 0; i < length && n < ASKED; i++) {
        char next = (char)tolower((unsigned char)typed[i]);
        if (next == '-' || next == '_')
            next = ' ';
        if (next != ' ' || (n > 0 && text[n - 1] != ' '))
            text[n++] = next;
    }
    n -= n > 0 && text[n - 1] == ' ';
    text[n] = '\0';
}

/* Name k of a word, so written: itself, then its other names; false: there is
   none. */
static bool name(const struct word *word, int k, char text[ASKED + 1])
{
    const char *from = k == 0 ? word->word : word->also;

    for (; from && k > 1; k--) {
        from = strchr(from, ',');
        from = from ? from + 1 : NULL;
    }
    if (from)
        plain(from, strcspn(from, ","), text);
    return from;
}

/* How far from a name: 0 for the name and its plural, 1 for a part of it;
   ASKED where it cannot have been meant. */
static int distance(const char *asked, const char *name)
{
    size_t n = strlen(name);
    const char *rest = asked + n;

    if (strncmp(name, asked, n) == 0 &&
        (*rest == '\0' || strcmp(rest, "s") == 0 || strcmp(rest, "es") == 0))
        return 0;
    if (strlen(asked) > 2 && strstr(name, asked))
        return 1;
    return near_match(asked, name) ? near_distance(asked, name) : ASKED;
}

const struct word *explain_find(const char *typed, bool *sure)
{
    const struct word *best = NULL;
    int least = ASKED;
    char text[ASKED + 1], asked[ASKED + 1];

    plain(typed, strlen(typed), asked);
    for (int i = 0; explain_words[i].word; i++)
        for (int k = 0; name(&explain_words[i], k, text); k++) {
            int d = distance(asked, text);
            best = d < least ? &explain_words[i] : best;
            least = d < least ? d : least;
        }
    *sure = least == 0;
    return best;
}

size_t explain_length(const char *text, const struct word **word)
{
    size_t longest = 0;
    char one[ASKED + 1];

    for (int i = 0; explain_words[i].word; i++)
        for (int k = 0; name(&explain_words[i], k, one); k++) {
            size_t n = strlen(one);
            if (n <= longest || strncmp(text, one, n) != 0)
                continue;
            n += text[n] == 's';
            if (isalpha((unsigned char)text[n]))
                continue;
            longest = n;
            *word = &explain_words[i];
        }
    return longest;
}

void explain_print(struct report *report, const struct word *word)
{
    report_print(report, "%s", word->word);
    for (const char *from = word->also; from; from = strchr(from, ',')) {
        from += *from == ',';
        report_print(report, ", %s%.*s",
                     from == word->also ? "also called " : "",
                     (int)strcspn(from, ","), from);
    }
    report_print(report, "\n  %s\n", word->meaning);
    report_print(report, "\nSee it: trainloop %s\n", word->see);
}

static void print_list(struct report *report)
{
    int used = 0;

    for (int i = 0; explain_words[i].word; i++) {
        const char *group = explain_words[i].group;
        int length = (int)strlen(explain_words[i].word) + 2;
        bool fits = !group && used + length <= COLUMNS;
        if (group)
            report_print(report, "%s%s: ", i > 0 ? "\n" : "", group);
        else
            report_print(report, fits ? ", " : ",\n  ");
        report_print(report, "%s", explain_words[i].word);
        used = (group ? (int)strlen(group) : fits ? used : 0) + length;
    }
    report_print(report,
                 "\n\nWhat one of them means: trainloop explain epoch\n");
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct report report = {.file = call->out, .width = REPORT_WIDTH};
    struct opt_words o;
    char typed[4 * SHOWN + 1] = "";
    bool sure = false;

    if (!opt_parse(&explain_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    for (int i = 0, n = 0; i < o.n && n < 4 * SHOWN; i++)
        n += snprintf(typed + n, sizeof typed - (size_t)n, "%s%s",
                      i > 0 ? " " : "", o.at[i]);
    const struct word *word = o.n > 0 ? explain_find(typed, &sure) : NULL;
    if (o.n == 0) {
        print_list(&report);
    } else if (sure) {
        explain_print(&report, word);
    } else {
        fault_set(fault, FAULT_USAGE,
                  "'%s' is not one of the words of the course",
                  utf8_word(typed, SHOWN, 0).text);
        if (word)
            fault_hint(fault, "Did you mean '%s'?", word->word);
        else
            fault_hint(fault, "The list of them: trainloop explain");
    }
    report_free(&report);
    return (int)fault->kind;
}

const struct command explain_command = {
    .name = "explain",
    .run = run,
    .summary = "what a word means, and the command that shows it",
    .about = "Explains a word of the course in a few sentences; without "
             "a word\nit lists them.",
    .examples = "  trainloop explain\n"
                "  trainloop explain learning rate\n"
                "  trainloop explain floor\n",
    .words = "[WORD]",
};
