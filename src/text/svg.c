/* Pieces of SVG. */
#include "text/svg.h"

#include "base/utf8.h"

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
    "svg text{font:14px system-ui,-apple-system,sans-serif}\n"
    "svg text.b{font-weight:600;font-size:16px}"
    "svg .o{stroke-width:2;stroke-dasharray:none}"
    "svg .d{fill:none;stroke-width:3.2;stroke-linecap:round;"
    "stroke-dasharray:none}\n"
    ".a,.l,.c,.g,.h,.s{fill:none;stroke-width:1}\n"
    ".g{stroke-width:.5;stroke-dasharray:1 5}"
    ".c{stroke-width:.7}.l{stroke-dasharray:6 4}\n"
    ".s{stroke-width:2;stroke-linejoin:round}"
    ".w{fill-opacity:.15}.r{fill-opacity:.5}\n"
    ".e{stroke-width:3;stroke-linejoin:round}\n";

/* Where the reader has chosen the colours, what is written has them, and so has
   the paper around it: a browser would draw both in one colour. */
static const char forced[] =
    "@media (forced-colors:active){.p{fill:Canvas}.t,.b,.m{fill:CanvasText}\n"
    ".a,.l,.c,.g,.h{stroke:CanvasText}.e{stroke:Canvas}}\n";

void svg_style(struct report *out)
{
    report_print(out, "%s", rules);
    for (int i = 0; i < FIGURE_STYLES; i++)
        report_print(out, ".s%d{stroke-dasharray:%s}\n", i, dashes[i]);
    svg_theme_rules(out, &svg_light);
    report_print(out, "@media (prefers-color-scheme:dark){\n");
    svg_theme_rules(out, &svg_dark);
    report_print(out, "}\n%s", forced);
}

void svg_label(struct report *out, double x, double y, const char *class,
               const char *anchor, const char *text)
{
    report_print(out,
                 "<text x=\"%.2f\" y=\"%.2f\" class=\"%s\" text-anchor=\"%s\">",
                 x, y, class, anchor);
    report_markup(out, text);
    report_print(out, "</text>\n");
}

struct svg_short svg_short(const char *text, int most)
{
    enum { ROOM = FIGURE_NAME - 3 }; /* bytes, with ".." */
    struct svg_short s;
    size_t n = utf8_bytes(text, most), less = utf8_bytes(text, most - 2);
    bool whole = n <= ROOM && text[n] == '\0';

    if (!whole)
        n = utf8_cut(text, less < ROOM ? less : ROOM - 1);
    snprintf(s.text, sizeof s.text, "%.*s%s", (int)n, text, whole ? "" : "..");
    return s;
}

double svg_lines(struct report *out, const char *text, double y,
                 const char *class, int letters)
{
    char line[4 * 120 + 1];

    while (*text != '\0') {
        int length = report_break(text, letters);
        snprintf(line, sizeof line, "%.*s", length, text);
        svg_label(out, 12.0, y, class, "start", line);
        text += length;
        text += *text == ' ' || *text == '\n';
        y += 18.0;
    }
    return y;
}

double svg_heading(struct report *out, const struct figure *f, double width)
{
    int most = (int)((width - 24.0) / SVG_LETTER);
    const char *scale = figure_scale(f);
    char line[220];
    double y = svg_lines(out, f->title, 22.0, "b", most * 9 / 11);

    snprintf(line, sizeof line, "%s%s%s", scale,
             *scale && f->settings[0] ? ", " : "", f->settings);
    return fmax(y, svg_lines(out, line, y, "m", most) - 18.0);
}

enum { CELL = 48, ROW = 26, SIDE = 96 };

/* The greatest |number| of the rows that mean something. */
static double greatest(const struct matrix *m)
{
    double most = 0.0;

    for (int i = 0; i < m->n; i++)
        for (int k = 0; k < m->n && !m->blank[i]; k++)
            most = fmax(most, fabs(m->value[i][k]));
    return most > 0.0 ? most : 1.0;
}

/* A row that says nothing: hatched from side to side. */
static void print_hatching(struct report *out, const struct matrix *m, double y)
{
    report_print(out, "<path class=\"h\" d=\"");
    for (int x = SIDE; x + 9 <= SIDE + CELL * m->n; x += 9)
        report_print(out, "M%d %.2fl9 %.2f", x, y + ROW - 3.0, 5.0 - ROW);
    report_print(out, "\"/>\n");
}

