/* A line that is trained on a problem. */
#include "lesson/training.h"

#include "base/model.h"
#include "base/utf8.h"
#include "text/progress.h"

#include "trainloop/decimal.h"
#include "trainloop/line_file.h"
#include "trainloop/num.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define AT(field) offsetof(struct training_options, field)

const struct opt training_rate_row[] = {
    {"--lr", .alias = "--learning-rate", .value = "RATE", .kind = OPT_RATE,
     .at = AT(rule.lr), .help = "size of a step, or auto: half of critical",
     .with = "--data --moments", .then = "auto"},
    {0},
};

const struct opt training_rows[] = {
    {"--epochs", .value = "N", .kind = OPT_COUNT, .at = AT(rule.epochs),
     .min = 1, .help = "passes over the data"},
    {"--init", .value = "A,B|random", .kind = OPT_PAIR, .at = AT(init),
     .help = "slope and intercept to start from", .clash = "--load"},
    {"--standardize", .kind = OPT_FLAG, .at = AT(standardize),
     .help = "scale x to mean 0, deviation 1"},
    {0},
};

const struct opt training_descent_rows[] = {
    {"--momentum", .value = "B", .kind = OPT_PART, .at = AT(momentum), .max = 1,
     .help = "what each step keeps of the last"},
    {"--batch", .value = "N", .kind = OPT_COUNT, .at = AT(batch), .min = 1,
     .help = "rows a step, shuffled; unasked: all"},
    {0},
};

const struct opt training_holdout_row[] = {
    {"--holdout", .value = "PART", .kind = OPT_PART, .at = AT(holdout),
     .max = 1, .help = "random part kept from training"},
    {0},
};

const struct opt training_every_row[] = {
    {"--every", .alias = "--log-interval", .value = "N|pow2", .kind = OPT_EVERY,
     .at = AT(every), .min = 1, .help = "a row every N, or 1 2 4 ..."},
    {0},
};

const struct opt training_stop_rows[] = {
    {"--patience", .value = "N", .kind = OPT_COUNT, .at = AT(rule.patience),
     .min = 1, .help = "stop after N epochs without improvement"},
    {"--min-delta", .value = "X[%]", .kind = OPT_DELTA,
     .at = AT(rule.min_delta), .max = DBL_MAX,
     .help = "improvement wanted; %: of the best", .with = "--data --moments",
     .then = "0.1%"},
    {"--min-epochs", .value = "N", .kind = OPT_COUNT, .at = AT(rule.min_epochs),
     .help = "no stop before so many epochs"},
    {0},
};

bool training_sketch(struct sketch *s, struct fault *fault)
{
    s->on = true;
    return curve_make(&s->error, fault) && curve_make(&s->held, fault) &&
           curve_make(&s->waited, fault) && trail_make(&s->path, fault) &&
           trail_make(&s->walls, fault);
}

void training_forget(struct sketch *s)
{
    curve_free(&s->error);
    curve_free(&s->held);
    curve_free(&s->waited);
    trail_free(&s->path);
    trail_free(&s->walls);
}

void training_lines(const struct training *t,
                    struct problem_line lines[TRAINING_LINES + 1])
{
    const struct bowl *bowl = &t->bowl;
    struct line truth = t->set.truth.line;
    struct line scaled = line_scale(&truth, t->set.center, t->set.scale);
    double loss = line_loss(&scaled, &t->set.train);
    struct line mean = {0.0, bowl->y_mean};

    *lines++ = (struct problem_line){"learned", t->line, {t->fit.last.loss}};
    *lines++ = (struct problem_line){"best line", bowl->best, {bowl->floor}};
    if (points_straight(&t->set))
        *lines++ = (struct problem_line){"true line", truth, {loss}};
    *lines++ = (struct problem_line){"mean", mean, {bowl->baseline}};
    *lines = (struct problem_line){0};
}

bool training_at_floor(const struct training *t, double loss)
{
    return loss <= 1.01 * t->bowl.floor || training_rounding(t, loss);
}

bool training_rounding(const struct training *t, double loss)
{
    return loss <= (1.0 + 1e-9) * t->bowl.floor ||
           sqrt(loss) <= sqrt(t->bowl.floor) + sqrt(t->bowl.rounding);
}

