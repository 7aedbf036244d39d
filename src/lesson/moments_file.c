/* Sums of rows as CSV. */
#include "lesson/moments_file.h"

#include "base/utf8.h"
#include "table/csv.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <math.h>

enum { NEEDED = 6, COLUMNS = 10 };

#define AT(field) offsetof(struct moments, field)

static const struct {
    const char *name;
    size_t at;
} columns[COLUMNS] = {
    {"n", AT(n)},
    {"mean_x", AT(mean_x)},
    {"mean_y", AT(mean_y)},
    {"var_x", AT(var_x)},
    {"cov_xy", AT(cov_xy)},
    {"var_y", AT(var_y)},
    [NEEDED] = {"min_x", AT(min_x)},
    {"max_x", AT(max_x)},
    {"min_y", AT(min_y)},
    {"max_y", AT(max_y)},
};

static const char cure[] =
    "Give --moments the columns n,mean_x,mean_y,var_x,cov_xy,var_y, as\n"
    "trainloop data --data FILE --format moments prints them";

static double *value(struct moments *m, int k)
{
    return (double *)(void *)((char *)m + columns[k].at);
}

/* Fault: what is wrong with the record, or with this field of it. */
static bool wrong(struct csv *csv, const char *name, const char *what,
                  const char *field)
{
    fault_set(csv->fault, FAULT_FILE, "%s:%.0f: %s%s%s%s%s", csv->name,
              (double)csv->line, name, what, field ? ", got '" : "",
              field ? utf8_word(field, 60, 0).text : "", field ? "'" : "");
    return fault_hint(csv->fault, "%s", cure);
}

/* Which column is where; csv->fields: nowhere, which only the range may be. */
static bool read_header(struct csv *csv, size_t at[COLUMNS])
{
    size_t ranges = 0;

    for (int k = 0; k < COLUMNS; k++) {
        at[k] = csv_find(csv, columns[k].name);
        if (k < NEEDED && at[k] == csv->fields)
            return wrong(csv, columns[k].name, " is missing in the header",
                         NULL);
        ranges += k >= NEEDED && at[k] < csv->fields;
    }
    for (size_t i = 0; i < csv->fields; i++) {
        int k = 0;
        while (k < COLUMNS && at[k] != i)
            k++;
        if (k == COLUMNS)
            return wrong(csv, "a column ",
                         "that is none of these, or comes twice",
                         csv_field(csv, i));
    }
    return ranges == 0 || ranges == COLUMNS - NEEDED ||
           wrong(csv, "min_x, max_x, min_y and max_y",
                 " go together, and not all are there", NULL);
}

static bool read_row(struct csv *csv, const size_t at[COLUMNS],
                     struct moments *m)
{
    m->min_x = m->max_x = m->min_y = m->max_y = (double)NAN;
    for (int k = 0; k < COLUMNS; k++) {
        if (at[k] == csv->fields)
            continue;
        const char *field = csv_field(csv, at[k]);
        enum decimal_status status = decimal_between(
            field, k == 0 ? 1.0 : -DBL_MAX, k == 0 ? MOMENTS_MOST : DBL_MAX,
            k == 0, value(m, k));
        if (status != DECIMAL_OK)
            return wrong(csv, columns[k].name,
                         k == 0 ? " is a whole number from 1 to "
                                  "9007199254740992"
                                : " is a decimal number",
                         field);
    }
    const char *why = moments_wrong(m);
    return !why || wrong(csv, why, "", NULL);
}

/* Adds a part to those before. */
static bool add(struct csv *csv, struct moments *m, const struct moments *part)
{
    if (part->n > MOMENTS_MOST - m->n)
        return wrong(csv, "more than 9,007,199,254,740,992 rows", " in all",
                     NULL);
    *m = m->n > 0.0 ? moments_merge(m, part) : *part;
    const char *why = moments_wrong(m);
    return !why || wrong(csv, why, " with the rows before it", NULL);
}

static bool read_rows(struct csv *csv, struct moments *m)
{
    size_t at[COLUMNS] = {0}, width = 0;

    while (csv_record(csv)) {
        struct moments part = {0};
        bool header = width == 0 || csv_find(csv, "n") < csv->fields;
        if (csv_filled(csv) == 0)
            continue;
        if (header)
            width = csv->fields;
        if (csv->fields != width)
            return wrong(csv, "the row", " is not as wide as its header", NULL);
        if (!(header ? read_header(csv, at)
                     : read_row(csv, at, &part) && add(csv, m, &part)))
            return false;
    }
    if (csv->fault->kind != FAULT_NONE)
        return false;
    return m->n > 0.0 || fault_say(csv->fault, FAULT_FILE, cure,
                                   "%s: no sums in it", csv->name);
}

bool moments_file_read(struct moments *m, const char *name, struct seal *read,
                       struct fault *fault)
{
    struct csv *csv = csv_open(
        name,
        "Give --moments the name of a file of sums, as an engine wrote it",
        cure, fault);

    *m = (struct moments){0};
    bool good = csv && read_rows(csv, m);
    if (good) {
        moments_fit(m);
        *read = csv->input.seal;
    }
    csv_close(csv);
    return good;
}

bool moments_file_write(struct report *out, const struct moments *m,
                        struct fault *fault)
{
    const char *why = moments_wrong(m);
    int n = isnan(m->min_x) ? NEEDED : COLUMNS;
    struct moments own = *m;

    if (why)
        return fault_say(fault, FAULT_FILE,
                         "Multiply or divide the column by a power of ten",
                         "no sums can tell these rows: %s", why);
    for (int k = 0; k < n; k++)
        report_print(out, "%s%s", k > 0 ? "," : "", columns[k].name);
    for (int k = 0; k < n; k++)
        report_print(out, "%s%s", k > 0 ? "," : "\n",
                     decimal_format(*value(&own, k)).text);
    report_print(out, "\n");
    return true;
}
