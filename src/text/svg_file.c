/* Figures as SVG: documents. */
#include "text/svg_file.h"

#include "text/svg_axes.h"

#include <math.h>

/* Title, description, drawing; out NULL: only measured.  Returns its size. */
static struct svg_size print_inside(struct report *out, const struct figure *f)
{
    report_print(out, "<title>");
    report_markup(out, f->title);
    report_print(out, "</title>\n<desc>");
    report_markup(out, f->note[0] ? f->note : f->title);
    report_print(out, "</desc>\n");
    return f->matrix.n > 0  ? svg_matrix(out, f)
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
    enum { LETTERS = 58 };
    struct svg_size size = print_inside(out, f);
    const char *const below[] = {f->note, f->missing};
    char line[4 * LETTERS + 1];

    size.height += 10.0;
    for (int i = 0; i < 2; i++)
        for (const char *at = below[i]; *at != '\0';) {
            int length = report_break(at, LETTERS);
            snprintf(line, sizeof line, "%.*s", length, at);
            svg_label(out, 12.0, size.height, "m", "start", line);
            at += length;
            at += *at == ' ' || *at == '\n';
            size.height += 17.0;
        }
    size.height += 2.0;
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
    print_cells(out, f, n);
    report_print(out, "</svg>\n");
}
