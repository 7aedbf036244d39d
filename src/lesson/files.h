/*
 * files.h -- the files that a run writes, its pictures among them, and what
 * goes to stdout beside them: all are put in place at its end, or none.
 */
#ifndef LESSON_FILES_H
#define LESSON_FILES_H

#include "base/outfile.h"
#include "text/opt.h"
#include "text/report.h"
#include "text/sheet.h"

/* As the user gave them: NULL without, "-" for stdout or stdin. */
struct file_names {
    const char *data, *history, *svg, *save, *load;
    int csv;  /* results as CSV on stdout: 0 or 1 */
    int plot; /* a picture on stdout: 0, or 1 + enum plot_scale */
    uint64_t width, height;
};

enum plot_scale { PLOT_USUAL, PLOT_LINEAR, PLOT_LOG };

/* clang-format off */
#define FILES_PRESET {.width = 72, .height = 18}
/* clang-format on */

enum { FILES_HISTORY, FILES_SVG, FILES_SAVE, FILES_WRITTEN };

struct files {
    const struct file_names *names;
    const char *name[FILES_WRITTEN]; /* of these those that are written */
    struct report text;              /* stdout, as prose or as CSV */
    struct outfile file[FILES_WRITTEN];
    struct report report[FILES_WRITTEN]; /* writes the file, or to stdout */
};

/* Opens them.  hold: all of stdout waits,
   else what is data does where there are files.  Faults: two of them are the
   same, or want the same stream. */
bool files_open(struct files *files, const struct file_names *names, FILE *out,
                bool hold, struct fault *fault);

/* Would writing one of two files spoil the other? NULL: no file. */
bool files_collide(const char *a, const char *b);

/* Only whether the names go together. */
bool files_check(const struct file_names *names, struct fault *fault);

/* Gives a sheet what it needs to show pictures as the names ask for them. */
void files_draw(struct files *files, struct sheet *sheet);

/* Puts everything in place, the model only if it is to be kept; then lets go
   what stdout is to show. */
bool files_commit(struct files *files, bool keep, bool quiet,
                  struct fault *fault);

/* Removes what was not committed; safe at any time. */
void files_close(struct files *files);

#endif
