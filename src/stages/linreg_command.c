/* What linreg shows; it as a stage and as a command. */
#include "stages/linreg_command.h"

#include "lesson/line_figures.h"
#include "lesson/wording.h"
#include "stages/linreg.h"

#include "trainloop/num.h"

#include <math.h>

/* A table that is shown on request. */
static struct table view(const struct column *columns, int n, unsigned where)
{
    return (struct table){.columns = columns,
                          .n = n,
                          .where = where,
                          .level = SHEET_VIEW,
                          .ruled = true};
}

/* The gradient at the end, and the update that would come next. */
static void say_update(struct sheet *sheet, const struct training *t)
{
    const struct dataset *set = &t->set;
    const struct gradient *last = &t->fit.last;
    struct gradient g = line_unscale_gradient(last, set->center, set->scale);
    struct line line = training_line(t), next = t->fit.line;

    sheet_view(sheet,
               "mean squared error of all rows %s\n"
               "gradient: slope     -2 * mean(%.40s * error) = %s\n"
               "          intercept -2 * mean(error) = %s\n",
               problem_loss(set, last->loss).text, set->x_name,
               number_group(g.d_slope, 0).text,
               number_group(g.d_intercept, 0).text);
    if (judge_diverged(&t->fit.judge))
        return;
    line_descend(&next, last, t->lr);
    next = line_unscale(&next, set->center, set->scale);
    sheet_view(sheet, "the next update: slope %s -> %s, intercept %s -> %s\n",
               number_plain(line.slope, 4).text,
               number_plain(next.slope, 4).text,
               number_plain(line.intercept, 4).text,
               number_plain(next.intercept, 4).text);
}

/* --trace K: one epoch in detail, at the end of the run. */
static void show_trace(struct sheet *sheet, const struct training *t,
                       uint64_t rows)
{
    size_t n = t->set.train.n;

    sheet_view(sheet,
               "\nOne epoch in detail, with the parameters after "
               "%.0f updates\n",
               (double)t->fit.judge.steps);
    wording_errors(sheet, view(NULL, 5, TABLE_TERMINAL), COLUMN_PLAIN, t,
                   &t->set.train, rows < n ? (size_t)rows : n);
    say_update(sheet, t);
}

/* --stages: from the loss at a stage's first epoch to that at its last. */
static void show_stages(struct sheet *sheet, const struct linreg *r)
{
    static const struct column columns[] = {
        {"from", .width = 6, .style = COLUMN_PLAIN},
        {"to", .width = 6, .style = COLUMN_PLAIN},
        {"first loss", .width = 16},
        {"last loss", .width = 16},
        {"better %", .width = 10, .decimals = 2},
        {"% an epoch", .width = 11, .decimals = 3},
    };
    struct table table = view(columns, 6, TABLE_TERMINAL);

    sheet_view(sheet, "\nImprovement by stage\n");
    sheet_head(sheet, &table);
    for (int i = 0; i < LINREG_STAGES; i++) {
        uint64_t from = linreg_part_ends[i], to = linreg_part_ends[i + 1];
        const struct linreg_mark *a = linreg_at(r, from);
        const struct linreg_mark *b = linreg_at(r, to - 1);
        if (!a || !b || to > r->training.fit.judge.measured) {
            sheet_view(sheet, "epochs %.0f to %.0f were not all run\n",
                       (double)from, (double)to);
            return;
        }
        double factor = num_factor(a->loss, b->loss, to - 1 - from);
        double fall = num_fall(a->loss, b->loss), each = 100.0 * (1.0 - factor);
        sheet_numbers(
            sheet, &table, NULL,
            (double[]){(double)from, (double)to, a->loss, b->loss, fall, each});
    }
}

static void journey_row(struct sheet *sheet, const struct table *table,
                        const struct linreg_mark *mark, double aim)
{
    if (!mark)
        return;
    double slope = mark->line.slope, intercept = mark->line.intercept;
    sheet_numbers(sheet, table, NULL,
                  (double[]){(double)mark->epoch, mark->loss, slope, intercept,
                             fabs(aim - slope)});
}

