/* What all model files have in common. */
#include "base/model.h"

#include "base/array.h"

#include "trainloop/decimal.h"

#include <stdlib.h>
#include <string.h>

static const char unchanged[] = "Give a file written by --save, unchanged";

void model_write_head(FILE *out, const char *kind, const char *version)
{
    fprintf(out, "trainloop-model 1\nkind %s\nwritten-by trainloop %s\n", kind,
            version);
}

bool model_line(struct model_reader *r)
{
    size_t n = 0;
    int c;

    r->number++;
    do {
        if (!array_room(&r->text, &r->room, n + 2, 1))
            return fault_memory(r->fault, 2.0 * (double)r->room,
                                "what was read of a line");
        c = getc(r->stream.file);
        r->text[n++] = (char)c;
    } while (c != EOF && c != '\n' && c != '\0');
    if (c == EOF && stream_failed(&r->stream, unchanged, r->fault))
        return false;
    seal_add(&r->stream.seal, r->text, n - (c == EOF));
    r->text[--n] = '\0';
    if (n > 0 && r->text[n - 1] == '\r')
        r->text[n - 1] = '\0';
    if (c == '\0')
        strcpy(r->text, "?"); /* no key fits this */
    return true;
}

bool model_wrong(struct model_reader *r, const char *wanted)
{
    return r->fault->kind == FAULT_NONE &&
           fault_say(r->fault, FAULT_FILE, unchanged,
                     "%s:%ld: '%s' expected, found '%.60s'", r->name, r->number,
                     wanted, r->text);
}

/* The value behind `key`, or NULL without a fault. */
static char *look(struct model_reader *r, const char *key)
{
    size_t length = strlen(key);

    if (!model_line(r) || strncmp(r->text, key, length) != 0 ||
        r->text[length] != ' ')
        return NULL;
    return r->text + length + 1;
}

char *model_value(struct model_reader *r, const char *key)
{
    char *value = look(r, key);

    if (!value)
        model_wrong(r, key);
    return value;
}

bool model_counts(double count, double most, const char *what,
                  struct fault *fault)
{
    return count < most ||
           fault_say(fault, FAULT_USAGE,
                     "Choose fewer --epochs, or leave out --save",
                     "'--save' counts fewer than %.0f %s, and it might be %.0f",
                     most, what, count);
}

void model_write_numbers(FILE *out, const struct model_number *number, int n,
                         const void *model)
{
    for (; n > 0; n--, number++) {
        double x;
        memcpy(&x, (const char *)model + number->offset, sizeof x);
        fprintf(out, "%s %s\n", number->key, decimal_format(x).text);
    }
}

bool model_read_numbers(struct model_reader *r,
                        const struct model_number *number, int n, void *model)
{
    for (; n > 0; n--, number++) {
        double x;
        const char *text = model_value(r, number->key);
        enum decimal_status status =
            text ? decimal_between(text, number->low, number->high,
                                   number->whole, &x)
                 : DECIMAL_EMPTY;
        if (status == DECIMAL_OUTSIDE || status == DECIMAL_TOO_BIG)
            return fault_say(r->fault, FAULT_FILE, unchanged,
                             "%s:%ld: %s is out of range: '%.60s'", r->name,
                             r->number, number->key, text);
        if (status != DECIMAL_OK)
            return model_wrong(r, number->key);
        memcpy((char *)model + number->offset, &x, sizeof x);
    }
    return true;
}

char *model_word(char **at)
{
    char *word = *at;

    *at += strcspn(word, " ");
    if (**at == ' ')
        *(*at)++ = '\0';
    return word;
}

/* Another format than 1 is for another version, of which line 3 tells. */
static bool read_format(struct model_reader *r)
{
    const char *value = look(r, "trainloop-model");
    char format[20];

    if (!value || *value == '\0' || value[strspn(value, "0123456789")] != '\0')
        return model_wrong(r, "trainloop-model 1");
    if (strcmp(value, "1") == 0)
        return true;
    snprintf(format, sizeof format, "%s", value);
    if (!model_line(r))
        return false;
    const char *writer = look(r, "written-by");
    if (r->fault->kind != FAULT_NONE)
        return false;
    fault_set(r->fault, FAULT_FILE,
              "'%s' has model format %s, this program reads format 1", r->name,
              format);
    return fault_hint(r->fault, "It was written by %.60s: use that version",
                      writer ? writer : "another version of trainloop");
}

bool model_open(struct model_reader *r, const char *name, struct fault *fault)
{
    *r = (struct model_reader){.name = name, .fault = fault};
    bool open =
        stream_open(&r->stream, name, "Name a file written by --save", fault);
    const char *kind = open && read_format(r) ? model_value(r, "kind") : NULL;
    if (!kind)
        return false;
    snprintf(r->kind, sizeof r->kind, "%.19s", kind);
    return model_value(r, "written-by") != NULL;
}

bool model_check_kind(struct model_reader *r, const char *kind)
{
    if (strcmp(r->kind, kind) == 0)
        return true;
    fault_set(r->fault, FAULT_FILE,
              "'%s' is a model of the kind '%s', not '%s'", r->name, r->kind,
              kind);
    return fault_hint(r->fault, "Give a file that %s wrote by --save", kind);
}

bool model_end(struct model_reader *r)
{
    if (!model_line(r) || strcmp(r->text, "end") != 0)
        return model_wrong(r, "end");
    if (getc(r->stream.file) == EOF)
        return !stream_failed(&r->stream, unchanged, r->fault);
    return fault_say(r->fault, FAULT_FILE, unchanged,
                     "'%s' goes on after 'end'", r->name);
}

void model_close(struct model_reader *r)
{
    stream_close(&r->stream);
    free(r->text);
    r->text = NULL;
    r->room = 0;
}
