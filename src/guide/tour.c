/* tour: all stages in order: guess, run, compare. */
#include "guide/tour.h"

#include "base/outfile.h"
#include "guide/questions.h"
#include "guide/split.h"
#include "guide/words.h"
#include "stages/course.h"
#include "text/opt_parse.h"

#include <ctype.h>
#include <string.h>

struct options {
    const char *answers, *notes;
    int from; /* which of the stages */
    bool no_input;
};

static const struct options defaults = {.from = 0};

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

static const struct opt_group groups[] = {
    {.title = "Options", .rows = rows},
};

enum { COLUMNS = 76 };

/* Anything but a choice, which is 0, 1, 2 for a, b, c. */
enum reply { SKIP = -1, REVEAL = -2, QUIT = -3 };

/* A tour under way. */
struct tour {
    const struct options *options;
    const char *answers; /* those that are left of --answers, or NULL */
    struct report text;  /* stdout */
    struct report notes; /* silent without --notes */
    int guessed, right, revealed, skipped;
};

/* The next byte of an answer; '\n' behind the last, EOF: there is none. */
static int next_byte(struct tour *tour)
{
    if (!tour->options->answers)
        return getc(stdin);
    if (*tour->answers == '\0')
        return EOF;
    return *tour->answers == ',' ? (tour->answers++, '\n')
                                 : (unsigned char)*tour->answers++;
}

/* The next answer without blanks around it; what is too long for one ends in
   '!'.  False: there is none any more. */
static bool next_word(struct tour *tour, char *word, size_t size)
{
    size_t n = 0;
    int c = next_byte(tour);

    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = next_byte(tour)) {
        if (n == 0 && c != '\0' && isspace(c))
            continue;
        if (n + 1 < size)
            word[n++] = (char)(c == '\0' ? '!' : tolower(c));
        else
            word[size - 2] = '!';
    }
    while (n > 0 && isspace((unsigned char)word[n - 1]))
        n--;
    word[n] = '\0';
    if (tour->options->answers)
        report_print(&tour->text, "%s\n", word);
    return true;
}

/* Asks until there is an answer; the end of the input skips. */
static int ask(struct tour *tour, const struct question *q)
{
    int choices = q->choices[2] ? 3 : 2;
    const struct word *known;
    char word[40] = "";

    if (tour->options->no_input)
        return REVEAL;
    for (;;) {
        report_print(&tour->text, "Your guess (? hint, s skip, r reveal, q "
                                  "quit): ");
        fflush(tour->text.file);
        if (!next_word(tour, word, sizeof word)) {
            report_print(&tour->text, "\n");
            return SKIP;
        }
        if ((word[1] == '\0' || strcmp(word + 1, ")") == 0) && *word >= 'a' &&
            *word < 'a' + choices)
            return *word - 'a';
        if (strcmp(word, "?") == 0 || strcmp(word, "hint") == 0 ||
            strcmp(word, "h") == 0 || strcmp(word, "help") == 0)
            report_wrap(&tour->text, "  ", q->hint, COLUMNS);
        else if (strcmp(word, "s") == 0 || strcmp(word, "skip") == 0)
            return SKIP;
        else if (strcmp(word, "r") == 0 || strcmp(word, "reveal") == 0)
            return REVEAL;
        else if (strcmp(word, "q") == 0 || strcmp(word, "quit") == 0 ||
                 strcmp(word, "exit") == 0)
            return QUIT;
        else if ((known = words_find(word)) != NULL)
            words_print(&tour->text, known);
        else if (strlen(word) > 3 && (known = words_guess(word)) != NULL)
            report_print(&tour->text, "  Did you mean '%s'?\n", known->word);
        else
            report_print(
                &tour->text,
                "  Type %s, one of ? s r q, or a word to be explained.\n",
                choices == 3 ? "a, b or c" : "a or b");
    }
}

static void print_question(struct tour *tour, const struct question *q,
                           int number)
{
    report_print(&tour->text, "%d of %d: %s\n\n", number, QUESTIONS,
                 q->stage->command->name);
    report_wrap(&tour->text, "", q->ask, COLUMNS);
    for (int i = 0; i < QUESTIONS_CHOICES && q->choices[i]; i++)
        report_print(&tour->text, "  %c) %s\n", 'a' + i, q->choices[i]);
    report_print(&tour->notes, "## %d. %s\n\n%s\n\n", number,
                 q->stage->command->name, q->ask);
}

/* Keeps the answer while the result is there. */
struct viewer {
    const struct question *question;
    struct answer answer;
};

static void look(void *context, const void *result)
{
    struct viewer *l = context;

    l->question->answer(&l->answer, result);
}

/* Runs the stage of a question, which shows its result and answers. */
static bool run_stage(struct tour *tour, const struct question *q,
                      struct answer *answer, struct fault *fault)
{
    struct viewer context = {.question = q, .answer = {.right = -1}};
    struct guest guest = {.look = look, .context = &context};
    char room[120], *argv[16];
    struct call call = {.argv = argv, .out = tour->text.file, .fault = fault};

