/* What is to be learned. */
#include "lesson/problem.h"

#include "base/input.h"
#include "base/utf8.h"
#include "lesson/moments_file.h"

#include "trainloop/columns.h"
#include "trainloop/decimal.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct problem_options, field)

const struct opt problem_rows[] = {
    {"--seed", .value = "N", .kind = OPT_COUNT, .at = AT(frame.seed),
     .max = 4294967295.0, .help = "start of the random numbers, as in NumPy"},
    {"--samples", .value = "N", .kind = OPT_COUNT, .at = AT(samples), .min = 1,
     .help = "how many apartments to make", .clash = "--data --moments"},
    {"--noise", .value = "EUR", .kind = OPT_REAL, .at = AT(noise),
     .help = "standard deviation of the noise", .clash = "--data --moments"},
    {"--slope", .value = "EUR", .kind = OPT_REAL, .at = AT(slope),
     .min = -DBL_MAX, .help = "true price of a square metre",
     .clash = "--data --moments"},
    {"--intercept", .value = "EUR", .kind = OPT_REAL, .at = AT(intercept),
     .min = -DBL_MAX, .help = "true price at 0 square metres",
     .clash = "--data --moments"},
    {"--range", .value = "A,B", .kind = OPT_PAIR, .at = AT(range),
     .help = "square metres, from A to B", .clash = "--data --moments"},
    {"--data", .value = "FILE", .kind = OPT_TEXT, .at = AT(frame.names.data),
     .help = "a CSV file instead, - for standard input"},
    [PROBLEM_TABLE] = {"--x", .value = "COL", .kind = OPT_TEXT, .at = AT(x),
                       .help = "its x column, by name or by number from 1",
                       .needs = "--data"},
    {"--y", .value = "COL", .kind = OPT_TEXT, .at = AT(y),
     .help = "its y column; unnamed: the next of numbers", .needs = "--data"},
    {"--separator", .value = "C", .kind = OPT_TEXT, .at = AT(separator),
     .help = "between its columns; also: tab, blanks", .needs = "--data"},
    {"--header", .value = "yes|no", .kind = OPT_CHOICE, .at = AT(header),
     .help = "does its first row have the names?", .needs = "--data"},
    {"--skip", .value = "N", .kind = OPT_COUNT, .at = AT(skip),
     .help = "lines above it that are no part of it", .needs = "--data"},
    {"--missing", .value = "skip|stop", .kind = OPT_CHOICE, .at = AT(missing),
     .help = "what a row without a value does", .needs = "--data"},
    {0},
};

const struct opt problem_curve_row[] = {
    {"--curve", .value = "F", .kind = OPT_REAL, .at = AT(curve),
     .min = -DBL_MAX, .help = "bends the truth by F (sqm - middle)^2",
     .clash = "--data --moments"},
    {0},
};

const struct opt problem_sums_row[] = {
    {"--moments", .value = "FILE", .kind = OPT_TEXT, .at = AT(frame.names.sums),
     .help = "sums of rows instead, - for stdin",
     .clash = "--data --holdout --batch --trace --seeds"},
    {0},
};

const char problem_no_rows[] = "sums do not tell where the points are";

/* A separator as it is typed; 0: it is none. */
static char separator_of(const char *typed)
{
    if (!typed)
        return '\0';
    if (strcmp(typed, "tab") == 0 || strcmp(typed, "\\t") == 0 ||
        strcmp(typed, "\t") == 0)
        return '\t';
    if (strcmp(typed, "blanks") == 0 || strcmp(typed, " ") == 0)
        return ' ';
    bool good = typed[1] == '\0' && typed[0] > ' ' && typed[0] < 127 &&
                !isalnum((unsigned char)typed[0]) &&
                !strchr("\"'.+-", typed[0]);
    if (!good)
        return '\0';
    return typed[0];
}

static bool read_table(struct dataset *set, const struct problem_options *o,
                       struct fault *fault)
{
    struct columns_wish wish = {.x = o->x,
                                .y = o->y,
                                .separator = separator_of(o->separator),
                                .header = o->header == 0,
                                .no_header = o->header == 1,
                                .skip = o->skip,
                                .stop = o->missing == 1};

    if (o->separator && !wish.separator)
        return fault_say(fault, FAULT_USAGE,
                         "For example: --separator ';', or tab, or blanks",
                         "'--separator' needs one character, got '%s'",
                         utf8_word(o->separator, 60, 0).text);
    if (!columns_read(set, o->frame.names.data, &wish, fault))
        return false;
    if (o->x || o->y || strcmp(set->x_name, "n") != 0 ||
        strcmp(set->y_name, "mean_x") != 0)
        return true;
    return fault_say(
        fault, FAULT_FILE,
        "Learn from them: trainloop linreg --moments FILE\nOr name "
        "the columns: --x n --y mean_x",
        "'--data' needs rows, and these are sums of rows");
}

