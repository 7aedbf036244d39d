/* Dense and book behind one face: both give the same answers; and the loop,
   what its watchers see, and which scores it keeps. */
#include "test.h"
#include "words/words_file.h"

#include "trainloop/fit_words.h"
#include "trainloop/num.h"

#include <stdlib.h>

enum { MOST = 4000 };
static double p[MOST], q[MOST], z[MOST];

/* A text of its own, its counts, and scores that begin at 0. */
struct setting {
    struct corpus corpus;
    struct counts counts;
    struct scores scores;
    struct rng rng;
};

/* Lines of ten made-up words, the first letters the most frequent. */
static bool read_text(struct corpus *c, int lines, double holdout)
{
    static char text[60000];
    struct fault fault = {0};
    struct rng rng;
    size_t n = 0;

    rng_seed(&rng, 3);
    for (int i = 0; i < 10 * lines; i++) {
        double r = rng_double(&rng);
        text[n++] = (char)('a' + (int)(26.0 * r * r));
        text[n++] = i % 10 == 9 ? '\n' : ' ';
    }
    return CHECK(corpus_parse(c, text, n, "it", (struct corpus_rule){0},
                              &fault)) &&
           (holdout == 0.0 ||
            CHECK(corpus_hold_out(c, holdout, 1, false, &fault)));
}

/* dense: all scores 0 by way of a saved matrix. */
static bool make(struct setting *s, bool dense, int lines, double holdout,
                 bool keep)
{
    struct fault fault = {0};
    struct words_model zero = {0};
    struct scores_setup setup = {&s->counts, &s->corpus, SCORES_ZERO,
                                 &zero,      &s->rng,    keep};

    *s = (struct setting){0};
    rng_seed(&s->rng, 42);
    if (!read_text(&s->corpus, lines, holdout) ||
        !CHECK(counts_make(&s->counts, &s->corpus, NULL, &fault)))
        return false;
    corpus_forget(&s->corpus);
    size_t V = s->counts.V;
    if (dense)
        zero.w = calloc(V * V, sizeof *zero.w);
    bool good = CHECK(scores_make(&s->scores, &setup, &fault)) &&
                CHECK(s->scores.dense == dense) && CHECK(!zero.w);
    free(zero.w);
    return good;
}

static void drop(struct setting *s)
{
    scores_free(&s->scores);
    scores_free(&s->scores);
    counts_free(&s->counts);
    corpus_free(&s->corpus);
}

static double epoch(struct setting *s, double lr)
{
    struct part part = {0};
    double share = 0.0;

    scores_shuffle(&s->scores, &s->rng);
    while (scores_train(&s->scores, lr, &part)) {
        CHECK(part.work / s->scores.work > share);
        share = part.work / s->scores.work;
    }
    CHECK(part.examples == s->counts.pairs);
    CHECK_NEAR(share, 1.0, 1e-12);
    return part.loss / (double)part.examples;
}

static void same_answers(struct setting *a, struct setting *b, uint32_t word)
{
    uint32_t V = a->counts.V;
    struct counts_row row = counts_row(&a->counts, word);
    double sum = 0.0;

    scores_row(&a->scores, word, p);
    scores_row(&b->scores, word, q);
    for (uint32_t k = 0; k < V; k++)
        CHECK_NEAR(p[k], q[k], 1e-12);
    scores_predict(&a->scores, word, p);
    scores_predict(&b->scores, word, q);
    for (uint32_t k = 0; k < V; k++) {
        CHECK_NEAR(p[k], q[k], 1e-13);
        sum += q[k];
    }
    CHECK_NEAR(sum, 1.0, 1e-13);
    scores_slots(&a->scores, word, z);
    for (uint32_t i = 0; i < row.n; i++)
        CHECK_SAME(z[i], p[row.next[i]]);
    scores_slots(&b->scores, word, z);
    for (uint32_t i = 0; i < row.n; i++)
        CHECK_NEAR(z[i], q[row.next[i]], 1e-14);
    CHECK(scores_guess_followed(&a->scores, word) ==
          scores_guess_followed(&b->scores, word));
}

/* The mean loss of the held-out pairs, each from its whole row. */
static double held_loss(const struct setting *s)
{
    const struct corpus *c = &s->corpus;
    struct pair pair;
    double sum = 0.0;

    for (size_t at = 0; corpus_next(c->held, c->n_held, &at, &pair);) {
        scores_row(&s->scores, pair.word, z);
        sum += num_log_sum_exp(z, s->counts.V) - z[pair.next];
    }
    return sum / (double)c->held_pairs;
}

