/* What all model files have in common. */
#include "base/model.h"

#include "base/array.h"
#include "base/utf8.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char unchanged[] = "Give a file written by --save, unchanged";

void model_write_head(FILE *out, int format, const char *kind,
                      const char *version)
{
    fprintf(out, "trainloop-model %d\nkind %s\nwritten-by trainloop %s\n",
            format, kind, version);
}

bool model_line(struct model_reader *r)
{
    size_t n = 0;
    int c;

    r->number++;
    do {
        if (!array_room(&r->text, &r->room, n + 2, 1, "what was read of a line",
                        r->fault))
            return false;
        c = getc(r->input.file);
        r->text[n++] = (char)c;
    } while (c != EOF && c != '\n' && c != '\0');
    if (c == EOF && input_failed(&r->input, unchanged, r->fault))
        return false;
    seal_add(&r->input.seal, r->text, n - (c == EOF));
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
                     "%s:%.0f: '%s' expected, found '%s'", r->input.name,
                     (double)r->number, wanted, utf8_word(r->text, 60, 0).text);
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

bool model_has_room(double used, double epochs, double each, double most,
                    const char *what, struct fault *fault)
{
    double left = floor((most - used) / each);

    if (epochs <= left)
        return true;
    fault_say(fault, FAULT_USAGE, NULL,
              "a saved model counts at most %.16g %s, and this run could come "
              "to %.4g",
              most, what, used + epochs * each);
    return left >= 1.0 ? fault_hint(fault, "Give --epochs %.16g or fewer", left)
                       : fault_hint(fault, "Leave out --save");
}

void model_write_numbers(FILE *out, const struct model_number *number,
                         const void *model)
{
    for (; number->key; number++) {
        double x;
        memcpy(&x, (const char *)model + number->offset, sizeof x);
        fprintf(out, "%s %s\n", number->key, decimal_format(x).text);
    }
}

bool model_read_numbers(struct model_reader *r,
                        const struct model_number *number, void *model)
{
    for (; number->key; number++) {
        double x;
        const char *text = model_value(r, number->key);
        if (!text)
            return false;
        enum decimal_status status =
            decimal_between(text, number->low, number->high, number->whole, &x);
        if (status == DECIMAL_OUTSIDE || status == DECIMAL_TOO_BIG)
            return fault_say(r->fault, FAULT_FILE, unchanged,
                             "%s:%.0f: %s is out of range: '%s'", r->input.name,
                             (double)r->number, number->key,
                             utf8_word(text, 60, 0).text);
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

/* Another format than 1 to 3 is for another version, of which line 3 tells. */
static bool read_format(struct model_reader *r)
{
    const char *value = look(r, "trainloop-model");
    char format[20];

    if (!value || *value == '\0' || value[strspn(value, "0123456789")] != '\0')
        return model_wrong(r, "trainloop-model 2");
    r->format = value[0] - '0';
    if (r->format >= 1 && r->format <= 3 && value[1] == '\0')
        return true;
    snprintf(format, sizeof format, "%s", value);
    if (!model_line(r))
        return false;
    const char *writer = look(r, "written-by");
    if (r->fault->kind != FAULT_NONE)
        return false;
    fault_set(r->fault, FAULT_FILE,
              "'%s' has model format %s, this program reads formats 1 to 3",
              r->input.name, format);
    return fault_hint(
        r->fault, "It was written by %s: use that version",
        utf8_word(writer ? writer : "another version of trainloop", 60, 0)
            .text);
}

bool model_open(struct model_reader *r, const char *name, struct fault *fault)
{
    *r = (struct model_reader){.name = name, .fault = fault};
    const char *cure = "Name a file written by --save", *kind = NULL;
    if (input_open(&r->input, name, cure, fault) && read_format(r))
        kind = model_value(r, "kind");
    if (!kind)
        return false;
    snprintf(r->kind, sizeof r->kind, "%.*s", (int)utf8_cut(kind, 19), kind);
    return model_value(r, "written-by") != NULL;
}

bool model_check_kind(struct model_reader *r, const char *kind)
{
    if (strcmp(r->kind, kind) == 0)
        return true;
    fault_set(r->fault, FAULT_FILE,
              "'%s' is a model of the kind '%s', not '%s'", r->input.name,
              r->kind, kind);
    return fault_hint(r->fault, "Give a file that %s wrote by --save", kind);
}

bool model_end(struct model_reader *r)
{
    if (!model_line(r) || strcmp(r->text, "end") != 0)
        return model_wrong(r, "end");
    if (getc(r->input.file) == EOF)
        return !input_failed(&r->input, unchanged, r->fault);
    return fault_say(r->fault, FAULT_FILE, unchanged,
                     "'%s' goes on after 'end'", r->input.name);
}

void model_close(struct model_reader *r)
{
    input_close(&r->input);
    free(r->text);
    r->text = NULL;
    r->room = 0;
}
