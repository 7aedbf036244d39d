/* What bigram shows: data, table, result. */
#include "stages/bigram_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED = 50 }; /* words, or pairs, of a list */

static void show_words(const struct bigram_run *run)
{
    uint32_t n = run->V < LISTED ? run->V : LISTED;
    int column = 0;

    report_print(run->report, "words:");
    for (uint32_t i = 0; i < n; i++) {
        struct utf8_word word = bigram_run_shown(run, i, 60, 0);
        int length = (int)strlen(word.text) + 1;
        column += length;
        if (column > 70) {
            report_print(run->report, "\n      ");
            column = length;
        }
        report_print(run->report, " %s", word.text);
    }
    if (run->V > n)
        report_print(run->report, " and %.0f more", (double)(run->V - n));
    report_print(run->report, "\n");
}

/* "the: cat 3, mat 2, dog 2 ...": the ten most frequent after the word that
   is looked at. */
static void show_counts(const struct bigram_run *run)
{
    struct counts_row s = counts_row(&run->counts, run->word);
    uint32_t top[10] = {0};
    int more = -10;

    for (uint32_t k = 0; k < run->V; k++)
        run->p[k] = 0.0;
    for (size_t i = 0; i < s.n; i++) {
        run->p[s.next[i]] = (double)s.count[i];
        more += s.count[i] > 0;
    }
    int n = bigram_run_top(run, run->p, top, 10);
    report_print(run->report,
                 "after '%s':", bigram_run_shown(run, run->word, 60, 0).text);
    for (int i = 0; i < n && run->p[top[i]] > 0.0; i++)
        report_print(run->report, "%s %s %.0f", i ? "," : "",
                     bigram_run_shown(run, top[i], 60, 0).text, run->p[top[i]]);
    if (more > 0)
        report_print(run->report, " and %d more", more);
    report_print(run->report, "%s\n", more == -10 ? " nothing, it ends" : "");
}

/* All pairs and how often they occur, word by word; of many the first. */
static void show_pairs(const struct bigram_run *run)
{
    int shown = 0, column = 99;

    report_print(run->report, "pairs:");
    for (uint32_t word = 0; word < run->V && shown < LISTED; word++) {
        struct counts_row s = counts_row(&run->counts, word);
        for (size_t i = 0; i < s.n && shown < LISTED; i++) {
            char text[300];
            if (s.count[i] == 0)
                continue;
            int length = snprintf(text, sizeof text, " %s %s %.0f,",
                                  bigram_run_shown(run, word, 30, 0).text,
                                  bigram_run_shown(run, s.next[i], 30, 0).text,
                                  (double)s.count[i]);
            column += length;
            if (column > 72 && shown > 0)
                report_print(run->report, "\n      ");
            column = column > 72 ? length : column;
            report_print(run->report, "%s", text);
            shown++;
        }
    }
    report_print(run->report, " %.0f in all\n",
                 (double)counts_different(&run->counts));
}

static void show_data(const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;
    const struct corpus *c = &run->corpus;

    report_print(run->report, "%s: %s lines, %s words, ",
                 !o->text                    ? run->own->name
                 : strcmp(o->text, "-") == 0 ? "standard input"
                                             : o->text,
                 number_group((double)c->lines, 0).text,
                 number_group((double)run->V, 0).text);
    report_print(run->report, "%s pairs, %s different   seed %.0f\n",
                 number_group((double)c->pairs, 0).text,
                 number_group((double)counts_different(&run->counts), 0).text,
                 run->seed);
    if (c->held_lines > 0)
        report_print(run->report,
                     "held out: %.0f lines with %.0f pairs, %.0f more with a "
                     "word that training never sees\n",
                     (double)c->held_lines, (double)c->held_pairs,
                     (double)c->held_unknown);
    if (run->unknown > 0)
        report_print(run->report,
                     "%.0f more pairs have a word that the model does not "
                     "know: left out\n",
                     (double)run->unknown);
    show_words(run);
    show_pairs(run);
    show_counts(run);
}

/* The words most likely at the start, from least to most. */
static void show_start(const struct bigram_run *run)
{
    double low = 1.0, high = 0.0;

    for (uint32_t k = 0; k < run->V; k++) {
        low = fmin(low, run->before[k]);
        high = fmax(high, run->before[k]);
    }
    report_print(run->report,
                 "%s every word may follow '%s': probabilities "
                 "%.3g to %.3g\n",
                 run->options->names.load ? "at the start" : "before training",
                 bigram_run_shown(run, run->word, 60, 0).text, low, high);
}

