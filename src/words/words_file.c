/* A trained next-word model as a text file. */
#include "trainloop/words_file.h"

#include "base/array.h"
#include "base/model.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"space", "words"};

static void save_dense(FILE *out, const struct words_model *model)
{
    uint32_t V = model->words.n;

    fputs("scores dense\n", out);
    for (size_t i = 0; i < (size_t)V * V; i++)
        fprintf(out, "%s%c", decimal_format(model->w[i]).text,
                (i + 1) % V == 0 ? '\n' : ' ');
}

static void save_sparse(FILE *out, const struct words_model *model)
{
    const struct sparse *s = &model->sparse;

    fputs("scores sparse\n", out);
    for (uint32_t word = 0; word < model->words.n; word++) {
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
    fprintf(out, "epochs %.0f\nlr %s\nseed %.0f\ndraws %.0f\ntokens %s\n",
            model->epochs, decimal_format(model->lr).text, model->seed,
            model->draws, kinds[model->tokens]);
    fprintf(out, "words %lu\n", (unsigned long)model->words.n);
    for (uint32_t i = 0; i < model->words.n; i++)
        fprintf(out, "%lu %s\n", (unsigned long)model->seen[i],
                vocabulary_word(&model->words, i));
    if (model->w)
        save_dense(out, model);
    else
        save_sparse(out, model);
    fputs("end\n", out);
}

/* Room for item n of an array that is being read. */
static bool room(struct model_reader *r, void *items, size_t *has, size_t n,
                 size_t size)
{
    return array_room(items, has, n + 1, size) ||
           fault_memory(r->fault, (double)n * (double)size,
                        "what was read of the model");
}

/* A whole number in [0, most]. */
static bool read_count(const char *text, double most, uint32_t *count)
{
    double x;

    if (decimal_parse(text, &x) != DECIMAL_OK || !(x >= 0.0 && x <= most) ||
        x != (double)(uint32_t)x)
        return false;
    *count = (uint32_t)x;
    return true;
}

/* "10 the": every word once. */
static bool read_words(struct model_reader *r, struct words_model *model)
{
    double n;
    size_t has = 0;

    if (!model_number(r, "words", 1.0, 4294967290.0, true, &n))
        return false;
    for (uint32_t i = 0; i < (uint32_t)n; i++) {
        if (!room(r, &model->seen, &has, i, sizeof *model->seen) ||
            !model_line(r))
            return false;
        char *word = r->text;
        const char *count = model_word(&word);
        size_t length = strlen(word);
        if (length == 0 || strcspn(word, " \t\v\f\r") < length ||
            !read_count(count, 4294967290.0, &model->seen[i]))
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
        if (!model_line(r))
            return false;
        char *at = r->text;
        for (uint32_t k = 0; k < V; k++, n++) {
            if (!room(r, &model->w, &has, n, sizeof *model->w))
                return false;
            if (decimal_parse(model_word(&at), &model->w[n]) != DECIMAL_OK)
                return model_wrong(r, "a score for every word");
        }
        if (*at != '\0')
            return model_wrong(r, "a score for every word");
    }
    return true;
}

/* "NEXT SCORE", n times; no word twice.  has: room for next, for score. */
static bool read_row(struct model_reader *r, struct words_model *model,
                     uint32_t word, uint32_t n, uint32_t *stamp, size_t has[2])
{
    struct sparse *s = &model->sparse;
    uint32_t at = s->first[word];

    for (; n > 0; n--, at++) {
        if (!room(r, &s->next, &has[0], at, sizeof *s->next) ||
            !room(r, &s->score, &has[1], at, sizeof *s->score) ||
            !model_line(r))
            return false;
        char *text = r->text;
        if (at == UINT32_MAX ||
            !read_count(model_word(&text), (double)model->words.n - 1.0,
                        &s->next[at]) ||
            decimal_parse(text, &s->score[at]) != DECIMAL_OK ||
            stamp[s->next[at]] == word + 1)
            return model_wrong(r, "NEXT SCORE");
        stamp[s->next[at]] = word + 1;
    }
    s->first[word + 1] = at;
    return true;
}

static bool read_sparse(struct model_reader *r, struct words_model *model)
{
    struct sparse *s = &model->sparse;
    uint32_t V = model->words.n, n = 0;
    uint32_t *stamp = calloc(V, sizeof *stamp);
    size_t has[2] = {0};
    bool good = true;

    s->first = calloc((size_t)V + 1, sizeof *s->first);
    s->rest = calloc(V, sizeof *s->rest);
    if (!stamp || !s->first || !s->rest)
        good = fault_memory(r->fault, 16.0 * (double)V, "the model");
    good = good && room(r, &s->next, &has[0], 0, sizeof *s->next) &&
           room(r, &s->score, &has[1], 0, sizeof *s->score);
    for (uint32_t word = 0; good && word < V; word++) {
        good = model_line(r);
        char *at = r->text;
        if (good &&
            (decimal_parse(model_word(&at), &s->rest[word]) != DECIMAL_OK ||
             !read_count(at, (double)V, &n)))
            good = model_wrong(r, "REST N");
        good = good && read_row(r, model, word, n, stamp, has);
    }
    free(stamp);
    return good;
}

static bool read_body(struct words_model *model, struct model_reader *r)
{
    const double most = 9007199254740992.0;

    if (!model_number(r, "epochs", 0.0, most, true, &model->epochs) ||
        !model_number(r, "lr", 4.9e-324, DBL_MAX, false, &model->lr) ||
        !model_number(r, "seed", 0.0, 4294967295.0, true, &model->seed) ||
        !model_number(r, "draws", 0.0, 2e10, true, &model->draws))
        return false;
    const char *tokens = model_value(r, "tokens");
    if (!tokens)
        return false;
    model->tokens =
        strcmp(tokens, kinds[CORPUS_WORDS]) == 0 ? CORPUS_WORDS : CORPUS_SPACE;
    if (strcmp(tokens, kinds[model->tokens]) != 0)
        return model_wrong(r, "tokens space or words");
    if (!read_words(r, model))
        return false;
    const char *scores = model_value(r, "scores");
    if (!scores)
        return false;
    bool dense = strcmp(scores, "dense") == 0;
    if (!dense && strcmp(scores, "sparse") != 0)
        return model_wrong(r, "scores dense or sparse");
    return (dense ? read_dense(r, model) : read_sparse(r, model)) &&
           model_end(r);
}

bool words_file_read(struct words_model *model, struct model_reader *r)
{
    *model = (struct words_model){0};
    if (model_check_kind(r, "bigram") && read_body(model, r))
        return true;
    words_file_free(model);
    return false;
}

void words_file_row(const struct words_model *model, uint32_t word, double *z)
{
    const struct sparse *s = &model->sparse;
    uint32_t V = model->words.n;

    if (model->w) {
        memcpy(z, model->w + (size_t)word * V, V * sizeof *z);
        return;
    }
    for (uint32_t k = 0; k < V; k++)
        z[k] = s->rest[word];
    for (uint32_t i = s->first[word]; i < s->first[word + 1]; i++)
        z[s->next[i]] = s->score[i];
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
