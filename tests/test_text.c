/* How the program talks: numbers for people, tables, text held back, options,
   files that appear whole or not at all. */
#include "base/near.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "test.h"
#include "text/number.h"
#include "text/opt_parse.h"
#include "text/progress.h"
#include "text/table.h"

#include <float.h>

/* Rows of a table: as asked for, unasked about a dozen at most. */
static void due_rows(void)
{
    struct opt_every asked = {3, true, 0}, pow2 = {0, true, 0};
    struct opt_every few = {1, false, 5};

    CHECK(opt_every_next(&asked, 0, 1000000) == 3);
    CHECK(opt_every_next(&asked, 999, 1000000) == 1002);
    CHECK(opt_every_next(&pow2, 0, 1000000) == 1);
    CHECK(opt_every_next(&pow2, 1, 1000000) == 2);
    CHECK(opt_every_next(&pow2, 1024, 1000000) == 2048);
    CHECK(opt_every_next(&few, 0, 5) == 1 && opt_every_next(&few, 0, 6) == 2);
    for (uint64_t n = 1; n <= 20; n += 19)
        for (uint64_t epochs = 1; epochs <= 1000000000000;
             epochs += 1 + epochs / 7) {
            struct opt_every every = {n, false, 0};
            uint64_t step = opt_every_next(&every, 0, epochs);
            CHECK((epochs - 1) / step + 1 + ((epochs - 1) % step > 0) <= 12);
            CHECK(step == n || epochs / step >= 4);
            CHECK(epochs > 11 * n || step == n);
            CHECK(opt_every_next(&every, step, epochs) == 2 * step);
            while (step % 10 == 0)
                step /= 10;
            CHECK(step == 1 || step == 2 || step == 5);
        }
}

static void numbers(void)
{
    CHECK_TEXT(number_group(58067560259.7, 0).text, "58,067,560,260");
    CHECK_TEXT(number_group(-1234.56, 1).text, "-1,234.6");
    CHECK_TEXT(number_group(999.0, 0).text, "999");
    CHECK_TEXT(number_group(1000.0, 0).text, "1,000");
    CHECK_TEXT(number_group(0.5, 0).text, "0"); /* halves as printf does */
    CHECK_TEXT(number_group(1e24, 0).text, "1.000000e+24");
    CHECK_TEXT(number_group(-HUGE_VAL, 2).text, "-inf");
    CHECK_TEXT(number_group(NAN, 2).text, "nan");
    CHECK(strlen(number_group(-9.99e23, 15).text) < NUMBER_TEXT);
    CHECK_TEXT(number_group(-0.4, 0).text, "0");
    CHECK_TEXT(number_group(-0.4, 1).text, "-0.4");
    CHECK_TEXT(number_plain(2500.04, 1).text, "2500.0");
    CHECK_TEXT(number_plain(-1e300, 1).text, "-1e+300");
    CHECK_TEXT(number_plain(0.0, 1).text, "0.0");
    CHECK_TEXT(number_plain(0.0012, 1).text, "0.0012");
    CHECK_TEXT(number_plain(-(double)NAN, 1).text, "nan");
    CHECK_TEXT(number_below(1.17535e-4, 4).text, "1.175e-04");
    CHECK_TEXT(number_below(1.9999999, 3).text, "1.99e+00");
    CHECK_TEXT(number_short(7875020080.2).text, "7,875,020,080");
    CHECK_TEXT(number_short(3.7404).text, "3.74");
    CHECK_TEXT(number_short(43.21).text, "43.2");
    CHECK_TEXT(number_short(0.0445).text, "0.0445"); /* three digits */
    CHECK_TEXT(number_short(0.2).text, "0.200");
    CHECK_TEXT(number_short(0.99949).text, "1.00");
    CHECK_TEXT(number_short(0.0).text, "0");
    CHECK_TEXT(number_short(1.23456e34).text, "1.23e+34");
    CHECK_TEXT(number_plural(0.5), "s"); /* it is shown as 0 */
    CHECK_TEXT(number_plural(0.6), "");
    CHECK_TEXT(number_plural(1.5), "s");
    CHECK_TEXT(number_short(2.5e-7).text, "2.5e-07");
}

