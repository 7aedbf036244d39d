/* data: apartments whose true formula is known, or the rows of a CSV file. */
#include "lesson/problem.h"
#include "lesson/run_files.h"
#include "stages/lesson.h"
#include "text/number.h"
#include "text/opt_parse.h"
#include "text/page.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

enum { FIRST = 5 }; /* rows shown */

struct options {
    struct data_options data;
    struct run_names names;
    int format;
    bool quiet;
};

static const struct options defaults = {.data = DATA_DEFAULTS,
                                        .names = {PICTURE_DEFAULTS}};

static const struct opt own_rows[] = {
    {"--format", "text|csv", "csv: every row, all digits", OPT_CHOICE,
     offsetof(struct options, format), 0, 0, NULL, NULL, NULL},
    {"--quiet", NULL, "the table alone", OPT_FLAG,
     offsetof(struct options, quiet), 0, 0, "-q", NULL, NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, offsetof(struct options, data)},
    {"Output", picture_rows, PICTURE_ROWS, offsetof(struct options, names)},
    {NULL, own_rows, sizeof own_rows / sizeof own_rows[0], 0},
};

static void print_rows(struct report *report, const struct dataset *set,
                       const struct bowl *bowl, enum table_format format,
                       size_t n)
{
    struct column columns[] = {
        {set->x_name, 10, problem_decimals(bowl->x_low, bowl->x_high),
         COLUMN_GROUPED},
        {set->y_name, 14, problem_decimals(bowl->y_low, bowl->y_high),
         COLUMN_GROUPED},
    };
    struct table table = {report, format, columns, 2};

    table_head(&table);
    for (size_t i = 0; i < n; i++) {
        double row[] = {set->train.x[i], set->train.y[i]};
        table_row(&table, row);
    }
}

static void print_formula(struct report *report, const struct dataset *set)
{
    const struct truth *t = &set->truth;

    if (set->has_truth)
        report_print(
            report, "%s = %s * %s + %s + noise (standard deviation %s)\n",
            set->y_name, decimal_format(t->slope).text, set->x_name,
            decimal_format(t->intercept).text, decimal_format(t->noise).text);
}

static void print_range(struct report *report, const char *name, double low,
                        double high, const char *end)
{
    int decimals = problem_decimals(low, high);

    report_print(report, "%.40s %s - %s%s", name,
                 number_group(low, decimals).text,
                 number_group(high, decimals).text, end);
}

/* Baseline and floor: how good is good, before any training. */
static void print_yardsticks(struct report *report, const struct dataset *set,
                             const struct bowl *bowl)
{
    struct line mean = {0.0, bowl->y_mean};
    struct line truth = {set->truth.slope, set->truth.intercept};

    report_print(report, "\nHow good is good, before any training\n");
    problem_line(report, "", set, NULL, 0.0);
    problem_line(report, "baseline", set, &mean, bowl->baseline);
    problem_line(report, "floor", set, &bowl->best, bowl->floor);
    double loss = bowl->floor;
    if (set->has_truth) {
        loss = line_gradient(&truth, &set->train).loss;
        problem_line(report, "true line", set, &truth, loss);
    }
    report_print(report, "baseline: always predict the mean; floor: the best "
                         "line, none has less loss\n");
    if (!bowl->unique)
        report_print(report,
                     "%.40s is the same in every row: the slope is not unique, "
                     "many lines are the best\n",
                     set->x_name);
    else if (set->has_truth && loss > bowl->floor && loss > bowl->rounding)
        report_print(report, "the noise moved the optimum away from the "
                             "truth\n");
}

