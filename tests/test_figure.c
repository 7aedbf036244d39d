/* Pictures as data, and in text: axes, curves, figures, plots. */
#include "test.h"
#include "text/plot.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"
#include "trainloop/rng.h"

#include <float.h>
#include <stdlib.h>

/* "1,000" or "-2.5e10" as a number. */
static double read_label(const char *label)
{
    char plain[AXIS_LABEL], *to = plain;
    double x = NAN;

    for (; *label != '\0'; label++)
        if (*label != ',')
            *to++ = *label;
    *to = '\0';
    decimal_parse(plain, &x);
    return x;
}

/* What must hold of every axis. */
static void check_axis(const struct axis *a, double low, double high,
                       bool tight)
{
    bool good = isfinite(a->low) && isfinite(a->high) && a->low < a->high;

    for (int i = 0; i < a->ticks; i++) {
        double x = a->tick[i].value, place = axis_place(a, x);
        good = good && read_label(a->tick[i].label) == x;
        good = good && place >= -1e-9 && place <= 1.0 + 1e-9;
        good = good && (i == 0 || x > a->tick[i - 1].value);
    }
    good = good && axis_place(a, low) >= 0.0 && axis_place(a, high) <= 1.0;
    good = good && a->ticks >= (tight ? 0 : 2) && a->ticks < AXIS_TICKS;
    if (!good)
        printf("%.17g to %.17g, %s: %.17g to %.17g, %d ticks\n", low, high,
               a->scale == AXIS_LOG ? "log" : "linear", a->low, a->high,
               a->ticks);
    CHECK(good);
}

static void check_labels(enum axis_scale scale, double low, double high,
                         const char *labels)
{
    struct axis a;
    char all[400] = "";

    axis_fit(&a, scale, low, high, 5, false);
    for (int i = 0; i < a.ticks; i++) {
        strcat(all, i ? " " : "");
        strcat(all, a.tick[i].label);
    }
    CHECK_TEXT(all, labels);
    check_axis(&a, low, high, false);
}

static void axes(void)
{
    struct rng rng;
    struct axis a;

    check_labels(AXIS_LINEAR, 0, 58067560260, "0 2e10 4e10 6e10");
    check_labels(AXIS_LINEAR, 82363, 385481,
                 "0 100,000 200,000 300,000 400,000");
    check_labels(AXIS_LINEAR, 0.83, 2.33, "0.5 1.0 1.5 2.0 2.5");
    check_labels(AXIS_LINEAR, -3, 7, "-4 -2 0 2 4 6 8");
    check_labels(AXIS_LINEAR, 5, 5, "2 3 4 5 6 7 8");
    check_labels(AXIS_LINEAR, 0, 0, "-1.0 -0.5 0.0 0.5 1.0");
    check_labels(AXIS_LINEAR, -1.5e300, 1e300,
                 "-1.5e300 -1e300 -5e299 0 5e299 "
                 "1e300");
    check_labels(AXIS_LINEAR, 0, 2e-7, "0 5e-8 1e-7 1.5e-7 2e-7");
    check_labels(AXIS_LOG, 111658943, 58067560260, "1e8 1e9 1e10 1e11");
    check_labels(AXIS_LOG, 0.002, 9, "0.001 0.01 0.1 1 10");
    check_labels(AXIS_LOG, 3, 40, "2 5 10 20 50");
    check_labels(AXIS_LOG, 1000, 1100, "1,000 1,020 1,040 1,060 1,080 1,100");
    check_labels(AXIS_LOG, 1e-300, 1e300,
                 "1e-300 1e-179 1e-58 1e63 1e184 1e305");

    CHECK(axis_takes(AXIS_LINEAR, -1e300) && !axis_takes(AXIS_LOG, 0.0));
    CHECK(!axis_takes(AXIS_LINEAR, NAN) && !axis_takes(AXIS_LOG, NAN));
    CHECK(!axis_takes(AXIS_LINEAR, HUGE_VAL) &&
          !axis_takes(AXIS_LINEAR, -DBL_MAX));
    rng_seed(&rng, 5);
    for (int i = 0; i < 20000; i++) {
        enum axis_scale scale = i % 2 ? AXIS_LOG : AXIS_LINEAR;
        int power = (int)(rng_double(&rng) * 2000.0) - 1060;
        double low = ldexp(rng_double(&rng) + (scale == AXIS_LOG ? 1e-3 : -0.5),
                           power < 1010 ? power : 1010);
        double high = low * (1.0 + ldexp(rng_double(&rng), i % 60 - 40));
        int wanted = 3 + i % 6;
        if (!axis_takes(scale, low) || !axis_takes(scale, high))
            continue;
        axis_fit(&a, scale, low, high, wanted, i % 3 == 0);
        check_axis(&a, low, high, i % 3 == 0);
    }
    const double beyond = nextafter(1e-7, 1.0); /* rounds to five steps */
    axis_fit(&a, AXIS_LINEAR, -beyond, beyond, 10, false);
    check_axis(&a, -beyond, beyond, false);
    static const double ends[] = {0.0,   5e-324, 1e-310, 1e-300, 1.0,
                                  1e300, 4e307,  -4e307, -1e-310};
    for (int i = 0; i < 9; i++)
        for (int k = 0; k < 9; k++)
            for (int scale = 0; scale < 2; scale++)
                if (axis_takes((enum axis_scale)scale, ends[i]) &&
                    axis_takes((enum axis_scale)scale, ends[k])) {
                    axis_fit(&a, (enum axis_scale)scale, ends[i], ends[k], 5,
                             false);
                    check_axis(&a, fmin(ends[i], ends[k]),
                               fmax(ends[i], ends[k]), false);
                }
}

