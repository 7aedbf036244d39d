/* How far a mean absolute error of few points may lie off by chance. */
#include "trainloop/band.h"

#include <math.h>

struct band band_of_noise(double noise, double n)
{
    const double two_by_pi = 0.63661977236758134;
    double mean = noise * sqrt(two_by_pi);
    double one = noise * sqrt(1.0 - two_by_pi); /* of a single point */

    return (struct band){mean, one / sqrt(n)};
}

double band_between(uint64_t n, uint64_t m)
{
    return 1.0 / (1.0 / (double)n + 1.0 / (double)m);
}

struct band band_of_errors(double mean_error, double mean_square, double n)
{
    double variance = fmax(0.0, mean_square - mean_error * mean_error);

    return (struct band){mean_error, sqrt(variance) / sqrt(n)};
}

double band_distance(const struct band *band, double error)
{
    double off = error - band->mean;

    if (off == 0.0)
        return 0.0;
    return band->deviation > 0.0 ? off / band->deviation
                                 : copysign(HUGE_VAL, off);
}
