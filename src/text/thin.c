/* Few points that look like many. */
#include "text/thin.h"

void thin_take(struct thin *piece, struct moment m)
{
    if (!piece->any || m.y < piece->least.y)
        piece->least = m;
    if (!piece->any || m.y > piece->most.y)
        piece->most = m;
    piece->any = true;
}

struct moment thin_end(const struct thin *piece, int end)
{
    bool rising = piece->least.x < piece->most.x;

    return rising == (end == 1) ? piece->most : piece->least;
}
