/* The training of the stage bigram, and who watches it. */
#include "stages/bigram_fit.h"

#include "stages/bigram_table.h"

#include "trainloop/decimal.h"

#include <math.h>

/* Remembers what views and claims will ask for. */
struct past_watch {
    struct words_watch watch; /* first: this is one */
    struct bigram_run *run;
    double loss; /* with fixed scores, before the epoch */
};

static void see_past(struct words_watch *watch, const struct words_moment *m)
{
    struct past_watch *w = (struct past_watch *)watch;
    struct bigram_run *r = w->run;
    struct bigram_past *past = &r->past;
    double before = w->loss, change = before - m->fit->loss;

    w->loss = m->fit->loss;
    if (m->when != WORDS_EPOCH)
        return;
    past->changes[0] = past->changes[1];
    past->changes[1] = past->changes[2];
    past->changes[2] = change;
    if (m->epoch == 1)
        past->first_fall = change;
    if (fabs(change) < 1e-9 * before)
        past->level++;
    else if (change > 0.0)
        past->falls++;
    if (r->options->follow)
        r->asked.followed = bigram_run_probability(r, r->asked.follow);
    if (m->epoch == 5) {
        struct pair cat = bigram_run_pair(r, "the", "cat");
        if (cat.word != WORD_UNKNOWN)
            past->at_five = bigram_run_probability(r, cat);
    }
}

/* Keeps what the pictures will show; epoch 0 is the start. */
struct sketch_watch {
    struct words_watch watch; /* first: this is one */
    struct bigram_run *run;
};

static void see_sketch(struct words_watch *watch, const struct words_moment *m)
{
    struct bigram_run *r = ((struct sketch_watch *)watch)->run;
    struct bigram_sketch *sketch = &r->sketch;
    double epoch = (double)m->epoch;

    if (m->when == WORDS_BEGIN || m->when == WORDS_PART)
        return;
    if (m->when == WORDS_EPOCH)
        curve_add(&sketch->running, epoch, m->fit->running);
    else if (r->options->follow)
        sketch->pair = r->asked.follow;
    else
        sketch->pair = (struct pair){r->asked.word,
                                     counts_most(&r->counts, r->asked.word)};
    curve_add(&sketch->after, epoch, m->fit->loss);
    if (r->corpus.held_pairs > 0)
        curve_add(&sketch->held, epoch, m->fit->held);
    curve_add(&sketch->pattern, epoch, bigram_run_probability(r, sketch->pair));
}

/* A row for the start, and one for every epoch. */
struct history_watch {
    struct words_watch watch; /* first: this is one */
    bool held;
    struct report *out;
};

static void see_history(struct words_watch *watch, const struct words_moment *m)
{
    const struct history_watch *w = (const struct history_watch *)watch;

    if (m->when == WORDS_BEGIN || m->when == WORDS_PART)
        return;
    if (m->when == WORDS_START)
        report_print(w->out,
                     "epoch,lr,loss_running,loss_after,loss_holdout\n0,,,%s,",
                     decimal_format(m->fit->loss).text);
    else
        report_print(w->out, "%.0f,%s,%s,%s,", (double)m->epoch,
                     decimal_format(m->fit->judge.lr).text,
                     decimal_format(m->fit->running).text,
                     decimal_format(m->fit->loss).text);
    report_print(w->out, "%s\n",
                 w->held ? decimal_format(m->fit->held).text : "");
}

struct progress_watch {
    struct words_watch watch; /* first: this is one */
    struct progress *progress;
};

/* The loss of some rows, or some pairs, would say nothing of the whole: in the
   middle of an epoch it is that of the one before. */
static void see_progress(struct words_watch *watch,
                         const struct words_moment *m)
{
    struct progress *progress = ((struct progress_watch *)watch)->progress;

    if (m->when == WORDS_PART)
        progress_part(progress, m->epoch - 1, m->share, m->fit->running);
    if (m->when == WORDS_EPOCH && m->epoch >= progress->next)
        progress_look(progress, m->epoch, m->fit->running);
}

/* Runs the loop; the first watcher is who remembers, `more` follow. */
static void fit(struct bigram_run *r, struct words_watch *more)
{
    const struct bigram_options *o = r->options;
    const struct rule rule = {
        .epochs = o->epochs,
        .lr = o->lr,
        .patience = o->patience,
        .min_delta = o->min_delta[0],
        .min_percent = o->min_delta[1],
        .min_epochs = o->min_epochs,
        .decay = o->decay,
        .min_lr = o->min_lr,
        .before = (uint64_t)r->loaded.epochs,
    };
    struct sketch_watch sketch = {{see_sketch, more}, r};
    struct past_watch past = {{see_past, more}, r, 0.0};

    if (r->sketch.after.bucket)
        past.watch.next = &sketch.watch;
    r->fit = fit_words(&r->scores, &rule, &r->rng, &past.watch);
}

void bigram_fit_alone(struct bigram_run *run)
{
    fit(run, NULL);
}

static void fit_watched(struct bigram_run *r, struct audience *audience)
{
    double scores =
        r->scores.dense ? r->counts.V : 10; /* a book's move little */
    bool held = r->corpus.held_pairs > 0;
    struct progress_watch progress = {{see_progress, NULL},
                                      &audience->progress};
    struct bigram_table_watch table = bigram_table_watch(r, audience->sheet);
    struct history_watch history = {
        {see_history, &table.watch}, held, audience->history};

    table.watch.next = &progress.watch;
    progress_start(&audience->progress, "epoch", r->options->epochs,
                   (double)r->corpus.pairs * scores, audience->quiet);
    fit(r, audience->history ? &history.watch : &table.watch);
    audience->done += r->fit.judge.measured;
}

/* As long as the run itself was. */
static bool fit_twin(struct bigram_run *r, struct fault *fault)
{
    struct bigram_options o = *r->options;
    struct bigram_run twin = {.own = r->own};

    o.decay = 0.0;
    o.patience = 0;
    o.epochs = r->fit.judge.measured;
    bool good = bigram_run_open(&twin, &o, false, fault);
    if (good) {
        fit(&twin, NULL);
        r->twin = (struct bigram_twin){twin.fit.judge.measured,
                                       twin.fit.judge.last, twin.fit.loss};
    }
    bigram_run_close(&twin);
    return good;
}

bool bigram_fit(void *result, struct audience *audience, struct fault *fault)
{
    struct bigram_run *r = result;

    if (audience)
        fit_watched(r, audience);
    else
        fit(r, NULL);
    if (!(r->options->decay > 0.0))
        return true;
    if (!fit_twin(r, fault))
        return false;
    if (audience)
        audience->done += r->twin.epochs;
    return true;
}
