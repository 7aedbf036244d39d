/* The frame of a command that runs a stage. */
#include "lesson/frame.h"

#include "base/stream.h"
#include "text/opt_parse.h"
#include "text/page.h"
#include "text/plot.h"

#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct frame_options, field)

const struct opt frame_rows[] = {
    {"--history", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.history),
     .help = "every epoch as CSV, - for stdout"},
    {"--save", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.save),
     .help = "write the trained model, - for stdout"},
    {"--load", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.load),
     .help = "go on from a saved model"},
    {"--plot", .value = "lin|log", .kind = OPT_MAYBE, .at = AT(names.plot),
     .help = "a picture here; its scale, if not the usual",
     .clash = "--claims-only --seeds"},
    {"--width", .value = "N", .kind = OPT_COUNT, .at = AT(names.width),
     .min = PLOT_WIDTH_LEAST, .max = PLOT_WIDTH_MOST, .help = "its columns",
     .needs = "--plot"},
    {"--height", .value = "N", .kind = OPT_COUNT, .at = AT(names.height),
     .min = PLOT_HEIGHT_LEAST, .max = PLOT_HEIGHT_MOST, .help = "its rows",
     .needs = "--plot"},
    {"--svg", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.svg),
     .help = "the pictures as SVG, - for stdout", .clash = "--seeds"},
    {"--claims-only", .kind = OPT_FLAG, .at = AT(claims_only),
     .help = "the claims alone; exit 1 if one fails"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(quiet),
     .help = "the table and the result alone"},
    {"--timing", .kind = OPT_FLAG, .at = AT(timing),
     .help = "epochs a second, to stderr"},
    {0},
};

/* A stage on its way through the frame. */
struct run {
    const struct stage *stage;
    struct frame_options *options; /* the head of the stage's */
    uint64_t *seed;                /* among them              */
    void *result;
    struct files files;
    struct sheet sheet;
    struct guest guest;
    const struct call *call;
    volatile sig_atomic_t none; /* where nobody interrupts */
    struct fault *fault;
};

bool frame_seeds(const char *option, uint64_t first, uint64_t n,
                 struct fault *fault)
{
    if (n == 0 || first + n - 1 <= UINT32_MAX)
        return true;
    fault_set(fault, FAULT_USAGE,
              "'%s' would go beyond the last seed, 4294967295", option);
    return fault_hint(fault, "Choose a smaller first seed, or fewer %s",
                      option);
}

/* The sheet that the results go to, and what of them it shows. */
static void make_sheet(struct run *run)
{
    const struct frame_options *o = run->options;
    bool csv = o->names.csv;

    run->sheet =
        (struct sheet){.text = csv ? NULL : &run->files.text,
                       .csv = csv ? &run->files.text : NULL,
                       .page = run->guest.page,
                       .draws = run->guest.page != NULL,
                       .levels = o->claims_only    ? SHEET_CLAIMS
                                 : csv || o->quiet ? SHEET_RESULT | SHEET_VIEW
                                                   : SHEET_ALL};
    files_draw(&run->files, &o->names, &run->sheet);
}

/* The model, to its file or to stdout. */
static bool save(struct run *run, bool dash, char note[FRAME_NOTE])
{
    FILE *out = dash ? run->files.report[FILES_SAVE].file
                     : files_model(&run->files, run->fault);

    return out && run->stage->save(run->result, out, note, run->fault);
}

/* The model goes to its file before the commit; to stdout behind it, which
   nothing may reach before all files are in place. */
static bool finish(struct run *run)
{
    const struct stage *stage = run->stage;
    const char *name = run->options->names.save;
    struct fault answer = {0};
    char note[FRAME_NOTE] = "";
    bool diverged = stage->answer && !stage->answer(run->result, &answer);
    bool dash = stream_is_dash(name), saves = name && !diverged;

    if (saves && !dash && !save(run, dash, note))
        return false;
    if (run->guest.page) {
        page_transcript(run->guest.page, run->files.text.held);
        report_free(&run->files.text);
    }
    if (!files_commit(&run->files, note, run->options->quiet, run->fault) ||
        (saves && dash && !save(run, dash, note)))
        return false;
    *run->fault = answer;
    return !diverged;
}

/* The history's report: its file, or with --format csv stdout. */
static struct report *history_of(struct run *run)
{
    const struct frame_options *o = run->options;