bool training_nothing(const struct training *t)
{
    return training_rounding(t, t->fit.judge.first);
}

bool training_untested(const struct training *t, struct finding *f, int n)
{
    const char *why = training_nothing(t)
                          ? "nothing was left to learn at the start"
                          : "the start was within 1 % of the floor";
    bool there = training_at_floor(t, t->fit.judge.first);

    for (int i = 0; i < n && there; i++)
        finding_untested(&f[i], why);
    return there;
}

bool training_foretold(const struct training *t)
{
    return t->options->batch == 0 || t->options->batch == t->set.train.n;
}

struct forecast training_forecast(const struct training *t,
                                  const struct line *line,
                                  const struct gradient *g,
                                  const struct line *velocity, double lr)
{
    const double none = (double)NAN;
    bool rests = g->d_slope == 0.0 && g->d_intercept == 0.0 &&
                 velocity->slope == 0.0 && velocity->intercept == 0.0;

    if (!training_foretold(t))
        return (struct forecast){.floor = none,
                                 .steep = none,
                                 .flat = none,
                                 .steep_shrink = none,
                                 .flat_shrink = none};
    struct forecast f = forecast_on(&t->trained, line, velocity, lr);
    if (rests) { /* it stays there, whatever rounding says of the best line */
        f.steep = f.flat = 0.0;
        f.mode[0].distance = f.mode[1].distance = 0.0;
    }
    return f;
}

bool training_was_nearer(const struct training *t)
{
    return t->set.held.n == 0 && t->fit.judge.best < t->fit.last.loss;
}

/* With momentum: will a loss above this one be among the next? */
static bool will_pass(const struct forecast *left, double loss)
{
    for (int k = 1; left->momentum > 0.0 && k <= FORECAST_WINDOW; k++)
        if (forecast_loss(left, k) > loss)
            return true;
    return false;
}

/* With momentum a loss may come back: has it risen, or will it? */
static bool swings(const struct training *t)
{
    return t->trained.momentum > 0.0 &&
           (training_was_nearer(t) || will_pass(&t->left, t->fit.last.loss));
}

/* So many epochs, one after another, tell an end from a lucky one. */
enum { SETTLED = 10 };

static enum training_state find_state(const struct training *t)
{
    const struct forecast *left = &t->left;
    const struct judge *judge = &t->fit.judge;
    double loss = t->fit.last.loss;
    int side = bowl_side(t->lr, t->trained.steep, t->trained.momentum);

    if (judge_diverged(judge))
        return TRAINING_DIVERGED;
    if (training_rounding(t, loss))
        return TRAINING_ROUNDING;
    if (!training_foretold(t)) /* one epoch at the floor may be luck */
        return t->near >= fmin(SETTLED, (double)judge->measured)
                   ? TRAINING_AT_FLOOR
                   : TRAINING_BATCHES;
    if (!isfinite(forecast_above(left, 0.0)))
        return TRAINING_UNKNOWN;
    if (!(t->lr <= t->trained.critical))
        return TRAINING_UNSTABLE;
    if (training_at_floor(t, loss) && !will_pass(left, 1.01 * t->bowl.floor))
        return TRAINING_AT_FLOOR;
    if (!forecast_flat(left))
        return judge->verdict == JUDGE_STOPPED ? TRAINING_STOPPED
               : swings(t)                     ? TRAINING_SWINGS
                                               : TRAINING_LEARNING;
    if (left->steep <= left->flat && t->trained.condition > 2.0 &&
        left->steep_shrink <= left->flat_shrink)
        return TRAINING_PLATEAU; /* else the flat direction is not the slow one
                                  */
    return side < 0 ? TRAINING_OVERSHOT : TRAINING_TOO_SLOW;
}

/* Which parameter is far, where the loss is near? */
static enum training_far find_far(const struct training *t)
{
    const struct line *best = &t->bowl.best;
    bool slope = fabs(t->trained.flat_way.slope) > 0.9;
    bool one = slope || t->trained.flat_way.intercept > 0.9;
    double value = slope ? t->line.slope : t->line.intercept;
    double aim = slope ? best->slope : best->intercept;

