/* generalize as a stage and as a command. */
#include "stages/generalize_command.h"

#include "lesson/wording.h"
#include "stages/generalize.h"
#include "stages/generalize_claims.h"
#include "stages/generalize_figures.h"
#include "stages/generalize_show.h"
#include "text/shell.h"

static const struct generalize_options preset = GENERALIZE_PRESET;

#define AT(field) offsetof(struct generalize_options, field)

static const struct opt draws_row[] = {
    {"--draws", .value = "N", .kind = OPT_COUNT, .at = AT(draws), .min = 1,
     .max = 1e6, .help = "how many test sets, of five apartments each",
     .clash = "--data --holdout"},
    {0},
};

static const struct opt format_row[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.format), .help = "csv: the scores as two rows"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Data", .rows = problem_rows, .base = AT(training.data)},
    {.title = "Training, as early-stop does it",
     .rows = training_lr_row,
     .base = AT(training)},
    {.rows = training_rows, .base = AT(training)},
    {.rows = training_holdout_row, .base = AT(training)},
    {.rows = training_stop_rows, .base = AT(stop)},
    {.title = "Test and output", .rows = draws_row},
    {.rows = generalize_test_seed_row},
    {.rows = format_row},
    {.rows = frame_history_row, .base = AT(frame)},
    {.rows = files_picture_rows, .base = AT(frame.names)},
    {.rows = frame_talk_rows, .base = AT(frame)},
};

static bool draw(const struct generalize *r, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure f[GENERALIZE_FIGURES];

    if (!sheet->draws)
        return true;
    generalize_figures(f, r, sheet_scale(sheet, AXIS_LINEAR));
    return sheet_figures(sheet, f, GENERALIZE_FIGURES, fault);
}

/* More test sets, then real data, then words. */
static void show_next(const struct generalize *r, struct sheet *sheet)
{
    const struct generalize_options *o = r->options;
    const struct training *t = &r->training;
    struct report next = {.hold = true};

    if (judge_diverged(&t->fit.judge))
        return;
    if (o->training.data.file || o->training.holdout > 0.0) {
        report_print(&next, " bigram");
    } else if (o->draws > 1) {
        report_print(&next, " generalize --data data/sacramento.csv "
                            "--holdout 0.2 --standardize --lr 0.1");
    } else {
        report_print(&next, " generalize");
        problem_arguments(&next, &o->training.data);
        wording_training(&next, t, &preset.training, &preset.stop);
        shell_number(&next, "--test-seed", (double)o->test_seed,
                     (double)preset.test_seed);
        report_print(&next, " --draws 1000");
    }
    sheet_next(sheet, &next);
}

static bool show(const void *result, const struct finding *findings, int n,
                 struct sheet *sheet, struct fault *fault)
{
    const struct generalize *r = result;

    generalize_show_scores(r, sheet);
    bool drawn = draw(r, sheet, fault);
    generalize_show_rows(r, sheet, TABLE_PAGE);
    sheet_why(sheet, "\n");
    finding_show(sheet, findings, n);
    show_next(r, sheet);
    return drawn;
}

const struct stage generalize_stage = {
    .command = &generalize_command,
    .size = sizeof(struct generalize),
    .input = AT(training.data.file),
    .seed = AT(training.data.seed),
    .open = generalize_open,
    .head = wording_head,
    .train = generalize_train,
    .judge = generalize_claims,
    .show = show,
    .answer = training_answer,
    .close = training_close,
};

static int run(const struct call *call)
{
    return frame_run(&generalize_stage, call, NULL);
}

const struct command generalize_command = {
    .name = "generalize",
    .run = run,
    .summary = "score the trained model on apartments it has never seen",
    .about = "Trains as early-stop does, then asks: has it learned, or only "
             "memorised?",
    .examples = "  trainloop generalize\n"
                "  trainloop generalize --draws 1000\n"
                "  trainloop generalize --data data/sacramento.csv "
                "--holdout 0.2\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &preset,
    .size = sizeof preset,
};
