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
    struct marks *marks = (struct marks *)watch;
    const struct dataset *set = marks->set;

    if (marks->next == marks->n || marks->mark[marks->next].epoch != m->steps)
        return;
    marks->mark[marks->next++] =
        (struct mark){m->steps, true, m->g.loss,
                      line_unscale(&m->line, set->center, set->scale)};
}

struct line_watch *marks_watch(struct marks *marks, const struct dataset *set)
{
    marks->watch.see = see;
    marks->set = set;
    return &marks->watch;
}
