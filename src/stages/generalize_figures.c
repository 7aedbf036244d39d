/* The pictures of generalize. */
#include "stages/generalize_figures.h"

#include "lesson/line_figures.h"

#include "trainloop/num.h"

#include <math.h>

enum { UNSEEN = GENERALIZE_UNSEEN, BINS = GENERALIZE_BINS };

static void draw_points(struct figure *f, const struct generalize *r,
                        enum axis_scale scale)
{
    line_figures_lines(f, &r->training, scale);
    if (r->training.set.held.n > 0)
        return; /* they are in it */
    for (int i = 0; i < UNSEEN; i++) {
        figure_widen(f, 0, generalize_unseen[i] - 5.0);
        figure_widen(f, 0, generalize_unseen[i] + 5.0);
        figure_widen(f, 1, r->test.y[i]);
    }
    figure_cloud(f, "never seen", 'x', generalize_unseen, r->test.y, UNSEEN);
}

/* How the mean errors of many test sets are spread, as counted. */
static void add_bars(struct figure *f, const struct generalize *r)
{
    double edges[BINS + 1], heights[BINS];

    for (int i = 0; i <= BINS; i++)
        edges[i] = generalize_edge(&r->test.band, i);
    edges[0] = fmin(edges[0], r->draws.least);
    edges[BINS] = fmax(edges[BINS], r->draws.most);
    for (int i = 0; i < BINS; i++)
        heights[i] = (double)r->draws.bin[i];
    figure_bars(f, "test sets", '#', edges, heights, BINS);
}

/* The same as chance alone would have it: a bell, 1 at its top. */
static void add_bell(struct figure *f, const struct band *band)
{
    enum { BELL = 101 };
    double x[BELL], y[BELL];

    for (int i = 0; i < BELL; i++) {
        double z = 8.0 * i / (BELL - 1) - 4.0;
        x[i] = fmax(0.0, band->mean + z * band->deviation);
        y[i] = num_exp(-0.5 * z * z);
    }
    figure_line(f, "chance alone", '*', x, y, BELL);
}

static void note_errors(struct figure *f, const struct generalize *r, bool many)
{
    figure_note(f,
                "The mean error of %.0f point%s, if nothing but chance is in "
                "it: %s +- %s (deviation); the band is twice that to either "
                "side. ",
                (double)r->test.points.n, r->test.points.n == 1 ? "" : "s",
                number_short(r->test.band.mean).text,
                number_short(r->test.band.deviation).text);
    if (many)
        figure_note(f,
                    "%.0f test sets of that size: what the bars are to the "
                    "right of the band's middle, the learned line lacks.%s",
                    (double)r->options->draws,
                    r->draws.most > generalize_edge(&r->test.band, BINS)
                        ? " The last bar holds all from its left end on."
                        : "");
    else
        figure_note(f, "One test set anywhere in the band proves little.");
}

static void draw_errors(struct figure *f, const struct generalize *r)
{
    const struct test *test = &r->test;
    bool many = r->draws.most > 0.0;
    char name[FIGURE_NAME];

    figure_start(f, "The mean error, and what chance makes of it",
                 r->training.set.has_truth ? "mean absolute error, EUR"
                                           : "mean absolute error",
                 many ? "test sets" : "how likely (1: most)");
    line_figures_settings(f, &r->training, true);
    figure_band(f, "mean +- 2 deviations", ':', test->low, test->high);
    if (test->band.deviation > 0.0 && many)
        add_bars(f, r);
    else if (test->band.deviation > 0.0)
        add_bell(f, &test->band);
    snprintf(name, sizeof name, "training %.30s",
             number_short(test->mae_train).text);
    figure_upright(f, name, '|', test->mae_train);
    snprintf(name, sizeof name, "test %.30s", number_short(test->mae).text);
    figure_upright(f, name, '!', test->mae);
    note_errors(f, r, many);
}

void generalize_figures(struct figure f[GENERALIZE_FIGURES],
                        const struct generalize *r, enum axis_scale scale)
{
    draw_points(&f[0], r, scale);
    draw_errors(&f[1], r);
}
