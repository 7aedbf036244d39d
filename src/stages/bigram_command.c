/* bigram as a stage and as a command. */
#include "stages/bigram_command.h"

#include "base/input.h"
#include "lesson/wording.h"
#include "stages/bigram_fit.h"
#include "stages/bigram_run.h"
#include "stages/bigram_views.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct bigram_options preset =
    BIGRAM_PRESET(&bigram_run_five, PRESET_WORDS_EPOCHS);

#define AT(field) offsetof(struct bigram_options, field)

static const struct opt more_rows[] = {
    {"--every", .alias = "--log-interval", .value = "N|pow2", .kind = OPT_EVERY,
     .at = AT(every), .min = 1,
     .help = "a row every N, or 1 2 4 ...; unnamed: some 5"},
    {"--trace", .value = "K", .kind = OPT_COUNT, .at = AT(trace),
     .max = BIGRAM_RUN_TRACED,
     .help = "first K examples of each epoch due in the table"},
    {"--seeds", .value = "N", .kind = OPT_COUNT, .at = AT(frame.seeds),
     .min = 1, .max = 1e6,
     .help = "run on N seeds: how often each claim is true",
     .clash = "--history --save --load --timing --format"},
    {0},
};

static const struct opt view_rows[] = {
    {"--word", .value = "W", .kind = OPT_TEXT, .at = AT(word),
     .help = "the word whose next words are shown"},
    {"--top", .value = "K", .kind = OPT_COUNT, .at = AT(top), .min = 1,
     .max = BIGRAM_RUN_TOP, .help = "how many next words; unnamed: at most 5"},
    {"--follow", .value = "A,B", .kind = OPT_TEXT, .at = AT(follow),
     .help = "the probability of B after A, epoch by epoch"},
    {"--patterns", .kind = OPT_FLAG, .at = AT(patterns),
     .help = "the most likely next words of each word"},
    {"--matrix", .kind = OPT_FLAG, .at = AT(matrix),
     .help = "the scores, as signs from --- to +++"},
    {"--pairs", .kind = OPT_FLAG, .at = AT(pairs),
     .help = "the pairs of the text, numbered, with their ids"},
    {"--generate", .value = "N", .kind = OPT_COUNT, .at = AT(generate),
     .min = 1, .max = 1e6, .help = "make up N sentences"},
    {"--check-gradient", .kind = OPT_FLAG, .at = AT(check_gradient),
     .help = "the gradient, by formula and by differences"},
    {0},
};

static const struct opt format_row[] = {
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = AT(frame.names.csv), .help = "csv: pairs and their probabilities"},
    {0},
};

static const struct opt sums_row[] = {
    {"--counts", .value = "FILE", .kind = OPT_TEXT, .at = AT(frame.names.sums),
     .help = "word,next,count in place of a text; - for stdin",
     .clash = "--text --tokens --unit --holdout --init --load --trace"},
    {0},
};

static const struct opt_group groups[] = {
    {.title = "Text and training", .rows = bigram_run_start_rows},
    {.rows = sums_row},
    {.rows = bigram_run_rows},
    {.rows = more_rows},
    {.title = "What it shows, and where", .rows = view_rows},
    {.rows = frame_history_row},
    {.rows = frame_model_rows},
    {.rows = format_row},
    {.rows = frame_picture_rows},
    {.rows = frame_talk_rows},
    {0},
};

/* Does the run read its text, or its model, more than once? */
static bool check(const void *options, struct fault *fault)
{
    const struct bigram_options *o = options;
    bool seeds = o->frame.seeds > 1, text = input_is_dash(o->frame.names.data);

    if ((!seeds && !(o->rule.decay > 0.0)) ||
        (!text && !input_is_dash(o->frame.names.load)))
        return true;
    return fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                     "'%s' reads %s again for another run, and standard input "
                     "can be read only once",
                     seeds ? "--seeds" : "--decay",
                     !text                 ? "the model"
                     : o->frame.names.sums ? "the counts"
                                           : "the text");
}

