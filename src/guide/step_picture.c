/* The points and two lines, in a few rows. */
#include "guide/step_picture.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* Rows of signs. */
struct grid {
    char sign[STEP_PICTURE_MOST][SCREEN_COLUMNS];
};

/* From 0, where that leaves at least half of the room to the data. */
static void fit_range(double *low, double *high)
{
    if (*low > 0.0 && *low <= *high - *low)
        *low = 0.0;
    if (!(*high > *low)) { /* a single one: in the middle */
        double size = fabs(*low) > 0.0 ? fabs(*low) : 1.0;
        *low -= size;
        *high += size;
    }
}

/* Makes room for a line, if the points keep a quarter of the rows. */
static void fit_line_in(struct step_picture *p, const struct line *line,
                        double most)
{
    struct line over = line_unscale(line, p->set->center, p->set->scale);
    double low = p->low[1], high = p->high[1];
    double half = (high - low) / (2 * (STEP_PICTURE_MOST - 1)); /* a row */

    for (int end = 0; end < 2; end++) {
        double y = line_predict(&over, end == 0 ? p->low[0] : p->high[0]);
        low = y < low - half ? y : low;
        high = y > high + half ? y : high;
    }
    if (high - low <= most) {
        p->low[1] = low;
        p->high[1] = high;
    }
}

struct step_picture step_picture_make(const struct dataset *set,
                                      const struct bowl *bowl,
                                      const struct line *before,
                                      const struct line *after)
{
    struct step_picture p = {.set = set,
                             .before = before,
                             .after = after,
                             .steps = 1,
                             .rows = STEP_PICTURE_MOST,
                             .low = {bowl->x_low, bowl->y_low},
                             .high = {bowl->x_high, bowl->y_high}};

    fit_range(&p.low[0], &p.high[0]);
    fit_range(&p.low[1], &p.high[1]);
    double most = 4.0 * (bowl->y_high - bowl->y_low);
    fit_line_in(&p, before, most);
    fit_line_in(&p, after, most);
    int top = (int)strlen(number_short(p.high[1]).text);
    int bottom = (int)strlen(number_short(p.low[1]).text);
    p.margin = top > bottom ? top : bottom;
    p.columns = SCREEN_COLUMNS - p.margin - 2;
    return p;
}

/* Where y is, 0 for the topmost row; outside, -1 or rows. */
static int row_of(const struct step_picture *p, double y)
{
    double part = (p->high[1] - y) / (p->high[1] - p->low[1]);
    double row = floor(part * (p->rows - 1) + 0.5);

    return !(row >= 0.0) ? -1 : row < p->rows ? (int)row : p->rows;
}

static int row_of_line(const struct step_picture *p, const struct line *line,
                       int column)
{
    struct line over = line_unscale(line, p->set->center, p->set->scale);
    double part = (double)column / (p->columns - 1);
    double x = p->low[0] * (1.0 - part) + p->high[0] * part;

    return row_of(p, line_predict(&over, x));
}

bool step_picture_differ(const struct step_picture *p, const struct line *a,
                         const struct line *b)
{
    int c = 0;

    while (c < p->columns && row_of_line(p, a, c) == row_of_line(p, b, c))
        c++;
    return c < p->columns;
}

bool step_picture_sees(const struct step_picture *p, const struct line *line)
{
    for (int c = 0; c < p->columns; c++) {
        int row = row_of_line(p, line, c);
        if (row >= 0 && row < p->rows)
            return true;
    }
    return false;
}

struct screen_text step_picture_legend(const struct step_picture *p)
{
    const struct dataset *set = p->set;
    struct screen_text text;
    struct number ago = {""};

    if (p->steps > 1)
        number_say(&ago, "%s ", number_count((double)p->steps, "step").text);

    snprintf(text.text, sizeof text.text,
             "%s%s  . line %sbefore%s  - after%s  (%s %s to %s; %s)",
             "# watched",
             set->train.n == 1 ? "" : "  o others", ago.text,
             step_picture_sees(p, p->before) ? "" : ": outside",
             step_picture_sees(p, p->after) ? "" : ": outside",
             utf8_word(set->x_name, 12, 0).text, number_short(p->low[0]).text,
             number_short(p->high[0]).text,
             set->has_truth ? "EUR" : utf8_word(set->y_name, 12, 0).text);
    return text;
}

static void draw_line(const struct step_picture *p, const struct line *line,
                      char sign, struct grid *grid)
{
    for (int c = 0; c < p->columns; c++) {
        int row = row_of_line(p, line, c);
        if (row >= 0 && row < p->rows)
            grid->sign[row][c] = sign;
    }
}

static void draw_point(const struct step_picture *p,
                       const struct points *points, size_t i, char sign,
                       struct grid *grid)
{
    double x = points_original(p->set, points->x[i]);
    double part = (x - p->low[0]) / (p->high[0] - p->low[0]);
    double c = floor(part * (p->columns - 1) + 0.5);
    int row = row_of(p, points->y[i]);

    if (c >= 0.0 && c < p->columns && row >= 0 && row < p->rows)
        grid->sign[row][(int)c] = sign;
}

/* The one that is watched last, so that it is seen. */
static void draw_points(const struct step_picture *p, struct grid *grid)
{
    const struct points *points = &p->set->train;

    for (size_t i = 0; i < points->n; i++)
        draw_point(p, points, i, 'o', grid);
    draw_point(p, p->watched ? p->watched : points, 0, '#', grid);
}

void step_picture_show(const struct step_picture *p, struct report *out)
{
    bool many = p->set->train.n > 100; /* they would hide the lines */
    struct grid grid;

    memset(&grid, ' ', sizeof grid);
    if (many)
        draw_points(p, &grid);
    draw_line(p, p->before, '.', &grid);
    draw_line(p, p->after, '-', &grid);
    if (!many)
        draw_points(p, &grid);
    for (int r = 0; r < p->rows; r++) {
        bool top = r == 0, bottom = r == p->rows - 1;
        int end = p->columns;
        while (end > 0 && grid.sign[r][end - 1] == ' ')
            end--;
        report_print(out, "%*s |%.*s\n", p->margin,
                     top      ? number_short(p->high[1]).text
                     : bottom ? number_short(p->low[1]).text
                              : "",
                     end, grid.sign[r]);
    }
}
