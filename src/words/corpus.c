/* The data of the next-word lesson: a text numbered, read, split. */
#include "trainloop/corpus.h"

#include "base/array.h"
#include "base/stream.h"

#include "trainloop/rng.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is read at once. */
enum { BLOCK = 1 << 12 };

static const char cure[] = "Give --text the name of a text file";

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

/* Gives back what has been allocated ahead, `room` for tokens. */
static void trim(struct corpus *corpus, size_t room)
{
    array_fit(&corpus->token, &room, corpus->n, sizeof *corpus->token);
    vocabulary_fit(&corpus->words);
}

/* A text on its way into a corpus.  The bytes of a word are stored behind the
   vocabulary at once; they stay there if the word is new. */
struct reader {
    struct corpus *corpus;
    const char *name;
    struct fault *fault;
    bool begun;
    size_t room;           /* for tokens                                     */
    size_t line, words;    /* this line's number, the words in it so far     */
    size_t length;         /* of the word that is being read, 0: of none     */
    uint32_t hash;         /* of its bytes                                   */
    unsigned char as[256]; /* the byte as it is stored, 0: it is in no word  */
};

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

static void start_reading(struct reader *r, struct corpus *corpus,
                          const char *name, enum corpus_tokens kind,
                          struct fault *fault)
{
    *corpus = (struct corpus){0};
    *r = (struct reader){
        .corpus = corpus, .name = name, .fault = fault, .line = 1};
    for (int c = 0; c < 256; c++)
        r->as[c] = stored_as(c, kind);
}

static bool put(struct reader *r, uint32_t id)
{
    struct corpus *c = r->corpus;

    if (!array_room(&c->token, &r->room, c->n + 1, sizeof *c->token))
        return fault_memory(r->fault, 4.0 * (double)c->n,
                            "what was read of this text");
    c->token[c->n++] = id;
    return true;
}

static bool end_word(struct reader *r)
{
    uint32_t id;

    if (r->length == 0)
        return true;
    id = vocabulary_take(&r->corpus->words, r->length, r->hash, r->fault);
    r->length = 0;
    r->hash = 0;
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
    if (byte == '\0') {
        fault_set(r->fault, FAULT_FILE, "%s:%.0f: a NUL byte: this is no text",
                  r->name, (double)r->line);
        return fault_hint(r->fault, "Give --text plain text; UTF-16 has to be "
                                    "saved as UTF-8 first");
    }
    return end_word(r) && (byte != '\n' || end_line(r));
}

/* The next bytes of the text, at most BLOCK; the first three or more at once.
   The loop keeps in registers what a store into the text might change. */
static bool feed(struct reader *r, const unsigned char *byte, size_t n)
{
    struct vocabulary *v = &r->corpus->words;
    bool mark = !r->begun && n >= 3 && memcmp(byte, "\xEF\xBB\xBF", 3) == 0;

    r->begun = true;
    if (!vocabulary_room(v, r->length + n + 1, r->fault))
        return false;
    for (size_t i = mark ? 3 : 0; i < n; i++) {
        char *begin = v->text + v->used, *to = begin + r->length;
        uint32_t hash = r->hash;
        unsigned char c;
        for (; i < n && (c = r->as[byte[i]]) != 0; i++) {
            *to++ = (char)c;
            hash = vocabulary_hash(hash, c);
        }
        r->length = (size_t)(to - begin);
        r->hash = hash;
        if (i < n && !separate(r, byte[i]))
            return false;
    }
    return true;
}

/* Closes the last line, if all went well so far. */
static bool end_reading(struct reader *r, bool good)
{
    good = good && end_word(r) && end_line(r);
    if (good && r->corpus->pairs == 0) {
        good = fault_set(r->fault, FAULT_FILE,
                         "%s: no pair of words in any line", r->name);
        fault_hint(r->fault, "Give --text a file that has a line of two words "
                             "or more");
    }
    if (good)
        trim(r->corpus, r->room);
    else
        corpus_free(r->corpus);
    return good;
}

bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, enum corpus_tokens kind,
                  struct fault *fault)
{
    const unsigned char *byte = (const unsigned char *)text;
    struct reader reader;
    bool good = true;

    start_reading(&reader, corpus, name, kind, fault);
    while (good && length > 0) {
        size_t n = length < BLOCK ? length : BLOCK;
        good = feed(&reader, byte, n);
        byte += n;
        length -= n;
    }
    return end_reading(&reader, good);
}

bool corpus_read(struct corpus *corpus, const char *name,
                 enum corpus_tokens kind, struct fault *fault)
{
    unsigned char buffer[BLOCK];
    struct stream stream;
    struct reader reader;
    size_t n = sizeof buffer;

    bool good = stream_open(&stream, name, cure, fault);
    start_reading(&reader, corpus, stream.name, kind, fault);
    if (!good)
        return false;
    while (good && n == sizeof buffer) {
        n = fread(buffer, 1, sizeof buffer, stream.file);
        good = !stream_failed(&stream, cure, fault) && feed(&reader, buffer, n);
    }
    stream_close(&stream);
    return end_reading(&reader, good);
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
    size_t known = 0, at = 0;
    struct pair pair;

    while (corpus_next(token, n, &at, &pair))
        known++;
    return known;
}

