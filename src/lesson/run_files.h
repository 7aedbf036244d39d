/*
 * run_files.h -- the files that a run writes, its pictures among them, and
 * what goes to stdout beside them: all are put in place at its end, or none.
 */
#ifndef LESSON_RUN_FILES_H
#define LESSON_RUN_FILES_H

#include "base/outfile.h"
#include "text/figure.h"
#include "text/opt.h"
#include "text/report.h"

/* As the user gave them: NULL without, "-" for stdout or stdin. */
struct run_names {
    const char *data, *history, *svg, *save, *load;
    bool csv; /* results as CSV on stdout */
    int plot; /* a picture on stdout: 0, or 1 + enum plot_scale */
    uint64_t width, height;
};

enum plot_scale { PLOT_USUAL, PLOT_LINEAR, PLOT_LOG };

/* Options for pictures: their offsets are in struct run_names. */
enum { PICTURE_ROWS = 4 };
extern const struct opt picture_rows[PICTURE_ROWS];
#define PICTURE_DEFAULTS .width = 72, .height = 18

struct run_files {
    const struct run_names *names;
    FILE *out;
    struct report *page; /* the course as HTML, of which this is a part, or
                            NULL; it gets the text too, and stdout nothing */
    struct outfile history, svg, save;
    struct report text;   /* stdout as prose ...              */
    struct report rows;   /* ... the history, there or in its file ... */
    struct report figure; /* ... likewise the SVG ... */
    struct report result; /* ... and results as CSV           */
};

/* Opens them.  page: see above.  Faults: two of them are the same, or want the
   same stream. */
bool run_files_open(struct run_files *files, const struct run_names *names,
                    FILE *out, struct report *page, struct fault *fault);

/* Would writing one of two files spoil the other? NULL: no file. */
bool run_files_collide(const char *a, const char *b);

/* Only whether the names go together. */
bool run_files_check(const struct run_names *names, struct fault *fault);

/* Does anybody want to see pictures? Else a run need not remember much. */
bool run_files_pictures(const struct run_files *files);

/* The scale asked for, or the usual one of a stage. */
enum axis_scale run_files_scale(const struct run_names *names,
                                enum axis_scale usual);

/* Closes the figures, draws them wherever they are wanted, and frees them.  In
   text only the first is drawn, to `text` below an empty line; text NULL: to
   stdout, at its beginning.  Fault: no memory. */
bool run_files_draw(struct run_files *files, struct report *text,
                    struct figure *figures, int n, struct fault *fault);

/* Where --save writes its model: before the commit to its file, after it to
   stdout, which nothing may reach before all files are in place. */
bool run_files_model_last(const struct run_files *files);
FILE *run_files_model(const struct run_files *files);

/* Puts everything in place, the model only if it is to be kept; then lets go
   what stdout is to show. */
bool run_files_commit(struct run_files *files, bool keep, bool quiet,
                      struct fault *fault);

/* Removes what was not committed; safe at any time. */
void run_files_close(struct run_files *files);

#endif
