/* What linreg shows on request, below its table. */
#include "stages/linreg_run.h"
#include "text/number.h"
#include "text/page.h"

#include "trainloop/num.h"

#include <math.h>

/* --stages: first epochs, and the end of the last. */
static const uint64_t stage_ends[] = {0, 50, 100, 200, 500, 1000};
enum { STAGES = sizeof stage_ends / sizeof stage_ends[0] - 1 };

/* --journey: 0 1 5 10 25 50 100 150, then 250 500 1000 2500 ...; the epoch
   that follows k. */
static uint64_t next_stop(uint64_t k)
{
    static const uint64_t early[] = {0, 1, 5, 10, 25, 50, 100, 150, 250};
    uint64_t power = 100;

    for (int i = 0; i < 8; i++)
        if (k == early[i])
            return early[i + 1];
    while (k >= 10 * power)
        power *= 10;
    return k == power       ? power / 10 * 25
           : k == 5 * power ? 10 * power
                            : 5 * power;
}

void linreg_view_marks(struct marks *marks, uint64_t epochs)
{
    for (uint64_t k = 0; k < epochs; k = next_stop(k))
        marks_want(marks, k);
    for (int i = 1; i <= STAGES; i++) {
        marks_want(marks, stage_ends[i - 1]);
        marks_want(marks, stage_ends[i] - 1);
    }
    marks_want(marks, epochs - 1);
    marks_want(marks, epochs);
}

/* --trace K: one epoch in detail, at the end of the run. */
void linreg_view_trace(const struct linreg_run *run)
{
    const struct dataset *set = &run->set;
    const struct points *p = &set->train;
    int y_decimals = problem_decimals(run->bowl.y_low, run->bowl.y_high);
    struct line line = linreg_run_line(run), next = run->line;
    struct gradient g =
        line_unscale_gradient(&run->final, set->center, set->scale);
    struct column columns[] = {
        {set->x_name, 10, problem_decimals(run->bowl.x_low, run->bowl.x_high),
         COLUMN_PLAIN},
        {"actual", 12, y_decimals, COLUMN_GROUPED},
        {"predicted", 12, y_decimals, COLUMN_GROUPED},
        {"error", 12, y_decimals, COLUMN_SIGNED},
        {"squared", 18, 2 * y_decimals, COLUMN_GROUPED},
    };
    struct table table = {run->report, TABLE_TEXT, columns, 5};

    report_print(run->report,
                 "\nOne epoch in detail, with the parameters after "
                 "%.0f updates\n",
                 (double)run->judge.steps);
    table_head(&table);
    for (size_t i = 0; i < p->n && i < run->options->trace; i++) {
        double predicted = line_predict(&run->line, p->x[i]);
        double error = p->y[i] - predicted;
        double row[] = {points_original(set, p->x[i]), p->y[i], predicted,
                        error, error * error};
        table_row(&table, row);
    }
    linreg_show_loss(run, "mean squared error of all rows ", run->final.loss,
                     "\n");
    report_print(run->report,
                 "gradient: slope     -2 * mean(%.40s * error) = %s\n"
                 "          intercept -2 * mean(error) = %s\n",
                 set->x_name, number_group(g.d_slope, 0).text,
                 number_group(g.d_intercept, 0).text);
    if (judge_diverged(&run->judge))
        return;
    line_descend(&next, &run->final, run->lr);
    next = line_unscale(&next, set->center, set->scale);
    report_print(run->report, "the next update: slope %s -> ",
                 number_plain(line.slope, 4).text);
    report_print(run->report, "%s, intercept %s -> ",
                 number_plain(next.slope, 4).text,
                 number_plain(line.intercept, 4).text);
    report_print(run->report, "%s\n", number_plain(next.intercept, 4).text);
}

/* --stages: from the loss at a stage's first epoch to that at its last. */
void linreg_view_stages(const struct linreg_run *run)
{
    static const struct column columns[] = {
        {"from", 6, 0, COLUMN_PLAIN},
        {"to", 6, 0, COLUMN_PLAIN},
        {"first loss", 16, 0, COLUMN_GROUPED},
        {"last loss", 16, 0, COLUMN_GROUPED},
        {"better %", 10, 2, COLUMN_GROUPED},
        {"% an epoch", 11, 3, COLUMN_GROUPED},
    };
    struct table table = {run->report, TABLE_TEXT, columns, 6};

    report_print(run->report, "\nImprovement by stage\n");
    table_head(&table);
    for (int i = 0; i < STAGES; i++) {
        uint64_t from = stage_ends[i], to = stage_ends[i + 1];
        const struct mark *a = marks_at(&run->marks, from);
        const struct mark *b = marks_at(&run->marks, to - 1);
        if (!a || !b || to > run->judge.measured) {
            report_print(run->report, "epochs %.0f to %.0f were not all run\n",
                         (double)from, (double)to);
            return;
        }
        double factor = num_factor(a->loss, b->loss, to - 1 - from);
        double row[] = {(double)from,
                        (double)to,
                        a->loss,
                        b->loss,
                        num_fall(a->loss, b->loss),
                        100.0 * (1.0 - factor)};
        table_row(&table, row);
    }
}