static bool read_sums(struct dataset *set, const struct problem_options *o,
                      struct fault *fault)
{
    *set = (struct dataset){.scale = 1.0, .sums = malloc(sizeof *set->sums)};
    set->train.sums = set->sums;
    if (!set->sums)
        return fault_memory(fault, sizeof *set->sums, "the sums");
    return moments_file_read(set->sums, o->frame.names.sums, &set->read,
                             fault) &&
           points_name(set, "x", "y", fault);
}

bool problem_open(struct dataset *set, const struct problem_options *o,
                  struct fault *fault)
{
    double low = o->range[0], high = o->range[1];
    struct truth truth = {
        {o->slope, o->intercept}, o->noise, low, high, o->curve};

    if (o->frame.names.sums)
        return read_sums(set, o, fault);
    if (o->frame.names.data)
        return read_table(set, o, fault);
    if (isfinite(high - low) && low <= high)
        return points_make(set, &truth, o->samples, (uint32_t)o->frame.seed,
                           fault);
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

    /* eight bytes each between the two: no padding */
    return !o->frame.names.data && o->frame.seed == lesson.frame.seed &&
           memcmp(&o->samples, &lesson.samples, AT(x) - AT(samples)) == 0;
}

const char *problem_base(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if ((*c == '/' || *c == '\\') && c[1] != '\0')
            name = c + 1;
    return name;
}

/* "20 apartments, seed 42", "7 rows of ", "7 rows summed in ". */
static struct number rows_of(const struct dataset *set,
                             const struct problem_options *o)
{
    double rows = points_count(&set->train) + (double)set->held.n;
    struct number n, count = number_group(rows, 0);

    number_say(&n,
               set->has_truth ? "%s apartment%s, seed %.0f"
               : set->sums    ? "%s row%s summed in "
                              : "%s row%s of ",
               count.text, number_plural(rows), (double)o->frame.seed);
    if (o->curve != 0.0) {
        struct number straight = n;
        number_say(&n, "%s, curve %s", straight.text,
                   decimal_format(o->curve).text);
    }
    return n;
}

/* The file behind that, or nothing. */
static const char *file_of(const struct problem_options *o)
{
    const char *file = o->frame.names.data;

    return !file ? "" : input_is_dash(file) ? "standard input" : file;
}

void problem_say(struct sheet *sheet, const struct dataset *set,
                 const struct problem_options *o)
{
    sheet_tell(sheet, "%s%s", rows_of(set, o).text, file_of(o));
}

void problem_settings(struct figure *f, const struct dataset *set,
                      const struct problem_options *o)
{
    const char *file = problem_base(file_of(o));
    struct number rows = rows_of(set, o);
    size_t room = 100 - strlen(rows.text);

    snprintf(f->settings, sizeof f->settings, "%s%.*s", rows.text,
             (int)utf8_cut(file, room), file);
}

