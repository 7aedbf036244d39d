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
    double loss, watched;      /* of the epoch before: fixed, for the rule */
};

/* Is a loss above one before it, by more than rounding?  NaN is. */
static bool above(double loss, double before)
{
    return !(loss <= (1.0 + 1e-9) * before);
}

/* The loss that the rule watches. */
static double watched(const struct bigram_run *r, const struct fit_words *fit)
{
    return r->corpus.held_pairs > 0 ? fit->held : fit->running;
}

/* Remembers what views and claims will ask for. */
static void see_past(struct watch *w, const struct words_moment *m)
{
    struct bigram_run *r = w->run;
    struct bigram_past *past = &r->past;
    struct bigram_asked *asked = &r->asked;
    const struct fit_words *fit = m->fit;
    double change = w->loss - fit->loss;

    if (m->epoch == 0 || fit->held < r->lowest.held)
        r->lowest = (struct bigram_lowest){m->epoch, fit->held, fit->loss};
    if (m->epoch == 0)
        return;
    past->changes[0] = past->changes[1];
    past->changes[1] = past->changes[2];
    past->changes[2] = change;
    past->watched_fall = w->watched - watched(r, fit);
    if (m->epoch == 1)
        past->first_fall = change;
    if (above(fit->loss, w->loss)) {
        past->rises++;
        past->last_rise = m->epoch;
    }
    scores_predict(&r->scores, asked->word, asked->after);
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

static void show_title(const struct bigram_run *r, struct sheet *s)
{
    const struct pair *follow = &r->asked.follow;

    sheet_result(s, "%6s %9s %9s %9s%s%s  Status", "Epoch", "Running", "After",
                 "Words", r->corpus.held_pairs > 0 ? "  Held-out" : "",
                 r->options->rule.decay > 0.0 ? "      Rate" : "");
    if (r->options->follow)
        sheet_result(s, "     P(%s | %s)",
                     bigram_run_shown(r, follow->next, 20).text,
                     bigram_run_shown(r, follow->word, 20).text);
    sheet_result(s, "\n------------------------------------------------\n");
}

/* The loss that the rule watches: what improves, the judge says; else whether
   it rose or fell against the epoch before, by more than that takes. */
static const char *status(const struct watch *w, const struct fit_words *fit)
{
    const struct judge *judge = &fit->judge;
    double rise = watched(w->run, fit) - w->watched;

    return judge->measured < 2        ? ""
           : judge->waited == 0       ? "improving"
           : !(rise <= judge->wanted) ? "worse"
           : rise < -judge->wanted    ? "falling"
                                      : "stable";
}

/* The losses of an epoch, or of the start, which has none on the way; as unsure
   as among exp(loss) words. */
static void show_row(const struct watch *w, struct sheet *s,
                     const struct words_moment *m)
{
    const struct bigram_run *r = w->run;
    const struct fit_words *fit = m->fit;
    bool start = m->when == WORDS_START, decay = r->options->rule.decay > 0.0;
    double words = num_exp(fit->loss);
    const char *word = status(w, fit);

    if (start)
        sheet_result(s, "%6s %9s", "start", "");
    else
        sheet_result(s, "%6.0f %9.4f", (double)m->epoch, fit->running);
    sheet_result(s, words < 1e6 ? " %9.4f %9.2f" : " %9.4f %9.2g", fit->loss,
                 words);
    if (r->corpus.held_pairs > 0)
        sheet_result(s, " %9.4f", fit->held);
    if (decay && !start)
        sheet_result(s, " %9.4g", fit->judge.lr);
    if (r->options->follow)
        sheet_result(s, "%*s%-9s  %.3f", decay && start ? 12 : 2, "", word,
                     r->asked.followed);
    else if (*word != '\0')
        sheet_result(s, "  %s", word);
    sheet_result(s, "\n");
    report_flush(s->text); /* the next row may take long */
}

/* One line: the most likely words after the one looked at. */
static void show_after(const struct bigram_run *r, struct sheet *s)
{
    uint32_t top[BIGRAM_RUN_TOP], word = r->asked.word;

    int n =
        bigram_run_top(r->asked.after, r->counts.V, top, (int)r->options->top);

    sheet_why(s, "       %s:", bigram_run_shown(r, word, 30).text);
    for (int i = 0; i < n; i++) {
        struct pair pair = {word, top[i]};
        sheet_why(s, "%s %s %.3f", i ? "," : "",
                  bigram_run_shown(r, top[i], 30).text, r->asked.after[top[i]]);
        if (counts_seen(&r->counts, word) > 0)
            sheet_why(s, " (%.3f)", counts_share(&r->counts, pair));
    }
    sheet_why(s, "\n");
}

/* --trace: the first examples of the epoch that begins. */
static void show_trace(struct bigram_run *r, struct sheet *s, double lr)
{
    struct example examples[BIGRAM_RUN_TRACED] = {{.p = 0.0}};
    size_t n = 0, most = (size_t)r->options->trace;

    if (most > 0 && (s->levels & SHEET_VIEW) && r->corpus.pairs > 0) {
        n = scores_trace(&r->scores, &r->rng, lr, examples, most);
        r->failed = r->failed || n == 0;
    }
    for (const struct example *e = examples; e < examples + n; e++)
        sheet_view(s,
                   "       %s -> %s: p %.3f, loss %.4f, after the step p "
                   "%.3f\n",
                   bigram_run_shown(r, e->pair.word, 20).text,
                   bigram_run_shown(r, e->pair.next, 20).text, e->p, e->loss,
                   e->after);
}

/* The table, and what stands between its rows; a row is due when its epoch has
   come, and at the end. */
static void see_table(struct watch *w, struct sheet *s,
                      const struct words_moment *m)
{
    const struct bigram_options *o = w->run->options;
    bool due = m->epoch == w->next, begins = m->when == WORDS_BEGIN;

    if (m->when == WORDS_START)
        show_title(w->run, s);
    if (m->when == WORDS_PART ||
        (!due && m->epoch != m->fit->judge.rule.epochs &&
         m->fit->judge.verdict == JUDGE_RUNNING))
        return;
    if (begins)
        show_trace(w->run, s, m->fit->judge.lr);
    else
        show_row(w, s, m);
    if (m->when == WORDS_EPOCH)
        show_after(w->run, s);
    if (due && !begins)
        w->next = opt_every_next(&o->every, m->epoch, o->rule.epochs);
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
    w->watched = watched(w->run, m->fit);
}

/* The loop alone. */
static void train(struct bigram_run *r, struct audience *audience)
{
    struct watch watch = {{see, NULL}, .run = r, .audience = audience};
    struct rule rule = r->options->rule;
    double scores =
        r->scores.dense ? r->counts.V : 10; /* a book's move little */

    rule.before = (uint64_t)r->loaded_epochs;
    rule.memory = r->memory;
    rule.stop = audience ? audience->stop : NULL;
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
        train(&twin, NULL);
    if (audience)
        audience->done += twin.fit.judge.measured;
    r->twin = twin.fit;
    bigram_run_close(&twin);
    return good;
}

/* The part of the mean loss that the row of the word asked for has: (seen *
   log-sum-exp - scores of its pairs) / pairs. */
static double row_loss(const struct bigram_run *r, const double *z)
{
    struct counts_row row = counts_row(&r->counts, r->asked.word);
    double seen = counts_seen(&r->counts, r->asked.word), sum = 0.0;

    for (size_t i = 0; i < row.n; i++)
        sum += row.count[i] * z[row.next[i]];
    return (seen * num_log_sum_exp(z, r->counts.V) - sum) /
           (double)r->corpus.pairs;
}

/* d loss / d score = (seen * p - count) / pairs, beside central differences. */
static void compare_gradient(struct bigram_run *r)
{
    enum { MOST = 200 };
    const double h = 1e-5;
    struct bigram_gradient *g = &r->gradient;
    uint32_t word = r->asked.word, V = r->counts.V;
    double seen = counts_seen(&r->counts, word), *z = r->p;

    scores_row(&r->scores, word, z);
    for (uint32_t k = 0; k < V && !isnan(g->far); k++)
        if (!(fabs(z[k]) <= g->far))
            g->far = fabs(z[k]);
    if (!(g->far < 1e4)) /* h would be lost in them */
        return;
    g->n = V < MOST ? V : MOST;
    for (uint32_t k = 0; k < g->n && !isnan(g->worst); k++) {
        double count = counts_of(&r->counts, (struct pair){word, k});
        double formula =
            (seen * r->asked.after[k] - count) / (double)r->corpus.pairs;
        double old = z[k];
        z[k] = old + h;
        double high = row_loss(r, z);
        z[k] = old - h;
        double central = (high - row_loss(r, z)) / (2.0 * h);
        z[k] = old;
        if (!(fabs(formula - central) <= g->worst))
            g->worst = fabs(formula - central);
        if (k < BIGRAM_RUN_COMPARED) {
            g->formula[k] = formula;
            g->central[k] = central;
        }
    }
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
    bool back = r->past.watched_fall > over; /* at its lowest soon, perhaps */
    bool fits = over > judge->wanted && fit->loss < r->lowest.loss && !back &&
                !may_know_held(r);
    bool rises = r->past.rises > 0;
    bool rose = rises && n - (double)r->past.last_rise < 3.0;
    const double *changes = r->past.changes;
    bool ahead = !rises || (changes[2] > 0.0 &&
                            changes[0] + changes[1] + changes[2] > 0.0);
    bool fell = n > 1.0 ? judge->waited == 0 && ahead
                        : start - fit->loss > judge->wanted;

    if (!above(start, fmax(1.0, r->floor) * 1e-9 + r->floor))
        return BIGRAM_NOTHING;
    if (!near && above(fit->loss, start))
        return BIGRAM_GREW;
    r->end.overfits = fits;
    return near && stopped ? BIGRAM_CONVERGED
           : fits          ? BIGRAM_OVERFIT
           : near          ? BIGRAM_NEAR
           : fell          ? BIGRAM_LEARNING
           : rose          ? BIGRAM_JITTER
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
    train(r, audience);
    again = again && r->fit.judge.verdict != JUDGE_INTERRUPTED;
    if (r->failed)
        return fault_memory(fault,
                            8.0 * (double)r->options->trace * r->counts.V,
                            "the traced examples");
    find_end(r);
    for (int i = 0; i < BIGRAM_RUN_EXPECTED; i++)
        r->expected[i].p = bigram_run_probability(r, r->expected[i].pair);
    if (r->options->check_gradient)
        compare_gradient(r);
    return !again || train_twin(r, audience, fault);
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
    enum verdict verdict = r->fit.judge.verdict;
    const char *how = state == BIGRAM_DIVERGED || state == BIGRAM_CONVERGED ? ""
                      : verdict == JUDGE_INTERRUPTED ? "interrupted, "
                      : verdict == JUDGE_COMPLETED   ? "cap reached, "
                      : state == BIGRAM_NOTHING      ? "stopped, "
                                                     : "stopped early, ";
    const char *here = judge_beats_memory(&r->fit.judge) ? "" : " in this run";
    double lowest = (double)r->lowest.epoch;
    struct number text;

    if (state == BIGRAM_OVERFIT)
        number_say(&text,
                   lowest > 0.0 ? "%s%s %s %% above its lowest%s, of epoch %.0f"
                                : "%s%s %s %% above its lowest%s, of the start",
                   how, why[state], number_short(r->end.above).text, here,
                   lowest);
    else if (state <= BIGRAM_NOTHING || state == BIGRAM_GREW)
        number_say(&text, "%s%s%s", how, why[state],
                   state == BIGRAM_NOTHING &&
                           r->fit.loss > 1.01 * r->fit.start_loss
                       ? ", and has grown"
                       : "");
    else
        number_say(&text, "%s%s: %s %% of the way to the floor is left", how,
                   why[state],
                   r->end.left > 99.5 && r->end.left < 100.0
                       ? "more than 99" /* not rounded up to all of it */
                       : number_short(r->end.left).text);
    return text;
}

/* What the usual telling claims.  What the run cannot decide is untested, with
   what would decide it. */

/* Is there nothing that a claim about learning could be tested on? */
static bool nothing(const struct bigram_run *r, struct finding *f)
{
    bool nothing = r->end.state == BIGRAM_NOTHING;

    if (nothing)
        finding_untested(f, "the loss was at its floor from the start");
    return nothing;
}

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

    if (!nothing(r, f))
        finding_judge(f, rises == 0.0 && fell, rises,
                      "rose in %.0f of %.0f epoch%s%s", rises, n,
                      number_plural(n),
                      rises > 0.0 || fell ? "" : ", and did not fall");
}

