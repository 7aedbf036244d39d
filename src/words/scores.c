/* Dense or a book: who asks for scores does not see which. */
#include "trainloop/scores.h"

#include "base/array.h"
#include "words/row.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Scores of a part, some ten milliseconds.  Each score of the dense model is
   an exp. */
static const double BOOK_PART = 3e7, DENSE_PART = 2e6;

/* A row as long as that, or of so few examples, is quicker by bigram.c's own
   loop; a longer one by row.c's, which is the same within rounding. */
enum { ROW_SHORT = 50, ROW_FEW = 4 };

/* Takes the saved matrix or makes a random one; lists the pairs. */
static bool make_dense(struct scores *s, const struct scores_setup *setup,
                       struct fault *fault)
{
    const struct counts *c = s->counts;
    size_t n = (size_t)c->pairs;

    if (setup->saved && setup->saved->w) {
        s->bigram = (struct bigram){c->V, setup->saved->w};
        setup->saved->w = NULL;
    } else {
        if (!bigram_make(&s->bigram, c->V, fault))
            return false;
        bigram_randomize(&s->bigram, setup->rng);
    }
    bool rows = c->V > ROW_SHORT;
    s->pairs = array_zeros(2 * n, sizeof *s->pairs);
    s->row = rows ? row_make(c->V) : NULL;
    s->wanted = rows ? array_zeros(n + c->V, sizeof *s->wanted) : NULL;
    if (!s->pairs || (rows && (!s->row || !s->wanted)))
        return fault_memory(fault, 20.0 * (double)n, "the training");
    s->shuffled = s->pairs + n;
    for (size_t i = 0; i < n; i++)
        s->pairs[i] = (struct pair){c->word[c->order[i]], c->next[c->order[i]]};
    return true;
}

/* Has the saved model a slot for every one of the counts? */
static bool knows_all(const struct words_model *saved, const struct counts *c)
{
    const uint32_t *first = saved->sparse.first;

    return first && first[c->V] == c->first[c->V];
}

bool scores_make(struct scores *s, const struct scores_setup *setup,
                 struct fault *fault)
{
    const struct counts *c = setup->counts;
    struct words_model *saved = setup->saved;
    size_t V = c->V;
    bool few = setup->init == SCORES_AUTO && V <= SCORES_AUTO_MOST && c->order;

    *s = (struct scores){.counts = c, .corpus = setup->corpus};
    s->dense = few || setup->init == SCORES_RANDOM;
    if (saved && (saved->w || saved->sparse.first))
        s->dense = saved->w != NULL;
    s->p = malloc(V * sizeof *s->p);
    if (!s->p)
        return fault_memory(fault, 8.0 * (double)V, "the training");
    bool good =
        s->dense ? make_dense(s, setup, fault)
                 : book_make(&s->book, c, saved ? &saved->sparse : NULL, fault);
    if (!good)
        return false;
    s->n = s->dense ? V * V : V + c->first[V];
    s->work = s->dense ? (double)c->pairs * (double)V : s->book.work;
    if (setup->keep)
        s->best = malloc(s->n * sizeof *s->best);
    if (s->best && saved && saved->best && (s->dense || knows_all(saved, c)))
        memcpy(s->best, saved->best, s->n * sizeof *s->best);
    else if (saved)
        saved->memory.known = 0.0;
    return s->best || !setup->keep ||
           fault_memory(fault, 8.0 * (double)s->n, "the best scores");
}

void scores_shuffle(struct scores *s, struct rng *rng)
{
    size_t n = (size_t)s->counts->pairs;

    if (!s->dense) {
        book_shuffle(&s->book, rng);
        return;
    }
    memcpy(s->shuffled, s->pairs, n * sizeof *s->pairs);
    rng_shuffle(rng, s->shuffled, n, sizeof *s->shuffled);
    if (!s->wanted)
        return;
    uint32_t *cursor = s->wanted + n;
    s->word = 0;
    for (uint32_t w = 0; w < s->counts->V; w++)
        cursor[w] = (uint32_t)s->counts->lead[w];
    for (size_t i = 0; i < n; i++)
        s->wanted[cursor[s->shuffled[i].word]++] = s->shuffled[i].next;
}

struct pair scores_pair(const struct scores *s, size_t i)
{
    const struct counts *c = s->counts;
    uint32_t slot = s->dense ? 0 : s->book.shuffled[i];

    return s->dense ? s->shuffled[i]
                    : (struct pair){c->word[slot], c->next[slot]};
}

static double *dense_row(const struct scores *s, uint32_t word)
{
    return s->bigram.w + (size_t)word * s->counts->V;
}

/* At most n examples of the row that comes next, with their losses. */
static size_t train_row(struct scores *s, double lr, size_t n,
                        struct part *part)
{
    const uint64_t *lead = s->counts->lead;
    const uint32_t *wanted = s->wanted;
    struct row_scores row = {.n = s->counts->V};

    while (lead[s->word + 1] == part->examples)
        s->word++;
    if (n > lead[s->word + 1] - part->examples)
        n = (size_t)(lead[s->word + 1] - part->examples);
    wanted += part->examples;
    row.score = dense_row(s, s->word);
    if (n >= ROW_FEW)
        part->loss += row_train(s->row, &row, wanted, 0, n, lr);
    for (size_t i = 0; i < n && n < ROW_FEW; i++) {
        struct pair pair = {s->word, wanted[i]};
        part->loss += bigram_train(&s->bigram, &pair, 1, lr, s->p);
    }
    return n;
}

