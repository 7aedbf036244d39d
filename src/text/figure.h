/* figure.h -- a picture as data: two axes and what is drawn between them.
   plot.h draws it in text, svg_file.h as SVG; neither adds a number of its own.
 */
#ifndef TEXT_FIGURE_H
#define TEXT_FIGURE_H

#include "text/axis.h"
#include "text/curve.h"

/* The first two are drawn in front of the others. */
enum look {
    LOOK_LINE,    /* points joined in their order                       */
    LOOK_POINTS,  /* points, each by itself                             */
    LOOK_LEVEL,   /* a line across at y[0], with its name               */
    LOOK_UPRIGHT, /* a line up at x[0], with its name                   */
    LOOK_BAND,    /* all between x[0] and x[1]                          */
    LOOK_BARS,    /* from 0 up to y[i], between x[i] and x[i + 1]       */
    LOOK_CONTOUR  /* a thin line, which does not widen the axes         */
};

enum {
    FIGURE_SERIES = 32,
    FIGURE_STYLES = 8,
    FIGURE_NAME = 64,    /* bytes */
    FIGURE_NOTE = 3400,  /* bytes: of twelve curves, and more */
    FIGURE_SHOWN = 1000, /* points of a cloud     */
    FIGURE_FEW = 60      /* are drawn over lines  */
};

struct series {
    char name[FIGURE_NAME];
    enum look look;
    char mark[24];  /* is written beside it; in SVG instead of the
                       list of names                                */
    bool arrows;    /* along the first steps of a line              */
    int panel, row; /* of a strip: panel 0: in all of a row         */
    char sign;      /* in text                                      */
    int style;      /* colour and dashes in SVG: follows the sign   */
    double *x, *y;  /* (n), one block, owned by x; a line has a gap
                       where y is NaN                               */
    size_t n;
};

/* Words, and a number for every two of them. */
enum { MATRIX_MOST = 20 };
struct matrix {
    int n;
    char name[MATRIX_MOST][FIGURE_NAME];
    double value[MATRIX_MOST][MATRIX_MOST];
    bool blank[MATRIX_MOST]; /* a row whose numbers mean nothing */
};

/* Steps that lead to one another and back to the first. */
enum { CYCLE_STEPS = 5 };
struct cycle {
    int n; /* CYCLE_STEPS, or 0: there is none */
    char step[CYCLE_STEPS][FIGURE_NAME], words[CYCLE_STEPS][FIGURE_NAME];
};

struct figure {
    const char *name; /* for --figure: "loss"                    */
    char title[160];  /* what this run shows, in a sentence      */
    char empty[160];  /* why there is nothing to draw, or ""     */
    char choice[32];  /* on a page one of several, told apart by this, or "" */
    char settings[160];     /* of the run: "seed 42, lr 1e-07"         */
    char note[FIGURE_NOTE]; /* what is to be seen, a sentence or two */
    char x_label[FIGURE_NAME], y_label[FIGURE_NAME];
    struct axis x, y;
    double range[2][2]; /* of x, of y: to be shown                   */
    bool window;        /* the range was given                       */
    bool by_step;       /* x counts epochs: whole, no room beside    */
    struct series series[FIGURE_SERIES];
    int n;
    uint64_t lost, below; /* values left out: not finite, not above 0 */
    size_t given, shown;  /* points of a cloud that was thinned, or 0 */
    double least;         /* of the values above 0, or 0              */
    char missing[300];    /* what is left out, in words, once closed  */
    struct matrix matrix; /* instead of axes, where matrix.n > 0 ...  */
    struct cycle cycle;   /* ... or cycle.n > 0                       */
    bool strip;  /* its steps are panels beside each other, two rows of them,
                    without labels on their axes */
    bool failed; /* there was no room for something          */
};

/* Empty, its title the name, which stays the caller's; scale: of y. */
void figure_start(struct figure *f, enum axis_scale scale, const char *name,
                  const char *x_label, const char *y_label);

/* What is to be seen, as printf; why the figure is left out. */
void figure_title(struct figure *f, const char *format, ...) FAULT_PRINTF(2, 3);
void figure_leave_out(struct figure *f, const char *why);

/* Writes something beside the series that was added last, as printf. */
void figure_mark(struct figure *f, const char *format, ...) FAULT_PRINTF(2, 3);

/* The series added last is in this panel of a strip, 1 ..., in row 0 or 1. */
void figure_panel(struct figure *f, int panel, int row);

/* Arrows along the line that was added last. */
void figure_arrows(struct figure *f);

/* Adds to what is said below it, as printf. */
void figure_note(struct figure *f, const char *format, ...) FAULT_PRINTF(2, 3);

/* Adds where a curve begins, ends, and is lowest. */
void figure_note_curve(struct figure *f, const char *name,
                       const struct curve *curve);

/* The series from the back to the front: what is across, up or behind; clouds
   of many points; lines, the first in front; clouds of few, the last in front.
   Returns how many. */
int figure_order(const struct figure *f, const struct series **order);

/* A name that fits: cut where a character ends, '?' for control characters. */
void figure_name(char name[FIGURE_NAME], const char *text);

/* Adds a series, copied: x, y: (n), of LOOK_BARS x: (n + 1), all of it finite.
   x is NULL for LOOK_LEVEL, y for LOOK_UPRIGHT and LOOK_BAND.  name: as printf.
   Points without a place on the scales are left out and counted, levels without
   one are named.  Of a cloud FIGURE_SHOWN points are kept, drawn by lot: each
   has the same chance, so that it is dense where the data are. */
void figure_add(struct figure *f, enum look look, char sign, const double *x,
                const double *y, size_t n, const char *name, ...)
    FAULT_PRINTF(7, 8);

void figure_curve(struct figure *f, char sign, const struct curve *curve,
                  const char *name, ...) FAULT_PRINTF(4, 5);

/* The axes show this, and nothing else but what figure_widen adds to it. */
void figure_window(struct figure *f, double x_low, double x_high, double y_low,
                   double y_high);

/* An axis, 0 for x and 1 for y, goes as far as x, if it has a place for it. */
void figure_widen(struct figure *f, int axis, double x);

/* Fits the axes to all that was added.  Fault: some of it found no memory. */
bool figure_close(struct figure *f, struct fault *fault);

/* "log scale" where there is one, "log epochs" where x has one. */
const char *figure_scale(const struct figure *f);

/* The places of point i of a series, (0, 0) to (1, 1) inside. */
void figure_place(const struct figure *f, const struct series *s, size_t i,
                  double place[2]);

/* Cuts the way from a to b, both places, to what is inside; false: nothing. */
bool figure_clip(double a[2], double b[2]);

void figure_free(struct figure *f);

#endif
