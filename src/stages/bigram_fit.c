/* The training of the stage bigram, who watches it, and what claims come to. */
#include "stages/bigram_fit.h"

#include "stages/bigram_look.h"
#include "stages/bigram_table.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <signal.h>
#include <string.h>

/* One watcher for all: for the views and claims that will look back, for the
   pictures, and for the audience, if there is one. */
struct watch {
    struct words_watch watch; /* first: this is one */
    struct bigram_run *run;
    struct audience *audience; /* or NULL */
    uint64_t next;             /* epoch of the next row of the table */
    double loss, watched;      /* of the epoch before: fixed, for the rule */
    double shown;              /* the latter, of the last row of the table */
};

/* Is a loss above one before it, by more than rounding?  NaN is. */
static bool above(double loss, double before)
{
    return !(loss <= (1.0 + 1e-9) * before);
}

/* Remembers what views and claims will ask for. */
static void see_past(struct watch *w, const struct words_moment *m)
{
    struct bigram_run *r = w->run;
    struct bigram_past *past = &r->past;
    struct bigram_asked *asked = &r->asked;
    const struct fit_words *fit = m->fit;

    if (m->epoch == 0 || fit->held < r->lowest.held)
        r->lowest = (struct bigram_lowest){m->epoch, fit->held, fit->loss};
    if (m->epoch == 0)
        return;
    past->changes[0] = past->changes[1];
    past->changes[1] = past->changes[2];
    past->changes[2] = w->loss - fit->loss;
    past->watched_fall =
        w->watched - bigram_run_watched(r, fit->running, fit->held);
    if (m->epoch == 1)
        past->first_fall = past->changes[2];
    if (above(fit->loss, w->loss)) {
        past->rises++;
        past->last_rise = m->epoch;
    }
    const struct rule *rule = &r->options->rule;
    bool more = rule->decay > 0.0 || r->corpus.held_lines > 0 || !r->plain ||
                r->options->follow;
    bool load = r->options->frame.names.load;
    int top = (int)r->options->top;
    if (top == 0) /* what more is said takes rows of the screen */
        top = rule->patience > 0 || load ? 2 : more ? 3 : 5;
    scores_predict(&r->scores, asked->word, asked->after);
    asked->tops = bigram_run_top(asked->after, r->counts.V, asked->top, top);
    asked->followed = asked->follow.word == asked->word
                          ? asked->after[asked->follow.next]
                          : bigram_run_probability(r, asked->follow);
    if (m->epoch == 5)
        past->at_five = bigram_run_probability(r, r->expected[0].pair);
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
    scores_predict(&r->scores, r->asked.follow.word, r->p);
    for (int i = 0; i < sketch->n; i++)
        curve_add(&sketch->follow[i], epoch, r->p[sketch->next[i]]);
}

/* A row for the start, and one for every epoch. */
static void see_history(struct report *out, bool held, double before,
                        const struct words_moment *m)
{
    const struct fit_words *fit = m->fit;
    bool start = m->when == WORDS_START;

    if (start)
        report_print(out, "epoch,lr,loss_running,loss_after,loss_holdout\n");
    report_print(out, "%.0f,%s,%s,%s,%s\n", before + (double)m->epoch,
                 start ? "" : decimal_format(fit->judge.lr).text,
                 start ? "" : decimal_format(fit->running).text,
                 decimal_format(fit->loss).text,
                 held ? decimal_format(fit->held).text : "");
}

/* The loss that the rule watches: what improves, the judge says; else whether
   it rose or fell against the row before, by more than that takes.  The start
   has a held-out loss, and no running one. */
static const char *status(struct watch *w, const struct fit_words *fit)
{
    const struct judge *judge = &fit->judge;
    bool held = w->run->corpus.held_pairs > 0, first = isnan(w->shown);
    double loss = bigram_run_watched(w->run, fit->running, fit->held);
    double rise = loss - w->shown;

    w->shown = judge->measured > 0 || held ? loss : (double)NAN;
    return judge->measured < (held ? 1 : 2) ? ""
           : judge->waited == 0             ? "improving"
           : first                          ? ""
           : !(rise <= judge->wanted)       ? "worse"
           : rise < -judge->wanted          ? "falling"
                                            : "stable";
}

