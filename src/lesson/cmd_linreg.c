/* linreg: fit price = slope * sqm + intercept by gradient descent. */
#include "lesson.h"
#include "linreg_run.h"

#include "trainloop/num.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .lr = 1e-7,
    .epochs = 200,
    .every = 20,
    .seeds = 1,
};

#define AT(field) offsetof(struct linreg_options, field)
#define ONE_RUN                                                           \
    "--data --history --save --load --trace --stages --journey --timing " \
    "--format"

static const struct opt own_rows[] = {
    {"--lr", "RATE", "size of a step", OPT_POSITIVE, AT(lr), 0, DBL_MAX,
     "--learning-rate", NULL, NULL},
    {"--epochs", "N", "passes over the data", OPT_COUNT, AT(epochs), 1, 1e12,
     NULL, NULL, NULL},
    {"--init", "A,B", "slope and intercept to start from", OPT_PAIR, AT(init),
     0, 0, NULL, "--load", NULL},
    {"--standardize", NULL, "scale x to mean 0, deviation 1", OPT_FLAG,
     AT(standardize), 0, 0, NULL, NULL, NULL},
    {"--holdout", "PART", "random part kept from training", OPT_PART,
     AT(holdout), 0, 1, NULL, NULL, NULL},
    {"--every", "N|pow2", "epochs a row; pow2: 1, 2, 4, 8 ...", OPT_EVERY,
     AT(every), 1, 1e12, "--log-interval", NULL, NULL},
    {"--trace", "K", "show one epoch in detail, K rows of it", OPT_COUNT,
     AT(trace), 0, 1e12, NULL, NULL, NULL},
    {"--stages", NULL, "what each part of the run improved", OPT_FLAG,
     AT(stages), 0, 0, NULL, NULL, NULL},
    {"--journey", NULL, "how far the slope was, and when", OPT_FLAG,
     AT(journey), 0, 0, NULL, NULL, NULL},
    {"--seeds", "N", "run on N seeds: how often claims hold", OPT_COUNT,
     AT(seeds), 1, 1e6, NULL, ONE_RUN, NULL},
    {"--history", "FILE", "every epoch as CSV, - for stdout", OPT_TEXT,
     AT(history), 0, 0, NULL, NULL, NULL},
    {"--save", "FILE", "write the trained model, - for stdout", OPT_TEXT,
     AT(save), 0, 0, NULL, NULL, NULL},
    {"--load", "FILE", "go on from a saved model", OPT_TEXT, AT(load), 0, 0,
     NULL, NULL, NULL},
    {"--format", "text|csv", "csv: the same as --history -", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
    {"--claims-only", NULL, "the claims alone; exit 1 if one fails", OPT_FLAG,
     AT(claims_only), 0, 0, NULL, NULL, NULL},
    {"--quiet", NULL, "the table and the result alone", OPT_FLAG, AT(quiet), 0,
     0, "-q", NULL, NULL},
    {"--timing", NULL, "epochs a second, to stderr", OPT_FLAG, AT(timing), 0, 0,
     NULL, NULL, NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training and what it shows", own_rows,
     sizeof own_rows / sizeof own_rows[0], 0},
};

struct line linreg_run_line(const struct linreg_run *run)
{
    return linreg_unscale(&run->line, run->set.center, run->set.scale);
}

/* The table: the loss before the step, the parameters after it.  The lesson's
   apartments get the lesson's decimals; other data as many as they need. */
struct training_table {
    struct column columns[5];
    struct table table;
    uint64_t next; /* epoch of the next row */
};

static void set_table(const struct linreg_run *run, struct training_table *t)
{
    bool lesson = run->set.has_truth;
    int loss = lesson ? 0 : problem_places(run->bowl.baseline, 0);
    int slope = lesson ? 1 : problem_places(run->bowl.best.slope, 1);
    int intercept = lesson ? 1 : problem_places(run->bowl.best.intercept, 1);

    t->columns[0] = (struct column){"Epoch", 6, 0, COLUMN_PLAIN};
    t->columns[1] = (struct column){"Loss", 14, loss, COLUMN_GROUPED};
    t->columns[2] = (struct column){"Slope", 10, slope, COLUMN_PLAIN};
    t->columns[3] = (struct column){"Intercept", 10, intercept, COLUMN_PLAIN};
    t->columns[4] = (struct column){"Held-out", 14, loss, COLUMN_GROUPED};
    t->table = (struct table){run->report, TABLE_TEXT, t->columns,
                              run->set.held.n > 0 ? 5 : 4};
    t->next = 0;
}

/* Prints the row of this epoch if one is due: every so many epochs, at the
   last one, and where the run diverged.  The held-out loss is of the same
   moment as the loss. */
static void print_due(const struct linreg_run *run, struct training_table *t,
                      double loss, double held)
{
    uint64_t epoch = run->judge.epoch, every = run->options->every;

    if (epoch != t->next && epoch != run->options->epochs - 1 &&
        !train_diverged(&run->judge))
        return;
    struct line line = linreg_run_line(run);
    double row[] = {(double)epoch, loss, line.slope, line.intercept, held};
    table_row(&t->table, row);
    if (epoch == t->next)
        t->next += every > 0 ? every : epoch > 0 ? epoch : 1;
}

static const struct column history_columns[] = {
    {"epoch", 0, 0, COLUMN_GROUPED},
    {"lr", 0, 0, COLUMN_GROUPED},
    {"loss", 0, 0, COLUMN_GROUPED},
    {"slope", 0, 0, COLUMN_GROUPED},
    {"intercept", 0, 0, COLUMN_GROUPED},
    {"d_slope", 0, 0, COLUMN_GROUPED},
    {"d_intercept", 0, 0, COLUMN_GROUPED},
    {"loss_holdout", 0, 0, COLUMN_GROUPED},
};

/* Row k of the history: line, loss and gradient after k updates. */
static void write_history(const struct linreg_run *run, uint64_t k,
                          const struct linreg_gradient *g, double held)
{
    struct table table = {run->history, TABLE_CSV, history_columns,
                          run->set.held.n > 0 ? 8 : 7};
    struct line line = linreg_run_line(run);
    struct linreg_gradient o =
        linreg_unscale_gradient(g, run->set.center, run->set.scale);
    double row[] = {(double)k,      run->options->lr, o.loss,        line.slope,
                    line.intercept, o.d_slope,        o.d_intercept, held};

    if (k == 0)
        table_head(&table);
    table_row(&table, row);
}

/* Keeps what views and claims will look back at: the moment before the step
   of epoch k, that is, after k updates. */
static void look_back(struct linreg_run *run, uint64_t k,
                      const struct linreg_gradient *g, double held)
{
    struct mark *mark = marks_note(&run->marks, k);

    if (mark) {
        struct line line = linreg_run_line(run);
        mark->loss = g->loss;
        mark->slope = line.slope;
        mark->intercept = line.intercept;
    }
    if (run->history)
        write_history(run, k, g, held);
}

static double held_out_loss(const struct linreg_run *run)
{
    if (run->set.held.n == 0)
        return 0.0;
    return linreg_gradient(&run->line, &run->set.held).loss;
}

/* The loop: predict, measure and find the gradient in one pass; judge; step.
   Everything else here only looks on. */
static void train(struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    struct train *t = &run->judge;
    struct train_rule rule = {
        .epochs = o->epochs, .lr = o->lr, .rounding = run->trained.rounding};
    struct training_table table;
    struct progress progress;

    set_table(run, &table);
    table_head(&table.table);
    progress_start(&progress, "epoch", o->epochs, (double)run->set.train.n,
                   o->quiet);
    train_start(t, &rule);
    while (train_next(t)) {
        struct linreg_gradient g = linreg_gradient(&run->line, &run->set.train);
        double held = held_out_loss(run);
        bool sound = train_record(t, g.loss, held);
        look_back(run, t->epoch, &g, held);
        if (sound)
            linreg_descend(&run->line, &g, t->lr);
        print_due(run, &table, g.loss, held);
        if (t->epoch == progress.next)
            progress_look(&progress, t->epoch, g.loss);
    }
    if (o->timing)
        progress_timing(&progress, t->measured);
    run->final = linreg_gradient(&run->line, &run->set.train);
    run->held_loss = held_out_loss(run);
    if (t->verdict != TRAIN_OVERFLOW) {
        train_close(t, run->final.loss);
        look_back(run, t->steps, &run->final, run->held_loss);
    }
}

/* Where the training starts: --init, or a saved model. */
static bool find_start(struct linreg_run *run, struct fault *fault)
{
    const struct linreg_options *o = run->options;
    double center = run->set.center, scale = run->set.scale;
    struct line init = {o->init[0], o->init[1]};
    struct linreg_model model = {.center = 0.0, .scale = 1.0, .line = init};

    if (o->load && !linreg_load(&model, o->load, fault))
        return false;
    run->loaded_epochs = model.epochs;
    run->start = model.line;
    if (model.center != center || model.scale != scale) {
        struct line plain =
            linreg_unscale(&model.line, model.center, model.scale);
        run->start = linreg_scale(&plain, center, scale);
    }
    run->line = run->start;
    return true;
}

/* Data, yardsticks, start. */
static bool prepare(struct linreg_run *run, struct fault *fault)
{
    const struct linreg_options *o = run->options;

    if (!problem_open(&run->set, &o->data, fault))
        return false;
    if (o->holdout > 0.0 &&
        !points_hold_out(&run->set, o->holdout, (uint32_t)o->data.seed, fault))
        return false;
    run->bowl = run->trained = bowl_measure(&run->set.train);
    if (o->standardize) {
        if (!points_standardize(&run->set, fault))
            return false;
        run->trained = bowl_measure(&run->set.train);
    }
    linreg_view_marks(&run->marks, o->epochs);
    linreg_claims_marks(&run->marks, o->epochs);
    return find_start(run, fault);
}

/* All that follows the table. */
static void print_rest(const struct linreg_run *run,
                       const struct finding findings[LINREG_CLAIMS])
{
    const struct linreg_options *o = run->options;

    if (!o->quiet)
        report_print(run->report,
                     "loss is measured before the step, slope and intercept "
                     "after it%s\n",
                     run->judge.steps < run->judge.measured
                         ? ";\nin the last row no step was taken any more"
                         : "");
    linreg_view_result(run);
    if (o->trace > 0)
        linreg_view_trace(run);
    if (o->stages)
        linreg_view_stages(run);
    if (o->journey)
        linreg_view_journey(run);
    if (o->quiet)
        return;
    linreg_view_why(run);
    report_print(run->report, "\n");
    claims_print(run->report, findings, LINREG_CLAIMS);
    linreg_view_next(run);
}

/* The greatest power of ten below the critical rate. */
static int stable_power(double critical)
{
    int power = -300;
    char text[16];
    double rate;

    for (; power < 300; power++) {
        snprintf(text, sizeof text, "1e%d", power + 1);
        if (num_parse(text, &rate) != NUM_OK || !(rate < critical))
            break;
    }
    return power;
}

static void explain_divergence(const struct linreg_run *run,
                               struct fault *fault)
{
    const struct train *t = &run->judge;
    const char *model = run->options->save ? "\nNo model was saved" : "";
    double critical = run->trained.critical;
    char text[REPORT_NUMBER], number[NUM_TEXT];

    snprintf(number, sizeof number, "%.2g", t->last);
    if (!isfinite(t->last))
        num_format(number, t->last);

    if (t->verdict == TRAIN_GREW)
        fault_set(fault, FAULT_ANSWER,
                  "diverged: in %.0f epochs the loss has grown from %.4g to "
                  "%.4g",
                  (double)t->measured, t->first, t->last);
    else
        fault_set(fault, FAULT_ANSWER,
                  "diverged at epoch %.0f: loss %s passed %.2g",
                  (double)t->epoch, number, fmin(t->limit, DBL_MAX));
    if (t->verdict == TRAIN_OVERFLOW && t->epoch == 0)
        fault_hint(fault,
                   "The squares of the errors are too big before any step: "
                   "divide the data\nby a power of ten, or start nearer "
                   "(--init)%s",
                   model);
    else if (!(critical > 1e-300) || run->options->lr < critical)
        fault_hint(fault,
                   "The data are too big for a stable rate: divide x by a "
                   "power of ten%s",
                   model);
    else
        fault_hint(fault,
                   "Each step overshoots. On this data rates below %s are "
                   "stable.\nTry the same command with --lr 1e%d%s",
                   report_below(text, critical, 4), stable_power(critical),
                   model);
}

/* Files named by the user, and what goes to stdout beside them. */
struct files {
    struct outfile history, save;
    struct report text, rows; /* stdout as prose; the history */
};

static bool is_dash(const char *name)
{
    return name && strcmp(name, "-") == 0;
}

/* Would writing one file spoil the other? */
static bool collide(const char *a, const char *b)
{
    size_t n;

    if (!a || !b || is_dash(a) || is_dash(b) || strncmp(a, "/dev/", 5) == 0)
        return false;
    n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, n) == 0 &&
           (strcmp(a + n, b + n) == 0 || strcmp(a + n, ".tmp") == 0 ||
            strcmp(b + n, ".tmp") == 0);
}

