/* Arrays that grow. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The pointer may be of any type: it is copied, not aliased. */
static bool resize(void *items, size_t bytes)
{
    void *old, *new;

    memcpy(&old, items, sizeof old);
    new = realloc(old, bytes);
    if (new)
        memcpy(items, &new, sizeof new);
    return new != NULL;
}

bool array_room(void *items, size_t *room, size_t need, size_t size)
{
    size_t n = *room > need / 2 ? 2 * *room : need;

    if (need <= *room)
        return true;
    if (n < need || n > SIZE_MAX / 2 / size || !resize(items, n * size))
        return false;
    *room = n;
    return true;
}

void *array_zeros(size_t n, size_t size)
{
    return n < SIZE_MAX / 2 / size ? calloc(n + 1, size) : NULL;
}
