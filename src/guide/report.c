/* report: the whole course as one HTML page. */
#include "base/input.h"
#include "guide/commands.h"
#include "guide/explain.h"
#include "guide/worksheet.h"
#include "stages/bigram_command.h"
#include "stages/bigram_run.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize.h"
#include "stages/linreg.h"
#include "stages/sweep.h"
#include "text/opt_parse.h"
#include "text/page.h"

#include "trainloop/decimal.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

struct options {
    struct problem_options problem; /* first; the data, the seed */
    struct opt_words stages;
    const char *out, *text;
    bool quiet, worksheet;
};

static const struct options defaults = {.problem = PRESET_DATA,
                                        .out = "report.html"};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--out", .value = "FILE", .kind = OPT_TEXT, .at = AT(out),
     .help = "the page, - for stdout; unnamed: report.html"},
    {"--seed", .value = "N", .kind = OPT_COUNT, .at = AT(problem.frame.seed),
     .max = 4294967295.0, .help = "start of the random numbers, as in NumPy"},
    {"--data", .value = "FILE", .kind = OPT_TEXT,
     .at = AT(problem.frame.names.data),
     .help = "a CSV file for the stages that fit a line"},
    {0},
};

static const struct opt other_rows[] = {
    {"--text", .value = "FILE", .kind = OPT_TEXT, .at = AT(text),
     .help = "a text for the stage bigram"},
    {"--worksheet", .kind = OPT_FLAG, .at = AT(worksheet),
     .help = "with questions, exercises, room to write, words"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(quiet),
     .help = "no 'wrote FILE'"},
    {0},
};

/* A part of the page: the stage, how it is run on the lesson's data and on
   one's own, what it is about, a question, and what its result answers. */
struct chapter {
    const struct stage *stage;
    const char *title;        /* without markup                 */
    const char *lesson, *own; /* arguments, blanks between them */
    const char *lead, *ask;
    void (*answer)(struct number *answer, const void *result);
};

static void answer_step(struct number *answer, const void *result)
{
    const struct linreg_step *s = &((const struct linreg *)result)->first;

    number_say(answer, "From %s to %s, after one look at all rows.",
               number_short(s->before.slope).text,
               number_short(s->after.slope).text);
}

static void answer_data(struct number *answer, const void *result)
{
    const struct data *r = result;

    number_say(answer, "The mean misses by %s, the best line by %s.",
               problem_root(&r->set, r->bowl.baseline).text,
               problem_root(&r->set, r->bowl.floor).text);
}

static void answer_linreg(struct number *answer, const void *result)
{
    const struct training *t = result;

    number_say(answer, "It misses by %s, the best line by %s.%s",
               problem_root(&t->set, t->fit.last.loss).text,
               problem_root(&t->set, t->bowl.floor).text,
               judge_diverged(&t->fit.judge)            ? " The run diverged."
               : training_at_floor(t, t->fit.last.loss) ? " It has arrived."
                                                        : "");
}

static void answer_sweep(struct number *answer, const void *result)
{
    const struct sweep *r = result;
    struct number best = {"None has learned."}, gone = {"none diverges"};

    if (r->best < r->n && !r->alone)
        number_say(&best, "Several come equally near.");
    else if (r->best < r->n)
        number_say(&best, "Rate %s comes nearest.",
                   decimal_format(r->rows[r->best].lr).text);
    if (r->gone > 0.0)
        number_say(&gone, "%.0f diverge%s", r->gone, r->gone == 1.0 ? "s" : "");
    number_say(answer, "%s Of %s %s.", best.text,
               number_count((double)r->n, "rate").text, gone.text);
}

static void answer_stop(struct number *answer, const void *result)
{
    const struct training *t = result;
    const struct judge *judge = &t->fit.judge;

    number_say(
        answer, "%s epoch %.0f. The error is %s then, the best line's %s.",
        judge->verdict == JUDGE_STOPPED ? "The rule ends it at"
                                        : "The rule does not end it by",
        (double)judge->epoch, problem_root(&t->set, t->fit.last.loss).text,
        problem_root(&t->set, t->bowl.floor).text);
}

static void answer_unseen(struct number *answer, const void *result)
{
    const struct test *test = &((const struct generalize *)result)->test;

    number_say(answer, "It is %s in training, %s on unseen rows%s%s.",
               number_short(test->mae_train).text, number_short(test->mae).text,
               *test->cause ? ": " : "", test->cause);
}

