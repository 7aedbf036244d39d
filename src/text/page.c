/* Pieces of one HTML page. */
#include "text/page.h"

#include "text/svg.h"
#include "text/svg_file.h"

#include <string.h>

static void print_theme(struct report *page, const struct svg_theme *theme)
{
    report_print(page,
                 "body{background:%s;color:%s}a{color:%s}"
                 ".lesser,caption,figcaption,summary{color:%s}"
                 ".holds{color:%s}.fails{color:%s}"
                 "td,th,pre,.command{border-color:%s}\n",
                 theme->paper, theme->text, theme->series[0], theme->lesser,
                 theme->series[2], theme->series[1], theme->lesser);
}

static const char rules[] =
    ":root{color-scheme:light dark}\n"
    "body{font:1rem/1.5 system-ui,-apple-system,sans-serif;margin:0 auto;"
    "padding:.75rem;max-width:66rem}\n"
    "h1{line-height:1.2}h2{margin:2.5rem 0 .5rem}p{max-width:44rem}"
    "nav a{display:inline-block;margin-right:1rem}\n"
    ".command,pre{font:.85rem/1.45 ui-monospace,monospace;border:1px solid;"
    "border-radius:.3rem;padding:.5rem .75rem;overflow-x:auto}\n"
    ".command{white-space:pre-wrap;overflow-wrap:anywhere}\n"
    ".figures{display:grid;gap:1rem 2rem;"
    "grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr))}\n"
    "figure{margin:0;min-width:0;max-width:29rem;overflow-x:auto}"
    "figure svg{display:block;width:100%;height:auto}\n"
    "figure.wide{grid-column:1/-1;max-width:46rem}"
    "figure.wide svg{min-width:34rem}"
    "figure.wider{max-width:none}figure.wider svg{min-width:54rem}\n"
    "figcaption{font-size:.9rem;padding:0 .75rem}\n"
    ".ask{font-weight:600;font-size:1.05rem}details{margin:.5rem 0;"
    "max-width:44rem}details:has(pre,table){max-width:none}\n"
    ".choice{grid-column:1/-1}fieldset{border:1px solid;border-radius:.3rem}"
    "fieldset label{display:inline-block;padding:.25rem .75rem .25rem 0}"
    "dt{font-weight:600;margin-top:.5rem}dd{margin:0 0 0 1rem;"
    "max-width:42rem}:target{outline:2px solid;outline-offset:2px}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;"
    "font-size:.9rem;margin:1rem 0}\n"
    "caption{text-align:left;padding-bottom:.25rem}"
    "td,th{border-bottom:1px solid;padding:.25rem .75rem .25rem 0;"
    "text-align:left;vertical-align:top;overflow-wrap:break-word}\n"
    "td.n,th.n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}\n"
    "td:first-child{white-space:nowrap}.holds,.fails{font-weight:600}"
    "summary{cursor:pointer}"
    ".room{height:5rem;border-bottom:1px solid}dt{font-weight:600}\n";
static const char on_paper[] =
    "@media print{body{max-width:none;padding:0;font-size:10pt}"
    ".figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:.5rem 1rem}"
    "figure.wide svg{min-width:0}figure,tr{break-inside:avoid}"
    "section>p,pre.command,caption{break-after:avoid}"
    "h2,h3,summary,dt{break-after:avoid}p,pre,dd,li{orphans:3;"
    "widows:3}.scroll,figure,pre{overflow:visible;white-space:normal}"
    "pre{white-space:pre-wrap}fieldset,nav,.screen{display:none}"
    ".choice{display:grid;grid-template-columns:repeat(2,minmax(0,1fr))}"
    ".choice .pick{display:block}"
    "details::details-content{content-visibility:visible;display:block}"
    "table{font-size:8.5pt}td,th{white-space:normal}\n";

enum { CHOICES = 8 };

/* Of the figures to choose from the one of the button that is on; all, where
   the reader cannot choose. */
static void print_choice_rules(struct report *page)
{
    report_print(page, "@supports selector(:has(a)){.pick{display:none}\n");
    for (int i = 1; i <= CHOICES; i++)
        report_print(page,
                     ".choice:has(#rate%d:checked) .pick%d{display:block}\n", i,
                     i);
    report_print(page, "}\n");
}

