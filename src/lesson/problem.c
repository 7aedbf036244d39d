/* What is to be learned. */
#include "lesson/problem.h"

#include "base/stream.h"

#include "trainloop/columns.h"
#include "trainloop/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define AT(field) offsetof(struct problem_options, field)

const struct opt problem_rows[] = {
    {"--seed", .value = "N", .kind = OPT_COUNT, .at = AT(seed),
     .max = 4294967295.0, .help = "start of the random numbers, as in NumPy"},
    {"--samples", .value = "N", .kind = OPT_COUNT, .at = AT(samples), .min = 1,
     .help = "how many apartments to make", .clash = "--data"},
    {"--noise", .value = "EUR", .kind = OPT_REAL, .at = AT(noise),
     .help = "standard deviation of the noise", .clash = "--data"},
    {"--slope", .value = "EUR", .kind = OPT_REAL, .at = AT(slope),
     .min = -DBL_MAX, .help = "true price of a square metre",
     .clash = "--data"},
    {"--intercept", .value = "EUR", .kind = OPT_REAL, .at = AT(intercept),
     .min = -DBL_MAX, .help = "true price at 0 square metres",
     .clash = "--data"},
    {"--range", .value = "A,B", .kind = OPT_PAIR, .at = AT(range),
     .help = "square metres, from A to B", .clash = "--data"},
    {"--data", .value = "FILE", .kind = OPT_TEXT, .at = AT(file),
     .help = "a CSV file instead, - for standard input"},
    {"--x", .value = "COL", .kind = OPT_TEXT, .at = AT(x),
     .help = "its x column, by name or by number from 1", .needs = "--data"},
    {"--y", .value = "COL", .kind = OPT_TEXT, .at = AT(y),
     .help = "its y column; unnamed: the first with numbers",
     .needs = "--data"},
    {0},
};

bool problem_open(struct dataset *set, const struct problem_options *o,
                  struct fault *fault)
{
    double low = o->range[0], high = o->range[1];
    struct truth truth = {{o->slope, o->intercept}, o->noise, low, high};

    if (o->file)
        return columns_read(set, o->file, o->x, o->y, fault);
    if (isfinite(high - low) && low <= high)
        return points_make(set, &truth, o->samples, (uint32_t)o->seed, fault);
    return fault_say(
        fault, FAULT_USAGE, "For example: --range 30,150",
        isfinite(high - low)
            ? "'--range' needs its smaller number first, got '%g,%g'"
            : "'--range' from %g to %g is too wide for a double",
        low, high);
}

bool problem_is_lesson(const struct problem_options *o)
{
    static const struct problem_options lesson = PRESET_DATA;

    /* eight bytes each up to there: no padding */
    return !o->file &&
           memcmp(o, &lesson, offsetof(struct problem_options, file)) == 0;
}

const char *problem_base(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if ((*c == '/' || *c == '\\') && c[1] != '\0')
            name = c + 1;
    return name;
}

/* "20 apartments, seed ", "7 rows of ". */
static struct number rows_of(const struct dataset *set)
{
    double rows = (double)set->train.n + (double)set->held.n;
    struct number n;

    snprintf(n.text, sizeof n.text,
             set->has_truth ? "%.40s apartment%s, seed " : "%.40s row%s of ",
             number_group(rows, 0).text, number_plural(rows));
    return n;
}

static const char *file_of(const struct problem_options *o)
{
    return stream_is_dash(o->file) ? "standard input" : o->file;
}

void problem_say(struct sheet *sheet, const struct dataset *set,
                 const struct problem_options *o)
{
    sheet_why(sheet, "%s%s", rows_of(set).text,
              o->file ? file_of(o) : decimal_format((double)o->seed).text);
}

void problem_settings(struct figure *f, const struct dataset *set,
                      const struct problem_options *o)
{
    snprintf(f->settings, 101, "%.64s%s", rows_of(set).text,
             o->file ? problem_base(file_of(o))
                     : decimal_format((double)o->seed).text);
}

void problem_figure(struct figure *f, enum axis_scale scale, const char *title,
                    const struct dataset *set)
{
    char label[FIGURE_NAME];

    snprintf(label, sizeof label, "%.50s%s", set->y_name,
             set->has_truth ? ", EUR" : "");
    figure_start(f, scale, title, set->x_name, label);
}

