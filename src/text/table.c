/* A table as data. */
#include "text/table.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <stdio.h>

bool table_shows(const struct column *column, unsigned where)
{
    return column->title && (column->where == 0 || (column->where & where));
}

static struct number signed_number(double x, int decimals)
{
    struct number plain = number_group(x, decimals), n = plain;

    if (x > 0.0)
        snprintf(n.text, sizeof n.text, "+%.62s", plain.text);
    return n;
}

struct number table_cell(const struct column *column, const struct cell *cell)
{
    struct number n = {""};

    if (cell->text) {
        snprintf(n.text, sizeof n.text, "%.63s", cell->text);
        return n;
    }
    switch (column->style) {
    case COLUMN_SIGNED:
        return signed_number(cell->x, column->decimals);
    case COLUMN_SHORT:
        return number_short(cell->x);
    case COLUMN_EXACT:
        snprintf(n.text, sizeof n.text, "%s", decimal_format(cell->x).text);
        return n;
    case COLUMN_PLAIN:
        if (fabs(cell->x) < 1e24) {
            snprintf(n.text, sizeof n.text, "%.*f", column->decimals, cell->x);
            return n;
        }
        return number_group(cell->x, column->decimals);
    case COLUMN_GROUPED:
        return number_group(cell->x, column->decimals);
    case COLUMN_WORD:
        break;
    }
    return n;
}
