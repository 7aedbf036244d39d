/* The stage bigram, from options to the start of its training. */
#include "stages/bigram_run.h"

#include "base/blank.h"
#include "base/input.h"
#include "base/model.h"
#include "base/near.h"
#include "base/supplied.h"
#include "lesson/ledger_file.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct bigram_options, field)

const struct opt bigram_run_start_rows[] = {
    {"--text", .value = "FILE", .kind = OPT_TEXT, .at = AT(frame.names.data),
     .help = "your text, or: sentences, challenge; - for stdin"},
    {"--tokens", .value = "space|words|chars", .kind = OPT_CHOICE,
     .at = AT(tokens), .help = "what a token is", .needs = "--text",
     .clash = "--load"},
    {"--unit", .value = "line|paragraph|sentence", .kind = OPT_CHOICE,
     .at = AT(unit), .help = "no pair crosses its end", .needs = "--text",
     .clash = "--load"},
    {"--seed", .value = "N", .kind = OPT_COUNT, .at = AT(frame.seed),
     .max = 4294967295.0, .help = "start of the random numbers, as in NumPy",
     .clash = "--load"},
    {"--init", .value = "auto|random|zero", .kind = OPT_CHOICE, .at = AT(init),
     .help = "first scores; auto: zero above 2000 words", .clash = "--load"},
    {"--lr", .alias = "--learning-rate", .value = "RATE", .kind = OPT_POSITIVE,
     .at = AT(rule.lr), .max = 100, .help = "size of a step"},
    {0},
};

const struct opt bigram_run_rows[] = {
    {"--holdout", .value = "PART", .kind = OPT_PART, .at = AT(holdout),
     .max = 1, .help = "random part of the lines, kept from training"},
    {"--decay", .value = "F", .kind = OPT_POSITIVE, .at = AT(rule.decay),
     .max = 1, .help = "multiply the rate by F every epoch"},
    {"--min-lr", .value = "RATE", .kind = OPT_POSITIVE, .at = AT(rule.min_lr),
     .max = 100, .help = "decay ends at this rate", .needs = "--decay"},
    {"--epochs", .value = "N", .kind = OPT_COUNT, .at = AT(rule.epochs),
     .min = 1, .help = "passes over the pairs"},
    {"--patience", .value = "N", .kind = OPT_COUNT, .at = AT(rule.patience),
     .min = 1, .help = "stop after N epochs without improvement"},
    {"--min-delta", .value = "X[%]", .kind = OPT_DELTA,
     .at = AT(rule.min_delta), .max = DBL_MAX,
     .help = "by how much a loss must be lower; %: of the best"},
    {"--min-epochs", .value = "N", .kind = OPT_COUNT, .at = AT(rule.min_epochs),
     .help = "no stop before so many epochs", .needs = "--patience"},
    {0},
};

const struct bigram_text bigram_run_five = {.name = "the five sentences",
                                            .supplied = "sentences"};

struct utf8_word bigram_run_name(const struct vocabulary *words, uint32_t id,
                                 int most, int width)
{
    const char *word = vocabulary_word(words, id);
    size_t length = strlen(word);
    uint32_t code = 0;
    char name[12];

    if (length <= 3 && (size_t)utf8_decode(word, length, &code) == length &&
        blank_is(code)) {
        snprintf(name, sizeof name, "U+%04lX", (unsigned long)code);
        word = code == ' ' ? "space" : code == '\t' ? "tab" : name;
    }
    return utf8_word(word, most, width);
}

struct utf8_word bigram_run_shown(const struct bigram_run *run, uint32_t id,
                                  int most)
{
    return bigram_run_name(&run->corpus.words, id, most, 0);
}

const char *bigram_run_token(const struct bigram_run *run)
{
    return corpus_token_name(run->cut.tokens);
}

const char *bigram_run_unit(const struct bigram_run *run)
{
    return corpus_unit_name(run->cut.unit);
}

struct pair bigram_run_pair(const struct bigram_run *run, const char *word,
                            const char *next)
{
    const struct vocabulary *words = &run->corpus.words;
    struct pair pair = {vocabulary_find(words, word, strlen(word)),
                        vocabulary_find(words, next, strlen(next))};

    if (pair.word == WORD_UNKNOWN || pair.next == WORD_UNKNOWN)
        pair.word = pair.next = WORD_UNKNOWN;
    return pair;
}

