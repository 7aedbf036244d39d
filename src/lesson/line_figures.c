/* Pictures of a run that fits a line. */
#include "lesson/line_figures.h"

#include "lesson/wording.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void line_figures_settings(struct figure *f, const struct training *t,
                           bool rate)
{
    problem_settings(f, &t->set, &t->options->data);
    size_t used = strlen(f->settings);
    snprintf(f->settings + used, sizeof f->settings - used, "%s%s%s%s",
             rate ? ", lr " : "", rate ? decimal_format(t->lr).text : "",
             wording_descent(t).text,
             t->options->standardize ? ", standardized" : "");
}

void line_figures_loss(struct figure *f, const struct training *t,
                       enum axis_scale scale)
{
    figure_start(f, scale, "The loss, epoch by epoch", "epoch",
                 problem_unit(&t->set));
    line_figures_settings(f, t, true);
    figure_curve(f, '*', &t->sketch.loss, "loss");
    if (t->set.held.n > 0)
        figure_curve(f, 'o', &t->sketch.held, "held-out loss");
    figure_add(f, LOOK_LEVEL, '=', NULL, &t->bowl.baseline, 1, "baseline %s",
               number_short(t->bowl.baseline).text);
    figure_add(f, LOOK_LEVEL, '-', NULL, &t->bowl.floor, 1, "floor %s",
               number_short(t->bowl.floor).text);
    figure_note_curve(f, "Loss", &t->sketch.loss);
}

/* The points, with x as it came. */
static void add_points(struct figure *f, const struct dataset *set,
                       const char *name, char sign, const struct points *points)
{
    double *x = malloc(points->n * sizeof *x);

    for (size_t i = 0; x && i < points->n; i++)
        x[i] = points_original(set, points->x[i]);
    if (x)
        figure_add(f, LOOK_POINTS, sign, x, points->y, points->n, "%s", name);
    f->failed = f->failed || !x;
    free(x);
}

/* A line from side to side; what is far from the points does not stretch the
   picture. */
static void add_line(struct figure *f, const struct bowl *bowl,
                     const char *name, char sign, const struct line *line)
{
    double far = 2.0 * fmax(bowl->y_high - bowl->y_low, fabs(bowl->y_high));
    const char *where = ", far outside";
    char label[FIGURE_NAME];

    for (int i = 0; i < 2; i++) {
        double y = line_predict(line, f->range[0][i]);
        if (!(y > bowl->y_low - far && y < bowl->y_high + far))
            continue;
        figure_widen(f, 1, y);
        where = "";
    }
    snprintf(label, sizeof label, "%s%s", name, where);
    problem_draw_line(f, label, sign, line, bowl);
}

void line_figures_lines(struct figure *f, const struct training *t,
                        enum axis_scale scale)
{
    const struct bowl *bowl = &t->bowl;
    const struct dataset *set = &t->set;
    const struct line *line = &t->line, *best = &bowl->best;
    double room = 0.05 * (bowl->x_high - bowl->x_low);
    double rise = 0.05 * (bowl->y_high - bowl->y_low);

    problem_figure(f, scale, "The data, and the lines", set);
    line_figures_settings(f, t, true);
    figure_window(f, bowl->x_low - room, bowl->x_high + room,
                  bowl->y_low - rise, bowl->y_high + rise);
    add_points(f, set, "data", 'o', &set->train);
    if (set->held.n > 0)
        add_points(f, set, "held out", 'x', &set->held);
    add_line(f, bowl, "learned", '*', line);
    add_line(f, bowl, "best (floor)", '-', best);
    if (points_straight(set))
        add_line(f, bowl, "true", '.', &set->truth.line);
    if (t->options->rule.patience == 0) /* else it is far behind */
        add_line(f, bowl, "start", '_', &t->from);
    if (t->fit.judge.verdict == JUDGE_OVERFLOW)
        figure_note(f, "The run diverged: it has learned no line.");
    else
        figure_note(f,
                    "The learned line: slope %s, intercept %s; the best line: "
                    "slope %s, intercept %s.",
                    number_plain(line->slope, 1).text,
                    number_plain(line->intercept, 1).text,
                    number_plain(best->slope, 1).text,
                    number_plain(best->intercept, 1).text);
}

/* A plane of lines: (slope, intercept), or with x standardized the slope per
   deviation of x and the value at its mean. */