static void journey_row(const struct table *table, const struct mark *mark,
                        double aim)
{
    if (!mark)
        return;
    double row[] = {(double)mark->epoch, mark->loss, mark->slope,
                    mark->intercept, fabs(aim - mark->slope)};
    table_row(table, row);
}

/* Loss and parameters of the same moment, before the step. */
static void print_journey(const struct linreg_run *run, struct report *report,
                          enum table_format format)
{
    bool truth = run->set.has_truth;
    double aim = truth ? run->set.truth.slope : run->bowl.best.slope;
    struct column columns[] = {
        {"epoch", 7, 0, COLUMN_PLAIN},
        {"loss", 18, 0, COLUMN_GROUPED},
        {"slope", 10, 1, COLUMN_PLAIN},
        {"intercept", 11, 1, COLUMN_PLAIN},
        {truth ? "to true slope" : "to best slope", 14, 1, COLUMN_PLAIN},
    };
    struct table table = {report, format, columns, 5};
    uint64_t last = run->judge.measured - 1;
    const struct mark *end = marks_at(&run->marks, last);
    struct line line = linreg_run_line(run);
    /* a run that diverged stopped without a step: it is still there */
    struct mark stopped = {last, true, run->judge.last, line.slope,
                           line.intercept};

    table_head(&table);
    for (uint64_t k = 0; k < last; k = next_stop(k))
        journey_row(&table, marks_at(&run->marks, k), aim);
    journey_row(&table, end ? end : &stopped, aim);
}

void linreg_page_journey(struct report *page, const struct linreg_run *run)
{
    page_table(page, "The journey, each epoch before its step");
    print_journey(run, page, TABLE_PAGE);
    page_table_end(page);
}

/* --journey */
void linreg_view_journey(const struct linreg_run *run)
{
    double share = linreg_claims_share(run);

    report_print(run->report, "\nThe journey, each epoch before its step\n");
    print_journey(run, run->report, TABLE_TEXT);
    if (share == share)
        report_print(run->report,
                     "%.1f %% of the reduction came in the first 50 epochs, "
                     "%.1f %% after\n",
                     share, 100.0 - share);
}

/* Prints formula and difference; returns how far they are apart, as a part of
   the greatest the gradient could be. */
static double gradient_row(const struct linreg_run *run, const char *name,
                           double formula, double difference, double most)
{
    double apart = fabs(formula - difference);
    double part = most > 0.0 ? apart / most : apart;

    report_print(run->report, "%-20s %18s %18s  %7.1e  %7.1e\n", name,
                 number_group(formula, 4).text,
                 number_group(difference, 4).text, apart, part);
    return part;
}

/* By Cauchy and Schwarz |d loss / d w| <= 2 sqrt(mean(input^2) * loss): that
   is the measure, for at the best line the gradient itself is 0.  Returns the
   greater part of it by which they differ; inf where there is no loss. */
static double check_gradient_at(const struct linreg_run *run, const char *when,
                                const struct line *line)
{
    const struct points *p = &run->set.train;
    struct gradient g = line_gradient(line, p);
    double mean = run->trained.x_mean, deviation = run->trained.x_deviation;
    double x = sqrt(mean * mean + deviation * deviation);
    double root = sqrt(g.loss);
    struct line h = {root / x, root};

    report_print(run->report, "%s%s: slope %.6g, intercept %.6g\n", when,
                 run->options->standardize ? ", over the scaled x" : "",
                 line->slope, line->intercept);
    if (!isfinite(g.loss)) {
        report_print(run->report, "the loss is no number here: no check\n");
        return HUGE_VAL;
    }
    h.slope = h.slope > 0.0 && isfinite(h.slope) ? h.slope : 1.0;
    h.intercept = h.intercept > 0.0 ? h.intercept : 1.0;
    struct gradient c = line_gradient_central(line, p, &h);
    double a = gradient_row(run, "d loss / d slope", g.d_slope, c.d_slope,
                            2.0 * x * root);
    double b = gradient_row(run, "d loss / d intercept", g.d_intercept,
                            c.d_intercept, 2.0 * root);
    return a > b ? a : b;
}

/* --check-gradient */
void linreg_view_gradient(const struct linreg_run *run)
{
    report_print(run->report,
                 "\nThe gradient's formulas beside (loss(w + h) - loss(w - h)) "
                 "/ 2h\n%-20s %18s %18s  %7s  %7s\n",
                 "", "formula", "central difference", "differ", "of most");
    double start = check_gradient_at(run, "at the start", &run->start);
    double end = check_gradient_at(run, "at the end", &run->line);
    if (start <= 1e-6 && end <= 1e-6)
        report_print(run->report,
                     "They agree: the loss is a parabola in w, and nothing but "
                     "rounding is between them\n");
    else if (isfinite(start) && isfinite(end))
        report_print(run->report, "They do not agree\n");
    report_print(run->report, "of most: of the greatest that the gradient "
                              "could be at this loss\n");
}