double bigram_run_probability(const struct bigram_run *run, struct pair pair)
{
    if (pair.word == WORD_UNKNOWN)
        return 0.0;
    scores_predict(&run->scores, pair.word, run->p);
    return run->p[pair.next];
}

int bigram_run_top(const double *p, uint32_t V, uint32_t *top, int n)
{
    int found = 0;

    for (uint32_t k = 0; k < V; k++) {
        if (found == n && !(p[k] > p[top[n - 1]]))
            continue;
        int at = found < n ? found++ : n - 1;
        for (; at > 0 && p[k] > p[top[at - 1]]; at--)
            top[at] = top[at - 1];
        top[at] = k;
    }
    return found;
}

/* The hint for a word that is not there: one that is near, or the way. */
static bool suggest(const struct vocabulary *words, enum corpus_tokens tokens,
                    bool option, const char *text, struct fault *fault)
{
    struct utf8_word some = bigram_run_name(words, 0, 60, 0);
    const char *best = NULL;
    double x;

    for (uint32_t i = 0; i < words->n && tokens != CORPUS_CHARS; i++) {
        const char *known = vocabulary_word(words, i);
        if (strlen(known) < NEAR_WORD)
            best = near_best(text, known, best);
    }
    if (best)
        return fault_hint(fault, "Did you mean '%s'?", best);
    if (tokens == CORPUS_CHARS)
        return fault_hint(fault,
                          utf8_count(text) > 1
                              ? "Give one character, such as '%s'"
                              : "It has '%s', for example",
                          some.text);
    if (strpbrk(text, ", "))
        return fault_hint(
            fault, option ? "Give --word one word, --follow two: A,B"
                          : "Give words one by one, with blanks between");
    if (!option && decimal_parse(text, &x) == DECIMAL_OK)
        return fault_hint(fault, "This model knows words, not numbers");
    return fault_hint(fault, "It has '%s', for example", some.text);
}

/* The number of a word as it is typed, a blank also by its name. */
static uint32_t look_up(const struct vocabulary *words,
                        enum corpus_tokens tokens, const char *folded)
{
    uint32_t id = vocabulary_find(words, folded, strlen(folded));

    if (tokens == CORPUS_CHARS && id == WORD_UNKNOWN)
        for (uint32_t i = 0; i < words->n && id == WORD_UNKNOWN; i++)
            if (strcmp(bigram_run_name(words, i, 60, 0).text, folded) == 0)
                id = i;
    return id;
}

bool bigram_run_find(const struct vocabulary *words, enum corpus_tokens tokens,
                     const char *option, const char *word, size_t length,
                     uint32_t *id, struct fault *fault)
{
    char *folded = corpus_fold(tokens, word, length), text[80];

    if (!folded)
        return fault_memory(fault, (double)length, "a word");
    *id = look_up(words, tokens, folded);
    snprintf(text, sizeof text, "%.*s", (int)utf8_cut(folded, NEAR_WORD),
             folded);
    free(folded);
    if (*id != WORD_UNKNOWN)
        return true;
    fault_set(fault, FAULT_USAGE, "%s'%s' is not one of the %s", option, text,
              number_count(words->n, corpus_token_name(tokens)).text);
    return suggest(words, tokens, *option != '\0', text, fault);
}

/* The first seed of a few, from the run's on, that holds out a known pair; a
   loaded model has its own alone. */
static double find_hold_seed(const struct bigram_run *run, bool loaded)
{
    uint64_t seed = (uint64_t)run->seed, last = seed + (loaded ? 1 : 10);

    for (; seed < last && seed <= UINT32_MAX; seed++)
        if (corpus_can_hold_out(&run->corpus, 0.2, (uint32_t)seed))
            return (double)seed;
    return -1.0;
}

/* Counts in place of a text: no units, and so nothing to hold out or quote. */
static bool read_counts(struct bigram_run *run, struct fault *fault)
{
    struct corpus *corpus = &run->corpus;
    struct ledger ledger = {0};
    bool good = ledger_file_read(&ledger, run->options->frame.names.sums,
                                 &corpus->read, fault) &&
                counts_take(&run->counts, &ledger, fault);

    if (good) {
        corpus->words = ledger.words;
        corpus->pairs = ledger.pairs;
        ledger.words = (struct vocabulary){0};
    }
    run->hold_seed = -1.0;
    ledger_free(&ledger);
    return good;
}

