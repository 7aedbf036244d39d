/* blank.h -- where a line ends, and what is blank: the same for texts and
   tables. */
#ifndef BASE_BLANK_H
#define BASE_BLANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The bytes of the line end at c, of n > 0: 1 for LF or CR, 2 for CR LF; 0:
   there is none. */
size_t blank_line_end(const char *c, size_t n);

/* Is the character a blank?  Those of ASCII, form feed and VT among them,
   U+0085, NBSP, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and
   U+3000; LF and CR, which end lines, too. */
bool blank_is(uint32_t code);

#endif
