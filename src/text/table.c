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

/* A cell, or the title, where there is none.  May stand in `room`.  tight: a
   number that is wider than its column is written with an exponent. */
static const char *cell_text(const struct column *column, unsigned where,
                             const struct cell *cell, bool tight,
                             struct number *room)
{
    if (!cell)
        return where == TABLE_CSV ? column->name : column->title;
    if (where == TABLE_CSV && column->style != COLUMN_WORD)
        return number_say(room, "%s", decimal_format(cell->x).text)->text;
    if (cell->text || column->style == COLUMN_WORD)
        return cell->text ? cell->text : "";
    *room = number_of(column, cell->x);
    if (tight && (int)strlen(room->text) > column->width)
        number_say(room, "%.4g", cell->x);
    return room->text;
}

/* The column i, or the next one, that is in what is for `where`; table->n:
   there is none. */
static int next(const struct table *table, unsigned where, int i)
{
    while (i < table->n && !shows(&table->columns[i], where))
        i++;
    return i;
}

/* The columns of the terminal that a row takes, as it is. */
static int row_width(const struct table *table, const struct cell *cells,
                     int last)
{
    struct number room;
    int used = 0;

    for (int i = 0; (i = next(table, TABLE_TERMINAL, i)) <= last; i++) {
        const struct column *c = &table->columns[i];
        int n = utf8_width(cell_text(c, TABLE_TERMINAL,
                                     cells ? &cells[i] : NULL, false, &room));
        int width = c->width < 0 ? -c->width : c->width;
        used += c->gap > 0 ? c->gap : used > 0;
        used += n > width || (i == last && c->width < 0) ? n : width;
    }
    return used;
}

/* A cell of the terminal, after the blanks that part it from the one before,
   those of that one among them.  Returns its width. */
static int print_cell(struct report *out, const struct column *column,
                      bool first, int *blanks, const char *text)
{
    int gap = column->gap > 0 ? column->gap : !first;
    int width = column->width < 0 ? -column->width : column->width;
    int n = utf8_width(text), fill = width > n ? width - n : 0;

    if (*text == '\0') { /* nothing but blanks for the next one */
        *blanks += gap + width;
        return gap + width;
    }
    report_print(out, "%*s%s", *blanks + gap + (column->width < 0 ? 0 : fill),
                 "", text);
    *blanks = column->width < 0 ? fill : 0;
    return gap + n + fill;
}

static void print_csv(struct report *out, const struct table *table,
                      const struct cell *cells)
{
    const char *comma = "";
    struct number room;

    for (int i = 0; (i = next(table, TABLE_CSV, i)) < table->n; i++) {
        report_print(out, "%s", comma);
        report_csv(out, cell_text(&table->columns[i], TABLE_CSV,
                                  cells ? &cells[i] : NULL, false, &room));
        comma = ",";
    }
    report_print(out, "\n");
}

static void print_page(struct report *out, const struct table *table,
                       const struct cell *cells)
{
    struct number room;

    if (!cells) {
        report_print(out, "<div class=\"scroll\" role=\"group\" "
                          "tabindex=\"0\" aria-label=\"");
        report_markup(out, table->caption);
        report_print(out, "\"><table>\n");
        page_element(out, "caption", NULL, table->caption);
        report_print(out, table->untitled ? "<tbody>\n" : "<thead>\n");
    }
    if (!cells && table->untitled)
        return;
    report_print(out, "<tr>");
    for (int i = 0; (i = next(table, TABLE_PAGE, i)) < table->n; i++) {
        const struct column *c = &table->columns[i];
        const struct cell *cell = cells ? &cells[i] : NULL;
        const char *class = c->style != COLUMN_WORD ? "n" : NULL;
        page_element(out, cell ? "td" : "th scope=\"col\"",
                     cell && cell->class ? cell->class : class,
                     cell_text(c, TABLE_PAGE, cell, false, &room));
    }
    report_print(out, cells ? "</tr>\n" : "</tr>\n</thead>\n<tbody>\n");
}

/* In lines of a width, which only the last word may go beyond. */
static void print_terminal(struct report *out, const struct table *table,
                           const struct cell *cells, int width)
{
    static const char rule[] =
        "------------------------------------------------"
        "------------------------------------------------";
    enum { LEAST = 48 };
    int used = 0, last = table->n - 1, blanks = 0;
    struct number room;

    if (!cells && table->untitled)
        return;
    while (last > 0 && !shows(&table->columns[last], TABLE_TERMINAL))
        last--;
    bool tight = width > 0 && row_width(table, cells, last) > width;
    for (int i = 0; (i = next(table, TABLE_TERMINAL, i)) <= last; i++) {
        const struct column *c = &table->columns[i];
        const char *text = cell_text(c, TABLE_TERMINAL,
                                     cells ? &cells[i] : NULL, tight, &room);
        int end = used + (c->gap > 0 ? c->gap : 1) + utf8_width(text);
        if (i == last && table->below > 0 && end > width) {
            report_print(out, "\n");
            report_width(out, width);
            report_print(out, "%*s%s", table->below, "", text);
        } else {
            used += print_cell(out, c, used == 0, &blanks, text);
        }
    }
    report_print(out, "\n");
    if (!cells && table->ruled)
        report_print(out, "%.*s\n", used > LEAST ? used : LEAST, rule);
}

void table_print(struct report *out, unsigned where, const struct table *table,
                 const struct cell *cells)
{
    if (!out || !(table->where & where))
        return;
    int width = report_width(out, 0); /* a row is not broken */
    if (where == TABLE_CSV)
        print_csv(out, table, cells);
    else if (where == TABLE_PAGE)
        print_page(out, table, cells);
    else
        print_terminal(out, table, cells, width);
    report_width(out, width);
    if (where == TABLE_TERMINAL)
        report_flush(out); /* the next row may take long */
}

void table_page_end(struct report *out)
{
    report_print(out, "</tbody>\n</table></div>\n");
}