    return t->bowl.unique && !t->options->standardize && one &&
                   t->trained.condition >= 100.0 &&
                   fabs(value - aim) > 0.1 * fabs(aim)
               ? slope ? TRAINING_SLOPE : TRAINING_INTERCEPT
               : TRAINING_NEITHER;
}

static struct training_end end(const struct training *t)
{
    double from = t->from.slope;
    double way = 100.0 * (t->line.slope - from) / (t->bowl.best.slope - from);
    double apart = sqrt(t->fit.last.loss / t->bowl.floor);
    bool part = t->bowl.unique && way >= 0.0 && way <= 100.0;
    double steeper = t->line.slope - t->bowl.best.slope;
    double higher = t->line.intercept - t->bowl.best.intercept;
    bool in = t->bowl.unique && !t->options->standardize &&
              t->trained.flat_way.intercept > 0.9 && steeper * higher < 0.0;
    bool worse = t->fit.last.loss > t->bowl.baseline &&
                 !training_rounding(t, t->fit.last.loss);

    return (struct training_end){.state = find_state(t),
                                 .far = find_far(t),
                                 .way = part ? way : (double)NAN,
                                 .apart = isfinite(apart) ? fmax(apart, 1.0)
                                                          : (double)NAN,
                                 .stands_in = in,
                                 .worse = worse,
                                 .slower = t->trained.critical / t->lr};
}

/* Does a parameter come within 10 % of the truth? And how much of the way? */
static void judge_near(const struct training *t, struct finding *f,
                       double start, double value, double truth)
{
    double part = value / truth;
    struct number from = number_plain(start, 1), to = number_plain(value, 1);
    bool near = fabs(value - truth) <= 0.1 * fabs(truth);

    if (training_untested(t, f, 1))
        return;
    if (!points_straight(&t->set) || truth == 0.0 || !t->bowl.unique)
        finding_untested(
            f, !t->set.has_truth ? "needs a known truth, that is, made data"
               : t->set.truth.curve != 0.0 ? "the truth is bent: no line is it"
               : truth == 0.0              ? "10 % of the truth, 0, is 0"
                                           : "many lines are the best");
    else if (start != 0.0 || !(fabs(part - 0.5) <= 0.5))
        finding_judge(f, near, value, "from %s to %s, the truth is %.6g",
                      from.text, to.text, truth);
    else if (part > 0.0 && part < 1e-4)
        finding_judge(f, near, value,
                      "%s of %.6g: less than 0.01 %% of the way", to.text,
                      truth);
    else
        finding_judge(f, near, value, "%s of %.6g: %.2f %% of the way", to.text,
                      truth, 100.0 * fabs(part));
}

void training_slope_true(const void *result, struct finding *f)
{
    const struct training *t = result;

    judge_near(t, f, t->from.slope, t->line.slope, t->set.truth.line.slope);
}

void training_intercept_true(const void *result, struct finding *f)
{
    const struct training *t = result;

    judge_near(t, f, t->from.intercept, t->line.intercept,
               t->set.truth.line.intercept);
}

/* Does a rule, or do held-out rows, tell the best epoch? */
static bool watches(const struct training *t)
{
    return t->options->rule.patience > 0 || t->set.held.n > 0;
}

/* Of the start: the loss that is watched. */
static double watched_loss(const struct training *t)
{
    const struct dataset *set = &t->set;

    return set->held.n > 0 ? line_loss(&t->start, &set->held)
                           : line_gradient(&t->start, &set->train).loss;
}

/* What momentum and batches begin with: what a saved model had, else standstill
   and the stream behind the draws of the data. */
static void begin(struct training *t, const struct line_model *model, bool same)
{
    struct descent *d = &t->descent;

    d->momentum = t->options->momentum;
    if (same && d->momentum > 0.0)
        d->velocity = model->velocity;
    t->seed = model->stepped > 0.0 ? model->seed
                                   : (double)t->options->data.frame.seed;
    t->draws = model->stepped > 0.0 ? model->draws : (double)t->set.drawn;
    d->rng.drawn = (uint64_t)t->draws;
}

