/* What chance does to a mean absolute error. */
#include "test.h"

#include "trainloop/band.h"

int main(void)
{
    struct band band = band_of_noise(12000.0, 5.0); /* the lesson's figures */

    CHECK_NEAR(band.mean, 9575.0, 0.5);
    CHECK_NEAR(band.deviation, 3235.0, 0.5);
    CHECK_NEAR(band_distance(&band, 13702.0), 1.2758, 0.0005);
    CHECK_NEAR(band_distance(&band, 9575.0 - 3235.0), -1.0, 0.001);
    CHECK_NEAR(band_of_noise(1.0, 1).mean, sqrt(2.0 / acos(-1.0)), 1e-16);
    CHECK_NEAR(band_of_noise(1.0, 4).deviation,
               0.5 * sqrt(1.0 - 2.0 / acos(-1.0)), 1e-16);

    /* the difference of the means of 20 and of 5 errors: as of 4 */
    CHECK_NEAR(band_between(20, 5), 4.0, 1e-15);
    CHECK_NEAR(band_of_noise(12000.0, band_between(20, 5)).deviation,
               12000.0 * sqrt(1.0 - 2.0 / acos(-1.0)) *
                   sqrt(1.0 / 20.0 + 1.0 / 5.0),
               1e-9);

    band = band_of_errors(3.0, 25.0, 4); /* deviation 4, of four points 2 */
    CHECK_SAME(band.mean, 3.0);
    CHECK_SAME(band.deviation, 2.0);
    CHECK_SAME(band_of_errors(3.0, 8.9999, 4).deviation, 0.0);

    band = band_of_noise(0.0, 5);
    CHECK_SAME(band_distance(&band, 0.0), 0.0);
    CHECK_SAME(band_distance(&band, 1e-300), HUGE_VAL);
    CHECK_SAME(band_distance(&band, -1e-300), -HUGE_VAL);
    return test_end();
}
