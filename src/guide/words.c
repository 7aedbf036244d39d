/* The words of the course, in the order in which one meets them. */
#include "guide/words.h"

#include "text/near.h"

#include <ctype.h>
#include <string.h>

enum { ASKED = 60, COLUMNS = 76 }; /* bytes of a word; of a line */

const struct word words[WORDS] = {
    {"The model and its data", "model", NULL,
     "A formula with numbers in it that are not yet known. Here: price = slope "
     "* sqm + intercept, or a table of scores for the next word. Training "
     "finds the numbers.",
     "linreg"},
    {NULL, "parameter", NULL,
     "One of the numbers in the model that training changes: the slope, the "
     "intercept, each score of the word table.",
     "linreg --journey"},
    {NULL, "slope", NULL,
     "The parameter of the line that says how much the price grows with each "
     "square metre.",
     "linreg --plot"},
    {NULL, "intercept", NULL,
     "The parameter of the line that says what the price would be at 0 square "
     "metres: where the line meets the axis.",
     "linreg --plot"},
    {NULL, "hyperparameter", NULL,
     "A number that you choose before training and training leaves alone: the "
     "learning rate, how many epochs, the patience.",
     "sweep"},
    {NULL, "feature", "input",
     "What the model is told about a case, here the square metres of an "
     "apartment. It is the x of the formula.",
     "data"},
    {NULL, "target", "label",
     "What the model is to predict, and what the training data tell it: the "
     "price, or the word that really came next.",
     "data"},
    {NULL, "signal", NULL,
     "The part of the data that a formula can explain. In the made data it is "
     "exactly 2500 * sqm + 15000, so you can see how much of it was found.",
     "data --noise 0"},
    {NULL, "noise", NULL,
     "All that moves the target and is not in the features. It looks like "
     "chance; no model can predict it, and the best line still misses by it.",
     "data --noise 40000"},
    {NULL, "standard deviation", "deviation",
     "How far values usually are from their mean: the root of the mean squared "
     "distance. Of normal noise two values in three are within one deviation.",
     "data"},
    {NULL, "seed", NULL,
     "The number from which all random numbers of a run follow. The same seed "
     "gives the same data, the same start and the same digits everywhere.",
     "data --seed 7"},
    {"The loop, and how good is good", "forward pass", "prediction",
     "The first step of the loop: put the features into the model with the "
     "parameters as they are now, and see what it predicts.",
     "linreg --trace 5"},
    {NULL, "residual", "error",
     "What is left over in one case: target minus prediction. Positive means "
     "that the model guessed too low.",
     "linreg --trace 5"},
    {NULL, "loss", "cost",
     "One number for how wrong the model is over all cases; training makes it "
     "smaller. It means nothing by itself: hold it against baseline and floor.",
     "linreg --plot"},
    {NULL, "mean squared error", "mse",
     "The loss of the price lessons: square every residual and take the mean. "
     "Large misses count far more than small ones. Its unit is squared euros.",
     "linreg --trace 5"},
    {NULL, "root mean squared error", "rmse,root",
     "The square root of the mean squared error. It is in euros again, and "
     "about as large as a usual miss.",
     "linreg"},
    {NULL, "mean absolute error", "mae",
     "The mean of the residuals without their signs: by how many euros a "
     "prediction misses on average. One large miss sways it less than it does "
     "the squared error.",
     "generalize"},
    {NULL, "baseline", NULL,
     "The loss of a guess that needs no model: always predict the mean price. "
     "A model that does not get below it has learned nothing of use.",
     "data"},
    {NULL, "floor", NULL,
     "The lowest loss that any setting of the parameters can reach on these "
     "data. For the line it comes from a formula, for the words from counting.",
     "data"},
    {NULL, "best line", "optimum",
     "The line with the lowest loss of all on the training data, computed "
     "straight from them. Training can only come near it.",
     "linreg"},
    {NULL, "true line", "truth,true",
     "The line that made the data, before the noise came on top. The best "
     "line is another one, because it fits the noise as well.",
     "data"},
    {NULL, "gradient", NULL,
     "For every parameter, how the loss would change if it grew a little. "
     "It points uphill, so training goes the other way.",
     "linreg --check-gradient"},
    {NULL, "gradient descent", NULL,
     "The loop itself: predict, measure the loss, find the gradient, and move "
     "every parameter a little against it. Again and again.",
     "linreg"},
    {NULL, "optimizer", NULL,
     "The rule that makes a step of a gradient. Here it is the plain one: "
     "parameter -= learning rate * gradient. Others remember earlier steps.",
     "linreg --trace 5"},
    {NULL, "learning rate", "lr,step size,rate",
     "How large a step is: the gradient is multiplied by it. Too small, and "
     "nothing happens for a long time; too large, and every step overshoots.",
     "sweep"},
    {NULL, "epoch", NULL,
     "One pass over all the training data. In the price lessons it is one step "
     "of the loop, in the word lesson one step for every pair of words.",
     "linreg --epochs 500"},
    {"The bowl: which rates work", "bowl", NULL,
     "What the loss looks like over all lines, slope to one side and intercept "
     "to the other: it has one lowest point, and rises to all sides. Training "
     "rolls down into it.",
     "linreg --svg bowl.svg"},
    {NULL, "direction",
     "flat direction,steep direction,slow direction,fast direction",
     "The bowl is steep across and flat along. A mixture of slope and "
     "intercept "
     "lies in the steep direction and is learned fast, another one in the flat "
     "direction and is learned slowly.",
     "linreg --svg bowl.svg"},
    {NULL, "eigenvalue", "curvature",
     "How steep the bowl of the loss is in one of its main directions. A step "
     "multiplies what is missing in that direction by 1 - rate * eigenvalue.",
     "sweep"},
    {NULL, "critical rate", NULL,
     "2 divided by the largest eigenvalue: a higher learning rate lands "
     "farther "
     "away than it started, at every step. Here it is known before the run.",
     "sweep --lr auto"},
    {NULL, "condition number", NULL,
     "The largest eigenvalue divided by the smallest: how much steeper the "
     "bowl "
     "is across than along. The rate must suit the steep direction, so the "
     "flat one has to wait that much longer; to standardize is the cure.",
     "sweep"},
    {NULL, "divergence", "explode,exploding",
     "The loss grows instead of falling, because the steps are too large. Here "
     "a run has diverged when its loss is not finite, beyond 1e20, or higher "
     "at the end than at the start.",
     "sweep --lr 1e-4,2e-4"},
    {NULL, "standardize", "normalize,scaling",
     "Scale a feature to mean 0 and standard deviation 1 before training. For "
     "a line the bowl becomes round: one rate suits all directions.",
     "linreg --standardize --lr 0.4 --epochs 20"},
    {"When to stop", "convergence", NULL,
     "The run has arrived: further epochs change next to nothing, and the loss "
     "is at its floor. Only the first of the two can be seen from the curve.",
     "early-stop --standardize --lr 0.1 --min-delta 0.1%"},
    {NULL, "plateau", NULL,
     "The loss curve is flat, but the floor is below it. The rest of the way "
     "is in a direction in which the steps are too small to show; with x "
     "standardized there is none.",
     "early-stop --plot"},
    {NULL, "early stopping", NULL,
     "End the run when the loss no longer improves, and keep the best "
     "parameters so far. It saves epochs, and may stop on a plateau.",
     "early-stop --min-delta 1000"},
    {NULL, "cap", NULL,
     "The most epochs that a run may take. When the cap ends it, no rule has "
     "found it to be done.",
     "early-stop"},
    {NULL, "patience", NULL,
     "For how many epochs running the loss may fail to improve before early "
     "stopping ends the run.",
     "early-stop --patience 5"},
    {NULL, "min-delta", NULL,
     "By how much a loss must be lower to count as an improvement. An amount "
     "has the unit of the loss; per cent of the best so far has none.",
     "early-stop --min-delta 1000"},
    {"New data", "training set", NULL,
     "The cases from which the model learns. A low loss on them alone proves "
     "little: a model could have memorised them.",
     "generalize --data data/sacramento.csv --holdout 0.2"},
    {NULL, "test set", NULL,
     "Cases that training never sees, to find out how good the model is on new "
     "ones. A small test set is mostly chance.",
     "generalize --draws 1000"},
    {NULL, "draw", "test draw",
     "One test set of many that could have been drawn. How much the error "
     "changes from draw to draw says how much of a single one is chance.",
     "generalize --draws 1000"},
    {NULL, "noise band", "band",
     "From where to where the error of the true line lies in about nineteen "
     "draws of twenty: two deviations to both sides of what noise makes it on "
     "average. An error inside says nothing against the model.",
     "generalize --draws 1000"},
    {NULL, "held-out", "holdout,hold out,validation set",
     "A random part of the data that is kept from training, to be scored on or "
     "to be watched by early stopping.",
     "linreg --holdout 0.2"},
    {NULL, "generalization", NULL,
     "Being good on cases that were not in the training. It is what one wants; "
     "the training loss is only what one can push down.",
     "generalize"},
    {NULL, "overfitting", "overfit,overfitted",
     "The model learns the noise of its training cases as if it were signal: "
     "the training loss keeps falling, the held-out loss rises.",
     "bigram --holdout 0.2 --lr 0.5 --epochs 30"},
    {NULL, "underfitting", NULL,
     "The model has not learned what is there to be learned: the error is "
     "large in training and in the test alike.",
     "generalize --epochs 50"},
    {"Words", "corpus", "text",
     "The text that is learned from, line by line. Here a line is a sentence, "
     "and no pair of words goes across its end.",
     "bigram"},
    {NULL, "vocabulary", NULL,
     "The different words of a text, each with a number (id). A word that is "
     "not in it cannot be predicted.",
     "bigram"},
    {NULL, "bigram", NULL,
     "Two words that follow one another. A bigram model predicts the next word "
     "from the last one alone.",
     "bigram --word sat"},
    {NULL, "pair", "example",
     "A word of the text and the one that follows it: one example to learn "
     "from. The same pair may come many times, and every time it counts.",
     "bigram --trace 3"},
    {NULL, "weight", NULL,
     "Another name for a parameter, usual where there are many. In the word "
     "table every pair of words has one.",
     "bigram --matrix"},
    {NULL, "score", "logit",
     "What the model gives each possible next word before softmax makes "
     "probabilities of it. Only differences of scores matter.",
     "bigram --matrix"},
    {NULL, "softmax", NULL,
     "Turns scores into probabilities: e to the power of each, divided by the "
     "sum of all. The highest score becomes the most probable word.",
     "bigram --word cat --top 10"},
    {NULL, "probability", "probabilities",
     "A number from 0, never, to 1, always. Those of all possible next words "
     "add up to 1.",
     "bigram --word the"},
    {NULL, "cross-entropy", NULL,
     "The loss of the word lesson: minus the logarithm of the probability that "
     "the model gave to the word that really came. It is 0 for certainty.",
     "bigram --trace 3"},
    {NULL, "running loss", "running",
     "The mean of the losses that the examples had just before each one's "
     "step. The scores change meanwhile: it lags behind.",
     "bigram"},
    {NULL, "fixed loss", "after,fixed-weight loss",
     "The mean loss over all examples once the epoch is over, with scores that "
     "no longer change. This is what the floor is to be held against.",
     "bigram"},
    {NULL, "perplexity", NULL,
     "e to the power of the cross-entropy: the model is as unsure as if it had "
     "to choose among so many equally likely words.",
     "bigram"},
    {NULL, "uniform guess", NULL,
     "The same probability for every word: what one says who knows nothing. "
     "Its loss is the logarithm of the number of words.",
     "bigram"},
    {NULL, "stochastic gradient descent", "sgd",
     "A step after each example instead of one for all of them. It learns "
     "faster, and jitters: the last examples have the last word.",
     "bigram --trace 3"},
    {NULL, "shuffle", NULL,
     "A fresh random order of the examples for every epoch, so that none is "
     "always the last.",
     "bigram --trace 3 --seed 7"},
    {NULL, "jitter", NULL,
     "The small ups and downs of a number that is moved by each example in "
     "turn. The larger the learning rate, the wider it jitters around its "
     "limit.",
     "bigram --epochs 50 --lr 0.5"},
    {NULL, "learning-rate decay", "decay,schedule",
     "Make the learning rate smaller from epoch to epoch, to jitter less at "
     "the "
     "end. Begun too early, it only makes the run slower.",
     "bigram --decay 0.95 --epochs 15"},
    {NULL, "limit", NULL,
     "Where a learned probability settles: the share with which the pair was "
     "counted in the text. Steps at a high rate carry it past that, and back.",
     "bigram --follow the,cat --epochs 50"},
};

