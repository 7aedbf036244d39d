/* The text: its words and their numbers, what is no text, the lines held out.
 */
#include "test.h"

#include "trainloop/corpus.h"

#include <stdlib.h>

static const char file_name[] = "test_corpus.txt";

static const char sentences[] = "the cat sat on the mat\n"
                                "the dog ran in the park\n"
                                "the cat sat in the house\n"
                                "the dog sat on the mat\n"
                                "the cat ran in the park\n";

/* What is read at once, which a test of its edge has to know. */
enum { BLOCK = 1 << 12 };

static bool write_bytes(const char *bytes, size_t n)
{
    FILE *file = fopen(file_name, "wb");

    if (!CHECK(file != NULL))
        return false;
    bool good = fwrite(bytes, 1, n, file) == n;
    return CHECK(fclose(file) == 0 && good);
}

static struct corpus_rule by_lines(enum corpus_tokens kind)
{
    return (struct corpus_rule){kind, CORPUS_LINE};
}

static bool parse_bytes(struct corpus *c, const char *bytes, size_t n,
                        enum corpus_tokens kind)
{
    struct fault fault = {0};

    bool good = corpus_parse(c, bytes, n, "a text", by_lines(kind), &fault);
    if (!good)
        printf("fault: %s\n", fault.text);
    return good;
}

static bool parse(struct corpus *c, const char *text, enum corpus_tokens kind)
{
    return parse_bytes(c, text, strlen(text), kind);
}

/* The ids, '/' for the end of a line, '?' for a word not known. */
static const char *ids(const uint32_t *token, size_t n)
{
    static char text[1000];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < n && used + 20 < sizeof text; i++)
        if (token[i] >= WORD_UNKNOWN)
            used += (size_t)sprintf(text + used, "%c ",
                                    token[i] == WORD_END ? '/' : '?');
        else
            used +=
                (size_t)sprintf(text + used, "%lu ", (unsigned long)token[i]);
    return text;
}

/* The words of the vocabulary, '|' between them. */
static const char *words(const struct vocabulary *v)
{
    static char text[1000];
    size_t used = 0;

    text[0] = '\0';
    for (uint32_t id = 0; id < v->n && used + 60 < sizeof text; id++)
        used += (size_t)sprintf(text + used, "%s%.50s", id ? "|" : "",
                                vocabulary_word(v, id));
    return text;
}

static bool is_empty(const struct corpus *c)
{
    return !c->token && c->n == 0 && !c->held && c->n_held == 0 &&
           !c->words.text && !c->words.node && !c->words.table &&
           c->words.n == 0 && c->words.used == 0 && c->words.room == 0 &&
           c->words.nodes == 0 && c->words.bits == 0 && c->lines == 0 &&
           c->held_lines == 0 && c->pairs == 0 && c->held_pairs == 0 &&
           c->held_unknown == 0;
}

static void five_sentences(const struct corpus *c)
{
    static const struct pair last[] = {{0, 1}, {1, 6}, {6, 7}, {7, 0}, {0, 8}};
    size_t at = 0, n = 0;
    struct pair pair = {0, 0};

    CHECK_TEXT(words(&c->words), "the|cat|sat|on|mat|dog|ran|in|park|house");
    CHECK_TEXT(ids(c->token, c->n), "0 1 2 3 0 4 / 0 5 6 7 0 8 / "
                                    "0 1 2 7 0 9 / 0 5 2 3 0 4 / "
                                    "0 1 6 7 0 8 / ");
    CHECK(c->words.n == 10 && c->lines == 5 && c->pairs == 25);
    CHECK(c->n == 35 && c->held == NULL && c->n_held == 0);
    CHECK(c->held_lines == 0 && c->held_pairs == 0 && c->held_unknown == 0);
    for (; corpus_next(c->token, c->n, &at, &pair); n++)
        if (n >= 20)
            CHECK(pair.word == last[n - 20].word &&
                  pair.next == last[n - 20].next);
    CHECK(n == 25);
    CHECK(!corpus_next(c->token, c->n, &at, &pair));
}

/* From memory, from a file and from standard input. */
static void lesson(void)
{
    struct corpus c;
    struct fault fault = {0};

    for (int kind = CORPUS_SPACE; kind <= CORPUS_WORDS; kind++) {
        if (!CHECK(parse(&c, sentences, (enum corpus_tokens)kind)))
            continue;
        five_sentences(&c);
        corpus_free(&c);
        CHECK(is_empty(&c));
        corpus_free(&c);
    }
    if (!write_bytes(sentences, sizeof sentences - 1))
        return;
    if (CHECK(corpus_read(&c, file_name, by_lines(CORPUS_SPACE), &fault)))
        five_sentences(&c);
    corpus_free(&c);
    if (CHECK(freopen(file_name, "rb", stdin) != NULL) &&
        CHECK(corpus_read(&c, "-", by_lines(CORPUS_SPACE), &fault)))
        five_sentences(&c);
    corpus_free(&c);
    fclose(stdin);
    remove(file_name);
}

