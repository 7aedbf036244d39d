/* check: exercises, whose goals are judged on runs of yours. */
#include "base/near.h"
#include "base/utf8.h"
#include "guide/commands.h"
#include "guide/exercises.h"
#include "guide/notes.h"
#include "stages/bigram_command.h"
#include "stages/data.h"
#include "stages/generalize.h"
#include "stages/sweep.h"
#include "text/opt_parse.h"
#include "text/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Those of the stage that is run, then our own. */
struct options {
    union {
        struct frame_options frame; /* first, of every stage */
        struct generalize_options line;
        struct sweep_options sweep;
        struct bigram_options words;
    } stage;
    struct opt_words words;
    const char *notes;
};

static const struct opt own_rows[] = {
    {"--notes", .value = "FILE", .kind = OPT_TEXT,
     .at = offsetof(struct options, notes),
     .help = "what is done is added to it, and read from it"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG,
     .at = offsetof(struct frame_options, quiet),
     .help = "the goals, without hints"},
    {"--format", .value = "text|csv", .kind = OPT_CHOICE,
     .at = offsetof(struct frame_options, names.csv),
     .help = "csv: a row for every goal"},
    {0},
};

/* A number: "auto" would be an answer. */
static const struct opt rate_row[] = {
    {"--lr", .alias = "--learning-rate", .value = "RATE", .kind = OPT_POSITIVE,
     .at = offsetof(struct training_options, rule.lr),
     .help = "size of a step"},
    {0},
};

static const struct opt load_row[] = {
    {"--load", .value = "FILE", .kind = OPT_TEXT,
     .at = offsetof(struct frame_options, names.load),
     .help = "judge a saved model, train nothing", .clash = "--epochs"},
    {0},
};

static const struct opt_group line_groups[] = {
    {"Options", .rows = problem_rows},
    {.rows = rate_row},
    {.rows = training_rows},
    {.rows = training_descent_rows},
    {.rows = training_holdout_row},
    {.rows = training_stop_rows},
    {.rows = generalize_seed_row},
    {.rows = own_rows},
    {0},
};
static const struct opt_group sweep_groups[] = {
    {"Options", .rows = problem_rows},
    {.rows = sweep_rates_row},
    {.rows = training_rows},
    {.rows = own_rows},
    {0},
};
static const struct opt_group word_groups[] = {
    {"Options", .rows = bigram_run_start_rows},
    {.rows = bigram_run_rows},
    {.rows = load_row},
    {.rows = own_rows},
    {0},
};

/* The command that an exercise is: all that its stage takes, or what is free.
 */
static struct command command_of(const struct exercise *e, const char *only)
{
    const struct command *stage = &e->stage->command;
    struct command command = check_command;

    command.name = e->page;
    command.about = e->text;
    command.examples = e->begin;
    command.words = "";
    command.groups = e->stage == &bigram_stage  ? word_groups
                     : e->stage == &sweep_stage ? sweep_groups
                                                : line_groups;
    command.only = only;
    command.defaults = e->defaults ? e->defaults : stage->defaults;
    command.size = stage->size;
    return command;
}

static const struct exercise *find_exercise(const char *name)
{
    for (const struct exercise *e = exercises; e->page; e++)
        if (strcmp(exercise_name(e), name) == 0)
            return e;
    return NULL;
}

/* The first word that is no option and no value of one of any stage's; NULL:
   there is none. */
static const char *find_word(int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        bool passed = *argv[i] == '-' ||
                      (i > 0 && opt_takes_next(&check_command, argv[i - 1]));
        for (const struct exercise *e = exercises; e->page && i > 0; e++)
            passed = passed || opt_takes_next(&e->stage->command, argv[i - 1]);
        if (!passed)
            return argv[i];
    }
    return NULL;
}

static bool narrow(struct command *command, int argc, char **argv)
{
    const char *word = find_word(argc, argv);
    const struct exercise *e = word ? find_exercise(word) : NULL;

    if (!e)
        return false;
    *command = command_of(e, e->free);
    return true;
}

