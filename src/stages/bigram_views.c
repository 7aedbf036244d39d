/* What bigram shows of its result, and of what it has learned. */
#include "stages/bigram_views.h"

#include "lesson/problem.h"
#include "stages/bigram_fit.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

enum { LISTED = 50, ALL_PAIRS = 200, FIGURES = 5 };

/* By how much the loss that is watched must come down to improve. */
static void say_improving(const struct judge *judge, struct sheet *s)
{
    const struct min_delta *least = &judge->rule.min_delta;
    bool percent = least->percent > 0.0;

    if (judge->measured > 1)
        sheet_result(
            s, "; improving: over %s%s below the last improvement",
            decimal_format(percent ? least->percent : least->amount).text,
            percent ? " % of the best" : "");
    sheet_result(s, ".");
}

/* What the columns are. */
static void show_legend(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;
    bool held = r->corpus.held_pairs > 0;

    sheet_result(s, "Running: loss in the epoch");
    if (held)
        sheet_result(s, ".");
    else
        say_improving(judge, s);
    sheet_result(s,
                 " After: at its end. Words: so many equally likely %ss "
                 "are as hard to guess.",
                 bigram_run_token(r));
    if (held) {
        sheet_result(s, " Held-out: loss on the held-out %ss",
                     bigram_run_unit(r));
        say_improving(judge, s);
    }
    sheet_result(s, "\n");
    if (counts_seen(&r->counts, r->asked.word) > 0)
        sheet_why(s, "In brackets: as counted\n");
}

/* How the loss with fixed scores ended. */
static void say_changes(const double changes[3], struct sheet *s)
{
    const double least = 0.00005; /* that four decimals show */
    double mean = (changes[0] + changes[1] + changes[2]) / 3.0;
    bool moves = false, turns = false;

    for (int i = 0; i < 3; i++) {
        moves |= fabs(changes[i]) >= least;
        turns |= (changes[i] > 0.0) != (mean > 0.0);
    }
    sheet_why(s, "The last three changes of the loss after the epoch: ");
    if (fabs(mean) < least)
        sheet_why(s, moves && turns ? "up and down\n" : "level\n");
    else
        sheet_why(s, "%.4f %s an epoch%s\n", fabs(mean),
                  mean > 0.0 ? "less" : "more", turns ? " on average" : "");
}

/* The losses from first to last. */
static void show_result(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;
    double first = judge->first, last = judge->last;
    double fall = num_fall(first, last), n = (double)judge->measured;
    bool held = r->corpus.held_pairs > 0;
    const char *here = judge_beats_memory(judge) ? "" : " in this run";

    sheet_result(s, "%6s %19.4f %9.2f\n", "floor", r->floor, num_exp(r->floor));
    show_legend(r, s);
    if (judge_diverged(judge))
        return;
    if (n > 1.0)
        sheet_why(s,
                  "Running loss: %.4f in the first epoch, %.4f in the last: ",
                  first, last);
    if (n > 1.0 && fabs(fall) < 0.05)
        sheet_why(s, "level\n");
    else if (n > 1.0)
        sheet_why(s, "%s%.1f %% %s, %.4g from epoch to epoch\n",
                  fall > 99.9 ? "more than " : "",
                  fall > 99.9 ? 99.9 : fabs(fall), fall > 0.0 ? "less" : "more",
                  fabs(first - last) / (n - 1.0));
    if (n > 2.0)
        say_changes(r->past.changes, s);
    if (held && r->lowest.epoch == 0)
        sheet_result(s, "Lowest held-out loss%s %.4f at the start\n", here,
                     r->lowest.held);
    else if (r->watches)
        sheet_result(s, "Lowest %s loss%s %.4f at epoch %.0f\n",
                     held ? "held-out" : "running", here, judge->best,
                     (double)judge->best_epoch + 1.0);
}

static void show_verdict(const struct bigram_run *r, struct sheet *s)
{
    if (judge_diverged(&r->fit.judge)) {
        sheet_tell(s, "Verdict: diverged\n");
        return;
    }
    sheet_tell(s, "Verdict after %s: %s.",
               number_count((double)r->fit.judge.measured, "epoch").text,
               bigram_fit_ending(r).text);
    if (r->end.state == BIGRAM_LEARNING)
        sheet_tell(s, " There each probability is its counted share.");
    sheet_tell(s, "\n");
}

