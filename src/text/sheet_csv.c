/* A sheet as data. */
#include "text/sheet_csv.h"

#include "trainloop/decimal.h"

static void say(struct sheet *sheet, const char *format, va_list arguments)
{
    (void)sheet;
    (void)format;
    (void)arguments;
}

/* Titles, where cells is NULL, or a row. */
static void print_line(struct report *out, const struct table *table,
                       const struct cell *cells)
{
    const char *comma = "";

    if (!(table->where & TABLE_CSV))
        return;
    for (int i = 0; i < table->n; i++) {
        const struct column *column = &table->columns[i];
        if (!column->name)
            continue;
        report_print(out, "%s", comma);
        if (!cells)
            report_csv(out, column->name);
        else if (column->style == COLUMN_WORD)
            report_csv(out, cells[i].text);
        else
            report_print(out, "%s", decimal_format(cells[i].x).text);
        comma = ",";
    }
    report_print(out, "\n");
}

static void head(struct sheet *sheet, const struct table *table)
{
    print_line(sheet->out, table, NULL);
}

static void row(struct sheet *sheet, const struct table *table,
                const struct cell *cells)
{
    print_line(sheet->out, table, cells);
}

static void end(struct sheet *sheet, const struct table *table)
{
    (void)sheet;
    (void)table;
}

static void figures(struct sheet *sheet, const struct figure *f, int n)
{
    (void)sheet;
    (void)f;
    (void)n;
}

const struct sheet_back sheet_csv = {.takes = TABLE_CSV,
                                     .say = say,
                                     .head = head,
                                     .row = row,
                                     .end = end,
                                     .figures = figures};
