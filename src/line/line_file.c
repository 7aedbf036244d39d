/* A trained line as a text file. */
#include "line/line_file.h"

#include "judge/judge_file.h"

#include <float.h>
#include <stddef.h>

/* The numbers of the file, in their order. */
#define AT(field) offsetof(struct line_model, field)
static const struct model_number numbers[] = {
    {"epochs", AT(epochs), 0.0, MODEL_COUNT, .whole = true},
    {"lr", AT(lr), 4.9e-324, DBL_MAX, false},
    {"center", AT(center), -DBL_MAX, DBL_MAX, false},
    {"scale", AT(scale), 4.9e-324, DBL_MAX, false},
    {"slope", AT(line.slope), -DBL_MAX, DBL_MAX, false},
    {"intercept", AT(line.intercept), -DBL_MAX, DBL_MAX, false},
    {0},
};
static const struct model_number stepped[] = {
    {"velocity-slope", AT(velocity.slope), -DBL_MAX, DBL_MAX, false},
    {"velocity-intercept", AT(velocity.intercept), -DBL_MAX, DBL_MAX, false},
    {"seed", AT(seed), 0.0, UINT32_MAX, .whole = true},
    {"draws", AT(draws), 0.0, MODEL_DRAWS, .whole = true},
    {0},
};
static const struct model_number best[] = {
    {"best-slope", AT(best.slope), -DBL_MAX, DBL_MAX, false},
    {"best-intercept", AT(best.intercept), -DBL_MAX, DBL_MAX, false},
    {0},
};

void line_file_save(FILE *out, const struct line_model *model,
                    const char *version)
{
    bool more = model->stepped > 0.0;

    model_write_head(out, more ? 3 : 2, "linreg", version);
    model_write_numbers(out, numbers, model);
    if (more)
        model_write_numbers(out, stepped, model);
    judge_file_write(out, &model->memory);
    if (model->memory.known > 0.0)
        model_write_numbers(out, best, model);
    fputs("end\n", out);
}

bool line_file_read(struct line_model *model, struct model_reader *r)
{
    bool good = model_check_kind(r, "linreg") &&
                model_read_numbers(r, numbers, model) &&
                (r->format < 3 || model_read_numbers(r, stepped, model)) &&
                judge_file_read(r, &model->memory);

    if (good && model->memory.known > 0.0)
        good = model_read_numbers(r, best, model);
    else
        model->best = model->line;
    good = good && model_end(r);
    model->stepped = r->format == 3;
    model->read = r->input.seal;
    return good;
}

bool line_file_load(struct line_model *model, const char *name,
                    struct fault *fault)
{
    struct model_reader r;
    bool good = model_open(&r, name, fault) && line_file_read(model, &r);

    model_close(&r);
    return good;
}
