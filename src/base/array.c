/* Arrays that grow. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool array_room(void *items, size_t *room, size_t need, size_t size,
                const char *what, struct fault *fault)
{
    void *old, *larger = NULL;

    if (need <= *room)
        return true;
    size_t n = *room > need / 2 ? 2 * *room : need;
    memcpy(&old, items, sizeof old); /* of any type: copied, not aliased */
    if (n >= need && n <= SIZE_MAX / 2 / size)
        larger = realloc(old, n * size);
    if (!larger)
        return fault && fault_memory(fault, (double)n * (double)size, what);
    memcpy(items, &larger, sizeof larger);
    *room = n;
    return true;
}

void *array_zeros(size_t n, size_t size)
{
    return n < SIZE_MAX / 2 / size ? calloc(n + 1, size) : NULL;
}
