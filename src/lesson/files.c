/* The files that a run writes. */
#include "lesson/files.h"

#include "base/input.h"

/* Two things that cannot both have one stream. */
static bool refuse_both(struct fault *fault, const char *a, const char *b,
                        const char *stream)
{
    return fault_say(fault, FAULT_USAGE, "Give one of them the name of a file",
                     "%s and %s cannot both %s", a, b, stream);
}

bool files_check(const struct file_names *names, const char *shown,
                 struct fault *fault)
{
    const struct {
        bool wants;
        const char *what;
    } out[] = {{shown != NULL, shown},
               {input_is_dash(names->history), "the history"},
               {input_is_dash(names->svg), "the figure"},
               {input_is_dash(names->save), "the model"},
               {names->plot > 0, "the plot"}};
    const char *first = NULL;

    for (int i = 0; i < 5; i++) {
        if (out[i].wants && first)
            return refuse_both(fault, first, out[i].what, "go to stdout");
        first = out[i].wants ? out[i].what : first;
    }
    return !input_is_dash(names->data) || !input_is_dash(names->load) ||
           refuse_both(fault, "the data", "the model", "come from stdin");
}

/* Is file i one, and not stdout? */
static bool is_file(const struct files *files, int i)
{
    return files->name[i] && !input_is_dash(files->name[i]);
}

static bool open_file(struct files *files, int i, struct fault *fault)
{
    static const char *const option[] = {"--history", "--svg", "--save"};

    return outfile_open(&files->file[i], files->name[i], option[i], fault);
}

/* Opens all, of which none is an input, or another one by another name.  A
   model may go on where it was. */
static bool open_all(struct files *files, const struct files_input *inputs,
                     int n, struct fault *fault)
{
    struct outfile *file = files->file;

    for (int i = 0; i < FILES_WRITTEN; i++) {
        if (is_file(files, i) && !open_file(files, i, fault))
            return false;
        for (int k = 0; k < n; k++)
            if ((i != FILES_SAVE || inputs[k].name != files->names->load) &&
                !outfile_spares(&file[i], inputs[k].read, inputs[k].name,
                                fault))
                return false;
    }
    for (int i = 0; i < FILES_WRITTEN; i++)
        for (int k = 0; k < FILES_WRITTEN; k++)
            if (i != k && !outfile_differ(&file[i], &file[k], fault))
                return false;
    outfile_discard(&file[FILES_SAVE]); /* until there is a model */
    return true;
}

/* Data on stdout wait until the files are safe; of a long run that people
   watch the rows come as they come. */
bool files_open(struct files *files, const struct file_names *names, FILE *out,
                bool hold, const struct files_input *inputs, int n,
                struct fault *fault)
{
    bool data = hold;

    *files = (struct files){
        .names = names,
        .name = {names->history, names->svg, names->save},
        .text = {.file = out, .width = names->csv ? 0 : REPORT_WIDTH},
    };
    if (!open_all(files, inputs, n, fault))
        return false;
    for (int i = 0; i < FILES_WRITTEN; i++) {
        FILE *file = files->file[i].file;
        files->report[i].file = file ? file : out;
        data = data || is_file(files, i);
    }
    files->text.hold = hold || (data && names->csv);
    for (int i = 0; i < FILES_WRITTEN; i++)
        files->report[i].hold = data && !files->file[i].file;
    return true;
}

FILE *files_model(struct files *files, struct fault *fault)
{
    return open_file(files, FILES_SAVE, fault) ? files->file[FILES_SAVE].file
                                               : NULL;
}

void files_draw(struct files *files, const struct file_names *names,
                struct sheet *sheet)
{
    if (input_is_dash(names->history) || input_is_dash(names->svg) ||
        input_is_dash(names->save))
        sheet->text = NULL;
    sheet->svg = names->svg ? &files->report[FILES_SVG] : NULL;
    sheet->width = names->plot > 0 ? (int)names->width : 0;
    sheet->height = (int)names->height;
    sheet->figure = names->figure;
    sheet->draws = sheet->draws || names->plot > 0 || names->svg;
    sheet->scaled = names->plot > 1 + PLOT_USUAL;
    sheet->scale = names->plot == 1 + PLOT_LOG ? AXIS_LOG : AXIS_LINEAR;
}

void files_say(const struct outfile *file, const char *note)
{
    const char *done = !file->old    ? "wrote"
                       : file->grows ? "added to"
                                     : "replaced";
    struct report out = {.file = stderr, .width = REPORT_WIDTH};

    report_print(&out, "%s %s%s\n", done, file->name, note);
    if (file->left)
        report_print(&out,
                     "%s.tmp was there already: a run that was killed may have "
                     "left it\n",
                     file->name);
    report_free(&out);
}

/* The model first: no picture that fails is worth the training. */
static bool commit(struct files *files, struct fault *fault)
{
    if (!outfile_commit(&files->file[FILES_SAVE], fault))
        return false;
    for (int i = 0; i < FILES_SAVE; i++)
        if (!outfile_finish(&files->file[i], fault))
            return false;
    for (int i = 0; i < FILES_SAVE; i++)
        if (!outfile_commit(&files->file[i], fault))
            return false;
    return true;
}

bool files_commit(struct files *files, const char *note, bool quiet,
                  struct fault *fault)
{
    bool good = commit(files, fault);

    if (good)
        report_release(&files->text);
    for (int i = 0; good && i < FILES_WRITTEN; i++)
        if (input_is_dash(files->name[i]))
            report_release(&files->report[i]);
    if (quiet && good)
        return true;
    fflush(files->text.file); /* what went wrong, main will see */
    for (int i = 0; i < FILES_WRITTEN; i++) {
        const struct outfile *file = &files->file[i];
        if (file->name && !file->file && !file->temporary)
            files_say(file, i == FILES_SAVE ? note : "");
    }
    return good;
}

void files_close(struct files *files)
{
    report_free(&files->text);
    for (int i = 0; i < FILES_WRITTEN; i++) {
        outfile_discard(&files->file[i]);
        report_free(&files->report[i]);
    }
}
