/* The data of the next-word lesson: a text numbered, read, split. */
#include "trainloop/corpus.h"

#include "trainloop/rng.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is read at once. */
enum { BLOCK = 1 << 16 };

/* The first table holds half as many words as it has slots, as all do. */
enum { FIRST_BITS = 10 };

/* Items with room for `need` of them, and twice as many as there was; or NULL
   and a fault, with the old ones as they were. */
static void *enlarge(void *items, size_t *room, size_t need, size_t size,
                     struct fault *fault)
{
    size_t wanted = *room > need / 2 ? 2 * *room : need;
    void *more = NULL;

    if (wanted >= need && wanted <= SIZE_MAX / size)
        more = realloc(items, wanted * size);
    if (!more)
        fault_memory(fault, (double)wanted * (double)size,
                     "what was read of this text");
    else
        *room = wanted;
    return more;
}

/* Items in no more memory than they need. */
static void *fit(void *items, size_t size)
{
    void *less = size > 0 ? realloc(items, size) : NULL;

    return less ? less : items;
}

/*
 * The hash of a word with one more byte; it starts at 0.  64-bit products,
 * cut to 32 bits: the same on every machine, and no sum that wraps.
 */
static uint32_t hash_byte(uint32_t hash, unsigned char byte)
{
    return (uint32_t)((hash ^ byte) * UINT64_C(0x9E3779B1));
}

static uint32_t hash_bytes(const char *text, size_t length)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, (unsigned char)text[i]);
    return hash;
}

/* The slot to look at first.  Different words of 2^32 bytes in all need fewer
   than 2^31 slots, so that bits is at most 31. */
static size_t first_slot(const struct vocabulary *v, uint32_t hash)
{
    hash ^= hash >> 15;
    return (uint32_t)(hash * UINT64_C(0x85EBCA6B)) >> (32 - v->bits);
}

static size_t next_slot(const struct vocabulary *v, size_t slot)
{
    return (slot + 1) & (((size_t)1 << v->bits) - 1);
}

static size_t word_length(const struct vocabulary *v, uint32_t id)
{
    size_t end = v->n - id > 1 ? v->start[id + 1] : v->used;

    return end - v->start[id] - 1;
}

const char *vocabulary_word(const struct vocabulary *v, uint32_t id)
{
    assert(id < v->n);
    return v->text + v->start[id];
}

static uint32_t find(const struct vocabulary *v, const char *word,
                     size_t length, uint32_t hash)
{
    if (v->n == 0)
        return CORPUS_UNKNOWN;
    size_t slot = first_slot(v, hash);
    for (; v->table[slot] != 0; slot = next_slot(v, slot)) {
        uint32_t id = v->table[slot] - 1;
        if (word_length(v, id) == length &&
            memcmp(v->text + v->start[id], word, length) == 0)
            return id;
    }
    return CORPUS_UNKNOWN;
}

/* Puts a word into the table, which has a free slot and lacks it. */
static void enter(struct vocabulary *v, uint32_t id, uint32_t hash)
{
    size_t slot = first_slot(v, hash);

    while (v->table[slot] != 0)
        slot = next_slot(v, slot);
    v->table[slot] = id + 1;
}

/* A table of twice the size. */
static bool widen(struct vocabulary *v, struct fault *fault)
{
    int bits = v->bits ? v->bits + 1 : FIRST_BITS;
    size_t size = (size_t)1 << bits;
    uint32_t *table = calloc(size, sizeof *table);

    if (!table) {
        fault_memory(fault, (double)size * sizeof *table,
                     "the table of the words");
        return false;
    }
    free(v->table);
    v->table = table;
    v->bits = bits;
    for (uint32_t id = 0; id < v->n; id++)
        enter(v, id, hash_bytes(vocabulary_word(v, id), word_length(v, id)));
    return true;
}

/* Room behind the text for so many bytes.  A start has 32 bits; a word takes
   two bytes of text, so that the ids stay below CORPUS_UNKNOWN as well. */
