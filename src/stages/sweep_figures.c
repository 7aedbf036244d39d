/* Pictures of a sweep. */
#include "stages/sweep_figures.h"

#include "lesson/line_figures.h"
#include "text/number.h"

#include "trainloop/decimal.h"

#include <math.h>

static size_t drawn(const struct sweep *sweep)
{
    return sweep->n < SWEEP_DRAWN ? sweep->n : SWEEP_DRAWN;
}

static const char signs[SWEEP_DRAWN + 1] = "abcdefgh";

/* "1e-07, diverged at epoch 13" */
static void name_rate(char name[FIGURE_NAME], const struct sweep_row *row)
{
    if (row->judge.verdict == JUDGE_OVERFLOW)
        snprintf(name, FIGURE_NAME, "%s, diverged at epoch %.0f",
                 decimal_format(row->lr).text, (double)row->judge.epoch);
    else
        snprintf(name, FIGURE_NAME, "%s%s", decimal_format(row->lr).text,
                 judge_diverged(&row->judge) ? ", diverged" : "");
}

/* Where a rate diverges, the picture ends a little above the start: the others
   are to be seen. */
static void set_window(struct figure *f, const struct sweep *sweep)
{
    const struct training *t = &sweep->training;
    double first = sweep->rows[0].judge.first, least = t->bowl.floor;
    double epochs = 1.0;
    bool diverged = false;

    for (size_t i = 0; i < drawn(sweep); i++) {
        const struct curve *curve = &sweep->rows[i].sketch.loss;
        diverged = diverged || judge_diverged(&sweep->rows[i].judge);
        epochs = fmax(epochs, curve->last.x);
        least = fmin(least, curve->lowest.y);
    }
    least = f->y.scale == AXIS_LOG ? fmax(least, first * 1e-12) / 2.0 : 0.0;
    if (diverged && axis_takes(f->y.scale, 10.0 * first))
        figure_window(f, 0.0, epochs, least, 10.0 * first);
}

static void draw_curves(struct figure *f, const struct sweep *sweep,
                        enum axis_scale scale)
{
    const struct training *t = &sweep->training;
    char name[FIGURE_NAME];

    figure_start(f, "The loss at each rate", "epoch",
                 t->set.has_truth ? "mean squared error, EUR^2"
                                  : "mean squared error");
    f->y.scale = scale;
    line_figures_settings(f, t, false);
    set_window(f, sweep);
    for (size_t i = 0; i < drawn(sweep); i++) {
        name_rate(name, &sweep->rows[i]);
        figure_curve(f, name, signs[i], &sweep->rows[i].sketch.loss);
    }
    figure_level(f, "baseline", '=', t->bowl.baseline);
    figure_level(f, "floor", '-', t->bowl.floor);
    figure_note(f, "The critical rate is %s: higher ones diverge%s.%s",
                number_below(t->trained.critical, 4).text,
                f->window ? ", out of the picture" : "",
                sweep->n > SWEEP_DRAWN ? " The first eight rates are drawn."
                                       : "");
}

enum { WALL = 121, HOPS = 12 };

/* The first steps of a rate, as long as they stay in sight. */
static void add_hops(struct figure *f, const struct sweep_row *row, char sign)
{
    const struct trail *walls = &row->sketch.walls;
    size_t n = walls->n < HOPS ? walls->n : HOPS;
    char name[FIGURE_NAME];

    snprintf(name, sizeof name, "%s", decimal_format(row->lr).text);
    figure_line(f, name, sign, walls->x, walls->y, n);
}

/* Names the rates whose steps are too small to be seen. */
static void note_still(struct figure *f, const struct sweep *sweep,
                       double width)
{
    const char *before = " Too small to be seen here: ";

    for (size_t i = 0; i < drawn(sweep); i++) {
        const struct trail *walls = &sweep->rows[i].sketch.walls;
        size_t last = walls->n < HOPS ? walls->n : HOPS;
        if (last == 0 || fabs(walls->x[last - 1] - walls->x[0]) > 0.01 * width)
            continue;
        figure_note(f, "%s%s", before, decimal_format(sweep->rows[i].lr).text);
        before = ", ";
    }
    figure_note(f, "%s", *before == ',' ? "." : "");
}

/* A slice through the bowl: too great a rate climbs its walls. */
static void draw_walls(struct figure *f, const struct sweep *sweep)
{
    const struct training *t = &sweep->training;
    const struct bowl *bowl = &t->bowl;
    double best = bowl->best.slope, far = best - t->start.slope;
    double x[WALL], y[WALL], top = 0.0;

    figure_start(f, "The first steps, seen in the bowl", "slope", "loss");
    line_figures_settings(f, t, false);
    for (int i = 0; i < WALL; i++) {
        x[i] = best + 3.0 * far * (2.0 * i / (WALL - 1) - 1.0);
        struct line line = {x[i], t->start.intercept};
        struct forecast here = forecast_make(bowl, &line, 1.0);
        y[i] = forecast_loss(&here, 0.0);
        top = fmax(top, y[i]);
    }
    figure_window(f, fmin(x[0], x[WALL - 1]), fmax(x[0], x[WALL - 1]), 0.0,
                  top);
    figure_contour(f, "loss of this slope", x, y, WALL);
    for (size_t i = 0; i < drawn(sweep); i++)
        add_hops(f, &sweep->rows[i], signs[i]);
    figure_cloud(f, "start", 's', &t->start.slope, &sweep->rows[0].judge.first,
                 1);
    figure_note(f,
                "The first %d steps of each rate. A small rate creeps down "
                "one wall; one near the critical jumps from wall to wall; "
                "above it every jump lands higher.",
                HOPS - 1);
    note_still(f, sweep, 6.0 * fabs(far));
}

int sweep_figures(struct figure f[2], const struct sweep *sweep,
                  enum axis_scale scale)
{
    const struct training *t = &sweep->training;
    double far = t->bowl.best.slope - t->start.slope;

    draw_curves(&f[0], sweep, scale);
    /* over scaled x the intercept moves as well: no slice shows both */
    if (t->options->standardize || !t->bowl.unique || far == 0.0 ||
        !isfinite(sweep->rows[0].judge.first))
        return 1;
    draw_walls(&f[1], sweep);
    return 2;
}
