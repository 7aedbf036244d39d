/* What generalize shows. */
#include "stages/generalize_show.h"

#include "base/utf8.h"
#include "lesson/line_figures.h"
#include "lesson/outcome.h"
#include "lesson/wording.h"
#include "stages/generalize.h"

#include "trainloop/num.h"

#include <math.h>
#include <string.h>

enum { UNSEEN = GENERALIZE_UNSEEN, BINS = GENERALIZE_BINS };

/* The lines with seen and unseen points. */
static void draw_points(struct figure *f, const struct generalize *r,
                        enum axis_scale scale)
{
    line_figures_lines(f, &r->training, scale);
    if (r->training.set.held.n > 0)
        return; /* they are in it */
    for (int i = 0; i < UNSEEN; i++) {
        figure_widen(f, 0, r->test.x[i] - 5.0);
        figure_widen(f, 0, r->test.x[i] + 5.0);
        figure_widen(f, 1, r->test.y[i]);
    }
    figure_add(f, LOOK_POINTS, 'x', r->test.x, r->test.y, UNSEEN, "unseen");
}

/* How the mean errors of many test sets are spread, as counted. */
static void add_bars(struct figure *f, const struct generalize *r)
{
    double edges[BINS + 1], heights[BINS];

    memcpy(edges, r->edge, sizeof edges);
    edges[0] = fmin(edges[0], r->draws.least);
    edges[BINS] = fmax(edges[BINS], r->draws.most);
    for (int i = 0; i < BINS; i++)
        heights[i] = (double)r->draws.bin[i];
    figure_add(f, LOOK_BARS, '#', edges, heights, BINS, "test sets");
}

/* The same as chance alone would have it: a bell, 1 at its top. */
static void add_bell(struct figure *f, const struct band *band)
{
    enum { BELL = 101 };
    double x[BELL], y[BELL];

    for (int i = 0; i < BELL; i++) {
        double z = 8.0 * i / (BELL - 1) - 4.0;
        x[i] = fmax(0.0, band->mean + z * band->deviation);
        y[i] = num_exp(-0.5 * z * z);
    }
    figure_add(f, LOOK_LINE, '*', x, y, BELL, "chance alone");
}

/* What made the data. */
static const char *true_one(const struct generalize *r)
{
    return points_straight(&r->training.set) ? "line" : "formula";
}

static void note_errors(struct figure *f, const struct generalize *r, bool many)
{
    const struct test *test = &r->test;
    double n = (double)test->points.n, sets = (double)r->options->draws;

    if (test->band.deviation > 0.0)
        figure_note(
            f,
            "Chance alone gives %.0f point%s a mean error of %s +- %s "
            "(deviation). The band is two deviations to either side. %s",
            n, number_plural(n), number_short(test->band.mean).text,
            number_short(test->band.deviation).text,
            many ? "" : "One test set anywhere in the band proves little.");
    if (many)
        figure_note(f,
                    "%.0f test sets of that size: %s on average, %s with the "
                    "true %s.%s",
                    sets, number_short(r->draws.mean).text,
                    number_short(r->true_draws.mean).text, true_one(r),
                    test->band.deviation > 0.0 && r->draws.most > r->edge[BINS]
                        ? " The last bar holds all from its left end on."
                        : "");
}

static void title_errors(struct figure *f, const struct generalize *r)
{
    const struct test *test = &r->test;
    const char *unit = r->training.set.has_truth ? "EUR " : "";
    bool more = test->apart > 0.0;

    if (test->score != SCORE_LIKE && test->score != SCORE_WORSE)
        figure_title(f, "Mean error: %s%s in training, %s%s on unseen rows",
                     unit, number_short(test->mae_train).text, unit,
                     number_short(test->mae).text);
    else
        figure_title(f, "On unseen rows the mean error is %s%s %s: %s", unit,
                     number_short(fabs(test->apart)).text,
                     more ? "larger" : "smaller", test->cause);
}

