/* What is to be learned. */
#include "lesson/problem.h"

#include "text/number.h"

#include "trainloop/columns.h"
#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <string.h>

const struct opt data_rows[DATA_ROWS] = {
    {"--seed", "N", "start of the random numbers, as in NumPy", OPT_COUNT,
     offsetof(struct data_options, seed), 0, 4294967295.0, NULL, NULL, NULL},
    {"--samples", "N", "how many apartments to make", OPT_COUNT,
     offsetof(struct data_options, samples), 1, 1e12, NULL, "--data", NULL},
    {"--noise", "EUR", "standard deviation of the noise", OPT_REAL,
     offsetof(struct data_options, noise), 0, DBL_MAX, NULL, "--data", NULL},
    {"--slope", "EUR", "true price of a square metre", OPT_REAL,
     offsetof(struct data_options, slope), -DBL_MAX, DBL_MAX, NULL, "--data",
     NULL},
    {"--intercept", "EUR", "true price at 0 square metres", OPT_REAL,
     offsetof(struct data_options, intercept), -DBL_MAX, DBL_MAX, NULL,
     "--data", NULL},
    {"--range", "A,B", "square metres, from A to B", OPT_PAIR,
     offsetof(struct data_options, range), 0, 0, NULL, "--data", NULL},
    {"--data", "FILE", "a CSV file instead, - for standard input", OPT_TEXT,
     offsetof(struct data_options, file), 0, 0, NULL, NULL, NULL},
    {"--x", "COL", "its x column, by name or by number from 1", OPT_TEXT,
     offsetof(struct data_options, x), 0, 0, NULL, NULL, "--data"},
    {"--y", "COL", "its y column; unnamed: the first with numbers", OPT_TEXT,
     offsetof(struct data_options, y), 0, 0, NULL, NULL, "--data"},
};

bool problem_open(struct dataset *set, const struct data_options *options,
                  struct fault *fault)
{
    struct truth truth = {options->slope, options->intercept, options->noise,
                          options->range[0], options->range[1]};

    if (options->file)
        return columns_read(set, options->file, options->x, options->y, fault);
    if (!isfinite(truth.high - truth.low)) {
        fault_set(fault, FAULT_USAGE,
                  "'--range' from %g to %g is too wide for a double", truth.low,
                  truth.high);
        return fault_hint(fault, "For example: --range 30,150");
    }
    if (!(truth.low <= truth.high)) {
        fault_set(fault, FAULT_USAGE,
                  "'--range' needs its smaller number first, got '%g,%g'",
                  truth.low, truth.high);
        return fault_hint(fault, "For example: --range 30,150");
    }
    return points_make(set, &truth, options->samples, (uint32_t)options->seed,
                       fault);
}

bool problem_seeds(const char *option, uint64_t first, uint64_t n,
                   struct fault *fault)
{
    if (n == 0 || first + n - 1 <= UINT32_MAX)
        return true;
    fault_set(fault, FAULT_USAGE,
              "'%s' would go beyond the last seed, 4294967295", option);
    return fault_hint(fault, "Choose a smaller first seed, or fewer %s",
                      option);
}

bool problem_is_lesson(const struct data_options *options)
{
    static const struct data_options preset = DATA_DEFAULTS;

    return !options->file && options->seed == preset.seed &&
           options->samples == preset.samples &&
           options->noise == preset.noise && options->slope == preset.slope &&
           options->intercept == preset.intercept &&
           options->range[0] == preset.range[0] &&
           options->range[1] == preset.range[1];
}

void problem_head(struct report *report, const struct dataset *set,
                  const struct data_options *options)
{
    char n[NUMBER_TEXT];
    size_t rows = set->train.n + set->held.n;

    strcpy(n, number_group((double)rows, 0).text);
    if (set->has_truth)
        report_print(report, "%s apartment%s, seed %.0f", n,
                     rows == 1 ? "" : "s", (double)options->seed);
    else
        report_print(report, "%s row%s of %s", n, rows == 1 ? "" : "s",
                     strcmp(options->file, "-") == 0 ? "standard input"
                                                     : options->file);
}

