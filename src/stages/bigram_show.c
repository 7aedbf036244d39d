/* What bigram shows before its training, and of its result. */
#include "stages/bigram_show.h"

#include "stages/bigram_words.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

enum { LISTED = 50 }; /* words, or pairs, of a list */

static void show_words(const struct bigram_run *r, struct sheet *s)
{
    uint32_t V = r->counts.V, n = V < LISTED ? V : LISTED;
    size_t column = 0;

    sheet_why(s, "words:");
    for (uint32_t i = 0; i < n; i++) {
        struct utf8_word word = bigram_run_shown(r, i, 60);
        size_t length = strlen(word.text) + 1;
        bool full = column + length > 70;
        column = full ? length : column + length;
        sheet_why(s, "%s %s", full ? "\n      " : "", word.text);
    }
    if (V > n)
        sheet_why(s, " and %.0f more", (double)(V - n));
    sheet_why(s, "\n");
}

/* All pairs and how often they occur, word by word; of many the first. */
static void show_pairs(const struct bigram_run *r, struct sheet *s)
{
    int shown = 0, column = 0;

    sheet_why(s, "pairs:");
    for (uint32_t word = 0; word < r->counts.V && shown < LISTED; word++) {
        struct counts_row row = counts_row(&r->counts, word);
        for (size_t i = 0; i < row.n && shown < LISTED; i++) {
            char text[300];
            if (row.count[i] == 0)
                continue;
            int length = snprintf(text, sizeof text, " %s %s %.0f,",
                                  bigram_run_shown(r, word, 30).text,
                                  bigram_run_shown(r, row.next[i], 30).text,
                                  (double)row.count[i]);
            bool full = column + length > 72 && shown > 0;
            column = full ? length : column + length;
            sheet_why(s, "%s%s", full ? "\n      " : "", text);
            shown++;
        }
    }
    sheet_why(s, " %.0f in all\n", (double)r->counts.different);
}

/* "the: cat 3, mat 2, dog 2 ...": the ten most frequent after the word that
   is looked at. */
static void show_counts(const struct bigram_run *r, struct sheet *s)
{
    struct counts_row row = counts_row(&r->counts, r->asked.word);
    uint32_t top[10];
    int all = 0;

    for (uint32_t k = 0; k < r->counts.V; k++)
        r->p[k] = 0.0;
    for (size_t i = 0; i < row.n; i++) {
        r->p[row.next[i]] = (double)row.count[i];
        all += row.count[i] > 0;
    }
    int n = bigram_words_top(r->p, r->counts.V, top, 10);
    sheet_why(s, "after '%s':", bigram_run_shown(r, r->asked.word, 60).text);
    for (int i = 0; i < n && i < all; i++)
        sheet_why(s, "%s %s %.0f", i ? "," : "",
                  bigram_run_shown(r, top[i], 60).text, r->p[top[i]]);
    if (all > 10)
        sheet_why(s, " and %d more", all - 10);
    sheet_why(s, "%s\n", all == 0 ? " nothing, it ends" : "");
}

static void show_data(const struct bigram_run *r, struct sheet *s)
{
    const struct corpus *c = &r->corpus;

    sheet_why(s, "%s: %s lines, %s words, %s pairs, %s different   seed %.0f\n",
              bigram_run_source(r), number_group((double)c->lines, 0).text,
              number_group((double)r->counts.V, 0).text,
              number_group((double)c->pairs, 0).text,
              number_group((double)r->counts.different, 0).text, r->seed);
    if (c->held_lines > 0)
        sheet_why(s,
                  "held out: %.0f lines with %.0f pairs, %.0f more with a word "
                  "that training never sees\n",
                  (double)c->held_lines, (double)c->held_pairs,
                  (double)c->held_unknown);
    if (r->loaded.unknown > 0)
        sheet_why(s,
                  "%.0f more pairs have a word that the model does not know: "
                  "left out\n",
                  (double)r->loaded.unknown);
}

/* How likely words are at the start, from least to most. */
static void show_start(const struct bigram_run *r, struct sheet *s)
{
    double low = 1.0, high = 0.0;

    for (uint32_t k = 0; k < r->counts.V; k++) {
        low = fmin(low, r->asked.before[k]);
        high = fmax(high, r->asked.before[k]);
    }
    sheet_why(s, "%s every word may follow '%s': probabilities %.3g to %.3g\n",
              r->options->frame.names.load ? "at the start" : "before training",
              bigram_run_shown(r, r->asked.word, 60).text, low, high);
}

/* Rate, epochs, start, rule. */
static void show_plan(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_options *o = r->options;
    const char *load = o->frame.names.load;
    bool percent = o->rule.min_delta[1] > 0.0;

    sheet_why(s, "lr %s", decimal_format(o->rule.lr).text);
    if (o->rule.decay > 0.0)
        sheet_why(s, " * %s^epoch, at least %s",
                  decimal_format(o->rule.decay).text,
                  decimal_format(fmin(o->rule.min_lr, o->rule.lr)).text);
    sheet_why(s, "   %s%.0f epoch%s   start: %s\n",
              o->rule.patience > 0 ? "at most " : "", (double)o->rule.epochs,
              o->rule.epochs == 1 ? "" : "s",
              load              ? load
              : r->scores.dense ? "random scores"
                                : "all scores 0");
    if (o->rule.patience > 0)
        sheet_why(s,
                  "stops after %.0f epochs running whose %sloss improves by no "
                  "more than %s%s\n",
                  (double)o->rule.patience,
                  r->corpus.held_pairs > 0 ? "held-out " : "running ",
                  decimal_format(o->rule.min_delta[percent]).text,
                  percent ? " % of the best" : "");
}