/* Options of the stage that are not the learner's here. */
static bool check_free(const struct exercise *e, int argc, char **argv,
                       struct fault *fault)
{
    const struct command own = command_of(e, e->free);
    const struct command all = command_of(e, NULL);
    const struct command *stage = &e->stage->command;

    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        int length = (int)strcspn(argv[i], "=");
        if (opt_find(&own, argv[i]).o) {
            i += opt_takes_next(&own, argv[i]);
        } else if (opt_find(stage, argv[i]).o) {
            bool fixed = opt_find(&all, argv[i]).o;
            fault_set(fault, FAULT_USAGE,
                      fixed ? "'%.*s' is fixed in this exercise"
                            : "'%.*s' is no option of check",
                      length, argv[i]);
            return fixed ? fault_hint(fault, "Yours to choose: %s",
                                      exercise_free(e).text)
                         : fault_hint(fault,
                                      "'trainloop %s' has it; check judges "
                                      "one run",
                                      stage->name);
        }
    }
    return true;
}

static const struct column columns[] = {
    {.name = "exercise", .style = COLUMN_WORD},
    {.name = "goal", .style = COLUMN_WORD},
    {.name = "met", .style = COLUMN_WORD},
    {.name = "wanted", .style = COLUMN_WORD},
    {.name = "found", .style = COLUMN_WORD},
};
static const struct table table = {NULL, columns, 5, .where = TABLE_CSV};

/* A goal, judged. */
struct judged {
    bool met;
    struct number wanted, found;
    const char *hint; /* NULL: it is met */
};

/* A number of a goal as it is shown; a limit whole. */
static struct number shown(const struct goal *g, double x, int decimals)
{
    struct number text = number_group(x, decimals), n;

    if (!g->before && !g->unit && fabs(x) < 1e12) /* as the stages have it */
        number_say(&text, "%.*f", decimals, x);
    return *number_say(&n, "%s%s%s", g->before ? g->before : "", text.text,
                       g->unit ? g->unit : "");
}

static struct number limit(const struct goal *g, double x)
{
    double moved = x; /* the point, so far to the right */
    int decimals = 0;

    for (; moved != floor(moved); decimals++)
        moved *= 10.0;
    return shown(g, x, decimals);
}

/* What is wanted: the limits that decide. */
static struct number say_wanted(const struct goal *g)
{
    struct number least = limit(g, g->least), most = limit(g, g->most);
    struct number n;

    if (g->least == 0.0 && g->most == 0.0)
        return *number_say(&n, "%s", g->what);
    if (g->least == g->most)
        return *number_say(&n, "%s: %s", g->what, least.text);
    if (g->least > 0.0 && g->most > 0.0)
        return *number_say(&n, "%s: from %s to %s", g->what, least.text,
                           most.text);
    return *number_say(&n, "%s: at %s %s", g->what,
                       g->most > 0.0 ? "most" : "least",
                       g->most > 0.0 ? most.text : least.text);
}

/* NaN meets no goal. */
static struct judged judge(const struct goal *g, const void *result)
{
    double x = g->measure(result);
    bool question = g->least == 0.0 && g->most == 0.0;
    double least = question ? 1.0 : g->least;
    bool low = least > 0.0 ? !(x >= least) : isnan(x);
    bool high = !question && g->most > 0.0 && !(x <= g->most);
    struct judged j = {.met = !low && !high, .wanted = say_wanted(g)};
    int decimals = g->decimals;

    if (!j.met)
        j.hint = isnan(x) && !g->none ? "The rate is too high: every step is "
                                        "too long."
                 : g->turn && g->turn(result) > 0.0 ? g->turned
                 : low                              ? g->low
                                                    : g->high;
    if (isnan(x))
        number_say(&j.found, "%s", g->none ? g->none : "the run diverged");
    else if (question)
        number_say(&j.found, "%s", j.met ? "yes" : "no");
    else
        do /* it is not to look like the limit that it misses */
            j.found = shown(g, x, decimals++);
        while (!j.met && decimals < 9 &&
               strcmp(j.found.text,
                      shown(g, low ? least : g->most, decimals - 1).text) == 0);
    return j;
}

