/* check: test a run of yours against a stage's goals. */
#include "../lesson/bigram_run.h"
#include "guide.h"

#include <math.h>
#include <string.h>

struct options {
    struct bigram_options bigram; /* offset 0: its rows are used as they are */
    struct opt_words words;
};

/* epochs 0: as many as the stage has */
static const struct options defaults = {.bigram = BIGRAM_DEFAULTS(0)};

static const struct opt_group groups[] = {
    {"Options of the stage", bigram_rows, BIGRAM_RUN_ROWS, 0},
};

/* A goal, and how near the run came to it. */
struct goal {
    const char *wanted;
    bool met;
    char found[60];
};

enum { GOALS = 4 };

/* Is the most probable next word one that followed?  A book's row has one
   score for all the others: no work for each. */
static bool best_followed(const struct bigram_run *run, uint32_t word,
                          const struct book_slots *s)
{
    double best = run->dense || s->others == 0 ? -HUGE_VAL : s->rest;
    bool followed = false;

    if (run->dense) {
        uint32_t top[1] = {0};
        bigram_run_scores(run, word, run->p);
        bigram_run_top(run, run->p, top, 1);
        return bigram_run_count(run, (struct pair){word, top[0]}) > 0;
    }
    for (uint32_t i = 0; i < s->n; i++)
        if (s->score[i] > best) {
            best = s->score[i];
            followed = s->count[i] > 0;
        }
    return followed;
}

/* How many words lead pairs, and after how many of them the best guess is a
   word that followed. */
static void count_guesses(const struct bigram_run *run, int *right, int *all)
{
    *right = *all = 0;
    for (uint32_t word = 0; word < run->V; word++) {
        struct book_slots s = book_slots(&run->book, word);
        if (book_seen(&run->book, word) == 0)
            continue;
        *right += best_followed(run, word, &s);
        ++*all;
    }
}

static void judge_guesses(const struct bigram_run *run, struct goal *goal)
{
    int right, all;

    count_guesses(run, &right, &all);
    goal->wanted = "the best guess after every word is a word that followed it";
    goal->met = right == all;
    snprintf(goal->found, sizeof goal->found, "%d of %d", right, all);
}

/* P(next | word), which must exceed `least`. */
static void judge_pair(const struct bigram_run *run, struct goal *goal,
                       const char *word, const char *next, double least)
{
    const struct vocabulary *words = &run->corpus.words;
    struct pair pair = {vocabulary_find(words, word, strlen(word)),
                        vocabulary_find(words, next, strlen(next))};

    goal->met = false;
    strcpy(goal->found, "held out, or another text");
    if (pair.word == CORPUS_UNKNOWN || pair.next == CORPUS_UNKNOWN)
        return;
    bigram_run_predict(run, pair.word, run->p);
    goal->met = run->p[pair.next] > least;
    snprintf(goal->found, sizeof goal->found, "%.3f", run->p[pair.next]);
}

static int challenge_goals(const struct bigram_run *run,
                           struct goal goals[GOALS])
{
    const struct train *t = &run->judge;

    judge_guesses(run, &goals[0]);
    if (run->options->names.load) { /* a model tells less than a run */
        judge_pair(run, &goals[1], "cat", "loves", 0.2);
        goals[1].wanted = "P(loves | cat) above 0.2";
        return 2;
    }
    goals[1].wanted = "the running loss fell";
    goals[1].met = t->measured > 1 && t->last < t->first;
    snprintf(goals[1].found, sizeof goals[1].found,
             t->measured > 1 ? "%.4f to %.4f" : "needs two epochs", t->first,
             t->last);
    goals[2].wanted = "P(loves | cat) above 0.2";
    judge_pair(run, &goals[2], "cat", "loves", 0.2);
    goals[3].wanted = "convergence detected (--patience)";
    goals[3].met = t->verdict == TRAIN_STOPPED;
    snprintf(goals[3].found, sizeof goals[3].found,
             run->options->patience == 0 ? "no --patience given"
             : goals[3].met              ? "at epoch %.0f"
                                         : "not in %.0f epochs",
             (double)t->measured);
    return 4;
}

