/* What a run has to say about a sentence. */
#include "lesson/finding.h"

#include "text/page.h"

#include <math.h>
#include <stdarg.h>

void finding_judge(struct finding *f, bool holds, double measured,
                   const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    f->verdict = holds ? FINDING_TRUE : FINDING_FALSE;
    f->measured = measured;
    vsnprintf(f->reason, sizeof f->reason, format, arguments);
    va_end(arguments);
}

void finding_untested(struct finding *f, const char *why)
{
    finding_judge(f, false, (double)NAN, "%s", why);
    f->verdict = FINDING_UNTESTED;
}

int finding_claims(const struct claim *claims, const void *result,
                   struct finding *f)
{
    int n = 0;

    for (const struct claim *c = claims; c->id; c++, n++) {
        f[n] = (struct finding){c->id, .claim = c->claim, .ours = c->ours};
        c->judge(result, &f[n]);
    }
    return n;
}

static const char *const classes[] = {"holds", "fails", "lesser"};
static const char *const words[] = {"true", "false", "untested"};

static const struct column columns[] = {
    {.name = "id", .style = COLUMN_WORD},
    {"", .width = -8, .gap = 2, .style = COLUMN_WORD},
    {"", "claim", .width = -46, .gap = 2, .style = COLUMN_WORD},
    {.name = "by", .style = COLUMN_WORD},
    {.name = "verdict", .style = COLUMN_WORD},
    {.name = "measured"},
    {"", "reason", .width = -1, .style = COLUMN_WORD},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static const char *heading(const struct finding *f)
{
    return f->ours ? "The program's own claims" : "Common claims";
}

/* The lesson's claims, then ours; CSV has one table for both. */
int finding_show(struct sheet *sheet, const struct finding *f, int n)
{
    struct table csv = {.columns = columns,
                        .n = COLUMNS,
                        .where = TABLE_CSV,
                        .level = SHEET_CLAIMS};
    struct table people = csv;
    int failed = 0;

    if (sheet->page) {
        page_fold(sheet->page, finding_summary(f, n).text);
        page_element(
            sheet->page, "p", NULL,
            "What courses often say of such a run, and whether it is so in "
            "this one. False does not mean that the run went wrong.");
    }
    people.where = TABLE_TERMINAL | TABLE_PAGE;
    people.untitled = true;
    people.below = 12;
    sheet_head(sheet, &csv);
    for (int i = 0; i < n; i++) {
        if (i == 0 || f[i].ours != f[i - 1].ours) {
            if (i > 0)
                sheet_end(sheet, &people);
            people.caption = heading(&f[i]);
            sheet_say(sheet, SHEET_CLAIMS, "%-58s in this run\n",
                      heading(&f[i]));
            sheet_head(sheet, &people);
        }
        struct cell cells[COLUMNS] = {
            {.text = f[i].id},
            {.text = words[f[i].verdict], .class = classes[f[i].verdict]},
            {.text = f[i].claim},
            {.text = f[i].ours ? "ours" : "lesson"},
            {.text = words[f[i].verdict]},
            {.x = f[i].measured},
            {.text = f[i].reason},
        };
        sheet_row(sheet, &people, cells);
        sheet_row(sheet, &csv, cells);
        failed += f[i].verdict == FINDING_FALSE;
    }
    sheet_end(sheet, &people);
    if (sheet->page)
        page_fold(sheet->page, NULL);
    return failed;
}

struct number finding_summary(const struct finding *f, int n)
{
    struct number text = {"Common claims:"};
    int count[3] = {0};

    for (int i = 0; i < n; i++)
        count[f[i].verdict]++;
    for (int i = 0, shown = 0; i < 3; i++)
        if (count[i] > 0) {
            struct number before = text;
            number_say(&text, "%s%s %d %s", before.text, shown++ ? "," : "",
                       count[i], words[i]);
        }
    return text;
}

void finding_count(struct tally *tallies, const struct finding *f, int n)
{
    for (int i = 0; i < n; i++) {
        tallies[i].finding = f[i];
        tallies[i].count[f[i].verdict]++;
    }
}

int finding_show_tally(struct sheet *sheet, const struct tally *tallies, int n)
{
    int failed = 0;

    sheet_say(sheet, SHEET_CLAIMS, "%7s %7s %10s\n", words[0], words[1],
              words[2]);
    for (int i = 0; i < n; i++) {
        const struct tally *t = &tallies[i];
        if (i == 0 || t->finding.ours != tallies[i - 1].finding.ours)
            sheet_say(sheet, SHEET_CLAIMS, "%s\n", heading(&t->finding));
        sheet_say(sheet, SHEET_CLAIMS, "%7d %7d %10d  %s\n", t->count[0],
                  t->count[1], t->count[2], t->finding.claim);
        failed += t->count[FINDING_FALSE];
    }
    return failed;
}