/* The words after the one asked for, on the page: before, after, counted. */
static void show_word(const struct bigram_run *r, struct sheet *s,
                      const uint32_t *top, int n)
{
    static const struct column columns[] = {
        {"next word", .style = COLUMN_WORD},
        {"before", .style = COLUMN_PLAIN, .decimals = 3},
        {"after", .style = COLUMN_PLAIN, .decimals = 3},
        {"counted", .style = COLUMN_PLAIN, .decimals = 3},
    };
    uint32_t word = r->asked.word;
    char caption[400];
    const struct table table = {
        /* of none there is no share */
        caption, columns, .n = counts_seen(&r->counts, word) > 0.0 ? 4 : 3,
        .level = SHEET_TELL, .where = TABLE_PAGE};

    snprintf(caption, sizeof caption, "The most probable words after '%s'",
             bigram_run_shown(r, word, 60).text);
    sheet_head(s, &table);
    for (int i = 0; i < n; i++)
        sheet_row(
            s, &table,
            (struct cell[]){
                {.text = bigram_run_shown(r, top[i], 40).text},
                {.x = r->asked.before[top[i]]},
                {.x = r->asked.after[top[i]]},
                {.x = counts_share(&r->counts, (struct pair){word, top[i]})}});
    sheet_end(s, &table);
}

/* A word after the one asked for: at the start, learned, counted. */
static void say_word(const struct bigram_run *r, struct sheet *s, uint32_t next)
{
    const char *name = vocabulary_word(&r->corpus.words, next);
    struct pair pair = {r->asked.word, next};

    sheet_tell(s, "%s %7.3f %8.3f", utf8_word(name, 14, 14).text,
               r->asked.before[next], r->asked.after[next]);
    if (counts_seen(&r->counts, pair.word) > 0)
        sheet_tell(s, " %8.3f", counts_share(&r->counts, pair));
}

/* A pair that the lesson expects above 0.2: learned, counted. */
static void say_expected(const struct bigram_run *r, struct sheet *s,
                         const struct bigram_expected *e)
{
    struct number label;

    number_say(&label, "%s -> %s", bigram_run_shown(r, e->pair.word, 9).text,
               bigram_run_shown(r, e->pair.next, 9).text);
    int close = fabs(e->p - 0.2) < 0.0005; /* three digits would hide it */
    sheet_tell(s, "      %-14s %7.*f %8.3f", label.text, 3 + close, e->p,
               e->limit);
}

/* The pairs that the lesson expects, those of them that were not held out. */
static int find_expected(const struct bigram_run *r,
                         const struct bigram_expected *e[BIGRAM_RUN_EXPECTED])
{
    int n = 0;

    for (int i = 0; i < BIGRAM_RUN_EXPECTED && !r->options->frame.names.data;
         i++)
        if (r->expected[i].pair.word != WORD_UNKNOWN)
            e[n++] = &r->expected[i];
    return n;
}

/* How often the word asked for leads a pair. */
static void say_seen(const struct bigram_run *r, struct sheet *s)
{
    uint32_t word = r->asked.word;
    double seen = counts_seen(&r->counts, word);
    bool usual = seen > 0.0 && seen >= r->seen[word];

    sheet_say(s, usual ? SHEET_WHY : SHEET_TELL,
              seen > 0.0          ? "\nAfter '%s', seen %s%s\n"
              : r->seen[word] > 0 ? "\nAfter '%s', not trained on this text\n"
                                  : "\nAfter '%s', never trained: it leads no "
                                    "training pair\n",
              bigram_run_shown(r, word, 60).text,
              number_count(seen, "time").text,
              seen >= r->seen[word]      ? "" /* or before */
              : r->corpus.held_lines > 0 ? " in the training lines"
                                         : " in this text");
}

/* The most probable words after the one asked for, beside what the lesson
   expects. */
