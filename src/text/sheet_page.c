/* A sheet as a part of a page. */
#include "text/sheet_page.h"

#include "text/page.h"
#include "text/sheet_terminal.h"

static void say(struct sheet *sheet, const char *format, va_list arguments)
    FAULT_PRINTF(2, 0);

static void say(struct sheet *sheet, const char *format, va_list arguments)
{
    report_vprint(sheet->terminal, format, arguments);
}

static void print_cell(struct report *page, bool title,
                       const struct column *column, const char *class,
                       const char *text)
{
    page_element(page, title ? "th" : "td",
                 class                          ? class
                 : column->style != COLUMN_WORD ? "n"
                                                : NULL,
                 text);
}

static void head(struct sheet *sheet, const struct table *table)
{
    sheet_terminal_head(sheet->terminal, table);
    if (!(table->where & TABLE_PAGE))
        return;
    page_table(sheet->out, table->caption);
    if (table->untitled)
        return;
    report_print(sheet->out, "<tr>");
    for (int i = 0; i < table->n; i++)
        if (table_shows(&table->columns[i], TABLE_PAGE))
            print_cell(sheet->out, true, &table->columns[i], NULL,
                       table->columns[i].title);
    report_print(sheet->out, "</tr>\n");
}

static void row(struct sheet *sheet, const struct table *table,
                const struct cell *cells)
{
    sheet_terminal_row(sheet->terminal, table, cells);
    if (!(table->where & TABLE_PAGE))
        return;
    report_print(sheet->out, "<tr>");
    for (int i = 0; i < table->n; i++) {
        const struct column *column = &table->columns[i];
        if (table_shows(column, TABLE_PAGE))
            print_cell(sheet->out, false, column, cells[i].class,
                       cells[i].text ? cells[i].text
                                     : table_cell(column, &cells[i]).text);
    }
    report_print(sheet->out, "</tr>\n");
}

static void end(struct sheet *sheet, const struct table *table)
{
    if (table->where & TABLE_PAGE)
        page_table_end(sheet->out);
}

static void figures(struct sheet *sheet, const struct figure *f, int n)
{
    page_figures(sheet->out, f, n);
}

const struct sheet_back sheet_page = {.takes = TABLE_TERMINAL | TABLE_PAGE,
                                      .say = say,
                                      .head = head,
                                      .row = row,
                                      .end = end,
                                      .figures = figures};

void sheet_page_close(struct sheet *sheet)
{
    page_transcript(sheet->out, sheet->terminal->held);
}
