/* plot: draws saved histories. */
#include "text/plot.h"

#include "base/array.h"
#include "base/utf8.h"
#include "guide/commands.h"
#include "lesson/frame.h"
#include "lesson/history.h"
#include "text/number.h"
#include "text/opt_parse.h"
#include "text/svg_file.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWN = 12 }; /* curves in one picture */

struct options {
    struct file_names names;
    struct opt_words files;
    const char *column;
    bool quiet;
};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--y", .value = "COL", .kind = OPT_TEXT, .at = AT(column),
     .help = "the column; unnamed: all losses"},
    {"--plot", .value = "lin|log", .kind = OPT_MAYBE, .at = AT(names.plot),
     .help = "the scale; log where lin hides too much"},
    {"--width", .value = "N", .kind = OPT_COUNT, .at = AT(names.width),
     .min = PLOT_WIDTH_LEAST, .max = PLOT_WIDTH_MOST, .help = "its columns"},
    {"--height", .value = "N", .kind = OPT_COUNT, .at = AT(names.height),
     .min = PLOT_HEIGHT_LEAST, .max = PLOT_HEIGHT_MOST, .help = "its rows"},
    {"--svg", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.svg),
     .help = "the picture as SVG, - for stdout"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(quiet),
     .help = "no 'wrote FILE'"},
    {0},
};

/* The curves of all files. */
struct drawing {
    struct options o;
    struct curve curve[DRAWN];
    char name[DRAWN][FIGURE_NAME + 60];
    double lr[DRAWN];          /* in its name; NaN: none, or it changes */
    char column[HISTORY_NAME]; /* what is drawn: that of all, or "loss" */
    int n;
    uint64_t more; /* curves for which there is no room */
    enum axis_scale scale;
    struct fault *fault;
    volatile sig_atomic_t *stop; /* not 0: what was read is all */
};

/* Where the curves of a run are: one for every column. */
enum { NOT_YET = -1, NO_ROOM = -2 };

/* The end of a long name of a file, which tells it from its neighbours. */
static const char *tail(const char *name)
{
    enum { SHOWN = 40 };
    size_t length = strlen(name);

    if (length > SHOWN)
        name += length - SHOWN;
    while (length > SHOWN && !utf8_begins(*name)) /* inside a character */
        name++;
    return name;
}

/* A curve whose first value has come, in one of several files.  Returns its
   place. */
static int begin(struct drawing *d, const struct history *h, int column,
                 double lr, const char *file)
{
    const char *name = h->name[column];
    bool several = d->o.files.n > 1;
    bool rate = lr == lr && strcmp(name, "lr") != 0;

    if (d->n == DRAWN) {
        d->more++;
        return NO_ROOM;
    }
    if (!curve_make(&d->curve[d->n], d->fault))
        return NO_ROOM;
    snprintf(d->name[d->n], sizeof d->name[0], "%s%s%s%s%s",
             several ? tail(file) : "", several && h->n > 1 ? " " : "",
             several && h->n == 1 ? "" : name, rate ? ", lr " : "",
             rate ? decimal_format(lr).text : "");
    d->lr[d->n] = rate ? lr : (double)NAN;
    strcpy(d->column, d->n > 0 && strcmp(d->column, name) != 0 ? "loss" : name);
    return d->n++;
}

/* Adds a value; a name tells the rate only of the first, where it changes. */
static void add(struct drawing *d, int place, const struct history_row *row,
                double value)
{
    if (row->lr < d->lr[place] || row->lr > d->lr[place]) {
        strcat(d->name[place], " at first");
        d->lr[place] = (double)NAN;
    }
    curve_add(&d->curve[place], row->epoch, value);
}

/* A file may hold several runs: the epochs begin again.  svg: spares it. */
static bool read_file(struct drawing *d, const char *file,
                      const struct outfile *svg)
{
    struct history h;
    struct history_row row = {.epoch = 0.0};
    int place[HISTORY_MOST] = {NOT_YET, NOT_YET, NOT_YET, NOT_YET};
    double last = 0.0;
    bool good = history_open(&h, file, d->o.column, d->fault);
    uint64_t read = 0;

    for (; good && !*d->stop && history_next(&h, &row); read++) {
        for (int i = 0; i < h.n; i++) {
            if (read > 0 && row.epoch <= last)
                place[i] = NOT_YET;
            if (row.given[i] && place[i] == NOT_YET)
                place[i] = begin(d, &h, i, row.lr, file);
            if (place[i] >= 0 && row.given[i])
                add(d, place[i], &row, row.value[i]);
            else if (place[i] >= 0)
                curve_gap(&d->curve[place[i]]);
        }
        last = row.epoch;
    }
    if (good && d->fault->kind == FAULT_NONE && read == 0 && !*d->stop)
        csv_complain(h.csv, "there is a header, but no row below it");
    if (d->fault->kind == FAULT_NONE)
        outfile_spares(svg, &h.csv->input.seal, file, d->fault);
    history_close(&h);
    if (d->fault->kind == FAULT_FILE && !h.width &&
        opt_choice("lin|log", file) >= 0)
        return fault_hint(d->fault, "Did you mean 'FILE --plot=%s'?", file);
    return d->fault->kind == FAULT_NONE;
}

/* Is there a value to draw? */
static bool has_curve(struct drawing *d)
{
    const char *column = d->o.column;

    if (d->n > 0 || *d->stop)
        return true;
    return fault_say(d->fault, FAULT_FILE,
                     column
                         ? "Leave out --y: it draws the losses that there are"
                         : "Give a history with losses in it",
                     "%s%s%s has no value in any row", column ? "'" : "",
                     column ? column : "the loss", column ? "'" : "");
}

