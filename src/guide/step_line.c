/* Single steps of the line. */
#include "guide/step_line.h"

#include "base/input.h"
#include "base/utf8.h"
#include "guide/screen.h"
#include "guide/source.h"
#include "guide/step_picture.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define LINE_C "src/line/line.c"
#define DESCENT_C "src/line/descent.c"

bool step_line_open(struct step_line *s, struct training_options *o,
                    struct fault *fault)
{
    struct training *t = &s->training;
    struct number rate;

    if (!training_open(t, o, false, fault))
        return false;
    if (t->trained.critical > 1e-300) {
        number_say(&rate, "%.0e", t->trained.critical / 6.0);
        decimal_parse(rate.text, &s->shows);
    }
    if (o->rule.lr == 0.0)
        o->rule.lr = s->shows;
    return true;
}

void step_line_close(struct step_line *s)
{
    training_close(&s->training);
    descent_free(&s->descent);
}

static void restart(struct step_line *s, const struct line *start)
{
    s->after = *start;
    s->at_start = line_loss(start, &s->training.set.train);
    s->steps = 0;
    s->diverged = false;
    const struct training *t = &s->training;
    bool same = start->slope == t->start.slope &&
                start->intercept == t->start.intercept;
    s->descent.velocity = same ? t->descent.velocity : (struct line){0.0, 0.0};
    rng_seed(&s->descent.rng, (uint32_t)t->seed);
    rng_skip(&s->descent.rng, (uint64_t)t->draws);
    s->at = 0;
}

/* The rows of the next step: all, or the next batch of the epoch's shuffle. */
static struct points next_rows(struct step_line *s)
{
    const struct points *train = &s->training.set.train;
    struct descent *d = &s->descent;

    if (d->batch == 0)
        return *train;
    if (s->at == 0)
        descent_shuffle(d, train);
    size_t at = s->at, rest = train->n - at;
    size_t n = rest < d->batch ? rest : d->batch;
    s->at = n < rest ? at + n : 0;
    return (struct points){d->x + at, d->y + at, .n = n};
}

/* Momentum and batch of a move; another size begins another epoch. */
static bool set_descent(struct step_line *s, const struct move *move,
                        struct fault *fault)
{
    struct descent *d = &s->descent;

    d->momentum = move->momentum;
    if (d->batch != move->batch)
        s->at = 0;
    d->batch = (size_t)move->batch;
    return d->batch == 0 || d->x ||
           descent_batches(d, d->batch, s->training.set.train.n, fault);
}

/* The critical rate of a move. */
static double critical_of(const struct step_line *s, const struct move *move)
{
    return 2.0 * (1.0 + move->momentum) / s->training.trained.steep;
}

/* A loss beyond the judge's limit is where a run would end; at a stable rate
   with momentum it comes back. */
static bool move(void *model, struct move *move,
                 const volatile sig_atomic_t *stop, struct fault *fault)
{
    struct step_line *s = model;
    const struct points *train = &s->training.set.train;

    if (move->fresh)
        restart(s, &move->start);
    if (!set_descent(s, move, fault))
        return false;
    s->from = s->after;
    s->first = s->steps + 1;
    s->from_loss = line_loss(&s->after, train);
    bool all = move->batch == 0 || move->batch == train->n;
    double limit = all && move->lr <= critical_of(s, move)
                       ? HUGE_VAL
                       : judge_limit(s->at_start);
    for (uint64_t i = 0; i < move->n; i++) {
        if (i > 0 && *stop)
            move->n = i + 1; /* the last one */
        s->before = s->after;
        s->rows = next_rows(s);
        s->g = line_gradient(&s->after, &s->rows);
        s->diverged = !(isfinite(s->g.loss) && s->g.loss <= limit);
        if (s->diverged)
            break;
        s->was = s->descent.velocity;
        descent_step(&s->descent, &s->after, &s->g, move->lr);
        s->v = move->momentum > 0.0
                   ? s->descent.velocity
                   : (struct line){s->g.d_slope, s->g.d_intercept};
        s->descent.velocity = s->v; /* also of a step without momentum */
        s->steps++;
    }
    s->now = line_gradient(&s->after, train);
    s->move = *move;
    return true;
}