/* The vocabulary; of many words the first. */
static void show_words(const struct bigram_run *r, struct sheet *s)
{
    uint32_t V = r->counts.V;

    sheet_why(s, "%ss%s:", bigram_run_token(r),
              r->options->frame.names.load ? " of the model" : "");
    for (uint32_t i = 0; i < V && i < BIGRAM_RUN_LISTED; i++)
        sheet_why(s, " %s", bigram_run_shown(r, i, 60).text);
    if (V > BIGRAM_RUN_LISTED)
        sheet_why(s, " and %.0f more", (double)(V - BIGRAM_RUN_LISTED));
    sheet_why(s, "\n%s (--pairs)\n",
              number_count((double)r->counts.different, "different pair").text);
}

/* "the five sentences: 10 words, 25 pairs, seed 42"; of another text, or a part
   of it, also the lines. */
static void say_text(const struct bigram_run *r, struct sheet *s)
{
    const struct corpus *c = &r->corpus;
    const char *token = bigram_run_token(r);
    const struct file_names *names = &r->options->frame.names;
    bool all = c->held_lines == 0 && !names->data && !names->load;
    double V = r->counts.V;
    struct number words = number_count(V, token);

    if (names->load && r->here < r->counts.V)
        number_say(&words, "%.0f of the model's %s", (double)r->here,
                   number_count(V, token).text);
    else if (names->load)
        number_say(&words, "the model's %s", number_count(V, token).text);
    sheet_tell(s, "%s: ", r->source);
    if (names->sums)
        sheet_tell(
            s, "%s, ",
            number_count((double)r->counts.different, "different pair").text);
    else if (!all)
        sheet_tell(s, "%s, ",
                   number_count((double)c->lines, bigram_run_unit(r)).text);
    sheet_tell(s, "%s, %s, seed %.0f", words.text,
               number_count((double)c->pairs, "pair").text, r->seed);
}

/* What the rule and the status go on from, where the run goes on. */
static void show_memory(const struct bigram_run *r, struct sheet *s)
{
    const struct judge_memory *memory = &r->memory;

    if (memory->known == 0.0)
        return;
    sheet_tell(s,
               memory->reference < 1e6 ? "The %s loss to improve on is %.4f"
                                       : "The %s loss to improve on is %.4g",
               r->corpus.held_pairs > 0 ? "held-out" : "running",
               memory->reference);
    if (memory->waited > 0.0)
        sheet_tell(s, ", as it was %s before",
                   number_count(memory->waited, "epoch").text);
    sheet_tell(s, "\n");
}

/* What of it is not trained on. */
static void say_rest(const struct bigram_run *r, struct sheet *s)
{
    const struct corpus *c = &r->corpus;
    const char *token = bigram_run_token(r);
    double left = (double)r->unknown; /* but for those that are held out */

    if (left > 0.0)
        left -= (double)c->held_unknown;
    if (c->held_lines > 0)
        sheet_tell(s, "held out: %s with %s",
                   number_count((double)c->held_lines, bigram_run_unit(r)).text,
                   number_count((double)c->held_pairs, "pair").text);
    if (c->held_unknown > 0)
        sheet_tell(s, ", %.0f more with a %s that training never sees",
                   (double)c->held_unknown, token);
    if (c->held_lines > 0)
        sheet_tell(s, "\n");
    if (left > 0.0)
        sheet_tell(s, "left out: %s with a %s that the model does not know\n",
                   number_count(left, "pair").text, token);
}

