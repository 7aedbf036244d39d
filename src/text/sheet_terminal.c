/* A sheet as text. */
#include "text/sheet_terminal.h"

#include "base/utf8.h"
#include "text/plot.h"

/* A cell in its column, after the blanks that part it from the one before; the
   last one has no blanks behind it. */
static int print_cell(struct report *out, const struct column *column,
                      bool first, bool last, const char *text)
{
    int gap = column->gap > 0 ? column->gap : first ? 0 : 1;
    int width = column->width < 0 ? -column->width : column->width;
    int fill = width - utf8_count(text);

    fill = fill > 0 ? fill : 0;
    if (column->width < 0)
        report_print(out, "%*s%s%*s", gap, "", text, last ? 0 : fill, "");
    else
        report_print(out, "%*s%s", gap + fill, "", text);
    return gap + width;
}

static int last_column(const struct table *table)
{
    int last = table->n - 1;

    while (last > 0 && !table_shows(&table->columns[last], TABLE_TERMINAL))
        last--;
    return last;
}

void sheet_terminal_head(struct report *out, const struct table *table)
{
    static const char rule[] =
        "------------------------------------------------"
        "------------------------------------------------";
    enum { LEAST = 48 };
    int used = 0, last = last_column(table);

    if (!(table->where & TABLE_TERMINAL) || table->untitled)
        return;
    for (int i = 0; i <= last; i++)
        if (table_shows(&table->columns[i], TABLE_TERMINAL))
            used += print_cell(out, &table->columns[i], used == 0, i == last,
                               table->columns[i].title);
    report_print(out, "\n");
    if (table->ruled)
        report_print(out, "%.*s\n", used > LEAST ? used : LEAST, rule);
}

void sheet_terminal_row(struct report *out, const struct table *table,
                        const struct cell *cells)
{
    int used = 0, last = last_column(table);

    if (!(table->where & TABLE_TERMINAL))
        return;
    for (int i = 0; i <= last; i++) {
        const struct column *column = &table->columns[i];
        if (!table_shows(column, TABLE_TERMINAL))
            continue;
        used += print_cell(out, column, used == 0, i == last,
                           cells[i].text ? cells[i].text
                                         : table_cell(column, &cells[i]).text);
    }
    report_print(out, "\n");
}

static void say(struct sheet *sheet, const char *format, va_list arguments)
    FAULT_PRINTF(2, 0);

static void say(struct sheet *sheet, const char *format, va_list arguments)
{
    report_vprint(sheet->out, format, arguments);
}

static void head(struct sheet *sheet, const struct table *table)
{
    sheet_terminal_head(sheet->out, table);
}

static void row(struct sheet *sheet, const struct table *table,
                const struct cell *cells)
{
    sheet_terminal_row(sheet->out, table, cells);
}

static void end(struct sheet *sheet, const struct table *table)
{
    (void)sheet;
    (void)table;
}

static void figures(struct sheet *sheet, const struct figure *f, int n)
{
    if (n == 0 || sheet->width == 0)
        return;
    report_print(sheet->out, "\n");
    plot_print(sheet->out, &f[0], sheet->width, sheet->height);
}

const struct sheet_back sheet_terminal = {.takes = TABLE_TERMINAL,
                                          .say = say,
                                          .head = head,
                                          .row = row,
                                          .end = end,
                                          .figures = figures};
