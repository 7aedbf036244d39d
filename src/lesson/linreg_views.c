/* What linreg shows around its table. */
#include "linreg_run.h"

#include "trainloop/num.h"

#include <math.h>
#include <string.h>

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

/* A loss, and its root beside it. */
static void print_loss(const struct linreg_run *run, const char *before,
                       double loss, const char *after)
{
    char number[REPORT_NUMBER], root[REPORT_NUMBER];

    report_print(run->report, "%s%s (%s)%s", before, report_short(number, loss),
                 problem_root(root, &run->set, loss), after);
}

void linreg_view_head(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    const struct dataset *set = &run->set;
    char text[NUM_TEXT];

    problem_head(run->report, set, &o->data);
    report_print(run->report,
                 "   %.40s = slope * %.40s + intercept   lr %s   "
                 "%.0f epoch%s\n",
                 set->y_name, set->x_name, num_format(text, o->lr),
                 (double)o->epochs, o->epochs == 1 ? "" : "s");
    report_print(run->report, "baseline (mean %.40s) ", set->y_name);
    print_loss(run, "", run->bowl.baseline, "\n");
    print_loss(run, "floor (best line) ", run->bowl.floor, "\n");
    problem_columns(run->report, set);
    if (set->held.n > 0)
        report_print(run->report, "%.0f rows held out, %.0f to train on\n",
                     (double)set->held.n, (double)set->train.n);
    if (o->standardize)
        report_print(run->report,
                     "%.40s is scaled to mean 0, deviation 1; slope and "
                     "intercept are shown unscaled\n",
                     set->x_name);
    if (o->load)
        report_print(run->report, "goes on from %s, %.0f epochs old\n", o->load,
                     run->loaded_epochs);
    report_print(run->report, "\n");
}

/* The learned line between its yardsticks. */
static void print_lines(const struct linreg_run *run, const struct line *line)
{
    const struct dataset *set = &run->set;
    struct line mean = {0.0, run->bowl.y_mean};
    struct line truth = {set->truth.slope, set->truth.intercept};
    struct line scaled = linreg_scale(&truth, set->center, set->scale);

    report_print(run->report, "\n");
    problem_line(run->report, "", set, NULL, 0.0);
    problem_line(run->report, "learned", set, line, run->final.loss);
    problem_line(run->report, "best line", set, &run->bowl.best,
                 run->bowl.floor);
    if (set->has_truth)
        problem_line(run->report, "true line", set, &truth,
                     linreg_gradient(&scaled, &set->train).loss);
    problem_line(run->report, "mean", set, &mean, run->bowl.baseline);
    if (!run->bowl.unique)
        report_print(run->report,
                     "%.40s is the same in every row: the slope is not unique, "
                     "many lines are the best\n",
                     set->x_name);
}

void linreg_view_result(const struct linreg_run *run)
{
    const struct dataset *set = &run->set;
    const struct train *t = &run->judge;
    struct line line = linreg_run_line(run);
    char text[REPORT_NUMBER];

    if (t->verdict == TRAIN_OVERFLOW) {
        report_print(run->report, "\nDiverged after %.0f step%s\n",
                     (double)t->steps, t->steps == 1 ? "" : "s");
        return;
    }
    report_print(run->report, "\n%s: slope %s",
                 train_diverged(t) ? "Diverged" : "Final",
                 report_plain(text, line.slope, 1));
    if (set->has_truth)
        report_print(run->report, " (true %s)",
                     num_format(text, set->truth.slope));
    report_print(run->report, ", intercept %s",
                 report_plain(text, line.intercept, 1));
    if (set->has_truth)
        report_print(run->report, " (true %s)",
                     num_format(text, set->truth.intercept));
    report_print(run->report, "\n");
    print_loss(run, "Loss ", t->first, " at the start,\n");
    print_loss(run, "     ", t->last, " at the last epoch,\n");
    print_loss(run, "     ", run->final.loss, " after its step\n");
    if (set->held.n > 0)
        print_loss(run, "     ", run->held_loss, " on the held-out rows\n");
    print_lines(run, &line);
}

/* A number of epochs, which may be infinite, in words. */
static char *in_epochs(char text[REPORT_NUMBER], double epochs)
{
    if (isinf(epochs))
        return strcpy(text, "infinitely many");
    return report_short(text, epochs);
}

/* How fast the two directions of the bowl bring the line to the best one. */
static void print_speed(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = run->options->lr;
    bool intercept =
        bowl->flat_way.intercept > 0.9 && !run->options->standardize;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    report_print(run->report,
                 "What is missing to the best line shrinks to 37 %% (1/e) in\n"
                 "%s epochs in the fast direction,\n"
                 "%s epochs in the slow one%s.\n",
                 in_epochs(a, bowl_epochs(lr, bowl->steep)),
                 in_epochs(b, bowl_epochs(lr, bowl->flat)),
                 intercept ? ", nearly all intercept" : "");
}

