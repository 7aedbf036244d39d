/* The stage data, from options to result, and as a command. */
#include "stages/data.h"

#include "base/utf8.h"
#include "lesson/moments_file.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST = 5 }; /* rows shown */

enum { TEXT, CSV, MOMENTS }; /* --format */

static bool check(const void *options, struct fault *fault)
{
    const struct problem_options *o = options;

    return !o->frame.names.sums || o->frame.names.csv != CSV ||
           fault_say(fault, FAULT_USAGE, "Write --format moments",
                     "'--format' csv prints rows, and '--moments' has none");
}

/* Mean squared error of the formula that made the data: of the noise alone. */
static double formula_loss(const struct dataset *set)
{
    const struct points *p = &set->train;
    double sum = 0.0;

    for (size_t i = 0; i < p->n; i++) {
        double error = p->y[i] - line_predict(&set->truth.line, p->x[i]) -
                       points_bend(&set->truth, p->x[i]);
        sum += error * error;
    }
    return sum / (double)p->n;
}

static bool open(void *result, const void *options, bool pictures,
                 struct fault *fault)
{
    struct data *r = result;
    const struct problem_options *o = r->options = options;

    (void)pictures;
    if (!problem_open(&r->set, o, fault))
        return false;
    r->bowl = bowl_measure(&r->set.train);
    if (points_straight(&r->set))
        r->true_loss = line_loss(&r->set.truth.line, &r->set.train);
    else if (r->set.has_truth)
        r->true_loss = formula_loss(&r->set);
    r->bent = r->set.has_truth && o->curve != 0.0 &&
              r->bowl.floor > 1.1 * r->true_loss + r->bowl.rounding;
    double floor = sqrt(r->bowl.floor) + sqrt(r->bowl.rounding);
    r->learnable = sqrt(r->bowl.baseline) > floor;
    r->moved = r->bowl.unique && sqrt(r->true_loss) > floor;
    return true;
}

static void close(void *result)
{
    points_free(&((struct data *)result)->set);
}

static void head(const void *result, struct sheet *sheet)
{
    const struct data *r = result;
    const struct dataset *set = &r->set;
    const struct truth *t = &set->truth;
    const struct bowl *bowl = &r->bowl;
    struct number bend = {""};
    int x = problem_own(set, bowl, 0);
    int y = problem_own(set, bowl, 1);

    if (set->has_truth && t->curve != 0.0)
        number_say(&bend, " + %s * (%s - %s)^2", decimal_format(t->curve).text,
                   set->x_name,
                   decimal_format(t->low / 2.0 + t->high / 2.0).text);
    problem_say(sheet, set, r->options);
    sheet_tell(sheet, "\n");
    if (set->has_truth)
        sheet_tell(sheet,
                   "%s = %s * %s + %s%s + noise (standard deviation %s)\n",
                   set->y_name, decimal_format(t->line.slope).text, set->x_name,
                   decimal_format(t->line.intercept).text, bend.text,
                   decimal_format(t->noise).text);
    problem_say_columns(sheet, set);
    if (isnan(bowl->x_low)) {
        sheet_tell(sheet, "\n");
        return;
    }
    sheet_tell(
        sheet, "%s %s - %s   %s %s - %s\n\n",
        utf8_word(set->x_name, 40, 0).text, number_seen(bowl->x_low, x).text,
        number_seen(bowl->x_high, x).text, utf8_word(set->y_name, 40, 0).text,
        number_seen(bowl->y_low, y).text, number_seen(bowl->y_high, y).text);
}

/* The first rows for people, all of them for CSV. */
static void show_rows(const struct data *r, struct sheet *sheet, unsigned where)
{
    const struct points *p = &r->set.train;
    size_t n = sheet->csv || p->n < FIRST ? p->n : FIRST;
    struct column columns[] = {
        {r->set.x_name, .name = r->set.x_name, .width = 10,
         .decimals = problem_own(&r->set, &r->bowl, 0)},
        {r->set.y_name, .name = r->set.y_name, .width = 14,
         .decimals = problem_own(&r->set, &r->bowl, 1)},
    };
    struct table table = {"The first rows", columns, .n = 2, .where = where,
                          .ruled = true};

    sheet_head(sheet, &table);
    for (size_t i = 0; i < n; i++)
        sheet_numbers(sheet, &table, NULL, (double[]){p->x[i], p->y[i]});
    sheet_end(sheet, &table);
}

/* How good is good, before any training: the lines to be measured by. */
static void show_yardsticks(const struct data *r, struct sheet *sheet)
{
    const struct dataset *set = &r->set;
    const struct bowl *bowl = &r->bowl;

    problem_head(sheet, SHEET_BESIDE);
    problem_row(sheet, SHEET_BESIDE, set, bowl, problem_mean(set, 22).text,
                NULL, bowl->baseline, "");
    if (set->has_truth)
        problem_row(sheet, SHEET_BESIDE, set, bowl, "the true formula",
                    points_straight(set) ? &set->truth.line : NULL,
                    r->true_loss, "");
    problem_row(sheet, SHEET_BESIDE, set, bowl, "the best line", &bowl->best,
                bowl->floor, "");
    problem_unique(sheet, SHEET_BESIDE, set, bowl);
}

