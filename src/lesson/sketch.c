/* What a run remembers for its pictures. */
#include "lesson/sketch.h"

bool sketch_make(struct sketch *s, struct fault *fault)
{
    s->on = true;
    return curve_make(&s->loss, fault) && curve_make(&s->held, fault) &&
           curve_make(&s->gain, fault) && curve_make(&s->wanted, fault) &&
           trail_make(&s->path, fault) && trail_make(&s->walls, fault);
}

void sketch_free(struct sketch *s)
{
    struct curve *const curves[] = {&s->loss, &s->held, &s->gain, &s->wanted};

    for (int i = 0; i < 4; i++)
        curve_free(curves[i]);
    trail_free(&s->path);
    trail_free(&s->walls);
}

void sketch_add(struct sketch *s, const struct dataset *set,
                const struct line_moment *m)
{
    struct line line = line_unscale(&m->line, set->center, set->scale);
    double epoch = (double)m->steps;

    curve_add(&s->loss, epoch, m->g.loss);
    if (set->held.n > 0)
        curve_add(&s->held, epoch, m->watched);
    trail_add(&s->path, line.slope, line.intercept);
    trail_add(&s->walls, line.slope, m->g.loss);
    if (m->steps > 0 && !m->end) {
        curve_add(&s->gain, epoch, m->fit->judge.gain);
        curve_add(&s->wanted, epoch, m->fit->judge.wanted);
    }
}