/* Near the floor in loss, far from the best line in the intercept: why? */
static void explain_gap(const struct linreg_run *run)
{
    const struct line *best = &run->bowl.best;
    struct line line = linreg_run_line(run);
    double above = -train_fall(run->bowl.floor, run->final.loss);
    char here[REPORT_NUMBER], there[REPORT_NUMBER], condition[REPORT_NUMBER];

    if (!run->bowl.unique || !(run->bowl.floor > 0.0) || !(above < 5.0) ||
        run->trained.condition < 100.0 ||
        fabs(line.intercept - best->intercept) <= 0.1 * fabs(best->intercept))
        return;
    report_print(run->report,
                 "The loss is only %.2f %% above the floor, and yet the "
                 "intercept is %s, not %s:\n"
                 "that is the condition number %s. The flat direction hardly "
                 "shows in the loss.\n",
                 above, report_group(here, line.intercept, 1),
                 report_group(there, best->intercept, 1),
                 report_short(condition, run->trained.condition));
}

/* Critical rate and condition number: what the run could be expected to do. */
void linreg_view_why(const struct linreg_run *run)
{
    const struct bowl *bowl = &run->trained;
    double lr = run->options->lr;
    char a[REPORT_NUMBER], b[REPORT_NUMBER];

    if (!(bowl->critical > 0.0)) {
        report_print(run->report,
                     "\n%.40s is too big to say which rates are "
                     "stable.\n",
                     run->set.x_name);
        return;
    }
    report_print(run->report, "\nCritical rate %s: higher ones diverge. ",
                 report_below(a, bowl->critical, 5));
    if (lr < bowl->critical)
        report_print(run->report, "This one is %s times below it.\n",
                     report_short(a, bowl->critical / lr));
    else
        report_print(run->report, "This one is %s times above it.\n",
                     report_short(a, lr / bowl->critical));
    if (!bowl->unique)
        return;
    report_print(run->report, "Condition number %s",
                 report_short(a, bowl->condition));
    if (run->options->standardize)
        report_print(run->report, ", before standardizing %s",
                     report_short(b, run->bowl.condition));
    report_print(run->report, ".\n");
    if (lr < bowl->critical)
        print_speed(run);
    explain_gap(run);
}

/* --trace K: one epoch in detail, at the end of the run. */
void linreg_view_trace(const struct linreg_run *run)
{
    const struct dataset *set = &run->set;
    const struct points *p = &set->train;
    int y_decimals = problem_decimals(run->bowl.y_low, run->bowl.y_high);
    struct line line = linreg_run_line(run), next = run->line;
    struct linreg_gradient g =
        linreg_unscale_gradient(&run->final, set->center, set->scale);
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
        double predicted = linreg_predict(&run->line, p->x[i]);
        double error = p->y[i] - predicted;
        double row[] = {points_original(set, p->x[i]), p->y[i], predicted,
                        error, error * error};
        table_row(&table, row);
    }
    print_loss(run, "mean squared error of all rows ", run->final.loss, "\n");
    char a[REPORT_NUMBER], b[REPORT_NUMBER];
    report_print(run->report,
                 "gradient: slope     -2 * mean(%.40s * error) = %s\n"
                 "          intercept -2 * mean(error) = %s\n",
                 set->x_name, report_group(a, g.d_slope, 0),
                 report_group(b, g.d_intercept, 0));
    if (train_diverged(&run->judge))
        return;
    linreg_descend(&next, &run->final, run->options->lr);
    next = linreg_unscale(&next, set->center, set->scale);
    report_print(run->report, "the next update: slope %s -> ",
                 report_plain(a, line.slope, 4));
    report_print(run->report, "%s, intercept %s -> ",
                 report_plain(a, next.slope, 4),
                 report_plain(b, line.intercept, 4));
    report_print(run->report, "%s\n", report_plain(a, next.intercept, 4));
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
        double factor = train_factor(a->loss, b->loss, to - 1 - from);
        double row[] = {(double)from,
                        (double)to,
                        a->loss,
                        b->loss,
                        train_fall(a->loss, b->loss),
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

/* --journey: loss and parameters of the same moment, before the step. */
void linreg_view_journey(const struct linreg_run *run)
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
    struct table table = {run->report, TABLE_TEXT, columns, 5};
    uint64_t last = run->judge.measured - 1;
    double share = linreg_claims_share(run);
    const struct mark *end = marks_at(&run->marks, last);
    struct line line = linreg_run_line(run);
    /* a run that diverged stopped without a step: it is still there */
    struct mark stopped = {last, true, run->judge.last, line.slope,
                           line.intercept};

    report_print(run->report, "\nThe journey, each epoch before its step\n");
    table_head(&table);
    for (uint64_t k = 0; k < last; k = next_stop(k))
        journey_row(&table, marks_at(&run->marks, k), aim);
    journey_row(&table, end ? end : &stopped, aim);
    if (share == share)
        report_print(run->report,
                     "%.1f %% of the reduction came in the first 50 epochs, "
                     "%.1f %% after\n",
                     share, 100.0 - share);
}

/* The last line: what to try after this. */
void linreg_view_next(const struct linreg_run *run)
{
    const struct linreg_options *o = run->options;
    const char *next = " --lr 1e-4";

    if (train_diverged(&run->judge))
        return;
    if (o->data.file && run->bowl.unique) {
        bool there = run->final.loss <= 1.01 * run->bowl.floor;
        next = !o->standardize || !there ? " --standardize --lr 0.4 --epochs 60"
                                         : " --standardize --lr 0.4 --epochs 60"
                                           " --holdout 0.2";
    } else if (o->lr != 1e-7) {
        next = " --data data/sacramento.csv";
    }
    if (o->data.file && o->holdout > 0.0)
        return;
    report_print(run->report, "\nNext: trainloop linreg");
    problem_arguments(run->report, &o->data);
    report_print(run->report, "%s\n", next);
}