/* --trace: the first examples of the epoch that begins. */
static void see_trace(struct bigram_run *r, struct sheet *s, double lr)
{
    struct example examples[BIGRAM_RUN_TRACED] = {{.p = 0.0}};
    size_t n = 0, most = (size_t)r->options->trace;

    if (most > 0 && (s->levels & SHEET_VIEW) && r->corpus.pairs > 0) {
        n = scores_trace(&r->scores, &r->rng, lr, examples, most);
        r->failed = r->failed || n == 0;
    }
    bigram_table_trace(r, s, examples, n);
}

/* The table, and what stands between its rows; a row is due when its epoch has
   come, and at the end. */
static void see_table(struct watch *w, struct sheet *s,
                      const struct words_moment *m)
{
    const struct bigram_options *o = w->run->options;
    bool due = m->epoch == w->next, begins = m->when == WORDS_BEGIN;

    if (m->when == WORDS_START)
        bigram_table_head(w->run, s);
    if (m->when == WORDS_PART ||
        (!due && m->epoch != m->fit->judge.rule.epochs &&
         m->fit->judge.verdict == JUDGE_RUNNING))
        return;
    if (begins)
        see_trace(w->run, s, m->fit->judge.lr);
    else
        bigram_table_row(w->run, s, m, status(w, m->fit));
    if (m->when == WORDS_EPOCH)
        bigram_table_after(w->run, s);
    struct opt_every every = o->every;
    every.most = w->run->plain ? every.most : 4; /* room for the rest */
    if (due && !begins)
        w->next = opt_every_next(&every, m->epoch, o->rule.epochs);
}

/* The loss of some rows, or some pairs, would say nothing of the whole: in the
   middle of an epoch progress shows that of the one before. */
static void see(struct words_watch *watch, const struct words_moment *m)
{
    struct watch *w = (struct watch *)watch;
    struct audience *a = w->audience;
    bool measured = m->when == WORDS_START || m->when == WORDS_EPOCH;

    if (measured)
        see_past(w, m);
    if (measured && w->run->sketch.on)
        see_sketch(w->run, m);
    if (measured && a && a->history) {
        see_history(a->history, w->run->corpus.held_pairs > 0,
                    w->run->loaded_epochs, m);
        frame_look(a, a->history);
    }
    if (a)
        see_table(w, a->sheet, m);
    if (a && m->when == WORDS_EPOCH)
        frame_look(a, a->sheet->text);
    if (a && m->when == WORDS_PART)
        progress_look(&a->progress, m->epoch - 1, m->share, m->fit->running);
    if (a && m->when == WORDS_EPOCH && m->epoch >= a->progress.next)
        progress_look(&a->progress, m->epoch, 0.0, m->fit->running);
    w->loss = m->fit->loss;
    w->watched = bigram_run_watched(w->run, m->fit->running, m->fit->held);
}

/* The loop alone.  stop: ends it after an epoch, or NULL. */
static void train(struct bigram_run *r, struct audience *audience,
                  const volatile sig_atomic_t *stop)
{
    struct watch watch = {
        {see, NULL}, .run = r, .audience = audience, .shown = (double)NAN};
    struct rule rule = r->options->rule;
    double scores =
        r->scores.dense ? r->counts.V : 10; /* a book's move little */

    rule.before = (uint64_t)r->loaded_epochs;
    rule.memory = r->memory;
    rule.stop = stop;
    if (audience)
        progress_start(&audience->progress, "epoch", rule.epochs,
                       (double)r->corpus.pairs * scores, audience->quiet);
    if (audience) /* so much work, and so many examples */
        audience->progress.examples = (double)r->corpus.pairs;
    r->fit = fit_words(&r->scores, &rule, &r->rng, &watch.watch);
    if (audience) {
        audience->done += r->fit.judge.measured;
        audience->interrupted = r->fit.judge.verdict == JUDGE_INTERRUPTED;
    }
}