/* --journey: loss and parameters of the same moment, before the step. */
static void show_journey(struct sheet *sheet, const struct linreg *r,
                         bool asked)
{
    const struct training *t = &r->training;
    bool truth = t->set.has_truth;
    double aim = truth ? t->set.truth.line.slope : t->bowl.best.slope;
    double share = linreg_share(r);
    struct column columns[] = {
        {"epoch", .width = 7, .style = COLUMN_PLAIN},
        {"loss", .width = 18},
        {"slope", .width = 10, .style = COLUMN_PLAIN, .decimals = 1},
        {"intercept", .width = 11, .style = COLUMN_PLAIN, .decimals = 1},
        {truth ? "to true slope" : "to best slope", .width = 14,
         .style = COLUMN_PLAIN, .decimals = 1},
    };
    struct table table =
        view(columns, 5, TABLE_PAGE | (asked ? TABLE_TERMINAL : 0));
    uint64_t last = t->fit.judge.measured - 1;
    const struct linreg_mark *end = linreg_at(r, last);
    /* A run that diverged stopped without a step: it is still there. */
    struct linreg_mark stopped = {last, t->fit.judge.last, training_line(t)};

    table.caption = "The journey, each epoch before its step";
    if (asked)
        sheet_view(sheet, "\n%s\n", table.caption);
    sheet_head(sheet, &table);
    for (uint64_t k = 0; k < last; k = linreg_next_stop(k))
        journey_row(sheet, &table, linreg_at(r, k), aim);
    journey_row(sheet, &table, end ? end : &stopped, aim);
    sheet_end(sheet, &table);
    if (asked && share == share)
        sheet_view(sheet,
                   "%.1f %% of the reduction came in the first 50 epochs, "
                   "%.1f %% after\n",
                   share, 100.0 - share);
}

/* Formula and difference; returns how far they are apart, as a part of the
   greatest the gradient could be. */
static double gradient_row(struct sheet *sheet, const char *name,
                           double formula, double difference, double most)
{
    double apart = fabs(formula - difference);
    double part = most > 0.0 ? apart / most : apart;

    sheet_view(sheet, "%-20s %18s %18s  %7.1e  %7.1e\n", name,
               number_group(formula, 4).text, number_group(difference, 4).text,
               apart, part);
    return part;
}

/* By Cauchy and Schwarz |d loss / d w| <= 2 sqrt(mean(input^2) * loss): that
   is the measure, for at the best line the gradient itself is 0.  Returns the
   greater part of it by which they differ; inf where there is no loss. */
static double check_gradient_at(struct sheet *sheet, const struct training *t,
                                const char *when, const struct line *line)
{
    const struct points *p = &t->set.train;
    struct gradient g = line_gradient(line, p);
    double mean = t->trained.x_mean, deviation = t->trained.x_deviation;
    double x = sqrt(mean * mean + deviation * deviation), root = sqrt(g.loss);
    struct line h = {root / x, root};

    sheet_view(sheet, "%s%s: slope %.6g, intercept %.6g\n", when,
               t->options->standardize ? ", over the scaled x" : "",
               line->slope, line->intercept);
    if (!isfinite(g.loss)) {
        sheet_view(sheet, "the loss is no number here: no check\n");
        return HUGE_VAL;
    }
    h.slope = h.slope > 0.0 && isfinite(h.slope) ? h.slope : 1.0;
    h.intercept = h.intercept > 0.0 ? h.intercept : 1.0;
    struct gradient c = line_gradient_central(line, p, &h);
    double a = gradient_row(sheet, "d loss / d slope", g.d_slope, c.d_slope,
                            2.0 * x * root);
    double b = gradient_row(sheet, "d loss / d intercept", g.d_intercept,
                            c.d_intercept, 2.0 * root);
    return a > b ? a : b;
}

/* --check-gradient */
static void show_gradient(struct sheet *sheet, const struct training *t)
{
    sheet_view(sheet,
               "\nThe gradient's formulas beside (loss(w + h) - loss(w - h)) "
               "/ 2h\n%-20s %18s %18s  %7s  %7s\n",
               "", "formula", "central difference", "differ", "of most");
    double start = check_gradient_at(sheet, t, "at the start", &t->start);
    double end = check_gradient_at(sheet, t, "at the end", &t->fit.line);
    if (start <= 1e-6 && end <= 1e-6)
        sheet_view(sheet, "They agree: the loss is a parabola in w, and "
                          "nothing but rounding is between them\n");
    else if (isfinite(start) && isfinite(end))
        sheet_view(sheet, "They do not agree\n");
    sheet_view(sheet, "of most: of the greatest that the gradient could be at "
                      "this loss\n");
}

