/* array.h -- arrays that grow. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for `need` >= 1 items of `size` bytes, at least twice as much as
   there was.  items: the address of the pointer to them; *room: how many fit, 0
   with a NULL pointer.  False: no memory; all is as it was. */
bool array_room(void *items, size_t *room, size_t need, size_t size);

/* Gives back the room that n items do not need; none where n = 0. */
void array_fit(void *items, size_t *room, size_t n, size_t size);

#endif
