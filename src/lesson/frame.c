/* The frame of a command that runs a stage. */
#include "lesson/frame.h"

#include "base/input.h"
#include "base/utf8.h"
#include "text/opt_parse.h"
#include "text/page.h"
#include "text/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct frame_options, field)

const struct opt frame_history_row[] = {
    {"--history", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.history),
     .help = "every epoch as CSV, - for stdout"},
    {0},
};

const struct opt frame_model_rows[] = {
    {"--save", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.save),
     .help = "write the trained model, - for stdout"},
    {"--load", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.load),
     .help = "go on from a saved model"},
    {0},
};

const struct opt frame_picture_rows[] = {
    {"--plot", .value = "lin|log", .kind = OPT_MAYBE, .at = AT(names.plot),
     .help = "a picture here; its scale, if not the usual",
     .clash = "--claims-only --seeds"},
    {"--width", .value = "N", .kind = OPT_COUNT, .at = AT(names.width),
     .min = PLOT_WIDTH_LEAST, .max = PLOT_WIDTH_MOST, .help = "its columns",
     .needs = "--plot --figure"},
    {"--height", .value = "N", .kind = OPT_COUNT, .at = AT(names.height),
     .min = PLOT_HEIGHT_LEAST, .max = PLOT_HEIGHT_MOST, .help = "its rows",
     .needs = "--plot --figure"},
    {"--figure", .value = "NAME", .kind = OPT_TEXT, .at = AT(names.figure),
     .help = "one picture alone; a wrong name lists them", .clash = "--seeds"},
    {"--svg", .value = "FILE", .kind = OPT_TEXT, .at = AT(names.svg),
     .help = "the pictures as SVG, - for stdout", .clash = "--seeds"},
    {0},
};

const struct opt frame_talk_rows[] = {
    {"--more", .kind = OPT_FLAG, .at = AT(more),
     .help = "also why it is so, and the claims one by one",
     .clash = "--quiet"},
    {"--claims-only", .kind = OPT_FLAG, .at = AT(claims_only),
     .help = "the claims alone; exit 1 if one is false"},
    {"--quiet", .alias = "-q", .kind = OPT_FLAG, .at = AT(quiet),
     .help = "the tables alone, and what their columns are"},
    {"--timing", .kind = OPT_FLAG, .at = AT(timing),
     .help = "epochs a second, to stderr"},
    {0},
};

/* A stage on its way through the frame. */
struct run {
    const struct stage *stage;
    struct frame_options *options; /* the head of the stage's */
    void *result, *sum;            /* sum: over the seeds     */
    struct files files;
    struct sheet sheet;
    struct finding findings[FINDING_MOST]; /* (n) */
    int n;
    struct guest guest;
    const struct call *call;
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
    bool csv = o->names.csv, plot = o->names.plot > 0;
    unsigned result = plot ? 0 : SHEET_RESULT | SHEET_BESIDE;

    run->sheet = (struct sheet){
        .text = csv ? NULL : &run->files.text,
        .csv = csv ? &run->files.text : NULL,
        .page = run->guest.page,
        .draws = run->guest.page != NULL,
        .levels = o->claims_only               ? SHEET_CLAIMS
                  : o->more || run->guest.page ? SHEET_ALL
                  : csv || o->quiet ? (result & SHEET_RESULT) | SHEET_VIEW
                                    : result | SHEET_TELL | SHEET_VIEW};
    files_draw(&run->files, &o->names, &run->sheet);
}

void frame_note(char note[FRAME_NOTE], double last, bool interrupted,
                const struct judge_memory *memory)
{
    if (memory->known == 0.0 && interrupted)
        snprintf(note, FRAME_NOTE, " (epoch %.0f)", last);
    else if (memory->known > 0.0 && memory->epoch == last)
        snprintf(note, FRAME_NOTE, " (epoch %.0f, the best)", last);
    else if (memory->known > 0.0)
        snprintf(note, FRAME_NOTE,
                 " (epoch %.0f, the best, and %.0f, the last)", memory->epoch,
                 last);
}

