/* array.h -- arrays that grow. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "trainloop/fault.h"

#include <stddef.h>

/* Makes room for `need` >= 1 items of `size` bytes.  items: the address of the
   pointer to them; *room: how many fit, 0 with NULL.  Fault (it may be NULL):
   no memory for `what`; all is as it was. */
bool array_room(void *items, size_t *room, size_t need, size_t size,
                const char *what, struct fault *fault);

/* n zeros and one more, so that there is always an array; NULL: no memory. */
void *array_zeros(size_t n, size_t size);

#endif
