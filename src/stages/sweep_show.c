/* What a sweep shows, and its pictures. */
#include "stages/sweep_show.h"

#include "lesson/line_figures.h"
#include "lesson/wording.h"
#include "stages/sweep.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

/* Any size in ten columns. */
static struct number narrow(double x, int decimals)
{
    double size = fabs(x);
    struct number n;

    if (!isfinite(x) || x == 0.0 || (size < 1e6 && size >= 0.1))
        return number_group(x, decimals);
    return *number_say(&n, size < 1e6 ? "%.3g" : "%.4g", x);
}

/* The root of a loss, likewise. */
static struct number typical(double loss)
{
    double root = sqrt(loss);

    return root < 99.5 ? number_short(root) : narrow(root, 0);
}

/* The curvatures, and the rate that treats both directions alike, which is the
   best one rate can do. */
static void say_fastest(struct sheet *sheet, const struct sweep *r)
{
    const struct training *t = &r->training;

    wording_critical(sheet, t, 0.0);
    problem_unique(sheet, SHEET_WHY, &t->set, &t->bowl);
    if (!t->bowl.unique || !(t->trained.critical > 0.0) ||
        !training_foretold(t))
        return;
    sheet_why(sheet,
              "Curvature (eigenvalue): %.7g in the steep direction, %.5g in "
              "the flat one%s.\n",
              t->trained.steep, t->trained.flat, wording_slow(t));
    wording_momentum(sheet, t, 0.0);
    if (t->trained.momentum > 0.0)
        return;
    sheet_why(
        sheet,
        "A step multiplies the distance in a direction by 1 - rate * "
        "curvature.\n"
        "Beyond -1 the distance grows.\n"
        "The fastest rate is %s: it covers 99 %% of both distances in %s.\n",
        number_below(r->fastest, 6).text, wording_time(r->distance).text);
}

/* Before the last step: the loss as predicted, and as it was; the intercept
   after it. */
static void show_losses(const struct sweep *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {"Rate", .width = 8, .style = COLUMN_EXACT},
        {"x critical", .width = 11, .style = COLUMN_WORD},
        {"Predicted loss", .width = 17, .style = COLUMN_SHORT},
        {"Observed loss", .width = 17, .style = COLUMN_SHORT},
        {"% less", .width = 8, .style = COLUMN_PLAIN, .decimals = 2},
        {"Intercept", .width = 11, .style = COLUMN_WORD},
    };
    const struct table table = {NULL, columns, 6, .where = TABLE_TERMINAL,
                                .level = SHEET_WHY};
    const struct training *t = &r->training;

    sheet_why(sheet, "\n");
    sheet_head(sheet, &table);
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        const struct judge *judge = &row->judge;
        double loss =
            forecast_loss(&row->forecast, (double)(judge->rule.epochs - 1));
        double part = row->lr / t->trained.critical;
        bool known = row->foretold && loss <= judge_limit(judge->first);
        sheet_row(sheet, &table,
                  (struct cell[]){
                      {.x = row->lr},
                      {.text = (part < 1e6 || isinf(part) ? wording_part(part)
                                                          : narrow(part, 0))
                                   .text},
                      {.x = loss, .text = known ? NULL : "-"},
                      {.x = judge->last},
                      {.x = num_fall(judge->first, judge->last),
                       .text = row->diverged ? "-" : NULL},
                      {.text = narrow(row->line.intercept, 1).text}});
    }
    sheet_why(sheet, "losses before the last step, intercept after it\n");
}

static const char *outcome(bool diverged)
{
    return diverged ? "diverged" : "completed";
}

static const char *predicted(const struct sweep_row *row)
{
    return row->foretold ? outcome(row->diverges) : "";
}

static const char *observed(const struct sweep_row *row)
{
    return row->judge.verdict == JUDGE_INTERRUPTED ? "interrupted"
                                                   : outcome(row->diverged);
}

