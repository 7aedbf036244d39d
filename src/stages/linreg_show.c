/* What linreg shows. */
#include "stages/linreg_show.h"

#include "base/utf8.h"
#include "lesson/line_figures.h"
#include "lesson/outcome.h"
#include "lesson/wording.h"
#include "stages/linreg.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>

/* A part of the gradient: whole, or to three digits. */
static struct number gradient(double g)
{
    return fabs(g) < 1000.0 ? number_short(g) : number_group(g, 0);
}

/* The gradient at the end, and the update that would come next. */
static void say_update(struct sheet *sheet, const struct training *t)
{
    const struct dataset *set = &t->set;
    const struct gradient *last = &t->fit.last;
    bool scaled = t->options->standardize;
    struct line line = t->line, next = t->fit.line;

    if (!isfinite(last->loss)) {
        sheet_view(sheet, "the mean squared error is beyond all numbers\n");
        return;
    }
    sheet_view(sheet,
               "mean squared error of all %srows %s\n"
               "gradient%s: slope     -2 * mean(%s * error) = %s\n"
               "%*s intercept -2 * mean(error) = %s\n",
               set->held.n > 0 ? "training " : "",
               problem_loss(set, last->loss).text,
               scaled ? " over the scaled x" : "",
               utf8_word(set->x_name, 40, 0).text, gradient(last->d_slope).text,
               scaled ? 27 : 9, "", gradient(last->d_intercept).text);
    if (judge_diverged(&t->fit.judge) || t->options->batch > 0)
        return;
    struct descent on = {.momentum = t->descent.momentum,
                         .velocity = t->velocity};
    descent_step(&on, &next, last, t->lr);
    next = line_unscale(&next, set->center, set->scale);
    sheet_view(sheet, "the next update%s: slope %s -> %s, intercept %s -> %s\n",
               scaled ? ", unscaled" : "", number_plain(line.slope, 4).text,
               number_plain(next.slope, 4).text,
               number_plain(line.intercept, 4).text,
               number_plain(next.intercept, 4).text);
}

/* --trace K: one epoch in detail, at the end of the run. */
static void show_trace(struct sheet *sheet, const struct training *t,
                       uint64_t rows)
{
    struct table table = {.n = 5, .where = TABLE_TERMINAL, .level = SHEET_VIEW};
    size_t n = t->set.train.n;

    sheet_view(sheet,
               "\nOne epoch in detail, with the parameters after "
               "%.0f update%s\n",
               (double)t->fit.judge.steps,
               number_plural((double)t->fit.judge.steps));
    wording_errors(sheet, table, COLUMN_PLAIN, t, &t->set.train,
                   rows < n ? (size_t)rows : n);
    say_update(sheet, t);
}

/* --stages: from the loss at a stage's first epoch to that at its last. */
static void show_stages(struct sheet *sheet, const struct linreg *r)
{
    static const struct column columns[] = {
        {"from", .width = 6, .style = COLUMN_PLAIN},
        {"to", .width = 6, .style = COLUMN_PLAIN},
        {"first loss", .width = 16},
        {"last loss", .width = 16},
        {"better %", .width = 10, .decimals = 2},
        {"% an epoch", .width = 11, .decimals = 3},
    };
    static const struct table table = {
        NULL, columns, 6, TABLE_TERMINAL, SHEET_VIEW, .ruled = true};

    sheet_view(sheet,
               "\nImprovement by stage, from its first loss to its last\n");
    sheet_head(sheet, &table);
    for (int i = 0; i < LINREG_PARTS; i++) {
        const struct linreg_part *p = &r->part[i];
        double from = (double)p->from, to = (double)p->to;
        if (p->to > r->training.fit.judge.measured) {
            sheet_view(sheet, "epochs %.0f to %.0f were not all run\n", from,
                       to);
            return;
        }
        double factor = num_factor(p->first, p->last, p->to - 1 - p->from);
        sheet_numbers(sheet, &table, NULL,
                      (double[]){from, to, p->first, p->last,
                                 num_fall(p->first, p->last),
                                 100.0 * (1.0 - factor)});
    }
}

