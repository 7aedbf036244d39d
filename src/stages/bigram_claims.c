/*
 * What the usual telling claims about bigram, judged from the run.  What the
 * run cannot decide is untested, with what would decide it.
 */
#include "stages/bigram_claims.h"

#include <math.h>

static void falls(const struct bigram_run *r, struct finding *f)
{
    double n = (double)r->fit.judge.measured, falls = (double)r->past.falls;
    double level = (double)r->past.level;

    finding_judge(f, falls == n, falls,
                  level > 0.0 ? "fixed loss: %.0f of %.0f; %.0f level, to 1e-9"
                              : "fixed loss: %.0f of %.0f",
                  falls, n, level);
}

static void cat_034(const struct bigram_run *r, struct finding *f)
{
    struct pair pair = bigram_run_pair(r, "the", "cat");
    double p = r->past.at_five;

    if (r->options->text || r->options->frame.names.load ||
        pair.word == WORD_UNKNOWN || counts_of(&r->counts, pair) == 0)
        finding_untested(f, "needs the five sentences");
    else if (r->fit.judge.measured < 5)
        finding_untested(f, "needs --epochs 5");
    else
        finding_judge(f, p > 0.34, p, "%.3f, limit %.3f", p,
                      counts_share(&r->counts, pair));
}

static void pairs_02(const struct bigram_run *r, struct finding *f)
{
    struct pair dog = bigram_run_pair(r, "the", "dog");
    int passing = 0, all = BIGRAM_RUN_EXPECTED;

    if (r->options->text || dog.word == WORD_UNKNOWN) {
        finding_untested(f, "needs the five sentences");
        return;
    }
    for (int i = 0; i < all; i++) {
        const char *const *pair = bigram_run_expected[i];
        passing += bigram_run_probability(
                       r, bigram_run_pair(r, pair[0], pair[1])) > 0.2;
    }
    finding_judge(f, passing == all, passing,
                  "%d of %d; the limit of the -> dog is %.3f", passing, all,
                  counts_share(&r->counts, dog));
}

static void early_big(const struct bigram_run *r, struct finding *f)
{
    double first = r->past.first_fall, last = r->past.changes[2];

    if (r->fit.judge.measured < 2)
        finding_untested(f, "needs --epochs 2 or more");
    else if (!(first > 0.0))
        finding_judge(f, false, first, "the first epoch made it worse, by %.4f",
                      fabs(first));
    else if (!(last > 0.0))
        finding_judge(f, true, last,
                      "first fall %.4f, in the last it rose by %.4f", first,
                      fabs(last));
    else
        finding_judge(f, first >= 2.0 * last, first / last,
                      "first fall %.4f, last %.4f: %s times, wanted 2", first,
                      last, number_short(first / last).text);
}

static void decay_helps(const struct bigram_run *r, struct finding *f)
{
    double loss = r->fit.loss;

    if (!(r->options->rule.decay > 0.0))
        finding_untested(f, "needs --decay 0.95");
    else
        finding_judge(f, loss < r->twin.loss, loss,
                      "fixed loss %.4f, at a constant rate %.4f (running %.4f, "
                      "%.4f)",
                      loss, r->twin.loss, r->fit.judge.last, r->twin.running);
}

static void converged(const struct bigram_run *r, struct finding *f)
{
    const struct judge *judge = &r->fit.judge;
    double epochs = (double)judge->measured;
    bool fell = judge->last <= judge->first;

    if (r->options->rule.patience == 0)
        finding_untested(f, "needs --patience 3");
    else if (judge->verdict == JUDGE_STOPPED)
        finding_judge(f, fell, epochs, "patience ran out at epoch %.0f%s",
                      epochs, fell ? "" : ", but the loss has grown");
    else
        finding_judge(f, false, epochs, "patience never ran out in %.0f epochs",
                      epochs);
}

static void stopping_prevents(const struct bigram_run *r, struct finding *f)
{
    const struct judge *judge = &r->fit.judge;
    double held = r->fit.held;

    if (r->corpus.held_lines > 0 && r->corpus.held_pairs == 0)
        finding_untested(f, "no held-out pair is known: hold out more");
    else if (r->corpus.held_pairs == 0)
        finding_untested(f, "needs --holdout 0.2");
    else if (judge_is_best(judge))
        finding_judge(f, false, held,
                      "held-out %.4f, and it still falls: nothing to "
                      "prevent yet",
                      held);
    else
        finding_judge(f, judge->best < held, held,
                      "held-out %.4f at epoch %.0f, %.4f at the last",
                      judge->best, (double)judge->best_epoch + 1.0, held);
}

static const struct {
    const char *id, *claim;
    void (*judge)(const struct bigram_run *run, struct finding *f);
} claims[] = {
    {"falls", "the loss falls every epoch", falls},
    {"cat-034", "the -> cat reaches 0.34 in five epochs", cat_034},
    {"pairs-02", "all six expected pairs pass 0.2", pairs_02},
    {"early-big", "early changes are big, later ones fine tuning", early_big},
    {"decay-helps", "decay improves the result", decay_helps},
    {"converged", "training converged", converged},
    {"stopping-prevents", "early stopping prevents overfitting",
     stopping_prevents},
};
enum { CLAIMS = sizeof claims / sizeof claims[0] };

int bigram_claims(const void *result, struct finding *findings)
{
    const struct bigram_run *run = result;

    for (int i = 0; i < CLAIMS; i++) {
        findings[i] =
            (struct finding){.id = claims[i].id, .claim = claims[i].claim};
        if (judge_diverged(&run->fit.judge))
            finding_judge(&findings[i], false, (double)NAN, "the run diverged");
        else
            claims[i].judge(run, &findings[i]);
    }
    return CLAIMS;
}
