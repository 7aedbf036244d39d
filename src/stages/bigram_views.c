/* What bigram shows of its result, and of what it has learned. */
#include "stages/bigram_views.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>

enum { LISTED = 50, LONGEST = 20, CHECKED = 200, ALL_PAIRS = 200 };

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

    if (judge->verdict == JUDGE_INTERRUPTED)
        sheet_result(s, "interrupted\n");
    else if (fit->loss > fit->start_loss)
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

void bigram_views_result(const struct bigram_run *r, struct sheet *s)
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

/* The words after the one asked for: before, after, counted. */
static void show_word(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        {"", .width = -20, .style = COLUMN_WORD, .where = TABLE_TERMINAL},
        {"next word", .style = COLUMN_WORD, .where = TABLE_PAGE},
        {"before", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
        {"after", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
        {"counted", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
    };
    uint32_t top[BIGRAM_RUN_TOP], word = r->asked.word;
    uint32_t seen = bigram_run_seen(r, word);
    struct utf8_word name = bigram_run_shown(r, word, 60);
    char caption[400];
    const struct table table = {caption, columns, .n = 5, .level = SHEET_WHY,
                                .where = TABLE_TERMINAL | TABLE_PAGE};

    snprintf(caption, sizeof caption, "The most probable words after '%s'",
             name.text);
    sheet_why(s, "\nAfter '%s', ", name.text);
    if (seen > 0)
        sheet_why(s, "seen %.0f times\n", (double)seen);
    else
        sheet_why(s, "never trained: it leads no pair\n");
    sheet_head(s, &table);
    scores_predict(&r->scores, word, r->p);
    int n = bigram_run_top(r->p, r->counts.V, top, (int)r->options->top);
    for (int i = 0; i < n; i++) {
        double share = counts_share(&r->counts, (struct pair){word, top[i]});
        sheet_row(
            s, &table,
            (struct cell[]){{.text = bigram_run_shown(r, top[i], 20).text},
                            {.text = bigram_run_shown(r, top[i], 40).text},
                            {.x = r->asked.before[top[i]]},
                            {.x = r->p[top[i]]},
                            {.x = share}});
    }
    sheet_end(s, &table);
}

/* The pairs that the lesson expects above 0.2, one by one. */
static void show_expected(const struct bigram_run *r, struct sheet *s)
{
    if (r->options->text)
        return;
    sheet_why(s, "\nExpected pairs\n%-12s %9s  %-9s %6s\n", "", "learned",
              "above 0.2", "limit");
    for (int i = 0; i < BIGRAM_RUN_EXPECTED; i++) {
        const char *const *words = bigram_run_expected[i];
        struct pair pair = bigram_run_pair(r, words[0], words[1]);
        char label[40];
        if (pair.word == WORD_UNKNOWN)
            continue; /* only in lines that are held out */
        double p = bigram_run_probability(r, pair);
        double limit = counts_share(&r->counts, pair);
        snprintf(label, sizeof label, "%s -> %s", words[0], words[1]);
        sheet_why(s, "%-12s %9.3f  %-9s %6.3f%s\n", label, p,
                  p > 0.2 ? "yes" : "no", limit,
                  limit <= 0.2 ? "  above 0.2 only by jitter" : "");
    }
    sheet_why(s, "limit: the counted share, where training settles; single "
                 "steps jitter around it\n");
}

/* The lesson's word for a probability; its bands are made for ten words. */
static const char *band(double p)
{
    return p < 0.15   ? "guessing"
           : p < 0.25 ? "weak"
           : p < 0.35 ? "clear"
                      : "strong";
}

/* --follow */
static void show_follow(const struct bigram_run *r, struct sheet *s)
{
    struct pair pair = r->asked.follow;
    double limit = counts_share(&r->counts, pair), p = r->asked.followed;
    double uniform = 1.0 / r->counts.V;
    bool lesson = r->counts.V == 10;

    sheet_view(s, "\n%s -> %s: %.3f, limit %.3f",
               bigram_run_shown(r, pair.word, 30).text,
               bigram_run_shown(r, pair.next, 30).text, p, limit);
    if (bigram_run_seen(r, pair.word) == 0)
        sheet_view(s, ": never trained\n");
    else if (limit == uniform)
        sheet_view(s, ", which is the uniform guess\n");
    else
        sheet_view(s, ", %.1f %% of the way from a uniform guess%s%s\n",
                   100.0 * (p - uniform) / (limit - uniform),
                   lesson ? "; the lesson calls it " : "",
                   lesson ? band(p) : "");
}

/* A row's best three, where they are above one and a half times uniform. */
static void show_pattern(const struct bigram_run *r, struct sheet *s,
                         uint32_t word)
{
    uint32_t top[3], seen = bigram_run_seen(r, word);
    int shown = 0;

    sheet_view(s, "%s %6.0f ", utf8_word(bigram_run_word(r, word), 16, 16).text,
               (double)seen);
    if (seen == 0) {
        sheet_view(s, " never trained: it leads no pair\n");
        return;
    }
    scores_predict(&r->scores, word, r->p);
    int n = bigram_run_top(r->p, r->counts.V, top, 3);
    for (int i = 0; i < n; i++)
        if (r->p[top[i]] > 1.5 / r->counts.V)
            sheet_view(s, "%s %s %.3f", shown++ ? "," : "",
                       bigram_run_shown(r, top[i], 20).text, r->p[top[i]]);
    sheet_view(s, "%s\n", shown == 0 ? " nothing yet" : "");
}

/* --patterns */
static void show_patterns(const struct bigram_run *r, struct sheet *s)
{
    uint32_t V = r->counts.V, n = V < LISTED ? V : LISTED;

    sheet_view(s, "\nPatterns: the best three above 1.5 times uniform, %.3f\n",
               1.5 / V);
    sheet_view(s, "%-16s %6s\n", "after", "seen");
    for (uint32_t i = 0; i < n; i++)
        show_pattern(r, s, i);
    if (V > n)
        sheet_view(s, "and %.0f words more\n", (double)(V - n));
}

static const char *sign(double w)
{
    return w > 0.5    ? "+++"
           : w > 0.2  ? "++"
           : w < -0.5 ? "---"
           : w < -0.2 ? "--"
                      : ".";
}

/* --matrix */
static void show_matrix(const struct bigram_run *r, struct sheet *s)
{
    uint32_t chosen[MATRIX_MOST];
    int n = bigram_run_frequent(r, chosen);

    sheet_view(s, "\nThe scores: a row for the word, a column for the next\n");
    sheet_view(s, "%-10s %5s", "", "seen");
    for (int i = 0; i < n; i++)
        sheet_view(s, " %s",
                   utf8_word(bigram_run_word(r, chosen[i]), 5, -5).text);
    sheet_view(s, "\n");
    for (int i = 0; i < n; i++) {
        const char *word = bigram_run_word(r, chosen[i]);
        uint32_t seen = bigram_run_seen(r, chosen[i]);
        sheet_view(s, "%s %5.0f", utf8_word(word, 10, 10).text, (double)seen);
        scores_row(&r->scores, chosen[i], r->p);
        for (int k = 0; k < n; k++)
            sheet_view(s, " %5s", sign(r->p[chosen[k]]));
        sheet_view(s, "%s\n", seen == 0 ? "  never trained" : "");
    }
    sheet_view(s, "+++ above 0.5   ++ above 0.2   . near zero   -- below -0.2 "
                  "  --- below -0.5\n");
    if (r->counts.V > (uint32_t)n)
        sheet_view(s, "the %d most frequent of %.0f words\n", n,
                   (double)r->counts.V);
}

/* --generate: a sentence ends at a word that never leads a pair. */
static void show_sentences(const struct bigram_run *r, struct sheet *s)
{
    struct rng rng;

    rng_seed(&rng, (uint32_t)r->options->seed);
    sheet_view(s, "\nSentences drawn from the model, at most %d words\n",
               LONGEST);
    for (uint64_t k = 0; k < r->options->generate; k++) {
        uint32_t word = r->asked.word;
        sheet_view(s, "  %s", bigram_run_shown(r, word, 60).text);
        for (int i = 1; i < LONGEST && bigram_run_seen(r, word) > 0; i++) {
            scores_predict(&r->scores, word, r->p);
            word = (uint32_t)num_draw(r->p, r->counts.V, rng_double(&rng));
            sheet_view(s, " %s", bigram_run_shown(r, word, 60).text);
        }
        sheet_view(s, "\n");
    }
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

/* d loss / d score = (seen * p - count) / pairs, beside central differences;
   returns the greatest difference, NaN if one is. */
static double compare_gradient(const struct bigram_run *r, struct sheet *s,
                               double *z, uint32_t n)
{
    const double h = 1e-5;
    double seen = counts_seen(&r->counts, r->asked.word), worst = 0.0;

    for (uint32_t k = 0; k < n && !isnan(worst); k++) {
        double count = counts_of(&r->counts, (struct pair){r->asked.word, k});
        double formula = (seen * r->p[k] - count) / (double)r->corpus.pairs;
        double old = z[k];
        z[k] = old + h;
        double high = row_loss(r, z);
        z[k] = old - h;
        double central = (high - row_loss(r, z)) / (2.0 * h);
        z[k] = old;
        if (!(fabs(formula - central) <= worst))
            worst = fabs(formula - central);
        if (k < 10 && !isnan(worst))
            sheet_view(s, "%s %14.9f %18.9f\n",
                       utf8_word(bigram_run_word(r, k), 20, 20).text, formula,
                       central);
    }
    return worst;
}

/* --check-gradient */
static void show_gradient(const struct bigram_run *r, struct sheet *s)
{
    uint32_t V = r->counts.V, n = V < CHECKED ? V : CHECKED;
    double *z = malloc(V * sizeof *z), far = 0.0;

    if (!z)
        return;
    sheet_view(s,
               "\nThe gradient's formula beside (loss(w + h) - loss(w - h)) "
               "/ 2h, h = 1e-5, row '%s'\n",
               bigram_run_shown(r, r->asked.word, 30).text);
    scores_row(&r->scores, r->asked.word, z);
    for (uint32_t k = 0; k < V; k++)
        far = fmax(far, fabs(z[k]));
    if (far < 1e4) {
        sheet_view(s, "%-20s %14s %18s\n", "", "formula", "central difference");
        scores_predict(&r->scores, r->asked.word, r->p);
        double worst = compare_gradient(r, s, z, n);
        sheet_view(s, "%s: over %.0f words they differ by at most %.1e\n",
                   worst <= 1e-8 ? "They agree" : "They do not agree",
                   (double)n, worst);
    } else { /* h would be lost in them */
        sheet_view(s, "no check: scores of %.3g are too big\n", far);
    }
    free(z);
}

void bigram_views(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_options *o = r->options;

    show_word(r, s);
    show_expected(r, s);
    if (o->follow)
        show_follow(r, s);
    if (o->patterns)
        show_patterns(r, s);
    if (o->matrix)
        show_matrix(r, s);
    if (o->generate > 0)
        show_sentences(r, s);
    if (o->check_gradient)
        show_gradient(r, s);
}

/* Of many words only pairs that occur: a book does no work for the others. */
void bigram_views_pairs(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        {.name = "word", .style = COLUMN_WORD},
        {.name = "next", .style = COLUMN_WORD},
        {.name = "probability"},
        {.name = "counted"},
        {.name = "seen"},
    };
    const struct table table = {.columns = columns, .n = 5, .where = TABLE_CSV};
    bool all = r->counts.V <= ALL_PAIRS;

    if (!s->csv || !(s->levels & SHEET_RESULT))
        return;
    sheet_head(s, &table);
    for (uint32_t word = 0; word < r->counts.V; word++) {
        struct counts_row row = counts_row(&r->counts, word);
        if (all)
            scores_predict(&r->scores, word, r->p);
        else
            scores_slots(&r->scores, word, r->p);
        for (uint32_t i = 0, n = all ? r->counts.V : row.n; i < n; i++) {
            struct pair pair = {word, all ? i : row.next[i]};
            double count = all ? counts_of(&r->counts, pair) : row.count[i];
            if (all || count > 0.0)
                sheet_row(
                    s, &table,
                    (struct cell[]){{.text = bigram_run_word(r, pair.word)},
                                    {.text = bigram_run_word(r, pair.next)},
                                    {.x = r->p[i]},
                                    {.x = count},
                                    {.x = (double)bigram_run_seen(r, word)}});
        }
    }
}
