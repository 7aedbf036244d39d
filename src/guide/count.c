/* count: the pairs of texts, for an engine that merges them, or for bigram
   --counts. */
#include "base/input.h"
#include "guide/commands.h"
#include "text/opt_parse.h"
#include "text/report.h"

#include "trainloop/ledger.h"

struct options {
    struct opt_words files;
    int tokens, unit; /* enum corpus_tokens, corpus_unit */
};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--tokens", .value = "space|words|chars", .kind = OPT_CHOICE,
     .at = AT(tokens), .help = "what a token is"},
    {"--unit", .value = "line|paragraph|sentence", .kind = OPT_CHOICE,
     .at = AT(unit), .help = "no pair crosses its end"},
    {0},
};

/* Bytes that are no UTF-8 are in no word: how many, and what helps. */
static void warn(const struct corpus *corpus, const char *name)
{
    struct report out = {.file = stderr, .width = REPORT_WIDTH};
    const struct corpus_odd *odd = &corpus->odd;

    if (odd->bytes == 0)
        return;
    report_print(&out,
                 "warning: %s: %s no UTF-8, the first in line %.0f\n"
                 "  iconv -c -f %s -t utf-8",
                 input_is_dash(name) ? "standard input" : name,
                 odd->bytes > 1 ? "some bytes are" : "1 byte is",
                 (double)odd->line, odd->from);
    if (!input_is_dash(name))
        report_shell(&out, "", name);
    report_print(&out, " | trainloop count -\n");
    report_free(&out);
}

static bool add_file(struct ledger *ledger, const char *name,
                     struct corpus_rule rule, struct fault *fault)
{
    struct corpus corpus = {0};
    bool good = corpus_gather(&corpus, name, rule, fault) &&
                ledger_text(ledger, &corpus, fault);

    if (good)
        warn(&corpus, name);
    corpus_free(&corpus);
    return good;
}

/* The rows of every word; of one that leads no pair a row without a next. */
static void print(const struct ledger *t, FILE *file)
{
    struct report out = {.file = file, .raw = true};
    const struct vocabulary *words = &t->words;
    size_t i = 0;

    report_print(&out, "word,next,count\n");
    for (uint32_t w = 0; w < words->n; w++) {
        if (i == t->n || t->row[i].word != w) {
            report_csv(&out, vocabulary_word(words, w));
            report_print(&out, ",,0\n");
        }
        for (; i < t->n && t->row[i].word == w; i++) {
            report_csv(&out, vocabulary_word(words, w));
            report_print(&out, ",");
            report_csv(&out, vocabulary_word(words, t->row[i].next));
            report_print(&out, ",%.0f\n", (double)t->row[i].count);
        }
    }
    report_free(&out);
}

static int run(const struct call *call)
{
    struct options o;
    struct ledger ledger = {0};
    int dashes = 0;

    if (!opt_parse(&count_command, call->argc, call->argv, &o, call->fault))
        return FAULT_USAGE;
    struct corpus_rule rule = {(enum corpus_tokens)o.tokens,
                               (enum corpus_unit)o.unit};
    for (int i = 0; i < o.files.n; i++)
        dashes += input_is_dash(o.files.at[i]);
    bool good = dashes <= 1;
    if (!good)
        fault_say(call->fault, FAULT_USAGE, "Give '-' once",
                  "standard input can be read only once");
    else if (o.files.n == 0)
        good = add_file(&ledger, "-", rule, call->fault);
    for (int i = 0; good && i < o.files.n; i++)
        good = add_file(&ledger, o.files.at[i], rule, call->fault);
    if (good && ledger_sort(&ledger, call->fault))
        print(&ledger, call->out);
    ledger_free(&ledger);
    return (int)call->fault->kind;
}

const struct command count_command = {
    .name = "count",
    .run = run,
    .summary = "pairs of words of texts, for an engine or for --counts",
    .about = "Counts which word follows which, as CSV in the order of bytes: "
             "word,next,count.\nA word that leads no pair has a row without a "
             "next. Counts of parts add up:\nbigram --counts learns from them. "
             "Without a FILE: from standard input.",
    .examples = "  trainloop count sentences challenge\n"
                "  trainloop count --tokens chars sentences\n"
                "  trainloop count --tokens words --unit sentence challenge\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows}, {0}},
    .defaults = &(const struct options){.tokens = CORPUS_SPACE},
    .size = sizeof(struct options),
    .words = "[FILE...]",
    .words_at = offsetof(struct options, files),
};