/* A run on its way to being judged. */
struct attempt {
    const struct exercise *e;
    struct options options;
    struct judged goals[GOALS_MOST]; /* (n) */
    int n, met;
    bool interrupted;
    struct number ended; /* where that was so: after how many epochs */
    char fixed[100];     /* words that the options point to */
};

/* Fills the options: what is fixed, whose words they point to, then the
   learner's. */
static bool parse(struct attempt *a, int argc, char **argv, struct fault *fault)
{
    const struct exercise *e = a->e;
    const struct command all = command_of(e, NULL);
    struct command own = command_of(e, e->free);
    struct frame_options *frame = &a->options.stage.frame;
    struct options begin = {0};
    char *words[12];

    snprintf(a->fixed, sizeof a->fixed, "%s", e->fixed);
    int n = opt_split(a->fixed, words, 12);
    own.defaults = &begin;
    if (!opt_parse(&all, n, words, &begin, fault) ||
        !check_free(e, argc, argv, fault) ||
        !opt_parse(&own, argc, argv, &a->options, fault))
        return false;
    frame->asks = frame->names.load != NULL;
    if (a->options.words.n > 1)
        return fault_say(fault, FAULT_USAGE, "Leave out the others",
                         "one exercise at a time");
    return true;
}

/* Runs the exercise, or takes the model of --load, and judges.  False: a
   fault. */
static bool try(struct attempt *a, const struct call *call)
{
    const struct exercise *e = a->e;
    const struct stage *stage = e->stage;
    struct frame_options *frame = &a->options.stage.frame;
    struct sheet nowhere = {0};
    struct audience audience = {
        .sheet = &nowhere, .quiet = frame->quiet, .stop = call->interrupted};
    void *result = calloc(1, stage->size);

    if (!result)
        return fault_memory(call->fault, (double)stage->size, "the result");
    bool good = stage->open(result, frame, false, call->fault);
    call->heed(true);
    if (good && frame->names.load)
        e->take(result);
    else if (good && stage->train)
        good = stage->train(result, &audience, call->fault);
    call->heed(false);
    a->interrupted = audience.interrupted;
    if (a->interrupted)
        number_say(&a->ended, "Interrupted after %.0f of %.0f epochs\n",
                   (double)audience.done, (double)audience.progress.epochs);
    for (const struct goal *g = e->goals; good && g->id; g++) {
        a->goals[a->n] = judge(g, result);
        a->met += a->goals[a->n++].met;
    }
    stage->close(result);
    free(result);
    return good;
}

/* The rows of the goals: not tried, where nobody has run it. */
static void show_csv(struct sheet *sheet, const struct attempt *a)
{
    const struct exercise *e = a->e;

    for (int i = 0; e->goals[i].id; i++)
        sheet_row(sheet, &table,
                  (struct cell[]){{.text = exercise_name(e)},
                                  {.text = e->goals[i].id},
                                  {.text = a->goals[i].met ? "true" : "false"},
                                  {.text = say_wanted(&e->goals[i]).text},
                                  {.text = a->n > 0 ? a->goals[i].found.text
                                                    : "not tried"}});
}

/* The task, and how to begin. */
static void show_task(struct report *out, const struct attempt *a)
{
    const struct exercise *e = a->e;
    const char *begin = e->begin + 1;

    report_print(out, "%s: %s\n%s\nYours to choose: %s%s%s\nBegin:%.*s",
                 exercise_name(e), e->title, e->text, exercise_free(e).text,
                 *e->fixed ? "; fixed: " : "", e->fixed,
                 (int)strcspn(begin, "\n"), begin);
    report_shell(out, "--notes", a->options.notes);
    report_print(out, "\n\n");
}

