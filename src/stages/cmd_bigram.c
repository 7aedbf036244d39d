/* bigram: learn which word follows which. */
#include "lesson/problem.h"
#include "stages/bigram_run.h"
#include "stages/lesson.h"
#include "text/opt_parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct bigram_options defaults = BIGRAM_DEFAULTS(5);

static const struct opt_group groups[] = {
    {"Text and training", bigram_rows, BIGRAM_ROWS, 0},
    {"What it shows, and where", bigram_views, BIGRAM_VIEWS, 0},
    {NULL, picture_rows, PICTURE_ROWS, offsetof(struct bigram_options, names)},
    {NULL, bigram_output, BIGRAM_OUTPUT, 0},
};

/* --decay: the same run at a constant rate, for comparison. */
static bool run_twin(struct bigram_run *run, struct fault *fault)
{
    struct bigram_options o = *run->options;
    struct report nothing = {.silent = true};
    struct bigram_run twin = {.own = run->own, .report = &nothing};

    o.decay = 0.0;
    o.trace = 0;
    o.patience = 0;
    o.epochs = run->judge.measured; /* as many as the decaying run took */
    o.timing = false;
    bool good = bigram_run_open(&twin, &o, fault);
    if (good) {
        bigram_run_train(&twin);
        run->twin = twin.judge.last;
        run->twin_loss = twin.loss;
    }
    bigram_run_close(&twin);
    return good;
}

/* Decay, then held-out lines, then the challenge; own text stays. */
static void show_next(const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;

    report_print(run->report, "\nNext: trainloop ");
    if (run->corpus.held_lines > 0) {
        report_print(run->report, "check challenge\n");
        return;
    }
    report_print(run->report, "bigram");
    if (o->text)
        problem_word(run->report, "--text", o->text);
    if (o->tokens == CORPUS_WORDS)
        report_print(run->report, " --tokens words");
    report_print(run->report, "%s\n",
                 o->text          ? " --holdout 0.2 --epochs 30 --patience 3"
                 : o->decay > 0.0 ? " --holdout 0.2 --lr 0.5 --epochs 30"
                                  : " --decay 0.95 --epochs 15 --patience 3");
}

static void print_views(const struct bigram_run *run)
{
    const struct bigram_options *o = run->options;

    if (!o->quiet)
        bigram_view_word(run);
    if (!o->quiet)
        bigram_view_expected(run, true);
    bigram_view_follow(run);
    if (o->patterns)
        bigram_view_patterns(run);
    if (o->matrix)
        bigram_view_matrix(run);
    if (o->generate > 0)
        bigram_view_generate(run);
    if (o->check_gradient)
        bigram_view_gradient(run);
}

/* Opens a run, trains, judges. */
static bool bigram_once(struct bigram_run *run, const struct bigram_options *o,
                        struct finding findings[BIGRAM_CLAIMS],
                        struct fault *fault)
{
    if (!bigram_run_open(run, o, fault))
        return false;
    bigram_show_head(run);
    bigram_run_train(run);
    if (o->decay > 0.0 && !run_twin(run, fault))
        return false;
    bigram_claims(run, findings);
    return true;
}

/* The entries of a sparse model, for its file. */
static bool gather(const struct bigram_run *run, struct words_model *model,
                   struct fault *fault)
{
    size_t n = 0;

    for (uint32_t word = 0; word < run->V; word++)
        n += book_slots(&run->book, word).n;
    model->entries = malloc((n + 1) * sizeof *model->entries);
    model->rest = malloc(run->V * sizeof *model->rest);
    if (!model->entries || !model->rest)
        return fault_memory(fault, 16.0 * (double)n, "the model's file");
    for (uint32_t word = 0; word < run->V; word++) {
        struct book_slots s = book_slots(&run->book, word);
        model->rest[word] = s.rest;
        for (size_t i = 0; i < s.n; i++)
            model->entries[model->n++] =
                (struct book_entry){word, s.next[i], s.score[i]};
    }
    return true;
}

/* With a rule or held-out lines the best is saved, else the last. */
static bool save(struct bigram_run *run, struct run_files *files,
                 struct fault *fault)
{
    const struct bigram_options *o = run->options;
    bool best = bigram_run_watches(run);
    const struct judge *t = &run->judge;
    struct words_model model = {
        .epochs = fmin(9007199254740992.0,
                       run->loaded_epochs +
                           (double)(best ? t->best_epoch + 1 : t->measured)),
        .lr = o->lr,
        .seed = run->seed,
        .draws = (double)(best ? run->best_drawn : run->rng.drawn),
        .tokens = run->tokens,
        .words = run->corpus.words,
        .dense = run->dense,
        .scores = run->model,
    };

    bigram_run_restore(run);
    model.seen = malloc(run->V * sizeof *model.seen);
    if (!model.seen)
        return fault_memory(fault, 4.0 * run->V, "the model");
    for (uint32_t i = 0; i < run->V; i++)
        model.seen[i] = bigram_run_seen(run, i);
    bool good = run->dense || gather(run, &model, fault);
    if (good)
        words_file_save(run_files_model(files), &model, TRAINLOOP_VERSION);
    free(model.seen);
    free(model.entries);
    free(model.rest);
    return good;
}

static int finish(struct bigram_run *run, struct run_files *files,
                  const struct finding findings[BIGRAM_CLAIMS],
                  struct fault *fault)
{
    const struct bigram_options *o = run->options;
    bool diverged = judge_diverged(&run->judge);

