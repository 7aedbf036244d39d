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

void bigram_run_scores(const struct bigram_run *run, uint32_t word, double *z)
{
    if (run->dense)
        memcpy(z, run->model.w + (size_t)word * run->V, run->V * sizeof *z);
    else
        book_row(&run->book, word, z);
}

void bigram_run_predict(const struct bigram_run *run, uint32_t word, double *p)
{
    bigram_run_scores(run, word, p);
    num_softmax(p, p, run->V);
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

/* The pairs of known words, in order; NULL: no memory. */
static struct pair *list_pairs(const uint32_t *token, size_t n, size_t pairs)
{
    struct pair *list = malloc((pairs + 1) * sizeof *list); /* one to spare */
    size_t at = 0, k = 0;

    while (list && corpus_next(token, n, &at, &list[k]))
        k++;
    return list;
}

/* Arrays that the size of the vocabulary, and the dense model, ask for. */
static bool allocate(struct bigram_run *run, struct fault *fault)
{
    struct corpus *c = &run->corpus;
    size_t V = run->V;
    bool pairs = run->dense || run->options->trace > 0;
    bool best = run->dense && bigram_run_watches(run);

    run->p = malloc(V * sizeof *run->p);
    run->before = malloc(V * sizeof *run->before);
    if (pairs) {
        run->pairs = list_pairs(c->token, c->n, c->pairs);
        run->held_out = list_pairs(c->held, c->n_held, c->held_pairs);
        run->scratch = malloc(c->pairs * sizeof *run->scratch);
    } else { /* the book has its own copy: 4 bytes a word less */
        free(c->token);
        c->token = NULL;
        c->n = 0;
    }
    if (best)
        run->best = malloc(V * V * sizeof *run->best);
    if (!run->p || !run->before || (best && !run->best) ||
        (pairs && (!run->pairs || !run->held_out || !run->scratch)))
        return fault_memory(fault, 16.0 * (double)(V + c->pairs),
                            "the training");
    return true;
}

/* Where the training starts: random, zero, or a saved model. */
static bool find_start(struct bigram_run *run, struct words_model *model,
                       struct fault *fault)
{
    const struct bigram_options *o = run->options;
    bool loaded = o->names.load != NULL;

    run->dense = loaded ? model->dense
                        : o->init == INIT_RANDOM ||
                              (o->init == INIT_AUTO && run->V <= 2000);
    if (!book_make(&run->book, &run->corpus, model->entries, model->n,
                   model->rest, fault) ||
        !allocate(run, fault) ||
        (!run->dense && bigram_run_watches(run) &&
         !book_keep(&run->book, fault)))
        return false;
    rng_seed(&run->rng, (uint32_t)run->seed);
    rng_skip(&run->rng, (uint64_t)model->draws);
    run->loaded_epochs = model->epochs;
    run->seen = model->seen;
    model->seen = NULL;
    if (loaded && model->dense) {
        run->model = model->scores;
        model->scores = (struct bigram){0};
    } else if (run->dense) {
        if (!bigram_make(&run->model, run->V, fault))
            return fault_hint(fault, "Add --init zero: it needs memory only "
                                     "for the pairs that occur");
        bigram_randomize(&run->model, &run->rng);
    }
    return true;
}

uint32_t bigram_run_seen(const struct bigram_run *run, uint32_t word)
{
    uint32_t here = book_seen(&run->book, word);

    return run->seen && run->seen[word] > here ? run->seen[word] : here;
}

double bigram_run_limit(const struct bigram_run *run, struct pair pair)
{
    uint32_t here = book_seen(&run->book, pair.word);

    return here > 0 ? (double)bigram_run_count(run, pair) / here : 0.0;
}

uint32_t bigram_run_count(const struct bigram_run *run, struct pair pair)
{
    struct book_slots s = book_slots(&run->book, pair.word);

    for (size_t i = 0; i < s.n; i++)
        if (s.next[i] == pair.next)
            return s.count[i];
    return 0;
}

/* The word with the one that follows it most often here, the first of them; the
   word with itself where none does. */
static struct pair most_frequent(const struct bigram_run *run, uint32_t word)
{
    struct book_slots s = book_slots(&run->book, word);
    struct pair pair = {word, word};
    uint32_t most = 0;

    for (size_t i = 0; i < s.n; i++)
        if (s.count[i] > most) {
            most = s.count[i];
            pair.next = s.next[i];
        }
    return pair;
}

struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next)
{
    const struct vocabulary *words = &run->corpus.words;
    struct pair pair = {vocabulary_find(words, word, strlen(word)),
                        vocabulary_find(words, next, strlen(next))};

    if (pair.word == CORPUS_UNKNOWN || pair.next == CORPUS_UNKNOWN)
        pair.word = pair.next = CORPUS_UNKNOWN;
    return pair;
}