/* Room for the rows as shuffled, and the stream.  Faults: too few of them; a
   stream that a saved model could not name. */
static bool open_batches(struct training *t, struct fault *fault)
{
    double rows = (double)t->set.train.n, batch = (double)t->options->batch;

    if (batch == 0.0)
        return true;
    if (batch > rows)
        return fault_say(
            fault, FAULT_USAGE,
            rows == 1.0 ? "Leave it out" : "Leave it out, or give --batch 1",
            "'--batch' wants %.0f rows a step, and there %s only %.0f to train "
            "on",
            batch, rows == 1.0 ? "is" : "are", rows);
    rng_seed(&t->descent.rng, (uint32_t)t->seed);
    rng_skip(&t->descent.rng, (uint64_t)t->draws);
    return (!t->options->data.frame.names.save ||
            model_has_room(t->draws, (double)t->options->rule.epochs,
                           2.0 * rows, MODEL_DRAWS, "random numbers", fault)) &&
           descent_batches(&t->descent, (size_t)batch, t->set.train.n, fault);
}

/* Where the training starts: --init, or a saved model. */
static bool find_start(struct training *t, struct fault *fault)
{
    const struct problem_options *o = &t->options->data;
    const double *init = t->options->init;
    double center = t->set.center, scale = t->set.scale;
    struct line_model model = {.line = {init[0], init[1]}, .scale = 1.0};
    const char *load = o->frame.names.load;

    if (isnan(init[0])) {
        struct rng rng;
        rng_seed(&rng, (uint32_t)o->frame.seed);
        const struct line *best = &t->bowl.best;
        model.line.slope = rng_uniform(&rng, 0.0, 2.0 * best->slope);
        model.line.intercept = rng_uniform(&rng, 0.0, 2.0 * best->intercept);
    }
    if (load && !line_file_load(&model, load, fault))
        return false;
    bool same = model.center == center && model.scale == scale;
    begin(t, &model, same);
    t->loaded_epochs = model.epochs;
    t->loaded = model.read;
    t->memory = model.memory;
    t->before = model.best;
    t->from = line_unscale(&model.line, model.center, model.scale);
    t->start = same ? model.line : line_scale(&t->from, center, scale);
    if (!watches(t) || watched_loss(t) != t->memory.last)
        t->memory.known = 0.0; /* other data */
    return !o->frame.names.save ||
           model_has_room(model.epochs, (double)t->options->rule.epochs, 1.0,
                          MODEL_COUNT, "epochs", fault);
}

bool training_rate(const struct training *t, double part, double *rate,
                   struct fault *fault)
{
    double critical = t->trained.critical;

    if (!(critical > 1e-300))
        return fault_say(
            fault, t->options->data.frame.names.data ? FAULT_FILE : FAULT_USAGE,
            "Divide it by a power of ten, or make the --range smaller",
            "'%s' is too big: no rate is stable that '--lr auto' could propose",
            utf8_word(t->set.x_name, 40, 0).text);
    decimal_parse(number_below(part * critical, 3).text, rate);
    return true;
}

bool training_open(void *result, const void *options, bool pictures,
                   struct fault *fault)
{
    struct training *t = result;
    const struct training_options *o = t->options = options;

    if ((pictures && !training_sketch(&t->sketch, fault)) ||
        !problem_open(&t->set, &o->data, fault))
        return false;
    if (o->holdout > 0.0 &&
        !points_hold_out(&t->set, o->holdout, (uint32_t)o->data.frame.seed,
                         fault))
        return false;
    t->bowl = bowl_measure(&t->set.train);
    bowl_momentum(&t->bowl, o->momentum);
    if (o->standardize && !points_standardize(&t->set, fault))
        return false;
    t->trained = o->standardize
                     ? bowl_scale(&t->bowl, t->set.center, t->set.scale)
                     : t->bowl;
    if (!find_start(t, fault) || !open_batches(t, fault))
        return false;
    t->fit.judge.first = line_loss(&t->start, &t->set.train);
    t->lr = o->rule.lr;
    return t->lr > 0.0 || t->rates > 0 || training_rate(t, 0.5, &t->lr, fault);
}

