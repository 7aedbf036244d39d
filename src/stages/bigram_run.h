/* bigram_run.h -- the stage bigram: learn which word follows which. */
#ifndef STAGES_BIGRAM_RUN_H
#define STAGES_BIGRAM_RUN_H

#include "base/utf8.h"
#include "lesson/frame.h"
#include "lesson/preset.h"
#include "text/curve.h"
#include "text/figure.h"

#include "trainloop/fit_words.h"

struct bigram_text { /* that comes with the program */
    const char *name, *supplied;
};
extern const struct bigram_text bigram_run_five; /* sentences */

struct bigram_options {
    struct frame_options frame;

    const struct bigram_text *own; /* read where names.data is NULL */
    int tokens, unit;              /* enum corpus_tokens, corpus_unit */
    double holdout;

    int init;         /* enum scores_init */
    struct rule rule; /* min_delta: an amount and 0, or 0 and per cent */

    struct opt_every every;    /* rows of the table                        */
    const char *word, *follow; /* whose next words; a pair "A,B"; or NULL  */
    uint64_t top, trace, generate;
    bool patterns, matrix, pairs, check_gradient;
};

/* Height: a picture, and what it comes to, fit a screen. */
#define BIGRAM_PRESET(own_text, passes)                  \
    {                                                    \
        .frame = {.names = {.width = 72, .height = 9},   \
                  .seed = PRESET_SEED,                   \
                  .seeds = 1},                           \
        .every = {.n = 1, .most = 5}, .own = (own_text), \
        .rule = {.epochs = (passes), PRESET_WORDS},      \
    }

/* Rows for a run: its text, start, and rate; what else its training takes, and
   what ends it; without --load. */
extern const struct opt bigram_run_start_rows[], bigram_run_rows[];

/* At most so many probable words, traced examples, words or pairs of a list,
   units that are quoted, gradients that are shown; so many expected pairs. */
enum { BIGRAM_RUN_TOP = 100, BIGRAM_RUN_TRACED = 100, BIGRAM_RUN_LISTED = 50 };
enum { BIGRAM_RUN_QUOTED = 5, BIGRAM_RUN_QUOTE = 34 };
enum { BIGRAM_RUN_COMPARED = 10, BIGRAM_RUN_EXPECTED = 6 };
enum { BIGRAM_RUN_FOLLOW = 6 }; /* words, in the pictures */

/* All but the options is the result. */
struct bigram_run {
    const struct bigram_options *options;
    const char *source; /* of the text: a name of ours, a file ...         */
    bool watches;       /* does a rule or held-out text tell the best epoch? */
    bool plain;         /* has it no more to tell than the lesson's run?     */
    struct corpus_rule cut; /* of the loaded model, or the options           */
    double seed;            /* likewise                                      */
    struct corpus corpus;
    double hold_seed; /* with which --holdout 0.2 would do; -1: none near */
    /* The units that are trained on, where they are few and short. */
    struct bigram_quotes {
        int n;
        char text[BIGRAM_RUN_QUOTED][4 * BIGRAM_RUN_QUOTE + 1];
    } quotes;

    struct counts counts;
    double uniform, floor; /* yardsticks of the loss */
    struct scores scores;
    struct rng rng;

    double loaded_epochs; /* how old the model of --load is; 0 without it */
    struct judge_memory memory; /* its judge's, if this one watches the same */
    struct seal loaded; /* its file                                     */
    uint64_t unknown;   /* pairs of the text that it cannot know        */
    uint32_t here;      /* how many words of the vocabulary the text has  */
    uint64_t *seen;     /* (V) how often a word led a pair, here or before    */
    struct corpus_edge *edges; /* (V) likewise                         */

    /* Words that somebody asks for. */
    struct bigram_asked {
        uint32_t word;          /* --word, or the lesson's                  */
        double *before, *after; /* (V) P(next | word) at the start, now     */
        struct pair follow;     /* --follow, or the most frequent after word */
        double followed;        /* its probability, now                     */
        uint32_t top[BIGRAM_RUN_TOP]; /* the most probable after word, now  */
        int tops;
        uint32_t past; /* of them the one that has passed its counted share by
                          most, and by 0.05 at least; or WORD_UNKNOWN */
    } asked;

    bool failed;                /* there was no memory for --trace */
    struct fit_words fit, twin; /* twin: with --decay, at a constant rate */

    /* The loss with fixed scores, epoch by epoch; it rose where it was above
       that before by more than 1e-9 of it. */
    struct bigram_past {
        uint64_t rises, last_rise; /* epochs in which it rose; the latest    */
        double first_fall;   /* in the first epoch                            */
        double changes[3];   /* in the latest, newest last; positive: it fell */
        double watched_fall; /* in the latest, of the loss that is watched   */
        double at_five;      /* P(cat | the) after epoch 5                    */
    } past;

    /* Where the held-out loss was lowest: epoch 0 is the start. */
    struct bigram_lowest {
        uint64_t epoch;
        double held, loss; /* with fixed scores, both */
    } lowest;

