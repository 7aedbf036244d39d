/* bigram_run.h -- the stage bigram: learn which word follows which. */
#ifndef STAGES_BIGRAM_RUN_H
#define STAGES_BIGRAM_RUN_H

#include "lesson/frame.h"
#include "lesson/preset.h"
#include "text/curve.h"
#include "text/opt.h"

#include "trainloop/fit_words.h"

struct bigram_text { /* that is part of the program */
    const char *name, *text;
};

struct bigram_options {
    struct frame_options frame;

    const char *text;              /* a file, or NULL: ...             */
    const struct bigram_text *own; /* ... this; NULL: the five sentences */
    int tokens;                    /* enum corpus_tokens                 */
    double holdout;
    uint64_t seed;

    int init;         /* enum scores_init */
    struct rule rule; /* min_delta: an amount and 0, or 0 and per cent */

    struct opt_every every;    /* rows of the table                        */
    const char *word, *follow; /* whose next words; a pair "A,B"; or NULL  */
    uint64_t top, trace, generate;
    bool patterns, matrix, check_gradient;
};

#define BIGRAM_PRESET(own_text, passes)                                \
    {                                                                  \
        .frame = FRAME_PRESET, .own = (own_text), .seed = PRESET_SEED, \
        .rule = {.lr = PRESET_WORDS_LR,                                \
                 .min_lr = PRESET_WORDS_MIN_LR,                        \
                 .epochs = (passes),                                   \
                 .min_delta = PRESET_WORDS_DELTA},                     \
        .every = {.n = 1}, .top = 5                                    \
    }

/* Rows for a run: data, start, rates, and what ends it; without --load. */
extern const struct opt bigram_run_rows[];

/* The pairs of the lesson's text that it expects to pass 0.2. */
enum { BIGRAM_RUN_EXPECTED = 6 };
extern const char *const bigram_run_expected[BIGRAM_RUN_EXPECTED][2];

/* All but the options is the result. */
struct bigram_run {
    const struct bigram_options *options;
    const struct bigram_text *own; /* what is read where no file is named */

    enum corpus_tokens tokens; /* of the loaded model, or the options */
    double seed;               /* likewise                            */
    struct corpus corpus;
    struct counts counts;
    double uniform, floor; /* yardsticks of the loss */
    struct scores scores;
    struct rng rng;

    /* The model of --load; all zeros: none. */
    struct {
        double epochs;  /* how old it is */
        uint32_t *seen; /* (V) how often each word led a pair; or NULL */
        size_t unknown; /* pairs of the text that it cannot know */
        struct seal read;
    } loaded;

    /* Words that somebody asks for. */
    struct bigram_asked {
        uint32_t word;      /* --word, or the lesson's */
        double *before;     /* (V) what may follow it, before the training  */
        struct pair follow; /* --follow                                     */
        double followed;    /* its probability, now; 0 without              */
    } asked;

    struct fit_words fit;

    /* The loss with fixed scores, epoch by epoch. */
    struct bigram_past {
        uint64_t falls, level; /* epochs in which it fell; was level, to 1e-9 */
        double first_fall; /* in the first epoch                            */
        double changes[3]; /* in the latest, newest last; positive: it fell */
        double at_five;    /* P(cat | the) after epoch 5                    */
    } past;

    /* --decay: the losses at the end of the same run at a constant rate. */
    struct {
        double running, loss;
    } twin;

    /* What pictures need, by epoch; all zeros: nothing is kept. */
    struct bigram_sketch {
        struct curve running, after, held; /* losses */
        struct pair pair;     /* --follow, or the most frequent ... */
        struct curve pattern; /* ... after --word; its probability  */
    } sketch;
    double *p; /* (V) scratch, for whoever asks the scores */
};

/* For a struct stage: text, vocabulary, yardsticks, start; the end.  options:
   struct bigram_options; result: struct bigram_run, all zeros. */
bool bigram_run_open(void *result, const void *options, bool pictures,
                     struct fault *fault);
void bigram_run_close(void *result);

/* Does a rule or held-out text tell which epoch is the best? */
bool bigram_run_watches(const struct bigram_run *run);

/* What is learned from: a name of ours, a file, "standard input". */
const char *bigram_run_source(const struct bigram_run *run);

/* A word as it came, and as it is shown: at most so many characters. */
const char *bigram_run_word(const struct bigram_run *run, uint32_t id);
struct utf8_word bigram_run_shown(const struct bigram_run *run, uint32_t id,
                                  int most);

/* Two words as a pair; both WORD_UNKNOWN if one is. */
struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next);

/* How often a word led a pair, here or in the runs before. */
uint32_t bigram_run_seen(const struct bigram_run *run, uint32_t word);

/* P(next | word) with the scores as they are; 0 if one is WORD_UNKNOWN. */
double bigram_run_probability(const struct bigram_run *run, struct pair pair);

/* Finds a word of so many bytes, folded as the tokens are.  Fault: it is not
   there; begins with `option`, "'--word': " or "", and suggests one. */
bool bigram_run_find(const struct vocabulary *words, enum corpus_tokens tokens,
                     const char *option, const char *word, size_t length,
                     uint32_t *id, struct fault *fault);

/* At most so many words by their probability, and so many traced examples. */
enum { BIGRAM_RUN_TOP = 100, BIGRAM_RUN_TRACED = 100 };

/* The n >= 1 most probable words, ties by id; returns how many.  p: (V). */
int bigram_run_top(const double *p, uint32_t V, uint32_t *top, int n);

/* The words that lead most pairs, in order of id; returns how many. */
int bigram_run_frequent(const struct bigram_run *run,
                        uint32_t chosen[MATRIX_MOST]);

#endif
