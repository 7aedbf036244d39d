/* Figures as SVG: documents and style. */
#include "text/svg.h"

#include "text/svg_axes.h"
#include "text/svg_cycle.h"
#include "text/svg_matrix.h"

#include <math.h>

const struct svg_theme svg_light = {.paper = "#ffffff",
                                    .text = "#1b1f24",
                                    .lesser = "#57606a",
                                    .series = {"#0b5cad", "#a84300", "#1a7338",
                                               "#7a3fc4", "#b01862", "#0a6a74",
                                               "#5f5a00", "#444c56"}};
const struct svg_theme svg_dark = {.paper = "#11151a",
                                   .text = "#e6edf3",
                                   .lesser = "#a3adb8",
                                   .series = {"#79b8ff", "#ffab70", "#63d47e",
                                              "#d2a8ff", "#ff9bce", "#56d4dd",
                                              "#dede7a", "#c3ccd5"}};

/* Lines also differ by their dashes. */
static const char *const dashes[SVG_STYLES] = {
    "none", "7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 4", "8 2 2 2 2 2"};

void svg_theme_rules(struct report *report, const struct svg_theme *theme)
{
    report_print(report, ".p{fill:%s}\n.t,.b{fill:%s}.m{fill:%s}\n",
                 theme->paper, theme->text, theme->lesser);
    report_print(report, ".a,.l,.c,.g,.h{stroke:%s}\n", theme->lesser);
    report_print(report, ".e{stroke:%s}\n", theme->paper);
    for (int i = 0; i < SVG_STYLES; i++)
        report_print(report, ".s%d{stroke:%s}.f%d{fill:%s}\n", i,
                     theme->series[i], i, theme->series[i]);
}

/* Classes: p paper; t text, m lesser, b bold, e with paper around it; a axis,
   g grid, l level, c contour, h hatching; s0 ... lines and f0 ... fills of the
   styles, w behind others, r rather pale. */
void svg_style(struct report *report)
{
    report_print(report,
                 "svg text{font:13px system-ui,-apple-system,sans-serif}\n"
                 "svg text.m{font-size:12px}svg text.b{font-weight:600;"
                 "font-size:15px}\n"
                 ".a,.l,.c,.g,.h,.s{fill:none;stroke-width:1}\n"
                 ".g{stroke-width:.5;stroke-dasharray:1 5}"
                 ".c{stroke-width:.7}.l{stroke-dasharray:6 4}\n"
                 ".s{stroke-width:2;stroke-linejoin:round}"
                 ".w{fill-opacity:.15}.r{fill-opacity:.5}\n"
                 ".e{stroke-width:3;paint-order:stroke;stroke-linejoin:round}"
                 "\n");
    for (int i = 0; i < SVG_STYLES; i++)
        report_print(report, ".s%d{stroke-dasharray:%s}\n", i, dashes[i]);
    svg_theme_rules(report, &svg_light);
    report_print(report, "@media (prefers-color-scheme:dark){\n");
    svg_theme_rules(report, &svg_dark);
    report_print(report, "}\n");
}

static struct svg_size size_of(const struct figure *f)
{
    return f->matrix.n > 0  ? svg_matrix_size(f)
           : f->cycle.n > 0 ? svg_cycle_size()
                            : svg_axes_size(f);
}

/* Title, description, drawing. */
static void print_inside(struct report *report, const struct figure *f)
{
    report_print(report, "<title>");
    report_markup(report, f->title);
    report_print(report, "</title>\n<desc>");
    report_markup(report, f->note[0] ? f->note : f->title);
    report_print(report, "</desc>\n");
    if (f->matrix.n > 0)
        svg_matrix(report, f);
    else if (f->cycle.n > 0)
        svg_cycle(report, f);
    else
        svg_axes(report, f);
}

void svg_figure(struct report *report, const struct figure *f)
{
    struct svg_size size = size_of(f);

    report_print(report,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                 "viewBox=\"0 0 %.0f %.0f\">\n",
                 size.width, size.height);
    print_inside(report, f);
    report_print(report, "</svg>\n");
}

/* The note of a figure and what it leaves out, line by line, from a height on;
   NULL for the report: only counts them. */
static int print_caption(struct report *report, const struct figure *f,
                         double y)
{
    enum { LETTERS = 58 };
    char note[FIGURE_NOTE + 320], line[LETTERS + 1], *at = note;
    int lines = 0;

    snprintf(note, sizeof note, "%s%s%s", f->note,
             f->note[0] && f->missing[0] ? "\n" : "", f->missing);

    while (*at != '\0') {
        int length = report_break(at, LETTERS);
        snprintf(line, sizeof line, "%.*s", length, at);
        if (report)
            svg_draw_label(report, 12.0, y + 17.0 * lines, "m", "start", line);
        lines++;
        at += length;
        at += *at == ' ' || *at == '\n';
    }
    return lines;
}

/* Where a figure of a file goes: two beside each other, captions below. */
struct cell {
    double x, y;
    struct svg_size size; /* with its caption */
};

/* Finds a cell for each figure; returns the size of all. */
static struct svg_size lay_out(const struct figure *f, int n,
                               struct cell *cells)
{
    struct svg_size all = {0.0, 0.0};

    for (int i = 0; i < n; i++) {
        struct cell *cell = &cells[i], *left = i % 2 ? &cells[i - 1] : NULL;
        cell->size = size_of(&f[i]);
        cell->size.height += 17.0 * print_caption(NULL, &f[i], 0.0) + 12.0;
        cell->x = left ? left->size.width : 0.0;
        cell->y = left ? left->y : all.height;
        all.width = fmax(all.width, cell->x + cell->size.width);
        if (i % 2 || i == n - 1)
            all.height = cell->y + fmax(cell->size.height,
                                        left ? left->size.height : 0.0);
    }
    return all;
}

static void print_cell(struct report *report, const struct figure *f,
                       const struct cell *cell)
{
    struct svg_size size = size_of(f);

    report_print(report,
                 "<svg x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" "
                 "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
                 cell->x, cell->y, cell->size.width, cell->size.height,
                 cell->size.width, cell->size.height);
    print_inside(report, f);
    print_caption(report, f, size.height + 10.0);
    report_print(report, "</svg>\n");
}

void svg_file(struct report *report, const struct figure *f, int n)
{
    struct cell cells[SVG_MOST];
    struct svg_size all = lay_out(f, n, cells);

    report_print(report,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" "
                 "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n"
                 "<title>",
                 all.width, all.height, all.width, all.height);
    for (int i = 0; i < n; i++) {
        report_print(report, i > 0 ? "; " : "");
        report_markup(report, f[i].title);
    }
    report_print(report,
                 "</title>\n<desc>Made by trainloop %s</desc>\n"
                 "<style>\n",
                 TRAINLOOP_VERSION);
    svg_style(report);
    report_print(report,
                 "</style>\n<rect class=\"p\" width=\"%.0f\" "
                 "height=\"%.0f\"/>\n",
                 all.width, all.height);
    for (int i = 0; i < n; i++)
        print_cell(report, &f[i], &cells[i]);
    report_print(report, "</svg>\n");
}