/* --decay: as long as the run itself was, at a constant rate. */
static bool train_twin(struct bigram_run *r, struct audience *audience,
                       struct fault *fault)
{
    struct bigram_run twin = {0};
    struct bigram_options o = *r->options;

    o.rule.decay = 0.0;
    o.rule.patience = 0;
    o.rule.epochs = r->fit.judge.measured;
    bool good = bigram_run_open(&twin, &o, false, fault);
    if (good)
        train(&twin, NULL, audience ? audience->stop : NULL);
    if (audience) {
        audience->done += twin.fit.judge.measured;
        audience->interrupted |= twin.fit.judge.verdict == JUDGE_INTERRUPTED;
    }
    r->twin = twin.fit;
    bigram_run_close(&twin);
    return good;
}

/* A loaded model whose judge did not watch these held-out lines. */
static bool may_know_held(const struct bigram_run *r)
{
    return r->loaded_epochs > 0.0 && r->memory.known == 0.0;
}

/* The state of a run that has not diverged, and whether it overfits; `left` is
   known. */
static enum bigram_state find_state(struct bigram_run *r)
{
    const struct fit_words *fit = &r->fit;
    const struct judge *judge = &fit->judge;
    double start = fit->start_loss, n = (double)judge->measured;
    bool stopped = judge->verdict == JUDGE_STOPPED, near = r->end.left <= 2.0;
    double over = fit->held - r->lowest.held;
    bool grew = !near && above(fit->loss, start);
    bool fits =
        over > judge->wanted && fit->loss < r->lowest.loss && !may_know_held(r);
    bool rises = r->past.rises > 0;
    bool rose = rises && n - (double)r->past.last_rise < 3.0;
    const double *changes = r->past.changes;
    bool ahead = !rises || (changes[2] > 0.0 &&
                            changes[0] + changes[1] + changes[2] > 0.0);
    bool fell = n > 1.0 ? judge->waited == 0 && ahead
                        : start - fit->loss > judge->wanted;

    if (!above(start, fmax(1.0, r->floor) * 1e-9 + r->floor))
        return BIGRAM_NOTHING;
    /* lowest again soon, perhaps */
    r->end.swings = fits && (grew || r->past.watched_fall > over);
    r->end.overfits = fits && !r->end.swings;
    return grew              ? BIGRAM_GREW
           : near && stopped ? BIGRAM_CONVERGED
           : r->end.overfits ? BIGRAM_OVERFIT
           : near            ? BIGRAM_NEAR
           : fell            ? BIGRAM_LEARNING
           : rose            ? BIGRAM_JITTER
                             : BIGRAM_SLOW;
}

static void find_end(struct bigram_run *r)
{
    const struct fit_words *fit = &r->fit;
    struct bigram_end *end = &r->end;
    double way = fmax(fit->start_loss, r->uniform) - r->floor;

    if (way > 0.0)
        end->left = 100.0 * fmax(0.0, (fit->loss - r->floor) / way);
    if (r->corpus.held_pairs > 0 && above(fit->held, r->lowest.held))
        end->above = 100.0 * (fit->held / r->lowest.held - 1.0);
    if (!judge_diverged(&fit->judge))
        end->state = find_state(r);
    end->far = end->state > BIGRAM_NOTHING && end->state != BIGRAM_GREW &&
               end->state != BIGRAM_OVERFIT;
}

bool bigram_fit(void *result, struct audience *audience, struct fault *fault)
{
    struct bigram_run *r = result;
    const struct frame_options *o = &r->options->frame;
    bool again = r->options->rule.decay > 0.0; /* the twin reads all */

    if (again &&
        (!frame_again(&r->corpus.read, o->names.data, "'--decay'", fault) ||
         !frame_again(&r->loaded, o->names.load, "'--decay'", fault)))
        return false;
    train(r, audience, audience ? audience->stop : NULL);
    again = again && r->fit.judge.verdict != JUDGE_INTERRUPTED;
    if (r->failed)
        return fault_memory(fault,
                            8.0 * (double)r->options->trace * r->counts.V,
                            "the traced examples");
    find_end(r);
    return bigram_look(r, audience ? audience->stop : NULL, fault) &&
           (!again || train_twin(r, audience, fault));
}

