/* early-stop as a stage and as a command. */
#include "stages/early_stop_command.h"

#include "lesson/wording.h"
#include "stages/early_stop.h"
#include "stages/early_stop_claims.h"
#include "stages/early_stop_figures.h"
#include "stages/early_stop_show.h"

static const struct early_stop_options preset = EARLY_STOP_PRESET;

#define AT(field) offsetof(struct early_stop_options, field)

static const struct opt own_rows[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.format), .help = "csv: the result as one row"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Data", .rows = problem_rows, .base = AT(training.data)},
    {.title = "Training", .rows = training_lr_row, .base = AT(training)},
    {.rows = training_rows, .base = AT(training)},
    {.rows = training_holdout_row, .base = AT(training)},
    {.rows = training_every_row, .base = AT(training)},
    {.title = "When to stop", .rows = training_stop_rows, .base = AT(stop)},
    {.title = "Output", .rows = frame_history_row, .base = AT(frame)},
    {.rows = frame_model_rows, .base = AT(frame)},
    {.rows = own_rows},
    {.rows = files_picture_rows, .base = AT(frame.names)},
    {.rows = frame_talk_rows, .base = AT(frame)},
};

static bool draw(const struct early_stop *r, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure f[EARLY_STOP_FIGURES];

    if (!sheet->draws)
        return true;
    int n = early_stop_figures(f, r, sheet_scale(sheet, AXIS_LOG));
    return sheet_figures(sheet, f, n, fault);
}

/* The same training, scored: real data need rows to score on. */
static void show_next(const struct early_stop *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct training_options *o = t->options;
    struct report next = {.hold = true};

    if (judge_diverged(&t->fit.judge) || (o->data.file && t->set.train.n < 5))
        return;
    report_print(&next, " generalize");
    problem_arguments(&next, &o->data);
    wording_training(&next, t, &preset.training, &preset.stop);
    if (o->data.file && !(o->holdout > 0.0))
        report_print(&next, " --holdout 0.2");
    sheet_next(sheet, &next);
}

static bool show(const void *result, const struct finding *findings, int n,
                 struct sheet *sheet, struct fault *fault)
{
    const struct early_stop *r = result;
    const struct training *t = &r->training;

    wording_note(sheet, t);
    if (!judge_diverged(&t->fit.judge))
        sheet_result(sheet, "\n");
    wording_ending(sheet, SHEET_RESULT, t);
    wording_result(sheet, t);
    early_stop_show_row(r, sheet);
    bool drawn = draw(r, sheet, fault);
    early_stop_show_after(r, sheet);
    sheet_why(sheet, "\n");
    finding_show(sheet, findings, n);
    show_next(r, sheet);
    return drawn;
}

const struct stage early_stop_stage = {
    .command = &early_stop_command,
    .size = sizeof(struct early_stop),
    .input = AT(training.data.file),
    .seed = AT(training.data.seed),
    .open = early_stop_open,
    .head = wording_head,
    .train = early_stop_train,
    .judge = early_stop_claims,
    .show = show,
    .answer = training_answer,
    .save = training_save,
    .close = training_close,
};

static int run(const struct call *call)
{
    return frame_run(&early_stop_stage, call, NULL);
}

const struct command early_stop_command = {
    .name = "early-stop",
    .run = run,
    .summary = "stop when the loss no longer improves",
    .about = "Trains until the loss improves no more, and says whether that "
             "was the end.",
    .examples = "  trainloop early-stop\n"
                "  trainloop early-stop --min-delta 1000\n"
                "  trainloop early-stop --standardize --lr 0.1 --min-delta "
                "0.1%\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &preset,
    .size = sizeof preset,
};