/* What goes to stdout, and what comes from stdin: one thing at the most. */
static bool settle_streams(struct linreg_options *o, struct fault *fault)
{
    if (o->format == TABLE_CSV && o->history) {
        fault_set(fault, FAULT_USAGE,
                  "'--format' csv and '--history' ask for the same rows twice");
        return fault_hint(fault, "Leave out one of the two");
    }
    if (o->format == TABLE_CSV)
        o->history = "-";
    if (is_dash(o->history) && is_dash(o->save)) {
        fault_set(fault, FAULT_USAGE,
                  "the history and the model cannot both go to stdout");
        return fault_hint(fault, "Give one of them the name of a file");
    }
    if (is_dash(o->data.file) && is_dash(o->load)) {
        fault_set(fault, FAULT_USAGE,
                  "the data and the model cannot both come from stdin");
        return fault_hint(fault, "Give one of them the name of a file");
    }
    return true;
}

/* Every file has a name of its own; only a model may be loaded and saved. */
static bool check_names(const struct linreg_options *o, struct fault *fault)
{
    const char *pairs[][2] = {{o->history, o->save},
                              {o->history, o->load},
                              {o->history, o->data.file},
                              {o->save, o->data.file}};

    for (int i = 0; i < 4; i++)
        if (collide(pairs[i][0], pairs[i][1])) {
            fault_set(fault, FAULT_USAGE,
                      "'%.100s' and '%.100s' would spoil each other",
                      pairs[i][0], pairs[i][1]);
            return fault_hint(fault, "Give every file a name of its own");
        }
    return true;
}

