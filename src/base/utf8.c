/* Words of the user's, by characters. */
#include "base/utf8.h"

#include "base/unicode.h"

#include <assert.h>
#include <string.h>

bool utf8_begins(char c)
{
    return ((unsigned char)c & 0xC0U) != 0x80U;
}

bool utf8_is_control(char c)
{
    return (unsigned char)c < ' ' || c == 127;
}

int utf8_decode(const char *c, size_t left, uint32_t *code)
{
    static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
    unsigned char byte = left > 0 ? (unsigned char)*c : 0xFF;
    int n = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    uint32_t all = n == 1 ? byte : byte & (0x7FU >> n);

    if (byte >= 0xF8 || (size_t)n > left)
        return 0;
    for (int i = 1; i < n; i++) {
        if (utf8_begins(c[i]))
            return 0;
        all = all << 6 | ((unsigned char)c[i] & 0x3FU);
    }
    bool surrogate = all >= 0xD800 && all < 0xE000;
    *code = all;
    return utf8_begins(*c) && all >= least[n] && all <= 0x10FFFF && !surrogate
               ? n
               : 0;
}

int utf8_length(const char *c)
{
    uint32_t code;

    return utf8_decode(c, 4, &code); /* the NUL ends it */
}

int utf8_encode(uint32_t code, char to[4])
{
    int n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (int i = n; --i > 0; code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)(n == 1 ? code : (0xF00U >> n & 0xF0U) | code);
    return n;
}

int utf8_count(const char *text)
{
    int n = 0;

    for (; *text != '\0'; text++)
        n += utf8_begins(*text);
    return n;
}

/* The bytes of the character, or of what is none, and its columns. */
static size_t measure(const char *c, size_t left, int *columns)
{
    uint32_t code = ' ';
    bool plain = (unsigned char)*c < 0x80;
    int n = plain ? 1 : utf8_decode(c, left, &code);

    *columns = n > 0 && !plain ? unicode_columns(code) : 1;
    return n > 0 ? (size_t)n : 1;
}

int utf8_width_of(const char *text, size_t size)
{
    int all = 0, columns;

    for (size_t at = 0; at < size && text[at] != '\0'; all += columns)
        at += measure(text + at, size - at, &columns);
    return all;
}

int utf8_width(const char *text)
{
    return utf8_width_of(text, strlen(text));
}

size_t utf8_bytes(const char *text, int most)
{
    size_t used = 0;

    for (int left = most, columns; text[used] != '\0'; left -= columns) {
        size_t n = measure(text + used, 4, &columns);
        if (columns > left)
            break;
        used += n;
    }
    return used;
}

size_t utf8_cut(const char *text, size_t room)
{
    size_t n = 0;

    while (n < room && text[n] != '\0')
        n++;
    while (n > 0 && text[n] != '\0' && !utf8_begins(text[n]))
        n--;
    return n;
}

size_t utf8_clean(char *text, char but)
{
    char *to = text;

    while (*to >= ' ' && *to < 0x7F) /* most texts are plain */
        to++;
    for (const char *c = to; *c != '\0';) {
        int n = utf8_length(c);
        bool control = n == 1 && utf8_is_control(*c) && *c != but;
        bool c1 = n == 2 && *c == '\xC2' && (unsigned char)c[1] < 0xA0;
        bool odd = n == 0;
        n = odd ? 1 : n;
        if (control || c1 || odd)
            *to++ = '?';
        else
            for (int i = 0; i < n; i++)
                *to++ = c[i];
        c += n;
    }
    *to = '\0';
    return (size_t)(to - text);
}

struct utf8_word utf8_word(const char *word, int most, int width)
{
    struct utf8_word shown;
    size_t cut = utf8_bytes(word, most), before;

    assert(most <= 60 && width > -80 && width < 80);
    if (cut > 4 * (size_t)most) /* many upon one */
        cut = utf8_cut(word, 4 * (size_t)most);
    memcpy(shown.text, word, cut);
    shown.text[cut] = '\0';
    cut = utf8_clean(shown.text, '?');
    int columns = utf8_width(shown.text);
    before = width + columns < 0 ? (size_t)(-width - columns) : 0;
    memmove(shown.text + before, shown.text, cut + 1);
    memset(shown.text, ' ', before);
    for (cut += before; columns < width; columns++)
        shown.text[cut++] = ' ';
    shown.text[cut] = '\0';
    return shown;
}