/* A row a rate: what was predicted, the slope on its way, what was observed. */
static void show_rates(const struct sweep *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    double epochs = (double)t->options->rule.epochs;
    struct problem_places places = problem_places_of(&t->set, &t->bowl);
    struct number title[SWEEP_EARLY + 1];
    struct column columns[SWEEP_EARLY + 5] = {
        {"Rate", .width = 8, .style = COLUMN_EXACT},
        {"Predicted", .width = -9, .gap = 2, .style = COLUMN_WORD},
    };
    int n = 2;

    for (int k = 1; k <= SWEEP_EARLY + 1; k++) {
        double after = k <= SWEEP_EARLY ? k : epochs;
        if (k > SWEEP_EARLY || k < epochs)
            columns[n++] = (struct column){
                k > SWEEP_EARLY && r->cut
                    ? "end"
                    : number_say(&title[k - 1], "%.0f", after)->text,
                .width = 8, .style = COLUMN_WORD};
    }
    columns[n++] = (struct column){"error", .width = 9, .style = COLUMN_WORD};
    columns[n++] = (struct column){"Observed", .width = -1, .gap = 2,
                                   .style = COLUMN_WORD};
    const struct table table = {NULL, columns, n, .where = TABLE_TERMINAL,
                                .ruled = true};

    sheet_result(sheet, "%*s%*s\n", 19 + 9 * (n - 4),
                 "Slope after so many epochs", 10, "Typical");
    sheet_head(sheet, &table);
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        bool gone = row->judge.verdict == JUDGE_OVERFLOW;
        struct number slope[SWEEP_EARLY + 1], error = {"-"};
        struct cell cells[SWEEP_EARLY + 5] = {{.x = row->lr},
                                              {.text = !row->foretold ? "-"
                                                       : row->diverges
                                                           ? "diverges"
                                                           : "completes"}};
        for (int k = 0; k < n - 4; k++) {
            double x = k < n - 5 ? row->early[k] : row->line.slope;
            bool known = isfinite(x) && !(gone && k == n - 5);
            slope[k] = problem_narrow(x, fabs(x) < 1e5 ? places.slope : 99);
            cells[2 + k].text = known ? slope[k].text : "-";
        }
        if (!row->diverged)
            error = typical(row->loss);
        cells[n - 2].text = error.text;
        cells[n - 1].text = observed(row);
        sheet_row(sheet, &table, cells);
    }
}

static void show_note(const struct training *t, struct sheet *sheet)
{
    sheet_result(sheet, "typical error: at the end%s; of the best line: %s (",
                 t->set.has_truth ? ", in EUR" : "",
                 number_short(sqrt(t->bowl.floor)).text);
    if (t->bowl.unique)
        sheet_result(sheet, "slope %s)\n",
                     number_plain(t->bowl.best.slope,
                                  problem_places_of(&t->set, &t->bowl).slope)
                         .text);
    else
        sheet_result(sheet, "many slopes)\n");
}

/* "99.83 %": so many decimals that a small step shows. */
static struct number leaves(double percent)
{
    struct number n;
    int decimals = 0;
    double step = fabs(100.0 - fabs(percent));

    if (!isfinite(percent))
        return *number_say(&n, "too big");
    if (step < 1e-7) /* what is less is rounding */
        return *number_say(&n, percent > 0.0 ? "nearly all" : "-100 %%");
    if (fabs(percent) >= 1e6)
        return *number_say(&n, "%.3g %%", percent);
    for (; step < 10.0 && decimals < 9; decimals++)
        step *= 10.0;
    return *number_say(&n, "%s %%", number_group(percent, decimals).text);
}

/* What a rate does, in a few words. */
static const char *in_short(const struct training *t,
                            const struct sweep_row *row)
{
    double first = row->judge.first;

    if (row->diverged && row->leaves < -100.0)
        return "steps past the bottom, further each time";
    if (row->diverged)
        return "diverges";
    if (training_at_floor(t, first))
        return "starts within 1 % of the floor";
    switch (row->state) {
    case TRAINING_UNKNOWN:
        return "the numbers are too big to say";
    case TRAINING_UNSTABLE:
        return "steps past the bottom; too few epochs to diverge";
    case TRAINING_ROUNDING:
    case TRAINING_AT_FLOOR:
        return "arrives";
    case TRAINING_SWINGS:
        return row->loss > first ? "grew at first, and has not settled yet"
                                 : "swings to and fro, not settled yet";
    default:
        return row->leaves < -100.0 + 1e-7 ? "jumps to and fro, hardly nearer"
               : row->leaves < 0.0 ? "steps past the bottom, nearer each time"
               : num_fall(first, row->loss) < 1.0 ? "hardly moves"
               : row->state == TRAINING_LEARNING && row->steep_done
                   ? "at the bottom that way, not in the flat one"
               : row->state == TRAINING_PLATEAU
                   ? "gets where it is flat, and hardly further"
                   : "moves, and has not arrived";
    }
}

