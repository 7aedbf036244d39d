/* A run as a picture needs it. */
#include "text/curve.h"

#include "text/axis.h"

#include <math.h>
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
        both.gap[1] = two[0].gap[1] || two[1].gap[0] || two[1].gap[1];
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
        curve_gap(curve);
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
    struct curve_piece *piece = &curve->bucket[curve->taken / curve->each];
    piece->gap[piece->any] = piece->gap[piece->any] || curve->gap;
    curve_take(piece, now);
    curve->taken++;
    curve->gap = false;
}

void curve_gap(struct curve *curve)
{
    curve->gap = curve->taken > 0;
}

/* Appends a point, unless the last one is it already; before it a gap. */
static size_t append(double *x, double *y, size_t n, struct moment m, bool gap)
{
    if (gap) {
        x[n] = y[n] = (double)NAN;
        n++;
    }
    n -= n > 0 && x[n - 1] == m.x;
    x[n] = m.x;
    y[n] = m.y;
    return n + 1;
}

/* Where the gap inside a piece is, is not known: its points stand alone. */
size_t curve_points(const struct curve *curve, double *x, double *y)
{
    bool torn = false;

    if (curve->taken == 0)
        return 0;
    size_t n = append(x, y, 0, curve->first, false);
    for (size_t i = 0; i < CURVE_BUCKETS && curve->bucket[i].any; i++) {
        const struct curve_piece *piece = &curve->bucket[i];
        torn = torn || piece->gap[1];
        n = append(x, y, n, curve_end(piece, 0), torn || piece->gap[0]);
        n = append(x, y, n, curve_end(piece, 1), piece->gap[1]);
        torn = piece->gap[1];
    }
    return append(x, y, n, curve->last, torn);
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