/* The cell at (x, y) of a value: its number on its colour. */
static void print_cell(struct report *out, double x, double y, double value,
                       double most)
{
    double size = fabs(value);
    char number[32];

    report_print(out,
                 "<rect class=\"f%d\" x=\"%.2f\" y=\"%.2f\" "
                 "width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>\n",
                 value < 0.0, x + 1.0, y + 1.0, CELL - 2, ROW - 2,
                 SVG_SHADE * size / most);
    snprintf(number, sizeof number, size < 9.995 ? "%+.2f" : "%+.3g", value);
    svg_label(out, x + CELL / 2.0, y + 17.0, "t", "middle",
              size < 0.005 ? "0" : number);
}

struct svg_size svg_matrix(struct report *out, const struct figure *f)
{
    const struct matrix *m = &f->matrix;
    double width = fmax(SVG_WIDTH, SIDE + (double)CELL * m->n + 12.0);
    double head = svg_heading(out, f, SVG_WIDTH) + 38.0; /* seen, unscrolled */
    double most = greatest(m), bottom = head + (double)ROW * m->n;
    bool blank = false;
    char legend[120];

    for (int i = 0; i < m->n; i++) {
        blank = blank || m->blank[i];
        double y = head + (double)ROW * i;
        svg_label(out, SIDE + CELL * (i + 0.5), head - 8.0, "t", "middle",
                  svg_short(m->name[i], 6).text);
        svg_label(out, SIDE - 8.0, y + 17.0, "t", "end",
                  svg_short(m->name[i], 12).text);
        if (m->blank[i])
            print_hatching(out, m, y);
        for (int k = 0; k < m->n && !m->blank[i]; k++)
            print_cell(out, SIDE + (double)CELL * k, y, m->value[i][k], most);
    }
    snprintf(legend, sizeof legend, "colours: -%.2f to +%.2f%s", most, most,
             blank ? "; hatched: never trained" : "");
    bottom = svg_lines(out, legend, bottom + 24.0, "m", 48);
    return (struct svg_size){width, bottom - 2.0};
}

static const double box[2] = {176.0, 50.0}; /* of a step of a cycle */

/* From a box to the next one; the arrow ends where that begins. */
static void print_arrow(struct report *out, const double from[2],
                        const double to[2])
{
    double dx = to[0] - from[0], dy = to[1] - from[1];
    double unit = 7.0 / sqrt(dx * dx + dy * dy);
    double part = fmin(fabs(dx) > 0.0 ? (box[0] / 2.0 + 8.0) / fabs(dx) : 9,
                       fabs(dy) > 0.0 ? (box[1] / 2.0 + 8.0) / fabs(dy) : 9);
    double x = to[0] - dx * part, y = to[1] - dy * part;

    dx *= unit;
    dy *= unit;
    report_print(out,
                 "<path class=\"s s0\" d=\"M%.2f %.2fL%.2f %.2f"
                 "M%.2f %.2fL%.2f %.2fL%.2f %.2f\"/>\n",
                 from[0], from[1], x, y, x - dx - dy, y - dy + dx, x, y,
                 x - dx + dy, y - dy - dx);
}

/* A box on paper, so that no arrow shows through, and its two lines. */
static void print_step(struct report *out, const double at[2], const char *step,
                       const char *words)
{
    double left = at[0] - box[0] / 2.0, top = at[1] - box[1] / 2.0;

    for (int border = 0; border < 2; border++)
        report_print(out,
                     "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                     "height=\"%.2f\"%s",
                     border ? "a" : "p", left, top, box[0], box[1],
                     border ? " rx=\"6\"/>\n" : "/>");
    svg_label(out, at[0], at[1] - 6.0, "t", "middle", svg_short(step, 24).text);
    svg_label(out, at[0], at[1] + 14.0, "m", "middle",
              svg_short(words, 24).text);
}

struct svg_size svg_cycle(struct report *out, const struct figure *f)
{
    /* a regular pentagon, from the top on, clockwise */
    static const double corners[CYCLE_STEPS][2] = {{0, -1},
                                                   {0.951057, -0.309017},
                                                   {0.587785, 0.809017},
                                                   {-0.587785, 0.809017},
                                                   {-0.951057, -0.309017}};
    double at[CYCLE_STEPS][2]; /* the middle of each box */

    double top = svg_heading(out, f, SVG_WIDTH) + 42.0;
    for (int i = 0; i < CYCLE_STEPS; i++) {
        at[i][0] = 200.0 + (i == 1 || i == 4 ? 114.0 : 168.0) * corners[i][0];
        at[i][1] = top + 140.0 + 140.0 * corners[i][1];
    }
    for (int i = 0; i < CYCLE_STEPS; i++)
        print_arrow(out, at[i], at[(i + 1) % CYCLE_STEPS]);
    for (int i = 0; i < CYCLE_STEPS; i++)
        print_step(out, at[i], f->cycle.step[i], f->cycle.words[i]);
    return (struct svg_size){SVG_WIDTH, top + 296.0};
}
