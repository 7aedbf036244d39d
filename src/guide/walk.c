/* A walk through the steps of a training. */
#include "guide/walk.h"

#include "base/array.h"

#include <stdlib.h>

static bool make(struct walk *w, struct move *move, struct fault *fault)
{
    bool heeds = move->n > 1;

    if (heeds)
        w->call->heed(true);
    bool good = w->walker->move(w->model, move, w->call->interrupted, fault);
    if (heeds)
        w->call->heed(false);
    return good;
}

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
    return make(w, &w->moves[w->n - 1], fault);
}

bool walk_back(struct walk *w, struct fault *fault)
{
    size_t at = --w->n - 1;
    bool good = true;

    while (!w->moves[at].fresh)
        at--;
    for (; good && at < w->n; at++) {
        good = make(w, &w->moves[at], fault);
        if (*w->call->interrupted) /* this is how far it came */
            w->n = at + 1;
    }
    return good;
}

void walk_free(struct walk *w)
{
    free(w->moves);
    w->moves = NULL;
    w->n = w->room = 0;
}
