/* Text cut into tokens, and these into units.  Plain letters take the short
   way; whatever else a byte begins takes a closer look. */
#include "words/reader.h"

#include "base/array.h"
#include "base/blank.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* No character at all; the other apostrophe; room for what one step adds, and
   for twice as much. */
enum { ODD = 0xFFFD, APOSTROPHE = 0x2019, SHORT = 32, ROOM = 64 };

static const char what[] = "what was read of this text";

/* What needs no closer look: letters and digits, with blanks between the tokens
   also most other signs. */
static unsigned char stored_as(int c, struct corpus_rule rule)
{
    bool capital = c >= 'A' && c <= 'Z';
    bool plain = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool end = rule.unit == CORPUS_SENTENCE && strchr(".!?\"'", c);

    if (rule.tokens == CORPUS_SPACE)
        return (unsigned char)(c >= 0x80 || end || blank_is((uint32_t)c) ? 0
                                                                         : c);
    return (unsigned char)(!plain || rule.tokens == CORPUS_CHARS ? 0
                           : capital                             ? c - 'A' + 'a'
                                                                 : c);
}

struct reader reader_start(struct corpus *corpus, struct corpus_rule rule,
                           const char *name, const char *file,
                           struct fault *fault)
{
    struct reader r = {.corpus = corpus,
                       .rule = rule,
                       .name = name,
                       .file = file,
                       .fault = fault,
                       .line = 1,
                       .full = UINT64_MAX};

    *corpus = (struct corpus){.rule = rule};
    for (int c = 1; c < 256; c++)
        r.as[c] = stored_as(c, rule);
    return r;
}

static bool put(struct reader *r, uint32_t id)
{
    struct corpus *c = r->corpus;

    if (!array_room(&c->token, &r->room, c->n + 1, sizeof *c->token, what,
                    r->fault))
        return false;
    c->token[c->n++] = id;
    return true;
}

static bool put_token(struct reader *r, const char *token, size_t length)
{
    uint32_t id = vocabulary_add(&r->corpus->words, token, length, r->fault);

    r->tokens++;
    return id != WORD_END && put(r, id);
}

static bool end_word(struct reader *r)
{
    size_t length = r->length;

    r->length = 0;
    return length == 0 || put_token(r, r->word, length);
}

static bool end_unit(struct reader *r)
{
    r->gap = false;
    if (r->tokens == 0)
        return true;
    r->corpus->lines++;
    r->corpus->pairs += r->tokens - 1;
    r->tokens = 0;
    return put(r, WORD_END);
}

/* A line end of so many bytes; an empty line has nothing but blanks. */
static bool end_line(struct reader *r, size_t n)
{
    enum corpus_unit unit = r->rule.unit;
    bool empty = r->at == r->blank;
    bool full = unit == CORPUS_SENTENCE && r->at == r->full;

    r->line++;
    r->blank = r->at + n;
    if (!end_word(r))
        return false;
    if (unit == CORPUS_LINE || empty || full)
        return end_unit(r);
    r->gap = r->rule.tokens == CORPUS_CHARS && r->tokens > 0;
    return true;
}

/* A character to the word, which has room: see reader_feed. */
static bool append(struct reader *r, const char *bytes, size_t n)
{
    memcpy(r->word + r->length, bytes, n);
    r->length += n;
    return true;
}

/* A character that is a token of its own; before it perhaps the blank that it
   is apart from the one before. */
static bool put_char(struct reader *r, const char *c, size_t n)
{
    unsigned char byte = (unsigned char)*c;

    if (r->gap && !put_token(r, " ", 1))
        return false;
    r->gap = false;
    if (byte >= 0x80)
        return put_token(r, c, n);
    if (r->id[byte] == 0) {
        if (!put_token(r, c, 1))
            return false;
        r->id[byte] = r->corpus->token[r->corpus->n - 1] + 1;
        return true;
    }
    r->tokens++;
    return put(r, r->id[byte] - 1);
}

static bool take_blank(struct reader *r, const char *c, size_t n)
{
    bool full = r->rule.unit == CORPUS_SENTENCE && r->at == r->full;

    if (r->at == r->blank)
        r->blank += n;
    if (r->rule.tokens == CORPUS_CHARS && r->rule.unit == CORPUS_LINE)
        return put_char(r, c, n);
    if (!end_word(r) || (full && !end_unit(r)))
        return false;
    r->gap = r->rule.tokens == CORPUS_CHARS && r->tokens > 0;
    return true;
}

/* Is the last character of the word so far a letter? */
static bool letter_before(const struct reader *r)
{
    size_t n = 1;
    uint32_t code = 0;

    if (r->length == 0)
        return false;
    while (!utf8_begins(r->word[r->length - n])) /* all are whole */
        n++;
    utf8_decode(r->word + r->length - n, n, &code);
    return unicode_kind(code) == UNICODE_LETTER;
}

/* A character where words are letters and digits; behind it `left` bytes. */
static bool take_sign(struct reader *r, uint32_t code, const char *c, size_t n,
                      size_t left)
{
    uint32_t next;
    char small[4];

    if (code >= 0x80 && unicode_kind(code) != UNICODE_OTHER) {
        uint32_t lower = unicode_lower(code);
        if (lower == code)
            return append(r, c, n);
        n = (size_t)utf8_encode(lower, small);
        return append(r, small, n);
    }
    return (code == '\'' || code == APOSTROPHE) && letter_before(r) &&
                   utf8_decode(c + n, left, &next) > 0 &&
                   unicode_kind(next) == UNICODE_LETTER
               ? append(r, c, n)
               : end_word(r);
}