/* What one epoch does, rate by rate: of more the screen has no room. */
enum { SWEEP_SCREEN = 5 };

static void show_leaves(const struct sweep *r, struct sheet *sheet)
{
    bool unstable = false;
    unsigned level = r->n > SWEEP_SCREEN ? SHEET_WHY : SHEET_BESIDE;

    if (!(r->training.trained.critical > 0.0) ||
        !training_foretold(&r->training))
        return;
    for (size_t i = 0; i < r->n; i++)
        unstable |= r->rows[i].state == TRAINING_UNSTABLE;
    sheet_say(sheet, level,
              "%s epoch leaves so much of the steep distance to the bottom "
              "(below 0: past it):\n",
              r->training.trained.momentum > 0.0 ? "In the long run, an"
                                                 : "An");
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        sheet_say(sheet, level, "%8s  %-12s %s", decimal_format(row->lr).text,
                  leaves(row->leaves).text, in_short(&r->training, row));
        if (i == r->best && r->n > 1 && r->alone)
            sheet_say(sheet, level, ": the best%s",
                      unstable ? " stable one" : "");
        sheet_say(sheet, level, "\n");
    }
}

/* What the rates have in common. */
static void say_insight(const struct sweep *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    bool slow = false, fast = false;
    size_t right = 0, told = 0;

    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        bool still =
            row->state == TRAINING_LEARNING || row->state == TRAINING_TOO_SLOW;
        bool creeps =
            bowl_side(row->lr, t->trained.steep, t->trained.momentum) > 0;
        slow |= still && creeps && row->leaves > 90.0 &&
                (i != r->best || r->n == 1);
        fast |= row->diverged && (row->leaves < -100.0 || !row->foretold);
        if (!row->foretold || row->judge.verdict == JUDGE_INTERRUPTED)
            continue; /* no forecast was tried */
        told++;
        right += row->diverged == row->diverges;
    }
    const char *gap = "";
    if (slow || fast) {
        sheet_tell(sheet, "Too %s a rate %s%s.", slow ? "small" : "large",
                   slow ? "wastes time" : "explodes",
                   slow && fast ? ", too large a one explodes" : "");
        gap = " ";
    }
    if (r->best < r->n && r->n > 1 && r->alone) {
        sheet_tell(sheet, "%sThe best of these is %s%s%s.", gap,
                   decimal_format(r->rows[r->best].lr).text,
                   training_foretold(t) ? ", " : "",
                   training_foretold(t)
                       ? wording_rate(t, r->rows[r->best].lr).text
                       : "");
        gap = " ";
    }
    if (right == told && (told > 1 || (told == 1 && r->n == 1)))
        sheet_tell(sheet, "%s%s ended as predicted.", gap,
                   told == 1   ? "It"
                   : r->n == 2 ? "Both"
                               : "All");
    else if (told > 0)
        sheet_tell(sheet, "%s%.0f of %.0f ended as predicted.", gap,
                   (double)right, (double)told);
    sheet_tell(sheet, told > 0 || *gap != '\0' ? "\n" : "");
}