/* The text; a loaded model keeps its words, and the text must have pairs of
   them; some lines held out. */
static bool read_text(struct bigram_run *run, struct words_model *model,
                      struct fault *fault)
{
    const struct bigram_options *o = run->options;
    const struct supplied *own = supplied_find(o->own->supplied);
    const char *load = o->frame.names.load;
    struct corpus *corpus = &run->corpus;

    if (o->frame.names.sums)
        return read_counts(run, fault);
    if (!(o->frame.names.data
              ? corpus_read(corpus, o->frame.names.data, run->cut, fault)
              : corpus_parse(corpus, (const char *)own->bytes, own->n,
                             o->own->name, run->cut, fault)))
        return false;
    uint64_t pairs = corpus->pairs;
    if (load && !corpus_adopt(corpus, &model->words, fault))
        return false;
    run->unknown = pairs - corpus->pairs;
    if (load && corpus->pairs == 0)
        return fault_say(fault, FAULT_FILE,
                         "Name the --text that the model was trained on",
                         "the text has no pair of %ss that '%s' knows",
                         bigram_run_token(run), load);
    run->hold_seed = find_hold_seed(run, load);
    return !(o->holdout > 0.0) ||
           corpus_hold_out(corpus, o->holdout, (uint32_t)run->seed,
                           load != NULL, fault);
}

double bigram_run_watched(const struct bigram_run *run, double loss,
                          double held)
{
    return run->corpus.held_pairs > 0 ? held : loss;
}

/* Can what comes of the run be saved?  A shuffle takes fewer than two random
   numbers a pair. */
static bool has_room(const struct bigram_run *run, struct fault *fault)
{
    double epochs = (double)run->options->rule.epochs;
    double pairs = (double)run->corpus.pairs;

    return model_has_room(run->loaded_epochs, epochs, 1.0, MODEL_COUNT,
                          "epochs", fault) &&
           model_has_room((double)run->rng.drawn, epochs, 2.0 * pairs,
                          MODEL_DRAWS, "random numbers", fault);
}

/* The units that are trained on, where all of them are few and short. */
static void quote(struct bigram_run *run)
{
    const struct corpus *c = &run->corpus;
    struct bigram_quotes *q = &run->quotes;
    bool chars = run->cut.tokens == CORPUS_CHARS;
    size_t used = 0;

    if (c->lines > BIGRAM_RUN_QUOTED)
        return;
    for (size_t i = 0; i < c->n; i++) {
        char *text = q->text[q->n];
        if (c->token[i] == WORD_END) {
            q->n++;
            used = 0;
            continue;
        }
        const char *word = c->token[i] == WORD_UNKNOWN
                               ? "?"
                               : vocabulary_word(&c->words, c->token[i]);
        used += (size_t)snprintf(text + used, sizeof q->text[0] - used, "%s%s",
                                 used > 0 && !chars ? " " : "", word);
        if (used >= sizeof q->text[0] || utf8_width(text) > BIGRAM_RUN_QUOTE) {
            q->n = 0;
            return;
        }
    }
}

/* How many different words the text has, held out or not. */
static uint32_t count_here(struct bigram_run *run)
{
    const struct corpus *c = &run->corpus;
    uint32_t found = 0;

    for (size_t i = 0; i < c->n + c->n_held; i++) {
        uint32_t id = i < c->n ? c->token[i] : c->held[i - c->n];
        if (id >= c->words.n || run->p[id] > 0.0) /* none, or known already */
            continue;
        run->p[id] = 1.0;
        found++;
    }
    return found;
}

/* How units begin and end, here or before.  False: no memory. */
static bool find_edges(struct bigram_run *run, const struct words_model *model)
{
    uint32_t V = run->corpus.words.n;

    run->edges = calloc(V, sizeof *run->edges);
    if (!run->edges)
        return false;
    corpus_count_edges(&run->corpus, run->edges);
    for (uint32_t i = 0; model->edges && i < V; i++) {
        struct corpus_edge *edge = &run->edges[i], old = model->edges[i];
        edge->begins = edge->begins > old.begins ? edge->begins : old.begins;
        edge->ends = edge->ends > old.ends ? edge->ends : old.ends;
    }
    return true;
}

