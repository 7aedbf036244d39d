/* What generalize says of its scores. */
#include "stages/generalize_show.h"

#include "lesson/wording.h"

#include <math.h>

/* --format csv */
static void show_csv(const struct generalize *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {.name = "set", .style = COLUMN_WORD},
        {.name = "n"},
        {.name = "mae"},
        {.name = "mse"},
    };
    static const struct table table = {
        .columns = columns, .n = 4, .where = TABLE_CSV};
    const struct training *t = &r->training;
    const struct test *test = &r->test;

    sheet_head(sheet, &table);
    sheet_row(sheet, &table,
              (struct cell[]){{.text = "train"},
                              {.x = (double)t->set.train.n},
                              {.x = test->mae_train},
                              {.x = t->fit.last.loss}});
    sheet_row(sheet, &table,
              (struct cell[]){{.text = "test"},
                              {.x = (double)test->points.n},
                              {.x = test->mae},
                              {.x = test->mse}});
    sheet_end(sheet, &table);
}

void generalize_show_rows(const struct generalize *r, struct sheet *sheet,
                          unsigned where)
{
    const struct training *t = &r->training;
    const struct bowl *bowl = &t->bowl;
    int decimals = problem_decimals(bowl->y_low, bowl->y_high);
    struct column columns[] = {
        {.title = t->set.x_name,
         .width = 10,
         .decimals = problem_decimals(bowl->x_low, bowl->x_high)},
        {.title = "actual", .width = 12, .decimals = decimals},
        {.title = "predicted", .width = 12, .decimals = decimals},
        {.title = "error",
         .width = 12,
         .decimals = decimals,
         .style = COLUMN_SIGNED},
    };
    struct table table = {.caption = t->set.held.n > 0
                                         ? "Rows that were held out"
                                         : "Apartments it has never seen",
                          .columns = columns,
                          .n = 4,
                          .where = where,
                          .ruled = true};

    sheet_head(sheet, &table);
    for (size_t i = 0; i < r->test.points.n && i < GENERALIZE_UNSEEN; i++) {
        double x = r->test.points.x[i], y = r->test.points.y[i];
        double predicted = line_predict(&t->fit.line, x);
        sheet_row(sheet, &table,
                  (struct cell[]){{.x = points_original(&t->set, x)},
                                  {.x = y},
                                  {.x = predicted},
                                  {.x = y - predicted}});
    }
    sheet_end(sheet, &table);
}

static void say_rows(const struct generalize *r, struct sheet *sheet)
{
    double n = (double)r->test.points.n;

    if (r->training.set.held.n > 0)
        sheet_result(sheet, "\nHeld out, the first %.0f of %.0f rows\n",
                     fmin(n, GENERALIZE_UNSEEN), n);
    else
        sheet_result(sheet, "\nFive apartments it has never seen, seed %.0f\n",
                     (double)r->options->test_seed);
    generalize_show_rows(r, sheet, TABLE_TERMINAL);
    sheet_result(sheet, "error is actual minus predicted\n");
}

/* The learned line between its yardsticks, on both sets. */
static void show_lines(const struct generalize *r, struct sheet *sheet)
{
    static const char *const labels[GENERALIZE_LINES] = {
        [GENERALIZE_LEARNED] = "learned",
        [GENERALIZE_BEST] = "best line",
        [GENERALIZE_TRUE] = "true line",
        [GENERALIZE_MEAN] = "mean",
    };
    static const struct column columns[] = {
        {.title = "", .width = -12, .style = COLUMN_WORD},
        {.title = "slope", .width = 14},
        {.title = "intercept", .width = 14},
        {.title = "training", .width = 14, .style = COLUMN_SHORT},
        {.title = "test", .width = 14, .style = COLUMN_SHORT},
    };
    static const struct table table = {
        .columns = columns, .n = 5, .where = TABLE_TERMINAL};
    bool has_truth = r->training.set.has_truth;

    sheet_result(sheet, "\nMean absolute error%s\n",
                 has_truth ? " in EUR" : "");
    sheet_head(sheet, &table);
    for (int i = 0; i < GENERALIZE_LINES; i++) {
        const struct line_score *s = &r->score[i];
        if (i == GENERALIZE_TRUE && !has_truth)
            continue;
        sheet_row(sheet, &table,
                  (struct cell[]){
                      {.text = labels[i]},
                      {.text = problem_parameter(s->line.slope, 4).text},
                      {.text = problem_parameter(s->line.intercept, 2).text},
                      {.x = s->train},
                      {.x = s->test}});
    }
    sheet_end(sheet, &table);
    wording_unique(sheet, SHEET_RESULT, &r->training);
}

