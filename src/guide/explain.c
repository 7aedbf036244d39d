/* explain: what a word means, and the command that shows it. */
#include "guide/explain.h"

#include "guide/words.h"
#include "text/opt_parse.h"

#include <string.h>

static const struct opt_words defaults = {NULL, 0};

enum { ASKED = 60, COLUMNS = 76 };

/* The words of the command line as one. */
static void join(const struct opt_words *given, char asked[ASKED + 1])
{
    int n = snprintf(asked, ASKED + 1, "%s", given->n > 0 ? given->at[0] : "");

    for (int i = 1; i < given->n && n < ASKED; i++)
        n += snprintf(asked + n, (size_t)(ASKED + 1 - n), " %s", given->at[i]);
}

static void print_list(struct report *report)
{
    int used = 0;

    for (int i = 0; i < WORDS; i++) {
        const char *group = words[i].group;
        int length = (int)strlen(words[i].word) + 2;
        bool fits = !group && used + length <= COLUMNS;
        if (group)
            report_print(report, "%s%s\n  ", i > 0 ? "\n" : "", group);
        else
            report_print(report, fits ? ", " : ",\n  ");
        report_print(report, "%s", words[i].word);
        used = fits ? used + length : length;
    }
    report_print(report,
                 "\n\nWhat one of them means: trainloop explain epoch\n");
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct report report = {.file = call->out};
    struct opt_words given;
    char typed[ASKED + 1];

    if (!opt_parse(&explain_command, call->argc, call->argv, &given, fault))
        return FAULT_USAGE;
    join(&given, typed);
    const struct word *word = given.n > 0 ? words_find(typed) : NULL;
    if (given.n == 0) {
        print_list(&report);
    } else if (word) {
        words_print(&report, word);
    } else {
        const struct word *meant = words_guess(typed);
        fault_set(fault, FAULT_USAGE,
                  "'%s' is not one of the words of the course",
                  utf8_word(typed, 40, 0).text);
        if (meant)
            fault_hint(fault, "Did you mean '%s'?", meant->word);
        else
            fault_hint(fault, "The list of them: trainloop explain");
    }
    return (int)fault->kind;
}

const struct command explain_command = {
    .name = "explain",
    .run = run,
    .summary = "what a word means, and the command that shows it",
    .about = "Explains a word of the course in two or three sentences; without "
             "a word\nit lists them.",
    .examples = "  trainloop explain\n"
                "  trainloop explain learning rate\n"
                "  trainloop explain floor\n",
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "[WORD]",
};
