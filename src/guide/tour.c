/* tour: all stages in order: guess, run, compare. */
#include "guide/tour.h"

#include "base/outfile.h"
#include "base/stream.h"
#include "guide/questions.h"
#include "guide/words.h"
#include "stages/course.h"
#include "text/opt_parse.h"
#include "text/shell.h"

#include <ctype.h>
#include <string.h>

struct options {
    const char *answers, *notes;
    int from; /* which of the stages */
    bool no_input;
};

static const struct options defaults = {0};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--from", .value = COURSE_STAGES, .kind = OPT_CHOICE, .at = AT(from),
     .help = "begin there"},
    {"--answers", .value = "A,B,...", .kind = OPT_TEXT, .at = AT(answers),
     .help = "your answers, instead of typing them", .clash = "--no-input"},
    {"--no-input", .kind = OPT_FLAG, .at = AT(no_input),
     .help = "ask nothing, show everything"},
    {"--notes", .value = "FILE", .kind = OPT_TEXT, .at = AT(notes),
     .help = "keep guesses and results, as Markdown"},
    {0},
};

static const struct opt_group groups[] = {{.title = "Options", .rows = rows},
                                          {0}};

enum { COLUMNS = 76 };

/* Anything but a choice, which is 0, 1, 2 for a, b, c. */
enum reply { SKIP = -1, REVEAL = -2, QUIT = -3 };

/* A tour under way. */
struct tour {
    struct options o;         /* answers: what is left of them  */
    struct report out, notes; /* stdout; silent without --notes */
    int guessed, right, revealed, skipped;
    struct fault *fault;
};

/* A line of stdin without blanks around it, in small letters; what is too long
   for an answer ends in '!'.  False: there is none any more. */
static bool read_word(char *word, size_t size)
{
    size_t n = 0;
    int c = getchar();

    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = getchar())
        if (n + 1 == size)
            word[n - 1] = '!';
        else if (n > 0 || !isspace(c))
            word[n++] = (char)(c == '\0' ? '!' : tolower(c));
    while (n > 0 && isspace((unsigned char)word[n - 1]))
        n--;
    word[n] = '\0';
    return true;
}

/* The next answer: a letter of --answers, or what is typed. */
static bool next_word(struct tour *t, char *word, size_t size)
{
    const char *at = t->o.answers;

    if (!at)
        return read_word(word, size);
    if (*at == '\0')
        return false;
    snprintf(word, size, "%c", *at);
    report_print(&t->out, "%s\n", word);
    t->o.answers += at[1] == ',' ? 2 : 1;
    return true;
}

/* Asks until there is an answer; the end of the input skips. */
static int ask(struct tour *t, const struct question *q)
{
    const struct word *known;
    char word[40] = "";

    while (!t->o.no_input) {
        report_print(&t->out,
                     "Your guess (? hint, s skip, r reveal, q quit): ");
        fflush(t->out.file);
        if (!next_word(t, word, sizeof word)) {
            report_print(&t->out, "\n");
            return SKIP;
        }
        int choice = opt_choice("a|b|c|a)|b)|c)", word) % QUESTIONS_CHOICES;
        if (choice >= 0 && q->choices[choice])
            return choice;
        if (opt_choice("s|skip", word) >= 0)
            return SKIP;
        if (opt_choice("r|reveal", word) >= 0)
            return REVEAL;
        if (opt_choice("q|quit|exit", word) >= 0)
            return QUIT;
        if (opt_choice("?|h|hint|help", word) >= 0)
            report_wrap(&t->out, "  ", q->hint, COLUMNS);
        else if ((known = words_find(word)) != NULL)
            words_print(&t->out, known);
        else if (strlen(word) > 3 && (known = words_guess(word)) != NULL)
            report_print(&t->out, "  Did you mean '%s'?\n", known->word);
        else
            report_print(&t->out,
                         "  Type %s, one of ? s r q, or a word to be "
                         "explained.\n",
                         q->choices[2] ? "a, b or c" : "a or b");
    }
    return REVEAL;
}

static void print_question(struct tour *t, const struct question *q, int number)
{
    const char *name = q->stage->command.name;

    report_print(&t->out, "%d of %d: %s\n\n", number, QUESTIONS, name);
    report_wrap(&t->out, "", q->ask, COLUMNS);
    for (int i = 0; i < QUESTIONS_CHOICES && q->choices[i]; i++)
        report_print(&t->out, "  %c) %s\n", 'a' + i, q->choices[i]);
    report_print(&t->notes, "## %d. %s\n\n%s\n\n", number, name, q->ask);
}