static void two_faces(void)
{
    struct setting a, b;

    if (!make(&a, true, 200, 0.1, false) || !make(&b, false, 200, 0.1, false))
        return;
    CHECK(a.corpus.held_pairs > 100);
    CHECK(!b.scores.pairs && !b.scores.bigram.w); /* nothing dense in a book */
    CHECK_NEAR(scores_loss(&a.scores), num_log(a.counts.V), 1e-12);
    CHECK(!scores_guess_followed(&b.scores, 0)); /* all are equal */
    for (int e = 0; e < 5; e++) {
        double x = epoch(&a, 0.3), y = epoch(&b, 0.3);
        CHECK_NEAR(x, y, 1e-12);
        CHECK_NEAR(scores_loss(&a.scores), scores_loss(&b.scores), 1e-12);
        CHECK_NEAR(scores_held_loss(&a.scores), scores_held_loss(&b.scores),
                   1e-12);
        CHECK_SAME(scores_held_loss(&a.scores), held_loss(&a));
        CHECK_NEAR(scores_held_loss(&b.scores), held_loss(&b), 1e-13);
    }
    CHECK(scores_held_loss(&a.scores) > 1.0);
    CHECK(rng_bits(&a.rng) == rng_bits(&b.rng));
    for (uint32_t w = 0; w < a.counts.V; w++)
        same_answers(&a, &b, w);
    CHECK(scores_guess_followed(&b.scores, 0));
    drop(&a);
    drop(&b);
}

/* The examples of a trace are those of the epoch, and nothing has changed. */
static void traced(bool dense)
{
    struct setting s, same;
    struct example example[90];
    double lr = 0.5;

    if (!make(&s, dense, 1, 0.0, false) || !make(&same, dense, 1, 0.0, false))
        return;
    CHECK(s.counts.pairs == 9);
    epoch(&s, lr);
    epoch(&same, lr);
    size_t n = scores_trace(&s.scores, &s.rng, lr, example, 90);
    CHECK(n == 9 && scores_trace(&s.scores, &s.rng, lr, example, 0) == 0);
    CHECK_SAME(scores_loss(&s.scores), scores_loss(&same.scores));
    double loss = 0.0;
    for (size_t i = 0; i < n; i++) {
        loss += example[i].loss;
        CHECK_NEAR(example[i].p, exp(-example[i].loss), 1e-15);
        CHECK(example[i].after > example[i].p);
    }
    CHECK_NEAR(epoch(&s, lr), loss / 9.0, 1e-14);
    epoch(&same, lr);
    CHECK_SAME(scores_loss(&s.scores), scores_loss(&same.scores));
    drop(&s);
    drop(&same);
}

/* Random scores are dense, and those of the stream. */
static void random_start(void)
{
    struct setting s = {0};
    struct fault fault = {0};
    struct rng same;
    struct scores_setup setup = {&s.counts, &s.corpus, SCORES_AUTO,
                                 NULL,      &s.rng,    false};

    rng_seed(&s.rng, 7);
    same = s.rng;
    if (!read_text(&s.corpus, 20, 0.0) ||
        !CHECK(counts_make(&s.counts, &s.corpus, NULL, &fault)) ||
        !CHECK(scores_make(&s.scores, &setup, &fault)))
        return;
    CHECK(s.scores.dense);
    for (uint32_t w = 0; w < s.counts.V; w++) {
        scores_row(&s.scores, w, z);
        for (uint32_t k = 0; k < s.counts.V; k++)
            CHECK_SAME(z[k], rng_normal(&same) * 0.1);
    }
    drop(&s);
}

/* Lines of twenty of so many words, the first the most frequent. */
static bool read_long_rows(struct corpus *c, int words, int tokens)
{
    static char text[400000];
    struct fault fault = {0};
    struct rng rng;
    size_t n = 0;

    rng_seed(&rng, 3);
    for (int i = 0; i < tokens; i++) {
        double r = rng_double(&rng);
        int k = (int)(words * r * r * r);
        n += (size_t)sprintf(text + n, "w%d%c", k, i % 20 == 19 ? '\n' : ' ');
    }
    return CHECK(
        corpus_parse(c, text, n, "it", (struct corpus_rule){0}, &fault));
}

/* Long rows of the dense model are trained row by row: the losses and scores
   of the plain loop, at rates that turn.c takes and at those it leaves. */
