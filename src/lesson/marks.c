/* What a regression run was like at some of its epochs. */
#include "lesson/marks.h"

#include <assert.h>
#include <string.h>

void marks_want(struct marks *marks, uint64_t epoch)
{
    int at = 0;

    while (at < marks->n && marks->mark[at].epoch < epoch)
        at++;
    if (at < marks->n && marks->mark[at].epoch == epoch)
        return;
    assert(marks->n < MARKS_MOST);
    memmove(&marks->mark[at + 1], &marks->mark[at],
            (size_t)(marks->n - at) * sizeof marks->mark[0]);
    marks->mark[at] = (struct mark){.epoch = epoch};
    marks->n++;
}

struct mark *marks_note(struct marks *marks, uint64_t epoch)
{
    if (marks->next == marks->n || marks->mark[marks->next].epoch != epoch)
        return NULL;
    struct mark *mark = &marks->mark[marks->next++];
    mark->noted = true;
    return mark;
}

const struct mark *marks_at(const struct marks *marks, uint64_t epoch)
{
    for (int i = 0; i < marks->n; i++)
        if (marks->mark[i].epoch == epoch && marks->mark[i].noted)
            return &marks->mark[i];
    return NULL;
}
