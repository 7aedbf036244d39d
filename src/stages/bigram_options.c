/* The options of the next-word stage, and the texts it has of its own. */
#include "stages/bigram_run.h"

#include <float.h>

#define AT(field) offsetof(struct bigram_options, field)

const struct opt bigram_rows[BIGRAM_ROWS] = {
    {"--text", "FILE", "a text instead of the lesson's, - for stdin", OPT_TEXT,
     AT(text), 0, 0, NULL, NULL, NULL},
    {"--tokens", "space|words", "words: letters and digits, case folded",
     OPT_CHOICE, AT(tokens), 0, 0, NULL, NULL, "--text"},
    {"--holdout", "PART", "random part of the lines kept from training",
     OPT_PART, AT(holdout), 0, 1, NULL, NULL, NULL},
    {"--seed", "N", "start of the random numbers, as in NumPy", OPT_COUNT,
     AT(seed), 0, 4294967295.0, NULL, "--load", NULL},
    {"--init", "auto|random|zero", "first scores; auto: zero above 2000 words",
     OPT_CHOICE, AT(init), 0, 0, NULL, "--load", NULL},
    {"--lr", "RATE", "size of a step", OPT_POSITIVE, AT(lr), 0, 100,
     "--learning-rate", NULL, NULL},
    {"--decay", "F", "each epoch the rate times F ...", OPT_POSITIVE, AT(decay),
     0, 1, NULL, NULL, NULL},
    {"--min-lr", "RATE", "... down to this", OPT_POSITIVE, AT(min_lr), 0, 100,
     NULL, NULL, "--decay"},
    {"--epochs", "N", "passes over the pairs", OPT_COUNT, AT(epochs), 1, 1e12,
     NULL, NULL, NULL},
    {"--patience", "N", "stop after N epochs without improvement", OPT_COUNT,
     AT(patience), 1, 1e12, NULL, NULL, NULL},
    {"--min-delta", "X[%]", "an improvement is more than this; %: of the best",
     OPT_DELTA, AT(min_delta), 0, DBL_MAX, NULL, NULL, NULL},
    {"--min-epochs", "N", "no stop before so many epochs", OPT_COUNT,
     AT(min_epochs), 0, 1e12, NULL, NULL, "--patience"},
    {"--load", "FILE", "go on from a saved model", OPT_TEXT, AT(names.load), 0,
     0, NULL, NULL, NULL},
    {"--every", "N|pow2", "a row every N, or 1 2 4 ...", OPT_EVERY, AT(every),
     1, 1e12, "--log-interval", NULL, NULL},
    {"--trace", "K", "first K examples of the epochs shown", OPT_COUNT,
     AT(trace), 0, 100, NULL, NULL, NULL},
    {"--seeds", "N", "run on N seeds: how often claims hold", OPT_COUNT,
     AT(seeds), 1, 1e6, NULL, "--history --save --load --timing --format",
     NULL},
    {"--timing", NULL, "epochs a second, to stderr", OPT_FLAG, AT(timing), 0, 0,
     NULL, NULL, NULL},
};

const struct opt bigram_views[BIGRAM_VIEWS] = {
    {"--word", "W", "whose next words to show", OPT_TEXT, AT(word), 0, 0, NULL,
     NULL, NULL},
    {"--top", "K", "how many of them", OPT_COUNT, AT(top), 1, 100, NULL, NULL,
     NULL},
    {"--follow", "A,B", "one pattern over the epochs", OPT_TEXT, AT(follow), 0,
     0, NULL, NULL, NULL},
    {"--patterns", NULL, "what was learned, word by word", OPT_FLAG,
     AT(patterns), 0, 0, NULL, NULL, NULL},
    {"--matrix", NULL, "the scores as signs", OPT_FLAG, AT(matrix), 0, 0, NULL,
     NULL, NULL},
    {"--generate", "N", "make up N sentences", OPT_COUNT, AT(generate), 1, 1e6,
     NULL, NULL, NULL},
    {"--check-gradient", NULL, "the formula beside differences of the loss",
     OPT_FLAG, AT(check_gradient), 0, 0, NULL, NULL, NULL},
    {"--claims-only", NULL, "the claims alone; exit 1 if one fails", OPT_FLAG,
     AT(claims_only), 0, 0, NULL, NULL, NULL},
};

const struct opt bigram_output[BIGRAM_OUTPUT] = {
    {"--history", "FILE", "every epoch as CSV, - for stdout", OPT_TEXT,
     AT(names.history), 0, 0, NULL, NULL, NULL},
    {"--save", "FILE", "write the trained model, - for stdout", OPT_TEXT,
     AT(names.save), 0, 0, NULL, NULL, NULL},
    {"--format", "text|csv", "csv: pairs and their probabilities", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
    {"--quiet", NULL, "the table and the result alone", OPT_FLAG, AT(quiet), 0,
     0, "-q", NULL, NULL},
};

static const char *const expected[][2] = {
    {"the", "cat"}, {"the", "dog"}, {"cat", "sat"},
    {"sat", "on"},  {"on", "the"},  {"in", "the"},
};

const struct bigram_text bigram_sentences = {
    "the five sentences",
    "the cat sat on the mat\n"
    "the dog ran in the park\n"
    "the cat sat in the house\n"
    "the dog sat on the mat\n"
    "the cat ran in the park\n",
    expected,
    6,
};

const struct bigram_text bigram_challenge = {
    "the eight sentences",
    "the cat loves fish\n"
    "the dog chases cats\n"
    "fish swim in water\n"
    "cats climb tall trees\n"
    "dogs run in parks\n"
    "the bird sings songs\n"
    "water flows in rivers\n"
    "trees grow in forests\n",
    NULL,
    0,
};