static void answer_words(struct number *answer, const void *result)
{
    const struct bigram_run *r = result;

    number_say(answer,
               "The loss goes from %.4f to %.4f. At the counted shares it is "
               "%.4f.",
               r->sketch.after.first.y, r->fit.loss, r->floor);
}

static const struct chapter chapters[] = {
    {&linreg_stage, "The loop, once around", "--epochs 1 --figure loop",
     "--epochs 1 --figure loop",
     "A model predicts, and its error is measured. The gradient says which way "
     "each parameter must move. The update moves it a little. Follow the "
     "numbers of one row through these steps.",
     "From where to where does the first step take the slope?", answer_step},
    {&data_stage, "Data with a known answer", "", "",
     "What is there to learn, and how good is good? The baseline is always the "
     "mean, without a model. No line goes below the floor.",
     "How much better than the mean can a line be?", answer_data},
    {&linreg_stage, "The loop, again and again", "", PRESET_SCALED,
     "Predict, measure the loss, find the gradient, update, and again. Then "
     "look at the way down: which parameter has moved?",
     "Is the learned line near the best line at the end?", answer_linreg},
    {&sweep_stage, "The learning rate", "--lr 1e-10,1e-7,1e-5,1e-4,2e-4",
     "--standardize --lr auto",
     "The same loop at several rates. The curvature of the bowl says in "
     "advance "
     "which of them come down and which explode. Choose one, and look at its "
     "first steps.",
     "Which rate comes nearest to the best line, and does one diverge?",
     answer_sweep},
    {&early_stop_stage, "When to stop", "",
     "--standardize --lr 0.1 --min-delta 0.1%",
     "A rule stops the run when the loss no longer improves: its patience is "
     "used up. A flat loss is not always at its floor.",
     "When does the rule end the run, and is the error at its lowest then?",
     answer_stop},
    {&generalize_stage, "Unseen data", "--draws 1000",
     "--holdout 0.2 --standardize --lr 0.1",
     "Has it learned, or only memorised? Compare the error on points it has "
     "never seen with what chance alone makes of so many points.",
     "Is the mean error larger on unseen rows, by more than chance?",
     answer_unseen},
    {&bigram_stage, "The next word", "", "--tokens words",
     "The same loop on text: which word follows which. Scores become "
     "probabilities. Every pair raises that of the word that came.",
     "How far does the loss come towards its floor?", answer_words},
    {&bigram_stage, "The next word, for longer", "--epochs 50",
     "--tokens words --epochs 10 --holdout 0.2",
     "How near do the probabilities come to the counted shares? The scores "
     "show what was learned.",
     "How far does the loss come with more epochs?", answer_words},
};
enum { CHAPTERS = sizeof chapters / sizeof chapters[0] };

/* What cannot be read says so when the stage does. */
static bool can_hold_out(const struct options *o)
{
    const struct corpus_rule rule = {CORPUS_WORDS, CORPUS_LINE};
    struct corpus corpus = {0};
    struct fault fault = {0};

    bool can =
        corpus_read(&corpus, o->text, rule, &fault) &&
        corpus_can_hold_out(&corpus, 0.2, (uint32_t)o->problem.frame.seed);
    corpus_free(&corpus);
    return can;
}

/* Does x vary?  Of a constant nothing can be standardized. */
static bool can_scale(const struct options *o)
{
    struct dataset set = {0};
    struct fault fault = {0};

    bool opens = problem_open(&set, &o->problem, &fault);
    struct bowl bowl = bowl_measure(&set.train);
    bool can = !opens || bowl.x_high > bowl.x_low;
    points_free(&set);
    return can;
}

/* How the chapter's stage is called, as one would type it. */
static void print_command(struct report *to, const struct chapter *c,
                          const struct options *o)
{
    bool text = c->stage == &bigram_stage;
    const char *file = text ? o->text : o->problem.frame.names.data;
    const char *words = file ? c->own : c->lesson;

    report_print(to, "trainloop %s", c->stage->command.name);
    if (text)
        report_shell(to, "--text", file);
    else
        problem_again(to, &report_command, o, false);
    const char *part =
        !file ? NULL : strstr(words, text ? " --holdout" : "--standardize");
    bool all = !part || (text ? can_hold_out(o) : can_scale(o));
    report_print(to, *words ? " %.*s" : "%.*s",
                 all ? (int)strlen(words) : (int)(part - words), words);
    if (text && o->problem.frame.seed != PRESET_SEED)
        report_print(to, " --seed %.0f", (double)o->problem.frame.seed);
}

