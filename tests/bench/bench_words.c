/*
 * How long the next word takes, for bench.py, which measures the same in
 * NumPy.
 *
 *     bench_words          nanoseconds per example of the lesson's sentences
 *     bench_words FILE     of a text: megabytes a second that are read and
 *                          counted, seconds an epoch, pairs, words
 *
 * The least of several repetitions.
 */
#include "trainloop/bigram.h"
#include "trainloop/book.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;

    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fail(const struct fault *fault)
{
    fprintf(stderr, "%s\n", fault->text);
    return (int)fault->kind;
}

/* The dense model at ten words. */
static int examples(void)
{
    enum { EPOCHS = 2000, ROUNDS = 30 };
    static const char text[] = "the cat sat on the mat\n"
                               "the dog ran in the park\n"
                               "the cat sat in the house\n"
                               "the dog sat on the mat\n"
                               "the cat ran in the park\n";
    struct pair pairs[25], scratch[25];
    double p[10], least = 1e9;
    struct corpus corpus;
    struct bigram model = {0};
    struct fault fault = {0};
    struct rng rng;
    size_t at = 0, n = 0;

    if (!corpus_parse(&corpus, text, strlen(text), "it",
                      (struct corpus_rule){0}, &fault) ||
        !bigram_make(&model, corpus.words.n, &fault))
        return fail(&fault);
    while (n < 25 && corpus_next(corpus.token, corpus.n, &at, &pairs[n]))
        n++;
    rng_seed(&rng, 42);
    bigram_randomize(&model, &rng);
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        for (int k = 0; k < EPOCHS; k++) {
            memcpy(scratch, pairs, n * sizeof *pairs);
            rng_shuffle(&rng, scratch, n, sizeof *scratch);
            bigram_train(&model, scratch, n, 0.1, p);
        }
        double took = (now() - start) / EPOCHS / (double)n;
        least = took < least ? took : least;
    }
    printf("%.2f\n", 1e9 * least);
    bigram_free(&model);
    corpus_free(&corpus);
    return 0;
}

static int book(const char *name)
{
    double read = 1e9, epoch = 1e9, bytes;
    struct corpus corpus = {0};
    struct counts counts = {0};
    struct book model = {0};
    struct fault fault = {0};
    struct rng rng;
    FILE *file = fopen(name, "rb");

    if (!file || fseek(file, 0, SEEK_END) != 0)
        return 3;
    bytes = (double)ftell(file);
    fclose(file);
    for (int i = 0; i < 5; i++) {
        double start = now();
        corpus_free(&corpus);
        if (!corpus_read(&corpus, name,
                         (struct corpus_rule){.tokens = CORPUS_WORDS}, &fault))
            return fail(&fault);
        read = now() - start < read ? now() - start : read;
    }
    if (!counts_make(&counts, &corpus, NULL, &fault) ||
        !book_make(&model, &counts, NULL, &fault))
        return fail(&fault);
    rng_seed(&rng, 42);
    for (int i = 0; i < 4; i++) {
        double start = now();
        struct part part = {0};
        book_shuffle(&model, &rng);
        while (book_train(&model, 0.1, HUGE_VAL, &part))
            ;
        epoch = now() - start < epoch ? now() - start : epoch;
    }
    printf("%.1f %.4f %.0f %.0f\n", 1e-6 * bytes / read, epoch,
           (double)corpus.pairs, (double)corpus.words.n);
    book_free(&model);
    counts_free(&counts);
    corpus_free(&corpus);
    return 0;
}

int main(int argc, char **argv)
{
    return argc > 1 ? book(argv[1]) : examples();
}