/* What is written of a run while it goes on. */
struct viewer {
    struct line_watch watch; /* first: this is one */
    struct training *training;
    struct audience *audience; /* or NULL */
    struct column columns[7];
    struct table table; /* n = 0: there is none */
    struct opt_every every;
    uint64_t next;  /* epoch of the next row */
    double watched; /* the loss watched in the epoch before */
};

enum { HELD_OUT = 4, FELL_BY, WAITED, COLUMNS };

/* Has this run less to say than others?  The lesson prints the rows that it
   has; a run that must tell more leaves room for it. */
static bool is_plain(const struct training *t)
{
    const struct training_options *o = t->options;
    static const struct rule lesson = {PRESET_STOP};
    bool rule = o->rule.patience > 0;

    if (rule && (t->lr != PRESET_LR || o->standardize ||
                 o->rule.patience != lesson.patience ||
                 o->rule.min_delta.amount != lesson.min_delta.amount))
        return false;
    return t->set.held.n == 0 && o->momentum == 0.0 && o->batch == 0 &&
           !isnan(o->init[0]) && t->lr < t->trained.critical * (1.0 - 1e-9) &&
           (problem_is_lesson(&o->data) || o->data.frame.names.data);
}

/* The table of the epochs; of a run with a stop rule, what that sees. */
static void begin_table(struct viewer *v)
{
    const struct training *t = v->training;
    struct problem_places places = problem_places_of(&t->set, &t->bowl);
    bool held = t->set.held.n > 0, rule = t->options->rule.patience > 0;
    const struct column columns[COLUMNS] = {
        {"Epoch", .width = 6, .style = COLUMN_PLAIN},
        {"Loss", .width = 14, .decimals = places.loss},
        {"Slope", .width = 10, .decimals = places.slope, .style = COLUMN_PLAIN},
        {"Intercept", .width = 10, .decimals = places.intercept,
         .style = COLUMN_PLAIN},
        [HELD_OUT] = {held ? "Held-out" : NULL, .width = 14,
                      .decimals = places.loss},
        [FELL_BY] = {rule ? "Fell by" : NULL, .width = 11,
                     .style = COLUMN_SHORT},
        [WAITED] = {rule ? "Waited" : NULL, .width = 7, .style = COLUMN_PLAIN},
    };

    memcpy(v->columns, columns, sizeof columns);
    v->table = (struct table){NULL, v->columns, COLUMNS,
                              .where = TABLE_TERMINAL, .ruled = true};
    v->every = t->options->every;
    v->every.most = is_plain(t) ? 12 : 7;
    sheet_head(v->audience->sheet, &v->table);
}

/* A row is due every so many epochs, and at the last one, whatever made it the
   last: the losses before the step, the parameters after it. */
static void add_row(struct viewer *v, const struct line_moment *m)
{
    const struct training *t = v->training;
    const struct judge *judge = &m->fit->judge;
    uint64_t epoch = m->steps, epochs = judge->rule.epochs;
    double fell = v->watched - m->watched;
    const char *none = epoch == 0 ? "-" : NULL;

    v->watched = m->watched;
    if (m->end || (epoch != v->next && epoch != epochs - 1 &&
                   judge->verdict == JUDGE_RUNNING))
        return;
    struct line line = line_unscale(&m->fit->line, t->set.center, t->set.scale);
    sheet_row(v->audience->sheet, &v->table,
              (struct cell[COLUMNS]){
                  {.x = (double)epoch},
                  {.x = m->g.loss},
                  {.x = line.slope},
                  {.x = line.intercept},
                  [HELD_OUT] = {.x = m->watched},
                  [FELL_BY] = {.x = fell, .text = none},
                  [WAITED] = {.x = (double)judge->waited, .text = none}});
    frame_look(v->audience, v->audience->sheet->text);
    if (epoch == v->next)
        v->next = opt_every_next(&v->every, epoch, epochs);
}

/* Row k of the history: line, loss and gradient after k updates, over x as it
   came. */
