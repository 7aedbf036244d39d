/* The data of the next-word lesson: a text numbered, read, split. */
#include "trainloop/corpus.h"

#include "base/array.h"
#include "base/input.h"

#include "trainloop/rng.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void corpus_free(struct corpus *corpus)
{
    vocabulary_free(&corpus->words);
    free(corpus->token);
    free(corpus->held);
    *corpus = (struct corpus){0};
}

void corpus_forget(struct corpus *corpus)
{
    free(corpus->token);
    corpus->token = NULL;
    corpus->n = 0;
}

/* A text on its way into a corpus. */
struct reader {
    struct corpus *corpus;
    const char *name;
    struct fault *fault;
    bool begun;
    size_t room;           /* for tokens                                     */
    size_t line, words;    /* this line's number, the words in it so far     */
    char *word;            /* the one that is being read                     */
    size_t length, most;   /* of it, 0: there is none; room for its bytes    */
    unsigned char as[256]; /* the byte as it is stored, 0: it is in no word  */
};

static const char what[] = "what was read of this text";

static unsigned char stored_as(int c, enum corpus_tokens kind)
{
    bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    bool capital = c >= 'A' && c <= 'Z';
    bool other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                 c == '\'' || c > 127;

    if (kind == CORPUS_SPACE)
        return (unsigned char)(blank ? 0 : c);
    return (unsigned char)(capital ? c - 'A' + 'a' : other ? c : 0);
}

static struct reader start(struct corpus *corpus, const char *name,
                           enum corpus_tokens kind, struct fault *fault)
{
    struct reader r = {
        .corpus = corpus, .name = name, .fault = fault, .line = 1};

    *corpus = (struct corpus){0};
    for (int c = 0; c < 256; c++)
        r.as[c] = stored_as(c, kind);
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

static bool end_word(struct reader *r)
{
    if (r->length == 0)
        return true;
    uint32_t id =
        vocabulary_add(&r->corpus->words, r->word, r->length, r->fault);
    r->length = 0;
    r->words++;
    return id != WORD_END && put(r, id);
}

static bool end_line(struct reader *r)
{
    r->line++;
    if (r->words == 0)
        return true;
    r->corpus->lines++;
    r->corpus->pairs += r->words - 1;
    r->words = 0;
    return put(r, WORD_END);
}

/* A byte that is in no word. */
static bool separate(struct reader *r, unsigned char byte)
{
    if (byte == '\0')
        return fault_say(
            r->fault, FAULT_FILE,
            "Give --text plain text; UTF-16 has to be saved as UTF-8 first",
            "%s:%.0f: a NUL byte: this is no text", r->name, (double)r->line);
    return end_word(r) && (byte != '\n' || end_line(r));
}

/* The next bytes of the text; the first three or more at once. */
static bool feed(struct reader *r, const unsigned char *byte, size_t n)
{
    bool mark = !r->begun && n >= 3 && memcmp(byte, "\xEF\xBB\xBF", 3) == 0;

    r->begun = true;
    for (size_t i = mark ? 3 : 0; i < n; i++) {
        unsigned char c = r->as[byte[i]];
        if (c == 0) {
            if (!separate(r, byte[i]))
                return false;
            continue;
        }
        if (r->length == r->most &&
            !array_room(&r->word, &r->most, r->length + 1, 1, what, r->fault))
            return false;
        r->word[r->length++] = (char)c;
    }
    return true;
}

/* Closes the last line, if all went well so far. */
static bool finish(struct reader *r, bool good)
{
    good = good && end_word(r) && end_line(r) &&
           (r->corpus->pairs > 0 ||
            fault_say(r->fault, FAULT_FILE,
                      "Give --text a file that has a line of two words or more",
                      "%s: no pair of words in any line", r->name));
    free(r->word);
    if (!good)
        corpus_free(r->corpus);
    return good;
}

bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, enum corpus_tokens kind,
                  struct fault *fault)
{
    struct reader reader = start(corpus, name, kind, fault);

    return finish(&reader, feed(&reader, (const unsigned char *)text, length));
}

bool corpus_read(struct corpus *corpus, const char *name,
                 enum corpus_tokens kind, struct fault *fault)
{
    static const char cure[] = "Give --text the name of a text file";
    unsigned char block[1 << 12];
    struct input input;
    size_t n = sizeof block;
    bool good = input_open(&input, name, cure, fault);
    struct reader reader = start(corpus, input.name, kind, fault);

    while (good && n == sizeof block) {
        n = input_read(&input, block, sizeof block);
        good = !input_failed(&input, cure, fault) && feed(&reader, block, n);
    }
    input_close(&input);
    corpus->read = input.seal;
    return finish(&reader, good);
}

bool corpus_next(const uint32_t *tokens, size_t n, size_t *at,
                 struct pair *pair)
{
    for (size_t i = *at; i + 1 < n; i++)
        if (tokens[i] < WORD_UNKNOWN && tokens[i + 1] < WORD_UNKNOWN) {
            *pair = (struct pair){tokens[i], tokens[i + 1]};
            *at = i + 1;
            return true;
        }
    return false;
}

static size_t count_pairs(const uint32_t *token, size_t n)
{
    struct pair pair;
    size_t known = 0;

    for (size_t at = 0; corpus_next(token, n, &at, &pair);)
        known++;
    return known;
}

