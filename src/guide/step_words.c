/* Single steps of the words. */
#include "guide/step_words.h"

#include "base/array.h"
#include "guide/screen.h"
#include "guide/source.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_C "src/words/bigram.c"

enum { MOST_WORDS = 10, LETTERS = 16 };

bool step_words_open(struct step_words *s, const struct bigram_options *o,
                     struct fault *fault)
{
    if (!bigram_run_open(&s->run, o, false, fault))
        return false;
    size_t V = s->run.counts.V;
    s->rows = array_zeros(V, sizeof *s->rows);
    s->taken = array_zeros(V, sizeof *s->taken);
    s->z = array_zeros(4 * V, sizeof *s->z);
    if (!s->rows || !s->taken || !s->z)
        return fault_memory(fault, 44.0 * (double)V, "the steps");
    s->p = s->z + V;
    s->after = s->p + V;
    s->e = s->after + V;
    return true;
}

static void forget(struct step_words *s)
{
    for (uint32_t w = 0; s->rows && w < s->run.counts.V; w++) {
        free(s->rows[w]);
        s->rows[w] = NULL;
    }
}

void step_words_close(struct step_words *s)
{
    forget(s);
    free(s->rows);
    free(s->taken);
    free(s->z);
    bigram_run_close(&s->run);
}

static void restart(struct step_words *s)
{
    forget(s);
    memset(s->taken, 0, s->run.counts.V * sizeof *s->taken);
    s->rng = s->run.rng;
    s->steps = 0;
}

/* The scores of a word's row, which are the run's before its first step. */
static double *row_of(struct step_words *s, uint32_t word, struct fault *fault)
{
    size_t V = s->run.counts.V;
    double **row = &s->rows[word];

    if (!*row && (*row = array_zeros(V, sizeof **row)))
        scores_row(&s->run.scores, word, *row);
    if (!*row)
        fault_memory(fault, 8.0 * (double)V, "the scores of a word");
    return *row;
}

static bool move(void *model, struct move *move,
                 const volatile sig_atomic_t *stop, struct fault *fault)
{
    struct step_words *s = model;
    uint32_t V = s->run.counts.V;
    uint64_t pairs = s->run.counts.pairs;

    if (move->fresh)
        restart(s);
    s->first = s->steps + 1;
    for (uint64_t i = 0; i < move->n; i++, s->steps++) {
        if (i > 0 && *stop)
            move->n = i + 1; /* the last one */
        if (s->steps % pairs == 0)
            scores_shuffle(&s->run.scores, &s->rng);
        s->pair = scores_pair(&s->run.scores, (size_t)(s->steps % pairs));
        double *row = row_of(s, s->pair.word, fault);
        if (!row)
            return false;
        memcpy(s->z, row, V * sizeof *row);
        s->loss =
            bigram_train(&(struct bigram){V, row},
                         &(struct pair){0, s->pair.next}, 1, move->lr, s->e);
        s->taken[s->pair.word]++;
    }
    s->move = *move;
    s->max = num_max(s->z, V);
    s->sum = num_sum(s->e, V);
    num_softmax(s->p, s->z, V);
    s->loss_after = num_softmax(s->after, s->rows[s->pair.word], V) -
                    s->rows[s->pair.word][s->pair.next];
    return true;
}

/* A thousand million scores moved at once; rows of a gigabyte, of which each
   step may need a new one. */
static double at_once(const void *model)
{
    const struct step_words *s = model;
    double V = s->run.counts.V, rows = 1.25e8 / V, most = 1e9 / V, n = 0.0;

    for (uint32_t w = 0; w < s->run.counts.V; w++)
        n += s->rows[w] != NULL;
    return floor(rows < V ? fmin(most, rows - n) : most);
}

/* ---- The screen ---- */

static struct utf8_word shown(const struct step_words *s, uint32_t id)
{
    return bigram_run_shown(&s->run, id, LETTERS);
}

static struct number count(uint64_t n)
{
    return number_group((double)n, 0);
}

/* Which step, and which pair. */
static void say_title(const struct step_words *s, struct screen *screen)
{
    uint64_t pairs = s->run.counts.pairs, last = s->steps - 1;
    bool many = s->steps > s->first;

    screen_say(screen,
               "Step%s %s%s%s, lr %s: pair %s of %s in epoch %s. After \"%s\" "
               "came \"%s\".",
               many ? "s" : "", many ? count(s->first).text : "",
               many ? " to " : "", count(s->steps).text,
               decimal_format(s->move.lr).text, count(last % pairs + 1).text,
               count(pairs).text, count(last / pairs + 1).text,
               shown(s, s->pair.word).text, shown(s, s->pair.next).text);
}