/* A text, the ids and the words that it is to give. */
static void gives(const char *text, enum corpus_tokens kind,
                  const char *some_ids, const char *some_words)
{
    struct corpus c;

    if (!CHECK(parse(&c, text, kind)))
        return;
    CHECK_TEXT(ids(c.token, c.n), some_ids);
    CHECK_TEXT(words(&c.words), some_words);
    corpus_free(&c);
}

static void lines(void)
{
    struct corpus c;

    gives("a b\nb a\n", CORPUS_SPACE, "0 1 / 1 0 / ", "a|b");
    gives("a b\nb a", CORPUS_SPACE, "0 1 / 1 0 / ", "a|b");
    gives("a b\r\nb a\r\n", CORPUS_SPACE, "0 1 / 1 0 / ", "a|b");
    gives("a b\r\nb a\r\n", CORPUS_WORDS, "0 1 / 1 0 / ", "a|b");
    gives("\n\n \n a b \n\t\n\r\n\nb a\n\n", CORPUS_SPACE, "0 1 / 1 0 / ",
          "a|b");
    gives("!\na, b.\n--\n\nb a\n", CORPUS_WORDS, "0 1 / 1 0 / ", "a|b");
    gives("a\nb\nb a", CORPUS_SPACE, "0 / 1 / 1 0 / ", "a|b");
    gives("a b\rb a\r", CORPUS_SPACE, "0 1 / 1 0 / ", "a|b");
    gives("a b\r\rb a\n\ra\n", CORPUS_SPACE, "0 1 / 1 0 / 0 / ", "a|b");
    gives("a b\tc\vd\fe  f\n", CORPUS_SPACE, "0 1 2 3 4 5 / ", "a|b|c|d|e|f");
    /* U+0085, NBSP, U+1680, U+2028, U+2029, U+202F, U+205F, U+3000 */
    gives("a\xC2\x85"
          "b\xC2\xA0 c\xE1\x9A\x80"
          "d\xE2\x80\x80"
          "e\xE2\x80\x8A"
          "f\xE2\x80\xA8g\xE2\x80\xA9h\xE2\x80\xAFi\xE2\x81\x9Fj"
          "\xE3\x80\x80k\xE2\x80\x8B\xEF\xBB\xBFl",
          CORPUS_SPACE, "0 1 2 3 4 5 6 7 8 9 10 / ",
          "a|b|c|d|e|f|g|h|i|j|k\xE2\x80\x8B\xEF\xBB\xBFl");
    if (CHECK(parse(&c, "\n\na\nb c\n\nd e f", CORPUS_SPACE)))
        CHECK(c.lines == 3 && c.pairs == 3 && c.n == 9);
    corpus_free(&c);
}

/* The mark counts at the start of the text only, and only as a whole. */
static void byte_order_mark(void)
{
    gives("\xEF\xBB\xBF"
          "a b",
          CORPUS_SPACE, "0 1 / ", "a|b");
    gives("\xEF\xBB\xBF"
          "a b",
          CORPUS_WORDS, "0 1 / ", "a|b");
    gives("\xEF\xBB"
          "a \xEF\xBB\xBF\n\xEF\xBB\xBF"
          "a",
          CORPUS_SPACE, "0 1 / 2 / ",
          "\xEF\xBB"
          "a|\xEF\xBB\xBF|\xEF\xBB\xBF"
          "a");
    gives("\xEF\xBB\xBF\xEF\xBB\xBF b", CORPUS_SPACE, "0 1 / ",
          "\xEF\xBB\xBF|b");
}

static void kinds(void)
{
    gives("The the, THE The.\n", CORPUS_SPACE, "0 1 2 3 / ",
          "The|the,|THE|The.");
    gives("The the, THE The.\n", CORPUS_WORDS, "0 0 0 0 / ", "the");
    gives("don't x-ray 3.14 AZaz09 @[`{/:_", CORPUS_WORDS, "0 1 2 3 4 5 / ",
          "don't|x|ray|3|14|azaz09");
    gives("\x01 \x7F\x1F b", CORPUS_SPACE, "0 1 2 / ", "\x01|\x7F\x1F|b");
    gives("a\x01z \x7F b", CORPUS_WORDS, "0 1 2 / ", "a|z|b");
    gives("\xC3\x84hre \xC3\xA4HRE", CORPUS_WORDS, "0 0 / ", "\xC3\xA4hre");
    /* bytes that are no UTF-8 are in no word */
    gives("a\xFF"
          "b \xC3 c\x85",
          CORPUS_SPACE, "0 1 2 / ",
          "a\xFF"
          "b|\xC3|c\x85");
    gives("a\xFF"
          "b \xC3 c\x85",
          CORPUS_WORDS, "0 1 2 / ", "a|b|c");
    gives("a\xFF"
          "b",
          CORPUS_CHARS, "0 1 2 / ", "a|\xFF|b");
}