/* May a sentence end behind the character?  At . ! ? and quotes behind them. */
static void look_for_end(struct reader *r, uint32_t code, size_t n)
{
    bool quote = code == '"' || code == '\'' || code == 0xAB || code == 0xBB ||
                 (code >= 0x2018 && code <= 0x201F) || code == 0x2039 ||
                 code == 0x203A || code == 0x300D || code == 0x300F;

    if (code == '.' || code == '!' || code == '?' ||
        (quote && r->at == r->full))
        r->full = r->at + n;
}

/* A NUL byte; what the file is, its first bytes may tell. */
static bool refuse(struct reader *r)
{
    const struct magic *magic = magic_find(r->first, r->firsts);

    fault_say(r->fault, FAULT_FILE,
              r->counts ? "Give count plain text, in UTF-8"
                        : "Give --text plain text, in UTF-8",
              "%s:%.0f: a NUL byte: this is %s", r->name, (double)r->line,
              magic ? magic->what : "no text");
    if (magic)
        magic_hint(magic, r->file, r->counts ? "count -" : "bigram --text -",
                   r->fault);
    return false;
}

/* A byte that belongs to no character.  windows-1252 has signs at 0x80 to 0x9F,
   but for five of them. */
static void count_odd(struct reader *r, unsigned char byte)
{
    struct corpus_odd *odd = &r->corpus->odd;

    if (odd->bytes++ == 0)
        odd->line = r->line;
    r->odd_c1 += byte < 0xA0;
    r->odd_undefined += byte == 0x81 || byte == 0x8D || byte == 0x8F ||
                        byte == 0x90 || byte == 0x9D;
}

/* The character at c, of n bytes; 0: a NUL byte. */
static uint32_t look_at(struct reader *r, const char *c, size_t left, size_t *n)
{
    uint32_t code = (unsigned char)*c;

    *n = 1;
    if (code < 0x80) /* most are */
        return code;
    int bytes = utf8_decode(c, left, &code);
    if (bytes == 0) {
        count_odd(r, (unsigned char)*c);
        return ODD;
    }
    *n = (size_t)bytes;
    r->wide++;
    return code;
}

/* What stands at c, of `left` bytes: how many it takes; 0: a fault. */
static size_t take(struct reader *r, const char *c, size_t left)
{
    size_t n = blank_line_end(c, left);

    if (n > 0)
        return end_line(r, n) ? n : 0;
    uint32_t code = look_at(r, c, left, &n);
    if (code == 0)
        return refuse(r);
    if (blank_is(code))
        return take_blank(r, c, n) ? n : 0;
    bool good = r->rule.tokens == CORPUS_WORDS
                    ? take_sign(r, code, c, n, left - n)
                : r->rule.tokens == CORPUS_CHARS ? put_char(r, c, n)
                                                 : append(r, c, n);
    if (r->rule.unit == CORPUS_SENTENCE)
        look_for_end(r, code, n);
    return good ? n : 0;
}

/* Adds to the word what needs no closer look, of n bytes: how many. */
static size_t take_plain(struct reader *r, const char *bytes, size_t n)
{
    size_t k = 0, room = r->most - r->length - SHORT; /* for what follows */
    char *to = r->word + r->length;

    for (n = n < room ? n : room; k < n; k++) {
        unsigned char c = r->as[(unsigned char)bytes[k]];
        if (c == 0)
            break;
        to[k] = (char)c;
    }
    r->length += k;
    return k;
}

bool reader_feed(struct reader *r, const char *bytes, size_t n, bool last,
                 size_t *used)
{
    size_t i = 0, end = last ? n : n < READER_AHEAD ? 0 : n - READER_AHEAD + 1;
    uint64_t before = r->at;
    bool sentences = r->rule.unit == CORPUS_SENTENCE;

    if (r->firsts == 0 && n > 0) {
        r->firsts = n < MAGIC_BYTES ? n : MAGIC_BYTES;
        memcpy(r->first, bytes, r->firsts);
        if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
            i = 3;
    }
    while (i < end) {
        if (r->most - r->length < ROOM &&
            !array_room(&r->word, &r->most, r->length + ROOM, 1, what,
                        r->fault))
            return false;
        i += take_plain(r, bytes + i, end - i);
        if (i == end || r->as[(unsigned char)bytes[i]] != 0)
            continue;
        r->at = before + i;
        /* most often the blank behind a word */
        bool behind = bytes[i] == ' ' && r->length > 0 && !sentences;
        size_t taken = behind ? end_word(r) : take(r, bytes + i, n - i);
        if (taken == 0)
            return false;
        i += taken;
    }
    r->at = before + i;
    *used = i;
    return true;
}

bool reader_finish(struct reader *r, bool good)
{
    struct corpus_odd *odd = &r->corpus->odd;

    good = good && end_word(r) && end_unit(r);
    free(r->word);
    odd->from = r->wide > odd->bytes                     ? "utf-8"
                : r->odd_c1 > 0 && r->odd_undefined == 0 ? "windows-1252"
                                                         : "latin1";
    return good;
}
