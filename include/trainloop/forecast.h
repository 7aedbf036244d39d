/*
 * forecast.h -- what a run will do, before it runs: the distances along the
 * bowl's two directions shrink by constant factors (bowl.h), and a loss is half
 * the eigenvalue times the distance squared.  So the whole curve is
 *     loss(k) = floor + steep * (1 - lr * steep eigenvalue)^(2 k)
 *                     + flat  * (1 - lr * flat eigenvalue)^(2 k).
 * With momentum B a step takes distance d and lr * velocity p of a direction,
 * s = lr * eigenvalue, to d' = d - p' and p' = B p + s d: two recurrences of
 * two numbers each, whose k-th step is a power of a matrix.
 */
#ifndef TRAINLOOP_FORECAST_H
#define TRAINLOOP_FORECAST_H

#include "trainloop/bowl.h"

struct forecast {
    double floor;
    double steep, flat; /* loss above the floor at the start, by direction */
    double steep_shrink, flat_shrink; /* bowl_shrink of the eigenvalues     */
    double rounding;                  /* as in struct bowl                  */
    double momentum;                  /* 0: the modes are not used          */
    bool stable; /* the rate is not above the critical one */
    struct forecast_mode {
        double distance, push; /* d and p, in roots of the loss */
        double step;           /* s                             */
    } mode[2];                 /* steep, flat                   */
};

/* Of a run from this line at this rate, with the momentum of the bowl.  Bowl
   and line are over the same x.  forecast_on: it goes on with this velocity. */
struct forecast forecast_make(const struct bowl *bowl, const struct line *line,
                              double lr);
struct forecast forecast_on(const struct bowl *bowl, const struct line *line,
                            const struct line *velocity, double lr);

/* The loss after k >= 0 steps, and how much of it is above the floor; with a
   relative error of some 1e-16 * k near the critical rate, far less below.
   With momentum k is whole. */
double forecast_loss(const struct forecast *f, double k);
double forecast_above(const struct forecast *f, double k);

/* The line after k whole steps. */
struct line forecast_line(const struct bowl *bowl, const struct line *line,
                          double lr, double k);

/* Would 20 more steps take less than 0.1 % off the loss, or only rounding? */
enum { FORECAST_WINDOW = 20 };
bool forecast_flat(const struct forecast *f);

/* After how many steps the loss passes judge_limit, at a stable rate that of
   doubles: inf where it never does, 0 only where it begins there.  With
   momentum a whole number. */
double forecast_overflow(const struct forecast *f);

/* Will the judge find that a run of so many epochs has diverged? */
bool forecast_diverges(const struct forecast *f, double epochs);

/* How many steps, >= 1, take 99 % off the loss above the floor in either
   direction; inf where one of them never shrinks. */
double forecast_arrival(const struct forecast *f);

/* After how many epochs no more than 1 % of the distance along a direction of
   this eigenvalue is left, with the momentum of the bowl, from standstill; inf:
   it does not shrink. */
double forecast_epochs(const struct bowl *bowl, double lr, double eigenvalue);

/* forecast_arrival at the fastest rate, 2 / (steep + flat eigenvalue), which
   shrinks both directions alike: by (condition - 1) / (condition + 1). */
double forecast_fastest(const struct bowl *bowl);

#endif