/* The mean loss with the scores as they are, of training or held-out pairs. */
static double fixed_loss(const struct bigram_run *run)
{
    if (run->dense)
        return bigram_loss(&run->model, run->pairs, run->corpus.pairs, run->p);
    return book_loss(&run->book);
}

static double held_loss(struct bigram_run *run)
{
    const struct corpus *c = &run->corpus;

    if (c->held_pairs == 0)
        return 0.0;
    if (run->dense)
        return bigram_loss(&run->model, run->held_out, c->held_pairs, run->p);
    return book_held_loss(&run->book, c->held, c->n_held);
}

static double follow(const struct bigram_run *run)
{
    if (!run->options->follow)
        return 0.0;
    bigram_run_predict(run, run->follow.word, run->p);
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
    run->floor = book_entropy(&run->book);
    run->start_loss = run->loss = fixed_loss(run);
    run->start_held = run->held = held_loss(run);
    bigram_run_predict(run, run->word, run->before);
    run->followed = follow(run);
    progress_start(&run->progress, "epoch", o->epochs,
                   (double)run->corpus.pairs * (run->dense ? run->V : 10),
                   o->quiet);
    return true;
}

static void write_history(const struct bigram_run *run, uint64_t epoch,
                          double lr, double running)
{

    if (!run->history)
        return;
    if (epoch == 0)
        report_print(run->history,
                     "epoch,lr,loss_running,loss_after,loss_holdout\n0,,,%s,",
                     decimal_format(run->loss).text);
    else
        report_print(run->history, "%.0f,%s,%s,%s,", (double)epoch,
                     decimal_format(lr).text, decimal_format(running).text,
                     decimal_format(run->loss).text);
    if (run->corpus.held_pairs > 0)
        report_print(run->history, "%s", decimal_format(run->held).text);
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
static void remember(struct bigram_run *run, double epoch, double running)
{
    struct bigram_sketch *sketch = &run->sketch;

    if (!sketch->after.least)
        return;
    if (epoch > 0.0)
        curve_add(&sketch->running, epoch, running);
    else if (run->options->follow)
        sketch->pair = run->follow;
    else
        sketch->pair = most_frequent(run, run->word);
    curve_add(&sketch->after, epoch, run->loss);
    if (run->corpus.held_pairs > 0)
        curve_add(&sketch->held, epoch, run->held);
    bigram_run_predict(run, sketch->pair.word, run->p);
    curve_add(&sketch->pattern, epoch, run->p[sketch->pair.next]);
}

/* Remembers what views and claims will ask for. */
static void look_back(struct bigram_run *run, double before, double running)
{
    double change = before - run->loss;

    remember(run, (double)run->judge.epoch + 1.0, running);
    run->changes[0] = run->changes[1];
    run->changes[1] = run->changes[2];
    run->changes[2] = change;
    if (run->judge.measured == 1)
        run->first_fall = change;
    if (fabs(change) < 1e-9 * before)
        run->level++;
    else if (change > 0.0)
        run->falls++;
    run->followed = follow(run);
    struct pair cat = bigram_run_pair(run, "the", "cat");
    if (run->judge.measured == 5 && cat.word != CORPUS_UNKNOWN) {
        bigram_run_predict(run, cat.word, run->p);
        run->at_five = run->p[cat.next];
    }
}

/* The best so far is kept where something watches. */
static void keep_best(struct bigram_run *run)
{
    struct fault none = {0};

    if (!bigram_run_watches(run) || run->judge.best_epoch != run->judge.epoch)
        return;
    run->best_drawn = run->rng.drawn;
    if (run->dense)
        memcpy(run->best, run->model.w,
               (size_t)run->V * run->V * sizeof *run->best);
    else
        book_keep(&run->book, &none); /* has its memory since the start */
}

void bigram_run_restore(struct bigram_run *run)
{
    if (!bigram_run_watches(run))
        return;
    if (run->dense)
        memcpy(run->model.w, run->best,
               (size_t)run->V * run->V * sizeof *run->best);
    else
        book_restore(&run->book);
}

/* An epoch may take long: this many scores, some ten milliseconds, between two
   looks at the clock.  Each score of the dense model is an exp. */
static const double BOOK_PART = 3e7, DENSE_PART = 2e6;

/* What the loss was when this epoch began: that of some rows of a book, or of
   some pairs, would say nothing of the whole. */
static double last_loss(const struct bigram_run *run)
{
    return run->judge.measured > 0 ? run->running[0] : run->start_loss;
}

static double book_in_parts(struct bigram_run *run, double lr)
{
    double all = book_work(&run->book);
    struct book_part part = {0};

    book_shuffle(&run->book, &run->rng);
    while (book_train(&run->book, lr, BOOK_PART, &part))
        if (part.examples < run->book.pairs)
            progress_part(&run->progress, run->judge.epoch, part.work / all,
                          last_loss(run));
    return part.loss / (double)run->book.pairs;
}

static double dense_in_parts(struct bigram_run *run, double lr)
{
    size_t n = run->corpus.pairs, done = 0;
    size_t most = (size_t)(DENSE_PART / run->V) + 1;
    double sum = 0.0;

    bigram_shuffle(run->scratch, run->pairs, n, &run->rng);
    while (done < n) {
        size_t some = n - done < most ? n - done : most;
        sum += bigram_train(&run->model, run->scratch + done, some, lr, run->p);
        done += some;
        if (done < n)
            progress_part(&run->progress, run->judge.epoch,
                          (double)done / (double)n, last_loss(run));
    }
    return sum / (double)n;
}

/* Is a row of the table due after this epoch, whatever its loss will be? */
static bool is_due(const struct bigram_run *run, uint64_t next)
{
    uint64_t epoch = run->judge.epoch + 1;

    return epoch == next || epoch == run->options->epochs;
}

/* The loop: the four steps are taken inside the epoch, for every example. */
void bigram_run_train(struct bigram_run *run)
{
    const struct bigram_options *o = run->options;
    struct judge *t = &run->judge;
    struct rule rule = {
        .epochs = o->epochs,
        .lr = o->lr,
        .patience = o->patience,
        .min_delta = o->min_delta[0],
        .min_percent = o->min_delta[1],
        .min_epochs = o->min_epochs,
        .decay = o->decay,
        .min_lr = o->min_lr,
        .before = (uint64_t)run->loaded_epochs,
        .by_example = true,
    };
    uint64_t next = opt_every_next(&o->every, 0, o->epochs);

    bigram_show_title(run);
    write_history(run, 0, 0.0, 0.0);
    remember(run, 0.0, 0.0);
    judge_start(t, &rule);
    while (judge_next(t)) {
        double before = run->loss;
        bool due = is_due(run, next);
        if (due)
            bigram_show_trace(run);
        double running =
            run->dense ? dense_in_parts(run, t->lr) : book_in_parts(run, t->lr);
        run->loss = fixed_loss(run);
        run->held = held_loss(run);
        judge_record(t, running,
                     run->corpus.held_pairs > 0 ? run->held : running);
        keep_best(run);
        look_back(run, before, running);
        write_history(run, t->epoch + 1, t->lr, running);
        run->running[1] = run->running[0];
        run->running[0] = running;
        if (due || t->verdict != JUDGE_RUNNING)
            bigram_show_epoch(run, t->epoch + 1, running);
        if (t->epoch + 1 == next)
            next = opt_every_next(&o->every, next, o->epochs);
        if (t->measured >= run->progress.next)
            progress_look(&run->progress, t->measured, running);
    }
    if (o->timing)
        progress_timing(&run->progress, t->measured);
}

void bigram_run_close(struct bigram_run *run)
{
    curve_free(&run->sketch.running);
    curve_free(&run->sketch.after);
    curve_free(&run->sketch.held);
    curve_free(&run->sketch.pattern);
    corpus_free(&run->corpus);
    bigram_free(&run->model);
    book_free(&run->book);
    free(run->pairs);
    free(run->held_out);
    free(run->scratch);
    free(run->p);
    free(run->best);
    free(run->before);
    free(run->seen);
    run->seen = NULL;
    run->pairs = run->held_out = run->scratch = NULL;
    run->p = run->best = run->before = NULL;
}