static int bigram_goals(const struct bigram_run *run, struct goal goals[GOALS])
{
    goals[0].wanted = "the fixed loss within 20 % of the floor";
    goals[0].met = run->loss <= 1.2 * run->floor;
    snprintf(goals[0].found, sizeof goals[0].found, "%.4f, floor %.4f",
             run->loss, run->floor);
    judge_guesses(run, &goals[1]);
    goals[2].wanted = "P(in | ran) above 0.5";
    judge_pair(run, &goals[2], "ran", "in", 0.5);
    return 3;
}

static const struct {
    const char *stage;
    const struct bigram_text *text;
    uint64_t epochs; /* unless --epochs is given */
    int (*judge)(const struct bigram_run *run, struct goal goals[GOALS]);
} stages[] = {
    {"bigram", &bigram_sentences, 5, bigram_goals},
    {"challenge", &bigram_challenge, 8, challenge_goals},
};
enum { STAGES = sizeof stages / sizeof stages[0] };

static int find_stage(const struct options *o, struct fault *fault)
{
    const char *name = o->words.n == 1 ? o->words.at[0] : "";

    for (int i = 0; i < STAGES; i++)
        if (strcmp(name, stages[i].stage) == 0)
            return i;
    fault_set(fault, FAULT_USAGE,
              o->words.n == 0  ? "which stage is to be checked?"
              : o->words.n > 1 ? "one stage at a time, got '%.60s' and more"
                               : "unknown stage '%.60s'",
              o->words.n > 0 ? o->words.at[0] : "");
    fault_hint(fault, "Give one of these: bigram, challenge");
    return -1;
}

/* What is learned from, line by line where it is short. */
static void show_text(const struct bigram_run *run, struct report *report)
{
    const struct corpus *c = &run->corpus;

    report_print(
        report, "%s: %.0f lines, %.0f words, %.0f pairs   floor %.4f\n",
        run->options->text ? run->options->text : run->own->name,
        (double)c->lines, (double)run->V, (double)c->pairs, run->floor);
    for (const char *line = run->options->text ? "" : run->own->text;
         *line != '\0'; line += strcspn(line, "\n") + 1)
        report_print(report, "  %.*s\n", (int)strcspn(line, "\n"), line);
    report_print(report, "\n");
}

/* --load: the model as it is; else a run. */
static bool run_stage(struct bigram_run *run, const struct bigram_options *o,
                      struct fault *fault)
{
    if (!bigram_run_open(run, o, fault))
        return false;
    if (!o->names.load)
        bigram_run_train(run);
    return true;
}

static int cmd_check(int argc, char **argv, FILE *out, struct fault *fault)
{
    struct options o;
    struct report report = {.file = out}, nothing = {.silent = true};
    struct goal goals[GOALS];
    int stage, open = 0;

    if (!opt_parse(&command_check, argc, argv, &o, fault) ||
        (stage = find_stage(&o, fault)) < 0)
        return FAULT_USAGE;
    if (o.bigram.epochs == 0)
        o.bigram.epochs = stages[stage].epochs;
    struct bigram_run run = {.own = stages[stage].text, .report = &nothing};
    if (run_stage(&run, &o.bigram, fault)) {
        int n = stages[stage].judge(&run, goals);
        show_text(&run, &report);
        for (int i = 0; i < n; i++) {
            open += !goals[i].met;
            report_print(&report, "%-4s  %-60s %s\n",
                         goals[i].met ? "ok" : "open", goals[i].wanted,
                         goals[i].found);
        }
        report_print(&report, "%d of %d goals met\n", n - open, n);
    }
    bigram_run_close(&run);
    return fault->kind != FAULT_NONE ? (int)fault->kind : open > 0;
}

const struct command command_check = {
    .name = "check",
    .run = cmd_check,
    .summary = "test a run of yours against a stage's goals",
    .about = "Runs a stage with your settings and says which of its goals are "
             "met.\nStages: bigram (5 epochs), challenge (8 epochs, eight "
             "other sentences).",
    .examples =
        "  trainloop check bigram --lr 0.5 --epochs 60\n"
        "  trainloop check challenge --lr 2 --epochs 100 --patience 3\n",
    .groups = groups,
    .n_groups = 1,
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "STAGE",
    .words_at = offsetof(struct options, words),
};
