/* Arrays that grow. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What items points to, with room for so many bytes; NULL: no memory.  That
   pointer may be of any type: it is copied, not aliased. */
static void *resize(const void *items, size_t bytes)
{
    void *old;

    memcpy(&old, items, sizeof old);
    return realloc(old, bytes);
}

bool array_room(void *items, size_t *room, size_t need, size_t size)
{
    size_t n = *room > need / 2 ? 2 * *room : need;

    if (need <= *room)
        return true;
    if (n < need || n > SIZE_MAX / 2 / size)
        return false;
    void *larger = resize(items, n * size);
    if (!larger)
        return false;
    memcpy(items, &larger, sizeof larger);
    *room = n;
    return true;
}

void *array_zeros(size_t n, size_t size)
{
    return n < SIZE_MAX / 2 / size ? calloc(n + 1, size) : NULL;
}
