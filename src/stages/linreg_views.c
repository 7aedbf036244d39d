/* What linreg shows on request. */
#include "stages/linreg_views.h"

#include "lesson/wording.h"

#include "trainloop/num.h"

#include <math.h>

/* The gradient at the end, and the update that would come next. */
static void say_update(struct sheet *sheet, const struct training *t)
{
    const struct dataset *set = &t->set;
    struct gradient g =
        line_unscale_gradient(&t->fit.last, set->center, set->scale);
    struct line line = training_line(t), next = t->fit.line;

    wording_loss(sheet, SHEET_VIEW, t, "mean squared error of all rows ",
                 t->fit.last.loss, "\n");
    sheet_view(sheet,
               "gradient: slope     -2 * mean(%.40s * error) = %s\n"
               "          intercept -2 * mean(error) = %s\n",
               set->x_name, number_group(g.d_slope, 0).text,
               number_group(g.d_intercept, 0).text);
    if (judge_diverged(&t->fit.judge))
        return;
    line_descend(&next, &t->fit.last, t->lr);
    next = line_unscale(&next, set->center, set->scale);
    sheet_view(sheet, "the next update: slope %s -> %s, intercept %s -> %s\n",
               number_plain(line.slope, 4).text,
               number_plain(next.slope, 4).text,
               number_plain(line.intercept, 4).text,
               number_plain(next.intercept, 4).text);
}

/* --trace K: one epoch in detail, at the end of the run. */
static void show_trace(struct sheet *sheet, const struct linreg *r)
{
    const struct training *t = &r->training;
    const struct points *p = &t->set.train;
    int decimals = problem_decimals(t->bowl.y_low, t->bowl.y_high);
    struct column columns[] = {
        {.title = t->set.x_name,
         .width = 10,
         .style = COLUMN_PLAIN,
         .decimals = problem_decimals(t->bowl.x_low, t->bowl.x_high)},
        {.title = "actual", .width = 12, .decimals = decimals},
        {.title = "predicted", .width = 12, .decimals = decimals},
        {.title = "error",
         .width = 12,
         .style = COLUMN_SIGNED,
         .decimals = decimals},
        {.title = "squared", .width = 18, .decimals = 2 * decimals},
    };
    struct table table = {.level = SHEET_VIEW,
                          .columns = columns,
                          .n = 5,
                          .where = TABLE_TERMINAL,
                          .ruled = true};

    sheet_view(sheet,
               "\nOne epoch in detail, with the parameters after "
               "%.0f updates\n",
               (double)t->fit.judge.steps);
    sheet_head(sheet, &table);
    for (size_t i = 0; i < p->n && i < r->options->trace; i++) {
        double predicted = line_predict(&t->fit.line, p->x[i]);
        double error = p->y[i] - predicted;
        sheet_row(sheet, &table,
                  (struct cell[]){{.x = points_original(&t->set, p->x[i])},
                                  {.x = p->y[i]},
                                  {.x = predicted},
                                  {.x = error},
                                  {.x = error * error}});
    }
    say_update(sheet, t);
}

/* --stages: from the loss at a stage's first epoch to that at its last. */
static void show_stages(struct sheet *sheet, const struct linreg *r)
{
    static const struct column columns[] = {
        {.title = "from", .width = 6, .style = COLUMN_PLAIN},
        {.title = "to", .width = 6, .style = COLUMN_PLAIN},
        {.title = "first loss", .width = 16},
        {.title = "last loss", .width = 16},
        {.title = "better %", .width = 10, .decimals = 2},
        {.title = "% an epoch", .width = 11, .decimals = 3},
    };
    static const struct table table = {.level = SHEET_VIEW,
                                       .columns = columns,
                                       .n = 6,
                                       .where = TABLE_TERMINAL,
                                       .ruled = true};

    sheet_view(sheet, "\nImprovement by stage\n");
    sheet_head(sheet, &table);
    for (int i = 0; i < LINREG_STAGES; i++) {
        uint64_t from = linreg_stage_ends[i], to = linreg_stage_ends[i + 1];
        const struct mark *a = marks_at(&r->marks, from);
        const struct mark *b = marks_at(&r->marks, to - 1);
        if (!a || !b || to > r->training.fit.judge.measured) {
            sheet_view(sheet, "epochs %.0f to %.0f were not all run\n",
                       (double)from, (double)to);
            return;
        }
        double factor = num_factor(a->loss, b->loss, to - 1 - from);
        sheet_row(sheet, &table,
                  (struct cell[]){{.x = (double)from},
                                  {.x = (double)to},
                                  {.x = a->loss},
                                  {.x = b->loss},
                                  {.x = num_fall(a->loss, b->loss)},
                                  {.x = 100.0 * (1.0 - factor)}});
    }
}

static void journey_row(struct sheet *sheet, const struct table *table,
                        const struct mark *mark, double aim)
{
    if (mark)
        sheet_row(sheet, table,
                  (struct cell[]){{.x = (double)mark->epoch},
                                  {.x = mark->loss},
                                  {.x = mark->line.slope},
                                  {.x = mark->line.intercept},
                                  {.x = fabs(aim - mark->line.slope)}});
}