/* What a report has written to its file. */
static const char *contents(FILE *file)
{
    static char text[4000];

    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    return text;
}

static void tables(void)
{
    static const struct column columns[] = {
        {.title = "n", .name = "n", .width = 4},
        {.name = "a,\"b",
         .title = "b",
         .width = 9,
         .decimals = 1,
         .style = COLUMN_SIGNED}};
    static const struct table table = {
        .columns = columns, .n = 2, .where = TABLE_TERMINAL | TABLE_CSV};
    FILE *file = tmpfile();
    struct report report = {.file = file};

    if (!CHECK(file != NULL))
        return;
    table_print(&report, TABLE_CSV, &table, NULL);
    table_print(&report, TABLE_CSV, &table,
                (struct cell[]){{.x = 1.0}, {.x = 0.1}});
    CHECK_TEXT(contents(file), "n,\"a,\"\"b\"\n1,0.1\n");
    rewind(file);
    table_print(&report, TABLE_TERMINAL, &table,
                (struct cell[]){{.x = 1.0}, {.x = 2500.04}});
    table_print(&report, TABLE_TERMINAL, &table,
                (struct cell[]){{.x = 2.0}, {.x = -1.0}});
    CHECK_TEXT(contents(file), "   1  +2,500.0\n   2      -1.0\n");
    fclose(file);
}

