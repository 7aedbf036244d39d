/* Numbers as people write them. */
#include "table/amount.h"
#include "test.h"

#include <string.h>

/* The first number of a column. */
static void reads(const char *text, char point, double value)
{
    struct amount_style style = {0};
    char room[100];
    double x = 0.5;

    snprintf(room, sizeof room, "%s", text);
    if (!CHECK(amount_read(room, point, &style, &x) == AMOUNT_OK &&
               style.known))
        printf("'%s'\n", text);
    CHECK_SAME(x, value);
}

static void is(const char *text, char point, enum amount_status wanted)
{
    struct amount_style style = {0};
    char room[100];
    double x = 0.5;

    snprintf(room, sizeof room, "%s", text);
    enum amount_status found = amount_read(room, point, &style, &x);
    if (!CHECK(found == wanted))
        printf("'%s' by '%c': %d\n", text, point, (int)found);
    if (found != AMOUNT_TOO_BIG)
        CHECK_TEXT(room, text);
}

#define EURO "\xE2\x82\xAC"
#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"

static void numbers(void)
{
    reads("1234.5", '.', 1234.5);
    reads("-.5e-3", '.', -.5e-3);
    reads("1234,5", ',', 1234.5);
    reads("-,5", ',', -.5);
    reads("0,1", ',', 0.1);
    reads("5.", '.', 5.0);
    reads("1,5e+3", ',', 1500.0);
    reads("1,5E-1", ',', 0.15);
    reads("1,234", '.', 1234.0);
    reads("1.234", ',', 1234.0);
    reads("1.234", '?', 1.234);
    reads("1,234,567.25", '.', 1234567.25);
    reads("1,234,567.25", '?', 1234567.25);
    reads("1.234.567,25", ',', 1234567.25);
}

static void marks(void)
{
    reads("$5", '.', 5.0);
    reads("-$5", '.', -5.0);
    reads("$-5", '.', -5.0);
    reads("$+5", '.', 5.0);
    reads("+$1,234.5", '.', 1234.5);
    reads("5 " EURO, ',', 5.0);
    reads(EURO NBSP "5", ',', 5.0);
    reads("1.234,5" NBSP EURO, ',', 1234.5);
    reads("\xC2\xA2"
          "5",
          '.', 5.0); /* cent */
    reads("\xC2\xA5"
          "5",
          '.', 5.0); /* yen */
    reads("\xE2\x83\x8F"
          "5",
          '.', 5.0); /* the last of the block */
    reads("12%", '.', 12.0);
    reads("12,5 %", ',', 12.5);
    reads(NBSP "1" NBSP "234" NBSP, '.', 1234.0);
    reads("1" NARROW "234", '.', 1234.0);
    reads("1 234 567,8", ',', 1234567.8);
    reads("1'234'567.8", '.', 1234567.8);
}

static void words(void)
{
    static const char *const missing[] = {
        "",    "NA",   "N/A", "NaN",  "NULL", "?",    "-",    ".",
        "..",  "nan",  "n/a", "null", NBSP,   "na",   "--",   "...",
        "***", "----", "??",  "*",    ":",    "None", "#N/A", "<NA>"};
    static const char *const dates[] = {
        "1981-01-31", "31.1.1981",        "1/31/81",      "1981-01",
        "1981/1/1",   "1981-01-01 10:00", "1981-01-01T10"};
    static const char *const nearly[] = {
        "12m",       "$5x",     "5$$",  "$5%",          "1.2.3",       "1-2",
        "123-1-1",   "1981-1-", "1e",   "1e5.5",        "12,34,5",     "1,,2",
        "12.345.67", "1234,",   "1 23", "01 234",       "1,234'567",   "-5-",
        "+-5",       "1 234 5", ".5.5", "1981-01x",     "1981-01-01x", "5 5",
        "1981/01",   "$5$",     "$+5x", "1,234 567,890"};
    static const char *const word[] = {
        "x",    "-*",        "inf",           "e5",         "$",  "$x",
        "nano", "\302\2465", "\342\203\2205", "*****",      "::", "\x80x",
        "\xC2", "\xE2\x82",  "\342\200\2235", "\342\203x5", "%5"};

    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        is(missing[i], '.', AMOUNT_MISSING);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        is(dates[i], '.', AMOUNT_DATE);
    for (size_t i = 0; i < sizeof nearly / sizeof *nearly; i++)
        is(nearly[i], '.', AMOUNT_NEARLY);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        is(word[i], '.', AMOUNT_WORD);
    is("\xA3"
       "5",
       '.', AMOUNT_FOREIGN);
    is("-\x80"
       "5",
       '.', AMOUNT_FOREIGN);
    is("1,5", '.', AMOUNT_COMMA);
    is("1,5", '?', AMOUNT_COMMA);
    is("0,123", '.', AMOUNT_COMMA);
    is("1,2345", '.', AMOUNT_COMMA);
    is("1.5", ',', AMOUNT_NEARLY);
    is("1,234", '?', AMOUNT_AMBIGUOUS);
    is("1.234,567", '.', AMOUNT_NEARLY);
    is("1,234.567", ',', AMOUNT_NEARLY);
    is("1.234.567", '.', AMOUNT_NEARLY);
    is("1e999", '.', AMOUNT_TOO_BIG);
    is("1,5e999", ',', AMOUNT_TOO_BIG);
}

/* Numbers of one column, blanks between them, by the point. */
static void column(const char *texts, enum amount_status last)
{
    struct amount_style style = {0};
    char room[100];
    double x;

    for (const char *c = texts; *c != '\0'; c += strspn(c, " ")) {
        size_t n = strcspn(c, " ");
        snprintf(room, sizeof room, "%.*s", (int)n, c);
        c += n;
        enum amount_status found = amount_read(room, '.', &style, &x);
        if (!CHECK(found == (*c == '\0' ? last : AMOUNT_OK)))
            printf("'%s' of '%s': %d\n", room, texts, (int)found);
    }
}

static void columns(void)
{
    column("$5 -$1,234 $999.5 NA", AMOUNT_MISSING);
    column("5 1,234 999 1,234,567", AMOUNT_OK);
    column("1234 5 999.5 1e5", AMOUNT_OK);
    column("1234 5 1,234", AMOUNT_MIXED);
    column("1,234 5 1234", AMOUNT_MIXED);
    column("1,234 1'234", AMOUNT_MIXED);
    column("1'234 -2'345", AMOUNT_OK);
    column("$5 5", AMOUNT_MIXED);
    column("5 $5", AMOUNT_MIXED);
    column("$5 " EURO "5", AMOUNT_MIXED);
    column("5 5%", AMOUNT_MIXED);
    column("5% 6% 7", AMOUNT_MIXED);
    column("$1234 $5,678", AMOUNT_MIXED);
}

static void points(void)
{
    static const struct {
        const char *text;
        char mark;
        bool number;
    } all[] = {{"1.5", '.', true},       {"1,5", ',', true},
               {"1,234", '?', true},     {"1.234", 0, true},
               {"1234", 0, true},        {"1,234,567", '.', true},
               {"1.234.567", ',', true}, {"1'234'567", 0, true},
               {"1,234.5", '.', true},   {"$1.234,5", ',', true},
               {"x", 0, false},          {"31.1.1981", 0, false},
               {"", 0, false},           {"0,123", ',', true}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        bool number;
        char mark = amount_point(all[i].text, &number);
        if (!CHECK(mark == all[i].mark && number == all[i].number))
            printf("'%s': '%c'\n", all[i].text, mark);
    }
}

int main(void)
{
    numbers();
    marks();
    words();
    columns();
    points();
    return test_end();
}
