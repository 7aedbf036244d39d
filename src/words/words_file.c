/* A trained next-word model as a text file. */
#include "words/words_file.h"

#include "base/array.h"
#include "base/blank.h"
#include "base/utf8.h"
#include "judge/judge_file.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Of unknown units nothing is known: they are read as lines, without edges. */
enum { UNKNOWN = 3 };

/* The numbers before the words, in their order. */
#define AT(field) offsetof(struct words_model, field)
static const struct model_number numbers[] = {
    {"epochs", AT(epochs), 0.0, MODEL_COUNT, .whole = true},
    {"lr", AT(lr), 4.9e-324, DBL_MAX, false},
    {"seed", AT(seed), 0.0, UINT32_MAX, .whole = true},
    {"draws", AT(draws), 0.0, MODEL_DRAWS, .whole = true},
    {0},
};

static void save_row(FILE *out, const double *row, uint32_t V)
{
    for (uint32_t k = 0; row && k < V; k++)
        fprintf(out, "%s%c", decimal_format(row[k]).text,
                k + 1 == V ? '\n' : ' ');
}

/* The best score, where there is one, ends the line. */
static void save_best(FILE *out, const double *best)
{
    if (best)
        fprintf(out, " %s", decimal_format(*best).text);
    putc('\n', out);
}

static void save_scores(FILE *out, const struct words_model *model)
{
    const struct sparse *s = &model->sparse;
    const double *w = model->w, *best = model->best;
    uint32_t V = model->words.n;

    fprintf(out, "scores %s\n", w ? "dense" : "sparse");
    for (uint32_t word = 0; word < V; word++) {
        if (w) {
            save_row(out, w + (size_t)word * V, V);
            save_row(out, best ? best + (size_t)word * V : NULL, V);
            continue;
        }
        uint32_t first = s->first[word], end = s->first[word + 1];
        fprintf(out, "%s %lu", decimal_format(s->rest[word]).text,
                (unsigned long)(end - first));
        save_best(out, best ? best + s->first[V] + word : NULL);
        for (uint32_t i = first; i < end; i++) {
            fprintf(out, "%lu %s", (unsigned long)s->next[i],
                    decimal_format(s->score[i]).text);
            save_best(out, best ? best + i : NULL);
        }
    }
}

void words_file_save(FILE *out, const struct words_model *model,
                     const char *version)
{
    const struct corpus_edge *edges = model->edges;

    model_write_head(out, 2, "bigram", version);
    model_write_numbers(out, numbers, model);
    judge_file_write(out, &model->memory);
    fprintf(out, "tokens %s\n", corpus_tokens[model->rule.tokens]);
    fprintf(out, "unit %s\n",
            edges ? corpus_unit_name(model->rule.unit) : "unknown");
    fprintf(out, "words %lu\n", (unsigned long)model->words.n);
    for (uint32_t i = 0; i < model->words.n; i++) {
        fprintf(out, "%.0f ", (double)model->seen[i]);
        if (edges)
            fprintf(out, "%lu %lu ", (unsigned long)edges[i].begins,
                    (unsigned long)edges[i].ends);
        fprintf(out, "%s\n", vocabulary_word(&model->words, i));
    }
    save_scores(out, model);
    fputs("end\n", out);
}

/* Room for item n of an array that is being read. */
static bool room(struct model_reader *r, void *items, size_t *has, size_t n,
                 size_t size)
{
    return array_room(items, has, n + 1, size, "what was read of the model",
                      r->fault);
}

/* A whole number in [0, most]. */
static bool parse_count(const char *text, double most, uint32_t *count)
{
    double x;
    bool good = decimal_between(text, 0.0, most, true, &x) == DECIMAL_OK;

    if (good)
        *count = (uint32_t)x;
    return good;
}

/* How often a word led a pair. */
static bool read_seen(char **at, uint64_t *seen)
{
    double x = 0.0;
    bool good = decimal_between(model_word(at), 0.0, LEDGER_MOST, true, &x) ==
                DECIMAL_OK;

    *seen = (uint64_t)x;
    return good;
}