void bigram_show_head(const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;

    if (o->quiet)
        return;
    show_data(run);
    report_print(run->report,
                 "uniform guess %.4f (%.0f words)   floor %.4f (%.2f words): "
                 "no scores lose less\n",
                 run->uniform, (double)run->V, run->floor, num_exp(run->floor));
    show_start(run);
    report_print(run->report, "lr %s", decimal_format(o->lr).text);
    if (o->decay > 0.0)
        report_print(run->report, " * %s^epoch, at least %s",
                     decimal_format(o->decay).text,
                     decimal_format(fmin(o->min_lr, o->lr)).text);
    report_print(run->report, "   %s%.0f epoch%s   start: %s\n",
                 o->patience > 0 ? "at most " : "", (double)o->epochs,
                 o->epochs == 1 ? "" : "s",
                 o->names.load       ? o->names.load
                 : run->scores.dense ? "random scores"
                                     : "all scores 0");
    if (o->patience > 0)
        report_print(run->report,
                     "stops after %.0f epochs running whose %sloss improves by "
                     "no more than %s%s\n",
                     (double)o->patience,
                     run->corpus.held_pairs > 0 ? "held-out " : "running ",
                     decimal_format(o->min_delta[o->min_delta[1] > 0.0]).text,
                     o->min_delta[1] > 0.0 ? " % of the best" : "");
    report_print(run->report, "\n");
}

/* exp(loss), as unsure as among so many words. */
static char *show_perplexity(char text[NUMBER_TEXT], double loss)
{
    double words = num_exp(loss);

    snprintf(text, NUMBER_TEXT, words < 1e6 ? "%.2f" : "%.2g", words);
    return text;
}

void bigram_show_title(const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;
    char words[NUMBER_TEXT];

    report_print(run->report, "%6s %9s %9s %9s", "Epoch", "Running", "After",
                 "Words");
    if (run->corpus.held_pairs > 0)
        report_print(run->report, " %9s", "Held-out");
    if (o->decay > 0.0)
        report_print(run->report, " %9s", "Rate");
    report_print(run->report, "  Status");
    if (o->follow)
        report_print(run->report, "     P(%s | %s)",
                     bigram_run_shown(run, run->follow.next, 20, 0).text,
                     bigram_run_shown(run, run->follow.word, 20, 0).text);
    report_print(run->report,
                 "\n------------------------------------------------\n"
                 "%6s %9s %9.4f %9s",
                 "start", "", run->fit.loss,
                 show_perplexity(words, run->fit.loss));
    if (run->corpus.held_pairs > 0)
        report_print(run->report, " %9.4f", run->fit.held);
    if (o->follow)
        report_print(run->report, "%*s%.3f", o->decay > 0.0 ? 23 : 13, "",
                     run->followed);
    report_print(run->report, "\n");
}

/* The lesson's word for a change of the running loss. */
static const char *status(const struct bigram_run *run)
{
    const double *delta = run->options->min_delta, now = run->running[0];
    double least = delta[0] + delta[1] / 100.0 * now;
    double change = run->running[1] - now;

    if (run->fit.judge.measured < 2)
        return "";
    return change > least ? "improving" : change < -least ? "worse" : "stable";
}

/* One line: the most likely words after the one looked at. */
static void show_after(const struct bigram_run *run)
{
    uint32_t top[100] = {0}, seen = bigram_run_seen(run, run->word);
    double *p = malloc(run->V * sizeof *p);

    if (!p)
        return;
    scores_predict(&run->scores, run->word, p);
    int n = bigram_run_top(run, p, top, (int)run->options->top);
    report_print(run->report,
                 "       %s:", bigram_run_shown(run, run->word, 30, 0).text);
    for (int i = 0; i < n; i++) {
        struct pair pair = {run->word, top[i]};
        report_print(run->report, "%s %s %.3f", i ? "," : "",
                     bigram_run_shown(run, top[i], 30, 0).text, p[top[i]]);
        if (seen > 0)
            report_print(run->report, " (%.3f)",
                         counts_share(&run->counts, pair));
    }
    report_print(run->report, "\n");
    free(p);
}

void bigram_show_epoch(const struct bigram_run *run, uint64_t epoch,
                       double running)
{
    const struct bigram_options *o = run->options;

    char words[NUMBER_TEXT];

    report_print(run->report, "%6.0f %9.4f %9.4f %9s", (double)epoch, running,
                 run->fit.loss, show_perplexity(words, run->fit.loss));
    if (run->corpus.held_pairs > 0)
        report_print(run->report, " %9.4f", run->fit.held);
    if (o->decay > 0.0)
        report_print(run->report, " %9.4g", run->fit.judge.lr);
    if (o->follow)
        report_print(run->report, "  %-9s  %.3f", status(run), run->followed);
    else if (*status(run) != '\0')
        report_print(run->report, "  %s", status(run));
    report_print(run->report, "\n");
    if (!o->quiet)
        show_after(run);
}

