/* What bigram shows of what it has learned. */
#include "stages/bigram_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED = 50, LONGEST = 20, CHECKED = 200 };

int bigram_run_top(const struct bigram_run *run, const double *p, uint32_t *top,
                   int n)
{
    int found = 0;

    for (uint32_t k = 0; k < run->V; k++) {
        int at = found < n ? found++ : n;
        while (at > 0 && p[k] > p[top[at - 1]]) {
            if (at < n)
                top[at] = top[at - 1];
            at--;
        }
        if (at < n)
            top[at] = k;
    }
    return found;
}

/* The share of the way from a uniform guess to what the counts allow. */
static double share(const struct bigram_run *run, double p, double limit)
{
    double uniform = 1.0 / run->V;

    return (p - uniform) / (limit - uniform);
}

/* The words after the one looked at: before, after, counted. */
void bigram_view_word(const struct bigram_run *run)
{
    uint32_t top[100] = {0}, seen = bigram_run_seen(run, run->word);
    struct utf8_word word = bigram_run_shown(run, run->word, 60, 0);

    scores_predict(&run->scores, run->word, run->p);
    int n = bigram_run_top(run, run->p, top, (int)run->options->top);
    report_print(run->report, "\nAfter '%s', ", word.text);
    if (seen > 0)
        report_print(run->report, "seen %.0f times\n", (double)seen);
    else
        report_print(run->report, "never trained: it leads no pair\n");
    report_print(run->report, "%-20s %9s %9s %9s\n", "", "before", "after",
                 "counted");
    for (int i = 0; i < n; i++) {
        struct pair pair = {run->word, top[i]};
        report_print(run->report, "%s %9.3f %9.3f %9.3f\n",
                     bigram_run_shown(run, top[i], 20, 20).text,
                     run->before[top[i]], run->p[top[i]],
                     counts_share(&run->counts, pair));
    }
}

/* The pairs that the lesson expects above 0.2, one by one; returns how many
   are, or -1 where there are none. */
int bigram_view_expected(const struct bigram_run *run, bool print)
{
    const struct bigram_text *own = run->own;
    const struct vocabulary *words = &run->corpus.words;
    int passing = 0;

    if (run->options->text)
        return -1;
    if (print)
        report_print(run->report, "\nExpected pairs\n%-12s %9s  %-9s %6s\n", "",
                     "learned", "above 0.2", "limit");
    for (int i = 0; i < own->n_expected; i++) {
        const char *a = own->expected[i][0], *b = own->expected[i][1];
        struct pair pair = {vocabulary_find(words, a, strlen(a)),
                            vocabulary_find(words, b, strlen(b))};
        char label[40];
        if (pair.word == WORD_UNKNOWN || pair.next == WORD_UNKNOWN)
            continue; /* only in lines that are held out */
        scores_predict(&run->scores, pair.word, run->p);
        double p = run->p[pair.next], limit = counts_share(&run->counts, pair);
        passing += p > 0.2;
        snprintf(label, sizeof label, "%s -> %s", a, b);
        if (print)
            report_print(run->report, "%-12s %9.3f  %-9s %6.3f%s\n", label, p,
                         p > 0.2 ? "yes" : "no", limit,
                         limit <= 0.2 ? "  above 0.2 only by jitter" : "");
    }
    if (print)
        report_print(run->report,
                     "limit: the counted share, where training settles; single "
                     "steps jitter around it\n");
    return passing;
}

/* The lesson's word for a probability; its bands are made for ten words. */
static const char *band(double p)
{
    return p < 0.15   ? "guessing"
           : p < 0.25 ? "weak"
           : p < 0.35 ? "clear"
                      : "strong";
}

void bigram_view_follow(const struct bigram_run *run)
{
    double limit = counts_share(&run->counts, run->follow), p = run->followed;

    if (!run->options->follow)
        return;
    report_print(run->report, "\n%s -> %s: %.3f, limit %.3f",
                 bigram_run_shown(run, run->follow.word, 30, 0).text,
                 bigram_run_shown(run, run->follow.next, 30, 0).text, p, limit);
    if (bigram_run_seen(run, run->follow.word) == 0)
        report_print(run->report, ": never trained\n");
    else if (limit == 1.0 / run->V)
        report_print(run->report, ", which is the uniform guess\n");
    else if (run->V == 10)
        report_print(run->report,
                     ", %.1f %% of the way from a uniform guess; the lesson "
                     "calls it %s\n",
                     100.0 * share(run, p, limit), band(p));
    else
        report_print(run->report, ", %.1f %% of the way from a uniform guess\n",
                     100.0 * share(run, p, limit));
}

