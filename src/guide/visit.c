/* tour: all stages in order: guess, run, compare. */
#include "guide/commands.h"

#include "base/input.h"
#include "base/utf8.h"
#include "guide/explain.h"
#include "guide/typed.h"
#include "lesson/preset.h"
#include "stages/bigram_command.h"
#include "stages/bigram_run.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"
#include "text/opt_parse.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

struct options {
    const char *answers, *notes;
    int from; /* which of the stages */
    bool no_input;
};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--from", .value = PRESET_STAGES, .kind = OPT_CHOICE, .at = AT(from),
     .help = "the stage where it begins"},
    {"--answers", .value = "A,B,...", .kind = OPT_TEXT, .at = AT(answers),
     .help = "your answers, instead of typing them", .clash = "--no-input"},
    {"--no-input", .kind = OPT_FLAG, .at = AT(no_input),
     .help = "ask nothing, show everything"},
    {"--notes", .value = "FILE", .kind = OPT_TEXT, .at = AT(notes),
     .help = "keep guesses and results, as Markdown"},
    {0},
};

enum { CHOICES = 3 };

/* What the run says: which choice is right, and what was measured. */
struct answer {
    int right; /* 0 for a) ...; -1: none of them, in this run */
    char found[160];
};

struct question {
    const char *ask;
    const char *choices[CHOICES]; /* NULL: there are fewer */
    const char *hint;
    const struct stage *stage;
    const char *run; /* "linreg -q": what is run and shown */
    void (*look)(void *answer, const void *result); /* a struct answer */
    const char *why, *change; /* change: a command to try */
};

/* Which choice is right, and what was found, as printf. */
FAULT_PRINTF(3, 4)
static void set(struct answer *a, int right, const char *found, ...)
{
    va_list arguments;

    va_start(arguments, found);
    a->right = right;
    vsnprintf(a->found, sizeof a->found, found, arguments);
    va_end(arguments);
}

/* Is the line that made the data the one that fits them best? */
static void answer_data(void *answer, const void *result)
{
    const struct data *r = result;

    set(answer, r->true_loss > r->bowl.floor,
        "the loss of the true line is %.40s, that of the best one %.40s",
        number_short(r->true_loss).text, number_short(r->bowl.floor).text);
}

/* How far has the intercept come? */
static void answer_linreg(void *answer, const void *result)
{
    const struct training *t = result;
    double found = t->line.intercept;
    double part = found / t->set.truth.line.intercept;
    int right = fabs(1.0 - part) <= 0.1    ? 0
                : part > 0.3 && part < 0.7 ? 1
                : fabs(part) < 0.01        ? 2
                                           : -1;

    set(answer, right,
        "it is %.1f, %.2f %% of the way; the bowl is %.40s times as steep in "
        "its steep direction as in its flat one",
        found, 100.0 * part, number_short(t->bowl.condition).text);
}

/* What does 1e-4 do? */
static void answer_sweep(void *answer, const void *result)
{
    const struct sweep *r = result;
    size_t i = 0;

    while (i < r->n && r->rows[i].lr != 1e-4)
        i++;
    if (i == r->n)
        return;
    const struct judge *judge = &r->rows[i].judge;
    int right = r->rows[i].diverged ? 0 : r->best == i ? 2 : 1;
    set(answer, right,
        "1e-4 is %.2f of the critical rate; its last loss is %.40s",
        1e-4 / r->training.trained.critical, number_short(judge->last).text);
}

/* Does patience fire? */
static void answer_early_stop(void *answer, const void *result)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;

    set(answer, judge->verdict != JUDGE_STOPPED ? 2 : judge->epoch >= 1000,
        "it ran %.0f epochs; the loss is %.1f %% above the floor",
        (double)judge->measured,
        100.0 * (t->fit.last.loss / t->bowl.floor - 1.0));
}

/* Is the higher error on unseen data more than chance? */
static void answer_generalize(void *answer, const void *result)
{
    const struct test *test = &((const struct generalize *)result)->test;

    set(answer, test->score != SCORE_WORSE,
        "EUR %.24s more than in training; chance alone makes gaps of about "
        "%.24s",
        number_short(test->apart).text, number_short(test->chance).text);
}