/* Rate and epochs, where it starts. */
static void say_plan(const struct bigram_run *r, struct sheet *s)
{
    const struct rule *rule = &r->options->rule;
    const char *load = r->options->frame.names.load;

    sheet_tell(s, "; lr %s", decimal_format(rule->lr).text);
    double last = r->loaded_epochs + (double)rule->epochs;
    bool least = rule->lr * num_power(rule->decay, (uint64_t)last) <
                 fmin(rule->min_lr, rule->lr);

    if (rule->decay > 0.0)
        sheet_tell(s, " * %s^epoch", decimal_format(rule->decay).text);
    if (rule->decay > 0.0 && least) /* which some epoch would go below */
        sheet_tell(s, ", at least %s",
                   decimal_format(fmin(rule->min_lr, rule->lr)).text);
    if (rule->decay > 0.0 && r->loaded_epochs > 0.0)
        sheet_tell(s, "; epochs count on from %.0f", r->loaded_epochs);
    if (rule->patience == 0)
        sheet_tell(s, ", %.0f epoch%s", (double)rule->epochs,
                   number_plural((double)rule->epochs));
    if (load || !r->scores.dense)
        sheet_tell(s, "; start: %s", load ? load : "all scores 0");
    if (rule->patience > 0)
        wording_rule(s, rule,
                     r->corpus.held_pairs > 0 ? "held-out " : "running ", "");
    else
        sheet_tell(s, "\n");
}

/* Yardsticks, and how likely words are at the start. */
static void show_yardsticks(const struct bigram_run *r, struct sheet *s)
{
    const char *token = bigram_run_token(r);
    double low = 1.0, high = 0.0;

    for (uint32_t k = 0; k < r->counts.V; k++) {
        low = fmin(low, r->asked.before[k]);
        high = fmax(high, r->asked.before[k]);
    }
    sheet_why(s,
              "uniform guess %.4f (%s)   floor %.4f (%.2f %ss), the lowest "
              "loss\n",
              r->uniform, number_count((double)r->counts.V, token).text,
              r->floor, num_exp(r->floor), token);
    sheet_why(s, "%s the %ss after '%s' have probabilities from %.3g to %.3g\n",
              r->options->frame.names.load ? "at the start" : "before training",
              token, bigram_run_shown(r, r->asked.word, 60).text, low, high);
}

static void show_head(const void *result, struct sheet *s)
{
    const struct bigram_run *r = result;

    say_text(r, s);
    say_plan(r, s);
    say_rest(r, s);
    if (r->scores.dense && !r->options->frame.names.load)
        sheet_why(s, "start: random scores\n");
    show_words(r, s);
    show_yardsticks(r, s);
    show_memory(r, s);
}

/* One thing more at a time, then the challenge; an own file stays, and lines
   are held out, by the same seed, where that is of use. */
static void next(const void *result, struct report *command)
{
    const struct bigram_run *r = result;
    const struct bigram_options *o = r->options;
    const struct rule *rule = &o->rule;
    const char *text = o->frame.names.data;
    bool own = text, can = r->hold_seed >= 0.0;
    bool held = r->corpus.held_pairs > 0, stops = rule->patience > 0;
    bool near = r->end.far && r->end.left <= 2.0;
    bool longer = rule->epochs > PRESET_WORDS_EPOCHS || near;
    bool fast = held || rule->lr > PRESET_WORDS_LR;
    bool hold = held || (own ? longer && can : fast);
    double seed = held ? r->seed : r->hold_seed;

    if (r->end.state == BIGRAM_NOTHING ||
        ((stops || near) && own && !held && !can) || (stops && held)) {
        report_print(command, " check challenge");
        return;
    }
    report_print(command, " bigram");
    report_shell(command, o->frame.names.sums ? "--counts" : "--text",
                 own ? text : NULL);
    if (own && r->cut.tokens != CORPUS_SPACE)
        report_print(command, " --tokens %s", corpus_tokens[r->cut.tokens]);
    if (own && r->cut.unit != CORPUS_LINE)
        report_print(command, " --unit %s", corpus_unit_name(r->cut.unit));
    if (own)
        report_print(command, " --epochs 30");
    else
        report_print(command, fast || rule->decay > 0.0
                                  ? " --epochs 30 --lr 0.5"
                              : longer ? " --epochs 15 --decay 0.95"
                                       : " --epochs 15");
    if (hold) /* what held out pairs holds them out again */
        report_print(command, " --holdout %s",
                     decimal_format(own && held ? o->holdout : 0.2).text);
    if (held || (own && longer && !can))
        report_print(command, " --patience 3");
    if (own && hold && seed != PRESET_SEED)
        report_print(command, " --seed %.0f", seed);
}

