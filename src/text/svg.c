/* Figures as SVG: documents, style, text. */
#include "svg_draw.h"

#include <math.h>
#include <string.h>

const struct svg_theme svg_light = {"#ffffff",
                                    {"#1b1f24", "#57606a", "#0b5cad", "#a84300",
                                     "#1a7338", "#7a3fc4", "#b01862", "#0a6a74",
                                     "#5f5a00", "#444c56"}};
const struct svg_theme svg_dark = {"#11151a",
                                   {"#e6edf3", "#a3adb8", "#79b8ff", "#ffab70",
                                    "#63d47e", "#d2a8ff", "#ff9bce", "#56d4dd",
                                    "#dede7a", "#c3ccd5"}};

void svg_label(struct report *report, double x, double y, const char *class,
               const char *anchor, const char *text)
{
    report_print(report,
                 "<text x=\"%.2f\" y=\"%.2f\" class=\"%s\" "
                 "text-anchor=\"%s\">",
                 x, y, class, anchor);
    report_markup(report, text);
    report_print(report, "</text>\n");
}

/* Lines also differ by their dashes. */
static const char *const dashes[SVG_INKS] = {
    "none",    "6 4", "none", "7 3", "2 3",
    "9 3 2 3", "4 4", "12 4", "1 4", "8 2 2 2 2 2"};

void svg_theme_rules(struct report *report, const struct svg_theme *theme)
{
    report_print(report, ".p{fill:%s}\n.t,.b{fill:%s}.m{fill:%s}\n",
                 theme->paper, theme->ink[0], theme->ink[1]);
    report_print(report, ".a,.l,.c,.g,.h{stroke:%s}\n", theme->ink[1]);
    report_print(report, ".e{stroke:%s}\n", theme->paper);
    for (int i = 2; i < SVG_INKS; i++)
        report_print(report, ".s%d{stroke:%s}.f%d{fill:%s}\n", i - 2,
                     theme->ink[i], i - 2, theme->ink[i]);
}

void svg_style(struct report *report)
{
    report_print(report,
                 "svg text{font:13px system-ui,-apple-system,sans-serif}\n"
                 "svg text.m{font-size:12px}svg text.b{font-weight:600;"
                 "font-size:15px}\n"
                 ".a,.l,.c,.g,.h,.s{fill:none;stroke-width:1}\n"
                 ".g{stroke-width:.5;stroke-dasharray:1 5}"
                 ".c{stroke-width:.7}.l{stroke-dasharray:%s}\n"
                 ".s{stroke-width:2;stroke-linejoin:round}"
                 ".w{fill-opacity:.15}\n"
                 ".e{stroke-width:3;paint-order:stroke;stroke-linejoin:round}"
                 "\n",
                 dashes[1]);
    for (int i = 2; i < SVG_INKS; i++)
        report_print(report, ".s%d{stroke-dasharray:%s}\n", i - 2, dashes[i]);
    svg_theme_rules(report, &svg_light);
    report_print(report, "@media (prefers-color-scheme:dark){\n");
    svg_theme_rules(report, &svg_dark);
    report_print(report, "}\n");
}

static struct svg_size size_of(const struct figure *f)
{
    return f->matrix.n > 0  ? svg_matrix_size(f)
           : f->cycle.n > 0 ? svg_cycle_size(f)
                            : svg_axes_size(f);
}

/* Title, description, drawing, and the end of the element. */
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
    report_print(report, "</svg>\n");
}

void svg_figure(struct report *report, const struct figure *f)
{
    struct svg_size size = size_of(f);

    report_print(report,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                 "viewBox=\"0 0 %.0f %.0f\">\n",
                 size.width, size.height);
    print_inside(report, f);
}

void svg_file(struct report *report, const struct figure *f, int n)
{
    struct svg_size all = {0.0, 0.0}, row = {0.0, 0.0};
    double y = 0.0;

    for (int i = 0; i < n; i++) {
        struct svg_size size = size_of(&f[i]);
        row.width = size.width + (i % 2 ? row.width : 0.0);
        row.height = fmax(size.height, i % 2 ? row.height : 0.0);
        all.width = fmax(all.width, row.width);
        all.height += i % 2 || i == n - 1 ? row.height : 0.0;
    }
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
    row = (struct svg_size){0.0, 0.0};
    for (int i = 0; i < n; i++) {
        struct svg_size size = size_of(&f[i]);
        report_print(report,
                     "<svg x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" "
                     "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
                     i % 2 ? row.width : 0.0, y, size.width, size.height,
                     size.width, size.height);
        print_inside(report, &f[i]);
        row.width = size.width;
        row.height = fmax(size.height, i % 2 ? row.height : 0.0);
        y += i % 2 ? row.height : 0.0;
    }
    report_print(report, "</svg>\n");
}
