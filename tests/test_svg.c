/* Figures as SVG, pages as HTML: well-formed whatever is in them, readable,
   bounded. */
#include "markup.h"
#include "test.h"
#include "text/page.h"
#include "text/svg.h"
#include "text/svg_file.h"
#include "text/table.h"

#include "trainloop/rng.h"

#include <float.h>
#include <stdlib.h>

/* Is it well-formed? Says what is not. */
static bool check_text(const char *text)
{
    struct markup m = {.wrong = "there is no text", .at = ""};
    bool good = text && markup_check(&m, text);

    if (!good)
        printf("%s: %.60s\n", m.wrong, m.at);
    return CHECK(good);
}

/* The figure as a file; closes and frees it.  Owned by the caller. */
static char *draw(struct figure *f)
{
    struct fault fault = {0};
    struct report report = {.hold = true};

    CHECK(figure_close(f, &fault));
    svg_file(&report, f, 1);
    figure_free(f);
    CHECK(report.held != NULL);
    return report.held;
}

/* The checker itself sees what it is for. */
static void checker(void)
{
    static const char *const bad[] = {
        "<svg><path></svg>",
        "<svg>",
        "<svg/><svg/>",
        "text",
        "<svg>&nbsp;</svg>",
        "<svg>a & b</svg>",
        "<svg onload=\"x\"/>",
        "<svg><script>x</script></svg>",
        "<a href=\"http://x\">x</a>",
        "<svg><style>a{b:url(x)}</style></svg>",
        "<svg><style>@import x</style></svg>",
        "<svg>\x01</svg>",
        "<svg>\xFF</svg>",
        "<svg>\xC0\x80</svg>",
        "<svg>\xED\xA0\x80</svg>",
        "<svg>\xE2\x82</svg>",
        "<svg id=\"a\"><rect id=\"a\"/></svg>",
        "<svg a=b/>",
        "<svg a=\"<\"/>",
        "<svg>x > y</svg>",
    };
    struct markup m;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (!CHECK(!markup_check(&m, bad[i])))
            printf("taken for good: %s\n", bad[i]);
    check_text("<svg a=\"b\"><path/>x \xC3\xA4 &amp; \xF0\x9F\x98\x80</svg>\n");
}

static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "\"'><svg onload=x>",
    "&amp;&lt;&#0;]]>",
    "a\x01\x1F\x7F\tb\r\nc",
    "\xFF\xFE\xC0\x80\xED\xA0\x80\xF5\x80\x80\x80",
    "\xE2\x82",         /* a character cut off    */
    "\xEF\xBF\xBE\xEF", /* U+FFFE is not allowed  */
    "\xC2\x85\xC2\x9F", /* control characters, too */
    "--><!--",
    "",
};
enum { HOSTILE = sizeof hostile / sizeof hostile[0] };

/* Every word that can come from a file, in every place where it can stand. */
static void hostile_words(void)
{
    char endless[10001];
    double x[] = {1, 2}, y[] = {3, 4};

    memset(endless, '<', 10000);
    endless[10000] = '\0';
    for (int i = 0; i <= HOSTILE; i++) {
        const char *word = i < HOSTILE ? hostile[i] : endless;
        struct figure f, m, c;
        figure_start(&f, AXIS_LINEAR, word, word, word);
        snprintf(f.settings, sizeof f.settings, "%.150s", word);
        figure_note(&f, "%s", word);
        figure_add(&f, LOOK_LINE, '*', x, y, 2, "%s", word);
        figure_add(&f, LOOK_POINTS, 'o', x, y, 2, "%s", word);
        figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){3}, 1, "%s", word);
        figure_add(&f, LOOK_UPRIGHT, '|', (double[]){1}, NULL, 1, "%s", word);
        figure_add(&f, LOOK_BAND, ':', (double[]){1, 2}, NULL, 2, "%s", word);
        char *text = draw(&f);
        check_text(text);
        CHECK(!strstr(text, "<script") && !strstr(text, "<svg onload"));
        CHECK(strlen(text) < 50000);
        free(text);
        figure_start(&m, AXIS_LINEAR, word, word, word);
        m.matrix.n = 2;
        for (int k = 0; k < 2; k++)
            figure_name(m.matrix.name[k], word);
        text = draw(&m);
        check_text(text);
        free(text);
        figure_start(&c, AXIS_LINEAR, word, word, word);
        c.cycle.n = 5;
        for (int k = 0; k < 5; k++) {
            figure_name(c.cycle.step[k], word);
            figure_name(c.cycle.words[k], word);
        }
        text = draw(&c);
        check_text(text);
        free(text);
    }
}