    if (o->names.history)
        return &run->files.report[FILES_HISTORY];
    return o->names.csv && run->stage->csv_is_history && !o->claims_only
               ? &run->files.text
               : NULL;
}

/* The claims, and what to try next. */
static void show_end(struct run *run, const struct finding *findings, int n)
{
    struct report next = {.hold = true};

    if (n > 0) {
        sheet_why(&run->sheet, "\n");
        finding_show(&run->sheet, findings, n);
    }
    if (run->sheet.levels & SHEET_WHY)
        run->stage->next(run->result, &next);
    if (next.held)
        sheet_why(&run->sheet, "\nNext: trainloop%s\n", next.held);
    report_free(&next);
}

bool frame_again(const struct seal *read, const char *name, const char *option,
                 struct fault *fault)
{
    return !read->once ||
           fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                     "%s reads '%.200s' again, which is a pipe and can be read "
                     "only once",
                     option, name);
}

/* What the stage has read: how many inputs. */
static int list_inputs(const struct run *run, struct files_input inputs[2])
{
    const struct stage *stage = run->stage;
    const struct file_names *names = &run->options->names;
    const char *result = run->result;
    int n = 0;

    if (names->data)
        inputs[n++] = (struct files_input){
            names->data, (const void *)(result + stage->data)};
    if (names->load)
        inputs[n++] = (struct files_input){
            names->load, (const void *)(result + stage->model)};
    return n;
}

/* The files, once it is known what was read; from here on a signal ends the
   run in order. */
static bool open_files(struct run *run)
{
    const struct file_names *names = &run->options->names;
    bool page = run->guest.page != NULL;
    struct files_input inputs[2];
    int n = list_inputs(run, inputs);

    for (int i = 0; i < n && page; i++)
        if (!frame_again(inputs[i].read, inputs[i].name, "report",
                         run->fault) ||
            !outfile_spares(run->guest.file, inputs[i].read, inputs[i].name,
                            run->fault))
            return false;
    if (run->call->heed)
        run->call->heed(true);
    return files_open(&run->files, names, run->call->out, page, inputs, n,
                      run->fault);
}

/* One run, from data to verdict. */
static int run_once(struct run *run)
{
    const struct stage *stage = run->stage;
    const struct frame_options *o = run->options;
    struct finding findings[FINDING_MOST];
    volatile sig_atomic_t *flag = run->call->interrupted;
    struct audience audience = {.sheet = &run->sheet,
                                .history = history_of(run),
                                .quiet = o->quiet,
                                .stop = flag ? flag : &run->none};
    int n = 0;

    if (!stage->open(run->result, o, run->sheet.draws, run->fault) ||
        !open_files(run))
        return (int)run->fault->kind;
    if (run->sheet.levels & SHEET_WHY)
        stage->head(run->result, &run->sheet);
    if (stage->train && !stage->train(run->result, &audience, run->fault))
        return (int)run->fault->kind;
    if (audience.interrupted)
        sheet_result(&run->sheet, "Interrupted after %.0f of %.0f epochs\n",
                     (double)audience.done, (double)audience.progress.epochs);
    if (o->timing)
        progress_timing(&audience.progress, audience.done);
    if (stage->judge)
        n = stage->judge(run->result, findings);
    if (run->guest.look)
        run->guest.look(run->guest.context, run->result);
    bool shown = stage->show(run->result, &run->sheet, run->fault);
    show_end(run, findings, n);
    if (!shown || !finish(run))
        return (int)run->fault->kind;
    return flag && *flag ? FRAME_INTERRUPTED
                         : o->claims_only && finding_false(findings, n) > 0;
}

/* Open, train, judge, count: how many findings there are; 0 with a fault. */
static int run_seed(struct run *run, struct tally *tallies, void *sum,
                    double *loss)
{
    const struct stage *stage = run->stage;
    struct finding findings[FINDING_MOST];
    struct files_input inputs[2];
    int n = 0;

    memset(run->result, 0, stage->size);
    bool good = stage->open(run->result, run->options, false, run->fault);
    for (int i = good ? list_inputs(run, inputs) : 0; i > 0; i--)
        good = good && frame_again(inputs[i - 1].read, inputs[i - 1].name,
                                   "--seeds", run->fault);
    if (good && stage->train(run->result, NULL, run->fault) &&
        stage->count(sum, run->result, loss, run->fault))
        n = stage->judge(run->result, findings);
    finding_count(tallies, findings, n);
    stage->close(run->result);
    return n;
}