bool scores_train(struct scores *s, double lr, struct part *part)
{
    size_t n = (size_t)(DENSE_PART / s->counts->V) + 1;
    size_t end = (size_t)part->examples + n;

    if (!s->dense)
        return book_train(&s->book, lr, BOOK_PART, part);
    end = end < s->counts->pairs ? end : (size_t)s->counts->pairs;
    n = end - (size_t)part->examples;
    if (!s->wanted)
        part->loss +=
            bigram_train(&s->bigram, s->shuffled + part->examples, n, lr, s->p);
    for (size_t done = (size_t)part->examples; s->wanted && done < end;)
        done = (size_t)(part->examples += train_row(s, lr, end - done, part));
    part->examples = end;
    part->work += (double)n * s->counts->V;
    return n > 0;
}

double scores_loss(const struct scores *s)
{
    size_t n = (size_t)s->counts->pairs;

    if (!s->dense)
        return book_loss(&s->book);
    return n > 0 ? bigram_loss(&s->bigram, s->pairs, n, s->p) : 0.0;
}

/* The score of a pair, and log-sum-exp of a row. */
static double score(const struct scores *s, struct pair pair)
{
    return s->dense ? dense_row(s, pair.word)[pair.next]
                    : book_score(&s->book, pair);
}

static double total(const struct scores *s, uint32_t word)
{
    return s->dense ? num_log_sum_exp(dense_row(s, word), s->counts->V)
                    : book_total(&s->book, word);
}

double scores_held_loss(const struct scores *s)
{
    const struct corpus *text = s->corpus;
    double sum = 0.0, *totals = s->p;
    struct pair pair;

    if (text->held_pairs == 0)
        return 0.0;
    for (uint32_t w = 0; w < s->counts->V; w++)
        totals[w] = -HUGE_VAL; /* not taken yet */
    for (size_t at = 0; corpus_next(text->held, text->n_held, &at, &pair);) {
        if (totals[pair.word] == -HUGE_VAL)
            totals[pair.word] = total(s, pair.word);
        sum += totals[pair.word] - score(s, pair);
    }
    return sum / (double)text->held_pairs;
}

/* All of them, in training.  (n) */
static double *live(const struct scores *s)
{
    return s->dense ? s->bigram.w : s->book.sparse.score;
}

void scores_keep(struct scores *s)
{
    if (s->best)
        memcpy(s->best, live(s), s->n * sizeof *s->best);
}

void scores_row(const struct scores *s, uint32_t word, double *z)
{
    counts_scores(s->bigram.w, &s->book.sparse, s->counts->V, word, z);
}

void scores_predict(const struct scores *s, uint32_t word, double *p)
{
    scores_row(s, word, p);
    num_softmax(p, p, s->counts->V);
}

void scores_slots(const struct scores *s, uint32_t word, double *p)
{
    struct counts_row row = counts_row(s->counts, word);
    uint32_t first = s->counts->first[word];
    double all = s->dense ? 0.0 : total(s, word);

    if (s->dense)
        scores_predict(s, word, s->p);
    for (uint32_t i = 0; i < row.n; i++)
        p[i] = s->dense ? s->p[row.next[i]]
                        : num_exp(s->book.sparse.score[first + i] - all);
}

bool scores_guess_followed(const struct scores *s, uint32_t word)
{
    struct counts_row row = counts_row(s->counts, word);
    const struct sparse *sparse = &s->book.sparse;
    uint32_t V = s->counts->V, first = s->counts->first[word];
    uint32_t guess = 0;
    uint64_t seen = 0;

    if (s->dense) {
        const double *z = dense_row(s, word);
        for (uint32_t k = 1; k < V; k++)
            guess = z[k] > z[guess] ? k : guess;
        return counts_of(s->counts, (struct pair){word, guess}) > 0;
    }
    /* all words that never followed share one score */
    double most = row.n < V ? sparse->rest[word] : -HUGE_VAL;
    for (uint32_t i = 0; i < row.n; i++)
        if (sparse->score[first + i] > most) {
            most = sparse->score[first + i];
            seen = row.count[i];
        }
    return seen > 0;
}

size_t scores_trace(struct scores *s, const struct rng *rng, double lr,
                    struct example *example, size_t k)
{
    const struct counts *c = s->counts;
    uint32_t V = c->V;
    struct rng same = *rng;

    k = k < c->pairs ? k : (size_t)c->pairs;
    if (k >= SIZE_MAX / sizeof(double) / V)
        return 0;
    struct bigram copy = {V, malloc((k + 1) * V * sizeof *copy.w)};
    if (!copy.w)
        return 0;
    scores_shuffle(s, &same);
    for (size_t i = 0; i < k; i++) {
        struct pair pair = scores_pair(s, i);
        uint32_t r = 0; /* its row in the copy is that of an example before */
        while (r < i && example[r].pair.word != pair.word)
            r++;
        double *row = copy.w + (size_t)r * V;
        if (r == i)
            scores_row(s, pair.word, row);
        struct pair here = {r, pair.next};
        double loss = bigram_train(&copy, &here, 1, lr, s->p);
        num_softmax(s->p, row, V);
        example[i] =
            (struct example){pair, num_exp(-loss), loss, s->p[pair.next]};
    }
    free(copy.w);
    return k;
}

void scores_lend(const struct scores *s, struct words_model *model)
{
    double *score = live(s);

    model->best = s->best;
    model->w = s->dense ? score : NULL;
    model->sparse = s->book.sparse;
    model->sparse.score = s->dense ? NULL : score;
    model->sparse.rest = s->dense ? NULL : score + (s->n - s->counts->V);
}

void scores_free(struct scores *s)
{
    row_free(s->row);
    free(s->wanted);
    bigram_free(&s->bigram);
    book_free(&s->book);
    free(s->pairs);
    free(s->best);
    free(s->p);
    *s = (struct scores){0};
}
