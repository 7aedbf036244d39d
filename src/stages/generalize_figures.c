/* Pictures of the scores on what was never seen. */
#include "stages/generalize.h"
#include "text/number.h"

#include "trainloop/num.h"

#include <math.h>

static void draw_points(struct figure *f, const struct linreg_run *run,
                        const struct test *test, enum axis_scale scale)
{
    linreg_figure_lines(f, run, scale);
    if (run->set.held.n > 0)
        return; /* they are in it */
    for (int i = 0; i < UNSEEN; i++) {
        figure_widen(f, 0, generalize_unseen[i] - 5.0);
        figure_widen(f, 0, generalize_unseen[i] + 5.0);
        figure_widen(f, 1, test->y[i]);
    }
    figure_cloud(f, "never seen", 'x', generalize_unseen, test->y, UNSEEN);
}

/* How the mean errors of many test sets are spread: as counted, or as chance
   alone would have it, a bell (1 at its top). */
static void add_spread(struct figure *f, const struct test *test)
{
    enum { BELL = 101 };
    const struct band *band = &test->band;
    double x[BELL], y[BELL], edges[BINS + 1], heights[BINS];

    if (!(band->deviation > 0.0))
        return; /* nothing is left to chance */
    if (test->draws.most > 0.0) {
        for (int i = 0; i <= BINS; i++)
            edges[i] = generalize_edge(band, i);
        edges[0] = fmin(edges[0], test->draws.least);
        edges[BINS] = fmax(edges[BINS], test->draws.most);
        for (int i = 0; i < BINS; i++)
            heights[i] = (double)test->draws.bin[i];
        figure_bars(f, "test sets", '#', edges, heights, BINS);
        return;
    }
    for (int i = 0; i < BELL; i++) {
        double z = 8.0 * i / (BELL - 1) - 4.0;
        x[i] = fmax(0.0, band->mean + z * band->deviation);
        y[i] = num_exp(-0.5 * z * z);
    }
    figure_line(f, "chance alone", '*', x, y, BELL);
}

static void draw_errors(struct figure *f, const struct linreg_run *run,
                        const struct test *test)
{
    const struct band *band = &test->band;
    double two = 2.0 * band->deviation;
    bool many = test->draws.most > 0.0;
    char name[FIGURE_NAME];

    figure_start(f, "The mean error, and what chance makes of it",
                 run->set.has_truth ? "mean absolute error, EUR"
                                    : "mean absolute error",
                 many ? "test sets" : "how likely (1: most)");
    linreg_figure_settings(f, run, true);
    figure_band(f, "mean +- 2 deviations", ':', fmax(0.0, band->mean - two),
                band->mean + two);
    add_spread(f, test);
    snprintf(name, sizeof name, "training %.30s",
             number_short(test->mae_train).text);
    figure_upright(f, name, '|', test->mae_train);
    snprintf(name, sizeof name, "test %.30s", number_short(test->mae).text);
    figure_upright(f, name, '!', test->mae);
    figure_note(f,
                "The mean error of %.0f point%s, if nothing but chance is in "
                "it: %s +- %s (deviation); the band is twice that to either "
                "side. ",
                (double)test->points.n, test->points.n == 1 ? "" : "s",
                number_short(band->mean).text,
                number_short(band->deviation).text);
    if (many)
        figure_note(f,
                    "%.0f test sets of that size: what the bars are to the "
                    "right of the band's middle, the learned line lacks.%s",
                    (double)run->options->draws,
                    test->draws.most > generalize_edge(band, BINS)
                        ? " The last bar holds all from its left end on."
                        : "");
    else
        figure_note(f, "One test set anywhere in the band proves little.");
}

void generalize_figures(struct figure f[GENERALIZE_FIGURES],
                        const struct linreg_run *run, const struct test *test,
                        enum axis_scale scale)
{
    draw_points(&f[0], run, test, scale);
    draw_errors(&f[1], run, test);
}