/* What a page makes of hostile words. */
static void hostile_page(void)
{
    for (int i = 0; i < HOSTILE; i++) {
        struct report page = {.hold = true};
        struct column columns[] = {{.title = hostile[i]}};
        struct table table = {.caption = hostile[i],
                              .columns = columns,
                              .n = 1,
                              .where = TABLE_PAGE};
        page_open(&page, hostile[i]);
        page_element(&page, "p", "lesser", hostile[i]);
        table_print(&page, TABLE_PAGE, &table, NULL);
        table_print(&page, TABLE_PAGE, &table,
                    &(struct cell){.text = hostile[i]});
        table_print(&page, TABLE_PAGE, &table, &(struct cell){.x = 1.5e300});
        table_page_end(&page);
        page_transcript(&page, hostile[i]);
        page_transcript(&page, NULL);
        page_close(&page);
        check_text(page.held);
        report_free(&page);
    }
}

/* The greatest and the least number behind a key such as " y=\"". */
static void coordinates(const char *text, const char *key, double range[2])
{
    for (const char *at = text; (at = strstr(at, key));) {
        at += strlen(key);
        range[0] = fmin(range[0], strtod(at, NULL));
        range[1] = fmax(range[1], strtod(at, NULL));
    }
}

/* Nothing is a NaN, an infinity, or outside the picture. */
static void check_inside(const char *text)
{
    double x[2] = {0, 0}, y[2] = {0, 0};

    coordinates(text, " x=\"", x);
    coordinates(text, " cx=\"", x);
    coordinates(text, " y=\"", y);
    coordinates(text, " cy=\"", y);
    coordinates(text, "d=\"M", x);
    CHECK(x[0] >= 0.0 && x[1] <= 400.0);
    CHECK(y[0] >= 0.0 && y[1] <= 420.0);
    CHECK(!strstr(text, "nan") && !strstr(text, "inf"));
    check_text(text);
}

static void odd_figures(void)
{
    static const double values[] = {0,      1,      -1,      1e300,    -1e300,
                                    1e-300, 5e-324, DBL_MAX, HUGE_VAL, NAN};
    struct rng rng;

    rng_seed(&rng, 78);
    for (int round = 0; round < 2000; round++) {
        struct figure f;
        double x[8], y[8];
        figure_start(&f, round % 2 ? AXIS_LOG : AXIS_LINEAR, "odd", "x", "y");
        for (int i = 0; i < 8; i++) {
            x[i] = values[(int)(rng_double(&rng) * 10.0)];
            y[i] = values[(int)(rng_double(&rng) * 10.0)];
        }
        figure_add(&f, LOOK_LINE, '*', x, y, (size_t)(round % 8), "a");
        figure_add(&f, LOOK_POINTS, 'o', y, x, (size_t)(round % 5), "b");
        figure_add(&f, LOOK_CONTOUR, ',', x, y, 8, "contour");
        figure_add(&f, LOOK_LEVEL, '-', NULL, &y[6], 1, "c");
        figure_add(&f, LOOK_UPRIGHT, '|', &x[7], NULL, 1, "d");
        figure_add(&f, LOOK_BAND, ':', (double[]){x[5], x[6]}, NULL, 2, "e");
        if (round % 5 == 0 && isfinite(x[0]) && isfinite(y[0]) &&
            fabs(x[0]) < 1e301 && fabs(y[0]) < 1e301)
            figure_window(&f, x[0], x[0] + 1.0, y[0], y[0] + 2.0);
        char *text = draw(&f);
        check_inside(text);
        free(text);
    }
}

