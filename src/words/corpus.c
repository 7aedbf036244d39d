/* The data of the next-word lesson: a text read, numbered, split. */
#include "trainloop/corpus.h"

#include "base/array.h"
#include "base/input.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "words/reader.h"

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

const char *const corpus_tokens[] = {"space", "words", "chars", NULL};

const char *corpus_token_name(enum corpus_tokens tokens)
{
    return tokens == CORPUS_CHARS ? "character" : "word";
}

const char *corpus_unit_name(enum corpus_unit unit)
{
    static const char *const names[] = {"line", "paragraph", "sentence"};

    return names[unit];
}

/* Has a word more than one character? */
static bool has_chars(const struct vocabulary *words)
{
    for (uint32_t id = 0; id < words->n; id++)
        if (utf8_count(vocabulary_word(words, id)) > 1)
            return true;
    return false;
}

/* There is no pair: what the text has, and what would help. */
static bool lacks_pairs(const struct reader *r)
{
    const struct vocabulary *words = &r->corpus->words;
    const char *token = corpus_token_name(r->rule.tokens);
    const char *unit = corpus_unit_name(r->rule.unit);

    if (words->n == 0)
        return fault_say(
            r->fault, FAULT_FILE, "Give --text a file with text in it",
            r->at == 0 ? "%s is empty" : "%s: there is no %s in it", r->name,
            token);
    fault_set(r->fault, FAULT_FILE, "%s: no pair of %ss in any %s", r->name,
              token, unit);
    return fault_hint(
        r->fault, "Give --text a file that has a %s of two %ss or more%s", unit,
        token,
        has_chars(words) ? "; bigram --tokens chars learns from characters"
                         : "");
}

/* What was read; after a fault nothing. */
static bool finish(struct reader *reader, bool good)
{
    good = reader_finish(reader, good);
    if (good && reader->corpus->pairs == 0 && !reader->counts)
        good = lacks_pairs(reader);
    if (!good)
        corpus_free(reader->corpus);
    return good;
}

bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, struct corpus_rule rule,
                  struct fault *fault)
{
    struct reader reader = reader_start(corpus, rule, name, name, fault);
    size_t used;

    return finish(&reader, reader_feed(&reader, text, length, true, &used));
}

static bool read_file(struct corpus *corpus, const char *name,
                      struct corpus_rule rule, bool counts, struct fault *fault)
{
    const char *cure = counts ? "Give count the name of a text file"
                              : "Give --text the name of a text file";
    enum { BLOCK = 1 << 12 };
    char text[BLOCK + READER_AHEAD];
    struct input input;
    size_t n = BLOCK, kept = 0, used = 0;
    bool good = input_open(&input, name, cure, fault);
    struct reader reader = reader_start(
        corpus, rule, input.name, input_is_dash(name) ? NULL : name, fault);

    reader.counts = counts;
    while (good && n == BLOCK) {
        n = input_read(&input, text + kept, BLOCK);
        kept += n;
        good = !input_failed(&input, cure, fault) &&
               reader_feed(&reader, text, kept, n < BLOCK, &used);
        kept -= used;
        memmove(text, text + used, kept);
    }
    input_close(&input);
    corpus->read = input.seal;
    return finish(&reader, good);
}

bool corpus_read(struct corpus *corpus, const char *name,
                 struct corpus_rule rule, struct fault *fault)
{
    return read_file(corpus, name, rule, false, fault);
}

bool corpus_gather(struct corpus *corpus, const char *name,
                   struct corpus_rule rule, struct fault *fault)
{
    return read_file(corpus, name, rule, true, fault);
}

char *corpus_fold(enum corpus_tokens tokens, const char *word, size_t length)
{
    char *folded = malloc(2 * length + 1), *to = folded; /* some grow */
    size_t n = 0;

    for (size_t i = 0; folded && i < length; i += n) {
        uint32_t code;
        n = (size_t)utf8_decode(word + i, length - i, &code);
        if (n > 0 && tokens == CORPUS_WORDS) {
            to += utf8_encode(unicode_lower(code), to);
            continue;
        }
        n = n > 0 ? n : 1;
        memcpy(to, word + i, n);
        to += n;
    }
    if (folded)
        *to = '\0';
    return folded;
}

void corpus_count_edges(const struct corpus *corpus, struct corpus_edge *edges)
{
    const uint32_t *token = corpus->token;

    for (size_t i = 0; i < corpus->n; i++) {
        if (token[i] >= WORD_UNKNOWN)
            continue;
        edges[token[i]].begins += i == 0 || token[i - 1] == WORD_END;
        edges[token[i]].ends += token[i + 1] == WORD_END;
    }
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
    const char *unit = corpus_unit_name(corpus->rule.unit);
    assert(part > 0.0 && part < 1.0 && !corpus->held);
    bool good = k < lines;
    if (!good) {
        fault_set(
            fault, FAULT_USAGE,
            "'--holdout' would leave no %s to train on: the text has %.0f",
            unit, lines);
        fault_hint(fault, "Give --text more %ss%s", unit,
                   k > 1.0 ? ", or hold out a smaller part" : "");
    }
    good = good && split(corpus, (size_t)k, seed, fault) &&
           (keep_words || forget_held(corpus, fault)) &&
           (corpus->pairs > 0 ||
            fault_say(fault, FAULT_USAGE, "Give --text more of them",
                      "'--holdout' would leave no pair of %ss to train on",
                      corpus_token_name(corpus->rule.tokens)));
    if (!good)
        corpus_free(corpus);
    return good;
}