/* The next line is "KEY" and one of a few words: which. */
static bool read_choice(struct model_reader *r, const char *key,
                        const char *const *choice, int *which)
{
    const char *text = model_value(r, key);
    char wanted[60];

    for (*which = 0; text && choice[*which]; ++*which)
        if (strcmp(text, choice[*which]) == 0)
            return true;
    int used = snprintf(wanted, sizeof wanted, "%s %s", key, choice[0]);
    for (int k = 1; choice[k] && used < (int)sizeof wanted; k++)
        used += snprintf(wanted + used, sizeof wanted - (size_t)used, " or %s",
                         choice[k]);
    return model_wrong(r, wanted);
}

/* Can the text be cut into such a token?  A character may be a blank. */
static bool is_token(const char *word, enum corpus_tokens kind)
{
    size_t length = strlen(word), n = 0;

    if (kind == CORPUS_CHARS)
        return length == 1 ||
               (length > 1 && (size_t)utf8_length(word) == length);
    for (size_t i = 0; i<length; i += n> 0 ? n : 1) {
        uint32_t code;
        n = (size_t)utf8_decode(word + i, length - i, &code);
        if (n > 0 && blank_is(code))
            return false;
    }
    return length > 0;
}

static bool read_edge(char **at, struct corpus_edge *edge)
{
    return parse_count(model_word(at), UINT32_MAX, &edge->begins) &&
           parse_count(model_word(at), UINT32_MAX, &edge->ends);
}

/* "10 5 0 the", without edges "10 the": every word once. */
static bool read_words(struct model_reader *r, struct words_model *model,
                       bool edges)
{
    static const struct model_number words[] = {
        {"words", 0, 1.0, UINT32_MAX, .whole = true}, {0}};
    double n;
    size_t has = 0, has_edges = 0;

    if (!model_read_numbers(r, words, &n))
        return false;
    for (uint32_t i = 0; i < (uint32_t)n; i++) {
        if (!room(r, &model->seen, &has, i, sizeof *model->seen) ||
            (edges &&
             !room(r, &model->edges, &has_edges, i, sizeof *model->edges)) ||
            !model_line(r))
            return false;
        char *word = r->text;
        if (!read_seen(&word, &model->seen[i]) ||
            (edges && !read_edge(&word, &model->edges[i])) ||
            !is_token(word, model->rule.tokens))
            return model_wrong(r,
                               edges ? "COUNT BEGINS ENDS WORD" : "COUNT WORD");
        uint32_t id =
            vocabulary_add(&model->words, word, strlen(word), r->fault);
        if (id == WORD_END)
            return false;
        if (id != i)
            return model_wrong(r, "a new word");
    }
    return true;
}

/* V scores on a line, from item n of an array on. */
static bool read_row(struct model_reader *r, double **w, size_t *has, size_t n,
                     uint32_t V)
{
    if (!room(r, w, has, n + V, sizeof **w) || !model_line(r))
        return false;
    char *at = r->text;
    bool good = true;
    for (uint32_t k = 0; good && k < V; k++)
        good = decimal_parse(model_word(&at), &(*w)[n + k]) == DECIMAL_OK;
    return (good && *at == '\0') || model_wrong(r, "a score for every word");
}

static bool read_dense(struct model_reader *r, struct words_model *model)
{
    bool best = model->memory.known > 0.0;
    size_t has = 0, has_best = 0;
    uint32_t V = model->words.n;

    for (uint32_t row = 0; row < V; row++)
        if (!read_row(r, &model->w, &has, (size_t)row * V, V) ||
            (best && !read_row(r, &model->best, &has_best, (size_t)row * V, V)))
            return false;
    return true;
}

/* The next line: "REST N" or "NEXT SCORE", and where best is not NULL the best
   score. */
static bool read_score(struct model_reader *r, bool rest, double most,
                       uint32_t *count, double *score, double *best)
{
    if (!model_line(r))
        return false;
    char *at = r->text;
    char *a = model_word(&at), *b = model_word(&at);
    bool good = parse_count(rest ? b : a, most, count) &&
                decimal_parse(rest ? a : b, score) == DECIMAL_OK &&
                (!best || decimal_parse(model_word(&at), best) == DECIMAL_OK) &&
                *at == '\0';
    return good || model_wrong(r, rest ? "REST N" : "NEXT SCORE");
}

/* "REST N", then "NEXT SCORE" N times, for every word.  stamp: (V) zeros;
   stamp[next] = word + 1 where the row has next already.  rest: (V), NULL
   where there is no best. */
