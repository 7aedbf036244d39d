/* Pictures of a run that learns the next word. */
#include "lesson/problem.h"
#include "stages/bigram_run.h"
#include "text/number.h"
#include "text/page.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

static void set_settings(struct figure *f, const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;
    const char *name = !o->text                    ? run->own->name
                       : strcmp(o->text, "-") == 0 ? "standard input"
                                                   : problem_base(o->text);

    snprintf(f->settings, sizeof f->settings, "%.60s, seed %.0f, lr %s%s", name,
             run->seed, decimal_format(o->lr).text,
             o->decay > 0.0 ? ", decaying" : "");
}

/* Epochs, the losses falling, and how it ended. */
static void draw_timeline(struct figure *f, const struct bigram_run *run,
                          enum axis_scale scale)
{
    const struct judge *t = &run->fit.judge;
    double end = (double)t->measured;
    bool stopped = t->verdict == JUDGE_STOPPED;
    char name[FIGURE_NAME];

    figure_start(f, "The timeline: losses, and where it ended", "epoch",
                 "loss");
    f->y.scale = scale;
    set_settings(f, run);
    figure_curve(f, "after the epoch", '*', &run->sketch.after);
    figure_curve(f, "on the way", 'o', &run->sketch.running);
    if (run->corpus.held_pairs > 0)
        figure_curve(f, "held-out lines", 'x', &run->sketch.held);
    snprintf(name, sizeof name, "uniform guess %.4f", run->uniform);
    figure_level(f, name, '=', run->uniform);
    snprintf(name, sizeof name, "floor %.4f", run->floor);
    figure_level(f, name, '-', run->floor);
    snprintf(name, sizeof name, stopped ? "stopped at %.0f" : "end, %.0f", end);
    figure_upright(f, name, '|', end);
    figure_note_curve(f, "After the epoch", &run->sketch.after);
    figure_note(f, stopped                      ? " The rule stopped it."
                   : run->options->patience > 0 ? " The rule never fired."
                                                : " No rule watched it.");
}

static void draw_pattern(struct figure *f, const struct bigram_run *run)
{
    const struct bigram_sketch *sketch = &run->sketch;
    double limit = counts_share(&run->counts, sketch->pair);
    char name[120];

    snprintf(name, sizeof name, "%.48s -> %.48s",
             bigram_run_shown(run, sketch->pair.word, 12, 0).text,
             bigram_run_shown(run, sketch->pair.next, 12, 0).text);
    figure_start(f, "A pattern grows to its limit", "epoch", "probability");
    set_settings(f, run);
    figure_curve(f, name, '*', &sketch->pattern);
    bool trained = bigram_run_seen(run, sketch->pair.word) > 0;
    snprintf(name, sizeof name, "limit, as counted %.3f", limit);
    if (trained)
        figure_level(f, name, '-', limit);
    snprintf(name, sizeof name, "uniform guess %.3f", 1.0 / run->V);
    figure_level(f, name, '=', 1.0 / run->V);
    figure_widen(f, 1, 0.0);
    figure_note(f, "The probability of the next word, from %.3f to %.3f. %s",
                sketch->pattern.first.y, sketch->pattern.last.y,
                trained ? "What is counted in the text is where it settles."
                        : "The word leads no pair: nothing trains it.");
}

static void draw_matrix(struct figure *f, const struct bigram_run *run)
{
    struct matrix *m = &f->matrix;
    uint32_t chosen[MATRIX_MOST] = {0};

    figure_start(f, "The scores of the next word", "", "");
    set_settings(f, run);
    m->n = bigram_run_frequent(run, chosen);
    for (int i = 0; i < m->n; i++) {
        figure_name(m->name[i], bigram_run_word(run, chosen[i]));
        m->blank[i] = bigram_run_seen(run, chosen[i]) == 0;
        scores_row(&run->scores, chosen[i], run->p);
        for (int k = 0; k < m->n; k++)
            m->value[i][k] = run->p[chosen[k]];
    }
    figure_note(f,
                "A row for the word, a column for the next: a high score makes "
                "it probable. Rows that are "
                "hatched never led a pair: nothing trained them.%s",
                run->V > (uint32_t)m->n ? " Only the most frequent words are "
                                          "shown."
                                        : "");
}

static void add_step(struct cycle *c, const char *step)
{
    snprintf(c->step[c->n++], FIGURE_NAME, "%s", step);
}

static void draw_loop(struct figure *f, const struct bigram_run *run)
{
    struct cycle *c = &f->cycle;
    double pairs = (double)run->corpus.pairs;

    figure_start(f, "The loop", "", "");
    snprintf(c->words[0], FIGURE_NAME, "%.0f pairs", pairs);
    add_step(c, "1 data");
    snprintf(c->words[1], FIGURE_NAME, "p of %.0f words", (double)run->V);
    add_step(c, "2 forward pass");
    snprintf(c->words[2], FIGURE_NAME, "-ln p, now %.4f", run->fit.loss);
    add_step(c, "3 loss");
    snprintf(c->words[3], FIGURE_NAME, "p - (1 or 0)");
    add_step(c, "4 gradient");
    snprintf(c->words[4], FIGURE_NAME, "score -= lr * that");
    add_step(c, "5 update, repeat");
    figure_note(f,
                "%.0f times around in an epoch, once for every pair; %.0f "
                "epoch%s, the last at a rate of %.3g. The gradient of a score "
                "is its p, less 1 if its word was the one that followed.",
                pairs, (double)run->fit.judge.measured,
                run->fit.judge.measured == 1 ? "" : "s", run->fit.judge.lr);
}

int bigram_figures(struct figure f[BIGRAM_FIGURES],
                   const struct bigram_run *run, enum axis_scale scale)
{
    draw_timeline(&f[0], run, scale);
    draw_pattern(&f[1], run);
    draw_matrix(&f[2], run);
    draw_loop(&f[3], run);
    return BIGRAM_FIGURES;
}

void bigram_page_word(struct report *page, const struct bigram_run *run)
{
    static const char *const titles[] = {"next word", "before", "after",
                                         "counted"};
    uint32_t top[5] = {0};
    char caption[400];

    scores_predict(&run->scores, run->word, run->p);
    int n = bigram_run_top(run, run->p, top, 5);
    snprintf(caption, sizeof caption, "The most probable words after '%s'",
             bigram_run_shown(run, run->word, 60, 0).text);
    page_table(page, caption);
    page_row(page, true, titles, 4);
    for (int i = 0; i < n; i++) {
        struct utf8_word word = bigram_run_shown(run, top[i], 40, 0);
        struct pair pair = {run->word, top[i]};
        double values[] = {run->before[top[i]], run->p[top[i]],
                           counts_share(&run->counts, pair)};
        char text[3][NUMBER_TEXT];
        for (int k = 0; k < 3; k++)
            snprintf(text[k], sizeof text[k], "%.3f", values[k]);
        const char *cells[] = {word.text, text[0], text[1], text[2]};
        page_row(page, false, cells, 4);
    }
    page_table_end(page);
}