    snprintf(room, sizeof room, "%s", q->words);
    call.argc = split_words(room, argv, 16);
    report_print(&tour->text, "\n$ trainloop %s%s%s\n", q->stage->command->name,
                 *q->words ? " " : "", q->words);
    frame_run(q->stage, &call, &guest);
    *answer = context.answer;
    return fault->kind == FAULT_NONE;
}

/* What one guessed beside what it is, and why. */
static void compare(struct tour *tour, const struct question *q, int guess,
                    const struct answer *result)
{
    const char *truth =
        result->right >= 0 ? q->choices[result->right] : "none of these";
    struct report *both[] = {&tour->text, &tour->notes};

    for (int i = 0; i < 2; i++) {
        const char *item = i == 1 ? "- " : "";
        report_print(both[i], i == 0 ? "\n" : "");
        if (guess >= 0)
            report_print(both[i], "%sYou said: %s\n", item, q->choices[guess]);
        report_print(both[i], "%sThe run:  %s%s\n", item, truth,
                     guess < 0                ? ""
                     : guess == result->right ? " - you were right"
                                              : " - not what you said");
        report_print(both[i], "%s%s\n", i == 1 ? "- " : "          ",
                     result->found);
    }
    report_wrap(&tour->text, "", q->why, COLUMNS);
    report_print(&tour->text, "Try: trainloop %s\n\n", q->change);
    report_print(&tour->notes, "\n%s\n\nTry: `trainloop %s`\n\n", q->why,
                 q->change);
}

/* One stage; false: quit, or a fault. */
static bool visit(struct tour *tour, const struct question *q, int number,
                  struct fault *fault)
{
    struct answer result;

    print_question(tour, q, number);
    int guess = ask(tour, q);
    if (guess == QUIT)
        return false;
    if (guess == SKIP) {
        tour->skipped++;
        report_print(&tour->text, "Skipped.\n\n");
        report_print(&tour->notes, "Skipped.\n\n");
        return true;
    }
    if (!run_stage(tour, q, &result, fault))
        return false;
    tour->guessed += guess >= 0;
    tour->revealed += guess == REVEAL;
    tour->right += guess >= 0 && guess == result.right;
    compare(tour, q, guess, &result);
    return true;
}

/* The first question about the stage of --from. */
static int find_start(int from)
{
    int i = 0;

    while (i + 1 < QUESTIONS &&
           opt_choice(COURSE_STAGES, questions[i].stage->command->name) != from)
        i++;
    return i;
}

static bool take(struct tour *tour, int start, struct fault *fault)
{
    bool on = true;

    report_print(&tour->text,
                 "A question for every stage, the run, and why. Guess before "
                 "you look.\nA word that you do not know: type it, and it is "
                 "explained.\n\n");
    report_print(&tour->notes, "# A tour of the training loop\n\n");
    for (int i = start; on && i < QUESTIONS; i++)
        on = visit(tour, &questions[i], i + 1, fault);
    if (fault->kind != FAULT_NONE)
        return false;
    struct report *both[] = {&tour->text, &tour->notes};
    for (int i = 0; i < 2; i++)
        report_print(both[i],
                     "%d of %d guesses right; %d revealed, %d skipped\n",
                     tour->right, tour->guessed, tour->revealed, tour->skipped);
    report_print(&tour->text, "\nNext: trainloop check linreg\n");
    return true;
}

/* --answers: one letter each. */
static bool check_answers(const char *answers, struct fault *fault)
{
    while (answers && *answers != '\0') {
        size_t length = strcspn(answers, ",");
        if (length != 1 || !strchr("abc?srq", *answers)) {
            fault_set(fault, FAULT_USAGE,
                      "'--answers' needs letters with commas between them, got "
                      "'%.*s'",
                      (int)(length < 60 ? length : 60), answers);
            return fault_hint(fault, "For example: --answers a,c,?,b,s");
        }
        answers += length + (answers[length] == ',');
    }
    return true;
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct options o;
    struct outfile file = {0};

    if (!opt_parse(&tour_command, call->argc, call->argv, &o, fault))
        return FAULT_USAGE;
    if (o.notes && strcmp(o.notes, "-") == 0) {
        fault_set(fault, FAULT_USAGE,
                  "the tour itself goes to stdout, so "
                  "'--notes' cannot be '-'");
        fault_hint(fault, "Give it the name of a file");
        return FAULT_USAGE;
    }
    if (!check_answers(o.answers, fault) ||
        (o.notes && !outfile_open(&file, o.notes, fault)))
        return (int)fault->kind;
    struct tour tour = {.options = &o,
                        .answers = o.answers,
                        .text = {.file = call->out},
                        .notes = {.file = file.file, .silent = !file.file}};
    bool good =
        take(&tour, find_start(o.from), fault) && outfile_commit(&file, fault);
    if (good && o.notes)
        fprintf(stderr, "wrote %s\n", o.notes);
    outfile_discard(&file);
    return good ? 0 : (int)fault->kind;
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
    .n_groups = 1,
    .defaults = &defaults,
    .size = sizeof defaults,
};
