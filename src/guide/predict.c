/* predict: ask a saved model. */
#include "guide/commands.h"
#include "lesson/problem.h"
#include "line/line_file.h"
#include "stages/bigram_run.h"
#include "text/opt_parse.h"
#include "words/words_file.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct options {
    struct opt_words words;
    uint64_t top;
    int format; /* 0 text, 1 csv */
};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--top", .value = "K", .kind = OPT_COUNT, .at = AT(top), .min = 1,
     .max = BIGRAM_RUN_TOP,
     .help = "how many next words to show, of a text model"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE, .at = AT(format),
     .help = "csv: all digits"},
    {0},
};

/* What a line predicts for every value. */
static void ask_line(struct model_reader *r, const struct opt_words *values,
                     struct sheet *sheet)
{
    static const struct column columns[] = {{.name = "x"},
                                            {.name = "prediction"}};
    static const struct table table = {NULL, columns, 2, .where = TABLE_CSV};
    struct line_model model;
    double x;

    if (!line_file_read(&model, r))
        return;
    sheet_head(sheet, &table);
    for (int i = 1; i < values->n; i++) {
        const char *word = values->at[i];
        if (decimal_parse(word, &x) != DECIMAL_OK) {
            fault_set(r->fault, FAULT_USAGE,
                      "a line predicts from numbers, and '%s' is not one",
                      utf8_word(word, 60, 0).text);
            fault_hint(r->fault, "For example: trainloop predict %s %s",
                       r->name, strchr(word, ',') ? "75.5" : "75");
            return;
        }
        double y = line_predict(&model.best, (x - model.center) / model.scale);
        sheet_row(sheet, &table, (struct cell[]){{.x = x}, {.x = y}});
        sheet_result(sheet, "%s -> %s\n", decimal_format(x).text,
                     problem_parameter(y, fabs(y) < 1000.0 ? 4 : 0).text);
    }
}

static const struct table next_table = {
    .columns = (const struct column[]){{.name = "word", .style = COLUMN_WORD},
                                       {.name = "next", .style = COLUMN_WORD},
                                       {.name = "probability"}},
    .n = 3,
    .where = TABLE_CSV};

/* The `most` most probable words after one.  p: (V) scratch. */
static void show_next(const struct words_model *model, uint32_t word, double *p,
                      int most, struct sheet *sheet)
{
    const char *name = vocabulary_word(&model->words, word);
    uint32_t top[BIGRAM_RUN_TOP] = {0};

    counts_scores(model->w, &model->sparse, model->words.n, word, p);
    num_softmax(p, p, model->words.n);
    int n = bigram_run_top(p, model->words.n, top, most);
    sheet_result(sheet, "%s ->%s",
                 bigram_run_name(&model->words, word, 60, 0).text,
                 model->seen[word] > 0 ? "" : " never trained;");
    for (int i = 0; i < n; i++) {
        const char *next = vocabulary_word(&model->words, top[i]);
        sheet_result(sheet, "%s %s %.3f", i ? "," : "",
                     bigram_run_name(&model->words, top[i], 60, 0).text,
                     p[top[i]]);
        sheet_row(
            sheet, &next_table,
            (struct cell[]){{.text = name}, {.text = next}, {.x = p[top[i]]}});
    }
    sheet_result(sheet, "\n");
}

/* What follows every word. */
static void ask_words(struct model_reader *r, const struct options *o,
                      struct sheet *sheet)
{
    struct words_model model;

    if (!words_file_read(&model, r))
        return;
    words_file_take_best(&model);
    double *p = malloc(model.words.n * sizeof *p);
    bool good = p || fault_memory(r->fault, 8.0 * model.words.n, "the words");

    sheet_head(sheet, &next_table);
    for (int i = 1; good && i < o->words.n; i++) {
        const char *word = o->words.at[i];
        uint32_t id = 0;
        good = bigram_run_find(&model.words, model.rule.tokens, "", word,
                               strlen(word), &id, r->fault);
        if (good)
            show_next(&model, id, p, (int)o->top, sheet);
    }
    free(p);
    words_file_free(&model);
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct options o;
    struct report report = {.file = call->out, .hold = true};
    struct sheet sheet = {.levels = SHEET_ALL};
    struct model_reader reader = {0};

    if (!opt_parse(&predict_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    *(o.format == 1 ? &sheet.csv : &sheet.text) = &report;
    report.width = o.format == 1 ? 0 : REPORT_WIDTH;
    bool opened =
        o.words.n >= 2
            ? model_open(&reader, o.words.at[0], fault)
            : fault_say(fault, FAULT_USAGE,
                        "For example: trainloop predict line.model 75, or "
                        "words.model the cat",
                        o.words.n == 0
                            ? "the name of a saved model is missing"
                            : "the value to predict from is missing");
    if (opened && strcmp(reader.kind, "bigram") == 0)
        ask_words(&reader, &o, &sheet);
    else if (opened && strcmp(reader.kind, "linreg") == 0)
        ask_line(&reader, &o.words, &sheet);
    else if (opened)
        fault_say(
            fault, FAULT_FILE,
            "Give a file that linreg, early-stop or bigram wrote with --save",
            "'%s' is a model of the unknown kind '%s'", reader.name,
            reader.kind);
    model_close(&reader);
    if (fault->kind == FAULT_NONE)
        report_release(&report);
    report_free(&report);
    return (int)fault->kind;
}

const struct command predict_command = {
    .name = "predict",
    .run = run,
    .summary = "ask a saved model",
    .about = "Predicts with a model that linreg, early-stop or bigram saved.",
    .examples = "  trainloop linreg --save line.model\n"
                "  trainloop predict line.model 75 120\n"
                "  trainloop bigram --save words.model\n"
                "  trainloop predict words.model the cat\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows}, {0}},
    .defaults = &(const struct options){.top = 5},
    .size = sizeof(struct options),
    .words = "MODEL VALUE|WORD...",
    .words_at = offsetof(struct options, words),
};