/* --format csv, and the page. */
static void show_results(const struct sweep *r, struct sheet *sheet,
                         unsigned where)
{
    bool euros = r->training.set.has_truth;
    struct column columns[] = {
        {"rate", .name = "lr", .width = 9, .style = COLUMN_EXACT},
        {"observed", .name = "verdict", .style = COLUMN_WORD},
        {"epochs", .name = "epochs", .style = COLUMN_PLAIN},
        {"loss", .name = "loss", .style = COLUMN_SHORT},
        {euros ? "typical error, EUR" : "typical error", .width = 9},
        {"slope", .name = "slope", .width = 9},
        {"intercept", .name = "intercept", .width = 9},
        {"% less", .name = "improvement_percent", .style = COLUMN_PLAIN,
         .decimals = 2},
        {"predicted", .name = "predicted", .style = COLUMN_WORD},
    };
    struct table table = {"Every rate, predicted and observed", columns, 9,
                          .where = where};

    sheet_head(sheet, &table);
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        const struct judge *judge = &row->judge;
        double w = row->line.slope, b = row->line.intercept;
        sheet_row(sheet, &table,
                  (struct cell[]){
                      {.x = row->lr},
                      {.text = observed(row)},
                      {.x = (double)judge->steps},
                      {.x = judge->last},
                      {.text = typical(judge->last).text},
                      {w, narrow(w, 1).text, NULL},
                      {b, narrow(b, 1).text, NULL},
                      {.x = num_fall(judge->first, judge->last),
                       .text = row->diverged ? "-" : NULL},
                      {.text = predicted(row)},
                  });
    }
    sheet_end(sheet, &table);
}

static void diverging_words(struct sheet *sheet, const struct sweep_row *row)
{
    const struct judge *judge = &row->judge;
    double grows = num_exp(row->forecast.steep_shrink);
    double passed = forecast_overflow(&row->forecast);
    bool explodes = judge->verdict == JUDGE_OVERFLOW;

    if (explodes && judge->steps == 0) {
        sheet_why(sheet, "the first loss is too big already.\n");
        return;
    }
    sheet_why(sheet, "%s", explodes ? "explodes" : "diverges");
    if (!row->foretold)
        sheet_why(sheet, ": its batches step too far");
    else if (grows > 1.0 && grows < 1.0001)
        sheet_why(sheet, ": each step makes the distance in the steep "
                         "direction less than 0.01 %% longer");
    else if (grows > 1.0 && isfinite(grows))
        sheet_why(sheet,
                  ": each step makes the distance in the steep direction %s "
                  "times longer%s",
                  number_group(grows, grows < 1e3 ? 4 : 0).text,
                  row->forecast.momentum > 0.0 ? " in the long run" : "");
    if (explodes && row->foretold && !row->forecast.stable && isfinite(passed))
        sheet_why(sheet,
                  ". Its end was predicted for epoch %s, observed at "
                  "%.0f",
                  number_group(passed, 1).text, (double)judge->epoch);
    sheet_why(sheet, ".\n");
}

/* What a rate that completed has come to, and what holds it up. */
static void completed_words(struct sheet *sheet, const struct training *t,
                            const struct sweep_row *row)
{
    const struct bowl *bowl = &t->trained;
    double first = row->judge.first, last = row->loss;
    struct number above = wording_above(t, last);
    bool steep = row->left.steep > row->left.flat;

    if (training_at_floor(t, first)) {
        sheet_why(sheet, "it was at the floor from the start, %s.\n",
                  above.text);
        return;
    }
    switch (row->state) {
    case TRAINING_UNKNOWN:
        sheet_why(sheet, "the numbers are too big to say more.\n");
        return;
    case TRAINING_UNSTABLE:
        sheet_why(sheet, "too few epochs to show that it is above the "
                         "critical rate.\n");
        return;
    case TRAINING_ROUNDING:
    case TRAINING_AT_FLOOR:
        sheet_why(sheet, "arrived, %s.\n", above.text);
        return;
    case TRAINING_BATCHES:
        sheet_why(sheet, "%s.\n", above.text);
        return;
    default:
        break;
    }
    bool swings = row->state == TRAINING_SWINGS;
    sheet_why(sheet, "%s%s: the %s takes %s to cover 99 %% of its distance.\n",
              swings   ? last > first ? "grew at first, not settled yet, "
                                      : "swings to and fro, not settled yet, "
              : !steep ? row->state == TRAINING_PLATEAU ? "a plateau, "
                                                        : "on its way, "
              : bowl_side(row->lr, bowl->steep, bowl->momentum) < 0
                  ? "overshoots to and fro"
              : num_fall(first, last) < 1.0 ? "hardly moves"
                                            : "not there yet",
              steep && !swings ? "" : above.text,
              steep ? "steep direction alone" : "flat direction",
              wording_epochs(t, row->lr, !steep).text);
}

