/* The sheet: what is said once is shown in each form as it should be. */
#include "lesson/finding.h"
#include "test.h"
#include "text/page.h"
#include "text/sheet.h"

#include <math.h>

static const struct column columns[] = {
    {.title = "word", .name = "word", .width = -6, .style = COLUMN_WORD},
    {.title = "price", .name = "y", .width = 9, .decimals = 1},
    {.name = "hidden"},
    {.title = "note", .gap = 3, .width = -1, .style = COLUMN_WORD},
};
static const struct table table = {.caption = "Words & prices",
                                   .columns = columns,
                                   .n = 4,
                                   .where =
                                       TABLE_TERMINAL | TABLE_PAGE | TABLE_CSV,
                                   .ruled = true};

/* Says the same to any sheet. */
static void speak(struct sheet *sheet)
{
    sheet_result(sheet, "%d rows\n", 2);
    sheet_why(sheet, "because\n");
    sheet_head(sheet, &table);
    sheet_row(sheet, &table,
              (struct cell[]){{.text = "b\xC3\xA4r"},
                              {.x = 1234.5},
                              {.x = 0.1},
                              {.text = "first"}});
    sheet_row(sheet, &table,
              (struct cell[]){{.text = "a,b"},
                              {.x = HUGE_VAL, .text = "many"},
                              {.x = 2.0},
                              {.text = "<last>"}});
    sheet_end(sheet, &table);
}

static const char *held(const struct report *report)
{
    return report->held ? report->held : "";
}

static void test_terminal(void)
{
    struct report all = {.hold = true}, result = {.hold = true};
    struct sheet sheet = {.text = &all, .levels = SHEET_ALL};

    speak(&sheet);
    CHECK_TEXT(held(&all), "2 rows\n"
                           "because\n"
                           "word       price   note\n"
                           "------------------------------------------------\n"
                           "b\xC3\xA4r      1,234.5   first\n"
                           "a,b         many   <last>\n");
    sheet.text = &result;
    sheet.levels = SHEET_RESULT;
    speak(&sheet);
    CHECK(strstr(held(&result), "because") == NULL);
    CHECK(strstr(held(&result), "2 rows") != NULL);
    report_free(&all);
    report_free(&result);
}

static void test_csv(void)
{
    struct report out = {.hold = true};
    struct sheet sheet = {.csv = &out, .levels = SHEET_ALL};

    speak(&sheet);
    CHECK_TEXT(held(&out), "word,y,hidden\n"
                           "b\xC3\xA4r,1234.5,0.1\n"
                           "\"a,b\",inf,2\n");
    report_free(&out);
}

static void test_page(void)
{
    struct report out = {.hold = true}, terminal = {.hold = true};
    struct sheet sheet = {.text = &terminal, .page = &out, .levels = SHEET_ALL};

    speak(&sheet);
    CHECK(strstr(held(&out), "Words &amp; prices") != NULL);
    CHECK(strstr(held(&out), "<td class=\"n\">many</td>") != NULL);
    CHECK(strstr(held(&out), "&lt;last&gt;") != NULL);
    CHECK(strstr(held(&out), "hidden") == NULL);
    CHECK(strstr(held(&out), "because") == NULL);
    CHECK(strstr(held(&terminal), "because") != NULL);
    page_transcript(&out, held(&terminal));
    CHECK(strstr(held(&out), "<details class=\"screen\">") != NULL);
    CHECK(strstr(held(&out), "because") != NULL);
    report_free(&out);
    report_free(&terminal);
}

/* Nobody reads a sheet of zeros, and no level of one shows nothing. */
static void test_nobody(void)
{
    struct sheet none = {0};

    speak(&none);
}

static void test_findings(void)
{
    struct finding f[3] = {
        {.id = "one", .claim = "it falls"},
        {.id = "two", .claim = "it rises"},
        {.id = "three", .claim = "it is ours", .ours = true}};
    struct tally tallies[3] = {0};
    struct report out = {.hold = true}, text = {.hold = true};
    struct sheet sheet = {.csv = &out, .levels = SHEET_CLAIMS};

    finding_judge(&f[0], true, 2.5, "%s, %d", "so", 1);
    finding_judge(&f[1], false, NAN, "never");
    finding_untested(&f[2], "needs more");
    CHECK(finding_show(&sheet, f, 3) == 1);
    CHECK_TEXT(held(&out), "id,claim,by,verdict,measured,reason\n"
                           "one,it falls,lesson,true,2.5,\"so, 1\"\n"
                           "two,it rises,lesson,false,nan,never\n"
                           "three,it is ours,ours,untested,nan,needs more\n");
    sheet.csv = NULL;
    sheet.text = &text;
    finding_show(&sheet, f, 3);
    CHECK(strstr(held(&text), "  false     it rises") != NULL);
    CHECK(strstr(held(&text), "The program's own claims") != NULL);

    finding_count(tallies, f, 3);
    CHECK(tallies[0].count[FINDING_FALSE] == 0);
    CHECK(tallies[1].count[FINDING_FALSE] == 1);
    finding_count(tallies, f, 3);
    CHECK(tallies[1].count[FINDING_FALSE] == 2);
    report_free(&out);
    report_free(&text);
}

int main(void)
{
    test_terminal();
    test_csv();
    test_page();
    test_nobody();
    test_findings();
    return test_end();
}
