/* A run that fits a line: data, loop, history, verdict. */
#include "stages/linreg_run.h"

#include "text/number.h"
#include "text/opt_parse.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define AT(field) offsetof(struct linreg_options, field)

const struct opt linreg_train_rows[TRAIN_ROWS] = {
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
    {"--every", "N|pow2", "a row every N, or 1 2 4 ...", OPT_EVERY, AT(every),
     1, 1e12, "--log-interval", NULL, NULL},
};

const struct opt linreg_stop_rows[STOP_ROWS] = {
    {"--patience", "N", "stop after N epochs without improvement", OPT_COUNT,
     AT(patience), 1, 1e12, NULL, NULL, NULL},
    {"--min-delta", "X[%]", "an improvement is more than this; %: of the best",
     OPT_DELTA, AT(min_delta), 0, DBL_MAX, NULL, NULL, NULL},
    {"--min-epochs", "N", "no stop before so many epochs", OPT_COUNT,
     AT(min_epochs), 0, 1e12, NULL, NULL, NULL},
};

const struct opt linreg_file_rows[FILE_ROWS] = {
    {"--history", "FILE", "every epoch as CSV, - for stdout", OPT_TEXT,
     AT(names.history), 0, 0, NULL, NULL, NULL},
    {"--save", "FILE", "write the trained model, - for stdout", OPT_TEXT,
     AT(names.save), 0, 0, NULL, NULL, NULL},
    {"--load", "FILE", "go on from a saved model", OPT_TEXT, AT(names.load), 0,
     0, NULL, NULL, NULL},
};

const struct opt linreg_talk_rows[TALK_ROWS] = {
    {"--claims-only", NULL, "the claims alone; exit 1 if one fails", OPT_FLAG,
     AT(claims_only), 0, 0, NULL, NULL, NULL},
    {"--quiet", NULL, "the table and the result alone", OPT_FLAG, AT(quiet), 0,
     0, "-q", NULL, NULL},
    {"--timing", NULL, "epochs a second, to stderr", OPT_FLAG, AT(timing), 0, 0,
     NULL, NULL, NULL},
};

struct line linreg_run_line(const struct linreg_run *run)
{
    return line_unscale(&run->line, run->set.center, run->set.scale);
}

/* Where the training starts: --init, or a saved model. */
static bool find_start(struct linreg_run *run, struct fault *fault)
{
    const struct linreg_options *o = run->options;
    double center = run->set.center, scale = run->set.scale;
    struct line init = {o->init[0], o->init[1]};
    struct line_model model = {.center = 0.0, .scale = 1.0, .line = init};

    if (o->names.load && !line_file_load(&model, o->names.load, fault))
        return false;
    run->loaded_epochs = model.epochs;
    run->start = model.line;
    if (model.center != center || model.scale != scale) {
        struct line plain =
            line_unscale(&model.line, model.center, model.scale);
        run->start = line_scale(&plain, center, scale);
    }
    return true;
}

bool linreg_run_open(struct linreg_run *run, const struct linreg_options *o,
                     struct fault *fault)
{
    run->options = o;
    run->lr = o->lr;
    if (!problem_open(&run->set, &o->data, fault))
        return false;
    if (o->holdout > 0.0 &&
        !points_hold_out(&run->set, o->holdout, (uint32_t)o->data.seed, fault))
        return false;
    run->bowl = run->trained = bowl_measure(&run->set.train);
    if (o->standardize) {
        if (!points_standardize(&run->set, fault))
            return false;
        run->trained = bowl_scale(&run->bowl, run->set.center, run->set.scale);
    }
    progress_start(&run->progress, "epoch", o->epochs, (double)run->set.train.n,
                   o->quiet);
    return find_start(run, fault);
}

bool linreg_run_sketch(struct linreg_run *run, const struct run_files *files,
                       struct fault *fault)
{
    return !run_files_pictures(files) ||
           linreg_sketch_make(&run->sketch, fault);
}

void linreg_run_close(struct linreg_run *run)
{
    linreg_sketch_free(&run->sketch);
    points_free(&run->set);
}

/* The table: the loss before the step, the parameters after it.  The lesson's
   apartments get the lesson's decimals; other data as many as they need. */
struct training_table {
    struct report silent;
    struct column columns[5];
    struct table table;
    uint64_t next; /* epoch of the next row */
};

