/* step: one update at a time, its arithmetic on one screen. */
#include "guide/step.h"

#include "base/input.h"
#include "base/utf8.h"
#include "guide/explain.h"
#include "guide/step_line.h"
#include "guide/step_words.h"
#include "guide/typed.h"
#include "text/near.h"
#include "text/opt_parse.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

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
    {.rows = &training_rows[TRAINING_START]}, {.rows = load_row}
#define BIGRAM_AT .base = offsetof(struct options, bigram)
#define BIGRAM_GROUPS(heading) \
    {.title = (heading), .rows = bigram_run_start_rows, BIGRAM_AT}, \
    {.rows = load_row, BIGRAM_AT}
/* clang-format on */

static const struct options preset = {
    .line = {.data = PRESET_DATA, .rule = {.epochs = 1}},
    .bigram = BIGRAM_PRESET(&bigram_run_five, 1),
};

/* ---- The prompt ---- */

enum { TYPED = 60, AT_ONCE = 1000000 };

/* Steps under way. */
struct session {
    struct walk walk;
    struct report *out;
    struct fault *fault;
    bool more, over; /* more: all digits of the step */
};

/* What may be typed besides Enter, a number and words of the course. */
struct entry {
    const char *name;  /* other names behind bars */
    const char *value; /* what follows, or NULL */
    const char *help;
    /* False: the value is none; or a fault. */
    bool (*run)(struct session *s, const char *value);
};

static struct move latest(const struct session *s)
{
    struct move move = s->walk.moves[s->walk.n - 1];

    move.fresh = false;
    return move;
}

static bool go(struct session *s, struct move move)
{
    s->more = false;
    return walk_on(&s->walk, move, s->fault);
}

/* So many steps, at the rate of the latest. */
static bool go_on(struct session *s, double n)
{
    struct move move = latest(s);

    move.n = (uint64_t)n;
    return go(s, move);
}

static bool read_rate(const struct session *s, const char *value,
                      struct move *move)
{
    return decimal_between(value, DBL_MIN, s->walk.walker->most, false,
                           &move->lr) == DECIMAL_OK;
}

static bool type_lr(struct session *s, const char *value)
{
    struct move move = latest(s);

    move.n = 1;
    return read_rate(s, value, &move) && go(s, move);
}

/* Back to the latest start, and its first step at this rate, or that of now. */
static bool type_again(struct session *s, const char *value)
{
    struct move move = latest(s);
    size_t at = s->walk.n;

    do
        move.start = s->walk.moves[--at].start;
    while (!s->walk.moves[at].fresh);
    move.n = 1;
    move.fresh = true;
    return (*value == '\0' || read_rate(s, value, &move)) && go(s, move);
}

static bool type_start(struct session *s, const char *value)
{
    static const struct opt pair = {.kind = OPT_PAIR};
    struct move move = latest(s);
    double line[2];

    if (!s->walk.walker->has_start || !opt_read(&pair, value, line))
        return false;
    move.n = 1;
    move.fresh = true;
    move.start = (struct line){line[0], line[1]};
    return go(s, move);
}

static bool type_back(struct session *s, const char *value)
{
    (void)value;
    s->more = false;
    if (s->walk.n > 1)
        return walk_back(&s->walk, s->fault);
    report_print(s->out, "This is where it began.\n");
    return true;
}

static bool type_more(struct session *s, const char *value)
{
    (void)value;
    s->more = !s->more;
    return true;
}

static bool type_quit(struct session *s, const char *value)
{
    (void)value;
    s->over = true;
    return true;
}

static bool type_help(struct session *s, const char *value);

static const struct entry entries[] = {
    {"lr", "X", "the next step at the learning rate X", type_lr},
    {"start", "A,B", "from the line with slope A and intercept B", type_start},
    {"back", NULL, "the screen before", type_back},
    {"again", "[X]", "from the start, at the learning rate X", type_again},
    {"more", NULL, "all digits of the step; once more: the screen", type_more},
    {"help|?|h", NULL, "this list", type_help},
    {"q|quit|exit", NULL, "the end", type_quit},
    {0},
};

/* Is it of use here? */
static bool is_here(const struct session *s, const struct entry *entry)
{
    return entry->run != type_start || s->walk.walker->has_start;
}

static bool type_help(struct session *s, const char *value)
{
    (void)value;
    report_print(s->out, "%-11s one step\n%-11s so many steps at once\n",
                 "Enter", "a number");
    for (const struct entry *e = entries; e->name; e++)
        if (is_here(s, e))
            report_print(s->out, "%.*s %-*s %s\n", (int)strcspn(e->name, "|"),
                         e->name, 10 - (int)strcspn(e->name, "|"),
                         e->value ? e->value : "", e->help);
    report_print(s->out, "%-11s what it means\n", "a word");
    return true;
}