/* ---- The four steps ---- */

/* A parameter of the line: as many decimals as the stage shows. */
static struct number parameter(double x, double best)
{
    struct number n;

    return (fabs(x) < 0.1 && x != 0.0) || fabs(x) > 1e9
               ? *number_say(&n, "%.4g", x)
               : number_plain(x, problem_places(best, 1));
}

static struct number slope(const struct step_line *s, double x)
{
    return parameter(x, s->training.trained.best.slope);
}

static struct number intercept(const struct step_line *s, double x)
{
    return parameter(x, s->training.trained.best.intercept);
}

/* Are the numbers the lesson's, and its rate of use? */
static bool is_lesson(const struct step_line *s)
{
    const struct training_options *o = s->training.options;

    return problem_is_lesson(&o->data) && !o->standardize;
}

/* An x of the data. */
static struct number place(double x)
{
    struct number n;

    return fabs(x) < 1000.0 && fabs(x) >= 0.001 ? *number_say(&n, "%.4g", x)
                                                : number_short(x);
}

static struct utf8_word name(const char *text)
{
    return utf8_word(text, 16, 0);
}

static const char *euro(const struct step_line *s)
{
    return s->training.set.has_truth ? "EUR " : "";
}

/* Which step, of what, at which rate. */
static void say_title(const struct step_line *s, struct screen *screen)
{
    const struct training *t = &s->training;
    const struct problem_options *o = &t->options->data;
    bool lesson = is_lesson(s), shows = s->move.lr == s->shows;
    double times = s->move.lr / PRESET_LR;
    const char *file = o->frame.names.data;
    bool many = !s->diverged && s->steps > s->first;
    struct number steps, of, why = {""}, pace = {""};

    number_say(&steps, "%s%s%s%s",
               s->diverged           ? "After step "
               : s->steps > s->first ? "Steps "
                                     : "Step ",
               many ? number_group((double)s->first, 0).text : "",
               many ? " to " : "", number_group((double)s->steps, 0).text);
    double rows = (double)t->set.train.n;
    if (s->move.momentum > 0.0)
        number_say(&pace, ", momentum %s",
                   decimal_format(s->move.momentum).text);
    if (s->move.batch > 0) {
        struct number before = pace;
        number_say(&pace, "%s, a batch of %s", before.text,
                   number_count((double)s->rows.n, "row").text);
    }
    number_say(&of, "%s%s", number_count(rows, file ? "row" : "apartment").text,
               file ? " of " : "");
    if (lesson && s->move.lr == PRESET_LR)
        number_say(&why, " (the lesson's)");
    else if (shows && lesson && s->steps == 1)
        number_say(&why, " (%s times the lesson's, so that it shows)",
                   number_short(times).text);
    else if (shows && s->steps == 1)
        number_say(&why, " (chosen so that it shows)");
    screen_say(screen, "%s on %s%s, lr %s%s%s", steps.text, of.text,
               !file ? ""
               : input_is_dash(file)
                   ? "standard input"
                   : utf8_word(problem_base(file), 40, 0).text,
               decimal_format(s->move.lr).text, why.text, pace.text);
}

/* "887.9 * sqm + 9.0": the line before the step, of x. */
static struct number line_of(const struct step_line *s, const char *x)
{
    double b = s->before.intercept;
    struct number n;

    return *number_say(&n, "%s * %s%s", slope(s, s->before.slope).text, x,
                       screen_plus(b, intercept(s, b)).text);
}

/* The row that is watched, and the line before the step. */
static void say_row(const struct step_line *s, struct screen *screen)
{
    const struct dataset *set = &s->training.set;
    double x = s->rows.x[0];
    struct number scaled = {""}, y = number_short(s->rows.y[0]);
    struct number at = place(points_original(set, x));
    bool scales = s->training.options->standardize;

    if (scales)
        number_say(&scaled, " (x = %s)", place(x).text);
    if (set->has_truth)
        screen_say(screen, "Watch one: %s sqm%s, sold for EUR %s. The line: %s",
                   at.text, scaled.text, y.text,
                   line_of(s, scales ? "x" : "sqm").text);
    else
        screen_say(screen,
                   "Watch the first row%s: %s %s%s, %s %s. The line: %s",
                   s->move.batch > 0 ? " of the batch" : "",
                   name(set->x_name).text, at.text, scaled.text,
                   name(set->y_name).text, y.text, line_of(s, "x").text);
}

