/* The goals of the stages that learn words. */
#include "guide/word_goals.h"

#include "stages/bigram_command.h"
#include "stages/bigram_fit.h"
#include "stages/bigram_run.h"

#include <string.h>

static const struct bigram_text eight_sentences = {
    .name = "the eight sentences",
    .text = "the cat loves fish\n"
            "the dog chases cats\n"
            "fish swim in water\n"
            "cats climb tall trees\n"
            "dogs run in parks\n"
            "the bird sings songs\n"
            "water flows in rivers\n"
            "trees grow in forests\n",
};

/* One run, without the twin of --decay: it reads its text once. */
static bool train(void *result, struct audience *audience, struct fault *fault)
{
    (void)audience;
    (void)fault;
    bigram_fit(result, NULL);
    return true;
}

static void take(void *result)
{
    struct bigram_run *r = result;

    r->fit.loss = scores_loss(&r->scores);
}

/* What is learned from, line by line where it is short. */
static void show(const void *result, struct sheet *sheet)
{
    const struct bigram_run *r = result;
    const struct corpus *c = &r->corpus;
    const char *file = r->options->text;

    sheet_why(sheet, "%s: %.0f lines, %.0f words, %.0f pairs   floor %.4f\n",
              file ? file : r->own->name, (double)c->lines, (double)c->words.n,
              (double)c->pairs, r->floor);
    for (const char *line = file ? "" : r->own->text; *line != '\0';
         line += strcspn(line, "\n") + 1)
        sheet_why(sheet, "  %.*s\n", (int)strcspn(line, "\n"), line);
    sheet_why(sheet, "\n");
}

/* After how many of the words that lead pairs is the best guess a word that
   followed? */
static void judge_guesses(const struct bigram_run *r, struct finding *goal)
{
    int right = 0, all = 0;

    for (uint32_t word = 0; word < r->counts.V; word++)
        if (counts_seen(&r->counts, word) > 0) {
            right += scores_guess_followed(&r->scores, word);
            all++;
        }
    goals_judge(goal, "every best guess is a word that followed", right == all,
                "%d of %d", right, all);
    goals_hint(goal,
               "the scores are still near where they began: more epochs, or "
               "larger steps",
               NULL);
}

/* P(next | word), which must exceed `least`. */
static void judge_pair(const struct bigram_run *r, struct finding *goal,
                       const char *wanted, const char *word, const char *next,
                       double least)
{
    struct pair pair = bigram_run_pair(r, word, next);

    if (pair.word == WORD_UNKNOWN) {
        goals_judge(goal, wanted, false, "held out, or another text");
        goals_hint(goal, "these words are in the lesson's own sentences only",
                   NULL);
        return;
    }
    double p = bigram_run_probability(r, pair);
    goals_judge(goal, wanted, p > least, "%.3f", p);
    goals_hint(
        goal,
        counts_share(&r->counts, pair) <= least
            ? "not to be had from this text: the pair is not counted so often"
            : "its limit is what is counted: how far is it on the way there?",
        "explain limit");
}

static int judge_five(const void *result, struct finding *goals)
{
    const struct bigram_run *r = result;

    goals_judge(&goals[0], "the fixed loss within 20 % of the floor",
                r->fit.loss <= 1.2 * r->floor, "%.4f, floor %.4f", r->fit.loss,
                r->floor);
    goals_hint(&goals[0], "how fast does it fall, and how far is the floor?",
               "bigram --plot");
    judge_guesses(r, &goals[1]);
    judge_pair(r, &goals[2], "P(in | ran) above 0.5", "ran", "in", 0.5);
    return 3;
}

/* A model tells less than a run. */
static int judge_eight(const void *result, struct finding *goals)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    bool loaded = r->options->frame.names.load != NULL;
    bool two = judge->measured > 1, rule = r->options->rule.patience > 0;
    bool fired = judge->verdict == JUDGE_STOPPED;

    judge_guesses(r, &goals[0]);
    judge_pair(r, &goals[loaded ? 1 : 2], "P(loves | cat) above 0.2", "cat",
               "loves", 0.2);
    if (loaded)
        return 2;
    goals_judge(
        &goals[1], "the running loss fell", two && judge->last < judge->first,
        two ? "%.4f to %.4f" : "needs two epochs", judge->first, judge->last);
    goals_hint(&goals[1], "compare its first epoch with its last", "bigram");
    goals_judge(&goals[3], "convergence detected (--patience)", fired,
                !rule   ? "no --patience given"
                : fired ? "at epoch %.0f"
                        : "not in %.0f epochs",
                (double)judge->measured);
    goals_hint(
        &goals[3],
        rule
            ? "the last epoch came before the loss was flat enough for the rule"
            : "a rule has to watch, and the loss to become flat",
        rule ? "help check challenge" : "explain patience");
    return 4;
}

const struct opt word_goals_load_row[] = {
    {"--load", .value = "FILE", .kind = OPT_TEXT,
     .at = offsetof(struct frame_options, names.load),
     .help = "judge a saved model, train nothing",
     .clash = "--seed --init --lr --decay --min-lr --epochs --patience "
              "--min-delta --min-epochs"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Options", .rows = bigram_run_rows},
    {.rows = word_goals_load_row},
    {.rows = goals_quiet_row},
    {0},
};

static const struct bigram_options eight =
    BIGRAM_PRESET(&eight_sentences, PRESET_CHALLENGE_EPOCHS);

const struct goals word_goals_bigram = {
    .page = "check bigram",
    .stage = &bigram_stage,
    .groups = groups,
    .train = train,
    .take = take,
    .show = show,
    .judge = judge_five,
};

const struct goals word_goals_challenge = {
    .page = "check challenge",
    .stage = &bigram_stage,
    .groups = groups,
    .train = train,
    .defaults = &eight,
    .take = take,
    .show = show,
    .judge = judge_eight,
};
