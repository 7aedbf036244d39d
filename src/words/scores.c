/* Dense or a book: who asks for scores does not see which. */
#include "trainloop/scores.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Scores of a part, some ten milliseconds.  Each score of the dense model is
   an exp. */
static const double BOOK_PART = 3e7, DENSE_PART = 2e6;

/* ---- Making them ---- */

static size_t matrix(const struct scores *s)
{
    size_t V = s->counts->V;

    return V * V * sizeof(double);
}

/* The pairs, one by one, that the dense model trains on. */
static bool list_pairs(struct scores *s, struct fault *fault)
{
    const struct counts *c = s->counts;
    const struct corpus *text = s->corpus;
    size_t n = c->pairs, held = text->held_pairs, at = 0, k = 0;

    s->pairs = malloc((n + 1) * sizeof *s->pairs); /* one, so never none */
    s->shuffled = malloc((n + 1) * sizeof *s->shuffled);
    s->held = malloc((held + 1) * sizeof *s->held);
    if (!s->pairs || !s->shuffled || !s->held)
        return fault_memory(fault, 16.0 * (double)n + 8.0 * (double)held,
                            "the training");
    for (size_t i = 0; i < n; i++)
        s->pairs[i] = (struct pair){c->word[c->order[i]], c->next[c->order[i]]};
    while (corpus_next(text->held, text->n_held, &at, &s->held[k]))
        k++;
    return true;
}

/* Takes the saved matrix, or makes one of random scores. */
static bool make_dense(struct scores *s, const struct scores_setup *setup,
                       struct fault *fault)
{
    if (setup->saved && setup->saved->w) {
        s->bigram = (struct bigram){s->counts->V, setup->saved->w};
        setup->saved->w = NULL;
    } else {
        if (!bigram_make(&s->bigram, s->counts->V, fault))
            return fault_hint(fault, "Add --init zero: it needs memory only "
                                     "for the pairs that occur");
        bigram_randomize(&s->bigram, setup->rng);
    }
    if (setup->keep)
        s->best = malloc(matrix(s));
    if (setup->keep && !s->best)
        return fault_memory(fault, (double)matrix(s), "the best scores");
    return list_pairs(s, fault);
}

static bool is_dense(const struct scores_setup *setup)
{
    const struct words_model *saved = setup->saved;

    if (saved && (saved->w || saved->sparse.first))
        return saved->w != NULL;
    return setup->init == SCORES_RANDOM ||
           (setup->init == SCORES_AUTO && setup->counts->V <= SCORES_AUTO_MOST);
}

bool scores_make(struct scores *s, const struct scores_setup *setup,
                 struct fault *fault)
{
    const struct counts *c = setup->counts;
    const struct sparse *start = setup->saved ? &setup->saved->sparse : NULL;

    *s = (struct scores){
        .counts = c, .corpus = setup->corpus, .dense = is_dense(setup)};
    s->p = malloc(c->V * sizeof *s->p);
    if (!s->p)
        return fault_memory(fault, 8.0 * c->V, "the training");
    if (s->dense)
        return make_dense(s, setup, fault);
    return book_make(&s->book, c, start, fault) &&
           (!setup->keep || book_keep(&s->book, fault));
}

/* ---- Training them ---- */

void scores_shuffle(struct scores *s, struct rng *rng)
{
    if (s->dense)
        bigram_shuffle(s->shuffled, s->pairs, s->counts->pairs, rng);
    else
        book_shuffle(&s->book, rng);
}

bool scores_train(struct scores *s, double lr, struct part *part)
{
    size_t left = s->counts->pairs - part->examples, n;

    if (!s->dense)
        return book_train(&s->book, lr, BOOK_PART, part);
    if (left == 0)
        return false;
    n = (size_t)(DENSE_PART / s->counts->V) + 1;
    n = n < left ? n : left;
    part->loss +=
        bigram_train(&s->bigram, s->shuffled + part->examples, n, lr, s->p);
    part->examples += n;
    part->work += (double)n * s->counts->V;
    return true;
}

double scores_share(const struct scores *s, const struct part *part)
{
    return s->dense ? (double)part->examples / (double)s->counts->pairs
                    : part->work / s->book.work;
}

double scores_loss(const struct scores *s)
{
    size_t n = s->counts->pairs;

    if (!s->dense)
        return book_loss(&s->book);
    return n > 0 ? bigram_loss(&s->bigram, s->pairs, n, s->p) : 0.0;
}

