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

/* A line under way and one that does not move need a log scale to be seen. */
static enum axis_scale scale_of(const struct curve *curve)
{
    return curve->taken > 0 && curve->highest.y > 10.0 * curve->lowest.y
               ? AXIS_LOG
               : AXIS_LINEAR;
}

static void title_loss(struct figure *f, const struct training *t)
{
    const struct judge *judge = &t->fit.judge;
    double steps = (double)judge->steps, last = t->fit.last.loss;
    bool rests = training_foretold(t) && training_nothing(t);
    struct number first = problem_root(&t->set, judge->first);

    if (!isfinite(judge->first))
        figure_title(f, "The error is too big for any number");
    else if (judge_diverged(judge))
        figure_title(f, "The error grows from %s: the run diverged",
                     first.text);
    else if (last == judge->first || rests)
        figure_title(f, "The typical error stays at %s, where it began",
                     first.text);
    else
        figure_title(f, "The typical error %s from %s to %s in %s",
                     last < judge->first ? "falls" : "grows", first.text,
                     problem_root(&t->set, last).text,
                     number_count(steps, "epoch").text);
}

void line_figures_loss(struct figure *f, const struct training *t,
                       const struct sheet *sheet)
{
    double baseline = sqrt(t->bowl.baseline), floor = sqrt(t->bowl.floor);

    figure_start(f, sheet_scale(sheet, scale_of(&t->sketch.error)), "loss",
                 "epoch", problem_unit(&t->set));
    title_loss(f, t);
    line_figures_settings(f, t, true);
    figure_curve(f, '*', &t->sketch.error, "learned");
    if (t->set.held.n > 0)
        figure_curve(f, 'o', &t->sketch.held, "held-out rows");
    figure_add(f, LOOK_LEVEL, '=', NULL, &baseline, 1, "always the mean %s",
               number_short(baseline).text);
    figure_add(f, LOOK_LEVEL, '-', NULL, &floor, 1, "best line %s",
               number_short(floor).text);
    figure_widen(f, 1, f->y.scale == AXIS_LOG ? floor / 1.25 : 0.0);
    figure_note_curve(f, "Typical error", &t->sketch.error);
}

/* Every so many-th of the points, with x as it came. */
static void add_points(struct figure *f, const struct dataset *set,
                       const char *name, char sign, const struct points *points,
                       size_t each)
{
    double *x = malloc(2 * points->n * sizeof *x);
    size_t n = 0;

    for (size_t i = 0; x && i < points->n; i += each, n++) {
        x[n] = points_original(set, points->x[i]);
        x[points->n + n] = points->y[i];
    }
    if (x)
        figure_add(f, LOOK_POINTS, sign, x, x + points->n, n, "%s", name);
    f->failed = f->failed || !x;
    free(x);
}

