/* step: one update at a time, its arithmetic on one screen. */
#include "base/input.h"
#include "base/utf8.h"
#include "guide/commands.h"
#include "guide/step_line.h"
#include "guide/step_prompt.h"
#include "guide/step_words.h"
#include "text/opt_parse.h"

struct options {
    struct training_options line;
    struct bigram_options bigram;
    uint64_t steps; /* 0: ask */
    struct opt_words words;
};

#define LINE(field) offsetof(struct training_options, field)

static const struct opt rate_row[] = {
    {"--lr", .alias = "--learning-rate", .value = "RATE", .kind = OPT_RATE,
     .at = LINE(rule.lr), .help = "size of a step, or auto: one that shows"},
    {0},
};

/* Its offset is in struct frame_options. */
static const struct opt load_row[] = {
    {"--load", .value = "FILE", .kind = OPT_TEXT,
     .at = offsetof(struct frame_options, names.load),
     .help = "start from a saved model"},
    {0},
};

static const struct opt own_rows[] = {
    {"--steps", .value = "N", .kind = OPT_COUNT,
     .at = offsetof(struct options, steps), .min = 1,
     .help = "show so many and ask nothing"},
    {0},
};

/* clang-format off */
#define LINE_GROUPS(heading) \
    {.title = (heading), .rows = problem_rows}, {.rows = rate_row}, \
    {.rows = &training_rows[TRAINING_START]}, \
    {.rows = training_descent_rows}, {.rows = load_row}
#define BIGRAM_AT .base = offsetof(struct options, bigram)
#define BIGRAM_GROUPS(heading) \
    {.title = (heading), .rows = bigram_run_start_rows, BIGRAM_AT}, \
    {.rows = load_row, BIGRAM_AT}
/* clang-format on */

static const struct options preset = {
    .line = {.data = PRESET_DATA, .rule = {.epochs = 1}},
    .bigram = BIGRAM_PRESET(&bigram_run_five, 1),
};

/* From the first move: --steps of them, or as many as somebody wants. */
static void take(struct walk walk, struct move move, const struct options *o,
                 const struct call *call)
{
    const struct walker *walker = walk.walker;
    struct report out = {.file = call->out, .width = REPORT_WIDTH};
    bool good = walk_on(&walk, move, call->fault);

    if (good && o->steps == 0)
        step_prompt(&walk, &out, call->fault);
    for (uint64_t k = 0; good && k < o->steps; k++) {
        if (k > 0) {
            report_print(&out, "\n");
            good = (!walker->at_once || walker->at_once(walk.model) >= 1.0 ||
                    fault_memory(call->fault, 1e9, "the scores of words")) &&
                   walk_on(&walk, walk_latest(&walk), call->fault);
        }
        if (good)
            walker->show(walk.model, &out, false);
        good = good && !report_failed(&out) &&
               !(walker->is_over && walker->is_over(walk.model));
    }
    walk_free(&walk);
    report_free(&out);
}

/* ---- The command ---- */

#define CHOICES "linreg|bigram"

static const struct opt_group line_groups[] = {
    LINE_GROUPS("Options"), {.rows = own_rows}, {0}};
static const struct opt_group bigram_groups[] = {
    BIGRAM_GROUPS("Options"), {.rows = own_rows}, {0}};

/* Which of the choices the first word is that is neither an option nor the
   value of one; no word: the first, another one: -1. */
static int find(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        const struct command *c = &step_command;
        bool value = i > 0 && opt_takes_next(c, argv[i - 1]);
        if (*argv[i] != '-' && !value)
            return opt_choice(CHOICES, argv[i]);
    }
    return 0;
}

static bool narrow(struct command *command, int argc, char **argv)
{
    int k = find(argc, argv);
    bool named = false;

    for (int i = 0; i < argc && k >= 0; i++)
        named = named || opt_choice(CHOICES, argv[i]) == k;
    if (!named)
        return false;
    command->groups = k == 1 ? bigram_groups : line_groups;
    command->name = k == 1 ? "step bigram" : "step linreg";
    command->words = "";
    return true;
}

static void step_line(struct options *o, const struct call *call)
{
    struct step_line model = {0};

    if (step_line_open(&model, &o->line, call->fault))
        take((struct walk){.walker = &step_line_walker,
                           .model = &model,
                           .call = call},
             (struct move){.n = 1,
                           .lr = o->line.rule.lr,
                           .momentum = o->line.momentum,
                           .batch = o->line.batch,
                           .fresh = true,
                           .start = model.training.start},
             o, call);
    step_line_close(&model);
}

static void step_words(struct options *o, const struct call *call)
{
    struct step_words model = {0};

    if (step_words_open(&model, &o->bigram, call->fault))
        take((struct walk){.walker = &step_words_walker,
                           .model = &model,
                           .call = call},
             (struct move){.n = 1, .lr = o->bigram.rule.lr, .fresh = true}, o,
             call);
    step_words_close(&model);
}

static bool reads_stdin(const struct options *o)
{
    const struct file_names *line = &o->line.data.frame.names;
    const struct file_names *words = &o->bigram.frame.names;

    return input_is_dash(line->data) || input_is_dash(line->load) ||
           input_is_dash(words->data) || input_is_dash(words->load);
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct command command = step_command;
    struct options o;

    if (!narrow(&command, call->argc, call->argv)) {
        command.groups = line_groups;
        command.name = "step linreg";
    }
    command.words = CHOICES;
    if (!opt_parse(&command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    const char *word = o.words.n > 0 ? o.words.at[o.words.n - 1] : "linreg";
    int k = opt_choice(CHOICES, word);
    if (o.words.n > 1 || k < 0) {
        fault_set(fault, FAULT_USAGE,
                  k < 0 ? "'%s' is not what step can show"
                        : "one stage at a time, got '%s' and more",
                  utf8_word(word, 60, 0).text);
        opt_hint_choice(fault, CHOICES, k < 0 ? word : "");
    } else if (o.steps == 0 && reads_stdin(&o)) {
        fault_say(fault, FAULT_USAGE,
                  "Give it the name of a file, or add --steps 3",
                  "standard input has your answers, so '-' cannot read it "
                  "too");
    } else if (k == 0) {
        step_line(&o, call);
    } else {
        step_words(&o, call);
    }
    return frame_status(call, (int)fault->kind);
}

const struct command step_command = {
    .name = "step",
    .run = run,
    .summary = "one training step at a time, its arithmetic before your eyes",
    .about = "Takes single steps of the training of linreg, or of bigram, and "
             "shows each with\nits numbers, the C that does it, and a picture. "
             "At the prompt: Enter, a number\nof steps, lr X, of linreg also "
             "momentum B, batch N and start A,B, then back,\nagain, more, a "
             "word of the course, q.",
    .examples = "  trainloop step\n"
                "  trainloop step linreg --lr 1e-4 --steps 3\n"
                "  trainloop step bigram --steps 3\n",
    .groups = (const struct opt_group[]){LINE_GROUPS("Options of linreg"),
                                         BIGRAM_GROUPS("Options of bigram"),
                                         {.title = "Of both", .rows = own_rows},
                                         {0}},
    .defaults = &preset,
    .size = sizeof preset,
    .words = "[linreg|bigram]",
    .words_at = offsetof(struct options, words),
    .choices = CHOICES,
    .narrow = narrow,
};