/* Of a million points the least and the greatest of every stretch are kept. */
static void long_curve(void)
{
    enum { N = 1000000, PIECES = 400 };
    static double y[N], kept_x[CURVE_POINTS], kept_y[CURVE_POINTS];
    struct fault fault = {0};
    struct curve curve;
    struct rng rng;

    rng_seed(&rng, 1);
    CHECK(curve_make(&curve, &fault));
    for (int i = 0; i < N; i++) {
        y[i] = rng_normal(&rng);
        curve_add(&curve, i, y[i]);
    }
    size_t n = curve_points(&curve, kept_x, kept_y), k = 0;
    CHECK(n > 2000 && n <= CURVE_POINTS);
    bool sorted = kept_x[0] == 0.0 && kept_x[n - 1] == N - 1, real = true;
    for (size_t i = 0; i < n; i++) {
        sorted = sorted && (i == 0 || kept_x[i] > kept_x[i - 1]);
        real = real && y[(int)kept_x[i]] == kept_y[i];
    }
    CHECK(sorted);
    CHECK(real);
    /* 1024-wide stretches are whole numbers of buckets: 512 wide */
    bool exact = true;
    for (int from = 0; from + 1024 <= N; from += 1024) {
        double least = 99, most = -99, found_least = 99, found_most = -99;
        for (int i = from; i < from + 1024; i++) {
            least = fmin(least, y[i]);
            most = fmax(most, y[i]);
        }
        for (; k < n && kept_x[k] < from + 1024; k++) {
            found_least = fmin(found_least, kept_y[k]);
            found_most = fmax(found_most, kept_y[k]);
        }
        exact = exact && least == found_least && most == found_most;
    }
    CHECK(exact);
    curve_free(&curve);
    curve_free(&curve);
}

static void short_curve(void)
{
    static const double y[] = {3, -1, NAN, 2, HUGE_VAL, 0, 2};
    double kept_x[CURVE_POINTS], kept_y[CURVE_POINTS];
    struct fault fault = {0};
    struct curve curve, none = {0};

    CHECK(curve_make(&curve, &fault));
    CHECK(curve_points(&curve, kept_x, kept_y) == 0);
    for (int i = 0; i < 7; i++)
        curve_add(&curve, i, y[i]);
    CHECK(curve_points(&curve, kept_x, kept_y) == 7);
    CHECK(kept_x[0] == 0 && kept_x[1] == 1 && kept_x[3] == 3 &&
          kept_x[5] == 5 && kept_x[6] == 6);
    CHECK(kept_y[0] == 3 && kept_y[1] == -1 && kept_y[6] == 2);
    CHECK(isnan(kept_y[2]) && isnan(kept_y[4])); /* gaps */
    CHECK(curve.lost == 2 && curve.below == 2);
    CHECK(curve.first.y == 3 && curve.last.x == 6 && curve.lowest.x == 1);
    curve_free(&curve);

    /* A gap stays one, however many points a piece takes. */
    CHECK(curve_make(&curve, &fault));
    for (int i = 0; i < 20000; i++)
        if (i < 7001 || i >= 9000)
            curve_add(&curve, i, i % 10);
        else
            curve_gap(&curve);
    size_t n = curve_points(&curve, kept_x, kept_y), gaps = 0;
    for (size_t i = 1; i < n; i++) {
        gaps += isnan(kept_y[i]) ? 1 : 0;
        CHECK(!(kept_x[i - 1] <= 7000 && kept_x[i] >= 9000));
    }
    CHECK(gaps >= 1 && gaps <= 3);
    curve_free(&curve);
    curve_add(&none, 1, 1); /* takes nothing, and does not mind */
    CHECK(none.taken == 0 && none.lost == 0);
}