/* Runs the stage of a question, which shows its result and answers. */
static struct answer run_stage(struct tour *t, const struct question *q)
{
    struct answer answer = {.right = -1};
    struct guest guest = {.look = q->look, .context = &answer};
    char room[120], *argv[16];
    struct call call = {.argv = argv, .out = t->out.file, .fault = t->fault};

    snprintf(room, sizeof room, "%s", q->words);
    call.argc = shell_split(room, argv, 16);
    report_print(&t->out, "\n$ trainloop %s%s%s\n", q->stage->command.name,
                 *q->words ? " " : "", q->words);
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

/* One stage; false: quit, or a fault. */
static bool visit(struct tour *t, const struct question *q, int number)
{
    print_question(t, q, number);
    int guess = ask(t, q);
    if (guess == QUIT)
        return false;
    if (guess == SKIP) {
        t->skipped++;
        report_print(&t->out, "Skipped.\n\n");
        report_print(&t->notes, "Skipped.\n\n");
        return true;
    }
    struct answer a = run_stage(t, q);
    if (t->fault->kind != FAULT_NONE)
        return false;
    t->guessed += guess >= 0;
    t->revealed += guess == REVEAL;
    t->right += guess >= 0 && guess == a.right;
    report_print(&t->out, "\n");
    compare(&t->out, "", "          ", q, guess, &a);
    report_wrap(&t->out, "", q->why, COLUMNS);
    report_print(&t->out, "Try: trainloop %s\n\n", q->change);
    compare(&t->notes, "- ", "- ", q, guess, &a);
    report_print(&t->notes, "\n%s\n\nTry: `trainloop %s`\n\n", q->why,
                 q->change);
    if (t->notes.file)
        fflush(t->notes.file); /* Ctrl-C at the next prompt loses nothing */
    return true;
}

/* From a stage's first question on: false with a fault. */
static bool take(struct tour *t)
{
    report_print(&t->out, "A question for every stage, the run, and why. Guess "
                          "before you look.\nA word that you do not know: type "
                          "it, and it is explained.\n\n");
    report_print(&t->notes, "# A tour of the training loop\n\n");
    for (int i = t->o.from; i < QUESTIONS; i++)
        if (!visit(t, &questions[i], i + 1))
            break;
    if (t->fault->kind != FAULT_NONE)
        return false;
    struct report *both[] = {&t->out, &t->notes};
    for (int i = 0; i < 2; i++)
        report_print(both[i],
                     "%d of %d guesses right; %d revealed, %d skipped\n",
                     t->right, t->guessed, t->revealed, t->skipped);
    report_print(&t->out, "\nNext: trainloop check linreg\n");
    return true;
}

/* --answers: one letter each; --notes: not to stdout. */
static bool check(const struct options *o, struct fault *fault)
{
    if (stream_is_dash(o->notes))
        return fault_say(
            fault, FAULT_USAGE, "Give it the name of a file",
            "the tour itself goes to stdout, so '--notes' cannot be '-'");
    for (const char *at = o->answers ? o->answers : ""; *at != '\0';) {
        size_t length = strcspn(at, ",");
        if (length != 1 || !strchr("abc?srq", *at))
            return fault_say(fault, FAULT_USAGE,
                             "For example: --answers a,c,?,b,s",
                             "'--answers' needs letters with commas between "
                             "them, got '%.*s'",
                             (int)(length < 60 ? length : 60), at);
        at += at[1] == ',' ? 2 : 1;
    }
    return true;
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct options o;
    struct outfile file = {0};

    if (!opt_parse(&tour_command, call->argc, call->argv, &o, fault) ||
        !check(&o, fault) ||
        (o.notes && !outfile_append(&file, o.notes, fault)))
        return (int)fault->kind;
    struct tour tour = {.o = o,
                        .out = {.file = call->out},
                        .notes = {.file = file.file, .silent = !file.file},
                        .fault = fault};
    if (take(&tour) && outfile_commit(&file, fault) && o.notes)
        files_say(&file, "");
    outfile_discard(&file);
    return (int)fault->kind;
}

const struct command tour_command = {
    .name = "tour",
    .run = run,
    .summary = "all stages in order: guess, run, compare",
    .about = "Asks a question for every stage, runs it, and compares your "
             "guess with the\nrun. Answers are a, b or c; the end of the input "
             "skips what is left.",
    .examples = "  trainloop tour --no-input\n"
                "  trainloop tour --from sweep --answers a,c,b,c,b\n"
                "  trainloop tour --answers b,c,q --notes notes.md\n",
    .groups = groups,
    .defaults = &defaults,
    .size = sizeof defaults,
};
