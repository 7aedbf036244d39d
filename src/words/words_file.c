/* A trained next-word model as a text file. */
#include "trainloop/words_file.h"

#include "base/array.h"
#include "base/model.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"space", "words"};

/* The numbers before the words, in their order. */
#define AT(field) offsetof(struct words_model, field)
static const struct model_number numbers[] = {
    {"epochs", AT(epochs), 0.0, MODEL_COUNT, .whole = true},
    {"lr", AT(lr), 4.9e-324, DBL_MAX, false},
    {"seed", AT(seed), 0.0, UINT32_MAX, .whole = true},
    {"draws", AT(draws), 0.0, MODEL_COUNT, .whole = true},
    {0},
};

static void save_scores(FILE *out, const struct words_model *model)
{
    const struct sparse *s = &model->sparse;
    uint32_t V = model->words.n;

    fprintf(out, "scores %s\n", model->w ? "dense" : "sparse");
    for (size_t i = 0; model->w && i < (size_t)V * V; i++)
        fprintf(out, "%s%c", decimal_format(model->w[i]).text,
                (i + 1) % V == 0 ? '\n' : ' ');
    for (uint32_t word = 0; !model->w && word < V; word++) {
        fprintf(out, "%s %lu\n", decimal_format(s->rest[word]).text,
                (unsigned long)(s->first[word + 1] - s->first[word]));
        for (uint32_t i = s->first[word]; i < s->first[word + 1]; i++)
            fprintf(out, "%lu %s\n", (unsigned long)s->next[i],
                    decimal_format(s->score[i]).text);
    }
}

void words_file_save(FILE *out, const struct words_model *model,
                     const char *version)
{
    model_write_head(out, "bigram", version);
    model_write_numbers(out, numbers, model);
    fprintf(out, "tokens %s\nwords %lu\n", kinds[model->tokens],
            (unsigned long)model->words.n);
    for (uint32_t i = 0; i < model->words.n; i++)
        fprintf(out, "%lu %s\n", (unsigned long)model->seen[i],
                vocabulary_word(&model->words, i));
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

/* The next line is "KEY" and one of two words: which. */
static bool read_choice(struct model_reader *r, const char *key,
                        const char *const choice[2], int *which)
{
    const char *text = model_value(r, key);
    char wanted[40];

    for (*which = 0; text && *which < 2; ++*which)
        if (strcmp(text, choice[*which]) == 0)
            return true;
    snprintf(wanted, sizeof wanted, "%s %s or %s", key, choice[0], choice[1]);
    return model_wrong(r, wanted);
}

/* "10 the": every word once. */
static bool read_words(struct model_reader *r, struct words_model *model)
{
    static const struct model_number words[] = {
        {"words", 0, 1.0, UINT32_MAX, .whole = true}, {0}};
    double n;
    size_t has = 0;

    if (!model_read_numbers(r, words, &n))
        return false;
    for (uint32_t i = 0; i < (uint32_t)n; i++) {
        if (!room(r, &model->seen, &has, i, sizeof *model->seen) ||
            !model_line(r))
            return false;
        char *word = r->text;
        const char *count = model_word(&word);
        size_t length = strlen(word);
        if (length == 0 || strcspn(word, " \t\v\f\r") < length ||
            !parse_count(count, UINT32_MAX, &model->seen[i]))
            return model_wrong(r, "COUNT WORD");
        uint32_t id = vocabulary_add(&model->words, word, length, r->fault);
        if (id == WORD_END)
            return false;
        if (id != i)
            return model_wrong(r, "a new word");
    }
    return true;
}

static bool read_dense(struct model_reader *r, struct words_model *model)
{
    size_t n = 0, has = 0;
    uint32_t V = model->words.n;

    for (uint32_t row = 0; row < V; row++) {
        if (!room(r, &model->w, &has, n + V, sizeof *model->w) ||
            !model_line(r))
            return false;
        char *at = r->text;
        bool good = true;
        for (uint32_t k = 0; good && k < V; k++, n++)
            good = decimal_parse(model_word(&at), &model->w[n]) == DECIMAL_OK;
        if (!good || *at != '\0')
            return model_wrong(r, "a score for every word");
    }
    return true;
}

/* "REST N", then "NEXT SCORE" N times, for every word.  stamp: (V) zeros;
   stamp[next] = word + 1 where the row has next already. */
static bool read_rows(struct model_reader *r, struct words_model *model,
                      uint32_t *stamp)
{
    struct sparse *s = &model->sparse;
    uint32_t V = model->words.n, at = 0, n;
    size_t has_next = 0, has_score = 0;

    for (uint32_t word = 0; word < V; word++) {
        if (!model_line(r))
            return false;
        char *text = r->text;
        if (decimal_parse(model_word(&text), &s->rest[word]) != DECIMAL_OK ||
            !parse_count(text, (double)V, &n))
            return model_wrong(r, "REST N");
        for (; n > 0; n--, at++) {
            if (!room(r, &s->next, &has_next, at, sizeof *s->next) ||
                !room(r, &s->score, &has_score, at, sizeof *s->score) ||
                !model_line(r))
                return false;
            text = r->text;
            if (at == UINT32_MAX ||
                !parse_count(model_word(&text), V - 1.0, &s->next[at]) ||
                decimal_parse(text, &s->score[at]) != DECIMAL_OK ||
                stamp[s->next[at]] == word + 1)
                return model_wrong(r, "NEXT SCORE");
            stamp[s->next[at]] = word + 1;
        }
        s->first[word + 1] = at;
    }
    return true;
}

static bool read_sparse(struct model_reader *r, struct words_model *model)
{
    uint32_t V = model->words.n, *stamp = calloc(V, sizeof *stamp);
    struct sparse *s = &model->sparse;

    s->first = calloc((size_t)V + 1, sizeof *s->first);
    s->rest = calloc(V, sizeof *s->rest);
    bool good = stamp && s->first && s->rest
                    ? read_rows(r, model, stamp)
                    : fault_memory(r->fault, 16.0 * (double)V, "the model");
    free(stamp);
    return good;
}

static bool read_body(struct words_model *model, struct model_reader *r)
{
    static const char *const forms[] = {"dense", "sparse"};
    int tokens, form;

    if (!model_read_numbers(r, numbers, model) ||
        !read_choice(r, "tokens", kinds, &tokens) || !read_words(r, model) ||
        !read_choice(r, "scores", forms, &form))
        return false;
    model->tokens = (enum corpus_tokens)tokens;
    return (form == 0 ? read_dense : read_sparse)(r, model) && model_end(r);
}

bool words_file_read(struct words_model *model, struct model_reader *r)
{
    *model = (struct words_model){0};
    if (model_check_kind(r, "bigram") && read_body(model, r)) {
        model->read = r->stream.seal;
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

void words_file_free(struct words_model *model)
{
    vocabulary_free(&model->words);
    free(model->seen);
    free(model->w);
    free(model->sparse.first);
    free(model->sparse.next);
    free(model->sparse.score);
    free(model->sparse.rest);
    *model = (struct words_model){0};
}