double scores_held_loss(const struct scores *s)
{
    const struct corpus *c = s->corpus;

    if (c->held_pairs == 0)
        return 0.0;
    if (s->dense)
        return bigram_loss(&s->bigram, s->held, c->held_pairs, s->p);
    return book_held_loss(&s->book, c->held, c->n_held, s->p);
}

void scores_keep(struct scores *s)
{
    struct fault none = {0};

    if (s->best)
        memcpy(s->best, s->bigram.w, matrix(s));
    else if (s->book.kept)
        book_keep(&s->book, &none); /* has its memory since the start */
}

/* ---- Asking them ---- */

void scores_row(const struct scores *s, uint32_t word, double *z)
{
    uint32_t V = s->counts->V;

    if (s->dense)
        memcpy(z, s->bigram.w + (size_t)word * V, V * sizeof *z);
    else
        book_row(&s->book, word, z);
}

void scores_predict(const struct scores *s, uint32_t word, double *p)
{
    scores_row(s, word, p);
    num_softmax(p, p, s->counts->V);
}

void scores_slots(const struct scores *s, uint32_t word, double *p)
{
    struct counts_row row = counts_row(s->counts, word);

    if (row.n == 0)
        return;
    if (s->dense) {
        scores_predict(s, word, s->p);
        for (uint32_t i = 0; i < row.n; i++)
            p[i] = s->p[row.next[i]];
        return;
    }
    double total = book_total(&s->book, word);
    const double *score = s->book.score + s->counts->first[word];
    for (uint32_t i = 0; i < row.n; i++)
        p[i] = num_exp(score[i] - total);
}

/* All words that never followed share one score of a book's row, so that it is
   one more beside the slots. */
static bool book_guess_followed(const struct book *book, uint32_t word)
{
    struct counts_row row = counts_row(book->counts, word);
    const double *score = book->score + book->counts->first[word];
    double best = row.n < book->counts->V ? book->rest[word] : -HUGE_VAL;
    bool followed = false;

    for (uint32_t i = 0; i < row.n; i++)
        if (score[i] > best) {
            best = score[i];
            followed = row.count[i] > 0;
        }
    return followed;
}

bool scores_guess_followed(const struct scores *s, uint32_t word)
{
    struct pair best = {word, 0};

    if (!s->dense)
        return book_guess_followed(&s->book, word);
    const double *row = s->bigram.w + (size_t)word * s->counts->V;
    for (uint32_t k = 1; k < s->counts->V; k++)
        best.next = row[k] > row[best.next] ? k : best.next;
    return counts_of(s->counts, best) > 0;
}

/* Example i of the shuffled ones. */
static struct pair shuffled(const struct scores *s, size_t i)
{
    const struct counts *c = s->counts;

    if (s->dense)
        return s->shuffled[i];
    uint32_t slot = s->book.shuffled[i];
    return (struct pair){c->word[slot], c->next[slot]};
}

size_t scores_trace(struct scores *s, const struct rng *rng, double lr,
                    struct example *example, size_t k)
{
    uint32_t V = s->counts->V;
    struct rng same = *rng;

    k = k < s->counts->pairs ? k : s->counts->pairs;
    if (k >= SIZE_MAX / sizeof(double) / V)
        return 0;
    struct bigram copy = {V, malloc((k + 1) * V * sizeof *copy.w)};
    if (!copy.w)
        return 0;
    scores_shuffle(s, &same);
    for (size_t i = 0; i < k; i++) {
        struct pair pair = shuffled(s, i);
        uint32_t r = 0; /* its row in the copy is that of an example before */
        while (r < i && example[r].pair.word != pair.word)
            r++;
        double *row = copy.w + (size_t)r * V;
        if (r == i)
            scores_row(s, pair.word, row);
        double loss = bigram_step(&copy, (struct pair){r, pair.next}, lr, s->p);
        num_softmax(s->p, row, V);
        example[i] =
            (struct example){pair, num_exp(-loss), loss, s->p[pair.next]};
    }
    free(copy.w);
    return k;
}

void scores_lend(const struct scores *s, struct words_model *model)
{
    double *score = s->book.kept ? s->book.kept : s->book.score;

    model->w = s->best ? s->best : s->bigram.w;
    model->sparse = (struct sparse){0};
    if (!s->dense)
        model->sparse =
            (struct sparse){s->counts->first, s->counts->next, score,
                            score + s->counts->first[s->counts->V]};
}

void scores_free(struct scores *s)
{
    bigram_free(&s->bigram);
    book_free(&s->book);
    free(s->pairs);
    free(s->shuffled);
    free(s->held);
    free(s->best);
    free(s->p);
    *s = (struct scores){0};
}