/* The errors, with the band of what chance makes of them. */
static void draw_errors(struct figure *f, const struct generalize *r)
{
    const struct test *test = &r->test;
    bool many = r->draws.most > 0.0;

    figure_start(f, AXIS_LINEAR, "errors",
                 r->training.set.has_truth ? "mean absolute error, EUR"
                                           : "mean absolute error",
                 many ? "test sets" : "how likely (1: most)");
    title_errors(f, r);
    if (!(test->band.deviation > 0.0))
        figure_leave_out(f,
                         test->score == SCORE_ROUNDING
                             ? "the errors are rounding: chance spreads nothing"
                             : "no spread of chance is known");
    line_figures_settings(f, &r->training, true);
    if (test->band.deviation > 0.0)
        figure_add(f, LOOK_BAND, ':', (double[]){test->low, test->high}, NULL,
                   2, "mean +- 2 deviations");
    if (test->band.deviation > 0.0 && many)
        add_bars(f, r);
    else if (test->band.deviation > 0.0)
        add_bell(f, &test->band);
    figure_add(f, LOOK_UPRIGHT, '|', &test->mae_train, NULL, 1, "training %s",
               number_short(test->mae_train).text);
    figure_add(f, LOOK_UPRIGHT, '!', &test->mae, NULL, 1, "test %s",
               number_short(test->mae).text);
    note_errors(f, r, many);
}

static bool draw(const struct generalize *r, struct sheet *sheet,
                 struct fault *fault)
{
    struct figure *f = sheet_canvas(sheet, 2, fault);

    if (!f)
        return !sheet->draws;
    draw_points(&f[0], r, sheet_scale(sheet, AXIS_LINEAR));
    draw_errors(&f[1], r);
    return sheet_figures(sheet, f, 2, fault);
}

/* --format csv */
static void show_csv(const struct generalize *r, struct sheet *sheet)
{
    static const struct column columns[] = {
        {.name = "set", .style = COLUMN_WORD},
        {.name = "n"},
        {.name = "mae"},
        {.name = "mse"},
    };
    static const struct table table = {NULL, columns, 4, .where = TABLE_CSV};
    const struct training *t = &r->training;
    const struct test *test = &r->test;
    double n = (double)t->set.train.n, n_test = (double)test->points.n;

    sheet_head(sheet, &table);
    sheet_numbers(sheet, &table, "train",
                  (double[]){n, test->mae_train, t->fit.last.loss});
    sheet_numbers(sheet, &table, "test",
                  (double[]){n_test, test->mae, test->mse});
    sheet_end(sheet, &table);
}

/* The rows of the test set one by one, of many the first. */
static void show_rows(const struct generalize *r, struct sheet *sheet,
                      unsigned where)
{
    const struct training *t = &r->training;
    struct table table = {t->set.held.n > 0 ? "Rows that were held out"
                                            : "Apartments it has never seen",
                          .n = 4, .where = where};

    wording_errors(sheet, table, COLUMN_GROUPED, t, &r->test.points, UNSEEN);
}

/* The line, and what it is tried on. */
static void say_rows(const struct generalize *r, struct sheet *sheet)
{
    const struct training *t = &r->training;
    struct problem_places places = problem_places_of(&t->set, &t->bowl);
    double n = (double)r->test.points.n, steps = (double)t->fit.judge.steps;
    double intercept = t->line.intercept;

    sheet_result(sheet, "Trained for %.0f %sepoch%s: %s = %s * %s %c %s\n",
                 steps, t->loaded_epochs > 0.0 ? "more " : "",
                 number_plural(steps), utf8_word(t->set.y_name, 40, 0).text,
                 number_plain(t->line.slope, places.slope).text,
                 utf8_word(t->set.x_name, 40, 0).text,
                 intercept < 0.0 ? '-' : '+',
                 number_plain(fabs(intercept), places.intercept).text);
    if (r->options->draws > 1)
        return; /* the first set is one of many */
    if (t->set.held.n > 0)
        sheet_result(sheet, "Now the held-out row%s%s:\n", number_plural(n),
                     n > UNSEEN ? ", the first 5" : "");
    else
        sheet_result(sheet,
                     "Now 5 apartments that it has never seen, seed %.0f:\n",
                     (double)r->options->test_seed);
    show_rows(r, sheet, TABLE_TERMINAL);
    sheet_result(sheet, "error is actual minus predicted%s\n",
                 t->set.has_truth ? ", in EUR" : "");
}

