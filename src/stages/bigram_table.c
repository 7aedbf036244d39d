/* The table of a run that learns words. */
#include "stages/bigram_table.h"

#include "stages/bigram_words.h"

#include "trainloop/num.h"

/* exp(loss), as unsure as among so many words. */
static struct number perplexity(double loss)
{
    double words = num_exp(loss);
    struct number n;

    snprintf(n.text, sizeof n.text, words < 1e6 ? "%.2f" : "%.2g", words);
    return n;
}

static void show_title(const struct bigram_run *r, struct sheet *sheet,
                       const struct fit_words *fit)
{
    const struct bigram_options *o = r->options;
    const struct pair *follow = &r->asked.follow;
    bool held = r->corpus.held_pairs > 0, decay = o->decay > 0.0;

    sheet_result(sheet, "%6s %9s %9s %9s%s%s  Status", "Epoch", "Running",
                 "After", "Words", held ? "  Held-out" : "",
                 decay ? "      Rate" : "");
    if (o->follow)
        sheet_result(sheet, "     P(%s | %s)",
                     bigram_run_shown(r, follow->next, 20, 0).text,
                     bigram_run_shown(r, follow->word, 20, 0).text);
    sheet_result(sheet,
                 "\n------------------------------------------------\n"
                 "%6s %9s %9.4f %9s",
                 "start", "", fit->loss, perplexity(fit->loss).text);
    if (held)
        sheet_result(sheet, " %9.4f", fit->held);
    if (o->follow)
        sheet_result(sheet, "%*s%.3f", decay ? 23 : 13, "", r->asked.followed);
    sheet_result(sheet, "\n");
}

/* The lesson's word for a change of the running loss. */
static const char *status(const struct bigram_table_watch *w,
                          const struct fit_words *fit)
{
    const double *delta = w->run->options->min_delta;
    double least = delta[0] + delta[1] / 100.0 * fit->running;
    double change = w->running - fit->running;

    if (fit->judge.measured < 2)
        return "";
    return change > least ? "improving" : change < -least ? "worse" : "stable";
}

static void show_epoch(const struct bigram_table_watch *w,
                       const struct words_moment *m)
{
    const struct bigram_run *r = w->run;
    const struct fit_words *fit = m->fit;
    const char *word = status(w, fit);

    sheet_result(w->sheet, "%6.0f %9.4f %9.4f %9s", (double)m->epoch,
                 fit->running, fit->loss, perplexity(fit->loss).text);
    if (r->corpus.held_pairs > 0)
        sheet_result(w->sheet, " %9.4f", fit->held);
    if (r->options->decay > 0.0)
        sheet_result(w->sheet, " %9.4g", fit->judge.lr);
    if (r->options->follow)
        sheet_result(w->sheet, "  %-9s  %.3f", word, r->asked.followed);
    else if (*word != '\0')
        sheet_result(w->sheet, "  %s", word);
    sheet_result(w->sheet, "\n");
}

/* One line: the most likely words after the one looked at. */
static void show_after(const struct bigram_run *r, struct sheet *sheet)
{
    uint32_t top[100] = {0}, word = r->asked.word;

    if (!(sheet->levels & SHEET_WHY)) /* a softmax that nobody would see */
        return;
    scores_predict(&r->scores, word, r->p);
    int n = bigram_words_top(r->p, r->counts.V, top, (int)r->options->top);
    sheet_why(sheet, "       %s:", bigram_run_shown(r, word, 30, 0).text);
    for (int i = 0; i < n; i++) {
        struct pair pair = {word, top[i]};
        sheet_why(sheet, "%s %s %.3f", i ? "," : "",
                  bigram_run_shown(r, top[i], 30, 0).text, r->p[top[i]]);
        if (bigram_run_seen(r, word) > 0)
            sheet_why(sheet, " (%.3f)", counts_share(&r->counts, pair));
    }
    sheet_why(sheet, "\n");
}

/* --trace: the first examples of the epoch that begins. */
static void show_trace(struct bigram_run *r, struct sheet *sheet, double lr)
{
    struct example examples[100];
    size_t n = 0;

    if (r->options->trace > 0 && (sheet->levels & SHEET_VIEW))
        n = scores_trace(&r->scores, &r->rng, lr, examples,
                         (size_t)r->options->trace);
    for (size_t i = 0; i < n; i++) {
        const struct example *e = &examples[i];
        sheet_view(
            sheet,
            "       %s -> %s: p %.3f, loss %.4f, after the step p %.3f\n",
            bigram_run_shown(r, e->pair.word, 20, 0).text,
            bigram_run_shown(r, e->pair.next, 20, 0).text, e->p, e->loss,
            e->after);
    }
}

/* A row is due when its epoch has come, and at the end. */
static void see(struct words_watch *watch, const struct words_moment *m)
{
    struct bigram_table_watch *w = (struct bigram_table_watch *)watch;
    const struct bigram_options *o = w->run->options;
    bool due = m->epoch == w->next || m->epoch == o->epochs;

    if (m->when == WORDS_START)
        show_title(w->run, w->sheet, m->fit);
    if (m->when == WORDS_BEGIN && due)
        show_trace(w->run, w->sheet, m->fit->judge.lr);
    if (m->when == WORDS_EPOCH &&
        (due || m->fit->judge.verdict != JUDGE_RUNNING)) {
        show_epoch(w, m);
        show_after(w->run, w->sheet);
    }
    if (m->when == WORDS_START ||
        (m->when == WORDS_EPOCH && m->epoch == w->next))
        w->next = opt_every_next(&o->every, m->epoch, o->epochs);
    if (m->when == WORDS_EPOCH)
        w->running = m->fit->running;
}

struct bigram_table_watch bigram_table_watch(struct bigram_run *run,
                                             struct sheet *sheet)
{
    return (struct bigram_table_watch){
        .watch = {see, NULL}, .run = run, .sheet = sheet};
}
