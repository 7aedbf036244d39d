/* generalize: score the trained model on apartments it has never seen. */
#include "lesson.h"
#include "linreg_run.h"

#include "trainloop/band.h"
#include "trainloop/num.h"

#include <math.h>

enum { CLAIMS = 2, UNSEEN = 5 };
static const double unseen[UNSEEN] = {50.0, 75.0, 95.0, 110.0, 140.0};

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .lr = 1e-7,
    .epochs = 5000,
    .patience = 20,
    .min_delta = {100.0, 0.0},
    .draws = 1,
    .test_seed = 99,
};

#define AT(field) offsetof(struct linreg_options, field)

static const struct opt own_rows[] = {
    {"--draws", "N", "how many test sets, of five apartments each", OPT_COUNT,
     AT(draws), 1, 1e6, NULL, "--data --holdout", NULL},
    {"--test-seed", "N", "seed of the first of them", OPT_COUNT, AT(test_seed),
     0, 4294967295.0, NULL, "--data --holdout", NULL},
    {"--format", "text|csv", "csv: the scores as two rows", OPT_CHOICE,
     AT(format), 0, 0, NULL, "--claims-only", NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training, as early-stop does it", linreg_train_rows, TRAIN_ROWS - 1, 0},
    {NULL, linreg_stop_rows, STOP_ROWS, 0},
    {"Test and output", own_rows, sizeof own_rows / sizeof own_rows[0], 0},
    {NULL, linreg_file_rows, 1, 0},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

/* The test set: five new apartments, or the held-out rows. */
struct test {
    double x[UNSEEN], y[UNSEEN];
    struct points points;  /* x as trained on, as in the dataset          */
    struct band band;      /* of its error, if only chance is in it       */
    double mae_train, mae; /* mean absolute errors of the learned line    */
    double mse;            /* its mean squared error                      */
};

/* Prices the five by the truth and new noise.  Fault: too big. */
static bool price(const struct linreg_run *run, uint64_t seed, double *y,
                  struct fault *fault)
{
    points_price(&run->set.truth, unseen, y, UNSEEN, (uint32_t)seed);
    for (int i = 0; i < UNSEEN; i++)
        if (!isfinite(y[i])) {
            fault_set(fault, FAULT_USAGE,
                      "with these settings the price of %g square metres is "
                      "too big a number",
                      unseen[i]);
            return fault_hint(fault, "Choose smaller values for --slope, "
                                     "--intercept or --noise");
        }
    return true;
}

static bool make_test(const struct linreg_run *run, struct test *test,
                      struct fault *fault)
{
    const struct dataset *set = &run->set;

    for (int i = 0; i < UNSEEN; i++)
        test->x[i] = (unseen[i] - set->center) / set->scale;
    test->points = (struct points){test->x, test->y, UNSEEN};
    if (set->held.n > 0)
        test->points = set->held;
    else if (!price(run, run->options->test_seed, test->y, fault))
        return false;
    test->mae_train = linreg_mean_error(&run->line, &set->train);
    test->mae = linreg_mean_error(&run->line, &test->points);
    test->mse = linreg_gradient(&run->line, &test->points).loss;
    test->band =
        set->has_truth
            ? band_of_noise(set->truth.noise, test->points.n)
            : band_of_errors(test->mae_train, run->final.loss, test->points.n);
    return true;
}

/* Actual and predicted, one by one; of many rows the first. */
static void show_rows(const struct linreg_run *run, const struct test *test)
{
    const struct dataset *set = &run->set;
    int decimals = problem_decimals(run->bowl.y_low, run->bowl.y_high);
    size_t shown = test->points.n < UNSEEN ? test->points.n : UNSEEN;
    struct column columns[] = {
        {set->x_name, 10, problem_decimals(run->bowl.x_low, run->bowl.x_high),
         COLUMN_GROUPED},
        {"actual", 12, decimals, COLUMN_GROUPED},
        {"predicted", 12, decimals, COLUMN_GROUPED},
        {"error", 12, decimals, COLUMN_SIGNED},
    };
    struct table table = {run->report, TABLE_TEXT, columns, 4};

    if (set->held.n > 0)
        report_print(run->report, "\nHeld out, the first %.0f of %.0f rows\n",
                     (double)shown, (double)test->points.n);
    else
        report_print(run->report,
                     "\nFive apartments it has never seen, seed %.0f\n",
                     (double)run->options->test_seed);
    table_head(&table);
    for (size_t i = 0; i < shown; i++) {
        double x = test->points.x[i], y = test->points.y[i];
        double predicted = linreg_predict(&run->line, x);
        double row[] = {points_original(set, x), y, predicted, y - predicted};
        table_row(&table, row);
    }
    report_print(run->report, "error is actual minus predicted\n");
}

/* Mean absolute errors of a line, over x as it came, on both sets. */
static void show_line(const struct linreg_run *run, const struct test *test,
                      const char *label, struct line line)
{
    const struct dataset *set = &run->set;
    struct line scaled = linreg_scale(&line, set->center, set->scale);
    char text[4][REPORT_NUMBER];

    problem_parameter(text[0], line.slope, 4);
    problem_parameter(text[1], line.intercept, 2);
    report_short(text[2], linreg_mean_error(&scaled, &set->train));
    report_short(text[3], linreg_mean_error(&scaled, &test->points));
    report_print(run->report, "%-12s %14s %14s %14s %14s\n", label, text[0],
                 text[1], text[2], text[3]);
}

static void show_lines(const struct linreg_run *run, const struct test *test)
{
    const struct truth *truth = &run->set.truth;

    report_print(run->report, "\nMean absolute error%s\n",
                 run->set.has_truth ? " in EUR" : "");
    report_print(run->report, "%-12s %14s %14s %14s %14s\n", "", "slope",
                 "intercept", "training", "test");
    show_line(run, test, "learned", linreg_run_line(run));
    show_line(run, test, "best line", run->bowl.best);
    if (run->set.has_truth)
        show_line(run, test, "true line",
                  (struct line){truth->slope, truth->intercept});
    show_line(run, test, "mean", (struct line){0.0, run->bowl.y_mean});
    linreg_show_unique(run);
}

/* Is the line as bad in training? Then it has not memorised anything. */
static bool is_underfitting(const struct linreg_run *run,
                            const struct test *test)
{
    struct band band = band_of_noise(run->set.truth.noise, run->set.train.n);

    return run->set.has_truth && band_distance(&band, test->mae_train) > 2.0;
}

/* Apartments beyond the sizes it was trained on are another question. */
static void show_range(const struct linreg_run *run)
{
    int outside = 0;

    for (int i = 0; i < UNSEEN; i++)
        outside += unseen[i] < run->bowl.x_low || unseen[i] > run->bowl.x_high;
    if (run->set.held.n == 0 && outside > 0)
        report_print(run->report,
                     "%d of the five are smaller or larger than all that it "
                     "was trained on\n",
                     outside);
}

/* Is the test error larger than chance makes it? */
static void show_verdict(const struct linreg_run *run, const struct test *test)
{
    double distance = band_distance(&test->band, test->mae);
    double n = (double)test->points.n;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    report_print(run->report, "\n%s gives %.0f point%s a mean error of ",
                 run->set.has_truth ? "The noise alone"
                                    : "With errors as in training, chance",
                 n, n == 1.0 ? "" : "s");
    report_print(run->report, "%s +- %s (deviation)\n",
                 report_short(a, test->band.mean),
                 report_short(b, test->band.deviation));
    report_print(run->report, "Is it overfitting? The test error is %s, ",
                 report_short(a, test->mae));
    if (isfinite(distance))
        report_print(run->report, "%.3g deviations %s that: ", fabs(distance),
                     distance < 0.0 ? "below" : "above");
    if (is_underfitting(run, test))
        report_print(run->report,
                     "but the training error, %s,\nis beyond the noise, too: "
                     "it has not learned enough (underfitting)\n",
                     report_short(b, test->mae_train));
    else
        report_print(run->report, "%s\n",
                     fabs(distance) <= 2.0 ? "chance explains that"
                     : distance > 0.0      ? "more than chance explains"
                                           : "less than chance explains");
    show_range(run);
    if (run->judge.verdict == TRAIN_STOPPED && run->set.held.n > 0)
        report_print(run->report, "The stop rule watched these rows: they are "
                                  "not quite unseen\n");
}

/* --draws: the same scores on many test sets. */
enum { BINS = 16 }; /* of half a deviation, from 3 deviations below on */

/* The errors of a line on many test sets. */
struct draws {
    uint64_t bin[BINS];
    uint64_t outside; /* more than two deviations away */
    double sum, least, most;
};

static bool is_outside(const struct band *band, double error)
{
    return !(fabs(band_distance(band, error)) <= 2.0);
}

static void count_draw(struct draws *d, const struct band *band, double error)
{
    double at = 2.0 * (band_distance(band, error) + 3.0);
    int bin = !(at > 0.0) ? 0 : at < BINS - 1 ? (int)at : BINS - 1;

    d->bin[bin]++;
    d->outside += is_outside(band, error);
    d->sum += error;
    d->least = fmin(d->least, error);
    d->most = fmax(d->most, error);
}

/* Scores the learned and the true line on every test set. */
static bool draw(const struct linreg_run *run, const struct test *test,
                 struct draws *learned, struct draws *truly,
                 struct fault *fault)
{
    const struct linreg_options *o = run->options;
    const struct truth *truth = &run->set.truth;
    struct line true_line = {truth->slope, truth->intercept};
    double y[UNSEEN];
    struct points plain = {unseen, y, UNSEEN}, points = {test->x, y, UNSEEN};
    struct progress progress;

    *learned = *truly = (struct draws){.least = HUGE_VAL};
    progress_start(&progress, "draw", o->draws, UNSEEN, o->quiet);
    for (uint64_t k = 0; k < o->draws; k++) {
        if (!price(run, o->test_seed + k, y, fault))
            return false;
        double error = linreg_mean_error(&run->line, &points);
        count_draw(learned, &test->band, error);
        count_draw(truly, &test->band, linreg_mean_error(&true_line, &plain));
        if (k == progress.next)
            progress_look(&progress, k, error);
    }
    return true;
}

static void show_histogram(const struct linreg_run *run,
                           const struct test *test, const struct draws *d)
{
    static const char bar[] =
        "##################################################";
    uint64_t most = 1;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    for (int i = 0; i < BINS; i++)
        most = d->bin[i] > most ? d->bin[i] : most;
    for (int i = 0; i < BINS; i++) {
        double from = test->band.mean + test->band.deviation * (i / 2.0 - 3.0);
        double to = from + test->band.deviation / 2.0;
        double length = 50.0 * (double)d->bin[i] / (double)most;
        if (to <= 0.0)
            continue;
        report_short(a, fmax(0.0, from));
        report_short(b, to);
        report_print(run->report, "%10s - %-10s %7.0f%s%.*s\n", a,
                     i == BINS - 1 ? "" : b, (double)d->bin[i],
                     d->bin[i] > 0 ? "  " : "", (int)ceil(length), bar);
    }
}

static bool show_draws(const struct linreg_run *run, const struct test *test,
                       struct fault *fault)
{
    const struct linreg_options *o = run->options;
    double n = (double)o->draws, two = 2.0 * test->band.deviation;
    struct draws d, truly;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (!draw(run, test, &d, &truly, fault))
        return false;
    report_print(run->report,
                 "\n%.0f test sets, seeds %.0f to %.0f, mean absolute errors "
                 "from %s to %s\n",
                 n, (double)o->test_seed, (double)o->test_seed + n - 1.0,
                 report_short(a, d.least), report_short(b, d.most));
    if (two > 0.0) {
        show_histogram(run, test, &d);
        report_print(run->report,
                     "Outside two deviations, %s to %s: %.1f %% of them; ",
                     report_short(a, fmax(0.0, test->band.mean - two)),
                     report_short(b, test->band.mean + two),
                     100.0 * (double)d.outside / n);
        report_print(run->report, "with the true line %.1f %%\n",
                     100.0 * (double)truly.outside / n);
    }
    report_print(run->report, "On average: %s, with the true line %s. ",
                 report_short(a, d.sum / n), report_short(b, truly.sum / n));
    report_print(run->report,
                 "The difference, %s,\nis what the learned line lacks; the "
                 "rest is noise that no line foretells\n",
                 report_short(a, (d.sum - truly.sum) / n));
    return true;
}

static void judge_claims(const struct linreg_run *run, const struct test *test,
                         struct finding findings[CLAIMS])
{
    double two = 2.0 * test->band.deviation;
    char a[REPORT_NUMBER], b[REPORT_NUMBER], c[REPORT_NUMBER];

    findings[0] =
        (struct finding){.claim = "the test error is in the training's range"};
    findings[1] = (struct finding){.claim = "about the true slope (10 %)"};
    if (train_diverged(&run->judge)) {
        claims_judge(&findings[0], false, "the run diverged");
        claims_judge(&findings[1], false, "the run diverged");
        return;
    }
    claims_judge(&findings[0], !is_outside(&test->band, test->mae),
                 "%s; %s: %s to %s", report_short(a, test->mae),
                 run->set.has_truth ? "noise alone" : "chance",
                 report_short(b, fmax(0.0, test->band.mean - two)),
                 report_short(c, test->band.mean + two));
    linreg_claims_slope(run, &findings[1]);
}

/* --format csv */
static void write_csv(const struct linreg_run *run, const struct test *test,
                      struct report *report)
{
    char a[NUM_TEXT], b[NUM_TEXT];

    report_print(report, "set,n,mae,mse\ntrain,%.0f,%s,%s\n",
                 (double)run->set.train.n, num_format(a, test->mae_train),
                 num_format(b, run->final.loss));
    report_print(report, "test,%.0f,%s,%s\n", (double)test->points.n,
                 num_format(a, test->mae), num_format(b, test->mse));
}

/* More test sets, then real data. */
static void show_next(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;

    if (o->data.file || o->holdout > 0.0)
        return;
    if (o->draws > 1) {
        report_print(run->report,
                     "\nNext: trainloop generalize --data data/sacramento.csv "
                     "--holdout 0.2 --standardize --lr 0.1\n");
        return;
    }
    linreg_show_next(run, "generalize");
    linreg_show_training(run, &defaults);
    problem_number(run->report, "--test-seed", (double)o->test_seed,
                   (double)defaults.test_seed);
    report_print(run->report, " --draws 1000\n");
}

/* All that follows the training. */
static bool print_rest(const struct linreg_run *run, const struct test *test,
                       const struct finding findings[CLAIMS],
                       struct fault *fault)
{
    const struct linreg_options *o = run->options;
    bool diverged = train_diverged(&run->judge);

    if (!o->quiet)
        linreg_show_ending(run);
    if (diverged) {
        linreg_show_result(run);
    } else {
        show_rows(run, test);
        show_lines(run, test);
        if (!o->quiet)
            show_verdict(run, test);
        if (o->draws > 1 && !show_draws(run, test, fault))
            return false;
    }
    if (o->quiet)
        return true;
    report_print(run->report, "\n");
    claims_print(run->report, findings, CLAIMS);
    if (!diverged)
        show_next(run);
    return true;
}

/* Are there rows to score on, and seeds enough? */
static bool check_test(const struct linreg_run *run, struct fault *fault)
{
    const struct linreg_options *o = run->options;

    if (o->data.file && !(o->holdout > 0.0)) {
        fault_set(fault, FAULT_USAGE,
                  "'--data' needs '--holdout': rows to score on, which the "
                  "training never sees");
        return fault_hint(fault, "Add --holdout 0.2");
    }
    if (o->test_seed + o->draws - 1 > UINT32_MAX) {
        fault_set(fault, FAULT_USAGE,
                  "'--draws' would go beyond the last seed, 4294967295");
        return fault_hint(fault, "Choose a smaller --test-seed, or fewer "
                                 "--draws");
    }
    return true;
}

static int run_once(struct linreg_options *o, struct run_files *files,
                    struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct linreg_run run = {
        .options = o,
        .report = o->claims_only ? &nothing : &files->text,
        .history = o->names.history ? &files->rows : NULL,
    };
    struct finding findings[CLAIMS];
    struct test test;
    int status = FAULT_INTERNAL;

    if (check_test(&run, fault) && linreg_run_open(&run, o, fault)) {
        linreg_show_head(&run, NULL);
        linreg_run_train(&run);
        linreg_show_timing(&run);
        status = (int)FAULT_USAGE;
        if (make_test(&run, &test, fault)) {
            judge_claims(&run, &test, findings);
            write_csv(&run, &test, &files->result);
            if (print_rest(&run, &test, findings, fault))
                status =
                    linreg_run_finish(&run, files, findings, CLAIMS, fault);
        }
    }
    linreg_run_close(&run);
    return status;
}

static int cmd_generalize(int argc, char **argv, FILE *out, struct fault *fault)
{
    return linreg_run_command(&command_generalize, run_once, argc, argv, out,
                              fault);
}

const struct command command_generalize = {
    .name = "generalize",
    .run = cmd_generalize,
    .summary = "score the trained model on apartments it has never seen",
    .about = "Trains as early-stop does, then asks: has it learned, or only "
             "memorised?",
    .examples = "  trainloop generalize\n"
                "  trainloop generalize --draws 1000\n"
                "  trainloop generalize --data data/sacramento.csv "
                "--holdout 0.2\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