/* A row's best three, where they are above one and a half times uniform. */
static void show_pattern(const struct bigram_run *run, uint32_t word)
{
    uint32_t top[3] = {0}, seen = bigram_run_seen(run, word);
    int shown = 0;

    report_print(run->report, "%s %6.0f ",
                 bigram_run_shown(run, word, 16, 16).text, (double)seen);
    if (seen == 0) {
        report_print(run->report, " never trained: it leads no pair\n");
        return;
    }
    scores_predict(&run->scores, word, run->p);
    int n = bigram_run_top(run, run->p, top, 3);
    for (int i = 0; i < n; i++)
        if (run->p[top[i]] > 1.5 / run->V)
            report_print(run->report, "%s %s %.3f", shown++ ? "," : "",
                         bigram_run_shown(run, top[i], 20, 0).text,
                         run->p[top[i]]);
    report_print(run->report, "%s\n", shown == 0 ? " nothing yet" : "");
}

void bigram_view_patterns(const struct bigram_run *run)
{
    uint32_t n = run->V < LISTED ? run->V : LISTED;

    report_print(run->report,
                 "\nPatterns: the best three above 1.5 times uniform, %.3f\n"
                 "%-16s %6s\n",
                 1.5 / run->V, "after", "seen");
    for (uint32_t i = 0; i < n; i++)
        show_pattern(run, i);
    if (run->V > n)
        report_print(run->report, "and %.0f words more\n",
                     (double)(run->V - n));
}

static const char *sign(double w)
{
    return w > 0.5    ? "+++"
           : w > 0.2  ? "++"
           : w < -0.5 ? "---"
           : w < -0.2 ? "--"
                      : ".";
}

int bigram_run_frequent(const struct bigram_run *run,
                        uint32_t chosen[MATRIX_MOST])
{
    double *seen = run->p;
    int n;

    for (uint32_t i = 0; i < run->V; i++)
        seen[i] = (double)bigram_run_seen(run, i);
    n = bigram_run_top(run, seen, chosen, MATRIX_MOST);
    for (int i = 1; i < n; i++)
        for (int k = i; k > 0 && chosen[k] < chosen[k - 1]; k--) {
            uint32_t id = chosen[k];
            chosen[k] = chosen[k - 1];
            chosen[k - 1] = id;
        }
    return n;
}

void bigram_view_matrix(const struct bigram_run *run)
{
    uint32_t chosen[MATRIX_MOST] = {0};
    int n = bigram_run_frequent(run, chosen);

    report_print(run->report,
                 "\nThe scores: a row for the word, a column for "
                 "the next\n%-10s %5s",
                 "", "seen");
    for (int i = 0; i < n; i++)
        report_print(run->report, " %s",
                     bigram_run_shown(run, chosen[i], 5, -5).text);
    report_print(run->report, "\n");
    for (int i = 0; i < n; i++) {
        uint32_t seen = bigram_run_seen(run, chosen[i]);
        report_print(run->report, "%s %5.0f",
                     bigram_run_shown(run, chosen[i], 10, 10).text,
                     (double)seen);
        scores_row(&run->scores, chosen[i], run->p);
        for (int k = 0; k < n; k++)
            report_print(run->report, " %5s", sign(run->p[chosen[k]]));
        report_print(run->report, "%s\n", seen == 0 ? "  never trained" : "");
    }
    report_print(run->report,
                 "+++ above 0.5   ++ above 0.2   . near zero   -- below -0.2   "
                 "--- below -0.5\n");
    if (run->V > (uint32_t)n)
        report_print(run->report, "the %d most frequent of %.0f words\n", n,
                     (double)run->V);
}

/* A sentence from the model: it ends at a word that never leads a pair. */
static void generate(const struct bigram_run *run, struct rng *rng)
{
    uint32_t word = run->word;

    report_print(run->report, "  %s", bigram_run_shown(run, word, 60, 0).text);
    for (int i = 1; i < LONGEST && bigram_run_seen(run, word) > 0; i++) {
        double u = rng_double(rng);
        scores_predict(&run->scores, word, run->p);
        word = (uint32_t)num_draw(run->p, run->V, u);
        report_print(run->report, " %s",
                     bigram_run_shown(run, word, 60, 0).text);
    }
    report_print(run->report, "\n");
}