/* A row's loss has a curvature of at most 1/2: steps below 2 / (1/2) settle. */
static void cat_034(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;
    const struct file_names *names = &r->options->frame.names;
    double p = r->past.at_five, limit = r->expected[0].limit;

    if (names->data || names->load)
        finding_untested(f, "needs a start without --text and --load");
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
        finding_untested(f, "needs a start without --text");
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

    if (nothing(r, f))
        return;
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

    if (nothing(r, f))
        return;
    if (!(rule->decay > 0.0))
        finding_untested(f, low ? "needs --decay 0.95 and a smaller --min-lr"
                                : "needs --decay 0.95");
    else if (r->fit.judge.verdict == JUDGE_INTERRUPTED)
        finding_untested(f, "the run was interrupted");
    else if (r->fit.judge.lr == rule->lr)
        finding_untested(
            f, !low ? "the rate never fell: needs a smaller --decay"
               : rule->decay < 1.0
                   ? "the rate never fell: needs a smaller --min-lr"
                   : "the rate never fell: needs a smaller --decay and "
                     "--min-lr");
    else if (fabs(loss - twin) < 0.0001)
        finding_untested(f, "no difference in the four decimals shown");
    else
        finding_judge(
            f, loss < twin, loss,
            "loss %.4f, at a constant rate %.4f (running: %.4f, %.4f)", loss,
            twin, r->fit.judge.last, r->twin.judge.last);
}

static void converged(const void *result, struct finding *f)
{
    const struct bigram_run *r = result;

    if (nothing(r, f))
        return;
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
    else if (r->past.watched_fall > fit->held - r->lowest.held)
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
    struct number text;

    if (nothing(r, f))
        return;
    if (r->corpus.held_lines > 0 && r->corpus.held_pairs == 0)
        finding_untested(f, "no held-out pair is known");
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
            f, true, held,
            r->lowest.epoch > 0
                ? "held-out %.4f at the last epoch, %.4f at epoch %.0f"
                : "held-out %.4f at the last epoch, %.4f at the start",
            held, r->lowest.held, (double)r->lowest.epoch);
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

    int n = finding_claims(claims, r, findings);

    for (int i = 0; i < n && judge_diverged(&r->fit.judge); i++)
        if (findings[i].verdict != FINDING_UNTESTED)
            finding_judge(&findings[i], false, (double)NAN, "the run diverged");
    return n;
}