static void long_rows(int words, int tokens, double lr)
{
    struct setting s = {0};
    struct fault fault = {0};
    struct bigram twin = {0};
    struct scores_setup setup = {&s.counts, &s.corpus, SCORES_AUTO,
                                 NULL,      &s.rng,    false};
    struct rng same;

    rng_seed(&s.rng, 7);
    if (!read_long_rows(&s.corpus, words, tokens) ||
        !CHECK(counts_make(&s.counts, &s.corpus, NULL, &fault)) ||
        !CHECK(scores_make(&s.scores, &setup, &fault)) ||
        !CHECK(bigram_make(&twin, s.counts.V, &fault)))
        return;
    size_t V = s.counts.V, n = (size_t)s.counts.pairs;
    struct pair *pairs = calloc(n, sizeof *pairs);
    CHECK(s.scores.dense && s.scores.wanted && pairs);
    memcpy(twin.w, s.scores.bigram.w, V * V * sizeof *twin.w);
    same = s.rng;
    for (int e = 0; e < 3; e++) {
        double mine = epoch(&s, lr);
        memcpy(pairs, s.scores.pairs, n * sizeof *pairs);
        rng_shuffle(&same, pairs, n, sizeof *pairs);
        double plain = bigram_train(&twin, pairs, n, lr, p) / (double)n;
        CHECK_NEAR(mine, plain, 1e-12 * plain);
    }
    for (size_t i = 0; i < V * V; i++)
        CHECK_NEAR(s.scores.bigram.w[i], twin.w[i], 1e-12 * (1.0 + lr));
    free(pairs);
    bigram_free(&twin);
    drop(&s);
}

/* Lent to a model, saved, read and trained on: the same bits. */
static void saved(bool dense)
{
    struct setting s, on = {0};
    struct fault fault = {0};
    struct words_model model = {.lr = 0.1, .epochs = 2.0};
    struct model_reader reader = {0};
    struct scores_setup setup = {&on.counts, &on.corpus, SCORES_ZERO,
                                 &model,     &on.rng,    false};
    uint64_t seen[26];
    FILE *file = tmpfile();

    if (!CHECK(file != NULL) || !make(&s, dense, 50, 0.0, false))
        return;
    epoch(&s, 0.3);
    epoch(&s, 0.3);
    for (uint32_t i = 0; i < s.counts.V; i++)
        seen[i] = counts_seen(&s.counts, i);
    model.words = s.corpus.words;
    seen[0] = UINT32_MAX; /* the greatest counts that can be written */
    model.seen = seen;
    model.draws = 1e11;
    model.epochs = 9007199254740992.0;
    scores_lend(&s.scores, &model);
    words_file_save(file, &model, "0");
    rewind(file);
    reader = (struct model_reader){
        .input.file = file, .name = "it", .fault = &fault, .format = 2};
    for (int i = 0; i < 3; i++) /* the head */
        CHECK(model_line(&reader));
    strcpy(reader.kind, "bigram");
    on.rng = s.rng;
    if (!CHECK(words_file_read(&model, &reader)) ||
        !read_text(&on.corpus, 50, 0.0) ||
        !CHECK(counts_make(&on.counts, &on.corpus, &model.sparse, &fault)) ||
        !CHECK(scores_make(&on.scores, &setup, &fault)))
        return;
    CHECK(model.seen[0] == UINT32_MAX && model.draws == 1e11);
    CHECK(model.epochs == 9007199254740992.0);
    CHECK(on.scores.dense == dense);
    CHECK_SAME(scores_loss(&on.scores), scores_loss(&s.scores));
    CHECK_SAME(epoch(&on, 0.3), epoch(&s, 0.3));
    for (uint32_t w = 0; w < s.counts.V; w++) {
        scores_row(&on.scores, w, p);
        scores_row(&s.scores, w, q);
        CHECK(memcmp(p, q, s.counts.V * sizeof *p) == 0);
    }
    words_file_free(&model);
    model_close(&reader);
    drop(&s);
    drop(&on);
}

/* What a watcher saw. */
struct log {
    struct words_watch watch;
    const struct setting *s;
    char text[200];
    double running[50], held[50];
};

static void see(struct words_watch *watch, const struct words_moment *m)
{
    struct log *log = (struct log *)watch;
    const struct fit_words *fit = m->fit;

    log->text[strlen(log->text)] = "sbpe"[m->when];
    CHECK(m->epoch == (m->when == WORDS_START ? 0 : fit->judge.epoch + 1));
    CHECK(m->when == WORDS_PART || m->share == 0.0);
    if (m->when == WORDS_START)
        CHECK_SAME(fit->loss, fit->start_loss);
    if (m->when != WORDS_EPOCH)
        return;
    CHECK_SAME(fit->loss, scores_loss(&log->s->scores));
    CHECK_SAME(fit->held, scores_held_loss(&log->s->scores));
    CHECK_SAME(fit->running, fit->judge.last);
    log->running[m->epoch] = fit->running;
    log->held[m->epoch] = fit->held;
}