/* The model, to its file or to stdout. */
static bool save(struct run *run, bool dash, char note[FRAME_NOTE])
{
    FILE *out = dash ? run->files.report[FILES_SAVE].file
                     : files_model(&run->files, run->fault);

    if (out)
        run->stage->save(run->result, out, note);
    return out;
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
    bool dash = input_is_dash(name), saves = name && !diverged;

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

/* The words of the command to try next, if there is one; typed again, a pipe
   has nothing more to say. */
static void find_next(const struct run *run, struct report *next)
{
    static const char *const again[] = {" --data ", " --text ", " --counts ",
                                        " --moments "};
    struct files_input inputs[2];
    bool reads = list_inputs(run, inputs) > 0 && run->options->names.data;

    run->stage->next(run->result, next);
    for (int i = 0; reads && i < 4 && next->held; i++)
        if (strstr(next->held, again[i]) &&
            (input_is_dash(inputs[0].name) || inputs[0].read->once))
            report_free(next);
}

/* The claims, of which it returns how many are false: one by one, or how many
   are what; what to try next, on the same line where it fits. */
static int show_end(struct run *run)
{
    struct sheet *sheet = &run->sheet;
    struct report next = {.hold = true};
    bool all = sheet->levels & SHEET_CLAIMS;
    struct number sum = {""};
    int failed = 0;

    if (run->n > 0) {
        sheet_why(sheet, "\n");
        failed = finding_show(sheet, run->findings, run->n);
    }
    if (run->n > 0 && !all)
        number_say(&sum, "%s (--more)",
                   finding_summary(run->findings, run->n).text);
    if (sheet->levels & SHEET_TELL)
        find_next(run, &next);
    int used = (int)strlen(sum.text), room = REPORT_WIDTH - used;
    room -= next.held ? (int)strlen("Next: trainloop") + utf8_width(next.held)
                      : room;
    sheet_tell(sheet, "%s", sum.text);
    if (used > 0)
        sheet_tell(sheet, "%*s", room > 1 ? room : 0, "");
    if (used > 0 && room < 2)
        sheet_tell(sheet, "\n");
    if (next.held)
        sheet_tell(sheet, "%sNext: trainloop%s\n", all ? "\n" : "", next.held);
    report_free(&next);
    return failed;
}

bool frame_again(const struct seal *read, const char *name, const char *option,
                 struct fault *fault)
{
    return !read->once ||
           fault_say(fault, FAULT_USAGE, "Give it the name of a file",
                     "%s reads '%s' again, which is a pipe and can be read "
                     "only once",
                     option, utf8_word(name, 60, 0).text);
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

/* --seeds reads its inputs for each of them. */
static bool can_repeat(struct run *run)
{
    struct files_input inputs[2];
    int n = list_inputs(run, inputs);

    for (int i = 0; i < n; i++)
        if (!frame_again(inputs[i].read, inputs[i].name, "--seeds", run->fault))
            return false;
    return true;
}

/* Data, heading, training, claims; of many seeds none is shown. */
static bool compute(struct run *run, struct audience *audience)
{
    const struct stage *stage = run->stage;
    bool many = run->options->seeds > 1;

    if (!stage->open(run->result, run->options, run->sheet.draws, run->fault) ||
        !(many ? can_repeat(run) : open_files(run)))
        return false;
    if (stage->warn && !run->guest.told) {
        struct report out = {.file = stderr, .width = REPORT_WIDTH};
        stage->warn(run->result, &out);
        report_free(&out);
        run->guest.told = true;
    }
    if (!many && run->sheet.levels & SHEET_BESIDE)
        stage->head(run->result, &run->sheet);
    if (stage->train && !stage->train(run->result, audience, run->fault))
        return false;
    run->n = stage->judge ? stage->judge(run->result, run->findings) : 0;
    return true;
}

void frame_look(const struct audience *audience, const struct report *written)
{
    bool screen = written == audience->sheet->text;

    if (report_failed(written) && *audience->stop == 0 &&
        !(screen && audience->writes))
        *audience->stop = FRAME_UNWRITTEN;
}

int frame_status(const struct call *call, int otherwise)
{
    return *call->interrupted > 0 ? FRAME_INTERRUPTED : otherwise;
}

/* Says so, where a run was interrupted, and after how many epochs. */
static void say_interrupted(const struct audience *audience)
{
    if (audience->interrupted)
        sheet_say(audience->sheet, SHEET_RESULT | SHEET_VIEW,
                  "Interrupted after %.0f of %.0f epochs\n",
                  (double)audience->done, (double)audience->progress.epochs);
}

static bool is_file(const char *name)
{
    return name && !input_is_dash(name);
}

/* One run, from data to verdict. */
static int run_once(struct run *run)
{
    const struct frame_options *o = run->options;
    struct audience audience = {.sheet = &run->sheet,
                                .quiet = o->quiet,
                                .writes = is_file(o->names.save) ||
                                          is_file(o->names.history) ||
                                          is_file(o->names.svg),
                                .stop = run->call->interrupted};

    if (o->names.history)
        audience.history = &run->files.report[FILES_HISTORY];
    else if (o->names.csv && run->stage->csv_is_history && !o->claims_only)
        audience.history = &run->files.text;
    if (!compute(run, &audience))
        return (int)run->fault->kind;
    say_interrupted(&audience);
    if (o->timing)
        progress_timing(&audience.progress, audience.done);
    if (run->guest.look)
        run->guest.look(run->guest.context, run->result);
    bool shown = run->stage->show(run->result, &run->sheet, run->fault);
    int failed = show_end(run);
    if (!shown || !finish(run))
        return (int)run->fault->kind;
    return frame_status(run->call, o->claims_only && failed > 0);
}

/* One after the other, until they are done or a signal comes: how many are. */
static uint64_t count_seeds(struct run *run, struct tally *tallies)
{
    const struct stage *stage = run->stage;
    struct frame_options *o = run->options;
    struct sheet nowhere = {0};
    struct audience audience = {
        .sheet = &nowhere, .quiet = true, .stop = run->call->interrupted};
    struct progress progress;
    uint64_t first = o->seed, k = 0;
    double loss = 0.0;

    progress_start(&progress, "seed", o->seeds, HUGE_VAL, o->quiet);
    for (; k < o->seeds; k++) {
        o->seed = first + k;
        stage->close(run->result); /* that of the seed before */
        memset(run->result, 0, stage->size);
        if (!compute(run, &audience) || *audience.stop ||
            !stage->count(run->sum, run->result, &loss, run->fault))
            break;
        finding_count(tallies, run->findings, run->n);
        if (k == progress.next)
            progress_look(&progress, k, 0.0, loss);
    }
    return k;
}

/* --seeds: the same run on other draws; how often each claim is true. */
static int run_seeds(struct run *run)
{
    const struct stage *stage = run->stage;
    struct frame_options *o = run->options;
    struct sheet *sheet = &run->sheet;
    struct tally tallies[FINDING_MOST] = {0};
    uint64_t first = o->seed, wanted = o->seeds;

    if (!files_open(&run->files, &o->names, run->call->out, false, NULL, 0,
                    run->fault))
        return (int)run->fault->kind;
    if (run->call->heed)
        run->call->heed(true);
    uint64_t done = count_seeds(run, tallies);
    if (run->fault->kind != FAULT_NONE)
        return (int)run->fault->kind;
    sheet->levels |= SHEET_CLAIMS; /* they are the result, also under -q */
    if (done < wanted)
        sheet_say(sheet, SHEET_CLAIMS, "Interrupted after %.0f of %.0f seeds\n",
                  (double)done, (double)wanted);
    if (done == 0)
        return FRAME_INTERRUPTED;
    o->seeds = done;
    if (!o->claims_only) {
        sheet_result(sheet, "%.0f %s, seeds %.0f to %.0f", (double)done,
                     stage->runs, (double)first, (double)(first + done - 1));
        if (stage->show_sum)
            stage->show_sum(run->sum, o, sheet);
        else
            sheet_result(sheet, "\n");
        sheet_result(sheet, "\n");
    }
    int failed = finding_show_tally(sheet, tallies, run->n);
    return done < wanted ? FRAME_INTERRUPTED : o->claims_only && failed > 0;
}

/* A picture that is named is there; it is shown here, unless it has a file and
   no size.  The first of a stage's pictures alone has a choice of scales. */
static bool check_figure(const struct stage *stage, struct file_names *names,
                         struct fault *fault)
{
    const struct frame_options *defaults = stage->command.defaults;
    const struct file_names *usual = &defaults->names;
    const char *name = names->figure;

    if (!name)
        return true;
    bool sized = names->width != usual->width || names->height != usual->height;
    if (names->plot == 0 && (!names->svg || sized))
        names->plot = 1 + PLOT_USUAL;
    int at = opt_choice(stage->figures, name);
    if (at > 0 && names->plot == 1 + PLOT_LOG)
        return fault_say(fault, FAULT_USAGE, "Write just --plot",
                         "'--plot' has no log scale for the picture '%s'",
                         name);
    if (at >= 0)
        return true;
    fault_set(fault, FAULT_USAGE, "'--figure' has no picture '%s'",
              utf8_word(name, 60, 0).text);
    return opt_hint_choice(fault, stage->figures, name);
}

/* Options that the frame knows must go together. */
static bool check(struct run *run)
{
    struct frame_options *o = run->options;
    const struct stage *stage = run->stage;

    if (o->names.sums) /* in the place of the data, a file like any other */
        o->names.data = o->names.sums;
    if (!check_figure(stage, &o->names, run->fault))
        return false;
    if (o->names.csv && stage->csv_is_history && o->names.history &&
        !o->claims_only)
        return fault_say(
            run->fault, FAULT_USAGE, "Leave out one of the two",
            "'--format' csv and '--history' ask for the same rows twice");
    return files_check(&o->names,
                       o->claims_only     ? "'--claims-only'"
                       : o->names.csv > 1 ? "'--format'"
                       : o->names.csv     ? "'--format' csv"
                                          : NULL,
                       run->fault) &&
           (o->seeds <= 1 ||
            frame_seeds("--seeds", o->seed, o->seeds, run->fault)) &&
           (!stage->check || stage->check(o, run->fault));
}

int frame_run(const struct stage *stage, const struct call *call,
              const struct guest *guest)
{
    const struct command *command = &stage->command;
    struct fault *fault = call->fault;
    struct run run = {.stage = stage,
                      .options = malloc(command->size),
                      .result = calloc(1, stage->size),
                      .sum = calloc(1, stage->sum_size + 1),
                      .guest = *guest,
                      .call = call,
                      .fault = fault};
    struct frame_options *o = run.options;
    int status = FAULT_USAGE;

    if (!o || !run.result || !run.sum) {
        fault_memory(fault, (double)stage->size, "the result");
    } else if (opt_parse(command, call->argc, call->argv, o, fault) &&
               check(&run)) {
        make_sheet(&run);
        status = o->seeds > 1 ? run_seeds(&run) : run_once(&run);
        stage->close(run.result);
        if (stage->close_sum)
            stage->close_sum(run.sum);
    }
    files_close(&run.files);
    if (call->heed)
        call->heed(false);
    free(o);
    free(run.result);
    free(run.sum);
    return fault->kind != FAULT_NONE ? (int)fault->kind : status;
}

int frame_command(const struct call *call)
{
    static const struct guest nobody = {0};

    return frame_run((const void *)call->command, call,
                     call->guest ? call->guest : &nobody);
}