/* Signs that are no letters; apostrophes in words and around them. */
static void signs(void)
{
    gives("\xE2\x80\x9CThe cat,\xE2\x80\x9D the dog\xE2\x80\x94the\xE2\x80\xA6",
          CORPUS_WORDS, "0 1 0 2 0 / ", "the|cat|dog");
    gives("'The cat' sat, '' don't 'tis dogs' o'\xC3\x89t\xC3\xA9 5'3 a'5 5'a "
          "a''b",
          CORPUS_WORDS, "0 1 2 3 4 5 6 7 8 9 7 7 9 9 10 / ",
          "the|cat|sat|don't|tis|dogs|o'\xC3\xA9t\xC3\xA9|5|3|a|b");
    gives("don\xE2\x80\x99t \xE2\x80\x99tis it\xE2\x80\x99", CORPUS_WORDS,
          "0 1 2 / ", "don\xE2\x80\x99t|tis|it");
    gives("a' b'", CORPUS_WORDS, "0 1 / ", "a|b");
    /* capitals that are longer or shorter than their small letters; a final
       sigma is a sigma; a mark belongs to its letter; Armenian stays */
    gives("\xC8\xBA \xE2\xB1\xA5 \xE1\xBA\x9E\xC4\xB0 \xC3\x9Fi "
          "\xCE\xA3\xCE\x91\xCE\xA3 e\xCC\x81's \xD4\xB1 \xD5\xA1",
          CORPUS_WORDS, "0 0 1 1 2 3 4 5 / ",
          "\xE2\xB1\xA5|\xC3\x9Fi|\xCF\x83\xCE\xB1\xCF\x83|e\xCC\x81's|"
          "\xD4\xB1|\xD5\xA1");
}

/* The same by a rule. */
static void cut(const char *text, enum corpus_tokens tokens,
                enum corpus_unit unit, const char *some_ids,
                const char *some_words)
{
    struct corpus c;
    struct fault fault = {0};
    struct corpus_rule rule = {tokens, unit};

    if (!CHECK(corpus_parse(&c, text, strlen(text), "it", rule, &fault)))
        return;
    CHECK_TEXT(ids(c.token, c.n), some_ids);
    CHECK_TEXT(words(&c.words), some_words);
    corpus_free(&c);
}

static void units(void)
{
    static const char two[] = "a b\r\n \tc\r\n \t \r\nb a\n\n\na\nb";
    static const char spoken[] = "A b. C \"d!\" E f.g ? \xC2\xAB"
                                 "a?\xC2\xBB b.\n"
                                 "c e.\" f\n\ng 3.5 h!' . a\n. b";

    cut(two, CORPUS_SPACE, CORPUS_LINE, "0 1 / 2 / 1 0 / 0 / 1 / ", "a|b|c");
    cut(two, CORPUS_SPACE, CORPUS_PARAGRAPH, "0 1 2 / 1 0 / 0 1 / ", "a|b|c");
    cut(two, CORPUS_SPACE, CORPUS_SENTENCE, "0 1 2 / 1 0 / 0 1 / ", "a|b|c");
    cut(spoken, CORPUS_WORDS, CORPUS_SENTENCE,
        "0 1 / 2 3 / 4 5 6 / 0 / 1 / 2 4 / 5 / 6 7 8 9 / 0 / 1 / ",
        "a|b|c|d|e|f|g|3|5|h");
    cut(spoken, CORPUS_SPACE, CORPUS_SENTENCE,
        "0 1 / 2 3 / 4 5 6 / 7 / 1 / 8 9 / 10 / 11 12 13 / 14 / 15 14 / 16 "
        "/ ",
        "A|b.|C|\"d!\"|E|f.g|?|\xC2\xAB"
        "a?\xC2\xBB|c|e.\"|f|g|3.5|h!'|.|a|b");
    cut("\" a b. '' c", CORPUS_SPACE, CORPUS_SENTENCE, "0 1 2 / 3 4 / ",
        "\"|a|b.|''|c");
    /* the quotes of other scripts end a sentence behind its point; so do no
       other signs: U+2026, U+2030, U+300E */
    cut("a. \xE2\x80\xB9"
        "b.\xE2\x80\xBA c. \xE3\x80\x8C"
        "d.\xE3\x80\x8D "
        "\xE3\x80\x8E"
        "e.\xE3\x80\x8F f.\xE2\x80\xB9 g.\xE2\x80\xA6 "
        "h.\xE2\x80\xB0 i.\xE3\x80\x8E j",
        CORPUS_WORDS, CORPUS_SENTENCE, "0 / 1 / 2 / 3 / 4 / 5 / 6 7 8 9 / ",
        "a|b|c|d|e|f|g|h|i|j");
    cut(". a.\"\n\"b c", CORPUS_WORDS, CORPUS_SENTENCE, "0 / 1 2 / ", "a|b|c");
    cut("a b.\nc d.\n", CORPUS_WORDS, CORPUS_PARAGRAPH, "0 1 2 3 / ",
        "a|b|c|d");
}

