/*
 * bigram_run.h -- a run of the stage bigram: the loop (bigram_run.c), what it
 * shows (bigram_show.c, bigram_views.c), the claims (bigram_claims.c).
 */
#ifndef LESSON_BIGRAM_RUN_H
#define LESSON_BIGRAM_RUN_H

#include "lesson/claims.h"
#include "lesson/run_files.h"
#include "text/opt.h"
#include "text/progress.h"

#include "trainloop/bigram.h"
#include "trainloop/book.h"
#include "trainloop/judge.h"
#include "trainloop/words_file.h"

enum bigram_init { INIT_AUTO, INIT_RANDOM, INIT_ZERO };

struct bigram_options {
    struct run_names names;
    double lr, decay, min_lr, holdout, min_delta[2];
    uint64_t seed, epochs, patience, min_epochs, seeds, trace, top;
    struct opt_every every; /* a row of the table */
    uint64_t generate;
    int tokens, init, format;
    bool patterns, matrix, check_gradient, claims_only, quiet, timing;
    const char *text, *word, *follow; /* NULL: the lesson's own */
};

enum {
    BIGRAM_RUN_ROWS = 13, /* without every, trace, seeds, timing */
    BIGRAM_ROWS = 17,
    BIGRAM_VIEWS = 8,
    BIGRAM_OUTPUT = 4
};
extern const struct opt bigram_rows[BIGRAM_ROWS];     /* data and training */
extern const struct opt bigram_views[BIGRAM_VIEWS];   /* what it shows     */
extern const struct opt bigram_output[BIGRAM_OUTPUT]; /* and where         */
#define BIGRAM_DEFAULTS(n)                                                   \
    {                                                                        \
        .lr = 0.1, .min_lr = 0.01, .min_delta = {0.005, 0.0}, .seed = 42,    \
        .epochs = (n), .every = {1, false}, .seeds = 1, .top = 5, .names = { \
            PICTURE_DEFAULTS                                                 \
        }                                                                    \
    }

/* A corpus that is part of the program. */
struct bigram_text {
    const char *name, *text;
    const char *const (*expected)[2]; /* pairs the lesson looks for */
    int n_expected;
};
extern const struct bigram_text bigram_sentences; /* the five */
extern const struct bigram_text bigram_challenge; /* the eight */

/* What a run remembers for its pictures, by epoch. */
struct bigram_sketch {
    struct curve running, after, held; /* losses                          */
    struct curve pattern;              /* probability of this pair        */
    struct pair pair;                  /* --follow, or the most frequent after
                                          --word                          */
};

struct bigram_run {
    const struct bigram_options *options;
    const struct bigram_text *own; /* the corpus, unless --text is given */
    struct corpus corpus;
    uint32_t V;
    bool dense; /* scores in `model`; else in `book` */
    struct bigram model;
    struct book book;      /* the counted pairs, in any case */
    struct pair *pairs;    /* (corpus.pairs), where dense or traced */
    struct pair *held_out; /* (corpus.held_pairs), likewise */
    struct pair *scratch;
    double *p;    /* (V) */
    double *best; /* (V, V) where dense and watched: the best so far */
    struct rng rng;
    struct judge judge;
    struct progress progress;
    double loaded_epochs, seed;
    enum corpus_tokens tokens;
    uint64_t best_drawn;     /* draws of the stream at the best epoch */
    uint32_t word;           /* --word                                */
    struct pair follow;      /* --follow                              */
    uint32_t *seen;          /* (V) of a loaded model, or NULL */
    double *before;          /* (V) probabilities after word, at the start */
    double uniform, floor;   /* yardsticks of the loss                */
    double start_loss, loss; /* with the scores fixed: before, after  */
    double start_held, held; /* likewise, of the held-out lines       */
    double running[2];       /* the latest running losses, newest first */
    double changes[3];       /* the latest changes of the fixed loss    */
    double first_fall;       /* of the fixed loss, in the first epoch */
    double at_five;          /* P(cat | the) after epoch 5            */
    double twin, twin_loss;  /* running, fixed, at a constant rate    */
    size_t unknown;          /* pairs that a loaded model cannot know */
    uint64_t falls, level;   /* epochs by their fixed loss            */
    double followed;         /* probability of --follow, now          */
    struct bigram_sketch sketch; /* all zeros: nothing is remembered */
    struct report *report;       /* text */
    struct report *history;      /* CSV, or NULL */
};