static void trails(void)
{
    struct fault fault = {0};
    struct trail trail;
    bool head = true;

    CHECK(trail_make(&trail, &fault));
    for (int i = 0; i < 100000; i++)
        trail_add(&trail, i, -i);
    trail_add(&trail, NAN, 0);
    for (size_t i = 0; i < TRAIL_HEAD; i++)
        head = head && trail.x[i] == (double)i && trail.y[i] == -(double)i;
    CHECK(head);
    CHECK(trail.n > TRAIL_POINTS / 2 - 1 && trail.n <= TRAIL_POINTS);
    CHECK(trail.x[trail.n] == 99999 && trail.y[trail.n] == -99999);
    double step = trail.x[TRAIL_HEAD + 1] - trail.x[TRAIL_HEAD];
    for (size_t i = TRAIL_HEAD + 1; i < trail.n; i++)
        head = head && trail.x[i] - trail.x[i - 1] == step;
    CHECK(head && step == (double)trail.stride);
    trail_free(&trail);
    trail_free(&trail);
}

static void clipping(void)
{
    double a[2] = {-1, 0.5}, b[2] = {3, 0.5}, c[2] = {-1, -1}, d[2] = {2, 2},
           e[2] = {-1, 0.5}, f[2] = {0.5, 3}, g[2] = {0.2, 2}, h[2] = {0.9, 3};

    CHECK(figure_clip(a, b) && a[0] == 0 && b[0] == 1 && a[1] == 0.5);
    CHECK(figure_clip(c, d) && c[0] == 0 && c[1] == 0 && d[0] == 1);
    CHECK(!figure_clip(e, f)); /* passes the corner outside */
    CHECK(!figure_clip(g, h));
    double p[2] = {0.25, 0.75}, q[2] = {0.25, 0.75};
    CHECK(figure_clip(p, q) && p[0] == 0.25 && q[1] == 0.75);
}

static char page[1 << 20];

/* What the figure looks like in text; closes and frees it. */
static const char *print(struct figure *f, int width, int height)
{
    struct fault fault = {0};
    struct report report = {.hold = true};

    CHECK(figure_close(f, &fault));
    plot_print(&report, f, width, height);
    snprintf(page, sizeof page, "%s", report.held);
    report_free(&report);
    figure_free(f);
    return page;
}

/* A plot that can be checked by eye: y = x from 0 to 4, a level at 3. */
static void small_plot(void)
{
    static const double x[] = {0, 1, 2, 3, 4}, y[] = {0, 1, 2, 3, 4};
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "A title", "x", "y");
    strcpy(f.settings, "seed\a 1");
    figure_add(&f, LOOK_LINE, '*', x, y, 5, "line");
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){3}, 1, "three");
    figure_note(&f, "It ends at %d.", 4);
    CHECK_TEXT(print(&f, 40, 5), "A title\n"
                                 "linear scale, seed? 1\n"
                                 "y\n"
                                 "4 +                                *****\n"
                                 "3 +---------------- three *********-----\n"
                                 "2 +              *********\n"
                                 "1 +     *********\n"
                                 "0 +*****\n"
                                 "  ++----+---+----+---+----+---+----+---+\n"
                                 "  0.0  0.5 1.0  1.5 2.0  2.5 3.0  3.5\n"
                                 "                                       x\n"
                                 "* line   - three\n"
                                 "It ends at 4.\n");
}

