/* The files that a run writes. */
#include "lesson/run_files.h"

#include "text/page.h"
#include "text/plot.h"
#include "text/svg.h"

#include <string.h>

#define AT(field) offsetof(struct run_names, field)

const struct opt picture_rows[PICTURE_ROWS] = {
    {"--plot", "lin|log", "a picture here; its scale, if not the usual",
     OPT_MAYBE, AT(plot), 0, 0, NULL, "--claims-only --seeds", NULL},
    {"--width", "N", "its columns", OPT_COUNT, AT(width), PLOT_WIDTH_LEAST,
     PLOT_WIDTH_MOST, NULL, NULL, "--plot"},
    {"--height", "N", "its rows", OPT_COUNT, AT(height), PLOT_HEIGHT_LEAST,
     PLOT_HEIGHT_MOST, NULL, NULL, "--plot"},
    {"--svg", "FILE", "the pictures as SVG, - for stdout", OPT_TEXT, AT(svg), 0,
     0, NULL, "--seeds", NULL},
};

static bool is_dash(const char *name)
{
    return name && strcmp(name, "-") == 0;
}

/* "./name" is "name". */
static const char *plain(const char *name)
{
    while (strncmp(name, "./", 2) == 0)
        name += 2 + strspn(name + 2, "/");
    return name;
}

bool run_files_collide(const char *a, const char *b)
{
    size_t n;

    if (!a || !b)
        return false;
    a = plain(a);
    b = plain(b);
    if (is_dash(a) || is_dash(b) || strncmp(a, "/dev/", 5) == 0)
        return false;
    n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, n) == 0 &&
           (strcmp(a + n, b + n) == 0 || strcmp(a + n, ".tmp") == 0 ||
            strcmp(b + n, ".tmp") == 0);
}

/* Two things that cannot both have one stream. */
static bool refuse_both(struct fault *fault, const char *a, const char *b,
                        const char *stream)
{
    fault_set(fault, FAULT_USAGE, "%s and %s cannot both %s", a, b, stream);
    return fault_hint(fault, "Give one of them the name of a file");
}

/* What goes to stdout, and what comes from stdin: one thing at the most. */
static bool check_streams(const struct run_names *names, struct fault *fault)
{
    const struct {
        bool wants;
        const char *what;
    } out[] = {{names->csv, "'--format' csv"},
               {is_dash(names->history), "the history"},
               {is_dash(names->svg), "the figure"},
               {is_dash(names->save), "the model"},
               {names->plot > 0, "the plot"}};
    const char *first = NULL;

    for (int i = 0; i < 5; i++) {
        if (out[i].wants && first)
            return refuse_both(fault, first, out[i].what, "go to stdout");
        first = out[i].wants ? out[i].what : first;
    }
    if (is_dash(names->data) && is_dash(names->load))
        return refuse_both(fault, "the data", "the model", "come from stdin");
    return true;
}

/* Every file has a name of its own; only a model may be loaded and saved. */
static bool check_names(const struct run_names *names, struct fault *fault)
{
    enum { WRITTEN = 3, ALL = 5 };
    const char *name[ALL] = {names->history, names->svg, names->save,
                             names->data, names->load};

    for (int i = 0; i < WRITTEN; i++)
        for (int k = i + 1; k < ALL; k++)
            if (!(name[i] == names->save && k == ALL - 1) &&
                run_files_collide(name[i], name[k])) {
                fault_set(fault, FAULT_USAGE,
                          "'%.100s' and '%.100s' would spoil each other",
                          name[i], name[k]);
                return fault_hint(fault, "Give every file a name of its own");
            }
    return true;
}

bool run_files_check(const struct run_names *names, struct fault *fault)
{
    return check_streams(names, fault) && check_names(names, fault);
}

/* Opens a file, and the report that writes it; "-": it writes to stdout. */
static bool open_one(struct outfile *file, struct report *report,
                     const char *name, struct fault *fault)
{
    if (!name || is_dash(name))
        return true;
    if (!outfile_open(file, name, fault))
        return false;
    report->file = file->file;
    return true;
}