static void set_table(struct linreg_run *run, struct training_table *t)
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
    t->silent = (struct report){.silent = true};
    t->table = (struct table){run->table ? run->report : &t->silent, TABLE_TEXT,
                              t->columns, run->set.held.n > 0 ? 5 : 4};
    t->next = 0;
    table_head(&t->table);
}

/* Prints the row of this epoch if one is due: every so many epochs, and at the
   last one, whatever made it the last.  The held-out loss is of the same
   moment as the loss. */
static void print_due(const struct linreg_run *run, struct training_table *t,
                      double loss, double held)
{
    const struct linreg_options *o = run->options;
    uint64_t epoch = run->judge.epoch;

    if (epoch != t->next && epoch != o->epochs - 1 &&
        run->judge.verdict == JUDGE_RUNNING)
        return;
    struct line line = linreg_run_line(run);
    double row[] = {(double)epoch, loss, line.slope, line.intercept, held};
    table_row(&t->table, row);
    if (epoch == t->next)
        t->next = opt_every_next(&o->every, epoch, o->epochs);
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
                          const struct gradient *g, double held)
{
    struct table table = {run->history, TABLE_CSV, history_columns,
                          run->set.held.n > 0 ? 8 : 7};
    struct line line = linreg_run_line(run);
    struct gradient o =
        line_unscale_gradient(g, run->set.center, run->set.scale);
    double row[] = {(double)k,      run->lr,   o.loss,        line.slope,
                    line.intercept, o.d_slope, o.d_intercept, held};

    if (k == 0 && run->before == 0)
        table_head(&table);
    table_row(&table, row);
}

/* Keeps what the pictures will show. */
static void remember(struct linreg_run *run, uint64_t k, double loss,
                     double held)
{
    struct linreg_sketch *sketch = &run->sketch;
    struct line line = linreg_run_line(run);

    curve_add(&sketch->loss, (double)k, loss);
    if (run->set.held.n > 0)
        curve_add(&sketch->held, (double)k, held);
    trail_add(&sketch->path, line.slope, line.intercept);
    trail_add(&sketch->walls, line.slope, loss);
}

/* Keeps what views and claims will look back at: the moment before the step
   of epoch k, that is, after k updates. */
static void look_back(struct linreg_run *run, uint64_t k,
                      const struct gradient *g, double held)
{
    struct mark *mark = marks_note(&run->marks, k);

    if (mark) {
        struct line line = linreg_run_line(run);
        mark->loss = g->loss;
        mark->slope = line.slope;
        mark->intercept = line.intercept;
    }
    if (run->sketch.loss.bucket)
        remember(run, k, g->loss, held);
    if (run->history)
        write_history(run, k, g, held);
}

/* The loss that early stopping watches: of the held-out rows, if there are. */
static double watched_loss(const struct linreg_run *run, double loss)
{
    if (run->set.held.n == 0)
        return loss;
    return line_gradient(&run->line, &run->set.held).loss;
}

/* After the last step: one more measurement, of what the run has come to. */
static void measure_end(struct linreg_run *run)
{
    struct judge *t = &run->judge;

    run->final = line_gradient(&run->line, &run->set.train);
    run->held_loss = watched_loss(run, run->final.loss);
    if (t->steps == t->measured) {
        judge_close(t, run->final.loss);
        look_back(run, t->steps, &run->final, run->held_loss);
    }
}

/* The loop: predict, measure and find the gradient in one pass; judge; step.
   Everything else here only looks on. */
void linreg_run_train(struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    struct judge *t = &run->judge;
    struct rule rule = {
        .epochs = o->epochs,
        .lr = run->lr,
        .rounding = run->trained.rounding,
        .patience = o->patience,
        .min_delta = o->min_delta[0],
        .min_percent = o->min_delta[1],
        .min_epochs = o->min_epochs,
    };
    struct training_table table;

    set_table(run, &table);
    run->line = run->start;
    judge_start(t, &rule);
    while (judge_next(t)) {
        struct gradient g = line_gradient(&run->line, &run->set.train);
        double watched = watched_loss(run, g.loss);
        bool go_on = judge_record(t, g.loss, watched);
        if (t->best_epoch == t->epoch)
            run->best = run->line;
        look_back(run, t->epoch, &g, watched);
        if (t->epoch > 0) { /* curves that nobody wants take nothing */
            curve_add(&run->sketch.gain, (double)t->epoch, t->gain);
            curve_add(&run->sketch.wanted, (double)t->epoch, t->wanted);
        }
        if (go_on)
            line_descend(&run->line, &g, t->lr);
        print_due(run, &table, g.loss, watched);
        if (run->before + t->epoch >= run->progress.next)
            progress_look(&run->progress, run->before + t->epoch, g.loss);
    }
    measure_end(run);
}

