/* What the views look at, once the training is over. */
#include "stages/bigram_look.h"

#include "base/array.h"

#include "trainloop/draw.h"
#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>

/* The part of the mean loss that the row of the word asked for has: (seen *
   log-sum-exp - scores of its pairs) / pairs. */
static double row_loss(const struct bigram_run *r, const double *z)
{
    struct counts_row row = counts_row(&r->counts, r->asked.word);
    double seen = (double)counts_seen(&r->counts, r->asked.word), sum = 0.0;

    for (size_t i = 0; i < row.n; i++)
        sum += (double)row.count[i] * z[row.next[i]];
    return (seen * num_log_sum_exp(z, r->counts.V) - sum) /
           (double)r->corpus.pairs;
}

/* d loss / d score = (seen * p - count) / pairs, beside central differences. */
static void compare_gradient(struct bigram_run *r)
{
    enum { MOST = 200 };
    const double h = 1e-5;
    struct bigram_gradient *g = &r->look.gradient;
    uint32_t word = r->asked.word, V = r->counts.V;
    double seen = (double)counts_seen(&r->counts, word), *z = r->p;

    scores_row(&r->scores, word, z);
    for (uint32_t k = 0; k < V && !isnan(g->far); k++)
        if (!(fabs(z[k]) <= g->far))
            g->far = fabs(z[k]);
    if (!(g->far < 1e4)) /* h would be lost in them */
        return;
    g->n = V < MOST ? V : MOST;
    for (uint32_t k = 0; k < g->n; k++) {
        double count = (double)counts_of(&r->counts, (struct pair){word, k});
        double formula =
            (seen * r->asked.after[k] - count) / (double)r->corpus.pairs;
        double old = z[k];
        z[k] = old + h;
        double high = row_loss(r, z);
        z[k] = old - h;
        double central = (high - row_loss(r, z)) / (2.0 * h);
        z[k] = old;
        if (!(fabs(formula - central) <= g->worst))
            g->worst = fabs(formula - central);
        if (k < BIGRAM_RUN_COMPARED) {
            g->formula[k] = formula;
            g->central[k] = central;
        }
    }
}

/* Which of the most probable words began on one side of its counted share, and
   is now well on the other. */
static void find_past(struct bigram_run *r)
{
    struct bigram_asked *asked = &r->asked;
    double most = 0.05;

    asked->past = WORD_UNKNOWN;
    for (int i = 0; i < asked->tops; i++) {
        uint32_t next = asked->top[i];
        double share =
            counts_share(&r->counts, (struct pair){asked->word, next});
        double now = asked->after[next] - share;
        if (fabs(now) < most || now * (asked->before[next] - share) >= 0.0)
            continue;
        most = fabs(now);
        asked->past = next;
    }
}

/* --patterns: the three most probable words after each of the first ones. */
static bool find_patterns(struct bigram_run *r, struct fault *fault)
{
    struct bigram_look *look = &r->look;
    uint32_t V = r->counts.V, n = V < BIGRAM_RUN_LISTED ? V : BIGRAM_RUN_LISTED;

    look->patterns = array_zeros(n, sizeof *look->patterns);
    if (!look->patterns)
        return fault_memory(fault, 40.0 * n, "the patterns");
    for (uint32_t word = 0; word < n; word++) {
        struct bigram_pattern *best = &look->patterns[word];
        scores_predict(&r->scores, word, r->p);
        best->n = bigram_run_top(r->p, V, best->next, 3);
        for (int i = 0; i < best->n; i++)
            best->p[i] = r->p[best->next[i]];
    }
    return true;
}

/* The scores between the words that lead most pairs, in order of id. */
static void find_matrix(struct bigram_run *r)
{
    struct bigram_look *look = &r->look;
    struct matrix *m = &look->matrix;
    uint32_t V = r->counts.V, *chosen = look->chosen;

    for (uint32_t i = 0; i < V; i++)
        r->p[i] = (double)r->seen[i];
    int n = bigram_run_top(r->p, V, chosen, MATRIX_MOST);
    for (int i = 0; i < n; i++)
        r->p[chosen[i]] = -1.0;
    for (uint32_t i = 0; i < V; i++)
        if (r->p[i] < 0.0)
            chosen[m->n++] = i;
    for (int i = 0; i < n; i++) {
        figure_name(m->name[i], bigram_run_shown(r, chosen[i], 60).text);
        m->blank[i] = r->seen[chosen[i]] == 0;
        look->blank |= m->blank[i];
        scores_row(&r->scores, chosen[i], r->p);
        for (int k = 0; k < n; k++)
            m->value[i][k] = r->p[chosen[k]];
    }
    look->top[0] = -1;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n && !m->blank[i]; k++)
            if (look->top[0] < 0 ||
                m->value[i][k] > m->value[look->top[0]][look->top[1]]) {
                look->top[0] = i;
                look->top[1] = k;
            }
}

