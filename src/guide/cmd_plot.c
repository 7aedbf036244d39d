/* plot: draws saved histories. */
#include "../lesson/run_files.h"
#include "../text/plot.h"
#include "guide.h"

#include "trainloop/history.h"
#include "trainloop/num.h"

#include <math.h>
#include <string.h>

enum { DRAWN = 12 }; /* curves in one picture */

struct options {
    struct run_names names;
    struct opt_words files;
    const char *column;
    bool quiet;
};

static const struct options defaults = {.names = {PICTURE_DEFAULTS}};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--y", "COL", "the column; unnamed: all losses", OPT_TEXT, AT(column), 0,
     0, NULL, NULL, NULL},
    {"--plot", "lin|log", "the scale; log by itself where lin hides much",
     OPT_MAYBE, AT(names.plot), 0, 0, NULL, NULL, NULL},
    {"--width", "N", "its columns", OPT_COUNT, AT(names.width),
     PLOT_WIDTH_LEAST, PLOT_WIDTH_MOST, NULL, NULL, NULL},
    {"--height", "N", "its rows", OPT_COUNT, AT(names.height),
     PLOT_HEIGHT_LEAST, PLOT_HEIGHT_MOST, NULL, NULL, NULL},
    {"--svg", "FILE", "the picture as SVG, - for stdout", OPT_TEXT,
     AT(names.svg), 0, 0, NULL, NULL, NULL},
    {"--quiet", NULL, "no 'wrote FILE'", OPT_FLAG, AT(quiet), 0, 0, "-q", NULL,
     NULL},
};

static const struct opt_group groups[] = {
    {"Options", rows, sizeof rows / sizeof rows[0], 0},
};

/* The curves of all files. */
struct drawing {
    struct curve curve[DRAWN];
    char name[DRAWN][FIGURE_NAME + 48];
    char column[HISTORY_NAME]; /* what is drawn: that of all, or "loss" */
    int n;
    uint64_t runs; /* in the file that is read           */
    uint64_t more; /* curves for which there is no place */
};

/* The curves of a run that begins: one for every column.  place: (n), -1 where
   there is no room. */
static bool begin(struct drawing *d, const struct history *h, double lr,
                  const char *file, int *place, struct fault *fault)
{
    char rate[NUM_TEXT];

    d->runs++;
    for (int i = 0; i < h->n; i++) {
        place[i] = d->n < DRAWN ? d->n : -1;
        if (place[i] < 0) {
            d->more++;
            continue;
        }
        if (!curve_make(&d->curve[d->n], fault))
            return false;
        snprintf(d->name[d->n++], sizeof d->name[0], "%.60s%s%s%s%s",
                 file ? file : h->name[i], file && h->n > 1 ? " " : "",
                 file && h->n > 1 ? h->name[i] : "", lr == lr ? ", lr " : "",
                 lr == lr ? num_format(rate, lr) : "");
        strcpy(d->column,
               i > 0 || (d->n > 1 && strcmp(d->column, h->name[i]) != 0)
                   ? "loss"
                   : h->name[i]);
    }
    return true;
}

/* A file may hold several runs: the epochs begin again.  named: say which file
   a curve is from. */
static bool read_file(struct drawing *d, const char *file, bool named,
                      const char *column, struct fault *fault)
{
    struct history h;
    struct history_row row = {.epoch = 0.0};
    int place[HISTORY_MOST] = {-1, -1, -1, -1};
    double last = 0.0;
    bool good = history_open(&h, file, column, fault);

    d->runs = 0;
    while (good && history_next(&h, &row)) {
        if (d->runs == 0 || row.epoch <= last)
            good = begin(d, &h, row.lr, named ? file : NULL, place, fault);
        last = row.epoch;
        for (int i = 0; good && i < h.n; i++)
            if (place[i] >= 0 && row.given[i])
                curve_add(&d->curve[place[i]], row.epoch, row.value[i]);
    }
    if (good && fault->kind == FAULT_NONE && d->runs == 0)
        good = csv_complain(h.csv, "there is a header, but no row below it");
    history_close(&h);
    return good && fault->kind == FAULT_NONE;
}

