/*
 * frame.h -- the frame of a command that runs a stage: it parses the options,
 * opens the files, lets the stage compute its result, has it rendered, and puts
 * the files in place.
 */
#ifndef LESSON_FRAME_H
#define LESSON_FRAME_H

#include "lesson/files.h"
#include "lesson/finding.h"
#include "lesson/preset.h"
#include "text/progress.h"

#include "trainloop/judge.h"

#include <signal.h>

/* The first member of every stage's options. */
struct frame_options {
    struct file_names names;
    uint64_t seed, seeds; /* the first one, and how many */
    bool more, claims_only, quiet, timing;
    bool asks; /* the model of --load is judged, not trained: its best state */
};

/* clang-format off */
#define FRAME_PRESET {.names = FILES_PRESET, .seed = PRESET_SEED, .seeds = 1}
/* clang-format on */

/* Who looks on while a run goes on; a stage that is asked for its result alone
   has none, NULL. */
struct audience {
    struct sheet *sheet;
    struct report *history; /* CSV, or NULL                  */
    struct progress progress;
    uint64_t done; /* epochs of all runs so far              */
    bool quiet;
    bool writes; /* files, which get the whole run whatever the screen does */
    volatile sig_atomic_t *stop; /* not 0: the run is to end; whose file fails
                                    may set it, too                       */
    bool interrupted; /* the run was ended so                        */
};

enum { FRAME_NOTE = 100 };

/*
 * A stage, for the frame.  Options and result are the stage's own structs; the
 * result is all zeros before `open` and is closed in any case.  NULL for what a
 * stage does not have.
 */
struct stage {
    struct command command; /* first; its run is frame_command */
    size_t size;            /* of the result                              */
    bool csv_is_history;    /* --format csv is the history on stdout      */
    size_t data;            /* where the result has the seal of the data, */
    size_t model;           /* and of the model loaded, a struct seal     */
    const char *figures;    /* names of its pictures: "loss|lines"        */

    /* Do the options go together? Before any file is touched. */
    bool (*check)(const void *options, struct fault *fault);

    /* Data, yardsticks, start.  pictures: remember what they need. */
    bool (*open)(void *result, const void *options, bool pictures,
                 struct fault *fault);
    void (*head)(const void *result, struct sheet *sheet);
    bool (*train)(void *result, struct audience *audience, struct fault *fault);

    /* Returns how many findings there are, at most FINDING_MOST. */
    int (*judge)(const void *result, struct finding *findings);
    bool (*show)(const void *result, struct sheet *sheet, struct fault *fault);

    /* Prints the words of the command to try next, if there is one. */
    void (*next)(const void *result, struct report *command);

    /* A fault FAULT_ANSWER where the run diverged. */
    bool (*answer)(const void *result, struct fault *fault);
    /* Writes the model; the note: frame_note. */
    void (*save)(const void *result, FILE *out, char note[FRAME_NOTE]);
    /* What is odd about the data, where something is; to stderr, once. */
    void (*warn)(const void *result, struct report *report);
    void (*close)(void *result);

    /* --seeds: what the runs are called; what the results add up to, a struct
       of sum_size, all zeros at first, whose words go on behind the seeds. */
    const char *runs;
    size_t sum_size;
    bool (*count)(void *sum, const void *result, double *loss,
                  struct fault *fault);
    void (*show_sum)(const void *sum, const void *options, struct sheet *sheet);
    void (*close_sum)(void *sum);
};

/* Somebody who has a stage run for them: a page, the course as HTML, of which
   the stage becomes a part while stdout gets nothing; `look` is shown the
   finished result.  NULL: neither. */
struct guest {
    struct report *page;
    const struct outfile *file; /* where the page goes, or NULL */
    void (*look)(void *context, const void *result);
    void *context;
    bool told; /* what is odd about the data was said before */
};

/* Runs call->command, which is a stage's; returns the exit status, of a run
   that was interrupted FRAME_INTERRUPTED. */
enum { FRAME_INTERRUPTED = 130 };
int frame_command(const struct call *call);

/* The exit status: `otherwise`, unless a signal has ended the run. */
int frame_status(const struct call *call, int otherwise);

/* Which epochs are saved, where it is not only the last of all that were asked
   for. */
void frame_note(char note[FRAME_NOTE], double last, bool interrupted,
                const struct judge_memory *memory);

/* Fault: an option reads the input again, which was a pipe. */
bool frame_again(const struct seal *read, const char *name, const char *option,
                 struct fault *fault);

/* Ends the run where what it wrote did not arrive: a full disk; the screen's
   results alone do not end one that writes files.  The stop flag is then
   FRAME_UNWRITTEN, which is no signal; a signal that has ended the run already
   stays the reason. */
enum { FRAME_UNWRITTEN = -1 };
void frame_look(const struct audience *audience, const struct report *written);

/* Runs a stage for a guest. */
int frame_run(const struct stage *stage, const struct call *call,
              const struct guest *guest);

/* Are there n seeds from the first on?  Else a fault that names the option. */
bool frame_seeds(const char *option, uint64_t first, uint64_t n,
                 struct fault *fault);

/* --history; --save --load; --plot --width --height --svg; --more --claims-only
   --quiet --timing.  Their offsets are in struct frame_options. */
extern const struct opt frame_history_row[], frame_model_rows[],
    frame_picture_rows[], frame_talk_rows[];

#endif