void bigram_view_generate(const struct bigram_run *run)
{
    struct rng rng;

    rng_seed(&rng, (uint32_t)run->options->seed);
    report_print(run->report,
                 "\nSentences drawn from the model, at most %d words\n",
                 LONGEST);
    for (uint64_t i = 0; i < run->options->generate; i++)
        generate(run, &rng);
}

/* The part of the mean loss that a row has: (seen * log-sum-exp - scores of
   its pairs) / pairs. */
static double row_loss(const struct bigram_run *run, const double *z)
{
    struct counts_row s = counts_row(&run->counts, run->word);
    double sum = 0.0;

    for (size_t i = 0; i < s.n; i++)
        sum += s.count[i] * z[s.next[i]];
    return (counts_seen(&run->counts, run->word) * num_log_sum_exp(z, run->V) -
            sum) /
           (double)run->corpus.pairs;
}

/* d loss / d score = (seen * p - count) / pairs, beside central differences;
   returns the greatest difference, NaN if one is. */
static double compare_gradient(const struct bigram_run *run, double *z,
                               uint32_t n)
{
    const double h = 1e-5;
    double worst = 0.0;

    for (uint32_t k = 0; k < n; k++) {
        struct pair pair = {run->word, k};
        double formula = (counts_seen(&run->counts, run->word) * run->p[k] -
                          counts_of(&run->counts, pair)) /
                         (double)run->corpus.pairs;
        double old = z[k];
        z[k] = old + h;
        double high = row_loss(run, z);
        z[k] = old - h;
        double central = (high - row_loss(run, z)) / (2.0 * h);
        z[k] = old;
        if (!(fabs(formula - central) <= worst))
            worst = fabs(formula - central);
        if (worst != worst)
            break;
        if (k < 10)
            report_print(run->report, "%s %14.9f %18.9f\n",
                         bigram_run_shown(run, k, 20, 20).text, formula,
                         central);
    }
    return worst;
}

void bigram_view_gradient(const struct bigram_run *run)
{
    uint32_t n = run->V < CHECKED ? run->V : CHECKED;
    double *z = malloc(run->V * sizeof *z);
    double far = 0.0;

    if (!z)
        return;
    report_print(
        run->report,
        "\nThe gradient's formula beside (loss(w + h) - loss(w - h)) / "
        "2h, h = 1e-5, row '%s'\n",
        bigram_run_shown(run, run->word, 30, 0).text);
    scores_row(&run->scores, run->word, z);
    for (uint32_t k = 0; k < run->V; k++)
        far = fabs(z[k]) > far ? fabs(z[k]) : far;
    if (!(far < 1e4)) { /* h would be lost in them */
        report_print(run->report, "no check: scores of %.3g are too big\n",
                     far);
        free(z);
        return;
    }
    report_print(run->report, "%-20s %14s %18s\n", "", "formula",
                 "central difference");
    scores_predict(&run->scores, run->word, run->p);
    double worst = compare_gradient(run, z, n);
    report_print(
        run->report, "%s: over %.0f words they differ by at most %.1e\n",
        worst <= 1e-8 ? "They agree" : "They do not agree", (double)n, worst);
    free(z);
}

static void csv_row(const struct bigram_run *run, struct report *report,
                    struct pair pair, double p, uint32_t count)
{

    report_csv(report, bigram_run_word(run, pair.word));
    report_print(report, ",");
    report_csv(report, bigram_run_word(run, pair.next));
    report_print(report, ",%s,%.0f,%.0f\n", decimal_format(p).text,
                 (double)count, (double)bigram_run_seen(run, pair.word));
}

/* The pairs of a row that occur; a book does no work for those that do not. */
static void csv_slots(const struct bigram_run *run, struct report *report,
                      uint32_t word)
{
    struct counts_row s = counts_row(&run->counts, word);

    scores_slots(&run->scores, word, run->p);
    for (uint32_t i = 0; i < s.n; i++)
        if (s.count[i] > 0)
            csv_row(run, report, (struct pair){word, s.next[i]}, run->p[i],
                    s.count[i]);
}

/* --format csv: all pairs of a small vocabulary, else those that occur. */
void bigram_view_csv(const struct bigram_run *run, struct report *report)
{
    if (report->silent)
        return;
    report_print(report, "word,next,probability,counted,seen\n");
    for (uint32_t word = 0; word < run->V; word++) {
        if (run->V > 200) {
            csv_slots(run, report, word);
            continue;
        }
        scores_predict(&run->scores, word, run->p);
        for (uint32_t k = 0; k < run->V; k++) {
            struct pair pair = {word, k};
            csv_row(run, report, pair, run->p[k],
                    counts_of(&run->counts, pair));
        }
    }
}