/* Bars stand on 0, as wide as their edges say; one that is 0 is not drawn. */
static void small_bars(void)
{
    static const double edges[] = {0, 1, 2, 4}, heights[] = {2, 0, 3};
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "Bars", "x", "y");
    figure_window(&f, 0, 4, 0, 4);
    figure_add(&f, LOOK_BARS, '#', edges, heights, 3, "n");
    CHECK_TEXT(print(&f, 40, 5), "Bars\n"
                                 "linear scale\n"
                                 "y\n"
                                 "4 +\n"
                                 "3 +                  ###################\n"
                                 "2 +#########         ###################\n"
                                 "1 +#########         ###################\n"
                                 "0 +#########         ###################\n"
                                 "  ++----+---+----+---+----+---+----+---+\n"
                                 "  0.0  0.5 1.0  1.5 2.0  2.5 3.0  3.5\n"
                                 "                                       x\n"
                                 "# n\n");
}

/* Names of other letters than ASCII take one column a character. */
static void foreign_plot(void)
{
    static const double x[] = {0, 4}, y[] = {0, 4};
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "\xC3\xA4", "\xE2\x82\xAC", "\xC3\xBC");
    figure_window(&f, 0, 4, 0, 4);
    figure_add(&f, LOOK_LINE, '*', x, y, 2, "\xC3\xA4\xC3\xB6");
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){3}, 1, "\xE2\x82\xACuro");
    CHECK_TEXT(print(&f, 40, 5),
               "\xC3\xA4\n"
               "linear scale\n"
               "\xC3\xBC\n"
               "4 +                                *****\n"
               "3 +----------------- \xE2\x82\xACuro *********-----\n"
               "2 +              *********\n"
               "1 +     *********\n"
               "0 +*****\n"
               "  ++----+---+----+---+----+---+----+---+\n"
               "  0.0  0.5 1.0  1.5 2.0  2.5 3.0  3.5\n"
               "                                       \xE2\x82\xAC\n"
               "* \xC3\xA4\xC3\xB6   - \xE2\x82\xACuro\n");
}

/* A window too narrow for a tick has no labels, and nothing in their place. */
static void bare_axis(void)
{
    struct figure f;
    double x = 1.05;

    figure_start(&f, AXIS_LINEAR, "bare", "x", "y");
    figure_window(&f, 1.01, 1.09, 0, 1);
    figure_add(&f, LOOK_POINTS, 'o', &x, &x, 1, "p");
    f.by_step = true; /* one tick wanted: at 1, outside */
    CHECK(strstr(print(&f, 40, 5), "-\n\n") != NULL);
}

/* Every column shows the least and the greatest of the points in it. */
static void column_extremes(int width)
{
    enum { N = 2000, ROWS = 30 };
    static double x[N], y[N];
    struct fault fault = {0};
    struct curve curve;
    struct figure f;
    struct rng rng;
    char *row[ROWS];

    rng_seed(&rng, 9);
    figure_start(&f, AXIS_LINEAR, "noise", "x", "y");
    CHECK(curve_make(&curve, &fault));
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = 1.0 + rng_double(&rng);
        curve_add(&curve, x[i], y[i]);
    }
    figure_curve(&f, '*', &curve, "noise");
    CHECK(figure_close(&f, &fault));
    struct axis ax = f.x, ay = f.y;
    char *at = (char *)print(&f, width, ROWS);
    int margin = 0;
    for (int i = 0; i < ay.ticks; i++)
        margin = (int)fmax(margin, (double)strlen(ay.tick[i].label));
    for (int i = 0; i < 3; i++)
        at = strchr(at, '\n') + 1;
    for (int i = 0; i < ROWS; i++) {
        row[i] = at;
        at = strchr(at, '\n');
        *at++ = '\0';
    }
    int columns = width - margin - 2, missing = 0;
    for (int c = 0; c < columns; c++) {
        double ends[2] = {9, -9};
        for (int i = 0; i < N; i++)
            if ((int)floor(axis_place(&ax, x[i]) * (columns - 1) + 0.5) == c) {
                ends[0] = fmin(ends[0], y[i]);
                ends[1] = fmax(ends[1], y[i]);
            }
        for (int k = 0; k < 2; k++) {
            int r = ROWS - 1 -
                    (int)floor(axis_place(&ay, ends[k]) * (ROWS - 1) + 0.5);
            missing += (int)strlen(row[r]) <= margin + 2 + c ||
                       row[r][margin + 2 + c] != '*';
        }
    }
    CHECK(missing == 0);
    curve_free(&curve);
}

