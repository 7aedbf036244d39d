/* Text in SVG. */
#include "text/svg_draw.h"

#include "base/utf8.h"

void svg_draw_label(struct report *report, double x, double y,
                    const char *class, const char *anchor, const char *text)
{
    report_print(report,
                 "<text x=\"%.2f\" y=\"%.2f\" class=\"%s\" "
                 "text-anchor=\"%s\">",
                 x, y, class, anchor);
    report_markup(report, text);
    report_print(report, "</text>\n");
}

struct svg_short svg_draw_short(const char *text, int most)
{
    enum { ROOM = FIGURE_NAME - 3 }; /* bytes, with ".." */
    struct svg_short s;
    size_t n = utf8_bytes(text, most);
    bool whole = text[n] == '\0' && n <= ROOM;

    if (!whole)
        n = utf8_bytes(text, most - 2);
    if (!whole && n > ROOM - 1)
        n = utf8_cut(text, ROOM - 1);
    snprintf(s.text, sizeof s.text, "%.*s%s", (int)n, text, whole ? "" : "..");
    return s;
}

void svg_draw_heading(struct report *report, const struct figure *f,
                      double width)
{
    int most = (int)((width - 24.0) / (SVG_DRAW_LETTER - 0.8));
    bool log = f->y.scale == AXIS_LOG;
    char line[220];

    svg_draw_label(report, 12.0, 22.0, "b", "start",
                   svg_draw_short(f->title, most * 4 / 5).text);
    snprintf(line, sizeof line, "%s%s%s", log ? "log scale" : "",
             log && f->settings[0] ? ", " : "", f->settings);
    svg_draw_label(report, 12.0, 40.0, "m", "start",
                   svg_draw_short(line, most).text);
}
