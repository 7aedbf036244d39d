/* sweep: several learning rates side by side, foretold and run. */
#include "stages/lesson.h"
#include "stages/sweep.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .names = {PICTURE_DEFAULTS},
    .rates = SWEEP_RATES,
    .epochs = 200,
    .seeds = 1,
};

#define AT(field) offsetof(struct linreg_options, field)

const struct opt sweep_rate_rows[1] = {
    {"--lr", "RATE,...", "rates, or auto", OPT_LIST, AT(rates), 0, DBL_MAX,
     "--learning-rate", NULL, NULL},
};

static const struct opt own_rows[] = {
    {"--seeds", "N", "run on N seeds: how often claims hold", OPT_COUNT,
     AT(seeds), 1, 1e6, NULL, "--data --history --timing --format", NULL},
    {"--format", "text|csv", "csv: a row for every rate", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training", sweep_rate_rows, 1, 0},
    {NULL, &linreg_train_rows[ROW_EPOCHS], 3, 0},
    {"Output", own_rows, 2, 0},
    {NULL, linreg_file_rows, 1, 0},
    {NULL, picture_rows, PICTURE_ROWS, AT(names)},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

/* --lr auto: from far too small to far too large, cut to three digits, so that
   they can be typed again. */
enum { PROPOSED = 7 };
static const double proposed[PROPOSED] = {0.001, 0.01, 0.1, 0.5, 0.9, 1.1, 2.0};

static bool propose(struct sweep *sweep, const struct linreg_run *run,
                    struct fault *fault)
{
    double critical = run->trained.critical;

    if (!(critical > 1e-300)) {
        fault_set(fault, run->options->data.file ? FAULT_FILE : FAULT_USAGE,
                  "'%.40s' is too big: no rate is stable that '--lr auto' "
                  "could propose",
                  run->set.x_name);
        return fault_hint(fault, "Divide it by a power of ten, or make the "
                                 "--range smaller");
    }
    for (int i = 0; i < PROPOSED; i++)
        decimal_parse(number_below(proposed[i] * critical, 3).text,
                      &sweep->rows[i].lr);
    return true;
}

/* How many numbers an OPT_LIST has. */
static size_t count_rates(const char *list)
{
    size_t n = 1;

    for (; *list != '\0'; list++)
        n += *list == ',';
    return n;
}

/* One row for every rate, still without results. */
static bool make_rows(struct sweep *sweep, const struct linreg_run *run,
                      struct fault *fault)
{
    const char *list = run->options->rates;
    bool automatic = strcmp(list, "auto") == 0;

    sweep->n = automatic ? PROPOSED : count_rates(list);
    sweep->rows = calloc(sweep->n, sizeof *sweep->rows);
    if (!sweep->rows)
        return fault_memory(fault,
                            (double)sweep->n * (double)sizeof *sweep->rows,
                            "this many rates");
    if (automatic)
        return propose(sweep, run, fault);
    for (size_t i = 0; list; i++)
        list = opt_next(list, &sweep->rows[i].lr);
    return true;
}

/* Says of every rate what it will do; then lets it. */
static void foretell(struct sweep *sweep, const struct linreg_run *run)
{
    double epochs = (double)run->options->epochs;

    for (size_t i = 0; i < sweep->n; i++) {
        struct sweep_row *row = &sweep->rows[i];
        row->forecast = forecast_make(&run->trained, &run->start, row->lr);
        row->diverges = forecast_diverges(&row->forecast, epochs);
    }
}

static void run_rates(struct sweep *sweep, struct linreg_run *run)
{
    for (size_t i = 0; i < sweep->n; i++) {
        struct sweep_row *row = &sweep->rows[i];
        run->lr = row->lr;
        run->sketch = row->sketch;
        linreg_run_train(run);
        row->sketch = run->sketch;
        run->sketch = (struct linreg_sketch){0};
        run->before += run->judge.measured;
        row->judge = run->judge;
        row->line = linreg_run_line(run);
        row->left = forecast_make(&run->trained, &run->line, row->lr);
    }
}

/* --format csv */
static void write_csv(const struct sweep *sweep, struct report *report)
{
    static const char *const words[] = {"completed", "diverged"};

    report_print(report, "lr,verdict,epochs,loss,slope,intercept,"
                         "improvement_percent,predicted\n");
    for (size_t i = 0; i < sweep->n; i++) {
        const struct sweep_row *row = &sweep->rows[i];
        const struct judge *t = &row->judge;
        double values[] = {(double)t->steps, t->last, row->line.slope,
                           row->line.intercept, num_fall(t->first, t->last)};
        report_print(report, "%s,%s", decimal_format(row->lr).text,
                     words[judge_diverged(t)]);
        for (int k = 0; k < 5; k++)
            report_print(report, ",%s", decimal_format(values[k]).text);
        report_print(report, ",%s\n", words[row->diverges]);
    }
}

/* Where the rates or the data are the learner's own, the best goes on. */
static void show_next(const struct linreg_run *run, const struct sweep *sweep)
{
    const struct linreg_options *o = run->options;
    size_t best = sweep_best(sweep);

    linreg_show_next(run, "early-stop");
    if (o->standardize)
        report_print(run->report, " --standardize");
    if (best < sweep->n && (o->standardize || o->data.file ||
                            strcmp(o->rates, defaults.rates) != 0))
        problem_number(run->report, "--lr", sweep->rows[best].lr, 1e-7);
    report_print(run->report, "\n");
}

static bool draw(const struct linreg_run *run, const struct sweep *sweep,
                 struct run_files *files, struct fault *fault)
{
    enum axis_scale scale = run_files_scale(files->names, AXIS_LOG);
    struct figure f[2];

    if (!run_files_pictures(files))
        return true;
    int n = sweep_figures(f, run, sweep, scale);
    if (!run_files_draw(files, run->report, f, n, fault))
        return false;
    if (files->page)
        sweep_page_results(files->page, run, sweep);
    return true;
}

/* All that follows the pictures. */
static void print_rest(const struct linreg_run *run, const struct sweep *sweep,
                       const struct finding findings[SWEEP_CLAIMS])
{
    if (run->options->quiet)
        return;
    sweep_show_words(run, sweep);
    report_print(run->report, "\n");
    claims_print(run->report, findings, SWEEP_CLAIMS);
    show_next(run, sweep);
}

void sweep_free(struct sweep *sweep)
{
    for (size_t i = 0; sweep->rows && i < sweep->n; i++)
        linreg_sketch_free(&sweep->rows[i].sketch);
    free(sweep->rows);
    sweep->rows = NULL;
    sweep->n = 0;
}

/* The first rates get something to remember for their pictures. */
static bool make_sketches(struct sweep *sweep, struct fault *fault)
{
    for (size_t i = 0; i < sweep->n && i < SWEEP_DRAWN; i++)
        if (!linreg_sketch_make(&sweep->rows[i].sketch, fault))
            return false;
    return true;
}

bool sweep_run(struct linreg_run *run, struct sweep *sweep,
               const struct linreg_options *o, bool pictures,
               struct finding findings[SWEEP_CLAIMS], struct fault *fault)
{
    char rates[40];

    if (!linreg_run_open(run, o, fault) || !make_rows(sweep, run, fault) ||
        (pictures && !make_sketches(sweep, fault)))
        return false;
    snprintf(rates, sizeof rates, "%.0f rate%s", (double)sweep->n,
             sweep->n == 1 ? "" : "s");
    linreg_show_head(run, rates);
    foretell(sweep, run);
    if (!o->quiet)
        sweep_show_forecast(run, sweep);
    progress_start(&run->progress, "epoch", sweep->n * o->epochs,
                   (double)run->set.train.n, o->quiet);
    run_rates(sweep, run);
    sweep_claims(run, sweep, findings);
    return true;
}

static int run_once(const struct linreg_options *o, struct run_files *files,
                    struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {
        .report = o->claims_only ? &nothing : &files->text,
        .history = o->names.history ? &files->rows : NULL,
    };
    struct sweep sweep = {0};
    struct finding findings[SWEEP_CLAIMS];
    int status = FAULT_INTERNAL;

    if (sweep_run(&run, &sweep, o, run_files_pictures(files), findings,
                  fault)) {
        sweep_show_results(&run, &sweep);
        bool drawn = draw(&run, &sweep, files, fault);
        print_rest(&run, &sweep, findings);
        write_csv(&sweep, &files->result);
        if (o->timing)
            progress_timing(&run.progress, run.before);
        if (o->claims_only)
            claims_print(&files->text, findings, SWEEP_CLAIMS);
        if (files->page)
            claims_page(files->page, findings, SWEEP_CLAIMS);
        if (drawn && run_files_commit(files, true, o->quiet, fault))
            status =
                o->claims_only && claims_failing(findings, SWEEP_CLAIMS) > 0;
    }
    sweep_free(&sweep);
    linreg_run_close(&run);
    return status;
}

/* --seeds: what became of every rate, and of the forecasts. */
static void count_fates(struct sweep *sum, const struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->n; i++) {
        bool diverged = judge_diverged(&sweep->rows[i].judge);
        sum->rows[i].lr = sweep->rows[i].lr;
        sum->rows[i].diverged += diverged;
        sum->rows[i].right += diverged == sweep->rows[i].diverges;
    }
}

static void show_fates(struct report *report, const struct sweep *sum,
                       const struct linreg_options *o, uint64_t first)
{
    bool automatic = strcmp(o->rates, "auto") == 0;

    report_print(report,
                 "%.0f draws of the data, seeds %.0f to %.0f, %.0f epoch%s "
                 "each\n\n%12s %10s %10s %16s\n",
                 (double)o->seeds, (double)first, (double)o->data.seed,
                 (double)o->epochs, o->epochs == 1 ? "" : "s",
                 automatic ? "x critical" : "rate", "completed", "diverged",
                 "forecast right");
    for (size_t i = 0; i < sum->n; i++) {
        const struct sweep_row *row = &sum->rows[i];
        report_print(report, "%12s %10.0f %10d %16d\n",
                     decimal_format(automatic ? proposed[i] : row->lr).text,
                     (double)o->seeds - row->diverged, row->diverged,
                     row->right);
    }
    report_print(report, "\n");
}

static int run_seeds(struct linreg_options *o, struct run_files *files,
                     struct fault *fault)
{
    struct tally tallies[SWEEP_CLAIMS] = {0};
    struct report nothing = {.silent = true};
    struct sweep sum = {0};
    struct progress progress;
    uint64_t first = o->data.seed;
    bool ready = true;

    progress_start(&progress, "seed", o->seeds,
                   (double)o->epochs * (double)o->data.samples, o->quiet);
    for (uint64_t k = 0; ready && k < o->seeds; k++) {
        struct linreg_run run = {.report = &nothing};
        struct sweep sweep = {0};
        struct finding findings[SWEEP_CLAIMS];
        o->data.seed = first + k;
        ready = sweep_run(&run, &sweep, o, false, findings, fault) &&
                (k > 0 || make_rows(&sum, &run, fault));
        if (ready) {
            claims_count(tallies, findings, SWEEP_CLAIMS);
            count_fates(&sum, &sweep);
            if (k == progress.next)
                progress_look(&progress, k, sweep.rows[0].judge.last);
        }
        sweep_free(&sweep);
        linreg_run_close(&run);
    }
    if (ready && !o->claims_only)
        show_fates(&files->text, &sum, o, first);
    if (ready)
        claims_print_tally(&files->text, tallies, SWEEP_CLAIMS);
    sweep_free(&sum);
    return !ready
               ? (int)fault->kind
               : o->claims_only && claims_tally_failing(tallies, SWEEP_CLAIMS);
}

static int run_any(struct linreg_options *o, struct run_files *files,
                   struct fault *fault)
{
    return o->seeds > 1 ? run_seeds(o, files, fault)
                        : run_once(o, files, fault);
}

int sweep_stage(int argc, char **argv, FILE *out, struct report *page,
                struct fault *fault)
{
    return linreg_run_command(&command_sweep, run_any, argc, argv, out, page,
                              fault);
}

static int cmd_sweep(int argc, char **argv, FILE *out, struct fault *fault)
{
    return sweep_stage(argc, argv, out, NULL, fault);
}

const struct command command_sweep = {
    .name = "sweep",
    .run = cmd_sweep,
    .summary = "several learning rates side by side",
    .about = "Foretells what every rate will do, runs it, and shows both.",
    .examples = "  trainloop sweep\n"
                "  trainloop sweep --lr auto --epochs 1000\n"
                "  trainloop sweep --lr 1.1e-4,1.2e-4,1.3e-4\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