void bigram_show_head(const void *result, struct sheet *s)
{
    const struct bigram_run *r = result;

    show_data(r, s);
    show_words(r, s);
    show_pairs(r, s);
    show_counts(r, s);
    sheet_why(s,
              "uniform guess %.4f (%.0f words)   floor %.4f (%.2f words): no "
              "scores lose less\n",
              r->uniform, (double)r->counts.V, r->floor, num_exp(r->floor));
    show_start(r, s);
    show_plan(r, s);
    sheet_why(s, "\n");
}

/* Why the rule stopped the run, and whether that was the end.  Of the way to
   the floor, from the start or from a uniform guess where a loaded model starts
   below it, a converged run has done at least half. */
static void show_stopped(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;
    double from = fmax(r->fit.start_loss, r->uniform), way = from - r->floor;
    double done = way > 0.0 ? 100.0 * (from - r->fit.loss) / way : 100.0;

    if (judge->last > judge->first)
        sheet_result(s, "the rule stopped the run, but its loss has grown: a "
                        "smaller --lr\n");
    else if (r->corpus.held_pairs > 0)
        sheet_result(s, "converged: the held-out loss improves no more\n");
    else if (done < 50.0)
        sheet_result(s,
                     "false convergence: the rule stopped the run after %.1f "
                     "%% of the way to the floor\n",
                     done);
    else
        sheet_result(s, "converged: the rule stopped the run\n");
}

/* Of the latest three changes of the fixed loss, how much it fell. */
static double recent(const struct bigram_run *r)
{
    const double *changes = r->past.changes;

    return (changes[0] + changes[1] + changes[2]) / 3.0;
}

/* How it stands with a run that went on to its last epoch. */
static void show_capped(const struct bigram_run *r, struct sheet *s)
{
    const struct fit_words *fit = &r->fit;
    const struct judge *judge = &fit->judge;
    double mean = recent(r);

    if (fit->loss > fit->start_loss)
        sheet_result(s, "cap reached, and it gets worse: a smaller --lr\n");
    else if (r->corpus.held_pairs > 0 && fit->held > 1.01 * judge->best)
        sheet_result(s,
                     "cap reached; overfitting: the held-out loss is %.1f %% "
                     "above its lowest, of epoch %.0f\n",
                     100.0 * (fit->held / judge->best - 1.0),
                     (double)judge->best_epoch + 1.0);
    else if (judge->measured < 3 ? fit->loss < fit->start_loss : mean > 0.001)
        sheet_result(s, "cap reached, still learning\n");
    else
        sheet_result(s, "cap reached, %s\n",
                     mean < -0.001 ? "and it gets worse: a smaller --lr"
                                   : "hardly learning any more");
}

/* One verdict, which cannot contradict itself. */
static void show_verdict(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;

    if (judge_diverged(judge)) {
        sheet_result(s, "Verdict: diverged\n");
        return;
    }
    sheet_result(s, "Verdict after %.0f epoch%s: ", (double)judge->measured,
                 judge->measured == 1 ? "" : "s");
    if (judge->verdict == JUDGE_STOPPED)
        show_stopped(r, s);
    else
        show_capped(r, s);
}

/* Both losses from first to last. */
static void show_fall(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;
    double first = judge->first, last = judge->last, mean = recent(r);
    double fall = num_fall(first, last), n = (double)judge->measured;

    if (judge->measured > 1)
        sheet_result(s,
                     "Running loss: %.4f in the first epoch, %.4f in the last: "
                     "%.1f %% %s, %.4f an epoch\n",
                     first, last, fabs(fall), fall >= 0.0 ? "less" : "more",
                     fabs(first - last) / (n - 1.0));
    if (judge->measured >= 3)
        sheet_result(
            s, "The last three changes of the fixed loss: %.4f %s an epoch\n",
            fabs(mean), mean >= 0.0 ? "less" : "more");
}

void bigram_show_result(const struct bigram_run *r, struct sheet *s)
{
    const struct fit_words *fit = &r->fit;
    bool held = r->corpus.held_pairs > 0;

    sheet_why(s, "Running: mean of the losses on the way, each before its "
                 "update. After: with the scores\n"
                 "fixed. Words: exp(After), as unsure as among so many. In "
                 "brackets: as counted\n");
    sheet_result(s,
                 "\nLoss with fixed scores: %.4f at the start, %.4f at the "
                 "end; uniform guess %.4f, floor %.4f\n",
                 fit->start_loss, fit->loss, r->uniform, r->floor);
    if (held)
        sheet_result(s, "Held out: %.4f at the start, %.4f at the end\n",
                     fit->start_held, fit->held);
    show_fall(r, s);
    if (bigram_run_watches(r))
        sheet_result(s, "Lowest %s loss %.4f at epoch %.0f\n",
                     held ? "held-out" : "running", fit->judge.best,
                     (double)fit->judge.best_epoch + 1.0);
    show_verdict(r, s);
}
