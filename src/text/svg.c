/* Figures as SVG: documents and style. */
#include "text/svg.h"

#include "text/svg_axes.h"

#include <math.h>

/* clang-format off */
const struct svg_theme svg_light = {
    .paper = "#ffffff", .text = "#1b1f24", .lesser = "#57606a",
    .series = {"#0b5cad", "#a84300", "#1a7338", "#7a3fc4",
               "#b01862", "#0a6a74", "#5f5a00", "#444c56"},
};
const struct svg_theme svg_dark = {
    .paper = "#11151a", .text = "#e6edf3", .lesser = "#a3adb8",
    .series = {"#79b8ff", "#ffab70", "#63d47e", "#d2a8ff",
               "#ff9bce", "#56d4dd", "#dede7a", "#c3ccd5"},
};
/* clang-format on */

/* Lines also differ by their dashes. */
static const char *const dashes[FIGURE_STYLES] = {
    "none", "7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 4", "8 2 2 2 2 2"};

void svg_theme_rules(struct report *out, const struct svg_theme *theme)
{
    report_print(out,
                 ".p{fill:%s}\n.t,.b{fill:%s}.m{fill:%s}\n"
                 ".a,.l,.c,.g,.h{stroke:%s}\n.e{stroke:%s}\n",
                 theme->paper, theme->text, theme->lesser, theme->lesser,
                 theme->paper);
    for (int i = 0; i < FIGURE_STYLES; i++)
        report_print(out, ".s%d{stroke:%s}.f%d{fill:%s}\n", i, theme->series[i],
                     i, theme->series[i]);
}

/* Classes: p paper; t text, m lesser, b bold, e with paper around it; a axis,
   g grid, l level, c contour, h hatching; s0 ... lines and f0 ... fills of the
   styles, w behind others, r rather pale. */
static const char rules[] =
    "svg text{font:13px system-ui,-apple-system,sans-serif}\n"
    "svg text.m{font-size:12px}svg text.b{font-weight:600;font-size:15px}\n"
    ".a,.l,.c,.g,.h,.s{fill:none;stroke-width:1}\n"
    ".g{stroke-width:.5;stroke-dasharray:1 5}"
    ".c{stroke-width:.7}.l{stroke-dasharray:6 4}\n"
    ".s{stroke-width:2;stroke-linejoin:round}"
    ".w{fill-opacity:.15}.r{fill-opacity:.5}\n"
    ".e{stroke-width:3;paint-order:stroke;stroke-linejoin:round}\n";

void svg_style(struct report *out)
{
    report_print(out, "%s", rules);
    for (int i = 0; i < FIGURE_STYLES; i++)
        report_print(out, ".s%d{stroke-dasharray:%s}\n", i, dashes[i]);
    svg_theme_rules(out, &svg_light);
    report_print(out, "@media (prefers-color-scheme:dark){\n");
    svg_theme_rules(out, &svg_dark);
    report_print(out, "}\n");
}

/* Title, description, drawing.  Returns its size. */
static struct draw_size print_inside(struct report *out, const struct figure *f)
{
    report_print(out, "<title>");
    report_markup(out, f->title);
    report_print(out, "</title>\n<desc>");
    report_markup(out, f->note[0] ? f->note : f->title);
    report_print(out, "</desc>\n");
    return f->matrix.n > 0  ? draw_matrix(out, f)
           : f->cycle.n > 0 ? draw_cycle(out, f)
                            : svg_axes(out, f);
}

void svg_figure(struct report *out, const struct figure *f)
{
    struct report nothing = {.silent = true};
    struct draw_size size = print_inside(&nothing, f);

    report_print(out,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                 "viewBox=\"0 0 %.0f %.0f\">\n",
                 size.width, size.height);
    print_inside(out, f);
    report_print(out, "</svg>\n");
}

/* A figure of a file; below it its note and what it leaves out, line by line.
   Returns their size. */
static struct draw_size print_cell(struct report *out, const struct figure *f)
{
    enum { LETTERS = 58 };
    char note[FIGURE_NOTE + 320], line[LETTERS + 1], *at = note;
    struct draw_size size = print_inside(out, f);

    size.height += 10.0;
    snprintf(note, sizeof note, "%s%s%s", f->note,
             f->note[0] && f->missing[0] ? "\n" : "", f->missing);
    while (*at != '\0') {
        int length = report_break(at, LETTERS);
        snprintf(line, sizeof line, "%.*s", length, at);
        draw_label(out, 12.0, size.height, "m", "start", line);
        at += length;
        at += *at == ' ' || *at == '\n';
        size.height += 17.0;
    }
    size.height += 2.0;
    return size;
}

struct place {
    double x, y;
    struct draw_size size;
};

/* Finds a place for each figure, two beside each other; returns the size of
   all. */
static struct draw_size lay_out(const struct figure *f, int n,
                                struct place *places)
{
    struct report nothing = {.silent = true};
    struct draw_size all = {0.0, 0.0};

    for (int i = 0; i < n; i++) {
        bool right = i % 2;
        struct place *p = &places[i];
        p->size = print_cell(&nothing, &f[i]);
        p->x = right ? p[-1].size.width : 0.0;
        p->y = right ? p[-1].y : all.height;
        all.width = fmax(all.width, p->x + p->size.width);
        all.height = fmax(all.height, p->y + p->size.height);
    }
    return all;
}

void svg_file(struct report *out, const struct figure *f, int n)
{
    struct place places[SVG_MOST];
    struct draw_size all = lay_out(f, n, places);

    report_print(out,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" "
                 "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n"
                 "<title>",
                 all.width, all.height, all.width, all.height);
    for (int i = 0; i < n; i++) {
        report_print(out, i > 0 ? "; " : "");
        report_markup(out, f[i].title);
    }
    report_print(out, "</title>\n<desc>Made by trainloop %s</desc>\n<style>\n",
                 TRAINLOOP_VERSION);
    svg_style(out);
    report_print(out,
                 "</style>\n"
                 "<rect class=\"p\" width=\"%.0f\" height=\"%.0f\"/>\n",
                 all.width, all.height);
    for (int i = 0; i < n; i++) {
        double width = places[i].size.width, height = places[i].size.height;
        report_print(out,
                     "<svg x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" "
                     "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
                     places[i].x, places[i].y, width, height, width, height);
        print_cell(out, &f[i]);
        report_print(out, "</svg>\n");
    }
    report_print(out, "</svg>\n");
}
