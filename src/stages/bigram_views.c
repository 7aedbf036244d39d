/* What bigram shows of its result, and of what it has learned. */
#include "stages/bigram_views.h"

#include "lesson/problem.h"
#include "lesson/wording.h"
#include "stages/bigram_fit.h"
#include "stages/bigram_look.h"
#include "stages/bigram_table.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

enum { FIGURES = 5 };

/* Columns of the terminal, and a table of them. */
#define WORD(name, wide)                             \
    {                                                \
        name, .width = -(wide), .style = COLUMN_WORD \
    }
#define NUMBER(name, wide, places)                                         \
    {                                                                      \
        name, .width = (wide), .style = COLUMN_PLAIN, .decimals = (places) \
    }
#define TABLE(cells, count, shown)                          \
    {                                                       \
        .columns = (cells), .n = (count), .level = (shown), \
        .where = TABLE_TERMINAL                             \
    }

/* What the columns are. */
static void show_legend(const struct bigram_run *r, struct sheet *s)
{
    const struct judge *judge = &r->fit.judge;
    bool held = r->corpus.held_pairs > 0;

    sheet_result(s, "Loss: the mean of -ln of the probability of what came. "
                    "Running: while it learns; After: once more, at its end. "
                    "Words: as hard as a guess among so many.");
    if (judge->measured > 1 || held)
        sheet_result(s,
                     " Status: %s since the row before; improving: over %s "
                     "below the last improvement.",
                     held ? "Held-out" : "Running",
                     wording_delta(&judge->rule, "").text);
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

    bigram_table_row(r, s, NULL, "");
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
        sheet_why(s, "%s%.1f %% %s, %.4g from epoch to epoch%s\n",
                  fall > 99.9 ? "more than " : "",
                  fall > 99.9 ? 99.9 : fabs(fall), fall > 0.0 ? "less" : "more",
                  fabs(first - last) / (n - 1.0), n > 2.0 ? " on average" : "");
    if (n > 2.0)
        say_changes(r->past.changes, s);
    if (r->end.far && r->uniform <= r->fit.start_loss)
        sheet_why(s, "The way to the floor begins at the start.\n");
    unsigned level = r->end.state == BIGRAM_OVERFIT ? SHEET_WHY : SHEET_RESULT;
    if (held && r->lowest.epoch == 0)
        sheet_say(s, level, "Lowest held-out loss%s %.4f at the start\n", here,
                  r->lowest.held);
    else if (r->watches && judge->best_epoch + 1 < judge->measured)
        sheet_say(s, level, "Lowest %s loss%s %.4f at epoch %.0f\n",
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
    bool counted = counts_seen(&r->counts, r->asked.word) > 0;
    bool past = counted && r->asked.past != WORD_UNKNOWN &&
                r->fit.loss < r->fit.start_loss && r->corpus.held_lines == 0;
    if (past)
        sheet_tell(s, " '%s' is past its counted share: large steps overshoot.",
                   bigram_run_shown(r, r->asked.past, 12).text);
    else if (r->end.state == BIGRAM_LEARNING && counted &&
             r->corpus.held_lines == 0 && r->options->rule.patience == 0)
        sheet_tell(s, " At the floor each probability is its counted share.%s",
                   r->options->frame.names.data ||
                           r->uniform > r->fit.start_loss
                       ? ""
                       : " Only the last word counts.");
    sheet_tell(s, "\n");
}

/* How often the word asked for leads a pair. */
static void say_seen(const struct bigram_run *r, struct sheet *s)
{
    uint32_t word = r->asked.word;
    double seen = (double)counts_seen(&r->counts, word);
    bool most = seen >= (double)r->seen[word]; /* here, or before */
    bool usual = seen > 0.0 && most;

    sheet_say(s, usual ? SHEET_WHY : SHEET_BESIDE,
              seen > 0.0          ? "After '%s', seen %s%s\n"
              : r->seen[word] > 0 ? "After '%s', not trained on this text\n"
                                  : "After '%s', never trained: it leads no "
                                    "training pair\n",
              bigram_run_shown(r, word, 60).text,
              number_count(seen, "time").text,
              most                       ? ""
              : r->corpus.held_lines > 0 ? " in the training lines"
                                         : " in this text");
}

/* The most probable words after the one asked for: at the start, learned,
   counted; beside them the text, where it is short. */
static void show_learned(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_asked *asked = &r->asked;
    const struct bigram_quotes *quotes = &r->quotes;
    bool counted = counts_seen(&r->counts, asked->word) > 0;
    const struct rule *rule = &r->options->rule;
    bool room =
        rule->patience == 0 && !(rule->decay > 0.0) &&
        ((r->corpus.held_lines == 0 && !r->options->follow) || quotes->n <= 3);
    int rows = room ? quotes->n : 0; /* of them */
    struct number title;
    char caption[400];
    const struct column columns[] = {
        WORD(title.text, 14),
        NUMBER("start", 7, 3),
        NUMBER("learned", 8, 3),
        NUMBER(counted ? "counted" : NULL, 8, 3),
        {rows == 0                ? NULL
         : r->loaded_epochs > 0.0 ? "This text"
                                  : "Learned from",
         .width = -BIGRAM_RUN_QUOTE, .gap = 5, .style = COLUMN_WORD,
         .where = TABLE_TERMINAL},
    };
    const struct table table = {caption, columns, 5, .level = SHEET_BESIDE,
                                .where = TABLE_TERMINAL | TABLE_PAGE};

    say_seen(r, s);
    number_say(&title, "After '%s'", bigram_run_shown(r, asked->word, 6).text);
    snprintf(caption, sizeof caption, "The most probable %ss after '%s'",
             bigram_run_token(r), bigram_run_shown(r, asked->word, 60).text);
    sheet_head(s, &table);
    for (int i = 0; i < asked->tops || i < rows; i++) {
        static const struct cell none = {.text = ""};
        struct utf8_word name = {""}, quoted = {""};
        struct cell cells[5] = {none, none, none, none, none};
        if (i < asked->tops) {
            uint32_t next = asked->top[i];
            name = bigram_run_shown(r, next, 14);
            cells[1] = (struct cell){.x = asked->before[next]};
            cells[2] = (struct cell){.x = asked->after[next]};
            cells[3] = (struct cell){
                .x =
                    counts_share(&r->counts, (struct pair){asked->word, next})};
        }
        if (i < rows)
            quoted = utf8_word(quotes->text[i], BIGRAM_RUN_QUOTE, 0);
        cells[0] = (struct cell){.text = name.text};
        cells[4] = (struct cell){.text = quoted.text};
        sheet_row(s, &table, cells);
    }
    sheet_end(s, &table);
}

/* The pairs of the claim that all of them pass 0.2, but for those that were
   held out. */
static void show_expected(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        WORD("Expected pair", 14),
        NUMBER("learned", 7, 3),
        NUMBER("counted", 8, 3),
    };
    static const struct table table = TABLE(columns, 3, SHEET_WHY);

    if (r->options->frame.names.data)
        return;
    sheet_why(s, "\nPairs of which a common claim expects that they pass 0.2; "
                 "the loss is lowest at\nthe counted shares\n");
    sheet_head(s, &table);
    for (const struct bigram_expected *e = r->expected;
         e < r->expected + BIGRAM_RUN_EXPECTED; e++) {
        struct number label, p;
        if (e->pair.word == WORD_UNKNOWN)
            continue;
        number_say(&label, "%s -> %s",
                   bigram_run_shown(r, e->pair.word, 9).text,
                   bigram_run_shown(r, e->pair.next, 9).text);
        int close = fabs(e->p - 0.2) < 0.0005; /* three digits would hide it */
        number_say(&p, "%.*f", 3 + close, e->p);
        sheet_row(s, &table,
                  (struct cell[]){
                      {.text = label.text}, {.text = p.text}, {.x = e->limit}});
    }
}

