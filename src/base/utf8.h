/* utf8.h -- words of the user's, by characters and not by bytes. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Does a byte begin a character? */
bool utf8_begins(char c);

/* Is it a control character: below ' ', or DEL? */
bool utf8_is_control(char c);

/* The bytes of the character at c, 1 to 4; 0: there is none (an invalid or
   overlong sequence, a surrogate, NUL). */
int utf8_length(const char *c);

/* How many characters a text has. */
int utf8_count(const char *text);

/* How many bytes the first `most` characters take. */
size_t utf8_bytes(const char *text, int most);

/* How many of at most `room` bytes are whole characters. */
size_t utf8_cut(const char *text, size_t room);

/* Makes '?' of what a terminal would obey: control characters, also those of
   two bytes or of a lone one (C1), but for `but` ('?': for none).  Returns the
   length, which does not grow. */
size_t utf8_clean(char *text, char but);

/* At most `most` <= 60 characters of a word, '?' for control characters,
   blanks up to `width` columns behind it, or up to -width before it. */
struct utf8_word {
    char text[320];
};
struct utf8_word utf8_word(const char *word, int most, int width);

#endif
