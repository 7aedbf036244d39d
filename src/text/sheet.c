/* One way to say things. */
#include "text/sheet.h"

#include "base/array.h"
#include "text/page.h"
#include "text/plot.h"
#include "text/svg_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void sheet_say(struct sheet *sheet, unsigned level, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (sheet->levels & level)
        report_vprint(sheet->text, format, arguments);
    va_end(arguments);
}

static bool shows(const struct sheet *sheet, const struct table *table)
{
    return sheet->levels & (table->level ? table->level : SHEET_RESULT);
}

void sheet_row(struct sheet *sheet, const struct table *table,
               const struct cell *cells)
{
    if (!shows(sheet, table))
        return;
    table_print(sheet->text, TABLE_TERMINAL, table, cells);
    table_print(sheet->page, TABLE_PAGE, table, cells);
    table_print(sheet->csv, TABLE_CSV, table, cells);
}

void sheet_head(struct sheet *sheet, const struct table *table)
{
    sheet_row(sheet, table, NULL);
}

void sheet_numbers(struct sheet *sheet, const struct table *table,
                   const char *word, const double *x)
{
    struct cell cells[16] = {{.text = word}};

    assert(table->n <= 16);
    for (int i = word ? 1 : 0; i < table->n; i++)
        cells[i].x = *x++;
    sheet_row(sheet, table, cells);
}

void sheet_end(struct sheet *sheet, const struct table *table)
{
    if (shows(sheet, table) && (table->where & TABLE_PAGE))
        table_page_end(sheet->page);
}

struct figure *sheet_canvas(const struct sheet *sheet, int n,
                            struct fault *fault)
{
    struct figure *f = sheet->draws ? array_zeros((size_t)n, sizeof *f) : NULL;

    if (sheet->draws && !f)
        fault_memory(fault, (double)n * sizeof *f, "the figures");
    return f;
}

/* In text one figure, or why there is none. */
static void show_figure(struct sheet *sheet, const struct figure *f)
{
    report_print(sheet->text, sheet->levels & SHEET_RESULT ? "\n" : "");
    if (f->empty[0])
        report_print(sheet->text, "No figure '%s': %s.\n", f->name, f->empty);
    else
        plot_print(sheet->text, f, sheet->width, sheet->height);
}

bool sheet_figures(struct sheet *sheet, struct figure *f, int n,
                   struct fault *fault)
{
    bool good = true;
    int shown = 0;

    for (int i = 0; i < n; i++) {
        bool other = sheet->figure && strcmp(sheet->figure, f[i].name) != 0;
        good = good && figure_close(&f[i], fault);
        if (other) {
            figure_free(&f[i]);
            continue;
        }
        if (i > shown)
            memcpy(&f[shown], &f[i], sizeof *f);
        shown++;
    }
    if (good && sheet->page)
        page_figures(sheet->page, f, shown);
    if (good && sheet->text && shown > 0 && sheet->width > 0)
        show_figure(sheet, &f[0]);
    if (good && sheet->svg)
        svg_file(sheet->svg, f, shown);
    for (int i = 0; i < shown; i++)
        figure_free(&f[i]);
    free(f);
    return good;
}

enum axis_scale sheet_scale(const struct sheet *sheet, enum axis_scale usual)
{
    return sheet->scaled ? sheet->scale : usual;
}
