/* The four steps of the straight line: predict, measure the loss, find the
   gradient, update; here once for every pair of words.  `trainloop step` shows
   the lines whose comment is a step and a name. */
#include "trainloop/bigram.h"

#include "trainloop/num.h"

#include <math.h>
#include <stdlib.h>

bool bigram_make(struct bigram *model, uint32_t V, struct fault *fault)
{
    double bytes = (double)V * (double)V * sizeof *model->w;

    *model = (struct bigram){.V = V};
    if (bytes < (double)SIZE_MAX / 2)
        model->w = calloc((size_t)V * V, sizeof *model->w);
    return model->w || fault_memory(fault, bytes, "the matrix of scores");
}

void bigram_randomize(struct bigram *model, struct rng *rng)
{
    size_t n = (size_t)model->V * model->V;

    for (size_t i = 0; i < n; i++)
        model->w[i] = rng_normal(rng) * 0.1;
}

double bigram_train(struct bigram *model, const struct pair *pairs, size_t n,
                    double lr, double *p)
{
    double total = 0.0, product = 1.0;
    uint32_t V = model->V;

    for (size_t i = 0; i < n; i++) {
        double *row = model->w + (size_t)pairs[i].word * V;
        double max = num_max(row, V);

        num_exps(p, row, V, max);          /* 1 exp */
        double sum = num_sum(p, V);        /* 1 sum: p / sum is the softmax */
        total += max - row[pairs[i].next]; /* 2 loss ... */
        product *= sum;         /* 2 product: ... of which ln sum is a part */
        double part = lr / sum; /* 3 gradient: p / sum - (k == next) */
        for (uint32_t k = 0; k < V; k++)
            row[k] -= part * p[k]; /* 4 update ... */
        row[pairs[i].next] += lr;  /* 4 next: ... and what is wanted */
        if (product > 1e280) { /* one logarithm for many: ln a + ln b = ln ab */
            total += num_log(product);
            product = 1.0;
        }
    }
    return total + num_log(product);
}

double bigram_loss(const struct bigram *model, const struct pair *pairs,
                   size_t n, double *total)
{
    double sum = 0.0;

    for (uint32_t word = 0; word < model->V; word++)
        total[word] = -HUGE_VAL; /* not taken yet */
    for (size_t i = 0; i < n; i++) {
        const double *row = model->w + (size_t)pairs[i].word * model->V;
        double *mine = &total[pairs[i].word];
        if (*mine == -HUGE_VAL)
            *mine = num_log_sum_exp(row, model->V);
        sum += *mine - row[pairs[i].next];
    }
    return sum / (double)n;
}

void bigram_free(struct bigram *model)
{
    free(model->w);
    *model = (struct bigram){0};
}