/* A run of a million epochs: few points, and those that stand out, also near
   its ends. */
static void long_run(void)
{
    enum { N = 1000000 };
    struct fault fault = {0};
    struct curve curve;
    struct figure f;
    struct rng rng;
    double left = 0, top = 0;
    char spike[32];
    int points = 0;

    rng_seed(&rng, 4);
    CHECK(curve_make(&curve, &fault));
    for (int i = 0; i < N; i++) {
        bool stands_out = i == 2 || i == 654321 || i == N - 3;
        curve_add(&curve, i, stands_out ? 100.0 : rng_double(&rng));
    }
    figure_start(&f, AXIS_LINEAR, "long", "epoch", "loss");
    figure_curve(&f, '*', &curve, "loss");
    char *text = draw(&f), *path = strstr(text, "class=\"s s0\" d=");
    char *axis = strstr(text, "class=\"a\" d=");
    CHECK(strlen(text) < 60000);
    CHECK(axis && sscanf(axis, "class=\"a\" d=\"M%lf %lfV", &left, &top) == 2);
    path = path ? strstr(path + 20, "class=\"s s0\" d=") : NULL;
    if (CHECK(path != NULL)) { /* the first is the one in the legend */
        *strchr(path + 15, '/') = '\0';
        for (char *at = path; (at = strpbrk(at, "ML")); at++)
            points++;
        int spikes = 0;
        snprintf(spike, sizeof spike, " %.2fL", top);
        for (char *at = path; (at = strstr(at, spike)); at++)
            spikes++;
        CHECK(spikes == 3);
    }
    CHECK(points > 500 && points <= FIGURE_SHOWN + 1);
    free(text);
    curve_free(&curve);
}

/* Relative luminance and contrast as WCAG 2 defines them. */
static void read_colour(const char *text, double rgb[3])
{
    unsigned r, g, b;

    CHECK(sscanf(text, "#%2x%2x%2x", &r, &g, &b) == 3);
    rgb[0] = r, rgb[1] = g, rgb[2] = b;
}

static double luminance(const double rgb[3])
{
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double c = rgb[i] / 255.0;
        sum += weight[i] *
               (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const double a[3], const double b[3])
{
    double light = fmax(luminance(a), luminance(b));

    return (light + 0.05) / (fmin(luminance(a), luminance(b)) + 0.05);
}

/* Every ink on its paper; text on the darkest cells of a matrix, too. */
static void colours(void)
{
    const struct svg_theme *themes[] = {&svg_light, &svg_dark};

    for (int t = 0; t < 2; t++) {
        double paper[3], text[3], lesser[3];
        read_colour(themes[t]->paper, paper);
        read_colour(themes[t]->text, text);
        read_colour(themes[t]->lesser, lesser);
        CHECK(contrast(text, paper) >= 7.0);
        CHECK(contrast(lesser, paper) >= 4.5);
        for (int i = 0; i < FIGURE_STYLES; i++) {
            double ink[3], cell[3];
            read_colour(themes[t]->series[i], ink);
            CHECK(contrast(ink, paper) >= 4.5);
            for (int k = 0; k < 3; k++)
                cell[k] = SVG_SHADE * ink[k] + (1.0 - SVG_SHADE) * paper[k];
            CHECK(contrast(text, cell) >= 4.5);
        }
    }
}

/* The cell of a matrix: its number, its colour; a blank row has neither. */
static void matrices(void)
{
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "scores", "", "");
    f.matrix.n = 3;
    strcpy(f.matrix.name[0], "the");
    strcpy(f.matrix.name[1], "cat");
    strcpy(f.matrix.name[2], "end");
    f.matrix.value[0][1] = 2.0;
    f.matrix.value[1][0] = -1.0;
    f.matrix.value[1][2] = -0.004;
    f.matrix.value[2][2] = 777.25; /* in a blank row: not the greatest */
    f.matrix.blank[2] = true;
    char *text = draw(&f);
    check_text(text);
    CHECK(strstr(text, ">+2.00</text>") && strstr(text, ">-1.00</text>"));
    CHECK(strstr(text, "fill-opacity=\"0.40\""));
    CHECK(strstr(text, "class=\"f1\" x=\"97.00\" y=\"105.00\" width=\"46\" "
                       "height=\"24\" fill-opacity=\"0.20\""));
    CHECK(!strstr(text, "777") && !strstr(text, "-0.00"));
    CHECK(strstr(text, "colours: -2.00 to +2.00; hatched: never trained<"));
    CHECK(strstr(text, "class=\"h\" d=\"M96 "));
    free(text);
}