/* How high can P(cat | the) come? */
static void answer_limit(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double limit = counts_share(&r->counts, r->asked.follow);

    set(answer,
        limit > 0.99    ? 0
        : limit >= 0.34 ? 1
                        : 2,
        "%.3f after 50 epochs; counted in the text, so the limit: %.3f",
        r->asked.followed, limit);
}

/* Does decay help? */
static void answer_decay(void *answer, const void *result)
{
    const struct bigram_run *r = result;
    double with = r->fit.loss, without = r->twin.loss;

    set(answer, fabs(with - without) < 0.01 * without ? 2 : with > without,
        "the loss is %.4f with decay and %.4f without", with, without);
}

/* Question k is the first one about stage k of PRESET_STAGES. */
static const struct question questions[] = {
    {"Twenty apartments are made by price = 2500 * sqm + 15000 and "
     "noise. Is that the line with the lowest loss on these twenty?",
     .choices = {"yes, it made them", "no, another line fits them better"},
     .hint = "The noise is part of what a line is fitted to.",
     .stage = &data_stage, .run = "data", .look = answer_data,
     .why = "With so few points the noise tilts the best line a little. The "
            "true line is better on apartments that are still to come, not on "
            "these.",
     .change = "data --samples 2000"},
    {"Gradient descent starts at slope 0, intercept 0. How far has the "
     "intercept come to its 15000 after 200 epochs at a rate of 1e-7?",
     .choices = {"all the way, within 10 %", "about half of the way",
                 "hardly at all, not even 1 %"},
     .hint = "The gradient of the slope is multiplied by the square metres, "
             "that of the intercept by 1.",
     .stage = &linreg_stage, .run = "linreg -q", .look = answer_linreg,
     .why = "The loss is a bowl. The intercept lies in its flat direction. A "
            "rate that suits the steep direction is far too small for it.",
     .change = "linreg --standardize --lr 0.5"},
    {"Lessons like this one say that a rate of 1e-4 makes the loss "
     "explode. Does it, on these data?",
     .choices = {"yes, it explodes",
                 "no, but it is not the best of the four either",
                 "no, it is the best of the four"},
     .hint = "What counts is the critical rate: 2 divided by the curvature.",
     .stage = &sweep_stage, .run = "sweep -q", .look = answer_sweep,
     .why = "Below the critical rate the steps shrink what is missing, above "
            "it they make it grow. The critical rate is known from the data, "
            "before any run.",
     .change = "sweep --lr auto"},
    {"Training may run for 5000 epochs. It stops when the loss has not come "
     "down by more than 100 in 20 epochs. When does it stop?",
     .choices = {"by the rule, before epoch 1000", "by the rule, later",
                 "the rule never stops it"},
     .hint = "The loss is in squared euros: how large is it in the stage "
             "linreg?",
     .stage = &early_stop_stage, .run = "early-stop -q",
     .look = answer_early_stop,
     .why = "100 squared euros are next to nothing: nearly every epoch still "
            "brings more. The curve looks flat, but it is above its floor.",
     .change = "early-stop --standardize --lr 0.1 --min-delta 0.1%"},
    {"On five apartments that it has never seen, the line is farther "
     "off than in training. Has it overfitted?",
     .choices = {"yes: it is good only at what it knows",
                 "no: chance explains the difference"},
     .hint = "How much does the mean error of five points vary by chance?",
     .stage = &generalize_stage, .run = "generalize -q",
     .look = answer_generalize,
     .why = "Five points are very few: chance moves their mean error up and "
            "down. And a line has only two parameters: it cannot memorise "
            "twenty apartments.",
     .change = "generalize --draws 1000"},
    {"The model learns the next word from five sentences. P(cat | the) is "
     "how probable 'cat' is after 'the'. A common claim is 0.34. Where does "
     "training bring it in the end?",
     .choices = {"nearly to 1, if it lasts long enough", "to 0.34 or more",
                 "to 0.30, where it settles"},
     .hint = "The loss is lowest where each probability is the counted share.",
     .stage = &bigram_stage,
     .run = "bigram -q --follow the,cat --epochs 50 --every 10",
     .look = answer_limit,
     .why = "Cross-entropy is at its floor when every probability is the "
            "counted share. A model of pairs cannot know more than the pairs.",
     .change = "bigram --epochs 300 --follow the,cat"},
    {"Make the learning rate 5 % smaller every epoch, for 15 epochs. Is "
     "the loss then lower than at a constant rate?",
     .choices = {"yes, it is lower", "no, it is higher",
                 "there is no difference"},
     .hint = "How far can it get when the steps add up to less?",
     .stage = &bigram_stage, .run = "bigram -q --decay 0.95 --epochs 15",
     .look = answer_decay,
     .why = "Decay calms the jitter near the end. Here the end is far away. "
            "With decay the steps are smaller, so they come less far.",
     .change = "bigram --epochs 15"},
};