/* What the row knows yet. */
static void say_start(const struct step_words *s, struct screen *screen)
{
    const struct bigram_run *run = &s->run;
    bool load = run->options->frame.names.load;
    uint32_t taken = s->taken[s->pair.word] - 1;
    double low = 1.0, high = 0.0;
    struct number from, least, most;

    if (taken > 0)
        number_say(&from, "come from %s%s before",
                   load ? "the loaded model and " : "",
                   number_count(taken, "step").text);
    else
        number_say(&from, "are %s",
                   load                ? "the loaded model's"
                   : run->scores.dense ? "still random"
                                       : "still 0");
    for (uint32_t k = 0; k < run->counts.V; k++) {
        low = fmin(low, s->p[k]);
        high = fmax(high, s->p[k]);
    }
    number_say(&least, low < 0.0005 ? "%.2g" : "%.3f", low);
    number_say(&most, high < 0.0005 ? "%.2g" : "%.3f", high);
    bool same = strcmp(least.text, most.text) == 0;
    screen_say(screen, "The scores after \"%s\" %s: probabilit%s %s%s%s.",
               shown(s, s->pair.word).text, from.text, same ? "y" : "ies",
               least.text, same ? " each" : " to ", same ? "" : most.text);
}

/* Scores of any size in nine columns. */
static struct number score(double x)
{
    struct number n;

    return fabs(x) < 1000.0 ? *number_say(&n, "%9s", number_group(x, 4).text)
                            : *number_say(&n, "%9.3g", x);
}

static void say_word(const struct step_words *s, uint32_t k, double most,
                     struct screen *screen)
{
    enum { BAR = 16 };
    const double *row = s->rows[s->pair.word];
    int before = (int)(s->p[k] / most * BAR + 0.5);
    int after = (int)(s->after[k] / most * BAR + 0.5);
    int same = before < after ? before : after;
    double wanted = k == s->pair.next ? 1.0 : 0.0;
    char bar[BAR + 1];

    memset(bar, '=', sizeof bar);
    memset(bar + same, before < after ? '+' : '-',
           (size_t)(before + after - 2 * same));
    bar[before + after - same] = '\0';
    screen_say(screen, "%s %s %6.3f %6.0f %9s %s %6.3f%s%s",
               utf8_word(shown(s, k).text, 10, 10).text, score(s->z[k]).text,
               s->p[k], wanted, number_group(s->p[k] - wanted, 3).text,
               score(row[k]).text, s->after[k], *bar ? "  " : "", bar);
}

/* All words where they are at most so many; else the most probable and the one
   that came, and of the others the sums. */
static void say_row(const struct step_words *s, int rows, struct screen *screen)
{
    uint32_t V = s->run.counts.V, top[MOST_WORDS], next = s->pair.next;
    bool all = V <= (uint32_t)rows, has_next = all;
    int n = all ? (int)V : rows - 1;
    double p = 1.0, after = 1.0, most = 0.0;

    if (!all)
        bigram_run_top(s->p, V, top, n);
    for (int i = 0; i < n; i++) {
        top[i] = all ? (uint32_t)i : top[i];
        has_next = has_next || top[i] == next;
    }
    if (!has_next)
        top[n - 1] = next;
    for (int i = 0; i < n; i++) {
        p -= s->p[top[i]];
        after -= s->after[top[i]];
        most = fmax(most, fmax(s->p[top[i]], s->after[top[i]]));
    }
    screen_say(screen, "Next       score  prob. wanted  gradient new score  "
                       "prob.  + gained, - lost");
    for (int i = 0; i < n; i++)
        say_word(s, top[i], most, screen);
    if (!all)
        screen_say(screen, "%-10s %9s %6.3f %6d %9.3f %9s %6.3f", "the others",
                   "", fmax(p, 0.0), 0, fmax(p, 0.0), "", fmax(after, 0.0));
}

/* A number from 0 on: four decimals, or three digits where they show none. */
static struct number part(double x)
{
    struct number n;

    return *number_say(&n, x >= 0.001 ? "%.4f" : "%.3g", x);
}

/* 1 to 4, for the word that came. */
static void say_steps(const struct step_words *s, struct screen *screen)
{
    uint32_t next = s->pair.next;
    struct number z = number_group(s->z[next], 4), e = part(s->e[next]);
    struct number max = number_group(s->max, 4), p = part(s->p[next]);
    struct number after = number_group(s->rows[s->pair.word][next], 4), rate;

    number_say(&rate, "%s", decimal_format(s->move.lr).text);
    struct number highest; /* taken off first: the probabilities stay */
    number_say(&highest, "What happens to \"%s\" (top score %s)",
               shown(s, next).text, max.text);
    bool long_one = utf8_width(highest.text) > 44;
    screen_beside(screen, "The C that does it", "%.*s",
                  long_one ? (int)strcspn(highest.text, "(") - 1 : 99,
                  highest.text);
    screen_beside(screen, source_line(WORDS_C, "1 exp"),
                  "1 predict  exp(%s%s) = %s", z.text,
                  screen_minus(s->max, max).text, e.text);
    screen_beside(screen, source_line(WORDS_C, "1 sum"),
                  "           %s / sum %.4f = %s", e.text, s->sum, p.text);
    screen_beside(screen, source_line(WORDS_C, "2 loss"),
                  "2 loss     -ln %s = %s, that is", p.text,
                  part(s->loss).text);
    screen_beside(screen, source_line(WORDS_C, "2 product"),
                  "           %s%s + ln %.4f", max.text,
                  screen_minus(s->z[next], z).text, s->sum);
    screen_beside(screen, source_line(WORDS_C, "3 gradient"),
                  "3 gradient %s - 1 = %s", p.text,
                  number_group(s->p[next] - 1.0, 4).text);
    screen_beside(screen, source_line(WORDS_C, "4 update"),
                  "4 update   %s - %s * %s", z.text, rate.text, p.text);
    screen_beside(screen, source_line(WORDS_C, "4 next"),
                  "           + %s = %s", rate.text, after.text);
}

