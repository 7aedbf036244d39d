/* report: the whole course as one HTML page. */
#include "guide/report.h"

#include "base/outfile.h"
#include "base/stream.h"
#include "lesson/frame.h"
#include "lesson/preset.h"
#include "stages/bigram_command.h"
#include "stages/course.h"
#include "stages/data.h"
#include "stages/early_stop.h"
#include "stages/generalize_command.h"
#include "stages/linreg_command.h"
#include "stages/sweep_command.h"
#include "text/opt_parse.h"
#include "text/page.h"
#include "text/shell.h"

#include <string.h>

struct options {
    struct opt_words stages;
    const char *out, *data, *x, *y, *text;
    uint64_t seed;
    bool quiet;
};

static const struct options defaults = {.out = "report.html", .seed = 42};

#define AT(field) offsetof(struct options, field)

static const struct opt rows[] = {
    {"--out", .value = "FILE", .kind = OPT_TEXT, .at = AT(out),
     .help = "the page, - for stdout; unnamed: report.html"},
    {"--seed", .value = "N", .kind = OPT_COUNT, .at = AT(seed),
     .max = 4294967295.0, .help = "start of the random numbers, as in NumPy"},
    {"--data", .value = "FILE", .kind = OPT_TEXT, .at = AT(data),
     .help = "a CSV file for the stages that fit a line"},
    {"--x", .value = "COL", .kind = OPT_TEXT, .at = AT(x),
     .help = "its x column, by name or by number from 1", .needs = "--data"},
    {"--y", .value = "COL", .kind = OPT_TEXT, .at = AT(y),
     .help = "its y column; unnamed: the first with numbers",
     .needs = "--data"},
    {"--text", .value = "FILE", .kind = OPT_TEXT, .at = AT(text),
     .help = "a text for the stage bigram"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(quiet),
     .help = "no 'wrote FILE'"},
    {0},
};

static const struct opt_group groups[] = {{"Options", rows, 0, 0}, {0}};

/* A part of the page: the stage, how it is run on the lesson's data and on
   one's own, and what to look for. */
struct chapter {
    const struct stage *stage;
    const char *title;
    const char *lesson, *own; /* arguments, blanks between them */
    const char *lead;
};

static const struct chapter chapters[] = {
    {&data_stage, "Data with a known answer", "", "",
     "Before any training: what is there to learn, and how good is good? The "
     "baseline is what a guess without a model costs; no line goes below the "
     "floor."},
    {&linreg_stage, "The loop", "", PRESET_SCALED,
     "Predict, measure the loss, find the gradient, update, and again. Look "
     "at the loss beside baseline and floor: how far has it come? Then at the "
     "way down: which parameter has moved?"},
    {&sweep_stage, "The learning rate", "", "--standardize --lr auto",
     "The same loop at several rates. The curvature of the bowl tells "
     "beforehand which of them will come down and which will explode."},
    {&early_stop_stage, "When to stop", "",
     "--standardize --lr 0.1 --min-delta 0.1%",
     "A rule stops the run when the loss no longer improves. A flat curve is "
     "not the floor: look where the path ends."},
    {&generalize_stage, "Unseen data", "--draws 1000",
     "--holdout 0.2 --standardize --lr 0.1",
     "Has it learned, or only memorised? The error on points it has never "
     "seen, beside what chance alone makes of so few points."},
    {&bigram_stage, "The next word", "", "--tokens words",
     "The same loop on text: which word follows which. Scores become "
     "probabilities; every pair pushes them a little towards what is "
     "counted."},
    {&bigram_stage, "The next word, ten times as long", "--epochs 50",
     "--tokens words --epochs 10 --holdout 0.2",
     "The pattern comes near its limit, and the scores show what was "
     "learned."},
};
enum { CHAPTERS = sizeof chapters / sizeof chapters[0], WORDS = 24 };

/* The words of a command; nobody changes them. */
struct words {
    char room[160]; /* of those that are cut from one string */
    char seed[32];
    char *at[WORDS];
    int n;
};

/* value NULL: none. */
static void add_option(struct words *w, const char *name, const char *value)
{
    if (value) {
        w->at[w->n++] = (char *)name;
        w->at[w->n++] = (char *)value;
    }
}

/* How the chapter's stage is called: "linreg", then its arguments. */
static void make_words(struct words *w, const struct chapter *c,
                       const struct options *o)
{
    bool text = c->stage == &bigram_stage;
    const char *file = text ? o->text : o->data;

    *w = (struct words){.at = {(char *)c->stage->command.name}, .n = 1};
    add_option(w, text ? "--text" : "--data", file);
    add_option(w, "--x", text ? NULL : o->x);
    add_option(w, "--y", text ? NULL : o->y);
    snprintf(w->room, sizeof w->room, "%s", file ? c->own : c->lesson);
    w->n += shell_split(w->room, w->at + w->n, WORDS - 2 - w->n);
    snprintf(w->seed, sizeof w->seed, "%.0f", (double)o->seed);
    add_option(w, "--seed", o->seed != defaults.seed ? w->seed : NULL);
}