/* A line of k words, and its end, has k - 1 neighbours. */
static void count_all(struct corpus *c)
{
    c->pairs = count_pairs(c->token, c->n);
    c->held_pairs = count_pairs(c->held, c->n_held);
    c->held_unknown = c->n_held - 2 * c->held_lines - c->held_pairs;
}

static void renumber(uint32_t *token, size_t n, const uint32_t *map)
{
    for (size_t i = 0; i < n; i++)
        if (token[i] < WORD_UNKNOWN)
            token[i] = map[token[i]];
}

bool corpus_adopt(struct corpus *corpus, struct vocabulary *words,
                  struct fault *fault)
{
    struct vocabulary old = corpus->words;
    uint32_t *map = array_zeros(old.n, sizeof *map);
    bool good =
        map || fault_memory(fault, 4.0 * old.n, "the new numbers of the words");

    corpus->words = *words;
    *words = (struct vocabulary){0};
    for (uint32_t id = 0; good && id < old.n; id++) {
        const char *word = vocabulary_word(&old, id);
        map[id] = vocabulary_find(&corpus->words, word, strlen(word));
    }
    if (good) {
        renumber(corpus->token, corpus->n, map);
        renumber(corpus->held, corpus->n_held, map);
        count_all(corpus);
    } else {
        corpus_free(corpus);
    }
    vocabulary_free(&old);
    free(map);
    return good;
}

/* Makes the vocabulary again, from the training lines alone. */
static bool forget_held(struct corpus *c, struct fault *fault)
{
    struct vocabulary words = {0};
    bool good = true;

    for (size_t i = 0; good && i < c->n; i++) {
        if (c->token[i] >= WORD_UNKNOWN)
            continue;
        const char *word = vocabulary_word(&c->words, c->token[i]);
        good = vocabulary_add(&words, word, strlen(word), fault) != WORD_END;
    }
    good = good && corpus_adopt(c, &words, fault);
    vocabulary_free(&words);
    return good;
}

/* Moves the lines that come first in a permutation from token to held, k of
   them. */
static bool split(struct corpus *c, size_t k, uint32_t seed,
                  struct fault *fault)
{
    size_t lines = c->lines, n = c->n, line = 0;
    bool few = lines <= UINT32_MAX;
    uint32_t *order = few ? array_zeros(2 * lines, sizeof *order) : NULL;
    struct rng rng;

    c->held = order ? array_zeros(n, sizeof *c->held) : NULL;
    if (!c->held) {
        free(order);
        return fault_memory(fault, 4.0 * (double)n + 8.0 * (double)lines,
                            "the held-out lines");
    }
    uint32_t *chosen = order + lines;
    rng_seed(&rng, seed);
    for (size_t i = 0; i < lines; i++)
        order[i] = (uint32_t)i;
    rng_shuffle(&rng, order, lines, sizeof *order);
    for (size_t i = 0; i < k; i++)
        chosen[order[i]] = 1;
    c->n = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t id = c->token[i];
        if (chosen[line])
            c->held[c->n_held++] = id;
        else
            c->token[c->n++] = id;
        line += id == WORD_END;
    }
    free(order);
    c->lines -= k;
    c->held_lines = k;
    count_all(c);
    return true;
}

/* How many lines are this part of all. */
static double held_lines(const struct corpus *c, double part)
{
    return fmax(1.0, floor(part * (double)c->lines + 0.5));
}

bool corpus_can_hold_out(const struct corpus *corpus, double part,
                         uint32_t seed)
{
    double k = held_lines(corpus, part);
    struct corpus c = *corpus; /* with tokens of its own */
    bool *known = array_zeros(c.words.n, sizeof *known), can = false;
    struct fault fault = {0};
    struct pair pair;
    size_t at = 0;

    c.token = array_zeros(c.n, sizeof *c.token);
    if (known && c.token && k < (double)c.lines) {
        memcpy(c.token, corpus->token, c.n * sizeof *c.token);
        if (split(&c, (size_t)k, seed, &fault) && c.pairs > 0) {
            for (size_t i = 0; i < c.n; i++)
                if (c.token[i] < WORD_UNKNOWN)
                    known[c.token[i]] = true;
            while (!can && corpus_next(c.held, c.n_held, &at, &pair))
                can = known[pair.word] && known[pair.next];
        }
    }
    free(known);
    free(c.token);
    free(c.held);
    return can;
}

bool corpus_hold_out(struct corpus *corpus, double part, uint32_t seed,
                     bool keep_words, struct fault *fault)
{
    double lines = (double)corpus->lines, k = held_lines(corpus, part);
    const char *more = "Give --text more lines";
    assert(part > 0.0 && part < 1.0 && !corpus->held);
    bool good =
        k < lines ||
        fault_say(
            fault, FAULT_USAGE,
            k > 1.0 ? "Give --text more lines, or hold out a smaller part"
                    : more,
            "'--holdout' would leave no line to train on: the text has %.0f",
            lines);
    good = good && split(corpus, (size_t)k, seed, fault) &&
           (keep_words || forget_held(corpus, fault)) &&
           (corpus->pairs > 0 ||
            fault_say(fault, FAULT_USAGE, more,
                      "'--holdout' would leave no pair of words to train on"));
    if (!good)
        corpus_free(corpus);
    return good;
}
