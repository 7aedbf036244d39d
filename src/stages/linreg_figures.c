/* Pictures of a run that fits a line. */
#include "stages/linreg_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool linreg_sketch_make(struct linreg_sketch *sketch, struct fault *fault)
{
    return curve_make(&sketch->loss, fault) &&
           curve_make(&sketch->held, fault) &&
           curve_make(&sketch->gain, fault) &&
           curve_make(&sketch->wanted, fault) &&
           trail_make(&sketch->path, fault) &&
           trail_make(&sketch->walls, fault);
}

void linreg_sketch_free(struct linreg_sketch *sketch)
{
    curve_free(&sketch->loss);
    curve_free(&sketch->held);
    curve_free(&sketch->gain);
    curve_free(&sketch->wanted);
    trail_free(&sketch->path);
    trail_free(&sketch->walls);
}

void linreg_figure_settings(struct figure *f, const struct linreg_run *run,
                            bool rate)
{

    problem_settings(f, &run->set, &run->options->data);
    size_t used = strlen(f->settings);
    snprintf(f->settings + used, sizeof f->settings - used, "%s%s%s",
             rate ? ", lr " : "", rate ? decimal_format(run->lr).text : "",
             run->options->standardize ? ", standardized" : "");
}

/* "floor 111,658,943" */
static void add_level(struct figure *f, const char *name, char sign,
                      double loss)
{
    char text[FIGURE_NAME];

    snprintf(text, sizeof text, "%s %.40s", name, number_short(loss).text);
    figure_level(f, text, sign, loss);
}

enum axis_scale linreg_run_scale(const struct linreg_run *run,
                                 enum axis_scale usual)
{
    return run_files_scale(&run->options->names,
                           judge_diverged(&run->judge) ? AXIS_LOG : usual);
}

void linreg_figure_loss(struct figure *f, const struct linreg_run *run,
                        enum axis_scale scale)
{
    figure_start(f, "The loss, epoch by epoch", "epoch",
                 run->set.has_truth ? "mean squared error, EUR^2"
                                    : "mean squared error");
    f->y.scale = scale;
    linreg_figure_settings(f, run, true);
    figure_curve(f, "loss", '*', &run->sketch.loss);
    if (run->set.held.n > 0)
        figure_curve(f, "loss of the held-out rows", 'o', &run->sketch.held);
    add_level(f, "baseline", '=', run->bowl.baseline);
    add_level(f, "floor", '-', run->bowl.floor);
    figure_note_curve(f, "Loss", &run->sketch.loss);
}

/* The points, with x as it came. */
static void add_points(struct figure *f, const struct linreg_run *run,
                       const char *name, char sign, const struct points *points)
{
    double *x = malloc(points->n * sizeof *x);

    for (size_t i = 0; x && i < points->n; i++)
        x[i] = points_original(&run->set, points->x[i]);
    if (x)
        figure_cloud(f, name, sign, x, points->y, points->n);
    f->failed = f->failed || !x;
    free(x);
}

/* A line from side to side; what is far from the points does not stretch the
   picture. */