struct number bigram_fit_ending(const struct bigram_run *r)
{
    static const char *const why[] = {
        [BIGRAM_DIVERGED] = "diverged",
        [BIGRAM_NOTHING] = "the loss was at its floor from the start",
        [BIGRAM_CONVERGED] = "converged",
        [BIGRAM_GREW] = "the loss has grown: take a smaller --lr",
        [BIGRAM_OVERFIT] = "overfitting: the held-out loss is",
        [BIGRAM_NEAR] = "near the floor",
        [BIGRAM_LEARNING] = "still learning",
        [BIGRAM_JITTER] = "the loss goes up and down",
        [BIGRAM_SLOW] = "the last epoch was no improvement",
    };
    enum bigram_state state = r->end.state;
    const struct judge *judge = &r->fit.judge;
    enum verdict verdict = judge->verdict;
    bool last = judge->measured == r->options->rule.epochs;
    const char *how = state == BIGRAM_DIVERGED || state == BIGRAM_CONVERGED ? ""
                      : verdict == JUDGE_INTERRUPTED ? "interrupted, "
                      : verdict == JUDGE_COMPLETED
                          ? judge->rule.patience > 0 ? "cap reached, " : ""
                      : state == BIGRAM_NOTHING ? "stopped, "
                      : last                    ? "stopped by the rule, "
                                                : "stopped early, ";
    struct number text, above = number_short(r->end.above), over = {""};
    bool ours = judge_beats_memory(judge); /* the lowest of all runs */

    if (state == BIGRAM_OVERFIT)
        return *number_say(&text,
                           r->lowest.epoch > 0
                               ? "%s%s %s %% above its lowest%s, of epoch %.0f"
                               : "%s%s %s %% above its lowest%s, of the start",
                           how, why[state], above.text,
                           ours ? "" : " in this run", (double)r->lowest.epoch);
    if (state <= BIGRAM_NOTHING || state == BIGRAM_GREW)
        return *number_say(&text, "%s%s%s", how, why[state],
                           state == BIGRAM_NOTHING &&
                                   r->fit.loss > 1.01 * r->fit.start_loss
                               ? ", and has grown"
                               : "");
    if (r->end.overfits)
        number_say(&over, "; overfitting: held-out %s %% above its lowest%s",
                   above.text, ours ? "" : " here");
    return *number_say(&text, "%s%s: %s %% of the way%s to the floor is left%s",
                       how, why[state],
                       r->end.left > 99.5 && r->end.left < 100.0
                           ? "more than 99" /* not rounded up to all of it */
                           : number_short(r->end.left).text,
                       r->uniform > r->fit.start_loss ? " from a uniform guess"
                                                      : "",
                       over.text);
}

/* What the usual telling claims.  What the run cannot decide is untested, with
   what would decide it. */

/* Why the run has fewer epochs than a claim asks for. */
static const char *too_short(const struct judge *judge, const char *stopped,
                             const char *needs)
{
    return judge_diverged(judge)                 ? "the run diverged"
           : judge->verdict == JUDGE_INTERRUPTED ? "the run was interrupted"
           : judge->verdict == JUDGE_STOPPED     ? stopped
                                                 : needs;
}

static void falls(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct fit_words *fit = &r->fit;
    double n = (double)fit->judge.measured, rises = (double)r->past.rises;
    bool fell = fit->loss < fit->start_loss;

    finding_judge(
        f, rises == 0.0 && fell, rises, "%srose in %.0f of %.0f epoch%s%s",
        r->corpus.held_pairs > 0 ? "the training loss " : "", rises, n,
        number_plural(n), rises > 0.0 || fell ? "" : ", and did not fall");
}

/* Untested: another text, or start, than the lesson's. */
static void needs_lesson(struct finding *f, const struct file_names *names,
                         bool start)
{
    bool load = start && names->load;
    struct number text;

    number_say(&text, "needs a start without %s%s%s",
               names->sums   ? "--counts"
               : names->data ? "--text"
                             : "",
               names->data && load ? " and " : "", load ? "--load" : "");
    finding_untested(f, text.text);
}

