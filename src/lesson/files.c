/* The files that a run writes. */
#include "lesson/files.h"

#include "base/stream.h"

#include <string.h>

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
    return fault_say(fault, FAULT_USAGE, "Give one of them the name of a file",
                     "%s and %s cannot both %s", a, b, stream);
}

bool files_check(const struct file_names *names, struct fault *fault)
{
    const struct {
        bool wants;
        const char *what;
    } out[] = {{names->csv, "'--format' csv"},
               {stream_is_dash(names->history), "the history"},
               {stream_is_dash(names->svg), "the figure"},
               {stream_is_dash(names->save), "the model"},
               {names->plot > 0, "the plot"}};
    const char *name[] = {names->history, names->svg, names->save, names->data,
                          names->load};
    const char *first = NULL;

    for (int i = 0; i < 5; i++) {
        if (out[i].wants && first)
            return refuse_both(fault, first, out[i].what, "go to stdout");
        first = out[i].wants ? out[i].what : first;
    }
    if (stream_is_dash(names->data) && stream_is_dash(names->load))
        return refuse_both(fault, "the data", "the model", "come from stdin");
    for (int i = 0; i < FILES_WRITTEN; i++)
        for (int k = i + 1; k < 5; k++) {
            /* a model may be loaded and saved */
            if ((i == FILES_SAVE && name[k] == names->load) ||
                !files_collide(name[i], name[k]))
                continue;
            return fault_say(fault, FAULT_USAGE,
                             "Give every file a name of its own",
                             "'%.100s' and '%.100s' would spoil each other",
                             name[i], name[k]);
        }
    return true;
}

/* Data on stdout wait until the files are safe; of a long run that people
   watch the rows come as they come. */
bool files_open(struct files *files, const struct file_names *names, FILE *out,
                bool hold, struct fault *fault)
{
    bool data = hold;

    *files = (struct files){
        .names = names,
        .name = {names->history, names->svg, names->save},
        .text = {.file = out},
    };
    if (!files_check(names, fault))
        return false;
    for (int i = 0; i < FILES_WRITTEN; i++) {
        struct outfile *file = &files->file[i];
        const char *name = files->name[i];
        bool dash = stream_is_dash(name);
        if (name && !dash && !outfile_open(file, name, fault))
            return false;
        files->report[i].file = file->file ? file->file : out;
        files->text.silent = files->text.silent || dash;
        data = data || file->file;
    }
    files->text.hold = hold || (data && names->csv);
    for (int i = 0; i < FILES_WRITTEN; i++)
        files->report[i].hold = data && !files->file[i].file;
    return true;
}

void files_draw(struct files *files, struct sheet *sheet)
{
    const struct file_names *names = files->names;

    sheet->svg = names->svg ? &files->report[FILES_SVG] : NULL;
    sheet->width = names->plot > 0 ? (int)names->width : 0;
    sheet->height = (int)names->height;
    sheet->draws = sheet->draws || names->plot > 0 || names->svg;
    sheet->scaled = names->plot > 1 + PLOT_USUAL;
    sheet->scale = names->plot == 1 + PLOT_LOG ? AXIS_LOG : AXIS_LINEAR;
}

bool files_commit(struct files *files, bool keep, bool quiet,
                  struct fault *fault)
{
    if (!keep)
        outfile_discard(&files->file[FILES_SAVE]);
    for (int i = 0; i < FILES_WRITTEN; i++)
        if (!outfile_finish(&files->file[i], fault))
            return false;
    for (int i = 0; i < FILES_WRITTEN; i++)
        if (!outfile_commit(&files->file[i], fault))
            return false;
    report_release(&files->text);
    for (int i = 0; i < FILES_WRITTEN; i++)
        if (stream_is_dash(files->name[i]))
            report_release(&files->report[i]);
    if (quiet)
        return true;
    fflush(files->text.file); /* what went wrong, main will see */
    for (int i = 0; i < FILES_WRITTEN; i++) {
        const char *name = files->name[i];
        if (name && !stream_is_dash(name) && (keep || i != FILES_SAVE))
            report_print(&(struct report){.file = stderr}, "wrote %s\n", name);
    }
    return true;
}

void files_close(struct files *files)
{
    report_free(&files->text);
    for (int i = 0; i < FILES_WRITTEN; i++) {
        outfile_discard(&files->file[i]);
        report_free(&files->report[i]);
    }
}