static void show_words(const struct sweep *r, struct sheet *sheet)
{
    const char *best = "best of all; ";

    sheet_why(sheet, "\n");
    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].state == TRAINING_UNSTABLE)
            best = "best of those below critical; ";
    for (size_t i = 0; i < r->n; i++) {
        const struct sweep_row *row = &r->rows[i];
        bool first = i == r->best && r->n > 1 && r->alone &&
                     !training_at_floor(&r->training, row->judge.first);
        sheet_why(sheet, "%10s %s%s", decimal_format(row->lr).text,
                  first ? best : "",
                  row->chance                      ? "begun by rounding; "
                  : !row->foretold                 ? ""
                  : row->diverged == row->diverges ? ""
                                                   : "not as predicted; ");
        if (row->diverged)
            diverging_words(sheet, row);
        else
            completed_words(sheet, &r->training, row);
    }
}

static const char signs[SWEEP_DRAWN + 1] = "abcdefgh";

/* Where a rate diverges, the picture ends a little above the start: the others
   are to be seen. */
static void set_window(struct figure *f, const struct sweep *r)
{
    double first = sqrt(r->rows[0].judge.first), most = 1.3 * first;
    double least = sqrt(r->training.bowl.floor), epochs = 2.0;
    bool diverged = false;

    for (size_t i = 0; i < r->n && i < SWEEP_DRAWN; i++) {
        const struct curve *curve = &r->rows[i].sketch.error;
        diverged |= r->rows[i].diverged;
        epochs = fmax(epochs, curve->last.x);
        least = fmin(least, curve->lowest.y);
        if (!r->rows[i].diverged)
            most = fmax(most, curve->highest.y);
    }
    least = f->y.scale == AXIS_LOG ? fmax(least, first * 1e-6) / 1.5 : 0.0;
    if (diverged && axis_takes(f->y.scale, 3.0 * most))
        figure_window(f, 1.0, epochs, least, 3.0 * most);
}

static void title_curves(struct figure *f, const struct sweep *r)
{
    struct number best = {""}, gone = {""};

    if (r->best == r->n)
        number_say(&best, "No rate has learned");
    else if (!r->alone)
        number_say(&best, "Several rates come equally near to the best line");
    else
        number_say(&best, "Rate %s comes nearest to the best line",
                   decimal_format(r->rows[r->best].lr).text);
    if (r->gone > 0.0)
        number_say(&gone, "; %.0f of %.0f rates diverge%s", r->gone,
                   (double)r->n, r->gone == 1.0 ? "s" : "");
    figure_title(f, "%s%s", best.text, gone.text);
}

static void draw_curves(struct figure *f, const struct sweep *r,
                        const struct sheet *sheet)
{
    const struct training *t = &r->training;
    double baseline = sqrt(t->bowl.baseline), floor = sqrt(t->bowl.floor);
    double first = sqrt(r->rows[0].judge.first);

    figure_start(f, sheet_scale(sheet, AXIS_LOG), "curves", "epoch",
                 problem_unit(&t->set));
    f->x.scale = AXIS_LOG; /* most happens in the first few epochs */
    title_curves(f, r);
    line_figures_settings(f, t, false);
    set_window(f, r);
    for (size_t i = 0; i < r->n && i < SWEEP_DRAWN; i++) {
        const struct sweep_row *row = &r->rows[i];
        figure_curve(f, signs[i], &row->sketch.error,
                     row->judge.verdict == JUDGE_OVERFLOW
                         ? "%s, diverged at epoch %.0f"
                     : row->diverged ? "%s, diverged"
                                     : "%s",
                     decimal_format(row->lr).text, (double)row->judge.epoch);
        figure_mark(f, "%s", decimal_format(row->lr).text);
    }
    figure_add(f, LOOK_LEVEL, '_', NULL, &first, 1, "start");
    figure_add(f, LOOK_LEVEL, '=', NULL, &baseline, 1, "always the mean");
    figure_add(f, LOOK_LEVEL, '-', NULL, &floor, 1, "best line");
    if (t->trained.critical > 0.0 && training_foretold(t))
        figure_note(f, "Rates up to %s are stable.%s",
                    number_below(t->trained.critical, 4).text,
                    r->n > SWEEP_DRAWN ? " The first eight rates are drawn."
                                       : "");
}