enum { QUESTIONS = sizeof questions / sizeof questions[0] };

/* Anything but a choice, which is 0, 1, 2 for a, b, c. */
enum reply { SKIP = -1, REVEAL = -2, QUIT = -3 };

/* A tour under way. */
struct tour {
    struct options o;           /* answers: what is left of them */
    struct report *out, *notes; /* stdout; NULL without --notes */
    int guessed, right, revealed, skipped;
    struct fault *fault;
    const struct call *call;
};

/* The next answer: a letter of --answers, or what is typed. */
static bool next_word(struct tour *t, char *word, size_t size)
{
    const char *at = t->o.answers;

    if (!at)
        return typed_line(word, size);
    if (*at == '\0')
        return false;
    snprintf(word, size, "%c", *at);
    report_print(t->out, "%s\n", word);
    t->o.answers += at[1] == ',' ? 2 : 1;
    return true;
}

/* Asks until there is an answer; the end of the input skips. */
static int ask(struct tour *t, const struct question *q)
{
    char word[40] = "";
    bool sure;

    while (!t->o.no_input) {
        report_print(t->out, "Your guess (? hint, s skip, r reveal, q quit): ");
        report_flush(t->out);
        if (!next_word(t, word, sizeof word)) {
            report_print(t->out, "\n");
            return SKIP;
        }
        int choice = opt_choice("a|b|c|a)|b)|c)", word) % CHOICES;
        if (choice >= 0 && q->choices[choice])
            return choice;
        if (opt_choice("s|skip", word) >= 0)
            return SKIP;
        if (opt_choice("r|reveal", word) >= 0)
            return REVEAL;
        if (opt_choice("q|quit|exit", word) >= 0)
            return QUIT;
        const struct word *known = explain_find(word, &sure);
        if (opt_choice("?|h|hint|help", word) >= 0)
            report_print(t->out, "  %s\n", q->hint);
        else if (sure)
            explain_print(t->out, known);
        else if (known && strlen(word) > 3)
            report_print(t->out, "  Did you mean '%s'?\n", known->word);
        else
            report_print(t->out,
                         "  Type %s, one of ? s r q, or a word to be "
                         "explained.\n",
                         q->choices[2] ? "a, b or c" : "a or b");
    }
    return REVEAL;
}

static void print_question(struct tour *t, const struct question *q, int number)
{
    const char *name = q->stage->command.name;

    report_print(t->out, "%d of %d: %s\n\n", number, QUESTIONS, name);
    report_print(t->out, "%s\n", q->ask);
    for (int i = 0; i < CHOICES && q->choices[i]; i++)
        report_print(t->out, "  %c) %s\n", 'a' + i, q->choices[i]);
    report_print(t->notes, "## %d. %s\n\n%s\n\n", number, name, q->ask);
}

/* Runs the stage of a question, which shows its result and answers. */
static struct answer run_stage(struct tour *t, const struct question *q)
{
    struct answer answer = {.right = -1};
    struct guest guest = {.look = q->look, .context = &answer};
    char line[120], *argv[16];
    struct call call = *t->call;

    call.argv = argv + 1;
    snprintf(line, sizeof line, "%s", q->run);
    report_print(t->out, "\n$ trainloop %s\n", line);
    call.argc = opt_split(line, argv, 16) - 1;
    frame_run(q->stage, &call, &guest);
    return answer;
}

/* What one guessed beside what it is.  item, more: what the first and the last
   of the lines begin with. */
static void compare(struct report *to, const char *item, const char *more,
                    const struct question *q, int guess, const struct answer *a)
{
    if (guess >= 0)
        report_print(to, "%sYou said: %s\n", item, q->choices[guess]);
    report_print(to, "%sThe run:  %s%s\n%s%s\n", item,
                 a->right >= 0 ? q->choices[a->right] : "none of these",
                 guess < 0           ? ""
                 : guess == a->right ? " - you were right"
                                     : " - not what you said",
                 more, a->found);
}