bool run_files_open(struct run_files *files, const struct run_names *names,
                    FILE *out, struct report *page, struct fault *fault)
{
    struct report model = {0}; /* is written by its own module */

    *files = (struct run_files){.names = names,
                                .out = out,
                                .page = page,
                                .text = {.file = out},
                                .rows = {.file = out},
                                .figure = {.file = out},
                                .result = {.file = out}};
    if (!run_files_check(names, fault) ||
        !open_one(&files->history, &files->rows, names->history, fault) ||
        !open_one(&files->svg, &files->figure, names->svg, fault) ||
        !open_one(&files->save, &model, names->save, fault))
        return false;
    /* stdout waits until the files are safe, and carries data alone */
    bool hold = files->history.file || files->svg.file || files->save.file;
    files->text.hold = hold || page;
    files->result.hold = hold;
    files->rows.hold = hold && !files->history.file;
    files->figure.hold = hold && !files->svg.file;
    files->text.silent = is_dash(names->history) || is_dash(names->svg) ||
                         is_dash(names->save) || names->csv;
    files->result.silent = !names->csv;
    return true;
}

bool run_files_pictures(const struct run_files *files)
{
    return files->names->plot > 0 || files->names->svg || files->page;
}

enum axis_scale run_files_scale(const struct run_names *names,
                                enum axis_scale usual)
{
    return names->plot == 1 + PLOT_LINEAR ? AXIS_LINEAR
           : names->plot == 1 + PLOT_LOG  ? AXIS_LOG
                                          : usual;
}

bool run_files_draw(struct run_files *files, struct report *text,
                    struct figure *figures, int n, struct fault *fault)
{
    const struct run_names *names = files->names;
    bool good = true;

    for (int i = 0; i < n; i++)
        good = good && figure_close(&figures[i], fault);
    if (good && names->plot > 0) {
        if (text)
            report_print(text, "\n");
        plot_print(text ? text : &files->text, &figures[0], (int)names->width,
                   (int)names->height);
    }
    if (good && names->svg)
        svg_file(&files->figure, figures, n);
    if (good && files->page)
        page_figures(files->page, figures, n);
    for (int i = 0; i < n; i++)
        figure_free(&figures[i]);
    return good;
}

/* After the results, where a person looks for it. */
static void announce(const char *name, FILE *out)
{
    fflush(out); /* what went wrong, main will see */
    if (name && !is_dash(name))
        fprintf(stderr, "wrote %s\n", name);
}

bool run_files_model_last(const struct run_files *files)
{
    return is_dash(files->names->save);
}

FILE *run_files_model(const struct run_files *files)
{
    return files->save.file ? files->save.file : files->out;
}

bool run_files_commit(struct run_files *files, bool keep, bool quiet,
                      struct fault *fault)
{
    const struct run_names *names = files->names;
    struct outfile *all[] = {&files->history, &files->svg, &files->save};

    if (!keep)
        outfile_discard(&files->save);
    for (int i = 0; i < 3; i++)
        if (!outfile_finish(all[i], fault))
            return false;
    for (int i = 0; i < 3; i++)
        if (!outfile_commit(all[i], fault))
            return false;
    if (files->page)
        page_transcript(files->page, files->text.held);
    else
        report_release(&files->text);
    report_release(&files->result);
    if (is_dash(names->history))
        report_release(&files->rows);
    if (is_dash(names->svg))
        report_release(&files->figure);
    if (!quiet) {
        announce(names->history, files->out);
        announce(names->svg, files->out);
        announce(keep ? names->save : NULL, files->out);
    }
    return true;
}

void run_files_close(struct run_files *files)
{
    outfile_discard(&files->history);
    outfile_discard(&files->svg);
    outfile_discard(&files->save);
    report_free(&files->text);
    report_free(&files->rows);
    report_free(&files->figure);
    report_free(&files->result);
}