static bool make_room(struct vocabulary *v, size_t bytes, struct fault *fault)
{
    if (bytes > UINT32_MAX - v->used) {
        fault_set(fault, FAULT_INTERNAL,
                  "the different words of this text take more than 4 GB");
        fault_hint(fault, "Use a smaller text, or one with more blanks in it");
        return false;
    }
    if (v->text && bytes <= v->room - v->used)
        return true;
    char *text = enlarge(v->text, &v->room, v->used + bytes, 1, fault);
    if (text)
        v->text = text;
    return text != NULL;
}

/* Gives the next id to the bytes that stand behind the text already, with
   room for the NUL that closes them. */
static uint32_t append(struct vocabulary *v, size_t length, uint32_t hash,
                       struct fault *fault)
{
    if (v->n >= ((size_t)1 << v->bits) / 2 && !widen(v, fault))
        return CORPUS_END;
    if (v->n == v->starts) {
        void *start = enlarge(v->start, &v->starts, (size_t)v->n + 1,
                              sizeof *v->start, fault);
        if (!start)
            return CORPUS_END;
        v->start = start;
    }
    v->text[v->used + length] = '\0';
    v->start[v->n] = (uint32_t)v->used;
    v->used += length + 1;
    enter(v, v->n, hash);
    return v->n++;
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word,
                         size_t length)
{
    return find(v, word, length, hash_bytes(word, length));
}

uint32_t vocabulary_add(struct vocabulary *v, const char *word, size_t length,
                        struct fault *fault)
{
    uint32_t hash = hash_bytes(word, length);
    uint32_t id = find(v, word, length, hash);

    if (id != CORPUS_UNKNOWN)
        return id;
    if (!make_room(v, length + 1, fault))
        return CORPUS_END;
    memcpy(v->text + v->used, word, length);
    return append(v, length, hash, fault);
}

void vocabulary_free(struct vocabulary *v)
{
    free(v->text);
    free(v->start);
    free(v->table);
    *v = (struct vocabulary){0};
}

void corpus_free(struct corpus *corpus)
{
    vocabulary_free(&corpus->words);
    free(corpus->token);
    free(corpus->held);
    *corpus = (struct corpus){0};
}

/* Gives back what has been allocated ahead. */
static void trim(struct corpus *corpus)
{
    struct vocabulary *v = &corpus->words;

    corpus->token = fit(corpus->token, corpus->n * sizeof *corpus->token);
    v->text = fit(v->text, v->used);
    v->room = v->used;
    v->start = fit(v->start, v->n * sizeof *v->start);
    v->starts = v->n;
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

    if (c->n == r->room) {
        size_t need = c->n ? c->n + 1 : BLOCK;
        void *token =
            enlarge(c->token, &r->room, need, sizeof *c->token, r->fault);
        if (!token)
            return false;
        c->token = token;
    }
    c->token[c->n++] = id;
    return true;
}

static bool end_word(struct reader *r)
{
    struct vocabulary *v = &r->corpus->words;

    if (r->length == 0)
        return true;
    uint32_t id = find(v, v->text + v->used, r->length, r->hash);
    if (id == CORPUS_UNKNOWN)
        id = append(v, r->length, r->hash, r->fault);
    r->length = 0;
    r->hash = 0;
    r->words++;
    return id != CORPUS_END && put(r, id);
}