static void show_learned(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_expected *expected[BIGRAM_RUN_EXPECTED];
    uint32_t top[BIGRAM_RUN_TOP], word = r->asked.word;
    int n =
        bigram_run_top(r->asked.after, r->counts.V, top, (int)r->options->top);
    int pairs = find_expected(r, expected);
    struct number title;

    say_seen(r, s);
    bool counted = counts_seen(&r->counts, word) > 0;
    int gap = counted ? 0 : 9;
    number_say(&title, "After '%s'", bigram_run_shown(r, word, 6).text);
    sheet_tell(s, "%-14s %7s %8s%s", title.text, "start", "learned",
               counted ? "  counted" : "");
    if (pairs > 0)
        sheet_tell(s, "%*s      %-14s %7s %8s", gap, "", "Expected pair",
                   "learned", "counted");
    sheet_tell(s, "\n");
    for (int i = 0; i < n || i < pairs; i++) {
        if (i < n)
            say_word(r, s, top[i]);
        if (i < pairs)
            sheet_tell(s, "%*s", i < n ? gap : 40, "");
        if (i < pairs)
            say_expected(r, s, expected[i]);
        sheet_tell(s, "\n");
    }
    if (pairs > 0)
        sheet_why(
            s,
            "Expected: above 0.2. The loss is lowest at the counted shares.\n");
    show_word(r, s, top, n);
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

    double part = 100.0 * (p - uniform) / (limit - uniform);

    sheet_view(s, "\n%s -> %s: %.3f", bigram_run_shown(r, pair.word, 30).text,
               bigram_run_shown(r, pair.next, 30).text, p);
    if (counts_seen(&r->counts, pair.word) == 0) {
        sheet_view(s, r->seen[pair.word] > 0 ? ": not trained on this text\n"
                                             : ": never trained\n");
        return;
    }
    sheet_view(s, ", limit %.3f", limit);
    if (part >= 0.0 && part <= 100.0)
        sheet_view(s, ", %.1f %% of the way from a uniform guess", part);
    sheet_view(s, "%s%s\n", lesson ? "; the lesson calls it " : "",
               lesson ? band(p) : "");
}

/* --patterns: a row's best three, where they are above one and a half times
   uniform. */
static void show_patterns(const struct bigram_run *r, struct sheet *s)
{
    uint32_t V = r->counts.V, n = V < LISTED ? V : LISTED, top[3];
    double least = 1.5 / V;

    if (V == 1) {
        sheet_view(s, "\nPatterns: none, the only %s follows itself\n",
                   bigram_run_token(r));
        return;
    }
    sheet_view(
        s, "\nPatterns: of each %s the three most likely next, above %.3f\n",
        bigram_run_token(r), least);
    sheet_view(s, "%-16s %6s\n", "after", "seen");
    for (uint32_t word = 0; word < n; word++) {
        const char *between = "";
        sheet_view(s, "%s %6.0f ",
                   bigram_run_name(&r->corpus.words, word, 16, 16).text,
                   (double)r->seen[word]);
        if (r->seen[word] == 0) {
            sheet_view(s, " never trained: it leads no training pair\n");
            continue;
        }
        scores_predict(&r->scores, word, r->p);
        int found = bigram_run_top(r->p, V, top, 3);
        for (int i = 0; i < found && r->p[top[i]] > least; i++, between = ",")
            sheet_view(s, "%s %s %.3f", between,
                       bigram_run_shown(r, top[i], 20).text, r->p[top[i]]);
        sheet_view(s, "%s\n", *between == '\0' ? " none above it" : "");
    }
    if (V > n)
        sheet_view(s, "and %s more\n",
                   number_count((double)(V - n), bigram_run_token(r)).text);
}

static const char *sign(double w)
{
    return w > 0.5    ? "+++"
           : w > 0.2  ? "++"
           : w < -0.5 ? "---"
           : w < -0.2 ? "--"
                      : ".";
}

/* The scores between the words that lead most pairs, in order of id: chosen.
   Is there a word that leads none? */