static bool draw(const struct training *t, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure f[4];
    int n = 2;

    if (!sheet->draws)
        return true;
    enum axis_scale usual =
        judge_diverged(&t->fit.judge) ? AXIS_LOG : AXIS_LINEAR;
    line_figures_loss(&f[0], t, sheet_scale(sheet, usual));
    line_figures_lines(&f[1], t, AXIS_LINEAR);
    if (line_figures_valley(t)) {
        line_figures_path(&f[n++], t, false);
        line_figures_path(&f[n++], t, true);
    }
    return sheet_figures(sheet, f, n, fault);
}

/* The next step: real data wants its x scaled, after that why is the
   question. */
static void next(const void *result, struct report *command)
{
    const struct training *t = result;
    const struct training_options *o = t->options;
    bool scale = o->data.file && t->bowl.unique && !o->standardize;

    if (judge_diverged(&t->fit.judge))
        return;
    report_print(command, scale ? " linreg" : " sweep");
    problem_again(command, &linreg_stage.command, o, false);
    report_print(command, "%s",
                 scale            ? " " PRESET_SCALED
                 : o->standardize ? " --standardize --lr auto"
                                  : "");
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    const struct linreg_options *o = (const void *)t->options;

    wording_note(sheet, t);
    wording_result(sheet, t);
    bool drawn = draw(t, sheet, fault);
    if (o->trace > 0)
        show_trace(sheet, t, o->trace);
    if (o->stages)
        show_stages(sheet, r);
    show_journey(sheet, r, o->journey);
    if (o->check_gradient)
        show_gradient(sheet, t);
    wording_why(sheet, t);
    return drawn;
}

/* --seeds: how many runs diverged. */
static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct fit_line *fit = &((const struct linreg *)result)->training.fit;
    int *diverged = sum;

    (void)fault;
    *diverged += judge_diverged(&fit->judge);
    *loss = fit->last.loss;
    return true;
}

static void show_sum(const void *sum, const void *options, struct sheet *sheet)
{
    const struct frame_options *o = options;
    int diverged = *(const int *)sum;

    sheet_result(sheet, ": %.0f runs completed, %d diverged\n",
                 (double)o->seeds - diverged, diverged);
}

static const struct linreg_options preset = {
    .training = {FRAME_PRESET, PRESET_DATA,
                 .rule = {.epochs = PRESET_EPOCHS, .lr = PRESET_LR},
                 .every = {.n = PRESET_EVERY}},
};

#define AT(field) offsetof(struct linreg_options, field)

static const struct opt own_rows[] = {
    {"--trace", .value = "K", .kind = OPT_COUNT, .at = AT(trace),
     .help = "show one epoch in detail, K rows of it"},
    {"--stages", .kind = OPT_FLAG, .at = AT(stages),
     .help = "what each part of the run improved"},
    {"--journey", .kind = OPT_FLAG, .at = AT(journey),
     .help = "how far the slope was, and when"},
    {"--check-gradient", .kind = OPT_FLAG, .at = AT(check_gradient),
     .help = "the formulas beside differences of the loss"},
    {"--seeds", .value = "N", .kind = OPT_COUNT, .at = AT(training.frame.seeds),
     .min = 1, .max = 1e6, .help = "run on N seeds: how often claims hold",
     .clash = "--data --history --save --load --trace --stages --journey "
              "--timing --check-gradient --format"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.frame.names.csv),
     .help = "csv: the same as --history -"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows, .base = AT(training.data)},
    {"Training", .rows = training_rows},
    {"What it shows, and where", .rows = own_rows},
    {.rows = frame_rows},
    {0},
};

const struct stage linreg_stage = {
    .command.name = "linreg",
    .command.run = frame_command,
    .command.summary =
        "fit price = slope * sqm + intercept by gradient descent",
    .command.about =
        "Trains a straight line: predict, measure the loss, find the "
        "gradient, update.",
    .command.examples = "  trainloop linreg --lr 1e-7 --epochs 200\n"
                        "  trainloop linreg --epochs 1000 --stages --journey\n"
                        "  trainloop linreg --data data/sacramento.csv "
                        "--standardize --lr 0.4\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct linreg),
    .input = AT(training.data.file),
    .seed = AT(training.data.seed),
    TRAINING_SEALS,
    .csv_is_history = true,
    .open = training_open,
    .head = wording_head,
    .train = linreg_train,
    .judge = linreg_claims,
    .show = show,
    .next = next,
    .answer = training_answer,
    .save = training_save,
    .close = training_close,
    .runs = "draws of the data",
    .sum_size = sizeof(int),
    .count = count,
    .show_sum = show_sum,
};
