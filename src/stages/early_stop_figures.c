/* The pictures of early-stop. */
#include "stages/early_stop_figures.h"

#include "lesson/line_figures.h"

#include "trainloop/decimal.h"

/* Where the rule stopped the run, and the epochs for which it had waited; of a
   run that it did not stop, where the cap did. */
static void add_window(struct figure *f, const struct judge *judge)
{
    double end = (double)judge->epoch, waited = (double)judge->waited;
    char name[FIGURE_NAME];

    if (judge->verdict == JUDGE_STOPPED) {
        snprintf(name, sizeof name, "waited %.0f epoch%s", waited,
                 judge->waited == 1 ? "" : "s");
        figure_band(f, name, ':', end - waited, end);
        snprintf(name, sizeof name, "stopped at %.0f", end);
        figure_upright(f, name, '|', end);
    } else if (judge->verdict == JUDGE_COMPLETED) {
        snprintf(name, sizeof name, "cap, %.0f", (double)judge->measured);
        figure_upright(f, name, '|', (double)judge->measured);
    }
}

/* What the rule sees: by how much every epoch is better than its reference. */
static void draw_gain(struct figure *f, const struct training *t)
{
    const struct stop_options *stop = t->stop;
    char name[FIGURE_NAME];

    figure_start(f, "What the rule sees", "epoch", "below the reference");
    f->y.scale = AXIS_LOG;
    line_figures_settings(f, t, true);
    if (stop->min_delta[1] > 0.0) { /* of the best so far: it falls, too */
        snprintf(name, sizeof name, "min-delta %.30s %%",
                 decimal_format(stop->min_delta[1]).text);
        figure_curve(f, name, '-', &t->sketch.wanted);
    } else {
        snprintf(name, sizeof name, "min-delta %.40s",
                 number_short(stop->min_delta[0]).text);
        figure_level(f, name, '-', stop->min_delta[0]);
    }
    figure_curve(f, "improvement", '*', &t->sketch.gain);
    add_window(f, &t->fit.judge);
    figure_note(f,
                "By how much the loss is below that of the last epoch that "
                "counted as better, the reference. Above min-delta the epoch "
                "counts, and the curve begins anew: hence the saw. %.0f epochs "
                "running that do not count stop the run",
                (double)stop->patience);
    if (stop->min_epochs > 0)
        figure_note(f, ", not before epoch %.0f", (double)stop->min_epochs);
    figure_note(f, ".");
}

int early_stop_figures(struct figure f[EARLY_STOP_FIGURES],
                       const struct early_stop *r, enum axis_scale scale)
{
    const struct training *t = &r->training;

    line_figures_loss(&f[0], t, scale);
    add_window(&f[0], &t->fit.judge);
    draw_gain(&f[1], t);
    line_figures_lines(&f[2], t, AXIS_LINEAR);
    if (!line_figures_valley(t))
        return 3;
    line_figures_path(&f[3], t, t->options->standardize);
    return 4;
}