static bool measure_matrix(const struct bigram_run *r, struct matrix *m,
                           uint32_t chosen[MATRIX_MOST])
{
    uint32_t V = r->counts.V;
    bool blank = false;

    for (uint32_t i = 0; i < V; i++)
        r->p[i] = (double)r->seen[i];
    int n = bigram_run_top(r->p, V, chosen, MATRIX_MOST);
    for (int i = 0; i < n; i++)
        r->p[chosen[i]] = -1.0;
    m->n = 0;
    for (uint32_t i = 0; i < V; i++)
        if (r->p[i] < 0.0)
            chosen[m->n++] = i;
    for (int i = 0; i < n; i++) {
        figure_name(m->name[i], bigram_run_shown(r, chosen[i], 60).text);
        m->blank[i] = r->seen[chosen[i]] == 0;
        blank |= m->blank[i];
        scores_row(&r->scores, chosen[i], r->p);
        for (int k = 0; k < n; k++)
            m->value[i][k] = r->p[chosen[k]];
    }
    return blank;
}

/* Some of the columns of the scores. */
enum { ACROSS = 10 };
static void show_block(const struct bigram_run *r, struct sheet *s,
                       const struct matrix *m, const uint32_t *chosen, int from)
{
    int to = from + ACROSS < m->n ? from + ACROSS : m->n;

    sheet_view(s, "%-10s %5s", "", "seen");
    for (int k = from; k < to; k++)
        sheet_view(s, " %s", utf8_word(m->name[k], 5, -5).text);
    sheet_view(s, "\n");
    for (int i = 0; i < m->n; i++) {
        sheet_view(s, "%s %5.0f", utf8_word(m->name[i], 10, 10).text,
                   (double)r->seen[chosen[i]]);
        for (int k = from; k < to; k++)
            sheet_view(s, " %5s", sign(m->value[i][k]));
        sheet_view(s, "\n");
    }
}

/* --matrix */
static void show_matrix(const struct bigram_run *r, struct sheet *s)
{
    uint32_t chosen[MATRIX_MOST];
    struct matrix m = {0};
    bool blank = measure_matrix(r, &m, chosen);

    sheet_view(s, "\nThe scores: a row for each %s, a column for the next\n",
               bigram_run_token(r));
    for (int from = 0; from < m.n; from += ACROSS)
        show_block(r, s, &m, chosen, from);
    sheet_view(s, "+++ above 0.5   ++ above 0.2   . near zero   -- below -0.2 "
                  "  --- below -0.5\n");
    if (blank)
        sheet_view(s, "seen 0: the word leads no training pair, so nothing "
                      "trained its row\n");
    if (r->counts.V > (uint32_t)m.n)
        sheet_view(s,
                   "Only the %d %ss that lead most pairs are shown, of %.0f.\n",
                   m.n, bigram_run_token(r), (double)r->counts.V);
}

/* The first word of a sentence: the one that was asked for, else as units
   begin, else the one that is looked at. */
static uint32_t draw_begin(const struct bigram_run *r, struct rng *rng)
{
    double sum = 0.0;

    for (uint32_t i = 0; i < r->counts.V; i++)
        sum += r->edges[i].begins;
    if (r->options->word || sum == 0.0)
        return r->asked.word;
    for (uint32_t i = 0; i < r->counts.V; i++)
        r->p[i] = r->edges[i].begins / sum;
    return (uint32_t)num_draw(r->p, r->counts.V, rng_double(rng));
}

/* Does a sentence end with the word?  As often as units do, and where the word
   never leads a pair. */
static bool draw_end(const struct bigram_run *r, uint32_t word, struct rng *rng)
{
    double ends = r->edges[word].ends, leads = r->seen[word];

    return leads == 0.0 ||
           (ends > 0.0 && rng_double(rng) < ends / (ends + leads));
}