/* The learned line between its yardsticks, on both sets. */
static void show_lines(const struct generalize *r, struct sheet *sheet)
{
    const struct dataset *set = &r->training.set;
    double n = (double)set->train.n;
    struct number seen, unseen, best, mean = problem_mean(set, 26);
    const char *const labels[] = {
        "the trained line",
        number_say(&best, "the best line for the %.0f", n)->text,
        points_straight(set) ? "the true formula" : NULL, mean.text};
    const struct column columns[] = {
        {set->has_truth ? "mean absolute error, EUR" : "mean absolute error",
         .width = -26, .style = COLUMN_WORD},
        {number_say(&seen, "on the %.0f", n)->text, .width = 14,
         .style = COLUMN_SHORT},
        {number_say(&unseen, "on the %.0f unseen", (double)r->test.points.n)
             ->text,
         .width = 18, .style = COLUMN_SHORT},
    };
    unsigned level = r->options->draws > 1 ? SHEET_WHY : SHEET_RESULT;
    const struct table table = {NULL, columns, 3, .where = TABLE_TERMINAL,
                                .level = level};
    const struct problem_line *line = r->lines;

    sheet_head(sheet, &table);
    for (int i = 0; i < 4; i++)
        if (labels[i])
            sheet_numbers(sheet, &table, labels[i], line++->score);
    problem_unique(sheet, SHEET_RESULT, set, &r->training.bowl);
    sheet_result(sheet, "mean absolute error: the average miss; the typical "
                        "error is never smaller\n");
}

/* What the gap between both errors says. */
static void say_gap(const struct generalize *r, struct sheet *sheet)
{
    const struct test *test = &r->test;
    const char *unit = r->training.set.has_truth ? "EUR " : "";
    bool many = r->options->draws > 1;
    double n = (double)(many ? r->training.set.train.n : test->points.n);
    struct number sets = {""};
    const char *where =
        many ? "on average the error on the unseen" : "the error on the unseen";
    bool worse = test->score == SCORE_WORSE, few = test->score == SCORE_FEW;

    if (test->apart <= 0.0) {
        sheet_tell(sheet, "No sign of memorising: ");
        if (test->apart == 0.0)
            sheet_tell(sheet, "both errors are alike.");
        else
            sheet_tell(sheet, "%s is %s%s smaller.", where, unit,
                       number_short(-test->apart).text);
        return;
    }
    if (many)
        number_say(&sets, " to train on and %s unseen",
                   number_group(UNSEEN * (double)r->options->draws, 0).text);
    sheet_tell(sheet, "%s: %s is %s%s larger.",
               worse ? "Worse on the unseen"
               : few ? "Too few rows"
                     : "No sign of memorising",
               where, unit, number_short(test->apart).text);
    if (few)
        sheet_tell(sheet, " So few rows do not show what chance makes.");
    else if (test->chance > 0.0)
        sheet_tell(
            sheet,
            " For 95 of 100 other sets of%s %.0f%s, chance alone makes this "
            "gap at most about %s%s.",
            !many && n < 30.0 ? " only" : "", n, sets.text, unit,
            number_short(test->chance).text);
    if (many && r->behind > 0.0)
        sheet_tell(sheet, " There the true formula is %s%s nearer.", unit,
                   number_short(r->behind).text);
}

/* One or two sentences: does it know only what it has seen? */
static void say_insight(const struct generalize *r, struct sheet *sheet)
{
    const struct test *test = &r->test;

    if (test->score == SCORE_ROUNDING)
        sheet_tell(sheet, "No sign of memorising: both errors are nothing but "
                          "rounding.");
    else if (test->score == SCORE_MEMORISED)
        sheet_tell(
            sheet,
            "Two parameters are enough to memorise %s: the training error says "
            "nothing about other rows.",
            test->rows.text);
    else
        say_gap(r, sheet);
    if (test->underfits)
        sheet_tell(sheet,
                   " The training error is larger than %s: %sunderfitting.",
                   test->noise ? "the noise explains" : "the best line's",
                   test->bent ? "no line fits a bent truth, which is " : "");
    if (test->bent)
        sheet_tell(sheet, " More training cannot help: the best line's is as "
                          "large.");
    if (r->training.fit.judge.verdict == JUDGE_STOPPED &&
        r->training.set.held.n > 0)
        sheet_tell(sheet, " The stop rule watched %s not quite unseen.",
                   test->points.n > 1 ? "these rows: they are"
                                      : "this row: it is");
    sheet_tell(sheet, "\n");
}