/* No line is longer than asked for, none ends in a blank, whatever is drawn. */
static void check_shape(const char *text, int width, int height)
{
    int rows = 0;
    bool good = true;

    for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
        int length = (int)(end - text);
        rows += strchr(text, '|') && strchr(text, '|') < end;
        good = good && length <= width && (length == 0 || end[-1] != ' ');
    }
    CHECK(good);
    CHECK(rows <= height);
}

static void odd_figures(void)
{
    static const double values[] = {0,      1,      -1,      1e300,    -1e300,
                                    1e-300, 5e-324, DBL_MAX, HUGE_VAL, NAN};
    struct rng rng;

    rng_seed(&rng, 77);
    for (int round = 0; round < 3000; round++) {
        struct figure f;
        int n = round % 7;
        double x[8], y[8];
        int width = 40 + round % 361, height = 5 + round % 50;
        figure_start(&f, round % 2 ? AXIS_LOG : AXIS_LINEAR, "odd", "x", "y");
        for (int i = 0; i < 8; i++) {
            x[i] = values[(int)(rng_double(&rng) * 10.0)];
            y[i] = values[(int)(rng_double(&rng) * 10.0)];
        }
        figure_add(&f, LOOK_LINE, '*', x, y, (size_t)n, "a");
        figure_add(&f, LOOK_POINTS, 'o', y, x, (size_t)(n / 2), "b");
        figure_add(&f, LOOK_LEVEL, '-', NULL, &y[6], 1, "c");
        figure_add(&f, LOOK_UPRIGHT, '|', &x[7], NULL, 1, "d");
        figure_add(&f, LOOK_BAND, ':', (double[]){x[5], x[6]}, NULL, 2, "e");
        if (round % 5 == 0 && isfinite(x[0]) && isfinite(y[0]) &&
            fabs(x[0]) < 1e301 && fabs(y[0]) < 1e301)
            figure_window(&f, x[0], x[0] + 1.0, y[0], y[0] + 2.0);
        check_shape(print(&f, width, height), width, height + 2);
    }
}

/* What is beside a window is not drawn, and draws nothing else. */
static void outside(void)
{
    static const double beyond[] = {-2, 12, 25};
    struct figure f;

    for (int i = 0; i < 3; i++) {
        figure_start(&f, AXIS_LINEAR, "outside", "x", "y");
        figure_window(&f, 0, 10, 0, 10);
        figure_add(&f, LOOK_LEVEL, '=', NULL, &beyond[i], 1, "across");
        figure_add(&f, LOOK_UPRIGHT, '!', &beyond[i], NULL, 1, "up");
        figure_add(&f, LOOK_POINTS, '@', &beyond[i], &beyond[i], 1, "point");
        const char *text = print(&f, 60, 9);
        const char *legend = strstr(text, "@ point");
        CHECK(legend && !strstr(text, "=="));
        CHECK(strchr(text, '@') == legend);
        CHECK(strchr(text, '!') == strchr(legend ? legend - 30 : text, '!'));
    }
}

/* Of many points so many are kept, each with the same chance, in their order;
   the axes reach all of them. */
static void clouds(void)
{
    enum { N = 50000 };
    static double x[N], y[N];
    struct fault fault = {0};
    struct figure f;
    struct rng rng;

    rng_seed(&rng, 3);
    for (int i = 0; i < N; i++) {
        x[i] = rng_double(&rng);
        y[i] = rng_double(&rng);
    }
    y[777] = 50.0;
    y[778] = -50.0;
    figure_start(&f, AXIS_LINEAR, "cloud", "x", "y");
    figure_add(&f, LOOK_POINTS, 'o', x, y, N, "many");
    figure_add(&f, LOOK_POINTS, 'x', x, y, FIGURE_SHOWN, "few");
    CHECK(figure_close(&f, &fault));
    CHECK(f.series[0].n == FIGURE_SHOWN);
    CHECK(f.series[1].n == FIGURE_SHOWN);
    CHECK(f.given == N && f.shown == f.series[0].n);
    CHECK(f.range[1][0] == -50.0 && f.range[1][1] == 50.0);
    int part[10] = {0}; /* 100 are expected in each, give or take 9.5 */
    for (size_t i = 0; i < f.series[0].n; i++)
        part[(int)(10.0 * f.series[0].x[i])]++;
    for (int i = 0; i < 10; i++)
        CHECK(part[i] > 60 && part[i] < 140);
    figure_free(&f);
    figure_start(&f, AXIS_LOG, "log", "x", "y");
    static const double some[] = {1, 0, -1, NAN, HUGE_VAL, 2};
    figure_add(&f, LOOK_POINTS, 'o', some, some, 6, "some");
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){0}, 1, "zero");
    CHECK(f.below == 2 && f.lost == 2);
    CHECK(strstr(print(&f, 200, 5),
                 "\nNot on this scale: zero. 2 values left out: not finite, or "
                 "too big. 2 values left out: not above 0, where a log scale "
                 "begins\n"));
}