/* A row's loss has a curvature of at most 1/2: steps below 2 / (1/2) settle. */
static void cat_034(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct file_names *names = &r->options->frame.names;
    double p = r->past.at_five, limit = r->expected[0].limit;

    if (names->data || names->load)
        needs_lesson(f, names, true);
    else if (limit == 0.0)
        finding_untested(f, "the pair is held out");
    else if (r->fit.judge.measured < 5)
        finding_untested(f, too_short(&r->fit.judge,
                                      "the rule stopped the run before epoch 5",
                                      "needs --epochs 5"));
    else if (p > 0.34 && limit <= 0.34)
        finding_untested(f, "above its limit by jitter: needs a smaller --lr");
    else if (p > 0.34 && !(r->fit.judge.lr < 4.0))
        finding_untested(f, "nothing settles at this rate: needs --lr below 4");
    else
        finding_judge(f, p > 0.34, p, "%.3f, limit %.3f", p, limit);
}

static void pairs_02(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct bigram_expected *dog = &r->expected[1];
    int passing = 0, known = 0, all = BIGRAM_RUN_EXPECTED;

    for (int i = 0; i < all; i++) {
        passing += r->expected[i].p > 0.2;
        known += r->expected[i].pair.word != WORD_UNKNOWN;
    }
    if (r->options->frame.names.data)
        needs_lesson(f, &r->options->frame.names, false);
    else if (known < all)
        finding_untested(f, "some of the pairs are not known");
    else
        finding_judge(f, passing == all, passing,
                      "%d of %d; the limit of the -> dog is %.3f", passing, all,
                      dog->limit);
}

static void early_big(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const double least = 1e-9; /* that can be told from rounding */
    double first = r->past.first_fall, last = r->past.changes[2];
    double size = fabs(last);
    const struct judge *judge = &r->fit.judge;

    if (judge->measured < 2)
        finding_untested(f, too_short(judge,
                                      "the rule stopped the run after 1 epoch",
                                      "needs --epochs 2 or more"));
    else if (fabs(first) <= least && size <= least)
        finding_untested(f, "the loss hardly changed: needs a larger --lr");
    else
        finding_judge(f, first > least && first >= 2.0 * size,
                      size > least ? first / size : first,
                      "%+.4g in the first epoch, %+.4g in the last",
                      0.0 - first, 0.0 - last); /* never -0 */
}

