/* A walk through the steps of a training. */
#include "guide/walk.h"

#include "base/array.h"

#include <stdlib.h>

struct move walk_latest(const struct walk *w)
{
    struct move move = w->moves[w->n - 1];

    move.n = 1;
    move.fresh = false;
    return move;
}

bool walk_on(struct walk *w, struct move move, struct fault *fault)
{
    if (!array_room(&w->moves, &w->room, w->n + 1, sizeof move, "the steps",
                    fault))
        return false;
    w->moves[w->n++] = move;
    return w->walker->move(w->model, &move, fault);
}

bool walk_back(struct walk *w, struct fault *fault)
{
    size_t at = --w->n - 1;
    bool good = true;

    while (!w->moves[at].fresh)
        at--;
    for (; good && at < w->n; at++)
        good = w->walker->move(w->model, &w->moves[at], fault);
    return good;
}

void walk_free(struct walk *w)
{
    free(w->moves);
    w->moves = NULL;
    w->n = w->room = 0;
}