/* What there is to learn. */
static void say_insight(const struct data *r, struct sheet *sheet)
{
    const struct dataset *set = &r->set;
    struct number floor = problem_root(set, r->bowl.floor);

    if (!isfinite(r->bowl.baseline + r->bowl.floor))
        return;
    if (r->learnable)
        sheet_tell(sheet,
                   "The goal: find a good line from the %s%s alone. %s is the "
                   "floor: no line does better on them.",
                   set->sums ? "sums of " : "",
                   number_count(points_count(&set->train), "point").text,
                   floor.text);
    else
        sheet_tell(sheet, "Nothing for a line to add: no line does better "
                          "than always the mean.");
    if (r->bent)
        sheet_tell(sheet,
                   " The true formula is no line: its typical error is "
                   "only %s.",
                   problem_root(set, r->true_loss).text);
    else if (r->moved)
        sheet_tell(sheet, " It beats the true formula because it also fits "
                          "the noise.");
    sheet_tell(sheet, "\n");
}

/* What the best line leaves over of a bent truth: noise has no pattern. */
static void draw_rest(struct figure *f, const struct data *r)
{
    const struct points *p = &r->set.train;
    double *rest = malloc(p->n * sizeof *rest);

    problem_figure(f, AXIS_LINEAR, "What the best line leaves over", &r->set);
    problem_settings(f, &r->set, r->options);
    for (size_t i = 0; rest && i < p->n; i++)
        rest[i] = p->y[i] - line_predict(&r->bowl.best, p->x[i]);
    if (rest)
        figure_add(f, LOOK_POINTS, 'o', p->x, rest, p->n, "error");
    f->failed = f->failed || !rest;
    free(rest);
    figure_add(f, LOOK_LEVEL, '-', NULL, &(double){0.0}, 1, "best line");
    figure_note(f, r->bent ? "The errors bend as the true formula does; noise "
                             "alone has no such pattern."
                           : "The bend is too small beside the noise to be "
                             "seen.");
}

/* The points with the best line, the true one and the mean. */
static bool draw(const struct data *r, struct sheet *sheet, struct fault *fault)
{
    const struct points *p = &r->set.train;
    bool bent = r->set.has_truth && r->set.truth.curve != 0.0;
    struct figure *f = sheet_canvas(sheet, bent ? 2 : 1, fault);

    if (!f)
        return !sheet->draws;
    problem_figure(f, sheet_scale(sheet, AXIS_LINEAR), "data", &r->set);
    figure_title(f, "Always the mean misses by %s, the best line by %s",
                 problem_root(&r->set, r->bowl.baseline).text,
                 problem_root(&r->set, r->bowl.floor).text);
    problem_settings(f, &r->set, r->options);
    if (p->sums) {
        figure_leave_out(f, problem_no_rows);
        return sheet_figures(sheet, f, 1, fault);
    }
    figure_add(f, LOOK_POINTS, 'o', p->x, p->y, p->n, "data");
    problem_draw_line(f, "best line", '-', &r->bowl.best, &r->bowl);
    if (points_straight(&r->set))
        problem_draw_line(f, "true", '.', &r->set.truth.line, &r->bowl);
    figure_add(f, LOOK_LEVEL, '=', NULL, &r->bowl.y_mean, 1, "always the mean");
    figure_note(f, "%.0f point%s. %s", (double)p->n,
                number_plural((double)p->n),
                r->learnable ? "A model must beat the baseline; no line beats "
                               "the best one."
                             : "No line beats the baseline.");
    if (bent)
        draw_rest(&f[1], r);
    return sheet_figures(sheet, f, bent ? 2 : 1, fault);
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct data *r = result;
    const struct points *p = &r->set.train;

    if (sheet->csv && r->options->frame.names.csv == MOMENTS) {
        struct moments m = p->sums ? *p->sums : moments_measure(p);
        return moments_file_write(sheet->csv, &m, fault);
    }
    if (!p->sums)
        show_rows(r, sheet, TABLE_TERMINAL | TABLE_CSV);
    if (p->n > FIRST)
        sheet_result(sheet, "the first %d of %.0f; --format csv prints all\n",
                     FIRST, (double)p->n);
    show_yardsticks(r, sheet);
    bool drawn = draw(r, sheet, fault);
    show_rows(r, sheet, TABLE_PAGE);
    say_insight(r, sheet);
    return drawn;
}

static void next(const void *result, struct report *command)
{
    const struct data *r = result;

    double critical = r->bowl.critical;
    bool stable = critical > PRESET_LR;

    if (!stable && !r->bowl.unique && !(critical > 1e-300))
        return;
    report_print(command, " linreg");
    problem_again(command, &data_stage.command, r->options, false);
    if (r->bowl.unique && (r->options->frame.names.data || !stable))
        report_print(command, " " PRESET_SCALED);
    else if (!stable)
        report_print(command, " --lr %s", number_below(critical / 2.0, 2).text);
}

#define AT(field) offsetof(struct problem_options, field)

static const struct opt own_rows[] = {
    {"--format", .value = "text|csv|moments", .kind = OPT_CHOICE,
     .at = AT(frame.names.csv), .help = "csv: every row; moments: their sums"},
    {"--more", .kind = OPT_FLAG, .at = AT(frame.more),
     .help = "also why it is so", .clash = "--quiet"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(frame.quiet),
     .help = "the table alone"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows},
    {.rows = problem_sums_row},
    {.rows = problem_curve_row},
    {"Output", .rows = frame_picture_rows},
    {.rows = own_rows},
    {0},
};

static const struct problem_options preset = PRESET_DATA;

const struct stage data_stage = {
    .command.name = "data",
    .command.run = frame_command,
    .command.summary = "make apartments whose true formula is known",
    .command.about = "Makes apartments with a known formula and noise, or "
                     "reads a CSV\n"
                     "file, and says how good a line can be.",
    .command.examples = "  trainloop data\n"
                        "  trainloop data --samples 3 --noise 0 --format csv\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .figures = "data",
    .size = sizeof(struct data),
    .data = offsetof(struct data, set.read),
    .check = check,
    .open = open,
    .head = head,
    .show = show,
    .next = next,
    .close = close,
};