/* --follow */
static void show_follow(const struct bigram_run *r, struct sheet *s)
{
    struct pair pair = r->asked.follow;
    double limit = counts_share(&r->counts, pair), p = r->asked.followed;
    double uniform = 1.0 / r->counts.V;

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
    sheet_view(s, "\n");
}

/* --patterns: a row's best three, where they are above one and a half times
   uniform. */
static void show_patterns(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        WORD("after", 16),
        NUMBER("seen", 6, 0),
        {"next", .width = -20, .gap = 2, .style = COLUMN_WORD},
    };
    static const struct table table = TABLE(columns, 3, SHEET_VIEW);
    uint32_t V = r->counts.V;
    double least = 1.5 / V;

    if (V == 1) {
        sheet_view(s, "\nPatterns: none, the only %s follows itself\n",
                   bigram_run_token(r));
        return;
    }
    sheet_view(
        s, "\nPatterns: of each %s the three most likely next, above %.3f\n",
        bigram_run_token(r), least);
    sheet_head(s, &table);
    for (uint32_t word = 0; word < V && word < BIGRAM_RUN_LISTED; word++) {
        const struct bigram_pattern *best = &r->look.patterns[word];
        char text[400] = "none above it";
        for (int i = 0, n = 0; i < best->n && best->p[i] > least; i++)
            n += snprintf(text + n, sizeof text - (size_t)n, "%s%s %.3f",
                          i > 0 ? ", " : "",
                          bigram_run_shown(r, best->next[i], 20).text,
                          best->p[i]);
        sheet_row(
            s, &table,
            (struct cell[]){{.text = bigram_run_shown(r, word, 16).text},
                            {.x = (double)r->seen[word]},
                            {.text = r->seen[word] > 0 ? text
                                                       : "never trained: "
                                                         "it leads no "
                                                         "training pair"}});
    }
    if (V > BIGRAM_RUN_LISTED)
        sheet_view(
            s, "and %s more\n",
            number_count((double)(V - BIGRAM_RUN_LISTED), bigram_run_token(r))
                .text);
}