/* One stage; false: quit, interrupted, or a fault. */
static bool visit(struct tour *t, const struct question *q, int number)
{
    print_question(t, q, number);
    int guess = ask(t, q);
    if (guess == QUIT)
        return false;
    if (guess == SKIP) {
        t->skipped++;
        report_print(t->out, "Skipped.\n\n");
        report_print(t->notes, "Skipped.\n\n");
        return true;
    }
    struct answer a = run_stage(t, q);
    if (t->fault->kind != FAULT_NONE || *t->call->interrupted)
        return false;
    t->guessed += guess >= 0;
    t->revealed += guess == REVEAL;
    t->right += guess >= 0 && guess == a.right;
    report_print(t->out, "\n");
    compare(t->out, "", "          ", q, guess, &a);
    report_print(t->out, "%s\n", q->why);
    report_print(t->out, "Try: trainloop %s\n\n", q->change);
    compare(t->notes, "- ", "- ", q, guess, &a);
    report_print(t->notes, "\n%s\n\nTry: `trainloop %s`\n\n", q->why,
                 q->change);
    if (t->notes)
        fflush(t->notes->file); /* Ctrl-C at the next prompt loses nothing */
    return true;
}

/* From a stage's first question on: false with a fault. */
static bool take(struct tour *t)
{
    report_print(t->out, "Every stage asks a question, runs, and says why. "
                         "Guess before you look.\nTo have a word explained, "
                         "type it.\n\n");
    report_print(t->notes, "# A tour of the training loop\n\n");
    for (int i = t->o.from; i < QUESTIONS; i++)
        if (!visit(t, &questions[i], i + 1))
            break;
    if (t->fault->kind != FAULT_NONE)
        return false;
    struct report *both[] = {t->out, t->notes};
    for (int i = 0; i < 2; i++)
        report_print(both[i],
                     "%d of %d guess%s right; %d revealed, %d skipped\n",
                     t->right, t->guessed, t->guessed == 1 ? "" : "es",
                     t->revealed, t->skipped);
    report_print(t->out, "\nNext: trainloop check linreg\n");
    return true;
}

/* --answers: one letter each; --notes: not to stdout. */
static bool check(const struct options *o, struct fault *fault)
{
    if (input_is_dash(o->notes))
        return fault_say(
            fault, FAULT_USAGE, "Give it the name of a file",
            "the tour itself goes to stdout, so '--notes' cannot be '-'");
    for (const char *at = o->answers ? o->answers : ""; *at != '\0';) {
        size_t length = strcspn(at, ","), most = 60;
        if (length != 1 || !strchr("abc?srq", *at))
            return fault_say(
                fault, FAULT_USAGE, "For example: --answers a,c,?,b,s",
                "'--answers' needs letters with commas between "
                "them, got '%.*s'",
                (int)utf8_cut(at, length < most ? length : most), at);
        at += at[1] == ',' ? 2 : 1;
    }
    return true;
}

static int run(const struct call *call)
{
    struct report out = {.file = call->out, .width = REPORT_WIDTH};
    struct tour t = {.out = &out, .fault = call->fault, .call = call};
    struct outfile file = {0};
    struct report notes = {0};

    if (opt_parse(&visit_command, call->argc, call->argv, &t.o, t.fault) &&
        check(&t.o, t.fault) &&
        (!t.o.notes || outfile_append(&file, t.o.notes, t.fault))) {
        notes.file = file.file;
        t.notes = notes.file ? &notes : NULL;
        if (take(&t) && outfile_commit(&file, t.fault) && t.o.notes)
            files_say(&file, "");
    }
    outfile_discard(&file);
    report_free(&out);
    return frame_status(call, (int)t.fault->kind);
}

const struct command visit_command = {
    .name = "tour",
    .run = run,
    .summary = "the course, step by step: do, guess, see",
    .about = "Asks a question for every stage, runs it, and compares your "
             "guess with the\nrun. Answers are a, b or c; the end of the input "
             "skips what is left.",
    .examples = "  trainloop tour --no-input\n"
                "  trainloop tour --from sweep --answers a,c,b,c,b\n"
                "  trainloop tour --answers b,c,q --notes notes.md\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows}, {0}},
    .defaults = &(const struct options){0},
    .size = sizeof(struct options),
};
