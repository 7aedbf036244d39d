/* linreg as a stage and as a command. */
#include "stages/linreg_command.h"

#include "lesson/line_figures.h"
#include "lesson/wording.h"
#include "stages/linreg.h"
#include "stages/linreg_claims.h"
#include "stages/linreg_views.h"

static const struct linreg_options preset = LINREG_PRESET;

#define AT(field) offsetof(struct linreg_options, field)
#define ONE_RUN                                                           \
    "--data --history --save --load --trace --stages --journey --timing " \
    "--check-gradient --format"

static const struct opt own_rows[] = {
    {"--trace", .value = "K", .kind = OPT_COUNT, .at = AT(trace),
     .help = "show one epoch in detail, K rows of it"},
    {"--stages", .kind = OPT_FLAG, .at = AT(stages),
     .help = "what each part of the run improved"},
    {"--journey", .kind = OPT_FLAG, .at = AT(journey),
     .help = "how far the slope was, and when"},
    {"--check-gradient", .kind = OPT_FLAG, .at = AT(check_gradient),
     .help = "the formulas beside differences of the loss"},
    {"--seeds", .value = "N", .kind = OPT_COUNT, .at = AT(frame.seeds),
     .min = 1, .max = 1e6, .help = "run on N seeds: how often claims hold",
     .clash = ONE_RUN},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.format), .help = "csv: the same as --history -"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Data", .rows = problem_rows, .base = AT(training.data)},
    {.title = "Training", .rows = training_lr_row, .base = AT(training)},
    {.rows = training_rows, .base = AT(training)},
    {.rows = training_holdout_row, .base = AT(training)},
    {.rows = training_every_row, .base = AT(training)},
    {.title = "What it shows, and where", .rows = own_rows},
    {.rows = frame_history_row, .base = AT(frame)},
    {.rows = frame_model_rows, .base = AT(frame)},
    {.rows = files_picture_rows, .base = AT(frame.names)},
    {.rows = frame_talk_rows, .base = AT(frame)},
};

static bool draw(const struct linreg *r, struct sheet *sheet,
                 struct fault *fault)
{
    const struct training *t = &r->training;
    bool valley = line_figures_valley(t);
    struct figure f[4];

    if (!sheet->draws)
        return true;
    enum axis_scale usual =
        judge_diverged(&t->fit.judge) ? AXIS_LOG : AXIS_LINEAR;
    line_figures_loss(&f[0], t, sheet_scale(sheet, usual));
    line_figures_lines(&f[1], t, AXIS_LINEAR);
    if (valley) {
        line_figures_path(&f[2], t, false);
        line_figures_path(&f[3], t, true);
    }
    return sheet_figures(sheet, f, valley ? 4 : 2, fault);
}

/* The next step: real data wants its x scaled, after that why is the
   question. */
static void show_next(const struct linreg *r, struct sheet *sheet)
{
    const struct training_options *o = r->training.options;
    bool scale = o->data.file && r->training.bowl.unique && !o->standardize;
    struct report next = {.hold = true};

    if (judge_diverged(&r->training.fit.judge))
        return;
    report_print(&next, scale ? " linreg" : " sweep");
    problem_arguments(&next, &o->data);
    report_print(&next, "%s",
                 scale            ? " " PRESET_SCALED
                 : o->standardize ? " --standardize --lr auto"
                                  : "");
    sheet_next(sheet, &next);
}

static bool show(const void *result, const struct finding *findings, int n,
                 struct sheet *sheet, struct fault *fault)
{
    const struct linreg *r = result;

    wording_note(sheet, &r->training);
    wording_result(sheet, &r->training);
    bool drawn = draw(r, sheet, fault);
    linreg_views(r, sheet);
    wording_why(sheet, &r->training);
    sheet_why(sheet, "\n");
    finding_show(sheet, findings, n);
    show_next(r, sheet);
    return drawn;
}

static double examples(const void *options)
{
    const struct linreg_options *o = options;

    return (double)o->training.epochs * (double)o->training.data.samples;
}

/* --seeds: how many runs diverged. */
static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct linreg *r = result;
    int *diverged = sum;

    (void)fault;
    *diverged += judge_diverged(&r->training.fit.judge);
    *loss = r->training.fit.last.loss;
    return true;
}

static void show_sum(const void *sum, const void *options, uint64_t first,
                     struct sheet *sheet)
{
    const struct linreg_options *o = options;
    const int *diverged = sum;

    sheet_result(sheet,
                 "%.0f draws of the data, seeds %.0f to %.0f: %.0f runs "
                 "completed, %d diverged\n\n",
                 (double)o->frame.seeds, (double)first,
                 (double)o->training.data.seed,
                 (double)o->frame.seeds - *diverged, *diverged);
}

const struct stage linreg_stage = {
    .command = &linreg_command,
    .size = sizeof(struct linreg),
    .input = AT(training.data.file),
    .seed = AT(training.data.seed),
    .csv_is_history = true,
    .open = linreg_open,
    .head = wording_head,
    .train = linreg_train,
    .judge = linreg_claims,
    .show = show,
    .answer = training_answer,
    .save = training_save,
    .close = training_close,
    .sum_size = sizeof(int),
    .examples = examples,
    .count = count,
    .show_sum = show_sum,
};

static int run(const struct call *call)
{
    return frame_run(&linreg_stage, call, NULL);
}

const struct command linreg_command = {
    .name = "linreg",
    .run = run,
    .summary = "fit price = slope * sqm + intercept by gradient descent",
    .about = "Trains a straight line: predict, measure the loss, find the "
             "gradient, update.",
    .examples = "  trainloop linreg --lr 1e-7 --epochs 200\n"
                "  trainloop linreg --epochs 1000 --stages --journey\n"
                "  trainloop linreg --data data/sacramento.csv --standardize "
                "--lr 0.4\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &preset,
    .size = sizeof preset,
};