static void add_line(struct figure *f, const struct linreg_run *run,
                     const char *name, char sign, struct line line)
{
    const struct bowl *bowl = &run->bowl;
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

void linreg_figure_lines(struct figure *f, const struct linreg_run *run,
                         enum axis_scale scale)
{
    const struct bowl *bowl = &run->bowl;
    const struct truth *truth = &run->set.truth;
    struct line line = linreg_run_line(run);
    struct line start =
        line_unscale(&run->start, run->set.center, run->set.scale);
    double room = 0.05 * (bowl->x_high - bowl->x_low);
    double rise = 0.05 * (bowl->y_high - bowl->y_low);
    double low = bowl->y_low - rise;

    problem_figure(f, "The data, and the lines", &run->set);
    f->y.scale = scale;
    linreg_figure_settings(f, run, true);
    figure_window(f, bowl->x_low - room, bowl->x_high + room, low,
                  bowl->y_high + rise);
    add_points(f, run, "data", 'o', &run->set.train);
    if (run->set.held.n > 0)
        add_points(f, run, "held out", 'x', &run->set.held);
    add_line(f, run, "learned", '*', line);
    add_line(f, run, "best (floor)", '-', bowl->best);
    if (run->set.has_truth)
        add_line(f, run, "true", '.',
                 (struct line){truth->slope, truth->intercept});
    if (run->options->patience == 0) /* else it is far behind */
        add_line(f, run, "start", '_', start);
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
                       struct line start, const struct linreg_run *run)
{
    struct line truth = {run->set.truth.slope, run->set.truth.intercept};
    struct line best = plane->bowl.best;
    const struct trail *path = &run->sketch.path;
    double range[2][2] = {{best.slope, best.slope},
                          {best.intercept, best.intercept}};
    double box[2][2];

    stretch(range, start);
    if (run->set.has_truth)
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
                     const struct linreg_run *run, struct line start)
{
    enum { MORE = 800 };
    double lr = run->lr / run->trained.critical * plane->bowl.critical;
    double steps = (double)run->judge.steps;

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
    for (size_t i = 0; i <= taken->n; i++) {
        bool end = i == taken->n;
        struct line line = {end ? taken->end.x : taken->x[i],
                            end ? taken->end.y : taken->y[i]};
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
static void note_path(struct figure *f, const struct linreg_run *run,
                      bool scaled)
{
    bool straight = scaled || run->options->standardize;
    double part = run->lr / run->trained.critical;

    figure_note(f, "From one line of equal loss to the next inside it, a "
                   "quarter of what is above the floor is left. ");
    if (scaled)
        figure_note(f, "With x standardized the bowl is round: ");
    else
        figure_note(f, "The bowl is %s times steeper across than along%s: ",
                    number_short(run->bowl.condition).text,
                    linreg_show_slow(run));
    if (part > 1.0)
        figure_note(f, "every step jumps past the bottom, and ends higher.");
    else if (straight)
        figure_note(f, "the steps go straight towards the bottom%s.",
                    part > 0.5 ? ", past it and back" : "");
    else
        figure_note(f, "the steps go across it%s and %s along it.",
                    part > 0.5 ? ", to and fro," : "",
                    run->bowl.condition > 100.0 ? "hardly" : "more slowly");
    if (scaled && !run->options->standardize)
        figure_note(f,
                    "\nThis path is foretold, not run: as many steps at a "
                    "rate of %.3g, the same share (%s %%) of the critical one.",
                    part, number_short(100.0 * part).text);
}

bool linreg_run_valley(const struct linreg_run *run)
{
    return run->bowl.unique && run->bowl.critical > 1e-300 &&
           isfinite(run->judge.first) && isfinite(run->bowl.condition);
}

void linreg_figure_path(struct figure *f, const struct linreg_run *run,
                        bool scaled)
{
    const struct dataset *set = &run->set;
    bool foretold = scaled && !run->options->standardize;
    struct plane plane = {run->bowl, 0.0, 1.0};
    struct fault none = {0};
    struct trail path;

    if (scaled) {
        plane.center = run->bowl.x_mean;
        plane.scale = run->bowl.x_deviation;
        plane.bowl = bowl_scale(&run->bowl, plane.center, plane.scale);
    }
    struct line start = line_unscale(&run->start, set->center, set->scale);
    start = to_plane(&plane, start);
    figure_start(f,
                 scaled ? "The way down, with x standardized"
                        : "The way down, with x as it is",
                 scaled ? "slope per deviation of x" : "slope",
                 scaled ? "value at the mean of x" : "intercept");
    linreg_figure_settings(f, run, !foretold);
    set_window(f, &plane, start, run);
    struct forecast above = forecast_make(&plane.bowl, &start, run->lr);
    double level = forecast_above(&above, 0.0);
    for (int i = 0; i < 8 && level > 0.0; i++) {
        add_contour(f, i == 0 ? "equal loss" : "", &plane.bowl, level);
        level /= 4.0;
    }
    if (trail_make(&path, &none)) {
        if (foretold)
            foretell(&path, &plane, run, start);
        else
            retrace(&path, &plane, &run->sketch.path);
        figure_trail(f, foretold ? "path, foretold" : "path", '*', &path);
        if (run->lr > run->trained.critical / 2.0) /* it jumps to and fro */
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
    note_path(f, run, scaled);
}
