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

/* In small letters; '-' and '_' are blanks, and there is one at most. */
static void plain(const char *typed, char asked[ASKED + 1])
{
    size_t n = 0;

    for (const char *c = typed; *c != '\0' && n < ASKED; c++) {
        int next = strchr(" -_", *c) ? ' ' : tolower((unsigned char)*c);
        if (next != ' ' || (n > 0 && asked[n - 1] != ' '))
            asked[n++] = (char)next;
    }
    while (n > 0 && asked[n - 1] == ' ')
        n--;
    asked[n] = '\0';
}

/* Name k of a word, in the same form: itself, then its other names; false:
   there is none. */
static bool name(const struct word *word, int k, char text[ASKED + 1])
{
    const char *from = k == 0 ? word->word : word->also;
    size_t n = 0;

    while (from && k > 1) {
        from = strchr(from, ',');
        from = from ? from + 1 : NULL;
        k--;
    }
    for (; from && *from != '\0' && *from != ',' && n < ASKED; from++)
        text[n++] = (char)(*from == '-' ? ' ' : *from);
    text[n] = '\0';
    return from != NULL;
}

/* A plural is the same word. */
const struct word *words_find(const char *typed)
{
    char text[ASKED + 1], asked[ASKED + 1];

    plain(typed, asked);
    for (int i = 0; i < WORDS; i++)
        for (int k = 0; name(&words[i], k, text); k++) {
            size_t n = strlen(text);
            if (strncmp(text, asked, n) == 0 &&
                (asked[n] == '\0' || strcmp(asked + n, "s") == 0 ||
                 strcmp(asked + n, "es") == 0))
                return &words[i];
        }
    return NULL;
}

/* It is near, or the asked is a part of it. */
const struct word *words_guess(const char *typed)
{
    const struct word *best = NULL;
    int least = ASKED;
    char text[ASKED + 1], asked[ASKED + 1];

    plain(typed, asked);
    for (int i = 0; i < WORDS; i++)
        for (int k = 0; name(&words[i], k, text); k++) {
            bool part = strlen(asked) > 2 && strstr(text, asked);
            int d = part ? 1 : near_distance(asked, text);
            if ((part || near_match(asked, text)) && d < least) {
                least = d;
                best = &words[i];
            }
        }
    return best;
}

void words_print(struct report *report, const struct word *word)
{
    char text[ASKED + 1], names[300];
    int used = snprintf(names, sizeof names, "%s", word->word);

    for (int k = 1; name(word, k, text); k++)
        used += snprintf(names + used, sizeof names - (size_t)used, "%s%s",
                         k == 1 ? ", also called " : ", ", text);
    report_wrap(report, "", names, COLUMNS);
    report_wrap(report, "  ", word->meaning, COLUMNS);
    report_print(report, "\nSee it: trainloop %s\n", word->command);
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