/* The scale that was asked for, if it can show anything; else a logarithmic one
   where a linear one would show nothing but the greatest. */
static bool choose_scale(struct drawing *d, int asked)
{
    double least = HUGE_VAL, most = 0.0;
    bool below = false, above = false;

    for (int i = 0; i < d->n; i++) {
        const struct curve *c = &d->curve[i];
        below = below || c->below > 0;
        above = above || c->taken > c->below;
        least = c->taken > 0 ? fmin(least, c->lowest.y) : least;
        most = fmax(most, c->highest.y);
    }
    bool wide = !below && most > 1e4 * least;
    if (asked == 1 + PLOT_LOG || (asked != 1 + PLOT_LINEAR && wide))
        d->scale = AXIS_LOG;
    if (above || d->scale == AXIS_LINEAR)
        return true;
    return fault_say(
        d->fault, FAULT_USAGE, "Use --plot=lin",
        "'--plot=log' has nothing to draw: no value of '%s' is above 0",
        d->column);
}

/* From where to where; of several with points the one that ends lowest. */
static void title(struct figure *f, const struct drawing *d)
{
    const struct curve *lowest = NULL;
    int drawn = 0;

    for (int i = 0; i < d->n; i++) {
        const struct curve *c = &d->curve[i];
        drawn += c->taken > 0;
        if (c->taken > 0 && (!lowest || c->last.y < lowest->last.y))
            lowest = c;
    }
    if (drawn == 1)
        figure_title(f, "%s goes from %s to %s", d->column,
                     number_short(lowest->first.y).text,
                     number_short(lowest->last.y).text);
    else if (drawn > 1)
        figure_title(f, "%s ends lowest of %d curves, at %s",
                     d->name[lowest - d->curve], drawn,
                     number_short(lowest->last.y).text);
}

/* In text, unless the SVG has stdout, and as SVG. */
static bool draw(const struct drawing *d, struct files *files)
{
    static const char signs[DRAWN + 1] = "*o+x#@%&abcd";
    const struct file_names *names = files->names;
    struct figure *f = array_zeros(1, sizeof *f);

    if (!f)
        return fault_memory(d->fault, sizeof *f, "the figure");
    figure_start(f, d->scale, "runs", "epoch", d->column);
    title(f, d);
    for (int i = 0; i < d->n; i++) {
        figure_curve(f, signs[i], &d->curve[i], "%s", d->name[i]);
        if (d->n > FIGURE_STYLES) /* colours come again: names by the lines */
            figure_mark(f, "%s", d->name[i]);
        figure_note_curve(f, d->name[i], &d->curve[i]);
    }
    if (d->more > 0)
        figure_note(f, "\n%.0f more curve%s not drawn.", (double)d->more,
                    d->more == 1 ? " is" : "s are");
    if (*d->stop)
        figure_note(f, "\nInterrupted: the rest was not read.");
    bool good = figure_close(f, d->fault);
    if (good && names->plot > 0)
        plot_print(&files->text, f, (int)names->width, (int)names->height);
    if (good && names->svg)
        svg_file(&files->report[FILES_SVG], f, 1);
    figure_free(f);
    free(f);
    return good;
}

/* Files there must be, each read once; the figure must spare them. */
static bool check_files(struct options *o, struct fault *fault)
{
    int streams = 0;

    if (o->files.n == 0)
        return fault_say(fault, FAULT_USAGE,
                         "Make one: trainloop linreg --history run.csv, then: "
                         "trainloop plot run.csv",
                         "the name of a saved history is missing");
    for (int i = 0; i < o->files.n; i++) {
        o->names.data = o->files.at[i];
        streams += input_is_dash(o->names.data);
        if (!files_check(&o->names, NULL, fault))
            return false;
    }
    if (streams <= 1)
        return true;
    return fault_say(fault, FAULT_USAGE, "Give the names of files",
                     "standard input can be read only once");
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct drawing d = {.fault = fault, .stop = call->interrupted};
    struct file_names *names = &d.o.names;
    struct files files = {0};

    if (!opt_parse(&plot_command, call->argc, call->argv, &d.o, fault))
        return FAULT_USAGE;
    int scale = names->plot;
    if (input_is_dash(names->svg))
        names->plot = 0;
    else if (scale == 0)
        names->plot = 1 + PLOT_USUAL;
    call->heed(names->svg != NULL); /* it has a temporary file */
    bool good = check_files(&d.o, fault) &&
                files_open(&files, names, call->out, false, NULL, 0, fault);
    for (int i = 0; good && i < d.o.files.n; i++)
        good =
            *d.stop || read_file(&d, d.o.files.at[i], &files.file[FILES_SVG]);
    if (good && has_curve(&d) && choose_scale(&d, scale) && draw(&d, &files))
        files_commit(&files, "", d.o.quiet, fault);
    files_close(&files);
    call->heed(false);
    for (int i = 0; i < d.n; i++)
        curve_free(&d.curve[i]);
    return fault->kind == FAULT_NONE ? frame_status(call, 0) : (int)fault->kind;
}

const struct command plot_command = {
    .name = "plot",
    .run = run,
    .summary = "draw saved histories: text, SVG",
    .about = "Draws histories that runs saved, all files in one picture.",
    .examples = "  trainloop linreg --history run.csv\n"
                "  trainloop plot run.csv --plot=log\n"
                "  trainloop plot run.csv --y intercept --svg intercept.svg\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows}, {0}},
    .defaults = &(const struct options){.names = FILES_PRESET},
    .size = sizeof(struct options),
    .words = "FILE...",
    .words_at = AT(files),
};
