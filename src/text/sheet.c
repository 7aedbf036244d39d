/* One way to say things. */
#include "text/sheet.h"

#include "text/svg.h"

/* Does anybody see a block of this level? */
static bool shows(const struct sheet *sheet, unsigned level)
{
    return sheet && sheet->back && (sheet->levels & level) != 0;
}

static void say(struct sheet *sheet, unsigned level, const char *format,
                va_list arguments) FAULT_PRINTF(3, 0);

static void say(struct sheet *sheet, unsigned level, const char *format,
                va_list arguments)
{
    if (shows(sheet, level))
        sheet->back->say(sheet, format, arguments);
}

void sheet_say(struct sheet *sheet, unsigned level, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(sheet, level, format, arguments);
    va_end(arguments);
}

void sheet_result(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(sheet, SHEET_RESULT, format, arguments);
    va_end(arguments);
}

void sheet_why(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(sheet, SHEET_WHY, format, arguments);
    va_end(arguments);
}

void sheet_view(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(sheet, SHEET_VIEW, format, arguments);
    va_end(arguments);
}

static bool shows_table(const struct sheet *sheet, const struct table *table)
{
    return shows(sheet, table->level ? table->level : SHEET_RESULT);
}

void sheet_head(struct sheet *sheet, const struct table *table)
{
    if (shows_table(sheet, table))
        sheet->back->head(sheet, table);
}

void sheet_row(struct sheet *sheet, const struct table *table,
               const struct cell *cells)
{
    if (shows_table(sheet, table))
        sheet->back->row(sheet, table, cells);
}

void sheet_numbers(struct sheet *sheet, const struct table *table,
                   const char *word, const double *x)
{
    struct cell cells[16] = {{.text = word}};

    for (int i = word ? 1 : 0; i < table->n && i < 16; i++)
        cells[i].x = *x++;
    sheet_row(sheet, table, cells);
}

void sheet_end(struct sheet *sheet, const struct table *table)
{
    if (shows_table(sheet, table))
        sheet->back->end(sheet, table);
}

bool sheet_takes(const struct sheet *sheet, unsigned where)
{
    return sheet && sheet->back && (sheet->back->takes & where) != 0;
}

bool sheet_figures(struct sheet *sheet, struct figure *f, int n,
                   struct fault *fault)
{
    bool good = true;

    for (int i = 0; i < n; i++)
        good = good && figure_close(&f[i], fault);
    if (good)
        sheet->back->figures(sheet, f, n);
    if (good && sheet->svg)
        svg_file(sheet->svg, f, n);
    for (int i = 0; i < n; i++)
        figure_free(&f[i]);
    return good;
}

enum axis_scale sheet_scale(const struct sheet *sheet, enum axis_scale usual)
{
    return sheet->scaled ? sheet->scale : usual;
}

void sheet_next(struct sheet *sheet, struct report *words)
{
    if (words->held)
        sheet_why(sheet, "\nNext: trainloop%s\n", words->held);
    report_free(words);
}