bool linreg_run_at_floor(const struct linreg_run *run, double loss)
{
    return loss <= 1.01 * run->bowl.floor || loss <= run->bowl.rounding;
}

/* The greatest power of ten below the critical rate. */
static int stable_power(double critical)
{
    int power = -300;
    char text[16];
    double rate;

    for (; power < 300; power++) {
        snprintf(text, sizeof text, "1e%d", power + 1);
        if (decimal_parse(text, &rate) != DECIMAL_OK || !(rate < critical))
            break;
    }
    return power;
}

static void explain_divergence(const struct linreg_run *run,
                               struct fault *fault)
{
    const struct judge *t = &run->judge;
    const char *model = run->options->names.save ? "\nNo model was saved" : "";
    double critical = run->trained.critical;
    char number[NUMBER_TEXT];

    snprintf(number, sizeof number, "%.2g", t->last);
    if (!isfinite(t->last))
        strcpy(number, decimal_format(t->last).text);

    if (t->verdict == JUDGE_GREW)
        fault_set(fault, FAULT_ANSWER,
                  "diverged: in %.0f epochs the loss has grown from %.4g to "
                  "%.4g",
                  (double)t->measured, t->first, t->last);
    else
        fault_set(fault, FAULT_ANSWER,
                  "diverged at epoch %.0f: loss %s passed %.2g",
                  (double)t->epoch, number, fmin(t->limit, DBL_MAX));
    if (t->verdict == JUDGE_OVERFLOW && t->epoch == 0)
        fault_hint(fault,
                   "The squares of the errors are too big before any step: "
                   "divide the data\nby a power of ten, or start nearer "
                   "(--init)%s",
                   model);
    else if (!(critical > 1e-300) || run->lr < critical)
        fault_hint(fault,
                   "The data are too big for a stable rate: divide x by a "
                   "power of ten%s",
                   model);
    else
        fault_hint(fault,
                   "Each step overshoots. On this data rates below %s are "
                   "stable.\nTry the same command with --lr 1e%d      Why: "
                   "trainloop sweep%s%s",
                   number_below(critical, 4).text, stable_power(critical),
                   problem_is_lesson(&run->options->data) ? ""
                                                          : " on the same data",
                   model);
}

/* What --save writes: with early stopping the best, else the last. */
static struct line_model model_of(const struct linreg_run *run)
{
    const struct judge *t = &run->judge;
    bool best = run->options->patience > 0;

    return (struct line_model){
        .line = best ? run->best : run->line,
        .center = run->set.center,
        .scale = run->set.scale,
        .lr = run->lr,
        .epochs =
            run->loaded_epochs + (double)(best ? t->best_epoch : t->steps),
    };
}

int linreg_run_finish(struct linreg_run *run, struct run_files *files,
                      const struct finding *findings, int n,
                      struct fault *fault)
{
    const struct linreg_options *o = run->options;
    bool diverged = judge_diverged(&run->judge);
    struct line_model model = model_of(run);

    if (o->claims_only)
        claims_print(&files->text, findings, n);
    if (files->page)
        claims_page(files->page, findings, n);
    bool keep = o->names.save && !diverged, last = run_files_model_last(files);
    if (keep && !last)
        line_file_save(run_files_model(files), &model, TRAINLOOP_VERSION);
    if (!run_files_commit(files, !diverged, o->quiet, fault))
        return (int)fault->kind;
    if (keep && last)
        line_file_save(run_files_model(files), &model, TRAINLOOP_VERSION);
    if (diverged) {
        explain_divergence(run, fault);
        return FAULT_ANSWER;
    }
    return o->claims_only && claims_failing(findings, n) > 0;
}

int linreg_run_command(const struct command *command, linreg_run_stage *stage,
                       int argc, char **argv, FILE *out, struct report *page,
                       struct fault *fault)
{
    struct linreg_options o;
    struct run_files files = {0};
    int status = FAULT_USAGE;

    if (!opt_parse(command, argc, argv, &o, fault))
        return status;
    o.names.data = o.data.file;
    o.names.csv = o.format == TABLE_CSV;
    if (problem_seeds("--seeds", o.data.seed, o.seeds, fault) &&
        run_files_open(&files, &o.names, out, page, fault))
        status = stage(&o, &files, fault);
    run_files_close(&files);
    return fault->kind != FAULT_NONE ? (int)fault->kind : status;
}
