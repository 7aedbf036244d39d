/* A run as a picture needs it. */
#include "text/curve.h"

#include "text/axis.h"

#include <stdlib.h>
#include <string.h>

void curve_take(struct curve_piece *piece, struct moment m)
{
    if (!piece->any || m.y < piece->least.y)
        piece->least = m;
    if (!piece->any || m.y > piece->most.y)
        piece->most = m;
    piece->any = true;
}

struct moment curve_end(const struct curve_piece *piece, int end)
{
    bool rising = piece->least.x < piece->most.x;

    return rising == (end == 1) ? piece->most : piece->least;
}

bool curve_make(struct curve *curve, struct fault *fault)
{
    *curve = (struct curve){.each = 1};
    curve->bucket = calloc(CURVE_BUCKETS, sizeof *curve->bucket);
    return curve->bucket ||
           fault_memory(fault, (double)CURVE_BUCKETS * sizeof *curve->bucket,
                        "the picture");
}

/* Two pieces become one. */
static void halve(struct curve *curve)
{
    const size_t half = CURVE_BUCKETS / 2;

    for (size_t i = 0; i < half; i++) {
        const struct curve_piece *two = &curve->bucket[2 * i];
        struct curve_piece both = two[0];
        curve_take(&both, two[1].least);
        curve_take(&both, two[1].most);
        curve->bucket[i] = both;
    }
    memset(&curve->bucket[half], 0, half * sizeof *curve->bucket);
    curve->each *= 2;
}

void curve_add(struct curve *curve, double x, double y)
{
    struct moment now = {x, y};

    if (!curve->bucket)
        return;
    if (!axis_takes(AXIS_LINEAR, x) || !axis_takes(AXIS_LINEAR, y)) {
        curve->lost++;
        return;
    }
    curve->below += !axis_takes(AXIS_LOG, y);
    if (curve->taken == 0)
        curve->first = curve->lowest = curve->highest = now;
    curve->last = now;
    curve->lowest = y < curve->lowest.y ? now : curve->lowest;
    curve->highest = y > curve->highest.y ? now : curve->highest;
    if (curve->taken == curve->each * CURVE_BUCKETS)
        halve(curve);
    curve_take(&curve->bucket[curve->taken++ / curve->each], now);
}

/* Appends a point, unless the last one is it already. */
static size_t append(double *x, double *y, size_t n, struct moment m)
{
    n -= n > 0 && x[n - 1] == m.x;
    x[n] = m.x;
    y[n] = m.y;
    return n + 1;
}

size_t curve_points(const struct curve *curve, double *x, double *y)
{
    if (curve->taken == 0)
        return 0;
    size_t n = append(x, y, 0, curve->first);
    for (size_t i = 0; i < CURVE_BUCKETS && curve->bucket[i].any; i++)
        for (int end = 0; end < 2; end++)
            n = append(x, y, n, curve_end(&curve->bucket[i], end));
    return append(x, y, n, curve->last);
}

void curve_free(struct curve *curve)
{
    free(curve->bucket);
    *curve = (struct curve){0};
}

bool trail_make(struct trail *trail, struct fault *fault)
{
    const size_t room = TRAIL_POINTS + 1;
    double *x = calloc(room, 2 * sizeof *x);

    *trail = (struct trail){.stride = 1, .x = x, .y = x ? x + room : NULL};
    return x ||
           fault_memory(fault, 2.0 * TRAIL_POINTS * sizeof *x, "the picture");
}

/* Of all behind the head every other one stays. */
static void thin_out(struct trail *trail)
{
    trail->n = TRAIL_HEAD;
    for (size_t i = TRAIL_HEAD; i < TRAIL_POINTS; i += 2) {
        trail->x[trail->n] = trail->x[i];
        trail->y[trail->n++] = trail->y[i];
    }
    trail->stride *= 2;
}

void trail_add(struct trail *trail, double x, double y)
{
    if (!trail->x || !axis_takes(AXIS_LINEAR, x) || !axis_takes(AXIS_LINEAR, y))
        return;
    if (trail->wait > 0) {
        trail->wait--;
    } else {
        if (trail->n == TRAIL_POINTS)
            thin_out(trail);
        trail->x[trail->n] = x;
        trail->y[trail->n++] = y;
        trail->wait = trail->n < TRAIL_HEAD ? 0 : trail->stride - 1;
    }
    trail->x[trail->n] = x;
    trail->y[trail->n] = y;
}

void trail_free(struct trail *trail)
{
    free(trail->x);
    *trail = (struct trail){0};
}
