/*
 * problem.h -- what is to be learned: the options that name the data, the data,
 * and the words in which every stage that fits a line speaks of them.
 */
#ifndef LESSON_PROBLEM_H
#define LESSON_PROBLEM_H

#include "lesson/frame.h"

#include "trainloop/bowl.h"

struct problem_options {
    struct frame_options frame; /* first; names.data NULL: made data */
    uint64_t samples;
    double noise, slope, intercept, range[2], curve;
    const char *x, *y; /* columns of a file */
    const char *separator;
    uint64_t skip;
    int header, missing; /* of yes|no, -1: neither; of skip|stop */
};

/* --seed; how data are made; --data; from PROBLEM_TABLE on, how its table is
   read.  --moments and --curve apart: neither is an exercise. */
enum { PROBLEM_TABLE = 7 };
extern const struct opt problem_rows[], problem_sums_row[], problem_curve_row[];

/* Makes or reads the data. */
bool problem_open(struct dataset *set, const struct problem_options *options,
                  struct fault *fault);

/* Are they the lesson's own twenty apartments? */
bool problem_is_lesson(const struct problem_options *options);

/* The first words of a heading: "20 apartments, seed 42". */
void problem_say(struct sheet *sheet, const struct dataset *set,
                 const struct problem_options *options);

/* The same as the settings of a figure, a file without its folder. */
void problem_settings(struct figure *f, const struct dataset *set,
                      const struct problem_options *options);

/* Why a figure of the points is left out. */
extern const char problem_no_rows[];

/* The last part of the name of a file. */
const char *problem_base(const char *name);

/* A figure of the data: sqm across, "price, EUR" up. */
void problem_figure(struct figure *f, enum axis_scale scale, const char *title,
                    const struct dataset *set);

/* A line in it, over the x of the data or of the figure's window. */
void problem_draw_line(struct figure *f, const char *name, char sign,
                       const struct line *line, const struct bowl *bowl);

/* Which columns of a CSV were taken, where it has more than two. */
void problem_say_columns(struct sheet *sheet, const struct dataset *set);

/* That the slope is not unique, where it is not. */
void problem_unique(struct sheet *sheet, unsigned level,
                    const struct dataset *set, const struct bowl *bowl);

/* The options that a command takes and that are not preset, for the same data
   again, or for the same training: " --data FILE --x COL --seed 7". */
void problem_again(struct report *next, const struct command *command,
                   const void *options, bool training);

/* The typical error: the root of a loss, "EUR 10,567", of a CSV without the
   EUR. */
struct number problem_root(const struct dataset *set, double loss);

/* A loss and its root: "111,658,943 (EUR 10,567)", of a CSV without the EUR. */
struct number problem_loss(const struct dataset *set, double loss);

/* What its root is called beside an axis: "typical error, EUR". */
const char *problem_unit(const struct dataset *set);

/* How many decimals tell the values of x (axis 0) or y (1) apart, at least
   those of the file. */
int problem_decimals(const struct dataset *set, const struct bowl *bowl,
                     int axis);

/* Those of the file alone, where it has at most three. */
int problem_own(const struct dataset *set, const struct bowl *bowl, int axis);

/* How many show at least three digits of values of this size; from 100 on, and
   of 0, `least`. */
int problem_places(double size, int least);

/* How many decimals losses and parameters are shown with: the lesson's for its
   apartments, for other data as many as they need. */
struct problem_places {
    int loss, slope, intercept;
};
struct problem_places problem_places_of(const struct dataset *set,
                                        const struct bowl *bowl);

/* A slope or an intercept: fixed decimals where they show something, else six
   digits. */
struct number problem_parameter(double x, int decimals);

/* "always the mean price", without the name where that is too long for a label
   of `most` characters. */
struct number problem_mean(const struct dataset *set, int most);

/* The titles of a table of lines: slope, intercept, typical error; where the
   sheet says why (problem_losses) the loss, too, else room for a note. */
void problem_head(struct sheet *sheet, unsigned level);
bool problem_losses(const struct sheet *sheet);

/* A row of it.  line NULL: without its parameters. */
void problem_row(struct sheet *sheet, unsigned level, const struct dataset *set,
                 const struct bowl *bowl, const char *name,
                 const struct line *line, double loss, const char *note);

/* A parameter in nine columns. */
struct number problem_narrow(double x, int decimals);

/* A line of a comparison, {0} behind the last. */
struct problem_line {
    const char *label;
    struct line line;
    double score[2]; /* its loss; of generalize its errors on two sets */
};

#endif