/* A new id for each of n old ones: none as yet. */
static uint32_t *new_map(uint32_t n, struct fault *fault)
{
    uint32_t *map = calloc((size_t)n + 1, sizeof *map);

    if (!map)
        fault_memory(fault, 4.0 * n, "the new numbers of the words");
    for (uint32_t id = 0; map && id < n; id++)
        map[id] = WORD_UNKNOWN;
    return map;
}

static void renumber(uint32_t *token, size_t n, const uint32_t *map)
{
    for (size_t i = 0; i < n; i++)
        if (token[i] < WORD_UNKNOWN)
            token[i] = map[token[i]];
}

/* A line of k words, and its end, has k - 1 neighbours. */
static void count_all(struct corpus *c)
{
    c->pairs = count_pairs(c->token, c->n);
    c->held_pairs = count_pairs(c->held, c->n_held);
    c->held_unknown = c->n_held - 2 * c->held_lines - c->held_pairs;
}

static void renumber_all(struct corpus *c, const uint32_t *map)
{
    renumber(c->token, c->n, map);
    renumber(c->held, c->n_held, map);
    count_all(c);
}

bool corpus_adopt(struct corpus *corpus, struct vocabulary *words,
                  struct fault *fault)
{
    struct vocabulary old = corpus->words;
    uint32_t *map = new_map(old.n, fault);
    bool good = map != NULL;

    corpus->words = *words;
    *words = (struct vocabulary){0};
    for (uint32_t id = 0; good && id < old.n; id++) {
        const char *word = vocabulary_word(&old, id);
        map[id] = vocabulary_find(&corpus->words, word, strlen(word));
    }
    if (good)
        renumber_all(corpus, map);
    else
        corpus_free(corpus);
    vocabulary_free(&old);
    free(map);
    return good;
}

/* Marks the first k of permutation(n) by 1, the others by 0. */
static unsigned char *choose(size_t n, size_t k, uint32_t seed,
                             struct fault *fault)
{
    unsigned char *chosen = calloc(n, 1);
    uint32_t *line = n <= UINT32_MAX ? calloc(n, sizeof *line) : NULL;
    struct rng rng;

    if (!chosen || !line) {
        fault_memory(fault, 5.0 * (double)n, "the shuffled lines");
        free(chosen);
        free(line);
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        line[i] = (uint32_t)i;
    rng_seed(&rng, seed);
    rng_shuffle(&rng, line, n, sizeof *line);
    for (size_t i = 0; i < k; i++)
        chosen[line[i]] = 1;
    free(line);
    return chosen;
}

/* Moves the chosen lines from token to held. */
static bool part_lines(struct corpus *c, const unsigned char *chosen,
                       struct fault *fault)
{
    size_t line = 0, n = 0, held = 0;

    for (size_t i = 0; i < c->n; i++) {
        held += chosen[line];
        line += c->token[i] == WORD_END;
    }
    c->held = calloc(held + 1, sizeof *c->held);
    if (!c->held)
        return fault_memory(fault, 4.0 * (double)held, "the held-out lines");
    line = 0;
    for (size_t i = 0; i < c->n; i++) {
        uint32_t id = c->token[i];
        if (chosen[line])
            c->held[c->n_held++] = id;
        else
            c->token[n++] = id;
        line += id == WORD_END;
    }
    c->n = n;
    return true;
}

/* Makes the vocabulary again, from the training lines alone. */
static bool forget_held(struct corpus *c, struct fault *fault)
{
    struct vocabulary old = c->words;
    uint32_t *map = new_map(old.n, fault);
    bool good = map != NULL;

    c->words = (struct vocabulary){0};
    for (size_t i = 0; good && i < c->n; i++) {
        uint32_t id = c->token[i];
        if (id >= WORD_UNKNOWN || map[id] != WORD_UNKNOWN)
            continue;
        const char *word = vocabulary_word(&old, id);
        map[id] = vocabulary_add(&c->words, word, strlen(word), fault);
        good = map[id] != WORD_END;
    }
    if (good)
        renumber_all(c, map);
    vocabulary_free(&old);
    free(map);
    return good;
}

static bool too_much(size_t k, size_t lines, struct fault *fault)
{
    if (k >= lines)
        fault_set(fault, FAULT_USAGE,
                  "'--holdout' would leave no line to train on: the text has "
                  "%.0f",
                  (double)lines);
    else
        fault_set(fault, FAULT_USAGE,
                  "'--holdout' would leave no pair of words to train on");
    return fault_hint(fault, "Hold out a smaller part, such as 0.2, or give "
                             "--text more lines");
}

bool corpus_hold_out(struct corpus *corpus, double part, uint32_t seed,
                     bool keep_words, struct fault *fault)
{
    size_t lines = corpus->lines, room = corpus->n;
    size_t k = (size_t)floor(part * (double)lines + 0.5);
    unsigned char *chosen = NULL;
    bool good = false;

    assert(part > 0.0 && part < 1.0 && !corpus->held);
    k = k < 1 ? 1 : k;
    if (k >= lines)
        too_much(k, lines, fault);
    else
        chosen = choose(lines, k, seed, fault);
    if (chosen) {
        corpus->lines = lines - k;
        corpus->held_lines = k;
        good = part_lines(corpus, chosen, fault) &&
               (keep_words || forget_held(corpus, fault));
    }
    if (good && keep_words)
        count_all(corpus);
    if (good && corpus->pairs == 0)
        good = too_much(k, lines, fault);
    if (good)
        trim(corpus, room);
    else
        corpus_free(corpus);
    free(chosen);
    return good;
}