/* How near the followers in the pictures have come to where they settle. */
static void find_shares(struct bigram_run *r)
{
    struct bigram_sketch *s = &r->sketch;
    struct pair pair = r->asked.follow;

    for (int i = 0; i < s->n; i++) {
        pair.next = s->next[i];
        s->share[i] = counts_share(&r->counts, pair);
        s->apart = fmax(s->apart, fabs(s->follow[i].last.y - s->share[i]));
    }
}

/* The first word of a sentence: the one that was asked for, else as units
   begin, else the one that is looked at.  In r->p: how likely each is; false:
   there is one alone. */
static bool find_begins(struct bigram_run *r)
{
    double sum = 0.0;

    for (uint32_t i = 0; i < r->counts.V; i++)
        sum += r->edges[i].begins;
    for (uint32_t i = 0; sum > 0.0 && i < r->counts.V; i++)
        r->p[i] = r->edges[i].begins / sum;
    return !r->options->word && sum > 0.0;
}

/* Does a sentence end with the word?  As often as units do, and where the word
   never leads a pair. */
static bool draw_end(const struct bigram_run *r, uint32_t word, struct rng *rng)
{
    double ends = r->edges[word].ends, leads = (double)r->seen[word];

    return leads == 0.0 ||
           (ends > 0.0 && rng_double(rng) < ends / (ends + leads));
}

/* --generate */
static bool make_sentences(struct bigram_run *r,
                           const volatile sig_atomic_t *stop,
                           struct fault *fault)
{
    struct bigram_look *look = &r->look;
    int longest = bigram_look_longest(r);
    bool over = stop && *stop; /* the training, not the sentences */
    bool begins = find_begins(r);
    uint64_t n = r->options->generate;
    struct draw draw = {0};
    struct rng rng;
    size_t room = 0;
    bool good = n == 0 || draw_make(&draw, &r->scores, fault);

    rng_seed(&rng, (uint32_t)r->seed);
    for (uint64_t k = 0; good && k < n && (!stop || over == (*stop != 0));
         k++) {
        uint32_t word = r->asked.word;
        if (begins)
            word = (uint32_t)num_draw(r->p, r->counts.V, rng_double(&rng));
        good = array_room(&look->made, &room, look->n + (size_t)longest + 1,
                          sizeof *look->made, "the sentences", fault);
        if (!good)
            break;
        for (int i = 1;; i++) {
            look->made[look->n++] = word;
            if (i == longest || draw_end(r, word, &rng))
                break;
            word = draw_next(&draw, word, rng_double(&rng));
        }
        look->made[look->n++] = WORD_END;
    }
    draw_free(&draw);
    return good;
}

/* --format csv: of few words all probabilities, of many those of the pairs that
   occur, for a book does no work for the others. */
static bool find_learned(struct bigram_run *r, struct fault *fault)
{
    struct bigram_look *look = &r->look;
    uint32_t V = r->counts.V;
    size_t at = 0;

    look->all = V <= BIGRAM_LOOK_ALL;
    size_t n = look->all ? (size_t)V * V : r->counts.first[V];
    look->learned = array_zeros(n, sizeof *look->learned);
    if (!look->learned)
        return fault_memory(fault, 8.0 * (double)n, "the probabilities");
    for (uint32_t word = 0; word < V; word++) {
        if (look->all)
            scores_predict(&r->scores, word, look->learned + at);
        else
            scores_slots(&r->scores, word, look->learned + at);
        at += look->all ? V : counts_row(&r->counts, word).n;
    }
    return true;
}

int bigram_look_longest(const struct bigram_run *r)
{
    return r->cut.tokens == CORPUS_CHARS ? 60 : 20;
}

bool bigram_look(struct bigram_run *r, const volatile sig_atomic_t *stop,
                 struct fault *fault)
{
    const struct bigram_options *o = r->options;

    for (int i = 0; i < BIGRAM_RUN_EXPECTED; i++)
        r->expected[i].p = bigram_run_probability(r, r->expected[i].pair);
    find_past(r);
    if (o->check_gradient)
        compare_gradient(r);
    if (o->matrix || r->sketch.on)
        find_matrix(r);
    find_shares(r);
    return (!o->patterns || find_patterns(r, fault)) &&
           make_sentences(r, stop, fault) &&
           (!o->frame.names.csv || find_learned(r, fault));
}
