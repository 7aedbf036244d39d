/*
 * files.h -- the files that a run writes, its pictures among them, and what
 * goes to stdout beside them.  At its end they are put in place, each of them
 * whole, the model first; what is in place already is said, if one fails.
 */
#ifndef LESSON_FILES_H
#define LESSON_FILES_H

#include "base/outfile.h"
#include "text/opt.h"
#include "text/sheet.h"

/* As the user gave them: NULL without, "-" for stdout or stdin. */
struct file_names {
    const char *data, *history, *svg, *save, *load;
    const char *sums; /* --moments, --counts: `data`, which an engine summed */
    int csv;          /* results as CSV on stdout: 0, or which of them */
    int plot;         /* a picture on stdout: 0, or 1 + enum plot_scale */
    uint64_t width, height;
    const char *figure; /* the only picture that is wanted */
};

enum plot_scale { PLOT_USUAL, PLOT_LINEAR, PLOT_LOG };

/* clang-format off */
#define FILES_PRESET {.width = 72, .height = 11}
/* clang-format on */

enum { FILES_HISTORY, FILES_SVG, FILES_SAVE, FILES_WRITTEN };

struct files {
    const struct file_names *names;
    const char *name[FILES_WRITTEN]; /* of these those that are written */
    struct report text;              /* stdout, as prose or as CSV */
    struct outfile file[FILES_WRITTEN];
    struct report report[FILES_WRITTEN]; /* writes the file, or to stdout */
};

/* What the run has read, from a name. */
struct files_input {
    const char *name;
    const struct seal *read;
};

/* Opens them; the model only to see that it can be.  hold: all of stdout waits,
   else what is data does where there are files.  Faults: two of them are one
   file, or one is one of the n inputs, or holds the same. */
bool files_open(struct files *files, const struct file_names *names, FILE *out,
                bool hold, const struct files_input *inputs, int n,
                struct fault *fault);

/* Opens the file of the model, once there is one; NULL: a fault. */
FILE *files_model(struct files *files, struct fault *fault);

/* Only whether they want the same stream; shown: the option by which stdout
   shows results as they are wanted, or NULL. */
bool files_check(const struct file_names *names, const char *shown,
                 struct fault *fault);

/* Gives a sheet what it needs to show pictures as the names ask for them; and
   no text, where stdout carries a file's data. */
void files_draw(struct files *files, const struct file_names *names,
                struct sheet *sheet);

/* Puts everything in place, then lets go what stdout is to show.  note: to be
   said of the model.  Fault: those are in place of which stderr says it, also
   where `quiet` keeps that to itself; the model is the first. */
bool files_commit(struct files *files, const char *note, bool quiet,
                  struct fault *fault);

/* Says on stderr that a file is in place: "wrote FILE", replaced, added to. */
void files_say(const struct outfile *file, const char *note);

/* Removes what was not committed; safe at any time. */
void files_close(struct files *files);

#endif
