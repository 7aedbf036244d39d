/* A run of the next-word stage: text, start, loop. */
#include "stages/bigram_run.h"

#include "base/model.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *bigram_run_word(const struct bigram_run *run, uint32_t id)
{
    return vocabulary_word(&run->corpus.words, id);
}

struct utf8_word bigram_run_shown(const struct bigram_run *run, uint32_t id,
                                  int most, int width)
{
    return utf8_word(bigram_run_word(run, id), most, width);
}

bool bigram_run_watches(const struct bigram_run *run)
{
    return run->options->patience > 0 || run->corpus.held_pairs > 0;
}

static bool read_corpus(struct bigram_run *run, enum corpus_tokens tokens,
                        struct fault *fault)
{
    const struct bigram_options *o = run->options;
    const struct bigram_text *own = run->own;

    if (o->text)
        return corpus_read(&run->corpus, o->text, tokens, fault);
    return corpus_parse(&run->corpus, own->text, strlen(own->text), own->name,
                        CORPUS_SPACE, fault);
}

static bool load_model(struct bigram_run *run, struct words_model *model,
                       struct fault *fault)
{
    struct model_reader reader;
    bool good = model_open(&reader, run->options->names.load, fault) &&
                words_file_read(model, &reader);

    model_close(&reader);
    return good;
}

/* A loaded model keeps its words; the text must have pairs of them. */
static bool adopt(struct bigram_run *run, struct vocabulary *words,
                  struct fault *fault)
{
    size_t pairs = run->corpus.pairs;

    if (!corpus_adopt(&run->corpus, words, fault))
        return false;
    run->unknown = pairs - run->corpus.pairs;
    if (run->corpus.pairs > 0)
        return true;
    fault_set(fault, FAULT_FILE,
              "the text has no pair of words that '%s' knows",
              run->options->names.load);
    return fault_hint(fault, "Name the --text that the model was trained on");
}

/* Where the training starts: random, zero, or a saved model. */
static bool find_start(struct bigram_run *run, struct words_model *model,
                       struct fault *fault)
{
    const struct scores_setup setup = {
        .counts = &run->counts,
        .corpus = &run->corpus,
        .init = (enum scores_init)run->options->init,
        .saved = model,
        .rng = &run->rng,
        .keep = bigram_run_watches(run),
    };

    if (!counts_make(&run->counts, &run->corpus, &model->sparse, fault))
        return false;
    corpus_forget(&run->corpus);
    run->p = malloc(run->V * sizeof *run->p);
    run->before = malloc(run->V * sizeof *run->before);
    if (!run->p || !run->before)
        return fault_memory(fault, 16.0 * run->V, "the training");
    rng_seed(&run->rng, (uint32_t)run->seed);
    rng_skip(&run->rng, (uint64_t)model->draws);
    run->loaded_epochs = model->epochs;
    run->seen = model->seen;
    model->seen = NULL;
    return scores_make(&run->scores, &setup, fault);
}

uint32_t bigram_run_seen(const struct bigram_run *run, uint32_t word)
{
    uint32_t here = counts_seen(&run->counts, word);

    return run->seen && run->seen[word] > here ? run->seen[word] : here;
}

struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next)
{
    const struct vocabulary *words = &run->corpus.words;
    struct pair pair = {vocabulary_find(words, word, strlen(word)),
                        vocabulary_find(words, next, strlen(next))};

    if (pair.word == WORD_UNKNOWN || pair.next == WORD_UNKNOWN)
        pair.word = pair.next = WORD_UNKNOWN;
    return pair;
}

static double follow(const struct bigram_run *run)
{
    if (!run->options->follow)
        return 0.0;
    scores_predict(&run->scores, run->follow.word, run->p);
    return run->p[run->follow.next];
}

bool bigram_run_open(struct bigram_run *run, const struct bigram_options *o,
                     struct fault *fault)
{
    struct words_model model = {0};

    run->options = o;
    bool good = !o->names.load || load_model(run, &model, fault);
    run->tokens = o->names.load ? model.tokens : (enum corpus_tokens)o->tokens;
    run->seed = o->names.load ? model.seed : (double)o->seed;
    good = good && read_corpus(run, run->tokens, fault) &&
           (!o->names.load || adopt(run, &model.words, fault)) &&
           (!(o->holdout > 0.0) ||
            corpus_hold_out(&run->corpus, o->holdout, (uint32_t)run->seed,
                            o->names.load != NULL, fault));
    run->V = run->corpus.words.n;
    good = good && find_start(run, &model, fault) &&
           bigram_run_find_words(run, fault);
    words_file_free(&model);
    if (!good)
        return false;
    run->uniform = num_log((double)run->V);
    run->floor = counts_floor(&run->counts);
    scores_predict(&run->scores, run->word, run->before);
    run->followed = follow(run);
    return true;
}

/* A watcher of this run. */
struct run_watch {
    struct words_watch watch;
    struct bigram_run *run;
};

static struct bigram_run *watched(struct words_watch *watch)
{
    return ((struct run_watch *)watch)->run;
}

static void see_history(struct words_watch *watch, const struct words_moment *m)
{
    const struct bigram_run *run = watched(watch);

    if (!run->history || m->when == WORDS_BEGIN || m->when == WORDS_PART)
        return;
    if (m->when == WORDS_START)
        report_print(run->history,
                     "epoch,lr,loss_running,loss_after,loss_holdout\n0,,,%s,",
                     decimal_format(m->fit->loss).text);
    else
        report_print(run->history, "%.0f,%s,%s,%s,", (double)m->epoch,
                     decimal_format(m->fit->judge.lr).text,
                     decimal_format(m->fit->running).text,
                     decimal_format(m->fit->loss).text);
    if (run->corpus.held_pairs > 0)
        report_print(run->history, "%s", decimal_format(m->fit->held).text);
    report_print(run->history, "\n");
}

