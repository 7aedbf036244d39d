/* Figures as SVG: documents. */
#include "text/svg_file.h"

#include "text/svg_axes.h"

#include <math.h>

/* What somebody sees who looks at it. */
static void describe(struct report *out, const struct figure *f)
{
    const char *before = f->matrix.n > 0  ? "A table of numbers"
                         : f->strip       ? "Panels in a row"
                         : f->cycle.n > 0 ? "A cycle of steps"
                                          : "Axes";

    report_print(out, "%s", before);
    if (f->matrix.n == 0 && f->cycle.n == 0) {
        report_print(out, ": ");
        report_markup(out, f->x_label);
        report_print(out, " across, ");
        report_markup(out, f->y_label);
        report_print(out, " up");
    }
    before = ". Shown: ";
    for (int i = 0; i < f->n; i++) {
        if (!f->series[i].name[0] || f->series[i].n == 0)
            continue;
        report_print(out, "%s", before);
        report_markup(out, f->series[i].name);
        before = ", ";
    }
    for (int i = 0; i < f->cycle.n; i++) {
        report_print(out, i > 0 ? "; " : ": ");
        report_markup(out, f->cycle.step[i]);
        report_print(out, ", ");
        report_markup(out, f->cycle.words[i]);
    }
    report_print(out, ".");
}

/* Title, description, drawing; out NULL: only measured.  Returns its size. */
static struct svg_size print_inside(struct report *out, const struct figure *f)
{
    report_print(out, "<title>");
    report_markup(out, f->title);
    report_print(out, "</title>\n<desc>");
    describe(out, f);
    report_print(out, "</desc>\n");
    if (f->empty[0]) {
        char why[sizeof f->empty + 16];
        snprintf(why, sizeof why, "Left out: %s.", f->empty);
        double y = svg_heading(out, f, SVG_WIDTH) + 24.0;
        return (struct svg_size){SVG_WIDTH,
                                 svg_lines(out, why, y, "t", 46) + 8.0};
    }
    return f->matrix.n > 0  ? svg_matrix(out, f)
           : f->strip       ? svg_strip(out, f)
           : f->cycle.n > 0 ? svg_cycle(out, f)
                            : svg_axes(out, f);
}

void svg_file_figure(struct report *out, const struct figure *f)
{
    struct svg_size size = print_inside(NULL, f);

    report_print(out,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                 "viewBox=\"0 0 %.0f %.0f\">\n",
                 size.width, size.height);
    print_inside(out, f);
    report_print(out, "</svg>\n");
}

/* A figure of a file; below it its note and what it leaves out, line by line.
   Returns their size. */
static struct svg_size print_cell(struct report *out, const struct figure *f)
{
    enum { LETTERS = 50 };
    struct svg_size size = print_inside(out, f);

    size.height = svg_lines(out, f->note, size.height + 10.0, "m", LETTERS);
    size.height = svg_lines(out, f->missing, size.height, "m", LETTERS) + 2.0;
    return size;
}

/* The figures, two beside each other; out NULL: only measured.  Returns the
   size of all. */
static struct svg_size print_cells(struct report *out, const struct figure *f,
                                   int n)
{
    struct svg_size all = {0.0, 0.0};
    double x = 0.0, y = 0.0;

    for (int i = 0; i < n; i++) {
        struct svg_size size = print_cell(NULL, &f[i]);
        x = i % 2 ? x : 0.0;
        y = i % 2 ? y : all.height;
        report_print(out,
                     "<svg x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" "
                     "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">\n",
                     x, y, size.width, size.height, size.width, size.height);
        print_cell(out, &f[i]);
        report_print(out, "</svg>\n");
        x += size.width;
        all.width = fmax(all.width, x);
        all.height = fmax(all.height, y + size.height);
    }
    return all;
}

void svg_file(struct report *out, const struct figure *f, int n)
{
    struct svg_size all = print_cells(NULL, f, n);

    report_print(out,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" "
                 "height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n"
                 "<title>",
                 all.width, all.height, all.width, all.height);
    const char *between = "";
    for (int i = 0; i < n; i++) {
        if (f[i].empty[0])
            continue;
        report_print(out, "%s", between);
        report_markup(out, f[i].title);
        between = ". ";
    }
    if (*between == '\0') /* all are left out */
        report_markup(out, f[0].empty);
    report_print(out, "</title>\n<desc>Made by trainloop %s</desc>\n<style>\n",
                 TRAINLOOP_VERSION);
    svg_style(out);
    report_print(out,
                 "</style>\n"
                 "<rect class=\"p\" width=\"%.0f\" height=\"%.0f\"/>\n",
                 all.width, all.height);
    print_cells(out, f, n);
    report_print(out, "</svg>\n");
}