/* How many runs there were, and what they add up to. */
static void show_sum(struct run *run, const void *sum, uint64_t first)
{
    struct sheet *sheet = &run->sheet;

    sheet_result(sheet, "%.0f %s, seeds %.0f to %.0f",
                 (double)run->options->seeds, run->stage->runs, (double)first,
                 (double)*run->seed);
    if (run->stage->show_sum)
        run->stage->show_sum(sum, run->options, sheet);
    sheet_result(sheet, run->stage->show_sum ? "\n" : "\n\n");
}

/* --seeds: the same run on other draws; how often each claim is true. */
static int run_seeds(struct run *run, void *sum)
{
    const struct frame_options *o = run->options;
    struct tally tallies[FINDING_MOST] = {0};
    struct progress progress;
    uint64_t first = *run->seed;
    double loss = 0.0;
    int n = 0, failed = 0;

    progress_start(&progress, "seed", o->seeds, 1e7, o->quiet); /* every one */
    for (uint64_t k = 0; k < o->seeds; k++) {
        *run->seed = first + k;
        n = run_seed(run, tallies, sum, &loss);
        if (n == 0)
            return (int)run->fault->kind;
        if (k == progress.next)
            progress_look(&progress, k, loss);
    }
    if (!files_open(&run->files, &o->names, run->call->out, false, NULL, 0,
                    run->fault))
        return (int)run->fault->kind;
    if (!o->claims_only)
        show_sum(run, sum, first);
    run->sheet.levels |= SHEET_CLAIMS; /* they are the result, also under -q */
    finding_show_tally(&run->sheet, tallies, n);
    for (int i = 0; i < n; i++)
        failed += tallies[i].count[FINDING_FALSE];
    return o->claims_only && failed > 0;
}

static int run_stage(struct run *run)
{
    const struct stage *stage = run->stage;
    bool many = run->options->seeds > 1;
    void *sum = many ? calloc(1, stage->sum_size) : NULL;
    int status = FAULT_INTERNAL;

    run->result = calloc(1, stage->size);
    if (!run->result || (many && !sum)) {
        fault_memory(run->fault, (double)stage->size, "the result");
    } else if (many) {
        status = run_seeds(run, sum);
        if (stage->close_sum)
            stage->close_sum(sum);
    } else {
        status = run_once(run);
        stage->close(run->result);
    }
    free(run->result);
    free(sum);
    return status;
}

/* Options that the frame knows must go together. */
static bool check(const struct run *run)
{
    const struct frame_options *o = run->options;
    const struct stage *stage = run->stage;

    if (o->names.csv && stage->csv_is_history && o->names.history)
        return fault_say(
            run->fault, FAULT_USAGE, "Leave out one of the two",
            "'--format' csv and '--history' ask for the same rows twice");
    return files_check(&o->names, run->fault) &&
           (o->seeds <= 1 ||
            frame_seeds("--seeds", *run->seed, o->seeds, run->fault)) &&
           (!stage->check || stage->check(o, run->fault));
}

int frame_run(const struct stage *stage, const struct call *call,
              const struct guest *guest)
{
    const struct command *command = &stage->command;
    char *options = malloc(command->size);
    struct frame_options *o = (void *)options;
    struct run run = {.stage = stage,
                      .options = o,
                      .fault = call->fault,
                      .call = call,
                      .guest = *guest};
    int status = FAULT_USAGE;

    if (!options) {
        fault_memory(call->fault, (double)command->size, "the options");
        return FAULT_INTERNAL;
    }
    if (opt_parse(command, call->argc, call->argv, options, call->fault)) {
        run.seed = (void *)(options + stage->seed);
        memcpy(&o->names.data, options + stage->input, sizeof o->names.data);
        if (check(&run)) {
            make_sheet(&run);
            status = run_stage(&run);
        }
        files_close(&run.files);
        if (call->heed)
            call->heed(false);
    }
    free(options);
    return call->fault->kind != FAULT_NONE ? (int)call->fault->kind : status;
}

int frame_command(const struct call *call)
{
    return frame_run((const void *)call->command, call, &(struct guest){0});
}
