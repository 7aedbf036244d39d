/* Two columns of a CSV file. */
#include "trainloop/columns.h"

#include "base/array.h"
#include "base/csv.h"
#include "base/utf8.h"

#include "trainloop/decimal.h"

#include <stdint.h>
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
    return csv_lacks(csv, name, header);
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
                     "%s:%.0f: two columns of numbers are needed, and this row "
                     "has fewer%s%s%s",
                     csv->name, (double)csv->line,
                     *odd ? "; not a number: '" : "",
                     utf8_word(odd, 60, 0).text, *odd ? "'" : "");
}

/* A table for another country: one column, full of ';' or tabs. */
static bool other_separator(struct csv *csv)
{
    const char *found = strpbrk(csv_field(csv, 0), ";\t");

    return csv->fields == 1 && found &&
           !fault_say(csv->fault, FAULT_FILE,
                      "Save the table with ',' between the columns and '.' as "
                      "the decimal point",
                      "%s:%.0f: the columns are separated by %s, not by ','",
                      csv->name, (double)csv->line,
                      *found == ';' ? "';'" : "tabs");
}

/* Gives every column still open the next one whose field is a number. */
static bool find_numeric(struct csv *csv, struct wish *wish)
{
    for (int i = 0; i < 2; i++) {
        size_t k = 0;
        if (wish->name[i])
            continue;
        while (k < csv->fields &&
               (k == wish->column[1 - i] || !is_number(csv, k)))
            k++;
        if (k == csv->fields)
            return too_few_numbers(csv);
        wish->column[i] = k;
    }
    return true;
}

/* A field that is no number. */
static const char plain[] = "Write a plain number such as 1234.5, or choose "
                            "other columns by --x and --y";
static const struct odd {
    const char *what, *cure;
} odd[] = {
    [DECIMAL_EMPTY] = {"no value", "Fill it in, or leave the row out"},
    [DECIMAL_COMMA] = {"not a number",
                       "Write the decimal point as '.', and thousands without "
                       "a comma"},
    [DECIMAL_WORD] = {"not a number", plain},
    [DECIMAL_TOO_BIG] = {"beyond the range of a double", plain},
};

static bool parse_field(struct csv *csv, size_t column, const char *name,
                        double *value)
{
    const char *text = csv_field(csv, column);
    enum decimal_status status = decimal_parse(text, value);

    if (status == DECIMAL_OK)
        return true;
    return fault_say(csv->fault, FAULT_FILE, odd[status].cure,
                     "%s:%.0f: column '%s': %s: '%s'", csv->name,
                     (double)csv->line, utf8_word(name, 60, 0).text,
                     odd[status].what, utf8_word(text, 60, 0).text);
}

/* The rows, the first of which has been read already. */
static bool read_rows(struct csv *csv, const struct wish *wish,
                      struct dataset *set)
{
    static const char what[] = "what was read of this file";
    size_t n = 0, x_room = 0, y_room = 0;

    do {
        if (!array_room(&set->x, &x_room, n + 1, sizeof *set->x, what,
                        csv->fault) ||
            !array_room(&set->y, &y_room, n + 1, sizeof *set->y, what,
                        csv->fault) ||
            !parse_field(csv, wish->column[0], set->x_name, &set->x[n]) ||
            !parse_field(csv, wish->column[1], set->y_name, &set->y[n]))
            return false;
        n++;
    } while (csv_row(csv, set->columns));
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
    bool row = csv_row(csv, set->columns);
    if (!row && csv->fault->kind == FAULT_NONE)
        csv_complain(csv, "there is a header, but no row below it");
    row = row && find_numeric(csv, wish) &&
          points_name(set, csv_trim(names + at[wish->column[0]]),
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
    struct wish wish = {{x, y}, {SIZE_MAX, SIZE_MAX}};
    struct csv *csv = csv_open(
        name, "Give --data the name of a CSV file",
        "Correct the file there: a header, then rows such as 75,190208", fault);

    *set = (struct dataset){.scale = 1.0};
    if (csv && !(read_head(csv, &wish, set) && read_rows(csv, &wish, set)))
        points_free(set);
    else if (csv)
        set->read = csv->input.seal;
    csv_close(csv);
    return fault->kind == FAULT_NONE;
}