/* Levels below, then a crowd of points, lines, and few points on top. */
static void layers(void)
{
    static double x[FIGURE_SHOWN], y[FIGURE_SHOWN];
    const struct series *order[FIGURE_SERIES];
    struct fault fault = {0};
    struct figure f;

    for (int i = 0; i < FIGURE_SHOWN; i++)
        x[i] = y[i] = i;
    figure_start(&f, AXIS_LINEAR, "layers", "x", "y");
    figure_add(&f, LOOK_POINTS, 'o', x, y, 3, "few");
    figure_add(&f, LOOK_LINE, '*', x, y, 3, "line");
    figure_add(&f, LOOK_POINTS, 'x', x, y, FIGURE_SHOWN, "many");
    figure_add(&f, LOOK_LEVEL, '-', NULL, (double[]){1}, 1, "level");
    CHECK(figure_close(&f, &fault));
    if (CHECK(figure_order(&f, order) == 4)) {
        CHECK_TEXT(order[0]->name, "level");
        CHECK_TEXT(order[1]->name, "many");
        CHECK_TEXT(order[2]->name, "line");
        CHECK_TEXT(order[3]->name, "few");
    }
    figure_free(&f);
}

static void names(void)
{
    char name[FIGURE_NAME];

    figure_name(name, "plain");
    CHECK_TEXT(name, "plain");
    figure_name(name, "a\tb\x7f");
    CHECK_TEXT(name, "a?b?");
    char longer[200] = "";
    for (int i = 0; i < 60; i++)
        strcat(longer, "\xC3\xA4"); /* a character of two bytes */
    figure_name(name, longer);
    CHECK(strlen(name) == FIGURE_NAME - 2);
    CHECK(strncmp(name, longer, FIGURE_NAME - 2) == 0);
}

/* A note that is too long ends where a character ends. */
static void long_note(void)
{
    struct figure f;

    figure_start(&f, AXIS_LINEAR, "note", "x", "y");
    figure_note(&f, "a");
    for (int i = 0; i < FIGURE_NOTE; i++)
        figure_note(&f, "\xE2\x82\xAC"); /* a character of three bytes */
    CHECK(strlen(f.note) > FIGURE_NOTE - 4);
    CHECK_TEXT(f.note + strlen(f.note) - 3, "\xE2\x82\xAC");
    char name[200] = "";
    for (int i = 0; i < 40; i++)
        strcat(name, "\xE2\x82\xAC");
    figure_start(&f, AXIS_LINEAR, "note", "x", "y");
    figure_note_curve(&f, name, &(struct curve){0}); /* 33 of them fit */
    CHECK_TEXT(f.note + 96, "\xE2\x82\xAC: no point is finite.");
}

/* More series than there is room for: a fault, no crash. */
static void too_many(void)
{
    struct fault fault = {0};
    struct figure f;
    double one = 1.0;

    figure_start(&f, AXIS_LINEAR, "full", "x", "y");
    for (int i = 0; i < FIGURE_SERIES + 3; i++)
        figure_add(&f, LOOK_POINTS, 'o', &one, &one, 1, "s");
    CHECK(!figure_close(&f, &fault));
    CHECK(fault.kind == FAULT_INTERNAL);
    figure_free(&f);
    figure_free(&f);
}

int main(void)
{
    axes();
    long_curve();
    short_curve();
    trails();
    clipping();
    small_plot();
    small_bars();
    foreign_plot();
    bare_axis();
    column_extremes(72);
    column_extremes(400);
    odd_figures();
    outside();
    clouds();
    layers();
    names();
    long_note();
    too_many();
    return test_end();
}
