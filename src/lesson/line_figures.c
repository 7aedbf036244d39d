/* Pictures of a run that fits a line. */
#include "lesson/line_figures.h"

#include "lesson/wording.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/forecast.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void line_figures_settings(struct figure *f, const struct training *t,
                           bool rate)
{

    problem_settings(f, &t->set, &t->options->data);
    size_t used = strlen(f->settings);
    snprintf(f->settings + used, sizeof f->settings - used, "%s%s%s",
             rate ? ", lr " : "", rate ? decimal_format(t->lr).text : "",
             t->options->standardize ? ", standardized" : "");
}

/* "floor 111,658,943" */
static void add_level(struct figure *f, const char *name, char sign,
                      double loss)
{
    char text[FIGURE_NAME];

    snprintf(text, sizeof text, "%s %.40s", name, number_short(loss).text);
    figure_level(f, text, sign, loss);
}

enum axis_scale line_figures_scale(const struct sheet *sheet,
                                   const struct training *t,
                                   enum axis_scale usual)
{
    return sheet_scale(sheet, judge_diverged(&t->fit.judge) ? AXIS_LOG : usual);
}

void line_figures_loss(struct figure *f, const struct training *t,
                       enum axis_scale scale)
{
    figure_start(f, "The loss, epoch by epoch", "epoch",
                 t->set.has_truth ? "mean squared error, EUR^2"
                                  : "mean squared error");
    f->y.scale = scale;
    line_figures_settings(f, t, true);
    figure_curve(f, "loss", '*', &t->sketch.loss);
    if (t->set.held.n > 0)
        figure_curve(f, "loss of the held-out rows", 'o', &t->sketch.held);
    add_level(f, "baseline", '=', t->bowl.baseline);
    add_level(f, "floor", '-', t->bowl.floor);
    figure_note_curve(f, "Loss", &t->sketch.loss);
}

/* The points, with x as it came. */
static void add_points(struct figure *f, const struct training *t,
                       const char *name, char sign, const struct points *points)
{
    double *x = malloc(points->n * sizeof *x);

    for (size_t i = 0; x && i < points->n; i++)
        x[i] = points_original(&t->set, points->x[i]);
    if (x)
        figure_cloud(f, name, sign, x, points->y, points->n);
    f->failed = f->failed || !x;
    free(x);
}

/* A line from side to side; what is far from the points does not stretch the
   picture. */
static void add_line(struct figure *f, const struct training *t,
                     const char *name, char sign, struct line line)
{
    const struct bowl *bowl = &t->bowl;
    double far = 2.0 * fmax(bowl->y_high - bowl->y_low, fabs(bowl->y_high));
    char label[FIGURE_NAME];
    int near = 0;

    for (int i = 0; i < 2; i++) {
        double y = line_predict(&line, f->range[0][i]);
        if (y > bowl->y_low - far && y < bowl->y_high + far) {
            figure_widen(f, 1, y);
            near++;
        }
    }
    snprintf(label, sizeof label, "%s%s", name, near ? "" : ", far outside");
    problem_draw_line(f, label, sign, &line, bowl);
}

void line_figures_lines(struct figure *f, const struct training *t,
                        enum axis_scale scale)
{
    const struct bowl *bowl = &t->bowl;
    const struct truth *truth = &t->set.truth;
    struct line line = training_line(t);
    struct line start = training_start(t);
    double room = 0.05 * (bowl->x_high - bowl->x_low);
    double rise = 0.05 * (bowl->y_high - bowl->y_low);
    double low = bowl->y_low - rise;

    problem_figure(f, "The data, and the lines", &t->set);
    f->y.scale = scale;
    line_figures_settings(f, t, true);
    figure_window(f, bowl->x_low - room, bowl->x_high + room, low,
                  bowl->y_high + rise);
    add_points(f, t, "data", 'o', &t->set.train);
    if (t->set.held.n > 0)
        add_points(f, t, "held out", 'x', &t->set.held);
    add_line(f, t, "learned", '*', line);
    add_line(f, t, "best (floor)", '-', bowl->best);
    if (t->set.has_truth)
        add_line(f, t, "true", '.',
                 (struct line){truth->slope, truth->intercept});
    if (!t->stop) /* else it is far behind */
        add_line(f, t, "start", '_', start);
    figure_note(f, "The learned line: slope %s, intercept %s; ",
                number_plain(line.slope, 1).text,
                number_plain(line.intercept, 1).text);
    figure_note(f, "the best line: slope %s, intercept %s.",
                number_plain(bowl->best.slope, 1).text,
                number_plain(bowl->best.intercept, 1).text);
}