/* What XML takes, as it is; of what it does not, '?' for every byte. */
static void markup(void)
{
    static const char *const pairs[][2] = {
        {"a<b>&\"\n", "a&lt;b&gt;&amp;&quot;\n"},
        {"\x01\x7F\t", "???"},
        {"\xC2\x9F|\xC2\xA0", "??|\xC2\xA0"}, /* 0x9F, 0xA0 */
        {"\xC1\xBF|\xE0\x9F\xBF", "??|???"},  /* too long for 0x7FF */
        {"\xE0\xA0\x80", "\xE0\xA0\x80"},     /* 0x800 */
        {"\xED\x9F\xBF|\xED\xA0\x80|\xED\xBF\xBF|\xEE\x80\x80",
         "\xED\x9F\xBF|???|???|\xEE\x80\x80"}, /* halves of pairs */
        {"\xEF\xBF\xBD|\xEF\xBF\xBE|\xEF\xBF\xBF",
         "\xEF\xBF\xBD|???|???"}, /* 0xFFFD, and two that are none */
        {"\xF0\x8F\xBF\xBF|\xF0\x90\x80\x80",
         "????|\xF0\x90\x80\x80"}, /* 0xFFFF in four, 0x10000 */
        {"\xF4\x8F\xBF\xBF|\xF4\x90\x80\x80|\xF5\x80\x80\x80",
         "\xF4\x8F\xBF\xBF|????|????"}, /* the last one */
        {"\xE2\x82", "??"},
        {"\xE2\x82z", "??z"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct report report = {.hold = true};
        report_markup(&report, pairs[i][0]);
        CHECK_TEXT(report.held, pairs[i][1]);
        report_free(&report);
    }
}

/* Words of UTF-8 are cut and padded by columns, not by bytes: a wide character
   has two, one that stands upon another none. */
static void words(void)
{
    CHECK_TEXT(utf8_word("house", 60, 0).text, "house");
    CHECK_TEXT(utf8_word("house", 3, 5).text, "hou  ");
    CHECK_TEXT(utf8_word("house", 3, -5).text, "  hou");
    CHECK_TEXT(utf8_word("house", 60, 4).text, "house");
    CHECK_TEXT(utf8_word("\xC3\xA4\xC3\xB6\xC3\xBC", 2, 4).text,
               "\xC3\xA4\xC3\xB6  ");
    CHECK_TEXT(utf8_word("\xE2\x82\xAC\xE2\x82\xAC", 1, -2).text,
               " \xE2\x82\xAC");
    CHECK_TEXT(utf8_word("a\x1B[1m\x7F\tb", 60, 0).text, "a?[1m??b");
    CHECK_TEXT(utf8_word("\x80\x80\x80\x80\x80\x80\x80\x80\x80", 2, 0).text,
               "??");
    CHECK_TEXT(utf8_word("\xE7\x8C\xAB\xE7\x8C\xAB", 3, 4).text,
               "\xE7\x8C\xAB  ");
    CHECK_TEXT(utf8_word("\xE7\x8C\xAB", 60, -4).text, "  \xE7\x8C\xAB");
    CHECK_TEXT(utf8_word("e\xCC\x81tat", 1, 2).text, "e\xCC\x81 ");
    CHECK_TEXT(utf8_word("\xF0\x9F\x98\x80", 5, 3).text, "\xF0\x9F\x98\x80 ");
    CHECK(utf8_width("a\xC2\xAD\xE2\x80\x8B\xE1\x84\x80\xE1\x85\xA1") == 4);
    CHECK(utf8_width("\xE7\x8C") == 2 && utf8_width("") == 0);
    CHECK(utf8_width_of("\xE7\x8C\xAB\xE7\x8C\xAB", 3) == 2);
    CHECK(utf8_bytes("\xE7\x8C\xAB", 1) == 0 && utf8_bytes("ab", 1) == 1);
    CHECK(utf8_count("e\xCC\x81") == 2);
    CHECK_TEXT(utf8_word("", 5, 2).text, "  ");
}

/* Lines are measured by characters, broken at blanks, and go on below their
   first word; a longer word sticks out. */
static void wrapping(void)
{
    static const char *const pairs[][2] = {
        {"ab cd\n", "ab cd\n"},
        {"ab cd efg\n", "ab cd\nefg\n"},
        {"  ab cd e\n", "  ab\n  cd e\n"},
        {"\xC3\xA4\xC3\xB6 \xC3\xBC \xE2\x82\xAC |\n",
         "\xC3\xA4\xC3\xB6 \xC3\xBC \xE2\x82\xAC\n|\n"},
        {"\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4 x y\n",
         "\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA4\nx y\n"},
        {"a\nb\n\nc", "a\nb\n\n"}, /* the last line is under way */
        {"ab  cd ef\n", "ab  cd\nef\n"},
        {"a b --c d\n", "a b\n--c d\n"}, /* an option and its value */
        {"ab 100 %, c\n", "ab\n100 %,\nc\n"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct report report = {.hold = true, .width = 6};
        report_print(&report, "%.2s", pairs[i][0]); /* in two pieces */
        report_print(&report, "%s", pairs[i][0] + 2);
        CHECK_TEXT(report.held, pairs[i][1]);
        report_free(&report);
    }
}

/* A command that is to be typed works when it is. */
static void commands(void)
{
    static const char *const pairs[][2] = {
        {"See there: trainloop explain loss\n",
         "See there:\ntrainloop explain loss\n"},
        {"  Try trainloop linreg --epochs 9\n",
         "  Try\n  trainloop linreg --epochs 9\n"},
        {"trainloop linreg: what is an epoch, again\n",
         "trainloop linreg: what is an\nepoch, again\n"},
        {"Say 'trainloop help linreg', or not\n",
         "Say 'trainloop help linreg', or\nnot\n"},
        {"Next: trainloop linreg --data my.csv --x a --y 'b  c' --lr 1\n",
         "Next:\ntrainloop linreg \\\n  --data my.csv --x a \\\n"
         "  --y 'b  c' --lr 1\n"},
        {"trainloop linreg --data 'a b c d e f g h i' --x 'a''b c'\n",
         "trainloop linreg \\\n  --data 'a b c d e f g h i' \\\n"
         "  --x 'a''b c'\n"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct report report = {.hold = true, .width = 32};
        report_print(&report, "%s", pairs[i][0]);
        CHECK_TEXT(report.held, pairs[i][1]);
        report_free(&report);
    }
}

/* A prompt is seen; a table is not broken. */
static void unbroken(void)
{
    struct report report = {.hold = true, .width = 6};

    report_print(&report, "a b c d e ");
    CHECK(!report.held);
    CHECK(report_width(&report, 0) == 6);
    CHECK_TEXT(report.held, "a b c\nd e ");
    report_print(&report, "a b c d e\n");
    CHECK(report_width(&report, 3) == 0);
    report_print(&report, "a b c\n");
    CHECK_TEXT(report.held, "a b c\nd e a b c d e\na b\nc\n");
    CHECK(report_width(NULL, 3) == 0);
    report_free(&report);
}

static void held_back(void)
{
    FILE *file = tmpfile();
    struct report report = {.file = file, .hold = true};
    struct report nowhere = {0};

    if (!CHECK(file != NULL))
        return;
    for (int i = 0; i < 1000; i++)
        report_print(&report, "%d", i % 10);
    report_print(&nowhere, "nothing");
    fflush(file);
    CHECK_TEXT(contents(file), "");
    report_release(&report);
    fflush(file);
    CHECK(strlen(contents(file)) == 1000);
    report_free(&report);
    report_free(&report);
    fclose(file);
}

struct options {
    double lr, part, pair[2], size, depth;
    uint64_t epochs;
    struct opt_every every;
    const char *name;
    int format;
    bool quiet;
};

#define AT(field) offsetof(struct options, field)
static const struct opt rows[] = {
    {"--lr", .value = "RATE", .help = "step", .kind = OPT_POSITIVE,
     .at = AT(lr), .max = 100, .alias = "--rate"},
    {"--part", .value = "F", .help = "part", .kind = OPT_PART, .at = AT(part)},
    {"--pair", .value = "A,B", .help = "two", .kind = OPT_PAIR, .at = AT(pair)},
    {"--epochs", .value = "N", .help = "n", .kind = OPT_COUNT, .at = AT(epochs),
     .min = 1},
    {"--every", .value = "N|pow2", .help = "rows", .kind = OPT_EVERY,
     .at = AT(every), .min = 1, .max = 9},
    {"--name", .value = "FILE", .help = "file", .kind = OPT_TEXT,
     .at = AT(name), .clash = "--part"},
    {"--format", .value = "text|csv", .help = "f", .kind = OPT_CHOICE,
     .at = AT(format), .needs = "--name"},
    {"--quiet", .help = "hush", .kind = OPT_FLAG, .at = AT(quiet),
     .alias = "-q"},
    {0},
};
/* Behind them two more rows; what follows the end is none. */
static const struct opt more[] = {
    {"--size", .value = "X", .help = "size", .kind = OPT_REAL, .at = AT(size)},
    {"--depth", .value = "X", .help = "depth", .kind = OPT_REAL,
     .at = AT(depth), .min = -DBL_MAX},
    {0},
    {"--hidden", .help = "none", .kind = OPT_FLAG, .at = AT(quiet)},
};
static const struct opt_group groups[] = {
    {"Rows", .rows = rows}, {"More", .rows = more}, {0}};
static const struct options defaults = {.lr = 0.5, .epochs = 7};
static const struct command command = {.name = "cmd",
                                       .about = "About.",
                                       .examples = "  trainloop cmd\n",
                                       .groups = groups,
                                       .defaults = &defaults,
                                       .size = sizeof defaults};

/* Parses up to six words; false leaves the fault in `fault`. */
static struct fault fault;
static bool parse(struct options *o, char *a, char *b, char *c, char *d)
{
    char *words[] = {a, b, c, d};
    int n = 0;

    while (n < 4 && words[n])
        n++;
    fault = (struct fault){0};
    return opt_parse(&command, n, words, o, &fault);
}

static void options(void)
{
    struct options o;

    CHECK(parse(&o, NULL, NULL, NULL, NULL) && o.lr == 0.5 && o.epochs == 7);
    CHECK(parse(&o, "--lr=2", "-q", "--epochs", "1e3") && o.lr == 2.0);
    CHECK(o.quiet && o.epochs == 1000);
    CHECK(parse(&o, "--rate", "1e-7", "--lr", "3") && o.lr == 3.0);
    CHECK(parse(&o, "--pair", "-1.5,2e3", "--every", "pow2"));
    CHECK(o.pair[0] == -1.5 && o.pair[1] == 2000.0 && o.every.n == 0 &&
          o.every.given);
    CHECK(parse(&o, "--format", "csv", "--name", "-") && o.format == 1);
    CHECK_TEXT(o.name, "-");
    CHECK(parse(&o, "--part", "0.999", "--", NULL) && o.part == 0.999);
    CHECK(parse(&o, "--size", "1e300", "--depth", "-1e300") && o.size == 1e300);
    CHECK(parse(&o, "--epochs", "1e12", NULL, NULL) &&
          o.epochs == 1000000000000);
    CHECK(!parse(&o, "--epochs", "1000000000001", NULL, NULL));
    CHECK_TEXT(fault.text,
               "'--epochs' needs a whole number from 1 to 1e12, got "
               "'1000000000001'");
    CHECK(!parse(&o, "--size", "-1", NULL, NULL));
    CHECK_TEXT(fault.text, "'--size' needs a number not below 0, got '-1'");
    CHECK(!parse(&o, "--depth", "x", NULL, NULL));
    CHECK_TEXT(fault.text, "'--depth' needs a number, got 'x'");
    CHECK(!parse(&o, "--hidden", NULL, NULL, NULL));
    CHECK(!parse(&o, "--lr", "101", NULL, NULL));
    CHECK(fault.kind == FAULT_USAGE && strstr(fault.text, "at most 100"));
    CHECK(!parse(&o, "--name", "x", "--part", "0.1"));
    CHECK(strstr(fault.text, "'--name' cannot be used with '--part'") != NULL);
    CHECK(!parse(&o, "--format", "csv", NULL, NULL));
    CHECK(strstr(fault.text, "needs '--name'") != NULL);
    CHECK(!parse(&o, "--quite", NULL, NULL, NULL));
    CHECK_TEXT(fault.hint, "Did you mean '--quiet'?");
    char longer[200] = "--lr=";
    for (int i = 0; i < 40; i++)
        strcat(longer, "\xE2\x82\xAC"); /* a character of three bytes */
    CHECK(!parse(&o, longer, NULL, NULL, NULL));
    CHECK(strstr(fault.text, "\xE2\x82\xAC'") != NULL);
}

/* As many options as a table has rows, the last of which excludes the first. */
static void many_options(void)
{
    enum { MANY = 300 };
    static char name[MANY][8], *words[MANY];
    static struct opt table[MANY + 1];
    static const bool off = false;
    static const struct opt_group all[] = {{"Many", .rows = table}, {0}};
    static const struct command many = {
        .name = "many", .groups = all, .defaults = &off, .size = sizeof(bool)};
    bool o = false;

    for (int i = 0; i < MANY; i++) {
        snprintf(name[i], sizeof name[i], "--n%03d", i);
        table[i] = (struct opt){name[i], .help = "one", .kind = OPT_FLAG};
        words[i] = name[i];
    }
    fault = (struct fault){0};
    CHECK(opt_parse(&many, MANY, words, &o, &fault) && o);
    table[MANY - 1].clash = name[0];
    CHECK(!opt_parse(&many, MANY, words, &o, &fault));
    CHECK_TEXT(fault.text, "'--n299' cannot be used with '--n000'");
}

/* A line is split at its blanks, and not read beyond its end. */
static void splitting(void)
{
    char line[] = "a 'b\\ c' d\\'e f\\\0g", *at[8];

    CHECK(opt_split(line, at, 8) == 4);
    CHECK_TEXT(at[0], "a");
    CHECK_TEXT(at[1], "b\\ c"); /* in quotes it is one */
    CHECK_TEXT(at[2], "d'e");
    CHECK_TEXT(at[3], "f\\");
}

static void distances(void)
{
    CHECK(near_distance("epochs", "epochs") == 0);
    CHECK(near_distance("epoch", "epochs") == 1);
    CHECK(near_distance("ab", "ba") == 1);
    CHECK(near_distance("kitten", "sitting") == 3);
    CHECK(near_distance("", "abc") == 3);
    CHECK(near_match("linerg", "linreg") && !near_match("xyz", "linreg"));
    char longer[200];
    memset(longer, 'a', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    CHECK(near_distance(longer, "a") == 60);
    CHECK(near_distance("a", longer) == 60);
    CHECK(near_match("stand", "standardize") && !near_match("sta", "start"));
    CHECK_TEXT(near_best("lineer", "linear", "lines"), "linear");
    CHECK_TEXT(near_best("lineer", "lines", "linear"), "linear");
    CHECK(near_best("xyz", "linear", NULL) == NULL);
}

/* Every row stands in the help with its default, within 80 columns. */
static void help(void)
{
    FILE *file = tmpfile();

    if (!CHECK(file != NULL))
        return;
    opt_help(&command, file);
    const char *text = contents(file);
    for (int i = 0; rows[i].name; i++)
        CHECK(strstr(text, rows[i].name) != NULL);
    CHECK(strstr(text, "\nMore\n  --size X            size (0)\n") &&
          !strstr(text, "--hidden"));
    CHECK(strstr(text, "step; or --rate (0.5)") && strstr(text, "n (7)"));
    CHECK(strstr(text, "-q, --quiet") && strstr(text, "f (text)"));
    fclose(file);
}

static void files(void)
{
    static const char name[] = "test_text.out";
    struct outfile out;

    fault = (struct fault){0};
    remove(name);
    CHECK(outfile_open(&out, name, "--x", &fault));
    fputs("one", out.file);
    outfile_discard(&out);
    CHECK(fopen(name, "rb") == NULL &&
          fopen("test_text.out.tmp", "rb") == NULL);
    CHECK(outfile_open(&out, name, "--x", &fault));
    fputs("two", out.file);
    CHECK(outfile_commit(&out, &fault));
    outfile_discard(&out); /* nothing is left to discard */
    FILE *file = fopen(name, "rb");
    if (CHECK(file != NULL)) {
        CHECK_TEXT(contents(file), "two");
        fclose(file);
    }
    CHECK(outfile_open(&out, name, "--x", &fault)); /* and once more, over it */
    fputs("three", out.file);
    CHECK(outfile_commit(&out, &fault));
    CHECK(!outfile_open(&out, "no/such/folder", "--x", &fault));
    CHECK(fault.kind == FAULT_FILE);
    outfile_discard(&out);
    remove(name);
}

/* A line after two seconds, and none before or when quiet. */
static void progress(void)
{
    static const char name[] = "test_text.progress";
    struct progress p;

    if (!CHECK(freopen(name, "wb", stderr) != NULL))
        return;
    for (int quiet = 0; quiet < 2; quiet++) {
        progress_start(&p, "epoch", 1000, 20.0, quiet);
        CHECK(p.next == p.stride && p.stride > 1);
        progress_look(&p, 100, 0.0, 5.0);
        p.clock -= 7500.0; /* as if so long ago */
        progress_look(&p, 250, 0.0, 5.0);
        CHECK(p.next == 250 + p.stride);
        p.clock += 3600.0; /* as if set back by an hour: nothing happens */
        progress_look(&p, 251, 0.0, 5.0);
        p.clock -= 10.0;
        progress_look(&p, 499, 1.0, 4.0);
    }
    fclose(stderr);
    FILE *file = fopen(name, "rb");
    if (CHECK(file != NULL)) {
        CHECK_TEXT(contents(file),
                   "epoch 250 of 1000   loss 5.00   25.0 %   6:15:00 left\n"
                   "epoch 499 of 1000   loss 4.00   50.0 %   2:05:10 left\n");
        fclose(file);
    }
    remove(name);
}

int main(void)
{
    due_rows();
    numbers();
    tables();
    markup();
    words();
    wrapping();
    commands();
    unbroken();
    held_back();
    options();
    many_options();
    splitting();
    distances();
    help();
    files();
    progress(); /* closes stderr */
    return test_end();
}
