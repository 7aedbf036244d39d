/* The training of the stage bigram, who watches it, and what claims come to. */
#include "stages/bigram_fit.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

/* One watcher for all: for the views and claims that will look back, for the
   pictures, and for the audience, if there is one. */
struct watch {
    struct words_watch watch; /* first: this is one */
    struct bigram_run *run;
    struct audience *audience; /* or NULL */
    uint64_t next;             /* epoch of the next row of the table */
    double loss, running;      /* of the epoch before: fixed, on the way */
};

/* Remembers what views and claims will ask for. */
static void see_past(struct watch *w, const struct words_moment *m)
{
    struct bigram_run *r = w->run;
    struct bigram_past *past = &r->past;
    double change = w->loss - m->fit->loss;

    past->changes[0] = past->changes[1];
    past->changes[1] = past->changes[2];
    past->changes[2] = change;
    if (m->epoch == 1)
        past->first_fall = change;
    if (fabs(change) < 1e-9 * w->loss)
        past->level++;
    else if (change > 0.0)
        past->falls++;
    if (r->options->follow)
        r->asked.followed = bigram_run_probability(r, r->asked.follow);
    if (m->epoch == 5)
        past->at_five =
            bigram_run_probability(r, bigram_run_pair(r, "the", "cat"));
}

/* Keeps what the pictures will show; epoch 0 is the start. */
static void see_sketch(struct bigram_run *r, const struct words_moment *m)
{
    struct bigram_sketch *sketch = &r->sketch;
    double epoch = (double)m->epoch;

    if (m->when == WORDS_EPOCH)
        curve_add(&sketch->running, epoch, m->fit->running);
    curve_add(&sketch->after, epoch, m->fit->loss);
    if (r->corpus.held_pairs > 0)
        curve_add(&sketch->held, epoch, m->fit->held);
    curve_add(&sketch->pattern, epoch, bigram_run_probability(r, sketch->pair));
}

/* A row for the start, and one for every epoch. */
static void see_history(struct report *out, bool held, double before,
                        const struct words_moment *m)
{
    const struct fit_words *fit = m->fit;

    if (m->when == WORDS_START)
        report_print(out,
                     "epoch,lr,loss_running,loss_after,loss_holdout\n"
                     "%.0f,,,",
                     before);
    else
        report_print(out, "%.0f,%s,%s,", before + (double)m->epoch,
                     decimal_format(fit->judge.lr).text,
                     decimal_format(fit->running).text);
    report_print(out, "%s,%s\n", decimal_format(fit->loss).text,
                 held ? decimal_format(fit->held).text : "");
}

/* The loss of some rows, or some pairs, would say nothing of the whole: in the
   middle of an epoch it is that of the one before. */
static void see_progress(struct progress *p, const struct words_moment *m)
{
    if (m->when == WORDS_PART)
        progress_part(p, m->epoch - 1, m->share, m->fit->running);
    if (m->when == WORDS_EPOCH && m->epoch >= p->next)
        progress_look(p, m->epoch, m->fit->running);
}

/* The losses of a row with fixed scores; as unsure as among exp(loss) words. */
static void show_losses(const struct bigram_run *r, struct sheet *s,
                        const struct fit_words *fit)
{
    double words = num_exp(fit->loss);

    sheet_result(s, words < 1e6 ? " %9.4f %9.2f" : " %9.4f %9.2g", fit->loss,
                 words);
    if (r->corpus.held_pairs > 0)
        sheet_result(s, " %9.4f", fit->held);
}

static void show_title(const struct bigram_run *r, struct sheet *s,
                       const struct fit_words *fit)
{
    const struct pair *follow = &r->asked.follow;
    bool decay = r->options->rule.decay > 0.0,
         asked = r->options->follow != NULL;

    sheet_result(s, "%6s %9s %9s %9s%s%s  Status", "Epoch", "Running", "After",
                 "Words", r->corpus.held_pairs ? "  Held-out" : "",
                 decay ? "      Rate" : "");
    if (asked)
        sheet_result(s, "     P(%s | %s)",
                     bigram_run_shown(r, follow->next, 20).text,
                     bigram_run_shown(r, follow->word, 20).text);
    sheet_result(s,
                 "\n------------------------------------------------\n"
                 "%6s %9s",
                 "start", "");
    show_losses(r, s, fit);
    if (asked)
        sheet_result(s, "%*s%.3f", decay ? 23 : 13, "", r->asked.followed);
    sheet_result(s, "\n");
}

