/* What the readers stand on: arrays, characters, lines of a model; and files
   that are written. */
#include "base/array.h"
#include "base/magic.h"
#include "base/model.h"
#include "base/outfile.h"
#include "base/shell.h"
#include "base/utf8.h"
#include "test.h"

#include <stdlib.h>

static void arrays(void)
{
    struct fault fault = {0};
    int *items = NULL;
    size_t room = 0;

    for (int n = 0; n < 1000; n++) {
        if (!CHECK(array_room(&items, &room, (size_t)n + 1, sizeof *items, "it",
                              &fault)))
            return;
        items[n] = n;
    }
    CHECK(room == 1024 && items[0] == 0 && items[999] == 999);
    CHECK(
        !array_room(&items, &room, SIZE_MAX / 2, sizeof *items, "it", &fault));
    CHECK(strstr(fault.text, "out of memory: it would take") != NULL);
    CHECK(!array_room(&items, &room, SIZE_MAX, sizeof *items, "it", NULL));
    CHECK(room == 1024 && items[999] == 999);
    free(items);
    items = array_zeros(0, sizeof *items);
    CHECK(items && items[0] == 0);
    free(items);
    CHECK(!array_zeros(SIZE_MAX / sizeof *items, sizeof *items));
    CHECK(!array_zeros(SIZE_MAX, 1));
}