/* --journey: loss and parameters of the same moment, before the step. */
static void show_journey(struct sheet *sheet, const struct linreg *r,
                         bool asked)
{
    const struct training *t = &r->training;
    bool truth = points_straight(&t->set);
    double aim = truth ? t->set.truth.line.slope : t->bowl.best.slope;
    struct column columns[] = {
        {"epoch", .width = 7, .style = COLUMN_PLAIN},
        {"loss", .width = 15},
        {"typical error", .width = 13, .style = COLUMN_SHORT},
        {"slope", .width = 10, .style = COLUMN_PLAIN, .decimals = 1},
        {"intercept", .width = 11, .style = COLUMN_PLAIN, .decimals = 1},
        {truth ? "to true slope" : "to best slope", .width = 14,
         .style = COLUMN_PLAIN, .decimals = 1},
    };
    unsigned where = TABLE_PAGE | (asked ? TABLE_TERMINAL : 0);
    struct table table = {NULL, columns, 6, where, SHEET_VIEW, .ruled = true};

    table.caption = "The journey, each epoch before its step";
    if (asked)
        sheet_view(sheet, "\n%s\n", table.caption);
    sheet_head(sheet, &table);
    for (const struct linreg_mark *m = r->journey; m < r->journey + r->n; m++)
        sheet_numbers(sheet, &table, NULL,
                      (double[]){(double)m->epoch, m->loss, sqrt(m->loss),
                                 m->line.slope, m->line.intercept,
                                 fabs(aim - m->line.slope)});
    sheet_end(sheet, &table);
    if (asked && r->share < 100.05)
        sheet_view(sheet,
                   "%s of the fall came in the first 50 epochs, %s after "
                   "them.\n",
                   wording_share(r->share).text,
                   wording_share(fmax(0.0, 100.0 - r->share)).text);
}

static void gradient_row(struct sheet *sheet, const char *name,
                         const struct linreg_slope *s)
{
    sheet_view(sheet, "%-20s %18s %18s  %7.1e  %7.1e\n", name,
               number_seen(s->formula, 4).text, number_seen(s->central, 4).text,
               s->apart, s->part);
}

/* --check-gradient */
static void show_gradient(struct sheet *sheet, const struct linreg *r)
{
    bool agree = true, known = true;

    sheet_view(sheet,
               "\nThe gradient's formulas beside (loss(w + h) - loss(w - h)) "
               "/ 2h\n%-20s %18s %18s  %7s  %7s\n",
               "", "formula", "central difference", "differ", "of most");
    for (int i = 0; i < 2; i++) {
        const struct linreg_check *c = &r->check[i];
        sheet_view(sheet, "at the %s", i == 0 ? "start" : "end");
        if (isfinite(c->line.slope + c->line.intercept))
            sheet_view(sheet, "%s: slope %.6g, intercept %.6g",
                       r->training.options->standardize ? ", over the scaled x"
                                                        : "",
                       c->line.slope, c->line.intercept);
        sheet_view(sheet, "\n");
        agree = agree && (c->loss <= r->training.trained.rounding ||
                          (c->slope.part <= 1e-6 && c->intercept.part <= 1e-6));
        known = known && isfinite(c->loss);
        if (isfinite(c->loss)) {
            gradient_row(sheet, "d loss / d slope", &c->slope);
            gradient_row(sheet, "d loss / d intercept", &c->intercept);
        } else {
            sheet_view(sheet, "the loss is not a number here: no check\n");
        }
    }
    if (known)
        sheet_view(sheet, "%s\n",
                   agree
                       ? "They agree: the loss is a parabola, so only rounding "
                         "is between them."
                       : "They do not agree.");
    sheet_view(sheet, "of most: as a part of the largest gradient that this "
                      "loss allows\n");
}

