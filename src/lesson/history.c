/* What a run wrote with --history. */
#include "lesson/history.h"

#include "base/utf8.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <string.h>

static void add_column(struct history *h, size_t column)
{
    if (h->n == HISTORY_MOST || column == h->width)
        return;
    const char *name = csv_field(h->csv, column);
    snprintf(h->name[h->n], HISTORY_NAME, "%.*s",
             (int)utf8_cut(name, HISTORY_NAME - 1), name);
    h->column[h->n++] = column;
}

static bool find_columns(struct history *h, const char *column,
                         struct fault *fault)
{
    struct csv *csv = h->csv;

    h->width = csv->fields;
    h->epoch = csv_find(csv, "epoch");
    h->lr = csv_find(csv, "lr");
    for (size_t k = 0; !column && k < csv->fields; k++)
        if (strncmp(csv_field(csv, k), "loss", 4) == 0)
            add_column(h, k);
    if (column)
        add_column(h, csv_find(csv, column));
    const char *missing = h->epoch == h->width ? "epoch"
                          : h->n > 0           ? NULL
                          : column             ? column
                                               : "loss";
    if (!missing)
        return true;
    csv_lacks(csv, missing, true);
    if (h->epoch == h->width) /* it is no history at all */
        fault_hint(fault, "Give it a file that a run wrote with --history");
    return false;
}

bool history_open(struct history *h, const char *file, const char *column,
                  struct fault *fault)
{
    *h = (struct history){
        .csv = csv_open(file, "Give it a file that a run wrote with --history",
                        "Give it the file as a run wrote it with --history",
                        fault)};
    if (!h->csv)
        return false;
    if (!csv_record(h->csv)) {
        if (fault->kind == FAULT_NONE)
            csv_complain(h->csv, "the file is empty");
        return false;
    }
    return find_columns(h, column, fault);
}

/* A number as the history writes it. */
static bool parse(struct history *h, size_t column, double *x, bool *given)
{
    const char *text = csv_field(h->csv, column);
    enum decimal_status status = decimal_parse(text, x);

    *given = status != DECIMAL_EMPTY;
    if (strcmp(text, "inf") == 0)
        *x = HUGE_VAL;
    else if (strcmp(text, "-inf") == 0)
        *x = -HUGE_VAL;
    else if (strcmp(text, "nan") == 0 || !*given)
        *x = (double)NAN;
    else if (status != DECIMAL_OK)
        return fault_say(h->csv->fault, FAULT_FILE, h->csv->cure,
                         "%s:%.0f: not a number: '%s'", h->csv->name,
                         (double)h->csv->line, utf8_word(text, 60, 0).text);
    return true;
}

bool history_next(struct history *h, struct history_row *row)
{
    bool given;

    if (!csv_row(h->csv, h->width) || !parse(h, h->epoch, &row->epoch, &given))
        return false;
    if (!isfinite(row->epoch))
        return csv_complain(h->csv, "the epoch is no number");
    row->lr = (double)NAN;
    if (h->lr < h->width && !parse(h, h->lr, &row->lr, &given))
        return false;
    for (int i = 0; i < h->n; i++)
        if (!parse(h, h->column[i], &row->value[i], &row->given[i]))
            return false;
    return true;
}

void history_close(struct history *h)
{
    csv_close(h->csv);
    h->csv = NULL;
}