/* The lesson's word for a change of the running loss. */
static const char *status(const struct watch *w, const struct fit_words *fit)
{
    const double *delta = fit->judge.rule.min_delta;
    double least = delta[0] + delta[1] / 100.0 * fit->running;
    double change = w->running - fit->running;

    return fit->judge.measured < 2 ? ""
           : change > least        ? "improving"
           : change < -least       ? "worse"
                                   : "stable";
}

static void show_epoch(const struct watch *w, struct sheet *s,
                       const struct words_moment *m)
{
    const struct bigram_run *r = w->run;
    const struct fit_words *fit = m->fit;
    const char *word = status(w, fit);

    sheet_result(s, "%6.0f %9.4f", (double)m->epoch, fit->running);
    show_losses(r, s, fit);
    if (r->options->rule.decay > 0.0)
        sheet_result(s, " %9.4g", fit->judge.lr);
    if (r->options->follow)
        sheet_result(s, "  %-9s  %.3f", word, r->asked.followed);
    else if (*word != '\0')
        sheet_result(s, "  %s", word);
    sheet_result(s, "\n");
}

/* One line: the most likely words after the one looked at. */
static void show_after(const struct bigram_run *r, struct sheet *s)
{
    uint32_t top[BIGRAM_RUN_TOP], word = r->asked.word;

    if (!(s->levels & SHEET_WHY)) /* a softmax that nobody would see */
        return;
    scores_predict(&r->scores, word, r->p);
    int n = bigram_run_top(r->p, r->counts.V, top, (int)r->options->top);
    sheet_why(s, "       %s:", bigram_run_shown(r, word, 30).text);
    for (int i = 0; i < n; i++) {
        struct pair pair = {word, top[i]};
        sheet_why(s, "%s %s %.3f", i ? "," : "",
                  bigram_run_shown(r, top[i], 30).text, r->p[top[i]]);
        if (bigram_run_seen(r, word) > 0)
            sheet_why(s, " (%.3f)", counts_share(&r->counts, pair));
    }
    sheet_why(s, "\n");
}

/* --trace: the first examples of the epoch that begins. */
static void show_trace(struct bigram_run *r, struct sheet *s, double lr)
{
    struct example examples[BIGRAM_RUN_TRACED] = {{.p = 0.0}};
    size_t n = 0, most = (size_t)r->options->trace;

    if (most > 0 && (s->levels & SHEET_VIEW))
        n = scores_trace(&r->scores, &r->rng, lr, examples, most);
    for (const struct example *e = examples; e < examples + n; e++)
        sheet_view(s,
                   "       %s -> %s: p %.3f, loss %.4f, after the step p "
                   "%.3f\n",
                   bigram_run_shown(r, e->pair.word, 20).text,
                   bigram_run_shown(r, e->pair.next, 20).text, e->p, e->loss,
                   e->after);
}

/* The table; a row is due when its epoch has come, and at the end. */
static void see_row(struct watch *w, struct sheet *s,
                    const struct words_moment *m)
{
    const struct bigram_options *o = w->run->options;
    bool due = m->epoch == w->next, end = m->epoch == m->fit->judge.rule.epochs;

    if (m->when == WORDS_START)
        show_title(w->run, s, m->fit);
    if (m->when == WORDS_BEGIN && (due || end))
        show_trace(w->run, s, m->fit->judge.lr);
    if (m->when == WORDS_EPOCH &&
        (due || end || m->fit->judge.verdict != JUDGE_RUNNING)) {
        show_epoch(w, s, m);
        show_after(w->run, s);
    }
    if (m->when == WORDS_START || (m->when == WORDS_EPOCH && due))
        w->next = opt_every_next(&o->every, m->epoch, o->rule.epochs);
}

