/* explain: what a word means, and the command that shows it. */
#include "guide/explain.h"

#include "guide/words.h"
#include "text/near.h"
#include "text/opt_parse.h"
#include "text/report.h"

#include <ctype.h>
#include <string.h>

struct options {
    struct opt_words words;
};

static const struct options defaults = {.words = {NULL, 0}};

enum { ASKED = 60, COLUMNS = 76 };

/* The words of the command line as one. */
static void join(const struct opt_words *given, char asked[ASKED + 1])
{
    size_t n = 0;

    *asked = '\0';
    for (int i = 0; i < given->n && n < ASKED; i++) {
        snprintf(asked + n, ASKED + 1 - n, "%s%s", i > 0 ? " " : "",
                 given->at[i]);
        n = strlen(asked);
    }
}

static void print_list(struct report *report)
{
    int used = 0;

    for (int i = 0; i < WORDS; i++) {
        int length = (int)strlen(words[i].word) + 2;
        bool fits = used > 0 && used + length <= COLUMNS;
        if (words[i].group) {
            report_print(report, "%s%s\n  %s", i > 0 ? "\n" : "",
                         words[i].group, words[i].word);
            used = length;
            continue;
        }
        report_print(report, "%s%s", fits ? ", " : ",\n  ", words[i].word);
        used = fits ? used + length : length;
    }
    report_print(report,
                 "\n\nWhat one of them means: trainloop explain epoch\n");
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct report report = {.file = call->out};
    struct options o;
    char typed[ASKED + 1];

    if (!opt_parse(&explain_command, call->argc, call->argv, &o, call->fault))
        return FAULT_USAGE;
    if (o.words.n == 0) {
        print_list(&report);
        return 0;
    }
    join(&o.words, typed);
    const struct word *word = words_find(typed);
    if (word) {
        words_print(&report, word);
        return 0;
    }
    fault_set(fault, FAULT_USAGE, "'%s' is not one of the words of the course",
              utf8_word(typed, 40, 0).text);
    word = words_guess(typed);
    if (word)
        fault_hint(fault, "Did you mean '%s'?", word->word);
    else
        fault_hint(fault, "The list of them: trainloop explain");
    return FAULT_USAGE;
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
    .groups = NULL,
    .n_groups = 0,
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "[WORD]",
    .words_at = offsetof(struct options, words),
};
