/* The goals of the stages that learn words. */
#include "guide/word_goals.h"

#include "base/supplied.h"
#include "stages/bigram_command.h"
#include "stages/bigram_fit.h"
#include "stages/bigram_run.h"

#include <math.h>
#include <string.h>

static const struct bigram_text eight_sentences = {
    .name = "the eight sentences", .supplied = "challenge"};

static void take(void *result)
{
    struct bigram_run *r = result;

    r->fit.loss = scores_loss(&r->scores);
}

/* What is learned from, line by line where it is all of the lesson's text. */
static void show(const void *result, struct sheet *sheet)
{
    const struct bigram_run *r = result;
    const struct supplied *text = supplied_find(r->options->own->supplied);
    bool all = r->unknown == 0 && r->corpus.held_lines == 0 &&
               !r->options->frame.names.data;

    bigram_command_data(r, sheet);
    sheet_why(sheet, "floor %.4f\n", r->floor);
    for (size_t i = 0, n = 0; all && i < text->n; i += n + 1) {
        const char *line = (const char *)text->bytes + i;
        n = strcspn(line, "\n");
        sheet_why(sheet, "  %.*s\n", (int)n, line);
    }
    sheet_why(sheet, "\n");
}

/* Is the best guess after every word that leads pairs one that followed? */
static void judge_guesses(const struct bigram_run *r, struct finding *goal)
{
    int right = 0, all = 0;

    for (uint32_t word = 0; word < r->counts.V; word++)
        if (counts_seen(&r->counts, word) > 0) {
            right += scores_guess_followed(&r->scores, word);
            all++;
        }
    finding_judge(goal, right == all, right, "%d of %d", right, all);
}

/* Is P(next | word) above `least`? */
static void judge_pair(const struct bigram_run *r, struct finding *goal,
                       const char *word, const char *next, double least)
{
    struct pair pair = bigram_run_pair(r, word, next);
    double p = bigram_run_probability(r, pair);
    bool known = pair.word != WORD_UNKNOWN;

    int close = fabs(p - least) < 0.0005; /* three digits would hide it */
    finding_judge(goal, p > least, p,
                  known ? "%.*f" : "it does not know all these words",
                  3 + close, p);
    if (!known)
        goals_hint(goal, "it learns words only from what it trains on", NULL);
    else if (counts_share(&r->counts, pair) <= least)
        goal->hint = "this text cannot give it: the pair is too rare in it";
}

static const char unsure[] = "are the scores still near where they began? "
                             "or do the steps overshoot?";
static const char under_way[] =
    "its limit is the counted share: how far has it come?";

static const struct finding five_goals[] = {
    {"near-floor", "the loss within 20 % of the floor",
     .hint = "does it fall, how fast, and how far is the floor?",
     .see = "bigram --plot"},
    {"guesses", "every best guess is a word that followed", .hint = unsure},
    {"ran-in-05", "P(in | ran) above 0.5", .hint = under_way,
     .see = "explain limit"},
};

static int judge_five(const void *result, struct finding *goals)
{
    const struct bigram_run *r = result;
    double loss = r->fit.loss;

    memcpy(goals, five_goals, sizeof five_goals);
    finding_judge(&goals[0], loss <= 1.2 * r->floor, loss, "%.4f, floor %.4f",
                  loss, r->floor);
    if (!(r->floor > 0.0))
        goals_hint(&goals[0], "the floor is 0, so 20 % above it is 0 too",
                   NULL);
    judge_guesses(r, &goals[1]);
    judge_pair(r, &goals[2], "ran", "in", 0.5);
    return 3;
}

static const struct finding eight_goals[] = {
    {"guesses", "every best guess is a word that followed", .hint = unsure},
    {"falls", "the running loss fell",
     .hint = "compare its first epoch with its last", .see = "bigram"},
    {"cat-loves-02", "P(loves | cat) above 0.2", .hint = under_way,
     .see = "explain limit"},
    {"converged", "convergence detected (--patience)",
     .hint = "a rule must watch, and the loss must become flat",
     .see = "explain patience"},
};

/* Of a model there are two goals: how it was trained is not known. */
static int judge_eight(const void *result, struct finding *goals)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    bool two = judge->measured > 1, rule = judge->rule.patience > 0;
    bool model = r->options->frame.names.load;
    double fall = judge->first - judge->last;
    double least = 1e-9 * judge->first; /* below is rounding */
    int cat = model ? 1 : 2;

    memcpy(goals, eight_goals, sizeof eight_goals);
    goals[cat] = eight_goals[2];
    judge_guesses(r, &goals[0]);
    judge_pair(r, &goals[cat], "cat", "loves", 0.2);
    if (model)
        return 2;
    finding_judge(&goals[1], two && fall > least, judge->last,
                  !two            ? "needs two epochs"
                  : fall > least  ? "by %.3g to %.4f"
                  : fall < -least ? "it rose by %.3g to %.4f"
                                  : "hardly any change",
                  fabs(fall), judge->last);
    finding_judge(&goals[3], r->end.state == BIGRAM_CONVERGED, r->end.left,
                  "%s",
                  rule ? bigram_fit_ending(r).text : "no --patience given");
    if (rule && r->end.state == BIGRAM_NOTHING)
        goals_hint(&goals[3], "there is nothing to learn in this text", NULL);
    else if (rule &&
             (r->end.state == BIGRAM_GREW || r->end.state == BIGRAM_JITTER))
        goals_hint(&goals[3], "the steps are too large to settle",
                   "explain jitter");
    else if (rule && r->end.state == BIGRAM_OVERFIT)
        goals_hint(&goals[3],
                   "the rule watches the held-out lines, and their loss is "
                   "above its lowest",
                   "explain overfitting");
    else if (rule && !judge_diverged(judge))
        goals_hint(&goals[3],
                   judge->verdict == JUDGE_STOPPED
                       ? "the rule stopped it too early: at most 2 % of the "
                         "way to the floor may be left"
                       : "the last epoch came before the loss was flat for "
                         "long enough",
                   "help check challenge");
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
    {.title = "Options", .rows = bigram_run_start_rows},
    {.rows = bigram_run_rows},
    {.rows = word_goals_load_row},
    {.rows = goals_talk_rows},
    {0},
};

static const struct bigram_options eight =
    BIGRAM_PRESET(&eight_sentences, PRESET_CHALLENGE_EPOCHS);

const struct goals word_goals_bigram = {
    .page = "check bigram",
    .stage = &bigram_stage,
    .groups = groups,
    .take = take,
    .show = show,
    .judge = judge_five,
};

const struct goals word_goals_challenge = {
    .page = "check challenge",
    .stage = &bigram_stage,
    .groups = groups,
    .defaults = &eight,
    .take = take,
    .show = show,
    .judge = judge_eight,
};