static void chars(void)
{
    cut("anna\n\xE4\xBA\xBA a\tb\r\n", CORPUS_CHARS, CORPUS_LINE,
        "0 1 1 0 / 2 3 0 4 5 / ", "a|n|\xE4\xBA\xBA| |\t|b");
    cut(" a\nb\n \nc\n", CORPUS_CHARS, CORPUS_PARAGRAPH, "0 1 2 / 3 / ",
        "a| |b|c");
    cut("a.  b! c\n d\n", CORPUS_CHARS, CORPUS_SENTENCE, "0 1 / 2 3 / 4 5 6 / ",
        "a|.|b|!|c| |d");
    cut("A\xC3\x84 a", CORPUS_CHARS, CORPUS_LINE, "0 1 2 3 / ",
        "A|\xC3\x84| |a");
}

/* What is no UTF-8: how much, where, and what it may be. */
static void odd(void)
{
    static const struct {
        const char *text, *from;
        size_t bytes;
        unsigned line;
    } cases[] = {
        {"a b\nma\xF1"
         "ana c\rd\xF1 e",
         "latin1", 2, 2},
        {"don\x92t ma\xF1"
         "ana",
         "windows-1252", 2, 1},
        {"a\x92 b\x81", "latin1", 2, 1},
        {"\xC3\xA9 \xF1 \xF1", "latin1", 2, 1}, /* a character by chance */
        {"\xC3\xA9 \xC3\xA9 \xC3\xA9\n\n\xC3 b c", "utf-8", 1, 3},
        {"\xE2\x80 \xED\xA0\x80 \xC0\xAF \xF8", "windows-1252", 8, 1},
        {"\xEF\xBB\xBF"
         "a \xC3\xA9",
         "latin1", 0, 0},
    };

    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        struct corpus c;
        if (!CHECK(parse(&c, cases[k].text, CORPUS_SPACE)))
            continue;
        CHECK(c.odd.bytes == cases[k].bytes && c.odd.line == cases[k].line);
        if (c.odd.bytes > 0)
            CHECK_TEXT(c.odd.from, cases[k].from);
        corpus_free(&c);
    }
}

/* Every byte between two letters: the kinds by their definition. */
static void every_byte(void)
{
    for (int b = 1; b < 256; b++) {
        char text[] = {'x', (char)b, 'y', ' ', 'z'};
        struct corpus c;
        size_t end = b == '\n' || b == '\r';
        bool blank = strchr(" \t\v\f\r\n", b) != NULL;
        bool letter = b < 128 && strchr("abcdefghijklmnopqrstuvwxyz"
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789'",
                                        b) != NULL;
        if (CHECK(parse_bytes(&c, text, sizeof text, CORPUS_SPACE)))
            CHECK(c.words.n == (blank ? 3 : 2) && c.lines == 1 + end &&
                  c.odd.bytes == (size_t)(b > 127));
        corpus_free(&c);
        if (CHECK(parse_bytes(&c, text, sizeof text, CORPUS_WORDS)))
            CHECK(c.words.n == (letter ? 2 : 3) && c.lines == 1 + end);
        corpus_free(&c);
        if (CHECK(parse_bytes(&c, text, sizeof text, CORPUS_CHARS)))
            CHECK(c.pairs == 4 - 2 * end && c.lines == 1 + end);
        corpus_free(&c);
    }
}

/* The text is refused with these words, and nothing is left of it. */
static void refused(const char *bytes, size_t n, enum corpus_tokens kind,
                    const char *expected)
{
    struct corpus c;
    struct fault fault = {0};

    if (!write_bytes(bytes, n))
        return;
    memset(&c, 0x55, sizeof c);
    CHECK(!corpus_read(&c, file_name, by_lines(kind), &fault) && is_empty(&c));
    CHECK(fault.kind == FAULT_FILE);
    CHECK_TEXT(fault.text, expected);
    CHECK(strstr(fault.hint, "--text") != NULL);
    remove(file_name);
}

static void no_text(void)
{
    static const char second[] = "a b\r\nc \0 d\n";
    static const char first[] = "\0", last[] = "a b\n\n\nc d\0";
    static const char word[] = "a b\nc\0d e f";

    refused(first, 1, CORPUS_SPACE,
            "test_corpus.txt:1: a NUL byte: this is no text");
    refused(second, sizeof second - 1, CORPUS_WORDS,
            "test_corpus.txt:2: a NUL byte: this is no text");
    refused(last, sizeof last - 1, CORPUS_SPACE,
            "test_corpus.txt:4: a NUL byte: this is no text");
    refused(word, sizeof word - 1, CORPUS_SPACE,
            "test_corpus.txt:2: a NUL byte: this is no text");
    refused("", 0, CORPUS_SPACE, "test_corpus.txt is empty");
    refused("\xEF\xBB\xBF", 3, CORPUS_SPACE,
            "test_corpus.txt: there is no word in it");
    refused("\n \n\t\r\n", 6, CORPUS_WORDS,
            "test_corpus.txt: there is no word in it");
    refused("word", 4, CORPUS_SPACE,
            "test_corpus.txt: no pair of words in any line");
    refused("a\nb\nc\n", 6, CORPUS_SPACE,
            "test_corpus.txt: no pair of words in any line");
    refused("a-b,\n", 5, CORPUS_SPACE,
            "test_corpus.txt: no pair of words in any line");
}

