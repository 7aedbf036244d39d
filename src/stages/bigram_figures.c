/* Pictures of a run that learns the next word. */
#include "stages/bigram_figures.h"

#include "lesson/problem.h"

#include "trainloop/decimal.h"

static void start(struct figure *f, const struct bigram_run *r,
                  const char *title, const char *x_label, const char *y_label)
{
    const struct bigram_options *o = r->options;

    figure_start(f, title, x_label, y_label);
    snprintf(f->settings, sizeof f->settings, "%.60s, seed %.0f, lr %s%s",
             problem_base(bigram_run_source(r)), r->seed,
             decimal_format(o->rule.lr).text,
             o->rule.decay > 0.0 ? ", decaying" : "");
}

/* A level whose name ends with its number. */
static void level(struct figure *f, const char *name, char sign, int decimals,
                  double y)
{
    char text[FIGURE_NAME];

    snprintf(text, sizeof text, "%s %.*f", name, decimals, y);
    figure_level(f, text, sign, y);
}

/* Epochs, the losses falling, and how it ended. */
static void draw_timeline(struct figure *f, const struct bigram_run *r,
                          enum axis_scale scale)
{
    const struct judge *judge = &r->fit.judge;
    double end = (double)judge->measured;
    bool stopped = judge->verdict == JUDGE_STOPPED;
    char name[FIGURE_NAME];

    start(f, r, "The timeline: losses, and where it ended", "epoch", "loss");
    f->y.scale = scale;
    figure_curve(f, "after the epoch", '*', &r->sketch.after);
    figure_curve(f, "on the way", 'o', &r->sketch.running);
    if (r->corpus.held_pairs > 0)
        figure_curve(f, "held-out lines", 'x', &r->sketch.held);
    level(f, "uniform guess", '=', 4, r->uniform);
    level(f, "floor", '-', 4, r->floor);
    snprintf(name, sizeof name, stopped ? "stopped at %.0f" : "end, %.0f", end);
    figure_upright(f, name, '|', end);
    figure_note_curve(f, "After the epoch", &r->sketch.after);
    figure_note(f, stopped                         ? " The rule stopped it."
                   : r->options->rule.patience > 0 ? " The rule never fired."
                                                   : " No rule watched it.");
}

static void draw_pattern(struct figure *f, const struct bigram_run *r)
{
    const struct curve *pattern = &r->sketch.pattern;
    struct pair pair = r->sketch.pair;
    bool trained = bigram_run_seen(r, pair.word) > 0;
    char name[120];

    snprintf(name, sizeof name, "%.48s -> %.48s",
             bigram_run_shown(r, pair.word, 12).text,
             bigram_run_shown(r, pair.next, 12).text);
    start(f, r, "A pattern grows to its limit", "epoch", "probability");
    figure_curve(f, name, '*', pattern);
    if (trained)
        level(f, "limit, as counted", '-', 3, counts_share(&r->counts, pair));
    level(f, "uniform guess", '=', 3, 1.0 / r->counts.V);
    figure_widen(f, 1, 0.0);
    figure_note(f, "The probability of the next word, from %.3f to %.3f. %s",
                pattern->first.y, pattern->last.y,
                trained ? "What is counted in the text is where it settles."
                        : "The word leads no pair: nothing trains it.");
}

static void draw_matrix(struct figure *f, const struct bigram_run *r)
{
    struct matrix *m = &f->matrix;
    uint32_t chosen[MATRIX_MOST];

    start(f, r, "The scores of the next word", "", "");
    m->n = bigram_run_frequent(r, chosen);
    for (int i = 0; i < m->n; i++) {
        figure_name(m->name[i], bigram_run_word(r, chosen[i]));
        m->blank[i] = bigram_run_seen(r, chosen[i]) == 0;
        scores_row(&r->scores, chosen[i], r->p);
        for (int k = 0; k < m->n; k++)
            m->value[i][k] = r->p[chosen[k]];
    }
    figure_note(f,
                "A row for the word, a column for the next: a high score makes "
                "it probable. Rows that are hatched never led a pair: nothing "
                "trained them.%s",
                r->counts.V > (uint32_t)m->n
                    ? " Only the most frequent words are shown."
                    : "");
}

static void draw_loop(struct figure *f, const struct bigram_run *r)
{
    static const char *const steps[CYCLE_STEPS] = {
        "1 data", "2 forward pass", "3 loss", "4 gradient", "5 update, repeat"};
    struct cycle *c = &f->cycle;
    double pairs = (double)r->corpus.pairs, V = r->counts.V;
    const struct judge *judge = &r->fit.judge;

    figure_start(f, "The loop", "", "");
    for (c->n = 0; c->n < CYCLE_STEPS; c->n++)
        figure_name(c->step[c->n], steps[c->n]);
    snprintf(c->words[0], FIGURE_NAME, "%.0f pairs", pairs);
    snprintf(c->words[1], FIGURE_NAME, "p of %.0f words", V);
    snprintf(c->words[2], FIGURE_NAME, "-ln p, now %.4f", r->fit.loss);
    figure_name(c->words[3], "p - (1 or 0)");
    figure_name(c->words[4], "score -= lr * that");
    figure_note(f,
                "%.0f times around in an epoch, once for every pair; %.0f "
                "epoch%s, the last at a rate of %.3g. The gradient of a score "
                "is its p, less 1 if its word was the one that followed.",
                pairs, (double)judge->measured, judge->measured == 1 ? "" : "s",
                judge->lr);
}

void bigram_figures(struct figure f[BIGRAM_FIGURES],
                    const struct bigram_run *run, enum axis_scale scale)
{
    draw_timeline(&f[0], run, scale);
    draw_pattern(&f[1], run);
    draw_matrix(&f[2], run);
    draw_loop(&f[3], run);
}
