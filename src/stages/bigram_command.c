/* bigram as a stage and as a command. */
#include "stages/bigram_command.h"

#include "base/stream.h"
#include "stages/bigram_claims.h"
#include "stages/bigram_figures.h"
#include "stages/bigram_fit.h"
#include "stages/bigram_run.h"
#include "stages/bigram_show.h"
#include "stages/bigram_views.h"
#include "text/shell.h"

#include <math.h>
#include <stdlib.h>

static const struct bigram_options preset =
    BIGRAM_PRESET(NULL, PRESET_WORDS_EPOCHS);

#define AT(field) offsetof(struct bigram_options, field)

static const struct opt more_rows[] = {
    {"--every", .alias = "--log-interval", .value = "N|pow2", .kind = OPT_EVERY,
     .at = AT(every), .min = 1, .max = 1e12,
     .help = "a row every N, or 1 2 4 ..."},
    {"--trace", .value = "K", .kind = OPT_COUNT, .at = AT(trace), .max = 100,
     .help = "first K examples of the epochs shown"},
    {"--seeds", .value = "N", .kind = OPT_COUNT, .at = AT(frame.seeds),
     .min = 1, .max = 1e6, .help = "run on N seeds: how often claims hold",
     .clash = "--history --save --load --timing --format"},
    {0},
};

static const struct opt view_rows[] = {
    {"--word", .value = "W", .kind = OPT_TEXT, .at = AT(word),
     .help = "whose next words to show"},
    {"--top", .value = "K", .kind = OPT_COUNT, .at = AT(top), .min = 1,
     .max = 100, .help = "how many of them"},
    {"--follow", .value = "A,B", .kind = OPT_TEXT, .at = AT(follow),
     .help = "one pattern over the epochs"},
    {"--patterns", .kind = OPT_FLAG, .at = AT(patterns),
     .help = "what was learned, word by word"},
    {"--matrix", .kind = OPT_FLAG, .at = AT(matrix),
     .help = "the scores as signs"},
    {"--generate", .value = "N", .kind = OPT_COUNT, .at = AT(generate),
     .min = 1, .max = 1e6, .help = "make up N sentences"},
    {"--check-gradient", .kind = OPT_FLAG, .at = AT(check_gradient),
     .help = "the formula beside differences of the loss"},
    {0},
};

static const struct opt format_row[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.names.csv), .help = "csv: pairs and their probabilities"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Text and training", .rows = bigram_run_rows},
    {.rows = frame_rows + FRAME_LOAD, .n = 1},
    {.rows = more_rows},
    {.rows = frame_rows + FRAME_TIMING, .n = 1},
    {.title = "What it shows, and where", .rows = view_rows},
    {.rows = frame_rows + FRAME_TALK, .n = 1},
    {.rows = frame_rows + FRAME_PICTURES, .n = 4},
    {.rows = frame_rows, .n = FRAME_LOAD},
    {.rows = format_row},
    {.rows = frame_rows + FRAME_QUIET, .n = 1},
    {0},
};

/* Does the run read its text, or its model, more than once? */
static bool check(const void *options, struct fault *fault)
{
    const struct bigram_options *o = options;
    bool seeds = o->frame.seeds > 1, text = stream_is_dash(o->text);

    if ((!seeds && !(o->rule.decay > 0.0)) ||
        (!text && !stream_is_dash(o->frame.names.load)))
        return true;
    fault_set(fault, FAULT_USAGE,
              "'%s' reads %s again for another run, and standard input can be "
              "read only once",
              seeds ? "--seeds" : "--decay", text ? "the text" : "the model");
    return fault_hint(fault, "Give it the name of a file");
}

/* Decay, then held-out lines, then the challenge; own text stays. */
static void next(const void *result, struct report *command)
{
    const struct bigram_run *r = result;
    const struct bigram_options *o = r->options;
    bool held = r->corpus.held_lines > 0;

    report_print(command, held ? " check challenge" : " bigram");
    if (!held) {
        shell_option(command, "--text", o->text);
        report_print(
            command, "%s%s", o->tokens == CORPUS_WORDS ? " --tokens words" : "",
            o->text               ? " --holdout 0.2 --epochs 30 --patience 3"
            : o->rule.decay > 0.0 ? " --holdout 0.2 --lr 0.5 --epochs 30"
                                  : " --decay 0.95 --epochs 15 --patience 3");
    }
}

static bool show(const void *result, struct sheet *sheet, struct fault *fault)
{
    const struct bigram_run *r = result;
    struct figure f[BIGRAM_FIGURES];
    bool drawn = true;

    bigram_show_result(r, sheet);
    if (sheet->draws) {
        bigram_figures(f, r, sheet_scale(sheet, AXIS_LINEAR));
        drawn = sheet_figures(sheet, f, BIGRAM_FIGURES, fault);
    }
    bigram_views(r, sheet);
    bigram_views_pairs(r, sheet);
    return drawn;
}

static bool answer(const void *result, struct fault *fault)
{
    const struct bigram_run *r = result;

    if (!judge_diverged(&r->fit.judge))
        return true;
    fault_set(fault, FAULT_ANSWER,
              "diverged at epoch %.0f: a loss is not finite",
              (double)r->fit.judge.epoch + 1.0);
    return fault_hint(fault, "Try a smaller --lr%s",
                      r->options->frame.names.save ? "; no model was saved"
                                                   : "");
}

/* With a rule or held-out lines the best is saved, else the last. */
static bool save(const void *result, FILE *out, struct fault *fault)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    bool best = bigram_run_watches(r);
    uint64_t epochs = best ? judge->best_epoch + 1 : judge->measured;
    uint32_t V = r->counts.V;
    struct words_model model = {
        .epochs = fmin(9007199254740992.0, r->loaded.epochs + (double)epochs),
        .lr = r->options->rule.lr,
        .seed = r->seed,
        .draws = (double)(best ? r->fit.best_drawn : r->rng.drawn),
        .tokens = r->tokens,
        .words = r->corpus.words,
        .seen = malloc(V * sizeof *model.seen),
    };

    if (!model.seen)
        return fault_memory(fault, 4.0 * V, "the model");
    for (uint32_t i = 0; i < V; i++)
        model.seen[i] = bigram_run_seen(r, i);
    scores_lend(&r->scores, &model);
    words_file_save(out, &model, TRAINLOOP_VERSION);
    free(model.seen);
    return true;
}

static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct bigram_run *r = result;

    (void)sum;
    (void)fault;
    *loss = r->fit.judge.last;
    return true;
}

const struct stage bigram_stage = {
    .command.name = "bigram",
    .command.run = frame_command,
    .command.summary = "learn which word follows which",
    .command.about = "Learns from a text which word follows which, one pair at "
                     "a time.",
    .command.examples =
        "  trainloop bigram\n"
        "  trainloop bigram --epochs 50 --patterns --matrix\n"
        "  trainloop bigram --decay 0.95 --epochs 15 --patience 3\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .size = sizeof(struct bigram_run),
    .input = AT(text),
    .seed = AT(seed),
    .check = check,
    .open = bigram_run_open,
    .head = bigram_show_head,
    .train = bigram_fit_train,
    .judge = bigram_claims,
    .show = show,
    .next = next,
    .answer = answer,
    .save = save,
    .close = bigram_run_close,
    .runs = "runs",
    .sum_size = 1, /* the tally of the claims is all */
    .count = count,
};
