/* tour: the course, chapter by chapter: do, guess, see, change. */
#include "base/supplied.h"
#include "base/utf8.h"
#include "guide/chapters.h"
#include "guide/commands.h"
#include "guide/notes.h"
#include "guide/talk.h"
#include "lesson/files.h"
#include "lesson/frame.h"
#include "text/opt_parse.h"

#include "trainloop/rng.h"

#include <string.h>

struct options {
    const char *answers, *notes;
    int from; /* which chapter; -1: the first that the notes lack */
    bool no_input;
};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--from", .value = CHAPTERS_NAMES, .kind = OPT_CHOICE, .at = AT(from),
     .help = "the chapter where it begins"},
    {"--answers", .value = "A,B,...", .kind = OPT_TEXT, .at = AT(answers),
     .help = "your guesses, instead of typing them", .clash = "--no-input"},
    {"--no-input", .kind = OPT_FLAG, .at = AT(no_input),
     .help = "ask nothing, show everything"},
    {"--notes", .value = "FILE", .kind = OPT_TEXT, .at = AT(notes),
     .help = "keep what was done, and go on there"},
    {0},
};

/* A tour under way. */
struct tour {
    struct options o;
    struct talk talk;
    struct notes notes;
    int guessed, right, revealed, skipped;
    struct fault *fault;
};

static const char help[] =
    "Enter does what the prompt says. You may also type:\n"
    "A command: it runs, with or without 'trainloop': linreg --lr 1e-6\n"
    "'help' with a command lists its options, 'help help' all commands.\n"
    "A word of the course: it is explained. 'explain' lists the words.\n"
    "n: the next chapter   q: the end";

/* Something to do: Enter runs the command, which another may replace; then the
   screen is looked at.  True: this chapter goes on. */
static bool act(struct tour *t, const char *command, const char *then)
{
    struct number prompt;
    int key = TALK_TOLD;

    while (key == TALK_TOLD) {
        report_print(t->talk.out, "Do: trainloop %s\n", command);
        key = talk_ask(&t->talk,
                       "Enter: run it   ?: help   n: next chapter   q: quit > ",
                       "n!", help);
        if (key == TALK_TOLD)
            talk_ask(&t->talk, "Enter: back to what to do > ", "", help);
    }
    if (key == TALK_ENTER)
        talk_run(&t->talk, command, NULL);
    number_say(&prompt, "Enter: %s > ", then);
    if (key == TALK_ENTER || key == TALK_RAN)
        key = talk_ask(&t->talk, prompt.text, "n", help);
    return key == TALK_ENTER;
}

