/* predict: ask a saved model. */
#include "base/model.h"
#include "guide/guide.h"
#include "stages/bigram_run.h"
#include "text/number.h"

#include "trainloop/decimal.h"
#include "trainloop/line_file.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct options {
    struct opt_words words;
    uint64_t top;
    int format;
};

static const struct options defaults = {.top = 5};

static const struct opt rows[] = {
    {"--top", "K", "next words shown, of a text model", OPT_COUNT,
     offsetof(struct options, top), 1, 100, NULL, NULL, NULL},
    {"--format", "text|csv", "csv: all digits", OPT_CHOICE,
     offsetof(struct options, format), 0, 0, NULL, NULL, NULL},
};

static const struct opt_group groups[] = {
    {"Options", rows, sizeof rows / sizeof rows[0], 0},
};

/* What a line predicts for every value; all are read before any is shown. */
static bool ask_line(struct model_reader *r, const struct options *o,
                     struct report *report)
{
    struct line_model model;
    double x = 0.0;

    if (!line_file_read(&model, r))
        return false;
    for (int i = 1; i < o->words.n; i++)
        if (decimal_parse(o->words.at[i], &x) != DECIMAL_OK) {
            fault_set(r->fault, FAULT_USAGE,
                      "a line predicts from numbers, and '%.100s' is none",
                      o->words.at[i]);
            return fault_hint(r->fault, "For example: trainloop predict %s %s",
                              r->name,
                              strchr(o->words.at[i], ',') ? "75.5" : "75");
        }
    if (o->format == TABLE_CSV)
        report_print(report, "x,prediction\n");
    for (int i = 1; i < o->words.n; i++) {
        decimal_parse(o->words.at[i], &x);
        double y = line_predict(&model.line, (x - model.center) / model.scale);
        if (o->format == TABLE_CSV)
            report_print(report, "%s,%s\n", decimal_format(x).text,
                         decimal_format(y).text);
        else
            report_print(report, "%s -> %s\n", decimal_format(x).text,
                         number_group(y, fabs(y) < 1000.0 ? 4 : 0).text);
    }
    return true;
}

/* The most probable words after one. */
static void show_next(const struct words_model *model, uint32_t word, double *p,
                      const struct options *o, struct report *report)
{
    struct bigram_run ranked = {.V = model->words.n};
    const char *name = vocabulary_word(&model->words, word);
    uint32_t top[100] = {0};

    words_file_row(model, word, p);
    num_softmax(p, p, model->words.n);
    int n = bigram_run_top(&ranked, p, top, (int)o->top);
    if (o->format == TABLE_TEXT)
        report_print(report, "%s ->%s", utf8_word(name, 60, 0).text,
                     model->seen[word] > 0 ? "" : " never trained;");
    for (int i = 0; i < n; i++) {
        const char *next = vocabulary_word(&model->words, top[i]);
        if (o->format == TABLE_TEXT) {
            report_print(report, "%s %s %.3f", i ? "," : "",
                         utf8_word(next, 60, 0).text, p[top[i]]);
            continue;
        }
        report_csv(report, name);
        report_print(report, ",");
        report_csv(report, next);
        report_print(report, ",%s\n", decimal_format(p[top[i]]).text);
    }
    if (o->format == TABLE_TEXT)
        report_print(report, "\n");
}

static bool ask_words(struct model_reader *r, const struct options *o,
                      struct report *report)
{
    struct words_model model;

    if (!words_file_read(&model, r))
        return false;
    double *p = malloc(model.words.n * sizeof *p);
    bool good = p != NULL;
    uint32_t word = 0;

    if (!p)
        fault_memory(r->fault, 8.0 * model.words.n, "the words");
    for (int i = 1; good && i < o->words.n; i++)
        good = bigram_run_find(&model.words, model.tokens, "", o->words.at[i],
                               strlen(o->words.at[i]), &word, r->fault);
    if (good && o->format == TABLE_CSV)
        report_print(report, "word,next,probability\n");
    for (int i = 1; good && i < o->words.n; i++) {
        const char *at = o->words.at[i];
        bigram_run_find(&model.words, model.tokens, "", at, strlen(at), &word,
                        r->fault);
        show_next(&model, word, p, o, report);
    }
    free(p);
    words_file_free(&model);
    return good;
}

static int cmd_predict(int argc, char **argv, FILE *out, struct fault *fault)
{
    struct options o;
    struct report report = {.file = out};
    struct model_reader reader = {0};

    if (!opt_parse(&command_predict, argc, argv, &o, fault))
        return FAULT_USAGE;
    if (o.words.n < 2) {
        fault_set(fault, FAULT_USAGE,
                  o.words.n == 0 ? "which model is to be asked?"
                                 : "what is the model to be asked?");
        fault_hint(fault, "For example: trainloop predict line.model 75, or "
                          "words.model the cat");
        return FAULT_USAGE;
    }
    if (model_open(&reader, o.words.at[0], fault)) {
        if (strcmp(reader.kind, "bigram") == 0) {
            ask_words(&reader, &o, &report);
        } else if (strcmp(reader.kind, "linreg") == 0) {
            ask_line(&reader, &o, &report);
        } else {
            fault_set(fault, FAULT_FILE,
                      "'%s' is a model of the unknown kind '%s'", reader.name,
                      reader.kind);
            fault_hint(fault, "Give a file that linreg, early-stop or bigram "
                              "wrote by --save");
        }
    }
    model_close(&reader);
    return (int)fault->kind;
}

const struct command command_predict = {
    .name = "predict",
    .run = cmd_predict,
    .summary = "ask a saved model",
    .about = "Asks a model that linreg, early-stop or bigram wrote by --save.",
    .examples = "  trainloop linreg --save line.model\n"
                "  trainloop predict line.model 75 120\n"
                "  trainloop bigram --save words.model\n"
                "  trainloop predict words.model the cat\n",
    .groups = groups,
    .n_groups = 1,
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "MODEL VALUE|WORD...",
    .words_at = offsetof(struct options, words),
};
