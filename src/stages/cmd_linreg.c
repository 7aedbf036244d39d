/* linreg: fit price = slope * sqm + intercept by gradient descent. */
#include "stages/lesson.h"
#include "stages/linreg_run.h"

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .names = {PICTURE_DEFAULTS},
    .lr = 1e-7,
    .epochs = 200,
    .every = {20, false},
    .seeds = 1,
};

#define AT(field) offsetof(struct linreg_options, field)
#define ONE_RUN                                                           \
    "--data --history --save --load --trace --stages --journey --timing " \
    "--check-gradient --format"

static const struct opt own_rows[] = {
    {"--trace", "K", "show one epoch in detail, K rows of it", OPT_COUNT,
     AT(trace), 0, 1e12, NULL, NULL, NULL},
    {"--stages", NULL, "what each part of the run improved", OPT_FLAG,
     AT(stages), 0, 0, NULL, NULL, NULL},
    {"--journey", NULL, "how far the slope was, and when", OPT_FLAG,
     AT(journey), 0, 0, NULL, NULL, NULL},
    {"--check-gradient", NULL, "the formulas beside differences of the loss",
     OPT_FLAG, AT(check_gradient), 0, 0, NULL, NULL, NULL},
    {"--seeds", "N", "run on N seeds: how often claims hold", OPT_COUNT,
     AT(seeds), 1, 1e6, NULL, ONE_RUN, NULL},
    {"--format", "text|csv", "csv: the same as --history -", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training", linreg_train_rows, TRAIN_ROWS, 0},
    {"What it shows, and where", own_rows, sizeof own_rows / sizeof own_rows[0],
     0},
    {NULL, linreg_file_rows, FILE_ROWS, 0},
    {NULL, picture_rows, PICTURE_ROWS, AT(names)},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

/* The next step: real data wants its x scaled, after that why is the
   question. */
static void show_next(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    bool scale = o->data.file && run->bowl.unique && !o->standardize;

    if (judge_diverged(&run->judge))
        return;
    linreg_show_next(run, scale ? "linreg" : "sweep");
    report_print(run->report, "%s\n",
                 scale            ? " " PROBLEM_SCALED
                 : o->standardize ? " --standardize --lr auto"
                                  : "");
}

/* The pictures; of a page also the journey, as a table. */
static bool draw(const struct linreg_run *run, struct run_files *files,
                 struct fault *fault)
{
    enum axis_scale scale = linreg_run_scale(run, AXIS_LINEAR);
    bool valley = linreg_run_valley(run);
    struct figure f[4];

    if (!run_files_pictures(files))
        return true;
    linreg_figure_loss(&f[0], run, scale);
    linreg_figure_lines(&f[1], run, AXIS_LINEAR);
    if (valley) {
        linreg_figure_path(&f[2], run, false);
        linreg_figure_path(&f[3], run, true);
    }
    if (!run_files_draw(files, run->report, f, valley ? 4 : 2, fault))
        return false;
    if (files->page)
        linreg_page_journey(files->page, run);
    return true;
}

/* All that follows the pictures. */
static void print_rest(const struct linreg_run *run,
                       const struct finding findings[LINREG_CLAIMS])
{
    const struct linreg_options *o = run->options;

    if (o->trace > 0)
        linreg_view_trace(run);
    if (o->stages)
        linreg_view_stages(run);
    if (o->journey)
        linreg_view_journey(run);
    if (o->check_gradient)
        linreg_view_gradient(run);
    if (o->quiet)
        return;
    linreg_show_why(run);
    report_print(run->report, "\n");
    claims_print(run->report, findings, LINREG_CLAIMS);
    show_next(run);
}

/* Opens a run, trains, judges the claims. */
static bool run_one(struct linreg_run *run, const struct linreg_options *o,
                    struct finding findings[LINREG_CLAIMS], struct fault *fault)
{
    linreg_view_marks(&run->marks, o->epochs);
    linreg_claims_marks(&run->marks, o->epochs);
    if (!linreg_run_open(run, o, fault))
        return false;
    linreg_show_head(run, NULL);
    linreg_run_train(run);
    linreg_show_timing(run);
    linreg_claims(run, findings);
    return true;
}

/* One run, from data to verdict. */
static int run_once(const struct linreg_options *o, struct run_files *files,
                    struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {
        .report = o->claims_only ? &nothing : &files->text,
        .history = o->names.history         ? &files->rows
                   : o->format == TABLE_CSV ? &files->result
                                            : NULL,
        .table = true,
    };
    struct finding findings[LINREG_CLAIMS];
    int status = FAULT_INTERNAL;

    if (linreg_run_sketch(&run, files, fault) &&
        run_one(&run, o, findings, fault)) {
        linreg_show_note(&run);
        linreg_show_result(&run);
        bool drawn = draw(&run, files, fault);
        print_rest(&run, findings);
        if (drawn)
            status =
                linreg_run_finish(&run, files, findings, LINREG_CLAIMS, fault);
    }
    linreg_run_close(&run);
    return status;
}

/* --seeds: the same run on other draws of the data. */
static int run_seeds(struct linreg_options *o, struct run_files *files,
                     struct fault *fault)
{
    struct tally tallies[LINREG_CLAIMS] = {0};
    struct report nothing = {.silent = true};
    uint64_t first = o->data.seed;
    struct progress progress;
    bool ready = true;
    int diverged = 0;

    progress_start(&progress, "seed", o->seeds,
                   (double)o->epochs * (double)o->data.samples, o->quiet);
    for (uint64_t k = 0; ready && k < o->seeds; k++) {
        struct linreg_run run = {.report = &nothing};
        struct finding findings[LINREG_CLAIMS];
        o->data.seed = first + k;
        ready = run_one(&run, o, findings, fault);
        if (ready) {
            claims_count(tallies, findings, LINREG_CLAIMS);
            diverged += judge_diverged(&run.judge);
            if (k == progress.next)
                progress_look(&progress, k, run.final.loss);
        }
        linreg_run_close(&run);
    }
    if (!ready)
        return (int)fault->kind;
    if (!o->claims_only)
        report_print(&files->text,
                     "%.0f draws of the data, seeds %.0f to %.0f: %.0f runs "
                     "completed, %d diverged\n\n",
                     (double)o->seeds, (double)first, (double)o->data.seed,
                     (double)o->seeds - diverged, diverged);
    claims_print_tally(&files->text, tallies, LINREG_CLAIMS);
    return o->claims_only && claims_tally_failing(tallies, LINREG_CLAIMS);
}

/* --format csv: the history on stdout. */
static int run_any(struct linreg_options *o, struct run_files *files,
                   struct fault *fault)
{
    if (o->format == TABLE_CSV && o->names.history) {
        fault_set(fault, FAULT_USAGE,
                  "'--format' csv and '--history' ask for the same rows twice");
        fault_hint(fault, "Leave out one of the two");
        return FAULT_USAGE;
    }
    return o->seeds > 1 ? run_seeds(o, files, fault)
                        : run_once(o, files, fault);
}

int linreg_stage(int argc, char **argv, FILE *out, struct report *page,
                 struct fault *fault)
{
    return linreg_run_command(&command_linreg, run_any, argc, argv, out, page,
                              fault);
}

static int cmd_linreg(int argc, char **argv, FILE *out, struct fault *fault)
{
    return linreg_stage(argc, argv, out, NULL, fault);
}

const struct command command_linreg = {
    .name = "linreg",
    .run = cmd_linreg,
    .summary = "fit price = slope * sqm + intercept by gradient descent",
    .about = "Trains a straight line: predict, measure the loss, find the "
             "gradient, update.",
    .examples = "  trainloop linreg --lr 1e-7 --epochs 200\n"
                "  trainloop linreg --epochs 1000 --stages --journey\n"
                "  trainloop linreg --data data/sacramento.csv --standardize "
                "--lr 0.4\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