/* --pairs: in the order of the text, each with its number; counts have none:
   then each different one. */
static void show_pairs(const struct bigram_run *r, struct sheet *s)
{
    const struct column columns[] = {
        NUMBER("Pair", 6, 0), NUMBER("id", 8, 0), WORD(bigram_run_token(r), 14),
        NUMBER("id", 8, 0),   WORD("next", 14),   NUMBER("counted", 8, 0),
    };
    const struct table table = TABLE(columns, 6, SHEET_VIEW);
    const struct counts *c = &r->counts;
    uint64_t all = c->order ? c->pairs : c->different;
    uint64_t n = all < BIGRAM_RUN_LISTED ? all : BIGRAM_RUN_LISTED;

    sheet_view(s, "\nThe %s, with ids, and how often each comes\n",
               c->order ? "training pairs in the order of the text"
                        : "different training pairs");
    sheet_head(s, &table);
    for (uint64_t i = 0; i < n; i++) {
        uint64_t slot = c->order ? c->order[i] : i;
        sheet_row(s, &table,
                  (struct cell[]){
                      {.x = (double)i + 1.0},
                      {.x = c->word[slot]},
                      {.text = bigram_run_shown(r, c->word[slot], 14).text},
                      {.x = c->next[slot]},
                      {.text = bigram_run_shown(r, c->next[slot], 14).text},
                      {.x = (double)c->count[slot]}});
    }
    if (all > n)
        sheet_view(s, "and %s more\n",
                   number_count((double)(all - n), "pair").text);
}

static const char *sign(double w)
{
    return w > 0.5    ? "+++"
           : w > 0.2  ? "++"
           : w < -0.5 ? "---"
           : w < -0.2 ? "--"
                      : ".";
}