/* Where the label of a level begins. */
static double label_at(const char *text, const char *label)
{
    const char *at = strstr(text, label);

    while (at && at > text && strncmp(at, "<text x=\"", 9) != 0)
        at--;
    return at ? strtod(at + 9, NULL) : -1.0;
}

/* A label covers no curve where there is room elsewhere: it goes to the side
   that is free. */
static void labels(void)
{
    for (int right = 0; right < 2; right++) {
        double x[4] = {0, 5, 5, 10}, y[4] = {1, 1, 9, 9};
        struct figure f;
        figure_start(&f, AXIS_LINEAR, "labels", "x", "y");
        for (int i = 0; i < 4 && right; i++)
            y[i] = 10.0 - y[i];
        figure_add(&f, LOOK_LINE, '*', x, y, 4, "steps");
        figure_mark(&f, "mark");
        figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){0.6}, 1, "level");
        char *text = draw(&f);
        double at = label_at(text, ">level<");
        if (!CHECK(right ? at > 0.0 && at + 40.0 < 220.0 : at > 220.0))
            printf("%d: at %.2f\n", right, at);
        CHECK(strstr(text, "class=\"e f0\"") && strstr(text, ">mark<"));
        CHECK(!strstr(text, ">steps<")); /* its mark is enough */
        free(text);
    }
    CHECK(14.0 * (360.0 - 24.0) / SVG_WIDTH >= 11.0); /* pixels on a phone */
}

/* Several figures in one file stand beside and below each other. */
static void several(void)
{
    struct report report = {.hold = true};
    struct fault fault = {0};
    struct figure f[3];
    double x[] = {1, 2, 3};

    for (int i = 0; i < 3; i++) {
        figure_start(&f[i], AXIS_LINEAR, "one of three", "x", "y");
        figure_add(&f[i], LOOK_LINE, '*', x, x, 3, "a");
        CHECK(figure_close(&f[i], &fault));
    }
    svg_file(&report, f, 3);
    check_text(report.held);
    CHECK(strstr(report.held, "viewBox=\"0 0 800 "));
    CHECK(strstr(report.held, "<svg x=\"400\" y=\"0\" "));
    CHECK(strstr(report.held, "<svg x=\"0\" y=\"334\" "));
    CHECK(strstr(report.held, "one of three. one of three"));
    report_free(&report);
    for (int i = 0; i < 3; i++)
        figure_free(&f[i]);
}

/* A line that leaves the window is taken up where it comes back. */
static void windows(void)
{
    static const double x[] = {0, 5, 10}, y[] = {0, 20, 0};
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "out and in", "x", "y");
    figure_add(&f, LOOK_LINE, '*', x, y, 3, "a");
    figure_window(&f, 0, 10, 0, 10);
    char *text = draw(&f);
    char *path = strstr(text, "class=\"s s0\" d=");
    path = path ? strstr(path + 20, "class=\"s s0\" d=") : NULL;
    if (CHECK(path != NULL)) {
        char *end = strchr(path + 15, '/');
        int moves = 0;
        *end = '\0';
        for (char *at = path + 15; (at = strchr(at, 'M')); at++)
            moves++;
        CHECK(moves == 2);
    }
    free(text);
}