/* 1 and 2, for the row that is watched; of the others the mean. */
static void say_errors(const struct step_line *s, struct screen *screen)
{
    const struct points *p = &s->rows;
    double x = p->x[0], y = p->y[0];
    double predicted = line_predict(&s->before, x), error = y - predicted;

    screen_beside(screen, source_line(LINE_C, "1 predict"),
                  "1 predict  %s = %s", line_of(s, place(x).text).text,
                  number_short(predicted).text);
    screen_beside(screen, source_line(LINE_C, "2 error"),
                  "2 loss     error %s%s = %s", number_short(y).text,
                  screen_minus(predicted, number_short(predicted)).text,
                  number_short(error).text);
    screen_beside(screen, source_line(LINE_C, "2 square"),
                  "           squared: %s", number_short(error * error).text);
    screen_beside(
        screen, source_line(LINE_C, "2 loss"),
        s->move.batch > 0 && p->n > 1 ? "           mean of its %s: %s"
        : p->n > 1                    ? "           mean of all %s: %s"
                                      : "           it is the only one%.0s: %s",
        number_group((double)p->n, 0).text, number_short(s->g.loss).text);
}

/* What momentum adds to the gradient. */
static void say_velocity(const struct step_line *s, struct screen *screen)
{
    struct decimal part = decimal_format(s->move.momentum);
    double slope = s->g.d_slope, intercept = s->g.d_intercept;

    screen_beside(screen, source_line(DESCENT_C, "4a slope"),
                  "4a keep    %s * %s%s = %s", part.text,
                  number_short(s->was.slope).text,
                  screen_plus(slope, number_short(slope)).text,
                  number_short(s->v.slope).text);
    screen_beside(screen, source_line(DESCENT_C, "4a intercept"),
                  "           %s * %s%s = %s", part.text,
                  number_short(s->was.intercept).text,
                  screen_plus(intercept, number_short(intercept)).text,
                  number_short(s->v.intercept).text);
}

/* 3 and 4. */
static void say_update(const struct step_line *s, struct screen *screen)
{
    const struct points *p = &s->rows;
    double x = p->x[0], error = p->y[0] - line_predict(&s->before, x);
    double lr = s->move.lr;
    struct number rate;
    struct number mean = {"all"};

    if (s->move.batch > 0)
        number_say(&mean, "its %s", number_group((double)p->n, 0).text);

    number_say(&rate, "%s", decimal_format(lr).text);
    screen_beside(screen, source_line(LINE_C, "3 product"),
                  "3 gradient %s * %s = %s", place(x).text,
                  number_short(error).text, number_short(x * error).text);
    screen_beside(screen, source_line(LINE_C, "3 slope"),
                  "           -2 * mean of %s: %s", mean.text,
                  number_short(s->g.d_slope).text);
    screen_beside(screen, source_line(LINE_C, "3 intercept"),
                  "           -2 * mean error: %s",
                  number_short(s->g.d_intercept).text);
    bool keeps = s->move.momentum > 0.0;
    if (keeps)
        say_velocity(s, screen);
    screen_beside(screen,
                  keeps ? source_line(DESCENT_C, "4b slope")
                        : source_line(LINE_C, "4 slope"),
                  "%s  %s %c %s * %s = %s", keeps ? "4b update" : "4 update ",
                  slope(s, s->before.slope).text, s->v.slope > 0 ? '-' : '+',
                  rate.text, number_short(fabs(s->v.slope)).text,
                  slope(s, s->after.slope).text);
    screen_beside(screen,
                  keeps ? source_line(DESCENT_C, "4b intercept")
                        : source_line(LINE_C, "4 intercept"),
                  "           %s %c %s * %s = %s",
                  intercept(s, s->before.intercept).text,
                  s->v.intercept > 0 ? '-' : '+', rate.text,
                  number_short(fabs(s->v.intercept)).text,
                  intercept(s, s->after.intercept).text);
}

/* Of the first step: why row 3 multiplies so, and what the loss has to do with
   the typical error; of a later one that the row watched wants another. */
