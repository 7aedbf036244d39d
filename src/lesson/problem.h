/*
 * problem.h -- what is to be learned: the options that name the data, the data,
 * and the words in which every regression stage speaks of them.
 */
#ifndef LESSON_PROBLEM_H
#define LESSON_PROBLEM_H

#include "text/figure.h"
#include "text/number.h"
#include "text/opt.h"
#include "text/report.h"

#include "trainloop/bowl.h"

struct data_options {
    uint64_t seed, samples;
    double noise, slope, intercept, range[2];
    const char *file, *x, *y; /* file NULL: made data */
};

enum { DATA_ROWS = 9 };
extern const struct opt data_rows[DATA_ROWS];
#define DATA_DEFAULTS                                                 \
    {                                                                 \
        .seed = 42, .samples = 20, .noise = 12000.0, .slope = 2500.0, \
        .intercept = 15000.0, .range = {                              \
            30.0,                                                     \
            150.0                                                     \
        }                                                             \
    }

/* What suits real data: x scaled, and a rate for that. */
#define PROBLEM_SCALED "--standardize --lr 0.4 --epochs 60"

/* Makes or reads the data. */
bool problem_open(struct dataset *set, const struct data_options *options,
                  struct fault *fault);

/* Are they the lesson's own twenty apartments? */
bool problem_is_lesson(const struct data_options *options);

/* Are there n seeds from the first on?  Else a fault that names the option. */
bool problem_seeds(const char *option, uint64_t first, uint64_t n,
                   struct fault *fault);

/* The first words of a heading: "20 apartments, seed 42". */
void problem_head(struct report *report, const struct dataset *set,
                  const struct data_options *options);

/* The last part of the name of a file. */
const char *problem_base(const char *name);

/* The same words as the settings of a figure, the file without its folder. */
void problem_settings(struct figure *f, const struct dataset *set,
                      const struct data_options *options);

/* A figure of the data: sqm across, "price, EUR" up. */
void problem_figure(struct figure *f, const char *title,
                    const struct dataset *set);

/* Draws a line over the x of the data, or of the figure's window. */
void problem_draw_line(struct figure *f, const char *name, char sign,
                       const struct line *line, const struct bowl *bowl);

/* Says which columns of a CSV were taken, where it has more than two. */
void problem_columns(struct report *report, const struct dataset *set);

/* The options that give the same data again: " --data FILE --x COL --seed 7";
   nothing for the lesson's. */
void problem_arguments(struct report *report,
                       const struct data_options *options);

/* " WORD", in quotes where a shell would split it; " --option WORD". */
void problem_argument(struct report *report, const char *word);
void problem_word(struct report *report, const char *option, const char *word);

/* " --option X" where x is not the default. */
void problem_number(struct report *report, const char *option, double x,
                    double preset);

/* The root of a loss in the unit of y: "EUR 171,920"; of a CSV "171,920". */
struct number problem_root(const struct dataset *set, double loss);

/* How many decimals tell values between low and high apart. */
int problem_decimals(double low, double high);

/* Decimals that show at least three digits of values of this size; `least`
   from 100 on, and for 0. */
int problem_places(double size, int least);

/* A slope or an intercept: fixed decimals where they show something, else six
   digits. */
struct number problem_parameter(double x, int decimals);

/* One line of a comparison of lines; NULL for `line` titles the columns. */
void problem_line(struct report *report, const char *label,
                  const struct dataset *set, const struct line *line,
                  double loss);

#endif
