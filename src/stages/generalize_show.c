/* What generalize shows. */
#include "stages/generalize.h"
#include "text/number.h"
#include "text/page.h"

#include <math.h>
#include <string.h>

const double generalize_unseen[UNSEEN] = {50.0, 75.0, 95.0, 110.0, 140.0};

bool generalize_price(const struct linreg_run *run, uint64_t seed, double *y,
                      struct fault *fault)
{
    points_price(&run->set.truth, generalize_unseen, y, UNSEEN, (uint32_t)seed);
    for (int i = 0; i < UNSEEN; i++)
        if (!isfinite(y[i])) {
            fault_set(fault, FAULT_USAGE,
                      "with these settings the price of %g square metres is "
                      "too big a number",
                      generalize_unseen[i]);
            return fault_hint(fault, "Choose smaller values for --slope, "
                                     "--intercept or --noise");
        }
    return true;
}

bool generalize_is_outside(const struct band *band, double error)
{
    return !(fabs(band_distance(band, error)) <= 2.0);
}

/* Actual and predicted, one by one; of many rows the first. */
static void print_rows(const struct linreg_run *run, const struct test *test,
                       struct report *report, enum table_format format)
{
    const struct dataset *set = &run->set;
    int decimals = problem_decimals(run->bowl.y_low, run->bowl.y_high);
    struct column columns[] = {
        {set->x_name, 10, problem_decimals(run->bowl.x_low, run->bowl.x_high),
         COLUMN_GROUPED},
        {"actual", 12, decimals, COLUMN_GROUPED},
        {"predicted", 12, decimals, COLUMN_GROUPED},
        {"error", 12, decimals, COLUMN_SIGNED},
    };
    struct table table = {report, format, columns, 4};

    table_head(&table);
    for (size_t i = 0; i < test->points.n && i < UNSEEN; i++) {
        double x = test->points.x[i], y = test->points.y[i];
        double predicted = line_predict(&run->line, x);
        double row[] = {points_original(set, x), y, predicted, y - predicted};
        table_row(&table, row);
    }
}

void generalize_page_rows(struct report *page, const struct linreg_run *run,
                          const struct test *test)
{
    page_table(page, run->set.held.n > 0 ? "Rows that were held out"
                                         : "Apartments it has never seen");
    print_rows(run, test, page, TABLE_PAGE);
    page_table_end(page);
}

void generalize_show_rows(const struct linreg_run *run, const struct test *test)
{
    size_t n = test->points.n;

    if (run->set.held.n > 0)
        report_print(run->report, "\nHeld out, the first %.0f of %.0f rows\n",
                     fmin((double)n, UNSEEN), (double)n);
    else
        report_print(run->report,
                     "\nFive apartments it has never seen, seed %.0f\n",
                     (double)run->options->test_seed);
    print_rows(run, test, run->report, TABLE_TEXT);
    report_print(run->report, "error is actual minus predicted\n");
}

/* Mean absolute errors of a line, over x as it came, on both sets. */
static void show_line(const struct linreg_run *run, const struct test *test,
                      const char *label, struct line line)
{
    const struct dataset *set = &run->set;
    struct line scaled = line_scale(&line, set->center, set->scale);
    char text[4][NUMBER_TEXT];

    strcpy(text[0], problem_parameter(line.slope, 4).text);
    strcpy(text[1], problem_parameter(line.intercept, 2).text);
    strcpy(text[2], number_short(line_mean_error(&scaled, &set->train)).text);
    strcpy(text[3], number_short(line_mean_error(&scaled, &test->points)).text);
    report_print(run->report, "%-12s %14s %14s %14s %14s\n", label, text[0],
                 text[1], text[2], text[3]);
}

void generalize_show_lines(const struct linreg_run *run,
                           const struct test *test)
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
        outside += generalize_unseen[i] < run->bowl.x_low ||
                   generalize_unseen[i] > run->bowl.x_high;
    if (run->set.held.n == 0 && outside > 0)
        report_print(run->report,
                     "%d of the five are smaller or larger than all that it "
                     "was trained on\n",
                     outside);
}

