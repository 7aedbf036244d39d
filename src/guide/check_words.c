/* The goals of the stages that learn words. */
#include "guide/check.h"

#include <math.h>
#include <string.h>

/* How many words lead pairs, and after how many of them the best guess is a
   word that followed. */
static void count_guesses(const struct bigram_run *run, int *right, int *all)
{
    *right = *all = 0;
    for (uint32_t word = 0; word < run->V; word++)
        if (counts_seen(&run->counts, word) > 0) {
            *right += scores_guess_followed(&run->scores, word);
            ++*all;
        }
}

static void judge_guesses(const struct bigram_run *run, struct goal *goal)
{
    int right, all;

    count_guesses(run, &right, &all);
    goal->wanted = "every best guess is a word that followed";
    goal->hint = (struct hint){"the scores are still near where they began: "
                               "more epochs, or larger steps",
                               NULL};
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
    goal->hint = (struct hint){
        "its limit is what is counted: how far is it on the way there?",
        "explain limit"};
    if (pair.word == WORD_UNKNOWN || pair.next == WORD_UNKNOWN) {
        strcpy(goal->found, "held out, or another text");
        goal->hint = (struct hint){
            "these words are in the lesson's own sentences only", NULL};
        return;
    }
    if (counts_share(&run->counts, pair) <= least)
        goal->hint = (struct hint){
            "not to be had from this text: the pair is not counted so often",
            "explain limit"};
    scores_predict(&run->scores, pair.word, run->p);
    goal->met = run->p[pair.next] > least;
    snprintf(goal->found, sizeof goal->found, "%.3f", run->p[pair.next]);
}

static int challenge_goals(const struct bigram_run *run,
                           struct goal goals[GOALS])
{
    const struct judge *t = &run->fit.judge;

    judge_guesses(run, &goals[0]);
    if (run->options->names.load) { /* a model tells less than a run */
        goals[1].wanted = "P(loves | cat) above 0.2";
        judge_pair(run, &goals[1], "cat", "loves", 0.2);
        return 2;
    }
    goals[1].wanted = "the running loss fell";
    goals[1].hint =
        (struct hint){"compare its first epoch with its last", "bigram"};
    goals[1].met = t->measured > 1 && t->last < t->first;
    snprintf(goals[1].found, sizeof goals[1].found,
             t->measured > 1 ? "%.4f to %.4f" : "needs two epochs", t->first,
             t->last);
    goals[2].wanted = "P(loves | cat) above 0.2";
    judge_pair(run, &goals[2], "cat", "loves", 0.2);
    goals[3].wanted = "convergence detected (--patience)";
    goals[3].hint = (struct hint){
        "a rule has to watch, and the loss to become flat", "explain patience"};
    if (run->options->patience > 0)
        goals[3].hint = (struct hint){
            "the last epoch came before the loss was flat enough for the rule",
            "help check challenge"};
    goals[3].met = t->verdict == JUDGE_STOPPED;
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
    goals[0].hint = (struct hint){
        "how fast does it fall, and how far is the floor?", "bigram --plot"};
    goals[0].met = run->fit.loss <= 1.2 * run->floor;
    snprintf(goals[0].found, sizeof goals[0].found, "%.4f, floor %.4f",
             run->fit.loss, run->floor);
    judge_guesses(run, &goals[1]);
    goals[2].wanted = "P(in | ran) above 0.5";
    judge_pair(run, &goals[2], "ran", "in", 0.5);
    return 3;
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
    if (o->names.load)
        run->fit.loss = scores_loss(&run->scores);
    else
        bigram_run_train(run);
    return true;
}

/* Opens, trains, judges. */
static int run_text(const struct check_options *o, struct report *report,
                    const struct bigram_text *own,
                    int (*judge)(const struct bigram_run *run,
                                 struct goal goals[GOALS]),
                    struct goal goals[GOALS], struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct bigram_run run = {.own = own, .report = &nothing};
    int n = 0;

    if (run_stage(&run, &o->words, fault)) {
        show_text(&run, report);
        n = judge(&run, goals);
    }
    bigram_run_close(&run);
    return n;
}

static int run_bigram(const struct check_options *o, struct report *report,
                      struct goal goals[GOALS], struct fault *fault)
{
    return run_text(o, report, &bigram_sentences, bigram_goals, goals, fault);
}

static int run_challenge(const struct check_options *o, struct report *report,
                         struct goal goals[GOALS], struct fault *fault)
{
    return run_text(o, report, &bigram_challenge, challenge_goals, goals,
                    fault);
}

/* The last of the rows of a run is its --load. */
const struct opt check_words_load = {
    "--load",
    "FILE",
    "judge a saved model, train nothing",
    OPT_TEXT,
    offsetof(struct bigram_options, names.load),
    0,
    0,
    NULL,
    "--seed --init --lr --decay --min-lr --epochs --patience --min-delta "
    "--min-epochs",
    NULL};

static const struct opt_group groups[] = {
    {"Options", bigram_rows, BIGRAM_RUN_ROWS - 1,
     offsetof(struct check_options, words)},
    {NULL, &check_words_load, 1, offsetof(struct check_options, words)},
    {NULL, &check_quiet, 1, 0},
};

static const struct check_options five = {.words = BIGRAM_DEFAULTS(5)};
static const struct check_options eight = {.words = BIGRAM_DEFAULTS(8)};

const struct check_stage check_words_stages[CHECK_WORDS_STAGES] = {
    {"bigram", "check bigram", &command_bigram, groups, 3, &five, run_bigram},
    {"challenge", "check challenge", &command_bigram, groups, 3, &eight,
     run_challenge},
};
