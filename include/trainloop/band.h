/* band.h -- how far a mean absolute error of few points is off by chance. */
#ifndef TRAINLOOP_BAND_H
#define TRAINLOOP_BAND_H

#include <stdint.h>

/* What is expected, and its standard deviation, in the unit of y. */
struct band {
    double mean, deviation;
};

/* Of n errors that are normal noise of this deviation >= 0: |noise| has the
   mean noise * sqrt(2 / pi) and the variance noise^2 * (1 - 2 / pi).  The
   difference of two such means, of n and m errors, has the deviation of
   n m / (n + m) errors: band_between. */
struct band band_of_noise(double noise, double n);
double band_between(uint64_t n, uint64_t m);

/* Of n errors like others whose mean size and mean square are known. */
struct band band_of_errors(double mean_error, double mean_square, double n);

/* By how many deviations an error is above the mean; +-inf beside it where
   there is no deviation. */
double band_distance(const struct band *band, double error);

#endif
