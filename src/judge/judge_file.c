/* What the judge of a run remembers, in a model file. */
#include "judge/judge_file.h"

#include <float.h>

#define AT(field) offsetof(struct judge_memory, field)
static const struct model_number
    states[] = {{"best-states", AT(known), 0.0, 1.0, .whole = true}, {0}},
    numbers[] = {
        {"best-epoch", AT(epoch), 0.0, MODEL_COUNT, .whole = true},
        {"best-loss", AT(best), -DBL_MAX, DBL_MAX, false},
        {"reference", AT(reference), -DBL_MAX, DBL_MAX, false},
        {"waited", AT(waited), 0.0, MODEL_COUNT, .whole = true},
        {"loss", AT(last), -DBL_MAX, DBL_MAX, false},
        {0},
};

void judge_file_write(FILE *out, const struct judge_memory *memory)
{
    model_write_numbers(out, states, memory);
    if (memory->known > 0.0)
        model_write_numbers(out, numbers, memory);
}

bool judge_file_read(struct model_reader *r, struct judge_memory *memory)
{
    *memory = (struct judge_memory){0};
    return r->format == 1 ||
           (model_read_numbers(r, states, memory) &&
            (memory->known == 0.0 || model_read_numbers(r, numbers, memory)));
}
