/* What all model files have in common. */
#include "base/model.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char unchanged[] = "Give a file written by --save, unchanged";

void model_write_head(FILE *out, const char *kind, const char *version)
{
    fprintf(out, "trainloop-model 1\nkind %s\nwritten-by trainloop %s\n", kind,
            version);
}

/* Room for one more byte and the closing NUL. */
static bool make_room(struct model_reader *r)
{
    size_t room = r->room > 0 ? 2 * r->room : 256;

    if (r->length + 2 <= r->room)
        return true;
    char *text = realloc(r->text, room);
    if (!text)
        return fault_memory(r->fault, (double)room, "what was read of a line");
    r->text = text;
    r->room = room;
    return true;
}

bool model_line(struct model_reader *r)
{
    bool spoilt = false;

    r->number++;
    r->length = 0;
    while (make_room(r)) {
        int c = getc(r->file);
        spoilt = c == 0;
        if (c == EOF || c == '\n' || spoilt)
            break;
        r->text[r->length++] = (char)c;
    }
    if (!r->text || r->fault->kind != FAULT_NONE)
        return false;
    if (r->length > 0 && r->text[r->length - 1] == '\r')
        r->length--;
    if (spoilt) { /* a NUL: no key fits this */
        r->text[0] = '?';
        r->length = 1;
    }
    r->text[r->length] = '\0';
    return true;
}

bool model_wrong(struct model_reader *r, const char *wanted)
{
    if (r->fault->kind != FAULT_NONE)
        return false;
    if (ferror(r->file))
        fault_set(r->fault, FAULT_FILE, "cannot read '%s': %s", r->name,
                  strerror(errno));
    else
        fault_set(r->fault, FAULT_FILE, "%s:%ld: '%s' expected, found '%.60s'",
                  r->name, r->number, wanted, r->text);
    return fault_hint(r->fault, "%s", unchanged);
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

bool model_number(struct model_reader *r, const char *key, double low,
                  double high, bool whole, double *x)
{
    const char *value = look(r, key);

    if (!value || decimal_parse(value, x) != DECIMAL_OK)
        return model_wrong(r, key);
    if (*x >= low && *x <= high && (!whole || *x == floor(*x)))
        return true;
    fault_set(r->fault, FAULT_FILE, "%s:%ld: %s is out of range: '%.60s'",
              r->name, r->number, key, value);
    return fault_hint(r->fault, "%s", unchanged);
}

char *model_word(char **at)
{
    char *word = *at;
    size_t length = strcspn(word, " ");

    *at = word + length;
    if (word[length] == ' ') {
        word[length] = '\0';
        ++*at;
    }
    return word;
}

static bool read_format(struct model_reader *r)
{
    const char *version = look(r, "trainloop-model");
    double number;

    if (!version || decimal_parse(version, &number) != DECIMAL_OK)
        return model_wrong(r, "trainloop-model 1");
    if (number == 1.0)
        return true;
    if (!model_line(r))
        return false;
    const char *writer = look(r, "written-by");
    if (r->fault->kind != FAULT_NONE)
        return false;
    fault_set(r->fault, FAULT_FILE,
              "'%s' has model format %g, this program reads format 1", r->name,
              number);
    return fault_hint(r->fault, "It was written by %.60s: use that version",
                      writer ? writer : "another version of trainloop");
}

bool model_open(struct model_reader *r, const char *name, struct fault *fault)
{
    *r = (struct model_reader){.name = name, .fault = fault};
    r->file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    if (!r->file) {
        fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name,
                  strerror(errno));
        return fault_hint(fault, "Name a file written by --save");
    }
    if (!read_format(r))
        return false;
    const char *kind = model_value(r, "kind");
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
    if (!model_line(r))
        return false;
    if (strcmp(r->text, "end") != 0)
        return model_wrong(r, "end");
    if (getc(r->file) == EOF)
        return true;
    fault_set(r->fault, FAULT_FILE, "'%s' goes on after 'end'", r->name);
    return fault_hint(r->fault, "%s", unchanged);
}

void model_close(struct model_reader *r)
{
    if (r->file && r->file != stdin)
        fclose(r->file);
    free(r->text);
    r->file = NULL;
    r->text = NULL;
}