static bool open_files(struct files *files, const struct linreg_options *o,
                       FILE *out, struct fault *fault)
{
    *files = (struct files){.text = {.file = out}, .rows = {.file = out}};
    if (o->history && !is_dash(o->history) &&
        !outfile_open(&files->history, o->history, fault))
        return false;
    if (o->save && !is_dash(o->save) &&
        !outfile_open(&files->save, o->save, fault))
        return false;
    if (files->history.file)
        files->rows.file = files->history.file;
    /* stdout waits until the files are safe, and carries data alone */
    files->text.hold = files->history.file || files->save.file;
    files->rows.hold = files->save.file && !files->history.file;
    files->text.silent = is_dash(o->history) || is_dash(o->save);
    return true;
}

static void save_model(const struct linreg_run *run, FILE *file, FILE *out)
{
    struct linreg_model model = {
        .line = run->line,
        .center = run->set.center,
        .scale = run->set.scale,
        .lr = run->options->lr,
        .epochs = run->loaded_epochs + (double)run->judge.measured,
    };

    linreg_save(file ? file : out, &model, TRAINLOOP_VERSION);
}

/* After the results, where a person looks for it. */
static void announce(const char *name, bool quiet, FILE *out)
{
    fflush(out); /* what went wrong, main will see */
    if (name && !is_dash(name) && !quiet)
        fprintf(stderr, "wrote %s\n", name);
}