static void characters(void)
{
    static const struct {
        const char *text;
        int length;
    } cases[] = {{"", 0},
                 {"a", 1},
                 {"\x7f", 1},
                 {"\xc3\xa9", 2},
                 {"\xe2\x82\xac", 3},
                 {"\xf0\x9f\x98\x80", 4},
                 {"\x80", 0},
                 {"\xc3", 0},
                 {"\xc3z", 0},
                 {"\xc1\xa9", 0},         /* overlong */
                 {"\xe0\x82\xac", 0},     /* overlong */
                 {"\xf0\x82\x82\xac", 0}, /* overlong */
                 {"\xed\xa0\x80", 0},     /* a surrogate */
                 {"\xf4\x90\x80\x80", 0}, /* beyond the last one */
                 {"\xf5\x80\x80\x80", 0},
                 {"\xff", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!CHECK(utf8_length(cases[i].text) == cases[i].length))
            printf("  case %zu\n", i);
    CHECK(utf8_count("na\xc3\xafve") == 5 &&
          utf8_bytes("na\xc3\xafve", 3) == 4);
    CHECK(utf8_cut("na\xc3\xafve", 3) == 2 && utf8_cut("na", 9) == 2);
    CHECK_TEXT(utf8_word("na\xc3\xafve", 3, 5).text, "na\xc3\xaf  ");
    CHECK_TEXT(utf8_word("na\xc3\xafve", 9, -7).text, "  na\xc3\xafve");
    CHECK_TEXT(utf8_word("a\x1b[m", 9, 0).text, "a?[m");
    CHECK_TEXT(utf8_word("\x80\x80\x80\x80\x80", 1, 0).text, "?");

    char four[4];
    CHECK(utf8_encode(0xFFFF, four) == 3 &&
          memcmp(four, "\xEF\xBF\xBF", 3) == 0);
    CHECK(utf8_encode(0x1F600, four) == 4 &&
          memcmp(four, "\xF0\x9F\x98\x80", 4) == 0);
    /* what a terminal would obey or cannot show: C0, DEL, C1, odd bytes */
    char text[] = "\x1b[m\x7f\xc2\x9bm\x9bm\xc3\x9b\xe2\x9b\xe2\x82\xac\n\r";
    CHECK(utf8_clean(text, '\n') == 17);
    CHECK_TEXT(text, "?[m??m?m\xc3\x9b??\xe2\x82\xac\n?");
    CHECK_TEXT(utf8_word("a\xc2\x9b"
                         "31m",
                         9, -6)
                   .text,
               " a?31m");
    CHECK_TEXT(utf8_word("\xc2\xa0\xc2", 9, 0).text, "\xc2\xa0?");
}

/* The cure for a file that is no text can be typed, whatever its name. */
static void cures(void)
{
    static const struct {
        const char *name, *shown;
    } cases[] = {{"a.gz", "a.gz"},     {"a b.gz", "'a b.gz'"},
                 {"-a.gz", "./-a.gz"}, {"-a b.gz", "'./-a b.gz'"},
                 {"é-.gz", "é-.gz"},   {"it's.gz", "'it'\\''s.gz'"}};
    const struct magic *gzip = magic_find("\x1F\x8B\b", 4);
    struct fault fault = {0};
    char wanted[80], longer[FAULT_TEXT * 2];

    for (size_t i = 0; CHECK(gzip) && i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(wanted, sizeof wanted, "gunzip -c %s | trainloop it",
                 cases[i].shown);
        magic_hint(gzip, cases[i].name, "it", &fault);
        CHECK_TEXT(fault.hint, wanted);
    }
    memset(longer, '\'', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    magic_hint(gzip, longer, "it", &fault);
    CHECK_TEXT(fault.hint, "gunzip -c FILE | trainloop it");
}

/* Opens a model of these bytes. */
static bool given(struct model_reader *r, const char *bytes, size_t n,
                  struct fault *fault)
{
    FILE *file = fopen("test_base.model", "wb");

    *fault = (struct fault){0};
    if (!CHECK(file != NULL))
        return false;
    fwrite(bytes, 1, n, file);
    fclose(file);
    bool good = model_open(r, "test_base.model", fault);
    remove("test_base.model");
    return good;
}

static void models(void)
{
    static const char good[] = "trainloop-model 1\r\nkind some\nwritten-by us\n"
                               "key a b c\nnul \0 here\nend";
    struct model_reader r;
    struct fault fault;

    if (CHECK(given(&r, good, sizeof good - 1, &fault))) {
        CHECK_TEXT(r.kind, "some");
        char *at = model_value(&r, "key");
        CHECK(at != NULL);
        CHECK_TEXT(model_word(&at), "a");
        CHECK_TEXT(model_word(&at), "b");
        CHECK_TEXT(model_word(&at), "c");
        CHECK_TEXT(model_word(&at), "");
        CHECK(model_line(&r) && strcmp(r.text, "?") == 0);
        CHECK(model_line(&r) && model_end(&r) && fault.kind == FAULT_NONE);
        CHECK(model_line(&r) && r.text[0] == '\0');
        CHECK(!model_wrong(&r, "more") && !model_wrong(&r, "other"));
        CHECK_TEXT(fault.text, "test_base.model:8: 'more' expected, found ''");
    }
    model_close(&r);
    model_close(&r);
    CHECK(!given(&r, good, 17, &fault));
    CHECK_TEXT(fault.text, "test_base.model:2: 'kind' expected, found ''");
    model_close(&r);
    CHECK(!given(&r, "trainloop-model 12\n", 19, &fault));
    CHECK(strstr(fault.text, "has model format 12,") != NULL);
    model_close(&r);
    CHECK(!given(&r, "trainloop-model 0\n", 18, &fault));
    CHECK(strstr(fault.text, "has model format 0,") != NULL);
    model_close(&r);
    CHECK(!given(&r, "trainloop-model 1x\n", 19, &fault));
    CHECK(strstr(fault.text, ":1: 'trainloop-model 2' expected") != NULL);
    model_close(&r);
    CHECK(!model_open(&r, "no/such/file", &fault));
    CHECK(strstr(fault.text, "cannot open 'no/such/file'") != NULL);
    model_close(&r);
}

/* The same bytes in any pieces, and any byte changed. */
static void seals(void)
{
    unsigned char bytes[100];
    struct seal whole = {0}, other;

    for (int i = 0; i < 100; i++)
        bytes[i] = (unsigned char)(i * 37 + 200);
    seal_add(&whole, bytes, 99);
    CHECK(whole.length == 99);
    for (size_t piece = 1; piece < 20; piece++) {
        other = (struct seal){0};
        for (size_t at = 0; at < 99; at += piece)
            seal_add(&other, bytes + at, piece < 99 - at ? piece : 99 - at);
        CHECK(seal_same(&whole, &other));
    }
    seal_add(&other, bytes, 1);
    CHECK(!seal_same(&whole, &other));
    for (int i = 0; i < 99; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] ^= (unsigned char)(1 << bit);
            other = (struct seal){0};
            seal_add(&other, bytes, 99);
            CHECK(!seal_same(&whole, &other));
            bytes[i] ^= (unsigned char)(1 << bit);
        }
    bytes[7] ^= 0x80, bytes[15] ^= 0x80; /* the highest bits of two words */
    other = (struct seal){0};
    seal_add(&other, bytes, 99);
    CHECK(!seal_same(&whole, &other));
    bytes[7] ^= 0x80, bytes[15] ^= 0x80;
    other = (struct seal){0};
    seal_add(&other, bytes, 98);
    CHECK(!seal_same(&whole, &other) && !seal_same(&other, &whole));
}

/* A stream and a model have the seal of all their bytes. */
static void reads(void)
{
    static const char name[] = "test_base.txt";
    static const char text[] = "\xEF\xBB\xBF"
                               "a,b\r\n1,2\n\n";
    struct fault fault = {0};
    struct input input;
    struct seal wanted = {0};
    char room[40];
    FILE *file = fopen(name, "wb");

    if (!CHECK(file != NULL))
        return;
    fputs(text, file);
    fclose(file);
    seal_add(&wanted, text, sizeof text - 1);
    CHECK(input_open(&input, name, "cure", &fault));
    CHECK(input_read(&input, room, 4) == 4);
    CHECK(!seal_same(&input.seal, &wanted));
    CHECK(input_read(&input, room, 40) == sizeof text - 5);
    CHECK(input_read(&input, room, 40) == 0);
    CHECK(!input_failed(&input, "cure", &fault));
    CHECK(seal_same(&input.seal, &wanted));
    rewind(input.file); /* as a terminal, which has more behind its end */
    CHECK(input_read(&input, room, 40) == 0);
    input_close(&input);
    struct model_reader reader = {.name = name, .fault = &fault};
    CHECK(input_open(&reader.input, name, "cure", &fault));
    for (int i = 0; i < 3; i++)
        CHECK(model_line(&reader) &&
              !seal_same(&reader.input.seal, &(struct seal){0}));
    CHECK(model_line(&reader) && seal_same(&reader.input.seal, &wanted));
    model_close(&reader);
    CHECK(fault.kind == FAULT_NONE);
    remove(name);
}

/* Writes a file. */
static void make(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");

    if (CHECK(file != NULL)) {
        fputs(text, file);
        fclose(file);
    }
}

/* The file has this text, and is removed. */
static void take(const char *name, const char *text)
{
    char found[40] = "";
    FILE *file = fopen(name, "rb");

    if (CHECK(file != NULL)) {
        found[fread(found, 1, sizeof found - 1, file)] = '\0';
        fclose(file);
    }
    CHECK_TEXT(found, text);
    remove(name);
}

static void outputs(void)
{
    struct fault fault = {0};
    struct outfile a, b;
    struct seal seal = {0};

    make("base_out.tmp", "mine");
    CHECK(outfile_open(&a, "base_out", "--x", &fault) && !a.old && a.left);
    fputs("one", a.file);
    CHECK(outfile_commit(&a, &fault));
    take("base_out.tmp", "mine");
    outfile_discard(&a);

    CHECK(outfile_open(&a, "base_out", "--x", &fault) && a.old && !a.left);
    CHECK(outfile_spares(&a, &seal, "x", &fault)); /* of nothing */
    seal_add(&seal, "one", 3);
    CHECK(!outfile_spares(&a, &seal, "x", &fault));
    CHECK(fault.kind == FAULT_USAGE);
    seal_add(&seal, "s", 1); /* longer, and shorter */
    CHECK(outfile_spares(&a, &seal, "x", &fault));
    seal = (struct seal){0};
    seal_add(&seal, "on", 2);
    CHECK(outfile_spares(&a, &seal, "x", &fault));

    CHECK(outfile_open(&b, "./base_out", "--x", &fault) && b.left);
    CHECK(!outfile_differ(&a, &b, &fault));
    outfile_discard(&b);
    CHECK(outfile_open(&b, "./base_out.tmp", "--x", &fault));
    CHECK(!outfile_differ(&a, &b, &fault) && outfile_differ(&b, &a, &fault));
    outfile_discard(&b);
    CHECK(outfile_open(&b, "base_out2", "--x", &fault));
    CHECK(outfile_differ(&a, &b, &fault) && outfile_differ(&b, &a, &fault));
    fputs("two", a.file); /* they are open still */
    fputs("2", b.file);
    CHECK(outfile_commit(&a, &fault) && outfile_commit(&b, &fault));
    outfile_discard(&a);
    outfile_discard(&b);
    take("base_out2", "2");

    CHECK(outfile_append(&a, "base_out", &fault) && a.old && a.grows);
    fputs(" and more", a.file);
    CHECK(outfile_commit(&a, &fault));
    outfile_discard(&a);
    take("base_out", "two and more");
    CHECK(outfile_append(&a, "base_out", &fault) && !a.old);
    CHECK(outfile_commit(&a, &fault));
    outfile_discard(&a);
    take("base_out", "");
    CHECK(!outfile_append(&a, "no/such/folder", &fault));
    outfile_discard(&a);
}

/* What a shell reads as it stands, and not as nothing. */
static void words(void)
{
    CHECK(shell_is_plain("a/b_c.csv") && shell_is_plain("\xC3\xA4"));
    CHECK(!shell_is_plain("a b") && !shell_is_plain(""));
}

int main(void)
{
    arrays();
    characters();
    cures();
    models();
    seals();
    reads();
    outputs();
    words();
    return test_end();
}