static void say_why(const struct step_line *s, struct screen *screen)
{
    double x = s->rows.x[0];
    double pull = x * (s->rows.y[0] - line_predict(&s->before, x));

    if (s->steps == 1)
        screen_say(screen,
                   "Why %s in 3? Slope + 1 lifts the line by that. Why -2? A "
                   "small lift changes error^2 by -2 * error * lift. Typical "
                   "error: the root of the loss.",
                   place(x).text);
    else if (pull * s->g.d_slope > 0.0 && s->move.batch == 0 &&
             !training_rounding(&s->training, s->now.loss))
        screen_say(screen, "This one pulls the slope %s, the mean of all %s.",
                   pull < 0.0 ? "down" : "up", pull < 0.0 ? "up" : "down");
}

/* ---- What it comes to ---- */

/* Would one step at the rate that shows be seen from here? */
static bool would_show(const struct step_line *s, const struct step_picture *p)
{
    struct line line = s->after;

    line_descend(&line, &s->now, s->shows);
    return step_picture_differ(p, &s->after, &line);
}

/* The picture shows no change: what would. */
static struct number remark_still(const struct step_line *s,
                                  const struct step_picture *p)
{
    double x = s->rows.x[0];
    double moved = line_predict(&s->after, x) - line_predict(&s->from, x);
    struct number n;

    if (!step_picture_sees(p, &s->after))
        return *number_say(&n, " The line is outside of the picture.");
    if (s->move.lr < s->shows && would_show(s, p))
        return *number_say(
            &n, " Too little for the picture: %s%s. lr %s shows it.", euro(s),
            number_short(fabs(moved)).text, decimal_format(s->shows).text);
    return *number_say(&n,
                       " Too little for the picture. The best line's typical "
                       "error is %s: take many steps at once.",
                       number_short(sqrt(s->training.bowl.floor)).text);
}

/* What is to be said of the step, beside its numbers; or nothing. */
static struct number remark(const struct step_line *s,
                            const struct step_picture *p)
{
    double critical = critical_of(s, &s->move);
    bool rises = !(s->now.loss <= s->from_loss);
    bool part = s->move.batch > 0 && s->move.batch < s->training.set.train.n;
    struct number n = {""}, stable = number_below(critical, 4);

    if (training_rounding(&s->training, s->now.loss))
        number_say(&n, " No line is better than this one.");
    else if (part && rises)
        number_say(&n, " The loss of all rows rises: a step sees only some.");
    else if (!part && s->move.momentum > 0.0 && rises &&
             s->move.lr * s->training.trained.steep < 2.0)
        number_say(&n, " The loss rises: momentum carries the line past the "
                       "bottom.");
    else if (!part && s->move.lr > critical && rises)
        number_say(
            &n, " The loss rises: the step%s. Rates below %s are stable.",
            s->steps > s->first ? "s overshoot" : " overshoots", stable.text);
    else if (!part && s->move.lr > critical)
        number_say(&n, " Rates above %s make the loss rise in the long run.",
                   stable.text);
    else if (p->rows >= STEP_PICTURE_LEAST &&
             !step_picture_differ(p, &s->from, &s->after))
        n = remark_still(s, p);
    return n;
}

/* What the row's prediction and the typical error have become. */
static struct screen_text result_of(const struct step_line *s,
                                    const struct step_picture *p)
{
    const struct dataset *set = &s->training.set;
    double x = s->rows.x[0];
    struct screen_text text;

    snprintf(text.text, sizeof text.text,
             "At %s %s: %s%s (was %s). Typical error %s%s (was %s).%s",
             place(points_original(set, x)).text,
             set->has_truth ? "sqm" : name(set->x_name).text, euro(s),
             number_short(line_predict(&s->after, x)).text,
             number_short(line_predict(&s->from, x)).text, euro(s),
             number_short(sqrt(s->now.loss)).text,
             number_short(sqrt(s->from_loss)).text, remark(s, p).text);
    return text;
}

