/* utf8.h -- words of the user's, by characters and not by bytes. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Does a byte begin a character? */
bool utf8_begins(char c);

/* Is it a control character: below ' ', or DEL? */
bool utf8_is_control(char c);

/* The bytes of the character at c, 1 to 4, of which at most `left` are there,
   and its code; 0: there is none (an invalid or overlong sequence, a surrogate,
   NUL). */
int utf8_decode(const char *c, size_t left, uint32_t *code);

/* The same of a text that NUL ends. */
int utf8_length(const char *c);

/* The bytes of a character, 1 to 4. */
int utf8_encode(uint32_t code, char to[4]);

/* How many characters a text has. */
int utf8_count(const char *text);

/* How many columns of a terminal a text takes: a character 0, 1 or 2, a byte
   that belongs to none 1; the second: its first `size` bytes. */
int utf8_width(const char *text);
int utf8_width_of(const char *text, size_t size);

/* How many bytes go into the first `most` columns, with all that stands upon
   the last. */
size_t utf8_bytes(const char *text, int most);

/* How many of at most `room` bytes are whole characters. */
size_t utf8_cut(const char *text, size_t room);

/* Makes '?' of what a terminal would obey or cannot show: control characters,
   also those of two bytes (C1), but for `but` ('?': for none); bytes that
   belong to no character.  Returns the length, which does not grow. */
size_t utf8_clean(char *text, char but);

/* At most `most` <= 60 columns of a word, '?' for control characters, blanks up
 * to `width` columns behind it, or up to -width before it. */
struct utf8_word {
    char text[320];
};
struct utf8_word utf8_word(const char *word, int most, int width);

#endif
