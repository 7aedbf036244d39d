/* sweep as a stage and as a command. */
#include "stages/sweep_command.h"

#include "lesson/wording.h"
#include "stages/sweep.h"
#include "stages/sweep_show.h"

#include "trainloop/decimal.h"

#include <stdlib.h>
#include <string.h>

static const struct sweep_options preset = {
    .training = {FRAME_PRESET, PRESET_DATA, .rule = {.epochs = PRESET_EPOCHS}},
    .rates = PRESET_RATES,
};

#define AT(field) offsetof(struct sweep_options, field)

const struct opt sweep_rates_row[] = {
    {"--lr", .alias = "--learning-rate", .value = "RATE,...", .kind = OPT_LIST,
     .at = AT(rates), .help = "rates, or auto"},
    {0},
};

static const struct opt own_rows[] = {
    {"--seeds", .value = "N", .kind = OPT_COUNT, .at = AT(training.frame.seeds),
     .min = 1, .max = 1e6, .help = "run on N seeds: how often claims hold",
     .clash = "--data --history --timing --format"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(training.frame.names.csv), .help = "csv: a row for every rate"},
    {0},
};

static const struct opt_group groups[] = {
    {"Data", .rows = problem_rows, .base = AT(training.data)},
    {"Training", .rows = sweep_rates_row},
    {.rows = training_rows + TRAINING_EPOCHS, .n = 3},
    {"Output", .rows = own_rows},
    {.rows = frame_rows, .n = FRAME_MODEL},
    {.rows = frame_rows + FRAME_PICTURES},
    {0},
};

static void head(const void *result, struct sheet *sheet)
{
    const struct sweep *r = result;
    char rates[40];

    snprintf(rates, sizeof rates, "%.0f rate%s", (double)r->n,
             number_plural((double)r->n));
    wording_head_of(sheet, &r->training, rates);
    sweep_show_forecast(r, sheet);
}

/* Where the rates or the data are the learner's own, the best goes on. */
static void next(const void *result, struct report *command)
{
    const struct sweep *r = result;
    const struct training_options *o = &r->options->training;
    bool own = o->standardize || o->data.file ||
               strcmp(r->options->rates, preset.rates) != 0;
    size_t best = sweep_best(r);

    report_print(command, " early-stop");
    problem_again(command, &sweep_stage.command, r->options, false);
    if (o->standardize)
        report_print(command, " --standardize");
    if (best < r->n && own && r->rows[best].lr != PRESET_LR)
        report_print(command, " --lr %s",
                     decimal_format(r->rows[best].lr).text);
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct sweep *r = result;

    sheet_why(sheet, "\nFound\n");
    sweep_show_results(r, sheet, TABLE_TERMINAL | TABLE_CSV);
    sheet_why(sheet, "loss is measured before the last step, slope and "
                     "intercept after it\n");
    bool drawn = sweep_draw(r, sheet, fault);
    sweep_show_results(r, sheet, TABLE_PAGE);
    sweep_show_words(r, sheet);
    return drawn;
}

/* --seeds: what became of every rate, and of the forecasts. */
struct fates {
    struct fate {
        double asked;
        int diverged, right;
    } * rates; /* (n) */
    size_t n;
};

static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct sweep *r = result;
    struct fates *fates = sum;

    if (!fates->rates)
        fates->rates = calloc(r->n, sizeof *fates->rates);
    if (!fates->rates)
        return fault_memory(fault, (double)r->n * (double)sizeof *fates->rates,
                            "this many rates");
    fates->n = r->n;
    for (size_t i = 0; i < r->n; i++) {
        bool diverged = judge_diverged(&r->rows[i].judge);
        fates->rates[i].asked = r->rows[i].asked;
        fates->rates[i].diverged += diverged;
        fates->rates[i].right += diverged == r->rows[i].diverges;
    }
    *loss = r->rows[0].judge.last;
    return true;
}

static void show_sum(const void *sum, const void *options, struct sheet *sheet)
{
    const struct sweep_options *o = options;
    const struct fates *fates = sum;
    double seeds = (double)o->training.frame.seeds,
           epochs = (double)o->training.rule.epochs;
    struct column columns[] = {
        {sweep_automatic(o) ? "x critical" : "rate", .width = 12,
         .style = COLUMN_EXACT},
        {"completed", .width = 10, .style = COLUMN_PLAIN},
        {"diverged", .width = 10, .style = COLUMN_PLAIN},
        {"forecast right", .width = 16, .style = COLUMN_PLAIN},
    };
    struct table table = {NULL, columns, 4, .where = TABLE_TERMINAL};

    sheet_result(sheet, ", %.0f epoch%s each\n\n", epochs,
                 number_plural(epochs));
    sheet_head(sheet, &table);
    for (size_t i = 0; i < fates->n; i++) {
        const struct fate *f = &fates->rates[i];
        sheet_numbers(
            sheet, &table, NULL,
            (double[]){f->asked, seeds - f->diverged, f->diverged, f->right});
    }
    sheet_end(sheet, &table);
}

static void close_sum(void *sum)
{
    free(((struct fates *)sum)->rates);
}

const struct stage sweep_stage = {
    .command.name = "sweep",
    .command.run = frame_command,
    .command.summary = "several learning rates side by side",
    .command.about =
        "Foretells what every rate will do, runs it, and shows both.",
    .command.examples = "  trainloop sweep\n"
                        "  trainloop sweep --lr auto --epochs 1000\n"
                        "  trainloop sweep --lr 1.1e-4,1.2e-4,1.3e-4\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct sweep),
    .input = AT(training.data.file),
    .seed = AT(training.data.seed),
    TRAINING_SEALS,
    .open = sweep_open,
    .head = head,
    .train = sweep_train,
    .judge = sweep_claims,
    .show = show,
    .next = next,
    .close = sweep_close,
    .runs = "draws of the data",
    .sum_size = sizeof(struct fates),
    .count = count,
    .show_sum = show_sum,
    .close_sum = close_sum,
};
