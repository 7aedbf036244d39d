/* What a run remembers for its pictures. */
#include "lesson/sketch.h"

bool sketch_make(struct sketch *sketch, struct fault *fault)
{
    sketch->on = true;
    return curve_make(&sketch->loss, fault) &&
           curve_make(&sketch->held, fault) &&
           curve_make(&sketch->gain, fault) &&
           curve_make(&sketch->wanted, fault) &&
           trail_make(&sketch->path, fault) &&
           trail_make(&sketch->walls, fault);
}

void sketch_free(struct sketch *sketch)
{
    curve_free(&sketch->loss);
    curve_free(&sketch->held);
    curve_free(&sketch->gain);
    curve_free(&sketch->wanted);
    trail_free(&sketch->path);
    trail_free(&sketch->walls);
}

static void see(struct line_watch *watch, const struct line_moment *m)
{
    const struct sketch_watch *w = (const struct sketch_watch *)watch;
    struct sketch *sketch = w->sketch;
    struct line line = line_unscale(&m->line, w->set->center, w->set->scale);
    double epoch = (double)m->steps;

    curve_add(&sketch->loss, epoch, m->g.loss);
    if (w->set->held.n > 0)
        curve_add(&sketch->held, epoch, m->watched);
    trail_add(&sketch->path, line.slope, line.intercept);
    trail_add(&sketch->walls, line.slope, m->g.loss);
    if (m->steps > 0 && !m->end) {
        curve_add(&sketch->gain, epoch, m->fit->judge.gain);
        curve_add(&sketch->wanted, epoch, m->fit->judge.wanted);
    }
}

struct sketch_watch sketch_watch(struct sketch *sketch,
                                 const struct dataset *set)
{
    return (struct sketch_watch){{see, NULL}, sketch, set};
}