/* Gives the run a sketch if somebody wants pictures of it. */
bool bigram_run_sketch(struct bigram_run *run, const struct run_files *files,
                       struct fault *fault);

/* Text, vocabulary, yardsticks, start.  `run` is all zeros but for report,
   history, own and sketch (which bigram_run_close frees). */
bool bigram_run_open(struct bigram_run *run, const struct bigram_options *o,
                     struct fault *fault);
void bigram_run_train(struct bigram_run *run);
void bigram_run_close(struct bigram_run *run);

/* Puts the best scores back, where something watched. */
void bigram_run_restore(struct bigram_run *run);

/* The scores of a row, and its probabilities.  z, p: (V). */
void bigram_run_scores(const struct bigram_run *run, uint32_t word, double *z);
void bigram_run_predict(const struct bigram_run *run, uint32_t word, double *p);

/* How often a word led a pair, here or in the runs before; how often this pair
   is counted here, and as a share of all that the word leads. */
uint32_t bigram_run_seen(const struct bigram_run *run, uint32_t word);
uint32_t bigram_run_count(const struct bigram_run *run, struct pair pair);
double bigram_run_limit(const struct bigram_run *run, struct pair pair);

/* Two words as a pair of ids; both CORPUS_UNKNOWN if one is. */
struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next);

/* Finds a word, folded as the tokens are; a fault suggests near ones. */
bool bigram_run_find(const struct vocabulary *words, enum corpus_tokens tokens,
                     const char *option, const char *word, size_t length,
                     uint32_t *id, struct fault *fault);

/* --word and --follow; without them the lesson's, or the first that leads. */
bool bigram_run_find_words(struct bigram_run *run, struct fault *fault);

const char *bigram_run_word(const struct bigram_run *run, uint32_t id);

/* The same as it is shown: see utf8_word. */
struct utf8_word bigram_run_shown(const struct bigram_run *run, uint32_t id,
                                  int most, int width);

bool bigram_run_watches(const struct bigram_run *run);

/* The n most probable next words, ties by id.  top: (n); returns how many
   there are. */
int bigram_run_top(const struct bigram_run *run, const double *p, uint32_t *top,
                   int n);

void bigram_show_head(const struct bigram_run *run);
void bigram_show_title(const struct bigram_run *run);
void bigram_show_epoch(const struct bigram_run *run, uint64_t epoch,
                       double running);
void bigram_show_trace(const struct bigram_run *run);
void bigram_show_result(const struct bigram_run *run);

void bigram_view_word(const struct bigram_run *run);
void bigram_view_follow(const struct bigram_run *run);
void bigram_view_patterns(const struct bigram_run *run);
void bigram_view_matrix(const struct bigram_run *run);
void bigram_view_generate(const struct bigram_run *run);
void bigram_view_gradient(const struct bigram_run *run);
void bigram_view_csv(const struct bigram_run *run, struct report *report);

/* The pairs that the lesson expects above 0.2; how many are, -1: none asked. */
int bigram_view_expected(const struct bigram_run *run, bool print);

/* The most frequent words, in order of id, at most MATRIX_MOST; returns how
   many. */
int bigram_run_frequent(const struct bigram_run *run,
                        uint32_t chosen[MATRIX_MOST]);

/* The timeline of the losses, a pattern growing to its limit, the scores, and
   the loop (bigram_figures.c).  Returns how many figures there are. */
enum { BIGRAM_FIGURES = 4 };
int bigram_figures(struct figure f[BIGRAM_FIGURES],
                   const struct bigram_run *run, enum axis_scale scale);

/* The words after the one looked at, as a table of the page. */
void bigram_page_word(struct report *page, const struct bigram_run *run);

enum { BIGRAM_CLAIMS = 7 };
void bigram_claims(const struct bigram_run *run,
                   struct finding findings[BIGRAM_CLAIMS]);

#endif