/* Of one's own data nobody knows the answer. */
static const char *title(const struct chapter *c, const struct options *o)
{
    bool own = o->problem.frame.names.data && c->stage == &data_stage;

    return own ? "The data" : c->title;
}

/* A text whose words lead to the glossary, each where the page first uses it.
   Capitals begin sentences, not words. */
static void print_linked(struct report *page, const char *tag,
                         const char *class, const char *text, bool *used)
{
    const struct word *word = NULL;
    bool begins = true;

    report_print(page, "<%s%s%s%s>", tag, *class ? " class=\"" : "", class,
                 *class ? "\"" : "");
    while (*text != '\0') {
        size_t n = begins ? explain_length(text, &word) : 0;
        char piece[80] = {*text};
        begins = !isalnum((unsigned char)*text);
        if (n > 0 && n < sizeof piece) {
            memcpy(piece, text, n);
            piece[n] = '\0';
        }
        bool links = n > 0 && !used[word - explain_words];
        if (links) {
            used[word - explain_words] = true;
            report_print(page, "<a href=\"#w%d\">",
                         (int)(word - explain_words));
        }
        report_markup(page, piece);
        report_print(page, links ? "</a>" : "");
        text += n > 0 ? n : 1;
    }
    report_print(page, "</%s>\n", tag);
}

/* All words of the course. */
static void print_words(struct report *page)
{
    report_print(page, "<section id=\"words\">\n<h2>Words</h2>\n<dl>\n");
    for (int i = 0; explain_words[i].word; i++) {
        const struct word *word = &explain_words[i];
        report_print(page, "<dt id=\"w%d\">", i);
        report_markup(page, word->word);
        report_print(page, "</dt>\n");
        report_print(page, "<dd>");
        report_markup(page, word->meaning);
        report_print(page, " See it: <code>trainloop ");
        report_markup(page, word->see);
        report_print(page, "</code></dd>\n");
    }
    report_print(page, "</dl>\n</section>\n");
}

/* What a chapter asks, and the page that its answer goes to. */
struct asking {
    const struct chapter *chapter;
    struct report *page;
};

static void look(void *context, const void *result)
{
    const struct asking *asking = context;
    struct number answer = {""};

    asking->chapter->answer(&answer, result);
    page_fold(asking->page, "Guess first; then see what this run says");
    page_element(asking->page, "p", NULL, answer.text);
    page_fold(asking->page, NULL);
}

/* A stage that diverges is a result, and part of the page; so is one that has
   no use for data which another has read. */
static bool print_chapter(struct report *page, int number,
                          const struct chapter *c, const struct options *o,
                          bool *readable, bool *used,
                          const struct outfile *file, const struct call *parent)
{
    struct fault *fault = parent->fault;
    bool *known = &readable[c->stage == &bigram_stage];
    struct report command = {.hold = true, .raw = true};
    struct asking asking = {c, page};
    struct guest guest = {.page = page,
                          .file = file,
                          .look = look,
                          .context = &asking,
                          .told = *known};
    enum { WORDS = 64 }; /* the options of a stage are half as many */
    char *argv[WORDS];
    struct call call = {.argv = argv + 2,
                        .out = page->file,
                        .fault = fault,
                        .interrupted = parent->interrupted};

    print_command(&command, c, o);
    if (!command.held)
        return fault_memory(fault, 100.0, "a line of the page");
    report_print(page, "<section id=\"s%d\">\n<h2>%d. %s</h2>\n", number,
                 number, title(c, o));
    print_linked(page, "p", "", c->lead, used);
    print_linked(page, "p", "ask", c->ask, used);
    page_element(page, "pre", "command", command.held);
    call.argc = opt_split(command.held, argv, WORDS) - 2;
    assert(call.argc < WORDS - 2);
    int status = frame_run(c->stage, &call, &guest);
    report_free(&command);
    if (status == FRAME_INTERRUPTED)
        return false;
    if (status > FAULT_ANSWER && (!*known || status == FAULT_INTERNAL))
        return false;
    *known = true;
    if (fault->kind != FAULT_NONE)
        page_element(page, "p", "fails", fault->text);
    *fault = (struct fault){0};
    report_print(page, "</section>\n");
    return true;
}

/* Is the chapter asked for? Unasked all are. */
static bool is_wanted(const struct options *o, const struct chapter *c)
{
    for (int i = 0; i < o->stages.n; i++)
        if (strcmp(o->stages.at[i], c->stage->command.name) == 0)
            return true;
    return o->stages.n == 0;
}

