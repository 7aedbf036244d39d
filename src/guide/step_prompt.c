/* What one types at the prompt of step. */
#include "guide/step_prompt.h"

#include "base/near.h"
#include "base/utf8.h"
#include "guide/explain.h"
#include "guide/typed.h"
#include "text/opt.h"

#include "trainloop/decimal.h"

#include <float.h>
#include <signal.h>
#include <string.h>

enum { TYPED = 60, AT_ONCE = 1000000 };

struct session {
    struct walk *walk;
    const struct walker *walker;
    struct report *out;
    struct fault *fault;
    bool more, over; /* more: all digits of the step */
};

/* What may be typed besides Enter, a number and words of the course: another
   row, another command. */
struct entry {
    const char *name;  /* other names behind bars */
    const char *value; /* what follows, or NULL */
    const char *help;
    bool (*run)(struct session *s, const char *value); /* is there a screen? */
};

static bool go(struct session *s, struct move move)
{
    const struct walker *walker = s->walker;
    double most = walker->at_once ? walker->at_once(s->walk->model) : AT_ONCE;

    if (!move.fresh && (double)move.n > most) {
        if (most < 1.0)
            report_print(s->out, "The words of more steps would need too much "
                                 "memory. Type back or again.\n");
        else
            report_print(s->out, "At most %.0f step%s at once here.\n", most,
                         number_plural(most));
        return false;
    }
    s->more = false;
    return walk_on(s->walk, move, s->fault);
}

/* So many steps, at the rate of the latest. */
static bool go_on(struct session *s, double n)
{
    struct move move = walk_latest(s->walk);

    move.n = (uint64_t)n;
    return go(s, move);
}

/* A rate to try, as short as one would type it. */
static struct number offer(const struct session *s)
{
    struct number n;

    return *number_say(&n, "%.3g", s->walker->offer(s->walk->model));
}

/* Puts what was typed in place of *rate, or says what is wanted. */
static bool read_rate(struct session *s, const char *name, const char *value,
                      double *rate)
{
    if (decimal_between(value, DBL_MIN, s->walker->most, false, rate) ==
        DECIMAL_OK)
        return true;
    if (*value == '\0') { /* who asks for no rate may ask what it is */
        bool sure;
        explain_print(s->out, explain_find(name, &sure));
    }
    report_print(s->out, "%s needs a rate%s, for example: %s %s\n", name,
                 s->walker->most < 1e9 ? ", 100 at most" : "", name,
                 offer(s).text);
    return false;
}

static bool type_lr(struct session *s, const char *value)
{
    struct move move = walk_latest(s->walk);

    return read_rate(s, "lr", value, &move.lr) && go(s, move);
}

/* What was typed is no value of this: who asks for none may ask what it is. */
static bool refuse(struct session *s, const char *name, const char *value,
                   const char *wanted)
{
    bool sure;

    if (*value == '\0')
        explain_print(s->out, explain_find(name, &sure));
    report_print(s->out, "%s needs %s\n", name, wanted);
    return false;
}

static bool type_momentum(struct session *s, const char *value)
{
    struct move move = walk_latest(s->walk);

    return decimal_between(value, 0.0, 1.0, false, &move.momentum) ==
                       DECIMAL_OK &&
                   move.momentum < 1.0
               ? go(s, move)
               : refuse(s, "momentum", value,
                        "a number from 0 to below 1, for example: momentum "
                        "0.9");
}

static bool type_batch(struct session *s, const char *value)
{
    struct move move = walk_latest(s->walk);
    double rows = (double)s->walker->rows(s->walk->model), batch;
    struct number wanted;

    number_say(&wanted, "a number of rows from 1 to %.0f, for example: batch 1",
               rows);
    if (decimal_between(value, 1.0, rows, true, &batch) != DECIMAL_OK)
        return refuse(s, "batch", value, wanted.text);
    move.batch = batch < rows ? (uint64_t)batch : 0;
    return go(s, move);
}

static bool type_start(struct session *s, const char *value)
{
    static const struct opt pair = {.kind = OPT_PAIR};
    struct move move = walk_latest(s->walk);
    double line[2];

    if (!opt_read(&pair, value, line)) {
        report_print(s->out, "start needs two numbers, for example: start "
                             "2500,15000\n");
        return false;
    }
    move.fresh = true;
    move.start = (struct line){line[0], line[1]};
    return go(s, move);
}