static void no_file(void)
{
    struct corpus c;
    struct fault fault = {0};

    memset(&c, 0x55, sizeof c);
    CHECK(!corpus_read(&c, "no\x1b/such.txt", by_lines(CORPUS_SPACE), &fault));
    CHECK(fault.kind == FAULT_FILE && is_empty(&c));
    CHECK(strncmp(fault.text, "cannot open 'no?/such.txt': ", 28) == 0);
    CHECK(strstr(fault.hint, "--text") != NULL);
    fault = (struct fault){0};
    memset(&c, 0x55, sizeof c);
    CHECK(!corpus_read(&c, ".", by_lines(CORPUS_SPACE), &fault));
    CHECK(fault.kind == FAULT_FILE && is_empty(&c));
    CHECK(strncmp(fault.text, "cannot ", 7) == 0); /* read or, there, open */
    CHECK(strstr(fault.text, " '.': ") != NULL);
    CHECK(strstr(fault.hint, "--text") != NULL);
    fault = (struct fault){0};
    CHECK(
        !corpus_parse(&c, NULL, 0, "nothing", by_lines(CORPUS_SPACE), &fault));
    CHECK_TEXT(fault.text, "nothing is empty");
    CHECK(
        !corpus_parse(&c, "a\n\0", 3, "there", by_lines(CORPUS_SPACE), &fault));
    CHECK_TEXT(fault.text, "there:2: a NUL byte: this is no text");
}

/* Memory grows with what is new in a text, not with its length. */
static void repeats(void)
{
    static char text[1 << 20];
    struct corpus c;
    struct fault fault = {0};

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "a b\n"[i % 4];
    CHECK(corpus_parse(&c, text, sizeof text, "it", by_lines(CORPUS_SPACE),
                       &fault));
    CHECK(c.words.n == 2 && c.words.used == 4 && c.words.room < 100);
    CHECK(c.pairs == sizeof text / 4);
    corpus_free(&c);
}

/* Four words around the edges of what is read at once: two of so many bytes
   that differ in the last, the first again, a short one. */
static void long_words(size_t length)
{
    size_t n = 3 * (length + 1) + 1;
    char *text = malloc(n);
    struct corpus c = {0};
    struct fault fault = {0};

    if (!CHECK(text != NULL))
        return;
    memset(text, 'q', n);
    text[length - 1] = '0';
    text[length] = text[2 * length + 1] = text[3 * length + 2] = ' ';
    text[3 * length + 1] = '0';
    if (write_bytes(text, n) &&
        CHECK(corpus_read(&c, file_name, by_lines(CORPUS_SPACE), &fault))) {
        CHECK_TEXT(ids(c.token, c.n), "0 1 0 2 / ");
        CHECK(strlen(vocabulary_word(&c.words, 0)) == length);
        CHECK(memcmp(vocabulary_word(&c.words, 1), text + length + 1, length) ==
              0);
        CHECK_TEXT(vocabulary_word(&c.words, 2), "q");
        CHECK(c.words.used == 2 * (length + 1) + 2);
        CHECK(vocabulary_find(&c.words, text, length) == 0);
        CHECK(vocabulary_find(&c.words, text, length - 1) == WORD_UNKNOWN);
    }
    corpus_free(&c);
    remove(file_name);
    free(text);
}

/* A word is so many plain letters, then a character of two bytes, of three, and
   a letter behind an apostrophe: it finds room at any length. */
static void wide_letters(void)
{
    char text[600], word[300];
    struct fault fault = {0};

    for (int length = 1; length < 260; length++)
        for (int kind = CORPUS_SPACE; kind <= CORPUS_WORDS; kind++) {
            struct corpus c = {0};
            int n = 0;
            memset(word, 'q', (size_t)length);
            snprintf(word + length, sizeof word - (size_t)length,
                     "\xC3\xA9\xE0\xA4\x95\xE2\x80\x99s");
            n = snprintf(text, sizeof text, "%s a %s", word, word);
            if (CHECK(corpus_parse(&c, text, (size_t)n, "long",
                                   by_lines((enum corpus_tokens)kind),
                                   &fault))) {
                CHECK_TEXT(ids(c.token, c.n), "0 1 0 / ");
                CHECK_TEXT(vocabulary_word(&c.words, 0), word);
            }
            corpus_free(&c);
        }
}

/* The same by way of a file, which is read a block at a time. */
static bool read_bytes(struct corpus *c, const char *bytes, size_t n,
                       enum corpus_tokens kind)
{
    struct fault fault = {0};

    return write_bytes(bytes, n) &&
           corpus_read(c, file_name, by_lines(kind), &fault);
}

/* The same lines after so many blanks: the edge of the block passes over
   every byte of them, the two of CR LF and the four of a character among
   them. */
