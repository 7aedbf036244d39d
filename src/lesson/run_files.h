/*
 * run_files.h -- the files that a run writes, and what goes to stdout beside
 * them: all are put in place at its end, or none.
 */
#ifndef LESSON_RUN_FILES_H
#define LESSON_RUN_FILES_H

#include "../text/outfile.h"
#include "../text/report.h"

/* As the user gave them: NULL without, "-" for stdout or stdin. */
struct run_names {
    const char *data, *history, *save, *load;
    bool csv; /* results as CSV on stdout */
};

struct run_files {
    const struct run_names *names;
    FILE *out;
    struct outfile history, save;
    struct report text;   /* stdout as prose ...              */
    struct report rows;   /* ... the history, there or in its file ... */
    struct report result; /* ... and results as CSV           */
};

/* Opens them.  Faults: two of them are the same, or want the same stream. */
bool run_files_open(struct run_files *files, const struct run_names *names,
                    FILE *out, struct fault *fault);

/* Where --save writes its model, before the commit. */
FILE *run_files_model(const struct run_files *files);

/* Puts everything in place, the model only if it is to be kept; then lets go
   what stdout is to show. */
bool run_files_commit(struct run_files *files, bool keep, bool quiet,
                      struct fault *fault);

/* Removes what was not committed; safe at any time. */
void run_files_close(struct run_files *files);

#endif