/* The chapters that are asked for. */
static bool print_page(struct report *page, const struct options *o,
                       const struct outfile *file, const struct call *call)
{
    bool good = true, readable[2] = {false, false}; /* data, text */
    bool used[MOST_WORDS] = {false};                /* of the glossary */
    const struct chapter *wanted[CHAPTERS];
    int n = 0;

    for (int i = 0; i < CHAPTERS; i++)
        if (is_wanted(o, &chapters[i]))
            wanted[n++] = &chapters[i];
    page_open(page, "The training loop, run and judged");
    page_element(page, "p", NULL,
                 "Predict, measure the loss, find the gradient, update: that "
                 "is how a model learns. What this page shows comes from the "
                 "runs named in it, or is marked as predicted. Type one of "
                 "its commands: it makes the same run, digit by digit.");
    report_print(page,
                 "<p class=\"lesser\">Made by trainloop %s.</p>\n"
                 "<nav aria-label=\"Chapters\">\n",
                 TRAINLOOP_VERSION);
    for (int i = 0; i < n; i++)
        report_print(page, "<a href=\"#s%d\">%d. %s</a>\n", i + 1, i + 1,
                     title(wanted[i], o));
    if (o->worksheet)
        worksheet_links(page);
    report_print(page, "<a href=\"#words\">Words</a>\n</nav>\n");
    for (int i = 0; good && i < n; i++)
        good = print_chapter(page, i + 1, wanted[i], o, readable, used, file,
                             call);
    if (good && o->worksheet)
        worksheet_print(page);
    print_words(page);
    page_close(page);
    return good;
}

/* Is every word a stage? */
static bool check_stages(const struct options *o, struct fault *fault)
{
    for (int i = 0; i < o->stages.n; i++) {
        const char *word = o->stages.at[i];
        if (opt_choice(PRESET_STAGES, word) >= 0)
            continue;
        fault_set(fault, FAULT_USAGE, "'%s' is not a stage",
                  utf8_word(word, 60, 0).text);
        opt_hint_choice(fault, PRESET_STAGES, word);
        if (strpbrk(word, "./") && !strchr(fault->hint, '?'))
            fault_hint(fault, "Did you mean '--out %s'?", word);
        return false;
    }
    return true;
}

/* An input can be read more than once, and is read: only so it is known, and
   spared. */
static bool check_input(const struct options *o, bool text, struct fault *fault)
{
    const char *option = text ? "--text" : "--data";
    const char *name = text ? o->text : o->problem.frame.names.data;
    bool used = !name;

    for (int i = 0; i < CHAPTERS; i++)
        used = used || (is_wanted(o, &chapters[i]) &&
                        text == (chapters[i].stage == &bigram_stage));
    if (input_is_dash(name))
        return fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                         "'%s' is read more than once, and standard input "
                         "can be read only once",
                         option);
    return used || fault_say(fault, FAULT_USAGE, "Leave it out",
                             "no stage that is named reads '%s'", option);
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    struct options o;
    struct outfile file = {0};

    if (!opt_parse(&report_command, call->argc, call->argv, &o, fault) ||
        !check_stages(&o, fault) || !check_input(&o, false, fault) ||
        !check_input(&o, true, fault))
        return (int)fault->kind;
    bool dash = input_is_dash(o.out);
    struct report page = {.file = call->out, .hold = dash};
    call->heed(true);
    bool good = dash || outfile_open(&file, o.out, "--out", fault);
    if (!dash)
        page.file = file.file;
    good = good && print_page(&page, &o, &file, call) &&
           (dash || outfile_commit(&file, fault));
    if (good && dash)
        report_release(&page);
    else if (good && !o.quiet)
        files_say(&file, "");
    report_free(&page);
    outfile_discard(&file);
    call->heed(false);
    if (*call->interrupted && !good && fault->kind == FAULT_NONE)
        fprintf(stderr, "interrupted: no page was written\n");
    return frame_status(call, (int)fault->kind);
}

const struct command report_command = {
    .name = "report",
    .run = run,
    .summary = "the whole course as one HTML page",
    .about = "Runs the stages, or those that you name. Writes one page with "
             "their figures,\ntables and claims.",
    .examples = "  trainloop report\n"
                "  trainloop report --out handout.html linreg sweep\n",
    .groups = (const struct opt_group[]){{"Options", .rows = rows},
                                         {.rows = &problem_rows[PROBLEM_TABLE]},
                                         {.rows = other_rows},
                                         {0}},
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "[STAGE...]",
    .words_at = AT(stages),
    .choices = PRESET_STAGES,
};