/* Is the test error larger than chance makes it? */
static void say_verdict(const struct generalize *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    const struct test *test = &r->test;
    double n = (double)test->points.n,
           distance = band_distance(&test->band, test->mae);

    sheet_why(sheet,
              "\n%s gives %.0f point%s a mean error of %s +- %s (deviation)\n",
              t->set.has_truth ? "The noise alone"
                               : "With errors as in training, chance",
              n, n == 1.0 ? "" : "s", number_short(test->band.mean).text,
              number_short(test->band.deviation).text);
    sheet_why(sheet, "Is it overfitting? The test error is %s, ",
              number_short(test->mae).text);
    if (isfinite(distance))
        sheet_why(sheet, "%.3g deviations %s that: ", fabs(distance),
                  distance < 0.0 ? "below" : "above");
    if (test->underfits) /* then it has not memorised anything */
        sheet_why(sheet,
                  "but the training error, %s,\nis beyond the noise, too: "
                  "it has not learned enough (underfitting)\n",
                  number_short(test->mae_train).text);
    else
        sheet_why(sheet, "%s\n",
                  fabs(distance) <= 2.0 ? "chance explains that"
                  : distance > 0.0      ? "more than chance explains"
                                        : "less than chance explains");
    if (test->beyond > 0) /* sizes never seen are another question */
        sheet_why(sheet,
                  "%d of the five are smaller or larger than all that it "
                  "was trained on\n",
                  test->beyond);
    if (t->fit.judge.verdict == JUDGE_STOPPED && t->set.held.n > 0)
        sheet_why(sheet, "The stop rule watched these rows: they are "
                         "not quite unseen\n");
}

static void show_histogram(const struct generalize *r, struct sheet *sheet)
{
    static const char bar[] =
        "##################################################";
    const uint64_t *bin = r->draws.bin;
    uint64_t most = 1;

    for (int i = 0; i < GENERALIZE_BINS; i++)
        most = bin[i] > most ? bin[i] : most;
    for (int i = 0; i < GENERALIZE_BINS; i++) {
        double from = generalize_edge(&r->test.band, i);
        double to = generalize_edge(&r->test.band, i + 1);
        double length = 50.0 * (double)bin[i] / (double)most;
        if (to <= 0.0)
            continue;
        sheet_result(
            sheet, "%10s - %-10s %7.0f%s%.*s\n", number_short(from).text,
            i == GENERALIZE_BINS - 1 ? "" : number_short(to).text,
            (double)bin[i], bin[i] > 0 ? "  " : "", (int)ceil(length), bar);
    }
}

/* --draws */
static void say_draws(const struct generalize *r, struct sheet *sheet)
{
    const struct draws *d = &r->draws, *truly = &r->true_draws;
    double n = (double)r->options->draws, first = (double)r->options->test_seed;

    sheet_result(sheet,
                 "\n%.0f test sets, seeds %.0f to %.0f, mean absolute errors "
                 "from %s to %s\n",
                 n, first, first + n - 1.0, number_short(d->least).text,
                 number_short(d->most).text);
    if (r->test.band.deviation > 0.0) {
        show_histogram(r, sheet);
        sheet_result(
            sheet,
            "Outside two deviations, %s to %s: %.1f %% of them; with "
            "the true line %.1f %%\n",
            number_short(r->test.low).text, number_short(r->test.high).text,
            100.0 * (double)d->outside / n, 100.0 * (double)truly->outside / n);
    }
    sheet_result(sheet,
                 "On average: %s, with the true line %s. The difference, %s,\n"
                 "is what the learned line lacks; the "
                 "rest is noise that no line foretells\n",
                 number_short(d->sum / n).text,
                 number_short(truly->sum / n).text,
                 number_short((d->sum - truly->sum) / n).text);
}

void generalize_show_scores(const struct generalize *r, struct sheet *sheet)
{
    show_csv(r, sheet);
    wording_ending(sheet, SHEET_WHY, &r->training);
    if (judge_diverged(&r->training.fit.judge)) {
        wording_result(sheet, &r->training);
        return;
    }
    say_rows(r, sheet);
    show_lines(r, sheet);
    say_verdict(r, sheet);
    if (r->options->draws > 1)
        say_draws(r, sheet);
}