/* Does the text have this line, of this class? */
static bool has_line(const char *text, const char *class, double x1, double y1,
                     double x2, double y2)
{
    char line[120];

    snprintf(line, sizeof line,
             "<path class=\"%s\" d=\"M%.2f %.2fL%.2f %.2f\"/>", class, x1, y1,
             x2, y2);
    return strstr(text, line) != NULL;
}

/* Lines across and up and bands are where the axes say. */
static void places(void)
{
    static const double edges[] = {0, 2, 4}, heights[] = {5, 10};
    double left = 0, top = 0, bottom = 0, right = 0;
    char band[200], bar[200];
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "places", "x", "y");
    figure_window(&f, 0, 10, 0, 20);
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){5}, 1, "level");
    figure_add(&f, LOOK_UPRIGHT, '|', (double[]){2}, NULL, 1, "upright");
    figure_add(&f, LOOK_UPRIGHT, '|', (double[]){11}, NULL, 1, "outside");
    figure_add(&f, LOOK_BAND, ':', (double[]){9, 6}, NULL, 2, "band");
    figure_add(&f, LOOK_BAND, ':', (double[]){8, 15}, NULL, 2, "cut");
    figure_add(&f, LOOK_BAND, ':', (double[]){12, 15}, NULL, 2, "gone");
    figure_add(&f, LOOK_BARS, '#', edges, heights, 2, "bars");
    char *text = draw(&f), *axis = strstr(text, "class=\"a\" d=");
    CHECK(axis && sscanf(axis, "class=\"a\" d=\"M%lf %lfV%lfH%lf", &left, &top,
                         &bottom, &right) == 4);
    double width = right - left, height = bottom - top;
    double y = bottom - height / 4, x = left + width / 5;
    CHECK(has_line(text, "l", left, y, right, y));
    CHECK(has_line(text, "l", x, top, x, bottom));
    CHECK(!strstr(text, ">outside<"));
    snprintf(band, sizeof band,
             "<rect class=\"f0 w\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
             "height=\"%.2f\"/>",
             left + 0.6 * width, top, 0.3 * width, height);
    CHECK(strstr(text, band) != NULL);
    snprintf(band, sizeof band,
             "<rect class=\"f0 w\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
             "height=\"%.2f\"/>",
             left + 0.8 * width, top, 0.2 * width, height);
    CHECK(strstr(text, band) != NULL);
    snprintf(bar, sizeof bar,
             "<rect class=\"f7 r\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
             "height=\"%.2f\"/>",
             left + 0.2 * width, bottom - height / 2, 0.2 * width - 1,
             height / 2);
    CHECK(strstr(text, bar) != NULL);
    CHECK(strstr(text, "bars</text>") && strstr(text, "band</text>"));
    check_text(text);
    free(text);
}

/* Texts are cut by characters, and by bytes only where there is no room. */
static void shorts(void)
{
    char longer[200] = "";

    CHECK_TEXT(svg_short("house", 5).text, "house");
    CHECK_TEXT(svg_short("houses", 5).text, "hou..");
    CHECK_TEXT(svg_short("\xC3\xA4\xC3\xB6\xC3\xBC", 3).text,
               "\xC3\xA4\xC3\xB6\xC3\xBC");
    CHECK_TEXT(svg_short("\xC3\xA4\xC3\xB6\xC3\xBCx", 3).text, "\xC3\xA4..");
    CHECK_TEXT(svg_short("", 3).text, "");
    for (int i = 0; i < 40; i++)
        strcat(longer, "\xE2\x82\xAC"); /* a character of three bytes */
    CHECK(strlen(svg_short(longer, 50).text) == FIGURE_NAME - 2);
    CHECK(strlen(svg_short(longer + 1, 50).text) < FIGURE_NAME);
    memset(longer, 'x', FIGURE_NAME - 3);
    longer[FIGURE_NAME - 3] = '\0';
    CHECK_TEXT(svg_short(longer, 99).text, longer);
}