/* Some of the columns of the scores. */
enum { ACROSS = 10 };
static void show_block(const struct bigram_run *r, struct sheet *s, int from)
{
    const struct matrix *m = &r->look.matrix;
    int n = m->n - from < ACROSS ? m->n - from : ACROSS;
    struct column columns[ACROSS + 2] = {WORD("", 10), NUMBER("seen", 5, 0)};
    const struct table table = TABLE(columns, n + 2, SHEET_VIEW);
    struct utf8_word names[ACROSS];

    for (int k = 0; k < n; k++) {
        names[k] = utf8_word(m->name[from + k], 5, 0);
        columns[k + 2] = (struct column){names[k].text, .width = 5};
    }
    sheet_head(s, &table);
    for (int i = 0; i < m->n; i++) {
        struct utf8_word name = utf8_word(m->name[i], 10, 0);
        struct cell cells[ACROSS + 2] = {
            {.text = name.text}, {.x = (double)r->seen[r->look.chosen[i]]}};
        for (int k = 0; k < n; k++)
            cells[k + 2].text = sign(m->value[i][from + k]);
        sheet_row(s, &table, cells);
    }
}

/* --matrix */
static void show_matrix(const struct bigram_run *r, struct sheet *s)
{
    const struct matrix *m = &r->look.matrix;

    sheet_view(s, "\nThe scores: a row for each %s, a column for the next\n",
               bigram_run_token(r));
    for (int from = 0; from < m->n; from += ACROSS)
        show_block(r, s, from);
    sheet_view(s, "+++ above 0.5   ++ above 0.2   . near zero   -- below -0.2 "
                  "  --- below -0.5\n");
    if (r->look.blank)
        sheet_view(s,
                   "seen 0: the %s leads no training pair, so nothing "
                   "trained its row\n",
                   bigram_run_token(r));
    if (r->counts.V > (uint32_t)m->n)
        sheet_view(s,
                   "Only the %d %ss that lead most pairs are shown, of %.0f.\n",
                   m->n, bigram_run_token(r), (double)r->counts.V);
}

/* --generate; a made-up sentence begins with a blank more than the lines on
   which it goes on. */
static void show_sentences(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_look *look = &r->look;
    bool chars = r->cut.tokens == CORPUS_CHARS, begins = true;

    sheet_view(s, "\nSentences that the model makes up, at most %d %ss each\n",
               bigram_look_longest(r), bigram_run_token(r));
    for (size_t i = 0; i < look->n; i++) {
        if (look->made[i] == WORD_END) {
            sheet_view(s, "\n");
            begins = true;
            continue;
        }
        const char *text = vocabulary_word(&r->corpus.words, look->made[i]);
        sheet_view(s, "%s%s",
                   begins  ? "  "
                   : chars ? ""
                           : " ",
                   utf8_word(text, 60, 0).text);
        begins = false;
    }
}

/* --check-gradient */
static void show_gradient(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        WORD("", 20),
        NUMBER("formula", 14, 9),
        NUMBER("central difference", 18, 9),
    };
    static const struct table table = TABLE(columns, 3, SHEET_VIEW);
    const struct bigram_gradient *g = &r->look.gradient;

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
    sheet_head(s, &table);
    for (uint32_t k = 0; k < g->n && k < BIGRAM_RUN_COMPARED; k++)
        sheet_row(s, &table,
                  (struct cell[]){{.text = bigram_run_shown(r, k, 20).text},
                                  {.x = g->formula[k]},
                                  {.x = g->central[k]}});
    sheet_view(s, "%s: over %s they differ by at most %.1e\n",
               g->worst <= 1e-8 ? "They agree" : "They do not agree",
               number_count((double)g->n, bigram_run_token(r)).text, g->worst);
}

