/* A table as data, and how it is shown. */
#include "text/table.h"

#include "base/utf8.h"
#include "text/page.h"

#include "trainloop/decimal.h"

#include <math.h>
#include <string.h>

/* Is a column in what is for `where`? */
static bool shows(const struct column *column, unsigned where)
{
    if (where == TABLE_CSV)
        return column->name;
    return column->title && (column->where == 0 || (column->where & where));
}

static struct number number_of(const struct column *column, double x)
{
    struct number n;

    if (column->style == COLUMN_SHORT)
        return number_short(x);
    if (column->style == COLUMN_EXACT)
        return *number_say(&n, "%s", decimal_format(x).text);
    if (column->style == COLUMN_PLAIN && fabs(x) < 1e24) {
        number_say(&n, "%.*f", column->decimals, x);
        return strpbrk(n.text, "123456789")
                   ? n
                   : number_group(0.0, column->decimals);
    }
    if (column->style == COLUMN_SIGNED && x > 0.0)
        return *number_say(&n, "+%s", number_seen(x, column->decimals).text);
    return number_seen(x, column->decimals);
}

/* A cell, or the title, where there is none.  May stand in `room`. */
static const char *cell_text(const struct column *column, unsigned where,
                             const struct cell *cell, struct number *room)
{
    if (!cell)
        return where == TABLE_CSV ? column->name : column->title;
    if (where == TABLE_CSV && column->style != COLUMN_WORD)
        return number_say(room, "%s", decimal_format(cell->x).text)->text;
    if (cell->text || column->style == COLUMN_WORD)
        return cell->text ? cell->text : "";
    *room = number_of(column, cell->x);
    return room->text;
}

/* A cell of the terminal, after the blanks that part it from the one before;
   the last one has no blanks behind it.  Returns its width. */
static int print_cell(struct report *out, const struct column *column,
                      bool first, bool last, const char *text)
{
    int gap = column->gap > 0 ? column->gap : !first;
    int width = column->width < 0 ? -column->width : column->width;
    int fill = width - utf8_count(text);

    fill = (fill > 0 ? fill : 0) + (int)strlen(text); /* in bytes */
    if (column->width >= 0)
        report_print(out, "%*s", gap + fill, text);
    else
        report_print(out, "%*s%-*s", gap, "", last ? 0 : fill, text);
    return gap + width;
}

void table_print(struct report *out, unsigned where, const struct table *table,
                 const struct cell *cells)
{
    static const char rule[] =
        "------------------------------------------------"
        "------------------------------------------------";
    enum { LEAST = 48 };
    bool page = where == TABLE_PAGE, csv = where == TABLE_CSV;
    int used = 0, last = table->n - 1;
    struct number room;

    if (!out || !(table->where & where))
        return;
    if (page && !cells) {
        report_print(out, "<div class=\"scroll\"><table>\n");
        page_element(out, "caption", NULL, table->caption);
    }
    if (!cells && table->untitled && !csv)
        return;
    if (page)
        report_print(out, "<tr>");
    while (last > 0 && !shows(&table->columns[last], where))
        last--;
    for (int i = 0; i <= last; i++) {
        const struct column *c = &table->columns[i];
        const struct cell *cell = cells ? &cells[i] : NULL;
        const char *class = c->style != COLUMN_WORD ? "n" : NULL;
        if (!shows(c, where))
            continue;
        const char *text = cell_text(c, where, cell, &room);
        if (page) {
            page_element(out, cell ? "td" : "th",
                         cell && cell->class ? cell->class : class, text);
        } else if (csv) {
            report_print(out, used++ > 0 ? "," : "");
            report_csv(out, text);
        } else {
            used += print_cell(out, c, used == 0, i == last, text);
        }
    }
    report_print(out, page ? "</tr>\n" : "\n");
    if (where == TABLE_TERMINAL && !cells && table->ruled)
        report_print(out, "%.*s\n", used > LEAST ? used : LEAST, rule);
    if (where == TABLE_TERMINAL)
        report_flush(out); /* the next row may take long */
}

void table_page_end(struct report *out)
{
    report_print(out, "</table></div>\n");
}
