/* points.h -- the data of the regression: pairs (x, y), made, split, scaled. */
#ifndef TRAINLOOP_POINTS_H
#define TRAINLOOP_POINTS_H

#include "trainloop/fault.h"
#include "trainloop/rng.h"
#include "trainloop/seal.h"

/* n >= 1 pairs that belong to somebody else.  x, y: (n), finite.  Or none of
   them, n = 0, but their sums (moments.h). */
struct points {
    const double *x, *y;
    size_t n;
    const struct moments *sums; /* or NULL */
};

/* How many pairs there are, or were summed. */
double points_count(const struct points *points);

/* prediction = slope * x + intercept. */
struct line {
    double slope, intercept;
};

/* The formula that makes data: y = slope * x + intercept + noise, and where it
   is bent + curve * (x - the middle of low and high)^2. */
struct truth {
    struct line line;
    double noise;     /* standard deviation of the noise, >= 0 */
    double low, high; /* x is uniform in [low, high)           */
    double curve;     /* 0: it is a line                       */
};

/* How far the formula is above its line at x. */
double points_bend(const struct truth *truth, double x);

/* How a table was read. */
struct points_table {
    size_t columns;      /* 0: no table, all else too         */
    char separator;      /* ' ': blanks and tabs              */
    char point;          /* the decimal mark                  */
    uint64_t first;      /* the line that it begins on        */
    uint64_t missing;    /* rows left out                   */
    bool counted;        /* x is the row's number, because ...       */
    char date[64];       /* ... this column has dates; "": only y is numbers */
    bool index;          /* ... beside one that numbers the rows     */
    const char *foreign; /* what its names are written in; NULL: UTF-8 */
    char mark[2][4];     /* of currency, or "%", of x and of y; "": none */
    int decimals[2];     /* that the first rows of x, y have; -1: over three */
};

/* Owns the pairs.  All zeros is a valid empty one. */
struct dataset {
    struct points train;  /* what the model learns from                  */
    struct points held;   /* what it never sees; held.n = 0 without      */
    double center, scale; /* x holds (original - center) / scale         */
    char *x_name, *y_name;
    struct points_table table;
    struct seal read;
    bool has_truth;
    struct truth truth;   /* where has_truth                               */
    uint64_t drawn;       /* random words that made it, from its seed on   */
    double *x, *y;        /* 16 bytes a pair: all that grows with the data */
    struct moments *sums; /* in their place: train.sums; or NULL */
};

/* Makes n >= 1 pairs from NumPy's stream `seed`: x = uniform(low, high, n),
   then y = slope * x + intercept + randn(n) * noise + the bend.  Faults: no
   memory; a y that is not finite. */
bool points_make(struct dataset *set, const struct truth *truth, uint64_t n,
                 uint32_t seed, struct fault *fault);

/* y = slope * x + intercept + randn(n) * noise + the bend, perhaps inf.  x, y:
   (n). */
void points_price(const struct truth *truth, const double *x, double *y,
                  size_t n, struct rng *rng);

/* Names the columns, by copies with '?' for control characters.  Fault: no
   memory. */
bool points_name(struct dataset *set, const char *x, const char *y,
                 struct fault *fault);

/* Keeps round(part * n) pairs, at least one, away from training: the first in
   permutation(n) of a stream of its own from `seed`; training gets the others
   in that order.  part: in (0, 1).  Fault: no pair is left. */
bool points_hold_out(struct dataset *set, double part, uint32_t seed,
                     struct fault *fault);

/* x = (x - center) / scale: mean 0 and deviation 1 over the training pairs.
   Fault: x is constant, or spread too far. */
bool points_standardize(struct dataset *set, struct fault *fault);

/* Is the truth known, and a line? */
bool points_straight(const struct dataset *set);

/* x as it was before points_standardize. */
double points_original(const struct dataset *set, double x);

/* Frees and empties it; safe twice. */
void points_free(struct dataset *set);

#endif
