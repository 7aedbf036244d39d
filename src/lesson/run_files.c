/* The files that a run writes. */
#include "run_files.h"

#include <string.h>

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

/* Would writing one file spoil the other? */
static bool collide(const char *a, const char *b)
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
    if (is_dash(names->history) && is_dash(names->save))
        return refuse_both(fault, "the history", "the model", "go to stdout");
    if (names->csv && is_dash(names->history))
        return refuse_both(fault, "'--format' csv", "the history",
                           "go to stdout");
    if (names->csv && is_dash(names->save))
        return refuse_both(fault, "'--format' csv", "the model",
                           "go to stdout");
    if (is_dash(names->data) && is_dash(names->load))
        return refuse_both(fault, "the data", "the model", "come from stdin");
    return true;
}

/* Every file has a name of its own; only a model may be loaded and saved. */
static bool check_names(const struct run_names *names, struct fault *fault)
{
    const char *pairs[][2] = {{names->history, names->save},
                              {names->history, names->load},
                              {names->history, names->data},
                              {names->save, names->data}};

    for (int i = 0; i < 4; i++)
        if (collide(pairs[i][0], pairs[i][1])) {
            fault_set(fault, FAULT_USAGE,
                      "'%.100s' and '%.100s' would spoil each other",
                      pairs[i][0], pairs[i][1]);
            return fault_hint(fault, "Give every file a name of its own");
        }
    return true;
}

bool run_files_open(struct run_files *files, const struct run_names *names,
                    FILE *out, struct fault *fault)
{
    *files = (struct run_files){.names = names,
                                .out = out,
                                .text = {.file = out},
                                .rows = {.file = out},
                                .result = {.file = out}};
    if (!check_streams(names, fault) || !check_names(names, fault))
        return false;
    if (names->history && !is_dash(names->history) &&
        !outfile_open(&files->history, names->history, fault))
        return false;
    if (names->save && !is_dash(names->save) &&
        !outfile_open(&files->save, names->save, fault))
        return false;
    if (files->history.file)
        files->rows.file = files->history.file;
    /* stdout waits until the files are safe, and carries data alone */
    files->text.hold = files->history.file || files->save.file;
    files->result.hold = files->text.hold;
    files->rows.hold = files->save.file && !files->history.file;
    files->text.silent =
        is_dash(names->history) || is_dash(names->save) || names->csv;
    files->result.silent = !names->csv;
    return true;
}

/* After the results, where a person looks for it. */
static void announce(const char *name, FILE *out)
{
    fflush(out); /* what went wrong, main will see */
    if (name && !is_dash(name))
        fprintf(stderr, "wrote %s\n", name);
}

FILE *run_files_model(const struct run_files *files)
{
    return files->save.file ? files->save.file : files->out;
}

bool run_files_commit(struct run_files *files, bool keep, bool quiet,
                      struct fault *fault)
{
    const struct run_names *names = files->names;

    if (!keep)
        outfile_discard(&files->save);
    if (!outfile_commit(&files->history, fault) ||
        !outfile_commit(&files->save, fault))
        return false;
    report_release(&files->text);
    report_release(&files->result);
    if (is_dash(names->history))
        report_release(&files->rows);
    if (!quiet) {
        announce(names->history, files->out);
        announce(keep ? names->save : NULL, files->out);
    }
    return true;
}

void run_files_close(struct run_files *files)
{
    outfile_discard(&files->history);
    outfile_discard(&files->save);
    report_free(&files->text);
    report_free(&files->rows);
    report_free(&files->result);
}