static void add_history(const struct training *t, struct report *out,
                        const struct line_moment *m, const struct line *line)
{
    const struct dataset *set = &t->set;
    struct gradient g = line_unscale_gradient(&m->g, set->center, set->scale);
    double row[] = {t->lr,     g.loss,        line->slope, line->intercept,
                    g.d_slope, g.d_intercept, m->watched};

    report_print(out, "%.0f", t->loaded_epochs + (double)m->steps);
    for (int i = 0; i < (set->held.n > 0 ? 7 : 6); i++)
        report_print(out, ",%s", decimal_format(row[i]).text);
    report_print(out, "\n");
}

static void add_sketch(struct sketch *s, bool held, const struct line_moment *m,
                       const struct line *line)
{
    static const uint64_t epochs[SKETCH_LINES] = {0, 1, 10, 50, 100};
    double epoch = (double)m->steps;

    curve_add(&s->error, epoch, sqrt(m->g.loss));
    if (held)
        curve_add(&s->held, epoch, sqrt(m->watched));
    if (s->lines < SKETCH_LINES && m->steps == epochs[s->lines])
        s->line[s->lines++] = (struct sketch_line){m->steps, *line, m->g.loss};
    trail_add(&s->path, line->slope, line->intercept);
    trail_add(&s->walls, line->slope, m->g.loss);
    if (!m->end)
        curve_add(&s->waited, epoch, (double)m->fit->judge.waited);
}

static void see(struct line_watch *watch, const struct line_moment *m)
{
    struct viewer *v = (struct viewer *)watch;
    struct audience *a = v->audience;
    struct training *t = v->training;
    struct line line = line_unscale(&m->line, t->set.center, t->set.scale);

    if (!training_foretold(t))
        t->near = training_at_floor(t, m->g.loss) ? t->near + 1.0 : 0.0;
    if (t->sketch.on)
        add_sketch(&t->sketch, t->set.held.n > 0, m, &line);
    if (!a)
        return;
    if (v->table.n > 0)
        add_row(v, m);
    if (a->history) {
        add_history(t, a->history, m, &line);
        frame_look(a, a->history);
    }
    if (!m->end && a->done + m->steps >= a->progress.next)
        progress_look(&a->progress, a->done + m->steps, 0.0, m->g.loss);
}

void training_run(struct training *t, struct audience *audience, bool table,
                  struct line_watch *more)
{
    const struct training_options *o = t->options;
    struct rule rule = o->rule;
    struct viewer viewer = {{see, more}, .training = t, .audience = audience};
    bool looks = audience || t->sketch.on || !training_foretold(t);

    t->near = 0.0;
    rule.lr = t->lr;
    rule.rounding = t->trained.rounding;
    rule.harmless = !training_foretold(t)          ? t->bowl.baseline
                    : t->lr <= t->trained.critical ? HUGE_VAL
                                                   : 0.0;
    rule.memory = t->memory;
    rule.stop = audience ? audience->stop : NULL;
    if (audience && audience->history && audience->done == 0)
        report_print(audience->history,
                     "epoch,lr,loss,slope,intercept,d_slope,d_intercept%s\n",
                     t->set.held.n > 0 ? ",loss_holdout" : "");
    if (audience && table)
        begin_table(&viewer);
    if (audience && !audience->progress.what)
        progress_start(&audience->progress, "epoch", o->rule.epochs,
                       (double)t->set.train.n, audience->quiet);
    struct descent descent = t->descent;
    t->fit = fit_line(t->start, &t->set.train, &t->set.held, &rule, &descent,
                      looks ? &viewer.watch : more);
    t->velocity = descent.velocity;
    t->line = line_unscale(&t->fit.line, t->set.center, t->set.scale);
    t->draws = (double)descent.rng.drawn;
    t->running = descent.running;
    t->left =
        training_forecast(t, &t->fit.line, &t->fit.last, &t->velocity, t->lr);
    t->end = end(t);
    if (audience) {
        audience->done += t->fit.judge.measured;
        audience->interrupted = t->fit.judge.verdict == JUDGE_INTERRUPTED;
    }
}

struct fit_line training_twin(const struct training *t, struct line start,
                              const struct rule *rule)
{
    struct descent descent = t->descent;

    return fit_line(start, &t->set.train, &t->set.held, rule, &descent, NULL);
}