/* No step was taken. */
static void say_diverged(const struct step_line *s, struct screen *screen)
{
    if (s->steps == 0) {
        screen_say(screen,
                   "The squares of the errors are too big for a number before "
                   "any step: start nearer, or divide the data by a power of "
                   "ten.");
        return;
    }
    screen_say(
        screen,
        "Diverged: the loss was %s at the start and is %s now, too big "
        "to go on.%s%s%s",
        number_short(s->at_start).text, number_short(s->g.loss).text,
        s->move.batch > 0 ? "" : " Rates below ",
        s->move.batch > 0 ? "" : number_below(critical_of(s, &s->move), 4).text,
        s->move.batch > 0 ? "" : " are stable.");
    if (s->shows > 0.0)
        screen_say(screen, "Type back, or for a fresh start again %s.",
                   decimal_format(s->shows).text);
}

/* The numbers of the step with all their digits. */
static void show_all(const struct step_line *s, struct screen *screen)
{
    const struct training *t = &s->training;
    double x = s->rows.x[0], y = s->rows.y[0];
    double predicted = line_predict(&s->before, x), error = y - predicted;
    const struct {
        const char *name;
        double x;
    } rows[] = {
        {"x", x},
        {"y", y},
        {"predicted", predicted},
        {"error", error},
        {"error * error", error * error},
        {"loss", s->g.loss},
        {"x * error", x * error},
        {"d_slope", s->g.d_slope},
        {"d_intercept", s->g.d_intercept},
        {"slope before", s->before.slope},
        {"slope after", s->after.slope},
        {"intercept before", s->before.intercept},
        {"intercept after", s->after.intercept},
        {"loss after", s->now.loss},
        {"best slope", t->trained.best.slope},
        {"best intercept", t->trained.best.intercept},
        {"loss of the best line", t->bowl.floor},
        {"critical rate", critical_of(s, &s->move)},
    };

    screen_say(screen, "Step %.0f with all digits, as the C has them%s",
               (double)s->steps,
               t->options->standardize ? "; x is scaled" : "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        screen_say(screen, "%-22s %s", rows[i].name,
                   decimal_format(rows[i].x).text);
}

/* The four steps, the picture in the rows that are left, what it comes to. */
static void show_step(const struct step_line *s, struct screen *screen)
{
    struct step_picture picture = step_picture_make(
        &s->training.set, &s->training.bowl, &s->from, &s->after);
    struct screen_text result, legend;
    int rest;

    picture.steps = s->steps - s->first + 1;
    picture.watched = s->move.batch > 0 ? &s->rows : NULL;
    say_row(s, screen);
    screen_beside(screen, "The C that does it, if you read C",
                  "What the numbers do%s",
                  s->steps > s->first ? " in the last of them" : "");
    say_errors(s, screen);
    say_update(s, screen);
    say_why(s, screen);
    do { /* what there is to say depends on how much is to be seen */
        result = result_of(s, &picture);
        legend = step_picture_legend(&picture);
        rest = SCREEN_ROWS - screen->rows - screen_rows(result.text) -
               screen_rows(legend.text) - 1; /* the prompt */
    } while (picture.rows > rest && picture.rows-- >= STEP_PICTURE_LEAST);
    if (picture.rows >= STEP_PICTURE_LEAST) {
        step_picture_show(&picture, screen->out);
        screen_say(screen, "%s", legend.text);
    }
    screen_say(screen, "%s", result.text);
}

static void show(const void *model, struct report *out, bool more)
{
    const struct step_line *s = model;
    struct screen screen = {.out = out};

    if (more) {
        show_all(s, &screen);
        return;
    }
    say_title(s, &screen);
    if (s->diverged)
        say_diverged(s, &screen);
    else
        show_step(s, &screen);
}

/* The other end: what shows where this does not; else a slow one, or a fast. */
static double offer(const void *model)
{
    const struct step_line *s = model;

    return s->move.lr != s->shows && s->shows > 0.0 ? s->shows
           : is_lesson(s)                           ? PRESET_LR
                                                    : 2.0 * s->move.lr;
}

static size_t count_rows(const void *model)
{
    return ((const struct step_line *)model)->training.set.train.n;
}

static bool is_over(const void *model)
{
    return ((const struct step_line *)model)->diverged;
}

const struct walker step_line_walker = {
    .move = move,
    .show = show,
    .offer = offer,
    .is_over = is_over,
    .most = DBL_MAX,
    .rows = count_rows,
};
