/* A trained line as a text file. */
#include "trainloop/line_file.h"

#include "base/model.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <stddef.h>
#include <string.h>

/* The numbers of the file, in their order. */
static const struct number {
    const char *key;
    size_t offset;
    double low, high;
} numbers[] = {
    {"epochs", offsetof(struct line_model, epochs), 0.0, 9007199254740992.0},
    {"lr", offsetof(struct line_model, lr), 4.9e-324, DBL_MAX},
    {"center", offsetof(struct line_model, center), -DBL_MAX, DBL_MAX},
    {"scale", offsetof(struct line_model, scale), 4.9e-324, DBL_MAX},
    {"slope", offsetof(struct line_model, line.slope), -DBL_MAX, DBL_MAX},
    {"intercept", offsetof(struct line_model, line.intercept), -DBL_MAX,
     DBL_MAX},
};
enum { EPOCHS, NUMBERS = sizeof numbers / sizeof numbers[0] };

void line_file_save(FILE *out, const struct line_model *model,
                    const char *version)
{
    model_write_head(out, "linreg", version);
    for (int i = 0; i < NUMBERS; i++) {
        double x;
        memcpy(&x, (const char *)model + numbers[i].offset, sizeof x);
        fprintf(out, "%s %s\n", numbers[i].key, decimal_format(x).text);
    }
    fputs("end\n", out);
}

bool line_file_read(struct line_model *model, struct model_reader *r)
{
    if (!model_check_kind(r, "linreg"))
        return false;
    for (int i = 0; i < NUMBERS; i++) {
        const struct number *n = &numbers[i];
        const char *text = model_value(r, n->key);
        double x;
        enum decimal_status status =
            text ? decimal_between(text, n->low, n->high, i == EPOCHS, &x)
                 : DECIMAL_EMPTY;
        if (status == DECIMAL_OUTSIDE)
            return model_outside(r, n->key);
        if (status != DECIMAL_OK)
            return model_wrong(r, n->key);
        memcpy((char *)model + n->offset, &x, sizeof x);
    }
    return model_end(r);
}

bool line_file_load(struct line_model *model, const char *name,
                    struct fault *fault)
{
    struct model_reader r;
    bool good = model_open(&r, name, fault) && line_file_read(model, &r);

    model_close(&r);
    return good;
}
