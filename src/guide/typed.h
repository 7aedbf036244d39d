/* typed.h -- what somebody types at a prompt. */
#ifndef GUIDE_TYPED_H
#define GUIDE_TYPED_H

#include <stdbool.h>
#include <stddef.h>

/* A line of stdin without blanks around it; what is too long for an answer ends
   in '!'.  False: there is none any more. */
bool typed_line(char *line, size_t size);

/* In small letters, in place. */
void typed_lower(char *line);

#endif
