/* The stage data, from options to result, and as a command. */
#include "stages/data.h"

#include "trainloop/decimal.h"

enum { FIRST = 5 }; /* rows shown */

static bool open(void *result, const void *options, bool pictures,
                 struct fault *fault)
{
    struct data *r = result;
    const struct data_options *o = r->options = options;

    (void)pictures;
    if (!problem_open(&r->set, &o->problem, fault))
        return false;
    r->bowl = bowl_measure(&r->set.train);
    if (r->set.has_truth)
        r->true_loss = line_gradient(&r->set.truth.line, &r->set.train).loss;
    return true;
}

static void close(void *result)
{
    points_free(&((struct data *)result)->set);
}

static void say_range(struct sheet *sheet, const char *name, double low,
                      double high, const char *end)
{
    int decimals = problem_decimals(low, high);

    sheet_why(sheet, "%.40s %s - %s%s", name, number_group(low, decimals).text,
              number_group(high, decimals).text, end);
}

static void head(const void *result, struct sheet *sheet)
{
    const struct data *r = result;
    const struct dataset *set = &r->set;
    const struct truth *t = &set->truth;

    problem_say(sheet, set, &r->options->problem);
    sheet_why(sheet, "\n");
    if (set->has_truth)
        sheet_why(sheet, "%s = %s * %s + %s + noise (standard deviation %s)\n",
                  set->y_name, decimal_format(t->line.slope).text, set->x_name,
                  decimal_format(t->line.intercept).text,
                  decimal_format(t->noise).text);
    problem_say_columns(sheet, set);
    say_range(sheet, set->x_name, r->bowl.x_low, r->bowl.x_high, "   ");
    say_range(sheet, set->y_name, r->bowl.y_low, r->bowl.y_high, "\n\n");
}

/* The first rows for people, all of them for CSV. */
static void show_rows(const struct data *r, struct sheet *sheet, unsigned where)
{
    const struct points *p = &r->set.train;
    bool all = sheet->csv != NULL;
    struct column columns[] = {
        {r->set.x_name, .name = r->set.x_name, .width = 10,
         .decimals = problem_decimals(r->bowl.x_low, r->bowl.x_high)},
        {r->set.y_name, .name = r->set.y_name, .width = 14,
         .decimals = problem_decimals(r->bowl.y_low, r->bowl.y_high)},
    };
    struct table table = {"The first rows", columns, .n = 2, .where = where,
                          .ruled = true};

    sheet_head(sheet, &table);
    for (size_t i = 0; i < p->n && (all || i < FIRST); i++)
        sheet_numbers(sheet, &table, NULL, (double[]){p->x[i], p->y[i]});
    sheet_end(sheet, &table);
}

/* Baseline and floor: how good is good, before any training. */
static void show_yardsticks(const struct data *r, struct sheet *sheet)
{
    const struct dataset *set = &r->set;
    const struct bowl *bowl = &r->bowl;
    const struct problem_line lines[] = {
        {"baseline", {0.0, bowl->y_mean}, bowl->baseline},
        {"floor", bowl->best, bowl->floor},
        {set->has_truth ? "true line" : NULL, set->truth.line, r->true_loss},
    };

    sheet_why(sheet, "\nHow good is good, before any training\n");
    problem_lines(sheet, SHEET_WHY, set, lines, 3);
    sheet_why(sheet, "baseline: always predict the mean; floor: the best line, "
                     "none has less loss\n");
    if (!bowl->unique)
        sheet_why(sheet,
                  "%.40s is the same in every row: the slope is not unique, "
                  "many lines are the best\n",
                  set->x_name);
    else if (set->has_truth && r->true_loss > bowl->floor &&
             r->true_loss > bowl->rounding)
        sheet_why(sheet, "the noise moved the optimum away from the truth\n");
}

/* The points with the best line, the true one and the mean. */
static bool draw(const struct data *r, struct sheet *sheet, struct fault *fault)
{
    const struct points *p = &r->set.train;
    struct figure f;

    if (!sheet->draws)
        return true;
    problem_figure(&f, sheet_scale(sheet, AXIS_LINEAR),
                   "The data, before any training", &r->set);
    problem_settings(&f, &r->set, &r->options->problem);
    figure_add(&f, LOOK_POINTS, 'o', p->x, p->y, p->n, "data");
    problem_draw_line(&f, "best (floor)", '-', &r->bowl.best, &r->bowl);
    if (r->set.has_truth)
        problem_draw_line(&f, "true", '.', &r->set.truth.line, &r->bowl);
    figure_add(&f, LOOK_LEVEL, '=', NULL, &r->bowl.y_mean, 1,
               "baseline: the mean");
    figure_note(&f,
                "%.0f point%s. A model must beat the baseline; no line beats "
                "the best one.",
                (double)p->n, number_plural((double)p->n));
    return sheet_figures(sheet, &f, 1, fault);
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct data *r = result;

    show_rows(r, sheet, TABLE_TERMINAL | TABLE_CSV);
    if (r->set.train.n > FIRST)
        sheet_why(sheet, "the first %d of %.0f; --format csv prints all\n",
                  FIRST, (double)r->set.train.n);
    show_yardsticks(r, sheet);
    bool drawn = draw(r, sheet, fault);
    show_rows(r, sheet, TABLE_PAGE);
    return drawn;
}

static void next(const void *result, struct report *command)
{
    const struct data *r = result;
    const struct problem_options *o = &r->options->problem;

    report_print(command, " linreg");
    problem_again(command, &data_stage.command, r->options, false);
    if (o->file && r->bowl.unique)
        report_print(command, " " PRESET_SCALED);
}

#define AT(field) offsetof(struct data_options, field)

static const struct opt own_rows[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.names.csv), .help = "csv: every row, all digits"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(frame.quiet),
     .help = "the table alone"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows, .base = AT(problem)},
    {"Output", .rows = frame_rows + FRAME_PICTURES, .n = 4},
    {.rows = own_rows},
    {0},
};

static const struct data_options preset = {FRAME_PRESET, PRESET_DATA};

const struct stage data_stage = {
    .command.name = "data",
    .command.run = frame_command,
    .command.summary = "make apartments whose true formula is known",
    .command.about = "Makes apartments with a known formula and noise, or "
                     "reads a CSV\n"
                     "file, and says how good a line can be.",
    .command.examples = "  trainloop data\n"
                        "  trainloop data --samples 3 --noise 0 --format csv\n"
                        "  trainloop data --data data/sacramento.csv\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct data),
    .input = AT(problem.file),
    .seed = AT(problem.seed),
    .data = offsetof(struct data, set.read),
    .open = open,
    .head = head,
    .show = show,
    .next = next,
    .close = close,
};