/* The probability of what came after a step at this rate: each score moves by
   -lr * (p - wanted). */
static double p_after(const struct step_words *s, double lr)
{
    uint32_t next = s->pair.next;
    double own = s->p[next] * num_exp(lr * (1.0 - s->p[next])), sum = own;

    for (uint32_t k = 0; k < s->run.counts.V; k++)
        sum += k == next ? 0.0 : s->p[k] * num_exp(-lr * s->p[k]);
    return own / sum;
}

/* Of 0.1, 1 and 10 the first rate above this one whose step shows: it moves a
   probability by 0.001; 0: none of them. */
static double rate_that_shows(const struct step_words *s)
{
    static const double rates[] = {0.1, 1.0, 10.0};
    double p = s->p[s->pair.next];

    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        if (rates[i] > s->move.lr && p_after(s, rates[i]) - p >= 0.001)
            return rates[i];
    return 0.0;
}

/* No other probability moves by more. */
static bool is_seen(const struct step_words *s)
{
    return s->after[s->pair.next] - s->p[s->pair.next] >= 0.001;
}

/* What has become of the pair. */
static struct screen_text result_of(const struct step_words *s)
{
    uint32_t V = s->run.counts.V, next = s->pair.next, fell = 0;
    const double *row = s->rows[s->pair.word];
    double rate = is_seen(s) ? 0.0 : rate_that_shows(s);
    struct number moves = {""}, remark = {""};
    struct screen_text text;

    for (uint32_t k = 0; k < V; k++)
        fell += row[k] < s->z[k];
    bool others = fell + 1 == V && row[next] > s->z[next];
    if (others && fell > 0)
        number_say(&moves, "It goes up, the %s%s down. ",
                   fell > 1 ? count(fell).text : "other word",
                   fell > 1 ? " others" : "");
    if (rate > 0.0)
        number_say(&remark, " No probability moves by 0.001: lr %s shows it.",
                   decimal_format(rate).text);
    else if (!is_seen(s))
        number_say(&remark, s->p[next] > 0.9
                                ? " Hardly anything is left to learn."
                                : " No probability moves by 0.001.");
    snprintf(text.text, sizeof text.text,
             "%sThe loss of this pair is %s (was %s).%s", moves.text,
             part(s->loss_after).text, part(s->loss).text, remark.text);
    return text;
}

/* The numbers of the step with all their digits. */
static void show_all(const struct step_words *s, struct screen *screen)
{
    uint32_t next = s->pair.next;
    const struct {
        const char *name;
        double x;
    } rows[] = {
        {"score before", s->z[next]},
        {"greatest score", s->max},
        {"exp(score - greatest)", s->e[next]},
        {"sum of those", s->sum},
        {"probability before", s->p[next]},
        {"loss before", s->loss},
        {"gradient", s->p[next] - 1.0},
        {"score after", s->rows[s->pair.word][next]},
        {"probability after", s->after[next]},
        {"loss after", s->loss_after},
        {"uniform guess", s->run.uniform},
        {"floor of the mean loss", s->run.floor},
    };

    screen_say(screen, "Step %s with all digits: \"%s\", then \"%s\"",
               count(s->steps).text, shown(s, s->pair.word).text,
               shown(s, next).text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        screen_say(screen, "%-22s %s", rows[i].name,
                   decimal_format(rows[i].x).text);
}

static void show(const void *model, struct report *out, bool more)
{
    const struct step_words *s = model;
    struct screen screen = {.out = out};

    if (more) {
        show_all(s, &screen);
        return;
    }
    say_title(s, &screen);
    say_start(s, &screen);
    struct screen_text result = result_of(s);
    /* its own title, eight rows of steps, the prompt */
    int left = SCREEN_ROWS - screen.rows - screen_rows(result.text) - 10;
    say_row(s, left < MOST_WORDS ? left : MOST_WORDS, &screen);
    say_steps(s, &screen);
    screen_say(&screen, "%s", result.text);
}

/* What shows, else a fast one or the lesson's. */
static double offer(const void *model)
{
    const struct step_words *s = model;
    double rate = is_seen(s) ? 0.0 : rate_that_shows(s);

    return rate > 0.0 ? rate : s->move.lr < 1.0 ? 1.0 : 0.1;
}

const struct walker step_words_walker = {
    .move = move,
    .at_once = at_once,
    .show = show,
    .offer = offer,
    .most = 100.0,
};