void problem_draw_line(struct figure *f, const char *name, char sign,
                       const struct line *line, const struct bowl *bowl)
{
    enum { POINTS = 65 };
    int n = f->y.scale == AXIS_LOG ? POINTS : 2; /* there it is a curve */
    double low = f->window ? f->range[0][0] : bowl->x_low;
    double high = f->window ? f->range[0][1] : bowl->x_high;
    double x[POINTS], y[POINTS];

    for (int i = 0; i < n; i++) {
        double part = (double)i / (n - 1);
        x[i] = low * (1.0 - part) + high * part;
        y[i] = line_predict(line, x[i]);
    }
    figure_add(f, LOOK_LINE, sign, x, y, (size_t)n, "%s", name);
}

void problem_say_columns(struct sheet *sheet, const struct dataset *set)
{
    if (set->columns > 2)
        sheet_why(sheet,
                  "x is '%.40s', y is '%.40s', of %lu columns; --x and --y "
                  "choose others\n",
                  set->x_name, set->y_name, (unsigned long)set->columns);
}

/* " --option VALUE", where the command has the option and another default. */
static void say_again(struct report *next, const struct command *command,
                      const void *options, const char *name)
{
    struct command now = *command;
    struct opt_row row = opt_find(command, name);

    now.defaults = options;
    if (!row.o)
        return;
    const char *value = (const char *)options + row.at;
    const char *preset = (const char *)command->defaults + row.at;
    enum opt_kind kind = row.o->kind;
    size_t two = kind == OPT_PAIR || kind == OPT_DELTA ? 2 : 1;
    if (kind == OPT_TEXT)
        report_shell(next, name, *(const char *const *)value);
    else if (kind == OPT_FLAG)
        report_print(next, "%s%s", *(const bool *)value ? " " : "",
                     *(const bool *)value ? name : "");
    else if (memcmp(value, preset, two * sizeof(double)) != 0) /* or a count */
        report_print(next, " %s %s", name, opt_default(&now, &row).text);
}

void problem_again(struct report *next, const struct command *command,
                   const void *options, bool training)
{
    static const char *const data[] = {
        "--data",  "--x",     "--y",         "--seed",  "--samples",
        "--noise", "--slope", "--intercept", "--range", NULL};
    static const char *const run[] = {
        "--standardize", "--lr",        "--epochs",
        "--patience",    "--min-delta", "--min-epochs",
        "--holdout",     "--test-seed", NULL};

    for (int i = 0; data[i]; i++)
        say_again(next, command, options, data[i]);
    for (int i = 0; training && run[i]; i++)
        say_again(next, command, options, run[i]);
}

static struct number root(const struct dataset *set, double loss)
{
    struct number n;

    return *number_say(&n, "%s%s", set->has_truth ? "EUR " : "",
                       number_short(sqrt(loss)).text);
}

struct number problem_loss(const struct dataset *set, double loss)
{
    struct number n;

    snprintf(n.text, sizeof n.text, "%.30s (%.28s)", number_short(loss).text,
             root(set, loss).text);
    return n;
}

const char *problem_unit(const struct dataset *set)
{
    return set->has_truth ? "mean squared error, EUR^2" : "mean squared error";
}

int problem_decimals(double low, double high)
{
    double range = high > low ? high - low : fabs(high);
    int decimals = 0;

    while (decimals < 7 && range > 0.0 && range < 20.0) {
        range *= 10.0;
        decimals++;
    }
    return decimals;
}

int problem_places(double size, int least)
{
    int places = least;

    for (size = fabs(size); places < 9 && size > 0.0 && size < 100.0; places++)
        size *= 10.0;
    return places;
}

struct number problem_parameter(double x, int decimals)
{
    struct number n;

    if (x == 0.0 || (fabs(x) < 1e9 && fabs(x) >= 0.01))
        return number_group(x, decimals);
    return *number_say(&n, "%.6g", x);
}

void problem_lines(struct sheet *sheet, unsigned level,
                   const struct dataset *set, const struct problem_line *lines,
                   int n)
{
    static const struct column columns[] = {
        {"", .width = -12, .style = COLUMN_WORD},
        {"slope", .width = 14},
        {"intercept", .width = 14},
        {"loss", .width = 18, .style = COLUMN_SHORT},
        {"its root", .width = 14},
    };
    struct table table = {NULL, columns, 5, .where = TABLE_TERMINAL,
                          .level = level};

    sheet_head(sheet, &table);
    for (const struct problem_line *l = lines; l < lines + n; l++)
        if (l->label)
            sheet_row(
                sheet, &table,
                (struct cell[]){
                    {.text = l->label},
                    {.text = problem_parameter(l->line.slope, 4).text},
                    {.text = problem_parameter(l->line.intercept, 2).text},
                    {.x = l->loss},
                    {.text = root(set, l->loss).text},
                });
}