/* Where the training starts: random, zero, or a saved model. */
static bool find_start(struct bigram_run *run, struct words_model *model,
                       struct fault *fault)
{
    const struct bigram_options *o = run->options;
    const struct scores_setup setup = {
        .counts = &run->counts,
        .corpus = &run->corpus,
        .init = (enum scores_init)o->init,
        .saved = model,
        .rng = &run->rng,
        .keep = o->rule.patience > 0 || run->corpus.held_pairs > 0,
    };
    struct bigram_asked *asked = &run->asked;
    uint32_t V = run->corpus.words.n;

    if (!o->frame.names.sums &&
        !counts_make(&run->counts, &run->corpus, &model->sparse, fault))
        return false;
    run->p = calloc(V, 3 * sizeof *run->p);
    run->seen = model->seen ? model->seen : calloc(V, sizeof *run->seen);
    model->seen = NULL;
    if (!run->p || !run->seen || !find_edges(run, model))
        return fault_memory(fault, 28.0 * V, "the training");
    quote(run);
    run->here = count_here(run);
    corpus_forget(&run->corpus);
    asked->before = run->p + V;
    asked->after = asked->before + V;
    for (uint32_t i = 0; i < V; i++) {
        uint64_t here = counts_seen(&run->counts, i);
        run->seen[i] = here > run->seen[i] ? here : run->seen[i];
    }
    rng_seed(&run->rng, (uint32_t)run->seed);
    rng_skip(&run->rng, (uint64_t)model->draws);
    run->loaded_epochs = model->epochs;
    run->loaded = model->read;
    run->watches = setup.keep;
    bool good = scores_make(&run->scores, &setup, fault);
    run->plain = run->scores.dense && !o->frame.names.load &&
                 run->cut.unit == CORPUS_LINE &&
                 !(o->rule.lr > PRESET_WORDS_LR);
    run->memory = model->memory;
    if (good && run->memory.known > 0.0 &&
        bigram_run_watched(run, scores_loss(&run->scores),
                           scores_held_loss(&run->scores)) != run->memory.last)
        run->memory.known = 0.0; /* other text */
    if (!good && run->scores.dense && !run->scores.bigram.w)
        fault_hint(fault, "Add --init zero: it needs memory only for the pairs "
                          "that occur");
    return good && (!o->frame.names.save || has_room(run, fault));
}

/* --follow A,B: where words have commas themselves, at the comma that fits. */
static bool find_pair(struct bigram_run *run, const char *follow,
                      struct fault *fault)
{
    const struct vocabulary *words = &run->corpus.words;
    const char *option = "'--follow': ", *comma = strchr(follow, ',');
    struct pair *pair = &run->asked.follow;
    enum corpus_tokens tokens = run->cut.tokens;

    if (!comma)
        return fault_say(fault, FAULT_USAGE, "For example: --follow the,cat",
                         "'--follow' needs two words A,B, got '%.*s'",
                         (int)utf8_cut(follow, 100), follow);
    for (const char *c = comma; c; c = strchr(c + 1, ',')) {
        struct fault none;
        if (bigram_run_find(words, tokens, option, follow, (size_t)(c - follow),
                            &pair->word, &none) &&
            bigram_run_find(words, tokens, option, c + 1, strlen(c + 1),
                            &pair->next, &none))
            comma = c;
    }
    return bigram_run_find(words, tokens, option, follow,
                           (size_t)(comma - follow), &pair->word, fault) &&
           bigram_run_find(words, tokens, option, comma + 1, strlen(comma + 1),
                           &pair->next, fault);
}

/* The expected pairs; --word and --follow, without them the lesson's, or the
   first word that leads. */