/* A plane of lines: (slope, intercept), or with x standardized the slope per
   deviation of x and the value at its mean. */
struct plane {
    struct bowl bowl; /* over the x of this plane */
    double center, scale;
};

static struct line to_plane(const struct plane *plane, struct line line)
{
    return line_scale(&line, plane->center, plane->scale);
}

/* All lines whose loss is so much above the floor. */
static void add_contour(struct figure *f, const char *name,
                        const struct bowl *bowl, double above)
{
    enum { HALF = 96 };
    double x[2 * HALF + 1], y[2 * HALF + 1];

    for (int i = 0; i <= 2 * HALF; i++) {
        double u = 2.0 * (i % HALF) / HALF - 1.0;
        struct line line = bowl_contour(bowl, above, u, i / HALF == 1);
        x[i] = line.slope;
        y[i] = line.intercept;
    }
    figure_contour(f, name, x, y, 2 * HALF + 1);
}

static void stretch(double range[2][2], struct line line)
{
    range[0][0] = fmin(range[0][0], line.slope);
    range[0][1] = fmax(range[0][1], line.slope);
    range[1][0] = fmin(range[1][0], line.intercept);
    range[1][1] = fmax(range[1][1], line.intercept);
}

/* The same units for both axes of a field that is half again as wide as high,
   as those in SVG are. */
static void make_square(double range[2][2])
{
    double width = range[0][1] - range[0][0],
           height = range[1][1] - range[1][0];
    double more = (1.5 * height - width) / 2.0;
    int axis = more > 0.0 ? 0 : 1;

    more = more > 0.0 ? more : -more / 1.5;
    range[axis][0] -= more;
    range[axis][1] += more;
}

enum { JUMPS = 12 }; /* steps that are shown one by one */

/* The window: start, bottom, truth, and what of the path is not far away. */
static void set_window(struct figure *f, const struct plane *plane,
                       struct line start, const struct training *t)
{
    struct line truth = {t->set.truth.slope, t->set.truth.intercept};
    struct line best = plane->bowl.best;
    const struct trail *path = &t->sketch.path;
    double range[2][2] = {{best.slope, best.slope},
                          {best.intercept, best.intercept}};
    double box[2][2];

    stretch(range, start);
    if (t->set.has_truth)
        stretch(range, to_plane(plane, truth));
    memcpy(box, range, sizeof box);
    for (size_t i = 0; i < path->n; i++) {
        struct line line = {path->x[i], path->y[i]};
        double size = box[0][1] - box[0][0];
        line = to_plane(plane, line);
        if (line.slope > box[0][0] - size && line.slope < box[0][1] + size)
            stretch(range, line);
    }
    for (int i = 0; i < 2; i++) {
        double room = 0.2 * (range[i][1] - range[i][0]);
        range[i][0] -= room > 0.0 ? room : 0.1 * fabs(range[i][0]);
        range[i][1] += room > 0.0 ? room : 0.1 * fabs(range[i][1]);
    }
    if (plane->scale != 1.0) /* circles are to look round */
        make_square(range);
    figure_window(f, range[0][0], range[0][1], range[1][0], range[1][1]);
}

/* What the run would do on this plane: as many steps at a rate that is the same
   part of its critical one. */
static void foretell(struct trail *path, const struct plane *plane,
                     const struct training *t, struct line start)
{
    enum { MORE = 800 };
    double lr = t->lr / t->trained.critical * plane->bowl.critical;
    double steps = (double)t->fit.judge.steps;

    for (int i = 0; i <= TRAIL_HEAD + MORE; i++) {
        /* the first steps one by one, then evenly up to the last */
        double part = (double)(i - TRAIL_HEAD) / MORE;
        double k = i <= TRAIL_HEAD
                       ? i
                       : TRAIL_HEAD + floor((steps - TRAIL_HEAD) * part);
        if (k > steps)
            break;
        struct line line = forecast_line(&plane->bowl, &start, lr, k);
        trail_add(path, line.slope, line.intercept);
    }
}