static void see(struct words_watch *watch, const struct words_moment *m)
{
    struct watch *w = (struct watch *)watch;
    struct audience *audience = w->audience;

    if (m->when == WORDS_EPOCH)
        see_past(w, m);
    if (m->when == WORDS_START || m->when == WORDS_EPOCH) {
        if (w->run->sketch.after.bucket)
            see_sketch(w->run, m);
        if (audience && audience->history) {
            see_history(audience->history, w->run->corpus.held_pairs > 0,
                        w->run->loaded.epochs, m);
            if (ferror(audience->history->file)) /* a full disk */
                *audience->stop = 1;
        }
    }
    if (audience) {
        see_row(w, audience->sheet, m);
        see_progress(&audience->progress, m);
    }
    w->loss = m->fit->loss;
    w->running = m->fit->running;
}

void bigram_fit(struct bigram_run *r, struct audience *audience)
{
    const struct bigram_options *o = r->options;
    double scores =
        r->scores.dense ? r->counts.V : 10; /* a book's move little */
    struct watch watch = {{see, NULL}, .run = r, .audience = audience};
    struct rule rule = o->rule;

    rule.before = (uint64_t)r->loaded.epochs;
    rule.stop = audience ? audience->stop : NULL;
    if (audience)
        progress_start(&audience->progress, "epoch", o->rule.epochs,
                       (double)r->corpus.pairs * scores, audience->quiet);
    r->fit = fit_words(&r->scores, &rule, &r->rng, &watch.watch);
    if (audience) {
        audience->done += r->fit.judge.measured;
        audience->interrupted = r->fit.judge.verdict == JUDGE_INTERRUPTED;
    }
}

bool bigram_fit_train(void *result, struct audience *audience,
                      struct fault *fault)
{
    struct bigram_run *r = result, twin = {0};
    struct bigram_options o = *r->options;
    double epochs = (double)o.rule.epochs;

    if (o.rule.decay > 0.0 && o.text &&
        !frame_again(&r->corpus.read, o.text, "'--decay'", fault))
        return false;
    if (o.rule.decay > 0.0 && o.frame.names.load &&
        !frame_again(&r->loaded.read, o.frame.names.load, "'--decay'", fault))
        return false;
    /* a shuffle takes fewer than two random numbers a pair, on average */
    if (o.frame.names.save &&
        !words_file_counts(r->loaded.epochs + epochs,
                           (double)r->rng.drawn +
                               2.0 * (double)r->corpus.pairs * epochs,
                           fault))
        return false;
    bigram_fit(r, audience);
    if (!(o.rule.decay > 0.0) || (audience && audience->interrupted))
        return true;
    o.rule.decay = 0.0; /* the twin: as long as the run itself was */
    o.rule.patience = 0;
    o.rule.epochs = r->fit.judge.measured;
    bool good = bigram_run_open(&twin, &o, false, fault);
    if (good) {
        bigram_fit(&twin, NULL);
        r->twin.running = twin.fit.judge.last;
        r->twin.loss = twin.fit.loss;
        if (audience)
            audience->done += twin.fit.judge.measured;
    }
    bigram_run_close(&twin);
    return good;
}

/* What the usual telling claims.  What the run cannot decide is untested, with
   what would decide it. */
static void falls(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    double n = (double)r->fit.judge.measured, falls = (double)r->past.falls;
    double level = (double)r->past.level;

    finding_judge(f, falls == n, falls,
                  level > 0.0 ? "fixed loss: %.0f of %.0f; %.0f level, to 1e-9"
                              : "fixed loss: %.0f of %.0f",
                  falls, n, level);
}

static void cat_034(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    struct pair pair = bigram_run_pair(r, "the", "cat");
    double p = r->past.at_five;

    if (r->options->text || r->options->frame.names.load ||
        pair.word == WORD_UNKNOWN || counts_of(&r->counts, pair) == 0)
        finding_untested(f, "needs the five sentences");
    else if (r->fit.judge.measured < 5)
        finding_untested(f, "needs --epochs 5");
    else
        finding_judge(f, p > 0.34, p, "%.3f, limit %.3f", p,
                      counts_share(&r->counts, pair));
}