    /* The one verdict on the run: sentence, claims and goals ask it. */
    struct bigram_end {
        enum bigram_state {
            BIGRAM_DIVERGED,
            BIGRAM_NOTHING,   /* to learn: the loss began at its floor       */
            BIGRAM_CONVERGED, /* the rule stopped it near the floor          */
            BIGRAM_GREW,      /* the loss is above that of the start         */
            BIGRAM_OVERFIT,   /* it ends lower, and the held-out loss higher,
                                 than where that one was lowest              */
            BIGRAM_NEAR,      /* the floor, but no rule stopped it           */
            BIGRAM_LEARNING,  /* the cap came; the last epoch improved       */
            BIGRAM_JITTER,    /* it rose in one of the last three epochs     */
            BIGRAM_SLOW       /* it fell, by too little to be an improvement */
        } state;
        double left;  /* per cent of the way from the start, or from a uniform
                         guess where that is higher, to the floor; near: <= 2 */
        double above; /* held-out loss: per cent above its lowest             */
        bool overfits; /* BIGRAM_OVERFIT, or that at the floor              */
        bool swings; /* it would be, but for steps that throw it up and down */
        bool far;    /* does the verdict tell how much of the way is left?   */
    } end;

    /* The pairs of the lesson's text that it expects to pass 0.2; WORD_UNKNOWN
       in lines that are held out, or in another text. */
    struct bigram_expected {
        struct pair pair;
        double p, limit; /* at the end; as counted, or 0 */
    } expected[BIGRAM_RUN_EXPECTED];

    struct bigram_look {
        /* Of the first words, BIGRAM_RUN_LISTED at most. */
        struct bigram_pattern {
            int n;
            uint32_t next[3];
            double p[3];
        } * patterns;

        /* Scores between the words that lead most pairs; does one of them lead
           none, here or before? */
        struct matrix matrix;
        uint32_t chosen[MATRIX_MOST];
        bool blank;
        int top[2]; /* row and column of the greatest score; row -1: none */

        /* Sentences that the model makes up, each closed by WORD_END. */
        uint32_t *made; /* (n) */
        size_t n;

        /* For CSV: of all pairs (V, V), else of the slots of the counts. */
        bool all;
        double *learned;

        /* --check-gradient: d loss / d score by the formula and by differences
           of the loss, for the row of the word asked for. */
        struct bigram_gradient {
            double
                far; /* the greatest score; from 1e4 on nothing is compared */
            uint32_t n;   /* how many were compared                       */
            double worst; /* by how much they differ                      */
            double formula[BIGRAM_RUN_COMPARED], central[BIGRAM_RUN_COMPARED];
        } gradient;
    } look;

    /* What pictures need, by epoch: losses; the probabilities of the words that
       follow asked.follow.word: asked.follow.next, then those seen most often.
     */
    struct bigram_sketch {
        bool on; /* somebody wants pictures */
        struct curve running, after, held, follow[BIGRAM_RUN_FOLLOW];
        uint32_t next[BIGRAM_RUN_FOLLOW]; /* (n) */
        double share[BIGRAM_RUN_FOLLOW];  /* (n) of them as counted ...     */
        double apart; /* ... and how far the last probabilities are, at most */
        int n;
    } sketch;
    double *p; /* (V) scratch, for whoever asks the scores */
};

/* For a struct stage: text, vocabulary, yardsticks, start; the end.  options:
   struct bigram_options; result: struct bigram_run, all zeros. */
bool bigram_run_open(void *result, const void *options, bool pictures,
                     struct fault *fault);
void bigram_run_close(void *result);

/* A word as it is shown, as utf8_word; a character that is a blank by its
   name. */
struct utf8_word bigram_run_name(const struct vocabulary *words, uint32_t id,
                                 int most, int width);

/* The same: at most so many characters. */
struct utf8_word bigram_run_shown(const struct bigram_run *run, uint32_t id,
                                  int most);

/* What a token and a unit are called: "word", "line", ... */
const char *bigram_run_token(const struct bigram_run *run);
const char *bigram_run_unit(const struct bigram_run *run);

/* Two words as a pair; both WORD_UNKNOWN if one is. */
struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next);

/* The loss that the rule watches: of the training, or the held-out one. */
double bigram_run_watched(const struct bigram_run *run, double loss,
                          double held);

/* P(next | word) with the scores as they are; 0 if one is WORD_UNKNOWN. */
double bigram_run_probability(const struct bigram_run *run, struct pair pair);

/* Finds a word of so many bytes, folded as the tokens are.  Fault: it is not
   there; begins with `option`, "'--word': " or "", and suggests one. */
bool bigram_run_find(const struct vocabulary *words, enum corpus_tokens tokens,
                     const char *option, const char *word, size_t length,
                     uint32_t *id, struct fault *fault);

/* The n >= 1 most probable words, ties by id; returns how many.  p: (V). */
int bigram_run_top(const double *p, uint32_t V, uint32_t *top, int n);

#endif