/* A line for every goal, and below an open one what to think of. */
static void show_goals(struct report *out, const struct attempt *a, bool hints)
{
    for (int i = 0; i < a->n; i++) {
        const struct judged *j = &a->goals[i];
        report_print(out, "%-4s  %-50s %s\n", j->met ? "ok" : "open",
                     j->wanted.text, j->found.text);
        if (!j->met && hints)
            report_print(out, "      hint: %s\n", j->hint);
    }
    report_print(out, "%s", a->ended.text);
    report_print(out, "%d of %d goal%s met%s\n", a->met, a->n,
                 number_plural(a->n),
                 a->met < a->n && hints ? "; open: still to be reached" : "");
}

/* What was typed of the learner's own options, to be typed again. */
static void print_given(struct report *to, const struct exercise *e, int argc,
                        char **argv)
{
    struct command own = command_of(e, e->free);

    for (int i = 0; i < argc; i++) {
        const struct opt *o = opt_find(&own, argv[i]).o;
        const char *equals = strchr(argv[i], '=');
        bool takes = opt_takes_next(&own, argv[i]);
        const char *value = equals ? equals + 1 : takes ? argv[i + 1] : NULL;
        i += takes;
        if (!o || opt_listed(OWN_OPTIONS, o->name))
            continue;
        if (value)
            report_shell(to, o->name, value);
        else
            report_print(to, " %s", o->name);
    }
}

/* The stage's command for this run: an option that is given stands once. */
static void show_look(struct report *out, const struct exercise *e,
                      const char *given)
{
    char copy[100], *words[12], again[40];

    snprintf(copy, sizeof copy, "%s", e->look ? e->look : e->fixed);
    int n = opt_split(copy, words, 12);
    report_print(out, "See this run: trainloop %s", e->stage->command.name);
    for (int i = 0; i < n; i++) {
        snprintf(again, sizeof again, " %s ", words[i]);
        if (strstr(given, again))
            i++; /* and its value */
        else
            report_print(out, " %s", words[i]);
    }
    report_print(out, "%s\n", given);
}

/* What to do now: the next exercise, or another try. */
static void show_next(struct report *out, const struct attempt *a,
                      const char *given)
{
    const struct exercise *e = a->e, *next = e + 1;

    report_print(out, "\n");
    if (a->met < a->n) {
        if (*given) {
            report_print(out, "Change the values, try again: trainloop %s%s",
                         e->page, given);
            report_shell(out, "--notes", a->options.notes);
            report_print(out, "\n");
        }
        if (!a->options.stage.frame.names.load)
            show_look(out, e, given);
        report_print(out, "To think about: trainloop %s\n", e->see);
        return;
    }
    report_print(out, "%s\n", e->learned);
    if (e == exercises && !a->options.notes)
        report_print(out, "--notes FILE keeps what is done.\n");
    report_print(out, "Next: trainloop %s", next->page ? next->page : "report");
    if (next->page)
        report_shell(out, "--notes", a->options.notes);
    report_print(out, "\n");
}

/* All of it, or the goals alone, or a row for each. */
static void show(const struct attempt *a, const char *given, FILE *file)
{
    const struct frame_options *frame = &a->options.stage.frame;
    bool csv = frame->names.csv, hints = !frame->quiet && !csv;
    struct report out = {.file = file, .width = csv ? 0 : REPORT_WIDTH};
    struct sheet sheet = {.csv = &out, .levels = SHEET_ALL};

    if (hints)
        show_task(&out, a);
    if (hints && !*given)
        report_print(&out, "So the run is without an option of yours:\n");
    if (csv) {
        sheet_head(&sheet, &table);
        show_csv(&sheet, a);
    } else {
        show_goals(&out, a, hints);
    }
    if (hints)
        show_next(&out, a, given);
    report_free(&out);
}

/* One exercise: the exit status, 1 if goals are open. */
static int run_exercise(const struct exercise *e, const struct call *call)
{
    struct fault *fault = call->fault;
    struct attempt a = {.e = e};
    struct notes notes = {0};
    struct report given = {.hold = true, .raw = true};
    char done[40];

    print_given(&given, e, call->argc, call->argv);
    const char *words = given.held ? given.held : "";
    snprintf(done, sizeof done, "%s done", e->page);
    if (parse(&a, call->argc, call->argv, fault) &&
        (!a.options.notes || notes_open(&notes, a.options.notes, fault)) &&
        try(&a, call)) {
        show(&a, words, call->out);
        if (a.met == a.n && !a.interrupted && !notes_has(&notes, done))
            (void)notes_add(&notes, fault, "%s with%s", done, words);
    }
    notes_close(&notes);
    report_free(&given);
    return a.interrupted ? FRAME_INTERRUPTED : a.met < a.n;
}

