/* data: apartments whose true formula is known, or the rows of a CSV file. */
#include "lesson.h"
#include "problem.h"

#include "trainloop/num.h"

enum { FIRST = 5 }; /* rows shown */

struct options {
    struct data_options data;
    int format;
    bool quiet;
};

static const struct options defaults = {.data = DATA_DEFAULTS};

static const struct opt own_rows[] = {
    {"--format", "text|csv", "csv: every row, all digits", OPT_CHOICE,
     offsetof(struct options, format), 0, 0, NULL, NULL, NULL},
    {"--quiet", NULL, "the table alone", OPT_FLAG,
     offsetof(struct options, quiet), 0, 0, "-q", NULL, NULL},
};

static const struct opt_group groups[] = {
    {"Data", data_rows, DATA_ROWS, offsetof(struct options, data)},
    {"Output", own_rows, sizeof own_rows / sizeof own_rows[0], 0},
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
    char slope[NUM_TEXT], intercept[NUM_TEXT], noise[NUM_TEXT];

    if (set->has_truth)
        report_print(
            report, "%s = %s * %s + %s + noise (standard deviation %s)\n",
            set->y_name, num_format(slope, t->slope), set->x_name,
            num_format(intercept, t->intercept), num_format(noise, t->noise));
}

static void print_range(struct report *report, const char *name, double low,
                        double high, const char *end)
{
    char a[REPORT_NUMBER], b[REPORT_NUMBER];
    int decimals = problem_decimals(low, high);

    report_print(report, "%.40s %s - %s%s", name,
                 report_group(a, low, decimals),
                 report_group(b, high, decimals), end);
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
        loss = linreg_gradient(&truth, &set->train).loss;
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
                       const struct options *o)
{
    struct bowl bowl = bowl_measure(&set->train);
    size_t shown = set->train.n < FIRST ? set->train.n : FIRST;

    if (!o->quiet) {
        problem_head(report, set, &o->data);
        report_print(report, "\n");
        print_formula(report, set);
        problem_columns(report, set);
        print_range(report, set->x_name, bowl.x_low, bowl.x_high, "   ");
        print_range(report, set->y_name, bowl.y_low, bowl.y_high, "\n\n");
    }
    print_rows(report, set, &bowl, TABLE_TEXT, shown);
    if (o->quiet)
        return;
    if (set->train.n > shown)
        report_print(report,
                     "the first %.0f of %.0f; --format csv prints all\n",
                     (double)shown, (double)set->train.n);
    print_yardsticks(report, set, &bowl);
    report_print(report, "\nNext: trainloop linreg");
    problem_arguments(report, &o->data);
    report_print(report, "%s\n",
                 o->data.file && bowl.unique
                     ? " --standardize --lr 0.4 --epochs 60"
                     : "");
}

static int cmd_data(int argc, char **argv, FILE *out, struct fault *fault)
{
    struct options o;
    struct report report = {.file = out};
    struct dataset set = {0};

    if (!opt_parse(&command_data, argc, argv, &o, fault) ||
        !problem_open(&set, &o.data, fault))
        return (int)fault->kind;
    if (o.format == TABLE_CSV) {
        struct bowl bowl = {0}; /* all digits: no decimals to choose */
        print_rows(&report, &set, &bowl, TABLE_CSV, set.train.n);
    } else {
        print_text(&report, &set, &o);
    }
    points_free(&set);
    return 0;
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
    .n_groups = 2,
    .defaults = &defaults,
    .size = sizeof defaults,
};