static bool commit_files(struct files *files, const struct linreg_run *run,
                         FILE *out, struct fault *fault)
{
    const struct linreg_options *o = run->options;
    bool keep = !train_diverged(&run->judge);

    if (o->save && keep)
        save_model(run, files->save.file, out);
    if (!keep)
        outfile_discard(&files->save);
    if (!outfile_commit(&files->history, fault) ||
        !outfile_commit(&files->save, fault))
        return false;
    report_release(&files->text);
    if (is_dash(o->history))
        report_release(&files->rows);
    announce(o->history, o->quiet, out);
    announce(keep ? o->save : NULL, o->quiet, out);
    return true;
}

/* One run, from data to verdict. */
static int run_once(const struct linreg_options *o, struct files *files,
                    FILE *out, struct fault *fault)
{
    struct linreg_run run = {.options = o, .report = &files->text};
    struct finding findings[LINREG_CLAIMS];
    struct report nothing = {.silent = true};
    bool done = false;

    if (o->history)
        run.history = &files->rows;
    if (prepare(&run, fault)) {
        if (o->claims_only)
            run.report = &nothing;
        if (!o->quiet)
            linreg_view_head(&run);
        train(&run);
        linreg_claims(&run, findings);
        print_rest(&run, findings);
        if (o->claims_only)
            claims_print(&files->text, findings, LINREG_CLAIMS);
        done = commit_files(files, &run, out, fault);
    }
    points_free(&run.set);
    if (!done)
        return (int)fault->kind;
    if (train_diverged(&run.judge)) {
        explain_divergence(&run, fault);
        return FAULT_ANSWER;
    }
    return o->claims_only && claims_failing(findings, LINREG_CLAIMS) > 0;
}

