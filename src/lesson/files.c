/* The files that a run writes. */
#include "lesson/files.h"

#include "base/stream.h"
#include "text/plot.h"

#include <string.h>

#define AT(field) offsetof(struct file_names, field)

const struct opt files_picture_rows[] = {
    {"--plot", .value = "lin|log", .kind = OPT_MAYBE, .at = AT(plot),
     .help = "a picture here; its scale, if not the usual",
     .clash = "--claims-only --seeds"},
    {"--width", .value = "N", .kind = OPT_COUNT, .at = AT(width),
     .min = PLOT_WIDTH_LEAST, .max = PLOT_WIDTH_MOST, .help = "its columns",
     .needs = "--plot"},
    {"--height", .value = "N", .kind = OPT_COUNT, .at = AT(height),
     .min = PLOT_HEIGHT_LEAST, .max = PLOT_HEIGHT_MOST, .help = "its rows",
     .needs = "--plot"},
    {"--svg", .value = "FILE", .kind = OPT_TEXT, .at = AT(svg),
     .help = "the pictures as SVG, - for stdout", .clash = "--seeds"},
    {0},
};

/* "./name" is "name". */
static const char *plain(const char *name)
{
    while (strncmp(name, "./", 2) == 0)
        name += 2 + strspn(name + 2, "/");
    return name;
}

bool files_collide(const char *a, const char *b)
{
    size_t n;

    if (!a || !b)
        return false;
    a = plain(a);
    b = plain(b);
    if (stream_is_dash(a) || stream_is_dash(b) || strncmp(a, "/dev/", 5) == 0)
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
static bool check_streams(const struct file_names *names, struct fault *fault)
{
    const struct {
        bool wants;
        const char *what;
    } out[] = {{names->csv, "'--format' csv"},
               {stream_is_dash(names->history), "the history"},
               {stream_is_dash(names->svg), "the figure"},
               {stream_is_dash(names->save), "the model"},
               {names->plot > 0, "the plot"}};
    const char *first = NULL;

    for (int i = 0; i < 5; i++) {
        if (out[i].wants && first)
            return refuse_both(fault, first, out[i].what, "go to stdout");
        first = out[i].wants ? out[i].what : first;
    }
    if (stream_is_dash(names->data) && stream_is_dash(names->load))
        return refuse_both(fault, "the data", "the model", "come from stdin");
    return true;
}

/* Every file has a name of its own; only a model may be loaded and saved. */
static bool check_names(const struct file_names *names, struct fault *fault)
{
    enum { WRITTEN = 3, ALL = 5 };
    const char *name[ALL] = {names->history, names->svg, names->save,
                             names->data, names->load};

    for (int i = 0; i < WRITTEN; i++)
        for (int k = i + 1; k < ALL; k++)
            if (!(name[i] == names->save && k == ALL - 1) &&
                files_collide(name[i], name[k])) {
                fault_set(fault, FAULT_USAGE,
                          "'%.100s' and '%.100s' would spoil each other",
                          name[i], name[k]);
                return fault_hint(fault, "Give every file a name of its own");
            }
    return true;
}

bool files_check(const struct file_names *names, struct fault *fault)
{
    return check_streams(names, fault) && check_names(names, fault);
}

/* Opens a file, and the report that writes it; "-": it writes to stdout. */
static bool open_one(struct outfile *file, struct report *report,
                     const char *name, struct fault *fault)
{
    if (!name || stream_is_dash(name))
        return true;
    if (!outfile_open(file, name, fault))
        return false;
    report->file = file->file;
    return true;
}

bool files_open(struct files *files, const struct file_names *names, FILE *out,
                bool hold, struct fault *fault)
{
    struct report model = {0}; /* is written by its own module */

    *files = (struct files){.names = names,
                            .out = out,
                            .text = {.file = out},
                            .rows = {.file = out},
                            .figure = {.file = out}};
    if (!files_check(names, fault) ||
        !open_one(&files->history, &files->rows, names->history, fault) ||
        !open_one(&files->svg, &files->figure, names->svg, fault) ||
        !open_one(&files->save, &model, names->save, fault))
        return false;
    /* stdout waits until the files are safe, and carries data alone */
    hold = hold || files->history.file || files->svg.file || files->save.file;
    files->text.hold = hold;
    files->rows.hold = hold && !files->history.file;
    files->figure.hold = hold && !files->svg.file;
    files->text.silent = stream_is_dash(names->history) ||
                         stream_is_dash(names->svg) ||
                         stream_is_dash(names->save);
    return true;
}

void files_draw(struct files *files, struct sheet *sheet)
{
    const struct file_names *names = files->names;

    sheet->svg = names->svg ? &files->figure : NULL;
    sheet->width = names->plot > 0 ? (int)names->width : 0;
    sheet->height = (int)names->height;
    sheet->draws = sheet->draws || names->plot > 0 || names->svg;
    sheet->scaled = names->plot > 1 + PLOT_USUAL;
    sheet->scale = names->plot == 1 + PLOT_LOG ? AXIS_LOG : AXIS_LINEAR;
}

/* After the results, where a person looks for it. */
static void announce(const char *name, FILE *out)
{
    fflush(out); /* what went wrong, main will see */
    if (name && !stream_is_dash(name))
        fprintf(stderr, "wrote %s\n", name);
}

bool files_model_last(const struct files *files)
{
    return stream_is_dash(files->names->save);
}

FILE *files_model(const struct files *files)
{
    return files->save.file ? files->save.file : files->out;
}

bool files_commit(struct files *files, bool keep, bool quiet,
                  struct fault *fault)
{
    const struct file_names *names = files->names;
    struct outfile *all[] = {&files->history, &files->svg, &files->save};

    if (!keep)
        outfile_discard(&files->save);
    for (int i = 0; i < 3; i++)
        if (!outfile_finish(all[i], fault))
            return false;
    for (int i = 0; i < 3; i++)
        if (!outfile_commit(all[i], fault))
            return false;
    report_release(&files->text);
    if (stream_is_dash(names->history))
        report_release(&files->rows);
    if (stream_is_dash(names->svg))
        report_release(&files->figure);
    if (!quiet) {
        announce(names->history, files->out);
        announce(names->svg, files->out);
        announce(keep ? names->save : NULL, files->out);
    }
    return true;
}

void files_close(struct files *files)
{
    outfile_discard(&files->history);
    outfile_discard(&files->svg);
    outfile_discard(&files->save);
    report_free(&files->text);
    report_free(&files->rows);
    report_free(&files->figure);
}