bool bigram_run_sketch(struct bigram_run *run, const struct run_files *files,
                       struct fault *fault)
{
    struct bigram_sketch *sketch = &run->sketch;

    return !run_files_pictures(files) || (curve_make(&sketch->running, fault) &&
                                          curve_make(&sketch->after, fault) &&
                                          curve_make(&sketch->held, fault) &&
                                          curve_make(&sketch->pattern, fault));
}

/* Keeps what the pictures will show; epoch 0 is the start. */
static void see_sketch(struct words_watch *watch, const struct words_moment *m)
{
    struct bigram_run *run = watched(watch);
    struct bigram_sketch *sketch = &run->sketch;
    double epoch = (double)m->epoch;

    if (!sketch->after.least || m->when == WORDS_BEGIN || m->when == WORDS_PART)
        return;
    if (m->when == WORDS_EPOCH)
        curve_add(&sketch->running, epoch, m->fit->running);
    else if (run->options->follow)
        sketch->pair = run->follow;
    else
        sketch->pair =
            (struct pair){run->word, counts_most(&run->counts, run->word)};
    curve_add(&sketch->after, epoch, m->fit->loss);
    if (run->corpus.held_pairs > 0)
        curve_add(&sketch->held, epoch, m->fit->held);
    scores_predict(&run->scores, sketch->pair.word, run->p);
    curve_add(&sketch->pattern, epoch, run->p[sketch->pair.next]);
}

/* Remembers what views and claims will ask for. */
static void look_back(struct words_watch *watch, const struct words_moment *m)
{
    struct bigram_run *run = watched(watch);
    double before = run->fit.loss, change = before - m->fit->loss;

    run->fit = *m->fit;
    if (m->when != WORDS_EPOCH)
        return;
    run->running[1] = run->running[0];
    run->running[0] = m->fit->running;
    run->changes[0] = run->changes[1];
    run->changes[1] = run->changes[2];
    run->changes[2] = change;
    if (m->epoch == 1)
        run->first_fall = change;
    if (fabs(change) < 1e-9 * before)
        run->level++;
    else if (change > 0.0)
        run->falls++;
    run->followed = follow(run);
    struct pair cat = bigram_run_pair(run, "the", "cat");
    if (m->epoch == 5 && cat.word != WORD_UNKNOWN) {
        scores_predict(&run->scores, cat.word, run->p);
        run->at_five = run->p[cat.next];
    }
}

/* A row is due when its epoch has come, and at the end. */
static void see_table(struct words_watch *watch, const struct words_moment *m)
{
    struct bigram_run *run = watched(watch);
    const struct bigram_options *o = run->options;
    bool due = m->epoch == run->next || m->epoch == o->epochs;

    if (m->when == WORDS_START)
        bigram_show_title(run);
    if (m->when == WORDS_BEGIN && due)
        bigram_show_trace(run);
    if (m->when == WORDS_EPOCH &&
        (due || m->fit->judge.verdict != JUDGE_RUNNING))
        bigram_show_epoch(run, m->epoch, m->fit->running);
    if (m->when == WORDS_START ||
        (m->when == WORDS_EPOCH && m->epoch == run->next))
        run->next = opt_every_next(&o->every, m->epoch, o->epochs);
}

static void see_progress(struct words_watch *watch,
                         const struct words_moment *m)
{
    struct bigram_run *run = watched(watch);
    const struct bigram_options *o = run->options;
    double scores = run->scores.dense ? run->V : 10; /* a book's move little */

    if (m->when == WORDS_START)
        progress_start(&run->progress, "epoch", o->epochs,
                       (double)run->corpus.pairs * scores, o->quiet);
    /* the loss of some rows, or some pairs, would say nothing of the whole:
       in the middle it is that of the epoch before */
    if (m->when == WORDS_PART)
        progress_part(&run->progress, m->epoch - 1, m->share, m->fit->running);
    if (m->when == WORDS_EPOCH && m->epoch >= run->progress.next)
        progress_look(&run->progress, m->epoch, m->fit->running);
}

void bigram_run_train(struct bigram_run *run)
{
    const struct bigram_options *o = run->options;
    const struct rule rule = {
        .epochs = o->epochs,
        .lr = o->lr,
        .patience = o->patience,
        .min_delta = o->min_delta[0],
        .min_percent = o->min_delta[1],
        .min_epochs = o->min_epochs,
        .decay = o->decay,
        .min_lr = o->min_lr,
        .before = (uint64_t)run->loaded_epochs,
    };
    struct run_watch progress = {{see_progress, NULL}, run};
    struct run_watch table = {{see_table, &progress.watch}, run};
    struct run_watch history = {{see_history, &table.watch}, run};
    struct run_watch sketch = {{see_sketch, &history.watch}, run};
    struct run_watch first = {{look_back, &sketch.watch}, run};

    run->fit = fit_words(&run->scores, &rule, &run->rng, &first.watch);
    if (o->timing)
        progress_timing(&run->progress, run->fit.judge.measured);
}

void bigram_run_close(struct bigram_run *run)
{
    curve_free(&run->sketch.running);
    curve_free(&run->sketch.after);
    curve_free(&run->sketch.held);
    curve_free(&run->sketch.pattern);
    corpus_free(&run->corpus);
    counts_free(&run->counts);
    scores_free(&run->scores);
    free(run->p);
    free(run->before);
    free(run->seen);
    run->seen = NULL;
    run->p = run->before = NULL;
}