static bool end_line(struct reader *r)
{
    r->line++;
    if (r->words == 0)
        return true;
    r->corpus->lines++;
    r->corpus->pairs += r->words - 1;
    r->words = 0;
    return put(r, CORPUS_END);
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
    if (!make_room(v, r->length + n + 1, r->fault))
        return false;
    for (size_t i = mark ? 3 : 0; i < n; i++) {
        char *begin = v->text + v->used, *to = begin + r->length;
        uint32_t hash = r->hash;
        unsigned char c;
        for (; i < n && (c = r->as[byte[i]]) != 0; i++) {
            *to++ = (char)c;
            hash = hash_byte(hash, c);
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
        trim(r->corpus);
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

static bool read_blocks(struct reader *r, FILE *file)
{
    unsigned char buffer[BLOCK];
    size_t n;

    do {
        n = fread(buffer, 1, sizeof buffer, file);
        if (n < sizeof buffer && ferror(file)) {
            fault_set(r->fault, FAULT_FILE, "cannot read '%s': %s", r->name,
                      strerror(errno));
            return fault_hint(r->fault, "Give --text the name of a text file");
        }
        if (!feed(r, buffer, n))
            return false;
    } while (n == sizeof buffer);
    return true;
}

bool corpus_read(struct corpus *corpus, const char *name,
                 enum corpus_tokens kind, struct fault *fault)
{
    bool standard_input = strcmp(name, "-") == 0;
    struct reader reader;

    start_reading(&reader, corpus, standard_input ? "standard input" : name,
                  kind, fault);
    FILE *file = standard_input ? stdin : fopen(name, "rb");
    if (!file) {
        fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name,
                  strerror(errno));
        return fault_hint(fault, "Give --text the name of a text file");
    }
    bool good = read_blocks(&reader, file);
    if (!standard_input)
        fclose(file);
    return end_reading(&reader, good);
}

bool corpus_next(const uint32_t *tokens, size_t n, size_t *at,
                 struct pair *pair)
{
    for (size_t i = *at; i + 1 < n; i++)
        if (tokens[i] < CORPUS_UNKNOWN && tokens[i + 1] < CORPUS_UNKNOWN) {
            *pair = (struct pair){tokens[i], tokens[i + 1]};
            *at = i + 1;
            return true;
        }
    return false;
}

/* Neighbours that are both known; *unknown: those that are not. */
static size_t count_pairs(const uint32_t *token, size_t n, size_t *unknown)
{
    size_t known = 0;

    *unknown = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (token[i] == CORPUS_END || token[i + 1] == CORPUS_END)
            continue;
        if (token[i] == CORPUS_UNKNOWN || token[i + 1] == CORPUS_UNKNOWN)
            ++*unknown;
        else
            known++;
    }
    return known;
}

/* A new id for each of n old ones: none as yet. */
static uint32_t *new_map(uint32_t n, struct fault *fault)
{
    uint32_t *map = calloc((size_t)n + 1, sizeof *map);

    if (!map)
        fault_memory(fault, 4.0 * n, "the new numbers of the words");
    for (uint32_t id = 0; map && id < n; id++)
        map[id] = CORPUS_UNKNOWN;
    return map;
}

static void renumber(uint32_t *token, size_t n, const uint32_t *map)
{
    for (size_t i = 0; i < n; i++)
        if (token[i] < CORPUS_UNKNOWN)
            token[i] = map[token[i]];
}

static void count_all(struct corpus *c)
{
    size_t unknown; /* in training: only an adopted vocabulary leaves any */

    c->pairs = count_pairs(c->token, c->n, &unknown);
    c->held_pairs = count_pairs(c->held, c->n_held, &c->held_unknown);
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
    for (uint32_t id = 0; good && id < old.n; id++)
        map[id] = vocabulary_find(&corpus->words, vocabulary_word(&old, id),
                                  word_length(&old, id));
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
        line += c->token[i] == CORPUS_END;
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
        line += id == CORPUS_END;
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
        if (id >= CORPUS_UNKNOWN || map[id] != CORPUS_UNKNOWN)
            continue;
        map[id] = vocabulary_add(&c->words, vocabulary_word(&old, id),
                                 word_length(&old, id), fault);
        good = map[id] != CORPUS_END;
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
    size_t lines = corpus->lines;
    size_t k = (size_t)floor(part * (double)lines + 0.5);
    unsigned char *chosen = NULL;
    bool good = false;

    assert(part > 0.0 && part < 1.0 && !corpus->held);
    k = k < 1 ? 1 : k;
    if (k >= lines)
        too_much(k, lines, fault);
    else
        chosen = choose(lines, k, seed, fault);
    if (chosen)
        good = part_lines(corpus, chosen, fault) &&
               (keep_words || forget_held(corpus, fault));
    if (good && keep_words)
        count_all(corpus);
    if (good && corpus->pairs == 0)
        good = too_much(k, lines, fault);
    free(chosen);
    if (!good) {
        corpus_free(corpus);
        return false;
    }
    corpus->lines = lines - k;
    corpus->held_lines = k;
    trim(corpus);
    return true;
}