/* --generate */
static void show_sentences(const struct bigram_run *r, struct sheet *s)
{
    const char *token = bigram_run_token(r);
    bool chars = r->cut.tokens == CORPUS_CHARS;
    int longest = chars ? 60 : 20;
    struct rng rng;

    rng_seed(&rng, (uint32_t)r->seed);
    sheet_view(s, "\nSentences that the model makes up, at most %d %ss each\n",
               longest, token);
    for (uint64_t k = 0; k < r->options->generate; k++) {
        uint32_t word = draw_begin(r, &rng);
        sheet_view(s, "  ");
        for (int i = 1;; i++) {
            const char *text = vocabulary_word(&r->corpus.words, word);
            sheet_view(s, "%s", utf8_word(text, 60, 0).text);
            if (i == longest || draw_end(r, word, &rng))
                break;
            sheet_view(s, "%s", chars ? "" : " ");
            scores_predict(&r->scores, word, r->p);
            word = (uint32_t)num_draw(r->p, r->counts.V, rng_double(&rng));
        }
        sheet_view(s, "\n");
    }
}

/* --check-gradient */
static void show_gradient(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_gradient *g = &r->gradient;

    sheet_view(s,
               "\nThe gradient of the scores after '%s', twice: by its "
               "formula, and by the\ncentral difference (loss(w + h) - "
               "loss(w - h)) / 2h with h = 1e-5\n",
               bigram_run_shown(r, r->asked.word, 30).text);
    if (g->n == 0) {
        sheet_view(s,
                   isfinite(g->far) ? "no check: scores of %.3g are too large\n"
                                    : "no check: scores are not finite\n",
                   g->far);
        return;
    }
    sheet_view(s, "%-20s %14s %18s\n", "", "formula", "central difference");
    for (uint32_t k = 0; k < g->n && k < BIGRAM_RUN_COMPARED; k++)
        sheet_view(s, "%s %14.9f %18.9f\n",
                   bigram_run_name(&r->corpus.words, k, 20, 20).text,
                   g->formula[k], g->central[k]);
    sheet_view(s, "%s: over %s they differ by at most %.1e\n",
               g->worst <= 1e-8 ? "They agree" : "They do not agree",
               number_count((double)g->n, bigram_run_token(r)).text, g->worst);
}

/* Of many words only pairs that occur: a book does no work for the others. */
static void show_pairs(const struct bigram_run *r, struct sheet *s)
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
            const struct cell cells[] = {
                {.text = vocabulary_word(&r->corpus.words, word)},
                {.text = vocabulary_word(&r->corpus.words, pair.next)},
                {.x = r->p[i]},
                {.x = count},
                {.x = r->seen[word]}};
            if (all || count > 0.0)
                sheet_row(s, &table, cells);
        }
    }
}

static void start(struct figure *f, const struct bigram_run *r,
                  enum axis_scale scale, const char *title, const char *x_label,
                  const char *y_label)
{
    const struct bigram_options *o = r->options;
    const char *text = problem_base(r->source);

    figure_start(f, scale, title, x_label, y_label);
    int n = snprintf(f->settings, sizeof f->settings, "%.*s, seed %.0f, lr %s",
                     (int)utf8_cut(text, 60), text, r->seed,
                     decimal_format(o->rule.lr).text);
    if (r->fit.judge.lr < o->rule.lr)
        snprintf(f->settings + n, sizeof f->settings - (size_t)n,
                 ", decayed to %.3g", r->fit.judge.lr);
}

/* A level whose name ends with its number. */
static void level(struct figure *f, const char *name, char sign, int decimals,
                  double y)
{
    figure_add(f, LOOK_LEVEL, sign, NULL, &y, 1, "%s %.*f", name, decimals, y);
}

/* Epochs, the losses falling, and how it ended. */
static void draw_timeline(struct figure *f, const struct bigram_run *r,
                          enum axis_scale scale)
{
    const struct judge *judge = &r->fit.judge;
    double end = (double)judge->measured;
    bool stopped = judge->verdict == JUDGE_STOPPED;

