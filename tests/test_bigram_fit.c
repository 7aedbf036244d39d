/* What the stage bigram holds when it was trained, before anything of it is
   shown. */
#include "stages/bigram_fit.h"
#include "test.h"

#include <math.h>

/* The lesson's run: what follows "the", the expected pairs, the gradient of the
   row of "the", whose parts sum to 0. */
static void test_result(void)
{
    struct bigram_options o = BIGRAM_PRESET(&bigram_run_five, 5);
    struct bigram_run r = {0};
    struct fault fault = {0};
    double after = 0.0, gradient = 0.0;

    o.check_gradient = true;
    o.generate = 3; /* nobody is there to stop them */
    if (CHECK(bigram_run_open(&r, &o, false, &fault)) &&
        CHECK(bigram_fit(&r, NULL, &fault))) {
        size_t sentences = 0;
        for (size_t i = 0; i < r.look.n; i++)
            sentences += r.look.made[i] == WORD_END;
        CHECK(sentences == 3);
        const struct bigram_gradient *g = &r.look.gradient;
        for (uint32_t k = 0; k < r.counts.V; k++)
            after += r.asked.after[k];
        CHECK_NEAR(after, 1.0, 1e-15);
        CHECK_SAME(r.asked.after[1], r.expected[0].p);
        CHECK_NEAR(r.expected[0].p, 0.1925178367, 1e-10);
        CHECK_NEAR(r.expected[0].limit, 0.3, 1e-15);
        CHECK(g->n == 10 && g->worst > 0.0 && g->worst <= 1e-8);
        for (uint32_t k = 0; k < g->n; k++) {
            CHECK_NEAR(g->formula[k], g->central[k], g->worst);
            gradient += g->formula[k];
        }
        CHECK_NEAR(gradient, 0.0, 1e-15);
    }
    bigram_run_close(&r);
}

/* Scores that are no numbers are not compared. */
static void test_diverged(void)
{
    struct bigram_options o = BIGRAM_PRESET(&bigram_run_five, 1);
    struct bigram_run r = {0};
    struct fault fault = {0};

    o.check_gradient = true;
    if (CHECK(bigram_run_open(&r, &o, false, &fault))) {
        r.scores.bigram.w[0] = (double)NAN;
        CHECK(bigram_fit(&r, NULL, &fault));
        CHECK(judge_diverged(&r.fit.judge));
        CHECK(r.look.gradient.n == 0 && isnan(r.look.gradient.far));
    }
    bigram_run_close(&r);
}

int main(void)
{
    test_result();
    test_diverged();
    return test_end();
}