/* Points of data are circles, of the best line squares, of the true line
   triangles: each once in the field, once in the list above it. */
static void shapes(void)
{
    static const char *const shape[] = {"r=\"3.60\"/>", "h7.20v7.20h-7.20z\"/>",
                                        "l5.04 8.64h-10.08z\"/>"};
    struct figure f;
    double one = 1.0;

    figure_start(&f, AXIS_LINEAR, "shapes", "x", "y");
    for (int i = 0; i < 3; i++)
        figure_add(&f, LOOK_POINTS, "o-."[i], &one, &one, 1, "dots");
    char *text = draw(&f);
    for (int i = 0; i < 3; i++) {
        int found = 0;
        for (char *at = text; (at = strstr(at, shape[i])); at++)
            found++;
        CHECK(found == 2);
    }
    free(text);
}

/* Names of two lines that are near each other do not stand on each other. */
static void near_names(void)
{
    static const double x[] = {0, 10}, y[] = {1, 1};
    double at[2][2] = {{0}};
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "near", "x", "y");
    figure_add(&f, LOOK_LINE, '*', x, y, 2, "line");
    figure_window(&f, 0, 10, 0, 100);
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){50}, 1, "first");
    figure_add(&f, LOOK_LEVEL, '=', NULL, (double[]){51}, 1, "second");
    char *text = draw(&f);
    const char *names[] = {">first<", ">second<"};
    for (int i = 0; i < 2; i++) {
        char *end = strstr(text, names[i]), *from = end;
        while (from && from > text && strncmp(from, "<text x", 7) != 0)
            from--;
        CHECK(from && sscanf(from, "<text x=\"%lf\" y=\"%lf\"", &at[i][0],
                             &at[i][1]) == 2);
    }
    CHECK(fabs(at[0][0] - at[1][0]) > 100 || fabs(at[0][1] - at[1][1]) >= 14);
    free(text);
}

/* A name keeps off the lines beside its own. */
static void ruled_names(void)
{
    struct figure f;
    double x = 0;

    figure_start(&f, AXIS_LINEAR, "ruled", "x", "y");
    figure_window(&f, 0, 100, 0, 100);
    figure_add(&f, LOOK_UPRIGHT, '|', (double[]){50}, NULL, 1, "first");
    figure_add(&f, LOOK_UPRIGHT, '|', (double[]){52}, NULL, 1, "second");
    char *text = draw(&f), *name = strstr(text, "text-anchor=\"end\">first<");
    while (name && name > text && strncmp(name, "<text x", 7) != 0)
        name--;
    CHECK(name && sscanf(name, "<text x=\"%lf", &x) == 1 && x < 231);
    CHECK(strstr(text, "text-anchor=\"start\">second<"));
    free(text);
}

/* The name of a line ends in the figure. */
static void long_name(void)
{
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "long", "x", "y");
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){50}, 1, "begins %050d", 7);
    char *text = draw(&f), *name = strstr(text, ">begins 000");
    CHECK(name && (double)strcspn(name, "<") * SVG_LETTER < SVG_WIDTH &&
          memcmp(name + strcspn(name, "<") - 2, "..", 2) == 0);
    free(text);
}

int main(void)
{
    checker();
    hostile_words();
    hostile_page();
    odd_figures();
    long_run();
    colours();
    matrices();
    labels();
    several();
    windows();
    places();
    shorts();
    shapes();
    near_names();
    ruled_names();
    long_name();
    return test_end();
}