/* Logarithmic where a linear scale would show nothing but the greatest. */
static enum axis_scale usual_scale(const struct drawing *d)
{
    double least = HUGE_VAL, most = 0.0;

    for (int i = 0; i < d->n; i++) {
        const struct curve *c = &d->curve[i];
        if (c->below > 0)
            return AXIS_LINEAR;
        least = c->taken > 0 ? fmin(least, c->lowest.y) : least;
        most = fmax(most, fmax(c->first.y, c->last.y));
    }
    return most > 1e4 * least ? AXIS_LOG : AXIS_LINEAR;
}

/* Is there anything that the scale asked for can show? */
static bool check_scale(const struct drawing *d, const struct run_names *names,
                        struct fault *fault)
{
    bool any = run_files_scale(names, AXIS_LINEAR) == AXIS_LINEAR;

    for (int i = 0; i < d->n; i++)
        any = any || d->curve[i].taken > d->curve[i].below;
    if (any)
        return true;
    fault_set(fault, FAULT_USAGE,
              "'--plot=log' has nothing to draw: no value of '%s' is above 0",
              d->column);
    return fault_hint(fault, "Use --plot=lin");
}

static bool draw(const struct drawing *d, struct run_files *files,
                 struct fault *fault)
{
    static const char signs[DRAWN + 1] = "*o+x#@%&abcd";
    struct figure f;

    figure_start(&f, "The runs, epoch by epoch", "epoch", d->column);
    f.y.scale = run_files_scale(files->names, usual_scale(d));
    for (int i = 0; i < d->n; i++) {
        figure_curve(&f, d->name[i], signs[i], &d->curve[i]);
        figure_note_curve(&f, d->name[i], &d->curve[i]);
    }
    if (d->more > 0)
        figure_note(&f, "\n%.0f more curve%s not drawn.", (double)d->more,
                    d->more == 1 ? " is" : "s are");
    return run_files_draw(files, NULL, &f, 1, fault);
}

/* Files there must be, each read once; the figure must spare them. */
static bool check_files(struct options *o, struct fault *fault)
{
    int streams = 0;

    if (o->files.n == 0) {
        fault_set(fault, FAULT_USAGE, "a history to draw is missing");
        return fault_hint(fault, "Make one: trainloop linreg --history "
                                 "run.csv, then: trainloop plot run.csv");
    }
    for (int i = 0; i < o->files.n; i++) {
        o->names.data = o->files.at[i];
        streams += strcmp(o->names.data, "-") == 0;
        if (!run_files_check(&o->names, fault))
            return false;
    }
    if (streams <= 1)
        return true;
    fault_set(fault, FAULT_USAGE, "standard input can be read only once");
    return fault_hint(fault, "Give the names of files");
}

static int cmd_plot(int argc, char **argv, FILE *out, struct fault *fault)
{
    struct options o;
    struct run_files files = {0};
    struct drawing drawing = {0};

    if (!opt_parse(&command_plot, argc, argv, &o, fault))
        return FAULT_USAGE;
    if (o.names.plot == 0 && !(o.names.svg && strcmp(o.names.svg, "-") == 0))
        o.names.plot = 1 + PLOT_USUAL;
    bool good = check_files(&o, fault);
    for (int i = 0; good && i < o.files.n; i++)
        good =
            read_file(&drawing, o.files.at[i], o.files.n > 1, o.column, fault);
    good = good && check_scale(&drawing, &o.names, fault) &&
           run_files_open(&files, &o.names, out, NULL, fault) &&
           draw(&drawing, &files, fault) &&
           run_files_commit(&files, true, o.quiet, fault);
    run_files_close(&files);
    for (int i = 0; i < drawing.n; i++)
        curve_free(&drawing.curve[i]);
    return good ? 0 : (int)fault->kind;
}

const struct command command_plot = {
    .name = "plot",
    .run = cmd_plot,
    .summary = "draw saved histories: text, SVG",
    .about = "Draws what runs wrote with --history, all files in one picture.",
    .examples = "  trainloop linreg --history run.csv\n"
                "  trainloop plot run.csv --plot=log\n"
                "  trainloop plot run.csv --y intercept --svg intercept.svg\n",
    .groups = groups,
    .n_groups = 1,
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "FILE...",
    .words_at = AT(files),
};
