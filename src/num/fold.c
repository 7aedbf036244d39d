/* In a file of its own: a compiler that sees this fold beside the loop that
   fills the lanes pairs them for the fold's sake and halves the loop's speed.
   So does link-time optimisation, which is why the build leaves it off. */
#include "trainloop/fold.h"

double fold_lanes(const double r[FOLD_LANES])
{
    return ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
}

size_t fold_half(size_t n)
{
    return n / 2 - n / 2 % FOLD_LANES;
}
