/* Two columns of a CSV file. */
#include "trainloop/columns.h"

#include "base/array.h"
#include "base/csv.h"

#include "trainloop/decimal.h"

#include <stdlib.h>
#include <string.h>

static bool is_number(struct csv *csv, size_t k)
{
    double x;
    enum decimal_status status = decimal_parse(csv_field(csv, k), &x);

    return status == DECIMAL_OK || status == DECIMAL_TOO_BIG;
}

/* Which columns are meant. */
struct wish {
    const char *name[2]; /* of x and of y; NULL: the next numeric one */
    size_t column[2];
};

/* Finds a column by its name, else by its number from 1. */
static bool find_column(struct csv *csv, bool header, const char *name,
                        size_t *column)
{
    double number;

    *column = csv_find(csv, name);
    if (header && *column < csv->fields)
        return true;
    if (decimal_between(name, 1.0, (double)csv->fields, true, &number) ==
        DECIMAL_OK) {
        *column = (size_t)number - 1;
        return true;
    }
    fault_set(csv->fault, FAULT_FILE, "'%s' has no column '%s'", csv->name,
              name);
    csv_list(csv, header);
    return false;
}

/* Says which field of the row is in the way. */
static bool too_few_numbers(struct csv *csv)
{
    size_t k = 0;

    while (k < csv->fields && is_number(csv, k))
        k++;
    const char *odd = k < csv->fields ? csv_field(csv, k) : "";
    return fault_say(csv->fault, FAULT_FILE,
                     "Write plain numbers, without units and with '.' as the "
                     "decimal point,\nand ',' between the columns: "
                     "75.5,190208",
                     "%s:%ld: two columns of numbers are needed, and this row "
                     "has fewer%s%.60s%s",
                     csv->name, csv->line, *odd ? "; not a number: '" : "", odd,
                     *odd ? "'" : "");
}

/* A table for another country: one column, full of ';' or tabs. */
static bool other_separator(struct csv *csv)
{
    const char *found = strpbrk(csv_field(csv, 0), ";\t");

    return csv->fields == 1 && found &&
           !fault_say(csv->fault, FAULT_FILE,
                      "Save the table with ',' between the columns and '.' as "
                      "the decimal point",
                      "%s:%ld: the columns are separated by %s, not by ','",
                      csv->name, csv->line, *found == ';' ? "';'" : "tabs");
}

/* Gives every column still open the next one whose field is a number. */
static bool find_numeric(struct csv *csv, struct wish *wish)
{
    for (int i = 0; i < 2; i++) {
        size_t k = 0;
        if (wish->name[i])
            continue;
        while (k < csv->fields &&
               (!is_number(csv, k) ||
                ((wish->name[1 - i] || i == 1) && wish->column[1 - i] == k)))
            k++;
        if (k == csv->fields)
            return too_few_numbers(csv);
        wish->column[i] = k;
    }
    return true;
}

/* A field that is no number. */
static const struct odd {
    const char *what, *cure;
} odd[] = {
    [DECIMAL_EMPTY] = {"no value", "Fill it in, or leave the row out"},
    [DECIMAL_COMMA] = {"not a number",
                       "Write the decimal point as '.', and thousands without "
                       "a comma"},
    [DECIMAL_WORD] = {"not a number",
                      "Write a plain number such as 1234.5, or choose other "
                      "columns by --x and --y"},
    [DECIMAL_TOO_BIG] = {"beyond the range of a double",
                         "Write a plain number such as 1234.5, or choose other "
                         "columns by --x and --y"},
};

static bool parse_field(struct csv *csv, size_t column, const char *name,
                        double *value)
{
    const char *text = csv_field(csv, column);
    enum decimal_status status = decimal_parse(text, value);

    if (status == DECIMAL_OK)
        return true;
    return fault_say(csv->fault, FAULT_FILE, odd[status].cure,
                     "%s:%ld: column '%.100s': %s: '%.100s'", csv->name,
                     csv->line, name, odd[status].what, text);
}

/* The rows, the first of which has been read already. */
static bool read_rows(struct csv *csv, const struct wish *wish,
                      struct dataset *set)
{
    size_t n = 0, x_room = 0, y_room = 0;

    do {
        if (csv_blank(csv) && set->columns > 1) {
            csv_blank_rest(csv);
            break;
        }
        if (!csv_width(csv, set->columns))
            return false;
        if (!array_room(&set->x, &x_room, n + 1, sizeof *set->x) ||
            !array_room(&set->y, &y_room, n + 1, sizeof *set->y))
            return fault_memory(csv->fault, 16.0 * (double)n,
                                "what was read of this file");
        if (!parse_field(csv, wish->column[0], set->x_name, &set->x[n]) ||
            !parse_field(csv, wish->column[1], set->y_name, &set->y[n]))
            return false;
        n++;
    } while (csv_record(csv));
    set->train = (struct points){set->x, set->y, n};
    return csv->fault->kind == FAULT_NONE;
}

/* Below a header: which columns are numeric is seen in the first row, so the
   names are kept until then. */
static bool read_header(struct csv *csv, struct wish *wish, struct dataset *set)
{
    char *names = csv->text;
    size_t *at = csv->field;

    csv->text = NULL;
    csv->field = NULL;
    csv->room = csv->field_room = 0;
    bool row = csv_record(csv) && !csv_blank(csv);
    if (!row && csv->fault->kind == FAULT_NONE)
        csv_complain(csv, "there is a header, but no row below it");
    if (row && csv->fields == set->columns)
        row = find_numeric(csv, wish);
    if (row)
        row = points_name(set, csv_trim(names + at[wish->column[0]]),
                          csv_trim(names + at[wish->column[1]]), csv->fault);
    free(names);
    free(at);
    return row;
}

/* The head of the file: is there a header, and which columns are meant? */
static bool read_head(struct csv *csv, struct wish *wish, struct dataset *set)
{
    char name[2][40];
    bool header = true;

    if (!csv_record(csv) || csv_blank(csv)) {
        if (csv->fault->kind != FAULT_NONE)
            return false;
        csv_complain(csv, csv->fields > 0 ? "the first line is empty"
                                          : "the file is empty");
        return fault_hint(csv->fault, "A header line and rows such as "
                                      "75,190208 are needed");
    }
    if (other_separator(csv))
        return false;
    set->columns = csv->fields;
    for (size_t k = 0; header && k < csv->fields; k++)
        header = !is_number(csv, k);
    for (int i = 0; i < 2; i++)
        if (wish->name[i] &&
            !find_column(csv, header, wish->name[i], &wish->column[i]))
            return false;
    if (header)
        return read_header(csv, wish, set);
    if (!find_numeric(csv, wish))
        return false;
    for (int i = 0; i < 2; i++)
        snprintf(name[i], sizeof name[i], "column %lu",
                 (unsigned long)wish->column[i] + 1);
    return points_name(set, name[0], name[1], csv->fault);
}

bool columns_read(struct dataset *set, const char *name, const char *x,
                  const char *y, struct fault *fault)
{
    struct wish wish = {.name = {x, y}};
    struct csv *csv = csv_open(
        name, "Give --data the name of a CSV file",
        "Correct the file there: a header, then rows such as 75,190208", fault);

    *set = (struct dataset){.scale = 1.0};
    if (csv && !(read_head(csv, &wish, set) && read_rows(csv, &wish, set)))
        points_free(set);
    else if (csv)
        set->read = csv->stream.seal;
    csv_close(csv);
    return fault->kind == FAULT_NONE;
}