    if (o->claims_only)
        claims_print(&files->text, findings, BIGRAM_CLAIMS);
    if (files->page)
        claims_page(files->page, findings, BIGRAM_CLAIMS);
    bool keep = o->names.save && !diverged, last = run_files_model_last(files);
    if (keep && !last && !save(run, files, fault))
        return (int)fault->kind;
    if (!run_files_commit(files, !diverged, o->quiet, fault))
        return (int)fault->kind;
    if (keep && last && !save(run, files, fault))
        return (int)fault->kind;
    if (diverged) {
        fault_set(fault, FAULT_ANSWER,
                  "diverged at epoch %.0f: a loss is not finite",
                  (double)run->judge.epoch + 1.0);
        fault_hint(fault, "Try a smaller --lr%s",
                   o->names.save ? "; no model was saved" : "");
        return FAULT_ANSWER;
    }
    return o->claims_only && claims_failing(findings, BIGRAM_CLAIMS) > 0;
}

static bool draw(const struct bigram_run *run, struct run_files *files,
                 struct fault *fault)
{
    enum axis_scale scale = run_files_scale(files->names, AXIS_LINEAR);
    struct figure f[BIGRAM_FIGURES];

    if (!run_files_pictures(files))
        return true;
    int n = bigram_figures(f, run, scale);
    if (!run_files_draw(files, run->report, f, n, fault))
        return false;
    if (files->page)
        bigram_page_word(files->page, run);
    return true;
}

static int run_once(const struct bigram_options *o, struct run_files *files,
                    struct fault *fault)
{
    struct report nothing = {.silent = true};
    struct bigram_run run = {
        .own = &bigram_sentences,
        .report = o->claims_only ? &nothing : &files->text,
        .history = o->names.history ? &files->rows : NULL,
    };
    struct finding findings[BIGRAM_CLAIMS];
    int status = FAULT_INTERNAL;

    if (bigram_run_sketch(&run, files, fault) &&
        bigram_once(&run, o, findings, fault)) {
        bigram_show_result(&run);
        bool drawn = draw(&run, files, fault);
        print_views(&run);
        if (!o->quiet) {
            report_print(run.report, "\n");
            claims_print(run.report, findings, BIGRAM_CLAIMS);
            show_next(&run);
        }
        bigram_view_csv(&run, &files->result);
        if (drawn)
            status = finish(&run, files, findings, fault);
    }
    bigram_run_close(&run);
    return status;
}

/* --seeds: the same run with other starts and other shuffles. */
static int run_seeds(struct bigram_options *o, struct run_files *files,
                     struct fault *fault)
{
    struct tally tallies[BIGRAM_CLAIMS] = {0};
    struct report nothing = {.silent = true};
    uint64_t first = o->seed;
    struct progress progress;
    bool ready = true;

    progress_start(&progress, "seed", o->seeds, 1e7, o->quiet);
    for (uint64_t k = 0; ready && k < o->seeds; k++) {
        struct bigram_run run = {.own = &bigram_sentences, .report = &nothing};
        struct finding findings[BIGRAM_CLAIMS];
        o->seed = first + k;
        ready = bigram_once(&run, o, findings, fault);
        if (ready) {
            claims_count(tallies, findings, BIGRAM_CLAIMS);
            progress_look(&progress, k, run.judge.last);
        }
        bigram_run_close(&run);
    }
    if (!ready)
        return (int)fault->kind;
    if (!o->claims_only)
        report_print(&files->text, "%.0f runs, seeds %.0f to %.0f\n\n",
                     (double)o->seeds, (double)first, (double)o->seed);
    claims_print_tally(&files->text, tallies, BIGRAM_CLAIMS);
    return o->claims_only && claims_tally_failing(tallies, BIGRAM_CLAIMS);
}

/* Does the run read its text, or its model, more than once? */
static bool check_once(const struct bigram_options *o, struct fault *fault)
{
    const char *more = o->seeds > 1 ? "--seeds" : "--decay";
    bool text = o->text && strcmp(o->text, "-") == 0;
    bool load = o->names.load && strcmp(o->names.load, "-") == 0;

    if ((o->seeds <= 1 && !(o->decay > 0.0)) || (!text && !load))
        return true;
    fault_set(fault, FAULT_USAGE,
              "'%s' reads %s again for another run, and standard input can be "
              "read only once",
              more, text ? "the text" : "the model");
    return fault_hint(fault, "Give it the name of a file");
}

int bigram_stage(int argc, char **argv, FILE *out, struct report *page,
                 struct fault *fault)
{
    struct bigram_options o;
    struct run_files files = {0};
    int status = FAULT_USAGE;

    if (!opt_parse(&command_bigram, argc, argv, &o, fault))
        return status;
    o.names.data = o.text;
    o.names.csv = o.format == TABLE_CSV;
    if (problem_seeds("--seeds", o.seed, o.seeds, fault) &&
        check_once(&o, fault) &&
        run_files_open(&files, &o.names, out, page, fault))
        status = o.seeds > 1 ? run_seeds(&o, &files, fault)
                             : run_once(&o, &files, fault);
    run_files_close(&files);
    return fault->kind != FAULT_NONE ? (int)fault->kind : status;
}

static int cmd_bigram(int argc, char **argv, FILE *out, struct fault *fault)
{
    return bigram_stage(argc, argv, out, NULL, fault);
}

const struct command command_bigram = {
    .name = "bigram",
    .run = cmd_bigram,
    .summary = "learn which word follows which",
    .about = "Learns from a text which word follows which, one pair at a time.",
    .examples = "  trainloop bigram\n"
                "  trainloop bigram --epochs 50 --patterns --matrix\n"
                "  trainloop bigram --decay 0.95 --epochs 15 --patience 3\n",
    .groups = groups,
    .n_groups = sizeof groups / sizeof groups[0],
    .defaults = &defaults,
    .size = sizeof defaults,
};