/* Is the test error larger than chance makes it? */
void generalize_show_verdict(const struct linreg_run *run,
                             const struct test *test)
{
    double distance = band_distance(&test->band, test->mae);
    double n = (double)test->points.n;

    report_print(run->report, "\n%s gives %.0f point%s a mean error of ",
                 run->set.has_truth ? "The noise alone"
                                    : "With errors as in training, chance",
                 n, n == 1.0 ? "" : "s");
    report_print(run->report, "%s +- %s (deviation)\n",
                 number_short(test->band.mean).text,
                 number_short(test->band.deviation).text);
    report_print(run->report, "Is it overfitting? The test error is %s, ",
                 number_short(test->mae).text);
    if (isfinite(distance))
        report_print(run->report, "%.3g deviations %s that: ", fabs(distance),
                     distance < 0.0 ? "below" : "above");
    if (is_underfitting(run, test))
        report_print(run->report,
                     "but the training error, %s,\nis beyond the noise, too: "
                     "it has not learned enough (underfitting)\n",
                     number_short(test->mae_train).text);
    else
        report_print(run->report, "%s\n",
                     fabs(distance) <= 2.0 ? "chance explains that"
                     : distance > 0.0      ? "more than chance explains"
                                           : "less than chance explains");
    show_range(run);
    if (run->judge.verdict == JUDGE_STOPPED && run->set.held.n > 0)
        report_print(run->report, "The stop rule watched these rows: they are "
                                  "not quite unseen\n");
}

/* --draws: the same scores on many test sets. */
double generalize_edge(const struct band *band, int bin)
{
    return fmax(0.0, band->mean + band->deviation * (bin / 2.0 - 3.0));
}

static void count_draw(struct draws *d, const struct band *band, double error)
{
    double at = 2.0 * (band_distance(band, error) + 3.0);
    int bin = !(at > 0.0) ? 0 : at < BINS - 1 ? (int)at : BINS - 1;

    d->bin[bin]++;
    d->outside += generalize_is_outside(band, error);
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
    struct points plain = {generalize_unseen, y, UNSEEN},
                  points = {test->x, y, UNSEEN};
    struct progress progress;

    *learned = *truly = (struct draws){.least = HUGE_VAL};
    progress_start(&progress, "draw", o->draws, UNSEEN, o->quiet);
    for (uint64_t k = 0; k < o->draws; k++) {
        if (!generalize_price(run, o->test_seed + k, y, fault))
            return false;
        double error = line_mean_error(&run->line, &points);
        count_draw(learned, &test->band, error);
        count_draw(truly, &test->band, line_mean_error(&true_line, &plain));
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
    char a[NUMBER_TEXT], b[NUMBER_TEXT];

    for (int i = 0; i < BINS; i++)
        most = d->bin[i] > most ? d->bin[i] : most;
    for (int i = 0; i < BINS; i++) {
        double from = generalize_edge(&test->band, i);
        double to = generalize_edge(&test->band, i + 1);
        double length = 50.0 * (double)d->bin[i] / (double)most;
        if (to <= 0.0)
            continue;
        strcpy(a, number_short(from).text);
        strcpy(b, number_short(to).text);
        report_print(run->report, "%10s - %-10s %7.0f%s%.*s\n", a,
                     i == BINS - 1 ? "" : b, (double)d->bin[i],
                     d->bin[i] > 0 ? "  " : "", (int)ceil(length), bar);
    }
}

bool generalize_show_draws(const struct linreg_run *run, struct test *test,
                           struct fault *fault)
{
    const struct linreg_options *o = run->options;
    double n = (double)o->draws, two = 2.0 * test->band.deviation;
    struct draws d, truly;

    if (!draw(run, test, &d, &truly, fault))
        return false;
    test->draws = d;
    report_print(run->report,
                 "\n%.0f test sets, seeds %.0f to %.0f, mean absolute errors "
                 "from %s to %s\n",
                 n, (double)o->test_seed, (double)o->test_seed + n - 1.0,
                 number_short(d.least).text, number_short(d.most).text);
    if (two > 0.0) {
        show_histogram(run, test, &d);
        report_print(run->report,
                     "Outside two deviations, %s to %s: %.1f %% of them; ",
                     number_short(fmax(0.0, test->band.mean - two)).text,
                     number_short(test->band.mean + two).text,
                     100.0 * (double)d.outside / n);
        report_print(run->report, "with the true line %.1f %%\n",
                     100.0 * (double)truly.outside / n);
    }
    report_print(run->report, "On average: %s, with the true line %s. ",
                 number_short(d.sum / n).text,
                 number_short(truly.sum / n).text);
    report_print(run->report,
                 "The difference, %s,\nis what the learned line lacks; the "
                 "rest is noise that no line foretells\n",
                 number_short((d.sum - truly.sum) / n).text);
    return true;
}