static void edges(void)
{
    static const char lines_after[] = "ab cd\r\nab \xF0\xA0\x80\x80\r\n\ncd ab";
    static const char mark[] = "\xEF\xBB\xBF b";
    size_t n = sizeof lines_after - 1;
    char *text = malloc(BLOCK + n);

    if (!CHECK(text != NULL))
        return;
    memset(text, ' ', BLOCK);
    for (size_t before = BLOCK - n; before <= BLOCK; before++) {
        struct corpus c;
        memcpy(text + before, lines_after, n);
        if (!CHECK(read_bytes(&c, text, before + n, CORPUS_WORDS)))
            continue;
        CHECK_TEXT(ids(c.token, c.n), "0 1 / 0 2 / 1 0 / ");
        CHECK_TEXT(words(&c.words), "ab|cd|\xF0\xA0\x80\x80");
        corpus_free(&c);
        memset(text, ' ', BLOCK);
    }
    /* what would be a byte-order mark at the start of the text */
    struct corpus c;
    memcpy(text + BLOCK, mark, sizeof mark - 1);
    if (CHECK(read_bytes(&c, text, BLOCK + sizeof mark - 1, CORPUS_SPACE)))
        CHECK_TEXT(words(&c.words), "\xEF\xBB\xBF|b");
    corpus_free(&c);
    remove(file_name);
    free(text);
}

/* So many different words, each twice, in lines of `width`; the table and the
   arrays grow. */
static void grows(size_t n, size_t width)
{
    struct corpus c = {0};
    struct fault fault = {0};
    FILE *file = fopen(file_name, "wb");
    size_t wrong = 0;
    char word[40];

    if (!CHECK(file != NULL))
        return;
    for (size_t i = 0; i < 2 * n; i++)
        fprintf(file, "w%lx%c", (unsigned long)(i % n),
                (i + 1) % width ? ' ' : '\n');
    fclose(file);
    if (CHECK(corpus_read(&c, file_name, by_lines(CORPUS_SPACE), &fault))) {
        CHECK(c.words.n == n && c.lines == 2 * n / width);
        CHECK(c.pairs == 2 * n - c.lines && c.n == 2 * n + c.lines);
        CHECK(((size_t)1 << c.words.bits) >= n);
        for (size_t i = 0; i < c.n; i++)
            wrong += c.token[i] != ((i + 1) % (width + 1) == 0
                                        ? WORD_END
                                        : (i - i / (width + 1)) % n);
        for (uint32_t i = 0; i < n; i++) {
            size_t length = (size_t)sprintf(word, "w%lx", (unsigned long)i);
            wrong += strcmp(vocabulary_word(&c.words, i), word) != 0;
            wrong += vocabulary_find(&c.words, word, length) != i;
            word[0] = 'v';
            wrong += vocabulary_find(&c.words, word, length) != WORD_UNKNOWN;
        }
        CHECK(wrong == 0);
    }
    corpus_free(&c);
    remove(file_name);
}

/* A word of a read text that is added later comes after the others. */
static void added_later(void)
{
    struct corpus c;
    struct fault fault = {0};

    if (!CHECK(parse(&c, sentences, CORPUS_SPACE)))
        return;
    CHECK(vocabulary_add(&c.words, "bird", 4, &fault) == 10);
    CHECK(vocabulary_add(&c.words, "house", 5, &fault) == 9);
    CHECK_TEXT(vocabulary_word(&c.words, 9), "house");
    CHECK_TEXT(vocabulary_word(&c.words, 10), "bird");
    corpus_free(&c);
}

static void next(void)
{
    static const uint32_t token[] = {1, WORD_UNKNOWN, 2, 3, WORD_END,
                                     4, WORD_END,     5, 6, 7};
    static const struct pair expected[] = {{2, 3}, {5, 6}, {6, 7}};
    struct pair pair = {0, 0};
    size_t at = 0;

    for (int i = 0; i < 3; i++) {
        CHECK(corpus_next(token, 10, &at, &pair));
        CHECK(pair.word == expected[i].word && pair.next == expected[i].next);
    }
    CHECK(!corpus_next(token, 10, &at, &pair));
    at = 0;
    CHECK(!corpus_next(token, 1, &at, &pair));
    at = 0;
    CHECK(!corpus_next(NULL, 0, &at, &pair));
}

/*
 * The lines that are held come from NumPy 1.24:
 * numpy.random.RandomState(42).permutation(5) is [1 4 2 0 3].
 */
static void held(void)
{
    struct corpus c;
    struct fault fault = {0};

    if (!CHECK(parse(&c, sentences, CORPUS_SPACE)) ||
        !CHECK(corpus_hold_out(&c, 0.4, 42, false, &fault)))
        return;
    CHECK(c.lines == 3 && c.held_lines == 2 && c.n == 21 && c.n_held == 14);
    CHECK_TEXT(words(&c.words), "the|cat|sat|on|mat|in|house|dog");
    CHECK_TEXT(ids(c.token, c.n), "0 1 2 3 0 4 / 0 1 2 5 0 6 / "
                                  "0 7 2 3 0 4 / ");
    CHECK_TEXT(ids(c.held, c.n_held), "0 7 ? 5 0 ? / 0 1 ? 5 0 ? / ");
    CHECK(c.pairs == 15 && c.held_pairs == 4 && c.held_unknown == 6);
    CHECK(vocabulary_find(&c.words, "park", 4) == WORD_UNKNOWN);
    corpus_free(&c);
    CHECK(is_empty(&c));
}