/* What chance alone makes, and where the test rows lie. */
static void say_chance(const struct generalize *r, struct sheet *sheet)
{
    const struct test *test = &r->test;
    double n = (double)test->points.n;

    sheet_why(sheet, "\n");
    if (test->band.deviation > 0.0)
        sheet_why(sheet,
                  "%s gives %.0f point%s a mean absolute error of %s +- %s "
                  "(one deviation).\n",
                  test->noise ? "Noise alone"
                              : "With errors as in training, chance alone",
                  n, number_plural(n), number_short(test->band.mean).text,
                  number_short(test->band.deviation).text);
    if (test->chance > 0.0 && test->apart > 0.0 &&
        (test->score == SCORE_LIKE || test->score == SCORE_WORSE))
        sheet_why(sheet,
                  "The gap between both errors is %s times the deviation that "
                  "chance gives it.\n",
                  number_short(test->distance).text);
    if (test->beyond > 0) /* sizes never seen are another question */
        sheet_why(sheet,
                  "%d of the five %s outside the range that it was trained "
                  "on.\n",
                  test->beyond, test->beyond == 1 ? "is" : "are");
}

static void show_histogram(const struct generalize *r, struct sheet *sheet)
{
    static const char bar[] = "##############################################";
    const uint64_t *bin = r->draws.bin;
    uint64_t most = 1;

    for (int i = 0; i < BINS; i += 2)
        most = bin[i] + bin[i + 1] > most ? bin[i] + bin[i + 1] : most;
    for (int i = 0; i < BINS; i += 2) {
        double from = r->edge[i], to = r->edge[i + 2];
        double both = (double)(bin[i] + bin[i + 1]);
        double length = 46.0 * both / (double)most;
        if (to > 0.0)
            sheet_result(sheet, "%10s - %-10s %7.0f%s%.*s\n",
                         number_short(from).text,
                         i == BINS - 2 ? "" : number_short(to).text, both,
                         both > 0.0 ? "  " : "", (int)ceil(length), bar);
    }
}

/* --draws */
static void say_draws(const struct generalize *r, struct sheet *sheet)
{
    const struct draws *d = &r->draws, *truly = &r->true_draws;
    double n = (double)r->options->draws, first = (double)r->options->test_seed;

    sheet_result(sheet,
                 "\n%.0f test sets, seeds %.0f to %.0f: mean absolute errors "
                 "from %s to %s\n",
                 n, first, first + n - 1.0, number_short(d->least).text,
                 number_short(d->most).text);
    if (r->test.band.deviation > 0.0) {
        show_histogram(r, sheet);
        sheet_result(
            sheet,
            "Outside %s to %s, where chance alone puts about 5 %%: %.1f %%; "
            "with "
            "the true %s %.1f %%\n",
            number_short(r->test.low).text, number_short(r->test.high).text,
            100.0 * (double)d->outside / n, true_one(r),
            100.0 * (double)truly->outside / n);
    }
    sheet_result(
        sheet, "On average: %s, with the true %s %s; in training: %s\n",
        number_short(d->mean).text, true_one(r), number_short(truly->mean).text,
        number_short(r->test.mae_train).text);
}

bool generalize_show(const void *result, struct sheet *sheet,
                     struct fault *fault)
{
    const struct generalize *r = result;

    show_csv(r, sheet);
    wording_ending(sheet, &r->training);
    if (judge_diverged(&r->training.fit.judge)) {
        outcome_show(sheet, &r->training, true);
    } else {
        say_rows(r, sheet);
        show_lines(r, sheet);
        say_chance(r, sheet);
        if (r->options->draws > 1)
            say_draws(r, sheet);
    }
    bool drawn = draw(r, sheet, fault);
    show_rows(r, sheet, TABLE_PAGE);
    if (judge_diverged(&r->training.fit.judge))
        outcome_say(sheet, &r->training, "");
    else
        say_insight(r, sheet);
    return drawn;
}
