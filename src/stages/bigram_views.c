/* What bigram shows of what it has learned. */
#include "stages/bigram_views.h"

#include "stages/bigram_words.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>

enum { LISTED = 50, LONGEST = 20, CHECKED = 200, ALL_PAIRS = 200 };

/* The words after the one asked for: before, after, counted. */
static void show_word(const struct bigram_run *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {.title = "",
         .width = -20,
         .style = COLUMN_WORD,
         .where = TABLE_TERMINAL},
        {.title = "next word", .style = COLUMN_WORD, .where = TABLE_PAGE},
        {.title = "before", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
        {.title = "after", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
        {.title = "counted", .width = 9, .style = COLUMN_PLAIN, .decimals = 3},
    };
    struct table table = {.level = SHEET_WHY,
                          .columns = columns,
                          .n = 5,
                          .where = TABLE_TERMINAL | TABLE_PAGE};
    uint32_t top[100] = {0}, word = r->asked.word;
    double seen = (double)bigram_run_seen(r, word);
    struct utf8_word name = bigram_run_shown(r, word, 60, 0);
    char caption[400];

    snprintf(caption, sizeof caption, "The most probable words after '%s'",
             name.text);
    table.caption = caption;
    sheet_why(sheet, "\nAfter '%s', ", name.text);
    if (seen > 0.0)
        sheet_why(sheet, "seen %.0f times\n", seen);
    else
        sheet_why(sheet, "never trained: it leads no pair\n");
    sheet_head(sheet, &table);
    scores_predict(&r->scores, word, r->p);
    int n = bigram_words_top(r->p, r->counts.V, top, (int)r->options->top);
    for (int i = 0; i < n; i++)
        sheet_row(
            sheet, &table,
            (struct cell[]){
                {.text = bigram_run_shown(r, top[i], 20, 0).text},
                {.text = bigram_run_shown(r, top[i], 40, 0).text},
                {.x = r->asked.before[top[i]]},
                {.x = r->p[top[i]]},
                {.x = counts_share(&r->counts, (struct pair){word, top[i]})}});
    sheet_end(sheet, &table);
}

/* The pairs that the lesson expects above 0.2, one by one. */
static void show_expected(const struct bigram_run *r, struct sheet *sheet)
{
    const struct bigram_text *own = r->own;

    if (r->options->text)
        return;
    sheet_why(sheet, "\nExpected pairs\n%-12s %9s  %-9s %6s\n", "", "learned",
              "above 0.2", "limit");
    for (int i = 0; i < own->n_expected; i++) {
        const char *a = own->expected[i][0], *b = own->expected[i][1];
        struct pair pair = bigram_run_pair(r, a, b);
        char label[40];
        if (pair.word == WORD_UNKNOWN)
            continue; /* only in lines that are held out */
        double p = bigram_run_probability(r, pair);
        double limit = counts_share(&r->counts, pair);
        snprintf(label, sizeof label, "%s -> %s", a, b);
        sheet_why(sheet, "%-12s %9.3f  %-9s %6.3f%s\n", label, p,
                  p > 0.2 ? "yes" : "no", limit,
                  limit <= 0.2 ? "  above 0.2 only by jitter" : "");
    }
    sheet_why(sheet, "limit: the counted share, where training settles; single "
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
static void show_follow(const struct bigram_run *r, struct sheet *sheet)
{
    struct pair pair = r->asked.follow;
    double limit = counts_share(&r->counts, pair), p = r->asked.followed;
    double uniform = 1.0 / r->counts.V;
    double share = 100.0 * (p - uniform) / (limit - uniform);

    sheet_view(sheet, "\n%s -> %s: %.3f, limit %.3f",
               bigram_run_shown(r, pair.word, 30, 0).text,
               bigram_run_shown(r, pair.next, 30, 0).text, p, limit);
    if (bigram_run_seen(r, pair.word) == 0)
        sheet_view(sheet, ": never trained\n");
    else if (limit == uniform)
        sheet_view(sheet, ", which is the uniform guess\n");
    else if (r->counts.V == 10)
        sheet_view(sheet,
                   ", %.1f %% of the way from a uniform guess; the lesson "
                   "calls it %s\n",
                   share, band(p));
    else
        sheet_view(sheet, ", %.1f %% of the way from a uniform guess\n", share);
}

/* A row's best three, where they are above one and a half times uniform. */
static void show_pattern(const struct bigram_run *r, struct sheet *sheet,
                         uint32_t word)
{
    uint32_t top[3] = {0}, seen = bigram_run_seen(r, word);
    int shown = 0;

    sheet_view(sheet, "%s %6.0f ", bigram_run_shown(r, word, 16, 16).text,
               (double)seen);
    if (seen == 0) {
        sheet_view(sheet, " never trained: it leads no pair\n");
        return;
    }
    scores_predict(&r->scores, word, r->p);
    int n = bigram_words_top(r->p, r->counts.V, top, 3);
    for (int i = 0; i < n; i++)
        if (r->p[top[i]] > 1.5 / r->counts.V)
            sheet_view(sheet, "%s %s %.3f", shown++ ? "," : "",
                       bigram_run_shown(r, top[i], 20, 0).text, r->p[top[i]]);
    sheet_view(sheet, "%s\n", shown == 0 ? " nothing yet" : "");
}

/* --patterns */
static void show_patterns(const struct bigram_run *r, struct sheet *sheet)
{
    uint32_t V = r->counts.V, n = V < LISTED ? V : LISTED;

    sheet_view(sheet,
               "\nPatterns: the best three above 1.5 times uniform, %.3f\n"
               "%-16s %6s\n",
               1.5 / V, "after", "seen");
    for (uint32_t i = 0; i < n; i++)
        show_pattern(r, sheet, i);
    if (V > n)
        sheet_view(sheet, "and %.0f words more\n", (double)(V - n));
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
static void show_matrix(const struct bigram_run *r, struct sheet *sheet)
{
    uint32_t chosen[MATRIX_MOST] = {0};
    int n = bigram_run_frequent(r, chosen);

    sheet_view(sheet,
               "\nThe scores: a row for the word, a column for "
               "the next\n%-10s %5s",
               "", "seen");
    for (int i = 0; i < n; i++)
        sheet_view(sheet, " %s", bigram_run_shown(r, chosen[i], 5, -5).text);
    sheet_view(sheet, "\n");
    for (int i = 0; i < n; i++) {
        uint32_t seen = bigram_run_seen(r, chosen[i]);
        sheet_view(sheet, "%s %5.0f",
                   bigram_run_shown(r, chosen[i], 10, 10).text, (double)seen);
        scores_row(&r->scores, chosen[i], r->p);
        for (int k = 0; k < n; k++)
            sheet_view(sheet, " %5s", sign(r->p[chosen[k]]));
        sheet_view(sheet, "%s\n", seen == 0 ? "  never trained" : "");
    }
    sheet_view(sheet,
               "+++ above 0.5   ++ above 0.2   . near zero   -- below -0.2   "
               "--- below -0.5\n");
    if (r->counts.V > (uint32_t)n)
        sheet_view(sheet, "the %d most frequent of %.0f words\n", n,
                   (double)r->counts.V);
}

/* A sentence from the model: it ends at a word that never leads a pair. */
static void generate(const struct bigram_run *r, struct sheet *sheet,
                     struct rng *rng)
{
    uint32_t word = r->asked.word;

    sheet_view(sheet, "  %s", bigram_run_shown(r, word, 60, 0).text);
    for (int i = 1; i < LONGEST && bigram_run_seen(r, word) > 0; i++) {
        double u = rng_double(rng);
        scores_predict(&r->scores, word, r->p);
        word = (uint32_t)num_draw(r->p, r->counts.V, u);
        sheet_view(sheet, " %s", bigram_run_shown(r, word, 60, 0).text);
    }
    sheet_view(sheet, "\n");
}

/* --generate */
static void show_sentences(const struct bigram_run *r, struct sheet *sheet)
{
    struct rng rng;

    rng_seed(&rng, (uint32_t)r->options->seed);
    sheet_view(sheet, "\nSentences drawn from the model, at most %d words\n",
               LONGEST);
    for (uint64_t i = 0; i < r->options->generate; i++)
        generate(r, sheet, &rng);
}

/* The part of the mean loss that the row of the word asked for has: (seen *
   log-sum-exp - scores of its pairs) / pairs. */
static double row_loss(const struct bigram_run *r, const double *z)
{
    uint32_t word = r->asked.word;
    struct counts_row s = counts_row(&r->counts, word);
    double sum = 0.0;

    for (size_t i = 0; i < s.n; i++)
        sum += s.count[i] * z[s.next[i]];
    return (counts_seen(&r->counts, word) * num_log_sum_exp(z, r->counts.V) -
            sum) /
           (double)r->corpus.pairs;
}

/* d loss / d score = (seen * p - count) / pairs, beside central differences;
   returns the greatest difference, NaN if one is. */
static double compare_gradient(const struct bigram_run *r, struct sheet *sheet,
                               double *z, uint32_t n)
{
    const double h = 1e-5;
    double worst = 0.0;

    for (uint32_t k = 0; k < n; k++) {
        struct pair pair = {r->asked.word, k};
        double formula = (counts_seen(&r->counts, pair.word) * r->p[k] -
                          counts_of(&r->counts, pair)) /
                         (double)r->corpus.pairs;
        double old = z[k];
        z[k] = old + h;
        double high = row_loss(r, z);
        z[k] = old - h;
        double central = (high - row_loss(r, z)) / (2.0 * h);
        z[k] = old;
        if (!(fabs(formula - central) <= worst))
            worst = fabs(formula - central);
        if (worst != worst)
            break;
        if (k < 10)
            sheet_view(sheet, "%s %14.9f %18.9f\n",
                       bigram_run_shown(r, k, 20, 20).text, formula, central);
    }
    return worst;
}

/* --check-gradient */
static void show_gradient(const struct bigram_run *r, struct sheet *sheet)
{
    uint32_t V = r->counts.V, n = V < CHECKED ? V : CHECKED;
    double *z = malloc(V * sizeof *z);
    double far = 0.0;

    if (!z)
        return;
    sheet_view(sheet,
               "\nThe gradient's formula beside (loss(w + h) - loss(w - h)) / "
               "2h, h = 1e-5, row '%s'\n",
               bigram_run_shown(r, r->asked.word, 30, 0).text);
    scores_row(&r->scores, r->asked.word, z);
    for (uint32_t k = 0; k < V; k++)
        far = fabs(z[k]) > far ? fabs(z[k]) : far;
    if (!(far < 1e4)) { /* h would be lost in them */
        sheet_view(sheet, "no check: scores of %.3g are too big\n", far);
        free(z);
        return;
    }
    sheet_view(sheet, "%-20s %14s %18s\n", "", "formula", "central difference");
    scores_predict(&r->scores, r->asked.word, r->p);
    double worst = compare_gradient(r, sheet, z, n);
    sheet_view(sheet, "%s: over %.0f words they differ by at most %.1e\n",
               worst <= 1e-8 ? "They agree" : "They do not agree", (double)n,
               worst);
    free(z);
}

void bigram_views(const struct bigram_run *r, struct sheet *sheet)
{
    const struct bigram_options *o = r->options;

    show_word(r, sheet);
    show_expected(r, sheet);
    if (o->follow)
        show_follow(r, sheet);
    if (o->patterns)
        show_patterns(r, sheet);
    if (o->matrix)
        show_matrix(r, sheet);
    if (o->generate > 0)
        show_sentences(r, sheet);
    if (o->check_gradient)
        show_gradient(r, sheet);
}

static void pair_row(const struct bigram_run *r, struct sheet *sheet,
                     const struct table *table, struct pair pair, double p,
                     uint32_t count)
{
    sheet_row(sheet, table,
              (struct cell[]){{.text = bigram_run_word(r, pair.word)},
                              {.text = bigram_run_word(r, pair.next)},
                              {.x = p},
                              {.x = (double)count},
                              {.x = (double)bigram_run_seen(r, pair.word)}});
}

/* The pairs of a row that occur; a book does no work for those that do not. */
static void pair_slots(const struct bigram_run *r, struct sheet *sheet,
                       const struct table *table, uint32_t word)
{
    struct counts_row s = counts_row(&r->counts, word);

    scores_slots(&r->scores, word, r->p);
    for (uint32_t i = 0; i < s.n; i++)
        if (s.count[i] > 0)
            pair_row(r, sheet, table, (struct pair){word, s.next[i]}, r->p[i],
                     s.count[i]);
}

void bigram_views_pairs(const struct bigram_run *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {.name = "word", .style = COLUMN_WORD},
        {.name = "next", .style = COLUMN_WORD},
        {.name = "probability"},
        {.name = "counted"},
        {.name = "seen"},
    };
    const struct table table = {.columns = columns, .n = 5, .where = TABLE_CSV};
    uint32_t V = r->counts.V;

    if (!sheet->csv || !(sheet->levels & SHEET_RESULT))
        return;
    sheet_head(sheet, &table);
    for (uint32_t word = 0; word < V; word++) {
        if (V > ALL_PAIRS) {
            pair_slots(r, sheet, &table, word);
            continue;
        }
        scores_predict(&r->scores, word, r->p);
        for (uint32_t k = 0; k < V; k++) {
            struct pair pair = {word, k};
            pair_row(r, sheet, &table, pair, r->p[k],
                     counts_of(&r->counts, pair));
        }
    }
}
