/* unicode.h -- what a character is: a letter, a digit, a blank; its small
   letter; its columns. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* Unicode's general categories L and M, letters and their marks; N, digits and
   other numbers; all else. */
enum unicode_kind { UNICODE_OTHER, UNICODE_LETTER, UNICODE_DIGIT };
enum unicode_kind unicode_kind(uint32_t code);

/* How many columns of a terminal it takes: 2 where its East Asian width is
   wide or full, 0 where it stands upon another (categories Mn, Me, Cf; the
   later parts of a Hangul syllable), else 1. */
int unicode_columns(uint32_t code);

/* The small letter of a capital of Latin, Greek or Cyrillic, by the simple
   mapping, one to one; any other character is its own. */
uint32_t unicode_lower(uint32_t code);

#endif