/* What is typed without an exercise. */
struct overview {
    struct notes notes;
    bool csv;
    const char *name; /* of the notes, or NULL */
};

/* Runs a noted exercise again.  False: it is not noted, or cannot be run.
   line: held, how it was run; empty where it is not noted. */
static bool try_noted(struct attempt *a, const struct notes *notes,
                      const struct call *call, struct report *line)
{
    char done[40], *words[40];
    struct report copy = {.hold = true, .raw = true};
    struct fault fault = {0};
    struct call again = *call;

    snprintf(done, sizeof done, "\n%s done with ", a->e->page);
    const char *at = notes->past.held ? strstr(notes->past.held, done) : NULL;
    if (!at)
        return false;
    at += strlen(done);
    int length = (int)strcspn(at, "\r\n");
    report_print(line, "%.*s", length, at);
    report_print(&copy, "%.*s", length, at);
    int n = copy.held ? opt_split(copy.held, words, 40) : 0;
    again.fault = &fault;
    bool ran = parse(a, n, words, &fault) && try(a, &again);
    report_free(&copy);
    return ran;
}

/* For a teacher: every exercise that is noted is run again, and judged. */
static int run_all(const struct overview *o, const struct call *call)
{
    struct report out = {.file = call->out, .width = o->csv ? 0 : REPORT_WIDTH};
    struct sheet sheet = {.csv = &out, .levels = SHEET_ALL};
    bool good = true;
    int done = 0, n = 0;

    if (o->csv)
        sheet_head(&sheet, &table);
    for (const struct exercise *e = exercises; e->page; e++, n++) {
        struct attempt a = {.e = e};
        struct report line = {.hold = true};
        bool ran = good && try_noted(&a, &o->notes, call, &line);
        bool all = ran && a.met == a.n;
        done += all;
        if (a.interrupted)
            good = false;
        if (o->csv)
            show_csv(&sheet, &a);
        else
            report_print(&out, "%-5s %-14s %s%s\n", all ? "ok" : "open",
                         exercise_name(e),
                         line.held ? line.held : "not in the notes",
                         line.held && !all ? ": open, when run again" : "");
        report_free(&line);
    }
    if (!o->csv)
        report_print(&out, "%d of %d exercises done\n", done, n);
    report_free(&out);
    return !good ? FRAME_INTERRUPTED : done < n;
}

/* For the learner: what there is, what is done, what is next. */
static int list(const struct overview *o, const struct call *call)
{
    struct report out = {.file = call->out, .width = REPORT_WIDTH};
    const struct exercise *next = NULL;
    char done[40];

    for (const struct exercise *e = exercises; e->page; e++) {
        snprintf(done, sizeof done, "%s done", e->page);
        bool has = notes_has(&o->notes, done);
        bool here = !has && !next;
        next = here ? e : next;
        report_print(&out, "%-4s  %-14s %-11s %s\n",
                     has    ? "done"
                     : here ? "next"
                            : "",
                     exercise_name(e), e->stage->command.name, e->title);
    }
    report_print(&out, "Next: trainloop %s", next ? next->page : "report");
    if (next)
        report_shell(&out, "--notes", o->name);
    report_print(&out, "\n");
    report_free(&out);
    return 0;
}