static bool answer(const void *result, struct fault *fault)
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    bool save = r->options->frame.names.save;

    return !judge_diverged(judge) ||
           fault_say(fault, FAULT_ANSWER,
                     save ? "Try a smaller --lr; no model was saved"
                          : "Try a smaller --lr",
                     "diverged at epoch %.0f: a loss is not finite",
                     (double)judge->epoch + 1.0);
}

/* The last, and with a rule or held-out lines the best. */
static void save(const void *result, FILE *out, char note[FRAME_NOTE])
{
    const struct bigram_run *r = result;
    const struct judge *judge = &r->fit.judge;
    double before = r->loaded_epochs;
    bool held = r->corpus.held_pairs > 0;
    struct words_model model = {
        .epochs = before + (double)judge->measured,
        .lr = r->options->rule.lr,
        .seed = r->seed,
        .draws = (double)r->rng.drawn,
        .rule = r->cut,
        .words = r->corpus.words,
        .seen = r->seen,
        .edges = r->options->frame.names.sums ? NULL : r->edges,
    };

    if (r->watches)
        model.memory = judge_remember(
            judge, held ? r->lowest.held : judge->best,
            before + (double)(held ? r->lowest.epoch : judge->best_epoch + 1),
            bigram_run_watched(r, r->fit.loss, r->fit.held));
    frame_note(note, model.epochs, judge->verdict == JUDGE_INTERRUPTED,
               &model.memory);
    scores_lend(&r->scores, &model);
    words_file_save(out, &model, TRAINLOOP_VERSION);
}

/* Bytes that are no UTF-8, and the line that makes UTF-8 of them. */
static void warn(const void *result, struct report *report)
{
    const struct bigram_run *r = result;
    const struct corpus_odd *odd = &r->corpus.odd;
    const char *name = r->options->frame.names.data;
    double n = (double)odd->bytes;
    struct number bytes;
    bool drops = n > 0.0 && strcmp(odd->from, "utf-8") == 0;

    if (n == 0.0)
        return;
    number_say(&bytes, "%s are", number_count(n, "byte").text);
    report_print(report,
                 "warning: %s: %s no UTF-8, the first in line %.0f\n"
                 "  iconv%s -f %s -t utf-8",
                 r->source, n > 1.0 ? bytes.text : "1 byte is",
                 (double)odd->line, drops ? " -c" : "", odd->from);
    if (!input_is_dash(name))
        report_shell(report, "", name);
    report_print(report, " | trainloop bigram --text -%s\n",
                 drops ? " leaves them out" : "");
}

static bool count(void *sum, const void *result, double *loss,
                  struct fault *fault)
{
    const struct bigram_run *r = result;

    (void)sum;
    (void)fault;
    *loss = r->fit.judge.last;
    return true;
}

const struct stage bigram_stage = {
    .command.name = "bigram",
    .command.run = frame_command,
    .command.summary = "learn which word follows which",
    .command.about = "Learns from a text which word follows which, one pair at "
                     "a time.",
    .command.examples = "  trainloop bigram\n"
                        "  trainloop bigram --epochs 50 --patterns --matrix\n"
                        "  trainloop bigram --epochs 15 --decay 0.95\n",
    .command.groups = groups,
    .command.defaults = &preset,
    .command.size = sizeof preset,
    .figures = "losses|follow|shares|scores|loop",
    .size = sizeof(struct bigram_run),
    .data = offsetof(struct bigram_run, corpus.read),
    .model = offsetof(struct bigram_run, loaded),
    .check = check,
    .open = bigram_run_open,
    .head = show_head,
    .train = bigram_fit,
    .judge = bigram_fit_judge,
    .show = bigram_views,
    .next = next,
    .answer = answer,
    .save = save,
    .warn = warn,
    .close = bigram_run_close,
    .runs = "runs",
    .sum_size = 1, /* the tally of the claims is all */
    .count = count,
};