static bool type_back(struct session *s, const char *value)
{
    bool more = s->more;

    (void)value;
    s->more = false;
    if (more)
        return true;
    if (s->walk->n > 1)
        return walk_back(s->walk, s->fault);
    report_print(s->out, "This is the first step.\n");
    return false;
}

/* At this rate, or at that of the latest step. */
static bool type_again(struct session *s, const char *value)
{
    struct move move = walk_latest(s->walk);

    move.fresh = true;
    return (*value == '\0' || read_rate(s, "again", value, &move.lr)) &&
           go(s, move);
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
    return false;
}

static bool type_help(struct session *s, const char *value);

static const struct entry entries[] = {
    {"lr", "X", "the next step at the learning rate X", type_lr},
    {"momentum", "B", "the next step, which keeps B of the one before",
     type_momentum},
    {"batch", "N", "the next step, by N of the rows", type_batch},
    {"start", "A,B", "from the line with slope A and intercept B", type_start},
    {"back", NULL, "the screen before", type_back},
    {"again", "[X]", "from the start, at the learning rate X", type_again},
    {"more", NULL, "all digits of the step, or its screen again", type_more},
    {"help|?|h", NULL, "this list", type_help},
    {"q|quit|exit", NULL, "the end", type_quit},
    {0},
};

/* Is it of use here? */
static bool is_here(const struct session *s, const struct entry *entry)
{
    return s->walker->rows ||
           (entry->run != type_start && entry->run != type_momentum &&
            entry->run != type_batch);
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
    return false;
}

/* A word of the course; what was nearly typed right; that it is neither. */
static void explain(struct session *s, const char *typed, const char *first)
{
    bool sure;
    const struct word *word = explain_find(typed, &sure);
    const char *best = NULL;

    for (const struct entry *e = entries; e->name; e++)
        if (is_here(s, e))
            best = near_best(first, e->name, best);
    if (!best && word && strlen(typed) > 3)
        best = word->word;
    if (sure)
        explain_print(s->out, word);
    else if (best)
        report_print(s->out, "Did you mean '%s'? Or type help.\n", best);
    else
        report_print(s->out, "'%s' is not known here. Type help for a list.\n",
                     utf8_word(typed, 30, 0).text);
}

/* Obeys a line; true: there is a screen to show. */
static bool obey(struct session *s, const char *typed)
{
    size_t length = strcspn(typed, " ");
    const char *value = typed + length + strspn(typed + length, " ");
    char first[TYPED];
    double n;

    enum decimal_status number = decimal_between(typed, 1, AT_ONCE, true, &n);
    if (*typed == '\0' || number == DECIMAL_OK)
        return go_on(s, *typed == '\0' ? 1.0 : n);
    if (number == DECIMAL_OUTSIDE || number == DECIMAL_TOO_BIG) {
        report_print(s->out,
                     "How many steps? A whole number up to 1,000,000.\n");
        return false;
    }
    snprintf(first, sizeof first, "%.*s", (int)length, typed);
    for (const struct entry *e = entries; e->name; e++)
        if (opt_choice(e->name, first) >= 0 && is_here(s, e) &&
            (e->value || *value == '\0'))
            return e->run(s, value);
    explain(s, typed, first);
    return false;
}

void step_prompt(struct walk *walk, struct report *out, struct fault *fault)
{
    const struct walker *walker = walk->walker;
    struct session s = {walk, walker, out, fault, false, false};
    bool screen = true;

    while (!s.over && fault->kind == FAULT_NONE) {
        char typed[TYPED];
        if (screen)
            walker->show(walk->model, out, s.more);
        report_print(out,
                     "Enter: next step  10: ten more  lr %s: new rate  back  "
                     "more  help  q > ",
                     offer(&s).text);
        report_flush(out);
        bool ended = !typed_line(typed, sizeof typed);
        report_print(out, "\n"); /* what was typed may not be on the screen */
        if (ended)
            return;
        typed_lower(typed);
        screen = obey(&s, typed);
        if (*walk->call->interrupted == SIGINT)
            *walk->call->interrupted = 0; /* it has ended the steps */
        s.over = s.over || *walk->call->interrupted;
    }
}