static void print_text(struct report *report, const struct dataset *set,
                       const struct bowl *bowl, const struct options *o)
{
    size_t shown = set->train.n < FIRST ? set->train.n : FIRST;

    if (!o->quiet) {
        problem_head(report, set, &o->data);
        report_print(report, "\n");
        print_formula(report, set);
        problem_columns(report, set);
        print_range(report, set->x_name, bowl->x_low, bowl->x_high, "   ");
        print_range(report, set->y_name, bowl->y_low, bowl->y_high, "\n\n");
    }
    print_rows(report, set, bowl, TABLE_TEXT, shown);
    if (o->quiet)
        return;
    if (set->train.n > shown)
        report_print(report,
                     "the first %.0f of %.0f; --format csv prints all\n",
                     (double)shown, (double)set->train.n);
    print_yardsticks(report, set, bowl);
}

static void print_next(struct report *report, const struct bowl *bowl,
                       const struct options *o)
{
    if (o->quiet)
        return;
    report_print(report, "\nNext: trainloop linreg");
    problem_arguments(report, &o->data);
    report_print(report, "%s\n",
                 o->data.file && bowl->unique ? " " PROBLEM_SCALED : "");
}

/* The points with the best line, the true one and the mean. */
static bool draw(struct run_files *files, const struct dataset *set,
                 const struct bowl *bowl, const struct options *o,
                 struct fault *fault)
{
    struct figure f;

    if (!run_files_pictures(files))
        return true;
    problem_figure(&f, "The data, before any training", set);
    f.y.scale = run_files_scale(files->names, AXIS_LINEAR);
    problem_settings(&f, set, &o->data);
    figure_cloud(&f, "data", 'o', set->train.x, set->train.y, set->train.n);
    problem_draw_line(&f, "best (floor)", '-', &bowl->best, bowl);
    if (set->has_truth) {
        struct line truth = {set->truth.slope, set->truth.intercept};
        problem_draw_line(&f, "true", '.', &truth, bowl);
    }
    figure_level(&f, "baseline: the mean", '=', bowl->y_mean);
    figure_note(&f,
                "%.0f point%s. A model must beat the baseline; no line "
                "beats the best one.",
                (double)set->train.n, set->train.n == 1 ? "" : "s");
    if (!run_files_draw(files, &files->text, &f, 1, fault))
        return false;
    if (files->page) {
        page_table(files->page, "The first rows");
        print_rows(files->page, set, bowl, TABLE_PAGE,
                   set->train.n < FIRST ? set->train.n : FIRST);
        page_table_end(files->page);
    }
    return true;
}

static bool run_stage(const struct options *o, struct run_files *files,
                      struct fault *fault)
{
    struct dataset set = {0};

    if (!problem_open(&set, &o->data, fault))
        return false;
    struct bowl bowl = bowl_measure(&set.train);
    if (o->format == TABLE_CSV)
        print_rows(&files->result, &set, &bowl, TABLE_CSV, set.train.n);
    else
        print_text(&files->text, &set, &bowl, o);
    bool good = draw(files, &set, &bowl, o, fault);
    if (o->format != TABLE_CSV)
        print_next(&files->text, &bowl, o);
    points_free(&set);
    return good && run_files_commit(files, true, o->quiet, fault);
}

int data_stage(int argc, char **argv, FILE *out, struct report *page,
               struct fault *fault)
{
    struct options o;
    struct run_files files = {0};

    if (!opt_parse(&command_data, argc, argv, &o, fault))
        return (int)fault->kind;
    o.names.data = o.data.file;
    o.names.csv = o.format == TABLE_CSV;
    bool good = run_files_open(&files, &o.names, out, page, fault) &&
                run_stage(&o, &files, fault);
    run_files_close(&files);
    return good ? 0 : (int)fault->kind;
}

static int cmd_data(int argc, char **argv, FILE *out, struct fault *fault)
{
    return data_stage(argc, argv, out, NULL, fault);
}

const struct command command_data = {
    .name = "data",
    .run = cmd_data,
    .summary = "make apartments whose true formula is known",
    .about = "Makes apartments with a known formula and noise, or reads a CSV\n"
             "file, and says how good a line can be.",
    .examples = "  trainloop data\n"
                "  trainloop data --samples 3 --noise 0 --format csv\n"
                "  trainloop data --data data/sacramento.csv\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
