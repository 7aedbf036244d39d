/* The data of the regression: made, split, scaled. */
#include "trainloop/points.h"

#include "base/utf8.h"

#include "trainloop/moments.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double points_count(const struct points *points)
{
    return points->sums ? points->sums->n : (double)points->n;
}

void points_free(struct dataset *set)
{
    free(set->x);
    free(set->y);
    free(set->x_name);
    free(set->y_name);
    free(set->sums);
    *set = (struct dataset){0};
}

/* A copy whose control characters are '?': it will be printed. */
static char *copy(const char *text)
{
    size_t n = strlen(text) + 1;
    char *new = malloc(n);

    if (new)
        utf8_clean(memcpy(new, text, n), '?');
    return new;
}

bool points_name(struct dataset *set, const char *x, const char *y,
                 struct fault *fault)
{
    set->x_name = copy(x);
    set->y_name = copy(y);
    return (set->x_name && set->y_name) ||
           fault_memory(fault, (double)(strlen(x) + strlen(y)),
                        "the names of the columns");
}

/* Systems that promise more memory than there is refuse only one request beyond
   all of it: so both columns are asked for at once, and half is given back. */
static bool allocate(struct dataset *set, uint64_t n, struct fault *fault)
{
    bool fits = n <= SIZE_MAX / 2 / sizeof *set->x;
    size_t bytes = fits ? (size_t)n * sizeof *set->x : 0;
    double *both = fits ? malloc(2 * bytes) : NULL;
    double *half = both ? realloc(both, bytes) : NULL;

    set->x = half ? half : both;
    set->y = both ? malloc(bytes) : NULL;
    return (set->x && set->y) ||
           fault_memory(fault, 16.0 * (double)n, "this many samples");
}

double points_bend(const struct truth *truth, double x)
{
    double off = x - (truth->low / 2.0 + truth->high / 2.0);

    return truth->curve * (off * off);
}

bool points_straight(const struct dataset *set)
{
    return set->has_truth && set->truth.curve == 0.0;
}

void points_price(const struct truth *truth, const double *x, double *y,
                  size_t n, struct rng *rng)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = truth->line.slope * x[i] + truth->line.intercept +
               rng_normal(rng) * truth->noise;
        if (truth->curve != 0.0)
            y[i] += points_bend(truth, x[i]);
    }
}

bool points_make(struct dataset *set, const struct truth *truth, uint64_t n,
                 uint32_t seed, struct fault *fault)
{
    struct rng rng;

    *set = (struct dataset){.scale = 1.0, .has_truth = true, .truth = *truth};
    if (!allocate(set, n, fault) || !points_name(set, "sqm", "price", fault)) {
        points_free(set);
        return false;
    }
    rng_seed(&rng, seed);
    for (size_t i = 0; i < n; i++)
        set->x[i] = rng_uniform(&rng, truth->low, truth->high);
    points_price(truth, set->x, set->y, (size_t)n, &rng);
    set->drawn = rng.drawn;
    size_t i = 0;
    while (i < n && isfinite(set->x[i]) && isfinite(set->y[i]))
        i++;
    set->train = (struct points){set->x, set->y, .n = (size_t)n};
    if (i == n)
        return true;
    points_free(set);
    return fault_say(fault, FAULT_USAGE,
                     "Choose smaller values for --range, --slope, "
                     "--intercept, --noise or --curve",
                     "with these settings sample %.0f is too big a number",
                     (double)i + 1.0);
}

bool points_hold_out(struct dataset *set, double part, uint32_t seed,
                     struct fault *fault)
{
    size_t n = set->train.n;
    size_t k = (size_t)fmax(1.0, floor(part * (double)n + 0.5));
    struct rng rng, same;

    if (k >= n)
        return fault_say(
            fault, FAULT_USAGE,
            n < 2 ? "Give it two rows or more, and --holdout 0.2"
                  : "Hold out a smaller part, such as 0.2",
            "'--holdout' would leave no row to train on: the data have %.0f",
            (double)n);
    rng_seed(&rng, seed);
    same = rng; /* both columns take the same exchanges */
    rng_shuffle(&rng, set->x, n, sizeof *set->x);
    rng_shuffle(&same, set->y, n, sizeof *set->y);
    set->held = (struct points){set->x, set->y, .n = k};
    set->train = (struct points){set->x + k, set->y + k, .n = n - k};
    return true;
}

static const char constant[] = "it is the same in every training row";

/* Why sums cannot be scaled; NULL: they are. */
static const char *scale_sums(struct moments *sums, double *mean,
                              double *deviation)
{
    *mean = sums->mean_x;
    *deviation = sqrt(sums->var_x);
    if (!(*deviation > 0.0))
        return constant;
    moments_scale(sums, *mean, *deviation);
    return NULL;
}

/* The same of rows. */
static const char *scale_rows(struct dataset *set, double *mean,
                              double *deviation)
{
    const struct points *train = &set->train;
    size_t same = 1;

    *mean = num_mean(train->x, train->n);
    *deviation = num_deviation(train->x, train->n, *mean);
    while (same < train->n && train->x[same] == train->x[0])
        same++;
    const char *why = same == train->n ? constant
                      : !(*deviation > 0.0) || !isfinite(*deviation)
                          ? "its spread is out of range"
                          : NULL;
    for (size_t i = 0; !why && i < train->n + set->held.n; i++) {
        set->x[i] = (set->x[i] - *mean) / *deviation;
        if (!isfinite(set->x[i]))
            why = "a held-out row is too far from the others";
    }
    return why;
}

bool points_standardize(struct dataset *set, struct fault *fault)
{
    double mean, deviation;
    const char *why = set->sums ? scale_sums(set->sums, &mean, &deviation)
                                : scale_rows(set, &mean, &deviation);

    if (why)
        return fault_say(fault, FAULT_USAGE,
                         set->held.n > 0 && why == constant
                             ? "Leave out --standardize, or hold out fewer"
                             : "Leave out --standardize, or use data whose x "
                               "varies",
                         "'--standardize' cannot scale '%s': %s", set->x_name,
                         why);
    set->center = mean;
    set->scale = deviation;
    return true;
}

double points_original(const struct dataset *set, double x)
{
    return x * set->scale + set->center;
}