    start(f, r, scale, "losses", "epoch", "loss");
    figure_title(f,
                 "The loss goes from %.4f to %.4f in %s; no lower than %.4f "
                 "is possible",
                 r->sketch.after.first.y, r->fit.loss,
                 number_count(end, "epoch").text, r->floor);
    figure_curve(f, '*', &r->sketch.after, "after the epoch");
    figure_curve(f, 'o', &r->sketch.running, "on the way");
    if (r->corpus.held_pairs > 0)
        figure_curve(f, 'x', &r->sketch.held, "held-out %ss",
                     bigram_run_unit(r));
    level(f, "uniform guess", '=', 4, r->uniform);
    level(f, "floor", '-', 4, r->floor);
    figure_add(f, LOOK_UPRIGHT, '|', &end, NULL, 1,
               stopped ? "stopped at %.0f" : "end, %.0f", end);
    figure_note_curve(f, "After the epoch", &r->sketch.after);
    figure_note(f, stopped                         ? " The rule stopped it."
                   : r->options->rule.patience > 0 ? " The rule never fired."
                                                   : " No rule watched it.");
}

/* Where the followers settle: a level for each different share, with all words
   that have it. */
static void add_limits(struct figure *f, const struct bigram_run *r)
{
    const struct bigram_sketch *s = &r->sketch;
    uint32_t word = r->asked.follow.word;
    double share[BIGRAM_RUN_FOLLOW];

    for (int i = 0; i < s->n; i++)
        share[i] = counts_share(&r->counts, (struct pair){word, s->next[i]});
    for (int i = 0; i < s->n; i++) {
        struct number words = {"limit of"};
        bool again = false;
        for (int k = 0; k < i; k++)
            again = again || share[k] == share[i];
        for (int k = i; k < s->n && !again; k++)
            if (share[k] == share[i]) {
                struct number before = words;
                number_say(&words, "%s%s %s", before.text, k > i ? "," : "",
                           bigram_run_shown(r, s->next[k], 12).text);
            }
        if (!again)
            level(f, words.text, '-', 3, share[i]);
    }
}

/* Every follower of a word, on its way to its limit. */
static void draw_follow(struct figure *f, const struct bigram_run *r)
{
    static const char signs[BIGRAM_RUN_FOLLOW + 1] = "*ocdex";
    const struct bigram_sketch *s = &r->sketch;
    const struct curve *first = &s->follow[0];
    struct pair pair = r->asked.follow;
    bool trained = counts_seen(&r->counts, pair.word) > 0;

    start(f, r, AXIS_LINEAR, "follow", "epoch", "probability");
    struct number counted = {""};
    if (trained)
        number_say(&counted, "; as counted it is %.3f",
                   counts_share(&r->counts, pair));
    figure_title(f, "P(%s | %s) goes from %.3f to %.3f%s",
                 bigram_run_shown(r, pair.next, 12).text,
                 bigram_run_shown(r, pair.word, 12).text, first->first.y,
                 first->last.y, counted.text);
    for (int i = 0; i < s->n; i++) {
        struct utf8_word next = bigram_run_shown(r, s->next[i], 12);
        figure_curve(f, signs[i], &s->follow[i], "%s", next.text);
        figure_mark(f, "%.23s", next.text);
    }
    if (trained)
        add_limits(f, r);
    level(f, "uniform guess", '=', 3, 1.0 / r->counts.V);
    figure_widen(f, 1, 0.0);
    if (trained)
        figure_note(f,
                    "The probabilities of the words that follow '%s', and the "
                    "shares counted in the training %ss: there the loss is "
                    "lowest.",
                    bigram_run_shown(r, pair.word, 12).text,
                    bigram_run_unit(r));
    else
        figure_note(f, "The %s leads no training pair: nothing trains it.",
                    bigram_run_token(r));
}

/* The probabilities at the end beside the shares that were counted. */
static void draw_shares(struct figure *f, const struct bigram_run *r)
{
    const struct bigram_sketch *s = &r->sketch;
    struct pair pair = r->asked.follow;
    double miss = 0.0;

    start(f, r, AXIS_LINEAR, "shares", "the words that follow, one by one",
          "probability");
    figure_window(f, 0.4, s->n + 0.6, 0.0, 0.0);
    for (int i = 0; i < s->n; i++) {
        double x[3] = {i + 1.0, i + 1.0, (double)NAN}, y[3];
        pair.next = s->next[i];
        y[0] = s->follow[i].last.y;
        y[1] = y[2] = counts_share(&r->counts, pair);
        figure_widen(f, 1, 1.15 * fmax(y[0], y[1]));
        miss = fmax(miss, fabs(y[0] - y[1]));
        figure_add(f, LOOK_CONTOUR, ':', x, y, 2, "%s",
                   i == 0 ? "still to go" : "");
        figure_add(f, LOOK_POINTS, '*', x, y, 1, "%s",
                   i == 0 ? "probability" : "");
        figure_add(f, LOOK_POINTS, 'o', x, y + 1, 1, "%s",
                   i == 0 ? "counted share" : "");
        figure_mark(f, "%.23s", bigram_run_shown(r, s->next[i], 12).text);
    }
    figure_title(f,
                 "After '%s' the probabilities are up to %.3f away from the "
                 "counted shares",
                 bigram_run_shown(r, pair.word, 12).text, miss);
}

