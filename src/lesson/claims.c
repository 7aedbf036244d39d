/* What the usual telling says, judged. */
#include "lesson/claims.h"

#include "text/page.h"

#include <stdarg.h>

static const char *const verdicts[] = {"holds", "fails", "not tested"};

void claims_judge(struct finding *f, bool holds, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    f->verdict = holds ? CLAIM_HOLDS : CLAIM_FAILS;
    vsnprintf(f->measured, sizeof f->measured, format, arguments);
    va_end(arguments);
}

void claims_untested(struct finding *f, const char *why)
{
    f->verdict = CLAIM_UNTESTED;
    snprintf(f->measured, sizeof f->measured, "%s", why);
}

/* Runs over the lesson's claims, then over ours, a heading before each. */
static void heading(struct report *report, const struct finding *findings,
                    int i)
{
    if (i == 0 || findings[i].ours != findings[i - 1].ours)
        report_print(report, "%-59s this run\n",
                     findings[i].ours ? "What we add" : "What the lesson says");
}

void claims_print(struct report *report, const struct finding *findings, int n)
{
    for (int i = 0; i < n; i++) {
        heading(report, findings, i);
        report_print(report, "  %-10s  %-46s %s\n",
                     verdicts[findings[i].verdict], findings[i].claim,
                     findings[i].measured);
    }
}

void claims_page(struct report *page, const struct finding *findings, int n)
{
    static const char *const classes[] = {"holds", "fails", "lesser"};

    for (int i = 0; i < n; i++) {
        const struct finding *f = &findings[i];
        if (i == 0 || f->ours != findings[i - 1].ours) {
            if (i > 0)
                page_table_end(page);
            page_table(page, f->ours ? "What we add" : "What the lesson says");
        }
        report_print(page, "<tr><td class=\"%s\">%s</td>\n",
                     classes[f->verdict], verdicts[f->verdict]);
        page_element(page, "td", NULL, f->claim);
        page_element(page, "td", NULL, f->measured);
        report_print(page, "</tr>\n");
    }
    page_table_end(page);
}

int claims_failing(const struct finding *findings, int n)
{
    int failing = 0;

    for (int i = 0; i < n; i++)
        failing += findings[i].verdict == CLAIM_FAILS;
    return failing;
}

void claims_count(struct tally *tallies, const struct finding *findings, int n)
{
    for (int i = 0; i < n; i++) {
        tallies[i].finding = findings[i];
        tallies[i].count[findings[i].verdict]++;
    }
}

bool claims_tally_failing(const struct tally *tallies, int n)
{
    bool failing = false;

    for (int i = 0; i < n; i++)
        failing = failing || tallies[i].count[CLAIM_FAILS] > 0;
    return failing;
}

void claims_print_tally(struct report *report, const struct tally *tallies,
                        int n)
{
    report_print(report, "%7s %7s %10s\n", verdicts[0], verdicts[1],
                 verdicts[2]);
    for (int i = 0; i < n; i++) {
        const struct tally *t = &tallies[i];
        if (i == 0 || t->finding.ours != tallies[i - 1].finding.ours)
            report_print(report, "%s\n",
                         t->finding.ours ? "What we add"
                                         : "What the lesson says");
        report_print(report, "%7d %7d %10d  %s\n", t->count[0], t->count[1],
                     t->count[2], t->finding.claim);
    }
}