struct plane {
    const struct training *training;
    bool scaled, foretold; /* foretold: the run was over x as it came */
    double center, scale;
    struct bowl bowl;  /* over the x of this plane     */
    struct line start; /* where the run started, on it */
};

static struct line to_plane(const struct plane *p, struct line line)
{
    return line_scale(&line, p->center, p->scale);
}

/* Contours, each with a quarter of what the one around it is above the floor;
   the outermost passes through the start. */
static void add_contours(struct figure *f, const struct plane *p)
{
    enum { CONTOURS = 8, HALF = 96, POINTS = 2 * HALF + 1 };
    struct forecast run = forecast_make(&p->bowl, &p->start, p->training->lr);
    double above = forecast_above(&run, 0.0);
    double x[POINTS], y[POINTS];

    for (int k = 0; k < CONTOURS && above > 0.0; k++) {
        for (int i = 0; i < POINTS; i++) {
            double u = 2.0 * (i % HALF) / HALF - 1.0;
            struct line line = bowl_contour(&p->bowl, above, u, i / HALF == 1);
            x[i] = line.slope;
            y[i] = line.intercept;
        }
        figure_add(f, LOOK_CONTOUR, ',', x, y, POINTS, "%s",
                   k == 0 ? "equal loss" : "");
        above /= 4.0;
    }
}

static void widen(struct figure *f, struct line line)
{
    figure_widen(f, 0, line.slope);
    figure_widen(f, 1, line.intercept);
}

/* The same units for both axes of a field that is half again as wide as high,
   as those in SVG are. */
static void make_square(double range[2][2])
{
    double width = range[0][1] - range[0][0];
    double height = range[1][1] - range[1][0];
    double more = (1.5 * height - width) / 2.0;
    int axis = more > 0.0 ? 0 : 1;

    more = more > 0.0 ? more : -more / 1.5;
    range[axis][0] -= more;
    range[axis][1] += more;
}

/* The window: start, bottom, truth, and what of the path is not far away. */
static void set_window(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    const struct trail *path = &t->sketch.path;
    struct line best = p->bowl.best;
    double(*range)[2] = f->range;

    figure_window(f, best.slope, best.slope, best.intercept, best.intercept);
    widen(f, p->start);
    if (points_straight(&t->set))
        widen(f, to_plane(p, t->set.truth.line));
    double size = range[0][1] - range[0][0];
    double low = range[0][0] - size, high = range[0][1] + size;
    for (size_t i = 0; i < path->n; i++) {
        struct line line = to_plane(p, (struct line){path->x[i], path->y[i]});
        if (line.slope > low && line.slope < high)
            widen(f, line);
    }
    for (int i = 0; i < 2; i++) {
        double room = 0.2 * (range[i][1] - range[i][0]);
        range[i][0] -= room > 0.0 ? room : 0.1 * fabs(range[i][0]);
        range[i][1] += room > 0.0 ? room : 0.1 * fabs(range[i][1]);
    }
    if (p->scaled) /* circles are to look round */
        make_square(range);
    figure_window(f, range[0][0], range[0][1], range[1][0], range[1][1]);
}

/* What the run would do on this plane: as many steps at a rate that is the same
   part of its critical one.  The first are shown one by one, the others evenly
   up to the last. */
static void foretell(struct trail *path, const struct plane *p)
{
    enum { MORE = 800 };
    const struct training *t = p->training;
    double lr = t->lr / t->trained.critical * p->bowl.critical;
    double steps = (double)t->fit.judge.steps, k = 0.0;

    for (int i = 0; i <= TRAIL_HEAD + MORE && k <= steps; i++) {
        struct line line = forecast_line(&p->bowl, &p->start, lr, k);
        trail_add(path, line.slope, line.intercept);
        double part = (double)(i + 1 - TRAIL_HEAD) / MORE;
        k = part <= 0.0 ? i + 1
                        : TRAIL_HEAD + floor((steps - TRAIL_HEAD) * part);
    }
}

/* The path that the run took, on this plane. */
static void retrace(struct trail *path, const struct plane *p)
{
    const struct trail *taken = &p->training->sketch.path;

    for (size_t i = 0; taken->n > 0 && i <= taken->n; i++) {
        struct line line = to_plane(p, (struct line){taken->x[i], taken->y[i]});
        trail_add(path, line.slope, line.intercept);
    }
}