/* The loop beside the epochs one by one. */
static void looped(bool dense)
{
    struct setting s, same;
    struct log log = {{see, NULL}, &s, "", {0}, {0}};
    struct log second = {{see, &log.watch}, &s, "", {0}, {0}};
    struct rule rule = {.epochs = 3, .lr = 0.5, .decay = 0.5, .min_lr = 0.2};
    static const double rate[] = {0.25, 0.2, 0.2};

    if (!make(&s, dense, 30, 0.0, true) || !make(&same, dense, 30, 0.0, true))
        return;
    struct fit_words fit = fit_words(&s.scores, &rule, &s.rng, &second.watch);
    CHECK_TEXT(log.text, "sbebebe");
    CHECK_TEXT(second.text, "sbebebe");
    CHECK(fit.judge.verdict == JUDGE_COMPLETED && fit.judge.measured == 3);
    for (int e = 0; e < 3; e++)
        CHECK_SAME(log.running[e + 1], epoch(&same, rate[e]));
    CHECK_SAME(fit.loss, scores_loss(&same.scores));
    CHECK_SAME(fit.held, 0.0);
    CHECK(fit.loss < fit.start_loss);
    drop(&s);
    drop(&same);
}

/* The rule stops at the held-out loss, and the best scores are lent. */
static void stopped(bool dense, bool keep)
{
    struct setting s;
    struct words_model model = {0};
    struct log log = {{see, NULL}, &s, "", {0}, {0}};
    struct rule rule = {.epochs = 49, .lr = 0.5, .patience = 3};

    if (!make(&s, dense, 40, 0.3, keep))
        return;
    struct fit_words fit = fit_words(&s.scores, &rule, &s.rng, &log.watch);
    uint64_t best = fit.judge.best_epoch + 1;
    CHECK(fit.judge.verdict == JUDGE_STOPPED && fit.judge.measured == best + 3);
    CHECK_SAME(fit.judge.best, log.held[best]);
    CHECK(fit.held > fit.judge.best);
    scores_lend(&s.scores, &model);
    CHECK((model.best != NULL) == keep);
    CHECK_SAME(scores_held_loss(&s.scores), fit.held);
    model.words.n = s.counts.V;
    words_file_take_best(&model);
    CHECK_SAME(scores_held_loss(&s.scores), keep ? fit.judge.best : fit.held);
    drop(&s);
}

/* A long text is trained in parts, and the watcher is shown each. */
static void in_parts(void)
{
    struct setting s;
    struct log log = {{see, NULL}, &s, "", {0}, {0}};
    struct rule rule = {.epochs = 1, .lr = 0.1};
    enum { V = 1500, N = 5000 };
    struct fault fault = {0};
    struct scores_setup setup = {&s.counts, &s.corpus, SCORES_RANDOM,
                                 NULL,      &s.rng,    false};

    s = (struct setting){.corpus.words.n = V, .corpus.pairs = N - 1};
    rng_seed(&s.rng, 1);
    s.corpus.token = malloc(N * sizeof *s.corpus.token);
    s.corpus.n = N;
    for (uint32_t i = 0; s.corpus.token && i < N; i++)
        s.corpus.token[i] = i * 7 % V;
    if (!CHECK(s.corpus.token != NULL) ||
        !CHECK(counts_make(&s.counts, &s.corpus, NULL, &fault)) ||
        !CHECK(scores_make(&s.scores, &setup, &fault)))
        return;
    fit_words(&s.scores, &rule, &s.rng, &log.watch);
    CHECK_TEXT(log.text, "sbpppe"); /* 4,999 pairs, 1,334 at a time */
    drop(&s);
}

static void (*const each[])(bool dense) = {traced, saved, looped};

int main(void)
{
    static const double rates[] = {1e-4, 1e-2, 0.1, 1.0, 10.0};

    two_faces();
    random_start();
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        long_rows(51, 500, rates[i]);
        long_rows(400, 2500, rates[i]);
    }
    long_rows(800, 3000, 10.0); /* more great scores than a turn takes */
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++) {
        each[i](true);
        each[i](false);
    }
    stopped(true, true);
    stopped(false, true);
    stopped(false, false);
    in_parts();
    return test_end();
}