const char *problem_base(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if ((*c == '/' || *c == '\\') && c[1] != '\0')
            name = c + 1;
    return name;
}

void problem_settings(struct figure *f, const struct dataset *set,
                      const struct data_options *options)
{
    struct data_options o = *options;
    struct report text = {.hold = true};

    if (o.file)
        o.file = problem_base(o.file);
    problem_head(&text, set, &o);
    f->failed = f->failed || !text.held;
    snprintf(f->settings, sizeof f->settings, "%.100s",
             text.held ? text.held : "");
    report_free(&text);
}

void problem_figure(struct figure *f, const char *title,
                    const struct dataset *set)
{
    char label[FIGURE_NAME];

    snprintf(label, sizeof label, "%.50s%s", set->y_name,
             set->has_truth ? ", EUR" : "");
    figure_start(f, title, set->x_name, label);
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
    figure_line(f, name, sign, x, y, (size_t)n);
}

void problem_columns(struct report *report, const struct dataset *set)
{
    if (set->columns > 2)
        report_print(report,
                     "x is '%.40s', y is '%.40s', of %lu columns; --x and --y "
                     "choose others\n",
                     set->x_name, set->y_name, (unsigned long)set->columns);
}

void problem_argument(struct report *report, const char *word)
{
    bool plain = *word != '\0';

    for (const char *c = word; *c != '\0'; c++)
        plain =
            plain && ((unsigned char)*c >= 0x80 || isalnum((unsigned char)*c) ||
                      strchr("_./,:=@%+-", *c));
    report_print(report, plain ? " " : " '");
    for (const char *c = word; *c != '\0'; c++)
        report_print(report, *c == '\'' ? "'\\''" : "%c", *c);
    report_print(report, plain ? "" : "'");
}

void problem_word(struct report *report, const char *option, const char *word)
{
    report_print(report, " %s", option);
    problem_argument(report, word);
}

void problem_number(struct report *report, const char *option, double x,
                    double preset)
{

    if (x != preset)
        report_print(report, " %s %s", option, decimal_format(x).text);
}

void problem_arguments(struct report *report,
                       const struct data_options *options)
{
    static const struct data_options preset = DATA_DEFAULTS;
    const double *range = options->range;

    if (options->file)
        problem_word(report, "--data", options->file);
    if (options->x)
        problem_word(report, "--x", options->x);
    if (options->y)
        problem_word(report, "--y", options->y);
    problem_number(report, "--seed", (double)options->seed,
                   (double)preset.seed);
    problem_number(report, "--samples", (double)options->samples,
                   (double)preset.samples);
    problem_number(report, "--noise", options->noise, preset.noise);
    problem_number(report, "--slope", options->slope, preset.slope);
    problem_number(report, "--intercept", options->intercept, preset.intercept);
    if (range[0] != preset.range[0] || range[1] != preset.range[1])
        report_print(report, " --range %s,%s", decimal_format(range[0]).text,
                     decimal_format(range[1]).text);
}

struct number problem_root(const struct dataset *set, double loss)
{
    struct number n;

    snprintf(n.text, sizeof n.text, "%s%.50s", set->has_truth ? "EUR " : "",
             number_short(sqrt(loss)).text);
    return n;
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
    snprintf(n.text, sizeof n.text, "%.6g", x);
    return n;
}

void problem_line(struct report *report, const char *label,
                  const struct dataset *set, const struct line *line,
                  double loss)
{
    char slope[NUMBER_TEXT], intercept[NUMBER_TEXT];

    if (!line) {
        report_print(report, "%-12s %14s %14s %18s %14s\n", label, "slope",
                     "intercept", "loss", "its root");
        return;
    }
    strcpy(slope, problem_parameter(line->slope, 4).text);
    strcpy(intercept, problem_parameter(line->intercept, 2).text);
    report_print(report, "%-12s %14s %14s %18s %14s\n", label, slope, intercept,
                 number_short(loss).text, problem_root(set, loss).text);
}