/* --journey: loss and parameters of the same moment, before the step. */
static void show_journey(struct sheet *sheet, const struct linreg *r)
{
    const struct training *t = &r->training;
    bool truth = t->set.has_truth, asked = r->options->journey;
    double aim = truth ? t->set.truth.slope : t->bowl.best.slope;
    double share = linreg_share(r);
    struct column columns[] = {
        {.title = "epoch", .width = 7, .style = COLUMN_PLAIN},
        {.title = "loss", .width = 18},
        {.title = "slope", .width = 10, .style = COLUMN_PLAIN, .decimals = 1},
        {.title = "intercept",
         .width = 11,
         .style = COLUMN_PLAIN,
         .decimals = 1},
        {.title = truth ? "to true slope" : "to best slope",
         .width = 14,
         .style = COLUMN_PLAIN,
         .decimals = 1},
    };
    struct table table = {.level = SHEET_VIEW,
                          .caption = "The journey, each epoch before its step",
                          .columns = columns,
                          .n = 5,
                          .where = TABLE_PAGE | (asked ? TABLE_TERMINAL : 0),
                          .ruled = true};
    uint64_t last = t->fit.judge.measured - 1;
    const struct mark *end = marks_at(&r->marks, last);
    /* a run that diverged stopped without a step: it is still there */
    struct mark stopped = {last, true, t->fit.judge.last, training_line(t)};

    if (asked)
        sheet_view(sheet, "\n%s\n", table.caption);
    sheet_head(sheet, &table);
    for (uint64_t k = 0; k < last; k = linreg_next_stop(k))
        journey_row(sheet, &table, marks_at(&r->marks, k), aim);
    journey_row(sheet, &table, end ? end : &stopped, aim);
    sheet_end(sheet, &table);
    if (asked && share == share)
        sheet_view(sheet,
                   "%.1f %% of the reduction came in the first 50 epochs, "
                   "%.1f %% after\n",
                   share, 100.0 - share);
}

/* Formula and difference; returns how far they are apart, as a part of the
   greatest the gradient could be. */
static double gradient_row(struct sheet *sheet, const char *name,
                           double formula, double difference, double most)
{
    double apart = fabs(formula - difference);
    double part = most > 0.0 ? apart / most : apart;

    sheet_view(sheet, "%-20s %18s %18s  %7.1e  %7.1e\n", name,
               number_group(formula, 4).text, number_group(difference, 4).text,
               apart, part);
    return part;
}

/* By Cauchy and Schwarz |d loss / d w| <= 2 sqrt(mean(input^2) * loss): that
   is the measure, for at the best line the gradient itself is 0.  Returns the
   greater part of it by which they differ; inf where there is no loss. */
static double check_gradient_at(struct sheet *sheet, const struct training *t,
                                const char *when, const struct line *line)
{
    const struct points *p = &t->set.train;
    struct gradient g = line_gradient(line, p);
    double mean = t->trained.x_mean, deviation = t->trained.x_deviation;
    double x = sqrt(mean * mean + deviation * deviation);
    double root = sqrt(g.loss);
    struct line h = {root / x, root};

    sheet_view(sheet, "%s%s: slope %.6g, intercept %.6g\n", when,
               t->options->standardize ? ", over the scaled x" : "",
               line->slope, line->intercept);
    if (!isfinite(g.loss)) {
        sheet_view(sheet, "the loss is no number here: no check\n");
        return HUGE_VAL;
    }
    h.slope = h.slope > 0.0 && isfinite(h.slope) ? h.slope : 1.0;
    h.intercept = h.intercept > 0.0 ? h.intercept : 1.0;
    struct gradient c = line_gradient_central(line, p, &h);
    double a = gradient_row(sheet, "d loss / d slope", g.d_slope, c.d_slope,
                            2.0 * x * root);
    double b = gradient_row(sheet, "d loss / d intercept", g.d_intercept,
                            c.d_intercept, 2.0 * root);
    return a > b ? a : b;
}

/* --check-gradient */
static void show_gradient(struct sheet *sheet, const struct training *t)
{
    sheet_view(sheet,
               "\nThe gradient's formulas beside (loss(w + h) - loss(w - h)) "
               "/ 2h\n%-20s %18s %18s  %7s  %7s\n",
               "", "formula", "central difference", "differ", "of most");
    double start = check_gradient_at(sheet, t, "at the start", &t->start);
    double end = check_gradient_at(sheet, t, "at the end", &t->fit.line);
    if (start <= 1e-6 && end <= 1e-6)
        sheet_view(sheet,
                   "They agree: the loss is a parabola in w, and nothing but "
                   "rounding is between them\n");
    else if (isfinite(start) && isfinite(end))
        sheet_view(sheet, "They do not agree\n");
    sheet_view(sheet, "of most: of the greatest that the gradient "
                      "could be at this loss\n");
}

void linreg_views(const struct linreg *linreg, struct sheet *sheet)
{
    const struct linreg_options *o = linreg->options;

    if (o->trace > 0)
        show_trace(sheet, linreg);
    if (o->stages)
        show_stages(sheet, linreg);
    show_journey(sheet, linreg);
    if (o->check_gradient)
        show_gradient(sheet, &linreg->training);
}