void page_open(struct report *page, const char *title)
{
    report_print(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                       "<meta charset=\"utf-8\">\n" PAGE_MARK "\n"
                       "<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\">\n");
    page_element(page, "title", NULL, title);
    report_print(page, "<style>\n%s", rules);
    svg_style(page);
    print_choice_rules(page);
    print_theme(page, &svg_light);
    report_print(page, "@media (prefers-color-scheme:dark){\n");
    print_theme(page, &svg_dark);
    report_print(page, "}\n%s", on_paper);
    print_theme(page, &svg_light);
    svg_theme_rules(page, &svg_light);
    report_print(page, "}\n</style>\n</head>\n<body>\n<main>\n");
    page_element(page, "h1", NULL, title);
}

void page_close(struct report *page)
{
    report_print(page, "</main>\n</body>\n</html>\n");
}

void page_element(struct report *page, const char *tag, const char *class,
                  const char *text)
{
    report_print(page, "<%s%s%s%s>", tag, class ? " class=\"" : "",
                 class ? class : "", class ? "\"" : "");
    report_markup(page, text);
    report_print(page, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

/* pick 0: it is always seen. */
static void print_figure(struct report *page, const struct figure *f, int pick)
{
    if (pick > 0)
        report_print(page, "<figure class=\"pick pick%d\">\n", pick);
    else if (f->matrix.n > 8)
        report_print(page,
                     "<figure class=\"wide%s\" aria-label=\"Scores\" "
                     "tabindex=\"0\">\n",
                     f->matrix.n > 12 ? " wider" : "");
    else
        report_print(page, "<figure>\n");
    svg_file_figure(page, f);
    if (f->note[0] || f->missing[0]) {
        report_print(page, "<figcaption>");
        report_markup(page, f->note);
        report_print(page, f->note[0] && f->missing[0] ? "\n" : "");
        report_markup(page, f->missing);
        report_print(page, "</figcaption>\n");
    }
    report_print(page, "</figure>\n");
}

/* The buttons, then their figures; the second is on at first, as the first rate
   of a series is the slowest. */
static void print_choice(struct report *page, const struct figure *f, int n)
{
    int first = n > 1 ? 2 : 1;

    report_print(page, "<div class=\"choice\">\n<fieldset>\n"
                       "<legend>Choose a learning rate</legend>\n");
    for (int i = 1; i <= n; i++) {
        report_print(page,
                     "<label><input type=\"radio\" name=\"rate\" "
                     "id=\"rate%d\"%s> ",
                     i, i == first ? " checked" : "");
        report_markup(page, f[i - 1].choice);
        report_print(page, "</label>\n");
    }
    report_print(page, "</fieldset>\n");
    for (int i = 1; i <= n; i++)
        print_figure(page, &f[i - 1], i);
    report_print(page, "</div>\n");
}

void page_figures(struct report *page, const struct figure *f, int n)
{
    int plain = 0;

    while (plain < n && !f[plain].choice[0])
        plain++;
    report_print(page, "<div class=\"figures\">\n");
    if (n > plain)
        print_choice(page, &f[plain],
                     n - plain < CHOICES ? n - plain : CHOICES);
    for (int i = 0; i < plain; i++)
        if (!f[i].empty[0])
            print_figure(page, &f[i], 0);
    report_print(page, "</div>\n");
    for (int i = 0; i < n; i++)
        if (f[i].empty[0]) {
            report_print(page,
                         "<p class=\"lesser\">No figure \"%s\": ", f[i].name);
            report_markup(page, f[i].empty);
            report_print(page, ".</p>\n");
        }
}

void page_fold(struct report *page, const char *summary)
{
    if (summary) {
        report_print(page, "<details>");
        page_element(page, "summary", NULL, summary);
    } else {
        report_print(page, "</details>\n");
    }
}

void page_transcript(struct report *page, const char *text)
{
    if (!text)
        return;
    report_print(page, "<details class=\"screen\"><summary>All that the "
                       "terminal shows with --more</summary>\n<pre "
                       "role=\"group\" tabindex=\"0\" aria-label=\"What the "
                       "terminal shows\">");
    report_markup(page, text);
    report_print(page, "</pre>\n</details>\n");
}