/* Of many words only pairs that occur. */
static void list_pairs(const struct bigram_run *r, struct sheet *s)
{
    static const struct column columns[] = {
        {.name = "word", .style = COLUMN_WORD},
        {.name = "next", .style = COLUMN_WORD},
        {.name = "probability"},
        {.name = "counted"},
        {.name = "seen"},
    };
    const struct table table = {.columns = columns, .n = 5, .where = TABLE_CSV};
    const double *p = r->look.learned;
    bool all = r->look.all;

    if (!p || !(s->levels & SHEET_RESULT))
        return;
    sheet_head(s, &table);
    for (uint32_t word = 0; word < r->counts.V; word++) {
        struct counts_row row = counts_row(&r->counts, word);
        for (uint32_t i = 0, n = all ? r->counts.V : row.n; i < n; i++, p++) {
            struct pair pair = {word, all ? i : row.next[i]};
            double count =
                (double)(all ? counts_of(&r->counts, pair) : row.count[i]);
            const struct cell cells[] = {
                {.text = vocabulary_word(&r->corpus.words, word)},
                {.text = vocabulary_word(&r->corpus.words, pair.next)},
                {.x = *p},
                {.x = count},
                {.x = (double)r->seen[word]}};
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
    figure_title(f, "The loss goes from %.4f to %.4f in %s; the floor is %.4f",
                 r->sketch.after.first.y, r->fit.loss,
                 number_count(end, "epoch").text, r->floor);
    figure_curve(f, '*', &r->sketch.after, "after");
    figure_curve(f, 'o', &r->sketch.running, "running");
    if (r->corpus.held_pairs > 0)
        figure_curve(f, 'x', &r->sketch.held, "held-out %ss",
                     bigram_run_unit(r));
    level(f, "uniform guess", '=', 4, r->uniform);
    level(f, "floor", '-', 4, r->floor);
    figure_add(f, LOOK_UPRIGHT, '|', &end, NULL, 1,
               stopped ? "stopped at %.0f" : "end, %.0f", end);
    figure_note_curve(f, "After the epoch", &r->sketch.after);
}

/* Where the followers settle: a level for each different share, with the words
   that have it, as far as its name has room for them. */
static void add_limits(struct figure *f, const struct bigram_run *r)
{
    const struct bigram_sketch *s = &r->sketch;
    const double *share = s->share;

    for (int i = 0; i < s->n; i++) {
        struct number words = {"limit of"};
        int more = 0;
        bool again = false;
        for (int k = 0; k < i; k++)
            again = again || share[k] == share[i];
        for (int k = i; k < s->n && !again; k++)
            if (share[k] == share[i]) {
                struct utf8_word word = bigram_run_shown(r, s->next[k], 12);
                struct number before = words;
                if (k > i && strlen(before.text) + strlen(word.text) > 22)
                    more++;
                else
                    number_say(&words, "%s%s %s", before.text, k > i ? "," : "",
                               word.text);
            }
        struct number most = words;
        if (more > 0)
            number_say(&words, "%s, %d more", most.text, more);
        if (!again)
            level(f, words.text, '-', 3, share[i]);
    }
}

/* Does the curve of an earlier follower lie where that of i lies? */
static bool is_under(const struct bigram_sketch *s, int i)
{
    for (int k = 0; k < i; k++)
        if (fabs(s->follow[k].first.y - s->follow[i].first.y) < 0.01 &&
            fabs(s->follow[k].last.y - s->follow[i].last.y) < 0.01)
            return true;
    return false;
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
        if (!is_under(s, i)) /* else it is told from that in the list */
            figure_mark(f, "%s", next.text);
    }
    if (trained)
        add_limits(f, r);
    level(f, "uniform guess", '=', 3, 1.0 / r->counts.V);
    figure_widen(f, 1, 0.0);
    for (int i = 0; i < s->n; i++) /* and room for a name above it */
        figure_widen(f, 1, 1.12 * s->share[i]);
    if (trained)
        figure_note(f,
                    "The probabilities of the words that follow '%s', and the "
                    "shares counted in training: there the loss is lowest.",
                    bigram_run_shown(r, pair.word, 12).text);
    else
        figure_note(f, "The %s leads no training pair: nothing trains it.",
                    bigram_run_token(r));
}

/* The probabilities at the end beside the shares that were counted. */
static void draw_shares(struct figure *f, const struct bigram_run *r)
{
    const struct bigram_sketch *s = &r->sketch;
    struct pair pair = r->asked.follow;

    start(f, r, AXIS_LINEAR, "shares", "the words that follow, one by one",
          "probability");
    if (counts_seen(&r->counts, pair.word) == 0)
        figure_leave_out(f, "the word leads no training pair");
    figure_window(f, 0.4, s->n + 0.6, 0.0, 0.0);
    f->by_step = true;
    for (int i = 0; i < s->n; i++) {
        double x[3] = {i + 1.0, i + 1.0, (double)NAN}, y[3];
        y[0] = s->follow[i].last.y;
        y[1] = y[2] = s->share[i];
        figure_widen(f, 1, 1.15 * fmax(y[0], y[1]));
        figure_add(f, LOOK_CONTOUR, ':', x, y, 2, "%s",
                   i == 0 ? "still to go" : "");
        figure_add(f, LOOK_POINTS, '*', x, y, 1, "%s",
                   i == 0 ? "probability" : "");
        figure_add(f, LOOK_POINTS, 'o', x, y + 1, 1, "%s",
                   i == 0 ? "counted share" : "");
        figure_mark(f, "%s", bigram_run_shown(r, s->next[i], 12).text);
    }
    figure_title(f,
                 "After '%s' the probabilities are up to %.3f away from the "
                 "counted shares",
                 bigram_run_shown(r, pair.word, 12).text, s->apart);
}

/* The highest of the scores that mean something. */
static void title_matrix(struct figure *f, const int top[2])
{
    const struct matrix *m = &f->matrix;

    figure_title(f, "The highest score is %+.2f: after '%.40s' comes '%.40s'",
                 m->value[top[0]][top[1]], m->name[top[0]], m->name[top[1]]);
}

static void draw_matrix(struct figure *f, const struct bigram_run *r)
{
    const char *token = bigram_run_token(r);

    start(f, r, AXIS_LINEAR, "scores", "", "");
    f->matrix = r->look.matrix;
    title_matrix(f, r->look.top);
    figure_note(f,
                "Each row is a %s, each column a next %s. A high score makes "
                "that %s probable.%s",
                token, token, token,
                r->look.blank ? " Nothing trained the rows that never led a "
                                "training pair."
                              : "");
    if (r->counts.V > MATRIX_MOST)
        figure_note(f, " Only the %ss that lead most pairs are shown.", token);
}

static void draw_loop(struct figure *f, const struct bigram_run *r)
{
    static const char *const steps[CYCLE_STEPS] = {
        "1 data", "2 forward pass", "3 loss", "4 gradient", "5 update, repeat"};
    struct cycle *c = &f->cycle;
    double pairs = (double)r->corpus.pairs, V = r->counts.V;
    const struct judge *judge = &r->fit.judge;

    start(f, r, AXIS_LINEAR, "loop", "", "");
    figure_title(f, "The loop goes round %s in an epoch",
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
        "Once around for every pair: %.0f time%s in an epoch. The run took %s, "
        "the last at a rate of %.3g. The gradient of a score is its p. For the "
        "%s that really came it is p - 1.",
        pairs, number_plural(pairs),
        number_count((double)judge->measured, "epoch").text, judge->lr,
        bigram_run_token(r));
}

bool bigram_views(const void *result, struct sheet *s, struct fault *fault)
{
    const struct bigram_run *r = result;
    const struct bigram_options *o = r->options;
    struct figure *f = sheet_canvas(s, FIGURES, fault);
    bool drawn = f || !s->draws;

    show_result(r, s);
    show_learned(r, s);
    show_expected(r, s);
    if (f) {
        draw_timeline(&f[0], r, sheet_scale(s, AXIS_LINEAR));
        draw_follow(&f[1], r);
        draw_shares(&f[2], r);
        draw_matrix(&f[3], r);
        draw_loop(&f[4], r);
        drawn = sheet_figures(s, f, FIGURES, fault);
    }
    if (o->follow)
        show_follow(r, s);
    if (o->patterns)
        show_patterns(r, s);
    if (o->matrix)
        show_matrix(r, s);
    if (o->pairs)
        show_pairs(r, s);
    if (o->generate > 0)
        show_sentences(r, s);
    if (o->check_gradient)
        show_gradient(r, s);
    list_pairs(r, s);
    show_verdict(r, s);
    return drawn;
}
