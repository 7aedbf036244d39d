/*
 * Readers against any bytes.  TARGET is one of the functions below; with
 * libFuzzer it is fed what the fuzzer finds, with REPLAY each file that is
 * named on the command line.  A reader may refuse, with a message; what it
 * takes must hold together.
 */
#include "guide/commands.h"
#include "lesson/history.h"
#include "lesson/ledger_file.h"
#include "lesson/moments_file.h"
#include "line/line_file.h"
#include "stages/bigram_command.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"
#include "text/opt_parse.h"
#include "words/reader.h"
#include "words/words_file.h"

#include "trainloop/columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 40 };

static void must(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

/* A fault has a message, and there is none without a fault. */
static void settle(bool good, const struct fault *fault)
{
    must(good == (fault->kind == FAULT_NONE), "good or a fault");
    must(good || fault->text[0] != '\0', "a fault says what is wrong");
}

static const char *keep(const char *name, const unsigned char *data,
                        size_t size)
{
    FILE *file = fopen(name, "wb");

    must(file && fwrite(data, 1, size, file) == size, "a file to read");
    must(fclose(file) == 0, "a file to read");
    return name;
}

/* Are two files the same, byte by byte? */
static bool same(const char *a, const char *b)
{
    FILE *file[2] = {fopen(a, "rb"), fopen(b, "rb")};
    int x = 0, y = 0;

    must(file[0] && file[1], "two files");
    while (x == y && x != EOF) {
        x = getc(file[0]);
        y = getc(file[1]);
    }
    fclose(file[0]);
    fclose(file[1]);
    return x == y;
}

/* In an order that the kept inputs count on: their first byte chooses. */
static const struct command *const commands[] = {&data_stage.command,
                                                 &linreg_stage.command,
                                                 &sweep_stage.command,
                                                 &early_stop_stage.command,
                                                 &generalize_stage.command,
                                                 &bigram_stage.command,
                                                 &visit_command,
                                                 &check_command,
                                                 &explain_command,
                                                 &predict_command,
                                                 &plot_command,
                                                 &report_command,
                                                 &completion_command,
                                                 &man_command,
                                                 &step_command,
                                                 &source_command};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void options(const unsigned char *data, size_t size)
{
    char *text = malloc(size + 1), *argv[WORDS], room[4096];
    int argc = 0;
    struct fault fault = {0};

    must(text != NULL, "memory");
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *at = text; argc < WORDS && at <= text + size;
         at += strlen(at) + 1) {
        argv[argc++] = at;
        at[strcspn(at, "\n")] = '\0';
    }
    const struct command *command = commands[size > 0 ? data[0] % COMMANDS : 0];
    must(command->size <= sizeof room, "room for the options");
    bool good = opt_parse(command, argc - 1, argv + 1, room, &fault);
    settle(good, &fault);
    must(good || fault.hint[0] != '\0', "a fault says what to do");
    free(text);
}

/* As it is found out to be, and as somebody says it is. */
static void csv(const unsigned char *data, size_t size)
{
    static const struct columns_wish wishes[] = {
        {0},
        {.x = "2", .y = "1", .header = true, .skip = 1, .stop = true},
        {.separator = ' ', .no_header = true},
        {.x = "a", .separator = ';'}};
    const char *name = keep("fuzz.csv", data, size);

    for (size_t k = 0; k < sizeof wishes / sizeof wishes[0]; k++) {
        struct dataset set = {0};
        struct fault fault = {0};
        bool good = columns_read(&set, name, &wishes[k], &fault);
        settle(good, &fault);
        must(good || fault.hint[0] != '\0', "a fault says what to do");
        must(!good || set.train.n > 0, "rows");
        for (size_t i = 0; good && i < set.train.n; i++)
            must(isfinite(set.train.x[i]) && isfinite(set.train.y[i]),
                 "finite");
        points_free(&set);
    }
}

/* The same text by pieces, as a file is read. */
static void by_pieces(const char *text, size_t size, size_t piece,
                      struct corpus_rule rule, const struct corpus *whole)
{
    struct corpus c = {0};
    struct fault fault = {0};
    struct reader reader = reader_start(&c, rule, "text", "text", &fault);
    size_t at = 0, used = 0;
    bool good = true, last = false;

    for (size_t n = piece; good && !last; n = piece + n - used) {
        last = n >= size - at;
        n = last ? size - at : n;
        good = reader_feed(&reader, text + at, n, last, &used);
        at += used;
    }
    good = reader_finish(&reader, good) && c.pairs > 0;
    must(good == (whole->n > 0) && (!good || whole->n == c.n), "as many");
    must(!good || memcmp(whole->token, c.token, c.n * sizeof *c.token) == 0,
         "the same tokens");
    must(!good || whole->odd.bytes == c.odd.bytes, "the same odd bytes");
    corpus_free(&c);
}