/* How many lines of the five are held, and whether it can be done. */
static void shares(void)
{
    static const struct {
        double part;
        size_t lines;
    } share[] = {{0.001, 1}, {0.29, 1}, {0.3, 2},  {0.5, 3},
                 {0.69, 3},  {0.7, 4},  {0.89, 4}, {0.9, 0}};

    for (size_t i = 0; i < sizeof share / sizeof share[0]; i++) {
        struct corpus c;
        struct fault fault = {0};
        CHECK(parse(&c, sentences, CORPUS_SPACE));
        bool good = corpus_hold_out(&c, share[i].part, 7, false, &fault);
        CHECK(good == (share[i].lines > 0) && good != is_empty(&c));
        CHECK(c.held_lines == share[i].lines);
        CHECK(c.lines == (good ? 5 - share[i].lines : 0));
        CHECK(fault.kind == (good ? FAULT_NONE : FAULT_USAGE));
        CHECK(good || strstr(fault.text, "'--holdout'") != NULL);
        CHECK(good || strstr(fault.hint, "smaller part") != NULL);
        corpus_free(&c);
    }
}

/*
 * NumPy 1.24: h = sort(RandomState(2024).permutation(100000)[:12345]) has
 * sum(h * arange(1, 12346)) 5058747911104, its last is 99973.  Line k of the
 * text is "line wK"; its second word is in no other line.
 */
static void many_held(void)
{
    enum { LINES = 100000, HELD = 12345 };
    static const size_t kept_lines = LINES - HELD, held_lines = HELD;
    static bool kept[LINES];
    FILE *file = fopen(file_name, "wb");
    struct corpus c = {0};
    struct fault fault = {0};
    uint64_t sum = 0, rank = 0, last = 0;

    if (!CHECK(file != NULL))
        return;
    for (int k = 0; k < LINES; k++)
        fprintf(file, "line w%d\n", k);
    fclose(file);
    CHECK(corpus_read(&c, file_name, by_lines(CORPUS_SPACE), &fault));
    remove(file_name);
    if (!CHECK(corpus_hold_out(&c, 0.12345, 2024, false, &fault)))
        return;
    CHECK(c.held_lines == HELD && c.lines == kept_lines);
    CHECK(c.held_pairs == 0 && c.held_unknown == HELD);
    CHECK(c.pairs == kept_lines && c.words.n == kept_lines + 1);
    CHECK(c.n_held == 3 * held_lines && c.n == 3 * kept_lines);
    long before = -1;
    size_t wrong = 0;
    for (uint32_t id = 1; id < c.words.n; id++) { /* 0 is "line" */
        long line = atol(vocabulary_word(&c.words, id) + 1);
        wrong += line <= before || line >= LINES; /* the order of the text */
        wrong += c.token[3 * (size_t)(id - 1) + 1] != id;
        kept[line % LINES] = true;
        before = line;
    }
    CHECK(wrong == 0);
    for (uint64_t k = 0; k < LINES; k++)
        if (!kept[k])
            sum += k * ++rank, last = k;
    CHECK(rank == HELD && sum == UINT64_C(5058747911104) && last == 99973);
    corpus_free(&c);
}

/* RandomState(1).permutation(3) is [0 2 1], RandomState(0)'s is [2 1 0]. */
static void nothing_left(void)
{
    struct corpus c;
    struct fault fault = {0};

    CHECK(parse(&c, "a b\nc\nd", CORPUS_SPACE));
    CHECK(!corpus_hold_out(&c, 0.3, 1, false, &fault) && is_empty(&c));
    CHECK(fault.kind == FAULT_USAGE);
    CHECK_TEXT(fault.text,
               "'--holdout' would leave no pair of words to train on");
    CHECK(strstr(fault.hint, "--text") != NULL);
    CHECK(parse(&c, "a b\nc\nd", CORPUS_SPACE));
    CHECK(corpus_hold_out(&c, 0.3, 0, false, &fault) && c.pairs == 1);
    CHECK(c.held_lines == 1 && c.held_pairs == 0 && c.held_unknown == 0);
    CHECK_TEXT(ids(c.held, c.n_held), "? / ");
    corpus_free(&c);
    CHECK(parse(&c, "a b", CORPUS_SPACE));
    CHECK(!corpus_hold_out(&c, 0.1, 1, false, &fault) && is_empty(&c));
    CHECK(fault.kind == FAULT_USAGE);
    CHECK_TEXT(fault.text, "'--holdout' would leave no line to train on: the "
                           "text has 1");
}

/* What it says beforehand, it does not do. */
static void can_hold_out(void)
{
    struct corpus c;

    CHECK(parse(&c, "a b\nc\nd", CORPUS_SPACE));
    CHECK(!corpus_can_hold_out(&c, 0.3, 1) && !corpus_can_hold_out(&c, 0.3, 0));
    CHECK(!corpus_can_hold_out(&c, 0.9, 0) && c.pairs == 1 && c.lines == 3);
    CHECK_TEXT(ids(c.token, c.n), "0 1 / 2 / 3 / ");
    corpus_free(&c);
    CHECK(parse(&c, "a b\nb a\nb c", CORPUS_SPACE));
    CHECK(!corpus_can_hold_out(&c, 0.3, 0)); /* c is known to no other line */
    CHECK(corpus_can_hold_out(&c, 0.3, 1) && !c.held && c.held_lines == 0);
    corpus_free(&c);
}