/* --seeds: the same run on other draws of the data. */
static int run_seeds(struct linreg_options *o, struct files *files,
                     struct fault *fault)
{
    struct tally tallies[LINREG_CLAIMS] = {0};
    struct report nothing = {.silent = true};
    uint64_t first = o->data.seed;
    struct progress progress;
    bool failing = false;
    int diverged = 0;

    progress_start(&progress, "seed", o->seeds,
                   (double)o->epochs * (double)o->data.samples, o->quiet);
    for (uint64_t k = 0; k < o->seeds; k++) {
        struct linreg_run run = {.options = o, .report = &nothing};
        struct finding findings[LINREG_CLAIMS];
        o->data.seed = first + k;
        bool ready = prepare(&run, fault);
        if (ready) {
            train(&run);
            linreg_claims(&run, findings);
            claims_count(tallies, findings, LINREG_CLAIMS);
            failing = failing || claims_failing(findings, LINREG_CLAIMS) > 0;
            diverged += train_diverged(&run.judge);
            if (k == progress.next)
                progress_look(&progress, k, run.final.loss);
        }
        points_free(&run.set);
        if (!ready)
            return (int)fault->kind;
    }
    if (!o->claims_only)
        report_print(&files->text,
                     "%.0f draws of the data, seeds %.0f to %.0f: %.0f runs "
                     "completed, %d diverged\n\n",
                     (double)o->seeds, (double)first, (double)o->data.seed,
                     (double)o->seeds - diverged, diverged);
    claims_print_tally(&files->text, tallies, LINREG_CLAIMS);
    return o->claims_only && failing;
}

static int cmd_linreg(int argc, char **argv, FILE *out, struct fault *fault)
{
    struct linreg_options o;
    struct files files = {0};
    int status = FAULT_USAGE;

    if (!opt_parse(&command_linreg, argc, argv, &o, fault))
        return status;
    if (o.data.seed + o.seeds - 1 > UINT32_MAX) {
        fault_set(fault, FAULT_USAGE,
                  "'--seeds' would go beyond the last seed, 4294967295");
        fault_hint(fault, "Choose a smaller --seed, or fewer --seeds");
    } else if (settle_streams(&o, fault) && check_names(&o, fault) &&
               open_files(&files, &o, out, fault)) {
        status = o.seeds > 1 ? run_seeds(&o, &files, fault)
                             : run_once(&o, &files, out, fault);
    }
    outfile_discard(&files.history);
    outfile_discard(&files.save);
    report_free(&files.text);
    report_free(&files.rows);
    return fault->kind != FAULT_NONE ? (int)fault->kind : status;
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
    .n_groups = 2,
    .defaults = &defaults,
    .size = sizeof defaults,
};