/* From each of a few points straight to the learned line. */
static void add_misses(struct figure *f, const struct training *t)
{
    const struct points *p = &t->set.train;
    double x[3 * FIGURE_FEW], y[3 * FIGURE_FEW];
    size_t n = 0;

    for (size_t i = 0; p->n <= FIGURE_FEW && i < p->n; i++) {
        x[n] = x[n + 1] = x[n + 2] = points_original(&t->set, p->x[i]);
        y[n] = p->y[i];
        y[n + 1] = line_predict(&t->line, x[n]);
        y[n + 2] = (double)NAN;
        n += 3;
    }
    if (n > 0)
        figure_add(f, LOOK_CONTOUR, ',', x, y, n, "error");
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

    struct number learned = problem_root(set, t->fit.last.loss);
    struct number least = problem_root(set, bowl->floor);
    bool overflow = t->fit.judge.verdict == JUDGE_OVERFLOW;

    problem_figure(f, scale, "lines", set);
    if (set->sums) {
        figure_leave_out(f, problem_no_rows);
        return;
    }
    if (overflow)
        figure_title(f, "The run diverged: it has learned no line");
    else if (strcmp(learned.text, least.text) == 0)
        figure_title(f, "The learned line misses by %s, and so does the best",
                     learned.text);
    else
        figure_title(f, "The learned line misses by %s, the best line by %s",
                     learned.text, least.text);
    line_figures_settings(f, t, true);
    figure_window(f, bowl->x_low - room, bowl->x_high + room,
                  bowl->y_low - rise, bowl->y_high + rise);
    add_points(f, set, "data", 'o', &set->train, 1);
    if (set->held.n > 0)
        add_points(f, set, "held out", 'x', &set->held, 1);
    add_line(f, bowl, "learned", '*', line);
    add_line(f, bowl, "best line", '-', best);
    if (points_straight(set))
        add_line(f, bowl, "true", '.', &set->truth.line);
    if (t->options->rule.patience == 0) /* else it is far behind */
        add_line(f, bowl, "start", '_', &t->from);
    if (!overflow) {
        add_misses(f, t);
        figure_note(f,
                    "The learned line: slope %s, intercept %s; the best line: "
                    "slope %s, intercept %s.",
                    number_plain(line->slope, 1).text,
                    number_plain(line->intercept, 1).text,
                    number_plain(best->slope, 1).text,
                    number_plain(best->intercept, 1).text);
    }
}

/* A plane of lines: (slope, intercept), or with x standardized the slope per
   deviation of x and the value at its mean. */
struct plane {
    const struct training *training;
    bool scaled, foretold; /* foretold: the run was over x as it came */
    double center, scale;
    struct bowl bowl;  /* over the x of this plane     */
    struct line start; /* where the run started, on it */
    double most, last; /* way_done of the path */
};

static struct line to_plane(const struct plane *p, struct line line)
{
    return line_scale(&line, p->center, p->scale);
}

/* Three digits are enough for a label. */
static double round_off(double x)
{
    double unit = 1.0;

    while (x / unit >= 1000.0)
        unit *= 10.0;
    return x >= 1000.0 ? floor(x / unit + 0.5) * unit : x;
}

/* Contours, each with a quarter of what the one around it is above the floor;
   the outermost passes through the start. */
static void add_contours(struct figure *f, const struct plane *p)
{
    enum { CONTOURS = 8, HALF = 48, POINTS = 2 * HALF + 1 };
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
        figure_add(f, LOOK_CONTOUR, ',', x, y, POINTS, "%s%s",
                   k == 0 ? "equal typical error" : "",
                   k == 0 && p->training->set.has_truth ? ", EUR" : "");
        if (k < 4) /* the others are too near to one another */
            figure_mark(
                f, "%s",
                number_short(round_off(sqrt(p->bowl.floor + above))).text);
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
    /* of a long valley the whole would hide what goes on in it */
    bool whole = p->scaled || p->bowl.condition < 100.0;
    struct forecast run = forecast_make(&p->bowl, &p->start, t->lr);
    for (int i = 0; whole && i < 16; i++)
        widen(f, bowl_contour(&p->bowl, forecast_above(&run, 0.0),
                              i % 8 / 4.0 - 1.0, i < 8));
    if (points_straight(&t->set))
        widen(f, to_plane(p, t->set.truth.line));
    double size = range[0][1] - range[0][0];
    double low = range[0][0], high = range[0][1];
    for (size_t i = 0; i < path->n; i++) {
        struct line line = to_plane(p, (struct line){path->x[i], path->y[i]});
        double far =
            !whole && i < 4 ? 6.0 * size : size; /* its begin is seen */
        if (line.slope > low - far && line.slope < high + far)
            widen(f, line);
    }
    for (int i = 0; i < 2; i++) {
        double room = (whole ? 0.05 : 0.2) * (range[i][1] - range[i][0]);
        range[i][0] -= room > 0.0 ? room : 0.1 * fabs(range[i][0]);
        range[i][1] += room > 0.0 ? room : 0.1 * fabs(range[i][1]);
    }
    if (p->scaled) /* circles are to look round, and whole */
        make_square(range);
    figure_window(f, range[0][0], range[0][1], range[1][0], range[1][1]);
}