void problem_figure(struct figure *f, enum axis_scale scale, const char *title,
                    const struct dataset *set)
{
    char label[FIGURE_NAME];

    snprintf(label, sizeof label, "%.*s%s", (int)utf8_cut(set->y_name, 50),
             set->y_name, set->has_truth ? ", EUR" : "");
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

/* Why x is no column, or which columns x and y are of more than two. */
static void say_choice(struct sheet *sheet, const struct dataset *set)
{
    const struct points_table *t = &set->table;
    struct utf8_word y = utf8_word(set->y_name, 40, 0);

    if (t->counted && *t->date)
        sheet_tell(sheet,
                   "x is the number of the row: '%s' has dates; y is '%s'\n",
                   t->date, y.text);
    else if (t->counted)
        sheet_tell(sheet,
                   "x is the number of the row: %sonly '%s' has numbers\n",
                   t->index ? "besides an index " : "", y.text);
    else if (t->columns > 2)
        sheet_tell(sheet,
                   "x is '%s', y is '%s', of %.0f columns; --x and --y choose "
                   "others\n",
                   utf8_word(set->x_name, 40, 0).text, y.text,
                   (double)t->columns);
}

/* "separated by ';', decimal comma" */
static struct number written(const struct points_table *t)
{
    struct number n, by;
    char mark = t->separator;

    number_say(&by,
               mark == '\t'  ? "separated by tabs"
               : mark == ' ' ? "separated by blanks"
                             : "separated by '%c'",
               mark);
    if (t->columns == 1 || mark == ',')
        by = (struct number){""};
    bool comma = t->point == ',';
    return *number_say(&n, "%s%s%s", by.text, *by.text && comma ? ", " : "",
                       comma ? "decimal comma" : "");
}

void problem_say_columns(struct sheet *sheet, const struct dataset *set)
{
    const struct points_table *t = &set->table;
    struct number how = written(t),
                  missing = number_count((double)t->missing, "row");
    struct number from;
    bool later = t->first > 1;

    if (t->columns == 0)
        return;
    say_choice(sheet, set);
    number_say(&from, "from line %.0f on", (double)t->first);
    if (*how.text || later || t->missing > 0)
        sheet_tell(sheet, "%s%s%s%s%s%s\n", how.text,
                   *how.text && later ? ", " : "", later ? from.text : "",
                   (*how.text || later) && t->missing > 0 ? "; " : "",
                   t->missing > 0 ? missing.text : "",
                   t->missing > 0 ? " without a value left out" : "");
    if (t->foreign)
        sheet_tell(
            sheet,
            "its names are not UTF-8; to convert it: iconv -f %s -t utf-8\n",
            t->foreign);
    for (int i = 0; i < 2; i++)
        if (*t->mark[i])
            sheet_tell(
                sheet, "%s is in %s\n",
                utf8_word(i == 0 ? set->x_name : set->y_name, 40, 0).text,
                t->mark[i]);
}

void problem_unique(struct sheet *sheet, unsigned level,
                    const struct dataset *set, const struct bowl *bowl)
{
    bool one = points_count(&set->train) == 1.0;

    if (!bowl->unique)
        sheet_say(sheet, level,
                  "%s%s: the slope is not unique, many lines are the best\n",
                  one ? "One row to learn from"
                      : utf8_word(set->x_name, 40, 0).text,
                  one ? "" : " is the same in every row");
}

void problem_again(struct report *next, const struct command *command,
                   const void *options, bool training)
{
    static const char *const names[2][19] = {
        {"--data", "--moments", "--x", "--y", "--separator", "--header",
         "--skip", "--missing", "--seed", "--samples", "--noise", "--slope",
         "--intercept", "--range", "--curve", "--init", "--momentum",
         "--batch"},
        {"--standardize", "--lr", "--epochs", "--patience", "--min-delta",
         "--min-epochs", "--holdout", "--test-seed"}};
    const struct problem_options *o = options;
    struct command now = *command;

    now.defaults = options;
    for (int part = 0; part <= (training ? 1 : 0); part++)
        /* sums stand in the place of the data, and are no table */
        for (const char *const *name =
                 names[part] + (part == 0 && o->frame.names.sums);
             *name; name++) {
            struct opt_row row = opt_find(command, *name);
            if (!row.o)
                continue;
            const char *value = (const char *)options + row.at;
            const char *preset = (const char *)command->defaults + row.at;
            union {
                double pair[2];
                const char *text;
            } other;
            if (row.o->with && o->frame.names.data &&
                opt_read(row.o, row.o->then, &other))
                preset = (const char *)&other;
            enum opt_kind kind = row.o->kind;
            size_t size = kind == OPT_FLAG     ? sizeof(bool)
                          : kind == OPT_CHOICE ? sizeof(int)
                          : kind == OPT_PAIR || kind == OPT_DELTA
                              ? 2 * sizeof(double)
                              : sizeof(double); /* or a count */
            if (kind == OPT_TEXT)
                report_shell(next, *name, *(const char *const *)value);
            else if (memcmp(value, preset, size) != 0)
                report_print(next, " %s%s%s", *name,
                             kind == OPT_FLAG ? "" : " ",
                             opt_default(&now, &row).text);
        }
}

struct number problem_root(const struct dataset *set, double loss)
{
    const char *unit = set->has_truth ? "EUR " : "";
    double root = sqrt(loss);
    struct number n;

    if (!isfinite(loss))
        return *number_say(&n, "too big");
    if (root >= 1e12)
        return *number_say(&n, "%s%.3g", unit, root);
    return *number_say(&n, "%s%s", unit, number_short(root).text);
}

struct number problem_loss(const struct dataset *set, double loss)
{
    struct number n;

    return *number_say(&n, "%s (%s)", number_short(loss).text,
                       problem_root(set, loss).text);
}

const char *problem_unit(const struct dataset *set)
{
    return set->has_truth ? "typical error, EUR" : "typical error";
}

/* From `least` to `most` decimals: as many as bring x up to `enough`. */
static int decimals(double x, double enough, int least, int most)
{
    for (; least < most && x > 0.0 && x < enough; least++)
        x *= 10.0;
    return least;
}

int problem_decimals(const struct dataset *set, const struct bowl *bowl,
                     int axis)
{
    double low = axis ? bowl->y_low : bowl->x_low;
    double high = axis ? bowl->y_high : bowl->x_high;

    int places = decimals(high > low ? high - low : fabs(high), 50.0, 0, 12);
    int own = set->table.decimals[axis];

    return places > own ? places : own;
}

int problem_own(const struct dataset *set, const struct bowl *bowl, int axis)
{
    int own = set->table.decimals[axis];

    return set->table.columns > 0 && own >= 0
               ? own
               : problem_decimals(set, bowl, axis);
}

int problem_places(double size, int least)
{
    return decimals(fabs(size), 100.0, least, 9);
}

struct problem_places problem_places_of(const struct dataset *set,
                                        const struct bowl *bowl)
{
    const struct line *best = &bowl->best;
    bool lesson = set->has_truth;
    /* a best intercept of nearly 0 says nothing of those on the way to it */
    double intercept = fmax(fabs(best->intercept), sqrt(bowl->baseline) / 100);
    int mean = problem_places(bowl->baseline, 0);
    int floor = bowl->floor > 0.0 ? problem_places(bowl->floor, 0) : mean;

    return (struct problem_places){lesson             ? 0
                                   : floor < mean + 3 ? floor
                                                      : mean + 3,
                                   lesson ? 1 : problem_places(best->slope, 1),
                                   lesson ? 1 : problem_places(intercept, 1)};
}

struct number problem_narrow(double x, int decimals)
{
    struct number n = number_plain(x + 0.0, decimals); /* 0 has no sign */
    bool wide = strlen(n.text) > 9 || (fabs(x) < 0.1 && x != 0.0);

    if (!isfinite(x))
        return *number_say(&n, "-");
    return wide ? *number_say(&n, "%.3g", x) : n;
}

struct number problem_parameter(double x, int decimals)
{
    struct number n;

    if (x == 0.0 || (fabs(x) < 1e9 && fabs(x) >= 0.01) || !isfinite(x))
        return number_group(x, decimals);
    return *number_say(&n, "%.6g", x);
}

enum { LINE_COLUMNS = 5 };

static const struct column line_columns[2][LINE_COLUMNS] = {
    {{"", .width = -21, .style = COLUMN_WORD},
     {"slope", .width = 6, .style = COLUMN_WORD},
     {"intercept", .width = 10, .style = COLUMN_WORD},
     {"typical error", .width = 15, .style = COLUMN_WORD},
     {"", .width = -1, .gap = 2, .style = COLUMN_WORD}},
    {{"", .width = -21, .style = COLUMN_WORD},
     {"slope", .width = 6, .style = COLUMN_WORD},
     {"intercept", .width = 10, .style = COLUMN_WORD},
     {"typical error", .width = 15, .style = COLUMN_WORD},
     {"loss", .width = 15, .style = COLUMN_WORD}},
};

bool problem_losses(const struct sheet *sheet)
{
    return (sheet->levels & SHEET_WHY) != 0;
}

static struct table line_table(const struct sheet *sheet, unsigned level)
{
    return (struct table){NULL,           line_columns[problem_losses(sheet)],
                          LINE_COLUMNS,   .where = TABLE_TERMINAL,
                          .level = level, .below = 24};
}

void problem_head(struct sheet *sheet, unsigned level)
{
    struct table table = line_table(sheet, level);

    sheet_head(sheet, &table);
}

struct number problem_mean(const struct dataset *set, int most)
{
    struct number text;

    number_say(&text, "always the mean %s", utf8_word(set->y_name, 20, 0).text);
    return utf8_width(text.text) <= most
               ? text
               : *number_say(&text, "always the mean");
}

void problem_row(struct sheet *sheet, unsigned level, const struct dataset *set,
                 const struct bowl *bowl, const char *name,
                 const struct line *line, double loss, const char *note)
{
    struct table table = line_table(sheet, level);
    struct problem_places places = problem_places_of(set, bowl);
    struct number slope = {""}, intercept = {""};

    if (line) {
        slope = problem_narrow(line->slope, places.slope);
        intercept = problem_narrow(line->intercept, places.intercept);
    }
    sheet_row(
        sheet, &table,
        (struct cell[]){{.text = name},
                        {.text = slope.text},
                        {.text = intercept.text},
                        {.text = problem_root(set, loss).text},
                        {.text = !problem_losses(sheet) ? note
                                 : isfinite(loss) ? number_short(loss).text
                                                  : "-"}});
}
