/* What a run was like at some of its epochs. */
#include "lesson/marks.h"

#include <string.h>

void marks_want(struct marks *marks, uint64_t epoch)
{
    int at = 0;

    while (at < marks->n && marks->mark[at].epoch < epoch)
        at++;
    if ((at < marks->n && marks->mark[at].epoch == epoch) ||
        marks->n == MARKS_MOST)
        return;
    memmove(&marks->mark[at + 1], &marks->mark[at],
            (size_t)(marks->n - at) * sizeof marks->mark[0]);
    marks->mark[at] = (struct mark){.epoch = epoch};
    marks->n++;
}

const struct mark *marks_at(const struct marks *marks, uint64_t epoch)
{
    for (int i = 0; i < marks->n; i++)
        if (marks->mark[i].epoch == epoch && marks->mark[i].noted)
            return &marks->mark[i];
    return NULL;
}

static void see(struct line_watch *watch, const struct line_moment *m)
{
    struct marks_watch *w = (struct marks_watch *)watch;
    struct marks *marks = w->marks;

    if (marks->next == marks->n || marks->mark[marks->next].epoch != m->steps)
        return;
    struct mark *mark = &marks->mark[marks->next++];
    mark->noted = true;
    mark->loss = m->g.loss;
    mark->line = line_unscale(&m->line, w->set->center, w->set->scale);
}

struct marks_watch marks_watch(struct marks *marks, const struct dataset *set)
{
    return (struct marks_watch){{see, NULL}, marks, set};
}