static bool find_words(struct bigram_run *run, struct fault *fault)
{
    static const char *const expected[BIGRAM_RUN_EXPECTED][2] = {
        {"the", "cat"}, {"the", "dog"}, {"cat", "sat"},
        {"sat", "on"},  {"on", "the"},  {"in", "the"},
    };
    const struct bigram_options *o = run->options;
    const struct vocabulary *words = &run->corpus.words;
    struct bigram_asked *asked = &run->asked;

    for (int i = 0; i < BIGRAM_RUN_EXPECTED; i++) {
        struct bigram_expected *e = &run->expected[i];
        e->pair = bigram_run_pair(run, expected[i][0], expected[i][1]);
        if (e->pair.word != WORD_UNKNOWN)
            e->limit = counts_share(&run->counts, e->pair);
    }
    asked->word = vocabulary_find(words, "the", 3);
    for (uint32_t i = 0; asked->word == WORD_UNKNOWN && i < words->n; i++)
        if (run->seen[i] > 0)
            asked->word = i;
    if (asked->word == WORD_UNKNOWN)
        asked->word = 0;
    if (o->word &&
        !bigram_run_find(words, run->cut.tokens, "'--word': ", o->word,
                         strlen(o->word), &asked->word, fault))
        return false;
    asked->follow.word = asked->word;
    asked->follow.next = counts_most(&run->counts, asked->word);
    return !o->follow || find_pair(run, o->follow, fault);
}

/* The words that follow the one of asked.follow, for the pictures. */
static bool find_followers(struct bigram_run *run, struct fault *fault)
{
    struct bigram_sketch *s = &run->sketch;
    struct pair pair = run->asked.follow;
    struct counts_row row = counts_row(&run->counts, pair.word);
    uint32_t top[BIGRAM_RUN_FOLLOW] = {0};

    for (uint32_t i = 0; i < run->counts.V; i++)
        run->p[i] = 0.0;
    for (uint32_t i = 0; i < row.n; i++)
        run->p[row.next[i]] = (double)row.count[i];
    int n = bigram_run_top(run->p, run->counts.V, top, BIGRAM_RUN_FOLLOW);
    s->next[s->n++] = pair.next;
    for (int i = 0; i < n && s->n < BIGRAM_RUN_FOLLOW; i++)
        if (top[i] != pair.next && run->p[top[i]] > 0.0)
            s->next[s->n++] = top[i];
    for (int i = 0; i < s->n; i++)
        if (!curve_make(&s->follow[i], fault))
            return false;
    return true;
}

bool bigram_run_open(void *result, const void *options, bool pictures,
                     struct fault *fault)
{
    struct bigram_run *run = result;
    const struct bigram_options *o = options;
    struct bigram_sketch *sketch = &run->sketch;
    struct words_model model = {0};
    const char *load = o->frame.names.load;

    run->options = o;
    run->source = !o->frame.names.data                 ? o->own->name
                  : input_is_dash(o->frame.names.data) ? "standard input"
                                                       : o->frame.names.data;
    sketch->on = pictures;
    bool good = (!pictures || (curve_make(&sketch->running, fault) &&
                               curve_make(&sketch->after, fault) &&
                               curve_make(&sketch->held, fault))) &&
                (!load || words_file_load(&model, load, fault));
    if (o->frame.asks)
        words_file_take_best(&model);
    run->cut = load ? model.rule
                    : (struct corpus_rule){(enum corpus_tokens)o->tokens,
                                           (enum corpus_unit)o->unit};
    run->seed = load ? model.seed : (double)o->frame.seed;
    good = good && read_text(run, &model, fault) &&
           find_start(run, &model, fault) && find_words(run, fault) &&
           (!pictures || find_followers(run, fault));
    words_file_free(&model);
    if (!good)
        return false;
    run->uniform = num_log((double)run->counts.V);
    run->floor = counts_floor(&run->counts);
    scores_predict(&run->scores, run->asked.word, run->asked.before);
    run->asked.followed = bigram_run_probability(run, run->asked.follow);
    return true;
}

void bigram_run_close(void *result)
{
    struct bigram_run *run = result;

    curve_free(&run->sketch.running);
    curve_free(&run->sketch.after);
    curve_free(&run->sketch.held);
    for (int i = 0; i < BIGRAM_RUN_FOLLOW; i++)
        curve_free(&run->sketch.follow[i]);
    corpus_free(&run->corpus);
    counts_free(&run->counts);
    scores_free(&run->scores);
    free(run->p);
    free(run->seen);
    free(run->edges);
    free(run->look.patterns);
    free(run->look.made);
    free(run->look.learned);
    *run = (struct bigram_run){0};
}