/* Do the steps go straight towards the bottom, and not first across a valley?
 */
static bool is_straight(const struct plane *p)
{
    struct forecast run = forecast_make(&p->bowl, &p->start, p->training->lr);

    return p->scaled || p->training->options->standardize ||
           p->bowl.condition < 1.005 || !(run.flat > 1e-9 * run.steep);
}

/* Where a line is on the way from the start, 0, to the bottom, 1; in a valley
   on the way along it. */
static double way_done(const struct plane *p, struct line line)
{
    struct line from = p->start, best = p->bowl.best, way = p->bowl.flat_way;

    if (is_straight(p))
        way = (struct line){best.slope - from.slope,
                            best.intercept - from.intercept};
    return ((line.slope - from.slope) * way.slope +
            (line.intercept - from.intercept) * way.intercept) /
           ((best.slope - from.slope) * way.slope +
            (best.intercept - from.intercept) * way.intercept);
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

static void add_dot(struct figure *f, const char *name, char sign,
                    struct line line)
{
    figure_add(f, LOOK_POINTS, sign, &line.slope, &line.intercept, 1, "%s",
               name);
}

static void add_path(struct figure *f, struct plane *p)
{
    const struct training *t = p->training;
    struct fault none = {0};
    struct trail path;

    f->failed = !trail_make(&path, &none) || f->failed;
    (p->foretold ? foretell : retrace)(&path, p);
    for (size_t i = 0; path.n > 0 && i <= path.n; i++) {
        p->last = way_done(p, (struct line){path.x[i], path.y[i]});
        p->most = fmax(p->most, p->last);
    }
    figure_add(f, LOOK_LINE, '*', path.x, path.y, path.n > 0 ? path.n + 1 : 0,
               "%s", p->foretold ? "path, predicted" : "path");
    if (t->lr > t->trained.critical / 2.0 || t->options->momentum > 0.0 ||
        t->options->batch > 0) /* it jumps to and fro */
        figure_arrows(f);
    if (path.n > 0 && t->fit.judge.verdict != JUDGE_OVERFLOW) {
        add_dot(f, "end", '*', (struct line){path.x[path.n], path.y[path.n]});
        figure_mark(f, "end");
    }
    trail_free(&path);
}

/* Where it was after 1, 10, 100 epochs, as far as these can be told apart. */
static void add_epochs(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    double lr = t->lr / t->trained.critical * p->bowl.critical;
    struct line last = p->start;
    bool first = true;

    for (int i = 1; i < t->sketch.lines; i++) {
        const struct sketch_line *at = &t->sketch.line[i];
        double k = (double)at->epoch, far = 0.0;
        struct line line = p->foretold
                               ? forecast_line(&p->bowl, &p->start, lr, k)
                               : to_plane(p, at->line);
        far = fmax(fabs(line.slope - last.slope) /
                       (f->range[0][1] - f->range[0][0]),
                   fabs(line.intercept - last.intercept) /
                       (f->range[1][1] - f->range[1][0]));
        if (at->epoch == 50 || !(far > 0.05))
            continue;
        add_dot(f, first ? "after so many epochs" : "", 'o', line);
        first = false;
        figure_mark(f, "%.0f", k);
        last = line;
    }
}

/* What the steps do that each keep a part of the one before. */
static void title_momentum(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    double B = t->options->momentum, part = t->lr / t->trained.critical;
    double steps = (double)t->fit.judge.steps;
    bool gone = p->foretold || judge_diverged(&t->fit.judge);
    struct number with;

    number_say(&with, "With momentum %s", decimal_format(B).text);
    if (2.0 * part * steps * (1.0 + B) < 0.01 * (1.0 - B)) /* at most */
        figure_title(f, "The steps are too small to be seen");
    else if (part > 1.0 && gone)
        figure_title(f, "%s the steps lead away from the bottom", with.text);
    else if (p->most > 1.01)
        figure_title(f, "%s the steps run past the bottom%s", with.text,
                     p->last < p->most - 0.005 ? ", and back" : "");
    else if (is_straight(p))
        figure_title(f, "%s the steps go straight towards the bottom",
                     with.text);
    else if (p->last < 0.01)
        figure_title(f, "%s, too, the steps hardly go along the valley",
                     with.text);
    else
        figure_title(f, "%s the steps go %.3g %% of the way along the valley",
                     with.text, 100.0 * p->last);
}

/* How far the same steps go that keep nothing. */
static void note_momentum(struct figure *f, const struct plane *p)
{
    struct bowl plain = p->bowl;
    double lr = p->training->lr;
    double steps = (double)p->training->fit.judge.steps;

    plain.critical /= 1.0 + plain.momentum;
    plain.momentum = 0.0;
    if (lr > plain.critical)
        figure_note(f,
                    " Without momentum this rate is above the critical one, "
                    "%s.",
                    number_below(plain.critical, 4).text);
    else
        figure_note(
            f,
            " Without momentum as many steps go %.3g %% of the way "
            "along it: predicted, not run.",
            100.0 * way_done(p, forecast_line(&plain, &p->start, lr, steps)));
}

/* What the steps do in the bowl. */
static void title_path(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    double part = t->lr / t->trained.critical;
    double moved = 2.0 * part * (double)t->fit.judge.steps; /* at most */
    struct forecast run = forecast_make(&p->bowl, &p->start, t->lr);

    if (training_nothing(t))
        figure_title(f, "The run starts at the bottom: there is no way down");
    else if (!training_foretold(t))
        figure_title(f, "Each epoch ends where its batches of %.0f lead",
                     (double)t->options->batch);
    else if (t->options->momentum > 0.0)
        title_momentum(f, p);
    else if (moved < 0.01)
        figure_title(f, "The steps are too small to be seen");
    else if (part > 1.0 && (p->foretold || t->fit.judge.falls == 0))
        figure_title(f, "Every step jumps past the bottom, and ends higher");
    else if (part > 1.0)
        figure_title(f, "The steps go across the valley, to and fro, and "
                        "farther every time");
    else if (p->scaled || t->bowl.condition < 1.005 || t->options->standardize)
        figure_title(f, "%she steps go straight towards the bottom%s",
                     p->foretold ? "With x standardized t" : "T",
                     part > 0.5 ? ", past it and back" : "");
    else if (!(run.steep > 1e-9 * run.flat))
        figure_title(f, "The steps go along the valley");
    else
        figure_title(f, "The steps go across the valley%s and %s along it",
                     part > 0.5 ? ", to and fro," : "",
                     t->bowl.condition > 100.0 ? "hardly" : "more slowly");
}

/* Does the widest contour, the first of what is drawn, go out of the window? */
static bool leaves(const struct figure *f)
{
    const struct series *s = f->series;

    for (size_t i = 0; i < s->n; i++)
        if (s->x[i] < f->range[0][0] || s->x[i] > f->range[0][1] ||
            s->y[i] < f->range[1][0] || s->y[i] > f->range[1][1])
            return true;
    return false;
}

/* What the picture is made of. */
static void note_path(struct figure *f, const struct plane *p)
{
    const struct training *t = p->training;
    bool round = p->scaled || t->bowl.condition < 1.005;

    if (training_nothing(t))
        return;
    if (round)
        figure_note(f, "%s bowl is round.",
                    p->scaled ? "With x standardized the" : "The");
    else
        figure_note(f,
                    "The bowl is a valley along its flat direction%s, %s "
                    "times as long as wide.%s",
                    wording_slow(t), number_short(sqrt(p->bowl.condition)).text,
                    leaves(f) ? " It goes on outside the picture." : "");
    if (t->options->momentum > 0.0 && t->options->batch == 0 && !is_straight(p))
        note_momentum(f, p);
    if (p->foretold)
        figure_note(
            f,
            " This path is predicted, not run: as many steps at rate "
            "%s. Its part of the critical rate, %s, is the same.",
            wording_part(t->lr / t->trained.critical * p->bowl.critical).text,
            decimal_format(1.0 + t->options->momentum).text);
}

static bool has_valley(const struct training *t)
{
    return t->bowl.unique && t->bowl.critical > 1e-300 &&
           isfinite(t->fit.judge.first) && isfinite(t->bowl.condition) &&
           isfinite(t->lr / t->trained.critical);
}

void line_figures_path(struct figure *f, const struct training *t, bool scaled)
{
    struct plane p = {t, scaled, scaled && !t->options->standardize,
                      .scale = 1.0, .bowl = t->bowl};

    if (scaled && has_valley(t)) {
        p.center = t->bowl.x_mean;
        p.scale = t->bowl.x_deviation;
        p.bowl = bowl_scale(&t->bowl, p.center, p.scale);
    }
    p.start = to_plane(&p, t->from);
    figure_start(f, AXIS_LINEAR, scaled ? "scaled" : "bowl",
                 scaled ? "slope per deviation of x" : "slope",
                 scaled ? "value at the mean of x" : "intercept");
    if (!has_valley(t)) {
        figure_leave_out(f, t->bowl.unique
                                ? "the numbers are too big or too small for it"
                                : "all x are the same: the bowl has no bottom");
        return;
    }
    if (p.foretold && !training_foretold(t)) {
        figure_leave_out(f, "what batches would do there is not foretold");
        return;
    }
    line_figures_settings(f, t, !p.foretold);
    set_window(f, &p);
    add_contours(f, &p);
    add_path(f, &p);
    title_path(f, &p);
    add_epochs(f, &p);
    add_dot(f, "start", 's', p.start);
    add_dot(f, "best line", 'B', p.bowl.best);
    if (points_straight(&t->set))
        add_dot(f, "true line", 'T', to_plane(&p, t->set.truth.line));
    note_path(f, &p);
}

static double along(const struct line_cut *cut, struct line line)
{
    return cut->slope ? line.slope : line.intercept;
}

struct line_cut line_figures_cut(const struct training *t)
{
    const struct bowl *bowl = &t->bowl;
    struct line_cut cut = {
        .start = t->from,
        .way = {bowl->flat_way.intercept, -bowl->flat_way.slope}};

    if (t->options->standardize || bowl->condition < 1.005)
        cut.way = (struct line){bowl->best.slope - t->from.slope,
                                bowl->best.intercept - t->from.intercept};
    cut.slope = t->options->standardize
                    ? cut.way.slope != 0.0
                    : fabs(cut.way.slope) >= fabs(cut.way.intercept);
    cut.from = along(&cut, t->from);
    cut.to = along(&cut, bowl->best);
    return cut;
}

double line_figures_wall(const struct training *t, const struct line_cut *cut,
                         double at)
{
    double part = (at - cut->from) / along(cut, cut->way);
    struct line line = {cut->start.slope + part * cut->way.slope,
                        cut->start.intercept + part * cut->way.intercept};
    struct forecast here = forecast_make(&t->bowl, &line, 1.0);

    return forecast_loss(&here, 0.0);
}

/* A panel of the strip: the line above, its place in the bowl below. */
static void add_panel(struct figure *f, const struct training *t,
                      const struct line_cut *cut, const double high[2],
                      const struct sketch_line *at)
{
    enum { LOW = 0, HIGH = 1 };
    double(*range)[2] = f->range, far = fabs(cut->to - cut->from);
    double x, y;
    int k = ++f->cycle.n;

    snprintf(f->cycle.step[k - 1], FIGURE_NAME, "epoch %.0f",
             (double)at->epoch);
    figure_name(f->cycle.words[k - 1],
                number_short(round_off(sqrt(at->loss))).text);
    problem_draw_line(f, k == 1 ? "learned" : "", '*', &at->line, &t->bowl);
    figure_panel(f, k, 0);
    /* the bowl has no labels: it is drawn in the units of the row above it */
    x = (along(cut, at->line) - cut->to) / (2.6 * far) + 0.5;
    y = (at->loss - high[LOW]) / (high[HIGH] - high[LOW]);
    x = range[0][LOW] + x * (range[0][HIGH] - range[0][LOW]);
    y = range[1][LOW] + (0.05 + 0.9 * y) * (range[1][HIGH] - range[1][LOW]);
    figure_add(f, LOOK_POINTS, '*', &x, &y, 1, "%s", "");
    figure_panel(f, k, 1);
}

/* The bowl of the row below, in the units of the row above it. */
static void add_strip_bowl(struct figure *f, const struct training *t,
                           const struct line_cut *cut, double high[2])
{
    enum { WALL = 41, LOW = 0, HIGH = 1 };
    double(*range)[2] = f->range, far = fabs(cut->to - cut->from);
    double x[WALL], y[WALL];

    high[LOW] = HUGE_VAL;
    high[HIGH] = 0.0;
    for (int i = 0; i < WALL; i++) {
        double part = (double)i / (WALL - 1);
        y[i] = line_figures_wall(t, cut, cut->to + 2.6 * far * (part - 0.5));
        high[LOW] = fmin(high[LOW], y[i]);
        high[HIGH] = fmax(high[HIGH], y[i]);
        x[i] = range[0][LOW] + part * (range[0][HIGH] - range[0][LOW]);
    }
    for (int i = 0; i < WALL; i++)
        y[i] = range[1][LOW] +
               (0.05 + 0.9 * (y[i] - high[LOW]) / (high[HIGH] - high[LOW])) *
                   (range[1][HIGH] - range[1][LOW]);
    figure_add(f, LOOK_CONTOUR, ',', x, y, WALL, "the bowl, cut through");
    figure_panel(f, 0, 1);
}

void line_figures_strip(struct figure *f, const struct training *t)
{
    const struct bowl *bowl = &t->bowl;
    const struct judge *judge = &t->fit.judge;
    struct line_cut cut = line_figures_cut(t);
    struct sketch_line last = {judge->steps, t->line, t->fit.last.loss};
    size_t each = t->set.train.n / 100 + 1; /* they are drawn five times */
    double rise = 0.1 * (bowl->y_high - bowl->y_low), high[2];

    problem_figure(f, AXIS_LINEAR, "strip", &t->set);
    f->strip = true;
    if (!has_valley(t) || cut.to == cut.from || judge_diverged(judge) ||
        t->set.sums) {
        figure_leave_out(f, t->set.sums ? problem_no_rows
                            : judge_diverged(judge)
                                ? "the run diverged: its lines are far outside"
                                : "there is no bowl to go down");
        return;
    }
    figure_title(f,
                 "From %s to %s: the line above, its place in the bowl below",
                 problem_root(&t->set, judge->first).text,
                 problem_root(&t->set, last.loss).text);
    line_figures_settings(f, t, true);
    figure_window(f, bowl->x_low, bowl->x_high, fmin(0.0, bowl->y_low) - rise,
                  bowl->y_high + rise);
    add_points(f, &t->set, "data", 'o', &t->set.train, each);
    add_strip_bowl(f, t, &cut, high);
    for (int i = 0; i < t->sketch.lines; i++)
        if (t->sketch.line[i].epoch != 100 &&
            t->sketch.line[i].epoch < judge->steps)
            add_panel(f, t, &cut, high, &t->sketch.line[i]);
    add_panel(f, t, &cut, high, &last);
    figure_note(f, "Below each: the typical error%s.",
                t->set.has_truth ? ", EUR" : "");
    if (each > 1)
        figure_note(f, " One point in %.0f is drawn.", (double)each);
}