/* In small letters; '-' and '_' are blanks, and there is one at most. */
static void plain(const char *typed, char asked[ASKED + 1])
{
    size_t n = 0;

    for (const char *c = typed; *c != '\0' && n < ASKED; c++) {
        int next = strchr(" -_", *c) ? ' ' : tolower((unsigned char)*c);
        if (next != ' ' || (n > 0 && asked[n - 1] != ' '))
            asked[n++] = (char)next;
    }
    while (n > 0 && asked[n - 1] == ' ')
        n--;
    asked[n] = '\0';
}

/* Name k of a word, in the same form: itself, then its other names; false:
   there is none. */
static bool name(const struct word *word, int k, char text[ASKED + 1])
{
    const char *from = k == 0 ? word->word : word->also;
    size_t n = 0;

    while (from && k > 1) {
        from = strchr(from, ',');
        from = from ? from + 1 : NULL;
        k--;
    }
    for (; from && *from != '\0' && *from != ',' && n < ASKED; from++)
        text[n++] = (char)(*from == '-' ? ' ' : *from);
    text[n] = '\0';
    return from != NULL;
}

/* A plural is the same word. */
const struct word *words_find(const char *typed)
{
    char text[ASKED + 1], asked[ASKED + 1];

    plain(typed, asked);
    for (int i = 0; i < WORDS; i++)
        for (int k = 0; name(&words[i], k, text); k++) {
            size_t n = strlen(text);
            if (strncmp(text, asked, n) == 0 &&
                (asked[n] == '\0' || strcmp(asked + n, "s") == 0 ||
                 strcmp(asked + n, "es") == 0))
                return &words[i];
        }
    return NULL;
}

/* It is near, or the asked is a part of it. */
const struct word *words_guess(const char *typed)
{
    const struct word *best = NULL;
    int least = ASKED;
    char text[ASKED + 1], asked[ASKED + 1];

    plain(typed, asked);
    for (int i = 0; i < WORDS; i++)
        for (int k = 0; name(&words[i], k, text); k++) {
            bool part = strlen(asked) > 2 && strstr(text, asked);
            int d = part ? 1 : near_distance(asked, text);
            if ((part || near_match(asked, text)) && d < least) {
                least = d;
                best = &words[i];
            }
        }
    return best;
}

void words_print(struct report *report, const struct word *word)
{
    char text[ASKED + 1], names[300];
    int used = snprintf(names, sizeof names, "%s", word->word);

    for (int k = 1; name(word, k, text); k++)
        used += snprintf(names + used, sizeof names - (size_t)used, "%s%s",
                         k == 1 ? ", also called " : ", ", text);
    report_wrap(report, "", names, COLUMNS);
    report_wrap(report, "  ", word->meaning, COLUMNS);
    report_print(report, "\nSee it: trainloop %s\n", word->command);
}
