/* A run as a picture will need it. */
#include "text/curve.h"

#include "text/axis.h"

#include <stdlib.h>
#include <string.h>

bool curve_make(struct curve *curve, struct fault *fault)
{
    *curve = (struct curve){.each = 1};
    curve->least = calloc(CURVE_BUCKETS, 2 * sizeof *curve->least);
    if (!curve->least)
        return fault_memory(fault, 2.0 * CURVE_BUCKETS * sizeof *curve->least,
                            "the picture");
    curve->most = curve->least + CURVE_BUCKETS;
    return true;
}

/* Two buckets become one. */
static void halve(struct curve *curve)
{
    for (size_t i = 0; i < CURVE_BUCKETS / 2; i++) {
        const struct moment *a = &curve->least[2 * i];
        const struct moment *b = &curve->most[2 * i];
        curve->least[i] = a[1].y < a[0].y ? a[1] : a[0];
        curve->most[i] = b[1].y > b[0].y ? b[1] : b[0];
    }
    curve->each *= 2;
}

void curve_add(struct curve *curve, double x, double y)
{
    struct moment now = {x, y};

    if (!curve->least)
        return;
    if (!axis_takes(AXIS_LINEAR, x) || !axis_takes(AXIS_LINEAR, y)) {
        curve->lost++;
        return;
    }
    curve->below += !axis_takes(AXIS_LOG, y);
    if (curve->taken == 0)
        curve->first = curve->lowest = now;
    curve->last = now;
    if (y < curve->lowest.y)
        curve->lowest = now;
    if (curve->taken == curve->each * CURVE_BUCKETS)
        halve(curve);
    struct moment *least = &curve->least[curve->taken / curve->each];
    struct moment *most = &curve->most[curve->taken / curve->each];
    bool fresh = curve->taken++ % curve->each == 0;
    if (fresh || y < least->y)
        *least = now;
    if (fresh || y > most->y)
        *most = now;
}

/* Appends a point, unless the last one is it already. */
static size_t append(double *x, double *y, size_t n, const struct moment *m)
{
    n -= n > 0 && x[n - 1] == m->x;
    x[n] = m->x;
    y[n] = m->y;
    return n + 1;
}

size_t curve_points(const struct curve *curve, double *x, double *y)
{
    size_t n = 0, used;

    if (curve->taken == 0)
        return 0;
    used = (size_t)((curve->taken + curve->each - 1) / curve->each);
    n = append(x, y, n, &curve->first);
    for (size_t i = 0; i < used; i++) {
        const struct moment *a = &curve->least[i], *b = &curve->most[i];
        n = append(x, y, n, a->x < b->x ? a : b);
        n = append(x, y, n, a->x < b->x ? b : a);
    }
    return append(x, y, n, &curve->last);
}

void curve_free(struct curve *curve)
{
    free(curve->least);
    *curve = (struct curve){0};
}

bool trail_make(struct trail *trail, struct fault *fault)
{
    *trail = (struct trail){.stride = 1};
    trail->x = calloc(TRAIL_POINTS, 2 * sizeof *trail->x);
    if (!trail->x)
        return fault_memory(fault, 2.0 * TRAIL_POINTS * sizeof *trail->x,
                            "the picture");
    trail->y = trail->x + TRAIL_POINTS;
    return true;
}

void trail_add(struct trail *trail, double x, double y)
{
    if (!trail->x || !axis_takes(AXIS_LINEAR, x) || !axis_takes(AXIS_LINEAR, y))
        return;
    trail->end = (struct moment){x, y};
    if (trail->wait > 0) {
        trail->wait--;
        return;
    }
    if (trail->n == TRAIL_POINTS) {
        trail->n = TRAIL_HEAD;
        for (size_t i = TRAIL_HEAD; i < TRAIL_POINTS; i += 2) {
            trail->x[trail->n] = trail->x[i];
            trail->y[trail->n++] = trail->y[i];
        }
        trail->stride *= 2;
    }
    trail->x[trail->n] = x;
    trail->y[trail->n++] = y;
    trail->wait = trail->n < TRAIL_HEAD ? 0 : trail->stride - 1;
}

void trail_free(struct trail *trail)
{
    free(trail->x);
    *trail = (struct trail){0};
}