/* The path that the run took, on this plane. */
static void retrace(struct trail *path, const struct plane *plane,
                    const struct trail *taken)
{
    for (size_t i = 0; taken->n > 0 && i <= taken->n; i++) {
        struct line line = {taken->x[i], taken->y[i]};
        line = to_plane(plane, line);
        trail_add(path, line.slope, line.intercept);
    }
}

static void add_dot(struct figure *f, const char *name, char sign,
                    struct line line)
{
    figure_cloud(f, name, sign, &line.slope, &line.intercept, 1);
}

/* What is to be seen: the shape of the bowl, and what the steps do in it. */
static void note_path(struct figure *f, const struct training *t, bool scaled)
{
    bool straight = scaled || t->options->standardize;
    double part = t->lr / t->trained.critical;

    figure_note(f, "From one line of equal loss to the next inside it, a "
                   "quarter of what is above the floor is left. ");
    if (scaled)
        figure_note(f, "With x standardized the bowl is round: ");
    else
        figure_note(f, "The bowl is %s times steeper across than along%s: ",
                    number_short(t->bowl.condition).text, wording_slow(t));
    if (part > 1.0)
        figure_note(f, "every step jumps past the bottom, and ends higher.");
    else if (straight)
        figure_note(f, "the steps go straight towards the bottom%s.",
                    part > 0.5 ? ", past it and back" : "");
    else
        figure_note(f, "the steps go across it%s and %s along it.",
                    part > 0.5 ? ", to and fro," : "",
                    t->bowl.condition > 100.0 ? "hardly" : "more slowly");
    if (scaled && !t->options->standardize)
        figure_note(f,
                    "\nThis path is foretold, not run: as many steps at a "
                    "rate of %.3g, the same share (%s %%) of the critical one.",
                    part, number_short(100.0 * part).text);
}

bool line_figures_valley(const struct training *t)
{
    return t->bowl.unique && t->bowl.critical > 1e-300 &&
           isfinite(t->fit.judge.first) && isfinite(t->bowl.condition);
}

void line_figures_path(struct figure *f, const struct training *t, bool scaled)
{
    const struct dataset *set = &t->set;
    bool foretold = scaled && !t->options->standardize;
    struct plane plane = {t->bowl, 0.0, 1.0};
    struct fault none = {0};
    struct trail path;

    if (scaled) {
        plane.center = t->bowl.x_mean;
        plane.scale = t->bowl.x_deviation;
        plane.bowl = bowl_scale(&t->bowl, plane.center, plane.scale);
    }
    struct line start = line_unscale(&t->start, set->center, set->scale);
    start = to_plane(&plane, start);
    figure_start(f,
                 scaled ? "The way down, with x standardized"
                        : "The way down, with x as it is",
                 scaled ? "slope per deviation of x" : "slope",
                 scaled ? "value at the mean of x" : "intercept");
    line_figures_settings(f, t, !foretold);
    set_window(f, &plane, start, t);
    struct forecast above = forecast_make(&plane.bowl, &start, t->lr);
    double level = forecast_above(&above, 0.0);
    for (int i = 0; i < 8 && level > 0.0; i++) {
        add_contour(f, i == 0 ? "equal loss" : "", &plane.bowl, level);
        level /= 4.0;
    }
    if (trail_make(&path, &none)) {
        if (foretold)
            foretell(&path, &plane, t, start);
        else
            retrace(&path, &plane, &t->sketch.path);
        figure_line(f, foretold ? "path, foretold" : "path", '*', path.x,
                    path.y, path.n > 0 ? path.n + 1 : 0);
        if (t->lr > t->trained.critical / 2.0) /* it jumps to and fro */
            figure_cloud(f, "first steps", 'o', path.x, path.y,
                         path.n < JUMPS ? path.n : JUMPS);
    }
    f->failed = f->failed || !path.x;
    trail_free(&path);
    add_dot(f, "start", 's', start);
    add_dot(f, "best line", 'B', plane.bowl.best);
    if (set->has_truth)
        add_dot(f, "true line", 'T',
                to_plane(&plane, (struct line){set->truth.slope,
                                               set->truth.intercept}));
    note_path(f, t, scaled);
}