void training_close(void *result)
{
    struct training *t = result;

    training_forget(&t->sketch);
    points_free(&t->set);
    descent_free(&t->descent);
}

void training_save(const void *result, FILE *out, char note[FRAME_NOTE])
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;
    double before = t->loaded_epochs;
    struct line_model model = {.line = t->fit.line,
                               .best = judge_beats_memory(judge) ? t->fit.best
                                                                 : t->before,
                               .center = t->set.center,
                               .scale = t->set.scale,
                               .lr = t->lr,
                               .epochs = before + (double)judge->steps};

    if (t->options->momentum > 0.0 || t->options->batch > 0) {
        model.stepped = 1.0;
        model.velocity = t->velocity;
        model.seed = t->seed;
        model.draws = t->draws;
    }
    if (watches(t))
        model.memory =
            judge_remember(judge, judge->best,
                           before + (double)judge->best_epoch, t->fit.watched);
    frame_note(note, model.epochs, judge->verdict == JUDGE_INTERRUPTED,
               &model.memory);
    line_file_save(out, &model, TRAINLOOP_VERSION);
}

/* What to do about a run that diverged. */
static void hint_at_cure(const struct training *t, struct fault *fault)
{
    const struct problem_options *o = &t->options->data;
    const struct judge *judge = &t->fit.judge;
    const char *model = o->frame.names.save ? "\nNo model was saved" : "";
    double critical = t->trained.critical;
    double far = fmax(fabs(t->trained.x_low), fabs(t->trained.x_high));
    /* the steepest bowl of a batch, and a rate with which none overshoots */
    double steep =
        training_foretold(t) ? t->trained.steep : 2.0 * (1.0 + far * far);
    double damped = 1.0 - sqrt(t->options->momentum);
    double safe = damped * damped / steep;

    if (!training_foretold(t) && safe > 1e-300 && judge->epoch > 0) {
        fault_hint(fault,
                   "Each batch has a bowl of its own, some steeper than that "
                   "of all rows.\nTry the same command with --lr 1e%d%s",
                   (int)floor(num_log(safe) / num_log(10.0)), model);
        return;
    }
    const char *cure =
        judge->verdict == JUDGE_OVERFLOW && judge->epoch == 0
            ? "The squares of the errors are too big before any step: divide "
              "the data\nby a power of ten, or start nearer (--init)"
        : !(safe > 1e-300) || t->lr < critical
            ? "The data are too big for a stable rate: divide x by a power of "
              "ten"
            : NULL;

    if (cure)
        fault_hint(fault, "%s%s", cure, model);
    else
        fault_hint(fault,
                   "Each step overshoots. On this data rates below %s are "
                   "stable.\nTry the same command with --lr 1e%d%s%s",
                   number_below(critical, 4).text,
                   (int)floor(num_log(t->trained.momentum > 0.0
                                          ? safe
                                          : critical * (1.0 - 1e-9)) /
                              num_log(10.0)),
                   problem_is_lesson(o) ? "      Why: trainloop sweep" : "",
                   model);
}

bool training_answer(const void *result, struct fault *fault)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;

    if (!judge_diverged(judge))
        return true;
    if (judge->verdict == JUDGE_GREW && t->fit.last.loss < 1.001 * judge->first)
        fault_set(fault, FAULT_ANSWER,
                  "diverged: by epoch %.0f the loss, %.4g at first, has grown "
                  "by less than 0.1 %%",
                  (double)judge->steps, judge->first);
    else if (judge->verdict == JUDGE_GREW)
        fault_set(
            fault, FAULT_ANSWER,
            "diverged: by epoch %.0f the loss has grown from %.4g to %.4g",
            (double)judge->steps, judge->first, t->fit.last.loss);
    else if (isfinite(judge->last))
        fault_set(fault, FAULT_ANSWER,
                  "diverged at epoch %.0f: loss %.2g passed %.2g",
                  (double)judge->epoch, judge->last, judge->limit);
    else
        fault_set(fault, FAULT_ANSWER,
                  "diverged at epoch %.0f: the loss is beyond all numbers",
                  (double)judge->epoch);
    hint_at_cure(t, fault);
    return false;
}