enum { WALL = 81, HOPS = 12 }; /* points, steps that are shown */

/* Are the steps of a rate too small to be seen? */
static bool is_still(const struct sweep_row *row, const struct line_cut *cut)
{
    const struct trail *path = &row->sketch.path;
    double far = 0.0;

    for (size_t k = 0; k < path->n && k < HOPS; k++)
        far = fmax(far, fabs((cut->slope ? path->x : path->y)[k] - cut->from));
    return far <= 0.06 * fabs(cut->to - cut->from);
}

/* Names the rates whose steps are too small to be seen. */
static void note_still(struct figure *f, const struct sweep *r,
                       const struct line_cut *cut)
{
    const char *before = " Too small to be seen here: ";

    for (size_t i = 0; i < r->n && i < SWEEP_DRAWN; i++) {
        if (!is_still(&r->rows[i], cut))
            continue;
        figure_note(f, "%s%s", before, decimal_format(r->rows[i].lr).text);
        before = ", ";
    }
    figure_note(f, "%s", *before == ',' ? "." : "");
}

/* The first steps of a rate, on the walls of the bowl. */
static void add_hops(struct figure *f, const struct sweep *r,
                     const struct line_cut *cut, size_t i)
{
    const struct sketch *s = &r->rows[i].sketch;
    size_t n = s->path.n < s->walls.n ? s->path.n : s->walls.n;

    figure_add(f, LOOK_LINE, signs[i], cut->slope ? s->path.x : s->path.y,
               s->walls.y, n < HOPS ? n : HOPS, "%s",
               decimal_format(r->rows[i].lr).text);
    if (r->rows[i].lr > 0.5 * r->training.trained.critical)
        figure_arrows(f);
}

/* A slice through the bowl: too great a rate climbs its walls. */
static void draw_walls(struct figure *f, const struct sweep *r,
                       const struct line_cut *cut, size_t from, size_t to)
{
    const struct training *t = &r->training;
    double far = cut->to - cut->from, x[WALL], y[WALL], top = 0.0;

    for (int i = 0; i < WALL; i++) {
        x[i] = cut->to + 3.0 * far * (2.0 * i / (WALL - 1) - 1.0);
        y[i] = line_figures_wall(t, cut, x[i]);
        top = fmax(top, y[i]);
    }
    figure_window(f, fmin(x[0], x[WALL - 1]), fmax(x[0], x[WALL - 1]), 0.0,
                  top);
    figure_add(f, LOOK_CONTOUR, ',', x, y, WALL, "loss of this %s",
               cut->slope ? "slope" : "intercept");
    for (size_t i = from; i < to; i++)
        add_hops(f, r, cut, i);
    figure_add(f, LOOK_POINTS, 's', &cut->from, &r->rows[0].judge.first, 1,
               "start");
}

static void start_walls(struct figure *f, const struct sweep *r,
                        const struct line_cut *cut, const char *name)
{
    figure_start(f, AXIS_LINEAR, name, cut->slope ? "slope" : "intercept",
                 r->training.set.has_truth ? "loss, EUR^2" : "loss");
    line_figures_settings(f, &r->training, false);
}

/* All rates in one bowl. */
static void draw_bowl(struct figure *f, const struct sweep *r,
                      const struct line_cut *cut)
{
    const struct training *t = &r->training;
    bool above = false, falls = false; /* a rate above it that falls */

    for (size_t i = 0; i < r->n && i < SWEEP_DRAWN; i++) {
        bool high = r->rows[i].foretold && r->rows[i].lr > t->trained.critical;
        above |= high;
        falls |= high && r->rows[i].judge.falls > 0;
    }
    start_walls(f, r, cut, "bowl");
    if (above && !falls)
        figure_title(f, "At rates above %s every step lands higher",
                     number_below(t->trained.critical, 4).text);
    else
        figure_title(f, "The first steps of each rate, down the bowl%s",
                     above ? " or up" : "");
    draw_walls(f, r, cut, 0, r->n < SWEEP_DRAWN ? r->n : SWEEP_DRAWN);
    figure_note(f, "The first steps of each rate.");
    note_still(f, r, cut);
}

