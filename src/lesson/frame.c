/* The frame of a command that runs a stage. */
#include "lesson/frame.h"

#include "text/opt_parse.h"
#include "text/page.h"

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

const struct opt frame_talk_rows[] = {
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
    const struct frame_options *options; /* the stage's, this is their head */
    struct files files;
    struct sheet sheet;
    struct guest guest;
    struct fault *fault;
};

static uint64_t *seed_of(const struct stage *stage, void *options)
{
    return (uint64_t *)(void *)((char *)options + stage->seed);
}

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
    bool csv = run->files.names->csv;

    run->sheet =
        (struct sheet){.text = csv ? NULL : &run->files.text,
                       .csv = csv ? &run->files.text : NULL,
                       .page = run->guest.page,
                       .draws = run->guest.page != NULL,
                       .levels = o->claims_only    ? SHEET_CLAIMS
                                 : csv || o->quiet ? SHEET_RESULT | SHEET_VIEW
                                                   : SHEET_ALL};
    files_draw(&run->files, &run->sheet);
}

/* The model goes to its file before the commit, to stdout behind it. */
static bool finish(struct run *run, const void *result)
{
    const struct stage *stage = run->stage;
    const struct frame_options *o = run->options;
    struct fault answer = {0};
    bool diverged = stage->answer && !stage->answer(result, &answer);
    bool keep = o->names.save && !diverged;
    bool last = files_model_last(&run->files);

    if (keep && !last &&
        !stage->save(result, files_model(&run->files), run->fault))
        return false;
    if (run->guest.page) {
        page_transcript(run->guest.page, run->files.text.held);
        report_free(&run->files.text);
    }
    if (!files_commit(&run->files, !diverged, o->quiet, run->fault))
        return false;
    if (keep && last &&
        !stage->save(result, files_model(&run->files), run->fault))
        return false;
    *run->fault = answer;
    return !diverged;
}

/* The history's report: its file, or with --format csv stdout. */
static struct report *history_of(struct run *run)
{
    const struct frame_options *o = run->options;

    if (o->names.history)
        return &run->files.rows;
    return o->format == 1 && run->stage->csv_is_history && !o->claims_only
               ? &run->files.text
               : NULL;
}

/* One run, from data to verdict. */
static int run_once(struct run *run, void *result, const void *options)
{
    const struct stage *stage = run->stage;
    const struct frame_options *o = run->options;
    struct finding findings[FINDING_MOST];
    struct audience audience = {
        .sheet = &run->sheet, .history = history_of(run), .quiet = o->quiet};
    int n = 0;

    if (!stage->open(result, options, run->sheet.draws, run->fault))
        return (int)run->fault->kind;
    stage->head(result, &run->sheet);
    if (stage->train && !stage->train(result, &audience, run->fault))
        return (int)run->fault->kind;
    if (o->timing)
        progress_timing(&audience.progress, audience.done);
    if (stage->judge)
        n = stage->judge(result, findings);
    if (run->guest.look)
        run->guest.look(run->guest.context, result);
    if (!stage->show(result, findings, n, &run->sheet, run->fault) ||
        !finish(run, result))
        return (int)run->fault->kind;
    return o->claims_only && finding_false(findings, n) > 0;
}

/* --seeds: the same run on other draws; how often each claim is true. */
static int run_seeds(struct run *run, void *result, void *options, void *sum)
{
    const struct stage *stage = run->stage;
    const struct frame_options *o = run->options;
    struct tally tallies[FINDING_MOST] = {0};
    struct finding findings[FINDING_MOST];
    uint64_t *seed = seed_of(stage, options), first = *seed;
    struct progress progress;
    int n = 0;

    progress_start(&progress, "seed", o->seeds, stage->examples(options),
                   o->quiet);
    for (uint64_t k = 0; k < o->seeds; k++) {
        *seed = first + k;
        memset(result, 0, stage->size);
        n = frame_result(stage, result, options, findings, run->fault);
        double loss = 0.0;
        bool good = n > 0 && stage->count(sum, result, &loss, run->fault);
        if (good)
            finding_count(tallies, findings, n);
        stage->close(result);
        if (!good)
            return (int)run->fault->kind;
        if (k == progress.next)
            progress_look(&progress, k, loss);
    }
    if (!o->claims_only)
        stage->show_sum(sum, options, first, &run->sheet);
    run->sheet.levels |= SHEET_CLAIMS; /* they are the result, also under -q */
    finding_show_tally(&run->sheet, tallies, n);
    return o->claims_only && finding_tally_false(tallies, n);
}

static int run_stage(struct run *run, void *options)
{
    const struct stage *stage = run->stage;
    bool many = run->options->seeds > 1;
    void *result = calloc(1, stage->size);
    void *sum = many ? calloc(1, stage->sum_size) : NULL;
    int status = FAULT_INTERNAL;

    if (!result || (many && !sum)) {
        fault_memory(run->fault, (double)stage->size, "the result");
    } else if (many) {
        status = run_seeds(run, result, options, sum);
        if (stage->close_sum)
            stage->close_sum(sum);
    } else {
        status = run_once(run, result, options);
        stage->close(result);
    }
    free(result);
    free(sum);
    return status;
}

/* Options that the frame knows must go together. */
static bool check(const struct stage *stage, void *options, struct fault *fault)
{
    const struct frame_options *o = options;

    if (o->format == 1 && stage->csv_is_history && o->names.history) {
        fault_set(fault, FAULT_USAGE,
                  "'--format' csv and '--history' ask for the same rows twice");
        return fault_hint(fault, "Leave out one of the two");
    }
    return (o->seeds <= 1 || frame_seeds("--seeds", *seed_of(stage, options),
                                         o->seeds, fault)) &&
           (!stage->check || stage->check(options, fault));
}

int frame_run(const struct stage *stage, const struct call *call,
              const struct guest *guest)
{
    const struct command *command = stage->command;
    void *options = malloc(command->size);
    struct frame_options *o = options;
    struct run run = {.stage = stage, .options = o, .fault = call->fault};
    int status = FAULT_USAGE;

    if (!options) {
        fault_memory(call->fault, (double)command->size, "the options");
        return FAULT_INTERNAL;
    }
    if (guest)
        run.guest = *guest;
    if (opt_parse(command, call->argc, call->argv, options, call->fault)) {
        memcpy(&o->names.data, (char *)options + stage->input,
               sizeof o->names.data);
        o->names.csv = o->format == 1;
        if (check(stage, options, call->fault) &&
            files_open(&run.files, &o->names, call->out, run.guest.page != NULL,
                       call->fault)) {
            make_sheet(&run);
            status = run_stage(&run, options);
        }
        files_close(&run.files);
    }
    free(options);
    return call->fault->kind != FAULT_NONE ? (int)call->fault->kind : status;
}

int frame_result(const struct stage *stage, void *result, const void *options,
                 struct finding *findings, struct fault *fault)
{
    if (!stage->open(result, options, false, fault) ||
        (stage->train && !stage->train(result, NULL, fault)))
        return 0;
    return stage->judge(result, findings);
}