static void pairs_02(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    struct pair dog = bigram_run_pair(r, "the", "dog");
    int passing = 0, all = BIGRAM_RUN_EXPECTED;

    if (r->options->text || dog.word == WORD_UNKNOWN) {
        finding_untested(f, "needs the five sentences");
        return;
    }
    for (int i = 0; i < all; i++) {
        const char *const *words = bigram_run_expected[i];
        struct pair pair = bigram_run_pair(r, words[0], words[1]);
        passing += bigram_run_probability(r, pair) > 0.2;
    }
    finding_judge(f, passing == all, passing,
                  "%d of %d; the limit of the -> dog is %.3f", passing, all,
                  counts_share(&r->counts, dog));
}

static void early_big(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    double first = r->past.first_fall, last = r->past.changes[2];

    if (r->fit.judge.measured < 2)
        finding_untested(f, "needs --epochs 2 or more");
    else if (!(first > 0.0))
        finding_judge(f, false, first, "the first epoch made it worse, by %.4f",
                      fabs(first));
    else if (!(last > 0.0))
        finding_judge(f, true, last,
                      "first fall %.4f, in the last it rose by %.4f", first,
                      fabs(last));
    else
        finding_judge(f, first >= 2.0 * last, first / last,
                      "first fall %.4f, last %.4f: %s times, wanted 2", first,
                      last, number_short(first / last).text);
}

static void decay_helps(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    double loss = r->fit.loss;

    if (!(r->options->rule.decay > 0.0))
        finding_untested(f, "needs --decay 0.95");
    else if (r->fit.judge.verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, loss < r->twin.loss, loss,
                      "fixed loss %.4f, at a constant rate %.4f (running %.4f, "
                      "%.4f)",
                      loss, r->twin.loss, r->fit.judge.last, r->twin.running);
}

static void converged(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    double epochs = (double)judge->measured;
    bool fell = judge->last <= judge->first;

    if (r->options->rule.patience == 0)
        finding_untested(f, "needs --patience 3");
    else if (judge->verdict == JUDGE_STOPPED)
        finding_judge(f, fell, epochs, "patience ran out at epoch %.0f%s",
                      epochs, fell ? "" : ", but the loss has grown");
    else if (judge->verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, false, epochs, "patience never ran out in %.0f epochs",
                      epochs);
}

static void stopping_prevents(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    double held = r->fit.held;

    if (r->corpus.held_lines > 0 && r->corpus.held_pairs == 0)
        finding_untested(f, "no held-out pair is known: hold out more");
    else if (r->corpus.held_pairs == 0)
        finding_untested(f, "needs --holdout 0.2");
    else if (judge_is_best(judge))
        finding_judge(f, false, held,
                      "held-out %.4f, and it still falls: nothing to "
                      "prevent yet",
                      held);
    else
        finding_judge(f, judge->best < held, held,
                      "held-out %.4f at epoch %.0f, %.4f at the last",
                      judge->best, (double)judge->best_epoch + 1.0, held);
}

static const struct claim claims[] = {
    {"falls", "the loss falls every epoch", .judge = falls},
    {"cat-034", "the -> cat reaches 0.34 in five epochs", .judge = cat_034},
    {"pairs-02", "all six expected pairs pass 0.2", .judge = pairs_02},
    {"early-big", "early changes are big, later ones fine tuning",
     .judge = early_big},
    {"decay-helps", "decay improves the result", .judge = decay_helps},
    {"converged", "training converged", .judge = converged},
    {"stopping-prevents", "early stopping prevents overfitting",
     .judge = stopping_prevents},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int bigram_fit_judge(const void *result, struct finding *findings)
{
    const struct bigram_run *r = result;

    finding_claims(claims, CLAIMS, r, findings);
    for (int i = 0; i < CLAIMS && judge_diverged(&r->fit.judge); i++)
        finding_judge(&findings[i], false, (double)NAN, "the run diverged");
    return CLAIMS;
}