/* The highest of the scores that mean something. */
static void title_matrix(struct figure *f)
{
    const struct matrix *m = &f->matrix;
    int row = -1, column = 0;

    for (int i = 0; i < m->n; i++)
        for (int k = 0; k < m->n && !m->blank[i]; k++)
            if (row < 0 || m->value[i][k] > m->value[row][column]) {
                row = i;
                column = k;
            }
    if (row >= 0)
        figure_title(f,
                     "The highest score is %+.2f: after '%.40s' comes '%.40s'",
                     m->value[row][column], m->name[row], m->name[column]);
}

static void draw_matrix(struct figure *f, const struct bigram_run *r)
{
    uint32_t chosen[MATRIX_MOST];

    start(f, r, AXIS_LINEAR, "scores", "", "");
    bool blank = measure_matrix(r, &f->matrix, chosen);
    title_matrix(f);
    figure_note(
        f,
        "Each row is a word, each column a next word. A high score makes "
        "that word probable.%s%s",
        blank ? " Rows that are hatched never led a training pair: "
                "nothing trained them."
              : "",
        r->counts.V > MATRIX_MOST
            ? " Only the words that lead most pairs are shown."
            : "");
}

static void draw_loop(struct figure *f, const struct bigram_run *r)
{
    static const char *const steps[CYCLE_STEPS] = {
        "1 data", "2 forward pass", "3 loss", "4 gradient", "5 update, repeat"};
    struct cycle *c = &f->cycle;
    double pairs = (double)r->corpus.pairs, V = r->counts.V;
    const struct judge *judge = &r->fit.judge;

    figure_start(f, AXIS_LINEAR, "loop", "", "");
    figure_title(f, "%s: so often the loop goes round in an epoch",
                 number_count(pairs, "time").text);
    for (c->n = 0; c->n < CYCLE_STEPS; c->n++)
        figure_name(c->step[c->n], steps[c->n]);
    figure_name(c->words[0], number_count(pairs, "pair").text);
    snprintf(c->words[1], FIGURE_NAME, "p of %.0f %s%s", V, bigram_run_token(r),
             number_plural(V));
    snprintf(c->words[2], FIGURE_NAME, "-ln p, now %.4f", r->fit.loss);
    figure_name(c->words[3], "p - (1 or 0)");
    figure_name(c->words[4], "score -= lr * that");
    figure_note(
        f,
        "Once around for every pair: %.0f time%s in an epoch. There were %.0f "
        "epoch%s, the last at a rate of %.3g. The gradient of a score "
        "is its p. For the word that really came it is p - 1.",
        pairs, number_plural(pairs), (double)judge->measured,
        number_plural((double)judge->measured), judge->lr);
}

bool bigram_views(const void *result, struct sheet *s, struct fault *fault)
{
    const struct bigram_run *r = result;
    const struct bigram_options *o = r->options;
    struct figure *f = sheet_canvas(s, FIGURES, fault);
    bool drawn = f || !s->draws;

    show_result(r, s);
    if (f) {
        draw_timeline(&f[0], r, sheet_scale(s, AXIS_LINEAR));
        draw_follow(&f[1], r);
        draw_shares(&f[2], r);
        draw_matrix(&f[3], r);
        draw_loop(&f[4], r);
        drawn = sheet_figures(s, f, FIGURES, fault);
    }
    show_learned(r, s);
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
    show_pairs(r, s);
    show_verdict(r, s);
    return drawn;
}