/* A word of the course; what was nearly typed right; what there is. */
static void explain(struct session *s, const char *typed, const char *first)
{
    bool sure;
    const struct word *word = explain_find(typed, &sure);
    const char *best = NULL;

    for (const struct entry *e = entries; e->name; e++)
        if (is_here(s, e))
            best = near_best(first, e->name, best);
    if (sure)
        explain_print(s->out, word);
    else if (best && strlen(first) > 1)
        report_print(s->out, "Did you mean '%s'? Or type help.\n", best);
    else if (word && strlen(typed) > 3)
        report_print(s->out, "Did you mean '%s'? Or type help.\n", word->word);
    else
        report_print(s->out,
                     "'%s' is nothing to be done here; help lists what is.\n",
                     utf8_word(typed, 30, 0).text);
}

static double offer(const struct session *s)
{
    return s->walk.walker->offer(s->walk.model);
}

/* Obeys a line; true: there is a screen to show. */
static bool obey(struct session *s, char *typed)
{
    size_t length = strcspn(typed, " ");
    char first[TYPED];
    const char *value = typed + length + strspn(typed + length, " ");
    double n;

    snprintf(first, sizeof first, "%.*s", (int)length, typed);
    enum decimal_status number = decimal_between(typed, 1, AT_ONCE, true, &n);
    if (*typed == '\0' || number == DECIMAL_OK)
        return go_on(s, *typed == '\0' ? 1.0 : n);
    if (number == DECIMAL_OUTSIDE || number == DECIMAL_TOO_BIG) {
        report_print(s->out,
                     "How many steps? A whole number up to 1,000,000.\n");
        return false;
    }
    for (const struct entry *e = entries; e->name; e++) {
        if (opt_choice(e->name, first) < 0 || !is_here(s, e) ||
            (!e->value && *value != '\0'))
            continue;
        bool good = e->run(s, value);
        if (!good && s->fault->kind == FAULT_NONE && e->run == type_start)
            report_print(s->out, "start needs two numbers, for example: start "
                                 "2500,15000\n");
        else if (!good && s->fault->kind == FAULT_NONE)
            report_print(s->out, "%s needs a rate%s, for example: %s %s\n",
                         first,
                         s->walk.walker->most < 1e9 ? ", 100 at most" : "",
                         first, decimal_format(offer(s)).text);
        return good && e->run != type_help && !s->over;
    }
    explain(s, typed, first);
    return false;
}

static void show(const struct session *s)
{
    s->walk.walker->show(s->walk.model, s->out, s->more);
}

/* What may be typed next, with a rate to try. */
static void prompt(const struct session *s)
{
    report_print(s->out,
                 "Enter: next step  10: ten more  lr %s  back  more  "
                 "help  q: quit > ",
                 decimal_format(offer(s)).text);
    fflush(s->out->file);
}

static void converse(struct session *s)
{
    char typed[TYPED];
    bool screen = true;

    while (!s->over && s->fault->kind == FAULT_NONE) {
        if (screen)
            show(s);
        prompt(s);
        bool ended = !typed_line(typed, sizeof typed);
        report_print(s->out, "\n");
        if (ended)
            return;
        screen = obey(s, typed);
    }
}

/* From the first move: --steps of them, or as many as somebody wants. */
static void take(struct walk walk, struct move move, const struct options *o,
                 const struct call *call)
{
    struct report out = {.file = call->out};
    struct session s = {walk, &out, call->fault, false, false};

    move.n = 1;
    move.fresh = true;
    bool good = walk_on(&s.walk, move, s.fault);
    if (good && o->steps == 0)
        converse(&s);
    for (uint64_t k = 0; good && k < o->steps; k++) {
        if (k > 0)
            report_print(&out, "\n");
        good = k == 0 || go_on(&s, 1.0);
        if (good)
            show(&s);
        good =
            good && !(walk.walker->is_over && walk.walker->is_over(walk.model));
    }
    walk_free(&s.walk);
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
        if (*argv[i] != '-' && *argv[i] != '\0' && !value)
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
        take(
            (struct walk){.walker = &step_line_walker, .model = &model},
            (struct move){.lr = o->line.rule.lr, .start = model.training.start},
            o, call);
    step_line_close(&model);
}

static void step_words(struct options *o, const struct call *call)
{
    struct step_words model = {0};

    if (step_words_open(&model, &o->bigram, call->fault))
        take((struct walk){.walker = &step_words_walker, .model = &model},
             (struct move){.lr = o->bigram.rule.lr}, o, call);
    step_words_close(&model);
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
    } else if (o.steps == 0 && (input_is_dash(o.line.data.frame.names.data) ||
                                input_is_dash(o.bigram.frame.names.data))) {
        fault_say(fault, FAULT_USAGE,
                  "Give it the name of a file, or add "
                  "--steps 3",
                  "standard input cannot be both the data and the answers");
    } else if (k == 0) {
        step_line(&o, call);
    } else {
        step_words(&o, call);
    }
    return (int)fault->kind;
}

const struct command step_command = {
    .name = "step",
    .run = run,
    .summary = "one training step at a time, its arithmetic before your eyes",
    .about = "Takes single steps of the training of linreg, or of bigram, and "
             "shows each with\nits numbers, the C that does it, and a picture. "
             "At the prompt: Enter, a number\nof steps, lr X, start A,B, back, "
             "again, more, help, a word of the course, q.",
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