static bool read_rows(struct model_reader *r, struct words_model *model,
                      uint32_t *stamp, double *rest)
{
    struct sparse *s = &model->sparse;
    uint32_t V = model->words.n, at = 0, n;
    size_t has_next = 0, has_score = 0, has_best = 0;

    for (uint32_t word = 0; word < V; word++) {
        if (!read_score(r, true, (double)V, &n, &s->rest[word],
                        rest ? &rest[word] : NULL))
            return false;
        for (; n > 0; n--, at++) {
            if (!room(r, &s->next, &has_next, at, sizeof *s->next) ||
                !room(r, &s->score, &has_score, at, sizeof *s->score) ||
                (rest &&
                 !room(r, &model->best, &has_best, at, sizeof *model->best)) ||
                !read_score(r, false, V - 1.0, &s->next[at], &s->score[at],
                            rest ? &model->best[at] : NULL))
                return false;
            if (at == UINT32_MAX || stamp[s->next[at]] == word + 1)
                return model_wrong(r, "NEXT SCORE");
            stamp[s->next[at]] = word + 1;
        }
        s->first[word + 1] = at;
    }
    if (!rest)
        return true;
    if (!room(r, &model->best, &has_best, (size_t)at + V, sizeof *model->best))
        return false;
    memcpy(model->best + at, rest, V * sizeof *rest);
    return true;
}

static bool read_sparse(struct model_reader *r, struct words_model *model)
{
    bool best = model->memory.known > 0.0;
    uint32_t V = model->words.n, *stamp = calloc(V, sizeof *stamp);
    double *rest = best ? calloc(V, sizeof *rest) : NULL;
    struct sparse *s = &model->sparse;

    s->first = calloc((size_t)V + 1, sizeof *s->first);
    s->rest = calloc(V, sizeof *s->rest);
    bool good = stamp && s->first && s->rest && (rest || !best)
                    ? read_rows(r, model, stamp, rest)
                    : fault_memory(r->fault, 24.0 * (double)V, "the model");
    free(stamp);
    free(rest);
    return good;
}

static bool read_body(struct words_model *model, struct model_reader *r)
{
    static const char *const forms[] = {"dense", "sparse", NULL};
    const char *const units[] = {
        corpus_unit_name(CORPUS_LINE), corpus_unit_name(CORPUS_PARAGRAPH),
        corpus_unit_name(CORPUS_SENTENCE), "unknown", NULL};
    int kind, unit = UNKNOWN, form;

    if (!model_read_numbers(r, numbers, model) ||
        !judge_file_read(r, &model->memory) ||
        !read_choice(r, "tokens", corpus_tokens, &kind) ||
        (r->format >= 2 && !read_choice(r, "unit", units, &unit)))
        return false;
    model->rule.tokens = (enum corpus_tokens)kind;
    model->rule.unit = unit == UNKNOWN ? CORPUS_LINE : (enum corpus_unit)unit;
    return read_words(r, model, unit != UNKNOWN) &&
           read_choice(r, "scores", forms, &form) &&
           (form == 0 ? read_dense : read_sparse)(r, model) && model_end(r);
}

bool words_file_read(struct words_model *model, struct model_reader *r)
{
    *model = (struct words_model){0};
    if (model_check_kind(r, "bigram") && read_body(model, r)) {
        model->read = r->input.seal;
        return true;
    }
    words_file_free(model);
    return false;
}

bool words_file_load(struct words_model *model, const char *name,
                     struct fault *fault)
{
    struct model_reader r;
    bool good = model_open(&r, name, fault) && words_file_read(model, &r);

    model_close(&r);
    return good;
}

void words_file_take_best(struct words_model *model)
{
    struct sparse *s = &model->sparse;
    size_t V = model->words.n;

    if (!model->best)
        return;
    if (model->w) {
        memcpy(model->w, model->best, V * V * sizeof *model->w);
    } else {
        memcpy(s->score, model->best, s->first[V] * sizeof *s->score);
        memcpy(s->rest, model->best + s->first[V], V * sizeof *s->rest);
    }
}

void words_file_free(struct words_model *model)
{
    vocabulary_free(&model->words);
    free(model->seen);
    free(model->edges);
    free(model->w);
    free(model->best);
    free(model->sparse.first);
    free(model->sparse.next);
    free(model->sparse.score);
    free(model->sparse.rest);
    *model = (struct words_model){0};
}