static void corpus(const unsigned char *data, size_t size)
{
    const char *text = (const char *)data;

    for (int k = 0; k < 9; k++) {
        struct corpus c = {0};
        struct fault fault = {0};
        struct corpus_rule rule = {(enum corpus_tokens)(k % 3),
                                   (enum corpus_unit)(k / 3)};
        bool good = corpus_parse(&c, text, size, "text", rule, &fault);
        size_t at = 0, pairs = 0;
        struct pair pair;
        settle(good, &fault);
        while (good && corpus_next(c.token, c.n, &at, &pair)) {
            must(pair.word < c.words.n && pair.next < c.words.n, "known words");
            pairs++;
        }
        must(!good || pairs == c.pairs, "as many pairs as counted");
        for (uint32_t i = 0; i < c.words.n; i++)
            must(rule.tokens == CORPUS_CHARS ||
                     !strpbrk(vocabulary_word(&c.words, i), " \t\v\f\r\n"),
                 "no blank in a word");
        by_pieces(text, size, 8 + size % 5, rule, &c);
        corpus_free(&c);
    }
}

/* Saves a model that was read; false: it could not be read. */
static bool again(const char *from, const char *to, struct fault *fault)
{
    struct model_reader reader = {0};
    struct line_model line;
    struct words_model words = {0};
    bool good = model_open(&reader, from, fault);
    bool bigram = good && strcmp(reader.kind, "bigram") == 0;

    good = good && (bigram ? words_file_read(&words, &reader)
                           : model_check_kind(&reader, "linreg") &&
                                 line_file_read(&line, &reader));
    FILE *out = good ? fopen(to, "wb") : NULL;
    must(!good || out, "a file to write");
    if (good && bigram)
        words_file_save(out, &words, "0");
    else if (good)
        line_file_save(out, &line, "0");
    if (out)
        must(fclose(out) == 0, "a file to write");
    if (bigram && good)
        words_file_free(&words);
    model_close(&reader);
    return good;
}

/* What was read, saved and read again is saved as the same bytes. */
static void model(const unsigned char *data, size_t size)
{
    struct fault fault = {0};
    bool good = again(keep("fuzz.model", data, size), "fuzz.once", &fault);

    settle(good, &fault);
    if (!good)
        return;
    must(again("fuzz.once", "fuzz.twice", &fault), "a saved model is read");
    must(same("fuzz.once", "fuzz.twice"), "a saved model stays the same");
}

static void told(const unsigned char *data, size_t size)
{
    const char *name = keep("fuzz.history", data, size);
    struct history history = {0};
    struct history_row row;
    struct fault fault = {0};
    bool good = history_open(&history, name, NULL, &fault);

    settle(good, &fault);
    while (good && history_next(&history, &row))
        must(history.n <= HISTORY_MOST, "as many columns as there is room for");
    history_close(&history);
}

/* What was read of an engine's sums, written and read again stays the same. */
static void add_up(const unsigned char *data, size_t size)
{
    const char *name = keep("fuzz.sums", data, size);
    struct moments m, once, twice;
    struct seal read;
    struct fault fault = {0};
    bool good = moments_file_read(&m, name, &read, &fault);

    settle(good, &fault);
    must(good || fault.hint[0] != '\0', "a fault says what to do");
    must(!good || (m.n >= 1.0 && m.floor >= 0.0 && isfinite(m.slope)),
         "a line");
    for (int k = 0; good && k < 2; k++) {
        struct report out = {.file = fopen(name, "wb"), .raw = true};
        must(out.file && moments_file_write(&out, k == 0 ? &m : &once, &fault),
             "what was read can be written");
        report_free(&out);
        must(fclose(out.file) == 0, "a file to write");
        must(moments_file_read(k == 0 ? &once : &twice, name, &read, &fault),
             "what was written can be read");
    }
    must(!good || memcmp(&once, &twice, 6 * sizeof(double)) == 0, "the same");
}

static void sums(const unsigned char *data, size_t size)
{
    struct ledger ledger = {0};
    struct seal read;
    struct fault fault = {0};

    add_up(data, size);
    bool good =
        ledger_file_read(&ledger, keep("fuzz.sums", data, size), &read, &fault);
    settle(good, &fault);
    must(!good || ledger.pairs > 0, "pairs");
    for (size_t i = 0; good && i < ledger.n; i++)
        must(ledger.row[i].word < ledger.words.n &&
                 ledger.row[i].next < ledger.words.n,
             "known words");
    ledger_free(&ledger);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    void (*const all[])(const unsigned char *bytes,
                        size_t n) = {options, csv, corpus, model, told, sums};

    all[TARGET](data, size);
    return 0;
}

#ifdef REPLAY
int main(int argc, char **argv)
{
    static unsigned char data[1 << 20];

    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        must(file != NULL, argv[i]);
        size_t size = fread(data, 1, sizeof data, file);
        fclose(file);
        LLVMFuzzerTestOneInput(data, size);
    }
    printf("%d inputs\n", argc - 1);
    return argc < 2;
}
#endif