/* An exercise that is none, or the name of a stage. */
static int unknown(const char *word, struct fault *fault)
{
    const char *best = NULL;
    char of_stage[120] = "";

    for (const struct exercise *e = exercises; e->page; e++) {
        size_t used = strlen(of_stage);
        best = near_best(word, exercise_name(e), best);
        if (strcmp(e->stage->command.name, word) == 0)
            snprintf(of_stage + used, sizeof of_stage - used, "%s%s",
                     used ? ", " : "", exercise_name(e));
    }
    fault_set(fault, FAULT_USAGE,
              *of_stage ? "'%s' is a stage, and has several exercises"
                        : "unknown exercise '%s'",
              utf8_word(word, 60, 0).text);
    if (*of_stage)
        fault_hint(fault, "Give one of these: %s", of_stage);
    else if (best)
        fault_hint(fault, "Did you mean '%s'?", best);
    else
        fault_hint(fault, "The exercises: trainloop check");
    return FAULT_USAGE;
}

static int run(const struct call *call)
{
    struct fault *fault = call->fault;
    const char *word = find_word(call->argc, call->argv);
    const struct exercise *e = word ? find_exercise(word) : NULL;
    bool all = word && strcmp(word, "all") == 0;
    static const struct opt_group own[] = {{"Options", .rows = own_rows}, {0}};
    struct command command = check_command;
    struct options options = {0};
    struct overview o = {0};
    int status = FAULT_USAGE;

    if (e)
        return run_exercise(e, call);
    if (word && !all)
        return unknown(word, fault);
    command.groups = own;
    command.size = sizeof options;
    if (!opt_parse(&command, call->argc, call->argv, &options, fault))
        return FAULT_USAGE;
    o.csv = options.stage.frame.names.csv;
    o.name = options.notes;
    if (all && !o.name)
        fault_say(fault, FAULT_USAGE, "Add --notes FILE",
                  "'check all' judges what is noted");
    else if (o.csv && !all)
        fault_say(fault, FAULT_USAGE,
                  "Name an exercise, or all: trainloop check all --notes FILE "
                  "--format csv",
                  "'--format' csv has a row for every goal of a run");
    else if (!o.name || notes_open(&o.notes, o.name, fault))
        status = all ? run_all(&o, call) : list(&o, call);
    notes_close(&o.notes);
    return status;
}

/* For help: the options of all stages, and the defaults that they share. */
struct every {
    struct options line;
    struct bigram_options words;
};
static const struct every preset = {
    .line.stage.line = {.training = {.data = PRESET_DATA,
                                     .rule = {.lr = PRESET_LR, PRESET_STOP}},
                        .test_seed = PRESET_TEST_SEED},
    .words = BIGRAM_PRESET(NULL, 0),
};

const struct command check_command = {
    .name = "check",
    .run = run,
    .summary = "exercises: goals, judged on your runs",
    .about = "Lists the exercises, or runs one with your options and says "
             "which of its goals\nare met. Each leaves some options free; "
             "'help check NAME' lists them.",
    .examples = "  trainloop check\n"
                "  trainloop check more-data --samples 5000\n"
                "  trainloop check beat-the-mean --epochs 600\n",
    .groups =
        (const struct opt_group[]){
            {"Of all", .rows = own_rows},
            {"Of some exercises that fit a line", .rows = problem_rows},
            {.rows = rate_row},
            {.rows = training_rows},
            {.rows = training_descent_rows},
            {.rows = training_stop_rows},
            {.rows = generalize_seed_row},
            {"Of some that learn words", .rows = bigram_run_start_rows,
             .base = offsetof(struct every, words)},
            {.rows = bigram_run_rows, .base = offsetof(struct every, words)},
            {.rows = load_row},
            {0},
        },
    .only = "--notes --quiet --format --seed --samples --range --lr --epochs "
            "--standardize --momentum --patience --min-delta --min-epochs "
            "--test-seed "
            "--decay --min-lr --load",
    .defaults = &preset,
    .size = sizeof preset,
    .words = "[NAME]",
    .words_at = offsetof(struct options, words),
    .choices = "more-data|beat-the-mean|one-step|arrive|round-bowl|"
               "momentum|three-fates|explode|edge|plateau|too-early|in-time|"
               "batches|by-heart|"
               "bad-luck|real-homes|longer|settle|overfit|turn-back|decay|"
               "challenge|all",
    .narrow = narrow,
};