static void begin(struct tour *t, const struct chapter *c)
{
    const struct supplied *text = c->text ? supplied_find(c->text) : NULL;
    const char *line = text ? (const char *)text->bytes : "";
    struct report *out = t->talk.out;

    report_print(out, "Chapter %d of %d: %s\n\n%s\n", (int)(c - chapters) + 1,
                 CHAPTERS, c->title, c->about);
    for (; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
        report_print(out, "  %.*s\n", (int)strcspn(line, "\n"), line);
    report_print(out, "\n");
}

/* The options in an order of chance, so that their places say nothing; returns
   how many there are. */
static int mix(const struct chapter *c, int order[CHAPTERS_OPTIONS])
{
    struct rng rng;
    int n = 0;

    for (; n < CHAPTERS_OPTIONS && c->options[n].text; n++)
        order[n] = n;
    rng_seed(&rng, (uint32_t)(PRESET_SEED + (c - chapters)));
    rng_shuffle(&rng, order, (size_t)n, sizeof *order);
    return n;
}

/* The question, with its options in this order. */
static void print_question(struct report *out, const struct chapter *c,
                           const int *order, int n)
{
    report_print(out, "%s\n", c->ask);
    for (int i = 0; i < n; i++)
        report_print(out, "  %c) %s\n", 'a' + i, c->options[order[i]].text);
    report_print(out, "It is decided by: trainloop %s\n", c->trial);
}

/* Asks for a guess: which option; else TALK_REVEAL, _NEXT, _QUIT. */
static int guess(struct tour *t, const struct chapter *c, bool *chosen)
{
    int order[CHAPTERS_OPTIONS], n = mix(c, order), key = TALK_ENTER;
    struct number prompt;
    char hint[300];

    snprintf(hint, sizeof hint,
             "%s\nType %s. A command runs here, too; a word is explained.",
             c->hint, n > 2 ? "a, b or c" : "a or b");
    number_say(&prompt,
               "Your guess: %s   ?: hint   r: reveal   n: next chapter   q: "
               "quit > ",
               n > 2 ? "a, b or c" : "a or b");
    print_question(t->talk.out, c, order, n);
    while (key == TALK_ENTER && !t->talk.silent) {
        key = talk_ask(&t->talk, prompt.text, n > 2 ? "abcnr!" : "abnr!", hint);
        if (key == TALK_ENTER)
            report_print(t->talk.out,
                         "A guess costs nothing: type a letter.\n");
        if (key != TALK_RAN && key != TALK_TOLD)
            continue;
        key = talk_ask(&t->talk, "Enter: back to the question > ", "", help);
        if (key == TALK_ENTER)
            print_question(t->talk.out, c, order, n);
    }
    *chosen = key >= 'a' && key < 'a' + n;
    return *chosen ? order[key - 'a'] : key == TALK_ENTER ? TALK_REVEAL : key;
}

/* What one guessed, what the run says, and why. */
static void compare(struct tour *t, const struct chapter *c, int said,
                    bool chosen, const struct chapters_answer *a)
{
    struct report *out = t->talk.out;
    const struct chapters_option *right = &c->options[a->right];

    if (chosen)
        report_print(out, "Your guess:   %s\n", c->options[said].text);
    report_print(out, "The run says: %s%s\n\n", right->text,
                 !chosen            ? ""
                 : said == a->right ? " - you were right"
                                    : " - not what you guessed");
    report_print(out, "%s\n%s\n\n", a->found, right->why);
}

/* The question and its run; false: this chapter is over. */
static bool question(struct tour *t, const struct chapter *c)
{
    struct chapters_answer a = {.right = -1};
    struct guest guest = {.look = c->look, .context = &a};
    bool chosen, good = true;
    int said = guess(t, c, &chosen);

    if (!chosen && said != TALK_REVEAL)
        return false;
    talk_run(&t->talk, c->trial, &guest);
    if (a.right < 0) /* a file of the reader's has the name of our data */
        return talk_ask(&t->talk, "That gives no answer. Enter: go on > ", "n",
                        help) == TALK_ENTER;
    if (chosen)
        good = notes_add(&t->notes, t->fault, "tour %s answered %s, %s",
                         c->name, c->options[said].text,
                         said == a.right ? "right" : "wrong");
    else
        good = notes_add(&t->notes, t->fault, "tour %s revealed", c->name);
    t->guessed += chosen;
    t->revealed += !chosen;
    t->right += chosen && said == a.right;
    if (!good ||
        talk_ask(&t->talk, "Enter: what it means > ", "n", help) != TALK_ENTER)
        return false;
    compare(t, c, said, chosen, &a);
    return true;
}

/* A chapter. */
static bool visit(struct tour *t, const struct chapter *c)
{
    int asked = t->guessed + t->revealed;

    begin(t, c);
    if (act(t, c->run, "go on, to a question") && question(t, c)) {
        report_print(t->talk.out, "Change one thing. %s\n", c->vary);
        act(t, c->change,
            c + 1 < chapters + CHAPTERS ? "the next chapter"
                                        : "what to remember");
    }
    if (t->talk.over || t->fault->kind != FAULT_NONE)
        return false;
    if (asked < t->guessed + t->revealed)
        return true;
    t->skipped++;
    report_print(t->talk.out, "Skipped.\n\n");
    return notes_add(&t->notes, t->fault, "tour %s skipped", c->name);
}

/* The first chapter that the notes lack. */
static int find_first(const struct notes *notes)
{
    int k = 0;
    struct number words;

    for (; k < CHAPTERS; k++) {
        number_say(&words, "tour %s", chapters[k].name);
        if (!notes_has(notes, words.text))
            break;
    }
    return k;
}

/* How it went, and what to type next; k: the chapter where it ended. */
static void end(struct tour *t, int k)
{
    struct report *out = t->talk.out;

    report_print(out, "%d of %d guess%s right; %d revealed, %d skipped\n",
                 t->right, t->guessed, t->guessed == 1 ? "" : "es", t->revealed,
                 t->skipped);
    if (k == CHAPTERS) {
        report_print(out, "Next: trainloop check");
        report_shell(out, "--notes", t->o.notes);
    } else {
        report_print(out, "To go on: trainloop tour");
        report_shell(out, t->o.notes ? "--notes" : "--from",
                     t->o.notes ? t->o.notes : chapters[k].name);
    }
    report_print(out, "\n");
}

/* From a chapter on: false with a fault. */
static bool take(struct tour *t)
{
    struct report *out = t->talk.out;
    int k = t->o.from >= 0 ? t->o.from : find_first(&t->notes);

    if (k == CHAPTERS)
        report_print(
            out,
            "The notes have all chapters. One of them again: trainloop "
            "tour --from %s\n\n",
            chapters[0].name);
    else
        report_print(out,
                     "You run a command, guess what another will say, and see. "
                     "Instead of the command shown you may type any other; a "
                     "word that you want explained; or ? for help.\n\n");
    while (k < CHAPTERS && visit(t, &chapters[k]))
        k++;
    if (t->fault->kind != FAULT_NONE)
        return false;
    if (k == CHAPTERS) {
        report_print(out, "%s\n", chapters_remember);
        if (talk_ask(&t->talk, "Enter: one page more > ", "", help) ==
            TALK_ENTER)
            report_print(out, "%s\n", chapters_ahead);
    }
    end(t, k);
    return true;
}

/* --answers: one letter each. */
static bool check(const struct options *o, struct fault *fault)
{
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
    struct tour t = {.talk = {.out = &out, .call = call}, .fault = call->fault};

    if (opt_parse(&visit_command, call->argc, call->argv, &t.o, t.fault) &&
        check(&t.o, t.fault) &&
        (!t.o.notes || notes_open(&t.notes, t.o.notes, t.fault))) {
        t.talk.answers = t.o.answers;
        t.talk.silent = t.o.no_input;
        if (take(&t) && t.o.notes)
            files_say(&t.notes.file, "");
    }
    notes_close(&t.notes);
    report_free(&out);
    return frame_status(call, (int)t.fault->kind);
}

const struct command visit_command = {
    .name = "tour",
    .run = run,
    .summary = "the course, step by step: do, guess, see",
    .about = "Ten chapters. In each you run a command, guess what another run "
             "will say, see\nwhat it says and why, and change one thing. At "
             "every prompt ? says what to type.",
    .examples = "  trainloop tour\n"
                "  trainloop tour --notes notes.txt\n"
                "  trainloop tour --from sweep --answers a,c,b,c,b\n"
                "  trainloop tour --no-input\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows}, {0}},
    .defaults = &(const struct options){.from = -1},
    .size = sizeof(struct options),
};
