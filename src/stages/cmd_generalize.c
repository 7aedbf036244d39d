/* generalize: score the trained model on apartments it has never seen. */
#include "stages/generalize.h"
#include "stages/lesson.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

enum { CLAIMS = 2 };

static const struct linreg_options defaults = {
    .data = DATA_DEFAULTS,
    .names = {PICTURE_DEFAULTS},
    .lr = 1e-7,
    .epochs = 5000,
    .patience = 20,
    .min_delta = {100.0, 0.0},
    .draws = 1,
    .test_seed = 99,
};

#define AT(field) offsetof(struct linreg_options, field)

const struct opt generalize_test_rows[TEST_ROWS] = {
    {"--draws", "N", "how many test sets, of five apartments each", OPT_COUNT,
     AT(draws), 1, 1e6, NULL, "--data --holdout", NULL},
    {"--test-seed", "N", "seed of the test set, or of the first one", OPT_COUNT,
     AT(test_seed), 0, 4294967295.0, NULL, "--data --holdout", NULL},
};
static const struct opt format_row = {
    "--format", "text|csv", "csv: the scores as two rows",
    OPT_CHOICE, AT(format), 0,
    0,          NULL,       "--claims-only",
    NULL};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, AT(data)},
    {"Training, as early-stop does it", linreg_train_rows, TRAIN_ROWS - 1, 0},
    {NULL, linreg_stop_rows, STOP_ROWS, 0},
    {"Test and output", generalize_test_rows, TEST_ROWS, 0},
    {NULL, &format_row, 1, 0},
    {NULL, linreg_file_rows, 1, 0},
    {NULL, picture_rows, PICTURE_ROWS, AT(names)},
    {NULL, linreg_talk_rows, TALK_ROWS, 0},
};

bool generalize_prepare(const struct linreg_run *run, struct test *test,
                        struct fault *fault)
{
    const struct dataset *set = &run->set;

    for (int i = 0; i < UNSEEN; i++)
        test->x[i] = (generalize_unseen[i] - set->center) / set->scale;
    test->points = (struct points){test->x, test->y, UNSEEN};
    if (set->held.n > 0)
        test->points = set->held;
    return set->held.n > 0 ||
           generalize_price(run, run->options->test_seed, test->y, fault);
}

void generalize_score(const struct linreg_run *run, struct test *test)
{
    const struct dataset *set = &run->set;
    size_t n = test->points.n;

    test->mae_train = line_mean_error(&run->line, &set->train);
    test->mae = line_mean_error(&run->line, &test->points);
    test->mse = line_gradient(&run->line, &test->points).loss;
    test->band = set->has_truth
                     ? band_of_noise(set->truth.noise, n)
                     : band_of_errors(test->mae_train, run->final.loss, n);
}

static void judge_claims(const struct linreg_run *run, const struct test *test,
                         struct finding findings[CLAIMS])
{
    double two = 2.0 * test->band.deviation;

    findings[0] =
        (struct finding){.claim = "the test error is in the training's range"};
    findings[1] = (struct finding){.claim = "about the true slope (10 %)"};
    if (judge_diverged(&run->judge)) {
        claims_judge(&findings[0], false, "the run diverged");
        claims_judge(&findings[1], false, "the run diverged");
        return;
    }
    claims_judge(&findings[0], !generalize_is_outside(&test->band, test->mae),
                 "%s; %s: %s to %s", number_short(test->mae).text,
                 run->set.has_truth ? "noise alone" : "chance",
                 number_short(fmax(0.0, test->band.mean - two)).text,
                 number_short(test->band.mean + two).text);
    linreg_claims_slope(run, &findings[1]);
}

/* --format csv */
static void write_csv(const struct linreg_run *run, const struct test *test,
                      struct report *report)
{

    report_print(report, "set,n,mae,mse\ntrain,%.0f,%s,%s\n",
                 (double)run->set.train.n, decimal_format(test->mae_train).text,
                 decimal_format(run->final.loss).text);
    report_print(report, "test,%.0f,%s,%s\n", (double)test->points.n,
                 decimal_format(test->mae).text,
                 decimal_format(test->mse).text);
}

/* More test sets, then real data. */
static void show_next(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;

    if (o->data.file || o->holdout > 0.0) {
        report_print(run->report, "\nNext: trainloop bigram\n");
        return;
    }
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

static bool draw(const struct linreg_run *run, const struct test *test,
                 struct run_files *files, struct fault *fault)
{
    struct figure f[GENERALIZE_FIGURES];

    if (!run_files_pictures(files))
        return true;
    generalize_figures(f, run, test,
                       run_files_scale(files->names, AXIS_LINEAR));
    if (!run_files_draw(files, run->report, f, GENERALIZE_FIGURES, fault))
        return false;
    if (files->page)
        generalize_page_rows(files->page, run, test);
    return true;
}

/* Scores, lines, verdict. */
static bool show_scores(const struct linreg_run *run, struct test *test,
                        struct fault *fault)
{
    const struct linreg_options *o = run->options;

    if (!o->quiet)
        linreg_show_ending(run);
    if (judge_diverged(&run->judge)) {
        linreg_show_result(run);
        return true;
    }
    generalize_show_rows(run, test);
    generalize_show_lines(run, test);
    if (!o->quiet)
        generalize_show_verdict(run, test);
    return o->draws <= 1 || generalize_show_draws(run, test, fault);
}

/* All that follows the pictures. */
static void print_rest(const struct linreg_run *run,
                       const struct finding findings[CLAIMS])
{
    if (run->options->quiet)
        return;
    report_print(run->report, "\n");
    claims_print(run->report, findings, CLAIMS);
    if (!judge_diverged(&run->judge))
        show_next(run);
}

bool generalize_check(const struct linreg_options *o, struct fault *fault)
{
    if (o->data.file && !(o->holdout > 0.0)) {
        fault_set(fault, FAULT_USAGE,
                  "'--data' needs '--holdout': rows to score on, which the "
                  "training never sees");
        return fault_hint(fault, "Add --holdout 0.2");
    }
    return problem_seeds("--draws", o->test_seed, o->draws, fault);
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
    struct test test = {0};
    int status = FAULT_USAGE;

    if (generalize_check(o, fault) && linreg_run_sketch(&run, files, fault) &&
        linreg_run_open(&run, o, fault) &&
        generalize_prepare(&run, &test, fault)) {
        linreg_show_head(&run, NULL);
        linreg_run_train(&run);
        linreg_show_timing(&run);
        generalize_score(&run, &test);
        judge_claims(&run, &test, findings);
        write_csv(&run, &test, &files->result);
        bool shown =
            show_scores(&run, &test, fault) && draw(&run, &test, files, fault);
        print_rest(&run, findings);
        if (shown)
            status = linreg_run_finish(&run, files, findings, CLAIMS, fault);
    }
    linreg_run_close(&run);
    return status;
}

int generalize_stage(int argc, char **argv, FILE *out, struct report *page,
                     struct fault *fault)
{
    return linreg_run_command(&command_generalize, run_once, argc, argv, out,
                              page, fault);
}

static int cmd_generalize(int argc, char **argv, FILE *out, struct fault *fault)
{
    return generalize_stage(argc, argv, out, NULL, fault);
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
