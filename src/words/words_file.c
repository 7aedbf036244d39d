/* A trained next-word model as a text file. */
#include "trainloop/words_file.h"

#include "base/model.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"space", "words"};

static void save_dense(FILE *out, const struct words_model *model)
{
    uint32_t V = model->words.n;

    fputs("scores dense\n", out);
    for (size_t i = 0; i < (size_t)V * V; i++)
        fprintf(out, "%s%c", decimal_format(model->scores.w[i]).text,
                (i + 1) % V == 0 ? '\n' : ' ');
}

static void save_sparse(FILE *out, const struct words_model *model)
{
    const struct book_entry *e = model->entries;
    size_t i = 0, end = 0;

    fputs("scores sparse\n", out);
    for (uint32_t word = 0; word < model->words.n; word++) {
        while (end < model->n && e[end].word == word)
            end++;
        fprintf(out, "%s %lu\n", decimal_format(model->rest[word]).text,
                (unsigned long)(end - i));
        for (; i < end; i++)
            fprintf(out, "%lu %s\n", (unsigned long)e[i].next,
                    decimal_format(e[i].score).text);
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
    if (model->dense)
        save_dense(out, model);
    else
        save_sparse(out, model);
    fputs("end\n", out);
}

/* Room for one more of `size` bytes in an array of n; doubles when full. */
static void *grow(struct model_reader *r, void *array, size_t n, size_t size)
{
    if (n > 1 && (n & (n - 1)) != 0)
        return array;
    size_t room = n > 1 ? 2 * n : 2;
    void *larger = n < SIZE_MAX / 4 / size ? realloc(array, room * size) : NULL;
    if (!larger)
        fault_memory(r->fault, (double)room * (double)size,
                     "what was read of the model");
    return larger;
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

    if (!model_number(r, "words", 1.0, 4294967290.0, true, &n))
        return false;
    for (uint32_t i = 0; i < (uint32_t)n; i++) {
        uint32_t *seen = grow(r, model->seen, i, sizeof *seen);
        if (!seen)
            return false;
        model->seen = seen;
        if (!model_line(r))
            return false;
        char *word = r->text;
        const char *count = model_word(&word);
        size_t length = strlen(word);
        if (length == 0 || strcspn(word, " \t\v\f\r") < length ||
            !read_count(count, 4294967290.0, &seen[i]))
            return model_wrong(r, "COUNT WORD");
        uint32_t id = vocabulary_add(&model->words, word, length, r->fault);
        if (id == CORPUS_END)
            return false;
        if (id != i)
            return model_wrong(r, "a new word");
    }
    return true;
}

static bool read_dense(struct model_reader *r, struct words_model *model)
{
    size_t n = 0;
    uint32_t V = model->words.n;

    model->scores.V = V;
    for (uint32_t row = 0; row < V; row++) {
        if (!model_line(r))
            return false;
        char *at = r->text;
        for (uint32_t k = 0; k < V; k++, n++) {
            double *w = grow(r, model->scores.w, n, sizeof *w);
            if (!w)
                return false;
            model->scores.w = w;
            if (decimal_parse(model_word(&at), &w[n]) != DECIMAL_OK)
                return model_wrong(r, "a score for every word");
        }
        if (*at != '\0')
            return model_wrong(r, "a score for every word");
    }
    return true;
}

/* "NEXT SCORE", n times; no word twice. */
static bool read_entries(struct model_reader *r, struct words_model *model,
                         uint32_t word, uint32_t n, uint32_t *stamp)
{
    for (uint32_t i = 0; i < n; i++) {
        struct book_entry *e = grow(r, model->entries, model->n, sizeof *e);
        if (!e)
            return false;
        model->entries = e;
        if (!model_line(r))
            return false;
        char *at = r->text;
        struct book_entry *new = &e[model->n];
        new->word = word;
        if (!read_count(model_word(&at), (double)model->words.n - 1.0,
                        &new->next) ||
            decimal_parse(at, &new->score) != DECIMAL_OK ||
            stamp[new->next] == word + 1)
            return model_wrong(r, "NEXT SCORE");
        stamp[new->next] = word + 1;
        model->n++;
    }
    return true;
}

static bool read_sparse(struct model_reader *r, struct words_model *model)
{
    uint32_t V = model->words.n, n = 0;
    uint32_t *stamp = calloc(V, sizeof *stamp);
    bool good = true;

    model->rest = calloc(V, sizeof *model->rest);
    if (!stamp || !model->rest)
        good = fault_memory(r->fault, 12.0 * (double)V, "the model");
    for (uint32_t word = 0; good && word < V; word++) {
        good = model_line(r);
        char *at = r->text;
        if (good &&
            (decimal_parse(model_word(&at), &model->rest[word]) != DECIMAL_OK ||
             !read_count(at, (double)V, &n)))
            good = model_wrong(r, "REST N");
        good = good && read_entries(r, model, word, n, stamp);
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
    model->dense = strcmp(scores, "dense") == 0;
    if (!model->dense && strcmp(scores, "sparse") != 0)
        return model_wrong(r, "scores dense or sparse");
    return (model->dense ? read_dense(r, model) : read_sparse(r, model)) &&
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
    uint32_t V = model->words.n;

    if (model->dense) {
        memcpy(z, model->scores.w + (size_t)word * V, V * sizeof *z);
        return;
    }
    for (uint32_t k = 0; k < V; k++)
        z[k] = model->rest[word];
    for (size_t i = 0; i < model->n; i++)
        if (model->entries[i].word == word)
            z[model->entries[i].next] = model->entries[i].score;
}

void words_file_free(struct words_model *model)
{
    vocabulary_free(&model->words);
    free(model->seen);
    free(model->scores.w);
    free(model->rest);
    free(model->entries);
    *model = (struct words_model){0};
}