void bigram_show_trace(struct bigram_run *run)
{
    struct example examples[100];

    if (run->options->claims_only || run->options->trace == 0)
        return;
    size_t n = scores_trace(&run->scores, &run->rng, run->fit.judge.lr,
                            examples, (size_t)run->options->trace);
    for (size_t i = 0; i < n; i++) {
        const struct example *e = &examples[i];
        report_print(run->report,
                     "       %s -> %s: p %.3f, loss %.4f, after the "
                     "step p %.3f\n",
                     bigram_run_shown(run, e->pair.word, 20, 0).text,
                     bigram_run_shown(run, e->pair.next, 20, 0).text, e->p,
                     e->loss, e->after);
    }
}

/* What share of the way to the floor is done, in per cent: from the start, or
   from a uniform guess where a loaded model starts below it. */
static double progress_made(const struct bigram_run *run)
{
    double from = fmax(run->fit.start_loss, run->uniform);

    return from > run->floor
               ? 100.0 * (from - run->fit.loss) / (from - run->floor)
               : 100.0;
}

/* Why the rule stopped the run, and whether that was the end. */
static void show_stopped(const struct bigram_run *run)
{
    const struct judge *t = &run->fit.judge;

    if (t->last > t->first)
        report_print(run->report, "the rule stopped the run, but its loss has "
                                  "grown: a smaller --lr\n");
    else if (run->corpus.held_pairs > 0)
        report_print(run->report, "converged: the held-out loss improves no "
                                  "more\n");
    else if (progress_made(run) < 50.0)
        report_print(run->report,
                     "false convergence: the rule stopped the run after "
                     "%.1f %% of the way to the floor\n",
                     progress_made(run));
    else
        report_print(run->report, "converged: the rule stopped the run\n");
}

/* One verdict, which cannot contradict itself. */
static void show_verdict(const struct bigram_run *run)
{
    const struct judge *t = &run->fit.judge;
    double mean = (run->changes[0] + run->changes[1] + run->changes[2]) / 3.0;

    if (judge_diverged(t)) {
        report_print(run->report, "Verdict: diverged\n");
        return;
    }
    report_print(run->report,
                 "Verdict after %.0f epoch%s: ", (double)t->measured,
                 t->measured == 1 ? "" : "s");
    if (t->verdict == JUDGE_STOPPED)
        show_stopped(run);
    else if (run->fit.loss > run->fit.start_loss)
        report_print(run->report,
                     "cap reached, and it gets worse: a smaller --lr\n");
    else if (run->corpus.held_pairs > 0 && run->fit.held > 1.01 * t->best)
        report_print(run->report,
                     "cap reached; overfitting: the held-out loss is %.1f %% "
                     "above its lowest, of epoch %.0f\n",
                     100.0 * (run->fit.held / t->best - 1.0),
                     (double)t->best_epoch + 1.0);
    else if (t->measured < 3 ? run->fit.loss < run->fit.start_loss
                             : mean > 0.001)
        report_print(run->report, "cap reached, still learning\n");
    else
        report_print(run->report, "cap reached, %s\n",
                     mean < -0.001 ? "and it gets worse: a smaller --lr"
                                   : "hardly learning any more");
}

/* Both losses from first to last. */
static void show_fall(const struct bigram_run *run)
{
    const struct judge *t = &run->fit.judge;
    double fall = num_fall(t->first, t->last), n = (double)t->measured;
    double mean = (run->changes[0] + run->changes[1] + run->changes[2]) / 3.0;

    if (t->measured > 1)
        report_print(run->report,
                     "Running loss: %.4f in the first epoch, %.4f in the last: "
                     "%.1f %% %s, %.4f an epoch\n",
                     t->first, t->last, fabs(fall),
                     fall >= 0.0 ? "less" : "more",
                     fabs(t->first - t->last) / (n - 1.0));
    if (t->measured >= 3)
        report_print(run->report,
                     "The last three changes of the fixed loss: %.4f %s an "
                     "epoch\n",
                     fabs(mean), mean >= 0.0 ? "less" : "more");
}

void bigram_show_result(const struct bigram_run *run)
{
    const struct judge *t = &run->fit.judge;

    if (!run->options->quiet)
        report_print(
            run->report,
            "Running: mean of the losses on the way, each before its "
            "update. After: with the scores\nfixed. Words: exp(After), "
            "as unsure as among so many. In brackets: as counted\n");
    report_print(run->report,
                 "\nLoss with fixed scores: %.4f at the start, %.4f at the "
                 "end; uniform guess %.4f, floor %.4f\n",
                 run->fit.start_loss, run->fit.loss, run->uniform, run->floor);
    if (run->corpus.held_pairs > 0)
        report_print(run->report,
                     "Held out: %.4f at the start, %.4f at the "
                     "end\n",
                     run->fit.start_held, run->fit.held);
    show_fall(run);
    if (bigram_run_watches(run))
        report_print(run->report, "Lowest %s loss %.4f at epoch %.0f\n",
                     run->corpus.held_pairs > 0 ? "held-out" : "running",
                     t->best, (double)t->best_epoch + 1.0);
    show_verdict(run);
}