/* One rate, which the page has, in the same bowl, and what has become of it. */
static void draw_rate(struct figure *f, const struct sweep *r,
                      const struct line_cut *cut, size_t i)
{
    const struct sweep_row *row = &r->rows[i];
    const char *rate = f->choice;
    double steps = (double)row->judge.steps;

    start_walls(f, r, cut, "rate");
    snprintf(f->choice, sizeof f->choice, "%s", decimal_format(row->lr).text);
    if (row->diverged)
        figure_title(f, "Rate %s: the run diverges", rate);
    else
        figure_title(f, "Rate %s: the typical error is %s after %s", rate,
                     problem_root(&r->training.set, row->loss).text,
                     number_count(steps, "epoch").text);
    draw_walls(f, r, cut, i, i + 1);
    figure_note(f, is_still(row, cut)
                       ? "Its first steps are too small to be seen here. "
                       : "These are its first steps. ");
    if (row->lr > r->training.trained.critical)
        figure_note(f, "The rate is above the critical one, %s.",
                    number_below(r->training.trained.critical, 4).text);
    else
        figure_note(f, "The rate is %s of the critical one.",
                    wording_part(row->lr / r->training.trained.critical).text);
}

static bool draw(const struct sweep *r, struct sheet *sheet,
                 struct fault *fault)
{
    const struct training *t = &r->training;
    size_t drawn = r->n < SWEEP_DRAWN ? r->n : SWEEP_DRAWN;
    int n = 2 + (sheet->page ? (int)drawn : 0);
    struct figure *f = sheet_canvas(sheet, n, fault);
    struct line_cut cut = line_figures_cut(t);

    if (!f)
        return !sheet->draws;
    draw_curves(&f[0], r, sheet);
    if (!t->bowl.unique || cut.to == cut.from ||
        !isfinite(r->rows[0].judge.first) || !(t->trained.critical > 0.0)) {
        start_walls(&f[1], r, &cut, "bowl");
        figure_leave_out(&f[1], t->bowl.unique
                                    ? "the runs start at its bottom, or their "
                                      "numbers are too big"
                                    : "all x are the same: the bowl has no "
                                      "bottom");
        n = 2;
    } else {
        draw_bowl(&f[1], r, &cut);
    }
    for (int i = 2; i < n; i++)
        draw_rate(&f[i], r, &cut, (size_t)i - 2);
    return sheet_figures(sheet, f, n, fault);
}

void sweep_head(const void *result, struct sheet *sheet)
{
    const struct training *t = result;
    struct number times = {""};

    wording_head(result, sheet);
    if (t->options->momentum > 0.0)
        number_say(&times, " * (1 + %s)",
                   decimal_format(t->options->momentum).text);
    if (!training_foretold(t))
        sheet_tell(sheet, "Nothing is predicted: each batch has a bowl of its "
                          "own.\n");
    else if (t->trained.critical > 0.0)
        sheet_tell(
            sheet,
            "Predicted before the runs: rates up to %s (the critical "
            "rate) are stable.\nIt is 2%s divided by %s, the curvature of "
            "the loss "
            "in its steepest direction.\n%s",
            number_below(t->trained.critical, 4).text, times.text,
            number_short(t->trained.steep).text,
            t->options->momentum > 0.0 || training_nothing(t)
                ? ""
                : "There a larger rate jumps past the bottom, and lands "
                  "further away than it was.\n");
}

bool sweep_show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct sweep *r = result;

    show_rates(r, sheet);
    show_note(&r->training, sheet);
    show_results(r, sheet, TABLE_CSV);
    show_losses(r, sheet);
    bool drawn = draw(r, sheet, fault);
    show_results(r, sheet, TABLE_PAGE);
    show_words(r, sheet);
    say_fastest(sheet, r);
    show_leaves(r, sheet);
    say_insight(r, sheet);
    return drawn;
}
