/* A trained line as a text file. */
#include "trainloop/linreg_file.h"

#include "trainloop/num.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* The numbers of the file, in their order. */
static const struct {
    const char *key;
    size_t offset;
} numbers[] = {
    {"epochs", offsetof(struct linreg_model, epochs)},
    {"lr", offsetof(struct linreg_model, lr)},
    {"center", offsetof(struct linreg_model, center)},
    {"scale", offsetof(struct linreg_model, scale)},
    {"slope", offsetof(struct linreg_model, line.slope)},
    {"intercept", offsetof(struct linreg_model, line.intercept)},
};
enum { NUMBERS = sizeof numbers / sizeof numbers[0], LINE = 200 };

void linreg_save(FILE *out, const struct linreg_model *model,
                 const char *version)
{
    char text[NUM_TEXT];

    fprintf(out, "trainloop-model 1\nkind linreg\nwritten-by trainloop %s\n",
            version);
    for (int i = 0; i < NUMBERS; i++) {
        double x;
        memcpy(&x, (const char *)model + numbers[i].offset, sizeof x);
        fprintf(out, "%s %s\n", numbers[i].key, num_format(text, x));
    }
    fputs("end\n", out);
}

static const char unchanged[] = "Give a file written by --save, unchanged";

struct reader {
    FILE *file;
    const char *name;
    int number; /* of the line */
    struct fault *fault;
    char text[LINE];
};

/* The next line, without its end; an empty one where there is none. What no
   model can hold, a NUL or a very long line, is spoilt so that no key fits. */
static void next_line(struct reader *r)
{
    size_t length = 0;
    bool spoilt = false;
    int c;

    r->number++;
    while ((c = getc(r->file)) != EOF && c != '\n')
        if (c != 0 && length < LINE - 1)
            r->text[length++] = (char)c;
        else
            spoilt = true;
    if (length > 0 && r->text[length - 1] == '\r')
        length--;
    r->text[length] = '\0';
    if (spoilt)
        strcpy(r->text, "?");
}

static bool wrong(struct reader *r, const char *wanted)
{
    if (ferror(r->file))
        fault_set(r->fault, FAULT_FILE, "cannot read '%s': %s", r->name,
                  strerror(errno));
    else
        fault_set(r->fault, FAULT_FILE, "%s:%d: '%s' expected, found '%.60s'",
                  r->name, r->number, wanted, r->text);
    return fault_hint(r->fault, "%s", unchanged);
}

/* The value behind `key`, or NULL. */
static const char *value(struct reader *r, const char *key)
{
    size_t length = strlen(key);

    next_line(r);
    if (strncmp(r->text, key, length) != 0 || r->text[length] != ' ')
        return NULL;
    return r->text + length + 1;
}

static bool read_format(struct reader *r)
{
    const char *version = value(r, "trainloop-model");
    double number;

    if (!version || num_parse(version, &number) != NUM_OK)
        return wrong(r, "trainloop-model 1");
    if (number == 1.0)
        return true;
    next_line(r);
    const char *writer = value(r, "written-by");
    fault_set(r->fault, FAULT_FILE,
              "'%s' has model format %g, this program reads format 1", r->name,
              number);
    return fault_hint(r->fault, "It was written by %.60s: use that version",
                      writer ? writer : "another version of trainloop");
}

static bool read_model(struct reader *r, struct linreg_model *model)
{
    if (!read_format(r))
        return false;
    const char *kind = value(r, "kind");
    if (!kind || strcmp(kind, "linreg") != 0)
        return wrong(r, "kind linreg");
    if (!value(r, "written-by"))
        return wrong(r, "written-by");
    for (int i = 0; i < NUMBERS; i++) {
        double x;
        const char *text = value(r, numbers[i].key);
        if (!text || num_parse(text, &x) != NUM_OK)
            return wrong(r, numbers[i].key);
        memcpy((char *)model + numbers[i].offset, &x, sizeof x);
    }
    if (!(model->scale > 0.0) || !(model->lr > 0.0) ||
        !(model->epochs >= 0.0 && model->epochs <= 9007199254740992.0) ||
        model->epochs != floor(model->epochs)) {
        fault_set(r->fault, FAULT_FILE,
                  "'%s': epochs, lr or scale is out of range", r->name);
        return fault_hint(r->fault, "%s", unchanged);
    }
    next_line(r);
    if (strcmp(r->text, "end") != 0)
        return wrong(r, "end");
    if (getc(r->file) != EOF) {
        fault_set(r->fault, FAULT_FILE, "'%s' goes on after 'end'", r->name);
        return fault_hint(r->fault, "%s", unchanged);
    }
    return true;
}

bool linreg_load(struct linreg_model *model, const char *name,
                 struct fault *fault)
{
    struct reader r = {.name = name, .fault = fault};
    bool standard_input = strcmp(name, "-") == 0;

    r.file = standard_input ? stdin : fopen(name, "rb");
    if (!r.file) {
        fault_set(fault, FAULT_FILE, "cannot open '%s': %s", name,
                  strerror(errno));
        return fault_hint(fault, "Give --load a file written by --save");
    }
    bool good = read_model(&r, model);
    if (!standard_input)
        fclose(r.file);
    return good;
}