static void decay_helps(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct rule *rule = &r->options->rule;
    double loss = r->fit.loss, twin = r->twin.loss;
    bool low = !(rule->lr > rule->min_lr); /* no decay goes down from there */
    struct number ours, theirs;

    number_say(&ours, "%.4f", loss);
    number_say(&theirs, "%.4f", twin);

    if (!(rule->decay > 0.0))
        finding_untested(f, low ? "needs --decay 0.95 and a smaller --min-lr"
                                : "needs --decay 0.95");
    else if (r->fit.judge.verdict == JUDGE_INTERRUPTED ||
             r->twin.judge.verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else if (r->fit.judge.lr == rule->lr)
        finding_untested(
            f, !low ? "the rate never fell: needs a smaller --decay"
               : rule->decay < 1.0
                   ? "the rate never fell: needs a smaller --min-lr"
                   : "the rate never fell: needs a smaller --decay and "
                     "--min-lr");
    else if (strcmp(ours.text, theirs.text) == 0)
        finding_untested(f, "no difference in the four decimals shown");
    else
        finding_judge(f, loss < twin, loss,
                      "loss %s, at a constant rate %s (running: %.4f, %.4f)",
                      ours.text, theirs.text, r->fit.judge.last,
                      r->twin.judge.last);
}

static void converged(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;

    if (r->options->rule.patience == 0)
        finding_untested(f, "needs --patience 3");
    else if (r->fit.judge.verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else
        finding_judge(f, r->end.state == BIGRAM_CONVERGED, r->end.left, "%s",
                      bigram_fit_ending(r).text);
}

/* Untested: why the run, which has held-out pairs, has not overfitted. */
static void not_overfitted(const struct bigram_run *r, struct finding *f)
{
    const struct fit_words *fit = &r->fit;
    struct number text;

    if (judge_diverged(&fit->judge))
        finding_untested(f, "the run diverged");
    else if (!judge_beats_memory(&fit->judge) &&
             fit->judge.rule.memory.best < fit->held)
        finding_untested(
            f, number_say(&text, "held-out %.4f; it was lower before this run",
                          fit->held)
                   ->text);
    else if (!(r->end.above > 0.0))
        finding_untested(f, "the held-out loss is at its lowest: nothing to "
                            "prevent yet");
    else if (may_know_held(r))
        finding_untested(f, "the model may have been trained on the held-out "
                            "lines");
    else if (r->end.state == BIGRAM_GREW)
        finding_untested(f, "no overfitting: the training loss has grown");
    else if (!(fit->loss < r->lowest.loss))
        finding_untested(f, "no overfitting: the training loss has not fallen "
                            "since the held-out loss was lowest");
    else if (r->end.swings)
        finding_untested(f, "the held-out loss goes up and down");
    else
        finding_untested(
            f, number_say(&text, "the held-out loss rose by no more than %.3g",
                          fit->judge.wanted)
                   ->text);
}

static void stopping_prevents(const void *result, struct finding *f)
{
    static const char *const two[] = {"needs two lines or more",
                                      "needs two paragraphs or more",
                                      "needs two sentences or more"};
    const struct bigram_run *r = result;
    double held = r->fit.held, seed = r->hold_seed;
    bool stopped = r->fit.judge.verdict == JUDGE_STOPPED;
    struct number text;

    if (r->corpus.held_lines > 0 && r->corpus.held_pairs == 0)
        finding_untested(f, "no held-out pair is known");
    else if (r->options->frame.names.sums)
        finding_untested(f, "counts have no lines to hold out");
    else if (r->corpus.held_pairs == 0)
        finding_untested(f, seed == r->seed ? "needs --holdout 0.2"
                            : seed >= 0.0
                                ? number_say(&text,
                                             "needs --holdout 0.2 --seed "
                                             "%.0f",
                                             seed)
                                      ->text
                            : r->corpus.lines > 1 ? "needs another text"
                                                  : two[r->cut.unit]);
    else if (!r->end.overfits)
        not_overfitted(r, f);
    else
        finding_judge(
            f, !stopped, held,
            r->lowest.epoch > 0 ? "held-out %.4f %s, %.4f at epoch %.0f"
                                : "held-out %.4f %s, %.4f at the start",
            held, stopped ? "where the rule stopped it" : "at the last epoch",
            r->lowest.held, (double)r->lowest.epoch);
}

static const struct claim claims[] = {
    {"falls", "the loss falls and never rises", .judge = falls},
    {"cat-034", "the -> cat reaches 0.34 in five epochs", .judge = cat_034},
    {"pairs-02", "all six expected pairs pass 0.2", .judge = pairs_02},
    {"early-big", "early changes are big, later ones fine tuning",
     .judge = early_big},
    {"decay-helps", "decay improves the result", .judge = decay_helps},
    {"converged", "training converged", .judge = converged},
    {"stopping-prevents", "early stopping prevents overfitting",
     .judge = stopping_prevents},
    {0},
};

int bigram_fit_judge(const void *result, struct finding *findings)
{
    const struct bigram_run *r = result;
    bool diverged = judge_diverged(&r->fit.judge);
    int n = finding_claims(claims, r, findings);

    for (int i = 0; i < n; i++) {
        struct finding *f = &findings[i];
        bool learns = claims[i].judge != cat_034 && claims[i].judge != pairs_02;
        if (diverged && f->verdict != FINDING_UNTESTED)
            finding_judge(f, false, (double)NAN, "the run diverged");
        else if (learns && r->end.state == BIGRAM_NOTHING)
            finding_untested(f, "the loss was at its floor from the start");
    }
    return n;
}