/* The loop once around, with the first row's numbers through it. */
static void draw_loop(struct figure *f, const struct linreg *r)
{
    static const char *const steps[CYCLE_STEPS] = {
        "1 one row of the data", "2 predict", "3 measure the error",
        "4 find the gradient", "5 update, and repeat"};
    const struct training *t = &r->training;
    const struct linreg_step *s = &r->first;
    struct number words[CYCLE_STEPS];
    struct number before = number_short(s->before.slope);
    struct number after = number_short(s->after.slope);
    const char *unit = t->set.has_truth ? "EUR " : "";
    double n = (double)t->set.train.n;

    figure_start(f, AXIS_LINEAR, "loop", "", "");
    if (t->set.sums || t->options->batch > 0 ||
        !isfinite(s->g.d_slope + s->after.slope)) {
        figure_leave_out(f, t->set.sums ? problem_no_rows
                            : t->options->batch > 0
                                ? "each step takes a batch, and not all rows"
                                : "the numbers are too big for it");
        return;
    }
    figure_title(f, "The first step takes the slope from %s to %s", before.text,
                 after.text);
    line_figures_settings(f, t, true);
    number_say(&words[0], "x %s, y %s%s", number_short(s->x).text, unit,
               number_short(s->y).text);
    number_say(&words[1], "%s%s", unit, number_short(s->predicted).text);
    number_say(&words[2], "%s%s", unit, number_short(s->error).text);
    number_say(&words[3], "slope: %s", number_short(s->g.d_slope).text);
    number_say(&words[4], "slope: %s to %s", before.text, after.text);
    for (f->cycle.n = 0; f->cycle.n < CYCLE_STEPS; f->cycle.n++) {
        figure_name(f->cycle.step[f->cycle.n], steps[f->cycle.n]);
        figure_name(f->cycle.words[f->cycle.n], words[f->cycle.n].text);
    }
    figure_note(f,
                "Predict: slope * x + intercept = %s * %s + %s.\n"
                "Error: y - predicted. ",
                before.text, number_short(s->x).text,
                number_short(s->before.intercept).text);
    figure_note(f,
                "The loss is the mean of all squared errors; its root is %s.\n",
                problem_root(&t->set, s->g.loss).text);
    figure_note(f,
                "Gradient: this row's part is -2 * x * error = %s; the mean "
                "over %s is %s.\n",
                number_short(s->part).text, number_count(n, "row").text,
                number_short(s->g.d_slope).text);
    figure_note(f, "Update: slope - rate * gradient = %s - %s * (%s) = %s.",
                before.text, decimal_format(t->lr).text,
                number_short(s->g.d_slope).text, after.text);
}

static bool draw(const struct linreg *r, struct sheet *sheet,
                 struct fault *fault)
{
    const struct training *t = &r->training;
    struct figure *f = sheet_canvas(sheet, 6, fault);
    bool loop = !sheet->page || sheet->figure; /* a page has it once */

    if (!f)
        return !sheet->draws;
    line_figures_loss(&f[0], t, sheet);
    line_figures_lines(&f[1], t, AXIS_LINEAR);
    line_figures_path(&f[2], t, false);
    line_figures_path(&f[3], t, true);
    line_figures_strip(&f[4], t);
    if (loop)
        draw_loop(&f[5], r);
    return sheet_figures(sheet, f, loop ? 6 : 5, fault);
}

bool linreg_show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct linreg *r = result;
    const struct training *t = &r->training;
    const struct linreg_options *o = (const void *)t->options;

    wording_note(sheet, t);
    outcome_show(sheet, t, true);
    bool drawn = draw(r, sheet, fault);
    if (o->trace > 0)
        show_trace(sheet, t, o->trace);
    if (o->stages)
        show_stages(sheet, r);
    show_journey(sheet, r, o->journey);
    if (o->check_gradient)
        show_gradient(sheet, r);
    wording_why(sheet, t);
    outcome_say(sheet, t, "");
    return drawn;
}