/* "3. The learning rate"; of one's own data nobody knows the answer. */
static void print_title(struct report *page, int number,
                        const struct chapter *c, const struct options *o)
{
    report_print(page, "%d. ", number);
    report_markup(page,
                  o->data && c->stage == &data_stage ? "The data" : c->title);
}

/* A stage that diverges is a result, and part of the page; so is one that has
   no use for data which another has read. */
static bool print_chapter(struct report *page, int number,
                          const struct chapter *c, const struct options *o,
                          bool *readable, const struct outfile *file,
                          const struct call *parent)
{
    struct fault *fault = parent->fault;
    bool *known = &readable[c->stage == &bigram_stage];
    struct words words;
    struct report command = {.hold = true}; /* as one would type it */

    make_words(&words, c, o);
    report_print(&command, "trainloop");
    for (int i = 0; i < words.n; i++)
        shell_word(&command, words.at[i]);
    if (!command.held)
        return fault_memory(fault, 0.0, "a line of the page");
    report_print(page, "<section id=\"s%d\">\n<h2>", number);
    print_title(page, number, c, o);
    report_print(page, "</h2>\n");
    page_element(page, "p", NULL, c->lead);
    page_element(page, "pre", "command", command.held);
    report_free(&command);
    struct call call = {.argc = words.n - 1,
                        .argv = words.at + 1,
                        .out = page->file,
                        .fault = fault,
                        .interrupted = parent->interrupted};
    struct guest guest = {.page = page, .file = file};
    int status = frame_run(c->stage, &call, &guest);
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

/* Is the chapter asked for? Without any words all are. */
static bool is_wanted(const struct options *o, const struct chapter *c)
{
    for (int i = 0; i < o->stages.n; i++)
        if (strcmp(o->stages.at[i], c->stage->command.name) == 0)
            return true;
    return o->stages.n == 0;
}

static bool print_page(struct report *page, const struct options *o,
                       const struct outfile *file, const struct call *call)
{
    bool good = true, readable[2] = {false, false}; /* data, text */
    int number = 0;

    page_open(page, "The training loop, run and judged");
    page_element(page, "p", NULL,
                 "Predict, measure the loss, find the gradient, update: that "
                 "is how a model learns. Every figure, number and verdict on "
                 "this page comes from the runs named in it; type a command, "
                 "and the same digits appear.");
    report_print(page, "<p class=\"lesser\">Made by trainloop %s.</p>\n<nav>\n",
                 TRAINLOOP_VERSION);
    for (int i = 0; i < CHAPTERS; i++)
        if (is_wanted(o, &chapters[i])) {
            report_print(page, "<a href=\"#s%d\">", ++number);
            print_title(page, number, &chapters[i], o);
            report_print(page, "</a>\n");
        }
    report_print(page, "</nav>\n");
    number = 0;
    for (int i = 0; good && i < CHAPTERS; i++)
        if (is_wanted(o, &chapters[i]))
            good = print_chapter(page, ++number, &chapters[i], o, readable,
                                 file, call);
    page_close(page);
    return good;
}

/* Is every word a stage? */
static bool check_stages(const struct options *o, struct fault *fault)
{
    for (int i = 0; i < o->stages.n; i++) {
        const char *word = o->stages.at[i];
        if (opt_choice(COURSE_STAGES, word) >= 0)
            continue;
        fault_set(fault, FAULT_USAGE, "'%.60s' is not a stage", word);
        opt_hint_choice(fault, COURSE_STAGES, word);
        if (strpbrk(word, "./") && !strchr(fault->hint, '?'))
            fault_hint(fault, "Did you mean '--out %.60s'?", word);
        return false;
    }
    return true;
}

/* An input can be read more than once, and is read: only so it is known, and
   spared. */
static bool check_input(const struct options *o, bool text, struct fault *fault)
{
    const char *option = text ? "--text" : "--data";
    const char *name = text ? o->text : o->data;
    bool used = !name;

    for (int i = 0; i < CHAPTERS; i++)
        used = used || (is_wanted(o, &chapters[i]) &&
                        text == (chapters[i].stage == &bigram_stage));
    if (stream_is_dash(name))
        return fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                         "'%s' is read by several stages, and standard input "
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
    bool dash = stream_is_dash(o.out);
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
    return *call->interrupted ? FRAME_INTERRUPTED : (int)fault->kind;
}

const struct command report_command = {
    .name = "report",
    .run = run,
    .summary = "the whole course as one HTML page",
    .about = "Runs the stages, in lesson order all or those that are named, "
             "and writes one\npage with their figures, tables and claims.",
    .examples =
        "  trainloop report\n"
        "  trainloop report --out handout.html linreg sweep\n"
        "  trainloop report --data data/sacramento.csv --out homes.html\n",
    .groups = groups,
    .defaults = &defaults,
    .size = sizeof defaults,
    .words = "[STAGE...]",
    .words_at = AT(stages),
    .choices = COURSE_STAGES,
};
