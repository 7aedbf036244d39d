/* Arrays that grow. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The pointer may be of any type: it is copied, not aliased. */
static bool resize(void *items, size_t *room, size_t n, size_t size)
{
    void *old, *larger;

    memcpy(&old, items, sizeof old);
    larger = realloc(old, n * size);
    if (!larger)
        return false;
    memcpy(items, &larger, sizeof larger);
    *room = n;
    return true;
}

bool array_room(void *items, size_t *room, size_t need, size_t size)
{
    size_t n = *room > need / 2 ? 2 * *room : need;

    if (need <= *room)
        return true;
    return n >= need && n <= SIZE_MAX / 2 / size &&
           resize(items, room, n, size);
}

void *array_zeros(size_t n, size_t size)
{
    return n < SIZE_MAX / 2 / size ? calloc(n + 1, size) : NULL;
}