static void add_path(struct figure *f, const struct plane *p)
{
    enum { JUMPS = 12 }; /* steps that are shown one by one */
    const struct training *t = p->training;
    struct fault none = {0};
    struct trail path;

    f->failed = !trail_make(&path, &none) || f->failed;
    (p->foretold ? foretell : retrace)(&path, p);
    figure_add(f, LOOK_LINE, '*', path.x, path.y, path.n > 0 ? path.n + 1 : 0,
               "%s", p->foretold ? "path, predicted" : "path");
    if (t->lr > t->trained.critical / 2.0 || t->options->momentum > 0.0 ||
        t->options->batch > 0) /* it jumps to and fro */
        figure_add(f, LOOK_POINTS, 'o', path.x, path.y,
                   path.n < JUMPS ? path.n : JUMPS, "first steps");
    trail_free(&path);
}

static void add_dot(struct figure *f, const char *name, char sign,
                    struct line line)
{
    figure_add(f, LOOK_POINTS, sign, &line.slope, &line.intercept, 1, "%s",
               name);
}

/* What is to be seen: the shape of the bowl, and what the steps do in it. */
static void note_path(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    bool round = p->scaled || t->bowl.condition < 1.005;
    bool straight = round || t->options->standardize;
    double part = t->lr / t->trained.critical;
    double moved = 2.0 * part * (double)t->fit.judge.steps; /* at most */
    struct forecast run = forecast_make(&p->bowl, &p->start, t->lr);

    if (training_nothing(t)) {
        figure_note(f, "The run starts at the bottom: there is no way down.");
        return;
    }
    figure_note(f, "Each inner line of equal loss is at a quarter of the outer "
                   "one's height above the floor. ");
    if (round)
        figure_note(f, "%s bowl is round: ",
                    p->scaled ? "With x standardized the" : "The");
    else
        figure_note(f, "The bowl is a valley along its flat direction%s: ",
                    wording_slow(t));
    if (t->options->batch > 0)
        figure_note(f, "each epoch ends where its batches of %.0f lead.",
                    (double)t->options->batch);
    else if (t->options->momentum > 0.0)
        figure_note(f, "each step keeps %s of the step before.",
                    decimal_format(t->options->momentum).text);
    else if (moved < 0.01)
        figure_note(f, "the steps are too small to be seen.");
    else if (part > 1.0 && (p->foretold || t->fit.judge.falls == 0))
        figure_note(f, "every step jumps past the bottom, and ends higher.");
    else if (part > 1.0)
        figure_note(f, "the steps go across it, to and fro, and farther every "
                       "time.");
    else if (straight)
        figure_note(f, "the steps go straight towards the bottom%s.",
                    part > 0.5 ? ", past it and back" : "");
    else if (!(run.steep > 1e-9 * run.flat))
        figure_note(f, "the steps go along it.");
    else
        figure_note(f, "the steps go across it%s and %s along it.",
                    part > 0.5 ? ", to and fro," : "",
                    t->bowl.condition > 100.0 ? "hardly" : "more slowly");
    if (p->foretold)
        figure_note(f,
                    "\nThis path is predicted, not run: as many steps at rate "
                    "%s. Its part of the critical rate, 1, is the same.",
                    wording_part(part).text);
}

bool line_figures_valley(const struct training *t)
{
    return t->bowl.unique && t->bowl.critical > 1e-300 &&
           isfinite(t->fit.judge.first) && isfinite(t->bowl.condition) &&
           isfinite(t->lr / t->trained.critical);
}

void line_figures_path(struct figure *f, const struct training *t, bool scaled)
{
    struct plane p = {t, scaled, scaled && !t->options->standardize,
                      .scale = 1.0, .bowl = t->bowl};

    if (scaled) {
        p.center = t->bowl.x_mean;
        p.scale = t->bowl.x_deviation;
        p.bowl = bowl_scale(&t->bowl, p.center, p.scale);
    }
    p.start = to_plane(&p, t->from);
    figure_start(f, AXIS_LINEAR,
                 scaled ? "The way down, with x standardized"
                        : "The way down, with x as it is",
                 scaled ? "slope per deviation of x" : "slope",
                 scaled ? "value at the mean of x" : "intercept");
    line_figures_settings(f, t, !p.foretold);
    set_window(f, &p);
    add_contours(f, &p);
    add_path(f, &p);
    add_dot(f, "start", 's', p.start);
    add_dot(f, "best line", 'B', p.bowl.best);
    if (points_straight(&t->set))
        add_dot(f, "true line", 'T', to_plane(&p, t->set.truth.line));
    note_path(f, &p);
}