/* A vocabulary of these words, in this order. */
static struct vocabulary known(const char *const *word, size_t n)
{
    struct vocabulary v = {0};
    struct fault fault = {0};

    for (size_t i = 0; i < n; i++)
        CHECK(vocabulary_add(&v, word[i], strlen(word[i]), &fault) == i);
    return v;
}

static void adopted(void)
{
    static const char *const word[] = {"mat", "bird", "the", "cat",
                                       "in",  "on",   "ran"};
    struct vocabulary v = known(word, 7);
    struct corpus c;
    struct fault fault = {0};

    if (!CHECK(parse(&c, sentences, CORPUS_SPACE)) ||
        !CHECK(corpus_adopt(&c, &v, &fault)))
        return;
    CHECK(v.n == 0 && !v.text && !v.node && !v.table && v.used == 0);
    CHECK_TEXT(words(&c.words), "mat|bird|the|cat|in|on|ran");
    CHECK_TEXT(ids(c.token, c.n), "2 3 ? 5 2 0 / 2 ? 6 4 2 ? / "
                                  "2 3 ? 4 2 ? / 2 ? ? 5 2 0 / "
                                  "2 3 6 4 2 ? / ");
    CHECK(c.pairs == 13 && c.lines == 5 && c.held_unknown == 0);
    corpus_free(&c);
    v = known(word, 1); /* no pair is known any more: that is no fault */
    CHECK(parse(&c, sentences, CORPUS_SPACE));
    CHECK(corpus_adopt(&c, &v, &fault) && c.pairs == 0 && c.words.n == 1);
    corpus_free(&c);
    v = known(word, 7);
    CHECK(corpus_adopt(&c, &v, &fault) && c.words.n == 7 && c.n == 0);
    corpus_free(&c);
    CHECK(fault.kind == FAULT_NONE);
}

/* The lines of held() again.  A word unknown there stays so. */
static void adopted_held(void)
{
    static const char *const word[] = {"park", "in",  "mat", "the",
                                       "dog",  "sat", "on"};
    struct vocabulary v = known(word, 7);
    struct corpus c;
    struct fault fault = {0};

    if (!CHECK(parse(&c, sentences, CORPUS_SPACE)) ||
        !CHECK(corpus_hold_out(&c, 0.4, 42, false, &fault)) ||
        !CHECK(corpus_adopt(&c, &v, &fault)))
        return;
    CHECK_TEXT(ids(c.token, c.n), "3 ? 5 6 3 2 / 3 ? 5 1 3 ? / "
                                  "3 4 5 6 3 2 / ");
    CHECK_TEXT(ids(c.held, c.n_held), "3 4 ? 1 3 ? / 3 ? ? 1 3 ? / ");
    CHECK(c.pairs == 10 && c.held_pairs == 3 && c.held_unknown == 7);
    CHECK(c.lines == 3 && c.held_lines == 2 && v.n == 0);
    corpus_free(&c);
}

/* Adopted first and held out then, with the words kept: what the vocabulary
   knows stays known in the held-out lines, too. */
static void adopted_first(void)
{
    static const char *const word[] = {"park", "in",  "mat", "the",
                                       "dog",  "sat", "ran"};
    struct vocabulary v = known(word, 7);
    struct corpus c;
    struct fault fault = {0};

    if (!CHECK(parse(&c, sentences, CORPUS_SPACE)) ||
        !CHECK(corpus_adopt(&c, &v, &fault)) ||
        !CHECK(corpus_hold_out(&c, 0.4, 42, true, &fault)))
        return;
    CHECK_TEXT(ids(c.held, c.n_held), "3 4 6 1 3 0 / 3 ? 6 1 3 0 / ");
    CHECK(c.words.n == 7 && c.held_pairs == 8 && c.held_unknown == 2);
    CHECK_TEXT(ids(c.token, c.n), "3 ? 5 ? 3 2 / 3 ? 5 1 3 ? / "
                                  "3 4 5 ? 3 2 / ");
    CHECK(c.pairs == 6 && c.lines == 3 && c.held_lines == 2);
    corpus_free(&c);
}

int main(void)
{
    repeats();
    lesson();
    lines();
    byte_order_mark();
    kinds();
    signs();
    units();
    chars();
    odd();
    every_byte();
    no_text();
    no_file();
    for (size_t length = BLOCK - 3; length <= BLOCK + 3; length++)
        long_words(length);
    long_words(BLOCK / 2);
    long_words(3 * BLOCK + 5);
    wide_letters();
    edges();
    grows(200000, 8);
    grows(500000, 1000000);
    added_later();
    next();
    held();
    shares();
    many_held();
    nothing_left();
    can_hold_out();
    adopted();
    adopted_held();
    adopted_first();
    return test_end();
}
